"""Places as one reads them, and as buttons name them: provinces, below them prefectures, then counties."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

from bot.language import Language
from bot.wording import label
from corpus.placenames import place_names

__all__ = ["place_code", "place_named", "place_words", "places_below"]

_COUNTRIES = {"CN", "TW"}


def place_words(place: str, language: Language) -> str:
    """Return a place in words: "浙江 杭州市 西湖区", or "Zhejiang · 杭州市 · 西湖区"; not escaped.

    :param place: such as "CN-ZJ/杭州市"; what is not known is shown as it is
    """
    first, *below = place.split("/")
    between = " · " if language is Language.ENGLISH else " "
    return between.join((label(language, "province", code=first), *below))


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
    for place in sorted(place_names().places - _COUNTRIES):
        found.setdefault(place.rpartition("/")[0], []).append(place)
    return {above: tuple(places) for above, places in found.items()}
