"""Measure how often and how rightly the bot would speak in groups: python benchmarks/sensitivity.py BENCH

BENCH is a folder of debunks.jsonl, dev.jsonl and chat.jsonl. Every message is taken as if a member had
written it in a group that was told nothing before, with default settings but for the sensitivity (and `true`
let through). "spoke" is how many messages are replied to, "rightly" the share of those replies whose first
debunk was judged to answer, "reached" the share of the messages with an answer that get it, "talk" how many
lines of everyday talk are replied to.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of debunks.jsonl, dev.jsonl and chat.jsonl")
    bench = parser.parse_args().bench

    from bot.group_settings import GroupSettings, Sensitivity
    from bot.heard import Heard, Sender
    from bot.speaking import Thresholds, looks_at, tellable
    from corpus.debunk import Verdict
    from corpus.library import read_corpus
    from corpus.links import find_links
    from index.benchmark import read_labelled, read_talk
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    now = datetime.now(UTC)
    index = ClaimIndex.of_debunks(read_corpus([bench / "debunks.jsonl"]).debunks, load_encoder())
    thresholds = Thresholds(index.decision.answer_at, index.decision.suggest_at)
    labelled, talk = read_labelled(bench / "dev.jsonl"), read_talk(bench / "chat.jsonl")
    texts = [*(each.text for each in labelled), *talk]
    answers = index.check_many(texts)
    answerable = sum(bool(each.relevant) for each in labelled)
    print(
        f"{now:%Y-%m-%d}; {len(labelled)} messages, {answerable} with an answer; {len(talk)} lines of talk\n"
    )
    print("| sensitivity | from | spoke | rightly | reached | talk |\n| --- | --- | --- | --- | --- | --- |")
    for sensitivity in Sensitivity:
        settings = GroupSettings(sensitivity=sensitivity, verdicts=frozenset(Verdict))
        told = []
        for text, answer in zip(texts, answers, strict=True):
            characters = sum(character.isalnum() for character in text)
            heard = Heard(Sender.MEMBER, characters, bool(find_links(text)), False, False, now)
            looked = looks_at(settings, heard, now)
            told.append(tellable(settings, answer, thresholds, find_links(text)) if looked else ())
        spoke = [(each, found) for each, found in zip(labelled, told, strict=False) if found]
        right = sum(found[0].debunk.id in each.relevant for each, found in spoke)
        in_talk = sum(bool(found) for found in told[len(labelled) :])
        least = thresholds.speak_at(sensitivity)
        rightly, reached = right / max(1, len(spoke)), right / answerable
        print(f"| {sensitivity} | {least:.3f} | {len(spoke)} | {rightly:.3f} | {reached:.3f} | {in_talk} |")


if __name__ == "__main__":
    main()
