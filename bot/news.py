"""Tell those who asked: a lead that a new index version answers is news to everybody who wanted to hear."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from bot import chats, followers, leads, outbox, replies
from bot.desk import Desk
from bot.exchange import Exchange
from bot.language import choose_language
from bot.question import Question
from bot.reply import Reply
from bot.succession import once_a_version
from bot.wording import say
from index.decision import Band, Match

log = logging.getLogger(__name__)


async def tell_news(desk: Desk) -> None:
    """Ask each index version, once it answers, about the leads that somebody waits for; never returns."""
    await once_a_version(desk.checker, lambda: _ask_about_leads(desk), "followers cannot be told yet")


async def _ask_about_leads(desk: Desk) -> bool:
    async with desk.store.read() as conn:
        numbers = await followers.followed(conn)
    for number in numbers:
        async with desk.store.read() as conn:
            lead = await leads.get(conn, number)
            wrong = await replies.wrong_for_lead(conn, number)
        if lead is None:
            continue
        answer = await desk.checker.check(Question(lead.text, lead.links))
        # What somebody who asked has called wrong is no news.
        right = [match for match in answer.answers if match.debunk.id not in wrong]
        if right:
            await _tell(desk, lead, right, answer.index_version)
    return True


async def _tell(desk: Desk, lead: leads.Lead, matches: Sequence[Match], version: str) -> None:
    """Post the news to every follower and close the lead, in one transaction: once, or not at all."""
    now = datetime.now(UTC)
    async with desk.store.write() as conn:
        for chat_id in await followers.followers(conn, lead.number):
            chat_key = desk.store.key("chat", chat_id)
            settings = await chats.settings_of(conn, chat_key)
            language = choose_language(settings.language, "", lead.text)
            kept = await replies.remember(
                conn,
                chat_key=chat_key,
                # A private chat has the id of its person; in a group the chat itself had asked to hear.
                asker_key=desk.store.key("user", chat_id) if chat_id > 0 else chat_key,
                text=lead.text,
                links=lead.links,
                band=Band.ANSWER.value,
                offers=[replies.Offer(each.debunk.id, each.confidence, each.quote) for each in matches],
                index_version=version,
                language=language.value,
                now=now,
            )
            known = {match.debunk.id: match.debunk for match in matches}
            exchange = Exchange(desk, kept, 0, known)
            shown = exchange.show(range(len(matches)))
            assert shown is not None
            await exchange.note_told(conn, chat_id, range(len(matches)))
            news = Reply(f"{say(language, 'news-title')}\n\n{shown.text}", shown.buttons, shown.preview)
            await outbox.post(
                conn,
                key=f"news:{lead.number}:{chat_id}",
                # Answers to those who ask now go first.
                urgency=-1,
                chat_id=chat_id,
                method="send_message",
                params=news.new_params(),
                now=now,
                reply_token=kept.token,
            )
            await followers.unfollow(conn, lead.number, chat_id)
        await leads.set_status(conn, lead.number, leads.Status.ANSWERED)
    desk.on_posted()
    log.info("lead %d is answered by index version %s", lead.number, version)
