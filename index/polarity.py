"""Whether a statement says yes where a claim says no, though it says little of what the claim says.

`index/negation.py` needs two texts that are laid beside each other letter by letter. Here a statement may be
a few words of a long claim: 超市没有停业 beside 北京所有超市和菜市场要停业一星期.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.exchange import units_of
from index.meanings import says_nothing
from index.negation import NEGATOR
from index.words import widened

_CLAUSE = re.compile(r"[^,;:!?。~\s|]+")
# To prevent something is to say that it will not be.
_AVERTS = re.compile("预防|防止|防治|避免|杜绝|阻止|远离|免于|免受|避开|摆脱|告别|免收|废除|取消|停止|[防抗]")
_MAY_NOT = "不(?:可以?|能(?!不)|得(?!不)|准|许|宜|要|该|应该?)|[别勿莫忌](?!人)|切忌|禁止?|严禁|拒绝|避免"
_FORBIDS = re.compile(_MAY_NOT)
# Behind 可以 these say what something is able to do; other verbs are what somebody may do.
_ABLE = (
    "[治防杀抗降减消解缓改代替导引使让传预去清排止保证增提补算当救驱延促测判辨缩节省达变成]"
    "|有(?!人)|是|看出|看到|帮助|起到|对|把|避"
)
_MAY = re.compile(
    rf"(?<!不)(?<!才)(?<!还)(?:可以(?!不)|允许|能(?=[吃喝用放加一同配装带坐])|(?:没|无)(?:有)?(?:问题|妨|害|毒)|没事|放心)(?!{_ABLE})"
)
_HARMS = re.compile(
    "中毒|有毒|剧毒|致癌|致命|致死|害人|伤(?:身|肝|肾|胃|害|眼|脑)|有害|危险|丧命|没命|送命|出人命|会死|猝死|身亡"
    "|(?:会|就|将|能)得|得(?:\\w{0,3})[癌病]|爆炸|起火|结石|感染|受伤|骗|陷阱|留疤|失明|不孕|拉肚子|过敏|癌"
)
_IN_VAIN = re.compile(
    "(?:没有?|无)(?:什么|任何|啥|多大)?(?:用(?!过|的)|效(?!期)|疗效|效果|作用|好处|功效|帮助)|不(?:管用|起作用|见效|奏效)"
)
_PURPOSE = re.compile("(?:想|为了|如果|若|要是|除非|只要|只有|万一|怕|担心|防止|避免)")
_ASKS = re.compile(r"[吗嘛](?!\w)|\?|不$|是不是|是否|能否|可否|要不要|难道|哪|什么样|真假")
_CONDITION = re.compile(r"就|则(?!是)|一律|便|才|[^,]{0,6}的(?=\w)|[^,]{0,4}、")
_RESULT = re.compile("[见找看听得收拿买说想做走睡]$")
_COULD_NOT = re.compile("([治防杀打挡排抗洗除退降赶救])不(?:[好住死败掉了走愈到]|干净|出)")
_LARGER = "好高多强重大快久长贵严优"
_SMALLER = "差低少弱轻小慢短便坏劣"
_THAN = re.compile(
    rf"(?P<not>不|没有?)?比(?P<other>[^比]{{1,12}}?)(?:更加?|还要?|要)?(?P<how>[{_LARGER}{_SMALLER}])"
)
_LESS = re.compile(
    "(?:远|还|并|都)?(?:不如|比不上|不及|逊于|低于|少于|小于|差于|弱于|没有(?=\\w{1,12}(?:那么|这么|[高多强重])))(?P<other>\\w{1,12})"
)
_MORE = re.compile("(?:高于|优于|胜过|超过|多于|大于|强于|好过|重于|高过)(?P<other>\\w{1,12})")

_GOVERNED = 8  # characters behind a negator that it denies
_BEFORE = 14  # characters before a word in which its negators stand


@dataclass(frozen=True, slots=True)
class _No:
    """A negator at `start:end` of a text and what it governs."""

    start: int
    end: int
    governed: str
    head: str


def contradiction(wording: str, statement: str, covered: float) -> tuple[str, str] | None:
    """Find where a statement denies what a claim says, allows what it forbids, or turns its comparison round.

    :param wording: of the claim, normalised
    :param statement: normalised
    :param covered: least share of what the statement names that the claim must have, 0 to 1
    :returns: what the claim says, and what the statement says; None when they may agree, and
        when either asks
    """
    if _ASKS.search(statement) or _ASKS.search(wording) or coverage(statement, wording) < covered:
        return None
    return (
        _compares_otherwise(wording, statement)
        or _permits_otherwise(wording, statement)
        or _in_vain(wording, statement)
        or _denies(wording, statement)
        or _swapped(_denies(statement, wording, bare=True))
    )


def _swapped(pair: tuple[str, str] | None) -> tuple[str, str] | None:
    return pair and pair[::-1]


def coverage(statement: str, wording: str) -> float:
    """Measure what a short statement and a claim are about; negators, particles and marks do not count.

    :returns: how much of what a statement names the claim has, too; 0 to 1"""
    letters = [unit.key for unit in units_of(NEGATOR.sub("", statement)) if unit.key != "|"]
    said = [key for key in letters if not says_nothing(key)]
    known = {unit.key for unit in units_of(wording)}
    return sum(key in known for key in said) / len(said) if said else 0.0


def _in_vain(wording: str, statement: str) -> tuple[str, str] | None:
    found = _IN_VAIN.search(statement)
    if (
        found is None
        or len(_CLAUSE.findall(statement)) > 2
        or _IN_VAIN.search(wording)
        or _HARMS.search(wording)
        or _COULD_NOT.search(wording)
    ):
        return None
    clause = _CLAUSE.search(wording)
    return clause[0] if clause else wording, found[0]


def _permits_otherwise(wording: str, statement: str) -> tuple[str, str] | None:
    for ours, theirs, back in ((wording, statement, False), (statement, wording, True)):
        may = _MAY.search(theirs)
        if may is None or _FORBIDS.search(theirs) or _MAY.search(ours):
            continue
        if not back and any(
            not _negated(theirs, found.start()) for found in _HARMS.finditer(theirs, may.end())
        ):
            continue
        forbids = _FORBIDS.search(ours)
        harms = next((found for found in _HARMS.finditer(ours) if not _negated(ours, found.start())), None)
        found = forbids or (harms if not back else None)
        if back and found and ours[found.end() : found.end() + 1] not in theirs:
            continue
        if found:
            pair = _told(ours, found.start(), found.end() + 3), _told(theirs, may.start(), may.end() + 3)
            return pair[::-1] if back else pair
    return None


def _negated(text: str, place: int) -> bool:
    """Tell whether what stands at a place of a text is denied, by the negators before it in its clause."""
    start = max((found.end() for found in re.finditer(r"[,;:!?。~\s|]", text[:place])), default=0)
    before = text[max(start, place - _BEFORE) : place]
    noes = len(NEGATOR.findall(before)) + len(_AVERTS.findall(before))
    return noes % 2 == 1


def _noes(text: str) -> Iterator[_No]:
    for clause in _CLAUSE.finditer(text):
        for found in NEGATOR.finditer(text, clause.start(), clause.end()):
            if _PURPOSE.search(text, clause.start(), found.start()):
                continue
            forbids = _FORBIDS.match(text, found.start())
            if forbids and not re.match(_ABLE, text[forbids.end() :]):
                continue
            if found[0] == "不" and re.match("到[\\d一二三四五六七八九十百半]", text[found.end() :]):
                continue
            if found[0] == "不" and _RESULT.search(text, 0, found.start()):
                continue
            if _CONDITION.match(text, found.end() + 1) or "就" in text[found.end() : clause.end()]:
                continue
            rest = text[found.end() : clause.end()]
            governed = _FILLER.sub("", rest)[:_GOVERNED]
            if len(governed) >= 2:
                yield _No(found.start(), found.end(), governed, governed[:2])


_FILLER = re.compile(
    "^(?:有|会|能|是|要|再|被|把|让|使|必|需|用|得|用|在|到|的|了|过|人|一定|任何|什么|真的)*"
)


def _denies(wording: str, statement: str, *, bare: bool = False) -> tuple[str, str] | None:
    if bare and NEGATOR.search(wording):
        return None
    for no in _noes(statement):
        place = wording.find(no.head)
        if place < 0:
            pairs = [no.governed[at : at + 2] for at in range(len(no.governed) - 1)]
            known = [pair for pair in pairs if pair in wording]
            if len(known) < max(2, 0.5 * len(pairs)):
                continue
            place = wording.find(known[0])
        if _negated(wording, place) or _COULD_NOT.search(wording) or _FORBIDS.search(wording):
            continue
        head_at = statement.find(no.governed, no.end)
        if not _negated(statement, head_at if head_at >= 0 else no.end):
            continue
        return _told(wording, place - 1, place + 3), _told(statement, no.start, no.end + 4)
    if not bare:
        for found in _COULD_NOT.finditer(statement):
            place = wording.find(found[1])
            if place >= 0 and not _COULD_NOT.search(wording) and not _plainly_not(wording, place):
                return _told(wording, place - 1, place + 3), found[0]
    return None


def _told(text: str, start: int, end: int) -> str:
    return widened(text, max(start, 0), min(end, len(text)))


def _plainly_not(text: str, place: int) -> bool:
    return NEGATOR.search(text, max(0, place - 4), place) is not None


def _compares_otherwise(wording: str, statement: str) -> tuple[str, str] | None:
    ours, theirs = _comparison(wording), _comparison(statement)
    if ours is None or theirs is None:
        return None
    (sign, one, other, words), (their_sign, their_one, their_other, their_words) = ours, theirs
    crossed = _common(other, their_one) > _common(other, their_other) and _common(their_other, one) > _common(
        their_other, other
    )
    if not crossed and not _common(other, their_other):
        return None
    return None if (sign == their_sign) is not crossed else (words, their_words)


def _comparison(text: str) -> tuple[int, str, str, str] | None:
    if found := _THAN.search(text):
        sign = 1 if found["how"] in _LARGER else -1
        return (-sign if found["not"] else sign), text[: found.start()], found["other"], found[0]
    if found := _LESS.search(text):
        return -1, text[: found.start()], found["other"], found[0]
    if found := _MORE.search(text):
        return 1, text[: found.start()], found["other"], found[0]
    return None


def _common(one: str, other: str) -> int:
    pairs = {one[at : at + 2] for at in range(len(one) - 1)} or {one}
    return sum(pair in other for pair in pairs)
