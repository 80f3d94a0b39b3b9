"""Subscribe and unsubscribe: by words or by buttons, in private and, for admins, in groups."""

from collections.abc import Sequence

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram.constants import ChatType

from bot.admins import CHANGING, is_admin, writes_as_admin
from bot.desk import Desk, Errand, post_edit, post_reply
from bot.handlers.commands import command_in
from bot.handlers.panel import language_on
from bot.language import Language
from bot.messenger import Call
from bot.newsroom.card_words import short
from bot.newsroom.places import place_code, place_named, place_words, places_below, read_place
from bot.newsroom.priority import HARM
from bot.newsroom.subscriptions import Subscription, of_chat, subscribe, unsubscribe
from bot.reply import Button, Reply, plain_reply
from bot.wording import label, say

__all__ = ["obey", "tap"]

_A_ROW = 3
_WORD = 40  # UTF-16 code units that are shown of a word that is not understood
#: Buttons of places: show what lies below one, want one.
_OF_PLACES = {"at", "in"}


async def obey(update_id: int, message: telegram.Message, desk: Desk) -> Errand | None:
    """Return the errand of /subscribe and /unsubscribe; None for all other messages."""
    command = command_in(message, desk.identity)
    if command not in {"subscribe", "unsubscribe"}:
        return None
    chat, key = message.chat, f"update:{update_id}"
    language = await language_on(chat, message.from_user, desk)
    private = chat.type == ChatType.PRIVATE
    allowed = private or await writes_as_admin(desk, message, within=CHANGING)
    words = (message.text or "").split()[1:]
    wanted = _read(words) if words else []

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        if not allowed:
            await post_reply(conn, key, message, plain_reply(language, "subscribe-admins-only"))
        elif isinstance(wanted, str):
            await post_reply(conn, key, message, _unknown(wanted, language))
        elif command == "subscribe":
            await subscribe(conn, chat.id, wanted, language, desk.clock())
            await post_reply(conn, key, message, _page(await of_chat(conn, chat.id), language))
        else:
            for each in wanted:
                await unsubscribe(conn, chat.id, each)
            if not wanted:
                await unsubscribe(conn, chat.id)
            await post_reply(conn, key, message, _page(await of_chat(conn, chat.id), language))
        return ()

    return errand


async def tap(update_id: int, query: telegram.CallbackQuery, rest: str, desk: Desk) -> Errand:
    """Return the errand of a tap on a topic or place.

    :param rest: what the button carries behind its verb: a topic, "all", "none" or "topics"; "at:" and the
        code of a place whose places are to be shown, "in:" and that of one that is wanted, or no more
    """
    message = query.message
    assert message is not None
    chat = message.chat
    language = await language_on(chat, query.from_user, desk)
    private = chat.type == ChatType.PRIVATE
    allowed = private or await is_admin(desk, chat.id, desk.person_key(query.from_user))
    what, _, code = rest.partition(":")
    place = (place_named(code) if code else "") if what in _OF_PLACES else None
    known = rest in {"all", "none", "topics", *HARM} or bool(place) or (what == "at" and place == "")

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        refusal = "" if allowed and known else "subscribe-admins-only" if known else "button-expired"
        toast = label(language, refusal) if refusal else None
        if not refusal:
            if what == "in":
                await _flip(conn, chat.id, Subscription(region=place or ""), language, desk)
            elif what not in {"at", "topics"}:
                await _turn(conn, chat.id, rest, language, desk)
            wanted = await of_chat(conn, chat.id)
            if place is None:
                page = _page(wanted, language)
            else:
                # A city has no page of its own: its province's stays.
                ends = what == "in" and not _cities_of(place)
                page = _places(wanted, place.rpartition("/")[0] if ends else place, language)
            await post_edit(conn, f"update:{update_id}", chat.id, message.message_id, page)
        return (Call("answer_callback_query", {"callback_query_id": query.id, "text": toast}),)

    return errand


async def _turn(conn: AsyncConnection, chat_id: int, what: str, language: Language, desk: Desk) -> None:
    if what == "none":
        await unsubscribe(conn, chat_id)
    elif what == "all":
        await subscribe(conn, chat_id, [Subscription()], language, desk.clock())
    else:
        await _flip(conn, chat_id, Subscription(what), language, desk)


