"""What groups were told is kept as long as it counts; the rounds tell the morning and delete old replies."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import group_replies, groups, replies
from bot.checker import Checker
from bot.desk import Desk
from bot.group_replies import Kind, Told
from bot.group_settings import GroupSettings, Mode, QuietHours
from bot.group_words import MOST_LISTED
from bot.rounds import go_round
from bot.store import Store
from bot.tables import outbox
from bot.terminal import TerminalMessenger
from corpus.debunk import Verdict
from corpus.library import read_corpus
from index.search import ClaimIndex
from tests.bot.conftest import DEBUNKS
from tests.bot.state import NOW, opened

GROUP, CHAT_ID = "group", -1001234567890
LEMON, CABBAGE = "t-lemon", "t-cabbage"


def told(question_id: int, *debunk_ids: str, kind: Kind = Kind.REPLY, token: str = "", **more: Any) -> Told:
    plain = Told(question_id, kind, "words", token, debunk_ids, unasked=True, made=NOW)
    return replace(plain, **more)


async def sent(store: Store, number: int | None) -> str:
    """A remembered reply that stands in the chat under that number; returns its token."""
    async with store.write() as conn:
        token = await replies.remember_plain(conn, chat_key=GROUP, asker_key=GROUP, language="en", now=NOW)
        if number is not None:
            await replies.attach_message(conn, token, number)
    return token


async def keep(store: Store, *all_told: Told, album: str = "") -> None:
    async with store.write() as conn:
        for each in all_told:
            await group_replies.record(conn, GROUP, each, album=album)


async def test_what_came_of_a_message_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        reply, asked = told(7, LEMON, CABBAGE, token="t1"), told(7, token="t2", unasked=False)
        await keep(store, asked, reply)
        async with store.read() as conn:
            assert await group_replies.told_about(conn, GROUP, 7) == [reply, asked]
            assert await group_replies.told_about(conn, GROUP, 8) == []
            assert await group_replies.told_about(conn, "another", 7) == []


async def test_what_comes_of_a_changed_message_takes_the_place_of_the_old(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        later = told(7, CABBAGE, kind=Kind.REMIND, words="other")
        await keep(store, told(7, LEMON), later)
        async with store.read() as conn:
            assert await group_replies.told_about(conn, GROUP, 7) == [later]


async def test_an_album_is_told_once_and_no_album_never(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await keep(store, told(7, LEMON), album="album")
        await keep(store, told(8, LEMON))
        async with store.read() as conn:
            assert await group_replies.album_told(conn, GROUP, "album") is True
            assert await group_replies.album_told(conn, GROUP, "other") is False
            assert await group_replies.album_told(conn, GROUP, "") is False


async def test_the_past_counts_words_and_no_reactions(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        standing, unsent = await sent(store, 101), await sent(store, None)
        hour_ago = NOW - timedelta(minutes=59)
        await keep(
            store,
            told(1, LEMON, CABBAGE, token=standing, made=hour_ago),
            told(2, LEMON, kind=Kind.REMIND, made=NOW),
            told(3, CABBAGE, kind=Kind.REACT, made=NOW),
            told(4, "t-cola", token=unsent, unasked=False, made=NOW),
            told(5, "t-toll", kind=Kind.KEPT, made=NOW),
            told(6, "t-mask", token=standing, made=NOW - timedelta(hours=2)),
        )
        names = [LEMON, CABBAGE, "t-cola", "t-toll", "t-mask", "t-never"]
        async with store.read() as conn:
            past = await group_replies.past_of(conn, GROUP, names, NOW)
            anew = await group_replies.past_of(conn, GROUP, names, NOW, but=1, kept=False)
            assert await group_replies.whole_reply(conn, GROUP, LEMON) == 101
            assert await group_replies.whole_reply(conn, GROUP, "t-cola") is None
        assert past.told == {
            LEMON: NOW,
            CABBAGE: hour_ago,
            "t-cola": NOW,
            "t-toll": NOW,
            "t-mask": NOW - timedelta(hours=2),
        }
        assert set(past.linkable) == {LEMON, CABBAGE, "t-mask"}
        assert past.lately == 2
        assert set(anew.told) == {LEMON, "t-cola", "t-mask"}
        assert anew.lately == 1


async def test_a_supergroup_knows_what_it_was_told_as_a_group(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await keep(store, told(1, LEMON, token=await sent(store, 101)), told(2, LEMON, CABBAGE))
        async with store.write() as conn:
            await group_replies.move_group(conn, GROUP, "super")
            past = await group_replies.past_of(conn, "super", [LEMON, CABBAGE], NOW)
            assert set(past.told) == {LEMON, CABBAGE}
            assert past.linkable == {}
            assert await group_replies.told_about(conn, "super", 1) == []
            assert (await group_replies.past_of(conn, GROUP, [LEMON], NOW)).told == {}


async def test_what_was_told_long_ago_or_to_a_group_that_is_gone_is_deleted(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await keep(store, told(1, LEMON, made=NOW - timedelta(days=91)), told(2, LEMON, CABBAGE))
        async with store.write() as conn:
            assert await group_replies.purge(conn, NOW - timedelta(days=90)) == 1
            assert await group_replies.told_about(conn, GROUP, 1) == []
            await group_replies.forget_group(conn, GROUP)
            assert await group_replies.told_about(conn, GROUP, 2) == []


@asynccontextmanager
async def going_round(
    folder: Path, index: ClaimIndex, clock: Callable[[], datetime], **chosen: Any
) -> AsyncGenerator[Desk]:
    """A desk with one group of these settings."""
    messenger = TerminalMessenger(StringIO())
    async with opened(folder) as store, Checker(index, folder, ClaimIndex.load) as checker:
        async with store.write() as conn:
            await groups.note(conn, GROUP, CHAT_ID, "小区业主群", now=clock())
            await groups.change(conn, GROUP, "admin", replace(GroupSettings(), **chosen), clock())
        identity = await messenger.identify()
        yield Desk(store, checker, messenger, identity, lambda: None, lambda: None, clock=clock)


async def posted(desk: Desk) -> list[dict[str, Any]]:
    async with desk.store.read() as conn:
        rows = await conn.execute(
            select(outbox.c.method, outbox.c.chat_id, outbox.c.params).order_by(outbox.c.id)
        )
        return [{"method": row.method, "chat_id": row.chat_id, **row.params} for row in rows]


NIGHT = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # 01:00 in Shanghai
MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # 07:00 in Shanghai
NIGHTLY = QuietHours(23, 7)


async def test_the_morning_is_told_once_with_each_claim_once(tmp_path: Path, claim_index: ClaimIndex) -> None:
    now = [NIGHT]
    async with going_round(tmp_path, claim_index, lambda: now[0], quiet=NIGHTLY) as desk:
        kept = [
            told(n, name, kind=Kind.KEPT, made=NIGHT) for n, name in ((7, CABBAGE), (8, LEMON), (9, LEMON))
        ]
        await keep(desk.store, *kept)
        await go_round(desk)
        assert await posted(desk) == []
        now[0] = MORNING
        await go_round(desk)
        await go_round(desk)
        (digest,) = await posted(desk)
        assert digest["chat_id"] == CHAT_ID
        assert "2 个说法" in digest["text"]
        assert digest["text"].index("隔夜") < digest["text"].index("柠檬")
        assert "https://t.me/c/1234567890/8" in digest["text"]
        assert "https://t.me/c/1234567890/9" not in digest["text"]
        async with desk.store.read() as conn:
            assert await group_replies.kept_groups(conn) == []
            past = await group_replies.past_of(conn, GROUP, [LEMON, CABBAGE], MORNING)
        assert past.told == {LEMON: MORNING, CABBAGE: MORNING}


async def test_what_has_no_place_in_the_morning_was_not_told(tmp_path: Path, claim_index: ClaimIndex) -> None:
    async with going_round(tmp_path, claim_index, lambda: MORNING, quiet=NIGHTLY) as desk:
        wanted = GroupSettings().verdicts
        names = [each.id for each in read_corpus([DEBUNKS]).debunks if Verdict(each.verdict) in wanted]
        await keep(
            desk.store, *(told(n, name, kind=Kind.KEPT, made=NIGHT) for n, name in enumerate(names, 7))
        )
        await go_round(desk)
        async with desk.store.read() as conn:
            past = await group_replies.past_of(conn, GROUP, names, MORNING)
            assert await group_replies.kept_groups(conn) == []
        assert sorted(past.told) == sorted(names[:MOST_LISTED]) != sorted(names)


@pytest.mark.parametrize(
    "chosen",
    [
        {"mode": Mode.MENTION},
        {"mode": Mode.SILENT},
        {"mode": Mode.REACTION},
        {"morning_digest": False},
        {"verdicts": frozenset({Verdict.SCAM})},
        {"without_topics": frozenset({"health"})},
    ],
)
async def test_who_has_changed_their_mind_by_the_morning_is_left_alone(
    tmp_path: Path, claim_index: ClaimIndex, chosen: dict[str, Any]
) -> None:
    async with going_round(tmp_path, claim_index, lambda: MORNING, quiet=NIGHTLY, **chosen) as desk:
        await keep(desk.store, told(7, LEMON, kind=Kind.KEPT, made=NIGHT))
        await go_round(desk)
        assert await posted(desk) == []
        async with desk.store.read() as conn:
            assert await group_replies.kept_groups(conn) == []


async def test_what_was_told_meanwhile_or_is_a_day_old_is_no_news(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    async with going_round(tmp_path, claim_index, lambda: MORNING, quiet=NIGHTLY) as desk:
        await keep(
            desk.store,
            told(7, LEMON, kind=Kind.KEPT, made=NIGHT),
            told(8, LEMON, unasked=False, made=NIGHT + timedelta(hours=1)),
            told(9, CABBAGE, kind=Kind.KEPT, made=NIGHT - timedelta(days=1)),
        )
        await go_round(desk)
        assert await posted(desk) == []


async def test_own_replies_go_after_their_time_and_the_group_still_knows(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    now = [NOW]
    async with going_round(tmp_path, claim_index, lambda: now[0], delete_after_hours=2) as desk:
        await keep(desk.store, told(7, LEMON, token=await sent(desk.store, 101)))
        now[0] = NOW + timedelta(hours=2)
        await go_round(desk)
        assert await posted(desk) == []
        now[0] += timedelta(seconds=1)
        await go_round(desk)
        await go_round(desk)
        assert await posted(desk) == [{"method": "delete_message", "chat_id": CHAT_ID, "message_id": 101}]
        async with desk.store.read() as conn:
            past = await group_replies.past_of(conn, GROUP, [LEMON], now[0])
        assert past.told == {LEMON: NOW}
        assert past.linkable == {}


async def test_what_never_came_to_stand_in_the_group_does_not_count_as_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        stands, unsent = await sent(store, 70), await sent(store, None)
        await keep(store, told(7, LEMON, token=stands), told(8, CABBAGE, token=unsent))
        async with store.write() as conn:
            await group_replies.forget_unseen(conn, [stands, unsent, ""])
            past = await group_replies.past_of(conn, GROUP, [LEMON, CABBAGE], NOW)
        assert past.told == {LEMON: NOW}
