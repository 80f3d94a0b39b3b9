"""What can go wrong goes wrong as it does with the real Telegram; and it holds a burst."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.telegram import people
from tests.telegram.limits import Limits, RateLimiter
from tests.telegram.refusals import Refusal
from tests.telegram.server import TelegramServer


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    telegram.meet(42)
    async with Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as client:
        yield client


async def test_a_flood_wait_names_its_seconds(telegram: TelegramServer, bot: Bot) -> None:
    trouble = telegram.fail("sendMessage", times=2, retry_after=3)
    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(42, "x")
        assert refused.value.retry_after == timedelta(seconds=3)
    await bot.send_message(42, "x")
    assert (trouble.met, len(telegram.sent)) == (2, 1)
    assert [call.ok for call in telegram.calls_of("sendMessage")] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, BadRequest, "(?i)chat not found"),
        (401, InvalidToken, "Unauthorized"),
        (403, Forbidden, "bot was blocked by the user"),
        (409, Conflict, "terminated by other getUpdates request"),
    ],
)
async def test_an_error_comes_with_telegrams_words(
    telegram: TelegramServer, bot: Bot, status: int, kind: type[Exception], words: str
) -> None:
    telegram.fail("sendMessage", error=status)
    with pytest.raises(kind, match=words):
        await bot.send_message(42, "x")
    assert telegram.sent == []


async def test_the_proxys_page_is_no_json(telegram: TelegramServer, bot: Bot) -> None:
    telegram.fail("*", error=502, times=None)
    async with httpx.AsyncClient() as client:
        page = await client.post(f"{telegram.base_url}/bot{telegram.token}/getMe")
    assert (page.status_code, page.headers["content-type"]) == (502, "text/html")
    assert "<h1>502 Bad Gateway</h1>" in page.text
    with pytest.raises(NetworkError):
        await bot.send_message(42, "x")
    telegram.heal()
    telegram.fail("sendMessage", error=500, html=False, description="Internal Server Error: restart")
    with pytest.raises(NetworkError, match="restart"):
        await bot.send_message(42, "x")


async def test_a_failure_can_be_meant_for_one_chat(telegram: TelegramServer, bot: Bot) -> None:
    telegram.meet(7)
    telegram.fail("sendMessage", error=403, chat_id=7, times=None)
    telegram.fail("sendMessage", error=400, migrate_to_chat_id=-1001, chat_id=-4001)
    await bot.send_message(42, "x")
    with pytest.raises(Forbidden):
        await bot.send_message(7, "x")
    with pytest.raises(ChatMigrated):
        await bot.send_message(-4001, "x")


async def test_a_cut_before_has_no_effect_and_a_cut_after_has(telegram: TelegramServer, bot: Bot) -> None:
    telegram.fail("sendMessage", cut="before")
    with pytest.raises(NetworkError):
        await bot.send_message(42, "一")
    assert telegram.sent == []
    telegram.fail("sendMessage", cut="after")
    with pytest.raises(NetworkError):
        await bot.send_message(42, "二")
    telegram.fail("sendMessage", cut="half")
    with pytest.raises(NetworkError):
        await bot.send_message(42, "三")
    assert [sent.text for sent in telegram.sent] == ["二", "三"]


async def test_an_answer_that_is_late_was_taken_all_the_same(telegram: TelegramServer, bot: Bot) -> None:
    telegram.fail("sendMessage", delay=0.2)
    with pytest.raises(TimedOut):
        await bot.send_message(42, "x", read_timeout=0.05)
    await telegram.wait_for(lambda server: server.sent)
    assert telegram.calls[-1].ok is True


async def test_nobody_listens_for_a_while(telegram: TelegramServer, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await telegram.wait_for(lambda server: server.calls_of("getUpdates"))
    telegram.say(42, "x")
    await polling
    url = telegram.base_url
    async with telegram.unreachable():
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.send_message(42, "x")
    assert telegram.base_url == url
    await bot.send_message(42, "x")
    assert len(telegram.sent) == 1


async def test_closing_cuts_a_poll_that_waits(telegram: TelegramServer, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await telegram.wait_for(lambda server: server.calls_of("getUpdates"))
    await telegram.close_port()
    with pytest.raises(NetworkError):
        await polling


async def test_a_trouble_that_cannot_be_is_refused(telegram: TelegramServer) -> None:
    with pytest.raises(ValueError, match="expected a method that the server knows, got 'sendMesage'"):
        telegram.fail("sendMesage", error=400)
    with pytest.raises(ValueError, match="expected an error, a cut or a delay"):
        telegram.fail("sendMessage")


async def test_limits_refuse_what_goes_beyond_them() -> None:
    async with (
        TelegramServer(limits=Limits(all_per_second=5)) as telegram,
        Bot(telegram.token, base_url=f"{telegram.base_url}/bot") as bot,
    ):
        for person in range(1, 8):
            telegram.meet(person)
        await bot.send_message(1, "x")
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(1, "y")
        assert refused.value.retry_after == timedelta(seconds=1)
        taken = await asyncio.gather(
            *(bot.send_message(person, "x") for person in range(2, 8)), return_exceptions=True
        )
    assert sum(isinstance(result, RetryAfter) for result in taken) == 2
    assert len(telegram.sent) == 5


def test_a_group_takes_twenty_a_minute() -> None:
    limiter = RateLimiter(Limits())
    group = people.group()["id"]
    for second in range(20):
        limiter.admit(group, float(second))
    with pytest.raises(Refusal, match="retry after 40"):
        limiter.admit(group, 20.0)
    limiter.admit(group, 60.0)


@given(st.lists(st.tuples(st.integers(-3, 3), st.floats(0, 5)), max_size=60))
def test_no_second_ever_lets_more_through_than_the_limit(steps: list[tuple[int, float]]) -> None:
    limiter = RateLimiter(Limits(all_per_second=4))
    now, passed = 0.0, []
    for chat_id, pause in steps:
        now += pause / 10
        try:
            limiter.admit(chat_id, now)
        except Refusal as refused:
            assert refused.parameters is not None  # noqa: PT017
            assert refused.parameters["retry_after"] >= 1  # noqa: PT017
        else:
            passed.append((now, chat_id))
    for start, chat_id in passed:
        window = [chat for when, chat in passed if start <= when < start + 0.94]
        assert len(window) <= 4
        assert window.count(chat_id) == 1


async def test_a_burst_of_calls_is_answered_in_no_time(telegram: TelegramServer) -> None:
    count, links = 2000, 20
    telegram.meet(42)

    async def send(number: int) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", telegram.port)
        body = f"chat_id=42&text=number+{number}".encode()
        head = f"POST /bot{telegram.token}/sendMessage HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n"
        answered = 0
        for _ in range(count // links):
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(answer.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
            answered += b'"ok": true' in await reader.readexactly(length)
        writer.close()
        await writer.wait_closed()
        return answered

    began = time.process_time()
    answered = await asyncio.gather(*(send(number) for number in range(links)))
    seconds = time.process_time() - began
    assert sum(answered) == len(telegram.sent) == count
    assert len({sent.message_id for sent in telegram.sent}) == count
    assert count / seconds > 400
