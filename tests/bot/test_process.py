"""The bot as a process: under a burst, killed in the middle, stopped politely, and silent about secrets."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests.bot.process import BotProcess, make_home
from tests.telegram import people, updates
from tests.telegram.server import TelegramServer

CHATS, MESSAGES = 200, 1_000


@pytest.fixture
def home(tmp_path: Path, built_root: Path) -> Path:
    return make_home(tmp_path, built_root)


def burst(telegram: TelegramServer) -> set[int]:
    """Let 200 people send five messages each, all waiting at once; returns the ids of the messages."""
    dice = random.Random(20261122)
    began = updates.now() - 600
    sent = set()
    for number in range(MESSAGES):
        person = people.user(10_000 + number % CHATS, language_code="zh-hans")
        text = dice.choice(
            [
                "喝热柠檬水可以杀死癌细胞",
                "早安！隔夜的炒青菜吃了会致癌，请转发",
                "你好",
                f"听说第{number}号大楼明年要改成博物馆了",
            ]
        )
        # Seconds apart, so that each is a question of its own.
        message = updates.message(text, sender=person, date=began + 3 * (number // CHATS))
        telegram.push(updates.update("message", message))
        sent.add(message["message_id"])
    return sent


def has_sent(goal: int, telegram: TelegramServer) -> bool:
    return len(telegram.sent) >= goal


def answered(telegram: TelegramServer) -> Counter[int]:
    """How often each message was replied to."""
    return Counter(sent.reply_to for sent in telegram.sent if sent.reply_to is not None)


@pytest.mark.slow
async def test_a_burst_is_answered_message_by_message_each_exactly_once(
    telegram: TelegramServer, home: Path
) -> None:
    asked = burst(telegram)
    async with BotProcess(telegram, home):
        await telegram.wait_for(lambda server: len(server.sent) >= MESSAGES, timeout=240)
        await telegram.stays_quiet(2.0)
    assert answered(telegram) == Counter(asked)
    in_order(telegram)


@pytest.mark.slow
async def test_three_kills_in_the_middle_of_a_burst_lose_nothing(
    telegram: TelegramServer, home: Path
) -> None:
    asked = burst(telegram)
    dice = random.Random()
    async with BotProcess(telegram, home) as bot:
        for share in (0.2, 0.5, 0.8):
            goal = int(MESSAGES * share) + dice.randrange(-50, 50)
            await telegram.wait_for(partial(has_sent, goal), timeout=240)
            await bot.kill()
            await bot.start()
        await telegram.wait_for(lambda server: answered(server).keys() >= asked, timeout=240)
        await telegram.stays_quiet(2.0)
    replies = answered(telegram)
    assert replies.keys() == asked
    assert replies.total() - MESSAGES <= MESSAGES // 100
    with sqlite3.connect(home / "zhendema.sqlite3") as database:
        waiting = database.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()
        asks, leads = database.execute("SELECT sum(asks), count(*) FROM leads").fetchone()
    database.close()
    assert waiting == (0,)
    # Each unknown claim was sent once: a lead that counted two asks would be an effect that happened twice.
    assert (
        asks == leads == sum("编号" in sent.text for sent in {s.reply_to: s for s in telegram.sent}.values())
    )


def in_order(telegram: TelegramServer) -> None:
    """Each chat's replies come in the order of its messages."""
    for chat_id in {sent.chat_id for sent in telegram.sent}:
        replied = [sent.reply_to or 0 for sent in telegram.sent_to(chat_id)]
        assert replied == sorted(replied)


async def test_it_stops_within_ten_seconds_and_goes_on_where_it_was(
    telegram: TelegramServer, home: Path
) -> None:
    async with BotProcess(telegram, home) as bot:
        telegram.say(1, "喝热柠檬水可以杀死癌细胞")
        await telegram.next_reply(1, timeout=60)
        began = time.monotonic()
        assert await bot.stop() == 0
        assert time.monotonic() - began < 10
        telegram.say(1, "隔夜的炒青菜吃了会致癌")
        await bot.start()
        assert "有误导" in (await telegram.next_reply(1, timeout=60)).text
        await telegram.stays_quiet(1.0)


async def test_no_log_of_any_level_holds_a_token_or_a_text(telegram: TelegramServer, home: Path) -> None:
    secret_text = "只有我知道的秘密传言绿色大象"
    async with BotProcess(telegram, home, {"ZHENDEMA_LOG_LEVEL": "DEBUG"}) as bot:
        telegram.fail("sendMessage", times=1, error=400)
        telegram.say(1, secret_text)
        await telegram.wait_for(lambda server: server.calls_of("sendMessage"), timeout=60)
        telegram.fail("sendMessage", times=2, cut="before")
        telegram.say(1, f"{secret_text}又来了")
        await telegram.next_reply(1, timeout=60)
        await bot.stop()
    assert "绿色大象" not in bot.log
    assert telegram.token not in bot.log
    assert telegram.token.partition(":")[2] not in bot.log
    assert "outbox 1: send_message refused" in bot.log
    assert "Traceback" not in bot.log


async def test_one_refusal_in_the_middle_is_not_the_end(telegram: TelegramServer, home: Path) -> None:
    async with BotProcess(telegram, home) as bot:
        telegram.say(1, "喝热柠檬水可以杀死癌细胞")
        await telegram.next_reply(1, timeout=60)
        telegram.fail("getUpdates", times=1, error=401)
        telegram.fail("sendMessage", times=1, error=404, html=True)
        telegram.say(2, "喝热柠檬水可以杀死癌细胞")
        await telegram.next_reply(2, timeout=60)
        assert await bot.stop() == 0


async def test_a_second_program_in_the_same_home_is_told_so(telegram: TelegramServer, home: Path) -> None:
    async with BotProcess(telegram, home):
        telegram.say(1, "喝热柠檬水可以杀死癌细胞")
        await telegram.next_reply(1, timeout=60)
        async with BotProcess(telegram, home) as second:
            assert await second.ended() == 1
        assert "another zhendema" in second.log
        assert "Traceback" not in second.log


async def test_a_refused_token_ends_it_with_a_sentence_and_without_the_token(
    telegram: TelegramServer, home: Path
) -> None:
    wrong = "123456:this-is-not-the-right-one"
    async with BotProcess(telegram, home, {"TELEGRAM_BOT_TOKEN": wrong}) as bot:
        assert await bot.ended() == 1
    assert "@BotFather" in bot.log
    assert "this-is-not-the-right-one" not in bot.log
    assert "Traceback" not in bot.log


async def test_a_network_that_comes_late_is_waited_for(telegram: TelegramServer, home: Path) -> None:
    async with BotProcess(telegram, home) as bot:
        async with telegram.unreachable():
            while "cannot be reached" not in bot.log:
                await telegram.stays_quiet(0.1)
        telegram.say(1, "喝热柠檬水可以杀死癌细胞")
        assert "不是真的" in (await telegram.next_reply(1, timeout=60)).text
