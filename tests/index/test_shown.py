"""The few debunks that are shown are about all parts of a message."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.decision import Band
from index.passage import Finding, Found
from index.search import ClaimIndex
from index.shown import in_shown_order, pick_of_lines

_FINDINGS = st.dictionaries(st.integers(0, 9), st.floats(0, 1).map(Finding), min_size=1)


def same(one: int, other: int) -> bool:
    return one // 2 == other // 2


def of(**confidences: float) -> Found:
    return {int(row.removeprefix("row")): Finding(confidence) for row, confidence in confidences.items()}


def test_each_line_gives_its_best_of_another_claim() -> None:
    lines = [of(row0=0.9, row2=0.2), of(row4=0.3, row6=0.1), of(row8=0.5)]
    assert list(pick_of_lines(lines, [1], of(row1=0.8), 0.1, same)) == [8, 4]
    assert list(pick_of_lines(lines, [1, 9], of(row1=0.8, row9=0.7), 0.1, same)) == [4]
    assert pick_of_lines(lines, [1, 9, 5], of(row1=0.8), 0.1, same) == {}


def test_what_is_not_hopeful_is_not_picked() -> None:
    assert pick_of_lines([of(row0=0.9), of(row4=0.09)], [0], of(row0=0.9), 0.1, same) == {}


def test_the_second_of_a_line_that_stands_alone_comes_before_a_less_sure_one_of_the_whole() -> None:
    lines = [of(row0=0.9), of(row4=0.3, row6=0.2)]
    assert list(pick_of_lines(lines, [0], of(row0=0.8, row2=0.1), 0.1, same)) == [4, 6]
    assert list(pick_of_lines(lines, [0], of(row0=0.8, row2=0.25), 0.1, same)) == [4]


@given(_FINDINGS, st.lists(_FINDINGS, max_size=3), st.floats(0, 1), st.floats(0, 1))
def test_all_are_shown_once_in_the_order_of_their_confidence(
    found: Found, lines: list[Found], least: float, ceiling: float
) -> None:
    leading = sorted(found, key=lambda row: -found[row].confidence)[:1]
    picks = pick_of_lines(lines, leading, found, least, same)
    told = in_shown_order(found | picks, leading, picks, ceiling)
    assert list(told)[: len(leading) + len(picks)] == [*leading, *picks]
    assert told.keys() == (found | picks).keys()
    assert list(told.values()) == sorted(told.values(), reverse=True)
    assert told[leading[0]] == found[leading[0]].confidence
    assert all(told[row] <= ceiling for row in picks)


def test_a_question_before_a_long_post_finds_its_debunk(starter: ClaimIndex) -> None:
    chosen = [entry for entry in starter.debunks if entry.variants and entry.summary][::60][:20]
    posts = [f"{entry.claim}。\n{entry.summary}\n{entry.summary}" for entry in chosen]
    questions = [entry.variants[-1] for entry in chosen]
    names = [entry.id for entry in chosen]
    answers = starter.check_many(
        [f"{question}\n{post}" for question, post in zip(questions, [posts[-1], *posts], strict=False)]
    )
    shown = [[match.debunk.id for match in answer.answers or answer.suggestions] for answer in answers]
    first = [
        name in [match.debunk.id for match in answer.matches[:3]]
        for name, answer in zip(names, answers, strict=True)
    ]
    assert sum(first) >= 0.9 * len(names)
    assert all(shown)


def test_a_line_is_offered_and_not_answered_when_its_message_is_about_nothing_known(
    starter: ClaimIndex,
) -> None:
    question = next(entry for entry in starter.debunks if entry.variants)
    talk = "。".join(
        ("新开的书店周三晚上有读书会", "孩子放学后先写作业再看电视", "家里的窗户要常常打开透透气") * 6
    )
    answer = starter.check(f"{question.variants[0]}\n{talk}")
    assert answer.band is not Band.UNKNOWN
    assert answer.matches[0].debunk.id == question.id
