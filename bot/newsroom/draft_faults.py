"""What must not be published in a draft's fields: what is wrong, what was expected, and the cure. Pure."""

import ipaddress
import re
import socket
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.directions import STEERING
from bot.language import Language
from bot.newsroom.countries import COUNTRIES
from bot.newsroom.draft_page import FIELDS
from bot.wording import label
from corpus.addresses import is_public, parted
from corpus.debunk import LONGEST_CLAIM
from corpus.errors import Unfetched
from corpus.gazetteer import is_place

__all__ = ["fault_words", "faults_of", "shape_fault"]

#: Ends of names that no public site has.
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?", re.ASCII)
#: It may be tomorrow already where the page was published.
_AHEAD = timedelta(days=1)
_QUOTED = 60  # characters of what was got
_LONGEST = {
    "claim": LONGEST_CLAIM,
    "wording": LONGEST_CLAIM,
    "url": 2_048,
    "publisher": 200,
    "summary": 10_000,
}


def faults_of(
    fields: Mapping[str, str], topics: Collection[str], today: date, *, loopback_port: int | None = None
) -> dict[str, str]:
    """Return field -> fault, in the order in which fields are shown: unseen, web, login, port, private,
    future, region, lang or topic. What is missing or has another shape is not looked for.

    :param topics: those that there are
    :param loopback_port: a port on loopback that may be linked all the same, for tests
    """
    found = {
        name: _fault(name, fields[name], topics, today, loopback_port) for name in FIELDS if fields.get(name)
    }
    return {name: fault for name, fault in found.items() if fault}


def shape_fault(name: str, text: str) -> str:
    """Return why no debunk can have a field with that text: date, address, long or unclear.

    :param text: one that `draft_page.debunk_of` could not use
    """
    if name == "published":
        return "date"
    if len(text) > _LONGEST.get(name, len(text)):
        return "long"
    return "address" if name == "url" else "unclear"


def fault_words(name: str, fault: str, got: str, language: Language) -> str:
    """Return what is wrong with a field in plain text: what was expected, what was got, and the cure."""
    shown = "".join(f"U+{ord(sign):04X}" if sign in STEERING else sign for sign in got)
    quoted = shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"
    return label(language, "draft-fault", fault=fault, field=name, got=quoted)


def _fault(name: str, text: str, topics: Collection[str], today: date, loopback_port: int | None) -> str:
    if any(sign in STEERING for sign in text):
        return "unseen"
    if name == "url":
        return _of_address(text, loopback_port)
    if name == "published":
        return "future" if _begins(text) > today + _AHEAD else ""
    if name == "region":
        return "" if _is_known(text) else "region"
    if name == "lang":
        return "" if text in set(Language) else "lang"
    if name == "topic":
        return "" if text in topics else "topic"
    return ""


def _of_address(url: str, loopback_port: int | None) -> str:
    try:
        parts = parted(url)
    except Unfetched:
        return "login" if "@" in url.partition("://")[2].partition("/")[0] else "web"
    host = (parts.hostname or "").rstrip(".")
    if parts.port is not None and parts.port == loopback_port and host == "127.0.0.1":
        return ""
    if parts.port not in {None, 80, 443}:
        return "port"
    return "private" if _is_inside(host) else ""


def _is_inside(host: str) -> bool:
    """Tell whether a host is of an inner network, as far as its name tells; nothing is looked up."""
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        pass
    if _NUMBER.fullmatch(host):
        # Browsers take 2130706433 and 0x7f.1 for addresses, too.
        try:
            return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
        except OSError:
            return True
    return "." not in host or host.lower().endswith(tuple(f".{each}" for each in _INSIDE))


def _begins(published: str) -> date:
    """Return the first day of a date of any length; a long-gone one for what is no date."""
    match = _DATE.fullmatch(published)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else date.min
    except ValueError:
        return date.min


def _is_known(region: str) -> bool:
    country = region.partition("-")[0]
    return country in COUNTRIES and is_place(region)
