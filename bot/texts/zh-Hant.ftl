# 真的嗎：機器人說的話（正體）。<b>、<a> 等標籤按 Telegram 的 HTML 書寫；{ $… } 裡的內容會自動轉義。

## 查到了
verdict = { $verdict ->
    [false] ❌ <b>不是真的</b>
    [misleading] ⚠️ <b>有誤導</b>
    [unproven] ❔ <b>沒有可靠的證據</b>
    [true] ✅ <b>是真的</b>
    [outdated] 🕰 <b>已經過時</b>
   *[scam] 🚨 <b>是詐騙</b>
}
verdict-plain = { $verdict ->
    [false] ❌ 不是真的
    [misleading] ⚠️ 有誤導
    [unproven] ❔ 沒有可靠的證據
    [true] ✅ 是真的
    [outdated] 🕰 已經過時
   *[scam] 🚨 是詐騙
}
answers-title = <b>這段話裡有 { $count } 個說法，已經有人查證過：</b>
refutes = 👍 你轉來的是一則闢謠，說得對。被闢謠的是這個說法：
refutes-wrongly = ⚠️ 你轉來的這則「闢謠」本身不對：
quote = 原話：{ $text }
claim = <b>說法：</b>{ $text }
summary = <b>查證：</b>{ $text }
source = <b>來源：</b>{ $publisher }，{ $date }
source-undated = <b>來源：</b>{ $publisher }（日期不詳）
checked = （{ $date }的查證）
old = ⚠️ 這是 { $years } 年前的查證，現在的情況可能不一樣了。
outdated = ⚠️ 這個說法有時效，請以最新的官方消息為準。
read-more = 👉 <a href="{ $url }">看查證原文</a>
date-year = { $year } 年
date-month = { $year } 年 { $month } 月
date-day = { $year } 年 { $month } 月 { $day } 日

## 拿不準
suggest-title = 🤔 <b>你問的是下面哪一則？</b>
suggest-line = { $number }. { $claim }
suggest-differs = ↳ 你問的是「{ $said }」，這則查證說的是「{ $claimed }」
suggest-hint = 點一下對得上的那則，就能看到查證結果。
button-none = 都不是

## 沒查到
unknown-title = 🔎 <b>這則訊息，還沒有查到有人查證過。</b>
unknown-lead = 已經記下來了，編號 { $number }，留給查證的人看。
unknown-others = 除了你，還有 { $count } 個人問過同一則。
unknown-advice = 在有結果之前：先看它有沒有寫明出處和日期，再到官方管道找一找；拿不準，就先別轉傳。
button-tell = 🔔 有結果告訴我
button-drop = 不要保留
told-you = 好的，一有結果就告訴你。
told-line = 🔔 一有結果，就會在這裡告訴你。
dropped-line = 🗑 已經刪除，沒有保留。
dropped = 已經刪除。

## 按鈕
button-useful = 👍 有用
button-wrong = 不是這則
button-wrong-number = 第 { $number } 則不對
button-share = 分享
thanks = 謝謝你！
wrong-noted = 記下了，謝謝指正。
button-expired = 這個按鈕已經失效了。
button-not-yours = 這是給提問的人點的。要查什麼，也可以自己來問我。
shared-text = { $claim } —— { $verdict }

## 讀不了
unreadable-title = 🙈 <b>這則我看不懂，只能看文字。</b>
unreadable = { $media ->
    [photo] 請把圖片裡的字打出來或複製過來；圖片下面如果有說明文字，也可以一起傳。
    [video] 請用一兩句話寫下影片裡說了什麼。
    [voice] 請把語音轉成文字，再傳給我。
    [sticker] 貼圖很可愛，但請傳文字給我。
   *[other] 請把要查的內容用文字傳給我。
}
greeting = 你好！把拿不準的訊息轉傳給我，或者直接打字，我來查一查是不是真的。
talk-thanks = 不客氣 🙂 再有拿不準的訊息，隨時轉傳給我。
talk-hello = 你好！把拿不準的訊息轉傳給我，或者直接打字，我來查一查是不是真的。
talk-distress = 聽起來你很難受，你不是一個人。請馬上找身邊信得過的人，或撥打心理支持專線：台灣 1925，香港 18111，大陸 12356。有危險，請打 119（香港 999，大陸 110 或 120）。
talk-about = 我是「真的嗎」，一個查傳言的機器人：把拿不準的訊息轉傳給我，或者直接打字，我來找找有沒有人查證過。傳 /help 看怎麼用。
too-short = 字太少了，我看不出說的是什麼。請把完整的訊息轉傳給我。
own-reply = 這是我自己說的話 🙂 請把你想查的那則訊息傳給我。

