"""Answer in other chats: `@bot claim` offers the debunks that answer it, to be sent as they are."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Desk, Errand
from bot.language import Language
from bot.messenger import Call
from bot.question import Question
from bot.reply import Offered, answer_reply
from bot.wording import label
from index.decision import Match

#: Seconds for which Telegram may give the same answer to the same words.
_CACHE_SECONDS = 60
#: Fewer characters are not looked up: the person is still typing.
_SHORTEST = 4
#: Telegram shows no more of a title.
_TITLE = 200


async def look_up(query: telegram.InlineQuery, desk: Desk) -> Errand:
    """Return the errand that answers an inline query; only what is sure is offered."""
    words = query.query.strip()
    # A private chat has the id of its person, so that the language chosen there holds here, too.
    language = await desk.language_of(query.from_user.id, query.from_user, words)
    found = await desk.checker.check(Question(words)) if len(words) >= _SHORTEST else None
    results = [_article(match, language) for match in (found.answers if found else ())]
    params: dict[str, object] = {
        "inline_query_id": query.id,
        "results": results,
        "cache_time": _CACHE_SECONDS,
        "is_personal": True,
    }
    if not results:
        hint = label(language, "inline-nothing" if found else "inline-empty")
        params["button"] = telegram.InlineQueryResultsButton(hint, start_parameter="inline")

    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return (Call("answer_inline_query", params),)

    return errand


def _article(match: Match, language: Language) -> telegram.InlineQueryResultArticle:
    debunk = match.debunk
    reply = answer_reply([Offered(0, match)], language, "", today=datetime.now(UTC).date(), inline=True)
    verdict = label(language, "verdict-plain", verdict=debunk.verdict.value)
    return telegram.InlineQueryResultArticle(
        id=hashlib.sha256(debunk.id.encode()).hexdigest()[:32],
        title=debunk.claim[:_TITLE],
        description=label(language, "inline-card", verdict=verdict, publisher=debunk.publisher),
        input_message_content=telegram.InputTextMessageContent(
            reply.text, parse_mode="HTML", link_preview_options=telegram.LinkPreviewOptions(url=reply.preview)
        ),
    )
