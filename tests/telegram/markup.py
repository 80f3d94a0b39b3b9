"""Telegram's formatting: HTML into plain text and entities, strict as Telegram is, and keyboards checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.telegram.refusals import bad_request

JSON = dict[str, Any]

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji", "code": "code", "pre": "pre",
    "blockquote": "blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));?")
END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
TAG_NAME = re.compile(r"<([^\s>]*)")
ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
IN_PATH = r'[^\s<>"«»“”]'
LINK = (
    rf"https?://{IN_PATH}+"
    rf"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|org|net|cn|tw|hk|me|cc)\b(?:/{IN_PATH}*)?"
)
WRITTEN = (
    ("url", re.compile(LINK, re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of every offset and length of an entity."""
    return len(text) + sum(character > "\uffff" for character in text)


def written_entities(text: str) -> list[JSON]:
    """The entities that Telegram finds by itself in what is typed: links, commands, mentions, hashtags."""
    found: list[tuple[int, int, str]] = []
    for kind, pattern in WRITTEN:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(match[0].rstrip(".:;,('?!`"))
            if all(end <= other_start or start >= other_end for other_start, other_end, _ in found):
                found.append((start, end, kind))
    return [
        {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
        for start, end, kind in sorted(found)
    ]


@dataclass(slots=True)
class _OpenTag:
    name: str
    offset: int  # of its text, in UTF-16 code units
    start: int  # of its text, in characters
    attributes: dict[str, str]


class _HtmlReader:
    """One pass over an HTML text; the words of its errors are Telegram's."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.plain: list[str] = []
        self.units = 0
        self.length = 0
        self.open: list[_OpenTag] = []
        self.entities: list[JSON] = []

    def read(self) -> tuple[str, list[JSON]]:
        while self.at < len(self.html):
            character = self.html[self.at]
            if character == "<":
                if self.html.startswith("</", self.at):
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&":
                self._character()
            else:
                self._append(character, 1)
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.plain), self.entities

    def _append(self, text: str, consumed: int) -> None:
        self.plain.append(text)
        self.units += utf16_length(text)
        self.length += len(text)
        self.at += consumed

    def _error(self, reason: str, at: int | None = None) -> Exception:
        where = "" if at is None else f" at byte offset {len(self.html[:at].encode())}"
        return bad_request(f"can't parse entities: {reason}{where}")

    def _character(self) -> None:
        match = CHARACTER.match(self.html, self.at)
        named = NAMED.get(match[3]) if match and match[3] else None
        number = int(match[1] or match[2], 10 if match[1] else 16) if match and not match[3] else 0
        if match and named:
            self._append(named, len(match[0]))
        elif match and 0 < number < 0x110000 and not 0xD800 <= number < 0xE000:
            self._append(chr(number), len(match[0]))
        else:
            self._append("&", 1)

    def _start_tag(self) -> None:
        begin = self.at
        match = TAG_NAME.match(self.html, begin)
        assert match is not None
        name, self.at = match[1].lower(), match.end()
        if self.at == len(self.html):
            raise self._error("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while not (closing := re.compile(r"\s*>").match(self.html, self.at)):
            attribute = ATTRIBUTE.match(self.html, self.at)
            if attribute is None:
                raise self._error("Unclosed start tag", begin)
            self.at = attribute.end()
            value = next((group for group in attribute.groups()[1:] if group is not None), None)
            if value is None and self.html.startswith("=", self.at):
                raise self._error("Unclosed start tag", begin)
            if value is None and attribute[1] != "expandable":
                raise self._error(
                    f'Expected equal sign in declaration of an attribute of the tag "{name}"', begin
                )
            attributes[attribute[1].lower()] = _HtmlReader(value or "").unescaped()
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.at = closing.end()
        self.open.append(_OpenTag(name, self.units, self.length, attributes))

    def unescaped(self) -> str:
        """The value of an attribute: characters only, no tags."""
        while self.at < len(self.html):
            if self.html[self.at] == "&":
                self._character()
            else:
                self._append(self.html[self.at], 1)
        return "".join(self.plain)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        match = END_TAG.match(self.html, begin)
        assert match is not None
        if not match[2]:
            raise self._error("Unclosed end tag", begin)
        tag = self.open.pop()
        found = match[1].lower()
        if found and found != tag.name:
            raise self._error(
                f"Unmatched end tag at byte offset {len(self.html[:begin].encode())}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        self.at = match.end()
        self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: JSON = {"type": TAGS[tag.name], "offset": tag.offset, "length": self.units - tag.offset}
        if not entity["length"]:
            return
        if tag.name == "a":
            url = tag.attributes.get("href") or "".join(self.plain)[tag.start :]
            if (person := re.fullmatch(r"tg://user\?id=(\d+)", url)) is not None:
                entity["type"] = "text_mention"
                entity["user"] = {"id": int(person[1]), "is_bot": False, "first_name": ""}
            elif is_http_url(url) or url.startswith("tg://"):
                entity["url"] = url
            else:
                # Telegram keeps the words and drops the link.
                return
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and self.open and self.open[-1].name == "pre":
            language = tag.attributes.get("class", "")
            self.open[-1].attributes["language"] = language.removeprefix("language-")
            return
        elif tag.name == "pre" and tag.attributes.get("language"):
            entity["language"] = tag.attributes["language"]
        self.entities.append(entity)


def is_http_url(url: str) -> bool:
    """Whether Telegram would take it as the address of a link or of a button."""
    return re.fullmatch(
        r"(?:https?://)?[^\s/?#.:@]+(?:\.[^\s/?#.:@]+)+(?::\d+)?(?:[/?#]\S*)?", url
    ) is not None or (re.fullmatch(r"https?://localhost(?::\d+)?(?:[/?#]\S*)?", url) is not None)


def _trimmed(text: str, entities: list[JSON]) -> tuple[str, list[JSON]]:
    stripped = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        length = min(entity["offset"] + entity["length"] - lead, end) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return stripped, kept


def read_formatted(
    text: str, parse_mode: str, entities: list[JSON] | None, longest: int
) -> tuple[str, list[JSON]]:
    """Read what a bot wants to send into what people will see.

    The length counts UTF-16 code units: the stricter reading of "characters after entities parsing".

    :param parse_mode: "HTML" in any case of letters, or "" for plain text
    :param entities: as the caller gave them; used when there is no parse mode
    :param longest: 4096 for a text, 1024 for a caption, 0 for no limit
    :raises Refusal: 400 with Telegram's words
    """
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    plain, marked = _HtmlReader(text).read() if parse_mode else (text, list(entities or []))
    plain, marked = _trimmed(plain, marked)
    if longest and utf16_length(plain) > longest:
        raise bad_request("message caption is too long" if longest == 1024 else "message is too long")
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in marked]
    for entity in written_entities(plain):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            marked.append(entity)
    marked.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return plain, marked


ACTIONS = (
    "callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "web_app", "login_url", "callback_game", "pay",
)  # fmt: skip


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("inline keyboard button text is empty")
    actions = [action for action in ACTIONS if action in button]
    if not actions:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not (is_http_url(button["url"]) or button["url"].startswith("tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def check_keyboard(markup: Any) -> JSON | None:
    """The reply markup of a call, checked; None when there is none.

    :raises Refusal: 400 with Telegram's words, BUTTON_DATA_INVALID for callback data not of 1 to 64 bytes
    """
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse reply markup: Field "inline_keyboard" must be of type Array')
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None
