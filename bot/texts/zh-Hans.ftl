# 真的吗：机器人说的话（简体）。<b>、<a> 等标签按 Telegram 的 HTML 书写；{ $… } 里的内容会自动转义。

## 查到了
verdict = { $verdict ->
    [false] ❌ <b>不是真的</b>
    [misleading] ⚠️ <b>有误导</b>
    [unproven] ❔ <b>没有可靠的证据</b>
    [true] ✅ <b>是真的</b>
    [outdated] 🕰 <b>已经过时</b>
   *[scam] 🚨 <b>是骗局</b>
}
verdict-plain = { $verdict ->
    [false] ❌ 不是真的
    [misleading] ⚠️ 有误导
    [unproven] ❔ 没有可靠的证据
    [true] ✅ 是真的
    [outdated] 🕰 已经过时
   *[scam] 🚨 是骗局
}
answers-title = <b>这段话里有 { $count } 个说法，已经有人查证过：</b>
answers-number = <b>第 { $number } 条</b>
answers-further = 📎 另外还有 { $count } 条也查到过，单独发给我就能看到。
answers-unsure = 🔎 这一句我没把握，单独发给我再查：「{ $text }」
refutes = 👍 你转来的是一条辟谣，说得对。被辟谣的是这个说法：
refutes-wrongly = ⚠️ 你转来的这条「辟谣」本身不对：
quote = 原话：{ $text }
claim = <b>说法：</b>{ $text }
summary = <b>查证：</b>{ $text }
source = <b>来源：</b>{ $publisher }，{ $date }
source-undated = <b>来源：</b>{ $publisher }（日期不详）
source-above = <b>来源：</b>{ $publisher }
checked = （{ $date }的查证）
old = ⚠️ 这是 { $years } 年前的查证，现在的情况可能不一样了。
outdated = ⚠️ 这个说法有时效，请以最新的官方消息为准。
read-more = 👉 <a href="{ $url }">看查证原文</a>
read-copy = 👉 查证原文的网页已经没有了，这是<a href="{ $url }">存档</a>
read-site = 👉 查证原文的网页已经没有了，这是<a href="{ $url }">发布者的网站</a>
also-checked = <b>也查证过：</b>
also-and = 、
also-link = <a href="{ $url }">{ $publisher }</a>
also-otherwise = ⚠️ <a href="{ $url }">{ $publisher }</a>的结论不一样：{ verdict-plain }。两篇都请看一看。
date-year = { $year } 年
date-month = { $year } 年 { $month } 月
date-day = { $year } 年 { $month } 月 { $day } 日

## 拿不准
suggest-title = 🤔 <b>你问的是下面哪一条？</b>
suggest-line = { $number }. { $claim }
suggest-checked = ↳ { $publishers }都查证过
suggest-differs = ↳ 你问的是「{ $said }」，这条查证说的是「{ $claimed }」
suggest-hint = 点一下对得上的那条，就能看到查证结果。
button-pick = { $number }. { $claim }
button-none = 都不是
suggest-title-one = 🤔 <b>你问的是这一条吗？</b>
suggest-line-one = { $claim }
suggest-hint-one = 要是这一条，点一下就能看到查证结果。
button-pick-one = 是这条，看查证结果
button-none-one = 不是这条

## 没查到
unknown-title = 🔎 <b>这条消息，还没有查到有人查证过。</b>
unknown-lead = 已经记下来了，编号 { $number }，留给查证的人看。
unknown-others = 除了你，还有 { $count } 个人问过同一条。
unknown-foreign = 🌏 我知道的查证，差不多都是中文的。方便的话，用中文再发一次，也许就能查到。
unknown-advice = 在有结果之前：先看它有没有写明出处和日期，再到官方渠道找一找；拿不准，就先别转发。
button-tell = 🔔 有结果告诉我
button-drop = 不要保留
told-you = 好的，一有结果就告诉你。
told-line = 🔔 一有结果，就会在这里告诉你。
dropped-line = 🗑 已经删除，没有保留。
dropped = 已经删除。

