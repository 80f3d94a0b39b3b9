"""Make corpora of up to a million debunks: the shipped ones first, then headlines taken for claims.

The first n debunks are the same whatever the size. Every made-up debunk but a third has a summary: the text
below its headline, or two to four other headlines. The texts are not part of the project and never leave the
folder that they are written to.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from corpus.debunk import Verdict
from corpus.library import LIBRARY, read_corpus

_SHORTEST, _LONGEST = 9, 80  # characters of a headline
_SEED = 1
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST = 5  # Chinese characters, so that every claim can be searched
_VERDICTS = tuple(Verdict)
_TOPICS = ("health", "food", "policy", "society", "scam", "tech", "finance", "animals")


def write_corpora(train: Path, files: Mapping[int, Path]) -> None:
    """Write corpora as JSON Lines.

    :param train: folder of pairs.jsonl.gz and texts.txt.gz, as the encoder learns from
    :param files: of each size; what is there already stays as it is
    :raises ValueError: when there are not texts enough
    """
    missing = {size: path for size, path in files.items() if not path.is_file()}
    if not missing:
        return
    written = 0
    with ExitStack() as opened:
        parts = {}
        for size, path in missing.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[size] = opened.enter_context(path.with_suffix(".part").open("w", encoding="utf-8"))
        for line in islice(_lines(train), max(missing)):
            written += 1
            for size, part in parts.items():
                if written <= size:
                    part.write(line + "\n")
    if written < max(missing):
        raise ValueError(f"expected texts for {max(missing)} debunks in {train}, got {written}")
    for path in missing.values():
        path.with_suffix(".part").rename(path)


def _lines(train: Path) -> Iterator[str]:
    shipped = read_corpus([LIBRARY]).debunks
    yield from (debunk.model_dump_json() for debunk in shipped)
    chance = random.Random(_SEED)  # noqa: S311 - a measurement, no secret
    singles = _singles(train)
    chance.shuffle(singles)
    seen = {debunk.claim for debunk in shipped}
    for number, (claim, summary) in enumerate([*_pairs(train), *((text, "") for text in singles)]):
        if claim in seen:
            continue
        seen.add(claim)
        if not summary and chance.random() < 2 / 3:
            summary = "。".join(chance.choices(singles, k=chance.randint(2, 4)))
        made = {
            "id": f"made-{number}",
            "claim": claim,
            "verdict": chance.choice(_VERDICTS),
            "summary": summary,
            "url": f"https://example.org/checks/{number}",
            "publisher": "Example",
            "published": f"20{chance.randint(15, 26)}-{chance.randint(1, 12):02}",
            "lang": "zh-Hans",
            "topic": chance.choice(_TOPICS),
        }
        if len(_HAN.findall(claim)) >= _LEAST:
            yield json.dumps(made, ensure_ascii=False)


def _pairs(train: Path) -> list[tuple[str, str]]:
    """Headlines with the texts below them."""
    found = []
    with gzip.open(train / "pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            told = json.loads(line)
            if told.get("kind") == "title_text" and _SHORTEST <= len(told["a"]) <= _LONGEST:
                found.append((told["a"], told["b"][:600]))
    return found


def _singles(train: Path) -> list[str]:
    with gzip.open(train / "texts.txt.gz", "rt", encoding="utf-8") as file:
        return [text for line in file if _SHORTEST <= len(text := line.strip()) <= _LONGEST]
