"""What else would search a corpus: full text search of SQLite and PostgreSQL by trigrams."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from corpus.text import normalise

_BEST = 10
_PATIENCE = 10  # seconds that PostgreSQL has for a message


class Trigrams:
    """Claims, variants and summaries in an FTS5 table with the trigram tokenizer, ranked by its BM25."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self.megabytes = path.stat().st_size / 1e6

    @classmethod
    def of_corpus(cls, corpus: Path, path: Path) -> Trigrams:
        """Fill the table, unless it is there."""
        if not path.is_file():
            aside = path.with_suffix(".part")
            aside.unlink(missing_ok=True)
            database = sqlite3.connect(aside)
            database.execute("CREATE VIRTUAL TABLE debunk USING fts5(text, tokenize='trigram', content='')")
            with corpus.open(encoding="utf-8") as file:
                told = (json.loads(line) for line in file)
                rows = ((number, normalise(_text_of(one))) for number, one in enumerate(told))
                database.executemany("INSERT INTO debunk(rowid, text) VALUES (?, ?)", rows)
            database.execute("INSERT INTO debunk(debunk) VALUES ('optimize')")
            database.commit()
            database.close()
            aside.rename(path)
        return cls(path)

    def best(self, body: str, most: int | None = None) -> list[int]:
        """Search for a normalised message.

        :param most: different trigrams that are asked for, from its beginning; all of it unless told
        :returns: the rows of the best debunks that share a trigram with it
        """
        parts = dict.fromkeys(body[start : start + 3] for start in range(len(body) - 2))
        quoted = " OR ".join('"' + part.replace('"', '""') + '"' for part in list(parts)[:most])
        if not quoted:
            return []
        question = "SELECT rowid FROM debunk WHERE debunk MATCH ? ORDER BY rank LIMIT ?"
        return [int(row) for (row,) in self._database.execute(question, (quoted, _BEST))]


def postgres_told(corpus: Path, messages: Sequence[str]) -> str:
    """Ask PostgreSQL with pg_trgm, in a cluster of its own that goes afterwards.

    :returns: milliseconds of wall time at p50 and p99, or why there are none
    """
    folder = _programs()
    if folder is None:
        return "not installed"
    # PostgreSQL refuses to run as root; a package of it brings this user.
    owner = "postgres" if os.geteuid() == 0 else None
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        if owner:
            shutil.chown(home, owner)
        data, script, rows = (Path(home) / name for name in ("data", "ask.sql", "rows.csv"))
        _write_rows(corpus, rows)
        script.write_text(_script(rows, messages), encoding="utf-8")
        for path in (script, rows):
            path.chmod(0o644)

        def call(program: str, *arguments: str) -> str:
            done = subprocess.run(  # noqa: S603
                [folder / program, *arguments],
                user=owner,
                cwd=home,
                capture_output=True,
                text=True,
                check=True,
            )
            return done.stdout

        try:
            call("initdb", "-D", str(data), "-E", "UTF8", "--locale=C.UTF-8", "-U", "asker")
            started = ("-w", "-l", f"{home}/log", "-o", f"-k {home} -h '' -c shared_buffers=1GB")
            call("pg_ctl", "-D", str(data), *started, "start")
            try:
                told = call("psql", "-X", "-q", "-h", home, "-U", "asker", "-f", str(script), "postgres")
            finally:
                call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        except (OSError, subprocess.CalledProcessError) as error:
            return f"does not run here ({getattr(error, 'stderr', '') or error})"[:80].strip()
    times = [float(line.split()[1]) for line in told.splitlines() if line.startswith("Time:")]
    middle, last = np.percentile(times[-len(messages) :], (50, 99))
    return f"{middle:.1f} / {last:.1f} (given up after {_PATIENCE} s)"


def _programs() -> Path | None:
    """:returns: the folder of the newest PostgreSQL that has pg_ctl"""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    found = packaged[-1] if packaged else shutil.which("pg_ctl")
    return Path(found).parent if found else None


def _write_rows(corpus: Path, path: Path) -> None:
    with corpus.open(encoding="utf-8") as file, path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([normalise(_text_of(json.loads(line)))] for line in file)


def _script(rows: Path, messages: Sequence[str]) -> str:
    # A claim is a small part of a message, so that little likeness must do.
    lines = [
        "CREATE EXTENSION pg_trgm;",
        "CREATE TABLE debunk (number serial, text text);",
        f"\\copy debunk (text) FROM '{rows}' CSV",
        "CREATE INDEX debunk_text ON debunk USING gin (text gin_trgm_ops);",
        "ANALYZE debunk;",
        "SET pg_trgm.similarity_threshold = 0.1;",
        f"SET statement_timeout = '{_PATIENCE}s';",
        "\\o /dev/null",
        "\\timing on",
    ]
    for message in messages:
        body = message.replace("'", "''").replace("\\", " ").replace("\n", " ")
        lines.append(  # a file for psql, which takes no parameters
            f"SELECT number FROM debunk WHERE text % '{body}' "  # noqa: S608
            f"ORDER BY similarity(text, '{body}') DESC LIMIT {_BEST};"
        )
    return "\n".join(lines) + "\n"


def _text_of(told: dict[str, Any]) -> str:
    return " ".join((told["claim"], *told.get("variants", ()), told.get("summary", "")))
