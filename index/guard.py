"""Guard the band `answer`: the opposite of a claim, or the same with another place or number, is not it."""

from __future__ import annotations

from collections.abc import Sequence

from index.places import numbers_in, places_in

_NEGATORS = frozenset("不没未无非")
_MODALS = frozenset("会能可要该得以")
_CONTEXT = (
    3  # characters (2 at the end of a text) behind a negation that make it the negation of the same thing
)
_SHORT = 80  # characters; in a longer text other places and numbers are details


def contradicts(wordings: Sequence[str], text: str) -> bool:
    """Tell whether a text says the opposite of a claim, or the same of another place or number.

    :param wordings: of the claim, normalised; the claim itself first
    :param text: normalised; the sentence of a message that is close to the claim
    """
    if _negates(wordings[0], text):
        return True
    return len(text) <= _SHORT and all(_differs_in_detail(wording, text) for wording in wordings)


def _negates(claim: str, text: str) -> bool:
    # Two negations cancel out; so do one in the claim and one in the text.
    return (_negations_of(text, claim) + _negations_of(claim, text)) % 2 == 1


def _negations_of(text: str, other: str) -> int:
    """:returns: how many negations the text puts into what the other says without"""
    found = 0
    for position, character in enumerate(text):
        if character not in _NEGATORS or not 0 < position < len(text) - 1:
            continue
        before, after = text[position - 1], text[position + 1]
        if before == after or after == "就":  # 会不会, 不就是 … 吗: questions, no negations
            continue
        behind = _behind(text, position + 1)
        bridged = before + after in other and before + character + after not in other
        denied = len(behind) > 1 and _stands_free(behind, other) and not _stands_free(behind, text)
        found += bridged or denied
    return found


def _behind(text: str, position: int) -> str:
    """Return what a negation denies: 不会致癌 and 不可以致癌 deny 致癌."""
    while position < len(text) and text[position] in _MODALS:
        position += 1
    return text[position : position + _CONTEXT]


def _stands_free(words: str, text: str) -> bool:
    """Tell whether words stand somewhere in a text with no negation in the three characters before them."""
    start = text.find(words)
    while start >= 0:
        if _NEGATORS.isdisjoint(text[max(start - 3, 0) : start]):
            return True
        start = text.find(words, start + 1)
    return False


def _differs_in_detail(claim: str, text: str) -> bool:
    return _exchanged(places_in(claim), places_in(text)) or _exchanged(numbers_in(claim), numbers_in(text))


def _exchanged(here: frozenset[str], there: frozenset[str]) -> bool:
    """Tell whether each has what the other lacks: nothing was left out or added, something was exchanged."""
    return bool(here - there) and bool(there - here)
