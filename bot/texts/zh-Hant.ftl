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
answers-number = <b>第 { $number } 則</b>
answers-further = 📎 另外還有 { $count } 則也查到過，單獨傳給我就能看到。
answers-unsure = 🔎 這一句我沒把握，單獨傳給我再查：「{ $text }」
refutes = 👍 你轉來的是一則闢謠，說得對。被闢謠的是這個說法：
refutes-wrongly = ⚠️ 你轉來的這則「闢謠」本身不對：
quote = 原話：{ $text }
claim = <b>說法：</b>{ $text }
summary = <b>查證：</b>{ $text }
source = <b>來源：</b>{ $publisher }，{ $date }
source-undated = <b>來源：</b>{ $publisher }（日期不詳）
source-above = <b>來源：</b>{ $publisher }
checked = （{ $date }的查證）
old = ⚠️ 這是 { $years } 年前的查證，現在的情況可能不一樣了。
outdated = ⚠️ 這個說法有時效，請以最新的官方消息為準。
read-more = 👉 <a href="{ $url }">看查證原文</a>
read-copy = 👉 查證原文的網頁已經不在了，這是<a href="{ $url }">備份</a>
read-site = 👉 查證原文的網頁已經不在了，這是<a href="{ $url }">發布者的網站</a>
also-checked = <b>也查證過：</b>
also-and = 、
also-link = <a href="{ $url }">{ $publisher }</a>
also-otherwise = ⚠️ <a href="{ $url }">{ $publisher }</a>的結論不一樣：{ verdict-plain }。兩篇都請看一看。
date-year = { $year } 年
date-month = { $year } 年 { $month } 月
date-day = { $year } 年 { $month } 月 { $day } 日

## 拿不準
suggest-title = 🤔 <b>你問的是下面哪一則？</b>
suggest-line = { $number }. { $claim }
suggest-checked = ↳ { $publishers }都查證過
suggest-differs = ↳ 你問的是「{ $said }」，這則查證說的是「{ $claimed }」
suggest-hint = 點一下對得上的那則，就能看到查證結果。
button-pick = { $number }. { $claim }
button-none = 都不是
suggest-title-one = 🤔 <b>你問的是這一則嗎？</b>
suggest-line-one = { $claim }
suggest-hint-one = 要是這一則，點一下就能看到查證結果。
button-pick-one = 是這則，看查證結果
button-none-one = 不是這則

## 沒查到
unknown-title = 🔎 <b>這則訊息，還沒有查到有人查證過。</b>
unknown-lead = 已經記下來了，編號 { $number }，留給查證的人看。
unknown-others = 除了你，還有 { $count } 個人問過同一則。
unknown-foreign = 🌏 我知道的查證，差不多都是中文的。方便的話，用中文再傳一次，也許就能查到。
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
button-share-number = 分享第 { $number } 則
thanks = 謝謝你！
wrong-noted = 記下了，謝謝指正。
wrong-counted = 記下了。再有 { $count } 個人這麼說，我就收回這條；管理員點一下，馬上收回。
taken-back = 🗑 這則回覆對不上，已經收回了。
button-expired = 這個按鈕已經失效了。
button-not-yours = 這是給提問的人點的。要查什麼，也可以自己來問我。
shared-text = { $claim } —— { $verdict }

## 更正
correction-changed = 🔁 <b>更正：</b>這則查證的結論改了，請以下面的為準。
correction-edited = 🔁 <b>更正：</b>結論沒有變，內容有改動，請以下面的為準。
correction-withdrawn = 🔁 <b>更正：</b>我之前引用的查證已經撤回了，請不要再照著它說。
correction-part = 🔁 <b>更正：</b>其中一則查證已經撤回，請以下面的為準。
correction-notice = { $count ->
    [1] 🔁 我之前的這則回覆有更正，請再看一眼上面引用的那則。
   *[other] 🔁 我之前有 { $count } 則回覆作了更正，最近的一則就是上面引用的那則。
}

