"""Train the encoder that ships with the project: texts, tokenizer, contrastive training, model folder."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.text import normalise
from index.contrast import TokenVectors, order_loss, same_claim_loss
from index.forwarding import forward
from index.model_files import write_model
from index.pairs import TrainingTexts, read_training_texts
from index.token_rows import TokenRows, join, tokenise
from index.tokenizer import build_tokenizer

SEED = 20261122

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is (0 when not known)."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is trained; the values are those of the shipped model, chosen in docs/matching.md.

    :param pieces: of the tokenizer; with `dimension` bytes each they make the size of the model
    :param batch: pairs that a step draws; all others in it are the negatives of each
    :param rate: learning rate at its highest, after `warm_up` steps; from there it falls to zero in a line
    :param scale: inverse temperature of the contrast
    :param order_weight: weight of the labelled pairs' loss; 0 leaves them out, see docs/matching.md
    :param single_share: single texts in a step, a share of `batch`; two random parts of one belong together
    :param keep: probability with which a token of a text is kept in a step
    :param tokenizer_texts: texts that the tokenizer is built from, of each kind of file
    """

    pieces: int = 40_000
    dimension: int = 384
    steps: int = 1_200
    batch: int = 1024
    rate: float = 0.02
    warm_up: int = 50
    scale: float = 30.0
    order_weight: float = 0.0
    order_batch: int = 512
    single_share: float = 1.5
    single_keep: float = 0.6
    keep: float = 0.95
    longest: int = 160
    tokenizer_texts: int = 160_000
    kind_weights: dict[str, float] = field(
        default_factory=lambda: {
            "same_rumor": 3.0,
            "claim_debunk": 2.0,
            "paraphrase": 1.0,
            "question_text": 0.5,
            "question_answer": 0.5,
            "title_text": 0.4,
        }
    )
    source_weights: dict[str, float] = field(default_factory=lambda: {"cofacts_reason_reply": 0.1})
    """Factors for single sources, besides their kind's: reasons often speak of something else."""

    def __post_init__(self) -> None:
        for name in ("pieces", "dimension", "steps", "batch", "longest"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {getattr(self, name)}")


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What a training did."""

    counts: dict[str, dict[str, int]]
    """Pairs by kind and source."""
    single_texts: int
    pieces: int
    dimension: int
    steps: int
    seed: int
    loss: float
    """Mean contrast loss of the last hundred steps."""
    seconds: float


def train_encoder(
    data: Path,
    out: Path,
    *,
    seed: int = SEED,
    recipe: Recipe | None = None,
    on_progress: Progress | None = None,
) -> TrainingReport:
    """Train an encoder and write it to a folder that sentence-transformers loads.

    Equal texts, recipe and seed give the same tokenizer, and vectors that agree to rounding
    (equal bytes on one machine with one thread; cosine above 0.99 from machine to machine).

    :param data: folder of `pairs.jsonl.gz`, and `labelled_pairs.jsonl.gz` and `texts.txt.gz` if there are
    :raises TrainingError: when the texts are missing or not of the expected form
    """
    begun = time.monotonic()
    recipe = recipe or Recipe()
    tell = on_progress or (lambda _what, _done, _of: None)
    texts = read_training_texts(data, lambda name, lines: tell(f"reading {name}", lines, 0))
    tell("building the tokenizer", 0, 0)
    tokenizer = build_tokenizer(_sample(texts, recipe.tokenizer_texts, seed), size=recipe.pieces)
    tell("tokenising", 0, 0)
    lessons = _prepare(texts, tokenizer, seed)
    vectors, loss = _learn(lessons, tokenizer.get_vocab_size(), recipe, seed, tell)
    write_model(out, tokenizer, vectors)
    return TrainingReport(
        counts=texts.counts(),
        single_texts=len(texts.texts),
        pieces=tokenizer.get_vocab_size(),
        dimension=recipe.dimension,
        steps=recipe.steps,
        seed=seed,
        loss=loss,
        seconds=time.monotonic() - begun,
    )


@dataclass(frozen=True, slots=True)
class _Lessons:
    """All training texts as tokens, one behind the other.

    The firsts of the pairs, their seconds, both again as they look after going round, the labelled pairs'
    firsts and seconds, the single texts.
    """

    rows: TokenRows
    kinds: tuple[tuple[str, str], ...]
    groups: NDArray[np.int64]
    same: NDArray[np.bool_]

    @property
    def first_labelled(self) -> int:
        return 4 * len(self.kinds)

    @property
    def first_single(self) -> int:
        return self.first_labelled + 2 * len(self.same)


def _sample(texts: TrainingTexts, of_each: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311  a sample, not a secret
    paired = [text for pair in texts.pairs for text in (pair.first, pair.second)]
    found = [text[:300] for text in (paired if len(paired) <= of_each else chance.sample(paired, of_each))]
    singles = texts.texts
    return found + list(singles if len(singles) <= of_each else chance.sample(singles, of_each))


def _prepare(texts: TrainingTexts, tokenizer: Tokenizer, seed: int) -> _Lessons:
    chance = random.Random(seed + 1)  # noqa: S311  a made-up message, not a secret
    firsts, seconds = [pair.first for pair in texts.pairs], [pair.second for pair in texts.pairs]
    every = [firsts, seconds]
    every += [[normalise(forward(text, chance)) for text in half] for half in (firsts, seconds)]
    every += [[pair.first for pair in texts.labelled], [pair.second for pair in texts.labelled]]
    return _Lessons(
        rows=join([tokenise(tokenizer, part) for part in (*every, texts.texts)]),
        kinds=tuple((pair.kind, pair.source) for pair in texts.pairs),
        groups=group_pairs(firsts, seconds),
        same=np.array([pair.same for pair in texts.labelled], dtype=np.bool_),
    )


def group_pairs(firsts: list[str], seconds: list[str]) -> NDArray[np.int64]:
    """Number the pairs so that two that share a text, straight or through others, have the same number.

    :returns: (n,) numbers from 0 up
    """
    above: dict[str, str] = {}

    def top(text: str) -> str:
        while (parent := above.setdefault(text, text)) != text:
            above[text] = above.setdefault(parent, parent)
            text = parent
        return text

    for first, second in zip(firsts, seconds, strict=True):
        above[top(first)] = top(second)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(top(first), len(numbers)) for first in firsts], dtype=np.int64)


def _learn(
    lessons: _Lessons, pieces: int, recipe: Recipe, seed: int, tell: Progress
) -> tuple[NDArray[np.float32], float]:
    """:returns: the vectors (pieces, dimension) and the mean contrast loss of the last hundred steps"""
    chance = np.random.default_rng(seed)
    vectors = TokenVectors(pieces, recipe.dimension, seed)
    weights = np.array(
        [
            recipe.kind_weights.get(kind, 1.0) * recipe.source_weights.get(source, 1.0)
            for kind, source in lessons.kinds
        ]
    )
    reach = np.cumsum(weights / weights.sum())
    losses = []
    for step in range(recipe.steps):
        # Drawn with replacement and then made unique, so that no pair is its own negative.
        drawn = np.searchsorted(reach, chance.random(recipe.batch)).clip(0, len(reach) - 1)
        losses.append(_step(lessons, np.unique(drawn), vectors, recipe, chance, _rate(recipe, step)))
        tell("training", step + 1, recipe.steps)
    return vectors.rows, float(np.mean(losses[-100:]))


def _rate(recipe: Recipe, step: int) -> float:
    return recipe.rate * min(1.0, (step + 1) / recipe.warm_up) * (1 - step / recipe.steps)


def _step(
    lessons: _Lessons,
    pairs: NDArray[np.int64],
    vectors: TokenVectors,
    recipe: Recipe,
    chance: np.random.Generator,
    rate: float,
) -> float:
    """Move the vectors once; :returns: the contrast loss"""
    from torch.nn.functional import normalize

    number = len(lessons.kinds)
    views = [pairs + half * number + 2 * number * (chance.random(len(pairs)) < 0.5) for half in (0, 1)]
    singles = _draw_singles(lessons, recipe, chance)
    labelled = np.zeros(0, dtype=np.int64)
    if len(lessons.same) and recipe.order_weight:
        labelled = chance.integers(0, len(lessons.same), recipe.order_batch)
    first_labelled = lessons.first_labelled + labelled
    rows = np.concatenate(
        [views[0], singles, views[1], singles, first_labelled, first_labelled + len(lessons.same)]
    )
    keep = np.ones(len(rows))
    contrasted = len(pairs) + len(singles)
    for begin in (0, contrasted):
        keep[begin : begin + len(pairs)] = recipe.keep
        keep[begin + len(pairs) : begin + contrasted] = recipe.single_keep
    tokens, owner = lessons.rows.take(rows, keep, recipe.longest, chance)
    sums, counts, present = vectors.embed(tokens, owner, len(rows))
    unit = normalize(sums, dim=1)
    groups = np.concatenate([lessons.groups[pairs], -1 - np.arange(len(singles))])
    contrast = same_claim_loss(unit[:contrasted], unit[contrasted : 2 * contrasted], groups, recipe.scale)
    loss = contrast
    if len(labelled):
        questions = unit[2 * contrasted :]
        same = lessons.same[labelled]
        order = order_loss(questions[: len(same)], questions[len(same) :], same, recipe.scale)
        loss = contrast + recipe.order_weight * order
    loss.backward()  # type: ignore[no-untyped-call]
    if sums.grad is not None:
        vectors.move(sums.grad, counts, present, rate)
    return float(contrast.detach())


def _draw_singles(lessons: _Lessons, recipe: Recipe, chance: np.random.Generator) -> NDArray[np.int64]:
    """Draw single texts of six tokens and more; halves of shorter ones say too little."""
    available = len(lessons.rows) - lessons.first_single
    if not available or not recipe.single_share:
        return np.zeros(0, dtype=np.int64)
    drawn = np.unique(chance.integers(0, available, max(1, int(recipe.batch * recipe.single_share))))
    drawn += lessons.first_single
    return drawn[lessons.rows.starts[drawn + 1] - lessons.rows.starts[drawn] > 5]
