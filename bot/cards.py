"""The cards that an inline answer offers: which debunks, how each looks, and what is sent. Pure: no calls."""

import hashlib
from datetime import date

import telegram

from bot.language import Language
from bot.offered import Offered
from bot.reply import answer_reply
from bot.wording import label
from corpus.link_book import Way
from index.decision import Answer, Match

#: As many as a person looks through while typing.
MOST_CARDS = 10
#: Telegram shows no more of a title.
_TITLE = 200
#: Telegram's limit for the id of a result, in bytes.
_LONGEST_ID = 64


def sure_matches(answer: Answer) -> list[Match]:
    """Return what may be sent into another chat: at most ten matches, none twice.

    Only what the bot itself would answer with, and then what is as sure as that: the same claim checked by
    another publisher, for example.
    """
    least = min((match.confidence for match in answer.answers), default=2.0)
    sure = [match for match in answer.matches if match.confidence >= least]
    found: dict[str, Match] = {}
    for match in (*answer.answers, *sure):
        found.setdefault(match.debunk.id, match)
    return list(found.values())[:MOST_CARDS]


def card(
    match: Match, language: Language, today: date, elsewhere: Way | None = None
) -> telegram.InlineQueryResultArticle:
    """Return a card with verdict, claim and publisher; what is sent is the complete answer with its link.

    :param elsewhere: what to link while the page of the debunk is dead
    """
    debunk = match.debunk
    # What the person typed stays with them: the answer quotes none of it.
    offered = Offered(0, Match(debunk, match.confidence), elsewhere)
    reply = answer_reply([offered], language, "", today=today, inline=True)
    preview = telegram.LinkPreviewOptions(is_disabled=not reply.preview, url=reply.preview or None)
    verdict = label(language, "verdict-plain", verdict=debunk.verdict.value)
    return telegram.InlineQueryResultArticle(
        id=card_id(debunk.id),
        title=debunk.claim[:_TITLE],
        description=label(language, "inline-card", verdict=verdict, publisher=debunk.publisher),
        input_message_content=telegram.InputTextMessageContent(
            reply.text, parse_mode="HTML", link_preview_options=preview
        ),
    )


def card_id(debunk_id: str) -> str:
    """Return the id of a debunk's card, 1 to 64 bytes: its own id, or a hash of one that is too long."""
    if 1 <= len(debunk_id.encode()) <= _LONGEST_ID:
        return debunk_id
    return hashlib.sha256(debunk_id.encode()).hexdigest()
