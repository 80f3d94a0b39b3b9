"""The ledger: what happened to a lead stays written as it was."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import IntegrityError

from bot.lead_tables import ledger_people
from bot.newsroom import ledger
from bot.newsroom.ledger import Happened
from bot.store import MIGRATIONS
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
        whose = await conn.scalar(select(ledger_people.c.pseudonym))
    assert (opened_first.kind, opened_first.who, opened_first.at) == (Happened.OPENED, "", NOW)
    assert (assigned.kind, assigned.who, assigned.became) == (Happened.ASSIGNED, whose, "杭州")
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


async def test_a_person_has_one_pseudonym_that_says_nothing_of_the_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for who in ("ab" * 16, "cd" * 16, "ab" * 16):
            await ledger.note(conn, 1, Happened.NOTED, now=NOW, who=who)
        first, second, third = [event.who for event in await ledger.history(conn, [1])]
    assert first == third != second
    assert {len(first), len(second)} == {32}
    assert not {"ab" * 16, "cd" * 16} & {first, second}


async def test_who_was_forgotten_is_somebody_else_from_then_on_and_the_ledger_is_as_it_was(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="ab" * 16)
        before = await ledger.history(conn, [1])
        await conn.execute(delete(ledger_people))
        assert await ledger.history(conn, [1]) == before
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="ab" * 16)
        first, second = await ledger.history(conn, [1])
    assert first.who != second.who


async def test_a_person_moves_along_to_another_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="old")
        await ledger.move_person(conn, "old", "new")
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="new")
        first, second = await ledger.history(conn, [1])
        assert first.who == second.who
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="old")
        await ledger.move_person(conn, "old", "new")
        assert list(await conn.scalars(select(ledger_people.c.person_key))) == ["new"]


async def test_keys_in_an_older_ledger_become_pseudonyms_and_back(tmp_path: Path) -> None:
    def migrate(plain: Connection, revision: str) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = plain
        (command.upgrade if revision == "head" else command.downgrade)(config, revision)

    async with opened(tmp_path) as store, store.write() as conn:
        await conn.run_sync(migrate, "0008")
        columns = "lead_number, kind, who_key, at, was, became, why"
        row = f"INSERT INTO lead_events ({columns}) VALUES (1, 'noted', ?, 0, '', '', '')"
        for who in ("ab" * 16, "", "ab" * 16):
            await conn.exec_driver_sql(row, (who,))
        await conn.run_sync(migrate, "head")
        first, second, third = [event.who for event in await ledger.history(conn, [1])]
        assert first == third != "ab" * 16
        assert second == ""
        await ledger.note(conn, 1, Happened.NOTED, now=NOW, who="ab" * 16)
        assert (await ledger.history(conn, [1]))[-1].who == first
        await conn.run_sync(migrate, "0008")
        keys = await conn.exec_driver_sql("SELECT who_key FROM lead_events ORDER BY id")
        assert list(keys.scalars()) == ["ab" * 16, "", "ab" * 16, "ab" * 16]
