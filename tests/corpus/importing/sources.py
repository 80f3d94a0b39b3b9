"""Sources of our own making, in the shapes that publishers use, and what is told of importing them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.debunk import Debunk
from corpus.feeds import BlockingFetcher
from corpus.formats import SourceFormat
from corpus.importing.entry import Rejection
from corpus.importing.importer import Request, Result, bring_in
from corpus.importing.merging import Outcome
from corpus.library import read_corpus

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Import:
    """What came of an import."""

    result: Result
    outcomes: tuple[Outcome, ...]

    @property
    def debunks(self) -> dict[str, Debunk]:
        return {each.id: each for each in read_corpus([self.result.file]).debunks}

    @property
    def rejections(self) -> list[Rejection]:
        return [each.rejection for each in self.outcomes if each.rejection is not None]

    def count(self, *names: str) -> tuple[int, ...]:
        return tuple(self.result.counts.get(name, 0) for name in names)

    @property
    def counts(self) -> tuple[int, ...]:
        """Added, changed, same, refused."""
        return self.count("added", "changed", "same", "refused")


@dataclass
class Importer:
    """Imports into a home."""

    home: Path
    web: BlockingFetcher | None = None
    library: Path | None = None

    def run(self, source: Path | str, form: SourceFormat = SourceFormat.CLAIMREVIEW, **more: Any) -> Import:
        """:param more: fields of the request; its name is "source" unless told"""
        told: list[Outcome] = []
        request = Request(form, str(source), home=self.home, **{"name": "source", **more})
        library = self.library or self.home / "library"
        return Import(bring_in(request, self.web, told.append, library=library), tuple(told))


def review(**more: Any) -> dict[str, Any]:
    """A ClaimReview as sites have it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://qingjiang.example/check/1",
        "claimReviewed": "老粮仓里发现了恐龙蛋",
        "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "5", "alternateName": "不实"},
        "author": {"@type": "Organization", "name": "清江查证", "url": "https://qingjiang.example"},
        "datePublished": "2026-11-20T08:00:00+08:00",
        **more,
    }  # fmt: skip


def html_page(*scripts: Any, head: str = "") -> str:
    """A page with pieces of JSON-LD."""
    texts = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in scripts)
    parts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    head = f"<head><title>查证</title>{head}{parts}</head>"
    return f'<!doctype html><html lang="zh-CN">{head}<body>正文</body></html>'


def write(path: Path, told: Any) -> Path:
    """Write a text, bytes, or what becomes JSON."""
    if isinstance(told, bytes):
        path.write_bytes(told)
    else:
        path.write_text(
            told if isinstance(told, str) else json.dumps(told, ensure_ascii=False), encoding="utf-8"
        )
    return path


@contextmanager
def unchanged(*folders: Path) -> Iterator[None]:
    """Hold that no file of folders is changed within."""

    def seen() -> dict[str, bytes]:
        files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = seen()
    yield
    assert seen() == before
