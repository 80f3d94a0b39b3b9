# 维护者和各单位的群里：线索的卡片、列表、命令

## 卡片
lead-status = { $status ->
    [new] 新的
    [assigned] 已交给单位
    [checking] 正在查
    [answered] 已回答
   *[dismissed] 不查
}
lead-reason = { $reason ->
    [opinion] 只是看法
    [advert] 是广告
    [private] 是私事
   *[uncheckable] 查不了
}
card-title = 🔎 <b>第 { $number } 号线索</b> · { $status }
card-reason = { "（" }{ lead-reason }）
card-claim = <b>说法：</b>{ $text }
card-no-text = （原文已经按期删除）
card-asked = { $asks ->
    [1] 👥 问了 1 次
   *[other] 👥 问了 { $asks } 次：{ $askers } 个人，{ $chats } 个聊天
}
card-seen = 🕒 最早 { $first }，最近 { $last }
card-seen-once = 🕒 { $when }
card-growth = 📈 今天 { $today } 次，昨天 { $yesterday } 次
card-topic = 🏷 { $topic }
card-place = 📍 { $place }
card-guessed = （猜的）
card-unit = 🏢 { $unit }
card-unit-due = 🏢 { $unit }，{ $due } 之前
card-unit-over = 🏢 { $unit }，⌛ 已经过了 { $due }
card-muted = 🔕 { $until } 之前不提醒
card-muted-always = 🔕 一直不提醒{ $until }
card-wordings = 💬 <b>别的说法：</b>
card-line = • { $text }
card-links = 🔗 <b>里面的链接：</b>
card-link = • <code>{ $link }</code>
card-links-more = 还有 { $count } 个
card-debunks = 📎 <b>最接近的辟谣：</b>
card-debunk = { $number }. { $sureness ->
    [sure] 多半就是它
    [likely] 可能是它
   *[unsure] 不一定是它
}：{ $verdict } · { $claim }（{ $publisher }）
card-answer = 📌 { $verdict } · { $claim }（{ $publisher }）
card-no-debunk = 没有找到相近的。
card-likes = 🔁 <b>可能是同一件事：</b>
card-like = • 第 { $number } 号（{ $status }，{ $asks } 次）：{ $text }
card-note = 📝 { $text }
card-gone = 第 { $number } 号线索已经不归你们查了。
card-use = 👀 <b>用这条回答第 { $number } 号线索？</b>
    大家问的是：{ $claim }
    发布以后，大家会看到：
card-use-instead = ⚠️ 这条线索已经回答过了。发布以后，收到过那条的人会收到更正。
card-publish = ✅ 发布
card-moment = { $month } 月 { $day } 日 { $time }
card-moment-year = { $year } 年 { card-moment }
ago-now = 刚刚
ago-minutes = { $count } 分钟前
ago-hours = { $count } 小时前
ago-days = { $count } 天前
ago-date = { $year } 年 { $month } 月 { $day } 日

## 卡片上的按钮
card-answer-with = ✅ 用第 { $number } 条回答
card-look = 📎 找相近的
card-write = 🔗 用链接回答
card-check = 🔍 我来查
card-renew = 🔄 刷新
card-reopen = ↩️ 重新打开
card-return = ⬆️ 交回上一级
card-nowhere = 不限地区
card-whole = ✔ { $place } 整个
card-merge-with = 🔁 并入第 { $number } 号：{ $claim }
card-mute-for = { $days ->
    [1] 1 天
   *[other] { $days } 天
}
card-mute-always = 一直
card-unmute = 🔔 恢复提醒
card-back = ◀ 返回
card-page-assign = 🏢 交给…
card-page-topic = 🏷 话题
card-page-region = 📍 地区
card-page-merge = 🔁 合并…
card-page-split = ✂️ 拆开…
card-page-dismiss = 🗑 不查…
card-page-mute = 🔕 静音…

