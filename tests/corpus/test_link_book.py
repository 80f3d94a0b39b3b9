"""When a link is dead, and what is linked in its place."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.link_book import LinkBook, LinkState, Outcome, Seen, Way, WayKind
from corpus.link_watch import WatchedLinks

PAGE = "https://check.example/a?b=1"
START = datetime(2026, 11, 1, 8, tzinfo=UTC)


def seen(outcome: Outcome, days: float = 0.0, status: int = 0) -> Seen:
    return Seen(PAGE, outcome, START + timedelta(days=days), status, "" if status == 200 else "failed")


def book_after(*looks: Seen) -> LinkBook:
    return LinkBook().after(looks)


def test_a_page_that_its_site_says_is_gone_is_dead_at_once() -> None:
    assert book_after(seen(Outcome.GONE, status=404)).dead[PAGE].status == 404


def test_one_that_fails_is_dead_after_three_looks_over_three_days() -> None:
    looks = [seen(Outcome.FAILING, days) for days in (0, 1, 2, 2.9, 3)]
    assert [bool(book_after(*looks[:count]).dead) for count in range(6)] == [False] * 5 + [True]
    assert not book_after(seen(Outcome.FAILING), seen(Outcome.FAILING, 30)).dead
    state = book_after(*looks).states[PAGE]
    assert (state.failures, state.first, state.last) == (
        5, "2026-11-01T08:00:00+00:00", "2026-11-04T08:00:00+00:00"
    )  # fmt: skip


def test_one_that_is_there_again_lives_and_is_counted_anew() -> None:
    dead = [seen(Outcome.GONE, 0), seen(Outcome.FAILING, 1), seen(Outcome.FAILING, 2)]
    assert book_after(*dead).dead
    assert book_after(*dead, seen(Outcome.THERE, 3)) == LinkBook()
    assert not book_after(*dead, seen(Outcome.THERE, 3), seen(Outcome.FAILING, 9)).dead


def test_where_nobody_may_look_nothing_is_learned() -> None:
    before = book_after(seen(Outcome.FAILING))
    assert before.after([seen(Outcome.UNCLEAR, 9, 403)]) == before
    assert book_after(seen(Outcome.UNCLEAR, 9, 403)) == LinkBook()


def test_a_look_that_was_counted_before_is_not_counted_again() -> None:
    looks = [seen(Outcome.FAILING), seen(Outcome.FAILING, 2)]
    assert book_after(*looks).after(looks) == book_after(*looks)


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.floats(0.01, 5)), max_size=12))
def test_what_was_there_last_is_never_dead_and_what_never_answered_ill_neither(
    steps: list[tuple[Outcome, float]],
) -> None:
    day, looks = 0.0, []
    for outcome, after in steps:
        day += after
        looks.append(seen(outcome, day))
    dead = PAGE in book_after(*looks).dead
    since = [look.outcome for look in looks]
    while Outcome.THERE in since:
        since = since[since.index(Outcome.THERE) + 1 :]
    if Outcome.GONE in since:
        assert dead
    elif since.count(Outcome.FAILING) < 3:
        assert not dead


def test_a_dead_link_leads_to_a_copy_or_else_to_the_site() -> None:
    port = "https://Check.example:443/a"
    book = LinkBook(
        {PAGE: LinkState(404, dead=True), port: LinkState(dead=True), "https://b.example/": LinkState(500)}
    )
    assert book.elsewhere(PAGE) == Way("https://check.example/", WayKind.SITE)
    assert book.elsewhere(port) == Way("https://Check.example:443/", WayKind.SITE)
    assert book.elsewhere("https://b.example/") is None
    assert book.elsewhere("https://c.example/") is None
    copied = LinkBook({PAGE: LinkState(404, dead=True, archive="https://archive.example/1")})
    assert copied.elsewhere(PAGE) == Way("https://archive.example/1", WayKind.COPY)
    assert LinkBook({PAGE: LinkState(archive="https://archive.example/1")}).elsewhere(PAGE) is None


def test_a_copy_that_is_known_outlives_the_page_coming_back(tmp_path: Path) -> None:
    book = LinkBook(
        {PAGE: LinkState(404, "status", 2, START.isoformat(), START.isoformat(), True, "https://a.example/1")}
    )
    back = book.after([seen(Outcome.THERE, 1)])
    assert back.states[PAGE] == LinkState(archive="https://a.example/1")
    back.write(tmp_path / "corpus" / "links.json")
    assert LinkBook.read(tmp_path / "corpus" / "links.json") == back


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "links": {}}',
        '{"format": 1, "links": []}',
        '{"format": 1, "links": {"u": 1}}',
        '{"format": 1, "links": {"u": {"dead": "yes"}}}',
        '{"format": 1, "links": {"u": {"first": "2026-11-01"}}}',
        '{"format": 1, "links": {"u": {"archive": "javascript:1"}}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_somebody_broke_is_named_and_the_book_from_before_stays(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "links.json"
    watched = WatchedLinks(file)
    assert watched.refresh() is False
    good = LinkBook({PAGE: LinkState(404, dead=True)})
    good.write(file)
    assert watched.refresh() is True
    assert watched.refresh() is False
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"links\.json: expected what"):
        LinkBook.read(file)
    assert [watched.refresh(), watched.refresh()] == [False, False]
    assert watched.book == good
    assert caplog.text.count("the dead links are not taken") == 1


def test_what_a_maintainer_writes_by_hand_is_enough(tmp_path: Path) -> None:
    told = {"format": 1, "links": {PAGE: {"dead": True, "archive": "https://archive.example/1"}}}
    (tmp_path / "links.json").write_text(json.dumps(told), encoding="utf-8")
    assert LinkBook.read(tmp_path / "links.json").elsewhere(PAGE) == Way(
        "https://archive.example/1", WayKind.COPY
    )
