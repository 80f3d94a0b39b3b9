## 全部闢謠的新版本
reindex-started = 🔧 正在準備全部闢謠的新版本。這期間照常回答，好了在這裡告訴你們。
reindex-running = 🔧 已經有一版正在準備，好了在這裡告訴你們。
reindex-too-soon = 剛剛才準備過新版本，請過 { $minutes } 分鐘再來。
reindex-maintainers-only = 這件事只有編輯部的群能做。
reindex-done = ✅ 從現在起用新版本 { $version } 回答，一共 { $debunks } 條闢謠。
reindex-left-out = ✏️ 有 { $count } 行格式不對，沒有放進去。看是哪幾行、怎麼改：<code>zhendema corpus check</code>
reindex-held = ⚠️ 新版本 { $version } 做好了，可是不如 { $beside }，所以還用原來那版回答：
reindex-fault = • { $kind ->
    [fewer_helped] { $total } 條試題裡，答對的少了 { $count } 條
    [more_misled] { $total } 條試題裡，答錯的多了 { $count } 條
    [questions_lost] 最近 { $total } 個問題裡，有 { $count } 個會變得沒有回答
    [questions_moved] 最近 { $total } 個問題裡，有 { $count } 個會換成別的闢謠
   *[other] { $total } 條闢謠裡少了 { $count } 條
    }
reindex-takeover = 搶了別人位置的：「{ $claim }」（{ $id }），{ $count } 條消息
reindex-import = 匯入的「{ $name }」新帶來 { $count } 條，要拿掉它：<code>zhendema corpus remove { $name }</code>
reindex-cure = 是不是帶進來了不該有的？拿掉以後再發 /reindex。確實要用這一版：<code>zhendema index use { $version }</code>
reindex-failed = ⚠️ 新版本沒做成，還用原來那版回答。{ $reason }
version-refused = ⚠️ 版本 { $version } 壞了或者不合用，沒有換上，還用 { $now } 回答。{ $reason }
