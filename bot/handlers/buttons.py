"""Understand the buttons under our replies: each is looked up by its token, bound to chat and asker."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import followers, leads, replies
from bot.desk import Desk, Errand, post_edit, post_reply
from bot.exchange import Asked, Exchange, begin
from bot.handlers import commands
from bot.language import Language
from bot.messenger import Call
from bot.question import Question
from bot.reply import Reply, plain_reply
from bot.wording import label
from index.decision import Band

#: What a button does: returns what our message becomes (None: it stays) and the toast that the person sees.
Press = Callable[
    [AsyncConnection, Exchange, telegram.MaybeInaccessibleMessage, list[int]], Awaitable["Effect"]
]
Effect = tuple[Reply | None, str]


async def press(update_id: int, query: telegram.CallbackQuery, desk: Desk) -> Errand:
    """Return the errand of a pressed button."""
    verb, _, rest = (query.data or "").partition(":")
    message = query.message
    if message is None:
        return _toast(query, "")
    if verb == "lang" and (rest == "" or rest in set(Language)):
        return commands.set_language(update_id, query, rest, desk)
    if verb == "try" and isinstance(message, telegram.Message):
        return await _try_example(update_id, query, message, desk)
    language = await desk.language_of(message.chat.id, query.from_user)
    token, *places = rest.split(":")
    action, needed = _ACTIONS.get(verb, (None, 0))
    if action is None or len("".join(places)) < needed:
        return _toast(query, label(language, "button-expired"))
    return _looked_up(update_id, query, message, action, token, "".join(places), language, desk)


def _looked_up(
    update_id: int,
    query: telegram.CallbackQuery,
    message: telegram.MaybeInaccessibleMessage,
    action: Press,
    token: str,
    digits: str,
    language: Language,
    desk: Desk,
) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        presser_key = desk.person_key(query.from_user)
        kept = await replies.find(conn, token, desk.chat_key(message.chat))
        places = _places(digits, kept)
        if kept is None or places is None:
            return _toast_call(query, label(language, "button-expired"))
        # Where an unnamed admin asked, the chat is the asker, and everybody there may press.
        if kept.asker_key not in {presser_key, kept.chat_key}:
            return _toast_call(query, label(language, "button-not-yours"))
        reply, toast = await action(conn, Exchange(desk, kept, update_id), message, places)
        if reply is not None:
            chat_id, message_id = message.chat.id, message.message_id
            await post_edit(conn, f"update:{update_id}", chat_id, message_id, reply, token=kept.token)
        return _toast_call(query, toast)

    return errand


def _places(digits: str, kept: replies.Reply | None) -> list[int] | None:
    """Return the places among the offers that a button names, one digit each; None if it was forged."""
    if kept is None or not (digits == "" or (digits.isascii() and digits.isdigit())):
        return None
    places = [int(digit) for digit in digits]
    return places if all(place < len(kept.offers) for place in places) else None


async def _useful(conn: AsyncConnection, exchange: Exchange, _: object, places: list[int]) -> Effect:
    for place in places:
        await _vote(conn, exchange, place, "useful")
    return None, label(exchange.language, "thanks")


async def _wrong(conn: AsyncConnection, exchange: Exchange, _: object, places: list[int]) -> Effect:
    """The first place is called wrong; those behind it are what was shown."""
    wrong, shown = places[0], places[1:]
    await _vote(conn, exchange, wrong, "wrong")
    toast = label(exchange.language, "wrong-noted")
    rest = [place for place in exchange.right_places(frozenset({wrong})) if place in shown]
    reply = exchange.show(rest) if rest else None
    return reply or exchange.suggest(frozenset({wrong})) or await exchange.log_lead(conn), toast


async def _pick(conn: AsyncConnection, exchange: Exchange, _: object, places: list[int]) -> Effect:
    reply = exchange.show(places[:1])
    if reply is None:
        return None, label(exchange.language, "button-expired")
    await _vote(conn, exchange, places[0], "useful")
    if exchange.kept.lead_number is not None:
        await leads.forget_ask(conn, exchange.kept.lead_number, exchange.kept.asker_key)
        await replies.attach_lead(conn, exchange.kept.token, None)
    return reply, ""


async def _none(conn: AsyncConnection, exchange: Exchange, _: object, places: list[int]) -> Effect:
    for place in range(len(exchange.kept.offers)):
        await _vote(conn, exchange, place, "wrong")
    return await exchange.log_lead(conn), ""


async def _tell(
    conn: AsyncConnection, exchange: Exchange, message: telegram.MaybeInaccessibleMessage, places: list[int]
) -> Effect:
    number = exchange.kept.lead_number
    lead = await leads.get(conn, number) if number is not None else None
    if lead is None:
        return None, label(exchange.language, "button-expired")
    await followers.follow(conn, lead.number, message.chat.id)
    return await exchange.unknown(conn, lead, following=True), label(exchange.language, "told-you")


async def _drop(
    conn: AsyncConnection, exchange: Exchange, message: telegram.MaybeInaccessibleMessage, places: list[int]
) -> Effect:
    if exchange.kept.lead_number is not None:
        await followers.unfollow(conn, exchange.kept.lead_number, message.chat.id)
        # The replies first: once a lead is gone, they do not say any more that they were about it.
        await replies.forget_lead(conn, exchange.kept.asker_key, exchange.kept.lead_number)
        await leads.forget_ask(conn, exchange.kept.lead_number, exchange.kept.asker_key)
    await replies.forget(conn, exchange.kept.token)
    exchange.desk.on_forgotten()
    return plain_reply(exchange.language, "dropped-line"), label(exchange.language, "dropped")


#: What each button does, and how many places it must name.
_ACTIONS: dict[str, tuple[Press | None, int]] = {
    "useful": (_useful, 1),
    "wrong": (_wrong, 2),
    "pick": (_pick, 1),
    "none": (_none, 0),
    "tell": (_tell, 0),
    "drop": (_drop, 0),
}


async def _vote(conn: AsyncConnection, exchange: Exchange, place: int, vote: replies.Ballot) -> None:
    debunk_id = exchange.kept.offers[place].debunk_id
    await replies.vote(conn, exchange.kept.token, exchange.kept.asker_key, debunk_id, vote, datetime.now(UTC))


async def _try_example(
    update_id: int, query: telegram.CallbackQuery, message: telegram.Message, desk: Desk
) -> Errand:
    """Answer the example of the welcome as if the person had typed it; it never becomes a lead."""
    language = await desk.language_of(message.chat.id, query.from_user)
    asked = Asked(update_id, message, desk.person_key(query.from_user), language)
    example = Question(label(language, "example-question"))
    found = await desk.checker.check(example)

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        token, reply = "", plain_reply(language, "greeting")
        if found.band is not Band.UNKNOWN:
            exchange, reply = await begin(conn, desk, asked, example, found)
            token = exchange.kept.token
        await post_reply(conn, f"update:{update_id}", message, reply, token=token)
        return _toast_call(query, "")

    return errand


def _toast(query: telegram.CallbackQuery, text: str) -> Errand:
    async def errand(_: AsyncConnection) -> Sequence[Call]:
        return _toast_call(query, text)

    return errand


def _toast_call(query: telegram.CallbackQuery, text: str) -> Sequence[Call]:
    # Without an answer the button would go on glowing, so one is given also where there is nothing to say.
    return (Call("answer_callback_query", {"callback_query_id": query.id, "text": text or None}),)
