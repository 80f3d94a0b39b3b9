## 预警
alert-rising = 问的人突然多了
alert-rising-title = 📈 <b>有一条说法，问的人突然多了</b>
alert-claim = 「{ $text }」
alert-rising-figures = 最近 6 小时：{ $asks } 次提问，{ $people } 人，{ $chats } 个聊天 · 第 { $number } 号线索
alert-rising-asked = 最近 6 小时有 { $people } 个人在 { $chats } 个聊天里问了 { $asks } 次；平时大约 { $usual } 次。
alert-open = 打开第 { $number } 号线索
alert-returned = 旧谣言又回来了
alert-returned-title = 🔁 <b>旧谣言又回来了</b>
alert-returned-figures = 昨天和今天：{ $people } 人次 · 之前 30 天：{ $before } 人次
alert-returned-asked = 昨天和今天有 { $people } 人次问起；之前 30 天一共 { $before } 人次。
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>
alert-push = 📢 做成可以转发的辟谣
alert-day = { $month }月{ $day }日
alert-not-here = 这个按钮不是给您用的。
alert-gone = 这一条已经不在了。
alert-done = ✅ 好了
alert-forward = 📢 <b>这个说法最近又在传，早就有人查证过：</b>