## 按钮
button-useful = 👍 有用
button-wrong = 不是这条
button-wrong-number = 第 { $number } 条不对
button-share = 分享
button-share-number = 分享第 { $number } 条
thanks = 谢谢你！
wrong-noted = 记下了，谢谢指正。
wrong-counted = 记下了。再有 { $count } 个人这么说，我就收回这条；管理员点一下，马上收回。
taken-back = 🗑 这条回复对不上，已经收回了。
button-expired = 这个按钮已经失效了。
button-not-yours = 这是给提问的人点的。要查什么，也可以自己来问我。
shared-text = { $claim } —— { $verdict }

## 更正
correction-changed = 🔁 <b>更正：</b>这条查证的结论改了，请以下面的为准。
correction-edited = 🔁 <b>更正：</b>结论没有变，内容有改动，请以下面的为准。
correction-withdrawn = 🔁 <b>更正：</b>我之前引用的查证已经撤回了，请不要再照着它说。
correction-part = 🔁 <b>更正：</b>其中一条查证已经撤回，请以下面的为准。
correction-notice = { $count ->
    [1] 🔁 我之前的这条回复有更正，请再看一眼上面引用的那条。
   *[other] 🔁 我之前有 { $count } 条回复作了更正，最近的一条就是上面引用的那条。
}

## 读不了
unreadable-title = 🙈 <b>这条我看不懂，只能看文字。</b>
unreadable = { $media ->
    [album] 这是一组图片里的一张，它下面没有文字。请回复有文字的那一张再问我，或者把要查的话打出来。
    [photo] 请把图片里的字打出来或复制过来；图片下面如果有说明文字，也可以一起发。
    [video] 请用一两句话写下视频里说了什么。
    [voice] 请把语音转成文字，再发给我。
    [sticker] 贴纸很可爱，但请发文字给我。
   *[other] 请把要查的内容用文字发给我。
}
greeting = 你好！把拿不准的消息转发给我，或者直接打字，我来查一查是不是真的。
talk-thanks = 不客气 🙂 再有拿不准的消息，随时转发给我。
talk-hello = 你好！把拿不准的消息转发给我，或者直接打字，我来查一查是不是真的。
talk-bye = 再见 👋 再有拿不准的消息，随时转发给我。
talk-night = 晚安 🌙 做个好梦。再有拿不准的消息，随时转发给我。
talk-distress = 听起来你很难受，你不是一个人。请马上找身边信得过的人，或打心理援助热线：大陆 12356，台湾 1925，香港 18111。有危险，请打 110 或 120（台湾 119，香港 999）。
talk-about = 我是「真的吗」，一个查传言的机器人：把拿不准的消息转发给我，或者直接打字，我来找找有没有人查证过。发 /help 看怎么用。
talk-laughter = 哈哈 😄 看到拿不准的消息，转发给我，我来查一查是不是真的。
talk-abuse = 没帮上忙，对不住 🙇 把拿不准的那条消息转发给我，或者写成一句话，我好好查一查。
talk-nonsense = 这句我没看懂 🙂 把拿不准的那条消息原样转发给我，我来查一查是不是真的。
too-short = 字太少了，我看不出要查的是什么。请把完整的消息转发给我，或者写成一句话，比如「微波炉加热食物会致癌吗」。
own-reply = 这是我自己说的话 🙂 请把你想查的那条消息发给我。

## 欢迎与帮助
welcome-title = 👋 <b>你好，我是「真的吗」。</b>
welcome = 群里、网上看到拿不准的消息？转发给我，或者把文字打给我，我来找找有没有人查证过。

    查到了，就把结论和原文链接给你；没查到，就记下来请人去查。

    点下面的例子试试看：
example = 微波炉加热食物会致癌吗？
example-question = 微波炉加热食物会致癌吗？
help-title = <b>怎么用</b>
help =
    • 把消息转发给我，或直接打字、贴链接。几条一起发，我会当成一件事来看。
    • 图片、语音我还看不懂，请发文字。
help-inline = • 在别的聊天里输入 @{ $username } 加上要查的话，也可以直接查。
help-commands =
    /language 换语言
    /settings 群设置（群管理员用）
    /privacy 我会记下什么
    /mydata 看看我记了多少
    /forget 删掉我记的，关于你的一切
privacy = <b>我会记下什么</b>

    • 查不到的消息会记成一条线索，手机号、邮箱、证件号、银行卡号会先涂掉。
    • 谁问的，只留一个还原不了的代号，用来数有多少人问过；不记名字。
    • 你点了「有结果告诉我」，才会记住往哪里通知你；通知完就删。
    • 你问的（同样涂掉号码）和我回的会留 90 天，好让按钮能用、查证改了能更正。

    /mydata 看看记了多少，/forget 删掉关于你的一切。
