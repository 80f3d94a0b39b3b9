"""Turn an answer into what a person reads: words, buttons and a link. Pure: makes no calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from bot.dates import date_words, years_since
from bot.directions import undirected
from bot.language import Language
from bot.offered import Offered
from bot.wording import label, say
from corpus.debunk import Debunk, Verdict
from corpus.link_book import WayKind
from corpus.timebound import is_time_bound
from index.decision import Match

#: Telegram's limit for one message, in UTF-16 code units after its tags are taken out.
MAX_MESSAGE = 4096
#: A check older than this many years is shown with a warning.
OLD_AFTER_YEARS = 2
#: Room for texts from outside, in characters; three matches stay below MAX_MESSAGE.
_CLAIM, _SUMMARY, _QUOTE, _PUBLISHER, _BUTTON, _SHARED, _DIFFERS = 200, 450, 80, 60, 48, 120, 30
_READ_MORE = {WayKind.PAGE: "read-more", WayKind.COPY: "read-copy", WayKind.SITE: "read-site"}

Button = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    :ivar text: Telegram HTML
    :ivar buttons: rows of inline buttons, each as the Bot API writes it
    :ivar preview: address whose preview is shown under the message, or "" for none
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    preview: str = ""

    def params(self) -> dict[str, object]:
        """Return the parameters that sendMessage and editMessageText share."""
        preview: dict[str, object] = {"url": self.preview} if self.preview else {"is_disabled": True}
        return {
            "text": self.text,
            "parse_mode": "HTML",
            "link_preview_options": preview,
            "reply_markup": {"inline_keyboard": [list(row) for row in self.buttons]},
        }

    def new_params(self) -> dict[str, object]:
        """Return the parameters of a new message: only an edit has a keyboard to take away."""
        params = self.params()
        if not self.buttons:
            del params["reply_markup"]
        return params


def answer_reply(
    offered: Sequence[Offered],
    language: Language,
    token: str,
    *,
    today: date,
    inline: bool,
    refutes: bool = False,
    further: int = 0,
    unsure: Sequence[str] = (),
) -> Reply:
    """Return the reply of the band `answer`.

    :param offered: one to three, in the order of the message
    :param token: key of the remembered reply, which the buttons carry; "" for a reply without buttons
    :param inline: the bot can be asked from other chats, so that sharing may use it
    :param refutes: the message was itself a debunk
    :param further: how many of its claims are known besides
    :param unsure: other words of it that may be a known claim, too
    """
    best = offered[0].match.debunk
    parts = []
    if refutes:
        opening = say(language, "refutes-wrongly" if best.verdict is Verdict.TRUE else "refutes")
        # One date for one claim; of several, each card has its own.
        parts.append(opening + (_checked(best, language) if len(offered) == 1 else ""))
    dated = refutes and len(offered) == 1
    cards = [_card(each, language, today, dated=dated) for each in offered]
    if len(cards) == 1:
        parts += cards
    else:
        parts.append(say(language, "answers-title", count=len(cards)))
        numbers = (say(language, "answers-number", number=number) for number in range(1, len(cards) + 1))
        parts += [f"{number}\n{card}" for number, card in zip(numbers, cards, strict=True)]
    if further:
        parts.append(say(language, "answers-further", count=further))
    parts += [say(language, "answers-unsure", text=_shorten(words, _QUOTE)) for words in unsure]
    buttons = _answer_buttons(offered, language, token, inline) if token else ()
    way = offered[0].way
    # The front page of a site would show whatever is new there, as if that were the answer.
    return Reply("\n\n".join(parts), buttons, "" if way.kind is WayKind.SITE else way.url)


def suggest_reply(offered: Sequence[Offered], language: Language, token: str) -> Reply:
    """Return the reply of the band `suggest`: is it this one, or which of these two or three?"""
    kind = "-one" if len(offered) == 1 else ""
    lines: list[str] = []
    rows = []
    for number, each in enumerate(offered, 1):
        claim = _shorten(each.match.debunk.claim, _CLAIM)
        lines += [
            say(language, f"suggest-line{kind}", number=str(number), claim=claim),
            *_checkers(each, language),
            *_difference(each.match, language),
        ]
        words = label(language, f"button-pick{kind}", number=str(number), claim=_shorten(claim, _BUTTON))
        rows.append((_press(words, "pick", token, each.place),))
    title, hint = say(language, f"suggest-title{kind}"), say(language, f"suggest-hint{kind}")
    none = _press(label(language, f"button-none{kind}"), "none", token)
    return Reply("\n\n".join([title, "\n".join(lines), hint]), (*rows, (none,)))


def unknown_reply(
    language: Language,
    token: str,
    *,
    number: int,
    others: int,
    following: bool = False,
    foreign: bool = False,
) -> Reply:
    """Return the reply of the band `unknown`.

    :param number: of the lead that was logged
    :param others: how many other people asked the same
    :param following: the person wants to hear the outcome
    :param foreign: the message is in another language than nearly all that has been checked
    """
    lines = [say(language, "unknown-title"), say(language, "unknown-lead", number=str(number))]
    if others:
        lines.append(say(language, "unknown-others", count=others))
    if foreign:
        lines.append("\n" + say(language, "unknown-foreign"))
    lines.append("\n" + say(language, "unknown-advice"))
    if following:
        lines.append("\n" + say(language, "told-line"))
    tell = () if following else (_press(label(language, "button-tell"), "tell", token),)
    return Reply("\n".join(lines), ((*tell, _press(label(language, "button-drop"), "drop", token)),))


def unreadable_reply(language: Language, media: str) -> Reply:
    """Return what to say to a message without anything to read; `media` as in `Question`."""
    return Reply(f"{say(language, 'unreadable-title')}\n{say(language, 'unreadable', media=media)}")


def plain_reply(language: Language, *keys: str, **arguments: str | int) -> Reply:
    """Return a reply of fixed texts, one paragraph a key."""
    return Reply("\n\n".join(say(language, key, **arguments) for key in keys))


def shared_text(debunk: Debunk, language: Language) -> str:
    """Return one plain line that says a debunk's claim and verdict, for passing it on."""
    verdict = label(language, "verdict-plain", verdict=debunk.verdict.value)
    return label(language, "shared-text", claim=_shorten(debunk.claim, _SHARED), verdict=verdict)


