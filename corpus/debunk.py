"""One published fact-check: the claim, the verdict on it, and where it was published."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from corpus.links import canonical_url, find_links
from corpus.text import normalise, read_text

__all__ = ["Debunk", "Verdict"]

SHORTEST_CLAIM = 4
LONGEST_CLAIM = 2_000


class Verdict(StrEnum):
    """What a fact-check found about a claim."""

    FALSE = "false"
    MISLEADING = "misleading"
    UNPROVEN = "unproven"
    TRUE = "true"
    OUTDATED = "outdated"
    SCAM = "scam"


# Normalised sentences of pages that are no claim: they resemble every message a little and answer none.
# A run of marks is never given back: else a megabyte of them would take the square of its time.
_NO_CLAIM = re.compile(
    r"\W*+(?:"
    r"(?:error|错误|http)?\W*+(?:40[0134]|50[0234])\W*+(?:错误|error)?\W*+(?:not found|page not found"
    r"|forbidden|bad gateway|internal server error|service unavailable|页面不存在|找不到网?页面?)?"
    r"|(?:page|file|content) not found|not found|access denied|forbidden|untitled|undefined|none|null|example"
    r"|just a moment|attention required|are you a (?:human|robot)"
    r"|(?:please )?(?:enable|turn on) javascript.{0,60}"
    r"|(?:please )?(?:log|sign) ?(?:in|up|into).{0,40}|login|register|home ?page|index|loading"
    r"|(?:对不起|很?抱歉)?\W*+[您你]?[所要]?(?:访问|查看|浏览|查找|寻找|请求)?的?(?:这个|该|此)?"
    r"(?:页面|网页|内容|文章|链接|连结|信息|网站|影片|视频)(?:已经?|并|暂时|目前)?(?:不存在|找不[到着]|没有找到"
    r"|无法(?:显示|访问|打开|找到|查看)|被?(?:发布者|作者)?(?:删除|移除)|失效|下架|过期|走丢了?|飞走了?"
    r"|因违规无法查看)(?:或\w{1,8})?"
    r"|(?:对不起|很?抱歉)?\W*+找不到(?:符合\w{0,6})?(?:页面|网页|内容|文章)"
    r"|(?:请|您?需要)?先?(?:登录|登入|注册)(?:/?(?:登录|登入|注册|facebook|帐号|会员|后查看|后继续|以继续"
    r"|网站|系统|页面|微博|知乎|后)){0,4}"
    r"|首页|主页|目录|正在加载|加载中|载入中|无标题|暂无(?:内容|标题)|点击查看(?:更多|详情)?|阅读全文"
    r"|请?输?入?验证码|安全验证"
    r")\W*+"
)
# Names under which fact-checks are published: alone they are no claim.
_PUBLISHERS = """
MyGoPen|這是假消息, MyGoPen, 這是假消息, 腾讯新闻较真, 较真, 较真平台, 腾讯较真, 腾讯新闻,
台灣事實查核中心, 事實查核中心, 蘭姆酒吐司, Rumor & Truth, 中国互联网联合辟谣平台, 今日头条, 头条, 果壳,
果壳网, 果壳流言百科, 流言百科, 丁香医生, 丁香园, Cofacts, Cofacts 真的假的, 真的假的, 美玉姨,
AFP 事實查核, 法新社事实查核, Fact Check Lab, 新浪微博, 微博, 微信公众平台, 百度, 知乎, YouTube,
Facebook, Google, LINE, LINE TODAY, 蘋果新聞網, 自由時報, 聯合新聞網, ETtoday新聞雲, 中時電子報, 人民网,
新华网, 央视新闻, 澎湃新闻, 网易新闻, 搜狐, 搜狐新闻, 新浪新闻, Yahoo奇摩, Yahoo奇摩新聞, 闢謠, 辟谣,
辟谣平台, 谣言
"""
_SITE_NAMES = frozenset(normalise(name) for name in _PUBLISHERS.split(","))
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_DATE = re.compile(r"(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", re.ASCII)
_SLUG = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}){0,2}", re.ASCII)


def _searchable(text: str) -> str:
    """A text that is a claim; raises ValueError if it would match everything or nothing."""
    _storable(text)
    normalised = normalise(text)
    links = find_links(text)
    if links and not read_text(text).body.strip(".,:;!?'\"()[]<>-· "):
        raise ValueError("a text that can be searched, not a link alone")
    if sum(character.isalnum() for character in normalised) < SHORTEST_CLAIM:
        raise ValueError(f"at least {SHORTEST_CLAIM} letters or digits")
    if _NO_CLAIM.fullmatch(normalised):
        raise ValueError("a claim, not the text of an error or login page")
    if normalised.strip(" .!|-") in _SITE_NAMES:
        raise ValueError("a claim, not the name of a site")
    if "." in text and " " not in text.strip() and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+/?", normalised):
        raise ValueError("a text that can be searched, not the address of a site")
    return text


def _storable(text: str) -> str:
    if _NOT_STORABLE.search(text):
        raise ValueError("a text without lone surrogates and NUL")
    return text


def _calendar(text: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD, also from 2020-1-5 and 2020/1/5; raises ValueError for any other text."""
    if not text:
        return text
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("YYYY, YYYY-MM, YYYY-MM-DD or nothing")
    year, month, day = match[1], match[3], match[4]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError("a day of the calendar") from None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part is not None)])