language-question = 用哪种语言回复你？
language-auto = 自动（跟着我写的字）
language-set = 好的，以后用简体中文回复。
language-set-auto = 好的，你用什么字，我就用什么字。
mydata-nothing = 我这里没有记下任何关于你的东西。
mydata-title = <b>我这里记下的，关于这个聊天的东西：</b>
stored = { $kind ->
    [asks] 问过而没查到的消息：{ $count } 条
    [follows] 等着告诉你结果的：{ $count } 条
    [replies] 我回过的话：{ $count } 条
    [settings] 语言设置：{ $count } 项
    [wrongs] 你说过对不上的：{ $count } 条
    [votes] 你点过的评价：{ $count } 次
    [groups] 你管理的群：{ $count } 个
    [changes] 你改过的群设置：{ $count } 次
    [subscriptions] 订阅的简报：{ $count } 份
    [drafts] 正在写的查证：{ $count } 份
    [cards] 这里显示过的线索卡片：{ $count } 张
    [lists] 这里打开过的线索列表：{ $count } 份
    [steps] 你处理线索的步骤：{ $count } 步（步骤会留下；发 /forget 之后，谁也看不出是你做的）
    [days] 按天记的次数：{ $count } 条
   *[other] 正在处理或等待发送的：{ $count } 条
}
mydata-hint = 想删掉，就发 /forget 。
forgotten = 🗑 全部删掉了。
unknown-command = 没有这个命令。发 /help 看看怎么用。
news-title = 🔔 <b>你问过的一条消息，有人查证了：</b>
trouble = 😣 出了点问题，这条没查成。请过一会儿再发一次。

## 群里
group-how = 回复一条消息并发 /check，或者 @我 再写上要查的话，我来查一查。
group-greeting = 你好！{ group-how }
group-talk-hello = 你好！{ group-how }
group-talk-bye = 再见 👋
group-talk-night = 晚安 🌙 做个好梦。
group-talk-thanks = 不客气 🙂 { group-how }
group-talk-about = 我是「真的吗」，一个查传言的机器人。{ group-how }
group-talk-laughter = 哈哈 😄 { group-how }
group-talk-abuse = 没帮上忙，对不住 🙇 { group-how }
group-talk-nonsense = 这句我没看懂 🙂 { group-how }
group-too-short = 字太少了，我看不出要查的是什么。{ group-how }
remind-title = 🔁 { $verdict }（之前在群里查过）
remind-link = 👉 <a href="{ $url }">看上次的回复</a>
remind-above = 👆 上次的回复就在上面引用的那条里。
group-changed = ✏️ 这条消息后来改过了，我原先的回复不再算数。
group-busy = 你问得有点快，我先歇一歇 😅 过十分钟再问我吧。
morning-title = ☀️ <b>大家休息的时候，群里转的消息里有 { $count } 个说法是有人查证过的：</b>
morning-line = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">看查证原文</a>
morning-copy = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">看存档（原来的网页已经没有了）</a>
morning-site = <b>{ $number }.</b> { $verdict }
    { $claim }
    <a href="{ $url }">去发布者的网站（原来的网页已经没有了）</a>
link-note = { $kind ->
    [copy] （存档，原来的网页没有了）
    [site] （发布者的网站，原来的网页没有了）
   *[page] { "" }
}
morning-where = { " · " }<a href="{ $url }">看那条消息</a>

## 别的聊天里查
inline-empty = 写下要查的话
inline-nothing = 没有查到，点这里去问问机器人
inline-card = { $verdict } · { $publisher }

## 命令说明
command-start = 开始
command-help = 怎么用
command-language = 换语言
command-privacy = 我会记下什么
command-mydata = 看看我记了多少
command-forget = 删掉我记的，关于你的一切
command-check = 查一查你回复的那条消息
bot-description = 把拿不准的消息转发给我，我来查一查是不是谣言：查到了给你结论和原文链接，没查到就记下来请人去查。
bot-short-description = 转发消息给我，查一查是不是谣言。

