"""Importing again: what is new, changed, the same, known elsewhere; and that nothing is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from corpus.importing.shelf import Shelf
from tests.corpus.importing.sources import Importer, unchanged, write

JSONL = SourceFormat.JSONL
CLAIMS = ("老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费", "喝高粱醋可以溶解肾结石", "水库里有怪兽出没")


def line(claim: str = CLAIMS[0], **more: Any) -> dict[str, Any]:
    return {
        "claim": claim,
        "rating": "谣言",
        "url": "https://qj.example/1",
        "publisher": "清江查证",
        **more,
    }


def lines(*each: dict[str, Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in each)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "source.jsonl"


def test_a_debunk_is_found_again_by_its_publishers_id(importer: Importer, file: Path) -> None:
    importer.run(write(file, lines(line(id="a"), line(CLAIMS[1], id="b"))), JSONL)
    moved = line(CLAIMS[2], id="a", url="https://qj.example/moved", rating="真")
    done = importer.run(write(file, lines(line(CLAIMS[1], id="b"), moved)), JSONL)
    assert done.counts == (0, 1, 1, 0)
    (changed,) = (each for each in done.outcomes if each.what == "changed")
    assert (changed.debunk_id, [each.field for each in changed.changes]) == (
        "source:a",
        ["claim", "verdict", "url"],
    )
    assert list(done.debunks) == ["source:a", "source:b"]


def test_a_debunk_is_found_again_by_its_address_however_it_is_written(importer: Importer, file: Path) -> None:
    before = importer.run(write(file, lines(line())), JSONL).debunks
    done = importer.run(
        write(file, lines(line(CLAIMS[1], url="http://www.qj.example/1/?utm_source=x"))), JSONL
    )
    assert done.counts == (0, 1, 0, 0)
    assert list(done.debunks) == list(before)


def test_several_checks_on_one_page_keep_apart(importer: Importer, file: Path) -> None:
    importer.run(write(file, lines(line(CLAIMS[0]), line(CLAIMS[1]))), JSONL)
    done = importer.run(
        write(file, lines(line(CLAIMS[2]), line(CLAIMS[1], rating="真"), line(CLAIMS[0]))), JSONL
    )
    assert done.counts == (1, 1, 1, 0)
    assert [each.claim for each in done.debunks.values()] == [CLAIMS[0], CLAIMS[1], CLAIMS[2]]


def test_what_the_source_says_twice_counts_once(importer: Importer, file: Path) -> None:
    done = importer.run(write(file, lines(line(id="a"), line(id="a"), line(id="a", rating="真"))), JSONL)
    assert done.count("added", "repeated", "refused") == (1, 1, 1)
    assert done.rejections[0].expected == "an id of its own"
    done = importer.run(file, JSONL)
    assert done.count("same", "repeated", "refused") == (1, 1, 1)


def test_what_the_source_does_not_name_any_more_stays(importer: Importer, file: Path) -> None:
    importer.run(write(file, lines(line(id="a"), line(CLAIMS[1], id="b"))), JSONL)
    with unchanged(importer.home):
        done = importer.run(write(file, lines(line(id="a"))), JSONL)
    assert (done.result.debunks, done.result.missing) == (2, 1)


def test_a_source_under_another_name_is_noticed_each_time_and_taken_all_the_same(
    importer: Importer, file: Path
) -> None:
    write(file, lines(line(id="a"), line(CLAIMS[1], id="b", url="https://qj.example/2")))
    assert {each.beside for each in importer.run(file, JSONL).outcomes} == {""}
    again = lines(
        line(CLAIMS[2], id="a", url="http://www.qj.example/1/"), line(CLAIMS[3], url="https://qj.example/9")
    )
    for counts in ((2, 0, 0, 0), (0, 0, 2, 0)):
        done = importer.run(write(file, again), JSONL, name="other")
        assert done.counts == counts
        assert [each.beside for each in done.outcomes] == ["source", ""]
    assert [each.beside for each in importer.run(file, JSONL).outcomes] == ["other", "other"]


def test_a_check_that_the_corpus_has_already_is_left_out(importer: Importer, file: Path) -> None:
    own = importer.home / "corpus" / "local.jsonl"
    own.parent.mkdir()
    write(own, lines({**line(), "id": "local-1", "verdict": "false", "lang": "zh-Hans"} | {"rating": None}))
    done = importer.run(write(file, lines(line(), line(CLAIMS[1]))), JSONL)
    assert done.count("added", "known") == (1, 1)
    assert next(each.debunk_id for each in done.outcomes if each.what == "known") == "local-1"


def test_other_files_of_the_corpus_are_never_touched(importer: Importer, file: Path) -> None:
    own = importer.home / "corpus" / "local.jsonl"
    own.parent.mkdir()
    write(own, "whatever it is\n")
    importer.run(write(file, lines(line())), JSONL)
    assert own.read_text(encoding="utf-8") == "whatever it is\n"


def test_a_dry_run_tells_the_same_and_writes_nothing(importer: Importer, file: Path) -> None:
    importer.run(write(file, lines(line(id="a"), line(CLAIMS[1], id="b"))), JSONL)
    write(
        file, lines(line(id="a", rating="真"), line(CLAIMS[2], id="c"), line(CLAIMS[3], id="d", rating="?"))
    )
    with unchanged(importer.home):
        dry = importer.run(file, JSONL, dry=True)
    wet = importer.run(file, JSONL)
    assert dry.counts == wet.counts == (1, 1, 0, 1)
    assert dry.result.debunks == wet.result.debunks == 3


def test_a_dry_run_into_an_empty_home_makes_no_folder(importer: Importer, file: Path) -> None:
    importer.run(write(file, lines(line())), JSONL, dry=True)
    assert not (importer.home / "corpus").exists()


def test_a_file_that_was_broken_by_hand_is_told_and_left(importer: Importer, file: Path) -> None:
    done = importer.run(write(file, lines(line())), JSONL)
    write(done.result.file, done.result.file.read_text(encoding="utf-8") + "{broken\n")
    with unchanged(importer.home), pytest.raises(CorpusError, match=r"source\.jsonl:2: expected a debunk"):
        importer.run(file, JSONL)


def test_a_last_line_without_an_end_is_no_trouble(importer: Importer, file: Path) -> None:
    done = importer.run(write(file, lines(line(id="a"))), JSONL)
    write(done.result.file, done.result.file.read_text(encoding="utf-8").rstrip("\n"))
    with unchanged(importer.home):
        importer.run(file, JSONL)
    done = importer.run(write(file, lines(line(id="a"), line(CLAIMS[1], id="b"))), JSONL)
    assert list(done.debunks) == ["source:a", "source:b"]


def test_the_same_source_is_imported_by_one_program_at_a_time(importer: Importer, file: Path) -> None:
    write(file, lines(line()))
    with Shelf(importer.home, "source").held(), pytest.raises(CorpusError, match="another import at work"):
        importer.run(file, JSONL)


def test_a_folder_that_cannot_be_written_is_told(importer: Importer, file: Path) -> None:
    write(importer.home / "corpus", "a file where a folder should be")
    with pytest.raises(CorpusError, match="nothing was changed"):
        importer.run(write(file, lines(line())), JSONL)


def test_what_is_removed_stays_beside_and_can_be_brought_back(importer: Importer, file: Path) -> None:
    done = importer.run(write(file, lines(line())), JSONL)
    before = done.result.file.read_bytes()
    shelf = Shelf(importer.home, "source")
    removed = shelf.remove()
    assert not shelf.file.exists()
    assert (removed.name, removed.read_bytes()) == ("source.removed", before)
    with pytest.raises(CorpusError, match="expected one of no names yet, got 'source'"):
        shelf.remove()
    removed.rename(shelf.file)
    assert importer.run(file, JSONL).counts == (0, 0, 1, 0)


ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "claim": st.sampled_from(CLAIMS),
            "url": st.sampled_from(["https://qj.example/1", "https://qj.example/2"]),
        },
        optional={"id": st.sampled_from(["a", "b", "c"]), "rating": st.sampled_from(["真", "五颗星"])},
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ENTRIES, second=ENTRIES)
def test_whatever_was_imported_importing_it_again_changes_nothing(
    importer: Importer, file: Path, first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    name = f"n{time.monotonic_ns()}"
    for each in (first, second):
        write(file, lines(*(line(**one) for one in each)))
        done = importer.run(file, JSONL, name=name)
        ids = list(done.debunks) if done.result.file.exists() else []
        assert len(ids) == len(set(ids)) == done.result.debunks
        before = done.result.file.read_bytes() if ids else b""
        again = importer.run(file, JSONL, name=name)
        assert (done.result.file.read_bytes() if ids else b"") == before
        assert again.count("added", "changed") == (0, 0)
        assert again.count("refused") == done.count("refused")


def test_an_import_that_is_killed_leaves_the_file_as_it_was(importer: Importer, file: Path) -> None:
    importer.run(
        write(file, lines(*(line(id=str(n), url=f"https://qj.example/{n}") for n in range(50)))), JSONL
    )
    with unchanged(importer.home / "corpus"):
        pass
    before = Shelf(importer.home, "source").file.read_bytes()
    many = (line(f"第 {n} 号水库里有怪兽", id=str(n), url=f"https://qj.example/{n}") for n in range(20_000))
    write(file, lines(*many))
    command = [sys.executable, "-m", "corpus", "import", str(file), "--format", "jsonl", "--name", "source"]
    process = subprocess.Popen([*command, "--home", str(importer.home)], stdout=subprocess.DEVNULL)
    folder = importer.home / "corpus" / "imported"
    lock = folder / ".source.lock"
    taken = lock.stat().st_mtime_ns
    time.sleep(1.0)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert lock.stat().st_mtime_ns == taken
    assert Shelf(importer.home, "source").file.read_bytes() == before
    done = importer.run(write(file, lines(line(id="7", url="https://qj.example/7"))), JSONL)
    assert not list(folder.glob("*.part"))
    assert done.result.debunks == 50
