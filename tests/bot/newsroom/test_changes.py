"""Changes: a lead becomes what was decided, the ledger says so, and what makes no sense is refused."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import leads
from bot.newsroom import changes, ledger
from bot.newsroom.changes import Change, Reason, Refusal
from bot.newsroom.units import Hours, Level, Unit, Units
from bot.store import Store
from tests.bot.state import NOW, ask, opened

TEN_TO_SIX = Hours(time(10), time(18), frozenset(range(5)))
COUNTY = Unit("西湖区", Level.COUNTY, ("CN-ZJ/杭州市/西湖区",), due_hours=4, hours=TEN_TO_SIX)
CITY = Unit("杭州市", Level.CITY, ("CN-ZJ/杭州市",), due_hours=8)
UNITS = Units((CITY, COUNTY))
WHO = "ab" * 16


async def placed(store: Store, conn: AsyncConnection, number: int) -> int:
    values = {"topic": "food", "region": "CN-ZJ/杭州市/西湖区"}
    await conn.execute(update(leads).where(leads.c.number == number).values(**values))
    return number


async def kinds(conn: AsyncConnection, number: int) -> list[tuple[str, str, str]]:
    changed = (await ledger.history(conn, [number]))[1:]
    return [(event.kind.value, event.was, event.became) for event in changed]


def made(done: Change | Refusal) -> Change:
    assert isinstance(done, Change), done
    return done


async def test_a_lead_goes_to_a_unit_up_a_level_and_back_to_nobody(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        lead = (await ask(store, "西湖的水明天起停供三天，快去囤水", 1)).lead
        async with store.write() as conn:
            number = await placed(store, conn, lead.number)
            given = made(await changes.assign(conn, number, COUNTY, now=NOW, who=WHO))
            # NOW is a Sunday: the four hours begin on Monday at ten.
            assert given.now.due_at == datetime(2026, 11, 23, 6, tzinfo=UTC)
            assert (given.was.status, given.now.status) == (Status.NEW, Status.ASSIGNED)
            assert await changes.assign(conn, number, COUNTY, now=NOW) is Refusal.SAME
            reminded = made(await changes.remind(conn, number, changes.SOON, now=NOW))
            assert reminded.now.reminded == "soon"
            risen = made(await changes.escalate(conn, number, UNITS, now=NOW))
            assert (risen.now.unit, risen.now.reminded) == ("杭州市", "")
            assert risen.now.due_at == NOW + timedelta(hours=8)
            assert await changes.escalate(conn, number, UNITS, now=NOW) is Refusal.TOP
            back = made(await changes.return_up(conn, number, UNITS, now=NOW, who=WHO, why="不归我们管"))
            assert (back.now.unit, back.now.status, back.now.due_at) == ("", Status.NEW, None)
            assert await changes.return_up(conn, number, UNITS, now=NOW) is Refusal.NO_UNIT
            assert await changes.hand_over(conn, number, CITY, now=NOW) is Refusal.NO_UNIT
            assert await kinds(conn, number) == [
                ("assigned", "", "西湖区"),
                ("reminded", "西湖区", "soon"),
                ("escalated", "西湖区", "杭州市"),
                ("returned", "杭州市", ""),
            ]


async def test_a_closed_lead_changes_no_more_until_it_is_reopened(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = (await ask(store, "这家店是全市最好吃的面馆，没有之一", 1)).lead.number
        async with store.write() as conn:
            await changes.assign(conn, number, CITY, now=NOW)
            done = made(await changes.dismiss(conn, number, Reason.OPINION, now=NOW, who=WHO, why="口味之争"))
            assert (done.now.status, done.now.reason, done.now.due_at) == (
                Status.DISMISSED,
                "opinion",
                None,
            )
            for refused in (
                await changes.assign(conn, number, COUNTY, now=NOW),
                await changes.set_status(conn, number, Status.CHECKING, now=NOW),
                await changes.dismiss(conn, number, Reason.ADVERT, now=NOW),
                await changes.remind(conn, number, changes.SOON, now=NOW),
            ):
                assert refused is Refusal.CLOSED
            later = NOW + timedelta(days=1)
            again = made(await changes.reopen(conn, number, UNITS, now=later, who=WHO))
            assert (again.now.status, again.now.unit, again.now.reason) == (Status.ASSIGNED, "杭州市", "")
            assert again.now.due_at == later + timedelta(hours=8)
            assert await changes.reopen(conn, number, UNITS, now=later) is Refusal.OPEN
            whys = [event.why for event in await ledger.history(conn, [number])]
            assert whys == ["", "", "opinion: 口味之争", ""]


async def test_an_answer_closes_a_lead_and_another_one_takes_its_place(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        number = (await ask(store, "喝酒能杀死肚子里的病毒", 1)).lead.number
        async with store.write() as conn:
            done = made(await changes.answer(conn, number, "local:1", now=NOW, who=WHO))
            assert (done.now.status, done.now.debunk_id) == (Status.ANSWERED, "local:1")
            assert await changes.answer(conn, number, "local:1", now=NOW) is Refusal.SAME
            assert made(await changes.answer(conn, number, "local:2", now=NOW)).was.debunk_id == "local:1"
            assert await kinds(conn, number) == [
                ("answered", "", "local:1"),
                ("answered", "local:1", "local:2"),
            ]


async def test_what_is_done_to_a_wording_is_done_to_its_lead(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        head = (await ask(store, "喝酒能杀死肚子里的病毒", 1)).lead.number
        member = (await ask(store, "白酒下肚，病毒全部死光光，医生都这样说", 2)).lead.number
        async with store.write() as conn:
            await conn.execute(update(leads).where(leads.c.number == member).values(head=head))
            done = made(await changes.set_status(conn, member, Status.CHECKING, now=NOW))
            assert (done.now.number, done.now.status) == (head, Status.CHECKING)
            made(await changes.note(conn, member, "问过疾控中心 13812345678", now=NOW, who=WHO))
            made(await changes.mute(conn, member, NOW + timedelta(days=1), now=NOW))
            assert await changes.mute(conn, head, NOW + timedelta(days=1), now=NOW) is Refusal.SAME
            events = (await ledger.history(conn, [head, member]))[2:]
            assert [(event.lead_number, event.kind.value) for event in events] == [
                (head, "status"),
                (head, "noted"),
                (head, "muted"),
            ]
            assert events[1].why == "问过疾控中心 [电话]"


async def test_a_lead_that_is_not_there_is_gone_for_every_change(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for refused in (
            await changes.assign(conn, 9, CITY, now=NOW),
            await changes.hand_over(conn, 9, CITY, now=NOW),
            await changes.return_up(conn, 9, UNITS, now=NOW),
            await changes.escalate(conn, 9, UNITS, now=NOW),
            await changes.dismiss(conn, 9, Reason.PRIVATE, now=NOW),
            await changes.answer(conn, 9, "local:1", now=NOW),
            await changes.reopen(conn, 9, UNITS, now=NOW),
            await changes.mute(conn, 9, None, now=NOW),
            await changes.note(conn, 9, "x", now=NOW),
            await changes.set_status(conn, 9, Status.CHECKING, now=NOW),
        ):
            assert refused is Refusal.GONE
        assert await ledger.history(conn, [9]) == []
        with pytest.raises(ValueError, match="use answer"):
            await changes.set_status(conn, 9, Status.ANSWERED, now=NOW)
