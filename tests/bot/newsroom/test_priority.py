"""Priority: more reach, growth and harm never lower it, silence never raises it; it is kept with the lead."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from bot.lead_tables import lead_asks, leads
from bot.newsroom import priority
from bot.newsroom.priority import HARM, Group, group_of, harm_of, score
from bot.store import Store
from tests.bot.state import NOW, ask, opened

HOUR = timedelta(hours=1)
COUNTS = st.integers(0, 1_000_000)


@given(COUNTS, COUNTS, COUNTS, st.floats(0, 1e6), st.sampled_from(["", *HARM]), st.integers(0, 10**6), COUNTS)
def test_each_part_moves_the_score_one_way_only(
    people: int, chats: int, last_day: int, before: float, topic: str, silent: int, more: int
) -> None:
    def points(
        people: int = people,
        chats: int = chats,
        last_day: int = last_day,
        before: float = before,
        topic: str = topic,
        silent: int = silent,
    ) -> int:
        return score(
            people=people,
            chats=chats,
            last_day=last_day,
            daily_before=before,
            topic=topic,
            silent=timedelta(minutes=silent),
        )

    here = points()
    assert 0 <= here <= 100
    assert points(people=people + more) >= here
    assert points(chats=chats + more) >= here
    assert points(last_day=last_day + more) >= here
    assert points(before=before + more) <= here
    assert points(silent=silent + more) <= here
    for other in HARM:
        assert (points(topic=other) >= here) or harm_of(other) < harm_of(topic)


def test_scores_are_those_of_the_document() -> None:
    quiet = score(people=1, chats=1, last_day=1, daily_before=0, topic="entertainment", silent=timedelta(0))
    spreading = score(people=40, chats=12, last_day=40, daily_before=0, topic="health", silent=timedelta(0))
    stale = score(people=40, chats=12, last_day=0, daily_before=4, topic="health", silent=timedelta(days=9))
    everything = score(
        people=10_000, chats=1_000, last_day=10_000, daily_before=0, topic="disaster", silent=timedelta(0)
    )
    assert (quiet, spreading, stale, everything) == (26, 81, 48, 100)


def test_what_costs_life_health_or_savings_comes_first() -> None:
    first = {topic for topic, harm in HARM.items() if harm == 1.0}
    assert first == {"health", "disaster", "epidemic", "scam", "medicine", "safety"}


def test_topics_fall_into_the_three_groups_of_the_campaign() -> None:
    assert group_of("policy") is Group.POLICY
    assert {group_of(topic) for topic in ("disaster", "epidemic", "safety", "crime")} == {Group.EMERGENCY}
    assert {group_of(topic) for topic in ("finance", "food", "health")} == {Group.LIVELIHOOD}
    assert group_of("entertainment") is None
    assert group_of("") is None


async def priority_of(store: Store, number: int) -> int:
    async with store.read() as conn:
        return int(await conn.scalar(select(leads.c.priority).where(leads.c.number == number)) or 0)


async def add_asks(store: Store, number: int, at: datetime, count: int) -> None:
    async with store.write() as conn:
        rows = [
            {"lead_number": number, "asker_key": f"{n:032x}", "chat_key": f"{n:032x}", "asked_at": at}
            for n in range(count)
        ]
        await conn.execute(insert(lead_asks), rows)
        new = {"asks": leads.c.asks + count, "askers": leads.c.askers + count, "last_asked": at}
        await conn.execute(update(leads).where(leads.c.number == number).values(**new))


async def test_questions_about_every_wording_count_for_the_lead(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        head = (await ask(store, "西湖的水明天起停供三天，快去囤水", 1)).lead.number
        member = (await ask(store, "自来水公司内部消息说要停水", 2)).lead.number
        async with store.write() as conn:
            alone = await priority.refresh(conn, head, NOW)
            await conn.execute(update(leads).where(leads.c.number == member).values(head=head))
        await add_asks(store, member, NOW, 30)
        async with store.write() as conn:
            gathered = await priority.refresh(conn, head, NOW)
            assert await priority.refresh(conn, 999, NOW) is None
        assert alone is not None
        assert gathered is not None
        assert gathered > alone
        assert await priority_of(store, head) == gathered


async def test_a_round_works_out_open_leads_asked_lately_and_no_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        fresh = (await ask(store, "西湖的水明天起停供三天，快去囤水", 1)).lead.number
        old = (await ask(store, "月底前不认证医保卡就会被冻结", 2)).lead.number
        done = (await ask(store, "孩子吃了这种糖会睡过去", 3)).lead.number
        async with store.write() as conn:
            long_ago = {"last_asked": NOW - timedelta(days=15)}
            await conn.execute(update(leads).where(leads.c.number == old).values(**long_ago))
            await conn.execute(update(leads).where(leads.c.number == done).values(status="answered"))
            await conn.execute(update(leads).values(priority=0))
        assert await priority.refresh_open(store, NOW) == 1
        assert await priority.refresh_open(store, NOW) == 0
        assert [await priority_of(store, each) for each in (old, done)] == [0, 0]
        now_points = await priority_of(store, fresh)
        assert await priority.refresh_open(store, NOW + 72 * HOUR) == 1
        assert await priority_of(store, fresh) < now_points


async def test_a_question_moves_the_priority_of_its_lead_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        priorities = []
        for asker in range(1, 8):
            logged = await ask(store, "喝白酒能预防蓝蓝病", update_id=asker, asker=asker)
            async with store.read() as conn:
                mine = select(leads.c.priority).where(leads.c.number == logged.lead.number)
                priorities.append(int(await conn.scalar(mine) or 0))
    assert priorities == sorted(priorities)
    assert 0 < priorities[0] < priorities[-1]
