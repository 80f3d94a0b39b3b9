"""Train the encoder that ships with the project: texts, tokenizer, contrastive training, model folder."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.debunk import Debunk
from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise
from index.contrast import TokenVectors, same_claim_loss
from index.forwarding import forward
from index.model_files import write_model
from index.own_pairs import own_pairs
from index.pairs import Pair, TrainingTexts, count_pairs, read_training_texts
from index.practice import Practice, Synonyms, read_practice
from index.progress import Progress, begin
from index.recipe import Recipe
from index.segments import Segmenter
from index.token_rows import TokenRows, join, tokenise
from index.tokenizer import build_tokenizer

SEED = 20261122


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """What of our own writing the encoder learns from, beside the training files."""

    debunks: tuple[Debunk, ...] = ()
    practice: tuple[Practice, ...] = ()
    synonyms: Synonyms = field(default_factory=lambda: Synonyms([]))

    @classmethod
    def read(cls) -> OwnTexts:
        """Read the shipped corpus, the practice messages and the synonyms.

        :raises TrainingError: when a line is not of the expected form
        """
        return cls(read_corpus([LIBRARY]).debunks, tuple(read_practice()), Synonyms.read())


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
    own: OwnTexts | None = None,
    seed: int = SEED,
    recipe: Recipe | None = None,
    on_progress: Progress | None = None,
) -> TrainingReport:
    """Train an encoder and write it to a folder that sentence-transformers loads.

    Equal texts, recipe and seed give the same tokenizer, and vectors that agree to rounding
    (equal bytes on one machine with one thread; cosine above 0.99 from machine to machine).

    :param data: folder of `pairs.jsonl.gz`, and `labelled_pairs.jsonl.gz` and `texts.txt.gz` if there are
    :param own: further texts; none unless told
    :raises TrainingError: when the texts are missing or not of the expected form
    """
    begun = time.monotonic()
    recipe = recipe or Recipe()
    tell = on_progress or (lambda _what, _done, _of: None)
    texts = read_training_texts(data, lambda name, lines: tell(f"reading {name}", lines, 0))
    begin(on_progress, "building the tokenizer")
    tokenizer = build_tokenizer(_sample(texts, recipe.tokenizer_texts, seed), size=recipe.pieces)
    pairs = [*texts.pairs, *_more_pairs(own or OwnTexts(), texts, recipe.reworded, seed)]
    begin(on_progress, "tokenising")
    lessons = _prepare(pairs, texts.texts, Segmenter(tokenizer), recipe.longest, seed)
    vectors, loss = _learn(lessons, tokenizer.get_vocab_size(), recipe, seed, tell)
    write_model(out, tokenizer, vectors)
    return TrainingReport(
        counts=count_pairs(pairs),
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

    The firsts of the pairs, their seconds, both again as they look after going round, the single texts.
    """

    rows: TokenRows
    kinds: tuple[tuple[str, str], ...]
    groups: NDArray[np.int64]

    @property
    def first_single(self) -> int:
        return 4 * len(self.kinds)


def _sample(texts: TrainingTexts, of_each: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311  a sample, not a secret
    paired = [text for pair in texts.pairs for text in (pair.first, pair.second)]
    found = [text[:300] for text in (paired if len(paired) <= of_each else chance.sample(paired, of_each))]
    singles = texts.texts
    return found + list(singles if len(singles) <= of_each else chance.sample(singles, of_each))


def _more_pairs(own: OwnTexts, texts: TrainingTexts, reworded: int, seed: int) -> list[Pair]:
    chance = random.Random(seed)  # noqa: S311  a sample, not a secret
    singles = texts.texts if len(texts.texts) <= reworded else chance.sample(texts.texts, reworded)
    return own_pairs(own.debunks, own.practice, own.synonyms, singles, seed)


def _prepare(
    pairs: Sequence[Pair], singles: Sequence[str], segmenter: Segmenter, longest: int, seed: int
) -> _Lessons:
    chance = random.Random(seed + 1)  # noqa: S311  a made-up message, not a secret
    firsts, seconds = [pair.first for pair in pairs], [pair.second for pair in pairs]
    every = [firsts, seconds]
    every += [[normalise(forward(text, chance)) for text in half] for half in (firsts, seconds)]
    return _Lessons(
        rows=join([tokenise(segmenter, [text[:longest] for text in part]) for part in (*every, singles)]),
        kinds=tuple((pair.kind, pair.source) for pair in pairs),
        groups=group_pairs(firsts, seconds),
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
    weights = recipe.pair_weights(lessons.kinds)
    reach = np.cumsum(weights / weights.sum())
    losses = []
    for step in range(recipe.steps):
        # Drawn with replacement and then made unique, so that no pair is its own negative.
        drawn = np.searchsorted(reach, chance.random(recipe.batch)).clip(0, len(reach) - 1)
        losses.append(_step(lessons, np.unique(drawn), vectors, recipe, chance, recipe.rate_at(step)))
        tell("training", step + 1, recipe.steps)
    return vectors.rows, float(np.mean(losses[-100:]))


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
    rows = np.concatenate([views[0], singles, views[1], singles])
    paired = np.tile(np.arange(len(pairs) + len(singles)) < len(pairs), 2)
    # What lies across two words would tell which word of a part was left out.
    keep = np.where(paired, recipe.keep, recipe.single_keep)
    tokens, owner = lessons.rows.take(rows, keep, paired, chance)
    sums, counts, present = vectors.embed(tokens, owner, len(rows))
    unit = normalize(sums, dim=1)
    half = len(rows) // 2
    groups = np.concatenate([lessons.groups[pairs], -1 - np.arange(len(singles))])
    loss = same_claim_loss(unit[:half], unit[half:], groups, recipe.scale)
    loss.backward()  # type: ignore[no-untyped-call]
    if sums.grad is not None:
        vectors.move(sums.grad, counts, present, rate)
    return float(loss.detach())


def _draw_singles(lessons: _Lessons, recipe: Recipe, chance: np.random.Generator) -> NDArray[np.int64]:
    """Draw single texts of fifteen pieces and more, about six words; parts of shorter ones say too little."""
    available = len(lessons.rows) - lessons.first_single
    if not available or not recipe.single_share:
        return np.zeros(0, dtype=np.int64)
    drawn = np.unique(chance.integers(0, available, max(1, int(recipe.batch * recipe.single_share))))
    drawn += lessons.first_single
    return drawn[lessons.rows.starts[drawn + 1] - lessons.rows.starts[drawn] > 14]
