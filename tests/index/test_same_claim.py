"""Whether two messages make the same claim."""

from pathlib import Path

import pytest

from index.errors import DecisionError
from index.same_claim import SHIPPED_SAME_CLAIM, PairDecision, SameClaim
from index.search import ClaimIndex

RUMOR = "紧急通知！明天开始杭州所有加油站停止加油三天，大家赶快去加满，转发给家人"
REWORDED = "朋友在中石化上班，说杭州的加油站从明天起停止加油三天，赶紧去加满油！"


@pytest.fixture(scope="module")
def same_claim(starter: ClaimIndex) -> SameClaim:
    return starter.same_claim


def test_other_words_for_a_claim_are_the_same_and_another_subject_is_not(same_claim: SameClaim) -> None:
    alike, other = same_claim.confidences(RUMOR, [REWORDED, "微波炉加热的饭菜会致癌，千万别再用了"])
    assert alike >= same_claim.decision.same_at > 0.8
    assert other < 0.5


@pytest.mark.parametrize("altered", [RUMOR.replace("杭州", "宁波"), RUMOR.replace("三天", "十天")])
def test_another_place_or_number_is_another_claim(same_claim: SameClaim, altered: str) -> None:
    assert same_claim.nearly(RUMOR, [altered])[0] >= same_claim.decision.same_at
    assert same_claim.confidences(RUMOR, [altered]) == [0.0]
    assert same_claim.confidences(altered, [RUMOR]) == [0.0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "重磅！考公年龄放宽到50岁，已经写进明年国考公告，专科也能报所有岗位",
            "国考年龄明年放宽到50岁真的吗",
        ),
        (
            "【紧急通知】周五凌晨起绵阳自来水投放消毒剂，24小时之内不要饮用自来水，请提前储水",
            "绵阳的自来水周五凌晨起投放消毒剂，24小时之内千万别饮用自来水，提前储水",
        ),
    ],
)
def test_a_message_that_says_both_differs_in_the_order_of_its_words_alone(
    same_claim: SameClaim, one: str, other: str
) -> None:
    assert same_claim.confidences(one, [other])[0] >= same_claim.decision.same_at
    assert same_claim.confidences(other, [one])[0] >= same_claim.decision.same_at


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州西湖区明天全区停水三天，大家赶快储水", "杭州余杭区明天全区停水三天，大家赶快储水"),
        ("吃了冰箱里的剩菜会致癌，千万别再吃了", "吃了冰箱里的剩菜不会致癌，可以放心吃"),
        (
            "群里红包超过500元，群主要交5%的税，发的人不用交",
            "群里红包超过500元，群主要交20%的税，发的人不用交",
        ),
    ],
)
def test_another_district_or_number_or_the_opposite_stays_apart(
    same_claim: SameClaim, one: str, other: str
) -> None:
    assert same_claim.nearly(one, [other])[0] >= same_claim.decision.same_at
    assert same_claim.confidences(one, [other]) == same_claim.confidences(other, [one]) == [0.0]


def test_it_does_not_matter_which_is_named_first(same_claim: SameClaim) -> None:
    assert same_claim.confidences(RUMOR, [REWORDED]) == pytest.approx(
        same_claim.confidences(REWORDED, [RUMOR]), abs=1e-5
    )


def test_another_encoder_finds_nothing_alike(small: ClaimIndex) -> None:
    assert small.same_claim.confidences(RUMOR, [RUMOR]) == [0.0]


def test_a_decision_is_read_as_it_was_written_and_a_damaged_one_refused(tmp_path: Path) -> None:
    PairDecision.read().write(tmp_path / "same.json")
    assert (tmp_path / "same.json").read_bytes() == SHIPPED_SAME_CLAIM.read_bytes()
    (tmp_path / "same.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DecisionError, match="fit it anew"):
        PairDecision.read(tmp_path / "same.json")
