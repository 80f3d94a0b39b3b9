## 全部辟谣的新版本
reindex-started = 🔧 正在准备全部辟谣的新版本。这期间照常回答，好了在这里告诉你们。
reindex-running = 🔧 已经有一版正在准备，好了在这里告诉你们。
reindex-too-soon = 刚刚才准备过新版本，请过 { $minutes } 分钟再来。
reindex-maintainers-only = 这件事只有编辑部的群能做。
reindex-done = ✅ 从现在起用新版本 { $version } 回答，一共 { $debunks } 条辟谣。
reindex-left-out = ✏️ 有 { $count } 行格式不对，没有放进去。看是哪几行、怎么改：<code>zhendema corpus check</code>
reindex-held = ⚠️ 新版本 { $version } 做好了，可是不如 { $beside }，所以还用原来那版回答：
reindex-fault = • { $kind ->
    [fewer_helped] { $total } 条试题里，答对的少了 { $count } 条
    [more_misled] { $total } 条试题里，答错的多了 { $count } 条
    [questions_lost] 最近 { $total } 个问题里，有 { $count } 个会变得没有回答
    [questions_moved] 最近 { $total } 个问题里，有 { $count } 个会换成别的辟谣
   *[other] { $total } 条辟谣里少了 { $count } 条
    }
reindex-takeover = 抢了别人位置的：「{ $claim }」（{ $id }），{ $count } 条消息
reindex-import = 导入的「{ $name }」新带来 { $count } 条，要拿掉它：<code>zhendema corpus remove { $name }</code>
reindex-cure = 是不是带进来了不该有的？拿掉以后再发 /reindex。确实要用这一版：<code>zhendema index use { $version }</code>
reindex-failed = ⚠️ 新版本没做成，还用原来那版回答。{ $reason }
version-refused = ⚠️ 版本 { $version } 坏了或者不合用，没有换上，还用 { $now } 回答。{ $reason }
