"""Understand the buttons under our replies: each is looked up by its token, bound to chat and asker."""

from collections.abc import Awaitable, Callable, Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot import demand, followers, leads, replies
from bot.admins import HEARD, is_admin
from bot.desk import Desk, Errand, post_deletion, post_edit, post_reply
from bot.exchange import Asked, Exchange, begin
from bot.handlers import alert_taps, commands, subscribing
from bot.handlers.panel_tap import tap
from bot.handlers.votes import Effect, Presser, called_wrong, is_group, vote_useful, vote_wrong
from bot.language import Language
from bot.messenger import Call
from bot.question import Question
from bot.reply import plain_reply
from bot.wording import label
from index.decision import Band

#: What a button does with our message and the places that it names.
Press = Callable[
    [AsyncConnection, Exchange, Presser, telegram.MaybeInaccessibleMessage, list[int]], Awaitable[Effect]
]


async def press(update_id: int, query: telegram.CallbackQuery, desk: Desk) -> Errand:
    """Return the errand of a pressed button."""
    verb, _, rest = (query.data or "").partition(":")
    message = query.message
    if message is None:
        return _toast(query, "")
    if verb == "alert":
        return await alert_taps.tap(update_id, query, rest, desk)
    if verb == "sub":
        return await subscribing.tap(update_id, query, rest, desk)
    if verb == "set":
        return await tap(update_id, query, rest, desk)
    if verb == "lang" and message.chat.type == ChatType.PRIVATE and rest in {"", *Language}:
        return commands.set_language(update_id, query, rest, desk)
    # In a group anybody could have it said without end.
    if verb == "try" and isinstance(message, telegram.Message) and message.chat.type == ChatType.PRIVATE:
        return await _try_example(update_id, query, message, desk)
    language = await desk.language_of(message.chat.id, query.from_user)
    if is_group(message.chat) and not _is_shown(query, message):
        return _toast(query, label(language, "button-expired"))
    token, *places = rest.split(":")
    action, needed = _ACTIONS.get(verb, (None, 0))
    if action is None or len("".join(places)) < needed:
        return _toast(query, label(language, "button-expired"))
    key = desk.person_key(query.from_user)
    admin = is_group(message.chat) and await is_admin(desk, message.chat.id, key, within=HEARD)
    presser = Presser(key, admin)
    near = await _near(desk, message, token) if action in _MAY_LOG else None
    return _looked_up(
        update_id, query, message, action, presser, token, "".join(places), language, desk, near
    )


async def _near(desk: Desk, message: telegram.MaybeInaccessibleMessage, token: str) -> leads.Near | None:
    """Return which leads make the claim of a question whose answer may have been the wrong one."""
    async with desk.store.read() as conn:
        kept = await replies.find(conn, token, desk.chat_key(message.chat))
    if kept is None or kept.lead_number is not None:
        return None
    return await desk.near(Question(kept.text, kept.links))


def _is_shown(query: telegram.CallbackQuery, message: telegram.MaybeInaccessibleMessage) -> bool:
    """Tell whether a message has the button that was pressed: an app can send what it likes.

    Of a message that Telegram does not show any more, its word is taken.
    """
    if not isinstance(message, telegram.Message):
        return True
    rows = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    return any(button.callback_data == query.data for row in rows for button in row)


def _looked_up(
    update_id: int,
    query: telegram.CallbackQuery,
    message: telegram.MaybeInaccessibleMessage,
    action: Press,
    presser: Presser,
    token: str,
    digits: str,
    language: Language,
    desk: Desk,
    near: leads.Near | None,
) -> Errand:
    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        kept = await replies.find(conn, token, desk.chat_key(message.chat))
        places = _places(digits, kept)
        if kept is None or places is None or kept.message_id not in {None, message.message_id}:
            return _toast_call(query, label(language, "button-expired"))
        # Where an unnamed admin asked, or nobody did, the chat is the asker: its admins may press what others
        # may not, though their apps could send it.
        for_chat = kept.asker_key == kept.chat_key and (presser.admin or not is_group(message.chat))
        for_all = action in _FOR_ALL and is_group(message.chat)
        if not (kept.asker_key == presser.key or for_chat or for_all):
            return _toast_call(query, label(language, "button-not-yours"))
        wrong = await called_wrong(conn, desk.store, kept)
        exchange = Exchange(desk, kept, update_id, wrong=wrong, near=near)
        effect = await action(conn, exchange, presser, message, places)
        chat_id, message_id = message.chat.id, message.message_id
        if effect.gone:
            await post_deletion(conn, f"update:{update_id}", chat_id, message_id)
        elif effect.reply is not None:
            await post_edit(conn, f"update:{update_id}", chat_id, message_id, effect.reply, token=kept.token)
        return _toast_call(query, effect.toast)

    return errand


