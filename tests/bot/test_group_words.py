"""What is said in groups beside answers reads well in each language and breaks nothing."""

from __future__ import annotations

import pytest

from bot.group_words import Found, changed_reply, message_link, morning_reply, reaction_to, reminder_reply
from bot.language import Language
from corpus.debunk import Verdict
from corpus.library import read_corpus
from tests.bot.conftest import DEBUNKS
from tests.telegram.markup import read_formatted

ALL = {debunk.id: debunk for debunk in read_corpus([DEBUNKS]).debunks}


def plain(text: str) -> str:
    return read_formatted(text, "HTML", None, 4096)[0]


@pytest.mark.parametrize(
    ("chat_id", "username", "link"),
    [
        (-1001234567890, "", "https://t.me/c/1234567890/55"),
        (-1001234567890, "xiaoqu", "https://t.me/xiaoqu/55"),
        (-4001, "", ""),
    ],
)
def test_messages_of_supergroups_have_an_address(chat_id: int, username: str, link: str) -> None:
    assert message_link(chat_id, username, 55) == link


def test_the_gravest_verdict_gives_the_reaction_and_only_truth_gets_approval() -> None:
    assert reaction_to([Verdict.TRUE]) == "👌"
    assert reaction_to([Verdict.TRUE, Verdict.OUTDATED]) == "🤔"
    assert reaction_to([Verdict.FALSE]) == "🤔"
    assert reaction_to([Verdict.FALSE, Verdict.SCAM]) == "😱"


def test_a_reminder_says_verdict_claim_and_where() -> None:
    text = plain(reminder_reply(ALL["t-lemon"], Language.HANS, "https://t.me/c/1/2").text)
    assert text == "🔁 ❌ 不是真的（之前在群里查过）\n说法：喝热柠檬水可以杀死癌细胞\n👉 看上次的回复"
    above = plain(reminder_reply(ALL["t-lemon"], Language.ENGLISH, "").text)
    assert above.endswith("My earlier reply is the one quoted above.")


@pytest.mark.parametrize("language", Language)
def test_hostile_claims_stay_text_in_the_digest(language: Language) -> None:
    debunk = ALL["t-html"]
    text = plain(morning_reply([Found(debunk, "")], language).text)
    assert debunk.claim in text


def test_the_digest_lists_ten_at_most_and_fits_into_one_message() -> None:
    long = [
        debunk.model_copy(update={"id": f"d{n}", "claim": "甲乙丙丁" * 100})
        for n, debunk in enumerate([ALL["t-lemon"]] * 30)
    ]
    reply = morning_reply([Found(each, "https://t.me/c/1234567890/5") for each in long], Language.HANT)
    assert "有 10 個說法" in reply.text
    assert len(plain(reply.text)) < 4096


@pytest.mark.parametrize("language", Language)
def test_a_reply_taken_back_offers_nothing(language: Language) -> None:
    assert changed_reply(language).buttons == ()
