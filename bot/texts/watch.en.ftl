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
alert-returned-debunk = { $verdict } · <a href="{ $url }">{ $publisher } { $date }</a>
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
