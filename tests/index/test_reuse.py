"""A version that takes over the vectors of the one before is equal to one that was built from nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.library import Corpus, read_corpus
from index.build import build_index, build_version
from index.debunk_lines import line_of
from index.embedding import embed
from index.encoder import load_encoder
from index.known_cuts import KnownCuts
from index.known_lines import KnownLines
from index.manifest import MANIFEST_FILE
from index.marks import marks_of
from index.ragged import Ragged
from index.reuse import KnownVectors
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder

NEW = debunks()[0].model_copy(update={"id": "new", "claim": "城东的老粮仓里发现了恐龙蛋", "variants": ()})


class CountingEncoder(HashingEncoder):
    """Remembers which texts it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return super().encode_claims(texts)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


def test_only_new_texts_are_embedded_and_the_files_are_those_of_a_full_build(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build_version(debunks(), tmp_path / "one", encoder=encoder)
    encoder.seen.clear()
    reused = build_version([*debunks()[1:], NEW], tmp_path / "one", encoder=encoder)
    assert all("恐龙蛋" in text for text in encoder.seen)
    assert 0 < len(encoder.seen) <= 2
    full = build_version([*debunks()[1:], NEW], tmp_path / "other", encoder=HashingEncoder())
    assert contents(reused) == contents(full)


def test_the_shipped_encoder_gives_the_same_bytes_too(tmp_path: Path) -> None:
    build_version(debunks(), tmp_path / "one", encoder=load_encoder())
    reused = build_version([*debunks(), NEW], tmp_path / "one", encoder=load_encoder())
    full = build_version([*debunks(), NEW], tmp_path / "one", encoder=load_encoder(), full=True)
    assert contents(reused) == contents(full)


def test_a_full_build_embeds_all(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    build_version(debunks(), tmp_path, encoder=encoder)
    first = len(encoder.seen)
    build_version(debunks(), tmp_path, encoder=encoder, full=True)
    assert len(encoder.seen) == 2 * first


def test_vectors_of_another_encoder_and_damaged_ones_are_not_taken_over(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    folder = build_version(debunks(), tmp_path, encoder=encoder)
    assert len(KnownVectors.open(tmp_path, HashingEncoder())) == len(encoder.seen)
    assert len(KnownVectors.open(tmp_path, HashingEncoder("other"))) == 0
    assert len(KnownVectors.open(tmp_path / "nowhere", HashingEncoder())) == 0
    (file,) = tmp_path.glob(".vectors/*/*.vectors")
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    encoder.seen.clear()
    again = build_version(debunks(), tmp_path, encoder=encoder)
    assert len(encoder.seen) == 20
    assert contents(again) == contents(folder)


def test_a_debunk_that_comes_back_is_not_embedded_again(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    for corpus in (debunks(), debunks()[1:], [*debunks()[1:], NEW]):
        build_version(corpus, tmp_path, encoder=encoder)
    encoder.seen.clear()
    build_version(debunks(), tmp_path, encoder=encoder)
    assert encoder.seen == []


@given(st.lists(st.lists(st.integers(0, 60), max_size=40), max_size=20))
@settings(max_examples=15, deadline=None)
def test_what_is_kept_is_what_was_made_and_is_bounded(builds: list[list[int]]) -> None:
    encoder = HashingEncoder(dimension=4)
    with TemporaryDirectory() as root:
        folder = Path(root, ".vectors", "0" * 64)
        for build in builds:
            texts = [f"第{number}句" for number in build]
            known = KnownVectors(folder, 4, spare=10)
            before = len(known)
            made = encoder.encode_claims(texts)
            assert np.array_equal(embed(Ragged.of_texts(texts), encoder, known), made)
            kept = KnownVectors(folder, 4, spare=10)
            rows = np.zeros((len(texts), 4), dtype=np.float32)
            assert len(kept.fill(marks_of(text.encode() for text in texts), rows)) == 0
            assert np.array_equal(rows, made)
            assert len(kept) <= 2 * len(set(texts)) + 10 or len(kept) <= before
            assert len(list(folder.glob("*"))) <= 16


def test_nothing_but_files_of_vectors_is_ever_deleted(tmp_path: Path) -> None:
    letters = [tmp_path / name / "letter.txt" for name in ("here", "there", "elsewhere")]
    root = tmp_path / "index"
    letters += [root / ".vectors" / name / "letter.txt" for name in ("notes", "a" * 64, "b" * 64)]
    for letter in letters:
        letter.parent.mkdir(parents=True)
        letter.write_text("dear", encoding="utf-8")
    for number in range(4):
        build_version(debunks()[:2], root, encoder=HashingEncoder(str(number)), full=True)
    beside = KnownVectors(tmp_path / "own", 256)
    embed(Ragged.of_texts(["text"]), HashingEncoder(), beside)
    assert all(letter.read_text(encoding="utf-8") == "dear" for letter in letters)


def test_only_the_encoders_used_last_are_remembered(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        build_version(debunks()[:2], tmp_path, encoder=HashingEncoder(name))
    kept = {path.name for path in (tmp_path / ".vectors").iterdir()}
    assert kept == {HashingEncoder(name).fingerprint for name in ("two", "three")}


def test_versions_built_within_a_second_stand_in_the_order_of_their_making(tmp_path: Path) -> None:
    names = [build_version(some, tmp_path, encoder=HashingEncoder()).name for some in _growing()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)


def _growing() -> list[list[Debunk]]:
    return [debunks()[:count] for count in range(1, 5)]


def test_any_changes_give_the_files_of_a_full_build_also_after_damage(tmp_path: Path) -> None:
    random = Random(3)
    pool = [
        debunks()[number % 10].model_copy(
            update={"id": f"d{number}", "claim": f"第{number}座桥下周收{number}元"}
        )
        for number in range(12)
    ]
    for step in range(6):
        chosen = [NEW, *random.sample(pool, random.randint(1, 12))]
        if step % 2:
            chosen[-1] = chosen[-1].model_copy(update={"summary": f"没有这回事{step}。", "variants": ()})
        reused = build_version(chosen, tmp_path / "one", encoder=HashingEncoder())
        build_index(chosen, tmp_path / "full" / str(step), encoder=HashingEncoder())
        assert contents(reused) == contents(tmp_path / "full" / str(step))
        kept = sorted(tmp_path.glob("one/.cuts/*/*.cuts"))
        assert kept
        if step == 3:
            kept[0].write_bytes(kept[0].read_bytes()[:-1])


def test_cuts_are_bounded_taken_over_and_deleted_alone(tmp_path: Path) -> None:
    letters = [tmp_path / ".cuts" / name / "letter.txt" for name in ("notes", "a" * 64, "b" * 64, "c" * 64)]
    for letter in letters:
        letter.parent.mkdir(parents=True)
        letter.write_text("dear", encoding="utf-8")
    for number in range(20):
        some = [debunks()[0].model_copy(update={"claim": f"第{number}座桥下周收费"})]
        known = KnownCuts.open(tmp_path, HashingEncoder())
        known.cut(list(map(line_of, some)))
        again = KnownCuts.open(tmp_path, HashingEncoder())
        assert again.cut(list(map(line_of, some))).claims.texts()[0] == f"第{number}座桥下周收费"
        assert 1 <= len(list(tmp_path.glob(".cuts/*/*.cuts"))) <= 16
    assert all(letter.read_text(encoding="utf-8") == "dear" for letter in letters)


def test_vectors_of_many_texts_are_kept_in_full_length_and_taken_over_rounded(tmp_path: Path) -> None:
    texts = Ragged.of_texts(["一", "二", "一", "三"])
    made = HashingEncoder().encode_claims(texts.texts())
    for _ in range(2):
        known = KnownVectors(tmp_path / "kept", 256)
        assert np.array_equal(embed(texts, HashingEncoder(), known, rounded=True), made.astype(np.float16))
    assert len(KnownVectors(tmp_path / "kept", 256)) == 3
    assert np.array_equal(embed(texts, CountingEncoder(), KnownVectors(tmp_path / "kept", 256)), made)


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    known = KnownVectors(tmp_path / "file" / "kept", 256)
    assert len(embed(Ragged.of_texts(["一", "二"]), HashingEncoder(), known)) == 2
    assert len(known) == 0


def read_with(root: Path, file: Path) -> Corpus:
    known = KnownLines.open(root)
    corpus = read_corpus([file], known)
    known.keep()
    return corpus


def test_lines_that_are_known_give_the_debunks_and_faults_that_validation_gives(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    lines = [line_of(each) for each in debunks()]
    lines[1] = lines[1].replace(b'"claim":"', b'"claim":"  ')  # white space, which is taken off
    lines[2] = lines[2].replace(b'"false"', b'"wrong"')
    lines[3] = b'{"id": "twice", ' + lines[3][1:]
    lines[4] = json.dumps(json.loads(lines[4])).encode() + b"\r"
    file.write_bytes(b"\xef\xbb\xbf" + b"\n".join([*lines, lines[0]]))
    told = read_corpus([file])
    assert (len(told.debunks), len(told.faults)) == (8, 3)
    for _ in range(2):
        found = read_with(tmp_path, file)
        assert found == told
        assert [line_of(each) for each in found.debunks] == [line_of(each) for each in told.debunks]
    (kept,) = tmp_path.glob(".lines/*/*.lines")
    assert kept.stat().st_size == 16 * 8  # not the line whose fields validation changes; the first one twice
    kept.write_bytes(kept.read_bytes()[:-1])
    assert read_with(tmp_path, file) == told


def test_known_lines_are_bounded(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    for number in range(20):
        some = debunks()[0].model_copy(update={"claim": f"第{number}座桥下周收费"})
        file.write_bytes(line_of(some))
        assert read_with(tmp_path, file).debunks == (some,)
        assert 1 <= len(list(tmp_path.glob(".lines/*/*.lines"))) <= 16
