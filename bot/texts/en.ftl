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
answers-number = <b>No. { $number }</b>
answers-further = { $count ->
    [1] 📎 One more claim in it has been checked. Send it to me by itself to see the result.
   *[other] 📎 { $count } more claims in it have been checked. Send me each by itself to see the result.
}
answers-unsure = 🔎 Of this I am not sure; send me it by itself: “{ $text }”
refutes = 👍 What you sent is a debunk, and it is right. This is the claim that it refutes:
refutes-wrongly = ⚠️ What you sent looks like a debunk, but it is wrong:
quote = In your message: { $text }
claim = <b>Claim:</b> { $text }
summary = <b>Checked:</b> { $text }
source = <b>Source:</b> { $publisher }, { $date }
source-undated = <b>Source:</b> { $publisher } (no date given)
source-above = <b>Source:</b> { $publisher }
checked = { " " }(checked { $date })
old = ⚠️ This check is { $years } years old. Things may have changed since.
outdated = ⚠️ This was true only for a time. Please look for the latest official word.
read-more = 👉 <a href="{ $url }">Read the full check</a>
read-copy = 👉 The page of this check is gone; here is <a href="{ $url }">a saved copy</a>
read-site = 👉 The page of this check is gone; here is <a href="{ $url }">the publisher’s site</a>
also-checked = <b>Also checked by:</b>{ " " }
also-and = { ", " }
also-link = <a href="{ $url }">{ $publisher }</a>
also-otherwise = ⚠️ <a href="{ $url }">{ $publisher }</a> came to another result: { verdict-plain }. Please read both.
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
suggest-checked = ↳ Checked by { $publishers }
suggest-differs = ↳ You ask about “{ $said }”, this check is about “{ $claimed }”
suggest-hint = Tap the one that fits to read the check.
button-pick = { $number }. { $claim }
button-none = None of these
suggest-title-one = 🤔 <b>Is this what you are asking about?</b>
suggest-line-one = { $claim }
suggest-hint-one = If it is, tap to read the check.
button-pick-one = Yes, show the check
button-none-one = No, not this one

## Not found
unknown-title = 🔎 <b>I have not found a check of this yet.</b>
unknown-lead = It is noted for the fact-checkers as number { $number }.
unknown-others = { $count ->
    [one] One other person has asked about it too.
   *[other] { $count } other people have asked about it too.
}
unknown-foreign = 🌏 Nearly all the checks I know are in Chinese. If you can, send it once more in Chinese: I may find it then.
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
button-share-number = Share no. { $number }
thanks = Thank you!
wrong-noted = Noted, thank you.
wrong-counted = { $count ->
    [one] Noted. If one more person says so, I will take this back; an admin can do it at once.
   *[other] Noted. If { $count } more people say so, I will take this back; an admin can do it at once.
}
taken-back = 🗑 This reply did not fit, so I have taken it back.
button-expired = This button no longer works.
button-not-yours = This is for the person who asked. You can ask me yourself, too.
shared-text = { $claim } — { $verdict }

## Corrections
correction-changed = 🔁 <b>Correction:</b> the verdict of this check has changed. Please go by what stands here now.
correction-edited = 🔁 <b>Correction:</b> the verdict is the same, but this check has been corrected. Please go by what stands here now.
correction-withdrawn = 🔁 <b>Correction:</b> the check that I pointed to has been withdrawn. Please do not rely on it any more.
correction-part = 🔁 <b>Correction:</b> one of these checks has been withdrawn. Please go by what stands here now.
correction-notice = { $count ->
    [one] 🔁 I have corrected this earlier reply of mine. Please have another look at it.
   *[other] 🔁 I have corrected { $count } earlier replies of mine; the latest is the one quoted above.
}

