"""Retention: texts of closed leads go in their time, and what stays says nothing of those who asked."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import leads
from bot.lead import Status
from bot.lead_tables import (
    lead_alerts,
    lead_asks,
    lead_bands,
    lead_cards,
    lead_drafts,
    lead_followers,
    lead_lists,
    lead_vectors,
)
from bot.lead_tables import leads as table
from bot.newsroom import changes, ledger, retention
from bot.newsroom.changes import Reason
from bot.newsroom.ledger import Happened
from bot.newsroom.units import Units
from bot.store import Store
from bot.tables import metadata
from tests.bot.state import NOW, ask, opened

CLAIM = "明天起全市超市停止营业大家快去囤货"
REWORDED = "听说明天开始全市的商场都关门，赶快多买点"
LATER = NOW + retention.TEXTS_KEPT
MINUTE = timedelta(minutes=1)


async def plant(store: Store) -> int:
    """A lead of two wordings, with all that can hang on it."""
    lead = (await ask(store, f"各位注意：{CLAIM}！", 1, asker=1, links=("x.example/1",))).lead
    await ask(store, f"求证：{CLAIM}", 2, asker=2)
    other = (await ask(store, REWORDED, 3, asker=3)).lead
    async with store.write() as conn:
        await conn.execute(
            update(table).where(table.c.number == lead.number).values(topic="society", region="CN-ZJ")
        )
        await conn.execute(update(table).where(table.c.number == other.number).values(head=lead.number))
        for number in (lead.number, other.number):
            vector = {"lead_number": number, "encoder": "e", "vector": b"\x01"}
            await conn.execute(insert(lead_vectors).values(vector))
            await leads.follow(conn, number, 77)
    return lead.number


async def everything(conn: AsyncConnection) -> str:
    rows = [repr((await conn.execute(select(each))).all()) for each in metadata.sorted_tables]
    return "\n".join(rows)


async def count(conn: AsyncConnection, *names: object) -> list[int]:
    return [int(await conn.scalar(select(func.count()).select_from(each)) or 0) for each in names]  # type: ignore[arg-type]


async def dismiss(store: Store, number: int, at: datetime) -> None:
    async with store.write() as conn:
        await changes.dismiss(conn, number, Reason.OPINION, now=at)


async def test_the_texts_of_a_dismissed_lead_go_after_180_days_and_its_numbers_stay(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        async with store.read() as conn:
            before = await leads.get(conn, number)
            assert CLAIM in await everything(conn)
        await dismiss(store, number, NOW)
        assert await retention.empty_closed(store, LATER - MINUTE) == 0
        assert await retention.empty_closed(store, LATER) == 1
        async with store.read() as conn:
            after = await leads.get(conn, number)
            said = await everything(conn)
            assert await count(conn, lead_bands, lead_vectors, lead_followers) == [0, 0, 0]
            assert (await count(conn, lead_asks)) == [3]
            events = await ledger.history(conn, [number])
        assert [words for words in (CLAIM, CLAIM[:6], REWORDED[:6], "x.example") if words in said] == []
        assert before is not None
        assert after is not None
        assert retention.is_emptied(after.text)
        assert not retention.is_emptied(before.text)
        assert (after.asks, after.askers, after.chats) == (before.asks, before.askers, before.chats)
        assert (after.first_asked, after.last_asked) == (before.first_asked, before.last_asked)
        assert (after.topic, after.region, after.links) == ("society", "CN-ZJ", ())
        assert (events[-1].kind, events[-1].who, events[-1].at) == (Happened.EMPTIED, "", LATER)


async def test_a_lead_is_emptied_once_and_what_is_asked_again_opens_a_new_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        await dismiss(store, number, NOW)
        assert [await retention.empty_closed(store, LATER) for _ in range(2)] == [1, 0]
        again = await ask(store, CLAIM, 9, asker=1)
        assert again.new
        assert again.lead.number > number
        assert await retention.empty_closed(store, LATER) == 0


async def test_an_answer_is_counted_from_the_last_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        async with store.write() as conn:
            await changes.answer(conn, number, "local-1", now=NOW)
            await changes.answer(conn, number, "local-2", now=NOW + timedelta(days=10))
        assert await retention.empty_closed(store, LATER) == 0
        assert await retention.empty_closed(store, LATER + timedelta(days=10)) == 1


async def test_a_lead_that_was_reopened_keeps_its_texts(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        await dismiss(store, number, NOW)
        async with store.write() as conn:
            await changes.reopen(conn, number, Units(), now=NOW + MINUTE)
        assert await retention.empty_closed(store, LATER + timedelta(days=900)) == 0


async def test_a_lead_that_was_closed_before_there_was_a_ledger_counts_from_its_last_ask(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        async with store.write() as conn:
            await leads.set_status(conn, number, Status.ANSWERED)
        assert await retention.empty_closed(store, LATER - MINUTE) == 0
        assert await retention.empty_closed(store, LATER) == 1


async def test_more_leads_than_one_transaction_takes_are_all_emptied(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            for number in range(1, 252):
                row = {
                    "number": number,
                    "exact": f"{number}",
                    "text": "话",
                    "body": "话",
                    "status": "answered",
                }
                counts = {"asks": 1, "askers": 1, "chats": 1, "first_asked": NOW, "last_asked": NOW}
                await conn.execute(
                    insert(table).values(row | counts | {"links": [], "topic": "", "region": ""})
                )
        assert await retention.empty_closed(store, LATER) == 251
        async with store.read() as conn:
            assert set(await conn.scalars(select(table.c.text))) == {""}


async def test_who_had_an_emptied_lead_forgotten_leaves_it_empty(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        await dismiss(store, number, NOW)
        await retention.empty_closed(store, LATER)
        async with store.write() as conn:
            for asker in (1, 2, 3):
                await leads.forget_asker(conn, [store.key("user", asker)])
            assert [lead.text for lead in await leads.listed(conn)] == [""]


async def test_drafts_cards_lists_and_alerts_go_in_their_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = await plant(store)
        async with store.write() as conn:
            shown = {"token": "t", "place_key": "p", "made_at": NOW}
            draft = {"lead_number": number, "person_key": "k", "fields": {}, "awaits": ""}
            await conn.execute(insert(lead_cards).values(**shown, lead_number=number))
            await conn.execute(insert(lead_lists).values(**shown, wanted={}))
            await conn.execute(insert(lead_drafts).values(**shown, **draft))
            await conn.execute(insert(lead_alerts).values(kind="rising", subject="1", made_at=NOW))
        left = []
        for days in (7, 90, 400):
            for at in (timedelta(days=days) - MINUTE, timedelta(days=days)):
                async with store.write() as conn:
                    await retention.purge(conn, NOW + at)
                    left.append(await count(conn, lead_drafts, lead_cards, lead_lists, lead_alerts))
        assert left == [
            [1, 1, 1, 1],
            [0, 1, 1, 1],
            [0, 1, 1, 1],
            [0, 0, 0, 1],
            [0, 0, 0, 1],
            [0, 0, 0, 0],
        ]
