"""Claims with one thing changed: what must not be answered as the claim, and what still must be.

They measure the guard (`zhendema index altered`), test it, and serve as negatives for the decision.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from corpus.debunk import Debunk
from corpus.scripts import fold_character, script_of
from index.altered_changes import (
    Change,
    compare,
    exchange,
    negate,
    oppose,
    other_date,
    other_han_number,
    other_number,
    other_year,
    permit,
    reword,
    spell_number,
)
from index.altered_words import AFTER, BEFORE, DISEASES, DRUGS, FOODS, PERSONS, PLACES
from index.forwarding import GREETINGS, TAILS
from index.negation import asks


class Kind(StrEnum):
    """What was changed in a claim; the last five leave its meaning what it was."""

    NEGATION = "negation"
    PLACE = "place"
    NUMBER = "number"
    HAN_NUMBER = "han number"
    DATE = "date"
    YEAR = "year"
    FOOD = "food"
    DRUG = "drug"
    DISEASE = "disease"
    PERSON = "person"
    OPPOSITE = "opposite word"
    MODALITY = "modality"
    """What may, must or must not be done."""
    COMPARISON = "comparison"
    """The other one of two is said to be better, larger, stronger."""
    ELSEWHERE = "place in front"
    """Another place, and not where the claim has its own."""
    SYNONYM = "synonym"
    NUMERAL = "numeral"
    """The same number, in Chinese characters instead of digits."""
    SCRIPT = "other script"
    QUESTION = "question"
    GREETING = "greeting"


SAME = frozenset((Kind.SYNONYM, Kind.NUMERAL, Kind.SCRIPT, Kind.QUESTION, Kind.GREETING))
"""Kinds that leave the meaning what it was: controls, which must still be answered."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim of the corpus with one thing changed."""

    text: str
    """In the script of the claim, but for `Kind.SCRIPT`."""
    kind: Kind
    debunk_id: str
    """Of the debunk whose claim it was."""
    same: bool
    """It still means what the claim means."""


def altered_claims(debunks: Iterable[Debunk], seed: int, most: int | None = None) -> list[Altered]:
    """Alter each claim in every way that it allows, once a kind.

    The same debunks, in the same order, and the same seed give the same list.

    :param most: of a kind; more are drawn from at random
    :returns: by kind, in the order of `Kind`; never a text equal to its claim
    """
    by_kind: dict[Kind, list[Altered]] = {kind: [] for kind in Kind}
    for debunk in debunks:
        for kind in Kind:
            # Its own generator for each claim and kind: one more debunk changes no other's alterations.
            chance = random.Random(f"{seed}:{kind}:{debunk.id}")  # noqa: S311 - a benchmark, no secret
            text = alter(debunk.claim, kind, chance)
            if text is not None:
                by_kind[kind].append(Altered(text, kind, debunk.id, kind in SAME))
    found: list[Altered] = []
    for kind, altered in by_kind.items():
        if most is not None and len(altered) > most:
            altered = random.Random(f"{seed}:{kind}").sample(altered, most)  # noqa: S311
        found += altered
    return found


def alter(claim: str, kind: Kind, chance: random.Random) -> str | None:
    """Change one thing of a claim.

    :returns: None when the claim has nothing of that kind
    """
    whole = _WHOLE.get(kind)
    if whole is not None:
        text = whole(claim, chance)
    else:
        before, words, behind = _changed(claim, kind, chance)
        text = before + words + behind
    return text if text != claim else None


def _changed(claim: str, kind: Kind, chance: random.Random) -> tuple[str, str, str]:
    """:returns: what stays before a change, what is put there, and what stays behind; the claim alone where
    it has nothing of that kind
    """
    # Characters are folded one by one, so that a place in the folded claim is one in the claim.
    changes = list(_CHANGES[kind](_folded(claim), chance))
    if not changes:
        return claim, "", ""
    change = chance.choice(changes)
    return claim[: change.start], _in_script(change.words, claim), claim[change.end :]


# A claim is altered in each of its ways before the next one is.
@lru_cache(maxsize=64)
def _folded(claim: str) -> str:
    return "".join(fold_character(character) for character in claim).lower()


_CHANGES: dict[Kind, Callable[[str, random.Random], Iterator[Change]]] = {
    Kind.NEGATION: negate,
    Kind.PLACE: exchange(PLACES),
    Kind.NUMBER: other_number,
    Kind.HAN_NUMBER: other_han_number,
    Kind.DATE: other_date,
    Kind.YEAR: other_year,
    Kind.FOOD: exchange(FOODS),
    Kind.DRUG: exchange(DRUGS),
    Kind.DISEASE: exchange(DISEASES),
    Kind.PERSON: exchange(PERSONS),
    Kind.OPPOSITE: oppose,
    Kind.MODALITY: permit,
    Kind.COMPARISON: compare,
    Kind.SYNONYM: reword,
    Kind.NUMERAL: spell_number,
}


# Who asks whether the opposite is true asks whether the claim is.
_STATED_TAILS = tuple(tail for tail in TAILS if not asks(tail))


def in_longer(altered: Altered, seed: int) -> str:
    """Put an altered claim inside a longer message: greeting and news before it, news and a plea behind it.

    :returns: in the script of the claim; equal seeds give equal messages
    """
    chance = random.Random(f"{seed}:{altered.kind}:{altered.debunk_id}")  # noqa: S311
    claim = altered.text.rstrip("。.；;，,")
    end = "" if claim.endswith(("？", "?", "！", "!")) else "。"
    before, after = f"{chance.choice(GREETINGS)}！{chance.choice(BEFORE)}", chance.choice(AFTER)
    plea = chance.choice(_STATED_TAILS)
    return _in_script(before, altered.text) + claim + end + _in_script(f"{after}{plea}", altered.text)


def _switch_script(claim: str, _: random.Random) -> str:
    return _convert("t2s" if script_of(claim) == "Hant" else "s2tw", claim)


def _elsewhere(claim: str, chance: random.Random) -> str:
    before, place, behind = _changed(claim, Kind.PLACE, chance)
    return f"在{place}，{before}{behind}" if place else claim


def _ask(claim: str, chance: random.Random) -> str:
    bare = claim.rstrip("。！!？?.,，;；")
    front = _in_script(chance.choice(("", "", "请问", "听说", "群里说")), claim)
    end = _in_script(
        chance.choice(("是真的吗？", "，真的假的", "吗？", "？", "，这是真的吗", "，可信吗？")), claim
    )
    return f"{front}{bare}{end}"


def _greet(claim: str, chance: random.Random) -> str:
    greeting, tail = chance.choice(GREETINGS), chance.choice(TAILS)
    return f"{_in_script(greeting, claim)}！{claim}{_in_script(tail, claim)}"


_WHOLE: dict[Kind, Callable[[str, random.Random], str]] = {
    Kind.ELSEWHERE: _elsewhere,
    Kind.SCRIPT: _switch_script,
    Kind.QUESTION: _ask,
    Kind.GREETING: _greet,
}


def _in_script(words: str, claim: str) -> str:
    """Write simplified words in the script of a claim."""
    return _convert("s2tw", words) if script_of(claim) == "Hant" else words


def _convert(scheme: str, text: str) -> str:
    return str(_converter(scheme).convert(text))


@cache
def _converter(scheme: str) -> Any:
    from opencc import OpenCC  # 10 ms to load, which nothing but altering has to pay

    return OpenCC(scheme)