## 讀不了
unreadable-title = 🙈 <b>這則我看不懂，只能看文字。</b>
unreadable = { $media ->
    [album] 這是一組圖片裡的一張，它下面沒有文字。請回覆有文字的那一張再問我，或者把要查的話打出來。
    [photo] 請把圖片裡的字打出來或複製過來；圖片下面如果有說明文字，也可以一起傳。
    [video] 請用一兩句話寫下影片裡說了什麼。
    [voice] 請把語音轉成文字，再傳給我。
    [sticker] 貼圖很可愛，但請傳文字給我。
   *[other] 請把要查的內容用文字傳給我。
}
greeting = 你好！把拿不準的訊息轉傳給我，或者直接打字，我來查一查是不是真的。
talk-thanks = 不客氣 🙂 再有拿不準的訊息，隨時轉傳給我。
talk-hello = 你好！把拿不準的訊息轉傳給我，或者直接打字，我來查一查是不是真的。
talk-bye = 再見 👋 再有拿不準的訊息，隨時轉傳給我。
talk-night = 晚安 🌙 祝你好夢。再有拿不準的訊息，隨時轉傳給我。
talk-distress = 聽起來你很難受，你不是一個人。請馬上找身邊信得過的人，或撥打心理支持專線：台灣 1925，香港 18111，大陸 12356。有危險，請打 119（香港 999，大陸 110 或 120）。
talk-about = 我是「真的嗎」，一個查傳言的機器人：把拿不準的訊息轉傳給我，或者直接打字，我來找找有沒有人查證過。傳 /help 看怎麼用。
talk-laughter = 哈哈 😄 看到拿不準的訊息，轉傳給我，我來查一查是不是真的。
talk-abuse = 沒幫上忙，對不起 🙇 把拿不準的那則訊息轉傳給我，或者寫成一句話，我好好查一查。
talk-nonsense = 這句我沒看懂 🙂 把拿不準的那則訊息原樣轉傳給我，我來查一查是不是真的。
too-short = 字太少了，我看不出要查的是什麼。請把完整的訊息轉傳給我，或者寫成一句話，比如「微波爐加熱食物會致癌嗎」。
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
    /settings 群組設定（群組管理員用）
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
    [wrongs] 你說過對不上的：{ $count } 則
    [votes] 你點過的評價：{ $count } 次
    [groups] 你管理的群：{ $count } 個
    [changes] 你改過的群組設定：{ $count } 次
    [subscriptions] 訂閱的簡報：{ $count } 份
    [drafts] 正在寫的查證：{ $count } 份
    [cards] 這裡顯示過的線索卡片：{ $count } 張
    [lists] 這裡打開過的線索清單：{ $count } 份
    [steps] 你處理線索的步驟：{ $count } 步（步驟會留下；傳 /forget 之後，誰也看不出是你做的）
    [days] 按天記的次數：{ $count } 則
   *[other] 正在處理或等待傳送的：{ $count } 則
}
mydata-hint = 想刪掉，就傳 /forget 。
forgotten = 🗑 全部刪掉了。
unknown-command = 沒有這個指令。傳 /help 看看怎麼用。
news-title = 🔔 <b>你問過的一則訊息，有人查證了：</b>
trouble = 😣 出了點問題，這則沒查成。請過一會兒再傳一次。

## 群組裡
group-how = 回覆一則訊息並傳 /check，或者 @我 再寫上要查的話，我來查一查。
group-greeting = 你好！{ group-how }
group-talk-hello = 你好！{ group-how }
group-talk-bye = 再見 👋
group-talk-night = 晚安 🌙 祝你好夢。
group-talk-thanks = 不客氣 🙂 { group-how }
group-talk-about = 我是「真的嗎」，一個查傳言的機器人。{ group-how }
group-talk-laughter = 哈哈 😄 { group-how }
group-talk-abuse = 沒幫上忙，對不起 🙇 { group-how }
group-talk-nonsense = 這句我沒看懂 🙂 { group-how }
group-too-short = 字太少了，我看不出要查的是什麼。{ group-how }
remind-title = 🔁 { $verdict }（之前在群組裡查過）
remind-link = 👉 <a href="{ $url }">看上次的回覆</a>
remind-above = 👆 上次的回覆就在上面引用的那則裡。
group-changed = ✏️ 這則訊息後來改過了，我原先的回覆不再算數。
group-busy = 你問得有點快，我先歇一歇 😅 過十分鐘再問我吧。
morning-title = ☀️ <b>大家休息的時候，群組裡轉的訊息裡有 { $count } 個說法是有人查證過的：</b>
morning-line = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">看查證原文</a>
morning-copy = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">看備份（原來的網頁已經不在了）</a>
morning-site = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">去發布者的網站（原來的網頁已經不在了）</a>
link-note = { $kind ->
    [copy] （備份，原來的網頁不在了）
    [site] （發布者的網站，原來的網頁不在了）
   *[page] { "" }
}
morning-where = { " · " }<a href="{ $url }">看那則訊息</a>

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