def claim_words(debunk: Debunk) -> str:
    """Return a debunk's claim in one line, as short as in an answer; not escaped."""
    return _shorten(debunk.claim, _CLAIM)


def _card(offered: Offered, language: Language, today: date, *, dated: bool) -> str:
    """Return all about one match; `dated`: the reply says above it when a claim of the day was checked."""
    match, way = offered.match, offered.way
    debunk = match.debunk
    checked = _checked(debunk, language)
    lines = [say(language, "verdict", verdict=debunk.verdict.value) + ("" if dated else checked)]
    # Word for word the claim below, it would only say it twice.
    if match.quote and match.quote.strip() != debunk.claim.strip():
        lines.append(say(language, "quote", text=_shorten(match.quote, _QUOTE)))
    lines.append(say(language, "claim", text=_shorten(debunk.claim, _CLAIM)))
    lines += _difference(match, language)
    if debunk.summary:
        lines.append(say(language, "summary", text=_shorten(debunk.summary, _SUMMARY)))
    publisher = _shorten(debunk.publisher, _PUBLISHER)
    if checked:
        lines.append(say(language, "source-above", publisher=publisher))
    elif debunk.published:
        lines.append(
            say(language, "source", publisher=publisher, date=date_words(debunk.published, language))
        )
    else:
        lines.append(say(language, "source-undated", publisher=publisher))
    years = years_since(debunk.published, today)
    if debunk.verdict is Verdict.OUTDATED:
        lines.append(say(language, "outdated"))
    elif years is not None and years >= OLD_AFTER_YEARS:
        lines.append(say(language, "old", years=years))
    if _is_web(way.url):
        lines.append(say(language, _READ_MORE[way.kind], url=way.url))
    return "\n".join([*lines, *_beside(offered, language)])


