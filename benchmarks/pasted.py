"""Measure messages that hold several claims: python benchmarks/pasted.py BENCH [--count N]

Messages that an index answers when they come alone are pasted together in the ways of people. Counted is how
often each of them is answered again, and with its own words as the quote.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise
from index.benchmark import read_labelled, read_talk
from index.decision import Match
from index.encoder import load_encoder
from index.search import ClaimIndex

_SEED = 7
_BULLETS = "✅👉🔥⭐❗"
_CIRCLED = "①②③④⑤"
_HAN = "一二三四五"


@dataclass(frozen=True, slots=True)
class Known:
    """A message that is answered when it comes alone."""

    text: str
    accepted: frozenset[str]
    """Ids of the debunks that answer it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was counted of one way of pasting; shares from 0 to 1."""

    way: str
    all_found: float
    each_found: float
    own_words: float
    """Of the found ones, the share whose quote is from their own words."""
    wrong: float
    """Share of messages with an answer that none of the pasted claims asks for."""


def _glued(mark: str) -> Callable[[Sequence[str]], str]:
    return lambda texts: mark.join(text.rstrip("。，；！!. ") for text in texts)


WAYS: dict[str, Callable[[Sequence[str]], str]] = {
    "line break": _glued("\n"),
    "。": _glued("。"),
    "，": _glued("，"),
    "；": _glued("；"),
    "space": _glued(" "),
    "1. 2. in lines": lambda texts: "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1)),
    "1.2. glued": lambda texts: "".join(f"{n}.{text}" for n, text in enumerate(texts, 1)),
    "①②": lambda texts: "".join(f"{n}{text}" for n, text in zip(_CIRCLED, texts, strict=False)),
    "一、二、": lambda texts: "".join(f"{n}、{text}" for n, text in zip(_HAN, texts, strict=False)),
    "✅": lambda texts: "".join(f"✅{text}" for text in texts),
    "👉 🔥 in lines": lambda texts: "\n".join(f"{b} {t}" for b, t in zip(_BULLETS, texts, strict=False)),
    "，还有": _glued("，还有"),
    "。另外，": _glued("。另外，"),
}
FEW = ("line break", "，", "1.2. glued")


def measure(index: ClaimIndex, way: str, groups: Sequence[tuple[Known, ...]], texts: Sequence[str]) -> Row:
    """Ask the index pasted messages.

    :param groups: the known claims of each message
    :param texts: the messages
    """
    whole = each = own = count = wrong = 0
    for group, answer in zip(groups, index.check_many(texts), strict=True):
        found = [[match for match in answer.answers if match.debunk.id in known.accepted] for known in group]
        whole += all(found)
        count += len(group)
        each += sum(map(bool, found))
        own += sum(
            any(_is_from(match, known.text) for match in matches)
            for known, matches in zip(group, found, strict=True)
            if matches
        )
        accepted = frozenset[str]().union(*(known.accepted for known in group))
        wrong += any(match.debunk.id not in accepted for match in answer.answers)
    return Row(way, whole / len(groups), each / count, own / max(each, 1), wrong / len(groups))


def _is_from(match: Match, text: str) -> bool:
    quote = "".join(filter(str.isalnum, normalise(match.quote)))
    text = "".join(filter(str.isalnum, normalise(text)))
    return quote != "" and quote.lstrip("123还有另外") in text


def rows(index: ClaimIndex, known: Sequence[Known], talk: Sequence[str], count: int) -> Iterator[Row]:
    """Measure all ways of pasting.

    :param talk: lines that are no claims of the index
    :param count: of messages for each way
    """
    chance = random.Random(_SEED)  # noqa: S311 - no secret hangs on it
    pairs = [_different(chance, known, 2) for _ in range(count)]
    for way, paste in WAYS.items():
        yield measure(index, f"two, {way}", pairs, [paste([each.text for each in pair]) for pair in pairs])
    triples = [_different(chance, known, 3) for _ in range(count)]
    for way in FEW:
        texts = [WAYS[way]([each.text for each in triple]) for triple in triples]
        yield measure(index, f"three, {way}", triples, texts)
    for way in FEW:
        texts = []
        for triple in triples:
            tips = [each.text for each in triple]
            for line in chance.sample(talk, 2):
                tips.insert(chance.randrange(len(tips) + 1), line)
            texts.append(WAYS[way](tips))
        yield measure(index, f"three of five, {way}", triples, texts)
    ones = [(each,) for each in (chance.sample(known, min(count, len(known))))]
    for way in FEW:
        texts = [WAYS[way](_amid(chance, one[0], talk, 1)) for one in ones]
        yield measure(index, f"one between two, {way}", ones, texts)
    texts = [WAYS["。"](_amid(chance, one[0], talk, 10)) for one in ones]
    yield measure(index, "one amid twenty, 。", ones, texts)
    yield measure(index, "alone", ones, [one[0].text for one in ones])


def _amid(chance: random.Random, known: Known, talk: Sequence[str], around: int) -> list[str]:
    return [*chance.sample(talk, around), known.text, *chance.sample(talk, around)]


def _different(chance: random.Random, known: Sequence[Known], count: int) -> tuple[Known, ...]:
    while True:
        chosen = tuple(chance.sample(known, count))
        if len(frozenset().union(*(each.accepted for each in chosen))) == sum(
            len(each.accepted) for each in chosen
        ):
            return chosen


def known_claims(index: ClaimIndex, variants: bool) -> list[Known]:
    """The claims (or variants) of the index's own debunks that are answered when alone."""
    texts = [
        (debunk.id, text)
        for debunk in index.debunks
        for text in (debunk.variants if variants else (debunk.claim,))
    ]
    known = []
    for (name, text), answer in zip(texts, index.check_many([text for _, text in texts]), strict=True):
        # Debunks of one claim answer each other's messages.
        if answer.answers and name in (match.debunk.id for match in answer.matches[:3]):
            sure = {
                match.debunk.id for match in answer.matches if match.confidence >= index.decision.answer_at
            }
            known.append(Known(text, frozenset({name, *sure})))
    return known


