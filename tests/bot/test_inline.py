"""Asked from another chat, the bot offers cards: what is sure, or the most asked, for the last words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot import replies, told
from bot.cards import MOST_CARDS, card_id, sure_matches
from bot.popular import Popular, most_asked
from bot.tallies import Tally, times_of
from corpus.debunk import Debunk
from index.decision import Answer, Band, Match
from index.search import ClaimIndex
from tests.bot.state import NOW, opened
from tests.telegram.server import TelegramServer

JSON = dict[str, Any]
KNOWN = "喝热柠檬水可以杀死癌细胞"
CABBAGE = "隔夜的炒青菜吃了会致癌"


def debunk(number: int, claim: str = "") -> Debunk:
    return Debunk.model_validate(
        {
            "id": f"d-{number}",
            "claim": claim or f"第{number}个说法是编造出来的",
            "verdict": "false",
            "url": f"https://check.example/{number}",
            "publisher": "真实查证网",
            "lang": "zh-Hans",
        }
    )


async def answer_to(telegram: TelegramServer, query_id: str) -> JSON:
    return await telegram.wait_for(lambda server: server.queries.inline_answers.get(query_id))


async def test_a_card_is_sent_as_a_whole_answer_with_its_link(telegram: TelegramServer, bot: Path) -> None:
    answer = await answer_to(telegram, telegram.ask_inline(1, f"听说{KNOWN}，是真的吗"))
    (card,) = answer["results"]
    assert card["title"] == KNOWN
    assert card["description"] == "❌ 不是真的 · 真实查证网"
    sent = card["input_message_content"]["message_text"]
    assert "没有研究证明" in sent
    assert "https://check.example/lemon" in sent
    assert (answer["cache_time"], answer["is_personal"]) == (300, True)


async def test_what_is_unsure_offers_the_bot_and_no_card(telegram: TelegramServer, bot: Path) -> None:
    answer = await answer_to(telegram, telegram.ask_inline(1, "城东的老粮仓里发现了恐龙蛋"))
    assert answer["results"] == []
    assert "问问机器人" in answer["button"]["text"]
    assert answer["cache_time"] == 30


async def test_only_the_last_words_of_somebody_who_types_are_looked_up(
    telegram: TelegramServer, bot: Path
) -> None:
    queries = [telegram.ask_inline(1, KNOWN[:length]) for length in range(4, len(KNOWN) + 1)]
    other = telegram.ask_inline(2, CABBAGE)
    assert (await answer_to(telegram, queries[-1]))["results"]
    assert (await answer_to(telegram, other))["results"]
    assert len(telegram.calls_of("answerInlineQuery")) <= 3


async def test_without_words_the_most_asked_are_offered(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(1, KNOWN)
    await telegram.next_reply(1)
    answer = await answer_to(telegram, telegram.ask_inline(9, ""))
    assert [card["title"] for card in answer["results"]] == [KNOWN]
    assert answer["cache_time"] == 600


async def test_without_words_and_before_anybody_asked_it_says_what_to_do(
    telegram: TelegramServer, bot: Path
) -> None:
    answer = await answer_to(telegram, telegram.ask_inline(9, ""))
    assert answer["results"] == []
    assert answer["button"]["text"] == "写下要查的话"


async def test_a_sent_card_is_counted_without_its_sender(telegram: TelegramServer, bot: Path) -> None:
    query = telegram.ask_inline(1, KNOWN)
    (card,) = (await answer_to(telegram, query))["results"]
    for person in (1, 2):
        telegram.choose(query, card["id"], person)
    await telegram.wait_for(lambda server: server.confirmed)
    telegram.say(3, KNOWN)
    await telegram.next_reply(3)
    async with opened(bot) as store, store.read() as conn:
        today = datetime.now(UTC).date()
        days = (today - timedelta(days=1), today + timedelta(days=1))
        assert await times_of(conn, Tally.CHOSEN, *days) == {"t-lemon": 2}


async def test_the_share_button_finds_the_debunk_that_it_shares(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(1, KNOWN)
    await telegram.next_reply(1)
    answer = await answer_to(telegram, telegram.press("分享", chat_id=1))
    assert [card["title"] for card in answer["results"]] == [KNOWN]


def test_every_claim_is_found_by_its_own_words(claim_index: ClaimIndex) -> None:
    for each, answer in zip(
        claim_index.debunks, claim_index.check_many([each.claim for each in claim_index.debunks]), strict=True
    ):
        assert each.id in {match.debunk.id for match in sure_matches(answer)}


async def test_the_most_asked_counts_people_not_questions(tmp_path: Path) -> None:
    once, often, withdrawn = debunk(1), debunk(2), debunk(3)
    asked = [("a", once), ("b", once), ("a", often), ("a", often), ("a", often), ("c", withdrawn)]
    async with opened(tmp_path) as store:
        async with store.write() as conn:
            for asker, each in asked:
                kept = await replies.remember(
                    conn,
                    chat_key=asker,
                    asker_key=asker,
                    text="",
                    links=(),
                    band="answer",
                    offers=[replies.Offer(each.id, 1.0)],
                    index_version="v",
                    language="en",
                    now=NOW,
                )
                await told.note(conn, store, kept.token, 1, {0: each})
                if each is withdrawn:
                    await told.renew(conn, kept.token, each.id, told.WITHDRAWN)
        async with store.read() as conn:
            assert await most_asked(conn, NOW - timedelta(days=30), 10) == ["d-1", "d-2"]
            assert await most_asked(conn, NOW, 10) == []
        popular = Popular()
        assert await popular.ids(store, NOW + timedelta(days=31)) == ()
        assert await popular.ids(store, NOW) == ("d-1", "d-2")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 3))
def test_at_most_ten_cards_the_sure_ones_first_and_none_twice(confidences: list[float], claims: int) -> None:
    ranked = sorted(confidences, reverse=True)
    matches = tuple(Match(debunk(number), confidence) for number, confidence in enumerate(ranked))
    band = Band.ANSWER if claims else Band.SUGGEST
    offered = sure_matches(Answer(band, matches, "v", False, matches[:claims]))
    ids = [match.debunk.id for match in offered]
    assert len(ids) == len(set(ids)) <= MOST_CARDS
    assert bool(offered) == bool(claims)
    if claims:
        assert offered[0] == matches[0]
        least = min(match.confidence for match in matches[:claims])
        assert all(match.confidence >= least for match in offered)


@given(st.text(min_size=1, max_size=200))
def test_every_debunk_has_a_card_id_that_telegram_takes(debunk_id: str) -> None:
    if debunk_id.isprintable():
        assert 1 <= len(card_id(debunk_id).encode()) <= 64
