"""Training the encoder on a few pairs of our own writing."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from corpus.text import normalise
from index.encoder import SentenceEncoder
from index.encoder_figures import EncoderFigures
from index.errors import TrainingError
from index.model_card import write_card
from index.pairs import LABELLED, PAIRS, TEXTS, read_training_texts
from index.recipe import Recipe
from index.train import TrainingReport, group_pairs, train_encoder
from index.train_cli import app

FOODS = ("西瓜", "香蕉", "大蒜", "生姜", "绿茶", "蜂蜜", "螃蟹", "豆浆", "柠檬", "菠菜")
CAUSES = ("会致癌", "能治感冒", "不能空腹吃", "可以降血压", "会让人中毒", "有助减肥")
WORDINGS = (
    ("{}{}", "听说{}{},是真的吗"),
    ("{}真的{}", "朋友圈里都在传{}{},大家注意"),
    ("专家提醒:{}{}", "关于{}{}的说法没有科学依据"),
)
QUICK = Recipe(
    pieces=400,
    dimension=32,
    steps=80,
    batch=64,
    warm_up=5,
    tokenizer_texts=500,
)


def write_lines(path: Path, lines: Iterator[str]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    claims = [(food, cause) for food in FOODS for cause in CAUSES]
    write_lines(
        folder / PAIRS,
        (
            json.dumps({"a": a.format(*claim), "b": b.format(*claim), "kind": "same_rumor", "source": "own"})
            for claim in claims
            for a, b in WORDINGS
        ),
    )
    write_lines(
        folder / LABELLED,
        (
            json.dumps(
                {
                    "a": f"{food}{cause}吗",
                    "b": f"{food}{other}吗",
                    "label": int(cause == other),
                    "source": "own",
                }
            )
            for food in FOODS
            for cause in CAUSES[:2]
            for other in CAUSES[:2]
        ),
    )
    write_lines(folder / TEXTS, (f"今天{food}的价格又涨了,{cause}的传言不可信" for food, cause in claims))
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TrainingReport]:
    out = tmp_path_factory.mktemp("models") / "first"
    return out, train_encoder(data, out, recipe=QUICK)


def test_a_trained_model_puts_wordings_of_one_claim_closer_than_other_claims(
    trained: tuple[Path, TrainingReport],
) -> None:
    encoder = SentenceEncoder(trained[0])
    claims = encoder.encode_claims([f"{food}{cause}" for food in FOODS for cause in CAUSES])
    messages = encoder.encode_messages([f"听说{food}{cause}" for food in FOODS for cause in CAUSES])
    cosines = messages @ claims.T
    apart = cosines[~np.eye(len(cosines), dtype=bool)]
    assert np.diag(cosines).mean() > apart.mean() + 0.3
    assert (cosines.argmax(axis=1) == np.arange(len(cosines))).mean() >= 0.9


def test_a_trained_model_gives_unit_vectors_and_the_same_for_the_same_text(
    trained: tuple[Path, TrainingReport],
) -> None:
    encoder = SentenceEncoder(trained[0])
    rows = encoder.encode_messages(["西瓜会致癌", "西瓜會致癌", "西瓜会致癌"])
    assert rows.shape == (3, QUICK.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(rows[0], rows[1])
    np.testing.assert_array_equal(rows[0], rows[2])


def test_equal_texts_and_seed_give_the_same_model_and_another_seed_another(
    data: Path, trained: tuple[Path, TrainingReport], tmp_path: Path
) -> None:
    train_encoder(data, tmp_path / "again", recipe=QUICK)
    train_encoder(data, tmp_path / "other", recipe=replace(QUICK, steps=5), seed=7)
    first, again = SentenceEncoder(trained[0]), SentenceEncoder(tmp_path / "again")
    texts = [f"{food}{cause}" for food in FOODS for cause in CAUSES]
    cosines = (first.encode_claims(texts) * again.encode_claims(texts)).sum(axis=1)
    assert cosines.min() > 0.99
    tokenizers = [(folder / "tokenizer.json").read_bytes() for folder in (trained[0], tmp_path / "again")]
    assert tokenizers[0] == tokenizers[1]
    assert SentenceEncoder(tmp_path / "other").fingerprint != first.fingerprint


def test_a_report_counts_what_was_read(trained: tuple[Path, TrainingReport]) -> None:
    report = trained[1]
    assert report.counts == {
        "same_question": {"own": len(FOODS) * 2},
        "same_rumor": {"own": len(FOODS) * len(CAUSES) * len(WORDINGS)},
    }
    assert report.single_texts == len(FOODS) * len(CAUSES)
    assert (report.dimension, report.steps) == (32, 80)
    assert 0 < report.loss < 3


def test_pairs_alone_are_enough_to_train(data: Path, tmp_path: Path) -> None:
    (tmp_path / PAIRS).write_bytes((data / PAIRS).read_bytes())
    report = train_encoder(tmp_path, tmp_path / "model", recipe=replace(QUICK, steps=3))
    assert report.single_texts == 0
    assert (tmp_path / "model" / "model.safetensors").is_file()


def test_texts_are_normalised_when_they_are_read(tmp_path: Path) -> None:
    write_lines(tmp_path / PAIRS, iter([json.dumps({"a": "喝熱水😀ＣＯＶＩＤ", "b": "\u200b喝热水covid"})]))
    pair = read_training_texts(tmp_path).pairs[0]
    assert pair.first == pair.second == normalise("喝热水covid")


def test_a_missing_folder_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"got no such file; .*--data DIR"):
        read_training_texts(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "expected a JSON object, got broken JSON"),
        ("[1]", "expected a JSON object, got list"),
        ('{"a": "x"}', "b: expected a text, got NoneType"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str, told: str) -> None:
    write_lines(tmp_path / PAIRS, iter([json.dumps({"a": "喝热水", "b": "喝开水"}), line]))
    with pytest.raises(TrainingError, match=f"{PAIRS}:2: {told}"):
        read_training_texts(tmp_path)


def test_a_file_that_is_no_gzip_is_told(tmp_path: Path) -> None:
    (tmp_path / PAIRS).write_text("{}", encoding="utf-8")
    with pytest.raises(TrainingError, match="expected a gzip file"):
        read_training_texts(tmp_path)


def test_pairs_that_share_a_text_through_others_are_one_group() -> None:
    groups = group_pairs(["a", "c", "x", "b"], ["b", "d", "y", "c"])
    assert groups[0] == groups[1] == groups[3] != groups[2]


def test_groups_do_not_depend_on_the_order_of_the_pairs() -> None:
    chance = random.Random(3)
    pairs = [(str(chance.randrange(60)), str(chance.randrange(60))) for _ in range(40)]
    backward = group_pairs(*map(list, zip(*reversed(pairs), strict=True)))[::-1]
    forward = group_pairs(*map(list, zip(*pairs, strict=True)))
    assert ((forward[:, None] == forward) == (backward[:, None] == backward)).all()


@pytest.mark.parametrize("name", ["pieces", "dimension", "steps", "batch", "longest"])
def test_a_recipe_with_a_size_of_zero_is_refused(name: str) -> None:
    changed: dict[str, Any] = {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be at least 1, got 0"):
        replace(QUICK, **changed)


def test_the_card_names_sources_recipe_and_figures(trained: tuple[Path, TrainingReport]) -> None:
    figures = {"line": EncoderFigures(10, {1: 0.5, 3: 0.75, 10: 1.0}, 0.625)}
    card = write_card(trained[1], QUICK, date(2026, 11, 22), figures)
    assert card.startswith("---\nlanguage: [zh, en]\n")
    assert "| same_rumor | own | 180 |  |" in card
    assert "| line | 10 | 0.500 | 0.750 | 1.000 | 0.625 |" in card
    assert "2026-11-22" in card
    assert "| same_question | own | 20 |  |" in card
    assert "## Figures" not in write_card(trained[1], QUICK, date(2026, 11, 22))


def test_the_command_trains_and_writes_the_card(data: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["encoder", "--data", str(data), "--out", str(tmp_path / "model"), "--steps", "2"]
    )
    assert run.exit_code == 0, run.output
    assert "numbers in" in run.output
    assert "# The encoder of Zhendema" in (tmp_path / "model" / "README.md").read_text(encoding="utf-8")


def test_the_command_tells_of_missing_texts_without_a_traceback(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["encoder", "--data", str(tmp_path), "--out", str(tmp_path / "model")])
    assert run.exit_code == 1
    assert run.output.startswith("zhendema: expected training texts in")
    assert "Traceback" not in run.output
