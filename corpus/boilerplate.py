"""What forwarding adds to a claim: greetings, requests to pass it on, "is it true?", marks of the messenger.

All but the marks is recognised in normalised sentences: each rule is written once, in simplified characters.
"""

import re
from functools import cache

__all__ = ["strip_boilerplate", "without_marks"]

SHORTEST_CLAIM = 4
_LONGEST_TAIL = 80  # characters of "…, is it true?"; a bound keeps the time linear

# A sentence or clause is boilerplate if it is made of these words alone, one of the first kind among them.
_CORE = """
转发 转传 转贴 转帖 转告 转寄 转载 转达 转分享 广传 广为流传 广为传播 扩散 分享 传给 传出去 传下去 传播
告知 通知 告诉 相告 发给 发出去 散播 接龙 收藏 点赞 按赞 让更多人 多救一个 功德无量 看完转 转: 必看
必转 早安 早上好 午安 晚安 晚上好 下午好 中午好 你好 您好 大家好 各位好 哈罗 哈喽 嗨 阿弥陀佛 周末愉快
新年快乐 节日快乐 恭喜发财 万事如意 身体健康 平安喜乐 祝福 祝 感恩 谢谢 感谢 多谢 拜托 真的吗 真的么
真的嘛 真的假的 真的还是假的 真的喔 真的哦 真的?  真假 是真是假 是不是真的 是否属实 属实吗 求证
求证实 求真假 查证 求辟谣 求解 求真相 求核实 核实一下 请问 想问 可信吗 可靠吗 可信度 能信吗 能信不
可以相信吗 谣言吗 谣言么 是不是谣言 谣言还是真的 假的吗 假消息吗 假讯息吗 骗人的吗 有这回事吗 有这种事吗
有没有这回事 帮查 帮忙查 查一下 鉴定一下 怎么看 听说 网传 据说 朋友传的 朋友传来的 朋友传来 刚收到
刚刚收到 群里传的 群组传的 长辈传的 line传的 line传来的 line收到 line群组传的 网路传的 网上传的 紧急通知
重要通知 重要讯息 重要信息 重要消息 非常重要 很重要 十分重要 万分紧急 特急 温馨提示 温馨提醒 好心提醒
友情提醒 提醒大家 敬告大家 大家注意 各位注意 请注意 注意了 注意啦 大家小心 不看后悔 快看 快来看 原文如下
全文如下 如下 网页链接 全文 看全文 展开全文 查看图片 图片评论
"""
_FILLERS = """
请 敬请 恳请 广为 烦请 麻烦 务必 务请 一定要 一定 记得 别忘了 赶快 赶紧 快快 快点 快 马上 立即 立刻 尽快
尽速 尽量 尽可能 紧急 帮忙 帮 协助 踊跃 用力 多多 多 再 也 都 能 可 可以 要 需 需要 并 并且 然后 继续 互相
相互 奔走 大家 各位 诸位 你 您 你们 您们 我们 我 他们 自己 的 地 得 了 吧 啊 喔 哦 噢 唷 哟 呀 啦 哈 呢 吗
么 嘛 耶 咯 罗 唉 一下 一下下 次 出去 下去 给 到 至 让 使 向 对 知道 知晓 得知 明白 看到 看见 看 瞭解 了解
小心 注意 防范 警惕 提防 更多 更多人 多人 人 人们 越多越好 越多人 所有 所有的 每一个 每一位 每个 全部 其他
其它 别的 另外 各 各个 各大 群 群里 群组 群友 微信群 微信 微博 line群 line群组 line 脸书 朋友圈 圈 亲友
亲友们 亲人 亲朋 亲朋好友 亲戚 至亲 好友 友人 朋友 好朋友 们 家人 家里人 家族 家长 同学 同事 同仁 邻居
长辈 父母 爸妈 老人 老人家 小孩 孩子 宝贝 子女 年轻人 身边 周围 周边 周遭 生命中 关心 爱 心爱 珍惜 在乎
重要 和 与 及 以及 跟 或 还有 这 那 这个 那个 这则 这篇 这条 这段 这是 此 此则 此文 讯息 信息 消息 资讯
文章 短信 影片 视频 图片 贴文 帖 内容 喜欢 谢 欢迎 保存 储存 存 功德 无量 做 是 造福 积德 积阴德 救人
救人一命 一命 好 平安 健康 快乐 幸福 愉快 吉祥 如意 顺心 天天 每天 今天 周末 美好 美好的一天 一天 开心
顺利 亲爱的 亲 早 晚 安 朋友们 家人们 有 没有 有人 知 晓 谁 到底 究竟 究 竟 事 件事 个 件 则 篇 条 位 种
说法 传言 会 不会 不要 自私 停止 终止 手上 不管 多忙 为了 上 里 里面 中 在 从 来 来自 自 网路 网络 网上
群众 民众 市民 乡亲 同胞 国人
"""
_EDGE_MARKS = " ,、。.;:!?~·\"'-<>*_=|/()[]…"


