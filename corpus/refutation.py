"""The marks of a debunk: whether a message says itself that a claim is false."""

import re

__all__ = ["is_refutation"]

# All patterns read normalised sentences: simplified, half-width marks, lower case, brackets as [ ].
_HEAD = re.compile(
    r"\W{0,4}(?:\[(?:\w{0,4}(?:辟谣|澄清|查证|查核|谣言|破解|打假|粉碎)\w{0,3}|(?:部分)?错误|易误解|误导|事实厘清"
    r"|证据不足|假(?:消息|讯息|信息|新闻|的|图片?|影片|视频|照片?)|不实\w{0,2}|fact ?check)\]"
    r"|(?:官方|权威|紧急|网警|警方)?(?:辟谣|澄清|事实查核|查核结果|假消息|假讯息|不实讯息|不实信息|不实消息"
    r"|不实谣言|网路谣言|网络谣言|谣言)[:!|])"
)
_FALSE_THING = "(?:谣言|谣传|假消息|假讯息|假新闻|不实讯息|不实信息|不实消息|虚假信息|虚假消息|恶作剧|误传)"
_STATED = re.compile(
    r"(?:是|系|属|属于|为|纯属|皆为|均为|证实是)"
    r"(?:一?[个则条种]|网络|网路|不实|典型|旧|老|假|的|病毒式\w{0,8}|\w{0,2}国际版){0,4}"
    + _FALSE_THING
    + r"|纯属(?:虚构|捏造|子虚乌有|造谣)"
    r"|(?<!求)(?:已|已经|早已|早就|官方|警方|出面|紧急|回应)(?:被|经|\w{0,4}予以)?(?:辟谣|澄清)"
    r"|(?:证实|查证|经查|确认|消息|讯息|信息|传言|视频|影片|图片|照片|这些?)\W{0,3}(?:是|为|都是|全是|通通是)假的"
    r"|谣言\W{0,3}(?:大家|请)?(?:别|不要|勿)再?转?传"
    r"|(?:勿|不要|别|不)(?:相信|听信|传播|轻信)\w{0,4}(?:谣言|不实)"
    r"|(?:网传|流传|传言)\w{2,40}(?:不实|不属实)"
    r"|(?:回应|通报|查证|核实|求证|表示|澄清)\W{0,3}(?:\w{0,6}(?:系|为|是|属|内容|消息|信息|讯息))?(?:不实|不属实)"
    r"|(?:没有|毫无|并无|缺乏|没)(?:任何)?(?:科学|医学|事实)(?:上的?)?(?:依据|根据|证据)"
    r"|fact[ -]?check\W{1,3}(?:false|fake|misleading)"
    r"|(?:this|it|that|which) (?:is|was) (?:an? )?(?:fake|false|hoax|rumou?r)\b|\bdebunked\b"
)
_DOUBTED_BEFORE = re.compile(
    r"(?:以为|不是|不|并非|是否|如果|若|假如|难道|怀疑|别说|谁说|还说|当成|当作|被说|说成|被指|被当|认为|说这|说|能否"
    r"|到底|看起来|应该|好像|感觉|可能|疑似|似乎|觉得|大概|[那哪]个|帮我|坐?等|期待|称[为作]|叫做|号称"
    r"|not |never )\W?\w{0,3}$"
)
# "What they called a rumor has come true": the message defends the claim.
_AFTER_ALL = re.compile(r"成真|(?<![不非])(?:都|全|竟|居然|果然|其实)是真的")
_ASKED_AFTER = re.compile(r"\W*(?:吗|么|嘛|还是|或者?|\?)")
_ASKS = re.compile(r"[吗么嘛]\W*$|\?\W*$|还是(?:真|假)")
_END = 40  # characters at the end of a sentence that tell whether it asks
_FALSE_AT_THE_END = re.compile(
    r"\W*(?:这是|都是|是)?(?:假的|谣言|造谣|假消息|fake|false)[啦了喔哦的]?[!。.~\s)]*"
)


def is_refutation(sentences: list[str]) -> bool:
    """Whether a message says itself that a claim is false: a debunk passed on, no claim and no question.

    Precision comes first: a message that only mentions rumors, doubts them or asks about them is none.

    :param sentences: normalised sentences of the message, in order.
    """
    if any(_AFTER_ALL.search(sentence) for sentence in sentences):
        return False
    for position, sentence in enumerate(sentences):
        if _ASKS.search(sentence, max(0, len(sentence) - _END)):
            continue
        if position < 2 and _HEAD.match(sentence):
            return True
        if any(_is_stated(sentence, found) for found in _STATED.finditer(sentence)):
            return True
    return len(sentences) > 1 and _FALSE_AT_THE_END.fullmatch(sentences[-1]) is not None


def _is_stated(sentence: str, found: re.Match[str]) -> bool:
    before = sentence[max(0, found.start() - 12) : found.start()]
    return not _DOUBTED_BEFORE.search(before) and not _ASKED_AFTER.match(sentence, found.end())
