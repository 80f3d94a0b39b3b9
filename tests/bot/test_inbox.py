"""The inbox: nothing twice, nothing lost, each lane in its order."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot import inbox, tables
from bot.errors import StoreError
from tests.bot.state import NOW, opened

MINUTE = timedelta(minutes=1)


def sent(update_id: int, text: str = "") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"text": text}}


async def test_an_update_that_comes_twice_is_kept_once_even_when_it_is_done(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        assert await inbox.keep(conn, [sent(7, "first"), sent(7), sent(8)], ["a", "a", "b"], NOW) == [
            "a",
            "b",
        ]
        await inbox.done(conn, [7], NOW)
        assert await inbox.keep(conn, [sent(7, "again"), sent(8), sent(9)], ["a", "b", "c"], NOW) == ["c"]
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 10)] == [8, 9]
        assert await inbox.keep(conn, [], [], NOW) == []


async def test_an_update_comes_back_as_telegram_sent_it(tmp_path: Path) -> None:
    update = {"update_id": 1, "message": {"text": "喝熱檸檬水\x00\ud83d😀", "ids": [2**53, -(10**12)]}}
    async with opened(tmp_path) as store, store.write() as conn:
        await inbox.keep(conn, [update], ["a" * 32], NOW)
        assert await inbox.waiting(conn, NOW, 1) == [inbox.Received(1, "a" * 32, update, 0, NOW)]


async def test_what_was_done_leaves_only_its_id(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await inbox.keep(conn, [sent(1, "words")], ["lane"], NOW)
        await inbox.done(conn, [1], NOW)
        row = (await conn.exec_driver_sql("SELECT payload, lane, state FROM inbox")).one()
        assert tuple(row) == (None, "", "done")


async def test_later_updates_of_a_lane_wait_for_a_postponed_one_and_others_do_not(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await inbox.keep(conn, [sent(n) for n in (1, 2, 3)], ["a", "a", "b"], NOW)
        await inbox.postpone(conn, 1, "TimedOut", NOW + MINUTE)
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 10)] == [3]
        later = await inbox.waiting(conn, NOW + MINUTE, 10)
        assert [(each.update_id, each.attempts) for each in later] == [(1, 1), (2, 0), (3, 0)]


async def test_busy_lanes_are_left_out_before_the_limit_counts(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await inbox.keep(conn, [sent(n) for n in range(50)], ["flood"] * 49 + ["other"], NOW)
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 5)] == [0, 1, 2, 3, 4]
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 5, busy={"flood"})] == [49]
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 5, lane="other")] == [49]


async def test_an_update_put_aside_stays_with_its_error_until_it_is_purged(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await inbox.keep(conn, [sent(1, "kept"), sent(2), sent(3)], ["a", "a", "a"], NOW)
        await inbox.put_aside(conn, 1, "KeyError: 'chat'", NOW)
        await inbox.done(conn, [2], NOW + MINUTE)
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 10)] == [3]
        row = (await conn.execute(select(tables.inbox).where(tables.inbox.c.update_id == 1))).one()
        assert (row.state, row.lane, row.attempts, row.error) == ("aside", "a", 1, "KeyError: 'chat'")
        assert await inbox.purge(conn, NOW + MINUTE) == 1
        assert await inbox.purge(conn, NOW + 9 * MINUTE) == 1
        # What still waits is never purged.
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 10)] == [3]


async def test_an_update_put_aside_keeps_its_shape_and_nothing_that_anybody_said(tmp_path: Path) -> None:
    update = {
        "update_id": 10_001,
        "message": {
            "from": {"id": 7_391_846_205, "is_bot": False, "username": "laoli", "first_name": "老李"},
            "entities": [{"type": "url", "offset": 0, "length": 12.5}],
            "text": "听说水井有毒",
            "via_bot": None,
        },
    }
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await inbox.keep(conn, [update], ["lane"], NOW)
            await inbox.put_aside(conn, 10_001, "KeyError", NOW)
            assert await conn.scalar(select(tables.inbox.c.payload)) == {
                "update_id": "int",
                "message": {
                    "from": {"id": "int", "is_bot": "bool", "username": "str 5", "first_name": "str 2"},
                    "entities": [{"type": "str 3", "offset": "int", "length": "float"}],
                    "text": "str 6",
                    "via_bot": None,
                },
            }
            await inbox.done(conn, [10_001], NOW)
        await store.scrub()
        assert all(b"laoli" not in file.read_bytes() for file in tmp_path.iterdir())


async def test_something_that_is_no_update_is_refused_and_nothing_of_the_batch_is_kept(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        with pytest.raises(StoreError, match="expected a whole number as update_id, got str"):
            async with store.write() as conn:
                await inbox.keep(conn, [sent(1), {"update_id": "2"}], ["a", "a"], NOW)
        async with store.read() as conn:
            assert await inbox.waiting(conn, NOW, 10) == []


@settings(max_examples=25, deadline=None)
@given(batches=st.lists(st.lists(st.integers(0, 30), max_size=8), max_size=8))
async def test_whatever_comes_again_the_number_of_new_updates_adds_up(
    batches: list[list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with opened(tmp_path_factory.mktemp("inbox")) as store, store.write() as conn:
        new, seen = 0, set[int]()
        for ids in batches:
            lanes = await inbox.keep(conn, [sent(n) for n in ids], [str(n % 3) for n in ids], NOW)
            new += len(lanes)
            fresh = [n for n in dict.fromkeys(ids) if n not in seen]
            assert lanes == [str(n % 3) for n in fresh]
            seen.update(ids)
        every = sorted({n for ids in batches for n in ids})
        assert new == len(every)
        assert [each.update_id for each in await inbox.waiting(conn, NOW, 100)] == every
