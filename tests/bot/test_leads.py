"""Leads: one for a claim, however it is dressed and however many ask at once."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import leads
from bot.errors import EmptyLead
from bot.leads import Lead, Status
from bot.store import Store
from bot.tables import metadata
from corpus.text import normalise
from tests.bot.state import NOW, ask, opened

CLAIM = "明天起全市超市停止营业，大家快去囤货"
OTHER = "吃完柿子半小时之内千万别喝优酪乳，会中毒"


async def every(folder: Path) -> list[Lead]:
    async with opened(folder) as store, store.read() as conn:
        return await leads.listed(conn, order="number")


async def test_an_unknown_claim_becomes_a_lead(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        logged = await ask(store, f"{CLAIM} 电话13800138000", 1, links=("x.example/1", "x.example/1"))
    assert logged.new
    assert logged.lead == Lead(
        number=1,
        text=f"{CLAIM} 电话[电话]",
        status=Status.NEW,
        asks=1,
        askers=1,
        chats=1,
        first_asked=NOW,
        last_asked=NOW,
        links=("x.example/1",),
    )


@pytest.mark.parametrize(
    "dressed",
    [
        "明天起全市超市停止營業，大家快去囤貨",
        f"早安！{CLAIM}",
        f"{CLAIM}！！请转发给家人",
        "明天起😀全市超市停止营业，大家快去囤货🙏",
        "明天起全市超市停止营业 大家快去囤",
        f"网传{CLAIM}，是真的吗？",
    ],
)
async def test_the_same_message_in_another_dress_is_the_same_lead(tmp_path: Path, dressed: str) -> None:
    async with opened(tmp_path) as store:
        await ask(store, CLAIM, 1, asker=1)
        logged = await ask(store, dressed, 2, asker=2)
    assert not logged.new
    assert (logged.lead.number, logged.lead.asks, logged.lead.askers) == (1, 2, 2)
    assert logged.lead.text == CLAIM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A市封城", "B市封城"),
        ("事故造成3人死亡", "事故造成30人死亡"),
        ("明天全市停课", "明天全市不停课"),
        (CLAIM, OTHER),
    ],
)
async def test_another_place_number_or_negation_is_another_lead(tmp_path: Path, one: str, other: str) -> None:
    async with opened(tmp_path) as store:
        await ask(store, one, 1)
        assert (await ask(store, other, 2)).new
        assert not (await ask(store, one, 3)).new


async def test_the_same_update_counts_once_until_its_id_may_be_another_ones(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        first = await ask(store, CLAIM, 1)
        assert await ask(store, CLAIM, 1) == first
        async with store.write() as conn:
            again = await leads.log(
                store,
                conn,
                text=OTHER,
                links=(),
                asker_key="a",
                chat_key="c",
                update_id=1,
                now=NOW + timedelta(days=8),
            )
        assert (again.new, again.lead.number) == (True, 2)


async def test_people_and_chats_are_counted_apart_from_asks(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for update_id, (asker, chat) in enumerate([(1, -9), (1, -9), (2, -9), (2, -8)]):
            logged = await ask(store, CLAIM, update_id, asker, chat)
    assert (logged.lead.asks, logged.lead.askers, logged.lead.chats) == (4, 2, 2)


async def test_thirty_people_at_the_same_instant_make_one_lead(tmp_path: Path) -> None:
    dresses = [CLAIM, f"早安！{CLAIM}", "明天起全市超市停止營業，大家快去囤貨"]
    async with opened(tmp_path) as store:
        logged = await asyncio.gather(*(ask(store, dresses[n % 3], n, asker=n) for n in range(30)))
    assert sorted(each.lead.asks for each in logged) == list(range(1, 31))
    assert [each.new for each in logged].count(True) == 1
    assert [(lead.asks, lead.askers) for lead in await every(tmp_path)] == [(30, 30)]


ASKER = """
import asyncio, sys
from pathlib import Path
from tests.bot.state import ask, opened

