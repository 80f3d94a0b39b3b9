"""Choose the language in which a person is answered."""

import re
from enum import StrEnum

from corpus.text import script_of


class Language(StrEnum):
    """A language that the bot speaks; the value is its BCP 47 tag."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    ENGLISH = "en"


_TRADITIONAL_REGIONS = ("hant", "tw", "hk", "mo")
#: Letters in the words of a text from which it is English rather than a name.
_ENGLISH_FROM = 5


def choose_language(chosen: str, language_code: str, text: str) -> Language:
    """Return the language to answer in.

    What the person chose by `/language` counts first, then the script of what they wrote, then the language
    of their Telegram. A Chinese text whose script cannot be told (both scripts write it alike) is answered
    in the script of their Telegram, and in simplified characters if that is not Chinese.

    :param chosen: tag set by the person, or "" for automatic
    :param language_code: IETF tag as Telegram gives it ("zh-hans", "zh-TW", "en", "pt-br"), or ""
    :param text: what they wrote, may be empty
    """
    if chosen in set(Language):
        return Language(chosen)
    script = script_of(text)
    if script:
        return Language.HANS if script == "Hans" else Language.HANT
    code = language_code.lower().replace("_", "-")
    if code.startswith(("zh", "yue")):
        traditional = code.startswith("yue") or any(
            part in _TRADITIONAL_REGIONS for part in code.split("-")[1:]
        )
        return Language.HANT if traditional else Language.HANS
    return Language.HANS if has_chinese(text) else Language.ENGLISH


def is_foreign(text: str) -> bool:
    """Tell whether a text has letters, and none of them is Chinese."""
    return not has_chinese(text) and any(character.isalpha() for character in text)


def is_plain_english(text: str) -> bool:
    """Tell whether a text is in words of English letters and no others; a link or "HPV" is too little."""
    words = re.findall(r"(?<!\S)[A-Za-z'’]{2,}(?![^\s,.!?])", text)
    letters = filter(str.isalpha, text)
    return sum(map(len, words)) >= _ENGLISH_FROM and all(map(str.isascii, letters))


def has_chinese(text: str) -> bool:
    """Tell whether any letter of a text is Chinese."""
    return any("\u3400" <= character <= "\u9fff" for character in text)
