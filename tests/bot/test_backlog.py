"""A group that writes faster than it can be read: what is let go, and what never is."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import backlog, group_replies, inbox
from bot.group_replies import Kind, Told
from bot.intake import lane_of
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, open_stage
from tests.telegram import people, updates

GROUP = people.supergroup()
CHATTER = "今天晚上一起去公园散步吧，天气好得很"
LONG_AGO = timedelta(minutes=2)


@pytest.fixture
async def stage(tmp_path: Path, claim_index: ClaimIndex) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, claim_index, Clock(datetime.now(UTC))) as opened:
        yield opened


def said(number: int, text: str = CHATTER, **more: Any) -> dict[str, Any]:
    update = updates.message_update(text, sender=people.user(5), chat=GROUP, message_id=number, **more)
    return {**update, "update_id": number}


async def spared(
    stage: Stage,
    sent: Sequence[dict[str, Any]],
    *,
    waited: timedelta = timedelta(),
    ran: timedelta = LONG_AGO,
) -> list[int]:
    """The numbers of the updates that are let go.

    :param waited: how long ago they came
    :param ran: how long ago the bot started
    """
    now = datetime.now(UTC)
    lane = lane_of(sent[0], stage.desk.store)
    async with stage.desk.store.write() as conn:
        await inbox.keep(conn, sent, [lane] * len(sent), now - waited)
    async with stage.desk.store.read() as conn:
        return await backlog.spare(conn, lane, stage.desk, now - ran)


async def test_of_a_flood_the_latest_are_still_looked_at(stage: Stage) -> None:
    flood = [said(number) for number in range(1, 51)]
    assert await spared(stage, flood) == list(range(1, 21))


async def test_nothing_is_let_go_of_a_group_that_talks_much(stage: Stage) -> None:
    assert await spared(stage, [said(number) for number in range(1, backlog.MOST_WAITING + 1)]) == []


@pytest.mark.parametrize(
    "asked",
    [
        said(6, "/check 喝热柠檬水可以杀死癌细胞"),
        said(6, f"@{people.ME['username']} 是真的吗"),
        said(6, "/settings"),
    ],
    ids=["command", "mention", "settings"],
)
async def test_who_asks_is_never_let_go_and_comes_next(stage: Stage, asked: dict[str, Any]) -> None:
    flood = [said(number) for number in range(1, 51)]
    flood[5] = asked
    assert await spared(stage, flood) == [1, 2, 3, 4, 5]


async def test_a_person_in_private_is_never_let_go(stage: Stage) -> None:
    sent = [
        {**updates.message_update(CHATTER, sender=people.user(5)), "update_id": number}
        for number in range(1, 51)
    ]
    assert await spared(stage, sent, waited=LONG_AGO) == []


async def test_what_cannot_be_read_is_left_to_be_put_aside(stage: Stage) -> None:
    flood = [said(number) for number in range(1, 51)]
    del flood[2]["message"]["message_id"]
    assert await spared(stage, flood) == [1, 2]


async def test_what_waited_long_gives_way_but_the_latest_does_not(stage: Stage) -> None:
    few = [said(number) for number in (1, 2, 3)]
    assert await spared(stage, few, waited=LONG_AGO, ran=2 * LONG_AGO) == [1, 2]


async def test_what_waited_for_a_bot_that_stood_still_is_looked_at(stage: Stage) -> None:
    few = [said(number) for number in (1, 2, 3)]
    assert await spared(stage, few, waited=LONG_AGO, ran=timedelta(seconds=1)) == []


async def test_a_change_of_a_message_that_was_answered_is_not_let_go(stage: Stage) -> None:
    now = datetime.now(UTC)
    told = Told(3, Kind.REPLY, "words", "", ("d1",), unasked=True, made=now)
    async with stage.desk.store.write() as conn:
        await group_replies.record(conn, stage.desk.store.key("chat", GROUP["id"]), told)
    flood = [said(number) for number in range(1, 51)]
    for place in (1, 2):
        flood[place]["edited_message"] = flood[place].pop("message")
    assert await spared(stage, flood) == [1, 2]