## 群里：加进来的时候
joined-title = 👋 <b>大家好，我是「真的吗」，帮大家看看转来的消息是不是真的。</b>
joined = { $mode ->
    [auto] 平时我不出声；有人转来已经查证过的传言，才回一句。想查哪条消息，就回复它发 /check。
    [reaction] 有人转来已经查证过的传言，我只点个表情，不说话。想知道为什么，或者想查哪条消息，就回复它发 /check。
   *[other] 按管理员的设置，我自己不出声。想查哪条消息，就回复它发 /check。
}
joined-admins = 管理员发 /settings 来调整。管理员自己发的消息我默认不看，想试试，回复一条消息发 /check 就行。
joined-button = ⚙️ 设置
joined-muted = 🙊 我被加进了「{ $title }」，可是那里不让我发消息。请在群的权限里允许成员发消息，或者把我设为管理员（不用给任何权限）。
test-fine = ✅ 自检正常：看得到消息，能回复、点表情、删自己的回复。
test-hears = { $ok ->
    [yes] ✅ 看得到群里的消息
   *[no] ⚠️ 看不到群里的消息，只看得到 /check 和 @我。想让我自己留意，把我设为群管理员就行，权限全关也可以。（还有一个办法，只有装机器人的人能用：找 Telegram 管机器人的官方账号 @BotFather，关掉「Group Privacy」〔群隐私〕，再把我移出群、重新加进来。）
}
test-writes = { $ok ->
    [yes] ✅ 能回复
   *[no] ⚠️ 不能在群里说话。请在群的权限里允许成员发消息，或者把我设为管理员。
}
test-reacts = { $ok ->
    [yes] ✅ 能点表情
   *[no] ⚠️ 不能点表情，「只点表情」就用不了。请在群设置的「回应」里允许表情。
}
test-deletes = { $ok ->
    [yes] ✅ 能删自己的回复（发出后 48 小时内）
   *[no] ⚠️ 不能删自己的回复
}

## 群里：设置面板
panel-title = ⚙️ <b>{ $title }</b>
panel-main = 点一项来改，改了马上生效。只有群管理员能改。
panel-mode =
    <b>我什么时候说话</b>

    <b>自动</b>：有人转来传言，而且确实查到了，才回一句。
    <b>只点表情</b>：不说话，只在那条消息上点个表情；想看结果，回复它发 /check。
    <b>有人问才说</b>：只有 /check 或 @我 的时候才查。
    <b>不出声</b>：从不自己开口，也不点表情。
panel-sense =
    <b>多有把握才自己开口</b>

    <b>谨慎</b>：十分有把握才说，话最少。
    <b>适中</b>：有把握才说。
    <b>积极</b>：比较像就说，话多一些，偶尔会认错。
panel-verdicts =
    <b>查到哪些结论才自己开口</b>

    打 ✅ 的会说，点一下就改。有人来问的时候，什么结论都会说。
panel-topics =
    <b>谈哪些话题</b>

    打 ✅ 的会自己开口，点一下就改。有人来问的时候，什么话题都会说。
panel-cooldown =
    <b>同一条多久不重复</b>

    说过一次，这段时间里就不再说。过后又有人转来，只提醒一句，指到前面的回复。
panel-hourly =
    <b>一小时最多自己开口几次</b>

    有人来问的不算在里面。
panel-quiet =
    <b>安静时段</b>

    这段时间我不自己开口；查到的先留着，早上合成一条说（在「更多」里可以关）。
    群里的时间现在是 { $time }（{ $zone }）。
panel-from = <b>从几点开始安静？</b>
panel-until = <b>安静到几点为止？</b>
panel-zone = <b>群里按哪里的时间？</b>
panel-language =
    <b>我用什么文字说话</b>

    「跟着原文」：消息用什么字，我就用什么字。
panel-stay =
    <b>我的回复留多久</b>

    到时间我会自己删掉。
panel-more =
    <b>更多</b>

    <b>早上汇总</b>：安静时段查到的，早上一条说完。
    <b>每周小结</b>：每周一次，这里转过些什么、查到几条，只有数字，没有名字。
    <b>收集线索</b>：还没人查证过的消息就是线索。我记下来请人去查，不记名字，号码会先涂掉。
    <b>管理员的消息</b>、<b>频道的转发</b>：要不要看管理员发的、关联频道自动转来的消息。
