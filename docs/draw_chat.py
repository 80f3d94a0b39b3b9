"""Draw what the bot sends as a chat in a picture: python docs/draw_chat.py

Words and buttons come from the bot's own code, so that the pictures show what people see. Writes
docs/panel-zh.png and -en.png, docs/lead-card-zh.png and -en.png. Needs Pillow (it comes with the extra
`plots`) and the fonts Noto Sans CJK, Noto Color Emoji and DejaVu Sans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from bot.choices import Page
from bot.group_settings import GroupSettings, QuietHours
from bot.groups import Group
from bot.language import Language
from bot.lead import Status
from bot.newsroom.card import Page as DeskPage
from bot.newsroom.card import card_reply
from bot.newsroom.card_words import View as DeskView
from bot.newsroom.sheets import Like, Sheet
from bot.newsroom.units import Level, Unit, Units
from bot.newsroom.wordings import Wording
from bot.panel import View, panel_reply
from bot.reply import Reply
from corpus.debunk import Debunk

FONTS = Path("/usr/share/fonts")
EMOJI = "NotoColorEmoji.ttf"
#: Pixels; twice what a phone's screen counts, for sharp prints. Emoji exist in one size only.
SIZE, LEADING, MARGIN, WIDTH, ROW, GAP, EMOJI_SIZE = 30, 44, 28, 760, 72, 8, 109
PAPER, BUBBLE, INK, LINK, BUTTON = "#cfdfc4", "#ffffff", "#1c1c1c", "#2a7fc1", "#86a577"
PICTURE = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u25C0\u25B6\u2716\u2795]\uFE0F?")

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
#: Of each language: three wordings of a claim, a debunk that is near, its publisher.
CLAIMS = {
    Language.HANS: (
        "西湖区的自来水里发现了不明病毒，大家先别喝！",
        "自来水有病毒，喝了得肺炎",
        "水厂被污染了，快去买桶装水",
        "自来水烧开了喝会致癌",
        "科普小站",
    ),
    Language.ENGLISH: (
        "An unknown virus was found in the tap water of West Lake, do not drink it!",
        "Tap water has a virus that gives you pneumonia",
        "The waterworks are poisoned, buy bottled water now",
        "Boiled tap water causes cancer",
        "Science Corner",
    ),
}

WORD = re.compile(r"\n|[\u2E80-\u9FFF\uFF00-\uFFEF]|[^\n\u2E80-\u9FFF\uFF00-\uFFEF ]+ ?| ")
#: Noto's Chinese fonts set the quotes of English as wide as a Chinese sign.
ENGLISH = re.compile(r"[^\u2E80-\u9FFF\uFF00-\uFFEF]*[A-Za-z][^\u2E80-\u9FFF\uFF00-\uFFEF]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some signs in one look."""

    text: str
    bold: bool = False
    link: bool = False


