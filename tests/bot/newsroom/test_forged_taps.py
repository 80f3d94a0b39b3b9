"""Taps and words that no button offers: out of range, or in a chat that has lost the lead."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.lead import Status
from bot.newsroom.digest import Period
from corpus.local import LocalCorpus
from index.search import ClaimIndex
from tests.bot.newsroom.newsdesk import CHATS, COUNTY_CHAT, ROOM, Newsdesk, open_newsdesk, toast
from tests.bot.stage import Clock
from tests.telegram import people, updates

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
WATER = "杭州西湖区的自来水里发现了不明病毒，大家先别喝"
HUGE = "9" * 30


@pytest.fixture
async def desk(tmp_path: Path, claim_index: ClaimIndex) -> AsyncGenerator[Newsdesk]:
    async with open_newsdesk(tmp_path, claim_index, Clock(NOON)) as opened:
        yield opened


@pytest.mark.parametrize("action", ["split", "merge", "use", "mute", "assign", "page", "region", "topic"])
async def test_numbers_that_no_card_offers_change_nothing(desk: Newsdesk, action: str) -> None:
    number = await desk.lead(WATER)
    card = await desk.card(number)
    before = await desk.standing(number)
    verb, token, *_ = desk.data(card, "我来查").split(":")
    assert toast(await desk.send(f"{verb}:{token}:{action}:{HUGE}", ROOM, card.message_id))
    assert await desk.standing(number) == before


@pytest.mark.parametrize("words", ["9999-12", "0001-01", "9999-W52"])
def test_a_digest_of_years_that_calendars_do_not_have_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="expected a month"):
        Period.read(words)


async def test_a_unit_cannot_go_on_with_the_draft_of_a_lead_that_it_lost(
    desk: Newsdesk, tmp_path: Path
) -> None:
    number = await desk.lead(WATER, unit="西湖区")
    (draft,) = await desk.say(f"/answer {number}", COUNTY_CHAT)
    await desk.tap(draft, "不是真的")
    await desk.tap(draft, "链接")
    await desk.say(f"/assign {number} 杭州市")
    for words in ("有误导", "看效果", "发布"):
        assert "不归这个单位" in toast(await desk.tap(draft, words))
    shown = updates.message("", sender=people.ME, chat=CHATS[COUNTY_CHAT], message_id=draft.message_id)
    (said,) = await desk.say("https://check.example/water", COUNTY_CHAT, reply_to=shown)
    assert "不归这个单位" in said.text
    assert not LocalCorpus(tmp_path).file.exists()
    assert (await desk.standing(number)).status is Status.ASSIGNED
    await desk.tap(draft, "取消")
    assert desk.buttons(draft) == {}
