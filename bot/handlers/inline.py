"""Answer in other chats: `@bot claim` offers the debunks that answer it, to be sent as they are."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import inbox, tallies
from bot.cards import MOST_CARDS, card, sure_matches
from bot.desk import Desk, Errand
from bot.language import Language
from bot.messenger import Call
from bot.question import Question
from bot.tallies import Tally
from bot.wording import label
from index.decision import Match

#: Seconds for which Telegram may give one person the same answer to the same words: what was found stays
#: right until the next index version, what was not found may be there soon, the most asked changes in days.
_FOUND_SECONDS, _NOTHING_SECONDS, _POPULAR_SECONDS = 300, 30, 600
#: Seconds to wait whether the person goes on typing: only the last words are worth a look.
_TYPING_SECONDS = 0.2
#: Fewer characters are not looked up: the person is still typing.
_SHORTEST = 4
#: Updates of one person that are looked through for later words.
_LATER = 20


async def look_up(update_id: int, query: telegram.InlineQuery, desk: Desk) -> Errand | None:
    """Return the errand that answers an inline query; None when the person has typed on meanwhile.

    Only what is sure is offered; without words it is what was asked most of late.
    """
    words = query.query.strip()
    # A private chat has the id of its person, so that the language chosen there holds here, too.
    language = await desk.language_of(query.from_user.id, query.from_user, words)
    if not words:
        popular = await desk.popular.ids(desk.store, desk.clock())
        debunks = [debunk for each in popular if (debunk := desk.checker.debunk(each)) is not None]
        matches = [Match(debunk, 1.0) for debunk in debunks[:MOST_CARDS]]
        return _answer(query, matches, language, "inline-empty", _POPULAR_SECONDS, desk)
    if await _typed_on(update_id, query, desk):
        return None
    if len(words) < _SHORTEST:
        return _answer(query, [], language, "inline-empty", _FOUND_SECONDS, desk)
    matches = sure_matches(await desk.checker.check(Question(words)))
    seconds = _FOUND_SECONDS if matches else _NOTHING_SECONDS
    return _answer(query, matches, language, "inline-nothing", seconds, desk)


async def _typed_on(update_id: int, query: telegram.InlineQuery, desk: Desk) -> bool:
    """Tell whether later words of the same person wait already, or come within a moment."""
    if await _later_words(update_id, query, desk):
        return True
    await asyncio.sleep(_TYPING_SECONDS)
    return await _later_words(update_id, query, desk)


async def _later_words(update_id: int, query: telegram.InlineQuery, desk: Desk) -> bool:
    lane = desk.person_key(query.from_user)
    async with desk.store.read() as conn:
        waiting = await inbox.waiting(conn, datetime.now(UTC), _LATER, lane=lane)
    return any(row.update_id > update_id and "inline_query" in row.update for row in waiting)


def count_choice(choice: telegram.ChosenInlineResult, desk: Desk) -> Errand:
    """Return the errand that counts a card that somebody sent, without who it was."""
    day = desk.clock().date()

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        await tallies.count(conn, Tally.CHOSEN, day, debunk_id=choice.result_id)
        return ()

    return errand


def _answer(
    query: telegram.InlineQuery,
    matches: Sequence[Match],
    language: Language,
    hint: str,
    seconds: int,
    desk: Desk,
) -> Errand:
    """:param hint: text of the button that leads to the bot where there is no card"""
    today = datetime.now(UTC).date()
    params: dict[str, object] = {
        "inline_query_id": query.id,
        "results": [card(match, language, today, desk.checker.way(match.debunk)) for match in matches],
        "cache_time": seconds,
        # The same words are answered in each person's own language.
        "is_personal": True,
    }
    if not matches:
        params["button"] = telegram.InlineQueryResultsButton(label(language, hint), start_parameter="inline")

    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return (Call("answer_inline_query", params),)

    return errand
