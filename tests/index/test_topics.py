"""The topic of a text is guessed from the debunks that have one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build_index
from index.errors import BrokenIndex
from index.manifest import MANIFEST_FILE, Manifest, hash_file
from index.search import ClaimIndex
from index.topics import SURE_FROM, TopicModel
from tests.index.corpora import debunks
from tests.index.hashing import HashingEncoder


def vectors(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def test_what_lies_apart_is_told_apart() -> None:
    axes = np.eye(16, dtype=np.float32)
    model = TopicModel.of_vectors(
        np.repeat(axes[:3], 20, axis=0), ["food"] * 20 + ["law"] * 20 + ["tech"] * 20
    )
    assert model is not None
    assert [model.guess(axes[number])[0] for number in range(3)] == ["food", "law", "tech"]
    topic, confidence = model.guess(axes[9])
    assert (topic, round(confidence, 2)) == ("", 0.33)


def test_the_likeliest_topics_are_named_in_their_order_however_unlikely() -> None:
    axes = np.eye(16, dtype=np.float32)
    model = TopicModel.of_vectors(
        np.repeat(axes[:3], 20, axis=0), ["food"] * 20 + ["law"] * 20 + ["tech"] * 20
    )
    assert model is not None
    between = (0.01 * axes[0] + 0.03 * axes[1] + 0.02 * axes[2]).astype(np.float32)
    assert model.guess(between)[0] == ""
    assert model.likeliest(between, 2) == ("law", "tech")
    assert len(model.likeliest(between, 9)) == 3


def test_texts_without_topic_count_for_nothing() -> None:
    rows = vectors(30)
    topics = ["food", "law", "food"] * 10
    model = TopicModel.of_vectors(rows, topics)
    with_others = TopicModel.of_vectors(np.concatenate([rows, vectors(5, 1)]), [*topics, *[""] * 5])
    assert model is not None
    assert with_others is not None
    assert np.allclose(model.likelihoods(rows), with_others.likelihoods(rows), atol=1e-3)


@pytest.mark.parametrize("topics", [[], ["", ""], ["food", "food"], ["food", ""]])
def test_fewer_than_two_topics_teach_nothing(topics: list[str]) -> None:
    assert TopicModel.of_vectors(vectors(len(topics)), topics) is None


def test_a_stored_model_guesses_the_same_and_is_stored_the_same(tmp_path: Path) -> None:
    rows = vectors(40)
    model = TopicModel.of_vectors(rows, ["food", "law", "science", "自定"] * 10)
    assert model is not None
    (tmp_path / "again").mkdir()
    model.save(tmp_path)
    loaded = TopicModel.load(tmp_path)
    assert loaded is not None
    assert loaded.topics == ("food", "law", "science", "自定")
    assert (loaded.likelihoods(rows) == model.likelihoods(rows)).all()
    loaded.save(tmp_path / "again")
    assert (tmp_path / "topics.npz").read_bytes() == (tmp_path / "again" / "topics.npz").read_bytes()
    assert TopicModel.load(tmp_path / "nothing") is None


@given(st.integers(2, 40), st.integers(0, 1_000))
@settings(deadline=None, max_examples=25)
def test_likelihoods_are_of_sum_one(count: int, seed: int) -> None:
    rows = vectors(count, seed)
    model = TopicModel.of_vectors(rows, [f"t{number % 3}" for number in range(count)])
    assert model is not None
    found = model.likelihoods(rows)
    assert np.allclose(found.sum(axis=1), 1)
    for row in rows:
        topic, confidence = model.guess(row)
        assert 0 < confidence <= 1
        assert bool(topic) is (confidence >= SURE_FROM)


def test_a_version_holds_what_its_debunks_teach(starter: ClaimIndex, starter_folder: Path) -> None:
    assert "topics.npz" in Manifest.read(starter_folder).files
    assert starter.topic_of("喝柠檬水可以治好糖尿病吗？")[0] in {"health", "food", "medicine"}
    assert starter.topic_of("加好友就免费送贴图，点链接领取")[0] == "scam"
    assert starter.topic_of("小区今天有人新冠确诊，要封楼了")[0] == "epidemic"
    assert starter.topic_of("哈") == starter.topic_of("哈")
    assert starter.topic_of("") == ("", 0.0)


def test_a_topic_of_ones_own_is_proposed(tmp_path: Path) -> None:
    some = debunks()
    own = [
        debunk.model_copy(update={"topic": "canteen" if row % 2 else "law"})
        for row, debunk in enumerate(some)
    ]
    build_index(own, tmp_path / "own", encoder=HashingEncoder())
    index = ClaimIndex.load(tmp_path / "own", HashingEncoder())
    found = {debunk.claim: index.topic_of(debunk.claim)[0] for debunk in own}
    assert found == {debunk.claim: debunk.topic for debunk in own}


def test_a_version_without_proposes_nothing(tmp_path: Path) -> None:
    plain = [debunk.model_copy(update={"topic": ""}) for debunk in debunks()]
    build_index(plain, tmp_path / "plain", encoder=HashingEncoder())
    assert not (tmp_path / "plain" / "topics.npz").exists()
    assert ClaimIndex.load(tmp_path / "plain", HashingEncoder()).topic_of(plain[0].claim) == ("", 0.0)


def test_a_file_of_another_kind_is_a_broken_index(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    build_index(debunks(), folder, encoder=HashingEncoder())
    (folder / "topics.npz").write_bytes(b"no model")
    manifest = Manifest.read(folder)
    manifest.files["topics.npz"] = hash_file(folder / "topics.npz")
    (folder / MANIFEST_FILE).unlink()
    manifest.write(folder)
    with pytest.raises(BrokenIndex, match="expected a whole index"):
        ClaimIndex.load(folder, HashingEncoder())