class Marked(HTMLParser):
    """Telegram's HTML as pieces."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, "b" in self._open, "a" in self._open))


def picture_of(replies: Sequence[Reply]) -> Image.Image:
    """Return the messages side by side, as their reader sees them."""
    chats = [_message(reply) for reply in replies]
    height = max(chat.height for chat in chats)
    whole = Image.new("RGB", (sum(chat.width for chat in chats), height), PAPER)
    left = 0
    for chat in chats:
        whole.paste(chat, (left, 0))
        left += chat.width
    return whole


def _message(reply: Reply) -> Image.Image:
    inner = WIDTH - 4 * MARGIN
    lines = list(_lines(Marked(reply.text).pieces, inner))
    bubble = LEADING * len(lines) + 2 * MARGIN
    height = bubble + (ROW + GAP) * len(reply.buttons) + 2 * MARGIN + GAP
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((MARGIN, MARGIN, WIDTH - MARGIN, MARGIN + bubble), 24, fill=BUBBLE)
    for number, line in enumerate(lines):
        _write(image, 2 * MARGIN, 2 * MARGIN + LEADING * number, line, INK)
    top = MARGIN + bubble + GAP
    for row in reply.buttons:
        wide = (WIDTH - 2 * MARGIN - GAP * (len(row) - 1)) / len(row)
        for place, button in enumerate(row):
            left = MARGIN + place * (wide + GAP)
            draw.rounded_rectangle((left, top, left + wide, top + ROW), 16, fill=BUTTON)
            label = [Piece(_fit(button["text"], wide - MARGIN))]
            start = left + (wide - sum(map(_width, label))) / 2
            _write(image, round(start), top + (ROW - LEADING) // 2, label, "#ffffff")
        top += ROW + GAP
    return image


def _lines(pieces: Sequence[Piece], width: int) -> Iterator[list[Piece]]:
    """Break pieces into lines: at ends of line, at spaces, and anywhere between signs of Chinese."""
    line: list[Piece] = []
    for piece in pieces:
        for word in WORD.findall(piece.text):
            part = replace(piece, text=word)
            # What closes a sentence does not begin a line.
            full = sum(map(_width, line)) + _width(part) > width and word not in "，。；：！？）」、"
            if word == "\n" or full:
                yield line
                line = []
            if word != "\n":
                line.append(part)
    yield line


def _write(image: Image.Image, left: int, top: int, pieces: Sequence[Piece], ink: str) -> None:
    draw = ImageDraw.Draw(image)
    x = float(left)
    for piece in pieces:
        for sign, is_picture in _signs(piece.text):
            if is_picture:
                emoji = _emoji(sign)
                image.paste(emoji, (round(x), top + (LEADING - SIZE) // 2), emoji)
                x += SIZE + 4
            else:
                font = _font_of(piece)
                shift = LEADING - SIZE - 6 if ENGLISH.fullmatch(piece.text) else 0
                draw.text((x, top + shift), sign, font=font, fill=LINK if piece.link else ink)
                x += font.getlength(sign)


def _signs(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in PICTURE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _width(piece: Piece) -> float:
    font = _font_of(piece)
    return sum(SIZE + 4 if is_picture else font.getlength(sign) for sign, is_picture in _signs(piece.text))


def _fit(text: str, width: float) -> str:
    while _width(Piece(text)) > width:
        text = text.rstrip("…")[:-1] + "…"
    return text


def _font_of(piece: Piece) -> ImageFont.FreeTypeFont:
    if ENGLISH.fullmatch(piece.text):
        return _font(f"DejaVuSans{'-Bold' if piece.bold else ''}.ttf", SIZE - 3, 0)
    return _font(f"NotoSansCJK-{'Bold' if piece.bold else 'Regular'}.ttc", SIZE, 2)


@cache
def _font(name: str, size: int, face: int) -> ImageFont.FreeTypeFont:
    path = next(FONTS.rglob(name))
    return ImageFont.truetype(path, size, index=face, layout_engine=ImageFont.Layout.BASIC)


@cache
def _emoji(sign: str) -> Image.Image:
    font = ImageFont.truetype(next(FONTS.rglob(EMOJI)), EMOJI_SIZE, layout_engine=ImageFont.Layout.BASIC)
    large = Image.new("RGBA", (136, 128))
    ImageDraw.Draw(large).text((0, 0), sign.rstrip("\ufe0f"), font=font, embedded_color=True)
    return large.resize((SIZE + 2, SIZE))


def main() -> None:
    """Draw the panel of a group and the card of a lead, in Chinese and in English."""
    for name, language, title, unit in (
        ("zh", Language.HANS, "小区业主群", "西湖区"),
        ("en", Language.ENGLISH, "Our neighbours", "West Lake"),
    ):
        _save(f"panel-{name}.png", _panel(language, title))
        _save(f"lead-card-{name}.png", _card(language, unit))


def _save(name: str, replies: Sequence[Reply]) -> None:
    path = Path(__file__).with_name(name)
    picture_of(replies).quantize(64).save(path, optimize=True)
    print(path)


def _panel(language: Language, title: str) -> list[Reply]:
    settings = GroupSettings(quiet=QuietHours(22, 7), without_topics=frozenset({"entertainment"}))
    group = Group("0" * 32, -1, title, settings, True, None)
    view = View("", language, False, "zhendema_bot", ("health", "entertainment"), NOW)
    return [panel_reply(page, group, view) for page in (Page.MAIN, Page.QUIET)]


def _card(language: Language, name: str) -> list[Reply]:
    unit = Unit(name, Level.COUNTY, ("CN-ZJ/杭州市/西湖区",))
    words = CLAIMS[language]
    debunk = Debunk.model_validate(
        {
            "id": "check:1",
            "claim": words[3],
            "verdict": "false",
            "url": "https://check.example/1",
            "publisher": words[4],
            "lang": language.value,
        }
    )
    wordings = tuple(Wording(12 + place, text, 5) for place, text in enumerate(words[:3]))
    sheet = Sheet(
        number=12,
        text=words[0],
        status=Status.ASSIGNED,
        asks=15,
        askers=13,
        chats=4,
        first_asked=NOW - timedelta(days=2),
        last_asked=NOW - timedelta(hours=3),
        today=12,
        yesterday=3,
        topic="health",
        region="CN-ZJ/杭州市/西湖区",
        guessed=True,
        unit=name,
        due_at=NOW + timedelta(hours=2),
        muted_until=None,
        reason="",
        priority=60,
        links=("https://water.example/news/12",),
        wordings=wordings,
        debunks=((debunk, "unsure"),),
        likes=(Like(20, words[2], 2, Status.NEW),),
        looked=True,
    )
    view = DeskView(language, NOW, ZoneInfo("Asia/Shanghai"), Units((unit,)))
    return [card_reply(sheet, "", view), card_reply(sheet, "", view, DeskPage("dismiss"))]


if __name__ == "__main__":
    main()
