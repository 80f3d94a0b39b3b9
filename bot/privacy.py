"""Personal numbers, addresses and user names in a text or link, masked before they are stored."""

import re
from urllib.parse import unquote_plus

from bot.plainsigns import PlainSigns

__all__ = ["mask", "mask_link"]

PHONE, EMAIL, IDENTITY, CARD, USER = "[电话]", "[邮箱]", "[证件]", "[卡号]", "[用户]"
# An address must stay one, so other words stand there.
IN_LINK = {PHONE: "hidden-number", EMAIL: "hidden-mail"}

LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
LINK = rf"(?:https?://|www\.|(?<![\w@.-])(?:{LABEL}\.){{1,5}}[A-Za-z]{{2,24}}(?=/))[\w.~:/?#@!$&'*+,;=%-]+"
MAIL = r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])"
USER_NAME = r"(?<![\w@./-])@[A-Za-z][A-Za-z0-9_]{4,31}(?![\w@])"
HK_IDENTITY = r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6} ?\([0-9Aa]\)"
TW_IDENTITY = r"(?<![A-Za-z0-9])[A-Za-z][1289]\d{8}(?![A-Za-z0-9])"
CN_IDENTITY = r"(?<![A-Za-z0-9])[1-8]\d{5}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![A-Za-z0-9])"
CARD_NUMBER = r"(?<![\dA-Za-z.])(?<!\d[ -])[2-9]\d{3}(?:[ -]?\d){9,15}(?![\dA-Za-z])(?![ -]\d)"
CALLED = (
    r"(?:电话|電話|手机|手機|致电|致電|拨打|撥打|来电|來電|联系|聯繫|聯絡"
    r"|微信|加v|tel|phone|call|whatsapp|line)"
)
PHONES = (
    # with the country's number; with points only where the groups of digits are plain to see
    r"(?<![\d+])(?:\(\+[1-9]\d{0,2}\)|(?:\+ ?|00)[1-9]\d{0,2})[ -]{0,2}"
    r"(?:\(\d{1,4}\)[ -]?)?\d(?:[ -]?\d){6,11}(?!\d)",
    r"(?<![\d+])(?:\+ ?|00)[1-9]\d{0,2}\.\d{2,4}(?:\.\d{2,5}){1,3}(?!\d)",
    # mainland mobile: 138 1234 5678, 138.1234.5678, (138)12345678, 138 123 45678, 1 3 8 1 2 3 4 5 6 7 8
    r"(?<![\d.])(?:86[ -]?)?1[3-9]\d[ -]{0,3}\d{4}[ -]{0,3}\d{4}(?!\d)(?!\.\d)",
    r"(?<![\d.])(?:86[ .-]?)?1[3-9]\d\.\d{4}\.\d{4}(?!\d)(?!\.\d)",
    r"\(1[3-9]\d\)[ -]?\d{4}[ -]?\d{4}(?!\d)",
    r"(?<![\d.])1[3-9]\d(?P<gap>[ -])\d{3}(?P=gap)\d{5}(?!\d)(?!\.\d)",
    r"(?<![\d.])(?<!\d[ -])1(?P<blank>[ .-]{1,2})[3-9](?:(?P=blank)\d){9}(?!\d)(?![ -]\d)",
    # area code in parentheses, or before a sign: mainland, Taiwan; also Taiwan's mobile numbers 09xx-xxx-xxx
    r"(?<![\d.])\(0\d{1,3}\)[ -]?\d{3,4}[ -]?\d{4}(?!\d)",
    r"(?<![\d.-])0\d{1,3}[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])",
    # the same without a sign
    r"(?<![\d.])0[1-9]\d{8,10}(?!\d)(?!\.\d)",
)
# Eight digits alone may be a date, a price or a case: they are a number to call only after a word that says
# so.
CALL = (
    rf"{CALLED}[^\d\n+]{{0,6}}(?P<number>(?:85[23][ -]?)?[2-9]\d{{2,3}}[ -]?\d{{4}}"
    r"|1[ .-]{0,2}[3-9](?:[ .-]{0,2}\d){9})(?![ -]?\d)"
)

PIECE = re.compile(
    f"(?P<link>{LINK})|(?P<mail>{MAIL})|(?P<user>{USER_NAME})|(?P<identity>{HK_IDENTITY}|{TW_IDENTITY})|(?P<resident>{CN_IDENTITY})"
    f"|(?P<card>{CARD_NUMBER})|(?P<phone>{'|'.join(PHONES)})|(?P<call>{CALL})",
    re.ASCII | re.IGNORECASE,
)
SIGNS = {
    "mail": EMAIL,
    "user": USER,
    "identity": IDENTITY,
    "resident": IDENTITY,
    "card": CARD,
    "phone": PHONE,
}
FIRST_RUN = re.compile(r"\d+")
GROUPED_CARD = re.compile(r"[3-9]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?", re.ASCII)

