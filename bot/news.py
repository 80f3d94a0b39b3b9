"""Tell those who asked: a lead that a new index version answers is news to everybody who wanted to hear."""

import logging
from collections.abc import Sequence

from bot import followers, leads, replies
from bot.desk import Desk
from bot.newsroom import standing
from bot.newsroom.earlier import rejected
from bot.newsroom.telling import Told, answer_lead, tell_wording
from bot.question import Question
from bot.succession import once_a_version
from corpus.sentences import split_claims
from corpus.text import normalise
from index.decision import Band, Match

log = logging.getLogger(__name__)

_A_CLAIM = 8  # letters below which nothing is claimed


async def tell_news(desk: Desk) -> None:
    """Ask each index version, once it answers, about the leads that somebody waits for; never returns."""
    await once_a_version(desk.checker, lambda: ask_about_leads(desk), "followers cannot be told yet")


async def ask_about_leads(desk: Desk) -> bool:
    """Ask the index about each lead that somebody waits for.

    A lead is answered by an answer to its own text. One to another of its wordings, or to one of several
    claims, is told to those who asked in these words, and the lead stays open.
    """
    async with desk.store.read() as conn:
        numbers = await followers.followed(conn)
    for number in numbers:
        async with desk.store.read() as conn:
            lead = await leads.get(conn, number)
            found = await standing.find(conn, number)
            # What somebody who asked has called wrong is no news.
            wrong = await replies.wrong_for_lead(conn, number)
            head = await leads.get(conn, found.number) if found is not None else None
            if found is not None:
                # Somebody has opened the lead again since these did not answer it.
                wrong |= await rejected(conn, found.number, found.debunk_id)
        if lead is None or head is None:
            continue
        matches, version = await _answers(desk, head, wrong)
        if matches and await _leaves_a_claim(desk, head, matches):
            async with desk.store.write() as conn:
                part = await tell_wording(
                    conn, desk, lead.number, matches, version=version, still_waiting=True
                )
            _say(part, head.number, version)
        elif matches:
            async with desk.store.write() as conn:
                told = await answer_lead(conn, desk, head.number, matches, version=version)
            _say(told, head.number, version)
        elif lead.number != head.number:
            matches, version = await _answers(desk, lead, wrong)
            if matches:
                async with desk.store.write() as conn:
                    told = await tell_wording(conn, desk, lead.number, matches, version=version)
                _say(told, lead.number, version)
        desk.on_posted()
    return True


async def _answers(desk: Desk, lead: leads.Lead, wrong: frozenset[str]) -> tuple[Sequence[Match], str]:
    """Return what answers a lead's own text for sure; a claim that is only similar closes no lead."""
    answer = await desk.checker.check(Question(lead.text, lead.links))
    if answer.band is not Band.ANSWER:
        return (), answer.index_version
    sure = [match for match in answer.answers if match.differs is None and match.debunk.id not in wrong]
    return sure, answer.index_version


async def _leaves_a_claim(desk: Desk, lead: leads.Lead, matches: Sequence[Match]) -> bool:
    """Tell whether a lead makes several claims, and one of them has no answer."""
    claims = split_claims(lead.text)
    quotes = [normalise(match.quote) for match in matches if match.quote]
    if len(claims) < 2 or not quotes:
        return False
    for claim in claims:
        words = normalise(claim)
        if sum(letter.isalnum() for letter in words) < _A_CLAIM or any(quote in words for quote in quotes):
            continue
        if (await desk.checker.check(Question(claim))).band is not Band.ANSWER:
            return True
    return False


def _say(told: object, number: int, version: str) -> None:
    if isinstance(told, Told):
        log.info(
            "lead %d is answered by index version %s: %d people and %d groups hear of it",
            number,
            version,
            told.people,
            told.groups,
        )
