## 預警
alert-rising = 問的人突然多了
alert-rising-title = 📈 <b>有一個說法，問的人突然多了</b>
alert-claim = 「{ $text }」
alert-rising-figures = 最近 6 小時：{ $asks } 次提問，{ $people } 人，{ $chats } 個聊天 · 第 { $number } 號線索
alert-rising-asked = 最近 6 小時有 { $people } 個人在 { $chats } 個聊天裡問了 { $asks } 次；平時大約 { $usual } 次。
alert-open = 打開第 { $number } 號線索
alert-returned = 舊謠言又回來了
alert-returned-title = 🔁 <b>舊謠言又回來了</b>
alert-returned-figures = 昨天和今天：{ $people } 人次 · 之前 30 天：{ $before } 人次
alert-returned-asked = 昨天和今天有 { $people } 人次問起；之前 30 天一共 { $before } 人次。
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>
alert-push = 📢 做成可以轉發的闢謠
alert-day = { $month }月{ $day }日
alert-not-here = 這個按鈕不是給您用的。
alert-gone = 這一則已經不在了。
alert-done = ✅ 好了
alert-forward = 📢 <b>這個說法最近又在傳，早就有人查證過：</b>
