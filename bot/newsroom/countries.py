"""Countries as one reads and writes them, in the three languages; their codes are those of ISO 3166-1."""

from functools import cache

from babel import Locale

from bot.language import Language
from corpus.text import normalise

__all__ = ["COUNTRIES", "country_named", "country_words"]

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
#: What else people call them.
_ALSO = """
AE:阿联酋 AU:澳洲 CZ:czech_republic GB:uk GB:britain GB:great_britain KP:北韩 KR:南韩 KR:korea LA:老挝
MM:burma MM:myanmar NZ:纽西兰 SA:沙特 TR:turkey US:usa US:america
"""


def country_words(code: str, language: Language) -> str:
    """Return what a country is called; the code itself where that is of none."""
    return _names(language).get(code, code) if code in COUNTRIES else code


def country_named(words: str) -> str:
    """Return the code of the country that somebody names in any of the languages; "" for none."""
    return _by_name().get(normalise(words).removeprefix("the "), "")


def _names(language: Language) -> dict[str, str]:
    return dict(Locale.parse(language.value, sep="-").territories)


@cache
def _by_name() -> dict[str, str]:
    also = (entry.partition(":") for entry in _ALSO.split())
    named = {normalise(name.replace("_", " ")): code for code, _, name in also}
    for language in Language:
        names = _names(language)
        named |= {normalise(names[code]): code for code in COUNTRIES}
    return named
