"""Votes become lines for training: what was asked, which debunk, and whether it answers."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from bot import replies, tallies
from bot.cli import app
from bot.tallies import Tally
from tests.bot.state import NOW, opened

RUN = CliRunner()


async def remember(folder: Path) -> None:
    async with opened(folder) as store, store.write() as conn:
        kept = await replies.remember(
            conn,
            chat_key="group",
            asker_key="asker",
            text="打13800138000领补助",
            links=("check.example/a",),
            band="answer",
            offers=[replies.Offer("a", 0.97), replies.Offer("b", 0.4), replies.Offer("c", 0.3)],
            index_version="v1",
            language="zh-Hans",
            now=NOW,
        )
        cast: list[tuple[str, str, replies.Ballot]] = [
            ("p1", "a", "wrong"),
            ("p2", "a", "wrong"),
            ("p3", "a", "useful"),
            ("p1", "b", "useful"),
            ("p1", "c", "wrong"),
            ("p2", "c", "useful"),
            ("p1", "of an earlier wording", "wrong"),
        ]
        for voter, debunk_id, vote in cast:
            await replies.vote(conn, kept.token, voter, debunk_id, vote, NOW)
        today = datetime.now(UTC).date()
        await tallies.count(conn, Tally.CHOSEN, today, debunk_id="a", times=3)
        await tallies.count(conn, Tally.CHOSEN, today - timedelta(days=40), debunk_id="b")


def test_votes_are_exported_without_who_cast_them(tmp_path: Path) -> None:
    asyncio.run(remember(tmp_path))
    out = tmp_path / "votes.jsonl"
    done = RUN.invoke(app, ["feedback", "export", "--home", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["debunk"], line["label"], line["wrong"], line["useful"]) for line in lines] == [
        ("a", 0, 2, 1),
        ("b", 1, 0, 1),
        ("c", None, 1, 1),
    ]
    assert lines[0]["text"] == "打[电话]领补助"
    assert lines[0]["confidence"] == 0.97
    assert lines[0]["voted"] == "2026-11-22T08:30:00+00:00"
    assert "p1" not in out.read_text(encoding="utf-8")


def test_sent_cards_are_counted_by_debunk(tmp_path: Path) -> None:
    asyncio.run(remember(tmp_path))
    month = RUN.invoke(app, ["feedback", "shared", "--home", str(tmp_path)])
    assert month.output.split() == ["3", "a"]
    longer = RUN.invoke(app, ["feedback", "shared", "--home", str(tmp_path), "--days", "60"])
    assert longer.output.split() == ["3", "a", "1", "b"]


def test_before_the_first_start_there_is_nothing(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["feedback", "export", "--home", str(tmp_path)])
    assert done.exit_code == 0
    assert "No database yet" in done.output
    assert "No cards were sent" in RUN.invoke(app, ["feedback", "shared", "--home", str(tmp_path)]).output