def _places(digits: str, kept: replies.Reply | None) -> list[int] | None:
    """Return the places among the offers that a button names, one digit each; None if it was forged."""
    if kept is None or not (digits == "" or (digits.isascii() and digits.isdigit())):
        return None
    places = [int(digit) for digit in digits]
    return places if all(place < len(kept.offers) for place in places) else None


async def _pick(
    conn: AsyncConnection,
    exchange: Exchange,
    presser: Presser,
    message: telegram.MaybeInaccessibleMessage,
    places: list[int],
) -> Effect:
    reply = exchange.show(places[:1])
    if reply is None:
        return Effect(toast=label(exchange.language, "button-expired"))
    await vote_useful(conn, exchange, presser, message, places[:1])
    kept, desk = exchange.kept, exchange.desk
    picked = [kept.offers[places[0]].debunk_id]
    await demand.count_asked(conn, kept.asker_key, picked, desk.clock(), desk.room.zone)
    await exchange.note_told(conn, message.chat.id, places[:1])
    if exchange.kept.lead_number is not None:
        await leads.forget_ask(conn, exchange.kept.lead_number, exchange.kept.asker_key)
        await replies.attach_lead(conn, exchange.kept.token, None)
    return Effect(reply)


async def _none(
    conn: AsyncConnection, exchange: Exchange, presser: Presser, _: object, places: list[int]
) -> Effect:
    for offer in exchange.kept.offers:
        now = exchange.desk.clock()
        await replies.vote(conn, exchange.kept.token, presser.key, offer.debunk_id, "wrong", now)
    return Effect(await exchange.log_lead(conn))


async def _tell(
    conn: AsyncConnection,
    exchange: Exchange,
    _: Presser,
    message: telegram.MaybeInaccessibleMessage,
    places: list[int],
) -> Effect:
    number = exchange.kept.lead_number
    lead = await leads.get(conn, number) if number is not None else None
    if lead is None or number is None:
        return Effect(toast=label(exchange.language, "button-expired"))
    await followers.follow(conn, number, message.chat.id)
    reply = await exchange.unknown(conn, lead, following=True)
    return Effect(reply, label(exchange.language, "told-you"))


async def _drop(
    conn: AsyncConnection,
    exchange: Exchange,
    _: Presser,
    message: telegram.MaybeInaccessibleMessage,
    places: list[int],
) -> Effect:
    if exchange.kept.lead_number is not None:
        await followers.unfollow(conn, exchange.kept.lead_number, message.chat.id)
        # The replies first: once a lead is gone, they do not say any more that they were about it.
        await replies.forget_lead(conn, exchange.kept.asker_key, exchange.kept.lead_number)
        await leads.forget_ask(conn, exchange.kept.lead_number, exchange.kept.asker_key)
    await replies.forget(conn, exchange.kept.token)
    exchange.desk.on_forgotten()
    return Effect(plain_reply(exchange.language, "dropped-line"), label(exchange.language, "dropped"))


#: What each button does, and how many places it must name.
_ACTIONS: dict[str, tuple[Press | None, int]] = {
    "useful": (vote_useful, 1),
    "wrong": (vote_wrong, 2),
    "pick": (_pick, 1),
    "none": (_none, 0),
    "tell": (_tell, 0),
    "drop": (_drop, 0),
}
#: In a group everybody may say what they think of an answer; the rest is for who asked.
_FOR_ALL = frozenset({vote_useful, vote_wrong})
#: What may leave a question without any answer, so that it becomes a lead.
_MAY_LOG: frozenset[Press] = frozenset({vote_wrong, _none})


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
