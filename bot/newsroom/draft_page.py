"""What a draft looks like, what it lacks, and the debunk that it becomes. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from bot.dates import date_words
from bot.language import Language, has_chinese
from bot.newsroom.drafts import Draft
from bot.newsroom.places import place_words, read_place
from bot.offered import Offered
from bot.panel import LANGUAGE_NAMES
from bot.reply import Button, Reply, answer_reply
from bot.wording import label, say
from corpus.debunk import Debunk, Verdict
from corpus.local import UNNAMED
from corpus.text import normalise, read_text, script_of
from index.decision import Match

__all__ = ["FIELDS", "VERB", "debunk_of", "draft_page", "finished_reply", "first_claim", "put_field"]

#: What the buttons of a draft begin with.
VERB = "ans"
#: In the order in which they are shown.
FIELDS = (
    "claim",
    "verdict",
    "summary",
    "url",
    "publisher",
    "published",
    "topic",
    "region",
    "lang",
    "wording",
)
_IN_ROW = 3
#: Languages as people call them.
_LANGUAGES = {
    **{word.lower(): code for code, word in LANGUAGE_NAMES.items()},
    **{code.value.lower(): code.value for code in Language},
    **dict.fromkeys(("zh-cn", "简体", "中文"), "zh-Hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "繁體", "正體中文"), "zh-Hant"),
    "英文": "en",
}
#: Days as people write them: 2026/11/22, 2026.11.22, 2026年11月22日, or without the day or the month.
_DAY = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?|\s*年)?", re.ASCII
)
#: Written where a claim is of no place.
_EVERYWHERE = {
    *("全球", "全世界", "世界各地", "不限", "不限地区", "不限地區", "不分地区", "不分地區"),
    *("worldwide", "global", "everywhere"),
}
_SHOWN = 300  # characters of a field on the page
_LONGEST_CLAIM = 120
_SHORTEST_CLAIM = 8


def draft_page(draft: Draft, language: Language, *, occupied: bool = False) -> Reply:
    """Return the one message that shows a draft with its buttons.

    :param occupied: somebody else is writing an answer, too
    """
    fields = draft.fields
    title = "draft-title-correct" if "id" in fields else "draft-title"
    if draft.lead_number is None:
        title = "draft-title-correct-alone"
    lines = [say(language, title, number=str(draft.lead_number), id=fields.get("id", ""))]
    if occupied:
        lines.append(say(language, "draft-occupied"))
    lines.append("")
    lines += [
        say(language, "draft-line", field=name, value=_value(name, fields.get(name, ""), language))
        for name in FIELDS
    ]
    hint = say(language, "draft-awaits", field=draft.awaits) if draft.awaits else say(language, "draft-hint")
    return Reply("\n".join([*lines, "", hint]), _buttons(draft, language))


def _value(name: str, text: str, language: Language) -> str:
    if not text:
        return label(language, "draft-empty")
    if name == "verdict":
        return label(language, "verdict-plain", verdict=text)
    if name == "topic":
        return label(language, "topic", code=text)
    if name == "published":
        return date_words(text, language)
    if name == "region":
        return place_words(text, language)
    if name == "lang" and text in set(Language):
        return LANGUAGE_NAMES[Language(text)]
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _buttons(draft: Draft, language: Language) -> tuple[tuple[Button, ...], ...]:
    def press(text: str, *parts: str) -> Button:
        return {"text": text, "callback_data": ":".join((VERB, draft.token, *parts))}

    verdicts = [
        press(label(language, "verdict-plain", verdict=each.value), "verdict", each.value) for each in Verdict
    ]
    edits = [
        press(label(language, "draft-field", field=name), "edit", name)
        for name in FIELDS
        if name != "verdict"
    ]
    last = [press(label(language, f"draft-{name}"), name) for name in ("show", "publish", "cancel")]
    return (*_rows(verdicts, 2), *_rows(edits, _IN_ROW), tuple(last))


def _rows(buttons: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def put_field(fields: Mapping[str, str], name: str, text: str, topics: Sequence[str]) -> dict[str, str]:
    """Return the fields with one of them as somebody typed it; "-" empties it.

    :param topics: codes of the topics, which may be typed in any language
    """
    text = " ".join(text.split()) if name != "summary" else text.strip()
    if text in {"-", "—", "－"} or (name == "region" and text.lower() in _EVERYWHERE):
        return {each: value for each, value in fields.items() if each != name}
    if name == "topic":
        names = {
            label(language, "topic", code=code).lower(): code for language in Language for code in topics
        }
        text = names.get(text.lower(), text.lower())
    if name == "region":
        # A debunk knows countries and provinces, by code; people write "浙江", "杭州" or "日本".
        text = read_place(text).partition("/")[0] or text
    if name == "lang":
        text = _LANGUAGES.get(text.lower(), text)
    if name == "published":
        text = _iso_day(text)
    return {**fields, name: text}


def _iso_day(text: str) -> str:
    """Return a day as debunks have it, such as 2026-11-22; what cannot be read stays as it is."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return text
    return "-".join([match[1], *(part.zfill(2) for part in (match[2], match[3]) if part)])


def debunk_of(fields: Mapping[str, str]) -> Debunk | list[str]:
    """Return the debunk that the fields make, or the names of those that are missing or not usable."""
    given = {name: fields[name] for name in FIELDS if fields.get(name) and name != "wording"}
    wording = fields.get("wording", "")
    given["lang"] = given.get("lang") or language_of(given.get("claim", ""))
    made = {"id": fields.get("id", UNNAMED), **given, "variants": (wording,) if wording else ()}
    try:
        return Debunk.model_validate(made)
    except ValidationError as error:
        names = [str(fault["loc"][0]) if fault["loc"] else "claim" for fault in error.errors()]
        renamed = ("wording" if name == "variants" else name for name in names)
        return sorted(dict.fromkeys(renamed), key=lambda name: FIELDS.index(name) if name in FIELDS else -1)


def finished_reply(debunk: Debunk, language: Language, today: date) -> Reply:
    """Return the answer as people will see it, without its buttons."""
    return answer_reply([Offered(0, Match(debunk, 1.0))], language, "", today=today, inline=False)


def language_of(text: str) -> str:
    """Return the language of a claim, as debunks have it: zh-Hans, zh-Hant or en."""
    script = script_of(text)
    if script:
        return f"zh-{script}"
    return "zh-Hans" if has_chinese(text) else "en"


def first_claim(text: str) -> str:
    """Return the first sentence of a message that says enough to be a claim, at most 120 characters."""
    pieces = [text]
    for mark in "\n。！？!?":
        pieces = [part for piece in pieces for part in piece.split(mark)]
    long_enough = (
        piece.strip()
        for piece in pieces
        if sum(character.isalnum() for character in piece) >= _SHORTEST_CLAIM and "://" not in piece
    )
    return _without_frame(next(long_enough, " ".join(text.split())))[:_LONGEST_CLAIM]


def _without_frame(sentence: str) -> str:
    """Leave out "听说" and "请转发", in the characters in which the sentence was written."""
    body, plain = read_text(sentence).body, normalise(sentence)
    start = plain.find(body)
    if not body or start < 0 or len(plain) != len(sentence):
        return sentence
    return sentence[start : start + len(body)]
