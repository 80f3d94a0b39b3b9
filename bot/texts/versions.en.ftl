## A new version of all debunks
reindex-started = 🔧 I am preparing a new version of all debunks. I go on answering meanwhile, and tell you here when it is done.
reindex-running = 🔧 One is being prepared already. I will tell you here when it is done.
reindex-too-soon = A new version was prepared just now. Please wait { $minutes } minutes before the next one.
reindex-maintainers-only = Only the maintainers’ chat can do this.
reindex-done = ✅ From now on I answer from the new version { $version }, with { $debunks } debunks.
reindex-left-out = ✏️ { $count ->
    [one] 1 line of the debunks has a fault and was left out.
   *[other] { $count } lines of the debunks have faults and were left out.
    } To see which, and why: <code>zhendema corpus check</code>
reindex-held = ⚠️ The new version { $version } is ready, but it is worse than { $beside }, so I go on answering from that one:
reindex-fault = • { $kind ->
    [fewer_helped] { $count } fewer of { $total } test messages are answered rightly
    [more_misled] { $count } more of { $total } test messages are answered wrongly
    [questions_lost] { $count } of the last { $total } questions would get no answer any more
    [questions_moved] { $count } of the last { $total } questions would get another debunk
   *[other] { $count } of { $total } debunks are missing
    }
reindex-takeover = Now takes the place of others: “{ $claim }” ({ $id }), { $count ->
    [one] 1 message
   *[other] { $count } messages
    }
reindex-import = The import “{ $name }” brought { $count } of what is new. To take it out: <code>zhendema corpus remove { $name }</code>
reindex-cure = Was something brought in that should not be? Take it out and send /reindex again. To use it all the same: <code>zhendema index use { $version }</code>
reindex-failed = ⚠️ The new version could not be prepared. I go on answering from the one before. { $reason }
version-refused = ⚠️ Version { $version } is damaged or does not fit, so I do not use it and go on answering from { $now }. { $reason }
