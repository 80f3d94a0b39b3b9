"""What the matching sees of a message: its characters in one form, its claims and links, nothing else."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.boilerplate import strip_boilerplate, without_marks
from corpus.links import canonical_url, split_links
from corpus.refutation import is_refutation
from corpus.scripts import fold_character, fold_words, script_of
from corpus.sentences import split_sentences, to_clauses, to_pieces

__all__ = ["LONGEST", "Reading", "normalise", "read_text", "script_of"]

LONGEST = 20_000
"""Characters of a message that are read; five Telegram messages of the greatest length fit."""

_IGNORABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff\ud800-\udfff]"
)
_HAN = "\u3001-\u3003\u3005-\u301f\u3400-\u9fff\U00020000-\U000323af"
_HAN_GAP = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
# A space between two words of Han stands for a comma; one between single characters hides them from a search.
# Beside other signs only a long word does: a space sets off the number in 每天 8 杯水.
_WORDS_APART = re.compile(
    f"(?<=[{_HAN}]{{2}}) (?=[{_HAN}]{{2}})"
    f"|(?<=\\S{{4}}[{_HAN}]) (?=\\S{{5}})|(?<=\\S{{5}}) (?=[{_HAN}]\\S{{4}})"
)
_REPEATED = re.compile(r"([!#$%&*+,\-./:;=?@^_`|~、。·])(?: ?\1)+")
_SAME_MARK = {
    **dict.fromkeys("“”„‟「」『』﹁﹂〝〞〟«»", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("‐‑‒–—―−─━﹣", "-"),
    **dict.fromkeys("〜∼～", "~"),
    **dict.fromkeys("•‧・∙●", "·"),
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "《": "<",
    "》": ">",
    "〈": "<",
    "〉": ">",
    "⋯": "...",
    "°": "°",
}
_NOT_TEXT = {"So", "Co", "Cn", "Zs", "Zl", "Zp"}


class _Folding(dict[int, str]):
    """The translation of single characters, learned as they come; the first 65,536 of them are kept."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _SAME_MARK.get(character)
        if folded is None:
            folded = " " if self._is_picture(character) else fold_character(character)
        if len(self) < 65_536:
            self[code] = folded
        return folded

    @staticmethod
    def _is_picture(character: str) -> bool:
        category = unicodedata.category(character)
        return category in _NOT_TEXT or (category in {"Sk", "Sm"} and character > "\u2100")


_FOLDING = _Folding()


def normalise(text: str) -> str:
    """A text in the one form in which texts are compared: its characters count, not how they are written.

    NFKC, traditional to simplified, lower case; zero-width, control and direction characters go, pictures
    become a space; white space is one space, and none beside a Chinese character: 喝😀热 水 is 喝热水.
    Marks that differ from region to region (quotes, brackets, dashes) become one, and so does a mark that is
    repeated.

    Normalising twice changes nothing; a text and its conversion by OpenCC (s2t, s2tw, s2hk) normalise to the
    same; nothing is raised for any string. Time grows with the length, about 100 microseconds for 300
    characters.
    """
    return fold_words(_REPEATED.sub(r"\1", _HAN_GAP.sub("", _folded(text))))


def _folded(text: str) -> str:
    """A text in the one form, but for the spaces beside Chinese characters."""
    text = _IGNORABLE.sub("", text)
    text = unicodedata.normalize("NFKC", text).lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.translate(_FOLDING).split())


def _normalise_apart(text: str) -> str:
    """`normalise`, but words of Han that were written apart stay so: 今晚开始 请关好门窗."""
    return fold_words(
        _REPEATED.sub(r"\1", " ".join(_HAN_GAP.sub("", part) for part in _WORDS_APART.split(_folded(text))))
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the matching sees of a message.

    :param body: the normalised text without links, greetings, requests to forward and "is it true?"; "" if
        nothing else was there.
    :param links: the canonical addresses in the message, in order, each once.
    :param pieces: the body's sentences, 6 to 120 characters each where possible and at most 64 of them, if it
        has several; ``(body,)`` if it is one; empty if the body is.
    :param refutes: the message says itself that the claim is false: it is a debunk.
    :param clauses: the places where one claim may end and the next begin, finer than the pieces: the body's
        parts between all marks, and between words of Han that were written apart; 4 to 120 characters each
        where possible, all of the body together; empty if the body is.
    """

    body: str
    links: tuple[str, ...]
    pieces: tuple[str, ...]
    refutes: bool
    clauses: tuple[str, ...] = ()


def read_text(text: str) -> Reading:
    """Read a raw message: its claims, its links, and whether it refutes rather than claims.

    Of a text longer than 20,000 characters the first 20,000 are read, and so many of its normalised ones, of
    which a single raw one may give eighteen. Nothing is raised for any string.
    """
    text, links = split_links(text[:LONGEST])
    apart = _within_limit(map(_normalise_apart, split_sentences(without_marks(text))))
    refutes = is_refutation([_HAN_GAP.sub("", sentence) for sentence in apart])
    apart = strip_boilerplate(apart)
    sentences = [normalise(sentence) for sentence in apart]
    body = normalise(" ".join(sentences))
    addresses = (canonical_url(link) for link in links)
    return Reading(
        body=body,
        links=tuple(dict.fromkeys(address for address in addresses if address)),
        pieces=to_pieces(sentences, body),
        refutes=refutes,
        clauses=tuple(filter(None, map(normalise, to_clauses(apart)))),
    )


def _within_limit(sentences: Iterable[str]) -> list[str]:
    """Those sentences, from the first, that have at most 20,000 characters together; the last may be cut."""
    kept: list[str] = []
    room = LONGEST
    for sentence in sentences:
        if sentence and room > 0:
            kept.append(sentence[:room])
            room -= len(sentence) + 1
    return kept
