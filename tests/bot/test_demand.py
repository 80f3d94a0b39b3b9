"""Demand: a person counts once for each debunk and day, and only the number is kept."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot import demand, tallies
from bot.chats import forget
from bot.newsroom.room import Room
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, open_stage
from tests.telegram import people, updates

KNOWN = "喝热柠檬水可以杀死癌细胞"
#: In Shanghai it is half past ten in the evening.
EVENING = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 23)


async def demand_of(stage: Stage) -> dict[str, dict[date, int]]:
    async with stage.desk.store.read() as conn:
        found = await demand.by_day(conn, TODAY, TOMORROW)
    return {debunk_id: dict(days) for debunk_id, days in found.items()}


async def test_a_person_counts_once_a_debunk_and_day(claim_index: ClaimIndex, tmp_path: Path) -> None:
    clock = Clock(EVENING)
    async with open_stage(tmp_path, claim_index, clock) as stage:
        for person, words in ((5, KNOWN), (5, f"听说{KNOWN}，真的吗"), (6, KNOWN)):
            await stage.play(updates.message_update(words, sender=people.user(person)))
        assert await demand_of(stage) == {"t-lemon": {TODAY: 2}}
        # Half past midnight by the clock of the room, though not by that of the wire.
        clock.now += timedelta(hours=2)
        assert stage.desk.room.zone == Room().zone
        await stage.play(updates.message_update(KNOWN, sender=people.user(5)))
        assert await demand_of(stage) == {"t-lemon": {TODAY: 2, TOMORROW: 1}}


async def test_the_number_stays_when_a_person_is_forgotten(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(EVENING)) as stage:
        await stage.play(updates.message_update(KNOWN, sender=people.user(5)))
        async with stage.desk.store.write() as conn:
            keys = [stage.desk.store.key(kind, 5) for kind in ("chat", "user")]
            await forget(conn, keys[0], 5, keys[1:])
        assert await demand_of(stage) == {"t-lemon": {TODAY: 1}}


async def test_what_was_asked_is_kept_longer_than_the_rest(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(EVENING)) as stage, stage.desk.store.write() as conn:
        for kind in (tallies.Tally.ASKED, tallies.Tally.CHOSEN):
            await tallies.count(conn, kind, TODAY, debunk_id="a")
        assert await tallies.purge(conn, TOMORROW) == 1
        assert await tallies.purge(conn, TOMORROW, TODAY) == 0
        assert await tallies.purge(conn, TOMORROW, TOMORROW) == 1


async def test_a_claim_that_was_picked_was_asked_about(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(EVENING)) as stage:
        sender = people.user(5, language_code="zh-hans")
        (sent,) = await stage.play(updates.message_update("柠檬水能治病吗", sender=sender))
        buttons = [row[0] for row in sent.params["reply_markup"]["inline_keyboard"]]
        pick = next(each["callback_data"] for each in buttons if each["callback_data"].startswith("pick:"))
        assert await demand_of(stage) == {}
        shown = updates.message(
            sent.text,
            sender=people.ME,
            chat=people.private_chat(sender),
            message_id=sent.message_id,
            reply_markup=sent.params["reply_markup"],
        )
        for _ in range(2):
            await stage.play(updates.callback_query(pick, message=shown, sender=sender))
        assert await demand_of(stage) == {"t-lemon": {TODAY: 1}}
