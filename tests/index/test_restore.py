"""Where the current version is damaged or lost, what answered last answers again before anything is built."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.debunk import Debunk, Verdict
from corpus.library import read_corpus, standing_corpus
from index.asked import Asked
from index.build import STANDING_MARK, build_version
from index.cli import app, build_current
from index.encoder import load_encoder
from index.manifest import Manifest
from index.release import Release, release
from index.restore import restore
from index.upkeep import renew, why_renew
from index.versions import HELD, current_version, hold_back, list_versions, prune_versions, use_version
from tests.index.corpora import CLAIMS, debunk, debunks
from tests.index.hashing import HashingEncoder

QUESTIONS = [Asked(str(number), claim) for number, (_, claim, _) in enumerate(CLAIMS)]
#: All debunks are there, under others' words; others have theirs. Labelled messages there are none.
SPOILT = [
    *(debunk(f"bad-{name}", claim).model_copy(update={"verdict": Verdict.TRUE}) for name, claim, _ in CLAIMS),
    *(each.model_copy(update={"claim": f"第{place}号粮仓的恐龙蛋"}) for place, each in enumerate(debunks())),
]


def build(home: Path, corpus: Sequence[Debunk], standing: bool = False) -> Release:
    return release(corpus, home, encoder=load_encoder(), questions=QUESTIONS, standing=standing)


def damage(version: Path, *names: str) -> None:
    for name in names:
        os.truncate(version / name, 100)


def ids(version: Path) -> list[str]:
    return [debunk.id for debunk in read_corpus([version / "debunks.jsonl"]).debunks]


def answering(home: Path) -> Path:
    """The current version, which is sound."""
    folder = current_version(home / "index")
    assert folder is not None
    Manifest.read(folder).verify(folder)
    return folder


@pytest.mark.parametrize("name", ["fellows.json", "vectors.faiss", "manifest.json"])
def test_damage_in_the_current_version_lets_no_refused_one_through(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = build(tmp_path, debunks(), standing=True).folder
    assert [fault.kind for fault in build(tmp_path, SPOILT).faults] == ["questions_moved"]
    damage(good, name)
    again = build(tmp_path, SPOILT)
    assert [fault.kind for fault in again.faults] == ["questions_moved"]
    restored = answering(tmp_path)
    assert (again.current, again.beside) == (False, restored.name)
    assert ids(restored) == ids(good)
    assert (restored / STANDING_MARK).is_file()
    words = f"{good.name} is damaged; the debunks of {good.name} were built anew: {restored.name}"
    assert words in caplog.messages


def test_where_its_debunks_are_damaged_too_the_newest_sound_version_answers_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path, debunks()[:6])
    sound = build(tmp_path, debunks()[:8]).folder
    current = build(tmp_path, debunks()).folder
    build(tmp_path, SPOILT)
    damage(current, "debunks.jsonl")
    restore(tmp_path / "index", load_encoder())
    assert answering(tmp_path) == sound
    assert f"{current.name} is damaged; {sound.name} answers again" in caplog.messages


def test_what_was_found_damaged_is_shown_so_and_pushes_no_good_version_out(tmp_path: Path) -> None:
    root = tmp_path / "index"
    good = build_version(debunks()[:8], root, encoder=HashingEncoder())
    damaged = build_version(debunks(), root, encoder=HashingEncoder())
    damage(damaged, "vectors.faiss")
    restore(root, HashingEncoder())
    assert [version.damaged for version in list_versions(root)] == [False, True, False]
    assert "damaged" in CliRunner().invoke(app, ["versions", "--home", str(tmp_path)]).output
    assert prune_versions(root, 1) == [damaged.name]
    assert [version.folder for version in list_versions(root)] == [good, answering(tmp_path)]


@pytest.mark.parametrize("dangling", [False, True])
def test_a_lost_link_leads_to_the_newest_version_that_was_not_kept_aside(
    tmp_path: Path, dangling: bool, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path, debunks()[:8])
    good = build(tmp_path, debunks()).folder
    held = build(tmp_path, SPOILT).folder
    link = tmp_path / "index" / "current"
    link.unlink()
    if dangling:
        link.symlink_to("20200101-000000-00000000")
    assert why_renew(tmp_path, load_encoder()) == "which version is the current one is lost"
    found = build(tmp_path, SPOILT)
    assert (found.current, found.beside) == (False, good.name)
    assert answering(tmp_path) == good
    assert (held / HELD).is_file()
    assert f"which version is the current one is lost; {good.name} answers again" in caplog.messages


def test_where_nothing_sound_is_left_what_is_built_answers_and_that_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = build(tmp_path, debunks()).folder
    build(tmp_path, SPOILT)
    damage(good, "debunks.jsonl")
    assert why_renew(tmp_path, load_encoder()) == "the index is damaged"
    found = build(tmp_path, debunks()[:3])
    assert (found.current, found.beside) == (True, "")
    words = f"{good.name} is damaged, and no sound version is left to compare a new one with"
    assert words in caplog.messages


def test_what_is_sound_or_was_never_built_is_let_be(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = tmp_path / "index"
    restore(root, HashingEncoder())
    older = build_version(debunks()[:3], root, encoder=HashingEncoder())
    build_version(debunks(), root, encoder=HashingEncoder())
    use_version(root, older.name)
    caplog.clear()
    restore(root, HashingEncoder())
    assert current_version(root) == older
    assert caplog.messages == []


def test_an_older_version_that_was_chosen_stays_a_choice(tmp_path: Path) -> None:
    root = tmp_path / "index"
    older = build_version(debunks()[:3], root, encoder=HashingEncoder(), standing=True)
    build_version(debunks(), root, encoder=HashingEncoder(), standing=True)
    use_version(root, older.name)
    damage(older, "vectors.faiss")
    restore(root, HashingEncoder())
    assert ids(answering(tmp_path)) == ids(older)
    assert not (answering(tmp_path) / STANDING_MARK).exists()
    assert why_renew(tmp_path, HashingEncoder()) == ""


def test_what_is_published_at_the_desk_goes_beside_whole_debunks(tmp_path: Path) -> None:
    sound = build_version(debunks()[:4], tmp_path / "index", encoder=HashingEncoder())
    damage(build_version(debunks(), tmp_path / "index", encoder=HashingEncoder()), "debunks.jsonl")
    assert ids(renew(tmp_path, HashingEncoder())) == ids(sound)


def test_the_program_by_itself_builds_nothing_that_was_kept_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "index"
    good = build_version(debunks(), root, encoder=load_encoder(), standing=True)
    everything = read_corpus(standing_corpus(tmp_path)).debunks
    aside = build_version(everything, root, encoder=load_encoder(), standing=True, make_current=False)
    hold_back(aside, "{}")
    damage(good, "vectors.faiss")
    assert why_renew(tmp_path, load_encoder()) == "the index is damaged"
    restored = build_current(tmp_path)
    assert ids(restored) == ids(good)
    assert why_renew(tmp_path, load_encoder()) == ""
    # As another encoder has it: what answers is built anew, not what stands in the files.
    manifest = json.loads((restored / "manifest.json").read_text(encoding="utf-8"))
    (restored / "manifest.json").write_text(
        json.dumps(manifest | {"fingerprint": "0" * 64}), encoding="utf-8"
    )
    assert why_renew(tmp_path, load_encoder()) == "the encoder or the form of an index has changed"
    anew = build_current(tmp_path)
    assert anew != restored
    assert ids(anew) == ids(good)
    assert why_renew(tmp_path, load_encoder()) == ""
    assert f"{aside.name} was kept aside" in capsys.readouterr().err


def test_of_a_version_of_another_program_at_least_the_debunks_are_compared(tmp_path: Path) -> None:
    good = build(tmp_path, debunks()).folder
    manifest = json.loads((good / "manifest.json").read_text(encoding="utf-8"))
    (good / "manifest.json").write_text(json.dumps(manifest | {"format": 0}), encoding="utf-8")
    found = build(tmp_path, debunks()[:2])
    assert [(fault.kind, fault.count, fault.of) for fault in found.faults] == [("debunks_gone", 8, 10)]
    assert current_version(tmp_path / "index") == good
