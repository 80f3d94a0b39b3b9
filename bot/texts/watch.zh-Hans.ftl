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
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>{ $note }
alert-push = 📢 做成可以转发的辟谣
alert-day = { $month } 月 { $day } 日
alert-not-here = 这个按钮不是给您用的。
alert-gone = 这一条已经不在了。
alert-done = ✅ 好了
alert-forward = 📢 <b>这个说法最近又在传，早就有人查证过：</b>

## 月度辟谣榜和每周小结
digest-month = 月度辟谣榜
digest-week = 一周辟谣榜
digest-title = 🏆 <b>{ $title }</b>
    { $when } · 大家问得最多的说法
digest-subtitle = 大家问得最多的说法
digest-days = { $year } 年 { $first }至 { $last }
digest-nothing = 这段时间没有人问起查证过的说法。
digest-line = { $number }. { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
    { $people } · { $change }
digest-further = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
digest-people = { $count } 人次
digest-rising = 📈 <b>问的人越来越多：</b>
digest-returned = 🔁 <b>旧谣言又回来了：</b>
digest-answered = 新查清的说法：{ $count } 条，一般用了 { $took }
digest-answer = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }（{ $took }）
digest-open = 🔍 <b>还在查，问的人最多：</b>
digest-open-plain = 还在查，问的人最多
digest-open-line = • { $claim }（{ $people }）
digest-foot = <i>只数次数，一人一天只算一次，不记是谁问的。</i>
digest-foot-plain = 只数次数，一人一天只算一次，不记是谁问的。
digest-change-new = 新上榜
digest-change-returned = 又回来了
digest-change-same = 名次没变
digest-change-up = 上升 { $places } 位
digest-change-down = 下降 { $places } 位
digest-head-claim = 说法
digest-head-verdict = 查证结果
digest-head-people = 问的人次
digest-head-change = 变化
digest-usage = 请写成这样：/digest 2026-10（一个月）或 /digest 2026-W41（一周）

## 订阅
subscribe-title = 📬 <b>每周一告诉您，大家都在问哪些说法</b>
subscribe-line = • { $words }
subscribe-everything = 现在订阅了：全部
subscribe-nothing = 现在什么都没订阅。
subscribe-hint = 点一下话题或地区就订阅，再点一下就取消。也可以写：/subscribe 健康 浙江。
    都不要了：/unsubscribe
subscribe-all = 全部
subscribe-all-word = 全部
subscribe-none = 都不要
subscribe-places = 📍 地区…
command-subscribe = 每周一收到大家在问什么
subscribe-unknown = 看不懂「{ $word }」。可以写话题：{ $topics }；也可以写地名，比如 浙江、杭州、日本。
    像这样：/subscribe 健康 浙江。什么都要，就写 /subscribe 全部
subscribe-comma = 、
subscribe-admins-only = 在群里，只有管理员能订阅。
subscribe-foot = 不想再收到：/unsubscribe
