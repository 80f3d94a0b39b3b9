"""A lead of several claims: what is answered is told, and the rest goes on being a lead."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import followers, leads
from bot.lead import Status
from bot.news import ask_about_leads
from bot.newsroom import standing
from index.search import ClaimIndex
from tests.bot.stage import Clock, open_stage

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
KNOWN, ALSO_KNOWN, UNKNOWN = (
    "喝热柠檬水可以杀死癌细胞",
    "隔夜的炒青菜吃了会致癌",
    "城东的老粮仓里发现了恐龙蛋",
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"紧急提醒：\n1、{KNOWN}。\n2、{UNKNOWN}，快去看", Status.NEW),
        (f"{UNKNOWN}，是真的吗\n\n{KNOWN}", Status.NEW),
        (f"1、{KNOWN}。\n2、{ALSO_KNOWN}。", Status.ANSWERED),
        (f"听说了吗\n\n{KNOWN}", Status.ANSWERED),
    ],
)
async def test_a_lead_stays_open_while_one_of_its_claims_has_no_answer(
    text: str, status: Status, tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(NOW)) as stage:
        desk = stage.desk
        async with desk.store.write() as conn:
            logged = await leads.log(
                desk.store,
                conn,
                text=text,
                links=(),
                asker_key="a",
                chat_key="c",
                update_id=1,
                now=NOW,
            )
            number = logged.lead.number
            await followers.follow(conn, number, 5)
        for _ in range(2):
            await ask_about_leads(desk)
            await stage.flush()
        assert [sent.chat_id for sent in stage.wire.sent] == [5]
        assert "柠檬" in stage.wire.sent[0].text
        async with desk.store.read() as conn:
            stands = await standing.find(conn, number)
            waiting = await followers.followers(conn, number)
        assert stands is not None
        assert stands.status is status
        assert list(waiting) == ([5] if status is Status.NEW else [])