def _beside(offered: Offered, language: Language) -> list[str]:
    """Return the lines that say who else has checked the claim, and who came to another result."""
    verdict = offered.match.debunk.verdict
    named = [
        (each.debunk.verdict, {"publisher": _shorten(each.debunk.publisher, _PUBLISHER), "url": each.way.url})
        for each in offered.beside
        if _is_web(each.way.url)
    ]
    alike = [say(language, "also-link", **words) for told, words in named if told is verdict]
    lines = [say(language, "also-checked") + label(language, "also-and").join(alike)] if alike else []
    return lines + [
        say(language, "also-otherwise", verdict=told.value, **words)
        for told, words in named
        if told is not verdict
    ]


def _checkers(offered: Offered, language: Language) -> list[str]:
    """Return the line that says who has checked a claim, if several have; links come with the answer."""
    if not offered.beside:
        return []
    debunks = (offered.match.debunk, *(each.debunk for each in offered.beside))
    names = [_shorten(debunk.publisher, _PUBLISHER) for debunk in debunks]
    return [say(language, "suggest-checked", publishers=label(language, "also-and").join(names))]


def _checked(debunk: Debunk, language: Language) -> str:
    """Return what to add to the first line about a claim that holds for a time only: when it was checked."""
    if not debunk.published or not is_time_bound(debunk):
        return ""
    return say(language, "checked", date=date_words(debunk.published, language))


def _difference(match: Match, language: Language) -> list[str]:
    """Return the line that says what the person asked about and what the check is about; none if the same."""
    if match.differs is None:
        return []
    said, claimed = (_shorten(words, _DIFFERS) for words in match.differs)
    return [say(language, "suggest-differs", said=said, claimed=claimed)]


def _answer_buttons(
    offered: Sequence[Offered], language: Language, token: str, inline: bool
) -> tuple[tuple[Button, ...], ...]:
    shown = "".join(str(each.place) for each in offered)
    useful = _press(label(language, "button-useful"), "useful", token, shown)
    if len(offered) == 1:
        share = _share_button(offered[0], language, inline)
        return ((useful, _press(label(language, "button-wrong"), "wrong", token, shown, shown), share),)
    return (
        (useful,),
        *(
            (
                _press(
                    label(language, "button-wrong-number", number=str(number)),
                    *("wrong", token, each.place, shown),
                ),
                _share_button(each, language, inline, str(number)),
            )
            for number, each in enumerate(offered, 1)
        ),
    )


def _share_button(offered: Offered, language: Language, inline: bool, number: str = "") -> Button:
    debunk = offered.match.debunk
    text = label(language, "button-share-number" if number else "button-share", number=number)
    if inline:
        return {"text": text, "switch_inline_query": _shorten(debunk.claim, _SHARED)}
    # Without inline mode the button would do nothing; Telegram's share page works for every bot.
    shared = quote(offered.way.url, safe="")
    address = f"https://t.me/share/url?url={shared}&text={quote(shared_text(debunk, language))}"
    return {"text": text, "url": address}


def _press(text: str, *parts: str | int) -> Button:
    return {"text": text, "callback_data": ":".join(map(str, parts))}


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"}


def _shorten(text: str, limit: int) -> str:
    """Return the text in one line and at most `limit` UTF-16 code units, as Telegram counts, without signs
    that would show it in another direction."""
    line = " ".join(undirected(text).encode("utf-8", "replace").decode().split())
    units = line.encode("utf-16-le")
    if len(units) <= limit * 2:
        return line
    return units[: limit * 2 - 2].decode("utf-16-le", "ignore") + "…"
