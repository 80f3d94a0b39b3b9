"""A lead is dismissed: who waits for it is told so once, and so is who asks about it later."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import followers
from bot.newsroom.changes import Reason
from index.search import ClaimIndex
from tests.bot.newsroom.newsdesk import Newsdesk, open_newsdesk
from tests.bot.stage import Clock

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
PHONE = "水库的大坝底下埋着一艘沉船"
WORDS = {
    Reason.OPINION: "没有对错可查",
    Reason.ADVERT: "它是一则广告",
    Reason.PRIVATE: "别人的私事",
    Reason.UNCHECKABLE: "查不出是真是假",
}


@pytest.fixture
async def desk(tmp_path: Path, claim_index: ClaimIndex) -> AsyncGenerator[Newsdesk]:
    async with open_newsdesk(tmp_path, claim_index, Clock(NOON)) as opened:
        yield opened


@pytest.mark.parametrize("reason", Reason)
async def test_who_waits_is_told_once_and_hears_of_an_answer_still(desk: Newsdesk, reason: Reason) -> None:
    number = await desk.lead(PHONE, 77)
    async with desk.stage.desk.store.write() as conn:
        await followers.follow(conn, number, 77)
    told = [each for each in await desk.say(f"/dismiss {number} {reason}") if each.chat_id == 77]
    assert [each.text.split("\n")[0] for each in told] == [
        f"📌 <b>你问过「{PHONE}」，查证的人看过了，没有查。</b>"
    ]
    assert WORDS[reason] in told[0].text
    await desk.say(f"/reopen {number}")
    again = await desk.say(f"/dismiss {number} {reason}")
    assert [each.chat_id for each in again if each.chat_id > 0] == []
    known = desk.stage.desk.checker.debunks[0]
    (card,) = await desk.say(f"/answer {number} {known.id}")
    answered = await desk.tap(card, "发布")
    assert [each.chat_id for each in answered if each.chat_id > 0] == [77]


async def test_who_asks_later_is_told_at_once_that_nobody_checks_it(desk: Newsdesk) -> None:
    number = await desk.lead(PHONE, 1)
    await desk.say(f"/dismiss {number} private")
    (said,) = await desk.say(PHONE, 88)
    assert said.text.startswith("🔎 <b>这条查证的人看过了，没有查。</b>")
    assert WORDS[Reason.PRIVATE] in said.text
    assert list(desk.buttons(said)) == ["不要保留"]
    await desk.say(f"/reopen {number}")
    (said,) = await desk.say(PHONE, 89)
    assert "还没有查到" in said.text


async def test_what_was_said_of_a_dismissed_lead_is_known_when_it_comes_back(desk: Newsdesk) -> None:
    number = await desk.lead(PHONE, 1)
    await desk.say(f"/dismiss {number} opinion")
    (said,) = await desk.say(PHONE, 88)
    plain = said.text.replace("<b>", "").replace("</b>", "")
    (back,) = await desk.say(plain, 90)
    assert "没有查" not in back.text.split("\n")[0]
    assert (await desk.standing(number)).number == number


async def test_who_was_told_something_wrong_before_hears_that_it_was_wrong(desk: Newsdesk) -> None:
    number = await desk.lead(PHONE, 77, 78)
    async with desk.stage.desk.store.write() as conn:
        await followers.follow(conn, number, 77)
        await followers.follow(conn, number, 78)
    await desk.say(f"/dismiss {number} opinion")
    await desk.say(f"/reopen {number}")
    (card,) = await desk.say(f"/answer {number} {desk.stage.desk.checker.debunks[0].id}")
    heard = {each.chat_id: each.message_id for each in await desk.tap(card, "发布") if each.chat_id > 0}
    assert heard.keys() == {77, 78}
    await desk.say(f"/reopen {number}")
    said = [each for each in await desk.say(f"/dismiss {number} opinion") if each.chat_id > 0]
    told = [each for each in said if each.method == "send_message"]
    assert {each.chat_id: each.reply_to for each in told} == heard
    for each in told:
        assert each.text.startswith("🔁 <b>更正：之前的答复是我们弄错了，请不要照着它说。</b>")
        assert f"你问过「{PHONE}」" in each.text
    edited = [each for each in said if each.method == "edit_message_text"]
    assert {each.chat_id: each.message_id for each in edited} == heard
    assert all("原来的答复是我们弄错了" in each.text for each in edited)
    await desk.say(f"/reopen {number}")
    again = await desk.say(f"/dismiss {number} opinion")
    assert [each.chat_id for each in again if each.chat_id > 0] == []
