"""A canvas: words and shapes on a picture, in pixels of the finished picture, smooth at their edges."""

import io
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from bot.newsroom.fonts import Face

__all__ = ["Canvas"]

#: Everything is drawn so many times larger and then made smaller.
_FINE = 2
#: What must not begin a line, and what must not end one.
_NO_START = "，。、；：？！）」』》】〉…—·,.;:?!)]}%％”’"
_NO_END = "（「『《【〈([{“‘"

Align = Literal["l", "m", "r"]


class Canvas:
    """A picture that is being drawn.

    :param face: of its words; whatever it lacks is left out
    """

    def __init__(self, width: int, height: int, ground: str, face: Face) -> None:
        self._image = Image.new("RGB", (width * _FINE, height * _FINE), ground)
        self._draw = ImageDraw.Draw(self._image)
        self._face = face

    def write(
        self, x: float, y: float, text: str, size: int, ink: str, *, bold: bool = False, align: Align = "l"
    ) -> None:
        """Write one line whose middle has the height `y`; `x` is its left, middle or right."""
        words, font = self._face.writable(text), self._font(size, bold)
        self._draw.text((x * _FINE, y * _FINE), words, ink, font, anchor=f"{align}m")

    def box(self, x: float, y: float, width: float, height: float, ink: str, radius: float = 0) -> None:
        """Draw a filled box, with round corners if wanted; nothing where it has no extent."""
        if width <= 0 or height <= 0:
            return
        corners = (x * _FINE, y * _FINE, (x + width) * _FINE - 1, (y + height) * _FINE - 1)
        round_by = min(radius, width / 2, height / 2) * _FINE
        self._draw.rounded_rectangle(corners, round_by, fill=ink)

    def width_of(self, text: str, size: int, *, bold: bool = False) -> float:
        """Return how wide a text becomes."""
        return self._font(size, bold).getlength(self._face.writable(text)) / _FINE

    def wrapped(self, text: str, size: int, width: float, most: int, *, bold: bool = False) -> list[str]:
        """Return a text in at most so many lines of a width; cut with an ellipsis where it is longer.

        Chinese breaks between any two characters, words in letters stay whole where they fit.
        """
        font, room = self._font(size, bold), width * _FINE
        rest = self._face.writable(text)
        lines: list[str] = []
        while rest and len(lines) < most:
            end = _fitting(rest, font, room)
            if end < len(rest) and len(lines) == most - 1:
                cut = rest[: _fitting(rest, font, room - font.getlength("…"))]
                lines.append(cut.rstrip(" ，。、,.") + "…")
                break
            end = _break_before(rest, end)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        return lines

    def png(self) -> bytes:
        """Return the finished picture."""
        size = self._image.width // _FINE, self._image.height // _FINE
        file = io.BytesIO()
        self._image.resize(size, Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _font(self, size: int, bold: bool) -> ImageFont.FreeTypeFont:
        return (self._face.bold if bold else self._face).at(size * _FINE)


def _fitting(text: str, font: ImageFont.FreeTypeFont, room: float) -> int:
    """How many of the first characters fit; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _break_before(text: str, end: int) -> int:
    """Where a line that has room for `end` characters ends, so that no word and no bracket is torn."""
    if end >= len(text):
        return end
    places = (place for place in range(end, 0, -1) if _may_break(text, place))
    # A word that is longer than a line is torn all the same.
    return next(places, end)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    return after not in _NO_START and before not in _NO_END and not (_is_letter(before) and _is_letter(after))


def _is_letter(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in "-'/.")