def _web_address(text: str) -> str:
    _storable(text)
    if (
        not re.match(r"https?://[^\s/?#]*[^\s/?#.:@]", text)
        or re.search(r"\s", text)
        or "." not in canonical_url(text)
    ):
        raise ValueError("an address that begins with http:// or https:// and names a site")
    return text


def _shape(pattern: re.Pattern[str], expected: str) -> AfterValidator:
    def check(text: str) -> str:
        if text and not pattern.fullmatch(text):
            raise ValueError(expected)
        return text

    return AfterValidator(check)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


_Text = Annotated[str, BeforeValidator(_stripped), AfterValidator(_storable)]
_Claim = Annotated[
    str, Field(max_length=LONGEST_CLAIM), BeforeValidator(_stripped), AfterValidator(_searchable)
]


class Debunk(BaseModel):
    """One published fact-check, as schema.org's ClaimReview has it.

    :param id: unique in a corpus; 1 to 200 printable characters without white space.
    :param claim: the statement that goes round, as one sentence that can be searched.
    :param summary: what is true instead; "" if the publisher's page must be read for it.
    :param variants: the claim in other words, as people forward and ask it.
    :param url: where the fact-check can be read; http or https.
    :param published: YYYY, YYYY-MM or YYYY-MM-DD, or "" if it is not known.
    :param lang: the language of the texts, as in BCP 47: ``zh-Hant``.
    :param topic: one lower-case word: ``health``; or "".
    :param region: the place that the claim is about or goes round in, as in ISO 3166: ``CN-SH``; or "".
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[
        str, Field(min_length=1, max_length=200, pattern=r"^[^\s\x00-\x1f\x7f]+$"), AfterValidator(_storable)
    ]
    claim: _Claim
    verdict: Annotated[Verdict, Field(strict=False)]
    summary: Annotated[_Text, Field(max_length=10_000)] = ""
    variants: Annotated[tuple[_Claim, ...], Field(max_length=50, strict=False)] = ()
    url: Annotated[str, Field(max_length=2_048), BeforeValidator(_stripped), AfterValidator(_web_address)]
    publisher: Annotated[_Text, Field(min_length=1, max_length=200)]
    published: Annotated[str, BeforeValidator(_stripped), AfterValidator(_calendar)] = ""
    lang: Annotated[str, Field(min_length=2), _shape(_LANGUAGE, "a language as in zh-Hans, zh-Hant or en")]
    topic: Annotated[str, _shape(_SLUG, "one lower-case word, or nothing")] = ""
    region: Annotated[str, _shape(_REGION, "a region as in TW or CN-SH, or nothing")] = ""

    @classmethod
    def of_sound_fields(cls, fields: Mapping[str, Any]) -> "Debunk":
        """Make a debunk of fields as JSON has them, in a tenth of the time: nothing is looked at.

        :param fields: of which the same was made with validation before
        """
        verdict, variants = Verdict(fields["verdict"]), tuple(fields.get("variants", ()))
        return cls.model_construct(_FIELDS, **{**fields, "verdict": verdict, "variants": variants})

    @model_validator(mode="after")
    def _claim_is_not_its_publisher(self) -> Self:
        name = normalise(self.publisher)
        for text in (self.claim, *self.variants):
            if normalise(text).strip(" .!|-") == name:
                raise ValueError("a claim, not the name of its publisher")
        return self


_FIELDS = set(Debunk.model_fields)  # one for all debunks that are made of sound fields