async def main():
    first = int(sys.argv[2])
    async with opened(Path(sys.argv[1])) as store:
        for n in range(first, first + 20):
            await ask(store, sys.argv[3], n, asker=n)

asyncio.run(main())
"""


async def test_three_processes_at_once_make_one_lead(tmp_path: Path) -> None:
    texts = [CLAIM, f"早安！{CLAIM}", "明天起全市超市停止營業，大家快去囤貨"]
    running = [
        subprocess.Popen([sys.executable, "-c", ASKER, str(tmp_path), str(100 * n), text])
        for n, text in enumerate(texts)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert [(lead.asks, lead.askers) for lead in await every(tmp_path)] == [(60, 60)]


async def test_messages_of_links_or_signs_alone_are_told_apart_by_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        numbers = [
            (await ask(store, text, update_id)).lead.number
            for update_id, text in enumerate(
                [
                    "https://x.example/1",
                    "https://www.x.example/1?utm_source=line",
                    "https://x.example/2",
                    "看看 https://x.example/2",
                    "？？？",
                    "😀",
                    "？？？",
                ]
            )
        ]
    assert numbers == [1, 1, 2, 2, 3, 4, 3]


async def test_nothing_at_all_is_refused_and_leaves_no_lead(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        with pytest.raises(EmptyLead, match="at least a word or a link"):
            await ask(store, " \n", 1)
    assert await every(tmp_path) == []


async def stored(store: Store) -> str:
    async with store.read() as conn:
        rows = [repr((await conn.execute(select(table))).all()) for table in metadata.sorted_tables]
    return "\n".join(rows)


@pytest.mark.parametrize(
    "number", ["138\u200b1234\u200b5678", "138.1234.5678", "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "1 3 8 1 2 3 4 5 6 7 8"]
)
async def test_no_disguise_brings_a_number_into_the_database(tmp_path: Path, number: str) -> None:
    async with opened(tmp_path) as store:
        links = ("wa.me/8613812345678", "x.example?m=13812345678")
        logged = await ask(store, f"{CLAIM}，详情打{number}或看https://wa.me/8613812345678", 1, links=links)
        assert logged.lead.links == ("wa.me/hidden-number", "x.example?m=hidden-number")
        signs = normalise(await stored(store))
        assert "138" not in signs
        assert "5678" not in signs


async def test_followers_are_told_apart_by_lead_and_kept_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await ask(store, CLAIM, 1)
        await ask(store, OTHER, 2)
        async with store.write() as conn:
            assert await leads.follow(conn, 1, 70)
            assert await leads.follow(conn, 1, 70)
            assert await leads.follow(conn, 1, -60)
            assert await leads.follow(conn, 2, 70)
            assert not await leads.follow(conn, 99, 70)
            assert await leads.followers(conn, 1) == (-60, 70)
            assert await leads.unfollow(conn, 1, 70)
            assert not await leads.unfollow(conn, 1, 70)
            assert (await leads.followers(conn, 1), await leads.followers(conn, 2)) == ((-60,), (70,))


async def test_leads_are_listed_by_last_ask_by_number_and_by_count(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        texts = [CLAIM, OTHER, "经常用微波炉加热牛奶会让孩子得白血病"]
        for update_id, place in enumerate([0, 1, 2, 1]):
            await ask(store, texts[place], update_id)
        async with store.read() as conn:

            async def numbers(**options: object) -> list[int]:
                return [lead.number for lead in await leads.listed(conn, **options)]  # type: ignore[arg-type]

            assert await numbers(order="number") == [1, 2, 3]
            assert await numbers(order="number", after=1, limit=1) == [2]
            assert (await numbers(order="most"))[0] == 2
            assert await numbers() == [3, 2, 1]
            assert await numbers(status=Status.NEW, limit=None) == [3, 2, 1]
            assert await numbers(status=Status.ANSWERED) == []
