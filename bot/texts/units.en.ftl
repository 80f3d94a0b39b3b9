# What the chats of units are told: a lead comes, goes, or is due

notice-given = 📥 <b>{ $unit }</b>: please check lead { $number }.
notice-risen = 📥 <b>{ $unit }</b>: “{ $other }” could not finish lead { $number } in time. Please take it from here.
notice-escalated = ⬆️ “{ $other }” could not finish lead { $number } in time; “{ $unit }” has taken over.
notice-returned = 📥 <b>{ $unit }</b>: “{ $other }” has given lead { $number } back to you. Please check it.
notice-gone = ↗️ Lead { $number } is now with “{ $unit }”. You need not check it any more.
notice-gone-up = ↗️ Lead { $number } is back with the maintainers. You need not check it any more.
notice-back = ↩️ “{ $unit }” has given lead { $number } back. No unit is checking it now.
notice-soon = ⏰ <b>{ $unit }</b>: lead { $number } is due soon.
notice-over = ⌛ <b>{ $unit }</b>: the time for lead { $number } is over. If you cannot finish it, say so or give it to the level above.
notice-above = ⚠️ “{ $unit }” has had lead { $number } for twice its time without a result, and no unit stands above. Please have a look.
notice-due = Please have a result by { $due }.
notice-was-due = It was due at { $due }.
notice-moment = { $time } on { $day } { $month ->
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
   *[other] December
}
notice-quote = <i>{ $text }</i>
