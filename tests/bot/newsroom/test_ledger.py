"""The ledger: what happened to a lead stays written as it was."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.newsroom import ledger
from bot.newsroom.ledger import Happened
from tests.bot.state import NOW, opened


async def test_what_happened_to_a_lead_is_told_in_its_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await ledger.note(conn, 7, Happened.OPENED, now=NOW)
        await ledger.note(conn, 8, Happened.OPENED, now=NOW)
        later = NOW + timedelta(hours=1)
        await ledger.note(
            conn, 7, Happened.ASSIGNED, now=later, who="ab" * 16, became="杭州", why="打 13812345678"
        )
        opened_first, assigned = await ledger.history(conn, [7])
    assert (opened_first.kind, opened_first.who, opened_first.at) == (Happened.OPENED, "", NOW)
    assert (assigned.kind, assigned.who, assigned.became) == (Happened.ASSIGNED, "ab" * 16, "杭州")
    assert assigned.at == later
    assert assigned.why == "打 [电话]"


async def test_the_whole_ledger_comes_page_by_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for number in range(1, 1_202):
            await ledger.note(conn, number, Happened.OPENED, now=NOW)
        sizes = [len(page) async for page in ledger.pages(conn)]
    assert sizes == [1_000, 201]


async def test_long_values_are_cut_to_what_the_table_holds(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, was="a" * 300, why="话" * 3_000)
        (event,) = await ledger.history(conn, [1])
    assert (len(event.was), len(event.why)) == (256, 2_000)


@pytest.mark.parametrize("column", ["kind", "who_key", "at", "was", "became", "why", "lead_number", "id"])
async def test_no_event_can_be_changed(tmp_path: Path, column: str) -> None:
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            await ledger.note(conn, 1, Happened.OPENED, now=NOW)
        with pytest.raises(IntegrityError, match="events of the ledger are never changed"):
            async with store.write() as conn:
                await conn.exec_driver_sql(f"UPDATE lead_events SET {column} = 9")
        async with store.read() as conn:
            (event,) = await ledger.history(conn, [1])
    assert (event.id, event.kind, event.at) == (1, Happened.OPENED, NOW)
