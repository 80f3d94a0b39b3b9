"""Links: find them in a text, and write each address in the one form in which two of them can be compared."""

import re
from urllib.parse import unquote

__all__ = ["canonical_url", "find_links", "split_links"]

_TOP_LEVEL = (
    "com|net|org|edu|gov|info|biz|tw|cn|hk|mo|sg|my|jp|kr|us|uk|eu|de|fr|au|ca|nz|me|io|ai|co|tv|cc|ly|gl|be"
    "|gd|to|app|dev|xyz|top|site|online|club|shop|link|live|news|blog|page|im|gg|in|ru|fm|la|st|is|vip|today"
)
# A link ends where the characters of addresses end, so that Chinese text glued to it stays outside, and where
# the next link begins. An address within an address (…?url=https://…, /web/2020/https://…) begins none.
_REST = r"(?:(?!(?<![=/])https?://)[\w\-.~:/?#\[\]@!$&'()*+,;=%|]){0,2048}+"
_LINK = re.compile(
    rf"(?:https?://(?=[\w\[])|(?<![\w@./-])(?:(?=www\.\w)|(?=(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_TOP_LEVEL})(?::\d{{1,5}})?/))){_REST}",
    re.ASCII | re.IGNORECASE,
)
_CLOSERS = {")": "(", "]": "["}

_SCHEME = re.compile(r"^(?:(?:https?:)?//)+", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^(?!https?://)[a-z][a-z0-9+.-]*:(?://|[^/\d])", re.IGNORECASE)
_BARE_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|wap|amp)\.(?=[^.]+\.[^.]))+")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}|%|[^\w\-.~!$&'()*+,;=:@/|]", re.ASCII)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_AMP_CACHE = re.compile(
    r"^(?:[^/]+\.cdn\.ampproject\.org|google\.[a-z.]{2,6}/amp|[^/]*bing-amp\.com)/(?:[cvwi]/)?(?:s/)?(?=[^/]+\.)"
)
_AMP_PATH = re.compile(r"(?:/amp(?=/|$)|(?<=.)\.amp(?=(?:\.html?)?$))", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_REDIRECT = re.compile(
    r"^(?:l\.facebook\.com/l\.php|lm\.facebook\.com/l\.php|google\.[a-z.]{2,6}/url|t\.me/iv|link\.zhihu\.com/?|"
    r"slack-redir\.net/link|youtube\.com/redirect|out\.reddit\.com/?)$"
)
_REDIRECT_TARGET = ("u", "url", "q", "target")

_TRACKING_PREFIXES = (
    "utm_", "share_", "sharer_", "mc_", "pk_", "mtm_", "hsa_", "at_", "weixin", "wx_", "fb_action_", "_hs"
)  # fmt: skip
_TRACKING_NAMES = """
fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mkt_tok _ga
_gl _openstat spm spm_id_from scm from isappinstalled nsukey chksm scene subscene srcid clicktime
enterid sessionid ascene devicetype pass_ticket shareid shared sharefrom share sharer sharetype
tdsourcetag adtag ref ref_src ref_url referer referrer fb_ref fb_source feature si s_cid cmpid ncid ocid
_r _t _branch_match_id vd_source bbid unique_k mid_source campaign amp outputtype usqp wfr lfid luicode
featurecode sudaref from_source tt_from tt_medium upstream_biz
"""
_TRACKING = frozenset(_TRACKING_NAMES.split())
_VIDEO_TIME = frozenset({"t", "list", "index", "start_radio", "pp", "ab_channel", "app"})


def split_links(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with a line break in the place of each link, and the links as they were written, in order."""
    links: list[str] = []
    rest: list[str] = []
    end = 0
    for match in _LINK.finditer(text):
        link = _without_closing_punctuation(match[0])
        links.append(link)
        rest.append(text[end : match.start()])
        end = match.start() + len(link)
    if not links:
        return text, ()
    rest.append(text[end:])
    return "\n".join(rest), tuple(links)


def find_links(text: str) -> tuple[str, ...]:
    """The addresses in a text as they are written there, in order: with http(s), www., or bare with a path.

    Punctuation that closes the sentence is not part of an address; a bracket is if it was opened in it.
    """
    return split_links(text)[1]


def _without_closing_punctuation(link: str) -> str:
    while link:
        last = link[-1]
        opener = _CLOSERS.get(last)
        if opener is not None and link.count(opener) >= link.count(last):
            break
        if opener is None and last not in ".,;:!?'*|&":
            break
        link = link[:-1]
    return link


def canonical_url(url: str) -> str:
    """One form for all spellings of an address: ``https://M.MyGoPen.com:443/a/?utm_source=x#top`` is
    ``mygopen.com/a``.

    Scheme, user name, ``www.``, ``m.``, ``amp`` and default ports go, so do fragments, trailing slashes,
    index pages and parameters that only say who shared it; redirects of Facebook and Google give their
    target; the rest of the query is sorted; percent-encoding is written in one way. Other schemes
    (``mailto:``) and canonical addresses stay. Nothing is raised: what is no address gives some text.
    """
    address = "".join(url.split())
    for _ in range(8):  # an address within an address, within an address
        before = address
        address = _canonical_once(address)
        if address == before:
            break
    return address


def _canonical_once(address: str) -> str:
    if _OTHER_SCHEME.match(address):
        return _escape(address, keep="#?[]")
    address = _SCHEME.sub("", address)
    address = address.partition("#")[0]
    address, _, query = address.partition("?")
    host, slash, path = address.partition("/")
    host = _canonical_host(host)
    pairs = [pair for pair in query.split("&") if pair]
    place = host + slash + path
    if cached := _AMP_CACHE.match(place):
        host, slash, path = place[cached.end() :].partition("/")
        host = _canonical_host(host)
    elif _REDIRECT.match(place) and (target := _redirect_target(pairs)):
        return target
    if host == "youtu.be" and path:
        host, path, pairs = "youtube.com", "watch", [f"v={path}", *pairs]
    path = _AMP_PATH.sub("", _escape("/" + path))
    path = _INDEX_PAGE.sub("", path).rstrip("/")
    kept = sorted(_escape(pair, keep="?") for pair in pairs if not _is_tracking(host, pair))
    return host + path + ("?" + "&".join(kept) if kept else "")


def _canonical_host(host: str) -> str:
    host = host.rpartition("@")[2].lower()
    host = re.sub(r":(?:80|443)?$", "", host, flags=re.ASCII).strip(".")
    return _escape(_BARE_PREFIX.sub("", host), keep="[]")


def _is_tracking(host: str, pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name == "m":  # a blog's mobile page: ?m=1
        return value in {"", "0", "1"}
    if host == "youtube.com" and name in _VIDEO_TIME:
        return True
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _redirect_target(pairs: list[str]) -> str | None:
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name in _REDIRECT_TARGET and re.match(r"https?(?::|%3a)(?:/|%2f){2}.", value, re.IGNORECASE):
            return "".join(unquote(value, errors="replace").split())
    return None


def _escape(part: str, keep: str = "") -> str:
    """Percent-encoding in one way: unreserved characters plain, the rest as UTF-8 bytes in upper-case hex."""

    def one(match: re.Match[str]) -> str:
        found = match[0]
        if len(found) == 3:
            character = chr(int(found[1:], 16))
            return character if character in _UNRESERVED else found.upper()
        if found in keep:
            return found
        return "".join(f"%{byte:02X}" for byte in found.encode("utf-8", "replace"))

    return _PERCENT.sub(one, part)
