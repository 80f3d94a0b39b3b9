# 維護者和各單位的群裡：線索的卡片、列表、命令

## 卡片
lead-status = { $status ->
    [new] 新的
    [assigned] 已交給單位
    [checking] 正在查
    [answered] 已回答
   *[dismissed] 不查
}
lead-reason = { $reason ->
    [opinion] 只是看法
    [advert] 是廣告
    [private] 是私事
   *[uncheckable] 查不了
}
card-title = 🔎 <b>第 { $number } 號線索</b> · { $status }
card-reason = { "（" }{ lead-reason }）
card-claim = <b>說法：</b>{ $text }
card-no-text = （原文已經按期刪除）
card-asked = { $asks ->
    [1] 👥 問了 1 次
   *[other] 👥 問了 { $asks } 次：{ $askers } 個人，{ $chats } 個對話
}
card-seen = 🕒 最早 { $first }，最近 { $last }
card-seen-once = 🕒 { $when }
card-growth = 📈 今天 { $today } 次，昨天 { $yesterday } 次
card-topic = 🏷 { $topic }
card-place = 📍 { $place }
card-guessed = （猜的）
card-unit = 🏢 { $unit }
card-unit-due = 🏢 { $unit }，{ $due } 之前
card-unit-over = 🏢 { $unit }，⌛ 已經過了 { $due }
card-muted = 🔕 { $until } 之前不提醒
card-muted-always = 🔕 一直不提醒{ $until }
card-wordings = 💬 <b>別的說法：</b>
card-line = • { $text }
card-links = 🔗 <b>裡面的連結：</b>
card-link = • <code>{ $link }</code>
card-links-more = 還有 { $count } 個
card-debunks = 📎 <b>最接近的闢謠：</b>
card-debunk = { $number }. { $sureness ->
    [sure] 多半就是它
    [likely] 可能是它
   *[unsure] 不一定是它
}：{ $verdict } · { $claim }（{ $publisher }）
card-answer = 📌 { $verdict } · { $claim }（{ $publisher }）
card-no-debunk = 沒有找到相近的。
card-likes = 🔁 <b>可能是同一件事：</b>
card-like = • 第 { $number } 號（{ $status }，{ $asks } 次）：{ $text }
card-note = 📝 { $text }
card-gone = 第 { $number } 號線索已經不歸你們查了。
card-use = 👀 <b>用這則回答第 { $number } 號線索？</b>
    大家問的是：{ $claim }
    發布以後，大家會看到：
card-use-instead = ⚠️ 這條線索已經回答過了。發布以後，收到過那則的人會收到更正。
card-publish = ✅ 發布
card-moment = { $month } 月 { $day } 日 { $time }
card-moment-year = { $year } 年 { card-moment }
ago-now = 剛剛
ago-minutes = { $count } 分鐘前
ago-hours = { $count } 小時前
ago-days = { $count } 天前
ago-date = { $year } 年 { $month } 月 { $day } 日

## 卡片上的按鈕
card-answer-with = ✅ 用第 { $number } 條回答
card-look = 📎 找相近的
card-write = 🔗 用連結回答
card-check = 🔍 我來查
card-renew = 🔄 重新整理
card-reopen = ↩️ 重新打開
card-return = ⬆️ 交回上一級
card-nowhere = 不限地區
card-whole = ✔ { $place } 整個
card-merge-with = 🔁 併入第 { $number } 號：{ $claim }
card-mute-for = { $days ->
    [1] 1 天
   *[other] { $days } 天
}
card-mute-always = 一直
card-unmute = 🔔 恢復提醒
card-back = ◀ 返回
card-page-assign = 🏢 交給…
card-page-topic = 🏷 話題
card-page-region = 📍 地區
card-page-merge = 🔁 合併…
card-page-split = ✂️ 拆開…
card-page-dismiss = 🗑 不查…
card-page-mute = 🔕 靜音…

## 按了以後
card-old = 這張卡片太舊了，發 /lead 加編號看新的。
card-not-here = 這個按鈕不是給您用的。
card-not-yours = 這條線索已經不歸你們單位了。
card-write-how = 請發送：/answer { $number } 加上連結
desk-done = ✅ 好了
desk-told = ✅ 已回答，會告訴 { $people } 個人和 { $groups } 個群。
desk-told-before = 收到過這則的 { $count } 個聊天不再重發。
desk-refused = { $why ->
    [gone] 這條線索已經沒有了。
    [same] 本來就是這樣。
    [closed] 已經結束了，先重新打開。
    [open] 還沒有結束，不用重新打開。
    [unfit] 那個單位不管這個話題或地區。
    [no-unit] 沒有單位在查，不用交回。
   *[top] 上面沒有別的單位了。
}
desk-lead-gone = 這條線索已經沒有了。
desk-lost = 這一條已經不在了，請重新整理。

