# 真的吗：机器人说的话（简体）。<b>、<a> 等标签按 Telegram 的 HTML 书写；{ $… } 里的内容会自动转义。

## 查到了
verdict = { $verdict ->
    [false] ❌ <b>不是真的</b>
    [misleading] ⚠️ <b>有误导</b>
    [unproven] ❔ <b>没有可靠的证据</b>
    [true] ✅ <b>是真的</b>
    [outdated] 🕰 <b>已经过时</b>
   *[scam] 🚨 <b>是骗局</b>
}
verdict-plain = { $verdict ->
    [false] ❌ 不是真的
    [misleading] ⚠️ 有误导
    [unproven] ❔ 没有可靠的证据
    [true] ✅ 是真的
    [outdated] 🕰 已经过时
   *[scam] 🚨 是骗局
}
answers-title = <b>这段话里有 { $count } 个说法，已经有人查证过：</b>
refutes = 👍 你转来的是一条辟谣，说得对。被辟谣的是这个说法：
refutes-wrongly = ⚠️ 你转来的这条「辟谣」本身不对：
quote = 原话：{ $text }
claim = <b>说法：</b>{ $text }
summary = <b>查证：</b>{ $text }
source = <b>来源：</b>{ $publisher }，{ $date }
source-undated = <b>来源：</b>{ $publisher }（日期不详）
checked = （{ $date }的查证）
old = ⚠️ 这是 { $years } 年前的查证，现在的情况可能不一样了。
outdated = ⚠️ 这个说法有时效，请以最新的官方消息为准。
read-more = 👉 <a href="{ $url }">看查证原文</a>
date-year = { $year } 年
date-month = { $year } 年 { $month } 月
date-day = { $year } 年 { $month } 月 { $day } 日

## 拿不准
suggest-title = 🤔 <b>你问的是下面哪一条？</b>
suggest-line = { $number }. { $claim }
suggest-differs = ↳ 你问的是「{ $said }」，这条查证说的是「{ $claimed }」
suggest-hint = 点一下对得上的那条，就能看到查证结果。
button-none = 都不是

## 没查到
unknown-title = 🔎 <b>这条消息，还没有查到有人查证过。</b>
unknown-lead = 已经记下来了，编号 { $number }，留给查证的人看。
unknown-others = 除了你，还有 { $count } 个人问过同一条。
unknown-advice = 在有结果之前：先看它有没有写明出处和日期，再到官方渠道找一找；拿不准，就先别转发。
button-tell = 🔔 有结果告诉我
button-drop = 不要保留
told-you = 好的，一有结果就告诉你。
told-line = 🔔 一有结果，就会在这里告诉你。
dropped-line = 🗑 已经删除，没有保留。
dropped = 已经删除。

## 按钮
button-useful = 👍 有用
button-wrong = 不是这条
button-wrong-number = 第 { $number } 条不对
button-share = 分享
thanks = 谢谢你！
wrong-noted = 记下了，谢谢指正。
button-expired = 这个按钮已经失效了。
button-not-yours = 这是给提问的人点的。要查什么，也可以自己来问我。
shared-text = { $claim } —— { $verdict }

## 读不了
unreadable-title = 🙈 <b>这条我看不懂，只能看文字。</b>
unreadable = { $media ->
    [photo] 请把图片里的字打出来或复制过来；图片下面如果有说明文字，也可以一起发。
    [video] 请用一两句话写下视频里说了什么。
    [voice] 请把语音转成文字，再发给我。
    [sticker] 贴纸很可爱，但请发文字给我。
   *[other] 请把要查的内容用文字发给我。
}
greeting = 你好！把拿不准的消息转发给我，或者直接打字，我来查一查是不是真的。
talk-thanks = 不客气 🙂 再有拿不准的消息，随时转发给我。
talk-hello = 你好！把拿不准的消息转发给我，或者直接打字，我来查一查是不是真的。
talk-distress = 听起来你很难受，你不是一个人。请马上找身边信得过的人，或打心理援助热线：大陆 12356，台湾 1925，香港 18111。有危险，请打 110 或 120（台湾 119，香港 999）。
talk-about = 我是「真的吗」，一个查传言的机器人：把拿不准的消息转发给我，或者直接打字，我来找找有没有人查证过。发 /help 看怎么用。
too-short = 字太少了，我看不出说的是什么。请把完整的消息转发给我。
own-reply = 这是我自己说的话 🙂 请把你想查的那条消息发给我。

## 欢迎与帮助
welcome-title = 👋 <b>你好，我是「真的吗」。</b>
welcome = 群里、网上看到拿不准的消息？转发给我，或者把文字打给我，我来找找有没有人查证过。

    查到了，就把结论和原文链接给你；没查到，就记下来请人去查。

    点下面的例子试试看：
example = 微波炉加热食物会致癌吗？
example-question = 微波炉加热食物会致癌吗？
help-title = <b>怎么用</b>
help =
    • 把消息转发给我，或直接打字、贴链接。几条一起发，我会当成一件事来看。
    • 图片、语音我还看不懂，请发文字。
help-inline = • 在别的聊天里输入 @{ $username } 加上要查的话，也可以直接查。
help-commands =
    /language 换语言
    /privacy 我会记下什么
    /mydata 看看我记了多少
    /forget 删掉我记的，关于你的一切
privacy = <b>我会记下什么</b>

    • 查不到的消息会记成一条线索，手机号、邮箱、证件号、银行卡号会先涂掉。
    • 谁问的，只留一个还原不了的代号，用来数有多少人问过；不记名字。
    • 你点了「有结果告诉我」，才会记住往哪里通知你；通知完就删。
    • 你问的（同样涂掉号码）和我回的会留 90 天，好让按钮能用、查证改了能更正。

    /mydata 看看记了多少，/forget 删掉关于你的一切。
language-question = 用哪种语言回复你？
language-auto = 自动（跟着我写的字）
language-set = 好的，以后用简体中文回复。
language-set-auto = 好的，你用什么字，我就用什么字。
mydata-nothing = 我这里没有记下任何关于你的东西。
mydata-title = <b>我这里记下的，关于这个聊天的东西：</b>
stored = { $kind ->
    [asks] 问过而没查到的消息：{ $count } 条
    [follows] 等着告诉你结果的：{ $count } 条
    [replies] 我回过的话：{ $count } 条
    [settings] 语言设置：{ $count } 项
    [votes] 你点过的评价：{ $count } 次
   *[other] 正在处理或等待发送的：{ $count } 条
}
mydata-hint = 想删掉，就发 /forget 。
forgotten = 🗑 全部删掉了。
unknown-command = 没有这个命令。发 /help 看看怎么用。
news-title = 🔔 <b>你问过的一条消息，有人查证了：</b>
trouble = 😣 出了点问题，这条没查成。请过一会儿再发一次。

## 群里
group-how = 回复一条消息并发 /check，或者 @我 再写上要查的话，我来查一查。

## 别的聊天里查
inline-empty = 写下要查的话
inline-nothing = 没有查到，点这里去问问机器人
inline-card = { $verdict } · { $publisher }

## 命令说明
command-start = 开始
command-help = 怎么用
command-language = 换语言
command-privacy = 我会记下什么
command-mydata = 看看我记了多少
command-forget = 删掉我记的，关于你的一切
command-check = 查一查你回复的那条消息
bot-description = 把拿不准的消息转发给我，我来查一查是不是谣言：查到了给你结论和原文链接，没查到就记下来请人去查。
bot-short-description = 转发消息给我，查一查是不是谣言。
