"""The card of a lead: its words and its buttons, page by page. Pure: makes no calls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bot.language import Language
from bot.lead import Status
from bot.newsroom.card_words import View, card_text, claim_of
from bot.newsroom.changes import CLOSED, Reason
from bot.newsroom.draft_page import finished_reply
from bot.newsroom.places import place_code, place_words, places_below
from bot.newsroom.sheets import Sheet
from bot.newsroom.units import Unit, Units
from bot.newsroom.units_file import TOPICS
from bot.reply import Button, Reply
from bot.wording import label, say
from corpus.debunk import Debunk
from corpus.gazetteer import find_regions

__all__ = [
    "MUTES",
    "VERB",
    "Page",
    "answer_code",
    "card_reply",
    "gone_reply",
    "unit_code",
    "unit_named",
]

#: What the buttons of a card begin with.
VERB = "lead"
#: How long a lead can be muted, in days; 0: always.
MUTES = (1, 7, 0)
_UNITS_A_PAGE, _PLACES_A_PAGE, _MOST_SPLIT, _BUTTON, _PROPOSED = 8, 24, 8, 40, 3


@dataclass(frozen=True, slots=True)
class Page:
    """Which buttons a card shows.

    :ivar name: "" the first page, or assign, dismiss, topic, region, merge, split, mute, or use: the answer
        with a candidate as people will read it
    :ivar first: of a long list, the place from which it is shown; of use, that of the candidate
    :ivar below: the place whose places are shown
    """

    name: str = ""
    first: int = 0
    below: str = ""


def card_reply(sheet: Sheet, token: str, view: View, page: Page | None = None) -> Reply:
    """Return a card with the buttons of a page; one that is closed can be opened again only."""
    keys = _Keys(sheet, token, view)
    page = page or Page()
    if page.name == "use" and (candidate := _candidate(sheet, page.first)) is not None:
        rows = keys.use(page.first, candidate)
        return Reply(_finished(sheet, candidate, view), tuple(tuple(row) for row in rows))
    if sheet.status in CLOSED:
        rows = keys.closed()
    else:
        rows = {
            "assign": keys.assign,
            "dismiss": keys.dismiss,
            "topic": keys.topic,
            "region": keys.region,
            "merge": keys.merge,
            "split": keys.split,
            "mute": keys.mute,
        }.get(page.name, keys.main)(page)
    return Reply(card_text(sheet, view), tuple(tuple(row) for row in rows if row))


def _candidate(sheet: Sheet, place: int) -> Debunk | None:
    return sheet.debunks[place][0] if place < len(sheet.debunks) else None


def _finished(sheet: Sheet, debunk: Debunk, view: View) -> str:
    """The answer with a candidate as people will read it, under what they asked."""
    claim = claim_of(sheet.text, view.language)
    lines = [say(view.language, "card-use", number=str(sheet.number), claim=claim)]
    if sheet.status is Status.ANSWERED:
        lines.append(say(view.language, "card-use-instead"))
    today: date = view.now.astimezone(view.clock).date()
    return "\n\n".join([*lines, finished_reply(debunk, view.language, today).text])


def answer_code(sheet: Sheet, debunk: Debunk) -> str:
    """Return what a button says of an answer that was shown: another one, or of a lead that was answered
    meanwhile, has another code."""
    answer = sheet.answer.id if sheet.answer is not None else ""
    return blake2b(f"{sheet.status} {answer} {debunk.id}".encode(), digest_size=5).hexdigest()


def gone_reply(number: int, language: Language) -> Reply:
    """Return what becomes of a card in a chat that is not to see its lead any more."""
    return Reply(say(language, "card-gone", number=str(number)))


def unit_code(unit: Unit) -> str:
    """Return what a button calls a unit: the same however the file of units is ordered."""
    return blake2b(unit.name.encode(), digest_size=5).hexdigest()


def unit_named(units: Units, code: str) -> Unit | None:
    """Return the unit of a button."""
    return next((unit for unit in units.all if unit_code(unit) == code), None)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keyboards of one card."""

    sheet: Sheet
    token: str
    view: View

    def main(self, _: Page) -> Iterable[Sequence[Button]]:
        sheet = self.sheet
        yield [
            self._press(self._label("card-answer-with", number=str(place + 1)), "use", str(place))
            for place, (debunk, _) in enumerate(sheet.debunks)
            if debunk is not None
        ]
        look = () if sheet.looked else (self._press(self._label("card-look"), "look"),)
        yield [self._press(self._label("card-write"), "write"), *look]
        yield [self._turn("assign"), self._press(self._label("card-check"), "check")]
        if sheet.guessed:
            # One tap makes a guess sure, or puts it right.
            yield [self._topic(code, "⭐ ") for code in self._likely_topics()]
            yield [self._place(place) for place in self._likely_places()]
        yield [self._turn("topic"), self._turn("region")]
        like = [self._turn("merge")] if any(sheet.likes) else []
        yield [*like, *([self._turn("split")] if len(sheet.wordings) > 1 else [])]
        yield [self._turn("dismiss"), self._turn("mute"), self._press(self._label("card-renew"), "renew")]

    def use(self, place: int, debunk: Debunk) -> Iterable[Sequence[Button]]:
        """The answer is shown: publish it, or go back."""
        publish = f"{place}.{answer_code(self.sheet, debunk)}"
        yield [self._press(self._label("card-publish"), "publish", publish), self._back()]

    def closed(self) -> Iterable[Sequence[Button]]:
        yield [
            self._press(self._label("card-reopen"), "reopen"),
            self._press(self._label("card-renew"), "renew"),
        ]

    def assign(self, page: Page) -> Iterable[Sequence[Button]]:
        """The units that fit, the narrowest first, then all others."""
        sheet = self.sheet
        others = [unit for unit in self.view.units.all if unit.name != sheet.unit]
        if self.view.unit is not None:
            # A unit hands over to whom the lead concerns; only the maintainers give it to anybody.
            others = [unit for unit in others if unit.takes(sheet.topic, sheet.region)]
        ranked = sorted(others, key=lambda unit: (not unit.takes(sheet.topic, sheet.region), unit.level))
        shown = ranked[page.first : page.first + _UNITS_A_PAGE]
        for unit in shown:
            mark = "✓ " if unit.takes(sheet.topic, sheet.region) else ""
            yield [self._press(mark + _cut(unit.name), "assign", unit_code(unit))]
        yield self._steps("assign", "", page.first, _UNITS_A_PAGE, len(ranked))
        if sheet.unit:
            yield [self._press(self._label("card-return"), "return")]
        yield [self._back()]

    def dismiss(self, _: Page) -> Iterable[Sequence[Button]]:
        for reason in Reason:
            yield [self._press(self._label("lead-reason", reason=reason.value), "dismiss", reason.value)]
        yield [self._back()]

    def topic(self, _: Page) -> Iterable[Sequence[Button]]:
        proposed = self._likely_topics()
        yield from _rows([self._topic(code, "⭐ ") for code in proposed], 3)
        yield from _rows([self._topic(code) for code in TOPICS if code not in proposed], 3)
        yield [self._back()]

    def region(self, page: Page) -> Iterable[Sequence[Button]]:
        language = self.view.language
        if not page.below and not page.first:
            yield from ([self._place(place)] for place in self._likely_places())
            yield [self._press(self._label("card-nowhere"), "region", "=")]
        elif page.below:
            words = _cut(place_words(page.below, language))
            code = place_code(page.below)
            yield [self._press(self._label("card-whole", place=words), "region", f"={code}")]
        places = places_below(page.below)
        buttons = []
        for place in places[page.first : page.first + _PLACES_A_PAGE]:
            ends = not places_below(place)
            words = place_words(place, language) if not page.below else place.rpartition("/")[2]
            verb = f"{'=' if ends else ''}{place_code(place)}"
            buttons.append(self._press(_cut(words if ends else f"{words} ›"), "region", verb))
        yield from _rows(buttons, 3)
        below = place_code(page.below) if page.below else ""
        yield self._steps("region", below, page.first, _PLACES_A_PAGE, len(places))
        yield [self._back()]

    def merge(self, _: Page) -> Iterable[Sequence[Button]]:
        for place, like in enumerate(self.sheet.likes):
            if like is not None:
                claim = _cut(claim_of(like.text, self.view.language))
                text = self._label("card-merge-with", number=str(like.number), claim=claim)
                yield [self._press(text, "merge", str(place))]
        yield [self._back()]

    def split(self, _: Page) -> Iterable[Sequence[Button]]:
        for wording in self.sheet.wordings[1 : _MOST_SPLIT + 1]:
            claim = _cut(claim_of(wording.text, self.view.language))
            yield [self._press(f"✂️ {claim}", "split", str(wording.number))]
        yield [self._back()]

    def mute(self, _: Page) -> Iterable[Sequence[Button]]:
        yield [
            self._press(self._label("card-mute-for", days=days), "mute", str(days)) for days in MUTES if days
        ]
        yield [self._press(self._label("card-mute-always"), "mute", "0")]
        if self.sheet.muted_until is not None and self.sheet.muted_until > self.view.now:
            yield [self._press(self._label("card-unmute"), "mute", "off")]
        yield [self._back()]

    def _likely_topics(self) -> list[str]:
        near = [debunk.topic for debunk, _ in self.sheet.debunks if debunk is not None]
        codes = dict.fromkeys((self.sheet.topic, *self.sheet.topics, *near))
        return [code for code in codes if code in TOPICS][:_PROPOSED]

    def _likely_places(self) -> list[str]:
        texts = "\n".join(wording.text for wording in self.sheet.wordings[:10])
        named = [found.place for found in find_regions(texts)]
        return [place for place in dict.fromkeys((self.sheet.region, *named)) if place][:_PROPOSED]

    def _place(self, place: str) -> Button:
        words = _cut(place_words(place, self.view.language))
        return self._press(f"⭐ {words}", "region", f"={place_code(place)}")

    def _topic(self, code: str, mark: str = "") -> Button:
        return self._press(mark + self._label("topic", code=code), "topic", code)

    def _turn(self, page: str) -> Button:
        return self._press(self._label(f"card-page-{page}"), "page", page)

    def _back(self) -> Button:
        return self._press(self._label("card-back"), "page", "")

    def _steps(self, page: str, below: str, first: int, width: int, count: int) -> list[Button]:
        steps = []
        if first > 0:
            steps.append(self._press("◀", "page", f"{page}.{max(0, first - width)}.{below}"))
        if first + width < count:
            steps.append(self._press("▶", "page", f"{page}.{first + width}.{below}"))
        return steps

    def _label(self, key: str, **arguments: str | int) -> str:
        return label(self.view.language, key, **arguments)

    def _press(self, text: str, verb: str, argument: str = "") -> Button:
        return {"text": text, "callback_data": f"{VERB}:{self.token}:{verb}:{argument}"}


def _rows(buttons: Sequence[Button], width: int) -> list[Sequence[Button]]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


def _cut(text: str) -> str:
    return text if len(text) <= _BUTTON else text[: _BUTTON - 1] + "…"
