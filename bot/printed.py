"""What `zhendema ask` prints of an answer: what the bot would show, line by line. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.difference import written_difference
from bot.offered import Beside, Offered, each_claim_once
from corpus.link_book import LinkBook, Way, WayKind
from index.decision import Answer, Band

if TYPE_CHECKING:
    from index.search import ClaimIndex

__all__ = ["printed"]

_ELSEWHERE = {WayKind.COPY: "this is a saved copy", WayKind.SITE: "this is the publisher's site"}
_INDENT = " " * 7


def printed(text: str, answer: Answer, claims: "ClaimIndex", links: LinkBook) -> Iterator[str]:
    """Yield the lines about an answer: its band, then each match with who else has checked its claim.

    :param text: what was asked
    :param links: what to link while a page is dead
    """
    yield f"band: {answer.band.value}"
    for each in each_claim_once(_offered(answer, claims, links)):
        debunk = each.match.debunk
        yield f"{each.match.confidence:5.0%}  {debunk.verdict.value:<10}  {debunk.claim}"
        if differs := written_difference(each.match, text):
            yield f"{_INDENT}you ask about “{differs[0]}”, this check is about “{differs[1]}”"
        yield _INDENT + _where(each.way)
        for other in each.beside:
            if other.debunk.verdict is debunk.verdict:
                yield f"{_INDENT}also checked by {other.debunk.publisher}: {_where(other.way)}"
            else:
                found = f"{other.debunk.publisher} came to another result, {other.debunk.verdict.value}"
                yield f"{_INDENT}{found}: {_where(other.way)}"
    for words in answer.unsure:
        yield f"not sure, ask by itself: “{words}”"


def _offered(answer: Answer, claims: "ClaimIndex", links: LinkBook) -> Iterator[Offered]:
    """Yield what is worth showing, in the order of the answer."""
    # Of ten candidates most are as good as none; --json has them all.
    for match in answer.answers or (answer.matches if answer.band is Band.SUGGEST else ()):
        if match.confidence >= claims.decision.suggest_at:
            others = claims.also_checked(match.debunk.id)
            beside = tuple(Beside(each, links.elsewhere(each.url) or Way(each.url)) for each in others)
            yield Offered(0, match, links.elsewhere(match.debunk.url), beside)


def _where(way: Way) -> str:
    return way.url if way.kind is WayKind.PAGE else f"{way.url}  (its page is gone; {_ELSEWHERE[way.kind]})"