## Cannot be read
unreadable-title = 🙈 <b>I cannot read this; I only understand text.</b>
unreadable = { $media ->
    [album] This is one of several pictures and has no words of its own. Please reply to the one with the words, or type what you want checked.
    [photo] Please type or paste the words in the picture. A caption is fine too.
    [video] Please write in a sentence or two what the video says.
    [voice] Please turn the voice message into text and send it again.
    [sticker] A nice sticker, but please send me text.
   *[other] Please send me what you want checked as text.
}
greeting = Hello! Forward me a message that you doubt, or just type it, and I will look whether it is true.
talk-thanks = You are welcome 🙂 Forward me whatever else you doubt.
talk-hello = Hello! Forward me a message that you doubt, or just type it, and I will look whether it is true.
talk-bye = Goodbye 👋 Whenever a message makes you wonder, forward it to me.
talk-night = Good night 🌙 Sleep well. Whenever a message makes you wonder, forward it to me.
talk-distress = That sounds very hard, and you are not alone. Please turn to somebody near you, or call a helpline: 12356 in mainland China, 1925 in Taiwan, 18111 in Hong Kong. In danger, call the emergency number (110 or 120, in Taiwan 119, in Hong Kong 999).
talk-about = I am Zhendema, a bot that looks up rumors: forward me a message that you doubt, or type it, and I will look whether somebody has checked it. Send /help to see how to use me.
talk-laughter = Haha 😄 When you come across something you doubt, forward it to me, and I will look whether it is true.
talk-abuse = Sorry that I was no help 🙇 Forward me the message that you doubt, or write it in a sentence, and I will look it up with care.
talk-nonsense = I cannot make out what this says 🙂 Please forward me the very message that you doubt, and I will look whether it is true.
too-short = That is too short for me to tell what to look up. Please forward the whole message, or write a sentence, such as “Does food from the microwave cause cancer?”
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
    /settings – settings of a group (for its admins)
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
    [wrongs] Matches you called wrong: { $count }
    [votes] Ratings you gave: { $count }
    [groups] Groups you run: { $count }
    [changes] Changes you made to a group’s settings: { $count }
    [subscriptions] Digests you get: { $count }
    [drafts] Checks you are writing: { $count }
    [cards] Cards of leads shown here: { $count }
    [lists] Lists of leads opened here: { $count }
    [steps] Steps you took with leads: { $count } (they stay; after /forget nobody can tell that they were yours)
    [days] Counts by the day: { $count }
   *[other] Being worked on or waiting to be sent: { $count }
}
mydata-hint = To delete it, send /forget
forgotten = 🗑 All deleted.
unknown-command = There is no such command. Send /help to see how to use me.
news-title = 🔔 <b>Something you asked about has been checked:</b>
trouble = 😣 Something went wrong and this was not checked. Please send it again in a while.

## In groups
group-how = Reply to a message with /check, or mention me with what you want checked.
group-greeting = Hello! { group-how }
group-talk-hello = Hello! { group-how }
group-talk-bye = Goodbye 👋
group-talk-night = Good night 🌙 Sleep well.
group-talk-thanks = You are welcome 🙂 { group-how }
group-talk-about = I am Zhendema, a bot that looks up rumors. { group-how }
group-talk-laughter = Haha 😄 { group-how }
group-talk-abuse = Sorry that I was no help 🙇 { group-how }
group-talk-nonsense = I cannot make out what this says 🙂 { group-how }
group-too-short = That is too short for me to tell what to look up. { group-how }
remind-title = 🔁 { $verdict } (looked up here before)
remind-link = 👉 <a href="{ $url }">See my earlier reply</a>
remind-above = 👆 My earlier reply is the one quoted above.
group-changed = ✏️ That message was changed, so what I said about it no longer counts.
group-busy = You ask faster than I can look 😅 Please try again in ten minutes.
morning-title = ☀️ <b>{ $count ->
    [one] While you rested, one claim went round here that has been checked:
   *[other] While you rested, { $count } claims went round here that have been checked:
}</b>
morning-line = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">Read the check</a>
morning-copy = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">Read a saved copy (the page is gone)</a>
morning-site = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">Go to the publisher’s site (the page is gone)</a>
link-note = { $kind ->
    [copy] { " (a saved copy; the page is gone)" }
    [site] { " (the publisher’s site; the page is gone)" }
   *[page] { "" }
}
morning-where = { " · " }<a href="{ $url }">See the message</a>

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