## 歡迎與說明
welcome-title = 👋 <b>你好，我是「真的嗎」。</b>
welcome = 群組裡、網路上看到拿不準的訊息？轉傳給我，或者把文字打給我，我來找找有沒有人查證過。

    查到了，就把結論和原文連結給你；沒查到，就記下來請人去查。

    點下面的例子試試看：
example = 微波爐加熱食物會致癌嗎？
example-question = 微波爐加熱食物會致癌嗎？
help-title = <b>怎麼用</b>
help =
    • 把訊息轉傳給我，或直接打字、貼連結。幾則一起傳，我會當成一件事來看。
    • 圖片、語音我還看不懂，請傳文字。
help-inline = • 在別的聊天裡輸入 @{ $username } 加上要查的話，也可以直接查。
help-commands =
    /language 換語言
    /privacy 我會記下什麼
    /mydata 看看我記了多少
    /forget 刪掉我記的，關於你的一切
privacy = <b>我會記下什麼</b>

    • 查不到的訊息會記成一條線索，手機號碼、電子郵件、證件號碼、銀行卡號會先塗掉。
    • 誰問的，只留一個還原不了的代號，用來數有多少人問過；不記名字。
    • 你點了「有結果告訴我」，才會記住往哪裡通知你；通知完就刪。
    • 你問的（同樣塗掉號碼）和我回的會留 90 天，好讓按鈕能用、查證改了能更正。

    /mydata 看看記了多少，/forget 刪掉關於你的一切。
language-question = 用哪種語言回覆你？
language-auto = 自動（跟著我寫的字）
language-set = 好的，以後用繁體中文回覆。
language-set-auto = 好的，你用什麼字，我就用什麼字。
mydata-nothing = 我這裡沒有記下任何關於你的東西。
mydata-title = <b>我這裡記下的，關於這個聊天的東西：</b>
stored = { $kind ->
    [asks] 問過而沒查到的訊息：{ $count } 則
    [follows] 等著告訴你結果的：{ $count } 則
    [replies] 我回過的話：{ $count } 則
    [settings] 語言設定：{ $count } 項
    [votes] 你點過的評價：{ $count } 次
   *[other] 正在處理或等待傳送的：{ $count } 則
}
mydata-hint = 想刪掉，就傳 /forget 。
forgotten = 🗑 全部刪掉了。
unknown-command = 沒有這個指令。傳 /help 看看怎麼用。
news-title = 🔔 <b>你問過的一則訊息，有人查證了：</b>
trouble = 😣 出了點問題，這則沒查成。請過一會兒再傳一次。

## 群組裡
group-how = 回覆一則訊息並傳 /check，或者 @我 再寫上要查的話，我來查一查。

## 別的聊天裡查
inline-empty = 寫下要查的話
inline-nothing = 沒有查到，點這裡去問問機器人
inline-card = { $verdict } · { $publisher }

## 指令說明
command-start = 開始
command-help = 怎麼用
command-language = 換語言
command-privacy = 我會記下什麼
command-mydata = 看看我記了多少
command-forget = 刪掉我記的，關於你的一切
command-check = 查一查你回覆的那則訊息
bot-description = 把拿不準的訊息轉傳給我，我來查一查是不是謠言：查到了給你結論和原文連結，沒查到就記下來請人去查。
bot-short-description = 轉傳訊息給我，查一查是不是謠言。
