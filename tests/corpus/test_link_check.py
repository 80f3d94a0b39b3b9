"""Looking whether the pages of debunks are still there."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.cli import app
from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.feeds import Fetcher, Refusal
from corpus.link_book import LinkBook, LinkState, Outcome, Way, WayKind, link_file
from corpus.link_check import Looks, outcome_of
from corpus.links_cli import check_links, report
from tests.corpus.site import Clock, Site, answer, reset, serving, then

DAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
HERE = answer(b"here")


def debunk(number: int, url: str) -> Debunk:
    fields = {
        "claim": f"喝第{number}种醋能软化血管",
        "verdict": "false",
        "publisher": "某处",
        "lang": "zh-Hans",
    }
    return Debunk.model_validate({"id": f"d-{number}", "url": url, **fields})


def debunks(site: Site, *paths: str) -> list[Debunk]:
    return [debunk(number, site.url(path)) for number, path in enumerate(paths, 1)]


async def checked(
    site: Site, home: Path, *paths: str, days: float = 0.0, archive: str = "", whole: bool = True
) -> tuple[Looks, LinkBook]:
    clock = Clock()
    return await check_links(
        debunks(site, *paths),
        home,
        Fetcher(loopback_port=site.port, clock=clock, sleep=clock.sleep),
        whole=whole,
        archive=archive,
        clock=lambda: DAY + timedelta(days=days),
    )


async def test_what_the_site_says_is_gone_is_dead_and_linked_by_its_home_page(tmp_path: Path) -> None:
    async with serving(here=HERE, left=answer(status="410 Gone")) as site:
        looks, book = await checked(site, tmp_path, "/here", "/left", "/never")
        found = {url.rpartition("/")[2]: each.outcome for url, each in looks.seen.items()}
        assert found == {"here": Outcome.THERE, "left": Outcome.GONE, "never": Outcome.GONE}
        assert book == LinkBook.read(link_file(tmp_path))
        assert book.elsewhere(site.url("/here")) is None
        assert book.elsewhere(site.url("/left")) == Way(site.url("/"), WayKind.SITE)
        assert book.states[site.url("/never")].status == 404
        assert not (tmp_path / "cache" / "links.journal").exists()


async def test_what_fails_for_days_dies_and_what_comes_back_lives(tmp_path: Path) -> None:
    async with serving(ill=answer(status="500 Oh"), here=HERE) as site:
        for days, dead in ((0, 0), (1, 0), (2, 0), (3, 1), (4, 1)):
            _, book = await checked(site, tmp_path, "/ill", "/here", days=days)
            assert len(book.dead) == dead
        before = book
        site.pages["/ill"] = HERE
        looks, book = await checked(site, tmp_path, "/ill", "/here", days=5)
        assert book == LinkBook()
        assert report(looks, before, book, [])["back"] == [site.url("/ill")]


async def test_a_site_that_keeps_programs_out_has_no_dead_links(tmp_path: Path) -> None:
    rules = answer(b"User-agent: *\nDisallow: /hidden", kind="text/plain")
    shut = {
        name: answer(status=status) for name, status in (("a", "403 No"), ("b", "401 Who"), ("c", "429 Slow"))
    }
    async with serving(robots=rules, **shut) as site:
        for days in range(5):
            looks, book = await checked(site, tmp_path, "/hidden", "/a", "/b", "/c", days=days)
            assert looks.counts == {Outcome.UNCLEAR: 4}
            assert book == LinkBook()


@pytest.mark.parametrize(
    ("outcome", "refusals"),
    [
        (Outcome.GONE, [("status", 404), ("status", 410)]),
        (Outcome.FAILING, [("status", 500), ("busy", 503), ("failed", 0), ("slow", 0), ("redirects", 0)]),
        (Outcome.UNCLEAR, [("status", 403), ("status", 451), ("busy", 429), ("busy", 0)]),
        (Outcome.UNCLEAR, [("robots", 0), ("address", 0), ("insecure", 0)]),
    ],
)
def test_each_reason_means_something_for_the_link(outcome: Outcome, refusals: list[tuple[str, int]]) -> None:
    told = [outcome_of("u", Refusal("u", reason, "", status), DAY).outcome for reason, status in refusals]
    assert told == [outcome] * len(refusals)


async def test_a_machine_without_a_way_to_the_web_kills_no_links(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        site = Site(port=free.getsockname()[1])
    clock = Clock()
    links = [debunk(1, site.url("/a")), debunk(2, "http://no-such-host.invalid/b")]
    with pytest.raises(CorpusError, match="none of 2 sites answered: this machine seems to have no way"):
        await check_links(
            links, tmp_path, Fetcher(loopback_port=site.port, clock=clock, sleep=clock.sleep, tries=1)
        )
    assert not link_file(tmp_path).exists()
    assert not (tmp_path / "cache" / "links.journal").exists()


async def test_a_copy_is_linked_only_if_the_archive_has_it(tmp_path: Path) -> None:
    async with serving(here=HERE) as site:
        archive = site.url("/archive/{url}")
        site.pages[f"/archive/{site.url('/gone')}"] = HERE
        _, book = await checked(site, tmp_path, "/here", "/gone", "/lost", archive=archive)
        assert book.elsewhere(site.url("/gone")) == Way(
            site.url(f"/archive/{site.url('/gone')}"), WayKind.COPY
        )
        assert book.elsewhere(site.url("/lost")) == Way(site.url("/"), WayKind.SITE)
        # A copy that is known is not looked for again.
        many = len(site.asked)
        await checked(site, tmp_path, "/gone", archive=archive, days=1)
        assert f"/archive/{site.url('/gone')}" not in site.paths()[many:]


async def test_links_of_debunks_that_are_no_more_are_forgotten_with_the_whole_corpus_alone(
    tmp_path: Path,
) -> None:
    async with serving(here=HERE) as site:
        await checked(site, tmp_path, "/gone", "/here")
        _, book = await checked(site, tmp_path, "/here", days=1, whole=False)
        assert list(book.dead) == [site.url("/gone")]
        _, book = await checked(site, tmp_path, "/here", days=1)
        assert book == LinkBook()


async def test_the_report_names_debunks_since_when_and_what_is_new(tmp_path: Path) -> None:
    async with serving(here=HERE) as site:
        before = LinkBook({site.url("/old"): LinkState(404, dead=True)})
        before.write(link_file(tmp_path))
        looks, after = await checked(site, tmp_path, "/old", "/gone", "/here", "/gone")
        told = report(looks, before, after, debunks(site, "/old", "/gone", "/here", "/gone"))
        assert json.loads(json.dumps(told)) == {
            "links": 3, "sites": 1, "there": 1, "gone": 2, "failing": 0, "unclear": 0, "back": [],
            "dead": [
                {
                    "url": site.url(path), "debunks": names, "new": new, "status": 404, "reason": "status",
                    "since": DAY.isoformat(), "failures": 1, "archive": "",
                }
                for path, names, new in (("/old", ["d-1"], False), ("/gone", ["d-2", "d-4"], True))
            ],
        }  # fmt: skip


async def test_two_sites_are_asked_side_by_side_each_in_its_turns(tmp_path: Path) -> None:
    pages = {f"p{number}": HERE for number in range(3)}
    clock = Clock()
    async with serving(**pages) as site:
        links = [debunk(1, site.url(f"/{name}", host)) for host in ("127.0.0.1", "127.1") for name in pages]
        told: list[tuple[int, int]] = []
        looks, _ = await check_links(
            links,
            tmp_path,
            Fetcher(loopback_port=site.port, clock=clock, sleep=clock.sleep),
            told=lambda done, whole: told.append((done, whole)),
        )
        assert looks.counts == {Outcome.THERE: 6}
        assert told == [(done, 6) for done in range(7)]
        first = [
            request.headers["host"].partition(":")[0] for request in site.asked if request.method == "HEAD"
        ]
        assert set(first[:2]) == {"127.0.0.1", "127.1"}


_RUN = """
import asyncio, sys
from pathlib import Path
from corpus.feeds import Fetcher
from corpus.library import read_corpus
from corpus.links_cli import check_links
home, port = Path(sys.argv[1]), int(sys.argv[2])
debunks = read_corpus([home / "corpus"]).debunks
looks, book = asyncio.run(check_links(debunks, home, Fetcher(loopback_port=port, every=0.02)))
print(len(looks.seen), len(book.dead))
"""


async def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    paths = [f"/p{number}" for number in range(40)]
    async with serving() as site:
        site.pages |= dict.fromkeys(paths[::2], HERE)
        (tmp_path / "corpus").mkdir()
        lines = "".join(each.model_dump_json() + "\n" for each in debunks(site, *paths))
        (tmp_path / "corpus" / "own.jsonl").write_text(lines, encoding="utf-8")

        async def start() -> asyncio.subprocess.Process:
            arguments = ("-c", _RUN, str(tmp_path), str(site.port))
            return await asyncio.create_subprocess_exec(
                sys.executable, *arguments, stdout=asyncio.subprocess.PIPE
            )

        first = await start()
        while len(site.paths("HEAD")) < 12:
            await asyncio.sleep(0.005)
        first.send_signal(signal.SIGKILL)
        await first.communicate()
        assert not link_file(tmp_path).exists()
        before = len(site.asked)
        noted = (tmp_path / "cache" / "links.journal").read_bytes().count(b"\n") - 1
        assert noted >= 10

        second = await start()
        printed, _ = await second.communicate()
        assert (second.returncode, printed.decode()) == (0, "40 20\n")
        again = site.asked[before:]
        assert sum(request.method == "HEAD" for request in again) == 40 - noted
        assert len(LinkBook.read(link_file(tmp_path)).dead) == 20


async def test_a_connection_that_breaks_is_no_dead_link(tmp_path: Path) -> None:
    async with serving(here=then(reset, HERE)) as site:
        looks, book = await checked(site, tmp_path, "/here")
        assert (looks.counts, book) == ({Outcome.THERE: 1}, LinkBook())


def test_the_command_says_what_it_found_and_where_it_is_wrong(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    lines = [debunk(number, f"http://127.0.0.1:{number}/") for number in (1, 2)]
    own.write_text("".join(each.model_dump_json() + "\n" for each in lines), encoding="utf-8")
    command = ["links", str(own), "--home", str(tmp_path)]
    done = CliRunner().invoke(app, command)
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [
            "2 links of 1 site:",
            "       0  there",
            "       0  gone, as the site says (404, 410)",
            "       0  no answer; dead after three looks over three days",
            "       2  closed to programs; people may well read them",
            "0 dead links, 0 new, 0 came back.",
        ],
    )
    told = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert (told["links"], told["unclear"], told["dead"]) == (2, 2, [])
    for wrong in (
        ["--archive", "https://a.example/"],
        ["--proxy", "socks5://h:1"],
        ["--contact", "two words"],
    ):
        assert CliRunner().invoke(app, [*command, *wrong]).exit_code == 2
    link_file(tmp_path).parent.mkdir(exist_ok=True)
    link_file(tmp_path).write_text("broken", encoding="utf-8")
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 1
    assert "links.json: expected what `zhendema corpus links` writes" in done.stderr
