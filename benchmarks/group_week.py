"""Play a week of a busy group and tell how the bot behaves: python benchmarks/group_week.py BENCH

BENCH is a folder of debunks.jsonl, dev.jsonl and chat.jsonl. 5,000 messages are drawn from the last two, one
in ten from dev.jsonl, said by 200 members of whom 3 are admins, and carried through the route of the bot with
a clock of their own; see tests/bot/busy_group.py. The exit code is 1 if a promise is broken: a repeat within
the cool-down, a word in quiet hours, or more replies in an hour than allowed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

# The stage on which the week is played is that of the tests, which are installed nowhere.
sys.path.insert(0, str(Path(__file__).parents[1]))

if TYPE_CHECKING:
    from bot.group_settings import GroupSettings
    from corpus.debunk import Debunk
    from index.search import ClaimIndex
    from tests.bot.busy_group import Line, Week
    from tests.bot.stage import Clock, Stage, Wire


def main() -> None:
    """Print the figures in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path, help="folder of debunks.jsonl, dev.jsonl and chat.jsonl")
    parser.add_argument(
        "--index", type=Path, help="an index of these debunks; built for this run unless given"
    )
    parser.add_argument("--messages", type=int, default=5_000, help="how many are said in the week (5,000)")
    parser.add_argument("--rumors", type=float, default=0.1, help="share of them drawn from dev.jsonl (0.1)")
    parser.add_argument("--seed", type=int, default=1, help="equal seeds draw alike (1)")
    parser.add_argument("--wrong", action="store_true", help="list the ids of what was told wrongly")
    told = parser.parse_args()

    from bot.group_settings import GroupSettings, QuietHours
    from tests.bot.busy_group import draw

    try:
        talk, rumors = read_lines(told.bench)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(
            f"{told.bench}: expected dev.jsonl and chat.jsonl, got {error!r}; name the benchmark's folder"
        )
    said = draw(talk, rumors, told.messages, told.seed, told.rumors)
    settings = GroupSettings(quiet=QuietHours(23, 7))
    with TemporaryDirectory() as folder:
        index = _index(told.bench, told.index, Path(folder))
        week = asyncio.run(_play(index, Path(folder), said, settings))
    print("\n".join(report(week)))
    if told.wrong:
        for each in week.wrong:
            right = sorted(each.said.line.right) if each.said else []
            print(f"- wrong: {sorted(each.debunk_ids)}, right were {right}")
    if week.repeats or week.in_quiet_hours or week.most_in_an_hour > settings.hourly:
        sys.exit("a promise is broken: see repeats, quiet hours and the most in an hour")


def read_lines(bench: Path) -> tuple[list[Line], list[Line]]:
    """Return talk and rumors of a benchmark folder."""
    from tests.bot.busy_group import Line

    def read(name: str) -> list[dict[str, Any]]:
        # Not splitlines(): texts may hold other signs that end a line.
        with (bench / name).open(encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]

    talk = [Line(each["text"]) for each in read("chat.jsonl")]
    rumors = [Line(each["text"], frozenset(each["relevant"])) for each in read("dev.jsonl")]
    return talk, rumors


def report(week: Week) -> list[str]:
    """Return the lines of the report."""
    kinds = Counter(each.kind for each in week.spoken)
    spoken = [each for each in week.spoken if each.kind in {"reply", "remind"}]
    reached, answerable = week.reached
    rightly = len(spoken) - len(week.wrong)
    seconds = sorted(each.seconds for each in spoken)
    middle = seconds[len(seconds) // 2] if seconds else 0.0
    rows = {
        "messages": f"{len(week.said) - week.asked:,}",
        "spoke by itself": f"{len(spoken)} times: {kinds['reply']} replies, {kinds['remind']} reminders",
        "in the morning": f"{kinds['morning']} digests",
        "rightly": f"{rightly} of {len(spoken)} ({rightly / len(spoken):.0%})" if spoken else "-",
        "rumors with an answer": f"{answerable}; told of {reached} ({reached / max(1, answerable):.0%})",
        "repeats within the cool-down": str(week.repeats),
        "words in quiet hours": str(week.in_quiet_hours),
        "most in an hour": f"{week.most_in_an_hour} (allowed: {week.settings.hourly})",
        "asked by `/check`": f"{week.asked} times, answered {week.answered}",
        "from message to reply": f"{middle:.2f} s in the middle, {week.largest_gap:.2f} s at most",
    }
    return ["| a week | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows.items())]


def _index(bench: Path, given: Path | None, folder: Path) -> ClaimIndex:
    from corpus.library import read_corpus
    from index.build import build_version
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    if given is None:
        debunks: tuple[Debunk, ...] = tuple(read_corpus([bench / "debunks.jsonl"]).debunks)
        build_version(debunks, folder / "index", encoder=load_encoder())
        given = folder / "index" / "current"
    return ClaimIndex.load(given.resolve())


async def _play(index: ClaimIndex, folder: Path, said: Any, settings: GroupSettings) -> Week:
    from tests.bot.busy_group import play
    from tests.bot.stage import open_stage

    def opened(clock: Clock, wire: Wire) -> AbstractAsyncContextManager[Stage]:
        return open_stage(folder, index, clock, wire)

    return await play(opened, index.debunks, said, settings)


if __name__ == "__main__":
    main()