panel-welcome =
    <b>欢迎词</b>

    有新人进群时我说的话。要写一段，或换一段，请<b>回复这条消息</b>，把文字发给我（最多 1,000 字）。
panel-welcome-now = 现在是：
    <i>{ $text }</i>
panel-welcome-long = 欢迎词最多 1,000 字，这一段有 { $count } 字。请写短一点，再回复一次。
panel-welcome-empty = 欢迎词要有文字。请用文字再回复一次。
panel-test = <b>自检：我在这个群里能做什么</b>
panel-list = <b>要设置哪个群？</b>
panel-list-none = 我还不知道你管理哪些群。把我加进群里，或者在群里发一次 /settings，这里就看得到了。
panel-unnamed = 没有名字的群（第 { $number } 个）
panel-button = { $page ->
    [mode] 什么时候说话
    [sense] 多有把握才说
    [verdicts] 结论
    [topics] 话题
    [cooldown] 不重复
    [hourly] 每小时
    [quiet] 安静时段
    [zone] 时间
    [language] 文字
    [stay] 回复
    [welcome] 欢迎词
    [more] 更多
   *[test] 🩺 自检
}
panel-state = { $name }：{ $state }
panel-add = ➕ 把我加进群
panel-back = ◀ 返回
panel-close = ✖ 关闭
panel-groups = ◀ 我管理的群
panel-private = 🔒 在私聊里设置，群里看不到
panel-own-hours = 自己选几点到几点…
panel-saved = ✅ { $name }：{ $state }
panel-admins-only = 只有群管理员能改这些设置。
panel-expired = 这个面板过期了，请再发一次 /settings。
panel-gone = 我已经不在这个群里了。
choice-mode = { $code ->
    [auto] 自动
    [reaction] 只点表情
    [mention] 有人问才说
   *[silent] 不出声
}
choice-sense = { $code ->
    [cautious] 谨慎
    [normal] 适中
   *[eager] 积极
}
choice-cooldown = { $count ->
    [0] 每次都说
    [72] 3 天
    [168] 7 天
    [720] 30 天
   *[other] { $count } 小时
}
choice-hourly = { $count } 次
choice-quiet-none = 没有
choice-stay = { $count ->
    [0] 不删
   *[other] { $count } 小时后删
}
choice-language-auto = 跟着原文
choice-more = { $code ->
    [morning_digest] 早上汇总
    [weekly_digest] 每周小结
    [collect_leads] 收集线索
    [check_admins] 管理员的消息
   *[check_channel] 频道的转发
}
choice-welcome-none = 🗑 不要欢迎词
state-on = { $ok ->
    [yes] 开
   *[no] 关
}
state-verdicts = { $count ->
    [0] 都不说
   *[other] { $count } 种
}
state-topics = { $count ->
    [0] 全部
   *[other] 除去 { $count } 个
}
state-welcome = { $ok ->
    [yes] 有
   *[no] 没有
}
topic = { $code ->
    [animals] 动物
    [crime] 治安
    [disaster] 灾害
    [entertainment] 娱乐
    [environment] 环境
    [epidemic] 疫情
    [finance] 金融
    [food] 食品
    [health] 健康
    [history] 历史
    [law] 法律
    [medicine] 医药
    [policy] 政策
    [safety] 安全
    [scam] 骗局
    [science] 科学
    [society] 社会
    [tech] 科技
   *[other] { $code }
}
zone = { $code ->
    [shanghai] 北京
    [taipei] 台北
    [hong_kong] 香港
    [macau] 澳门
    [singapore] 新加坡
    [kuala_lumpur] 吉隆坡
    [tokyo] 东京
    [sydney] 悉尼
    [london] 伦敦
    [paris] 巴黎
    [new_york] 纽约
   *[los_angeles] 洛杉矶
}
command-settings = 群设置（管理员）

## 群里：一周小结
week-title = 📊 <b>这一周，群里转过的说法</b>
week-looked = 我看过 { $looked } 条消息，有 { $found } 次碰到有人查证过的说法：
week-line = { $verdict } · { $count } 次
    <a href="{ $url }">{ $claim }</a>{ $note }
week-more = 还有别的 { $count } 个说法。
week-foot = 只数次数，不记是谁发的。不想要这份小结，管理员可以在 /settings 里关掉。
