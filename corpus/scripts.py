"""The two Chinese scripts: fold characters to one form for both, and tell which one a text is written in."""

import re
import unicodedata
from functools import cache
from typing import Literal, Protocol

__all__ = ["WORD_PAIRS", "Script", "fold_character", "fold_words", "script_of"]

Script = Literal["Hans", "Hant", ""]

# OpenCC turns traditional characters into simplified ones by words; folding must not depend on words, or a
# message that lost a character would fold otherwise. Where OpenCC's simplified -> traditional words lead to a
# character that does not come back by itself, this table brings it back: variant first, folded form second.
_VARIANT_PAIRS = """
藉:借 幺:么 覆:复 揹:背 瞭:了 馀:余 甯:宁 锺:钟 迳:径 伕:夫 薰:熏 甦:苏 钜:巨 讬:托 鎗:枪 栢:柏 鼇:鳌 𰬸:穗
𬭭:戚 鑛:矿 濬:浚 拏:拿 雠:仇 燄:焰 谘:咨 𫫇:恶 瑯:琅 蘗:檗 澂:澄 彷:仿 荳:豆 耡:锄 筿:筱 籐:藤 觔:斤
菓:果 唚:吣 耈:耇 隄:堤 斲:斫 緪:縆 䩄:腼 𬞟:苹 𢧐:战 𢭏:捣 镟:旋 麹:曲 麺:面 缐:线 穞:稆 渖:沈 暱:昵
䌽:彩 侭:尽 䦆:镢 䙓:摆 㳽:弥 㓰:划 𫍝:谏 𫍿:谫 𫛲:雕 𫔀:炼 𫔭:开 𫔮:闲 𫗫:糊 𫗭:喂 𫗯:糇 𫖕:鞲 𫖸:愿
𫜩:啮 𪠽:当 𪨧:仑 𪪏:庐 𩨂:骢 𧹒:买 𧹔:账 鲶:鲇 颚:腭 颕:颖 姸:妍 彜:彝 𫄨:絺 喫:吃 牠:它 妳:你 祂:他
姊:姐 祇:只 祗:只 账:帐 痲:麻 搾:榨 擧:举 瞇:眯 黏:粘 硏:研 値:值 汚:污
"""
_VARIANTS = {pair[0]: pair[2] for pair in _VARIANT_PAIRS.split()}

# Characters that are two words apart from these few: read by their neighbours, after folding. The second line
# holds what is spelt in two ways within one script: 身份 and 身分, 纪录 and 记录, 甚么 and 什么.
_IN_WORDS = re.compile(
    "(?<=[计筹规策企])画|(?<=[想好])象|(?<=[项颈足手上金李])炼|炼(?=[坠形甲])|座(?=标)|(?<=家)俱|(?<=[滴海英])哩|呆(?=着)"
    "|(?<=[身部成充过辈养水糖盐情缘本])份|纪(?=录)|甚(?=么)|(?<!大)连(?=[络系])|渡(?=假)|(?<=倒)楣|惟(?=一)|(?<=其)它"
)
WORD_PAIRS = "画划 象像 炼链 座坐 俱具 哩里 呆待 份分 纪记 甚什 连联 渡度 楣霉 惟唯 它他"
"""Characters that are unified by their neighbours alone, the folded form second."""
_IN_WORDS_FORM = {pair[0]: pair[1] for pair in WORD_PAIRS.split()}

_IDEOGRAPH = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_SAMPLE = 2_000


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _simplifiers() -> tuple[_Converter, ...]:
    from opencc import OpenCC  # 10 ms to load, which nothing but folding has to pay

    return OpenCC("t2s"), OpenCC("tw2s"), OpenCC("hk2s")


def fold_character(character: str) -> str:
    """The one form that stands for a character in both scripts and the usages of Taiwan and Hong Kong.

    Folding what was folded changes nothing, and what OpenCC's s2t, s2tw or s2hk makes of a character folds
    to what that character folds to (乾, 幹 and 干 are 干; 著 and 着 are 着). What is no ideograph stays.

    :param character: one character.
    """
    if not _IDEOGRAPH.match(character):
        return character
    folded = character
    for _ in range(4):  # variants of variants: two rounds are enough today
        before = folded
        for simplifier in _simplifiers():
            folded = simplifier.convert(folded)
        folded = _VARIANTS.get(folded, folded)
        if folded == before:
            break
    return folded if len(folded) == 1 else character


def fold_words(text: str) -> str:
    """Unify the few words that the scripts write with characters of their own (計畫 and 计划, 項鍊 and 项链).

    :param text: a text whose characters are folded.
    """
    return _IN_WORDS.sub(lambda match: _IN_WORDS_FORM[match[0]], text)


@cache
def _evidence(character: str) -> int:
    """1 for a character of traditional texts alone, -1 for one of simplified texts alone, 0 for others."""
    if not _IDEOGRAPH.match(character):
        return 0
    in_simplified, in_traditional = _encodes(character, "gb2312"), _encodes(character, "big5")
    if in_simplified == in_traditional:
        return 0
    if in_simplified:
        return -1
    return 1 if fold_character(character) != character else 0


def _encodes(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def script_of(text: str) -> Script:
    """Which Chinese script a text is written in: ``Hans``, ``Hant``, or ``""`` if it cannot be told.

    A character speaks for a script if only that script's own national character set has it (GB 2312, Big5).
    The first 2,000 characters are read. A text of Japanese kana in good part is neither.
    """
    sample = unicodedata.normalize("NFKC", text[:_SAMPLE])
    if len(_KANA.findall(sample)) * 4 > len(_IDEOGRAPH.findall(sample)):
        return ""
    balance = sum(map(_evidence, sample))
    if balance == 0:
        return ""
    return "Hant" if balance > 0 else "Hans"
