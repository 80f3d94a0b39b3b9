"""Measure how rumors gather: python benchmarks/gathering.py --half looked-at

Thirty invented rumors in four wordings each (`benchmarks/rumors.jsonl`: a forwarded message, a question,
words to the family, a headline), and for each a look-alike of another place, number, day or thing, or of the
opposite. A message joins a lead by the wording that is nearest to it. Rules and features were mended with the
first, third, fifth ... rumor before the eyes; the others were only measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

from corpus.library import LIBRARY, read_corpus
from index.encoder import load_encoder
from index.same_claim import SameClaim
from index.search import ClaimIndex

RUMORS = Path(__file__).parent / "rumors.jsonl"
HALVES = {"looked-at": 0, "kept": 1}


@dataclass(frozen=True, slots=True)
class Rumor:
    """Wordings of one rumor, and a message that looks like it and says otherwise."""

    same: tuple[str, ...]
    other: str


def read_rumors(half: str) -> list[Rumor]:
    """:param half: looked-at, or kept"""
    lines = RUMORS.read_text(encoding="utf-8").splitlines()
    told = (json.loads(line) for line in lines[HALVES[half] :: 2])
    return [Rumor(tuple(each["same"]), each["other"]) for each in told]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of rumors, in numbers of them; leads are the mean over all orders of the wordings."""

    rumors: int
    one_lead: float
    by_first: float
    """The same if messages were compared with the first wording of a lead alone."""
    pairs: int
    alike: int
    """Pairs of wordings of one rumor that make the same claim."""
    taken_in: int
    """Rumors whose lead of four wordings takes the look-alike in."""
    taken_in_by_one: int
    """The same if any of the wordings that is like it sufficed."""
    strangers: int
    """Pairs of wordings of different rumors that are taken for one."""


@dataclass(frozen=True, slots=True)
class _Links:
    """The texts of a rumor beside each other: likeness, and whether they are the same."""

    found: dict[tuple[int, int], tuple[float, float]]
    same_at: float

    def same(self, one: int, other: int) -> bool:
        return self.found[one, other][1] >= self.same_at

    def joins(self, text: int, lead: Sequence[int]) -> bool:
        """The nearest wording decides, as in `bot/newsroom/gathering.py`."""
        return max(self.found[text, other] for other in lead)[1] >= self.same_at

    def joins_by_first(self, text: int, lead: Sequence[int]) -> bool:
        return self.same(text, lead[0])


def measure(same_claim: SameClaim, rumors: list[Rumor], *, strangers_too: bool = True) -> Gathered:
    """Lay the texts of each rumor beside each other, and beside those of the other rumors.

    :param strangers_too: False leaves out the other rumors, which are most of the work
    """
    same_at = same_claim.decision.same_at
    one_lead = by_first = 0.0
    alike = pairs = taken = by_one = strangers = 0
    for place, rumor in enumerate(rumors):
        texts = [*rumor.same, rumor.other]
        links = _Links(
            {
                (one, other): found
                for one, text in enumerate(texts)
                for other, found in enumerate(same_claim.compare(text, texts))
            },
            same_at,
        )
        wordings = range(len(rumor.same))
        orders = list(permutations(wordings))
        one_lead += sum(_leads(order, links.joins) == 1 for order in orders) / len(orders)
        by_first += sum(_leads(order, links.joins_by_first) == 1 for order in orders) / len(orders)
        pairs += len(list(combinations(wordings, 2)))
        alike += sum(links.same(*pair) for pair in combinations(wordings, 2))
        taken += links.joins(len(rumor.same), wordings)
        by_one += any(links.same(len(rumor.same), each) for each in wordings)
        strangers += sum(
            sure >= same_at
            for later in (rumors[place + 1 :] if strangers_too else ())
            for text in rumor.same
            for sure in same_claim.confidences(text, later.same)
        )
    return Gathered(len(rumors), one_lead, by_first, pairs, alike, taken, by_one, strangers)


def _leads(order: Sequence[int], joins: Callable[[int, Sequence[int]], bool]) -> int:
    """:returns: how many leads the wordings make that come in this order"""
    leads: list[list[int]] = []
    for text in order:
        lead = next((lead for lead in leads if joins(text, lead)), None)
        if lead is None:
            leads.append([text])
        else:
            lead.append(text)
    return len(leads)


def main() -> None:
    """Print a row of the table in Markdown for each half."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=HALVES, help="one half alone; both unless told")
    told = parser.parse_args()
    index = ClaimIndex.of_debunks(list(read_corpus([LIBRARY]).debunks), load_encoder())
    print("| half | one lead | by first wordings | pairs alike | look-alikes taken in | by any | strangers |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for half in [told.half] if told.half else list(HALVES):
        found = measure(index.same_claim, read_rumors(half))
        leads = f"{found.one_lead:.1f} of {found.rumors} | {found.by_first:.1f}"
        wrong = f"{found.taken_in} | {found.taken_in_by_one} | {found.strangers}"
        print(f"| {half} | {leads} | {found.alike} of {found.pairs} | {wrong} |", flush=True)


if __name__ == "__main__":
    main()
