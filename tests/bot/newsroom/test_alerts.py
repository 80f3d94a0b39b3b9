"""Alerts: one for a lead that rises, one for an old rumor that comes back, as the maintainers see them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import gallery, tallies
from bot.lead_tables import lead_alerts, leads
from bot.newsroom import ledger, priority
from bot.newsroom.alerts import tell_alerts
from bot.newsroom.room import Room
from bot.newsroom.units import Level, Unit, Units
from bot.newsroom.watch import watch
from bot.tallies import Tally
from index.search import ClaimIndex
from tests.bot.stage import Clock, Sending, Stage, open_stage
from tests.bot.test_dead_links import kill_page
from tests.telegram import people, updates

MORNING = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MAINTAINERS, CITY = -1001, -1002
RUMOR = "西湖区自来水明天上午十点起停供三天，社区通知大家赶紧囤水"
HOUR = timedelta(hours=1)


def room(folder: Path, *, font: bool = True) -> Room:
    units = Units((Unit("杭州市", Level.CITY, chat_id=CITY),))
    return Room(frozenset({MAINTAINERS}), units, home=folder, font=None if font else folder / "none")


async def ask(stage: Stage, person: int, words: str = RUMOR) -> None:
    await stage.play(updates.message_update(words, sender=people.user(person)))


async def alerts(stage: Stage) -> list[Sending]:
    before = len(stage.wire.sent)
    await tell_alerts(stage.desk)
    await stage.flush()
    return stage.wire.sent[before:]


def tapped(data: str, chat_id: int) -> dict[str, object]:
    shown = updates.message("…", chat=people.supergroup(chat_id), sender=people.ME)
    return updates.callback_query(data, message=shown, sender=people.user(99))


async def tap(stage: Stage, data: str, chat_id: int) -> Sending:
    """Tap a button; return the message that comes of it."""
    (message,) = [each for each in await stage.play(tapped(data, chat_id)) if each.method == "send_message"]
    return message


async def test_a_lead_that_rises_is_told_once_with_a_picture_and_its_card(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    clock = Clock(MORNING)
    async with open_stage(tmp_path, claim_index, clock, room=room(tmp_path)) as stage:
        for person in range(1, 6):
            await ask(stage, person)
            clock.now += timedelta(minutes=5)
            assert await alerts(stage) == []
        async with stage.desk.store.write() as conn:
            await conn.execute(update(leads).values(unit="杭州市"))
        for person in range(6, 13):
            await ask(stage, person)
        told = await alerts(stage)
        assert [each.chat_id for each in told] == [MAINTAINERS, CITY]
        assert "12 个人在 12 个聊天里问了 12 次" in told[0].text
        assert RUMOR in told[0].text
        button = told[0].params["reply_markup"]["inline_keyboard"][0][0]
        assert button == {"text": "打开第 1 号线索", "callback_data": "alert:card:1"}
        if told[0].method == "send_photo":
            pictures = [gallery.read(tmp_path, each.params["picture"]) for each in told]
            assert pictures[0] is not None
            assert pictures[0].startswith(b"\x89PNG")
            assert pictures[0] == pictures[1]
        assert await alerts(stage) == []
        clock.now += HOUR
        await ask(stage, 20)
        assert await alerts(stage) == []
        assert RUMOR in (await tap(stage, "alert:card:1", CITY)).text
        async with stage.desk.store.read() as conn:
            happened = [event.kind.value for event in await ledger.history(conn, [1])]
            assert happened.count("alerted") == 1


async def test_one_more_alert_comes_after_seven_quiet_days(claim_index: ClaimIndex, tmp_path: Path) -> None:
    clock = Clock(MORNING)
    async with open_stage(tmp_path, claim_index, clock, room=room(tmp_path)) as stage:
        for person in range(1, 13):
            await ask(stage, person)
        assert len(await alerts(stage)) == 1
        clock.now += timedelta(days=8)
        for person in range(21, 33):
            await ask(stage, person)
        assert len(await alerts(stage)) == 1


@pytest.mark.parametrize(
    "hushed", [{"status": "dismissed"}, {"status": "answered"}, {"muted_until": MORNING + timedelta(days=1)}]
)
async def test_closed_and_muted_leads_raise_none(
    claim_index: ClaimIndex, tmp_path: Path, hushed: dict[str, object]
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MORNING), room=room(tmp_path)) as stage:
        for person in range(1, 13):
            await ask(stage, person)
        async with stage.desk.store.write() as conn:
            await conn.execute(update(leads).values(**hushed))
        assert await alerts(stage) == []


async def test_one_chat_alone_raises_none_however_often_it_asks(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MORNING), room=room(tmp_path)) as stage:
        for _ in range(15):
            await ask(stage, 5)
        assert await alerts(stage) == []


async def test_without_a_font_the_words_go_alone(
    claim_index: ClaimIndex, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MORNING), room=room(tmp_path, font=False)) as stage:
        for person in range(1, 13):
            await ask(stage, person)
        told = await alerts(stage)
        assert [each.method for each in told] == ["send_message"]
        assert RUMOR in told[0].text
        assert "fonts-noto-cjk" in caplog.text
        assert RUMOR not in caplog.text


async def test_an_old_rumor_that_comes_back_can_be_pushed_again(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    clock = Clock(MORNING)
    async with open_stage(tmp_path, claim_index, clock, room=room(tmp_path)) as stage:
        async with stage.desk.store.write() as conn:
            for day in range(1, 41):
                await tallies.count(
                    conn, Tally.ASKED, date(2026, 11, 22) - timedelta(days=day), debunk_id="t-other"
                )
        for person in range(1, 11):
            await ask(stage, person, "喝热柠檬水可以杀死癌细胞")
        kill_page(tmp_path)
        await stage.desk.checker.refresh_links()
        told = await alerts(stage)
        assert "https://check.example/lemon" not in told[0].text
        assert "（发布者的网站，原来的网页没有了）" in told[0].text
        assert {each.chat_id for each in told} == {MAINTAINERS, CITY}
        assert "旧谣言又回来了" in told[0].text
        assert "有 10 人次问起；之前 30 天一共 0 人次" in told[0].text
        assert await alerts(stage) == []
        button = told[0].params["reply_markup"]["inline_keyboard"][0][0]
        assert len(button["callback_data"].encode()) <= 64
        post = await tap(stage, button["callback_data"], MAINTAINERS)
        assert "早就有人查证过" in post.text
        assert "不是真的" in post.text
        assert "reply_markup" not in post.params


async def test_nobody_else_may_tap(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MORNING), room=room(tmp_path)) as stage:
        await ask(stage, 1)
        for data in ("alert:card:1", "alert:push:00", "alert:card:99", "alert:"):
            (answer,) = await stage.play(tapped(data, -1003))
            assert answer.params["text"] == "这个按钮不是给您用的。"
        (answer,) = await stage.play(tapped("alert:push:00", MAINTAINERS))
        assert answer.params["text"] == "这一条已经不在了。"


async def test_before_a_fortnight_was_counted_nothing_comes_back(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MORNING), room=room(tmp_path)) as stage:
        for person in range(1, 11):
            await ask(stage, person, "喝热柠檬水可以杀死癌细胞")
        assert await alerts(stage) == []


async def test_a_watch_puts_leads_in_order_every_quarter_of_an_hour(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    clock = Clock(MORNING)
    async with open_stage(tmp_path, claim_index, clock, room=room(tmp_path)) as stage:
        await ask(stage, 1)
        ordered = await watch(stage.desk, None)
        async with stage.desk.store.read() as conn:
            assert int(await conn.scalar(select(leads.c.priority)) or 0) > 0
            assert (await conn.scalars(select(lead_alerts.c.kind))).all() == []
        clock.now += timedelta(minutes=14)
        assert await watch(stage.desk, ordered) == ordered
        clock.now += timedelta(minutes=1)
        assert await watch(stage.desk, ordered) == clock.now
        assert await priority.refresh_open(stage.desk.store, clock.now) == 0
