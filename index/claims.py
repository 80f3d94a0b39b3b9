"""What is searched of each debunk: the texts of its claim, its variants and its summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.debunk import Debunk
from corpus.text import normalise, read_text


@dataclass(frozen=True, slots=True)
class ClaimTexts:
    """Normalised texts of all debunks; an owner is a debunk's row.

    The texts of claims and variants come first in `all_texts`, those of the summaries after them, so that the
    vector of claim text n is vector n, and that of summary n is vector len(claims) + n.
    """

    claims: list[str]
    claim_owners: list[int]
    summaries: list[str]
    """Each summary after its claim, for a summary often says neither who nor what it is about."""
    summary_owners: list[int]
    full: list[str]
    """One text for each debunk: claim, variants and summary together."""

    @classmethod
    def of_debunks(cls, debunks: Sequence[Debunk]) -> ClaimTexts:
        """Read the searched texts out of debunks, in their order."""
        claims: list[str] = []
        claim_owners: list[int] = []
        summaries: list[str] = []
        summary_owners: list[int] = []
        full: list[str] = []
        for row, debunk in enumerate(debunks):
            wordings = dict.fromkeys(claim_text(text) for text in (debunk.claim, *debunk.variants))
            for wording in wordings:
                claims.append(wording)
                claim_owners.append(row)
            summary = normalise(debunk.summary)
            if summary:
                summaries.append(f"{claim_text(debunk.claim)} {summary}")
                summary_owners.append(row)
            full.append(" ".join((*wordings, summary)))
        return cls(claims, claim_owners, summaries, summary_owners, full)

    @property
    def all_texts(self) -> list[str]:
        """Claims and variants, then summaries."""
        return self.claims + self.summaries

    @property
    def all_owners(self) -> list[int]:
        """The debunk's row of each of `all_texts`."""
        return self.claim_owners + self.summary_owners


@lru_cache(maxsize=1 << 15)
def claim_text(text: str) -> str:
    """A claim as it is compared: without "网传" and "是真的吗", unless nothing else is left."""
    return read_text(text).body or normalise(text)
