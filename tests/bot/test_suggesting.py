"""What is offered to choose from: each claim once, with all who have checked it, behind the right button."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.debunk import Debunk, Verdict
from corpus.library import read_corpus
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.bot.conftest import DEBUNKS
from tests.bot.stage import Clock, Sending, open_stage
from tests.telegram import people, updates

NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
ASKED = "喝热水可以杀死癌细胞"
LEMON = "喝热柠檬水可以杀死癌细胞"
PUMPKIN = "喝热南瓜水可以杀死癌细胞"


def check(name: str, claim: str, publisher: str) -> Debunk:
    url = f"https://{name}.example/1"
    return Debunk(id=name, claim=claim, verdict=Verdict.FALSE, url=url, publisher=publisher, lang="zh-Hans")


def index() -> ClaimIndex:
    more = [
        check("o-1", "喝熱檸檬水可以殺死癌細胞", "青嶺查核站"),
        check("o-2", "喝热柠檬水能杀死癌细胞", "清江查证"),
        check("o-3", PUMPKIN, "清江查证"),
    ]
    return ClaimIndex.of_debunks([*read_corpus([DEBUNKS]).debunks, *more], load_encoder())


def buttons(sending: Sending) -> list[dict[str, str]]:
    return [button for row in sending.params["reply_markup"]["inline_keyboard"] for button in row]


def press(sending: Sending, text: str) -> dict[str, Any]:
    (pressed,) = (button["callback_data"] for button in buttons(sending) if text in button["text"])
    message = updates.message(sending.text) | {"message_id": sending.message_id}
    return updates.callback_query(pressed, message=message, sender=people.user())


def changed(sent: list[Sending]) -> str:
    """What the message says after its button was pressed."""
    (edit,) = (each for each in sent if each.method == "edit_message_text")
    return edit.text


async def test_a_claim_of_several_publishers_is_one_suggestion_and_opens_by_its_button(
    tmp_path: Path,
) -> None:
    async with open_stage(tmp_path, index(), Clock(NOW)) as stage:
        (choice,) = await stage.play(updates.message_update(ASKED))
        lines = choice.text.split("\n")
        assert [line for line in lines if line[:1].isdigit()] == [
            "1. 喝熱檸檬水可以殺死癌細胞",
            f"2. {PUMPKIN}",
        ]
        assert lines[3] == "↳ 青嶺查核站、真实查证网、清江查证都查证过"
        assert sum("查证过" in line for line in lines) == 1
        assert [button["text"][:2] for button in buttons(choice)] == ["1.", "2.", "都不"]
        answer = changed(await stage.play(press(choice, "2.")))
        assert f"说法：</b>{PUMPKIN}" in answer


async def test_what_is_not_meant_is_not_offered_again_from_another_publisher(tmp_path: Path) -> None:
    async with open_stage(tmp_path, index(), Clock(NOW)) as stage:
        (answer,) = await stage.play(updates.message_update(LEMON))
        assert "也查证过：" in answer.text
        put_right = changed(await stage.play(press(answer, "不是这条")))
        title, claim, _ = put_right.split("\n\n")
        assert "你问的是这一条吗？" in title
        assert claim.split("\n")[0] == PUMPKIN
