"""Make a debunk of an entry, or say why not."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from pydantic import ValidationError

from corpus.debunk import LONGEST_CLAIM, Debunk, Verdict
from corpus.importing.dates import day_of
from corpus.importing.entry import Entry, Formula, Rejection, Skipped, shown
from corpus.library import fault_words
from corpus.links import canonical_url
from corpus.ratings import SKIP, Ratings, by_number
from corpus.scripts import script_of

__all__ = ["Made", "Maker", "id_of"]

LONGEST_SUMMARY = 2_000
MOST_VARIANTS = 50
_INLINE = re.compile(
    r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)
_TAG = re.compile(r"<(?:[a-zA-Z/!][^<>]{0,2000})>")
_SPACE = re.compile(r"\s+")
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,79}")
_FORMULA = re.compile(r"=\s*[A-Z][A-Z0-9.]*\s*\(|=\s*\$?[A-Z]{1,3}\$?\d+\b|[=@+]\s*cmd\s*\|", re.IGNORECASE)
_NAMES_OF_LANGUAGES = {
    "chinese": "zh",
    "mandarin": "zh",
    "中文": "zh",
    "简体中文": "zh-Hans",
    "繁體中文": "zh-Hant",
    "正體中文": "zh-Hant",
    "english": "en",
    "英文": "en",
}
_HANT = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_HANS = ("zh-hans", "zh-cn", "zh-sg", "zh-my")
_CURES = {
    "claim": "the source has to say in a sentence which claim was checked",
    "url": "the source has to give the address of the check",
    "publisher": "name it: --publisher NAME",
    "lang": "name it: --lang zh-Hans",
    "published": "write the day as in 2026-11-22, or name the form in the mapping: date_format",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A debunk of an entry.

    :ivar debunk: under an id of its own publisher's id, or of its address where it has none
    :ivar named: the publisher has given it an id
    """

    entry: Entry
    debunk: Debunk
    named: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes debunks of the entries of one source.

    :ivar name: of the source; ids begin with it
    :ivar publisher: instead of what the source says; "" for what it says
    :ivar lang: the same
    """

    name: str
    ratings: Ratings
    publisher: str = ""
    lang: str = ""

    def make(self, entry: Entry) -> Made | Rejection | Skipped:
        """Return what becomes of an entry. Nothing is raised, whatever the entry holds."""
        try:
            return self._make(entry, _Texts(entry))
        except _NotThis as found:
            return found.rejection

    def _make(self, entry: Entry, texts: _Texts) -> Made | Rejection | Skipped:
        claim = texts.text("claim")
        if "\ufffd" in claim:  # in the place of bytes that are no character
            raise texts.not_this(
                "claim", "whole characters", shown(claim), "fetch it anew, or put it right there"
            )
        publisher = self.publisher or texts.text("publisher")
        verdict = self._verdict(texts, publisher)
        if verdict is None:
            return Skipped(entry.place, "no check of a claim, by its rating")
        summary = texts.text("summary")
        url = texts.text("url")
        if url and entry.page:
            try:
                url = urljoin(entry.page, url)
            except ValueError:
                raise texts.not_this("url", "an address", shown(url)) from None
        own = texts.text("id", tags=False)
        fields: dict[str, Any] = {
            "id": id_of(self.name, own or canonical_url(url)[:2_000], named=bool(own)),
            "claim": claim,
            "verdict": verdict,
            "summary": summary if len(summary) <= LONGEST_SUMMARY else summary[: LONGEST_SUMMARY - 1] + "…",
            "variants": texts.variants(claim),
            "url": url,
            "publisher": publisher,
            "published": texts.day(),
            "lang": language_of(self.lang or texts.text("lang"), f"{claim} {summary}"),
            "topic": texts.text("topic").lower(),
            "region": texts.text("region"),
        }
        try:
            return Made(entry, Debunk.model_validate(fields), bool(own))
        except ValidationError as error:
            field, expected, got = fault_words(error.errors(include_url=False)[0])
            if not fields.get(field, True):
                got = "nothing"
            raise texts.not_this(field, expected, got) from None

    def _verdict(self, texts: _Texts, publisher: str) -> Verdict | None:
        """Return what the rating means; None where it says that this is no check of a claim."""
        if given := texts.text("verdict"):
            try:
                return Verdict(given)
            except ValueError:
                raise texts.not_this("verdict", f"one of {', '.join(Verdict)}", shown(given)) from None
        rating = texts.text("rating")
        if not rating:
            number = texts.entry.number
            found = by_number(*number) if number else None
            if found is not None:
                return found
            if number and number[0] is not None:
                expected = "a rating in words, or a number at one end of its scale"
                scale = f"on a scale from {shown(number[1])} to {shown(number[2])}"
                got = f"{shown(number[0])} {'without a scale' if None in number[1:] else scale}"
                raise texts.not_this(
                    "rating", expected, got, "the source has to say it in words (alternateName)"
                )
            raise texts.not_this("rating", "a rating", "nothing", "the source has to say what was found")
        if rating.casefold() == "nan":  # what programs write into an empty cell
            raise texts.not_this(
                "rating", "a rating", "NaN, no number", "the source has to say what was found"
            )
        meaning = self.ratings.meaning(rating, publisher, texts.entry.ratings)
        if meaning is None:
            cure = "say what it means in ZHENDEMA_HOME/ratings.toml"
            raise texts.not_this("rating", "a rating of the table", shown(rating), cure, rating=rating)
        return None if meaning == SKIP else Verdict(meaning)


def id_of(name: str, key: str, *, named: bool) -> str:
    """Return the id of a debunk of a source.

    :param name: of the source
    :param key: the publisher's id, or what else tells it from others
    :param named: it is the publisher's id, which is kept as far as an id may look so
    """
    if named and _PLAIN_ID.fullmatch(key):
        return f"{name}:{key}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{name}:{'x' if named else 'u'}-{digest}"


def language_of(told: str, text: str) -> str:
    """Return the BCP 47 tag of a debunk's texts.

    :param told: what the source says: a tag in any case, a name, or ""
    :param text: of which the script is taken where the source does not say
    """
    tag = _NAMES_OF_LANGUAGES.get(told.lower(), told).replace("_", "-")
    lower = tag.lower()
    if lower.startswith(_HANT):
        return "zh-Hant"
    if lower.startswith(_HANS):
        return "zh-Hans"
    if lower in {"", "zh", "cmn"}:
        if not tag and _KANA.search(text):
            return "ja"
        if tag or _HAN.search(text):
            return f"zh-{script_of(text) or 'Hans'}"
        return "ko" if _HANGUL.search(text) else ("en" if text.isascii() else "und")
    first, *rest = lower.split("-")
    parts = [part.title() if len(part) == 4 else part.upper() for part in rest]
    return "-".join([first, *parts])


class _NotThis(Exception):  # noqa: N818 - carries a rejection out of the making
    def __init__(self, rejection: Rejection) -> None:
        super().__init__(str(rejection))
        self.rejection = rejection


@dataclass(frozen=True, slots=True)
class _Texts:
    """The fields of an entry as texts."""

    entry: Entry

    def value(self, field: str) -> Any:
        found = self.entry.told.get(field)
        if isinstance(found, str) and not isinstance(found, Formula):
            found = found.strip()
        return self.entry.usual.get(field) if found is None or found in ("", [], ()) else found

    def text(self, field: str, *, tags: bool = True) -> str:
        """:param tags: take HTML's tags and entities out"""
        return self._plain(field, self.value(field), tags=tags)

    def _plain(self, field: str, value: Any, *, tags: bool = True) -> str:
        if isinstance(value, bool):
            value = str(value).lower()
        elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = str(int(value))
        elif isinstance(value, int | float):
            value = str(value) if not isinstance(value, int) or abs(value) < 10**40 else "a very long number"
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.not_this(field, "a text", shown(value))
        if isinstance(value, Formula) or _FORMULA.match(value):
            cure = "copy the cells and paste their values"
            raise self.not_this(field, "a text", f"the formula {shown(value)}", cure)
        if tags and "&" in value:
            value = html.unescape(value)
        if tags and "<" in value:
            value = _TAG.sub(" ", _INLINE.sub("", value))
        return _SPACE.sub(" ", value).strip()

    def variants(self, claim: str) -> tuple[str, ...]:
        told = self.value("variants") or ()
        each = told if isinstance(told, list | tuple) else [told]
        found = [self._plain("variants", text)[:LONGEST_CLAIM].strip() for text in each[: 4 * MOST_VARIANTS]]
        return tuple(dict.fromkeys(text for text in found if text and text != claim))[:MOST_VARIANTS]

    def day(self) -> str:
        value = self.value("published")
        try:
            day = day_of(value, self.entry.date_format)
        except (ValueError, OverflowError, TypeError):
            expected = f"a day as in {self.entry.date_format}" if self.entry.date_format else "a day"
            raise self.not_this("published", expected, shown(value)) from None
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()  # it is that day somewhere
        if day > tomorrow:
            raise self.not_this("published", "a day that has come", day, "put the day right, or leave it out")
        return day

    def not_this(self, field: str, expected: str, got: str, cure: str = "", *, rating: str = "") -> _NotThis:
        """:returns: the rejection of the entry, to be raised"""
        claim = self.entry.told.get("claim")
        about = _SPACE.sub(" ", shown(claim).strip('"'))[:40] if isinstance(claim, str) and claim else ""
        cure = cure or _CURES.get(field.partition(".")[0], "")
        return _NotThis(
            Rejection(self.entry.place, field, expected, got, cure, about, rating, self.entry.page)
        )


def told_by(fields: Mapping[str, Any], *names: str) -> Any:
    """Return the first of several members that says something; None: none does."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), None)