CHAT_LINK = re.compile(
    r"(?P<host>(?:^|//|\.)(?:wa\.me|t\.me|telegram\.me|signal\.me|zalo\.me|line\.me/ti/p)/(?:#p/)?)(?:\+|%2B|~)?\d{7,15}(?!\d)",
    re.ASCII | re.IGNORECASE,
)
VALUE = re.compile(r"(?<=[?&#;])(?P<name>[^=&#;?/]{1,64})=(?P<value>[^&#;]{5,256})")
CALL_NAME = re.compile(r"phone|phone_?n(?:o|um|umber)|tel|mobile|mob|cell|whatsapp", re.IGNORECASE)
CALL_NUMBER = re.compile(r"\+?\d{7,15}", re.ASCII)
MAIL_IN_PATH = re.compile(rf"(?<=[^/:]/){MAIL}(?=[/?#&]|$)", re.ASCII)


def mask(text: str) -> str:
    """Return `text` with phone numbers, e-mail addresses, identity-card and bank-card numbers and @usernames
    replaced by "[电话]", "[邮箱]", "[证件]", "[卡号]" and "[用户]".

    Mainland identity cards are told by the birthday in them (GB 11643), bank cards by their checksum (Luhn,
    ISO/IEC 7812), by UnionPay's beginning or by their groups of four. A number is found through signs that
    cannot be seen, through pictures, and in digits of any script; what is not replaced stays as it was
    written. Dates, prices, case numbers and hotlines of 3 to 5 digits stay. Of links see `mask_link`.
    Idempotent; never raises.
    """
    while True:
        masked = _mask_once(text)
        if masked == text:
            return text
        text = masked


def mask_link(link: str) -> str:
    """Return an address, canonical or as written, with the phone numbers and e-mail addresses in it replaced
    by "hidden-number" and "hidden-mail".

    They are looked for where they are meant as such: behind the host of a messenger (wa.me/86138...,
    t.me/+...), as a whole value of the query or fragment, and an e-mail address as a whole part of the path.
    Any other number is part of the address. Idempotent; never raises.
    """
    link = CHAT_LINK.sub(rf"\g<host>{IN_LINK[PHONE]}", link)
    link = VALUE.sub(_mask_value, link)
    return MAIL_IN_PATH.sub(IN_LINK[EMAIL], link)


def _mask_value(found: re.Match[str]) -> str:
    value = unquote_plus(found["value"]).strip()
    if CALL_NAME.fullmatch(found["name"]) and CALL_NUMBER.fullmatch(value):
        return f"{found['name']}={IN_LINK[PHONE]}"
    masked = IN_LINK.get(_mask_once(value))
    return found[0] if masked is None else f"{found['name']}={masked}"


def _mask_once(text: str) -> str:
    plain = PlainSigns.of(text)
    parts: list[str] = []
    at = 0
    position = 0
    while found := PIECE.search(plain.signs, position):
        start, end, sign = _read(found)
        if sign:
            first, behind = plain.span(start, end)
            parts += (text[at:first], sign)
            at = behind
        position = max(end, position + 1)
    parts.append(text[at:])
    return "".join(parts)


def _read(found: re.Match[str]) -> tuple[int, int, str]:
    """What a found piece is: where it begins and ends, and what takes its place (empty: it stays)."""
    kind = found.lastgroup or ""
    start, end = found.span()
    piece = found.group()
    if kind == "link":
        masked = mask_link(piece)
        return start, end, "" if masked == piece else masked
    if kind == "call":
        return *found.span("number"), PHONE
    if kind == "resident" and not _is_resident(_digits(piece)):
        kind = "card"
    if kind == "card" and not (_is_card(_digits(piece)) or _is_grouped_card(piece)):
        # Only its first run of digits is read: what follows a sign may be a number of its own.
        run = FIRST_RUN.match(piece)
        return start, start + (run.end() if run else 1), ""
    return start, end, SIGNS[kind]


def _digits(piece: str) -> str:
    return "".join(character for character in piece if character not in " -").upper()


def _is_resident(number: str) -> bool:
    """Whether 18 characters are a mainland identity number: a possible birthday at its place. The last
    character need not fit: a number with a slip of the pen tells a person as well."""
    month, day = int(number[10:12]), int(number[12:14])
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_card(number: str) -> bool:
    """Whether 13 to 19 digits are a card number: the right last digit, and no date at the start (a case
    number)."""
    if not number.isdigit() or not 13 <= len(number) <= 19:
        return False
    if number[:2] in {"19", "20"} and "01" <= number[4:6] <= "12":
        return False
    if number.startswith("62") and len(number) >= 16:  # UnionPay: masked also with a slip of the pen
        return True
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (
        sum(value - 9 if value > 9 else value for value in doubled) + sum(map(int, number[-1::-2]))
    ) % 10 == 0


def _is_grouped_card(piece: str) -> bool:
    """Whether digits stand in groups of four as on a card, whatever their last one; not four round prices."""
    groups = re.split("[ -]", piece)
    return GROUPED_CARD.fullmatch(piece) is not None and not all(group.endswith("0") for group in groups)
