## Alerts
alert-rising = Many more people ask
alert-rising-title = 📈 <b>Many more people ask about one claim</b>
alert-claim = “{ $text }”
alert-rising-figures = Last 6 hours: asked { $asks } times by { $people } people in { $chats } chats · lead { $number }
alert-rising-asked = In the last 6 hours { $people } people in { $chats } chats asked { $asks } times; usual is about { $usual }.
alert-open = Open lead { $number }
alert-returned = An old rumor is back
alert-returned-title = 🔁 <b>An old rumor is back</b>
alert-returned-figures = Yesterday and today: { $people } · 30 days before: { $before }
alert-returned-asked = Yesterday and today it was asked about by { $people } people; in the 30 days before by { $before }.
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>{ $note }
alert-push = 📢 Make a post to pass on
alert-day = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $day }
alert-not-here = This button is not for you.
alert-gone = This one is gone.
alert-done = ✅ Done
alert-forward = 📢 <b>This one is going round again; it was checked long ago:</b>

## The monthly list and the weekly digest
digest-month = Rumors of the month
digest-week = Rumors of the week
digest-title = 🏆 <b>{ $title }</b>
    { $when } · what people asked about most
digest-subtitle = what people asked about most
digest-days = { $first } to { $last }, { $year }
digest-nothing = Nobody asked about a checked claim in this time.
digest-line = { $number }. { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
    { $people } · { $change }
digest-further = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note }
digest-people = asked { $count } times
digest-rising = 📈 <b>More and more people ask about:</b>
digest-returned = 🔁 <b>Back again:</b>
digest-answered = Newly checked: { $count }, usually within { $took }
digest-answer = • { $verdict } · <a href="{ $url }">{ $claim }</a>{ $note } ({ $took })
digest-open = 🔍 <b>Still being checked, most asked:</b>
digest-open-plain = Still being checked, most asked
digest-open-line = • { $claim } ({ $people })
digest-foot = <i>Numbers only: each person counts once a day, and nobody knows who asked.</i>
digest-foot-plain = Numbers only: each person counts once a day, and nobody knows who asked.
digest-change-new = new
digest-change-returned = back again
digest-change-same = same place
digest-change-up = up { $places }
digest-change-down = down { $places }
digest-head-claim = Claim
digest-head-verdict = Verdict
digest-head-people = Asked
digest-head-change = Change
digest-usage = Please write it like this: /digest 2026-10 (a month) or /digest 2026-W41 (a week)

## Subscriptions
subscribe-title = 📬 <b>Every Monday: what people ask about</b>
subscribe-line = • { $words }
subscribe-everything = You get: everything
subscribe-nothing = You get nothing so far.
subscribe-hint = Tap a topic or place to get it, tap again to stop. Or write: /subscribe health Zhejiang.
    No more of it: /unsubscribe
subscribe-all = Everything
subscribe-all-word = all
subscribe-none = Nothing
subscribe-places = 📍 Places…
command-subscribe = Get every Monday what people ask about
subscribe-unknown = I do not know “{ $word }”. I know topics: { $topics }; and places, such as Zhejiang, 杭州 or Japan.
    Like this: /subscribe health Zhejiang. For everything: /subscribe all
subscribe-comma = { ", " }
subscribe-admins-only = In groups only admins can subscribe.
subscribe-foot = No more of it: /unsubscribe
