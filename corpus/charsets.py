"""Tell in which charset somebody else wrote a text: UTF-8, GB 18030 or Big5, or that it cannot be told."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import BinaryIO

from corpus.scripts import fold_character

__all__ = ["charset_named", "charset_of"]

_PART = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_READINGS = ("utf-8", "gb18030", "cp950")
#: What is called by a name often holds more characters than that charset has.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252", "ascii": "utf-8"}
_FEW_BROKEN = 0.01  # of the characters beyond ASCII: a text in UTF-8 with a broken one, not another charset
_WIDE = re.compile(r"[^\x00-\x7f]+")
_MARKS = re.compile("[\u2010-\u2027\u3000-\u303f\uff00-\uffef]")  # as frequent in one charset as in another
_SAMPLE = 20_000  # characters beyond ASCII, by which a charset is told

_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明"
    "性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加月话合回特代内信表化老给世位次"
    "度门任常先海通教儿原东声提及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建"
    "务做接必场件计管期市直德资命山金指许统区保至社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思象完设式色路记南品"
    "住告类求据程北边死张该交规万取格术领共确师观清今让带导争运食吃病药毒茶肉鱼油奶米血癌医院疗症患谣言假查证费钱行卡号码微群"
    "转警局防火灾车站台湾京州城省县村校男童亡伤害险专网络视频图片消息错误属传吗称喝"
)  # fmt: skip
"""Folded; half of any Chinese text is made of these, and hardly anything of one read in another charset."""
_MOST_FREQUENT = 0.3  # of the characters beyond ASCII are frequent ones, at least, in the right charset
_APART = 2  # times as many as in any other one
_FEWEST = 4  # frequent characters by which anything is told


def charset_of(stream: BinaryIO) -> str:
    """Tell the charset of a text: by its byte order mark, else UTF-8 if it fits, else what reads as Chinese.

    The stream is read through, and put back to its beginning.

    :returns: a name that Python knows, or "" where none can be told for sure
    """
    head = stream.read(4)
    stream.seek(0)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if _is_utf8(stream):
        return "utf-8"
    shares = {name: _share_of_frequent(stream, name) for name in _READINGS}
    best, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    return best if shares[best] >= max(_MOST_FREQUENT, _APART * shares[second]) else ""


def charset_named(name: str) -> str:
    """Return the charset that somebody means by a name.

    :raises LookupError: Python knows none of that name
    """
    known = codecs.lookup(name).name
    return _WIDER.get(known, known)


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    wide = broken = 0
    while part := stream.read(_PART):
        for found in _WIDE.findall(decoder.decode(part)):
            wide += len(found)
            broken += sum("\udc80" <= character <= "\udcff" for character in found)
    stream.seek(0)
    return broken <= wide * _FEW_BROKEN


def _share_of_frequent(stream: BinaryIO, charset: str) -> float:
    """Return the share of frequent ones in the characters beyond ASCII, 0 to 1; 0 where it may be chance."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    seen: Counter[str] = Counter()
    while (part := stream.read(_PART)) and seen.total() < _SAMPLE:
        for found in _WIDE.findall(decoder.decode(part)):
            seen.update(_MARKS.sub("", found))
    stream.seek(0)
    frequent = sum(count for character, count in seen.items() if _is_frequent(character))
    return frequent / seen.total() if frequent >= _FEWEST else 0.0


@cache
def _is_frequent(character: str) -> bool:
    return fold_character(character) in _FREQUENT
