## 答复线索：拟稿、发布、更正、撤回
news-title-group = 🔔 <b>这里之前问过、还没有查到的一条消息，有人查证了：</b>
news-changed = 🔁 <b>更正：之前的答复是我们弄错了，请以这条为准。</b>
news-changed-was = 之前说的是「{ $claim }」。
news-taken-back = ⚠️ 这里原来的答复是我们弄错了，更正在后面的消息里。
correction-other = 🔁 <b>更正：</b>我之前引用的查证已经撤回了。另一条查证还在，请以下面的为准：

draft-title = ✍️ <b>第 { $number } 号线索的答复</b>
draft-title-correct = ✍️ <b>更正 { $id }</b>（第 { $number } 号线索）
draft-title-correct-alone = ✍️ <b>更正 { $id }</b>
draft-occupied = 👥 已经有人在写这条的答复了，你也可以接着写。
draft-line = <b>{ draft-field }</b>：{ $value }
draft-field = { $field ->
    [claim] 说法
    [verdict] 结论
    [summary] 实际情况
    [url] 链接
    [publisher] 谁查的
    [published] 日期
    [topic] 话题
    [region] 地区
    [lang] 语言
   *[wording] 另一种说法
}
draft-comma = 、
draft-empty = （还没有）
draft-hint = 点结论选一个；点别的按钮，就能改那一项。都填好了，先看效果，再发布。
draft-awaits = ✏️ 请回复这条消息，写上「{ draft-field }」。写一个减号 - 就是留空。{ $field ->
    [published] 日期写成 2026-11-22。
    [url] 要以 https:// 开头。
    [region] 写省份或国家，比如 浙江、日本；不分地区就留空。
    [lang] 写 简体中文、繁體中文 或 English。
    [wording] 大家转发时常用的另一种说法，写了以后更容易认出来。
   *[other] { "" }
}
draft-show = 👀 看效果
draft-publish = ✅ 发布
draft-cancel = 取消
draft-fault = { $fault ->
    [unseen] 「{ draft-field }」里有看不见的排版符号（{ $got }），字会倒着显示。请自己打一遍，不要粘贴。
    [web] 链接要以 http:// 或 https:// 开头；收到的是「{ $got }」。请把完整的网址发来。
    [login] 链接里不能有用户名和密码；收到的是「{ $got }」。请去掉 @ 和它前面的部分。
    [port] 链接不能带端口号；收到的是「{ $got }」。请换成平常的网址。
    [private] 链接要谁都打得开；「{ $got }」是内部网络的地址。请换成公开的网页。
    [future] 日期不能在今天以后；收到的是「{ $got }」。请写查证发布的那天，比如 2026-11-22。
    [region] 不认得「{ $got }」这个地方。请写省份或国家，比如 浙江、日本；不分地区就写 -。
    [lang] 语言只有简体中文、繁體中文和 English；收到的是「{ $got }」。请从这三种里写一种。
    [date] 看不懂日期「{ $got }」。请写成 2026-11-22；只知道年份或月份，就写 2026 或 2026-11。
    [address] 「{ $got }」不是完整的网址。请只发网址，前后不要加别的字。
    [long] 「{ draft-field }」太长了。请写短一些，一句话就好。
    [unclear] 「{ draft-field }」要能看出说的是什么；收到的是「{ $got }」。请写成一句完整的话。
   *[topic] 没有「{ $got }」这个话题。请写一个现有的，比如 健康、食品、社会；不分话题就写 -。
}
draft-missing = 还差这些，或者写得不对：{ $fields }。
draft-cancelled = 🗑 这份答复没有发布，已经取消。
draft-expired = 这份答复已经结束了。要重新写，请发 /answer { $number }。
draft-gone = 这个按钮已经失效了。
draft-answered-meanwhile = 第 { $number } 号线索已经答复了（{ $id }）。要改，请发 /correct { $id }。
draft-published = ✅ <b>发布了</b>，编号 { $id }。第 { $number } 号线索已答复：{ $people } 个想知道结果的人、{ $groups } 个群会收到。
    以后要改：/correct { $id }　要撤回：/withdraw { $id } 原因
draft-unfit = ⚠️ 不过，大家原来的问法还认不出这条。可以用 /correct { $id } 补上「另一种说法」。
draft-corrected = ✅ <b>{ $id } 更正了</b>：{ $fields }。收到过旧内容的人会看到更正。
draft-unchanged = { $id } 没有改动。
draft-withdrawn = ✅ <b>{ $id } 撤回了。</b>收到过它的人会看到更正，线索重新打开。
draft-known = 语料里已经有了：{ $id }。用它来答复，请发 /answer { $number } { $id }
draft-known-unbuilt = 语料里已经有了：{ $id }，只是机器人还没有用上。先发 /reindex，再发 /answer { $number } { $id }
draft-known-other = 这个网页或者说法，语料里已经有了：{ $id }。
draft-trouble = 😣 没有发布成：{ $reason }
    处理好以后再点一次「发布」就行，已经做完的不会重复。
draft-no-lead = 没有第 { $number } 号线索。
draft-not-yours = 第 { $number } 号线索不归这个单位。
draft-usage = 这样写：/answer 线索号 链接，或者 /answer 线索号 查证编号。
draft-no-debunk = 没有编号是「{ $id }」的查证。请发完整的链接，或者查证的编号。
draft-usage-correct = 这样写：/correct 查证编号或者链接，比如 /correct local-3
draft-usage-withdraw = 这样写：/withdraw 查证编号 原因，比如 /withdraw local-3 链接弄错了
draft-not-local = { $id } 不是这里发布的查证，不能在这里改。
draft-fetched = { $reason ->
    [address] ⚠️ 这个链接打不开：只能是公开的网页地址。
    [slow] ⚠️ 这个网页太久没有回应，请自己填。
    [long] ⚠️ 这个网页太大，请自己填。
    [kind] ⚠️ 这个链接不是网页，请自己填。
   *[other] ⚠️ 这个网页没有读到，请自己填。
}
answered-before = 第 { $number } 号线索早就是用 { $id } 答复的。