## 按了以后
card-old = 这张卡片太旧了，发 /lead 加编号看新的。
card-not-here = 这个按钮不是给您用的。
card-not-yours = 这条线索已经不归你们单位了。
card-write-how = 请发送：/answer { $number } 加上链接
desk-done = ✅ 好了
desk-told = ✅ 已回答，会告诉 { $people } 个人和 { $groups } 个群。
desk-told-before = 收到过这条的 { $count } 个聊天不再重发。
desk-refused = { $why ->
    [gone] 这条线索已经没有了。
    [same] 本来就是这样。
    [closed] 已经结束了，先重新打开。
    [open] 还没有结束，不用重新打开。
    [unfit] 那个单位不管这个话题或地区。
    [no-unit] 没有单位在查，不用交回。
   *[top] 上面没有别的单位了。
}
desk-lead-gone = 这条线索已经没有了。
desk-lost = 这一条已经不在了，请刷新。

## 列表
leads-title = 📋 <b>线索</b>
leads-what = { $what }
leads-all = 全部
stats-times = ⏱ 三十天里的线索：一半在 { $half }内有了回答，九成在 { $most }内
stats-in-time = ⌛ 按时回答的：{ $share }%
for-minutes = { $count } 分钟
for-hours = { $count } 小时
for-days = { $count } 天
leads-none = 没有这样的线索。
leads-line = <b>{ $number }</b> · { $status } · { $asks } 次 · { $last }
leads-open = 没结束的
leads-or = 、
leads-age = 最近 { $count } { $unit ->
    [h] 小时
    [w] 周
   *[d] 天
}
leads-old = 这个列表太旧了，再发一次 /leads。
top-title = 🔥 <b>一周里问得最多的</b>
stats-title = 📊 <b>线索一览</b>
stats-status = • { $status }：{ $count }
stats-week = 🗓 这一周：新来 { $opened } 条，回答 { $answered } 条，不查 { $dismissed } 条
stats-units = 🏢 <b>各单位手上的：</b>
stats-unit = • { $unit }：{ $count }
stats-unit-over = • { $unit }：{ $count }，其中 { $over } 条过了时间

## 命令
not-for-you = 🙏 这个命令不是给您用的。想知道一条消息真不真，把它发给我就好。
chat-number = 这个聊天的号码是 <code>{ $number }</code>
no-such-lead = 没有第 { $number } 号线索。
no-such-unit = 没有叫「{ $name }」的单位。
no-such-unit-near = 没有叫「{ $name }」的单位。是不是：{ $near }？
no-units = 还没有单位。先在 units.toml 里写上。
unknown-words = 看不懂「{ $words }」。可以写状态、话题、地区、单位，或 3d（最近 3 天）。
unknown-reason = 请说明原因：{ $reasons }
usage-leads = 用法：/leads 健康 浙江 3d
usage-lead = 用法：/lead 12
usage-assign = 用法：/assign 12 单位名
usage-note = 用法：/note 12 要记的话
usage-merge = 用法：/merge 12 15（把 12 并入 15）
usage-split = 用法：/split 15
usage-mute = 用法：/mute 12 7（天数；0 是恢复，不写是一直）
usage-dismiss = 用法：/dismiss 12 { $reasons }
usage-reopen = 用法：/reopen 12
merged = 第 { $number } 号已并入第 { $head } 号。要分开：/split { $number }
merge-same = 它们已经是同一条了。
split-done = 第 { $number } 号又是单独的线索了。要合起来：/merge { $number } { $head }
split-alone = 第 { $number } 号没有并在别的线索里，也没有并入它的。
command-leads = 线索列表
command-lead = 看一条线索
command-top = 问得最多的
command-answer = 用链接回答
command-assign = 交给单位
command-note = 记一笔
command-dismiss = 不查
command-mute = 静音
command-merge = 合并两条
command-split = 拆开
command-reopen = 重新打开
command-stats = 数字一览
command-id = 这个聊天的号码

## 不查的线索：告诉问的人
dismissed-title = 🔎 <b>这条查证的人看过了，没有查。</b>
dismissed-why = { $reason ->
    [opinion] 它说的是一种看法，没有对错可查。
    [advert] 它是一则广告，不是能查证的说法。花钱以前，先和家里人商量一下。
    [private] 它说的是别人的私事，不公开查。请不要再往外传。
   *[uncheckable] 它没有留下能查的线索，查不出是真是假。没有出处的消息，先别转发。
}
dismissed-news = 📌 <b>你问过「{ $claim }」，查证的人看过了，没有查。</b>
    { dismissed-why }
dismissed-wrongly = 🔁 <b>更正：之前的答复是我们弄错了，请不要照着它说。</b>
dismissed-later = 🔔 以后要是有了结果，会在这里告诉你。
