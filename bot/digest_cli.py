"""The command of digests: the list of a month or week as Markdown, as a message, and as a picture."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.language import Language
from bot.state_cli import Database, Home, opened_state, run_work

if TYPE_CHECKING:
    from bot.newsroom.digest import Period

__all__ = ["digest"]


class Form(StrEnum):
    """How a digest is written."""

    MARKDOWN = "markdown"
    TELEGRAM = "telegram"


def digest(
    month: Annotated[
        str, typer.Option(help="Such as 2026-10; without month and week: the last one.", show_default=False)
    ] = "",
    week: Annotated[str, typer.Option(help="Such as 2026-W41.", show_default=False)] = "",
    form: Annotated[Form, typer.Option("--format", help="A page, or a message of Telegram.")] = Form.MARKDOWN,
    picture: Annotated[
        Path | None, typer.Option(help="PNG file to write as well.", show_default=False)
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="Else that of the most asked claim.", show_default=False)
    ] = None,
    home: Home = Path("var"),
    database: Database = "",
) -> None:
    """Write the list of the rumors that were asked most in a month or week, by the maintainers' time zone."""
    from bot.newsroom.digest import Digest, Period, read_digest
    from bot.newsroom.digest_words import board_of, digest_markdown, digest_text
    from bot.newsroom.editions import language_of
    from bot.newsroom.fonts import CURE, find_face
    from bot.newsroom.pictures import draw_board
    from bot.settings import read_settings
    from corpus.library import read_corpus, standing_corpus
    from corpus.link_book import LinkBook, link_file

    if month and week:
        raise typer.BadParameter("expected either --month or --week")
    settings = read_settings()
    try:
        period = Period.read(month or week) if month or week else _last_month(settings.time_zone)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None

    async def read() -> Digest:
        known = {debunk.id: debunk for debunk in read_corpus(standing_corpus(home)).debunks}
        async with opened_state(home, database) as conn:
            if conn is None:
                return Digest(period)
            return await read_digest(conn, known.get, period, settings.zone)

    found = run_work(read())
    spoken = language or (Language.HANS if found.is_empty else language_of(found, ""))
    links = LinkBook.read(link_file(home))
    written = digest_markdown if form is Form.MARKDOWN else digest_text
    typer.echo(written(found, spoken, lambda debunk: links.elsewhere(debunk.url)))
    if picture is None:
        return
    board, face = board_of(found, spoken), find_face(settings.font, spoken)
    if board is None or face is None:
        why = "nothing was asked" if board is None else f"no font was found: {CURE}"
        typer.echo(f"{picture} is not written: {why}", err=True)
        raise typer.Exit(1)
    try:
        picture.write_bytes(draw_board(board, face))
    except OSError as error:
        got = error.strerror or error
        typer.echo(f"{picture}: expected to write a picture, got: {got}; choose another place", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"picture written to {picture}", err=True)


def _last_month(time_zone: str) -> "Period":
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.newsroom.digest import Period

    return Period.month(datetime.now(ZoneInfo(time_zone)).date()).before
