"""`zhendema index replay`: which answers change between two index versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.console import Home, Model, told_plainly, write_file

_MOST_QUESTIONS = 2_000

if TYPE_CHECKING:
    from index.asked import Asked
    from index.decision import Answer
    from index.replay import Changed, Replay, Said


def replay(
    old: Annotated[
        str, typer.Argument(help="Folder of an index, name of a version under --home, or: current.")
    ],
    new: Annotated[str, typer.Argument(help="Likewise: what OLD is compared with.")],
    messages: Annotated[
        Path | None,
        typer.Argument(
            help='A message a line, or JSON Lines of {"text"}, maybe with "id" and "relevant" (right ids); '
            "without it the last real questions, masked, that the bot has written down.",
            show_default=False,
        ),
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="How many changes of each kind are shown.")] = 10,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write all changes into this file, too.")
    ] = None,
    home: Home = Path("var"),
    encoder: Model = "",
    old_encoder: Annotated[
        str, typer.Option(help="Encoder that OLD was built with, when it is another than --encoder.")
    ] = "",
) -> None:
    """Ask two index versions the same messages, and show which answers change, the gravest first."""
    with told_plainly():
        from index.asked import read_asked
        from index.encoder import SHIPPED_MODEL
        from index.replay import compare_answers

        asked = read_asked(messages) if messages is not None else _questions(home)
        model = encoder or SHIPPED_MODEL
        # One after the other: two versions at once would need twice the memory.
        before = _answers(_folder(old, home), old_encoder or model, asked)
        after = _answers(_folder(new, home), model, asked)
        found = compare_answers(asked, before, after)
        _print(found, show)
        if json_file is not None:
            write_file(json_file, json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n")


def _questions(home: Path) -> list[Asked]:
    from index.errors import BenchmarkError
    from index.release import QUESTIONS_FILE, recent_questions

    if found := recent_questions(home, _MOST_QUESTIONS):
        return found
    raise BenchmarkError(
        f"expected questions in {home / QUESTIONS_FILE}, which the running bot writes, got none; "
        "name a file of messages"
    )


def _folder(told: str, home: Path) -> Path:
    from index.manifest import MANIFEST_FILE
    from index.versions import CURRENT, require_current, require_version

    if (Path(told) / MANIFEST_FILE).is_file():
        return Path(told)
    return require_current(home / "index") if told == CURRENT else require_version(home / "index", told)


def _answers(folder: Path, encoder: str | Path, asked: Sequence[Asked]) -> list[Answer]:
    from index.encoder import load_encoder
    from index.search import ClaimIndex

    index = ClaimIndex.load(folder, load_encoder(encoder))
    return index.check_many([message.text for message in asked])


def _print(found: Replay, show: int) -> None:
    from index.mistakes import shorten
    from index.replay import Change

    typer.echo(f"{found.old} -> {found.new}: {len(found.changed)} of {found.messages} messages change")
    for (before, after), count in found.bands.items():
        typer.echo(f"  {before:7} -> {after:7}  {count:6}")
    if found.judged:
        typer.echo(f"Of {found.judged} judged messages {found.better} are better off, {found.worse} worse")
    for change in Change:
        rows = [changed for changed in found.changed if changed.change is change]
        if rows:
            shown = f", {min(show, len(rows))} shown" if show < len(rows) else ""
            typer.echo(f"\n{change.value} ({change.meaning}): {len(rows)}{shown}")
        for changed in rows[:show]:
            typer.echo(f"- {_gain(changed)}{shorten(changed.asked.text)} [{changed.asked.id}]")
            typer.echo(f"    before  {_said(changed.before)}")
            typer.echo(f"    after   {_said(changed.after)}")


def _gain(changed: Changed) -> str:
    return {1: "(better) ", -1: "(worse) ", 0: ""}[changed.gain]


def _said(said: Said) -> str:
    from index.mistakes import shorten

    told = " | ".join(f"{shorten(claim, 60)} [{name}]" for name, claim in said.debunks)
    return f"{said.band} {said.confidence:.2f}" + (f": {told}" if told else "")
