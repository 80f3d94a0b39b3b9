"""A lead is given a topic and a place when it is new, and what a person says of it stays."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import leads
from bot.lead_tables import leads as rows
from bot.lead_tables import ledger_people
from bot.newsroom import changes, ledger, placing
from bot.newsroom.changes import Change, Reason, Refusal
from bot.newsroom.ledger import Happened
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, open_stage
from tests.bot.state import NOW, ask

WHO = "ab" * 16


async def standing(stage: Stage, number: int) -> tuple[str, str, str]:
    async with stage.desk.store.read() as conn:
        query = rows.select().where(rows.c.number == number)
        row = (await conn.execute(query)).one()
    return row.topic, row.region, row.placed_by


async def test_a_new_lead_is_given_the_place_that_it_names(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        first = await ask(stage.desk.store, "杭州西湖区明天停水三天", 1)
        other = await ask(stage.desk.store, "台北市中山區有老虎", 2, asker=2)
        nowhere = await ask(stage.desk.store, "隔夜的菜吃了会得病", 3, asker=3)
        assert await standing(stage, first.lead.number) == ("", "", "")
        assert await placing.guess_new(stage.desk) == 3
        assert (await standing(stage, first.lead.number))[1:] == ("CN-ZJ/杭州市/西湖区", "guess")
        assert (await standing(stage, other.lead.number))[1:] == ("TW-TPE/中山區", "guess")
        assert (await standing(stage, nowhere.lead.number))[1:] == ("", "guess")
        assert await placing.guess_new(stage.desk) == 0
        async with stage.desk.store.read() as conn:
            lead = await leads.get(conn, first.lead.number)
    assert lead is not None
    assert lead.region == "CN-ZJ/杭州市/西湖区"


async def test_the_topic_is_that_of_the_index(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        text = claim_index.debunks[0].claim
        logged = await ask(stage.desk.store, text, 1)
        await placing.guess_new(stage.desk)
        assert (await standing(stage, logged.lead.number))[0] == claim_index.topic_of(text)[0]


async def test_what_a_person_says_stays(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        number = (await ask(stage.desk.store, "杭州西湖区明天停水三天", 1)).lead.number
        await placing.guess_new(stage.desk)
        topic = (await standing(stage, number))[0]
        async with stage.desk.store.write() as conn:
            change = await placing.place(conn, number, "policy", "CN-ZJ/宁波市", WHO, NOW)
            assert isinstance(change, Change)
            assert (change.was.region, change.now.region) == ("CN-ZJ/杭州市/西湖区", "CN-ZJ/宁波市")
            (event,) = [each for each in await ledger.history(conn, [number]) if each.kind is Happened.PLACED]
            whose = await conn.scalar(select(ledger_people.c.person_key).filter_by(pseudonym=event.who))
        assert (whose, event.at) == (WHO, NOW)
        assert (event.was, event.became) == (f"{topic} CN-ZJ/杭州市/西湖区", "policy CN-ZJ/宁波市")
        assert await placing.guess_new(stage.desk) == 0
        assert await standing(stage, number) == ("policy", "CN-ZJ/宁波市", "hand")


async def test_a_person_may_be_faster_than_the_guess(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        number = (await ask(stage.desk.store, "杭州西湖区明天停水三天", 1)).lead.number
        async with stage.desk.store.write() as conn:
            await placing.place(conn, number, "", "TW", WHO, NOW)
        await placing.guess_new(stage.desk)
        assert await standing(stage, number) == ("", "TW", "hand")


async def test_to_agree_with_a_guess_makes_it_sure_and_is_no_event(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        number = (await ask(stage.desk.store, "浙江明天停水三天", 1)).lead.number
        await placing.guess_new(stage.desk)
        topic, region, _ = await standing(stage, number)
        async with stage.desk.store.write() as conn:
            assert await placing.place(conn, number, topic, region, WHO, NOW) is Refusal.SAME
            kinds = [event.kind for event in await ledger.history(conn, [number])]
        assert Happened.PLACED not in kinds
        assert await standing(stage, number) == (topic, "CN-ZJ", "hand")


async def test_a_closed_lead_is_left_alone(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        number = (await ask(stage.desk.store, "浙江明天停水三天", 1)).lead.number
        async with stage.desk.store.write() as conn:
            await changes.dismiss(conn, number, Reason.OPINION, now=NOW)
        assert await placing.guess_new(stage.desk) == 0


@pytest.mark.parametrize(
    ("topic", "region"), [("Health", ""), ("two words", ""), ("", "杭州"), ("", "CN-XX")]
)
async def test_what_is_neither_topic_nor_place_is_refused(
    tmp_path: Path, claim_index: ClaimIndex, topic: str, region: str
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        number = (await ask(stage.desk.store, "浙江明天停水三天", 1)).lead.number
        with pytest.raises(ValueError, match="expected"):
            async with stage.desk.store.write() as conn:
                await placing.place(conn, number, topic, region, WHO, NOW)
        assert await standing(stage, number) == ("", "", "")
        async with stage.desk.store.write() as conn:
            assert await placing.place(conn, 99, "", "", WHO, NOW) is Refusal.GONE