## 列表
leads-title = 📋 <b>線索</b>
leads-what = { $what }
leads-all = 全部
stats-times = ⏱ 三十天裡的線索：一半在 { $half }內有了回答，九成在 { $most }內
stats-in-time = ⌛ 按時回答的：{ $share }%
for-minutes = { $count } 分鐘
for-hours = { $count } 小時
for-days = { $count } 天
leads-none = 沒有這樣的線索。
leads-line = <b>{ $number }</b> · { $status } · { $asks } 次 · { $last }
leads-open = 沒結束的
leads-or = 、
leads-age = 最近 { $count } { $unit ->
    [h] 小時
    [w] 週
   *[d] 天
}
leads-old = 這個列表太舊了，再發一次 /leads。
top-title = 🔥 <b>一週裡問得最多的</b>
stats-title = 📊 <b>線索一覽</b>
stats-status = • { $status }：{ $count }
stats-week = 🗓 這一週：新來 { $opened } 條，回答 { $answered } 條，不查 { $dismissed } 條
stats-units = 🏢 <b>各單位手上的：</b>
stats-unit = • { $unit }：{ $count }
stats-unit-over = • { $unit }：{ $count }，其中 { $over } 條過了時間

## 命令
not-for-you = 🙏 這個命令不是給您用的。想知道一條消息真不真，把它發給我就好。
chat-number = 這個對話的號碼是 <code>{ $number }</code>
no-such-lead = 沒有第 { $number } 號線索。
no-such-unit = 沒有叫「{ $name }」的單位。
no-such-unit-near = 沒有叫「{ $name }」的單位。是不是：{ $near }？
no-units = 還沒有單位。先在 units.toml 裡寫上。
unknown-words = 看不懂「{ $words }」。可以寫狀態、話題、地區、單位，或 3d（最近 3 天）。
unknown-reason = 請說明原因：{ $reasons }
usage-leads = 用法：/leads 健康 浙江 3d
usage-lead = 用法：/lead 12
usage-assign = 用法：/assign 12 單位名
usage-note = 用法：/note 12 要記的話
usage-merge = 用法：/merge 12 15（把 12 併入 15）
usage-split = 用法：/split 15
usage-mute = 用法：/mute 12 7（天數；0 是恢復，不寫是一直）
usage-dismiss = 用法：/dismiss 12 { $reasons }
usage-reopen = 用法：/reopen 12
merged = 第 { $number } 號已併入第 { $head } 號。要分開：/split { $number }
merge-same = 它們已經是同一條了。
split-done = 第 { $number } 號又是單獨的線索了。要合起來：/merge { $number } { $head }
split-alone = 第 { $number } 號沒有併在別的線索裡，也沒有併入它的。
command-leads = 線索列表
command-lead = 看一條線索
command-top = 問得最多的
command-answer = 用連結回答
command-assign = 交給單位
command-note = 記一筆
command-dismiss = 不查
command-mute = 靜音
command-merge = 合併兩條
command-split = 拆開
command-reopen = 重新打開
command-stats = 數字一覽
command-id = 這個對話的號碼

## 不查的線索：告訴問的人
dismissed-title = 🔎 <b>這則查證的人看過了，沒有查。</b>
dismissed-why = { $reason ->
    [opinion] 它說的是一種看法，沒有對錯可查。
    [advert] 它是一則廣告，不是能查證的說法。花錢以前，先和家裡人商量一下。
    [private] 它說的是別人的私事，不公開查。請不要再往外傳。
   *[uncheckable] 它沒有留下能查的線索，查不出是真是假。沒有出處的訊息，先別轉傳。
}
dismissed-news = 📌 <b>你問過「{ $claim }」，查證的人看過了，沒有查。</b>
    { dismissed-why }
dismissed-wrongly = 🔁 <b>更正：之前的答覆是我們弄錯了，請不要照著它說。</b>
dismissed-later = 🔔 以後要是有了結果，會在這裡告訴你。