async def _flip(
    conn: AsyncConnection, chat_id: int, what: Subscription, language: Language, desk: Desk
) -> None:
    """Want something, or no more if it was wanted; who wants one thing does not want everything."""
    if not await unsubscribe(conn, chat_id, what):
        await unsubscribe(conn, chat_id, Subscription())
        await subscribe(conn, chat_id, [what], language, desk.clock())


def _read(words: Sequence[str]) -> list[Subscription] | str:
    """What words ask for: topics in any language, places, or "all"; or the first word that is neither."""
    topics, places = [], []
    for word in words:
        topic = _topics().get(word.lower())
        place = "" if topic is not None else read_place(word)
        if topic is not None:
            topics.append(topic)
        elif place:
            places.append(place)
        else:
            return word
    pairs = [Subscription(topic, place) for topic in topics or [""] for place in places or [""]]
    return list(dict.fromkeys(pairs))


def _unknown(word: str, language: Language) -> Reply:
    topics = label(language, "subscribe-comma").join(label(language, "topic", code=code) for code in HARM)
    return Reply(say(language, "subscribe-unknown", word=short(word, _WORD), topics=topics))


def _topics() -> dict[str, str]:
    names = {label(language, "topic", code=code).lower(): code for code in HARM for language in Language}
    everything = {label(language, "subscribe-all-word").lower(): "" for language in Language}
    return {**names, **{code: code for code in HARM}, **everything}


def _page(wanted: Sequence[Subscription], language: Language) -> Reply:
    everything = Subscription() in wanted
    lines = [say(language, "subscribe-title")]
    if everything:
        lines.append(say(language, "subscribe-everything"))
    elif wanted:
        lines += [say(language, "subscribe-line", words=_words(each, language)) for each in wanted]
    else:
        lines.append(say(language, "subscribe-nothing"))
    lines += ["", say(language, "subscribe-hint")]
    topics = [
        _button(("✅ " if Subscription(code) in wanted else "") + label(language, "topic", code=code), code)
        for code in HARM
    ]
    rows = [tuple(topics[start : start + _A_ROW]) for start in range(0, len(topics), _A_ROW)]
    by_place = any(each.region for each in wanted)
    rows.append((_button(("✅ " if by_place else "") + label(language, "subscribe-places"), "at:"),))
    last = (
        _button(("✅ " if everything else "") + label(language, "subscribe-all"), "all"),
        _button(label(language, "subscribe-none"), "none"),
    )
    return Reply("\n".join(lines), (*rows, last))


def _places(wanted: Sequence[Subscription], above: str, language: Language) -> Reply:
    """The places below another one, down to cities; of "" the provinces."""

    def mark(place: str) -> str:
        return "✅ " if Subscription(region=place) in wanted else ""

    lines = _page(wanted, language).text
    buttons = []
    for place in _cities_of(above):
        words = place_words(place, language) if not above else place.rpartition("/")[2]
        if _cities_of(place):
            within = any(each.region.startswith((place, f"{place}/")) for each in wanted)
            buttons.append(_button(f"{'✅ ' if within else ''}{words} ›", f"at:{place_code(place)}"))
        else:
            buttons.append(_button(mark(place) + words, f"in:{place_code(place)}"))
    rows = [tuple(buttons[start : start + _A_ROW]) for start in range(0, len(buttons), _A_ROW)]
    if above:
        whole = label(language, "card-whole", place=place_words(above, language))
        rows.insert(0, (_button(mark(above) + whole, f"in:{place_code(above)}"),))
    back = _button(label(language, "card-back"), "at:" if above else "topics")
    return Reply(lines, (*rows, (back,)))


def _cities_of(above: str) -> Sequence[str]:
    """Return the provinces, and of each its cities; of a city nothing."""
    return () if "/" in above else places_below(above)


def _words(wanted: Subscription, language: Language) -> str:
    topic = label(language, "topic", code=wanted.topic) if wanted.topic else ""
    place = place_words(wanted.region, language) if wanted.region else ""
    return " · ".join(each for each in (topic, place) if each)


def _button(text: str, what: str) -> Button:
    return {"text": text, "callback_data": f"sub:{what}"}
