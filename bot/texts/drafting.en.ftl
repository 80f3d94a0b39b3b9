## Answering leads: draft, publish, correct, withdraw
news-title-group = 🔔 <b>Something that was asked here and had not been checked yet now has been:</b>
news-changed = 🔁 <b>A correction: what we told you before was our mistake. Please go by this one.</b>
news-changed-was = Before, we answered with “{ $claim }”.
news-taken-back = ⚠️ The answer that stood here was our mistake. The correction is in a later message.
correction-other = 🔁 <b>Correction:</b> the check that I pointed to has been withdrawn. Another one stands, so please go by this:

draft-title = ✍️ <b>Answer to lead { $number }</b>
draft-title-correct = ✍️ <b>Correct { $id }</b> (lead { $number })
draft-title-correct-alone = ✍️ <b>Correct { $id }</b>
draft-occupied = 👥 Somebody is already writing an answer to this one. You may go on all the same.
draft-line = <b>{ draft-field }</b>: { $value }
draft-field = { $field ->
    [claim] Claim
    [verdict] Verdict
    [summary] What is true
    [url] Link
    [publisher] Who checked
    [published] Date
    [topic] Topic
    [region] Region
    [lang] Language
   *[wording] Other wording
}
draft-comma = { ", " }
draft-empty = (nothing yet)
draft-hint = Tap a verdict to choose it; tap another button to change that line. When all is there, look at it, then publish.
draft-awaits = ✏️ Please reply to this message with: { draft-field }. A minus sign - leaves it empty. { $field ->
    [published] Write the date as 2026-11-22.
    [url] It begins with https://.
    [region] Write a province or country, such as Zhejiang or Japan; leave it empty if it is no matter.
    [lang] Write 简体中文, 繁體中文 or English.
    [wording] Another way in which people pass it on; with it the claim is recognised more easily.
   *[other] { "" }
}
draft-show = 👀 Show
draft-publish = ✅ Publish
draft-cancel = Cancel
draft-fault = { $fault ->
    [unseen] “{ draft-field }” holds unseen signs ({ $got }) that show its words backwards. Please type it anew instead of pasting.
    [web] A link begins with http:// or https://; this is “{ $got }”. Please send the whole address.
    [login] A link must not hold a name and password; this is “{ $got }”. Please take away the @ and what stands before it.
    [port] A link must not name a port; this is “{ $got }”. Please send the usual address.
    [private] A link must open for everybody; “{ $got }” is an address inside a network. Please send that of a public page.
    [future] The date must not be after today; this is “{ $got }”. Please write the day of the check, such as 2026-11-22.
    [region] I know no place “{ $got }”. Please write a province or a country, such as Zhejiang or Japan; - if it is about no place.
    [lang] There are 简体中文, 繁體中文 and English; this is “{ $got }”. Please write one of the three.
    [date] “{ $got }” is no date that I can read. Please write 2026-11-22; only the year or month is 2026 or 2026-11.
    [address] “{ $got }” is no whole address. Please send the address alone, with no other words.
    [long] “{ draft-field }” is too long. Please make it shorter: one sentence is enough.
    [unclear] “{ draft-field }” must say what it is about; this is “{ $got }”. Please write a whole sentence.
   *[topic] There is no topic “{ $got }”. Please write one that there is, such as Health, Food or Society; - for none.
}
draft-missing = Missing, or not as it should be: { $fields }.
draft-cancelled = 🗑 This answer was cancelled and not published.
draft-expired = This draft is over. To write anew, send /answer { $number }.
draft-gone = This button has expired.
draft-answered-meanwhile = Lead { $number } has been answered already ({ $id }). To change it, send /correct { $id }.
draft-published = ✅ <b>Published</b> as { $id }. Lead { $number } is answered; it goes to { $people ->
        [one] 1 person
       *[other] { $people } people
    } who wanted to hear and to { $groups ->
        [one] 1 group
       *[other] { $groups } groups
    }.
    To change it: /correct { $id } To take it back: /withdraw { $id } reason
draft-unfit = ⚠️ The words in which people asked are not recognised by it yet. Add another wording: /correct { $id }
draft-corrected = ✅ <b>{ $id } is corrected</b>: { $fields }. Those who got the old one will see it.
draft-unchanged = Nothing of { $id } was changed.
draft-withdrawn = ✅ <b>{ $id } is withdrawn.</b> Those who got it will see it; the lead is open again.
draft-known = This has been checked already: { $id }. To answer with it, send /answer { $number } { $id }
draft-known-unbuilt = This has been checked already: { $id }. It is in the corpus, but I do not answer from it yet: send /reindex, then /answer { $number } { $id }
draft-known-other = This page or claim is in the corpus already, as { $id }.
draft-trouble = 😣 Not published: { $reason }
    Once that is put right, tap “Publish” again; what is done already is not done twice.
draft-no-lead = There is no lead { $number }.
draft-not-yours = Lead { $number } is not this unit's.
draft-usage = Write: /answer NUMBER LINK, or /answer NUMBER ID of a check.
draft-no-debunk = There is no check with the ID “{ $id }”. Please send the whole link, or the ID of a check.
draft-usage-correct = Write: /correct and its ID or link, such as /correct local-3
draft-usage-withdraw = Write: /withdraw ID why, such as /withdraw local-3 wrong link
draft-not-local = { $id } was not published here, so it cannot be changed here.
draft-fetched = { $reason ->
    [address] ⚠️ This link cannot be opened: it must be the address of a public page.
    [slow] ⚠️ The page took too long; please fill in the rest.
    [long] ⚠️ The page is too large; please fill in the rest.
    [kind] ⚠️ This link is no web page; please fill in the rest.
   *[other] ⚠️ The page could not be read; please fill in the rest.
}
answered-before = Lead { $number } was answered with { $id } before.
