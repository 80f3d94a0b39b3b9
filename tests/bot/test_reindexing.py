"""A new version on request, a broken one told of, and the questions that a version is asked."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import signal
import weakref
from pathlib import Path

import pytest

from bot.pace import Pace
from bot.run import serve
from corpus.library import read_corpus
from index.build import build_version
from index.encoder import load_encoder
from index.release import QUESTIONS_FILE
from index.search import ClaimIndex
from index.versions import current_version, list_versions
from tests.bot.conftest import DEBUNKS, running_bot, settings_for
from tests.bot.process import make_home
from tests.telegram import people
from tests.telegram.server import TelegramServer

ROOM = people.supergroup(-1042, "编辑部")
UNIT_LESS = people.supergroup(-1043, "邻里群")
LEMON = "喝热柠檬水可以杀死癌细胞"


@pytest.fixture
def home(tmp_path: Path, built_root: Path) -> Path:
    (tmp_path / "home").mkdir()
    return make_home(tmp_path / "home", built_root)


async def test_the_maintainers_have_a_version_built_and_hear_what_came_of_it(
    telegram: TelegramServer, home: Path, claim_index: ClaimIndex, caplog: pytest.LogCaptureFixture
) -> None:
    (home / "corpus").mkdir()
    with_a_fault = f"{DEBUNKS.read_text(encoding='utf-8')}broken\n"
    (home / "corpus" / "own.jsonl").write_text(with_a_fault, encoding="utf-8")
    async with running_bot(settings_for(telegram, home, MAINTAINER_CHAT_IDS="-1042"), claim_index):
        telegram.say(901, "/reindex", chat=ROOM)
        assert "准备全部辟谣的新版本" in (await telegram.next_reply(-1042, timeout=20)).text
        telegram.say(902, "/reindex", chat=ROOM)
        assert "已经有一版正在准备" in (await telegram.next_reply(-1042, timeout=20)).text
        telegram.say(1, LEMON)
        assert "不是真的" in (await telegram.next_reply(1, timeout=20)).text
        done = await telegram.next_reply(-1042, timeout=90)
        current = current_version(home / "index")
        assert current is not None
        assert current.name in done.text
        assert "有 1 行格式不对，没有放进去。看是哪几行、怎么改：zhendema corpus check" in done.text
        assert len(list_versions(home / "index")) == 2
        telegram.say(901, "/reindex", chat=ROOM)
        assert "请过 5 分钟再来" in (await telegram.next_reply(-1042, timeout=20)).text
        assert "no version is built: the one before ended less than 0:05:00 ago" in caplog.text
        telegram.say(1, LEMON)
        assert "不是真的" in (await telegram.next_reply(1, timeout=20)).text


async def test_a_version_that_is_worse_is_told_and_does_not_answer(
    telegram: TelegramServer, home: Path, claim_index: ClaimIndex
) -> None:
    # All that the version holds is missing from the files: what is built of them would lack it.
    (home / "corpus" / "imported").mkdir(parents=True)
    line = f"{next(iter(claim_index.debunks)).model_copy(update={'id': 'partner:1'}).model_dump_json()}\n"
    (home / "corpus" / "imported" / "partner.jsonl").write_text(line, encoding="utf-8")
    before = current_version(home / "index")
    async with running_bot(settings_for(telegram, home, MAINTAINER_CHAT_IDS="-1042"), claim_index):
        await telegram.wait_for(lambda server: server.calls_of("getUpdates"), timeout=30)
        telegram.meet(ROOM)
        os.kill(os.getpid(), signal.SIGHUP)
        told = await telegram.next_reply(-1042, timeout=90)
        gone = len(claim_index.debunks)
        assert f"{gone} 条辟谣里少了 {gone} 条" in told.text
        assert "还用原来那版回答" in told.text
        assert "导入的「partner」新带来 1 条，要拿掉它：zhendema corpus remove partner" in told.text
        assert current_version(home / "index") == before
        telegram.say(1, LEMON)
        assert "不是真的" in (await telegram.next_reply(1, timeout=20)).text


async def test_a_broken_version_is_told_to_the_maintainers_once(
    telegram: TelegramServer, home: Path, claim_index: ClaimIndex
) -> None:
    async with running_bot(settings_for(telegram, home, MAINTAINER_CHAT_IDS="-1042"), claim_index):
        telegram.meet(ROOM)
        # Made elsewhere and broken before the bot sees it.
        shutil.copytree(home / "index", home / "aside", symlinks=True)
        broken = build_version(read_corpus([DEBUNKS]).debunks[:9], home / "aside", encoder=load_encoder())
        (broken / "debunks.jsonl").write_text("broken", encoding="utf-8")
        shutil.move(broken, home / "index" / broken.name)
        (home / "aside" / "current").replace(home / "index" / "current")
        told = await telegram.next_reply(-1042, timeout=20)
        assert broken.name in told.text
        assert "没有换上" in told.text
        telegram.say(1, LEMON)
        assert "不是真的" in (await telegram.next_reply(1, timeout=20)).text
        await telegram.stays_quiet(5.0, chat_id=-1042)


async def test_questions_are_written_down_masked_and_go_when_they_are_forgotten(
    telegram: TelegramServer, home: Path, claim_index: ClaimIndex
) -> None:
    def written() -> list[str]:
        path = home / QUESTIONS_FILE
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line)["text"] for line in lines]

    async with running_bot(settings_for(telegram, home), claim_index):
        for person, text in ((1, LEMON), (2, "打 13812345678 就能领鸡蛋，是真的吗")):
            telegram.say(person, text)
            await telegram.next_reply(person, timeout=20)
        telegram.say(3, "/forget")
        await telegram.wait_for(lambda _: len(written()) == 2, timeout=20)
        assert sorted(written()) == sorted([LEMON, "打 [电话] 就能领鸡蛋，是真的吗"])
        assert (home / QUESTIONS_FILE).stat().st_mode & 0o077 == 0
        telegram.say(2, "/forget")
        await telegram.wait_for(lambda _: written() == [LEMON], timeout=20)


async def test_the_version_that_answered_first_is_gone_from_memory_when_another_one_answers(
    telegram: TelegramServer, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    current = current_version(home / "index")
    assert current is not None
    first = [ClaimIndex.load(current)]
    gone = weakref.ref(first[0])
    settings = settings_for(telegram, home)
    bot = asyncio.create_task(serve(settings, first, telegram.token, Pace(per_second=10_000, chat_gap=0.0)))
    telegram.say(1, LEMON)
    assert "不是真的" in (await telegram.next_reply(1, timeout=20)).text
    assert gone() is not None
    build_version(read_corpus([DEBUNKS]).debunks[1:], home / "index", encoder=load_encoder())
    async with asyncio.timeout(20):
        while gone() is not None:
            await asyncio.sleep(0.05)
    assert "answers from now on" in caplog.text
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)