## 群裡：加進來的時候
joined-title = 👋 <b>大家好，我是「真的嗎」，幫大家看看轉來的訊息是不是真的。</b>
joined = { $mode ->
    [auto] 平常我不出聲；有人轉來已經查證過的傳言，才回一句。想查哪則訊息，就回覆它傳 /check。
    [reaction] 有人轉來已經查證過的傳言，我只點個表情，不說話。想知道為什麼，或者想查哪則訊息，就回覆它傳 /check。
   *[other] 照管理員的設定，我自己不出聲。想查哪則訊息，就回覆它傳 /check。
}
joined-admins = 管理員傳 /settings 來調整。管理員自己傳的訊息我預設不看，想試試，回覆一則訊息傳 /check 就行。
joined-button = ⚙️ 設定
joined-muted = 🙊 我被加進了「{ $title }」，可是那裡不讓我發言。請在群組權限裡允許成員傳訊息，或者把我設為管理員（不用給任何權限）。
test-fine = ✅ 自我檢查正常：看得到訊息，能回覆、按表情、刪自己的回覆。
test-hears = { $ok ->
    [yes] ✅ 看得到群裡的訊息
   *[no] ⚠️ 看不到群裡的訊息，只看得到 /check 和 @我。想讓我自己留意，把我設為群組管理員就行，權限全關也可以。（還有一個辦法，只有架設機器人的人能用：找 Telegram 管機器人的官方帳號 @BotFather，關掉「Group Privacy」〔群組隱私〕，再把我移出群組、重新加進來。）
}
test-writes = { $ok ->
    [yes] ✅ 能回覆
   *[no] ⚠️ 不能在群裡說話。請在群組權限裡允許成員傳訊息，或者把我設為管理員。
}
test-reacts = { $ok ->
    [yes] ✅ 能按表情
   *[no] ⚠️ 不能按表情，「只按表情」就用不了。請在群組設定的「回應」裡允許表情。
}
test-deletes = { $ok ->
    [yes] ✅ 能刪自己的回覆（傳出後 48 小時內）
   *[no] ⚠️ 不能刪自己的回覆
}

## 群裡：設定面板
panel-title = ⚙️ <b>{ $title }</b>
panel-main = 點一項來改，改了馬上生效。只有群組管理員能改。
panel-mode =
    <b>我什麼時候說話</b>

    <b>自動</b>：有人轉來傳言，而且確實查到了，才回一句。
    <b>只按表情</b>：不說話，只在那則訊息上按個表情；想看結果，回覆它傳 /check。
    <b>有人問才說</b>：只有 /check 或 @我 的時候才查。
    <b>不出聲</b>：從不自己開口，也不按表情。
panel-sense =
    <b>多有把握才自己開口</b>

    <b>謹慎</b>：十分有把握才說，話最少。
    <b>適中</b>：有把握才說。
    <b>積極</b>：比較像就說，話多一些，偶爾會認錯。
panel-verdicts =
    <b>查到哪些結論才自己開口</b>

    打 ✅ 的會說，點一下就改。有人來問的時候，什麼結論都會說。
panel-topics =
    <b>談哪些話題</b>

    打 ✅ 的會自己開口，點一下就改。有人來問的時候，什麼話題都會說。
panel-cooldown =
    <b>同一則多久不重複</b>

    說過一次，這段時間裡就不再說。過後又有人轉來，只提醒一句，指到前面的回覆。
panel-hourly =
    <b>一小時最多自己開口幾次</b>

    有人來問的不算在裡面。
panel-quiet =
    <b>安靜時段</b>

    這段時間我不自己開口；查到的先留著，早上合成一則說（在「更多」裡可以關）。
    群裡的時間現在是 { $time }（{ $zone }）。
panel-from = <b>從幾點開始安靜？</b>
panel-until = <b>安靜到幾點為止？</b>
panel-zone = <b>群裡按哪裡的時間？</b>
panel-language =
    <b>我用什麼文字說話</b>

    「跟著原文」：訊息用什麼字，我就用什麼字。
panel-stay =
    <b>我的回覆留多久</b>

    到時間我會自己刪掉。
panel-more =
    <b>更多</b>

    <b>早上彙總</b>：安靜時段查到的，早上一則說完。
    <b>每週小結</b>：每週一次，這裡轉過些什麼、查到幾則，只有數字，沒有名字。
    <b>收集線索</b>：還沒人查證過的訊息就是線索。我記下來請人去查，不記名字，號碼會先塗掉。
    <b>管理員的訊息</b>、<b>頻道的轉傳</b>：要不要看管理員傳的、連結頻道自動轉來的訊息。
