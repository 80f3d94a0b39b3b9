"""When the current version no longer fits, and which versions are let be."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.library import read_corpus, standing_corpus
from corpus.local import LocalCorpus
from index.build import build_version
from index.encoder import Encoder, load_encoder
from index.errors import BuildError
from index.fellows import FELLOWS_FILE
from index.manifest import Manifest, hash_file
from index.upkeep import building_alone, renew, why_renew
from index.versions import UNASKED, hold_back, list_versions, prune_versions, use_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder
from tests.index.rebuilding import PROJECT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def build(home: Path, encoder: Encoder) -> Path:
    """A version as it is built from what stands in the home, but with a corpus that is quick to build."""
    return build_version(debunks()[:2], home / "index", encoder=encoder, standing=True)


def change(folder: Path, **fields: object) -> None:
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | fields), encoding="utf-8")


def test_where_nothing_was_built_there_is_nothing_to_renew(home: Path) -> None:
    assert why_renew(home, HashingEncoder()) == ""


def test_own_debunks_stand_beside_the_shipped_ones(home: Path) -> None:
    (home / "corpus").mkdir()
    for name in ("b.jsonl", "a.jsonl", "notes.txt"):
        (home / "corpus" / name).touch()
    assert [path.name for path in standing_corpus(home)] == ["library", "a.jsonl", "b.jsonl"]


def test_other_debunks_are_a_reason(home: Path) -> None:
    build(home, HashingEncoder())
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"


def test_another_encoder_or_form_is_a_reason(home: Path) -> None:
    folder = build(home, HashingEncoder())
    reason = "the encoder or the form of an index has changed"
    change(folder, fingerprint="0" * 64)
    assert why_renew(home, HashingEncoder()) == reason
    change(folder, format=0)
    assert why_renew(home, HashingEncoder()) == reason


def test_another_decision_is_a_reason(home: Path) -> None:
    folder = build(home, HashingEncoder())
    decision = folder / "decision.json"
    decision.write_text(decision.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert why_renew(home, HashingEncoder()) == "the index is damaged"
    change(folder, files={**Manifest.read(folder).files, "decision.json": hash_file(decision)})
    assert why_renew(home, HashingEncoder()) == "the decision model has changed"


def test_a_version_of_a_named_corpus_is_let_be(home: Path) -> None:
    build_version(debunks()[:2], home / "index", encoder=HashingEncoder())
    assert why_renew(home, HashingEncoder()) == ""


def test_an_older_version_that_was_chosen_is_let_be(home: Path) -> None:
    chosen = build(home, HashingEncoder())
    newer = home / "index" / "29991231-235959-00000000"
    chosen.rename(newer)
    build(home, HashingEncoder())
    assert why_renew(home, HashingEncoder()) == ""
    use_version(home / "index", newer.name)
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"


def test_debunks_that_cannot_be_read_are_told(home: Path) -> None:
    build(home, HashingEncoder())
    (home / "corpus").mkdir()
    (home / "corpus" / "own.jsonl").symlink_to("nowhere")
    with pytest.raises(CorpusError, match=r"own\.jsonl"):
        why_renew(home, HashingEncoder())


def egg(number: int) -> Debunk:
    return debunks()[0].model_copy(
        update={
            "id": "local-0",
            "claim": f"第{number}座粮仓里有恐龙蛋",
            "variants": (),
            "url": f"https://check.example/{number}",
        }
    )


def ids(version: Path) -> list[str]:
    return [debunk.id for debunk in read_corpus([version / "debunks.jsonl"]).debunks]


def test_a_version_of_a_named_corpus_gets_the_local_debunks_as_they_are_now(home: Path) -> None:
    chosen = build_version(debunks()[:2], home / "index", encoder=HashingEncoder())
    local = LocalCorpus(home)
    local.publish(egg(1))
    local.publish(egg(2))
    first = renew(home, HashingEncoder())
    assert sorted(ids(first)) == sorted([*ids(chosen), "local-1", "local-2"])
    local.withdraw("local-1", "")
    second = renew(home, HashingEncoder())
    assert sorted(ids(second)) == sorted([*ids(chosen), "local-2"])
    assert not (second / "standing").exists()
    # The bot has no time to look for those of all while people ask.
    assert [(version / FELLOWS_FILE).exists() for version in (chosen, first, second)] == [True, False, False]
    assert renew(home, HashingEncoder()) == second


def test_what_is_published_does_not_bring_in_what_else_changed_in_the_files(home: Path) -> None:
    standing = build(home, HashingEncoder())
    LocalCorpus(home).publish(egg(1))
    imported = home / "corpus" / "imported.jsonl"
    imported.write_text(debunks()[5].model_dump_json() + "\n", encoding="utf-8")
    renewed = renew(home, HashingEncoder())
    assert sorted(ids(renewed)) == sorted([*ids(standing), "local-1"])
    assert (renewed / "standing").exists()
    assert why_renew(home, HashingEncoder()) == "the debunks have changed"


def test_a_standing_version_to_which_a_debunk_was_published_fits(home: Path) -> None:
    build_version(
        read_corpus(standing_corpus(home)).debunks, home / "index", encoder=load_encoder(), standing=True
    )
    LocalCorpus(home).publish(egg(1))
    assert why_renew(home, load_encoder()) == "the debunks have changed"
    renew(home, load_encoder())
    assert why_renew(home, load_encoder()) == ""


def test_debunks_whose_version_was_kept_aside_are_not_built_again(home: Path) -> None:
    build(home, load_encoder())
    everything = read_corpus(standing_corpus(home)).debunks
    aside = build_version(
        everything, home / "index", encoder=load_encoder(), standing=True, make_current=False
    )
    hold_back(aside, "{}")
    assert why_renew(home, load_encoder()) == ""
    (home / "corpus").mkdir()
    (home / "corpus" / "own.jsonl").write_text(debunks()[5].model_dump_json() + "\n", encoding="utf-8")
    assert why_renew(home, load_encoder()) == "the debunks have changed"


def test_a_build_that_was_stopped_before_it_was_asked_is_no_choice_of_anybody(home: Path) -> None:
    before = build(home, load_encoder())
    everything = read_corpus(standing_corpus(home)).debunks
    build_version(everything, home / "index", encoder=load_encoder(), standing=True, make_current=False)
    assert why_renew(home, load_encoder()) == "the debunks have changed"
    assert prune_versions(home / "index", 0) == []
    with building_alone(home / "index"):
        assert [version.name for version in list_versions(home / "index")] == [before.name]


KILLED_ONCE_IT_HAS_A_NAME = """
import os, pathlib, signal, sys
from index.build import build_version
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder
root = pathlib.Path(sys.argv[1])
def watch(event, arguments):
    if event == "open" and str(arguments[0]) == str(root):  # to have the disk hold the new name
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
build_version(debunks(), root, encoder=HashingEncoder(), standing=True, make_current=sys.argv[2] == "current")
"""


@pytest.mark.parametrize("then", ["current", "asked"])
def test_a_version_whose_build_is_killed_once_it_has_a_name_is_no_choice_of_anybody(
    home: Path, then: str
) -> None:
    before = build(home, HashingEncoder())
    root = home / "index"
    command = [sys.executable, "-c", KILLED_ONCE_IT_HAS_A_NAME, str(root), then]
    killed = subprocess.run(command, cwd=PROJECT, check=False)
    assert killed.returncode == -signal.SIGKILL
    known = {version.name: (version.current, version.unasked) for version in list_versions(root)}
    assert len(known) == 2
    assert known.pop(before.name) == (True, False)
    assert list(known.values()) == [(False, True)]
    with building_alone(root):
        assert [version.name for version in list_versions(root)] == [before.name]


def test_a_version_that_answered_stays_though_a_kill_left_its_mark(home: Path) -> None:
    before = build(home, HashingEncoder())
    (before / UNASKED).touch()
    after = build_version(debunks()[:3], home / "index", encoder=HashingEncoder())
    with building_alone(home / "index"):
        assert [version.name for version in list_versions(home / "index")] == [before.name, after.name]


def test_a_version_that_was_not_asked_can_be_chosen_and_stays(home: Path) -> None:
    build(home, HashingEncoder())
    left = build_version(
        debunks()[:3], home / "index", encoder=HashingEncoder(), standing=True, make_current=False
    )
    use_version(home / "index", left.name)
    build(home, HashingEncoder())
    with building_alone(home / "index"):
        assert left.name in [version.name for version in list_versions(home / "index")]


def test_a_second_build_waits_and_says_so_or_stops(home: Path) -> None:
    root = home / "index"
    order: list[str] = []

    def second() -> None:
        with building_alone(root, on_wait=lambda: order.append("waits")):
            order.append("second")

    with building_alone(root):
        with (
            pytest.raises(BuildError, match="another program that is building"),
            building_alone(root, wait=False),
        ):
            pass
        waiting = threading.Thread(target=second)
        waiting.start()
        while "waits" not in order:
            time.sleep(0.01)
        order.append("first")
    waiting.join()
    assert order == ["waits", "first", "second"]
