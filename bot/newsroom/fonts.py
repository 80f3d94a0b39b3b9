"""Fonts: one that can write Chinese is looked for on this machine, and asked what it can write.

One with the common characters comes with the project: `bot/fonts`.
"""

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import ImageFont

from bot.directions import undirected
from bot.language import Language

__all__ = ["CURE", "Face", "find_face"]

log = logging.getLogger(__name__)

#: What to do where no font was found.
CURE = (
    "install one (Debian and Ubuntu: fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts; "
    "Alpine: font-noto-cjk) or name a file by ZHENDEMA_FONT"
)
_OWN = Path(__file__).parents[1] / "fonts"
#: Beginnings of file names, the best first; case and hyphens do not count.
_WANTED = (
    "notosanscjk",
    "notosanssc",
    "notosanstc",
    "sourcehansans",
    "pingfang",
    "hiraginosansgb",
    "stheiti",
    "msyh",
    "msjh",
    "wqy",
    "droidsansfallback",
    "arphic",
    "uming",
    "notoserifcjk",
)
#: A file of several faces names its faces so.
_PREFERRED = {
    Language.HANS: (" sc", " gb", " cn"),
    Language.HANT: (" tc", " tw", " hk"),
    Language.ENGLISH: (" sc", " gb", " cn"),
}
#: No font may be used that lacks one of these; none of it may come out as a box.
_PROBE = "月度辟谣榜闢謠說線索，。「」#·0123456789ABCxyz"
_MOST_FACES = 12
#: Stands for what every font lacks: the glyph of it is the font's box for unknown characters.
_UNKNOWN = "\U0010fffe"


@dataclass(frozen=True)
class Face:
    """A face of a font file.

    :ivar index: its number in the file
    """

    file: Path
    index: int
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font in a size, in pixels."""
        return _opened(self.file, self.index, size)

    @property
    def bold(self) -> "Face":
        """The bold face that lies beside this one, or this one."""
        beside = self.file.with_name(self.file.name.replace("Regular", "Bold"))
        return Face(beside, self.index) if beside != self.file and beside.is_file() else self

    def writable(self, text: str) -> str:
        """Return a text in one line without the characters that the font lacks: emoji, for example; and
        without signs that would show it in another direction."""
        line = " ".join(undirected(text).split())
        return " ".join("".join(sign for sign in line if sign == " " or self.has(sign)).split())

    def has(self, sign: str) -> bool:
        """Tell whether the font has a glyph for a character."""
        if sign not in self._known:
            font = self.at(24)
            # Basic layout draws each character by itself, so that the box of the unknown one can be compared.
            shown, unknown = font.getmask(sign), font.getmask(_UNKNOWN)
            same = shown.size == unknown.size and bytes(shown) == bytes(unknown)
            self._known[sign] = sign.isprintable() and shown.getbbox() is not None and not same
        return self._known[sign]


def find_face(chosen: Path | None, language: Language) -> Face | None:
    """Return the face to write a language with; None, with a line in the log, when there is none.

    :param chosen: file that was set; a folder is searched; None: the usual folders of fonts are searched
    """
    face = _found(chosen, language, tuple(_folders()))
    if face is None:
        where = "in the usual folders" if chosen is None else f"at {chosen}"
        log.warning("no font with Chinese characters %s, so there are no pictures: %s", where, CURE)
    return face


@cache
def _found(chosen: Path | None, language: Language, folders: tuple[Path, ...]) -> Face | None:
    if chosen is not None and chosen.is_file():
        return _face_of(chosen, language)
    for file in _candidates((chosen,) if chosen is not None else folders):
        if (face := _face_of(file, language)) is not None:
            return face
    return None


def _candidates(folders: tuple[Path, ...]) -> Iterator[Path]:
    """Give the font files of folders whose names are wanted, the best first, regular before bold."""
    files = [
        file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in {".ttc", ".ttf", ".otf", ".otc"}
    ]
    for wanted in _WANTED:
        fit = [file for file in files if file.name.lower().replace("-", "").startswith(wanted)]
        yield from sorted(fit, key=lambda file: ("regular" not in file.name.lower(), file.name))


def _face_of(file: Path, language: Language) -> Face | None:
    faces: list[tuple[int, str]] = []
    for index in range(_MOST_FACES):
        try:
            family, _ = ImageFont.truetype(str(file), 24, index=index).getname()
        except OSError:
            break
        faces.append((index, (family or "").lower()))
    for ending in (*_PREFERRED[language], ""):
        for index, family in faces:
            face = Face(file, index)
            if family.endswith(ending) and all(face.has(sign) for sign in _PROBE):
                return face
    return None


@cache
def _opened(file: Path, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size, index=index, layout_engine=ImageFont.Layout.BASIC)


def _folders() -> Iterator[Path]:
    home = Path.home()
    yield from (home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts")
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    for name in ("/usr/local/share/fonts", "/usr/share/fonts", "/System/Library/Fonts", "/Library/Fonts"):
        yield Path(name)
    yield _OWN
