# Zhendema: what the bot says (English). Tags are Telegram's HTML; whatever stands in { $… } is escaped.

## Found
verdict = { $verdict ->
    [false] ❌ <b>Not true</b>
    [misleading] ⚠️ <b>Misleading</b>
    [unproven] ❔ <b>No reliable evidence</b>
    [true] ✅ <b>True</b>
    [outdated] 🕰 <b>Out of date</b>
   *[scam] 🚨 <b>A scam</b>
}
verdict-plain = { $verdict ->
    [false] ❌ Not true
    [misleading] ⚠️ Misleading
    [unproven] ❔ No reliable evidence
    [true] ✅ True
    [outdated] 🕰 Out of date
   *[scam] 🚨 A scam
}
answers-title = <b>{ $count } claims in this message have been checked:</b>
refutes = 👍 What you sent is a debunk, and it is right. This is the claim that it refutes:
refutes-wrongly = ⚠️ What you sent looks like a debunk, but it is wrong:
quote = In your message: { $text }
claim = <b>Claim:</b> { $text }
summary = <b>Checked:</b> { $text }
source = <b>Source:</b> { $publisher }, { $date }
source-undated = <b>Source:</b> { $publisher } (no date given)
checked = { " " }(checked { $date })
old = ⚠️ This check is { $years } years old. Things may have changed since.
outdated = ⚠️ This was true only for a time. Please look for the latest official word.
read-more = 👉 <a href="{ $url }">Read the full check</a>
date-year = { $year }
date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-day = { $day } { date-month }

## Not sure
suggest-title = 🤔 <b>Is it one of these?</b>
suggest-line = { $number }. { $claim }
suggest-differs = ↳ You ask about “{ $said }”, this check is about “{ $claimed }”
suggest-hint = Tap the one that fits to read the check.
button-none = None of these

## Not found
unknown-title = 🔎 <b>Nobody seems to have checked this yet.</b>
unknown-lead = It is noted for the fact-checkers as number { $number }.
unknown-others = { $count ->
    [one] One other person has asked about it too.
   *[other] { $count } other people have asked about it too.
}
unknown-advice = Until there is an answer: does it name a source and a date? Can you find it on an official site? If in doubt, do not pass it on.
button-tell = 🔔 Tell me the outcome
button-drop = Do not keep it
told-you = Fine, you will hear from me.
told-line = 🔔 I will tell you here as soon as there is an answer.
dropped-line = 🗑 Deleted; nothing was kept.
dropped = Deleted.

## Buttons
button-useful = 👍 Useful
button-wrong = Not this one
button-wrong-number = No. { $number } is wrong
button-share = Share
thanks = Thank you!
wrong-noted = Noted, thank you.
button-expired = This button no longer works.
button-not-yours = This is for the person who asked. You can ask me yourself, too.
shared-text = { $claim } — { $verdict }

## Cannot be read
unreadable-title = 🙈 <b>I cannot read this; I only understand text.</b>
unreadable = { $media ->
    [photo] Please type or paste the words in the picture. A caption is fine too.
    [video] Please write in a sentence or two what the video says.
    [voice] Please turn the voice message into text and send it again.
    [sticker] A nice sticker, but please send me text.
   *[other] Please send me what you want checked as text.
}
greeting = Hello! Forward me a message that you doubt, or just type it, and I will look whether it is true.
talk-thanks = You are welcome 🙂 Forward me whatever else you doubt.
talk-hello = Hello! Forward me a message that you doubt, or just type it, and I will look whether it is true.
talk-distress = That sounds very hard, and you are not alone. Please turn to somebody near you, or call a helpline: 12356 in mainland China, 1925 in Taiwan, 18111 in Hong Kong. In danger, call the emergency number (110 or 120, in Taiwan 119, in Hong Kong 999).
talk-about = I am Zhendema, a bot that looks up rumors: forward me a message that you doubt, or type it, and I will look whether somebody has checked it. Send /help to see how to use me.
too-short = That is too short for me to tell what it says. Please forward the whole message.
own-reply = That is something I said myself 🙂 Please send me the message that you want checked.

## Welcome and help
welcome-title = 👋 <b>Hello, I am Zhendema (“is it true?”).</b>
welcome = Not sure about a message you got? Forward it to me or type it, and I will look whether somebody has checked it.

    If so, you get the verdict and the link; if not, it is noted so that somebody can check it.

    Tap the example to try:
example = Does food from the microwave cause cancer?
example-question = 微波炉加热食物会致癌吗？
help-title = <b>How to use me</b>
help =
    • Forward me a message, type a claim or paste a link. Several messages sent together count as one question.
    • I cannot read pictures or voice messages yet: please send text.
help-inline = • In any other chat, type @{ $username } and the claim to look it up right there.
help-commands =
    /language – change the language
    /privacy – what I remember
    /mydata – how much I have stored about you
    /forget – delete everything I stored about you
privacy = <b>What I remember</b>

    • A message that nobody has checked is kept as a lead; phone numbers, e-mail addresses, identity and card numbers are blacked out first.
    • Who asked is kept only as a code that cannot be turned back into a person, to count how many asked. No names.
    • Only if you tap “Tell me the outcome” do I remember where to write to you, until I have told you.
    • What you asked (numbers blacked out, too) and what I replied is kept for 90 days, so that buttons work and corrections can reach you.

    /mydata shows how much is stored, /forget deletes everything about you.
language-question = Which language shall I answer in?
language-auto = Automatic (as I write)
language-set = Fine, I will answer in English.
language-set-auto = Fine, I will answer as you write.
mydata-nothing = Nothing is stored about you.
mydata-title = <b>What is stored about this chat:</b>
stored = { $kind ->
    [asks] Messages you asked about that nobody had checked: { $count }
    [follows] Outcomes you want to hear: { $count }
    [replies] My replies to you: { $count }
    [settings] Language setting: { $count }
    [votes] Ratings you gave: { $count }
   *[other] Being worked on or waiting to be sent: { $count }
}
mydata-hint = To delete it, send /forget
forgotten = 🗑 All deleted.
unknown-command = There is no such command. Send /help to see how to use me.
news-title = 🔔 <b>Something you asked about has been checked:</b>
trouble = 😣 Something went wrong and this was not checked. Please send it again in a while.

## In groups
group-how = Reply to a message with /check, or mention me with what you want checked.

## In other chats
inline-empty = Type the claim to look up
inline-nothing = Nothing found. Tap to ask the bot
inline-card = { $verdict } · { $publisher }

## Commands
command-start = Start
command-help = How to use me
command-language = Change the language
command-privacy = What I remember
command-mydata = How much is stored about you
command-forget = Delete everything stored about you
command-check = Check the message you reply to
bot-description = Forward me a message that you doubt: I tell you whether it has been checked, with the verdict and the link, or note it so that somebody can.
bot-short-description = Forward a message, learn whether it is a rumor.
