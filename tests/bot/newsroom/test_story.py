"""A rumor from the first question to the list of the month, as everybody meets it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot import gallery, leads
from bot.lead import Lead, Status
from bot.newsroom import ledger
from bot.newsroom.digest import Period
from bot.newsroom.editions import tell_channel
from bot.newsroom.fonts import find_face
from bot.newsroom.ledger import Happened
from corpus.local import LocalCorpus
from tests.bot.newsroom.story import (
    ARTICLE,
    ASKERS,
    CHANNEL,
    CITY,
    COUNTY,
    GROUPS,
    KNOWN,
    MAINTAINERS,
    ROOMS,
    WAITING,
    WORDINGS,
    ZONE,
    Story,
    furnish,
    told,
    website,
)
from tests.bot.process import BotProcess, make_home
from tests.bot.stage import Clock, Sending, Wire
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

COUNTY_HAND, CITY_HAND = 3001, 3002
KNOWERS = range(4001, 4007)
LATER = (5001, 5002, 5003, 5004)
HOUR = timedelta(hours=1)
#: Who is told when a process is killed: fewer than half of those who are to hear.
KILLED_AFTER = 12


async def test_a_rumor_is_noticed_checked_told_and_listed(
    telegram: TelegramServer, tmp_path: Path, built_root: Path
) -> None:
    home = make_home(tmp_path, built_root)
    furnish(home)
    # Played two days ago, so that the process, which has the wall's clock, goes on from there.
    day = datetime.now(ZONE).date() - timedelta(days=2)
    clock = Clock(datetime.combine(day, time(12), ZONE).astimezone(UTC))
    wire = Wire(clock)
    async with told(home, clock, wire) as story:
        for person in KNOWERS:
            await story.forward(KNOWN, person)
        said = await is_noticed(story)
        await story.wait_for_the_answer(said)
        await goes_up(story)
    with website() as port:
        async with told(home, clock, wire, loopback_port=port) as story:
            await is_drafted(story, port)
    await is_told_once(telegram, home)
    await is_listed(home, clock, day)


async def is_noticed(story: Story) -> list[Sending]:
    """One lead, one alert, and the county's unit has it; returns what the bot said to those who asked."""
    said = await story.spread()
    assert sum("还没有查到" in each.text for each in said) == len(ASKERS)
    lead = await only_lead(story)
    assert (lead.number, lead.asks, lead.askers, lead.chats) == (1, 40, 40, 12)
    news = await story.pass_time(timedelta(minutes=1))
    assert [each.chat_id for each in news] == [MAINTAINERS, COUNTY, COUNTY]
    alert, given, card = news
    assert "有 40 个人在 12 个聊天里问了 40 次" in alert.text
    if find_face(None, story.language) is not None:
        picture = gallery.read(story.stage.desk.room.home, str(alert.params["picture"]))
        assert picture is not None
        assert picture.startswith(b"\x89PNG")
    assert "请你们查一查" in given.text
    assert "40 个人，12 个聊天" in card.text
    await story.tap(card, "我来查", COUNTY_HAND)
    assert (await only_lead(story)).status is Status.CHECKING
    return said


async def goes_up(story: Story) -> None:
    """The county's time goes by, and the city takes over; nothing is said twice."""
    lead = await only_lead(story)
    assert (lead.asks, lead.askers) == (len(ASKERS) + 16, len(ASKERS))
    for hours, words in ((3, {COUNTY: "快到时间了"}), (1, {COUNTY: "时间已经过了"})):
        reminded = await story.pass_time(hours * HOUR)
        assert {each.chat_id: words[each.chat_id] in each.text for each in reminded} == {COUNTY: True}
        assert len(reminded) == 1
    risen = await story.pass_time(4 * HOUR)
    assert any("没能按时查完" in each.text for each in risen if each.chat_id == CITY)
    assert any("已经转给「杭州市」" in each.text for each in risen if each.chat_id == COUNTY)
    assert any("现在由「杭州市」接手" in each.text for each in risen if each.chat_id == MAINTAINERS)
    assert await story.pass_time(HOUR) == []
    async with story.stage.desk.store.read() as conn:
        events = await ledger.history(conn, await leads.members(conn, 1))
    kinds = Counter(event.kind for event in events)
    assert (kinds[Happened.OPENED], kinds[Happened.ALERTED]) == (1, 1)
    assert [(each.was, each.became) for each in events if each.kind is Happened.ESCALATED] == [
        ("西湖区", "杭州市")
    ]


