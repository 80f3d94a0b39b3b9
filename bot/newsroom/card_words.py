"""What a card says of a lead, in words. Pure: makes no calls."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.directions import undirected
from bot.language import Language
from bot.lead import Status
from bot.newsroom.changes import CLOSED
from bot.newsroom.places import place_words
from bot.newsroom.sheets import Like, Sheet
from bot.newsroom.units import Unit, Units
from bot.newsroom.wordings import Wording, central_sentence, central_wording, most_different
from bot.wording import label, say
from corpus.debunk import Debunk

__all__ = ["ALWAYS", "View", "ago", "card_text", "claim_of", "like_line", "moment_words", "short"]

#: Room for texts from outside, in UTF-16 code units; all of them together stay far below Telegram's 4,096.
_CLAIM, _VARIANT, _LINK, _DEBUNK, _PUBLISHER, _LIKE, _NOTE = 300, 160, 200, 140, 60, 80, 300
_MOST_VARIANTS, _MOST_LINKS = 3, 3
_HOUR, _DAY, _LONG_AGO = timedelta(hours=1), timedelta(days=1), timedelta(days=60)
#: Muted until then is muted for good.
ALWAYS = timedelta(days=3_650)


@dataclass(frozen=True, slots=True)
class View:
    """For whom a card is shown.

    :ivar unit: whose chat it is; None: the maintainers', who see all
    :ivar zone: of the maintainers; a unit has its own clock
    """

    language: Language
    now: datetime
    zone: ZoneInfo
    units: Units
    unit: Unit | None = None

    @property
    def clock(self) -> ZoneInfo:
        return self.zone if self.unit is None else self.unit.zone


def card_text(sheet: Sheet, view: View) -> str:
    """Return the card's text as Telegram HTML, at most 4,096 UTF-16 code units once it is read."""
    parts = [_head(sheet, view), _numbers(sheet, view), *_more(sheet, view)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def claim_of(text: str, language: Language, room: int = _CLAIM) -> str:
    """Return the sentence that says a claim, in one line, not escaped; a word where the text is gone."""
    claim = short(central_sentence(text), room)
    return claim or label(language, "card-no-text")


def _head(sheet: Sheet, view: View) -> list[str]:
    language = view.language
    status = label(language, "lead-status", status=sheet.status.value)
    lines = [say(language, "card-title", number=str(sheet.number), status=status)]
    if sheet.status is Status.DISMISSED and sheet.reason:
        lines[0] += say(language, "card-reason", reason=sheet.reason)
    lines.append(say(language, "card-claim", text=claim_of(_central(sheet).text, language)))
    if sheet.status is Status.ANSWERED and sheet.answer is not None:
        lines.append(_debunk_line("card-answer", sheet.answer, language))
    return lines


def _central(sheet: Sheet) -> Wording:
    """The wording whose sentence stands for the lead."""
    own = Wording(sheet.number, sheet.text, sheet.asks)
    central = central_wording(sheet.wordings) if sheet.wordings else own
    return own if central.number == sheet.number and central.text != sheet.text else central


def _numbers(sheet: Sheet, view: View) -> list[str]:
    language = view.language
    first, last = ago(sheet.first_asked, view), ago(sheet.last_asked, view)
    lines = [say(language, "card-asked", asks=sheet.asks, askers=sheet.askers, chats=sheet.chats)]
    if first == last:
        lines.append(say(language, "card-seen-once", when=last))
    else:
        lines.append(say(language, "card-seen", first=first, last=last))
    # Where all asked today, their number stands above.
    if sheet.yesterday or 0 < sheet.today < sheet.asks:
        lines.append(say(language, "card-growth", today=sheet.today, yesterday=sheet.yesterday))
    known = []
    if sheet.topic:
        known.append(say(language, "card-topic", topic=label(language, "topic", code=sheet.topic)))
    if sheet.region:
        known.append(say(language, "card-place", place=place_words(sheet.region, language)))
    if known:
        guessed = label(language, "card-guessed") if sheet.guessed else ""
        lines.append(" · ".join(known) + html.escape(guessed))
    if sheet.unit:
        lines.append(_unit_line(sheet, view))
    if sheet.muted_until is not None and sheet.muted_until > view.now:
        always = sheet.muted_until > view.now + ALWAYS / 2
        until = "" if always else moment_words(sheet.muted_until, view)
        lines.append(say(language, "card-muted-always" if always else "card-muted", until=until))
    return lines


def _unit_line(sheet: Sheet, view: View) -> str:
    if sheet.due_at is None or sheet.status in CLOSED:
        return say(view.language, "card-unit", unit=short(sheet.unit, 64))
    key = "card-unit-over" if sheet.due_at <= view.now else "card-unit-due"
    return say(view.language, key, unit=short(sheet.unit, 64), due=moment_words(sheet.due_at, view))


def _more(sheet: Sheet, view: View) -> list[list[str]]:
    language = view.language
    claim = _central(sheet)
    others = [each for each in sheet.wordings if each.number != claim.number]
    variants = most_different(others, claim, _MOST_VARIANTS) if sheet.wordings else []
    wordings = [say(language, "card-line", text=short(text, _VARIANT)) for text in variants]
    # In a box Telegram makes no link of an address, so that nobody opens by mistake what is being checked.
    links = [say(language, "card-link", link=short(link, _LINK)) for link in sheet.links[:_MOST_LINKS]]
    if len(sheet.links) > _MOST_LINKS:
        links.append(say(language, "card-links-more", count=len(sheet.links) - _MOST_LINKS))
    found = [
        _debunk_line("card-debunk", debunk, language, number=str(place), sureness=sureness)
        for place, (debunk, sureness) in enumerate(sheet.debunks, 1)
        if debunk is not None
    ]
    if sheet.looked and not found:
        found = [say(language, "card-no-debunk")]
    same = [like_line(like, language) for like in sheet.likes if like is not None]
    noted = [say(language, "card-note", text=short(sheet.noted, _NOTE))] if sheet.noted else []
    parts = [_under("card-wordings", wordings, language), _under("card-links", links, language)]
    if sheet.status not in CLOSED:
        # What may answer a lead, or be one with it, is of use while it is open.
        parts.append(_under("card-debunks", found, language) if sheet.looked else [])
        parts.append(_under("card-likes", same, language))
    return [*parts, noted]


def _under(title: str, lines: Sequence[str], language: Language) -> list[str]:
    return [say(language, title), *lines] if lines else []


def like_line(like: Like, language: Language) -> str:
    """Return one line about another lead, as Telegram HTML."""
    return say(
        language,
        "card-like",
        number=str(like.number),
        asks=like.asks,
        text=claim_of(like.text, language, _LIKE),
        status=label(language, "lead-status", status=like.status.value),
    )


def _debunk_line(key: str, debunk: Debunk, language: Language, **more: str) -> str:
    return say(
        language,
        key,
        verdict=label(language, "verdict-plain", verdict=debunk.verdict.value),
        claim=short(debunk.claim, _DEBUNK),
        publisher=short(debunk.publisher, _PUBLISHER),
        **more,
    )


def ago(moment: datetime, view: View) -> str:
    """Return how long ago a moment was, in plain words; the date where that is more than two months."""
    passed = max(view.now - moment, timedelta())
    if passed > _LONG_AGO:
        here = moment.astimezone(view.clock)
        return label(view.language, "ago-date", year=str(here.year), month=here.month, day=here.day)
    if passed < timedelta(minutes=1):
        return label(view.language, "ago-now")
    for unit, length in (("days", _DAY), ("hours", _HOUR), ("minutes", timedelta(minutes=1))):
        if passed >= length:
            return label(view.language, f"ago-{unit}", count=passed // length)
    raise AssertionError("a minute or more has passed")


def moment_words(moment: datetime, view: View) -> str:
    """Return a moment by the reader's clock, with its year if that is another than now."""
    here = moment.astimezone(view.clock)
    key = "card-moment" if here.year == view.now.astimezone(view.clock).year else "card-moment-year"
    year, time = str(here.year), f"{here:%H:%M}"
    return label(view.language, key, year=year, month=here.month, day=here.day, time=time)


def short(text: str, room: int) -> str:
    """Return a text in one line and at most `room` UTF-16 code units, as Telegram counts, without signs that
    would show it in another direction."""
    line = " ".join(undirected(text).encode("utf-8", "replace").decode().split())
    units = line.encode("utf-16-le")
    if len(units) <= room * 2:
        return line
    return units[: room * 2 - 2].decode("utf-16-le", "ignore") + "…"
