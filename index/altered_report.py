"""How many altered claims an index still answers: the measure of the guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.altered import SAME, Altered, Kind, altered_claims, in_longer
from index.decision import Answer, Band
from index.search import ClaimIndex


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the altered claims of one kind."""

    kind: Kind
    claims: int
    answered: int
    """In the band `answer` with the debunk of the unaltered claim."""
    told: int
    """In the band `suggest`, with words that say what differs from that debunk."""
    answered_in_longer: int = 0
    """Answered when the altered claim stands inside a longer message."""

    @property
    def share(self) -> float:
        """Share that is answered, 0 to 1: low for what is another claim, high for what is the same."""
        return self.answered / self.claims if self.claims else 0.0


def measure_altered(index: ClaimIndex, seed: int, most: int) -> list[Kept]:
    """Alter the claims of an index and ask it.

    :param most: claims of each kind
    :returns: one for each kind that the claims allow
    """
    altered = altered_claims(index.debunks, seed, most)
    alone = index.check_many([one.text for one in altered])
    longer = index.check_many([in_longer(one, seed) for one in altered])
    found: list[Kept] = []
    for kind in Kind:
        places = [place for place, one in enumerate(altered) if one.kind is kind]
        if places:
            found.append(
                Kept(
                    kind,
                    len(places),
                    answered=sum(_answers(altered[place], alone[place]) for place in places),
                    told=sum(_tells(altered[place], alone[place]) for place in places),
                    answered_in_longer=sum(_answers(altered[place], longer[place]) for place in places),
                )
            )
    return found


def _answers(altered: Altered, answer: Answer) -> bool:
    return any(match.debunk.id == altered.debunk_id for match in answer.answers)


def _tells(altered: Altered, answer: Answer) -> bool:
    return answer.band is Band.SUGGEST and any(
        match.debunk.id == altered.debunk_id and match.differs for match in answer.suggestions
    )


def print_altered(kept: Sequence[Kept]) -> None:
    """Print a table: first what is another claim, then what is still the same."""
    from rich.console import Console
    from rich.table import Table

    for title, same in (("another claim: to be answered never", False), ("still the same: always", True)):
        table = Table(title=title, title_justify="left")
        for heading in (
            "what was changed",
            "claims",
            "answered",
            "suggested, with\nwhat differs",
            "answered inside\na longer message",
        ):
            table.add_column(heading, justify="left" if heading == "what was changed" else "right")
        for one in kept:
            if (one.kind in SAME) is same:
                told = "" if same else f"{one.told / one.claims:.1%}"
                longer = f"{one.answered_in_longer / one.claims:.1%}"
                table.add_row(str(one.kind), str(one.claims), f"{one.share:.1%}", told, longer)
        Console(width=100).print(table)
