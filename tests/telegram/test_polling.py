"""Long polling: updates wait until they are confirmed, and only one may ask for them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.telegram import people, updates
from tests.telegram.server import TelegramServer


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as client:
        yield client


def said(telegram: TelegramServer, count: int) -> list[int]:
    return [telegram.push(updates.message_update(f"第 {number} 条")) for number in range(count)]


async def test_updates_come_again_until_an_offset_above_confirms_them(
    telegram: TelegramServer, bot: Bot
) -> None:
    ids = said(telegram, 3)
    assert [update.update_id for update in await bot.get_updates()] == ids
    assert [update.update_id for update in await bot.get_updates()] == ids
    assert [update.update_id for update in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert [update.update_id for update in await bot.get_updates()] == ids[1:]
    assert telegram.confirmed is False
    assert await bot.get_updates(offset=ids[2] + 1) == ()
    assert telegram.confirmed is True


async def test_a_limit_cuts_and_a_negative_offset_forgets(telegram: TelegramServer, bot: Bot) -> None:
    ids = said(telegram, 120)
    assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
    assert len(await bot.get_updates()) == 100
    assert [update.update_id for update in await bot.get_updates(offset=-2)] == ids[-2:]
    assert [update.update_id for update in await bot.get_updates()] == ids[-2:]


async def test_a_poll_waits_for_the_first_update_and_no_longer(telegram: TelegramServer, bot: Bot) -> None:
    began = time.monotonic()
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await telegram.wait_for(lambda server: server.calls_of("getUpdates"))
    assert telegram.calls[-1].ok is None
    said(telegram, 2)
    assert len(await polling) == 2
    assert time.monotonic() - began < 5


async def test_a_poll_ends_empty_when_nothing_comes(telegram: TelegramServer, bot: Bot) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < time.monotonic() - began < 3


async def test_a_second_poll_ends_the_first_one_with_a_conflict(telegram: TelegramServer, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await telegram.wait_for(lambda server: server.calls_of("getUpdates"))
    async with Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        said(telegram, 1)
        assert len(await second) == 1


async def test_a_poller_that_dies_takes_nothing_with_it(telegram: TelegramServer, bot: Bot) -> None:
    async with httpx.AsyncClient() as client:
        url = f"{telegram.base_url}/bot{telegram.token}/getUpdates"
        with pytest.raises(httpx.ReadTimeout):
            await client.post(url, data={"timeout": "30"}, timeout=0.1)
    ids = said(telegram, 1)
    assert [update.update_id for update in await bot.get_updates()] == ids


async def test_only_the_kinds_that_were_asked_for_arrive(telegram: TelegramServer, bot: Bot) -> None:
    home, person = people.supergroup(), people.user(7)
    telegram.push(updates.chat_member(home, person, "left", "member"))
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=["chat_member"])
    telegram.push(updates.chat_member(home, person, "member", "left"))
    telegram.push(updates.message_update("x"))
    assert [update.chat_member is not None for update in await bot.get_updates()] == [True]
    assert len(telegram.pending.left_out) == 2
    assert (await bot.get_webhook_info()).allowed_updates == ("chat_member",)


async def test_with_a_webhook_there_is_no_polling(telegram: TelegramServer, bot: Bot) -> None:
    said(telegram, 2)
    await bot.set_webhook("https://bot.example.org/hook")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://bot.example.org/hook", 2)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 2
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
