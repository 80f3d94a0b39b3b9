"""Merging and splitting by hand: each undoes the other."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import leads
from bot.lead_tables import leads as table
from bot.newsroom import ledger
from bot.newsroom.merging import merge, split
from tests.bot.state import NOW, ask, opened

CLAIMS = ("喝白酒能杀死病毒", "明天全市超市停止营业", "吃大蒜能治好肺炎", "打雷时不能洗澡会触电")
ASKS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(-3, -1)), min_size=4, max_size=12)


async def rows(conn: AsyncConnection) -> list[dict[str, Any]]:
    """All rows of leads, without the mark that hands parted them."""
    found = await conn.execute(select(table).order_by(table.c.number))
    return [{**row._asdict(), "apart": None} for row in found]


@settings(max_examples=15, deadline=None)
@given(ASKS)
def test_merging_and_splitting_again_restores_rows_and_counts(asks: list[tuple[int, int, int]]) -> None:
    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with opened(Path(folder)) as store:
                for place, (claim, asker, chat) in enumerate([(n, 1, -1) for n in range(4)] + asks):
                    await ask(store, CLAIMS[claim], place, asker, chat)
                async with store.write() as conn:
                    alone = await rows(conn)
                    assert await merge(conn, 2, 1, now=NOW)
                    pair = await rows(conn)
                    assert await merge(conn, 4, 3, now=NOW)
                    # A member stands for its head; nothing is of itself, and heads are of nothing.
                    merged = await merge(conn, 2, 4, now=NOW)
                    assert merged is not None
                    assert merged.wordings == (1, 2)
                    assert await leads.members(conn, 1) == [3, 1, 2, 4]
                    assert await merge(conn, 1, 4, now=NOW) is None
                    whole = await leads.get(conn, 4)
                    assert whole is not None
                    everybody = {asker for _, asker, _ in asks} | {1}
                    everywhere = {chat for _, _, chat in asks} | {-1}
                    assert (whole.asks, whole.askers) == (len(asks) + 4, len(everybody))
                    assert whole.chats == len(everywhere)
                    assert await split(conn, 1, now=NOW)
                    assert await leads.members(conn, 1) == [1, 2]
                    assert await split(conn, 4, now=NOW)
                    assert await rows(conn) == pair
                    assert await split(conn, 2, now=NOW)
                    assert await rows(conn) == alone
                    assert await split(conn, 2, now=NOW) is None

    asyncio.run(play())


async def test_merging_leaves_followers_and_standing_and_tells_where_the_lead_stands(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for number, claim in enumerate(CLAIMS[:2], start=1):
            await ask(store, claim, number, number)
        async with store.write() as conn:
            await leads.follow(conn, 2, 2)
            await leads.set_status(conn, 1, leads.Status.ANSWERED)
            merged = await merge(conn, 2, 1, now=NOW, who="w" * 32, why="同一件事")
            assert merged is not None
            assert (merged.into.number, merged.into.status, merged.wordings) == (
                1,
                leads.Status.ANSWERED,
                (2,),
            )
            assert await leads.others(conn, 2, store.key("user", 2)) == 1
            apart = await split(conn, 2, now=NOW)
            assert apart is not None
            assert apart.status is leads.Status.NEW
            kinds = [(each.kind.value, each.was, each.became) for each in await ledger.history(conn, [2])]
            assert kinds == [("opened", "", ""), ("merged", "", "1"), ("split", "1", "")]


async def test_a_head_whose_own_words_are_taken_back_goes_on_in_those_of_the_largest(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for number, (claim, asker) in enumerate([(0, 1), (1, 2), (2, 3), (2, 4)], start=1):
            await ask(store, CLAIMS[claim], number, asker)
        async with store.write() as conn:
            for number in (2, 3):
                assert await merge(conn, number, 1, now=NOW)
            assert await leads.forget_ask(conn, 1, store.key("user", 1))
            lead = await leads.get(conn, 1)
            assert lead is not None
            assert (lead.text, lead.asks, lead.askers) == (CLAIMS[2], 3, 3)
            assert await leads.members(conn, 1) == [1, 2]
            assert await leads.forget_asker(conn, [store.key("user", 2)]) == 1
            assert await leads.members(conn, 1) == [1]
        assert (await ask(store, CLAIMS[2], 9, 5)).lead.number == 1


async def test_who_uses_two_wordings_of_a_lead_is_counted_once_in_whatever_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await ask(store, CLAIMS[0], 1, 1)
        await ask(store, CLAIMS[1], 2, 2)
        async with store.write() as conn:
            assert await merge(conn, 2, 1, now=NOW)
        for number, (claim, asker) in enumerate([(0, 2), (1, 1), (0, 1)], start=3):
            await ask(store, CLAIMS[claim], number, asker)
        async with store.read() as conn:
            (lead,) = await leads.listed(conn)
        assert (lead.asks, lead.askers, lead.chats) == (5, 2, 2)
