"""What a reply offers: a debunk that was found, and who else has checked its claim."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.debunk import Debunk
from corpus.link_book import Way
from index.decision import MOST_SUGGESTIONS, Match


@dataclass(frozen=True, slots=True)
class Beside:
    """Another publisher's debunk of the same claim.

    :ivar way: what to link
    """

    debunk: Debunk
    way: Way


@dataclass(frozen=True, slots=True)
class Offered:
    """A match at its place among the offers of a remembered reply; the place is what a button carries.

    :ivar elsewhere: what to link while the page of the debunk is dead; None: the page
    :ivar beside: who else has checked the claim
    """

    place: int
    match: Match
    elsewhere: Way | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def way(self) -> Way:
        """What to link."""
        return self.elsewhere or Way(self.match.debunk.url)

    @property
    def debunk_ids(self) -> frozenset[str]:
        """Of the match and of what is beside it: all are of one claim."""
        return frozenset({self.match.debunk.id, *(each.debunk.id for each in self.beside)})


def each_claim_once(offered: Iterable[Offered], known: Iterable[str] = ()) -> list[Offered]:
    """Return the first offers of different claims, as many as are shown.

    :param offered: looked at until there are enough
    :param known: ids of debunks whose claims are not meant
    """
    seen = set(known)
    shown: list[Offered] = []
    for each in offered:
        if each.match.debunk.id not in seen:
            shown.append(each)
            seen |= each.debunk_ids
        if len(shown) == MOST_SUGGESTIONS:
            break
    return shown
