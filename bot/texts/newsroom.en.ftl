# In the chats of maintainers and units: cards of leads, lists, commands

## The card
lead-status = { $status ->
    [new] new
    [assigned] with a unit
    [checking] being checked
    [answered] answered
   *[dismissed] not checked
}
lead-reason = { $reason ->
    [opinion] an opinion
    [advert] an advert
    [private] private
   *[uncheckable] cannot be checked
}
card-title = 🔎 <b>Lead { $number }</b> · { $status }
card-reason = { " (" }{ lead-reason })
card-claim = <b>Claim:</b> { $text }
card-no-text = (its words were deleted in time)
card-asked = { $asks ->
    [one] 👥 Asked once
   *[other] 👥 Asked { $asks } times by { $askers ->
        [one] 1 person
       *[other] { $askers } people
    } in { $chats ->
        [one] 1 chat
       *[other] { $chats } chats
    }
}
card-seen = 🕒 First { $first }, last { $last }
card-seen-once = 🕒 { $when }
card-growth = 📈 Today { $today }, yesterday { $yesterday }
card-topic = 🏷 { $topic }
card-place = 📍 { $place }
card-guessed = {" "}(guessed)
card-unit = 🏢 { $unit }
card-unit-due = 🏢 { $unit }, until { $due }
card-unit-over = 🏢 { $unit }, ⌛ was due { $due }
card-muted = 🔕 No alerts until { $until }
card-muted-always = 🔕 No alerts any more{ $until }
card-wordings = 💬 <b>Other wordings:</b>
card-line = • { $text }
card-links = 🔗 <b>Links in it:</b>
card-link = • <code>{ $link }</code>
card-links-more = { $count } more
card-debunks = 📎 <b>Nearest debunks:</b>
card-debunk = { $number }. { $sureness ->
    [sure] Most likely this one
    [likely] Maybe this one
   *[unsure] Not sure
}: { $verdict } · { $claim } ({ $publisher })
card-answer = 📌 { $verdict } · { $claim } ({ $publisher })
card-no-debunk = None that is near.
card-likes = 🔁 <b>Perhaps the same:</b>
card-like = • Lead { $number } ({ $status }, { $asks }×): { $text }
card-note = 📝 { $text }
card-gone = Lead { $number } is no longer yours to check.
card-use = 👀 <b>Answer lead { $number } with this?</b>
    People asked: { $claim }
    Once it is published, they will read:
card-use-instead = ⚠️ This lead has an answer already. Who got that one will get a correction.
card-publish = ✅ Publish
card-moment = { $time } on { $day }/{ $month }
card-moment-year = { card-moment }/{ $year }
ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}
ago-date = on { $day }/{ $month }/{ $year }

## Its buttons
card-answer-with = ✅ Answer with { $number }
card-look = 📎 Look for debunks
card-write = 🔗 Answer with a link
card-check = 🔍 I am checking
card-renew = 🔄 Renew
card-reopen = ↩️ Open again
card-return = ⬆️ Give back
card-nowhere = No place
card-whole = ✔ All of { $place }
card-merge-with = 🔁 Into { $number }: { $claim }
card-mute-for = { $days ->
    [one] 1 day
   *[other] { $days } days
}
card-mute-always = Always
card-unmute = 🔔 Alert again
card-back = ◀ Back
card-page-assign = 🏢 Give to…
card-page-topic = 🏷 Topic
card-page-region = 📍 Place
card-page-merge = 🔁 Merge…
card-page-split = ✂️ Split…
card-page-dismiss = 🗑 Dismiss…
card-page-mute = 🔕 Mute…

## After a tap
card-old = This card is old. Send /lead with its number for a new one.
card-not-here = This button is not for you.
card-not-yours = This lead is no longer your unit’s.
card-write-how = Please send: /answer { $number } and the link
desk-done = ✅ Done
desk-told = ✅ Answered. { $people ->
    [one] 1 person
   *[other] { $people } people
} and { $groups ->
    [one] 1 group
   *[other] { $groups } groups
} will hear of it.
desk-told-before = { " " }{ $count ->
    [one] 1 chat
   *[other] { $count } chats
} had this answer before and will not get it again.
desk-refused = { $why ->
    [gone] This lead is gone.
    [same] It is so already.
    [closed] It is closed. Open it again first.
    [open] It is not closed, so it need not be opened.
    [unfit] That unit does not take this topic or place.
    [no-unit] No unit has it, so there is nothing to give back.
   *[top] No unit stands above.
}
desk-lead-gone = This lead is gone.
desk-lost = That one is gone. Please renew the card.

