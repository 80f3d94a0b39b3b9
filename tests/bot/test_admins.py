"""Admins are asked for at Telegram, kept for a short while, and never believed from a button."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import telegram as api

from bot import groups
from bot.admins import CHANGING, HEARD, UNANSWERED, is_admin, writes_as_admin
from bot.checker import Checker
from bot.desk import Desk
from bot.messenger import Identity, TelegramMessenger
from index.search import ClaimIndex
from tests.bot.state import NOW, opened
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

GROUP = people.supergroup()
OWNER, ADMIN, MEMBER = people.user(1), people.user(2), people.user(3)


class Clock:
    """The moment at which a test plays; it goes on when told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def desk(telegram: TelegramServer, claim_index: ClaimIndex, tmp_path: Path) -> AsyncIterator[Desk]:
    telegram.meet(GROUP)
    for person, status in ((OWNER, "creator"), (ADMIN, "administrator"), (MEMBER, "member")):
        telegram.chats.set_member(GROUP["id"], people.member(person, status))
    checker = Checker(claim_index, tmp_path, lambda _: claim_index)
    async with opened(tmp_path) as store, TelegramMessenger(telegram.token, telegram.base_url) as messenger:
        identity = Identity(people.ME_ID, "zhendema_bot", inline=True)
        yield Desk(store, checker, messenger, identity, lambda: None, lambda: None, clock=Clock())


async def ask(desk: Desk, person: dict[str, object], within: timedelta = HEARD) -> bool:
    return await is_admin(desk, GROUP["id"], desk.store.key("user", str(person["id"])), within=within)


def wait(desk: Desk, span: timedelta) -> None:
    assert isinstance(desk.clock, Clock)
    desk.clock.now += span


async def test_owner_and_admins_are_admins_and_one_question_serves_them_all(
    telegram: TelegramServer, desk: Desk
) -> None:
    assert [await ask(desk, person) for person in (OWNER, ADMIN, MEMBER)] == [True, True, False]
    assert len(telegram.calls_of("getChatAdministrators")) == 1
    async with desk.store.read() as conn:
        keys, asked = await groups.admins_of(conn, desk.store.key("chat", GROUP["id"]))
    assert (len(keys), asked) == (2, NOW)


async def test_a_group_without_admins_is_asked_once_too(telegram: TelegramServer, desk: Desk) -> None:
    telegram.chats.members[GROUP["id"]].clear()
    assert [await ask(desk, person) for person in (OWNER, MEMBER)] == [False, False]
    assert len(telegram.calls_of("getChatAdministrators")) == 1


async def test_who_was_demoted_is_no_admin_any_more_once_the_answer_is_old(
    telegram: TelegramServer, desk: Desk
) -> None:
    assert await ask(desk, ADMIN)
    telegram.chats.set_member(GROUP["id"], people.member(ADMIN, "member"))
    wait(desk, timedelta(seconds=31))
    assert await ask(desk, ADMIN)
    assert not await ask(desk, ADMIN, timedelta(seconds=30))


async def test_while_telegram_is_silent_the_last_answer_holds_for_a_day(
    telegram: TelegramServer, desk: Desk
) -> None:
    assert await ask(desk, ADMIN)
    telegram.fail("getChatAdministrators", times=None, error=502)
    wait(desk, UNANSWERED - timedelta(seconds=1))
    assert [await ask(desk, person) for person in (ADMIN, MEMBER)] == [True, False]
    wait(desk, timedelta(seconds=2))
    assert not await ask(desk, ADMIN)


async def test_while_telegram_refuses_it_is_not_asked_again_for_each_message(
    telegram: TelegramServer, desk: Desk
) -> None:
    telegram.fail("getChatAdministrators", times=1, retry_after=5)
    assert [await ask(desk, ADMIN) for _ in range(5)] == [False] * 5
    assert len(telegram.calls_of("getChatAdministrators")) == 1
    wait(desk, CHANGING)
    assert await ask(desk, ADMIN)


async def test_where_the_bot_is_not_there_nobody_is_an_admin(telegram: TelegramServer, desk: Desk) -> None:
    telegram.remove_bot(GROUP, by=1)
    assert not await ask(desk, OWNER)


async def test_an_admin_may_write_unnamed_and_a_channel_is_none(telegram: TelegramServer, desk: Desk) -> None:
    def read(message: dict[str, object]) -> api.Message:
        return api.Message.de_json(message, None)

    unnamed = updates.anonymous_admin_message("/settings", chat=GROUP)
    elsewhere = updates.anonymous_admin_message("/settings", chat=GROUP) | {
        "sender_chat": people.supergroup(-5)
    }
    channel = updates.channel_sender_message("/settings", chat=GROUP, sender_chat=people.channel())
    named = updates.message("/settings", chat=GROUP, sender=OWNER)
    member = updates.message("/settings", chat=GROUP, sender=MEMBER)
    said = [await writes_as_admin(desk, read(each)) for each in (unnamed, elsewhere, channel, named, member)]
    assert said == [True, False, False, True, False]
