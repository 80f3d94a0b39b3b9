"""Subscriptions: by words and by buttons; a digest of what fits every Monday, once, until taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot import followers, tallies
from bot.newsroom.room import Room
from bot.newsroom.subscriptions import Subscription, of_chat, tell_subscribers
from bot.tallies import Tally
from index.search import ClaimIndex
from tests.bot.stage import Clock, Stage, Wire, open_stage
from tests.telegram import people, updates

#: Monday, nine in the morning in Shanghai.
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)
LAST_WEEK = date(2026, 11, 18)
GROUP = people.supergroup()


async def say(stage: Stage, words: str, person: int = 5, **more: object) -> str:
    sent = await stage.play(
        updates.message_update(words, sender=people.user(person, language_code="zh-hans"), **more)
    )
    return sent[-1].text


async def wanted(stage: Stage, chat_id: int = 5) -> list[Subscription]:
    async with stage.desk.store.read() as conn:
        return await of_chat(conn, chat_id)


async def tap(stage: Stage, what: str) -> None:
    shown = updates.message("…", sender=people.ME, chat=people.private_chat(people.user(5)))
    await stage.play(updates.callback_query(f"sub:{what}", message=shown, sender=people.user(5)))


async def test_topics_and_places_are_taken_by_words(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MONDAY)) as stage:
        assert "什么都没订阅" in await say(stage, "/subscribe")
        assert "健康 · 浙江" in await say(stage, "/subscribe 健康 浙江")
        await say(stage, "/subscribe scam")
        assert await wanted(stage) == [Subscription("health", "CN-ZJ"), Subscription("scam")]
        refused = await say(stage, "/subscribe 健康 <什么>呀")
        assert refused.splitlines()[0].startswith("看不懂「&lt;什么&gt;呀」。可以写话题：健康、")
        assert refused.splitlines()[0].endswith("；也可以写地名，比如 浙江、杭州、日本。")
        assert "看不懂" in await say(stage, "/unsubscribe 健康 什么")
        await say(stage, "/unsubscribe scam")
        assert await wanted(stage) == [Subscription("health", "CN-ZJ")]
        assert "全部" in await say(stage, "/subscribe 全部")
        assert await wanted(stage) == [Subscription()]
        await say(stage, "/unsubscribe")
        assert await wanted(stage) == []
        assert "食品 · 日本" in await say(stage, "/subscribe food Japan")
        assert await wanted(stage) == [Subscription("food", "JP")]


async def test_a_tap_subscribes_and_another_takes_it_back(claim_index: ClaimIndex, tmp_path: Path) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MONDAY)) as stage:
        for what, after in (
            ("health", [Subscription("health")]),
            ("all", [Subscription()]),
            ("scam", [Subscription("scam")]),
            ("scam", []),
            ("health", [Subscription("health")]),
            ("<forged>", [Subscription("health")]),
            ("none", []),
        ):
            await tap(stage, what)
            assert await wanted(stage) == after, what


async def test_places_are_chosen_by_buttons_from_the_province_to_its_cities(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    async with open_stage(tmp_path, claim_index, Clock(MONDAY)) as stage:
        sender = people.user(5, language_code="zh-hans")
        (page,) = await stage.play(updates.message_update("/subscribe", sender=sender))

        async def press(words: str) -> None:
            nonlocal page
            rows = page.params["reply_markup"]["inline_keyboard"]
            data = next(each["callback_data"] for row in rows for each in row if words in each["text"])
            assert len(data.encode()) <= 64
            shown = updates.message("…", sender=people.ME, chat=people.private_chat(sender))
            sent = await stage.play(updates.callback_query(data, message=shown, sender=sender))
            page = next(each for each in sent if "reply_markup" in each.params)

        for words, after in (
            ("地区", []),
            ("浙江", []),
            ("杭州市", [Subscription(region="CN-ZJ/杭州市")]),
            ("浙江 整个", [Subscription(region="CN-ZJ"), Subscription(region="CN-ZJ/杭州市")]),
            ("✅ 杭州市", [Subscription(region="CN-ZJ")]),
            ("返回", [Subscription(region="CN-ZJ")]),
            ("香港", [Subscription(region="CN-ZJ")]),
            ("返回", [Subscription(region="CN-ZJ")]),
            ("返回", [Subscription(region="CN-ZJ")]),
            ("健康", [Subscription(region="CN-ZJ"), Subscription("health")]),
            ("全部", [Subscription()]),
            ("地区", [Subscription()]),
            ("浙江", [Subscription()]),
            ("宁波市", [Subscription(region="CN-ZJ/宁波市")]),
        ):
            await press(words)
            assert await wanted(stage) == after, words
        for forged in ("in:", "in:0123456789", "at:x", "at", "in"):
            await tap(stage, forged)
        assert await wanted(stage) == [Subscription(region="CN-ZJ/宁波市")]


async def test_in_groups_only_admins_subscribe(claim_index: ClaimIndex, tmp_path: Path) -> None:
    clock = Clock(MONDAY)
    async with open_stage(tmp_path, claim_index, clock, Wire(clock, admins=(9,))) as stage:
        assert "只有管理员" in await say(stage, "/subscribe 健康", 5, chat=GROUP)
        assert await wanted(stage, GROUP["id"]) == []
        await say(stage, "/subscribe 健康", 9, chat=GROUP)
        assert await wanted(stage, GROUP["id"]) == [Subscription("health")]


async def test_what_fits_comes_on_monday_once_and_not_after_a_block(
    claim_index: ClaimIndex, tmp_path: Path
) -> None:
    clock = Clock(MONDAY)
    async with open_stage(tmp_path, claim_index, clock, room=Room(home=tmp_path)) as stage:
        topic = (stage.desk.checker.debunk("t-lemon")).topic  # type: ignore[union-attr]
        await say(stage, f"/subscribe {topic}", 5)
        await say(stage, "/subscribe entertainment", 6)
        await say(stage, "/subscribe all", 7)
        async with stage.desk.store.write() as conn:
            await tallies.count(conn, Tally.ASKED, LAST_WEEK, debunk_id="t-lemon", times=8)
            await followers.unfollow_all(conn, 7)
        before = len(stage.wire.sent)
        for _ in range(2):
            await tell_subscribers(stage.desk)
            await stage.flush()
        (only,) = stage.wire.sent[before:]
        assert only.chat_id == 5
        assert "8 人次" in only.text
        assert "/unsubscribe" in only.text
