"""What `zhendema ask` prints of an answer: what the bot would show, line by line. Pure."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.difference import written_difference
from corpus.debunk import Debunk
from corpus.link_book import LinkBook
from index.decision import MOST_SUGGESTIONS, Answer, Band, Match

if TYPE_CHECKING:
    from index.search import ClaimIndex

__all__ = ["printed"]

_ELSEWHERE = {"copy": "this is a saved copy", "site": "this is the publisher's site"}
_INDENT = " " * 7


def printed(text: str, answer: Answer, claims: "ClaimIndex", links: LinkBook) -> Iterator[str]:
    """Yield the lines about an answer: its band, then each match with who else has checked its claim.

    :param text: what was asked
    :param links: what to link while a page is dead
    """
    yield f"band: {answer.band.value}"
    for match, others in _shown(answer, claims):
        debunk = match.debunk
        yield f"{match.confidence:5.0%}  {debunk.verdict.value:<10}  {debunk.claim}"
        if differs := written_difference(match, text):
            yield f"{_INDENT}you ask about “{differs[0]}”, this check is about “{differs[1]}”"
        yield _INDENT + _where(debunk, links)
        for other in others:
            if other.verdict is debunk.verdict:
                yield f"{_INDENT}also checked by {other.publisher}: {_where(other, links)}"
            else:
                found = f"{other.publisher} came to another result, {other.verdict.value}"
                yield f"{_INDENT}{found}: {_where(other, links)}"


def _shown(answer: Answer, claims: "ClaimIndex") -> list[tuple[Match, Sequence[Debunk]]]:
    """Return what is worth showing with who else has checked it, each claim once."""
    # Of ten candidates most are as good as none; --json has them all.
    offered = answer.answers or (answer.matches if answer.band is Band.SUGGEST else ())
    shown: list[tuple[Match, Sequence[Debunk]]] = []
    known: set[str] = set()
    for match in offered:
        if match.confidence < claims.decision.suggest_at or match.debunk.id in known:
            continue
        shown.append((match, claims.also_checked(match.debunk.id)))
        known.update(other.id for other in shown[-1][1])
        if len(shown) == MOST_SUGGESTIONS:
            break
    return shown


def _where(debunk: Debunk, links: LinkBook) -> str:
    way = links.elsewhere(debunk.url)
    return f"{way.url}  (its page is gone; {_ELSEWHERE[way.kind.value]})" if way else debunk.url
