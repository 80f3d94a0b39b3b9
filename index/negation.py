"""Whether one of two aligned texts denies what the other says."""

from __future__ import annotations

import re

from index.exchange import Alignment, Gap, Stretch
from index.words import widened

_A_NOT_A = re.compile(r"(.)[不没]\1")
_ASKS = re.compile(r"(?:[吗么嘛]|是不是|会不会|能不能)\W{0,3}$|\?\W{0,3}$|^(?:难道|是不是|会不会|是否)")
# Words that hold a negator and deny nothing: 不但, 不少, 无线, 非常 …
NEGATOR = re.compile(
    "不(?![但仅只光管论过断少同久良锈孕明足满适当动就了安幸错愧料禁已如止雅便])|没(?![收落])|未(?![来成婚知])"
    "|无(?![线锡论数聊辜情限名])|非(?![洲常典法农凡])|并非|否(?!则)"
)
_FORBIDDING = re.compile("不(?:要|准|许|得|可以?|能|宜|该|应该?|用|必|再)|[别勿莫]|禁止?|严禁|避免|拒绝")
_ALLOWING = re.compile("可以?|[能会要]|允许|应该?|必须")
# Behind 不能 these say what something is able to do; other verbs are forbidden to somebody.
_ABLE = frozenset("治防杀抗降减消解缓改代致导引使让传预避去清排止保证增提补有是算当")
_LIKE = 0.6
_SHARE = 0.6
_BEHIND = 3  # letters of what is denied that are told
_LONGEST = 5  # units of a stretch that denies; a longer one says something else, too


def without_questions(text: str) -> str:
    """Make of the form of a question that of a statement: 会不会爆炸 is 会爆炸."""
    return _A_NOT_A.sub(r"\1", text)


def asks(text: str) -> bool:
    """Tell whether a normalised text asks: to a question yes and no are the same."""
    return _ASKS.search(text) is not None or _A_NOT_A.search(text) is not None


def denial(alignment: Alignment) -> tuple[str, str] | None:
    """Find where one text denies what the other says; two denials cancel out.

    :returns: what the first says, and what the second says; None when they agree
    """
    if alignment.share < _SHARE:
        return None
    denials = [
        gap
        for gap in alignment.gaps
        if gap.behind not in {"", "|"} and alignment.likeness(gap) >= _LIKE and _denies(gap)
    ]
    return _told(denials[0]) if len(denials) % 2 else None


def _denies(gap: Gap) -> bool:
    # A denial may begin a sentence of its own: "…, it does not kill".
    if "|" in gap.ours.units[1:] + gap.theirs.units[1:]:
        return False
    if max(len(gap.ours.units), len(gap.theirs.units)) > _LONGEST:
        return False
    ours, theirs = _negators(gap.ours), _negators(gap.theirs)
    if (ours + theirs) % 2 == 0:
        return False
    denying, other = (gap.ours, gap.theirs) if ours else (gap.theirs, gap.ours)
    if _FORBIDDING.search(denying.words) is None or _ALLOWING.search(other.words):
        return True
    # "Do not drink it" and "drinking it kills" agree; "does not cure" and "cures" do not.
    return gap.behind in _ABLE


def _negators(stretch: Stretch) -> int:
    """:returns: how many of a stretch deny; what follows it in its text tells 不就 from 不是"""
    return sum(stretch.start <= found.start() < stretch.end for found in NEGATOR.finditer(stretch.text))


def _told(gap: Gap) -> tuple[str, str]:
    """Both stretches with a few letters behind, so that one reads what is denied: 不会致癌 and 会致癌."""
    ours, theirs = (
        widened(stretch.text, stretch.start, min(stretch.end + _BEHIND, len(stretch.text)))
        for stretch in (gap.ours, gap.theirs)
    )
    return ours, theirs
