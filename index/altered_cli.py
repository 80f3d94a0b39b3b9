"""`zhendema index altered`: whether the guard holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.console import Home, Model, told_plainly


def altered(
    index: Annotated[
        Path | None, typer.Option(help="Folder of the index; the current version under --home unless told.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Claims of each kind.")] = 200,
    seed: Annotated[int, typer.Option(help="Equal seeds alter equally.")] = 20261122,
    home: Home = Path("var"),
    encoder: Model = "",
) -> None:
    """Change one thing in each claim of an index (place, food, "not" ...) and count what is answered."""
    with told_plainly():
        from index.altered_report import measure_altered, print_altered
        from index.encoder import SHIPPED_MODEL, load_encoder
        from index.errors import VersionError
        from index.search import ClaimIndex
        from index.versions import current_version

        folder = index or current_version(home / "index")
        if folder is None:
            raise VersionError(
                f"expected a current version in {home / 'index'}, got none; run: zhendema index build"
            )
        loaded = ClaimIndex.load(folder, load_encoder(encoder or SHIPPED_MODEL))
        print_altered(measure_altered(loaded, seed, most))
