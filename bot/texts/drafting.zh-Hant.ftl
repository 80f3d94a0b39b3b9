## 回覆線索：擬稿、發布、更正、撤回
news-title-group = 🔔 <b>這裡之前問過、還沒有查到的一則訊息，有人查證了：</b>
news-changed = 🔁 <b>更正：之前的答覆是我們弄錯了，請以這則為準。</b>
news-changed-was = 之前說的是「{ $claim }」。
news-taken-back = ⚠️ 這裡原來的答覆是我們弄錯了，更正在後面的訊息裡。
correction-other = 🔁 <b>更正：</b>我之前引用的查證已經撤回了。另一則查證還在，請以下面的為準：

draft-title = ✍️ <b>第 { $number } 號線索的回覆</b>
draft-title-correct = ✍️ <b>更正 { $id }</b>（第 { $number } 號線索）
draft-title-correct-alone = ✍️ <b>更正 { $id }</b>
draft-occupied = 👥 已經有人在寫這條的回覆了，你也可以接著寫。
draft-line = <b>{ draft-field }</b>：{ $value }
draft-field = { $field ->
    [claim] 說法
    [verdict] 結論
    [summary] 實際情況
    [url] 連結
    [publisher] 誰查的
    [published] 日期
    [topic] 話題
    [region] 地區
    [lang] 語言
   *[wording] 另一種說法
}
draft-comma = 、
draft-empty = （還沒有）
draft-hint = 點結論選一個；點別的按鈕，就能改那一項。都填好了，先看效果，再發布。
draft-awaits = ✏️ 請回覆這則訊息，寫上「{ draft-field }」。寫一個減號 - 就是留空。{ $field ->
    [published] 日期寫成 2026-11-22。
    [url] 要以 https:// 開頭。
    [region] 寫縣市、省份或國家，比如 臺北、日本；不分地區就留空。
    [lang] 寫 简体中文、繁體中文 或 English。
    [wording] 大家轉傳時常用的另一種說法，寫了以後更容易認出來。
   *[other] { "" }
}
draft-show = 👀 看效果
draft-publish = ✅ 發布
draft-cancel = 取消
draft-fault = { $fault ->
    [unseen] 「{ draft-field }」裡有看不見的排版符號（{ $got }），字會倒著顯示。請自己打一遍，不要貼上。
    [web] 連結要以 http:// 或 https:// 開頭；收到的是「{ $got }」。請把完整的網址傳來。
    [login] 連結裡不能有使用者名稱和密碼；收到的是「{ $got }」。請去掉 @ 和它前面的部分。
    [port] 連結不能帶連接埠；收到的是「{ $got }」。請換成平常的網址。
    [private] 連結要誰都打得開；「{ $got }」是內部網路的位址。請換成公開的網頁。
    [future] 日期不能在今天以後；收到的是「{ $got }」。請寫查證發布的那天，比如 2026-11-22。
    [region] 不認得「{ $got }」這個地方。請寫縣市、省份或國家，比如 臺北、日本；不分地區就寫 -。
    [lang] 語言只有简体中文、繁體中文和 English；收到的是「{ $got }」。請從這三種裡寫一種。
    [date] 看不懂日期「{ $got }」。請寫成 2026-11-22；只知道年份或月份，就寫 2026 或 2026-11。
    [address] 「{ $got }」不是完整的網址。請只傳網址，前後不要加別的字。
    [long] 「{ draft-field }」太長了。請寫短一些，一句話就好。
    [unclear] 「{ draft-field }」要能看出說的是什麼；收到的是「{ $got }」。請寫成一句完整的話。
   *[topic] 沒有「{ $got }」這個話題。請寫一個現有的，比如 健康、食品、社會；不分話題就寫 -。
}
draft-missing = 還差這些，或者寫得不對：{ $fields }。
draft-cancelled = 🗑 這份回覆沒有發布，已經取消。
draft-expired = 這份回覆已經結束了。要重新寫，請傳 /answer { $number }。
draft-gone = 這個按鈕已經失效了。
draft-answered-meanwhile = 第 { $number } 號線索已經回覆了（{ $id }）。要改，請傳 /correct { $id }。
draft-published = ✅ <b>發布了</b>，編號 { $id }。第 { $number } 號線索已回覆：{ $people } 個想知道結果的人、{ $groups } 個群組會收到。
    以後要改：/correct { $id }　要撤回：/withdraw { $id } 原因
draft-unfit = ⚠️ 不過，大家原來的問法還認不出這條。可以用 /correct { $id } 補上「另一種說法」。
draft-corrected = ✅ <b>{ $id } 更正了</b>：{ $fields }。收到過舊內容的人會看到更正。
draft-unchanged = { $id } 沒有改動。
draft-withdrawn = ✅ <b>{ $id } 撤回了。</b>收到過它的人會看到更正，線索重新打開。
draft-known = 語料裡已經有了：{ $id }。用它來回覆，請傳 /answer { $number } { $id }
draft-known-unbuilt = 語料裡已經有了：{ $id }，只是機器人還沒有用上。先傳 /reindex，再傳 /answer { $number } { $id }
draft-known-other = 這個網頁或者說法，語料裡已經有了：{ $id }。
draft-trouble = 😣 沒有發布成：{ $reason }
    處理好以後再點一次「發布」就行，已經做完的不會重複。
draft-no-lead = 沒有第 { $number } 號線索。
draft-not-yours = 第 { $number } 號線索不歸這個單位。
draft-usage = 這樣寫：/answer 線索號 連結，或者 /answer 線索號 查證編號。
draft-no-debunk = 沒有編號是「{ $id }」的查證。請傳完整的連結，或者查證的編號。
draft-usage-correct = 這樣寫：/correct 查證編號或者連結，比如 /correct local-3
draft-usage-withdraw = 這樣寫：/withdraw 查證編號 原因，比如 /withdraw local-3 連結弄錯了
draft-not-local = { $id } 不是這裡發布的查證，不能在這裡改。
draft-fetched = { $reason ->
    [address] ⚠️ 這個連結打不開：只能是公開的網頁地址。
    [slow] ⚠️ 這個網頁太久沒有回應，請自己填。
    [long] ⚠️ 這個網頁太大，請自己填。
    [kind] ⚠️ 這個連結不是網頁，請自己填。
   *[other] ⚠️ 這個網頁沒有讀到，請自己填。
}
answered-before = 第 { $number } 號線索早就是用 { $id } 回覆的。
