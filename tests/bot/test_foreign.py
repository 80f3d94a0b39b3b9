"""Who writes in another language than the checks is told so, and only where it is true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.debunk import Debunk
from corpus.library import LIBRARY, read_corpus
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.bot.stage import Clock, open_stage
from tests.index.english import english_debunks
from tests.telegram import people, updates

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CHINESE = read_corpus([LIBRARY]).debunks[:150]
ASKED = "The town hall of Springfield will be painted pink"


async def told(tmp_path: Path, debunks: Sequence[Debunk], text: str, language_code: str) -> str:
    async with open_stage(tmp_path, ClaimIndex.of_debunks(debunks, load_encoder()), Clock(NOW)) as stage:
        sender = people.user(5, language_code=language_code)
        (sent,) = await stage.play(updates.message_update(text, sender=sender))
        return sent.text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Nearly all the checks I know are in Chinese. If you can, send it once more in Chinese"),
        ("zh-hans", "我知道的查证，差不多都是中文的。方便的话，用中文再发一次"),
        ("zh-hant", "我知道的查證，差不多都是中文的。方便的話，用中文再傳一次"),
    ],
)
async def test_a_message_without_chinese_is_told_that_the_checks_are_in_chinese(
    tmp_path: Path, code: str, words: str
) -> None:
    assert words in await told(tmp_path, CHINESE, ASKED, code)


async def test_a_few_english_checks_among_the_chinese_change_nothing(tmp_path: Path) -> None:
    debunks = [*CHINESE, *english_debunks()[:10]]
    assert "Nearly all the checks" in await told(tmp_path, debunks, ASKED, "en")


@pytest.mark.parametrize("count", [0, 40])
async def test_who_has_english_checks_does_not_ask_for_chinese(tmp_path: Path, count: int) -> None:
    debunks = [*CHINESE[:count], *english_debunks()]
    text = await told(tmp_path, debunks, ASKED, "en")
    assert "I have not found a check of this yet" in text
    assert "Chinese" not in text


@pytest.mark.parametrize("text", ["城东的老粮仓里发现了恐龙蛋", "https://news.example/dinosaur-egg"])
async def test_a_chinese_message_and_a_link_are_not_asked_for_chinese(tmp_path: Path, text: str) -> None:
    reply = await told(tmp_path, CHINESE, text, "en")
    assert "🔎" in reply
    assert "🌏" not in reply
