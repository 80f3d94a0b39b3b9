"""An import that was killed does not ask again for what it has fetched."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.feeds import Page, Refusal, Stamp, Unchanged
from corpus.kept_pages import KeptPages
from tests.corpus.site import answer, serving

DAY = datetime(2026, 11, 1, tzinfo=UTC)
URL = "https://check.example/1"
PAGE = Page(URL, "html", "<p>谣言", Stamp('"1"', "Sun, 22 Nov 2026 08:00:00 GMT"), "<p>谣言".encode("gbk"))


class Shelf:
    """A web with given pages, which counts how often each was asked for."""

    def __init__(self, **pages: Page | Unchanged | Refusal) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def fetch(
        self, url: str, since: Stamp | None = None, *, data: bool = False
    ) -> Page | Unchanged | Refusal:
        self.asked.append(url)
        return self.pages[url]


@contextmanager
def opened(shelf: Shelf) -> Iterator[Shelf]:
    yield shelf


def kept(shelf: Shelf, folder: Path, purpose: str = "a", **more: Callable[..., object]) -> KeptPages:
    return KeptPages(opened(shelf), folder / "run", purpose, **{"clock": lambda: DAY, **more})  # type: ignore[arg-type]


def broken_off(shelf: Shelf, folder: Path, *urls: str, days: float = 0.0) -> None:
    with (
        suppress(KeyboardInterrupt),
        kept(shelf, folder, clock=lambda: DAY + timedelta(days=days)) as web,
    ):
        for url in urls:
            web.fetch(url)
        raise KeyboardInterrupt


def test_what_a_run_that_broke_off_has_fetched_is_given_again(tmp_path: Path) -> None:
    shelf = Shelf(a=PAGE, b=Unchanged("b"), c=Refusal("c", "busy", "later"))
    broken_off(shelf, tmp_path, "a", "b", "c")
    told: list[int] = []
    with kept(shelf, tmp_path, told=told.append) as web:
        assert [web.fetch(url) for url in "abca"] == [PAGE, Unchanged("b"), shelf.pages["c"], PAGE]
        assert shelf.asked == ["a", "b", "c", "c"]
        # The same address as data is something else.
        web.fetch("a", data=True)
        assert shelf.asked[-1] == "a"
    assert told == [1, 2, 3, 4, 5]
    assert not (tmp_path / "run").exists()
    with kept(shelf, tmp_path) as web:
        web.fetch("b")
    assert shelf.asked[-1] == "b"


def test_another_purpose_a_later_day_and_what_somebody_spoiled_are_fetched_anew(tmp_path: Path) -> None:
    shelf = Shelf(a=PAGE)
    broken_off(shelf, tmp_path, "a")
    for file in (tmp_path / "run").glob("*.body"):
        file.write_bytes(b"spoiled")
    broken_off(shelf, tmp_path, "a")
    assert len(shelf.asked) == 2
    broken_off(shelf, tmp_path, "a", days=2)
    assert len(shelf.asked) == 3
    with kept(shelf, tmp_path, "b") as web:
        assert web.fetch("a") == PAGE
    assert len(shelf.asked) == 4


def test_where_nothing_can_be_kept_pages_are_fetched_all_the_same(tmp_path: Path) -> None:
    shelf = Shelf(a=PAGE)
    broken_off(shelf, tmp_path, "a")
    (body,) = (tmp_path / "run").glob("*.body")
    body.unlink()
    body.mkdir()
    with kept(shelf, tmp_path) as web:
        assert [web.fetch("a"), web.fetch("a")] == [PAGE, PAGE]
    assert len(shelf.asked) == 3


def test_two_runs_of_one_import_do_not_meet(tmp_path: Path) -> None:
    shelf = Shelf(a=PAGE)
    with (
        kept(shelf, tmp_path),
        pytest.raises(CorpusError, match="expected to be alone"),
        kept(shelf, tmp_path),
    ):
        pass


_RUN = """
import sys
from pathlib import Path
from corpus.feeds import BlockingFetcher
from corpus.kept_pages import KeptPages
web = BlockingFetcher(loopback_port=int(sys.argv[2]), every=0.02)
with KeptPages(web, Path(sys.argv[1]), "run") as pages:
    for number in range(30):
        assert pages.fetch(f"http://127.0.0.1:{sys.argv[2]}/p{number}").text == str(number)
"""


async def test_a_run_that_is_killed_asks_for_the_rest_alone(tmp_path: Path) -> None:
    async with serving(**{f"p{number}": answer(str(number).encode()) for number in range(30)}) as site:
        arguments = (sys.executable, "-c", _RUN, str(tmp_path / "run"), str(site.port))
        first = await asyncio.create_subprocess_exec(*arguments)
        while len(site.asked) < 15:
            await asyncio.sleep(0.005)
        first.send_signal(signal.SIGKILL)
        await first.wait()
        assert await (await asyncio.create_subprocess_exec(*arguments)).wait() == 0
        pages = [path for path in site.paths() if path != "/robots.txt"]
        assert set(pages) == {f"/p{number}" for number in range(30)}
        # At most the one that was on its way when the kill came is asked for twice.
        assert len(pages) <= 32
    assert not (tmp_path / "run").exists()
