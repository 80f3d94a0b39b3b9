"""Places as one reads and writes them, and as buttons name them: provinces, counties, countries."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from bot.language import Language
from bot.newsroom.countries import COUNTRIES, country_named, country_words
from bot.wording import label
from corpus.gazetteer import is_place, region_of
from corpus.placenames import place_names

__all__ = ["place_code", "place_named", "place_words", "places_below", "read_place"]

_OUTERMOST = {"CN", "TW"}
_NATIONWIDE = {"全国", "全国各地", "全中国", "大陆", "中国大陆", "内地", "中国内地", "nationwide"}


def read_place(words: str) -> str:
    """Return the place that somebody names alone, in any of the languages or by its code; "" for none known.

    What is narrower is found, too: 杭州 is "CN-ZJ/杭州市". 全国 is "CN"; 全國 is none, since more than one
    country is meant by it.
    """
    plain = words.strip().lower()
    named = "CN" if plain in _NATIONWIDE else _provinces().get(plain) or country_named(plain)
    code = words.strip().upper()
    if not named and is_place(code) and code.partition("-")[0].partition("/")[0] in COUNTRIES:
        named = code
    return named or region_of(words)


@cache
def _provinces() -> dict[str, str]:
    return {
        place_words(place, language).lower(): place for language in Language for place in places_below("")
    }


def place_words(place: str, language: Language) -> str:
    """Return a place in words: "浙江 杭州市 西湖区", or "Zhejiang · 杭州市 · 西湖区", or "日本"; not escaped.

    :param place: such as "CN-ZJ/杭州市"; what is not known is shown as it is
    """
    first, *below = place.split("/")
    between = " · " if language is Language.ENGLISH else " "
    told = label(language, "province", code=first)
    # The texts name provinces and the like; all others are countries.
    return between.join((country_words(first, language) if told == first else told, *below))


def places_below(place: str) -> Sequence[str]:
    """Return the places directly below another one; of "" the provinces, counties of Taiwan, HK and MO."""
    return _children().get(place, ())


def place_code(place: str) -> str:
    """Return what a button calls a place: ten signs, the same for ever."""
    return blake2b(place.encode(), digest_size=5).hexdigest()


def place_named(code: str) -> str | None:
    """Return the place of a button; None where there is none of that code."""
    return _codes().get(code)


@cache
def _codes() -> dict[str, str]:
    return {place_code(place): place for place in place_names().places}


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for place in sorted(place_names().places - _OUTERMOST):
        found.setdefault(place.rpartition("/")[0], []).append(place)
    return {above: tuple(places) for above, places in found.items()}
