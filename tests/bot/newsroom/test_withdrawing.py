"""A debunk is taken back: killed in the middle it is finished, and nothing personal stays in the history."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.lead import Status
from bot.newsroom import changes
from bot.newsroom.publishing import publish, withdraw
from corpus.local import LocalCorpus
from index.search import ClaimIndex
from index.versions import current_version
from tests.bot.newsroom.answering import EGG, NOON
from tests.bot.newsroom.newsdesk import Newsdesk, open_newsdesk
from tests.bot.stage import Clock


@pytest.fixture
async def desk(tmp_path: Path, built_root: Path) -> AsyncIterator[Newsdesk]:
    shutil.copytree(built_root, tmp_path / "index", symlinks=True)
    current = current_version(tmp_path / "index")
    assert current is not None
    async with open_newsdesk(tmp_path, ClaimIndex.load(current), Clock(NOON)) as opened:
        yield opened


@pytest.mark.parametrize("killed_after", ["nothing", "history", "index"])
async def test_a_withdrawal_that_was_killed_is_finished_and_its_reason_is_masked(
    killed_after: str, desk: Newsdesk, tmp_path: Path
) -> None:
    number, local = await desk.lead(EGG.claim), LocalCorpus(tmp_path)
    await publish(desk.stage.desk, EGG, cause=f"lead:{number}")
    async with desk.stage.desk.store.write() as conn:
        await changes.answer(conn, number, "local-1", now=NOON)
    with_it = local.file.read_bytes()
    if killed_after == "history":
        local.withdraw("local-1", "弄错了")
        local.file.write_bytes(with_it)
    elif killed_after == "index":
        await withdraw(desk.stage.desk, "local-1", "弄错了")
    said = await desk.say("/withdraw local-1 弄错了，是 13812345678 说的")
    assert any("local-1 撤回了" in each.text for each in said)
    assert "13812345678" not in local.history.file.read_text(encoding="utf-8")
    assert local.read() == ()
    assert desk.stage.desk.checker.debunk("local-1") is None
    stands = await desk.standing(number)
    assert (stands.status, stands.debunk_id) == (Status.NEW, "")


async def test_an_endless_id_is_told_of_in_short(desk: Newsdesk) -> None:
    for command in (f"/correct {'长' * 4_000}", f"/withdraw {'长' * 3_000} x"):
        (said,) = await desk.say(command)
        assert said.text.startswith(f"{'长' * 64} 不是")


async def test_what_was_never_here_cannot_be_withdrawn(desk: Newsdesk, tmp_path: Path) -> None:
    (said,) = await desk.say(f"/withdraw {desk.stage.desk.checker.debunks[0].id} 弄错了")
    assert "不是这里发布的" in said.text
    assert not LocalCorpus(tmp_path).history.file.exists()


@pytest.mark.parametrize("name", ["1", "#1", "１", EGG.url])
async def test_it_is_named_by_number_or_page_as_for_a_correction(name: str, desk: Newsdesk) -> None:
    number = await desk.lead(EGG.claim)
    await publish(desk.stage.desk, EGG, cause=f"lead:{number}")
    async with desk.stage.desk.store.write() as conn:
        await changes.answer(conn, number, "local-1", now=NOON)
    said = await desk.say(f"/withdraw {name} 弄错了")
    assert any("local-1 撤回了" in each.text for each in said)
    assert (await desk.standing(number)).status is Status.NEW


async def test_an_answer_that_does_not_exist_is_said_not_to(desk: Newsdesk) -> None:
    number = await desk.lead(EGG.claim)
    (said,) = await desk.say(f"/answer {number} <b>tfc-0")
    assert said.text.startswith("没有编号是「&lt;b&gt;tfc-0」的查证。")
    (said,) = await desk.say(f"/answer {number} check.example/egg")
    assert said.text.startswith("链接要以 http:// 或 https:// 开头；收到的是「check.example/egg」")


async def test_numbers_are_read_in_wide_digits(desk: Newsdesk) -> None:
    number = await desk.lead(EGG.claim)
    (said,) = await desk.say(f"/lead ＃{chr(0xFF10 + number)}")
    assert said.text.startswith(f"🔎 <b>第 {number} 号线索</b>")
