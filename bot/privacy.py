"""Personal numbers and addresses in a text, masked before the text is stored."""

import re
import string

__all__ = ["mask"]

PHONE, EMAIL, IDENTITY, CARD = "[电话]", "[邮箱]", "[证件]", "[卡号]"

# Full-width digits, letters and signs are read like the narrow ones; each stays one character, so that places
# agree.
NARROW = str.maketrans(
    {chr(ord(sign) + 0xFEE0): sign for sign in string.ascii_letters + string.digits + "+-@()._"}
    | {chr(code): "-" for code in (0x2010, 0x2011, 0x2012, 0x2013, 0x2212)}
    | {chr(code): " " for code in (0x3000, 0x00A0, 0x2009, 0x202F)}
)

LINK = r"(?:https?://|www\.)[\w.~:/?#@!$&'*+=%-]+"
MAIL = r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])"
HK_IDENTITY = r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6} ?\([0-9Aa]\)"
TW_IDENTITY = r"(?<![A-Za-z0-9])[A-Za-z][1289]\d{8}(?![A-Za-z0-9])"
CN_IDENTITY = r"(?<![A-Za-z0-9])[1-8]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![A-Za-z0-9])"
CARD_NUMBER = r"(?<![\dA-Za-z.])(?<!\d[ -])[2-9]\d{3}(?:[ -]?\d){9,15}(?![\dA-Za-z])(?![ -]\d)"
CALLED = (
    r"(?:电话|電話|手机|手機|致电|致電|拨打|撥打|来电|來電|联系|聯繫|聯絡"
    r"|微信|加v|tel|phone|call|whatsapp|line)"
)
PHONES = (
    # with the country's number
    r"(?<![\d+])(?:\+|00)[1-9]\d{0,2}[ -]?(?:\(\d{1,4}\)[ -]?)?\d(?:[ -]?\d){6,11}(?!\d)",
    # mainland mobile
    r"(?<![\d.])(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)(?!\.\d)",
    # area code in parentheses, or before a sign: mainland, Taiwan; also Taiwan's mobile numbers 09xx-xxx-xxx
    r"(?<![\d.])\(0\d{1,3}\)[ -]?\d{3,4}[ -]?\d{4}(?!\d)",
    r"(?<![\d.-])0\d{1,3}[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])",
    # the same without a sign
    r"(?<![\d.])0[1-9]\d{8,10}(?!\d)(?!\.\d)",
)
# Eight digits alone may be a date, a price or a case: they are a number to call only after a word that says
# so.
CALL = rf"{CALLED}[^\d\n+]{{0,6}}(?P<number>(?:85[23][ -]?)?[2-9]\d{{2,3}}[ -]?\d{{4}})(?![ -]?\d)"

PIECE = re.compile(
    f"(?P<link>{LINK})|(?P<mail>{MAIL})|(?P<identity>{HK_IDENTITY}|{TW_IDENTITY})|(?P<resident>{CN_IDENTITY})"
    f"|(?P<card>{CARD_NUMBER})|(?P<phone>{'|'.join(PHONES)})|(?P<call>{CALL})",
    re.ASCII | re.IGNORECASE,
)
SIGNS = {"mail": EMAIL, "identity": IDENTITY, "resident": IDENTITY, "card": CARD, "phone": PHONE}
FIRST_RUN = re.compile(r"\d+")


def mask(text: str) -> str:
    """Return `text` with phone numbers, e-mail addresses, identity-card and bank-card numbers replaced by
    "[电话]", "[邮箱]", "[证件]" and "[卡号]".

    Mainland identity cards are told by their checksum (GB 11643: ISO 7064 MOD 11-2), bank cards by theirs
    (Luhn, ISO/IEC 7812). Dates, prices, case numbers, hotlines of 3 to 5 digits and whatever stands in a link
    stay. Idempotent; never raises.
    """
    while True:
        masked = _mask_once(text)
        if masked == text:
            return text
        text = masked


def _mask_once(text: str) -> str:
    narrow = text.translate(NARROW)
    parts: list[str] = []
    at = 0
    position = 0
    while found := PIECE.search(narrow, position):
        start, end, sign = _read(found)
        if sign:
            parts += (text[at:start], sign)
            at = end
        position = max(end, position + 1)
    parts.append(text[at:])
    return "".join(parts)


def _read(found: re.Match[str]) -> tuple[int, int, str]:
    """What a found piece is: where it begins and ends, and what takes its place (empty: it stays)."""
    kind = found.lastgroup or ""
    start, end = found.span()
    piece = found.group()
    if kind == "link":
        return start, end, ""
    if kind == "call":
        return *found.span("number"), PHONE
    if kind == "resident" and not _is_resident(_digits(piece)):
        kind = "card"
    if kind == "card" and not _is_card(_digits(piece)):
        # Only its first run of digits is read: what follows a sign may be a number of its own.
        run = FIRST_RUN.match(piece)
        return start, start + (run.end() if run else 1), ""
    return start, end, SIGNS[kind]


def _digits(piece: str) -> str:
    return "".join(character for character in piece if character not in " -").upper()


def _is_resident(number: str) -> bool:
    """Whether 18 characters are a mainland identity number: a possible birthday and the right last
    character."""
    month, day = int(number[10:12]), int(number[12:14])
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return 1 <= month <= 12 and 1 <= day <= 31 and number[17] == "10X98765432"[total % 11]


def _is_card(number: str) -> bool:
    """Whether 13 to 19 digits are a card number: the right last digit, and no date at the start (a case
    number)."""
    if not number.isdigit() or not 13 <= len(number) <= 19:
        return False
    if number[:2] in {"19", "20"} and "01" <= number[4:6] <= "12":
        return False
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (
        sum(value - 9 if value > 9 else value for value in doubled) + sum(map(int, number[-1::-2]))
    ) % 10 == 0
