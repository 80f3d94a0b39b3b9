"""The card of a trained encoder: what it learned from, how, what it can do, and what it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from index.encoder_figures import EncoderFigures
from index.recipe import Recipe
from index.train import TrainingReport

_SOURCES = {
    "zhendema": "of our own: shipped corpus, practice messages, synonyms (index/practice/)",
    "cofacts": "messages, replies, links of Cofacts, Taiwan's open database (CC0 at that date)",
    "weibo_rumor_variants": "Weibo posts that were reported as the same rumor (no licence given)",
    "guokr": "claims and explanations of 果壳 谣言粉碎机 (no licence given)",
    "jiaozhen": "claims and explanations of 腾讯新闻较真 (no licence given)",
    "toutiao": "claims and explanations of 今日头条's rumor column (no licence given)",
    "sakura_covid_debunk": "claims and explanations on COVID-19 (no licence given)",
    "covid_health_rumor": "health rumors of the pandemic (no licence given)",
    "dxy": "news and rumors of 丁香园 on COVID-19 (no licence given)",
    "weibo_hot": "headlines and leads of Weibo's trending list (MIT-licensed collection)",
    "zhihu": "questions of 知乎's trending list, details, later wordings (MIT-licensed collection)",
    "xwlb": "headlines and texts of 新闻联播 (MIT-licensed collection)",
    "simclue": "pairs of short questions, SimCLUE (no licence given)",
    "medical": "questions to doctors and answers (no licence given)",
    "lcqmc": "LCQMC, question pairs (no licence given)",
    "bq": "BQ corpus, questions to a bank (no licence given)",
    "afqmc": "AFQMC, questions to a payment service (no licence given)",
    "epidemic": "question pairs on diseases (no licence given)",
    "oppo": "requests to a voice assistant (no licence given)",
    "pawsx": "PAWS-X in Chinese (no licence given)",
}


_HEAD = """\
---
language: [zh, en]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags: [sentence-transformers, static-embedding, fact-checking, claim-matching]
---
# The encoder of Zhendema

Turns a forwarded message, a claim or the summary of a debunk into a vector; close vectors tell of the
same rumor. A StaticEmbedding of {pieces:,} pieces and {dimension} dimensions: the vector of a text is the
mean of the vectors of its pieces, so it takes microseconds, and the order of words is lost. Zhendema
gives it overlapping pieces: words, their characters, and words that lie across others
(`index/segments.py`); loaded by itself as below, it sees the words alone and finds less.

```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("index/model")
model.similarity(model.encode(["喝热水能治感冒"]), model.encode(["多喝熱水可以治好感冒，是真的嗎？"]))
```

The tokenizer folds full-width to half-width, capitals to small letters and traditional to simplified
characters by itself; Zhendema normalises texts before (`corpus/text.py`).

## Learned from

The texts themselves are not part of the project; no text of the benchmark is among them (overlaps of 24
characters were removed).

| kind | source | pairs | what |
| --- | --- | ---: | --- |
{sources}

And {single_texts:,} single short texts: headlines, questions, comments.

## Recipe

`zhendema train encoder --data DIR --out index/model`: seed {seed}, {day}, {minutes:.0f} minutes on two
cores that others used too.

1. Words of two and three characters are found by their mutual information, Latin words and numbers by
   their frequency; a unigram model cuts texts into them.
2. {steps:,} steps of InfoNCE in both directions, {batch:,} pairs a step, scale {scale:g}, Adam at {rate:g}.
   Shares of a batch: {shares}.
   Pairs that share a text are not each other's negatives.
3. Every second text is seen as it looks after being forwarded: greeting, plea to pass it on, ends cut
   off, characters lost (`index/forwarding.py`).
4. Single texts, {single_share:g} for each pair, of which two random parts belong together.
5. Vectors are stored as one byte a number with a scale a row.

Mean contrast loss of the last hundred steps: {loss:.3f}.

"""

_FIGURES = """\
## Figures

The encoder alone, without terms and decision: the greatest cosine of the whole message or one of its
sentences with claim or summary, on `dev.jsonl` against `debunks.jsonl`. The recipe was chosen on this half,
so the held-back half may be a little lower.
`zhendema train encoder --data DIR --out index/model --evaluate BENCH`, {day}.

| messages | answerable | R@1 | R@3 | R@10 | MRR |
| --- | ---: | ---: | ---: | ---: | ---: |
{rows}

"""

_LIMITS = """\
## Limits

- The order of words is lost: “A contradicts B” and “B contradicts A” are one, and a “not” moves a vector
  little. Whether a debunk answers a message is for the decision model to say, not for a cosine.
- Places, dates and numbers count as any other word: same template, other city lies close.
- Chinese first: English was seen only as it occurs in Chinese texts. For other languages name a
  multilingual model with `ZHENDEMA_ENCODER`.
- Names and events that the training texts do not know are spelled out in characters.
- The texts were written by people who forward rumors: their prejudices are in them.
"""


def write_card(
    report: TrainingReport,
    recipe: Recipe,
    day: date,
    figures: Mapping[str, EncoderFigures] | None = None,
) -> str:
    """:returns: the card as Markdown, with the header that model hubs read"""
    head = _HEAD.format(
        pieces=report.pieces,
        dimension=report.dimension,
        sources="\n".join(_tell_sources(report.counts)),
        single_texts=report.single_texts,
        seed=report.seed,
        day=day.isoformat(),
        minutes=report.seconds / 60,
        steps=report.steps,
        batch=recipe.batch,
        scale=recipe.scale,
        rate=recipe.rate,
        shares=", ".join(f"{kind} {share:g}" for kind, share in recipe.shares.items()),
        single_share=recipe.single_share,
        loss=report.loss,
    )
    rows = "\n".join(
        f"| {group} | {found.messages} | "
        + " | ".join(f"{found.recall_at[rank]:.3f}" for rank in (1, 3, 10))
        + f" | {found.mrr:.3f} |"
        for group, found in (figures or {}).items()
    )
    return head + (_FIGURES.format(day=day.isoformat(), rows=rows) if rows else "") + _LIMITS


def _tell_sources(counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for kind, sources in counts.items():
        for source, number in sorted(sources.items(), key=lambda entry: (-entry[1], entry[0])):
            told = next((told for name, told in _SOURCES.items() if source.startswith(name)), "")
            yield f"| {kind} | {source} | {number:,} | {told} |"
