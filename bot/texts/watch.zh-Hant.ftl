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
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>{ $note }
alert-push = 📢 做成可以轉發的闢謠
alert-day = { $month } 月 { $day } 日
alert-not-here = 這個按鈕不是給您用的。
alert-gone = 這一則已經不在了。
alert-done = ✅ 好了
alert-forward = 📢 <b>這個說法最近又在傳，早就有人查證過：</b>

## 月度闢謠榜和每週小結
digest-month = 月度闢謠榜
digest-week = 一週闢謠榜
digest-title = 🏆 <b>{ $title }</b>
    { $when } · 大家問得最多的說法
digest-subtitle = 大家問得最多的說法
digest-days = { $year } 年 { $first }至 { $last }
digest-nothing = 這段時間沒有人問起查證過的說法。
digest-line = { $number }. { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
    { $people } · { $change }
digest-further = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
digest-people = { $count } 人次
digest-rising = 📈 <b>問的人越來越多：</b>
digest-returned = 🔁 <b>舊謠言又回來了：</b>
digest-answered = 新查清的說法：{ $count } 則，一般用了 { $took }
digest-answer = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }（{ $took }）
digest-open = 🔍 <b>還在查，問的人最多：</b>
digest-open-plain = 還在查，問的人最多
digest-open-line = • { $claim }（{ $people }）
digest-foot = <i>只數次數，一人一天只算一次，不記是誰問的。</i>
digest-foot-plain = 只數次數，一人一天只算一次，不記是誰問的。
digest-change-new = 新上榜
digest-change-returned = 又回來了
digest-change-same = 名次沒變
digest-change-up = 上升 { $places } 位
digest-change-down = 下降 { $places } 位
digest-head-claim = 說法
digest-head-verdict = 查證結果
digest-head-people = 問的人次
digest-head-change = 變化
digest-usage = 請寫成這樣：/digest 2026-10（一個月）或 /digest 2026-W41（一週）

## 訂閱
subscribe-title = 📬 <b>每週一告訴您，大家都在問哪些說法</b>
subscribe-line = • { $words }
subscribe-everything = 現在訂閱了：全部
subscribe-nothing = 現在什麼都沒訂閱。
subscribe-hint = 點一下話題或地區就訂閱，再點一下就取消。也可以寫：/subscribe 健康 臺北。
    都不要了：/unsubscribe
subscribe-all = 全部
subscribe-all-word = 全部
subscribe-none = 都不要
subscribe-places = 📍 地區…
command-subscribe = 每週一收到大家在問什麼
subscribe-unknown = 看不懂「{ $word }」。可以寫話題：{ $topics }；也可以寫地名，比如 臺北、香港、日本。
    像這樣：/subscribe 健康 臺北。什麼都要，就寫 /subscribe 全部
subscribe-comma = 、
subscribe-admins-only = 在群裡，只有管理員能訂閱。
subscribe-foot = 不想再收到：/unsubscribe
