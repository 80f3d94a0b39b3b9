"""Say things in the person's language: Fluent texts, every argument escaped for Telegram's HTML."""

import html
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from bot.directions import undirected
from bot.language import Language

Argument = str | int


def texts_of(language: Language) -> list[str]:
    """Return the files of texts in a language: `en.ftl`, and `units.en.ftl` and such for maintainers."""
    folder = files("bot").joinpath("texts")
    own = [each for each in folder.iterdir() if f".{each.name}".endswith(f".{language}.ftl")]
    return [each.read_text(encoding="utf-8") for each in sorted(own, key=lambda each: each.name)]


@cache
def _bundle(language: Language) -> FluentBundle:
    # Isolation marks would end up in copied texts and links; the texts put arguments where they cannot mix.
    bundle = FluentBundle([str(language)], use_isolating=False)
    for text in texts_of(language):
        bundle.add_resource(FluentResource(text))
    return bundle


def say(language: Language, key: str, **arguments: Argument) -> str:
    """Return the text `key` as Telegram HTML.

    Strings among the arguments are escaped, so that whatever comes from outside stays text, and lose signs
    that would show it in another direction. The texts themselves may hold tags.

    :raises KeyError: the language has no such text (a test holds the three files to the same keys)
    :raises ValueError: an argument of the text is missing
    """
    return _format(
        language,
        key,
        {
            name: html.escape(undirected(value), quote=True) if isinstance(value, str) else value
            for name, value in arguments.items()
        },
    )


def label(language: Language, key: str, **arguments: Argument) -> str:
    """Return the text `key` for a place without HTML: a button, a toast, a command's description."""
    plain = {
        name: undirected(value) if isinstance(value, str) else value for name, value in arguments.items()
    }
    return _format(language, key, plain)


def _format(language: Language, key: str, arguments: dict[str, Argument]) -> str:
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise ValueError(f"text {key!r} in {language}: {errors[0]}")
    return str(text)


def is_own_text(text: str) -> bool:
    """Tell whether a text is one of our own replies that somebody copied or forwarded back.

    Answers carry a debunk's link and are answered again by it; what must be recognised here are the replies
    without one ("not checked yet", "which one?", the welcome), by their opening words in any language.
    """
    return any(opening in text for opening in _openings())


@cache
def _openings() -> tuple[str, ...]:
    keys = (
        "unknown-title",
        "dismissed-title",
        "suggest-title",
        "suggest-title-one",
        "welcome-title",
        "unreadable-title",
        "own-reply",
        "joined-title",
    )
    return tuple(html.unescape(_strip_tags(say(language, key))) for language in Language for key in keys)


def _strip_tags(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "").strip()
