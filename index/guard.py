"""Guard the band `answer`: the opposite of a claim, or the same of another place, food or day, is not it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import dates_in, other_date
from index.encoder import Encoder
from index.exchange import Alignment, Gap, align, reaches, whole_words
from index.meanings import alike, are_of_a_kind, names_a_thing, opposed, says_nothing
from index.negation import asks, denial, without_questions
from index.places import PLACES, other_place
from index.polarity import contradiction, coverage
from index.statement import nearest_part
from index.terms import terms_of
from index.words import is_word

_CERTAIN = (0.65, 0.55)
"""Likeness and balance from which another number, place or an opposite counts."""
_NAMED = (0.75, 0.72)
"""From which another name of a thing counts: without a list of all names, the rest must be the same."""
_CERTAIN_IN_A_PART, _NAMED_IN_A_PART = (0.75, 0.7), (0.9, 0.85)
"""The same for a part that was cut from a longer text to fit the claim."""
_COVERED, _COVERED_OF_A_PART = 0.6, 0.8  # share of what a statement names that the claim has
_SAME_WORDS = 0.9  # equal share from which the nearest wording alone decides what is denied
_SHORT = 40  # characters of a message that says one thing
_SHORTEST_REST = 6  # letters that a few words of a claim have in common with it
_LEAST_BALANCE = 0.4
_MEANS_THE_SAME = 0.6  # relative cosine of two words
_LENGTHS_APART = 3  # characters that two names may differ in length
_ID = 7  # digits from which a number counts nothing but names something, such as a telephone
_LATIN = re.compile("[a-z]+")
_PARTICLES = re.compile("(?<=.)[了着过]?的(?!士)")  # not 过, 地 or 得 alone: they begin words (过山车, 地铁)


class Guard:
    """Finds what a message says otherwise than the claim that its words resemble."""

    def __init__(self, encoder: Encoder, background: float) -> None:
        """:param background: mean cosine of two claims picked at random"""
        self._encoder = encoder
        self._background = background

    def difference(
        self, wordings: Sequence[str], text: str, *, refutes: bool = False, asked: bool = False
    ) -> tuple[str, str] | None:
        """Compare a text with the wording of a claim that is nearest to it.

        :param wordings: of the claim, normalised; at least one
        :param text: normalised; the sentence of a message that is close to the claim
        :param refutes: the message denies the claim itself, so that a denial is no difference
        :param asked: the message asks whether the text is true, which is to ask whether it is not
        :returns: what the text says, and what the claim says instead; None when nothing speaks against their
            being the same claim
        """
        if text in wordings:
            return None
        agrees = refutes or ((asked or asks(text)) and not asks(wordings[0]))
        for part in dict.fromkeys((text, *(nearest_part(text, wording) for wording in wordings))):
            if found := self._differs(wordings, part, agrees=agrees, cut=part is not text):
                return found
        return None

    def _differs(
        self, wordings: Sequence[str], text: str, *, agrees: bool, cut: bool
    ) -> tuple[str, str] | None:
        """:param agrees: a denial is no difference
        :param cut: the text is a part of a longer one
        """
        statement = without_questions(text)
        aligned = [(align(without_questions(wording), statement), wording) for wording in wordings]
        nearest, wording = max(aligned, key=lambda pair: round(pair[0].share, 2))
        for gap in nearest.gaps:
            if gap.is_exchange and (least := self._least(gap)) and _fits(nearest, gap, least, cut):
                claim_says, text_says = whole_words(gap)
                return text_says, claim_says
        if coverage(statement, wording) >= _COVERED and (
            found := other_place(wordings, statement) or _other_date(wordings, wording, statement, cut)
        ):
            return found[::-1]
        # Somebody who asks whether it is not so asks whether it is so.
        if agrees or (asks(text) and not asks(wording)):
            return None
        denied = None if cut and asks(wording) else denial(nearest)
        if denied is None:
            near = dict.fromkeys((wordings[0], wording)) if nearest.share < _SAME_WORDS else [wording]
            covered = _COVERED_OF_A_PART if cut else _COVERED
            answers = (contradiction(without_questions(one), statement, covered) for one in near)
            denied = next((answer for answer in answers if answer), None)
        return denied[::-1] if denied else None

    def _least(self, gap: Gap) -> tuple[float, float] | None:
        """:returns: how alike the rest must be for an exchange to count; None if it never does"""
        if _numbers(gap, 0) and _numbers(gap, 1):
            return _CERTAIN if _is_other_number(gap) else None
        pairs = reaches(gap)
        if any(opposed(*pair) for pair in pairs):
            return _CERTAIN
        if any(alike(*pair) for pair in pairs):
            return None
        one, other = whole_words(gap)
        if _is_place(one) and _is_place(other):
            return None if one in other or other in one else _CERTAIN
        return _NAMED if self._is_other_name(gap, one, other) else None

    def _is_other_name(self, gap: Gap, one: str, other: str) -> bool:
        if _numbers(gap, 0) or _numbers(gap, 1):
            return False
        if any(says_nothing(words) for words in (one, other, gap.ours.words, gap.theirs.words)):
            return False
        if are_of_a_kind(gap.ours.words, gap.theirs.words):
            return True
        # 新冠 is short for 新型冠状病毒, 肺炎 more general than 新冠肺炎.
        if _is_short_for(one, other) or _is_short_for(other, one):
            return False
        if _LATIN.fullmatch(one) and _LATIN.fullmatch(other):
            # Small words say nothing, and forms of one word begin alike.
            stems = set(terms_of(one)), set(terms_of(other))
            return all(stems) and not stems[0] & stems[1]
        if abs(len(one) - len(other)) > _LENGTHS_APART:
            return False
        core = gap.ours.words, gap.theirs.words
        if not _are_names(one, other) and (len(min(core, key=len)) < 2 or not _are_names(*core)):
            return False
        if len(gap.ours.units) == len(gap.theirs.units) == 1:
            # One character more often is a slip of the pen than another thing, unless it makes another word.
            return min(len(one), len(other)) > 1 and is_word(one) and is_word(other)
        if min(len(one), len(other)) < 2:
            return False
        return not (self._near(one, other) and self._near(gap.ours.words, gap.theirs.words))

    def _near(self, one: str, other: str) -> bool:
        """Tell whether two words mean nearly the same to the encoder."""
        first, second = self._encoder.encode_messages([one, other])
        return (float(first @ second) - self._background) / (1.0 - self._background) > _MEANS_THE_SAME


def _other_date(wordings: Sequence[str], nearest: str, statement: str, cut: bool) -> tuple[str, str] | None:
    """:returns: what the claim says, and the date that the statement says instead"""
    if other := other_date(nearest, statement):
        return other
    if cut or len(statement) > _SHORT or any(dates_in(wording) for wording in wordings):
        return None
    # A month of a year is told by the one text alone, and may well be another one than was checked.
    told = next((words for (year, month, _), words in dates_in(statement) if year and month), None)
    return (wordings[0], told) if told else None


def _fits(alignment: Alignment, gap: Gap, least: tuple[float, float], cut: bool) -> bool:
    if cut:
        if abs(len(gap.ours.units) - len(gap.theirs.units)) > 1:
            return False
        least = _NAMED_IN_A_PART if least == _NAMED else _CERTAIN_IN_A_PART
    elif _is_only_other_name(alignment, gap):
        return True
    return alignment.likeness(gap) >= least[0] and alignment.balance(gap) >= least[1]


def _is_only_other_name(alignment: Alignment, gap: Gap) -> bool:
    """Tell whether a text says a few words of a claim, with another name before them, and nothing else."""
    return (
        alignment.equal >= _SHORTEST_REST
        and alignment.balance(gap) >= _LEAST_BALANCE
        and gap.behind != "|"
        and is_word(gap.theirs.words)
        and all(other is gap or not other.theirs.units for other in alignment.gaps)
    )


def _are_names(one: str, other: str) -> bool:
    return names_a_thing(one) and names_a_thing(other)


def _numbers(gap: Gap, side: int) -> tuple[str, ...]:
    units = (gap.ours, gap.theirs)[side].units
    return tuple(key[1:] for key in units if key.startswith("#"))


def _is_other_number(gap: Gap) -> bool:
    if _numbers(gap, 0) == _numbers(gap, 1) or len(gap.ours.units) + len(gap.theirs.units) > 4:
        return False
    one, other = gap.ours.words, gap.theirs.words
    if one.isdigit() and other.isdigit():
        if min(len(one), len(other)) >= _ID and (one in other or other in one):
            return False
        if {len(one), len(other)} == {2, 4}:  # the year 22 is 2022
            return one[-2:] != other[-2:]
    return True


def _is_place(word: str) -> bool:
    """Tell whether a word is the name of a place, with 市, 省 or 县 behind it or not."""
    return word in PLACES or (word[:-1] in PLACES and word[-1:] in "省市县区州人")


def _is_short_for(one: str, other: str) -> bool:
    """Tell whether a longer name has the letters of another in their order: 加热的饭菜 those of 热过的菜."""
    bare = _PARTICLES.sub("", one)
    letters = iter(other)
    return all(letter in letters for letter in (bare if len(bare) > 1 else one))