_ENGLISH = re.compile(
    r"(?:fwd?|forwarded|forwarded (?:message|as received)|as received|begin forwarded message"
    r"|sent from my \w+(?: \w+)?"
    r"|(?:(?:please|pls|plz|kindly|do) )*(?:forward|share|spread|pass (?:this|it) on|send (?:this|it))"
    r"(?: (?:this|it|to|with|your|all|everyone|everybody|family|friends|and|as|many|people|possible|you|can"
    r"|know|widely|the|word|message|groups?|contacts|loved|ones|on|please))*"
    r"|(?:is|are|was) (?:this|that|it|these)(?: news| message| story)?(?: really)?"
    r" (?:true|real|fake|legit|false|a (?:hoax|scam|rumou?r))(?: or (?:not|fake|false))?"
    r"|true or false|real or fake|fake or real|fact or fiction|really|fake news"
    r"|can (?:anyone|someone|you) (?:verify|confirm|check)(?: this| it)?"
    r"|(?:hi|hello|hey|dear|good (?:morning|evening|afternoon|night))"
    r"(?: (?:all|everyone|everybody|friends|there))?"
    r"|thanks?(?: you)?(?: (?:so much|very much|in advance))?)",
    re.ASCII,
)

_HEAD = re.compile(
    r"(?:请问(?:一下|(?:各位|大家)(?=[,:]))?|我?想请?问(?:一下)?|问一下|求问|求证|求辟谣|听说(?!过)|听讲(?!座)|听闻|据说(?!明书)|据闻|据传|网传"
    r"|(?:网络|网路|网上|群里|群组|坊间|外面|微信|朋友圈|line)(?:上|群组?|里)?(?:最近|现在|都|有人|疯狂|近日)?"
    r"在?(?:流传|疯传|谣传|盛传(?!媒)|狂传|传来?(?![染销输真奇递授媒统单播])|说(?!明))(?:说(?!明)|着|的是)?|谣传|传闻|盛传(?!媒)|疯传"
    r"|有人在?(?:说|传)|有?朋友(?:说|传来|跟我说)"
    r"|我?(?:刚刚?|今天)?(?:收到|看到)(?:[一这][则个篇条]|有人传)?的?(?:(?:讯息|消息|信息|文章|影片|视频)(?:说(?!明)|是|(?=[\s,:~!·.\]\"]))|说(?!明))"
    r"|转发|转传|转贴|转帖|转载|分享|转"
    r"|is it (?:really )?true that|is it true|(?:i )?heard that|fwd?|forwarded|someone said(?: that)?"
    r"|(?:they|people) say(?: that)?)"
    r"(?!的)(?P<mark>[\s,:~!·.\]\"]*)"
)
_NEEDS_MARK = {"转发", "转传", "转贴", "转帖", "转载", "分享", "转", "求证", "fw", "fwd", "forwarded"}
_TAIL = re.compile(
    r"[\s,:;(\"、]*(?:(?<!\w)(?:这|那|此|它)|(?:这|那|此|以上)(?:个|件事|则|条|种|消息|讯息|信息|传言|说法|影片|视频|新闻)+)?"
    r"(?:到底|究竟)?"
    r"(?:是不是真的|是真的还是假的|是真是假|是真的假的|是真的(?=[吗么嘛呢啊\s]|\?)|真的假的|真的(?=[吗么嘛]|\?)"
    r"|真的[喔哦]|真假|是否属实|是否为真|属实吗|是谣言吗|是不是谣言|是假的吗|是假消息吗|是骗人的吗|可信吗|可靠吗"
    r"|能信[吗不]|可以相信吗|有这回事吗|有这种事吗|有没有这回事|求证实?|求辟谣|求真相"
    r"|is (?:it|this|that) (?:true|real|fake)|true or false|real or fake|fake or real)"
    r"[吗么嘛呢啊呀喔哦\s?!.。~)\"]*$"
)
_CLAUSES = re.compile(r"(?<=[,;、:\])!?。])|(?=[\[(])|(?<=[\u3400-\u9fff]{2} )(?=[\u3400-\u9fff]{2})")
_ONLY_POINTS = re.compile(r"(?: |这|那|此|它|他|你|我|说|是|个|的|些|都|会|有|事|件|请问)*")

