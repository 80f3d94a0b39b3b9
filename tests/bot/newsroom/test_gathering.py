"""Gathering: the wordings of one rumor are one lead, the same of another place is another."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot import leads
from bot.lead_tables import lead_vectors
from bot.lead_tables import leads as table
from bot.newsroom import ledger
from bot.newsroom.gathering import Gathering
from bot.newsroom.merging import merge
from bot.store import Store
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, open_stage

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
WORDINGS = (
    "紧急通知！明天开始杭州所有加油站停止加油三天，大家赶快去加满，转发给家人",
    "朋友在中石化上班，说杭州的加油站从明天起停止加油三天，赶紧去加满油！",
    "听说明天起杭州加油站都停止加油了，要停三天，真的吗",
    "【速看】杭州所有加油站明天开始停止加油三天！！！赶快去加满，扩散！",
)
ELSEWHERE = "紧急通知！明天开始宁波所有加油站停止加油三天，大家赶快去加满，转发给家人"


async def say(stage: Stage, text: str, update_id: int, asker: int, gathering: Gathering | None = None) -> int:
    """Log a message as the handlers do; return the number of its lead."""
    desk = stage.desk
    near = await (gathering or desk.gathering).near(desk.store, desk.checker, text, (), NOW)
    async with desk.store.write() as conn:
        logged = await leads.log(
            desk.store,
            conn,
            text=text,
            links=(),
            asker_key=desk.store.key("user", asker),
            chat_key=desk.store.key("chat", -asker % 12),
            update_id=update_id,
            now=NOW,
            near=near,
        )
    return logged.lead.number


async def rows(store: Store) -> int:
    async with store.read() as conn:
        return int(await conn.scalar(select(func.count()).select_from(table)) or 0)


async def test_forty_people_with_four_wordings_of_one_rumor_make_one_lead(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        told = {await say(stage, WORDINGS[n % 4], n, n + 1) for n in range(40)}
        assert told == {1}
        async with stage.desk.store.read() as conn:
            (lead,) = await leads.listed(conn)
            assert (lead.asks, lead.askers, lead.chats) == (40, 40, 12)
            family = await leads.members(conn, 1)
            kinds = [event.kind.value for event in await ledger.history(conn, family)]
        assert len(family) >= 2
        assert kinds == ["opened", *["gathered"] * (len(family) - 1)]


async def test_the_same_of_another_place_is_another_lead(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        assert await say(stage, WORDINGS[1], 1, 1) == 1
        assert await say(stage, ELSEWHERE, 2, 2) == 2
        assert await say(stage, WORDINGS[0], 3, 3) == 1


@pytest.mark.parametrize(("status", "number"), [("dismissed", 2), ("answered", 1), ("checking", 1)])
async def test_what_was_dismissed_gathers_nothing_more_and_what_is_answered_does(
    tmp_path: Path, claim_index: ClaimIndex, status: str, number: int
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        assert await say(stage, WORDINGS[0], 1, 1) == 1
        async with stage.desk.store.write() as conn:
            await conn.execute(update(table).values(status=status))
        assert await say(stage, WORDINGS[1], 2, 2) == number


async def test_what_changed_since_it_was_found_is_looked_at_again(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        desk = stage.desk
        assert await say(stage, WORDINGS[0], 1, 1) == 1
        assert await say(stage, "喝白酒能杀死病毒，医生说的，快转给家里老人", 2, 2) == 2
        near = await desk.gathering.near(desk.store, desk.checker, WORDINGS[1], (), NOW)
        assert near is not None
        assert near.heads == (1,)
        async with desk.store.write() as conn:
            assert await merge(conn, 1, 2, now=NOW)
            logged = await leads.log(
                desk.store,
                conn,
                text=WORDINGS[1],
                links=(),
                asker_key="a",
                chat_key="c",
                update_id=3,
                now=NOW,
                near=near,
            )
        assert (logged.lead.number, logged.wording, logged.lead.asks) == (2, 3, 3)


async def test_leads_that_were_opened_side_by_side_are_gathered_afterwards(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        desk = stage.desk
        assert await desk.gathering.look_behind(desk.store, desk.checker, NOW) == 0
        # Another process had not read any vector when it looked.
        assert await say(stage, WORDINGS[0], 1, 1) == 1
        async with desk.store.write() as conn:
            for update_id, text in ((2, WORDINGS[1]), (3, ELSEWHERE)):
                await leads.log(
                    desk.store,
                    conn,
                    text=text,
                    links=(),
                    asker_key="a",
                    chat_key="c",
                    update_id=update_id,
                    now=NOW,
                )
        assert await desk.gathering.make_vectors(desk.store, desk.checker, NOW) == 2
        assert await desk.gathering.look_behind(desk.store, desk.checker, NOW) == 1
        assert await desk.gathering.look_behind(desk.store, desk.checker, NOW) == 0
        async with desk.store.read() as conn:
            assert sorted((lead.number, lead.asks) for lead in await leads.listed(conn)) == [(1, 2), (3, 1)]


async def test_vectors_of_another_encoder_are_made_anew(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        desk = stage.desk
        assert await say(stage, WORDINGS[0], 1, 1) == 1
        async with desk.store.write() as conn:
            await conn.execute(update(lead_vectors).values(encoder="another", vector=b"\0"))
        fresh = Gathering()
        near = await fresh.near(desk.store, desk.checker, WORDINGS[1], (), NOW)
        assert near is not None
        assert near.heads == ()
        assert await fresh.make_vectors(desk.store, desk.checker, NOW) == 1
        assert await fresh.make_vectors(desk.store, desk.checker, NOW) == 0
        near = await fresh.near(desk.store, desk.checker, WORDINGS[1], (), NOW)
        assert near is not None
        assert near.heads == (1,)
        assert len(fresh) == 1


CHAIN = (
    "太原小店区供暖推迟到12月10号？",
    "通知：因为缺煤，太原小店区今年供暖推迟到12月10日，室温只保证14度，家里有老人的提前买电暖气",
    "小店区的邻居们，今年缺煤，暖气要到12月10号才来，而且只给到14度，赶紧买个电暖气吧",
)


async def test_a_message_that_is_like_one_of_the_wordings_belongs_to_their_lead(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    first, *rest = claim_index.same_claim.confidences(CHAIN[2], CHAIN[:2])
    assert first < claim_index.same_claim.decision.same_at <= min(rest)
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        assert [await say(stage, text, n, n) for n, text in enumerate(CHAIN, start=1)] == [1, 1, 1]
        async with stage.desk.store.read() as conn:
            assert await leads.members(conn, 1) == [1, 2, 3]


async def test_many_wordings_of_one_lead_do_not_hide_another_that_is_as_near(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        desk = stage.desk
        assert await say(stage, ELSEWHERE, 1, 1) == 1
        for n, text in enumerate(WORDINGS, start=2):
            assert await say(stage, text, n, n) == 2
        near = await desk.gathering.near(
            desk.store, desk.checker, "宁波的加油站从明天起停止加油三天，赶紧去加满油", (), NOW
        )
        assert near is not None
        assert near.heads == (1,)


async def test_a_question_that_leaves_out_what_parts_two_rumors_does_not_join_them(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    asked = "听说哈尔滨有个幼儿园喝牛奶喝出白血病，九个小孩，园长跑路，求证"
    told = "哈尔滨道里区某幼儿园给孩子喝的牛奶里查出苯，已经有九个孩子确诊白血病，园长跑路了"
    other = "哈尔滨南岗区某幼儿园给孩子喝的豆浆里查出苯，已经有两个孩子确诊白血病，园长跑路了"
    same_claim = claim_index.same_claim
    (by_question, by_message) = same_claim.confidences(other, [asked, told])
    assert by_message < same_claim.decision.same_at <= by_question
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        assert [await say(stage, text, n, n) for n, text in enumerate((asked, told, other), start=1)] == [
            1,
            1,
            3,
        ]
