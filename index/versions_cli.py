"""`zhendema index versions`, `use`, `prune` and `diff`: the versions beside each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.console import Home, told_plainly

if TYPE_CHECKING:
    from index.versions import Version

__all__ = ["diff", "prune", "use", "versions"]

_MARKS = {"damaged": "damaged", "held": "kept aside", "unasked": "not finished"}
"""By what is recorded of a version, the words of the table."""

_WHAT_RIGHT_IS = (
    "right: how many of the labelled messages, which are hard on purpose, are answered rightly without "
    "asking back. It compares versions; it is not how well people are answered."
)


def versions(
    home: Home = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the versions, oldest first; the current one is marked with *.

    "Right" and "wrong" are the shares of the labelled messages that were answered so when it was built; a
    version built when a debunk was published from the desk was not asked. One that is "not finished" is being
    asked, or its build was stopped then: the next build deletes it. One that is "damaged" was found to be so
    when it was to answer; others are not looked through here.
    """
    with told_plainly():
        from index.versions import list_versions

        found = list_versions(home / "index")
    if as_json:
        for version in found:
            typer.echo(json.dumps(_record(version), ensure_ascii=False))
    elif found:
        _print_table([_record(version) for version in found])
        typer.echo(_WHAT_RIGHT_IS)
    else:
        typer.echo(f"No version in {home / 'index'} yet; build one: zhendema index build")


def use(
    version: Annotated[str, typer.Argument(help="Name of a version.")],
    home: Home = Path("var"),
    force: Annotated[bool, typer.Option("--force", help="Also one that is not finished.")] = False,
) -> None:
    """Make a version the current one; a running bot takes it without a restart.

    One that is "not finished" is refused without --force: nobody knows how well it answers.
    """
    with told_plainly():
        from index.errors import VersionError
        from index.manifest import Manifest
        from index.versions import list_versions, use_version

        though = ""
        for known in list_versions(home / "index"):
            if known.name == version:
                Manifest.read(known.folder).verify(known.folder)
                though = _why_held(known)
                if known.unasked and not force:
                    raise VersionError(
                        f"expected a finished version, got {version}, which was never asked the labelled "
                        "messages: its build goes on or was stopped; build again: zhendema index build, or "
                        "take it all the same: --force"
                    )
                if known.unasked:
                    though = ", though it was never asked the labelled messages"
        use_version(home / "index", version)
        typer.echo(f"{version} is the current version{though}")


def prune(
    home: Home = Path("var"),
    keep: Annotated[
        int, typer.Option(min=0, help="How many of the newest stay, besides the current one.")
    ] = 5,
) -> None:
    """Delete old versions, never the current one.

    Versions that were kept aside are not counted: the newest of them stays besides, or none with --keep 0.
    Damaged ones go.
    """
    with told_plainly():
        from index.versions import prune_versions

        gone = prune_versions(home / "index", keep)
        typer.echo("Deleted: " + ", ".join(gone) if gone else "Nothing to delete.")


def diff(
    old: Annotated[str, typer.Argument(help="Name of a version, or: current.")],
    new: Annotated[str, typer.Argument(help="Likewise.")],
    home: Home = Path("var"),
    show: Annotated[int, typer.Option(min=0, help="How many debunks of each kind are shown.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON object.")] = False,
) -> None:
    """Say what differs between two versions: debunks, encoder, decision, quality."""
    with told_plainly():
        from index.difference import difference
        from index.versions import CURRENT, require_current, require_version

        root = home / "index"
        folders = [
            require_current(root) if name == CURRENT else require_version(root, name) for name in (old, new)
        ]
        found = difference(*folders)
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        for line in found.lines(show):
            typer.echo(line)


def _why_held(version: Version) -> str:
    """:returns: the rest of a sentence; "" where it was not kept aside"""
    from index.gate import Finding
    from index.versions import HELD

    if not version.held:
        return ""
    try:
        told = json.loads((version.folder / HELD).read_text(encoding="utf-8"))
        why = f"{told['beside']}: " + "; ".join(Finding(**fault).words for fault in told["faults"])
    except (OSError, ValueError, KeyError, TypeError):  # chosen all the same, though its reasons are damaged
        why = "the one before"
    return f", though it was kept aside as worse than {why}"


def _record(version: Version) -> dict[str, Any]:
    from index.quality import Quality

    manifest, quality = version.manifest, Quality.read(version.folder)
    return {
        "version": version.name,
        "current": version.current,
        "held": version.held,
        "unasked": version.unasked,
        "damaged": version.damaged,
        "debunks": manifest.debunks if manifest else None,
        "encoder": manifest.encoder if manifest else None,
        "built_at": manifest.built_at if manifest else None,
        "quality": quality.as_json() if quality else None,
        "bytes": version.size,
    }


def _print_table(records: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "version", "built (UTC)", "debunks", "encoder", "right", "wrong", "size", "")
    for column in (3, 5, 6, 7):
        table.columns[column].justify = "right"
    for told in records:
        quality = told["quality"] or {}
        table.add_row(
            "*" if told["current"] else "",
            told["version"],
            str(told["built_at"])[:16].replace("T", " ") if told["built_at"] else "cannot be read",
            f"{told['debunks']:,}" if told["debunks"] else "",
            told["encoder"] or "",
            _percent(quality.get("helped")),
            _percent(quality.get("misled")),
            f"{told['bytes'] / 1e6:,.1f} MB",
            next((words for mark, words in _MARKS.items() if told[mark]), ""),
        )
    # As wide as it needs to be where nobody looks: a pipe has no width.
    console = Console()
    if not console.is_terminal:
        console.width = 200
    console.print(table)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