## In groups: when added
joined-title = 👋 <b>Hello everybody, I am Zhendema (“is it true?”): I look whether what is passed on here is true.</b>
joined = { $mode ->
    [auto] I am quiet, and speak up only when somebody passes on a rumor that has been checked. To have any message looked up, reply to it with /check.
    [reaction] I only react with an emoji when somebody passes on a rumor that has been checked. To read why, or to have any message looked up, reply to it with /check.
   *[other] I say nothing by myself, as the admins chose. To have any message looked up, reply to it with /check.
}
joined-admins = Admins: /settings to change how I behave. I leave admins’ own messages alone unless you change that; to try me, reply to a message with /check.
joined-button = ⚙️ Settings
joined-muted = 🙊 I was added to “{ $title }”, but I may not write there. Please let members send messages in the group’s permissions, or make me an admin (no rights needed).
test-fine = ✅ Self-test: I can read the messages, reply, react and delete my own replies.
test-hears = { $ok ->
    [yes] ✅ I see the group’s messages
   *[no] ⚠️ I do not see the group’s messages, only /check and mentions of me. To let me keep an eye out, make me an admin of the group, with all rights off if you like. (There is another way, for whoever set me up: in a chat with @BotFather, Telegram’s own helper for bots, turn off “Group Privacy”; then remove me from the group and add me again.)
}
test-writes = { $ok ->
    [yes] ✅ I can reply
   *[no] ⚠️ I may not write here. Please let members send messages in the group’s permissions, or make me an admin.
}
test-reacts = { $ok ->
    [yes] ✅ I can react with an emoji
   *[no] ⚠️ I cannot react, so “Emoji only” will not work. Please allow reactions in the group’s settings.
}
test-deletes = { $ok ->
    [yes] ✅ I can delete my own replies (for 48 hours)
   *[no] ⚠️ I cannot delete my own replies
}

## In groups: the panel
panel-title = ⚙️ <b>{ $title }</b>
panel-main = Tap what you want to change; it counts at once. Only the group’s admins can change it.
panel-mode =
    <b>When I speak</b>

    <b>Automatic</b>: when somebody passes on a rumor and I have found a check of it.
    <b>Emoji only</b>: I only react with an emoji; reply with /check to see why.
    <b>When asked</b>: only on /check or when I am mentioned.
    <b>Silent</b>: never by myself, and no emoji either.
panel-sense =
    <b>How sure I must be to speak up</b>

    <b>Cautious</b>: only when I am very sure; I say least.
    <b>Normal</b>: when I am sure.
    <b>Eager</b>: also when it looks much alike; I say more, and am wrong now and then.
panel-verdicts =
    <b>Verdicts to speak up about</b>

    Those with ✅; tap to change. Who asks me hears every verdict.
panel-topics =
    <b>Topics to speak up about</b>

    Those with ✅; tap to change. Who asks me hears about every topic.
panel-cooldown =
    <b>How long I do not repeat myself</b>

    What I have said once I do not say again for so long. After that I give a short reminder that points to my earlier reply.
panel-hourly =
    <b>How often I speak up in an hour, at most</b>

    Answers to those who ask do not count.
panel-quiet =
    <b>Quiet hours</b>

    I do not speak up then; what I find is told in one message in the morning (you can turn that off under “More”).
    It is { $time } in the group ({ $zone }).
panel-from = <b>From what hour shall I be quiet?</b>
panel-until = <b>Until what hour?</b>
panel-zone = <b>Whose time does the group go by?</b>
panel-language =
    <b>What language I speak</b>

    “As written”: I answer as the message is written.
panel-stay =
    <b>How long my replies stay</b>

    I delete them myself when the time is up.
panel-more =
    <b>More</b>

    <b>Morning summary</b>: what I found in quiet hours, in one message.
    <b>Weekly summary</b>: once a week, what went round here and what was found: only numbers, no names.
    <b>Collect leads</b>: a lead is a message that nobody has checked yet. I note it, without names and with phone numbers blacked out, so that fact-checkers can look into it.
    <b>Admins’ messages</b>, <b>Channel posts</b>: whether I look at what admins write, and at what the linked channel posts here.
