"""A version that is worse than the current one is built, named for what it is, and does not answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner

from corpus.debunk import Debunk, Verdict
from corpus.library import LIBRARY, read_corpus
from index.asked import Asked
from index.benchmark import Labelled
from index.cli import app
from index.difference import new_by_source
from index.encoder import load_encoder
from index.labelled_set import labelled_set, shipped_labelled
from index.limits import Limits
from index.manifest import Manifest
from index.quality import Quality
from index.release import Release, release
from index.versions import current_version, list_versions, use_version
from tests.index.corpora import CLAIMS, debunk, debunks

LABELLED = [Labelled(name, claim, frozenset({name}), "own", "exact") for name, claim, _ in CLAIMS]
QUESTIONS = [Asked(str(number), claim) for number, (_, claim, _) in enumerate(CLAIMS)]
#: A bad import: each has the words of a claim that stands, and calls it true.
SPOILT = [
    debunk(f"bad-{name}", claim).model_copy(update={"verdict": Verdict.TRUE}) for name, claim, _ in CLAIMS[:5]
]


def build(home: Path, corpus: Sequence[Debunk], **more: object) -> Release:
    asked: dict[str, object] = {"labelled": LABELLED, "questions": QUESTIONS}
    return release(corpus, home, encoder=load_encoder(), **(asked | more))  # type: ignore[arg-type]


def without(count: int) -> list[Debunk]:
    """The claims of the first debunks turn up in those of others."""
    return [*SPOILT, *debunks()[count:]]


def test_the_first_version_answers_and_its_figures_are_kept(tmp_path: Path) -> None:
    found = build(tmp_path, debunks())
    assert (found.current, found.faults, found.beside) == (True, (), "")
    assert current_version(tmp_path / "index") == found.folder
    quality = Quality.read(found.folder)
    assert quality == found.quality
    assert (quality.helped, quality.misled, len(quality.judged)) == (1.0, 0.0, 10)
    Manifest.read(found.folder).verify(found.folder)


def test_a_version_that_is_as_good_takes_its_place(tmp_path: Path) -> None:
    build(tmp_path, debunks())
    more = [*debunks(), debunk("new", "城东的老粮仓里发现了恐龙蛋")]
    found = build(tmp_path, more)
    assert (found.current, found.faults) == (True, ())
    assert found.replay is not None
    assert (found.replay.messages, found.replay.changed) == (10, ())


def test_a_worse_version_is_kept_aside_and_says_what_fell_and_who_took_over(tmp_path: Path) -> None:
    good = build(tmp_path, debunks())
    # The right ones are still there, under the wrong words.
    moved = [
        each.model_copy(update={"claim": f"第{place}号粮仓的恐龙蛋"})
        for place, each in enumerate(debunks()[:5])
    ]
    found = build(tmp_path, [*SPOILT, *moved, *debunks()[5:]])
    assert not found.current
    assert current_version(tmp_path / "index") == good.folder
    kinds = {fault.kind: (fault.count, fault.of) for fault in found.faults}
    assert kinds["fewer_helped"] == (5, 10)
    assert kinds["questions_moved"] == (5, 10)
    assert {takeover.debunk for takeover in found.takeovers} <= {each.id for each in SPOILT}
    told = "\n".join(found.words)
    assert "5 fewer of 10 labelled messages are answered rightly: 5, before 10" in told
    assert found.takeovers[0].claim in told
    held = json.loads((found.folder / "held.json").read_text(encoding="utf-8"))
    assert held["version"] == found.folder.name
    assert [version.held for version in list_versions(tmp_path / "index")] == [False, True]
    use_version(tmp_path / "index", found.folder.name)
    assert [version.held for version in list_versions(tmp_path / "index")] == [False, False]


def test_what_was_taken_out_on_purpose_is_no_fault_until_it_is_very_much(tmp_path: Path) -> None:
    build(tmp_path, debunks())
    fewer = build(tmp_path, debunks()[3:])
    assert (fewer.current, fewer.faults) == (True, ())
    many = build(tmp_path, debunks()[8:])
    assert [(fault.kind, fault.count, fault.of) for fault in many.faults] == [("debunks_gone", 5, 7)]
    assert not many.current


def test_the_same_claim_of_another_publisher_is_as_right(tmp_path: Path) -> None:
    build(tmp_path, debunks())
    twins = [
        debunk(f"a-{name}", claim).model_copy(update={"publisher": "Other"}) for name, claim, _ in CLAIMS
    ]
    found = build(tmp_path, [*debunks(), *twins], questions=())
    assert (found.current, found.quality.helped) == (True, 1.0)


def test_force_and_wider_limits_let_it_answer(tmp_path: Path) -> None:
    build(tmp_path, debunks())
    forced = build(tmp_path, without(5), force=True)
    assert forced.current
    assert forced.faults
    build(tmp_path, debunks(), force=True)
    anything = Limits(1.0, 1.0, 1.0, 1.0, 1.0)
    assert build(tmp_path, without(5), limits=anything).faults == ()


def test_what_ships_is_judged_by_what_ships(tmp_path: Path) -> None:
    shipped = shipped_labelled()
    known = {each.id for each in read_corpus([LIBRARY]).debunks}
    assert 400 <= len(shipped) <= 600
    assert all(message.relevant <= known for message in shipped)
    assert shipped == shipped_labelled()
    (tmp_path / "labelled").mkdir()
    own = {"id": "own", "text": "喝热柠檬水治癌症", "relevant": []}
    (tmp_path / "labelled" / "own.jsonl").write_text(json.dumps(own) + "\n", encoding="utf-8")
    assert [message.id for message in labelled_set(tmp_path)[len(shipped) :]] == ["own"]


def test_the_imports_that_brought_what_is_new_are_named_the_greatest_first(tmp_path: Path) -> None:
    kept = debunk("kept:1", "城东的老粮仓里发现了恐龙蛋")
    spoilt = [each.model_copy(update={"id": f"bad:{each.id}"}) for each in SPOILT]
    old = build(tmp_path, [*debunks(), kept]).folder
    changed = kept.model_copy(update={"summary": "是仿制的摆件。"})
    new = build(tmp_path, [*debunks(), changed, *spoilt, debunk("own", "城西的老粮仓里发现了恐龙蛋")]).folder
    assert new_by_source(old, new, {"bad", "kept", "other"}) == {"bad": 5, "kept": 1}
    assert new_by_source(old, new, {"bad", "kept"}, 1) == {"bad": 5}
    assert new_by_source(new, new, {"bad", "kept"}) == {}


def test_a_build_that_is_held_ends_with_3_and_words(tmp_path: Path) -> None:
    corpus, home = tmp_path / "corpus.jsonl", tmp_path / "home"
    (home / "labelled").mkdir(parents=True)
    lines = [{"id": name, "text": claim, "relevant": [name]} for name, claim, _ in CLAIMS]
    (home / "labelled" / "own.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def run(entries: Sequence[Debunk], *more: str) -> tuple[int, str]:
        corpus.write_text("".join(each.model_dump_json() + "\n" for each in entries), encoding="utf-8")
        told = CliRunner().invoke(app, ["build", "--corpus", str(corpus), "--home", str(home), *more])
        return told.exit_code, told.output

    assert run(debunks())[0] == 0
    first = list_versions(home / "index")[0].name
    code, told = run(without(5))
    assert code == 3
    assert f"{first} goes on answering" in told
    assert "5 of 10 debunks are missing" in told
    held = list_versions(home / "index")[1].name
    assert f"zhendema index diff {first} {held}" in told
    listed = CliRunner().invoke(app, ["versions", "--home", str(home)]).output
    assert "kept aside" in listed
    assert "100.0%" in listed
    assert listed.endswith("It compares versions; it is not how well people are answered.\n")
    shown = CliRunner().invoke(app, ["diff", first, held, "--home", str(home)]).output
    assert "added: 5, of Example" in shown
    assert "removed: 5, of Example" in shown
    assert run(without(5), "--force")[0] == 0
    told_as_json = json.loads(run(debunks(), "--json", "--force")[1].splitlines()[-1])
    assert (told_as_json["current"], told_as_json["left_out"]) == (True, 0)
