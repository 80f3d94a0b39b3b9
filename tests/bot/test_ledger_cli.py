"""The commands that read the ledger: its export, and the times to answer, nothing of single people."""

import asyncio
import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from bot.lead_tables import leads
from bot.leads_cli import app
from bot.newsroom import changes
from bot.newsroom.units import Level, Unit
from tests.bot.state import NOW, ask, opened

WHO = "ab" * 16
UNITS = '[[unit]]\nname = "杭州市"\nlevel = "city"\nregions = ["CN-ZJ/杭州市"]\ndue_hours = 8\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with four leads in one place and one in another, answered after 1 to 5 hours."""
    city = Unit("杭州市", Level.CITY, due_hours=8)
    places = ["CN-ZJ/杭州市"] * 4 + ["CN-JS/南京市"]

    async def fill() -> None:
        async with opened(tmp_path) as store:
            for update_id, region in enumerate(places):
                text = "".join(chr(0x4E00 + update_id * 40 + step) for step in range(12))
                number = (await ask(store, text, update_id)).lead.number
                async with store.write() as conn:
                    values = {"region": region, "topic": "food"}
                    await conn.execute(update(leads).where(leads.c.number == number).values(**values))
                    await changes.assign(conn, number, city, now=NOW, who=WHO, why="=1+1 打 13812345678")
                    later = NOW + timedelta(hours=number)
                    await changes.answer(conn, number, f"local:{number}", now=later, who=WHO)

    asyncio.run(fill())
    (tmp_path / "units.toml").write_text(UNITS, encoding="utf-8")
    return tmp_path


def call(*words: str, home: Path, code: int = 0) -> tuple[str, str]:
    done = CliRunner().invoke(
        app, [*words, "--home", str(home)], env={"COLUMNS": "160", "ZHENDEMA_DATABASE": ""}
    )
    assert (done.exit_code, done.exception if code == 0 else None) == (code, None)
    return done.stdout, done.stderr


def test_the_ledger_as_json_lines_has_every_event_in_its_order(home: Path) -> None:
    events = [
        json.loads(line)
        for line in call("export", "--ledger", "--format", "jsonl", home=home)[0].splitlines()
    ]
    assert [event["id"] for event in events] == list(range(1, len(events) + 1))
    first = [event for event in events if event["lead"] == 1 and event["kind"] in {"assigned", "answered"}]
    # Who it was is told by a pseudonym, the same for all that one person did.
    (who,) = {event["who"] for event in first}
    assert (len(who), who == WHO) == (32, False)
    assert [{**event, "id": 0} for event in first] == [
        {
            "id": 0,
            "lead": 1,
            "kind": "assigned",
            "who": who,
            "at": "2026-11-22T08:30:00+00:00",
            "was": "",
            "became": "杭州市",
            "why": "=1+1 打 [电话]",
        },
        {
            "id": 0,
            "lead": 1,
            "kind": "answered",
            "who": who,
            "at": "2026-11-22T09:30:00+00:00",
            "was": "",
            "became": "local:1",
            "why": "",
        },
    ]


def test_the_ledger_as_csv_holds_no_formula(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "ledger.csv"
    said = call("export", "--ledger", "--out", str(out), home=home)[1]
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert said == f"{len(rows)} events written to {out}\n"
    assert {row["why"] for row in rows if row["kind"] == "assigned"} == {"'=1+1 打 [电话]"}


def test_a_ledger_has_no_status_to_choose_by(home: Path) -> None:
    assert "leave --status out" in call("export", "--ledger", "--status", "new", home=home, code=2)[1]


def test_times_are_told_by_unit_topic_and_region_and_few_are_only_few(home: Path) -> None:
    found = json.loads(call("times", "--json", home=home)[0])
    assert found["all"] == {
        "leads": 5,
        "answered": 5,
        "median_hours": 3.0,
        "ninety_percent_hours": 5.0,
        "timely": 5,
        "late": 0,
        "in_time": 1.0,
    }
    assert found["units"].keys() == {"杭州市"}
    assert found["topics"]["food"]["leads"] == 5
    assert found["regions"]["CN-ZJ/杭州市"]["median_hours"] == 2.5
    assert found["regions"]["CN-JS/南京市"] == {"leads": "<3"}
    # Else the single one could be found by taking four from five.
    assert found["regions"]["CN-ZJ/杭州市"]["leads"] == "<10"
    assert not {"answered", "timely", "late"} & found["regions"]["CN-ZJ/杭州市"].keys()


def test_times_are_shown_as_a_table(home: Path) -> None:
    lines = call("times", home=home)[0].splitlines()
    city = next(line for line in lines if "unit" in line)
    assert [each.strip() for each in city.strip("│ ").split("│")][2:] == [
        "5",
        "5",
        "3.0 h",
        "5.0 h",
        "100% of 5",
    ]
    few = next(line for line in lines if "南京市" in line)
    assert [each.strip() for each in few.strip("│ ").split("│")][2:] == ["<3", "–", "–", "–", "–"]


def test_times_of_nothing_say_so(tmp_path: Path, home: Path) -> None:
    assert call("times", home=tmp_path / "none")[0] == "No leads.\n"
    assert json.loads(call("times", "--json", home=tmp_path / "none")[0]) == {}


def test_a_broken_file_of_units_is_one_line(home: Path) -> None:
    (home / "units.toml").write_text("unit = 3", encoding="utf-8")
    _, said = call("times", home=home, code=1)
    assert (
        said
        == f"{home / 'units.toml'}: unit: expected tables, got 3; write each unit under a line [[unit]]\n"
    )