def known_messages(index: ClaimIndex, bench: Path) -> list[Known]:
    """The judged messages of at most 200 characters that are answered rightly when alone."""
    messages = [message for message in read_labelled(bench / "dev.jsonl") if len(message.text) <= 200]
    answers = index.check_many([message.text for message in messages])
    return [
        Known(message.text, frozenset(message.relevant))
        for message, answer in zip(messages, answers, strict=True)
        if any(match.debunk.id in message.relevant for match in answer.answers)
    ]


def show(title: str, found: Iterator[Row]) -> None:
    """Print a table as it comes to be."""
    print(f"\n{title}\n{'pasted':<28} {'all':>6} {'each':>6} {'own words':>10} {'wrong':>6}")
    for row in found:
        print(
            f"{row.way:<28} {row.all_found:6.3f} {row.each_found:6.3f} {row.own_words:10.3f}"
            f" {row.wrong:6.3f}",
            flush=True,
        )


def main() -> None:
    """Measure the shipped corpus and the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder with dev.jsonl, chat.jsonl and debunks.jsonl")
    parser.add_argument("--count", type=int, default=200, help="messages for each way of pasting [200]")
    asked = parser.parse_args()
    talk = [line for line in read_talk(asked.bench / "chat.jsonl") if 8 <= len(line) <= 60]
    encoder = load_encoder()
    shipped = ClaimIndex.of_debunks(read_corpus([LIBRARY]).debunks, encoder)
    show("claims of the shipped corpus", rows(shipped, known_claims(shipped, False), talk, asked.count))
    show("its variants", rows(shipped, known_claims(shipped, True), talk, asked.count))
    index = ClaimIndex.of_debunks(read_corpus([asked.bench / "debunks.jsonl"]).debunks, encoder)
    show("messages of dev", rows(index, known_messages(index, asked.bench), talk, asked.count))


if __name__ == "__main__":
    main()