# Marks of Weibo, LINE and chat exports, in raw text: both scripts are written out.
_MENTION = re.compile(r"(?<![\w.])[@＠][\w\-·]{1,24}(?=[\s@＠,，:：。!！?？、）)】\]]|$)")
_LINE_NAMES = """
shocked wink love happy sad crying cry angry cool sparkle shiny star heart ok no please moon sun cloud
rain thunder cellphone phone mail camera gift cake coffee beer car airplane bomb fire money clock music
note smile laugh tears kiss gasp clap pray cinema meteorite funny dizzy sweat sleepy devil ghost flower
clover tulip rose hearts stars big two broken thumbs up you lips grin tree christmas rainbow party fist
victory siren light bulb pencil point right left
"""
_LINE_CODE = re.compile(rf"\((?:(?:{'|'.join(_LINE_NAMES.split())}|\d)s?!? ?){{1,3}}\)|\([!?]\)", re.ASCII)
_POSTED_BY = re.compile(
    r"(?:(?<=\s)|(?<=[。！？!?#】])|^)L?[^\s。！？!?#】]{1,24}的微博(?:视频|視頻)(?![^\W_])|O?(?:网页链接|網頁鏈接)(?=\s|$)"
)
_HASHTAG = re.compile(r"[#＃]([^#＃\n]{1,40})[#＃]")
_EXPORT_LINE = re.compile(
    r"^[ \t]*\d{4}[./-]\d{1,2}[./-]\d{1,2}[ (（]*(?:星期|周|週|禮拜)?[一二三四五六日天]?[)）]?[ \t]*$"
    r"|^\d{1,2}:\d{2}\t[^\t\n]{1,24}\t|^[>＞ ]+",
    re.MULTILINE,
)


def _words(text: str) -> str:
    return "|".join(
        re.escape(word) for word in sorted(set(text.split()), key=lambda word: (-len(word), word))
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Made of nothing but these words, and: holds a word of the first kind."""
    return re.compile(rf"(?:{_words(_CORE + _FILLERS)}|\W|_)++"), re.compile(_words(_CORE))


def _is_boilerplate(clause: str) -> bool:
    words, core = _patterns()
    if words.fullmatch(clause):
        return core.search(clause) is not None or not clause.strip(_EDGE_MARKS)
    return _ENGLISH.fullmatch(clause.strip(_EDGE_MARKS)) is not None


def without_marks(text: str) -> str:
    """A raw text without the marks of Weibo, LINE and chat exports: mentions, codes of pictures, dates.

    The words of a hashtag stay; a long one is a line of its own, since it states something.
    """
    text = _EXPORT_LINE.sub("", text)
    text = _POSTED_BY.sub(" ", text)
    text = _MENTION.sub(" ", text)
    text = _LINE_CODE.sub(" ", text)
    return _HASHTAG.sub(lambda match: f"\n{match[1]}\n" if len(match[1]) > 8 else match[1], text)


def strip_boilerplate(sentences: list[str]) -> list[str]:
    """The sentences without what forwarding added; those that were nothing else are left out.

    Whole sentences go, and clauses at the beginning and the end of a sentence; so do "I heard that …" before
    a claim and "…, is it true?" after it, if something of at least four characters is left. The inside of a
    sentence is never touched: 喝热柠檬水真的能防癌吗 stays as it is. Sentences of small words alone are none.

    :param sentences: normalised sentences.
    """
    kept = [stripped for sentence in sentences if (stripped := _strip_sentence(sentence))]
    words, _ = _patterns()
    return [] if all(words.fullmatch(sentence) for sentence in kept) else kept


def _strip_sentence(sentence: str) -> str:
    for _ in range(4):  # a greeting before "I heard" before a claim before "true?" before a request
        before = sentence
        sentence = _without_question(_without_edge_clauses(sentence))
        if sentence == before:
            break
    return sentence


def _without_edge_clauses(sentence: str) -> str:
    if _is_boilerplate(sentence):
        return ""
    clauses = [clause for clause in _CLAUSES.split(sentence) if clause]
    first, last = 0, len(clauses)
    while last > first and _is_boilerplate(clauses[last - 1]):
        last -= 1
    while first < last and _is_boilerplate(clauses[first]):
        first += 1
    if first == 0 and last == len(clauses):
        return sentence
    return "".join(clauses[first:last]).strip(" ,、;:")


def _without_question(sentence: str) -> str:
    head = _HEAD.match(sentence)
    if head and (head["mark"].strip() or head[0][: head.start("mark")].strip() not in _NEEDS_MARK):
        rest = sentence[head.end() :]
        if len(rest.strip(_EDGE_MARKS)) >= SHORTEST_CLAIM:
            sentence = rest
    tail = _TAIL.search(sentence, max(0, len(sentence) - _LONGEST_TAIL))
    if tail:
        rest = sentence[: tail.start()]
        if _ONLY_POINTS.fullmatch(rest.strip(_EDGE_MARKS)):
            return ""
        if len(rest.strip(_EDGE_MARKS)) >= SHORTEST_CLAIM:
            sentence = rest
    return sentence