panel-welcome =
    <b>歡迎詞</b>

    有新人進群時我說的話。要寫一段，或換一段，請<b>回覆這則訊息</b>，把文字傳給我（最多 1,000 字）。
panel-welcome-now = 現在是：
    <i>{ $text }</i>
panel-welcome-long = 歡迎詞最多 1,000 字，這一段有 { $count } 字。請寫短一點，再回覆一次。
panel-welcome-empty = 歡迎詞要有文字。請用文字再回覆一次。
panel-test = <b>自我檢查：我在這個群裡能做什麼</b>
panel-list = <b>要設定哪個群？</b>
panel-list-none = 我還不知道你管理哪些群。把我加進群裡，或者在群裡傳一次 /settings，這裡就看得到了。
panel-unnamed = 沒有名字的群組（第 { $number } 個）
panel-button = { $page ->
    [mode] 什麼時候說話
    [sense] 多有把握才說
    [verdicts] 結論
    [topics] 話題
    [cooldown] 不重複
    [hourly] 每小時
    [quiet] 安靜時段
    [zone] 時間
    [language] 文字
    [stay] 回覆
    [welcome] 歡迎詞
    [more] 更多
   *[test] 🩺 自我檢查
}
panel-state = { $name }：{ $state }
panel-add = ➕ 把我加進群
panel-back = ◀ 返回
panel-close = ✖ 關閉
panel-groups = ◀ 我管理的群
panel-private = 🔒 在私訊裡設定，群裡看不到
panel-own-hours = 自己選幾點到幾點…
panel-saved = ✅ { $name }：{ $state }
panel-admins-only = 只有群組管理員能改這些設定。
panel-expired = 這個面板過期了，請再傳一次 /settings。
panel-gone = 我已經不在這個群裡了。
choice-mode = { $code ->
    [auto] 自動
    [reaction] 只按表情
    [mention] 有人問才說
   *[silent] 不出聲
}
choice-sense = { $code ->
    [cautious] 謹慎
    [normal] 適中
   *[eager] 積極
}
choice-cooldown = { $count ->
    [0] 每次都說
    [72] 3 天
    [168] 7 天
    [720] 30 天
   *[other] { $count } 小時
}
choice-hourly = { $count } 次
choice-quiet-none = 沒有
choice-stay = { $count ->
    [0] 不刪
   *[other] { $count } 小時後刪
}
choice-language-auto = 跟著原文
choice-more = { $code ->
    [morning_digest] 早上彙總
    [weekly_digest] 每週小結
    [collect_leads] 收集線索
    [check_admins] 管理員的訊息
   *[check_channel] 頻道的轉傳
}
choice-welcome-none = 🗑 不要歡迎詞
state-on = { $ok ->
    [yes] 開
   *[no] 關
}
state-verdicts = { $count ->
    [0] 都不說
   *[other] { $count } 種
}
state-topics = { $count ->
    [0] 全部
   *[other] 除去 { $count } 個
}
state-welcome = { $ok ->
    [yes] 有
   *[no] 沒有
}
topic = { $code ->
    [animals] 動物
    [crime] 治安
    [disaster] 災害
    [entertainment] 娛樂
    [environment] 環境
    [epidemic] 疫情
    [finance] 金融
    [food] 食品
    [health] 健康
    [history] 歷史
    [law] 法律
    [medicine] 醫藥
    [policy] 政策
    [safety] 安全
    [scam] 騙局
    [science] 科學
    [society] 社會
    [tech] 科技
   *[other] { $code }
}
zone = { $code ->
    [shanghai] 北京
    [taipei] 台北
    [hong_kong] 香港
    [macau] 澳門
    [singapore] 新加坡
    [kuala_lumpur] 吉隆坡
    [tokyo] 東京
    [sydney] 雪梨
    [london] 倫敦
    [paris] 巴黎
    [new_york] 紐約
   *[los_angeles] 洛杉磯
}
command-settings = 群組設定（管理員）

## 群裡：一週小結
week-title = 📊 <b>這一週，群組裡轉過的說法</b>
week-looked = 我看過 { $looked } 則訊息，有 { $found } 次碰到有人查證過的說法：
week-line = { $verdict } · { $count } 次
    <a href="{ $url }">{ $claim }</a>{ $note }
week-more = 還有別的 { $count } 個說法。
week-foot = 只數次數，不記是誰發的。不想要這份小結，管理員可以在 /settings 裡關掉。
