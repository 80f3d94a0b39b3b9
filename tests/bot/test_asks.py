"""Asks: taken back with their wording, and counted without oneself."""

import re
from pathlib import Path

from sqlalchemy import select

from bot import leads
from bot.store import Store
from bot.tables import lead_asks, metadata
from tests.bot.state import ask, opened

CLAIM = "明天起全市超市停止营业，大家快去囤货"
DROPPED = f"{CLAIM}，三楼老李说的"
KEPT = f"早安！{CLAIM}！"


async def stored(store: Store) -> str:
    async with store.read() as conn:
        rows = [repr((await conn.execute(select(table))).all()) for table in metadata.sorted_tables]
    return "\n".join(rows)


async def test_do_not_keep_it_takes_the_ask_back_and_the_lead_with_the_last_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await ask(store, CLAIM, 1, asker=1, chat=-9)
        await ask(store, CLAIM, 2, asker=1, chat=-9)
        await ask(store, CLAIM, 3, asker=2, chat=-9)
        async with store.write() as conn:
            assert await leads.forget_ask(conn, 1, store.key("user", 1))
            assert not await leads.forget_ask(conn, 1, store.key("user", 1))
            left = await leads.get(conn, 1)
            assert left is not None
            assert (left.asks, left.askers, left.chats) == (1, 1, 1)
            await leads.follow(conn, 1, 2)
            assert await leads.forget_ask(conn, 1, store.key("user", 2))
            assert await leads.get(conn, 1) is None
            for table in ("lead_bands", "lead_asks", "lead_followers"):
                assert (await conn.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        # A number is never given twice: somebody may have written it down.
        assert (await ask(store, CLAIM, 4)).lead.number == 2


async def test_a_dropped_wording_gives_way_to_one_of_those_who_are_left(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for update_id, (asker, text) in enumerate(
            [(1, DROPPED), (2, KEPT), (3, KEPT), (1, f"{CLAIM}，老李说的")]
        ):
            assert (await ask(store, text, update_id, asker=asker)).lead.text == DROPPED
        async with store.write() as conn:
            assert await leads.forget_ask(conn, 1, store.key("user", 1))
            left = await leads.get(conn, 1)
            assert left is not None
            assert (left.text, left.asks, left.askers) == (KEPT, 2, 2)
            assert list(await conn.scalars(select(lead_asks.c.wording))) == [None, None]
        assert "老李" not in await stored(store)
        # Both wordings still find it.
        assert (await ask(store, KEPT, 10, asker=4)).lead.number == 1
        assert (await ask(store, DROPPED, 11, asker=4)).lead.number == 1
        async with store.write() as conn:
            assert await leads.forget_asker(conn, [store.key("user", 2), store.key("user", 3)]) == 2
            left = await leads.get(conn, 1)
            assert left is not None
            assert (left.text, left.asks) == (KEPT, 4)


async def test_a_wording_that_somebody_else_used_too_stays(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for asker, text in enumerate([CLAIM, KEPT, CLAIM]):
            await ask(store, text, asker, asker=asker)
        async with store.write() as conn:
            await leads.forget_ask(conn, 1, store.key("user", 0))
            left = await leads.get(conn, 1)
            assert left is not None
            assert left.text == CLAIM


async def test_a_lead_that_is_being_checked_keeps_the_bare_claim_of_the_last_who_drops_it(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        await ask(store, f"早安！{CLAIM}！！请转发给家人 13812345678", 1)
        async with store.write() as conn:
            await conn.exec_driver_sql("UPDATE leads SET status = 'checking'")
            assert await leads.forget_ask(conn, 1, store.key("user", 1))
            left = await leads.get(conn, 1)
            assert left is not None
            assert CLAIM.replace("，", ",") in left.text
            assert not re.search("早安|138", left.text)


async def test_a_lead_that_nobody_is_left_of_goes_though_some_had_forgotten_before(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await ask(store, CLAIM, 1, asker=1)
        await ask(store, KEPT, 2, asker=2)
        async with store.write() as conn:
            await leads.forget_asker(conn, [store.key("user", 2)])
            assert await leads.forget_ask(conn, 1, store.key("user", 1))
            assert await leads.get(conn, 1) is None


async def test_who_forgets_and_asks_again_is_not_told_of_oneself(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        first, second = store.key("user", 1), store.key("user", 2)
        await ask(store, CLAIM, 1, asker=1)
        async with store.write() as conn:
            assert await leads.others(conn, 1, first) == 0
        await ask(store, CLAIM, 2, asker=2)
        await ask(store, CLAIM, 3, asker=2)
        async with store.write() as conn:
            assert await leads.others(conn, 1, first) == 1
            await leads.forget_asker(conn, [first])
            assert await leads.others(conn, 1, first) == 1
            assert await leads.others(conn, 1, second) == 0
        await ask(store, CLAIM, 4, asker=1)
        async with store.read() as conn:
            assert [await leads.others(conn, 1, key) for key in (first, second, "third")] == [1, 1, 2]
            assert await leads.others(conn, 99, first) == 0
