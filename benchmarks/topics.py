"""Measure how well topics are guessed: python benchmarks/topics.py

Cross-validated on the shipped debunks in five folds, the texts of a debunk in one of them. For each topic
it prints its texts, the share of them that is guessed right, the share with a guess likely enough to be
proposed, and how many proposals of it are right.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

_FOLDS = 5
_SEED = 0


def main() -> None:
    """Print the table in Markdown."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    from corpus.library import LIBRARY, read_corpus
    from index.claims import ClaimTexts
    from index.encoder import load_encoder
    from index.topics import SURE_FROM, TopicModel

    debunks = read_corpus([LIBRARY]).debunks
    texts = ClaimTexts.of_debunks(debunks)
    vectors = load_encoder().encode_claims(texts.claims)
    owners = np.asarray(texts.claim_owners)
    topics = np.array([debunks[owner].topic for owner in owners])
    folds = (np.random.default_rng(_SEED).permutation(len(debunks)) % _FOLDS)[owners]
    guesses = np.empty_like(topics)
    likelihoods = np.zeros(len(topics))
    began = time.process_time()
    for fold in range(_FOLDS):
        model = TopicModel.of_vectors(vectors[folds != fold], list(topics[folds != fold]))
        assert model is not None, "expected topics in the shipped corpus"
        found = model.likelihoods(vectors[folds == fold])
        guesses[folds == fold] = np.array(model.topics)[found.argmax(axis=1)]
        likelihoods[folds == fold] = found.max(axis=1)
    took = (time.process_time() - began) / _FOLDS
    right, sure = guesses == topics, likelihoods >= SURE_FROM
    print(f"{len(topics)} texts of {len(debunks)} debunks; learning took {took:.2f} s of one core\n")
    print(
        "| topic | texts | guessed right | proposed | of these right |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for topic in ["all", *sorted(set(topics), key=lambda topic: -int((topics == topic).sum()))]:
        own = np.ones_like(right) if topic == "all" else topics == topic
        proposed = sure & (own if topic == "all" else guesses == topic)
        precision = f"{right[proposed].mean():.2f}" if proposed.any() else "-"
        share = proposed.sum() / len(topics) if topic == "all" else (sure & own).sum() / own.sum()
        print(f"| {topic or '(none)'} | {own.sum()} | {right[own].mean():.2f} | {share:.2f} | {precision} |")


if __name__ == "__main__":
    main()
