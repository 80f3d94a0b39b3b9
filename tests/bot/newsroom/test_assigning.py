"""Assigning: who is told what and when, while the clock goes and the bot is restarted."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import leads as ledger_of_leads
from bot.language import Language
from bot.lead_tables import leads
from bot.newsroom import assigning, changes, ledger
from bot.newsroom.changes import Change
from bot.newsroom.ledger import Happened
from bot.newsroom.notices import tell_moved
from bot.newsroom.room import Room
from bot.newsroom.units import Hours, Level, Unit, Units
from index.search import ClaimIndex
from tests.bot.stage import Clock, Sending, Stage, Wire, open_stage

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAINTAINERS, COUNTY_CHAT, CITY_CHAT, HEALTH_CHAT = -1_001, -1_002, -1_003, -1_004
HERE = "CN-ZJ/杭州市/西湖区"
OFFICE = Hours(time(9), time(18), frozenset(range(5)))
COUNTY = Unit(
    "西湖区",
    Level.COUNTY,
    (HERE,),
    chat_id=COUNTY_CHAT,
    due_hours=4,
    hours=Hours(time(9), time(17), OFFICE.weekdays),
)
HEALTH = Unit(
    "杭州市卫生健康委",
    Level.CITY,
    ("CN-ZJ/杭州市",),
    ("health",),
    HEALTH_CHAT,
    (Language.ENGLISH,),
    OFFICE,
    due_hours=8,
)
CITY = Unit("杭州市", Level.CITY, ("CN-ZJ/杭州市",), chat_id=CITY_CHAT, hours=OFFICE, due_hours=8)
ROOM = Room(chats=frozenset({MAINTAINERS}), units=Units((COUNTY, HEALTH, CITY)))
RUMOR = "西湖边的自来水明天起停供三天，大家快去囤水"
WHO = "ab" * 16


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI).astimezone(UTC)


async def ask(stage: Stage, asker: int, text: str = RUMOR, *, topic: str = "", region: str = HERE) -> int:
    """Have somebody ask; the lead gets its topic and region."""
    store = stage.desk.store
    async with store.write() as conn:
        logged = await ledger_of_leads.log(
            store,
            conn,
            text=text,
            links=(),
            asker_key=store.key("user", asker),
            chat_key=store.key("chat", asker),
            update_id=asker,
            now=stage.clock(),
        )
        number = logged.lead.number
        values = {"topic": topic, "region": region, "placed_by": "guess"}
        await conn.execute(update(leads).where(leads.c.number == number).values(**values))
    return number


async def place(conn: AsyncConnection, number: int, now: datetime, *, topic: str, region: str) -> None:
    """Correct topic and region of a lead as a maintainer does."""
    values = {"topic": topic, "region": region, "placed_by": "hand"}
    await conn.execute(update(leads).where(leads.c.number == number).values(**values))
    await ledger.note(conn, number, Happened.PLACED, now=now, who=WHO, became=f"{topic} {region}")


async def round_of(stage: Stage) -> list[tuple[int, str]]:
    """Go round once; return whom the bot wrote to, and the first line of it."""
    before = len(stage.wire.sent)
    await assigning.go_round(stage.desk)
    await stage.flush()
    return heads(stage.wire.sent[before:])


def heads(sent: Sequence[Sending]) -> list[tuple[int, str]]:
    return [(each.chat_id, each.text.split("\n")[0]) for each in sent if not is_card(each)]


def is_card(sent: Sending) -> bool:
    return "reply_markup" in sent.params


async def test_a_lead_is_given_out_reminded_of_and_passed_up_each_once_whatever_is_restarted(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    clock = Clock(at("2026-11-23 09:30"))
    wire = Wire(clock)
    steps: list[tuple[str, list[tuple[int, str]]]] = [
        ("2026-11-23 10:00", [(COUNTY_CHAT, "📥 <b>西湖区</b>：第 1 号线索请你们查一查。")]),
        ("2026-11-23 12:59", []),
        ("2026-11-23 13:00", [(COUNTY_CHAT, "⏰ <b>西湖区</b>：第 1 号线索快到时间了。")]),
        ("2026-11-23 13:59", []),
        (
            "2026-11-23 14:00",
            [
                (
                    COUNTY_CHAT,
                    "⌛ <b>西湖区</b>：第 1 号线索的时间已经过了。查不完，也请说一声或交给上一级。",
                )
            ],
        ),
        ("2026-11-23 23:00", []),
        ("2026-11-24 09:59", []),
        (
            "2026-11-24 10:00",
            [
                (COUNTY_CHAT, "↗️ 第 1 号线索已经转给「杭州市」，你们不用再查了。"),
                (
                    CITY_CHAT,
                    "📥 <b>杭州市</b>：「西湖区」没能按时查完第 1 号线索，现在请你们接着查。",
                ),
                (MAINTAINERS, "⬆️ 第 1 号线索，「西湖区」没能按时查完，现在由「杭州市」接手。"),
            ],
        ),
        ("2026-11-24 15:59", []),
        ("2026-11-24 16:00", [(CITY_CHAT, "⏰ <b>杭州市</b>：第 1 号线索快到时间了。")]),
        (
            "2026-11-24 18:00",
            [
                (
                    CITY_CHAT,
                    "⌛ <b>杭州市</b>：第 1 号线索的时间已经过了。查不完，也请说一声或交给上一级。",
                )
            ],
        ),
        ("2026-11-25 16:59", []),
        (
            "2026-11-25 17:00",
            [
                (
                    MAINTAINERS,
                    "⚠️ 第 1 号线索，「杭州市」用了两倍的时间还没有结果，上面也没有别的单位了。请你们看一看。",
                )
            ],
        ),
        ("2026-12-25 17:00", []),
    ]
    async with open_stage(tmp_path, claim_index, clock, wire, ROOM) as stage:
        await ask(stage, 1)
        assert await round_of(stage) == []
        await ask(stage, 2)
    for moment, said in steps:
        clock.now = at(moment)
        async with open_stage(tmp_path, claim_index, clock, wire, ROOM) as stage:
            assert await round_of(stage) == said, moment
            assert await round_of(stage) == [], moment
    given, *_ = wire.sent
    cards = [sent.chat_id for sent in wire.sent if is_card(sent) and sent.method == "send_message"]
    assert cards == [COUNTY_CHAT, CITY_CHAT]
    assert given.text.split("\n")[1:] == ["请在 11 月 23 日 14:00 之前给出结果。", f"<i>{RUMOR}</i>"]
    async with open_stage(tmp_path, claim_index, clock, wire, ROOM) as stage, stage.desk.store.read() as conn:
        events = await ledger.history(conn, [1])
    assert [(event.kind.value, event.was, event.became) for event in events if event.kind != "opened"] == [
        ("assigned", "", "西湖区"),
        ("reminded", "西湖区", "soon"),
        ("reminded", "西湖区", "over"),
        ("escalated", "西湖区", "杭州市"),
        ("reminded", "杭州市", "soon"),
        ("reminded", "杭州市", "over"),
        ("reminded", "杭州市", "above"),
    ]


async def test_what_may_harm_goes_out_with_the_first_who_asks_and_in_the_units_language(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    clock = Clock(at("2026-11-23 09:30"))
    async with open_stage(tmp_path, claim_index, clock, room=ROOM) as stage:
        await ask(stage, 1, topic="health", region="CN-ZJ/杭州市")
        (sent,) = await round_of(stage)
        assert sent == (HEALTH_CHAT, "📥 <b>杭州市卫生健康委</b>: please check lead 1.")
        assert stage.wire.sent[0].text.split("\n")[1] == "Please have a result by 17:30 on 23 November."


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"region": "CN-JS"}, "no unit is there"),
        ({"region": ""}, "nobody knows where"),
        ({"status": "checking"}, "somebody is at it"),
        ({"status": "dismissed"}, "it is closed"),
        ({"head": 99}, "it belongs to another lead"),
        ({"last_asked": at("2026-10-01 00:00")}, "nobody asks any more"),
    ],
)
async def test_a_lead_stays_where_it_is(
    tmp_path: Path, claim_index: ClaimIndex, values: dict[str, object], why: str
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(at("2026-11-23 09:30")), room=ROOM) as stage:
        await ask(stage, 1)
        await ask(stage, 2)
        async with stage.desk.store.write() as conn:
            await conn.execute(update(leads).values(**values))
        assert await round_of(stage) == [], why


async def test_without_units_nothing_happens(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(at("2026-11-23 09:30"))) as stage:
        await ask(stage, 1)
        await ask(stage, 2)
        assert await round_of(stage) == []


async def test_what_was_given_back_stays_with_the_maintainers_until_its_place_is_corrected(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    clock = Clock(at("2026-11-23 09:30"))
    async with open_stage(tmp_path, claim_index, clock, room=ROOM) as stage:
        number = await ask(stage, 1, region="CN-ZJ/杭州市")
        await ask(stage, 2, region="CN-ZJ/杭州市")
        assert [chat for chat, _ in await round_of(stage)] == [CITY_CHAT]
        async with stage.desk.store.write() as conn:
            back = await changes.return_up(conn, number, ROOM.units, now=clock(), who=WHO)
            assert isinstance(back, Change)
            await tell_moved(conn, stage.desk, back, Happened.RETURNED)
        before = len(stage.wire.sent)
        await stage.flush()
        assert heads(stage.wire.sent[before:]) == [
            (CITY_CHAT, "↗️ 第 1 号线索已经交回给维护者，你们不用再查了。"),
            (MAINTAINERS, "↩️ 「杭州市」交回了第 1 号线索，现在没有单位在查。"),
        ]
        assert await round_of(stage) == []
        async with stage.desk.store.write() as conn:
            await place(conn, number, clock(), topic="food", region=HERE)
        assert [chat for chat, _ in await round_of(stage)] == [COUNTY_CHAT]


async def test_a_corrected_place_moves_what_the_bot_gave_out_and_not_what_a_person_did(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    clock = Clock(at("2026-11-23 09:30"))
    async with open_stage(tmp_path, claim_index, clock, room=ROOM) as stage:
        number = await ask(stage, 1)
        await ask(stage, 2)
        assert [chat for chat, _ in await round_of(stage)] == [COUNTY_CHAT]
        async with stage.desk.store.write() as conn:
            await place(conn, number, clock(), topic="health", region="CN-ZJ/杭州市")
        assert [chat for chat, _ in await round_of(stage)] == [COUNTY_CHAT, HEALTH_CHAT]
        assert await round_of(stage) == []
        async with stage.desk.store.write() as conn:
            await changes.hand_over(conn, number, CITY, now=clock(), who=WHO)
            await place(conn, number, clock(), topic="food", region=HERE)
        assert await round_of(stage) == []


async def test_a_unit_that_the_file_has_lost_passes_its_leads_on(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    clock = Clock(at("2026-11-23 09:30"))
    wire = Wire(clock)
    async with open_stage(tmp_path, claim_index, clock, wire, ROOM) as stage:
        await ask(stage, 1)
        await ask(stage, 2)
        await round_of(stage)
    clock.now += timedelta(days=1)
    less = Room(chats=ROOM.chats, units=Units((CITY,)))
    async with open_stage(tmp_path, claim_index, clock, wire, less) as stage:
        await round_of(stage)
        assert await round_of(stage) == [
            (CITY_CHAT, "📥 <b>杭州市</b>：「西湖区」没能按时查完第 1 号线索，现在请你们接着查。"),
            (MAINTAINERS, "⬆️ 第 1 号线索，「西湖区」没能按时查完，现在由「杭州市」接手。"),
        ]


async def test_a_unit_without_a_chat_is_told_where_the_maintainers_are(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    quiet = Unit("西湖区", Level.COUNTY, (HERE,))
    room = Room(chats=frozenset({MAINTAINERS}), units=Units((quiet,)))
    async with open_stage(tmp_path, claim_index, Clock(at("2026-11-23 09:30")), room=room) as stage:
        await ask(stage, 1)
        await ask(stage, 2)
        assert [chat for chat, _ in await round_of(stage)] == [MAINTAINERS]
        assert len(stage.wire.sent[0].text.split("\n")) == 2


async def test_a_new_file_of_units_does_not_flood_a_chat(tmp_path: Path, claim_index: ClaimIndex) -> None:
    room = Room(units=Units((CITY,)))
    async with open_stage(tmp_path, claim_index, Clock(at("2026-11-23 09:30")), room=room) as stage:
        row = {"status": "new", "asks": 2, "askers": 2, "chats": 2, "links": [], "topic": "", "region": HERE}
        row |= {"first_asked": stage.clock(), "last_asked": stage.clock(), "placed_by": "guess"}
        async with stage.desk.store.write() as conn:
            rows = [
                row | {"exact": f"{n:032d}", "text": "话", "body": "话", "priority": n} for n in range(50)
            ]
            await conn.execute(leads.insert(), rows)
        counts = [len(await round_of(stage)) for _ in range(4)]
        assert counts == [20, 20, 10, 0]
        assert "第 50 号" in stage.wire.sent[0].text


async def test_a_lead_waits_until_its_place_is_guessed(tmp_path: Path, claim_index: ClaimIndex) -> None:
    national = Unit("全国", Level.NATIONAL, chat_id=-1_005)
    room = Room(chats=frozenset({MAINTAINERS}), units=Units((COUNTY, national)))
    async with open_stage(tmp_path, claim_index, Clock(at("2026-11-23 10:00")), room=room) as stage:
        number = await ask(stage, 1)
        assert await ask(stage, 2) == number
        async with stage.desk.store.write() as conn:
            await conn.execute(update(leads).values(region="", placed_by=""))
        assert await round_of(stage) == []
        async with stage.desk.store.write() as conn:
            await conn.execute(update(leads).values(region=HERE, placed_by="guess"))
        assert [chat_id for chat_id, _ in await round_of(stage)] == [COUNTY_CHAT]
