"""The encoder that ships with the project, as it lies in index/model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import normalise
from index.encoder import SHIPPED_MODEL, Encoder, load_encoder
from index.model_files import FILES, quantise_rows

LARGEST = 19_000_000
JUNK = ["", " ", "\n\t", "😀😀", "\u200b", "!!!???", "\ud800", "a" * 50_000, "的" * 50_000, "\0", "ཀྵ", "🏳️‍🌈"]
SAME = [
    ("喝热水能治感冒", "听说多喝热水可以治好感冒"),
    ("微波炉加热食物会致癌", "用微波爐熱菜會得癌症嗎"),
    ("吃螃蟹的时候不能喝橙汁", "螃蟹和柳橙汁一起吃会中毒"),
    ("5G基站传播新冠病毒", "新冠病毒是通过5g信号塔传播的"),
    ("手机充电时打电话会爆炸", "充电的时候不要接电话,有人手机爆炸了"),
    ("隔夜水不能喝", "放了一夜的水会致癌,千万别喝"),
    ("接种疫苗会影响生育", "打了疫苗会不孕"),
    ("吃大蒜可以预防流感", "每天吃蒜头就不会得流感"),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_the_model_is_small_and_whole() -> None:
    assert all((SHIPPED_MODEL / name).is_file() for name in FILES)
    assert sum(path.stat().st_size for path in SHIPPED_MODEL.rglob("*") if path.is_file()) <= LARGEST


def test_the_model_loads_by_sentence_transformers_without_a_network() -> None:
    program = (
        "from sentence_transformers import SentenceTransformer\n"
        f"model = SentenceTransformer({str(SHIPPED_MODEL)!r})\n"
        "rows = model.encode(['测试', '測試'])\n"
        "assert (rows[0] == rows[1]).all() and abs(rows[0]).max() > 0\n"
        "print(rows.shape, rows.dtype)\n"
    )
    # No proxy, no hub: any attempt to reach one fails at once.
    told = {**os.environ, "HF_HUB_OFFLINE": "1", "https_proxy": "http://127.0.0.1:9"}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=told, check=False
    )
    assert run.returncode == 0, run.stderr
    rows = len(["测试", "測試"])
    assert run.stdout.strip() == f"({rows}, {load_encoder().dimension}) float32"


@pytest.mark.parametrize("text", JUNK, ids=range(len(JUNK)))
def test_junk_gives_a_finite_vector_of_length_one_or_zero(encoder: Encoder, text: str) -> None:
    row = encoder.encode_messages([text])[0]
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4) or not row.any()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=100))
def test_any_text_gives_the_same_vector_each_time(text: str) -> None:
    encoder = load_encoder()
    first, alone = encoder.encode_messages([text, "别的"])[0], encoder.encode_messages([text])[0]
    np.testing.assert_allclose(first, alone, atol=1e-5)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("喝熱水可以治療感冒", "喝热水可以治疗感冒"),
        ("臺灣的疫苗會影響生育嗎", "台湾的疫苗会影响生育吗"),
        ("頭髮乾燥是因為缺乏維生素", "头发干燥是因为缺乏维生素"),
    ],
)
def test_traditional_and_simplified_characters_give_one_vector(
    encoder: Encoder, traditional: str, simplified: str
) -> None:
    raw = encoder.encode_messages([traditional, simplified])
    assert float(raw[0] @ raw[1]) > 0.999
    read = encoder.encode_messages([normalise(traditional), normalise(simplified)])
    np.testing.assert_array_equal(read[0], read[1])


def test_each_claim_is_closest_to_its_own_rewording(encoder: Encoder) -> None:
    claims = encoder.encode_claims([normalise(claim) for claim, _ in SAME])
    messages = encoder.encode_messages([normalise(message) for _, message in SAME])
    cosines = messages @ claims.T
    assert (cosines.argmax(axis=1) == np.arange(len(SAME))).all()
    assert np.diag(cosines).mean() > cosines[~np.eye(len(SAME), dtype=bool)].mean() + 0.3


def test_the_card_tells_data_recipe_figures_and_limits() -> None:
    card = (SHIPPED_MODEL / "README.md").read_text(encoding="utf-8")
    for heading in ("## Learned from", "## Recipe", "## Figures", "## Limits"):
        assert heading in card
    for name in ("line", "weibo", "ask", "match: semantic"):
        assert f"| {name} |" in card


def test_no_code_is_asked_to_be_trusted() -> None:
    modules = json.loads((SHIPPED_MODEL / "modules.json").read_text(encoding="utf-8"))
    assert [module["type"] for module in modules] == ["sentence_transformers.models.StaticEmbedding"]
    assert not list(SHIPPED_MODEL.rglob("*.py")) + list(SHIPPED_MODEL.rglob("*.bin"))


@given(st.integers(0, 2**32 - 1), st.floats(1e-6, 1e3))
def test_a_number_is_stored_within_half_a_step(seed: int, size: float) -> None:
    rows = (np.random.default_rng(seed).standard_normal((4, 8)) * size).astype(np.float32)
    rows[1] = 0
    whole, scales = quantise_rows(rows)
    back = whole.astype(np.float32) * scales[:, None]
    assert (np.abs(back - rows) <= scales[:, None] * 0.5001 + 1e-12).all()
    assert (back[1] == 0).all()


def test_the_folder_is_named_where_the_encoder_looks() -> None:
    assert Path(__file__).parents[2] / "index" / "model" == SHIPPED_MODEL
