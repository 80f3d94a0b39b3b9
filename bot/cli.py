"""The command line: run the bot, ask one question, and the maintainers' commands of each package."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import corpus.cli
import index.cli
import index.train_cli
from bot import feedback_cli, leads_cli

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.decision import Answer
    from index.search import ClaimIndex

app = typer.Typer(
    name="zhendema",
    help="真的吗 (Zhendema): answers “is this a rumor?” with the debunk that fits, or logs a lead.",
    epilog="Start with: zhendema run   ·   one question: zhendema ask 微波炉加热食物会致癌吗",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(corpus.cli.app, name="corpus", help="What has been fact-checked: check and count the debunks.")
app.add_typer(
    index.cli.app, name="index", help="What is searched: build, list, choose and measure index versions."
)
app.add_typer(
    leads_cli.app, name="leads", help="What nobody has checked yet: list, show and export the leads."
)
app.add_typer(
    feedback_cli.app, name="feedback", help="What people said of matches: export votes, count sent cards."
)
app.add_typer(
    index.train_cli.app, name="train", help="Train the shipped encoder and the decision model anew."
)


@app.callback()
def _begin(context: typer.Context) -> None:
    # Training alone multiplies matrices that are worth sharing out.
    if context.invoked_subcommand != "train":
        _spare_threads()


@app.command()
def run() -> None:
    """Run the bot: on Telegram with TELEGRAM_BOT_TOKEN (environment or .env), else as a chat in the terminal.

    Builds the index the first time, and anew when the encoder or the debunks have changed.
    """
    from bot.errors import BotError
    from bot.logs import set_up_logs
    from bot.run import run_telegram, run_terminal

    settings = _settings()
    token = settings.telegram_bot_token
    if token is None:
        _require_input()
    set_up_logs(settings.log_level if token else "WARNING")
    first = [_current_index(settings)]
    trouble: BaseException | None = None
    try:
        if token is None:
            typer.echo(
                "No TELEGRAM_BOT_TOKEN is set, so this is a chat in the terminal. End it with Ctrl-D.",
                err=True,
            )
            asyncio.run(run_terminal(settings, first))
        else:
            asyncio.run(run_telegram(settings, first, token.get_secret_value()))
    except* BotError as errors:
        trouble = _first(errors)
    except* KeyboardInterrupt:
        typer.echo()
    if trouble is not None:
        _fail(trouble)


@app.command()
def ask(
    text: Annotated[str, typer.Argument(help="One question; leave it out with --jsonl.")] = "",
    jsonl: Annotated[
        Path | None, typer.Option(help='File with {"id", "text"} a line; - for standard input.')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    index_dir: Annotated[
        Path | None, typer.Option("--index", help="Index version; else the current one.")
    ] = None,
) -> None:
    """Ask one question, or every line of a file: prints band and matches, best first."""
    from bot.question_lines import Fault, answer_lines, as_record

    if bool(text) == bool(jsonl):
        raise typer.BadParameter("expected either a text or --jsonl FILE")
    settings = _settings()
    claim_index = _load(index_dir, settings) if index_dir else _current_index(settings)
    if jsonl is None:
        answer = claim_index.check(text)
        if as_json:
            _echo_json(as_record("", answer))
        else:
            _echo_answer(text, answer, claim_index, settings.home)
        return
    faulty = False
    for told in answer_lines(_read_file(jsonl), claim_index):
        if isinstance(told, Fault):
            faulty = True
            typer.echo(str(told), err=True)
        else:
            _echo_json(told)
    if faulty:
        raise typer.Exit(1)


@app.command()
def health(
    within: Annotated[float, typer.Option(help="Seconds within which Telegram must have answered.")] = 120.0,
) -> None:
    """Say whether the running bot is in touch with Telegram: exit code 0 if it is, 1 if not."""
    from bot.intake import age_of
    from bot.run import HEARTBEAT

    age = age_of(_settings().home / HEARTBEAT)
    if age is None or age > within:
        _fail("Telegram has not answered yet" if age is None else f"Telegram last answered {age:.0f} s ago")
    typer.echo(f"Telegram last answered {age:.0f} s ago")


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first error of a group, however deep it lies in groups of groups."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def _settings() -> "Settings":
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings()
    except SettingsError as error:
        _fail(error)


def _current_index(settings: "Settings") -> "ClaimIndex":
    """Return the current index, built if there is none yet, and renewed if it no longer fits."""
    from corpus.errors import CorpusError
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.errors import SearchError
    from index.upkeep import why_renew
    from index.versions import current_version

    encoder = load_encoder(settings.encoder or SHIPPED_MODEL)
    folder = current_version(settings.index_root)
    try:
        reason = why_renew(settings.home, encoder)
        if reason or folder is None:
            how = f"anew: {reason}" if reason else "for the first time"
            typer.echo(f"Building the index {how} …", err=True)
            folder = index.cli.build_current(settings.home, settings.encoder)
    except (CorpusError, SearchError) as error:
        if folder is None:
            raise
        typer.echo(f"zhendema: {error}\nThe index stays as it is.", err=True)
    return _load(folder, settings)


def _load(folder: Path, settings: "Settings") -> "ClaimIndex":
    from index.encoder import SHIPPED_MODEL, load_encoder
    from index.search import ClaimIndex

    return ClaimIndex.load(folder, load_encoder(settings.encoder or SHIPPED_MODEL))


def _echo_json(record: dict[str, object]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _echo_answer(text: str, answer: "Answer", claim_index: "ClaimIndex", home: Path) -> None:
    from bot.printed import printed
    from corpus.link_book import link_file
    from corpus.link_watch import WatchedLinks

    links = WatchedLinks(link_file(home))
    links.refresh()
    for line in printed(text, answer, claim_index, links.book):
        typer.echo(line)


def _read_file(path: Path) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for "-"; a byte order mark is none of them."""
    try:
        if str(path) != "-":
            with path.open(encoding="utf-8-sig", errors="replace") as file:
                yield from file
            return
        _require_input()
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        yield from sys.stdin
    except OSError as error:
        _fail(f'{path} cannot be read: {error.strerror}; give a file of lines {{"id", "text"}}')


def _require_input() -> None:
    if sys.stdin is None:
        _fail("standard input: expected a terminal, a pipe or a file, got none; give one: zhendema … < FILE")


def _spare_threads() -> None:
    """Let the arithmetic libraries use a thread each, unless told otherwise; before they are imported.

    Messages are checked side by side, and the products of one are too small to be shared out: several threads
    each took ten times the processor's time and won nothing.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _fail(error: object) -> NoReturn:
    typer.echo(f"zhendema: {error}", err=True)
    raise typer.Exit(1)


def main() -> None:
    """Run the command line; whatever goes wrong is said in a sentence, never as a traceback."""
    from bot.env_file import read_env_file
    from bot.errors import BotError
    from corpus.errors import CorpusError
    from index.errors import SearchError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whose encoding may lack Chinese characters
            stream.reconfigure(errors="backslashreplace")
    try:
        read_env_file(Path(".env"))
        app()
    except (BotError, CorpusError, SearchError) as error:
        typer.echo(f"zhendema: {error}", err=True)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001  a traceback would quote messages, and helps nobody who reads it
        from bot.logs import place_of

        typer.echo(f"zhendema: a defect of the program: {place_of(error)}; please report this line", err=True)
        sys.exit(1)
