"""What ships answers: the library, the encoder and the decision together, as after the first `make run`."""

from __future__ import annotations

import pytest

from bot.language import Language
from bot.wording import label
from corpus.library import LIBRARY, read_corpus
from index.build import build_version
from index.decision import Band
from index.encoder import load_encoder
from index.search import ClaimIndex


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> ClaimIndex:
    encoder = load_encoder()
    folder = build_version(
        read_corpus([LIBRARY]).debunks, tmp_path_factory.mktemp("shipped"), encoder=encoder
    )
    return ClaimIndex.load(folder, encoder)


@pytest.mark.parametrize("language", Language)
def test_the_example_of_the_welcome_is_answered(shipped: ClaimIndex, language: Language) -> None:
    answer = shipped.check(label(language, "example-question"))
    assert answer.band is Band.ANSWER
    assert "微波爐" in answer.answers[0].debunk.claim


@pytest.mark.parametrize(
    ("message", "debunk_id"),
    [
        ("早安！家里放一瓶可乐，着火的时候摇一摇就能代替灭火器，转给家人", "mygopen-1621"),
        ("上海Costco厕所里塞满了吃剩的烤鸡骨头，都上头条了", "mygopen-2312"),
        ("注意！亂掃來路不明的 QR Code 會被詐騙", "mygopen-2029"),
    ],
)
def test_a_rumor_in_one_script_finds_its_debunk_in_the_other(
    shipped: ClaimIndex, message: str, debunk_id: str
) -> None:
    answer = shipped.check(message)
    assert answer.band is Band.ANSWER
    assert answer.answers[0].debunk.id == debunk_id


@pytest.mark.parametrize(
    "message",
    ["你好", "早上好呀，吃饭了吗", "今天天气不错，晚上一起吃饭吧", "我家楼下新开的奶茶店老板是外星人", "😀"],
)
def test_talk_and_the_unheard_of_get_no_answer(shipped: ClaimIndex, message: str) -> None:
    assert shipped.check(message).band is Band.UNKNOWN


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        ("罗马下了一场石头雨", "罗马昨天下了一场大雨"),
        ("大连一颗白菜卖到32.20元", "大连超市白菜一斤卖两块钱"),
        ("手机充电的时候接电话会爆炸", "手機充電的時候接電話，聲音有時會有雜音"),
        ("南京半夜12点出动雾炮车给全市道路消毒", "南京全市主要道路每天洒水降尘"),
    ],
)
def test_another_statement_in_the_words_of_a_claim_is_not_called_false(
    shipped: ClaimIndex, claim: str, statement: str
) -> None:
    about = shipped.check(claim).matches[0].debunk.id
    assert shipped.check(f"听说{claim}，是真的吗？").answers[0].debunk.id == about
    answer = shipped.check(statement)
    assert answer.band is not Band.ANSWER
    assert about in {match.debunk.id for match in answer.matches}
