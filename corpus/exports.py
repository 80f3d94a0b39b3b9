"""Exports: the debunks that partners take over, the newest first, in the form that they read."""

import json
import os
import re
import tempfile
from collections.abc import Collection, Iterable
from pathlib import Path

from corpus.claim_review import claim_reviews
from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.formats import Format
from corpus.json_feed import json_feed
from corpus.rss import rss

__all__ = ["TITLE", "chosen", "exported", "write_whole"]

TITLE = "真的吗 Zhendema"
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def chosen(
    debunks: Iterable[Debunk], since: str = "", publishers: Collection[str] = ()
) -> tuple[Debunk, ...]:
    """Return those to export: the newest first, those without a date last, and then by their ids.

    :param since: YYYY, YYYY-MM or YYYY-MM-DD: only debunks that may have been published then or later. Of a
        year or month alone only so much is compared; those without a date are left out.
    :param publishers: only theirs; empty: everybody's
    :raises ValueError: `since` is no date, or nothing is there of one of the publishers
    """
    debunks = tuple(debunks)
    if since and not _DAY.fullmatch(since):
        raise ValueError(f"expected a date as in 2026, 2026-11 or 2026-11-22, got {since!r}")
    known = sorted({debunk.publisher for debunk in debunks})
    for publisher in publishers:
        if publisher not in known:
            raise ValueError(f"expected one of {', '.join(known)}, got {publisher!r}")
    wanted = [
        debunk
        for debunk in debunks
        if (not since or _may_be_since(debunk.published, since))
        and (not publishers or debunk.publisher in publishers)
    ]
    by_id = sorted(wanted, key=lambda debunk: debunk.id)
    return tuple(sorted(by_id, key=lambda debunk: debunk.published, reverse=True))


def exported(
    debunks: Iterable[Debunk], form: Format, *, title: str = TITLE, link: str = "", address: str = ""
) -> str:
    """Return the whole text of an export; the same debunks in the same order always make the same text.

    :param link: of the page that the feed belongs to; unused in claimreview
    :param address: of the feed itself; unused in claimreview
    """
    each = tuple(debunks)
    match form:
        case Format.RSS:
            return rss(each, title, link, address)
        case Format.JSONFEED:
            feed = json_feed(each, title, link, address)
        case Format.CLAIMREVIEW:
            feed = claim_reviews(each, title)
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def write_whole(file: Path, text: str) -> None:
    """Write a text file that is there whole or not at all; one that was there before stays until then.

    :raises CorpusError: it cannot be written
    """
    aside = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
        aside = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(0o644)
        aside.replace(file)
    except OSError as error:
        if aside is not None:
            aside.unlink(missing_ok=True)
        reason = error.strerror or error
        raise CorpusError(f"expected to write {file}, got: {reason}; choose another place") from error


def _may_be_since(published: str, since: str) -> bool:
    known = min(len(published), len(since))
    return bool(published) and published[:known] >= since[:known]