## Lists
leads-title = 📋 <b>Leads</b>
leads-what = { $what }
leads-all = all
stats-times = ⏱ Leads of 30 days: half had their answer within { $half }, nine in ten within { $most }
stats-in-time = ⌛ Answered in time: { $share } %
for-minutes = { $count ->
    [one] a minute
   *[other] { $count } minutes
}
for-hours = { $count ->
    [one] an hour
   *[other] { $count } hours
}
for-days = { $count ->
    [one] a day
   *[other] { $count } days
}
leads-none = There are no such leads.
leads-line = <b>{ $number }</b> · { $status } · { $asks }× · { $last }
leads-open = open
leads-or = { " or " }
leads-age = last { $count } { $unit ->
    [h] { $count ->
        [one] hour
       *[other] hours
    }
    [w] weeks
   *[d] days
}
leads-old = This list is old. Send /leads again.
top-title = 🔥 <b>Most asked in a week</b>
stats-title = 📊 <b>Leads in numbers</b>
stats-status = • { $status }: { $count }
stats-week = 🗓 This week: { $opened } new, { $answered } answered, { $dismissed } not checked
stats-units = 🏢 <b>With the units:</b>
stats-unit = • { $unit }: { $count }
stats-unit-over = • { $unit }: { $count }, of which { $over } overdue

## Commands
not-for-you = 🙏 This command is not for you. To find out whether a message is true, just send it to me.
chat-number = The number of this chat is <code>{ $number }</code>
no-such-lead = There is no lead { $number }.
no-such-unit = There is no unit “{ $name }”.
no-such-unit-near = There is no unit “{ $name }”. Did you mean { $near }?
no-units = There are no units yet. Write them into units.toml first.
unknown-words = I do not understand “{ $words }”. Name a status, topic, place, unit, or 3d for the last 3 days.
unknown-reason = Please say why: { $reasons }
usage-leads = Like this: /leads health Zhejiang 3d
usage-lead = Like this: /lead 12
usage-assign = Like this: /assign 12 UNIT
usage-note = Like this: /note 12 what to note
usage-merge = Like this: /merge 12 15 (12 goes into 15)
usage-split = Like this: /split 15
usage-mute = Like this: /mute 12 7 (days; 0: alert again; nothing: always)
usage-dismiss = Like this: /dismiss 12 { $reasons }
usage-reopen = Like this: /reopen 12
merged = Lead { $number } is now part of { $head }. To part them: /split { $number }
merge-same = They are one lead already.
split-done = Lead { $number } stands by itself again. To join them: /merge { $number } { $head }
split-alone = Lead { $number } is part of no other one, and no other is part of it.
command-leads = list the leads
command-lead = show a lead
command-top = the most asked
command-answer = answer a lead with a link
command-assign = give a lead to a unit
command-note = note something
command-dismiss = do not check a lead
command-mute = no alerts for a lead
command-merge = merge two leads
command-split = take leads apart
command-reopen = open a lead again
command-stats = numbers
command-id = the number of this chat

## Leads that are not checked: what askers are told
dismissed-title = 🔎 <b>Fact-checkers have looked at this and did not check it.</b>
dismissed-why = { $reason ->
    [opinion] It is an opinion: there is no true or false in it to find out.
    [advert] It is an advert, not a claim that can be checked. Before you pay for anything, ask somebody you trust.
    [private] It is about somebody’s private life, which is not checked in public. Please do not pass it on.
   *[uncheckable] It leaves no trace that could be followed, so nobody can tell whether it is true. Please do not pass on what names no source.
}
dismissed-news = 📌 <b>You asked about “{ $claim }”. Fact-checkers have looked at it and did not check it.</b>
    { dismissed-why }
dismissed-wrongly = 🔁 <b>A correction: what we told you before was our mistake. Please do not go by it.</b>
dismissed-later = 🔔 Should there be an answer one day, I will tell you here.