panel-welcome =
    <b>Greeting</b>

    What I say when somebody joins. To write one, or another, <b>reply to this message</b> with the text (up to 1,000 characters).
panel-welcome-now = It is now:
    <i>{ $text }</i>
panel-welcome-long = A greeting has up to 1,000 characters; this one has { $count }. Please make it shorter and reply again.
panel-welcome-empty = A greeting needs words. Please reply again with text.
panel-test = <b>Self-test: what I can do in this group</b>
panel-list = <b>Which group?</b>
panel-list-none = I do not know yet which groups you run. Add me to one, or send /settings there once, and you will find it here.
panel-unnamed = Group without a name (no. { $number })
panel-button = { $page ->
    [mode] When I speak
    [sense] How sure
    [verdicts] Verdicts
    [topics] Topics
    [cooldown] No repeats
    [hourly] At most
    [quiet] Quiet hours
    [zone] Time
    [language] Language
    [stay] My replies
    [welcome] Greeting
    [more] More
   *[test] 🩺 Self-test
}
panel-state = { $name }: { $state }
panel-add = ➕ Add me to a group
panel-back = ◀ Back
panel-close = ✖ Close
panel-groups = ◀ My groups
panel-private = 🔒 Change in private, unseen by the group
panel-own-hours = Choose other hours…
panel-saved = ✅ { $name }: { $state }
panel-admins-only = Only admins of the group can change this.
panel-expired = This panel is too old. Please send /settings again.
panel-gone = I am not in that group any more.
choice-mode = { $code ->
    [auto] Automatic
    [reaction] Emoji only
    [mention] When asked
   *[silent] Silent
}
choice-sense = { $code ->
    [cautious] Cautious
    [normal] Normal
   *[eager] Eager
}
choice-cooldown = { $count ->
    [0] Say it each time
    [72] 3 days
    [168] 7 days
    [720] 30 days
   *[other] { $count } hours
}
choice-hourly = { $count ->
    [1] 1 an hour
   *[other] { $count } an hour
}
choice-quiet-none = None
choice-stay = { $count ->
    [0] stay
    [1] go after 1 hour
   *[other] go after { $count } hours
}
choice-language-auto = As written
choice-more = { $code ->
    [morning_digest] Morning summary
    [weekly_digest] Weekly summary
    [collect_leads] Collect leads
    [check_admins] Admins’ messages
   *[check_channel] Channel posts
}
choice-welcome-none = 🗑 No greeting
state-on = { $ok ->
    [yes] on
   *[no] off
}
state-verdicts = { $count ->
    [0] none
   *[other] { $count }
}
state-topics = { $count ->
    [0] all
   *[other] all but { $count }
}
state-welcome = { $ok ->
    [yes] yes
   *[no] none
}
topic = { $code ->
    [animals] Animals
    [crime] Crime
    [disaster] Disasters
    [entertainment] Entertainment
    [environment] Environment
    [epidemic] Epidemics
    [finance] Money
    [food] Food
    [health] Health
    [history] History
    [law] Law
    [medicine] Medicine
    [policy] Policy
    [safety] Safety
    [scam] Scams
    [science] Science
    [society] Society
    [tech] Technology
   *[other] { $code }
}
zone = { $code ->
    [shanghai] Beijing
    [taipei] Taipei
    [hong_kong] Hong Kong
    [macau] Macau
    [singapore] Singapore
    [kuala_lumpur] Kuala Lumpur
    [tokyo] Tokyo
    [sydney] Sydney
    [london] London
    [paris] Paris
    [new_york] New York
   *[los_angeles] Los Angeles
}
command-settings = Settings of a group (admins)

## In groups: the week
week-title = 📊 <b>What went round here this week</b>
week-looked = I looked at { $looked } messages; { $found ->
    [one] one of them was about a claim that has been checked:
   *[other] { $found } times it was a claim that has been checked:
}
week-line = { $verdict } · { $count ->
    [one] once
   *[other] { $count } times
}
    <a href="{ $url }">{ $claim }</a>{ $note }
week-more = { $count ->
    [one] And one more claim.
   *[other] And { $count } more claims.
}
week-foot = These are numbers only; who wrote what is not kept. Admins can turn this off in /settings.