async def is_drafted(story: Story, port: int) -> None:
    """The city's unit sends a link, and the page fills the draft; the county may not any more."""
    link = f"/answer 1 http://127.0.0.1:{port}/rats"
    (refused,) = await story.say(link, COUNTY_HAND, ROOMS[COUNTY])
    assert str(ARTICLE["description"]) not in refused.text
    (draft,) = await story.say(link, CITY_HAND, ROOMS[CITY])
    assert draft.chat_id == CITY
    for words in (str(ARTICLE["claimReviewed"]), "不是真的", str(ARTICLE["description"]), "杭州查证"):
        assert words in draft.text
    # A page on loopback is not for people: they are given the publisher's own address.
    await story.tap(draft, "链接", CITY_HAND)
    shown = updates.message("", sender=people.ME, chat=ROOMS[CITY], message_id=draft.message_id)
    (filled,) = await story.say(str(ARTICLE["url"]), CITY_HAND, ROOMS[CITY], reply_to=shown)
    assert str(ARTICLE["url"]) in filled.text


async def is_told_once(telegram: TelegramServer, home: Path) -> None:
    """25 people and three groups hear of it, though the process is killed while it tells them."""
    everybody = {*WAITING, *(group["id"] for group in GROUPS)}
    for person in (*WAITING, CITY_HAND, *LATER):
        telegram.meet(person)
    for chat in (*GROUPS, *ROOMS.values()):
        telegram.meet(chat)
    async with BotProcess(telegram, home, {"MAINTAINER_CHAT_IDS": str(MAINTAINERS)}) as bot:
        telegram.say(CITY_HAND, "/answer 1", chat=ROOMS[CITY])
        draft = await telegram.next_reply(CITY, timeout=60)
        telegram.press("看效果", message=draft, by=CITY_HAND)
        finished = await telegram.next_reply(CITY)
        telegram.press("发布", message=draft, by=CITY_HAND)
        await telegram.wait_for(break_off, timeout=30)
        # What Telegram took is recorded by now: what it took and the bot does not know of, it sends again.
        await telegram.falls_quiet(0.5)
        await bot.kill()
        assert KILLED_AFTER <= news(telegram).total() < len(everybody)
        telegram.heal()
        await bot.start()
        await telegram.wait_for(lambda server: news(server).keys() >= everybody, timeout=60)
        await telegram.falls_quiet(1.0)
        assert news(telegram) == Counter(everybody)
        assert "25 个想知道结果的人、3 个群" in draft.text
        assert all(finished.text in telegram.sent_to(chat_id)[0].text for chat_id in everybody)
        for words, person in zip(WORDINGS, LATER, strict=True):
            telegram.say(person, words, origin=updates.from_hidden_user("转发的人"))
            assert "不是真的" in (await telegram.next_reply(person)).text
        assert await bot.stop() == 0
    (published,) = LocalCorpus(home).read()
    assert published.claim == ARTICLE["claimReviewed"]


async def is_listed(home: Path, clock: Clock, day: date) -> None:
    """The list of the month has it first, with a picture."""
    month = Period.month(day)
    clock.now = datetime.combine(month.last + timedelta(days=1), time(9), ZONE).astimezone(UTC)
    wire = Wire(clock)
    async with told(home, clock, wire) as story:
        lead = await only_lead(story)
        assert (lead.status, lead.asks) == (Status.ANSWERED, len(ASKERS) + 16)
        await tell_channel(story.stage.desk)
        pictures = [gallery.read(home, name) async for name in story.pictures_waiting()]
        await story.stage.flush()
        if find_face(None, story.language) is not None:
            assert pictures
            assert all(picture and picture.startswith(b"\x89PNG") for picture in pictures)
    assert {each.chat_id for each in wire.sent} == {CHANNEL}
    text = next(each.text for each in wire.sent if "月度辟谣榜" in each.text and "1. " in each.text)
    first, second = text.split("1. ", 1)[1].split("2. ", 1)
    assert "不是真的" in first
    assert str(ARTICLE["claimReviewed"]) in first
    # Whoever asked again after the answer counts as well, where that is in the same month.
    assert any(f"{people} 人次" in first for people in (len(ASKERS), len(ASKERS) + len(LATER)))
    assert KNOWN in second
    assert f"{len(KNOWERS)} 人次" in second


async def only_lead(story: Story) -> Lead:
    async with story.stage.desk.store.read() as conn:
        (lead,) = await leads.listed(conn)
    return lead


def news(server: TelegramServer) -> Counter[int]:
    """How often each chat was told the answer."""
    return Counter(sent.chat_id for sent in server.sent if "有人查证了" in sent.text)


def break_off(server: TelegramServer) -> bool:
    """Take Telegram away as soon as some have been told."""
    if news(server).total() < KILLED_AFTER:
        return False
    server.fail("*", times=None, cut="before")
    return True
