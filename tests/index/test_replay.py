"""Two index versions asked the same messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from index.asked import Asked, read_asked
from index.build import build_index
from index.cli import app
from index.decision import Answer, Band, Match
from index.encoder import load_encoder
from index.errors import BenchmarkError
from index.replay import Change, compare_answers
from index.search import ClaimIndex
from tests.index.corpora import CLAIMS, debunk, debunks
from tests.index.hashing import HashingEncoder


def answer(band: str, *names: str, sure: float = 0.9, version: str = "old") -> Answer:
    matches = tuple(Match(debunk(name, f"claim of {name}"), sure) for name in names)
    return Answer(Band(band), matches, version, False, matches if band == "answer" else ())


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (answer("answer", "a"), answer("unknown", "a"), Change.LOST),
        (answer("answer", "a"), answer("suggest", "a"), Change.DOUBTED),
        (answer("answer", "a"), answer("answer", "b"), Change.ANOTHER),
        (answer("answer", "a", "b"), answer("answer", "a", "c"), Change.ANOTHER),
        (answer("answer", "a", "b"), answer("answer", "b"), Change.FEWER),
        (answer("answer", "a"), answer("answer", "b", "a"), Change.MORE),
        (answer("unknown"), answer("answer", "a"), Change.FOUND),
        (answer("suggest", "b"), answer("answer", "a"), Change.FOUND),
        (answer("suggest", "a"), answer("unknown", "a"), Change.DROPPED),
        (answer("unknown", "a"), answer("suggest", "a"), Change.OFFERED),
        (answer("suggest", "a", "b", "c"), answer("suggest", "a", "b", "d"), Change.OTHERS),
    ],
)
def test_each_way_of_changing_has_its_name(before: Answer, after: Answer, change: Change) -> None:
    found = compare_answers([Asked("1", "text")], [before], [after])
    assert [row.change for row in found.changed] == [change]
    assert found.counts == {way: int(way is change) for way in Change}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (answer("answer", "a", sure=0.9), answer("answer", "a", sure=0.99)),
        (answer("suggest", "a", "b"), answer("suggest", "b", "a")),
        (answer("suggest", "a", "b", "c", "d"), answer("suggest", "a", "b", "c", "e")),
        (answer("unknown", "a"), answer("unknown", "b")),
    ],
)
def test_what_reaches_nobody_is_no_change(before: Answer, after: Answer) -> None:
    assert compare_answers([Asked("1", "text")], [before], [after]).changed == ()


@pytest.mark.parametrize(
    ("relevant", "before", "after", "gain"),
    [
        ({"a"}, answer("unknown"), answer("answer", "a"), 1),
        ({"a"}, answer("unknown"), answer("suggest", "b", "a"), 1),
        ({"a"}, answer("suggest", "a"), answer("answer", "a"), 1),
        ({"a"}, answer("answer", "a"), answer("answer", "b"), -1),
        ({"a"}, answer("unknown"), answer("answer", "b"), -1),
        ({"a"}, answer("unknown"), answer("suggest", "b"), 0),
        (set(), answer("unknown"), answer("suggest", "b"), -1),
        (set(), answer("answer", "a"), answer("unknown", "a"), 1),
        (set(), answer("answer", "a"), answer("answer", "b"), 0),
        (None, answer("answer", "a"), answer("answer", "b"), 0),
    ],
)
def test_a_judged_message_tells_better_from_worse(
    relevant: set[str] | None, before: Answer, after: Answer, gain: int
) -> None:
    judged = None if relevant is None else frozenset(relevant)
    found = compare_answers([Asked("1", "text", judged)], [before], [after])
    assert [row.gain for row in found.changed] == [gain]
    assert (found.judged, found.better, found.worse) == (int(judged is not None), gain > 0, gain < 0)
    assert found.as_json()["changed"][0]["gain"] == (None if judged is None else gain)


def test_the_gravest_changes_come_first_and_the_bands_add_up() -> None:
    before = [answer("unknown"), answer("answer", "a", sure=0.8), answer("answer", "a"), answer("unknown")]
    after = [answer("answer", "a", version="new"), answer("unknown"), answer("unknown"), answer("unknown")]
    found = compare_answers([Asked(name, name) for name in "wxyz"], before, after)
    assert [row.asked.id for row in found.changed] == ["y", "x", "w"]
    assert found.bands == {
        (Band.ANSWER, Band.UNKNOWN): 2,
        (Band.UNKNOWN, Band.ANSWER): 1,
        (Band.UNKNOWN, Band.UNKNOWN): 1,
    }
    told = found.as_json()
    assert (told["old"], told["new"], told["messages"], told["unchanged"]) == ("old", "new", 4, 1)
    assert told["changed"][0]["before"]["debunks"] == [{"id": "a", "claim": "claim of a"}]


def test_a_version_changes_nothing_beside_itself(small: ClaimIndex) -> None:
    answers = small.check_many([claim for _, claim, _ in CLAIMS])
    asked = [Asked(name, claim, frozenset({name})) for name, claim, _ in CLAIMS]
    found = compare_answers(asked, answers, answers)
    assert (found.messages, found.judged, found.changed) == (len(CLAIMS), len(CLAIMS), ())


def test_a_debunk_that_is_taken_out_is_answered_no_more(small: ClaimIndex, tmp_path: Path) -> None:
    encoder = HashingEncoder()
    build_index(debunks()[1:], tmp_path / "less", encoder=encoder)
    texts = [claim for _, claim, _ in CLAIMS]
    asked = [Asked(name, claim) for name, claim, _ in CLAIMS]
    less = ClaimIndex.load(tmp_path / "less", encoder)
    found = compare_answers(asked, small.check_many(texts), less.check_many(texts))
    gone = [row for row in found.changed if row.asked.id == CLAIMS[0][0]]
    assert [row.change for row in gone] in ([Change.LOST], [Change.DOUBTED])
    assert gone[0].before.ids == {CLAIMS[0][0]}


def test_messages_are_plain_lines_or_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "messages.txt"
    path.write_text('早安\n\n{"text": "热柠檬水", "id": 7, "relevant": ["lemon"]}\n', encoding="utf-8")
    assert read_asked(path) == [Asked("1", "早安"), Asked("7", "热柠檬水", frozenset({"lemon"}))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty file"),
        ("{oops", "messages.txt:1.*JSON"),
        ('{"id": "a"}', "text"),
        ('\n{"text": "a", "relevant": 3}', ":2"),
    ],
)
def test_lines_that_hold_no_message_are_named(text: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "messages.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BenchmarkError, match=word):
        read_asked(path)


def test_replay_prints_what_changes_and_writes_it_down(tmp_path: Path) -> None:
    build_index(debunks(), tmp_path / "old", encoder=load_encoder())
    build_index(
        debunks()[1:], tmp_path / "home" / "index" / "20260101-000000-0000aaaa", encoder=load_encoder()
    )
    messages = tmp_path / "messages.txt"
    messages.write_text("\n".join(claim for _, claim, _ in CLAIMS[:3]), encoding="utf-8")
    json_file = tmp_path / "new" / "replay.json"
    arguments = [tmp_path / "old", "20260101-000000-0000aaaa", messages, "--home", tmp_path / "home"]
    result = CliRunner().invoke(app, ["replay", *map(str, arguments), "--json", str(json_file)])
    assert result.exit_code == 0, result.output
    assert "1 of 3 messages change" in result.output
    assert f"- {CLAIMS[0][1]} [1]" in result.output
    told = json.loads(json_file.read_text(encoding="utf-8"))
    assert [row["id"] for row in told["changed"]] == ["1"]
    assert sum(told["counts"].values()) == 1


def test_a_version_that_does_not_exist_is_told_with_the_cure(tmp_path: Path) -> None:
    messages = tmp_path / "messages.txt"
    messages.write_text("早安", encoding="utf-8")
    for old in ("20200101-000000-00000000", "current"):
        result = CliRunner().invoke(app, ["replay", old, old, str(messages), "--home", str(tmp_path)])
        assert result.exit_code == 1
        assert "zhendema index build" in result.output
