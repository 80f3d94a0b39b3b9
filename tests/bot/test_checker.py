"""The running bot takes a new index version without a restart and refuses a broken one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.checker import Checker
from bot.exchange import offered_of
from bot.question import Question
from corpus.library import read_corpus
from index.build import build_version
from index.decision import Match
from index.encoder import load_encoder
from index.search import ClaimIndex
from index.versions import current_version, list_versions, use_version
from tests.bot.conftest import DEBUNKS
from tests.bot.process import make_home
from tests.telegram import updates
from tests.telegram.server import TelegramServer

LEMON = Question("喝热柠檬水可以杀死癌细胞")
load = ClaimIndex.load


@pytest.fixture
def root(tmp_path: Path, built_root: Path) -> Path:
    return make_home(tmp_path, built_root) / "index"


def without_lemon(root: Path) -> Path:
    debunks = [debunk for debunk in read_corpus([DEBUNKS]).debunks if debunk.id != "t-lemon"]
    return build_version(debunks, root, encoder=load_encoder())


async def test_a_new_version_answers_and_an_old_one_comes_back(root: Path, claim_index: ClaimIndex) -> None:
    async with Checker(claim_index, root, load) as checker:
        assert (await checker.check(LEMON)).answers[0].debunk.id == "t-lemon"
        assert await checker.refresh() is False
        old, new = checker.version, without_lemon(root).name
        assert await checker.refresh() is True
        assert checker.version == new
        assert (await checker.check(LEMON)).answers == ()
        assert checker.debunk("t-lemon") is None
        use_version(root, old)
        assert await checker.refresh() is True
        assert checker.debunk("t-lemon") is not None


async def test_who_else_has_checked_a_claim_is_said_by_the_version_that_answered(
    root: Path, claim_index: ClaimIndex
) -> None:
    debunks = read_corpus([DEBUNKS]).debunks
    lemon = next(debunk for debunk in debunks if debunk.id == "t-lemon")
    other = lemon.model_copy(
        update={"id": "z-other", "url": "https://other.example/lemon", "publisher": "清江查证"}
    )
    async with Checker(claim_index, root, load) as checker:
        before = (await checker.check(LEMON)).answers[0]
        build_version([*debunks, other], root, encoder=load_encoder())
        assert await checker.refresh() is True
        after = (await checker.check(LEMON)).answers[0]
        maybe = (await checker.check(Question("柠檬水治病"))).suggestions
        shown = [offered_of(0, match, checker).beside for match in (before, after, Match(lemon, 1.0))]
    assert [[each.debunk.id for each in beside] for beside in shown] == [[], ["z-other"], ["z-other"]]
    assert {match.debunk.id: match.beside for match in maybe}["t-lemon"] == (other,)


async def test_a_broken_version_is_reported_once_and_the_one_in_use_goes_on(
    root: Path, claim_index: ClaimIndex, caplog: pytest.LogCaptureFixture
) -> None:
    async with Checker(claim_index, root, load) as checker:
        folder = without_lemon(root)
        next(folder.glob("*.jsonl")).write_text("broken", encoding="utf-8")
        assert await checker.refresh() is False
        assert await checker.refresh() is False
        assert (await checker.check(LEMON)).answers[0].debunk.id == "t-lemon"
    assert [
        record.message.split(":")[0] for record in caplog.records if "is not taken" in record.message
    ] == [f"index version {folder.name} is not taken"]


async def test_whatever_goes_wrong_with_a_new_version_the_next_one_is_taken(
    root: Path, claim_index: ClaimIndex, caplog: pytest.LogCaptureFixture
) -> None:
    bad = without_lemon(root)

    def load_with_little_memory(folder: Path) -> ClaimIndex:
        if folder.name == bad.name:
            raise MemoryError
        return ClaimIndex.load(folder)

    async with Checker(claim_index, root, load_with_little_memory) as checker:
        assert await checker.refresh() is False
        assert "MemoryError" in caplog.text
        use_version(root, list_versions(root)[0].name)
        assert checker.debunk("t-lemon") is not None


async def test_no_version_at_all_leaves_the_one_in_use(root: Path, claim_index: ClaimIndex) -> None:
    async with Checker(claim_index, root, load) as checker:
        (root / "current").unlink()
        shutil.rmtree(root)
        assert current_version(root) is None
        assert await checker.refresh() is False
        assert (await checker.check(LEMON)).band == "answer"


async def test_the_running_bot_swaps_while_messages_come(
    telegram: TelegramServer, bot: Path, built_root: Path
) -> None:
    telegram.say(1, LEMON.text)
    assert "不是真的" in (await telegram.next_reply(1)).text
    shutil.copytree(built_root, bot / "index", symlinks=True)
    without_lemon(bot / "index")
    texts = []
    for second in range(60):
        telegram.say(2, LEMON.text, date=updates.now() + 5 * second)
        texts.append((await telegram.next_reply(2)).text)
        if "还没有查到" in texts[-1]:
            break
    assert "还没有查到" in texts[-1]
    assert all("不是真的" in text for text in texts[:-1])
