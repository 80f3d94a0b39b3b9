"""What a version says to the labelled set, message by message, kept in its folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.text import normalise
from index.benchmark import Labelled
from index.decision import Answer, Band

if TYPE_CHECKING:
    from corpus.debunk import Debunk
    from index.progress import Tell
    from index.search import ClaimIndex

__all__ = ["Judged", "Quality"]

_FILE = "quality.json"
_FORMAT = 1
_BLOCK = 16  # messages that are asked at a time


@dataclass(frozen=True, slots=True)
class Judged:
    """How one labelled message was answered."""

    band: str
    told: tuple[str, ...]
    """Ids of the debunks that were answered or suggested, best first."""
    helped: bool
    """Answered, rightly."""
    misled: bool
    """Answered, and nothing of it right."""
    first: bool
    """The best candidate is right, told or not."""


@dataclass(frozen=True, slots=True)
class Quality:
    """A version's answers to the labelled messages whose debunks it has."""

    labelled: str
    """Fingerprint of the labelled set."""
    judged: dict[str, Judged]
    """By the ids of the messages."""
    answerable: int
    """Of the judged messages, those that a debunk answers."""

    @property
    def helped(self) -> float | None:
        """Share of the answerable messages that were answered rightly, 0 to 1; None where there are none."""
        return self._share(sum(each.helped for each in self.judged.values()), self.answerable)

    @property
    def first(self) -> float | None:
        """Share of the answerable messages whose best candidate is right."""
        return self._share(sum(each.first for each in self.judged.values()), self.answerable)

    @property
    def misled(self) -> float | None:
        """Share of all messages that were answered wrongly."""
        return self._share(sum(each.misled for each in self.judged.values()), len(self.judged))

    @staticmethod
    def _share(hits: int, of: int) -> float | None:
        return hits / of if of else None

    @classmethod
    def of_index(
        cls, index: ClaimIndex, labelled: Sequence[Labelled], on_progress: Tell | None = None
    ) -> Quality:
        """Ask an index the labelled messages; those whose debunks it lacks are left out.

        :param on_progress: called with how many have been asked, of how many
        """
        named = sorted({name for message in labelled for name in message.relevant})
        known = {name: debunk for name in named if (debunk := index.debunks.with_id(name)) is not None}
        asked = [message for message in labelled if message.relevant <= known.keys()]
        answers: list[Answer] = []
        for start in range(0, len(asked), _BLOCK):
            answers += index.check_many([message.text for message in asked[start : start + _BLOCK]])
            if on_progress is not None:
                on_progress(len(answers), len(asked))
        return cls(
            fingerprint(labelled),
            {
                message.id: _judge(message, answer, index, known)
                for message, answer in zip(asked, answers, strict=True)
            },
            sum(bool(message.relevant) for message in asked),
        )

    @classmethod
    def read(cls, folder: Path) -> Quality | None:
        """Read what `write` wrote; None where there is nothing, or nothing that this program reads."""
        try:
            told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            if told["format"] != _FORMAT:
                return None
            judged = {
                name: Judged(row["band"], tuple(row["told"]), row["helped"], row["misled"], row["first"])
                for name, row in told["judged"].items()
            }
            return cls(told["labelled"], judged, int(told["answerable"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, folder: Path) -> None:
        """Write it into the folder of a version, whose checksums it is not part of.

        :raises OSError: when the folder cannot be written
        """
        told = {"format": _FORMAT, "labelled": self.labelled, "answerable": self.answerable}
        judged = {name: asdict(each) for name, each in self.judged.items()}
        aside = folder / f".{_FILE}"
        aside.write_text(json.dumps(told | {"judged": judged}, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(folder / _FILE)

    def as_json(self) -> dict[str, Any]:
        """The figures, rounded to four digits."""
        shares = {"helped": self.helped, "misled": self.misled, "first": self.first}
        rounded = {name: None if share is None else round(share, 4) for name, share in shares.items()}
        return {"messages": len(self.judged), "answerable": self.answerable, **rounded}


def fingerprint(labelled: Sequence[Labelled]) -> str:
    """:returns: 16 hexadecimal digits, the same for equal messages and judgements in any order"""
    lines = sorted(json.dumps([each.id, each.text, sorted(each.relevant)]) for each in labelled)
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _judge(message: Labelled, answer: Answer, index: ClaimIndex, known: dict[str, Debunk]) -> Judged:
    right = [known[name] for name in sorted(message.relevant)]
    told = answer.answers or answer.suggestions
    fits = {
        match.debunk.id: _answers(match.debunk, right, index)
        for match in (*answer.answers, *answer.matches[:1])
    }
    answered = answer.band is Band.ANSWER
    helped = answered and any(fits[match.debunk.id] for match in answer.answers)
    return Judged(
        band=answer.band.value,
        told=tuple(match.debunk.id for match in told),
        helped=helped,
        misled=answered and not helped,
        first=bool(answer.matches) and fits[answer.matches[0].debunk.id],
    )


def _answers(debunk: Debunk, right: Sequence[Debunk], index: ClaimIndex) -> bool:
    """Whether a debunk says of a message what a right one says: another publisher's counts as well."""
    if any(debunk.id == each.id for each in right):
        return True
    claims = [each.claim for each in right if each.verdict is debunk.verdict]
    if any(normalise(claim) == normalise(debunk.claim) for claim in claims):
        return True
    same = index.same_claim
    return any(sure >= same.decision.same_at for sure in same.confidences(debunk.claim, claims))
