"""The commands of the ledger: what a maintainer sees and takes away."""

import asyncio
import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from bot.lead_tables import leads
from bot.leads_cli import app
from tests.bot.state import ask, opened

TEXTS = [
    '=HYPERLINK("http://x.example","点我领奖品，全部免费")',
    "明天起全市超市停止营业，\n大家快去囤货\x1b[31m",
    "吃完柿子半小时之内千万别喝优酪乳，会中毒",
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    async def fill() -> None:
        async with opened(tmp_path) as store:
            for update_id, place in enumerate([0, 1, 1, 2]):
                await ask(store, TEXTS[place], update_id, asker=update_id, links=("x.example/1",))

    asyncio.run(fill())
    return tmp_path


def call(*words: str, home: Path, code: int = 0) -> tuple[str, str]:
    done = CliRunner().invoke(
        app, [*words, "--home", str(home)], env={"COLUMNS": "160", "ZHENDEMA_DATABASE": ""}
    )
    assert (done.exit_code, done.exception if code == 0 else None) == (code, None)
    return done.stdout, done.stderr


def test_list_shows_a_line_for_a_lead(home: Path) -> None:
    shown, _ = call("list", "--most", "--limit", "2", home=home)
    assert "大家快去囤货" in shown
    assert "\x1b[31m" not in shown
    assert len([line for line in shown.splitlines() if "new" in line]) == 2


def test_list_as_json_has_every_field(home: Path) -> None:
    found = json.loads(call("list", "--json", home=home)[0])
    assert [lead["number"] for lead in found] == [3, 2, 1]
    assert found[1] == {
        "number": 2,
        "status": "new",
        "text": TEXTS[1],
        "asks": 2,
        "askers": 2,
        "chats": 2,
        "first_asked": "2026-11-22T08:30:00+00:00",
        "last_asked": "2026-11-22T08:30:00+00:00",
        "links": ["x.example/1"],
        "topic": "",
        "region": "",
    }


def test_list_can_be_narrowed_by_status(home: Path) -> None:
    assert call("list", "--status", "answered", home=home)[0] == "No leads.\n"
    call("list", "--status", "wrong", home=home, code=2)


def test_show_prints_the_whole_text(home: Path) -> None:
    shown, _ = call("show", "2", home=home)
    assert "明天起全市超市停止营业，\n大家快去囤货" in shown
    assert json.loads(call("show", "2", "--json", home=home)[0])["followers"] == 0


def test_show_of_a_number_that_is_none_says_so(home: Path) -> None:
    _, said = call("show", "9", home=home, code=1)
    assert said == "lead: expected the number of a lead, got 9; see: zhendema leads list\n"


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
def test_a_number_that_no_lead_can_have_is_none(home: Path, number: str) -> None:
    _, said = call("show", number, home=home, code=1)
    assert said == f"lead: expected the number of a lead, got {number}; see: zhendema leads list\n"


def test_a_limit_out_of_range_is_wrong_usage(home: Path) -> None:
    _, said = call("list", "--limit", "99999999999999999999", home=home, code=2)
    assert "less than or equal to 1000000" in said


def test_a_csv_export_holds_every_lead_and_no_formula(home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("export", home=home)[0])))
    assert [row["text"] for row in rows] == [f"'{TEXTS[0]}", TEXTS[1].replace("\x1b", ""), TEXTS[2]]
    assert [row["asks"] for row in rows] == ["1", "2", "1"]


def test_an_export_to_a_file_is_whole_and_marked_for_spreadsheets(home: Path) -> None:
    out = home / "leads.csv"
    _, said = call("export", "--out", str(out), "--bom", home=home)
    assert said == f"3 leads written to {out}\n"
    assert out.read_bytes().startswith(b"\xef\xbb\xbfnumber,status,text")
    assert not list(home.glob(".*.part"))


def test_a_jsonl_export_has_a_lead_a_line(home: Path) -> None:
    lines = call("export", "--format", "jsonl", home=home)[0].splitlines()
    assert [json.loads(line)["text"] for line in lines] == TEXTS


def test_an_export_tells_few_askers_of_a_place_only_as_few(home: Path) -> None:
    async def place() -> None:
        async with opened(home) as store, store.write() as conn:
            await conn.execute(update(leads).values(region="CN-ZJ/杭州市"))
            await conn.execute(update(leads).where(leads.c.number == 2).values(asks=7, askers=3))
            await conn.execute(update(leads).where(leads.c.number == 3).values(region=""))

    asyncio.run(place())
    lines = call("export", "--format", "jsonl", home=home)[0].splitlines()
    counts = [[each[name] for name in ("asks", "askers", "chats")] for each in map(json.loads, lines)]
    assert counts == [["<3", "<3", "<3"], [7, 3, "<3"], [1, 1, 1]]
    rows = list(csv.DictReader(io.StringIO(call("export", home=home)[0])))
    assert [row["askers"] for row in rows] == ["<3", "3", "1"]


def test_before_the_first_start_there_is_nothing_and_no_trouble(tmp_path: Path) -> None:
    shown, said = call("list", "--json", home=tmp_path)
    assert json.loads(shown) == []
    assert "No database yet" in said
    assert call("export", home=tmp_path)[0].splitlines() == [
        "number,status,text,asks,askers,chats,first_asked,last_asked,links,topic,region"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line(home: Path) -> None:
    _, said = call("export", "--out", str(home / "no" / "such" / "file.csv"), home=home, code=1)
    assert said.endswith("No such file or directory; choose another place\n")
    assert len(said.splitlines()) == 1


def test_a_lead_whose_texts_were_deleted_says_so(home: Path) -> None:
    with sqlite3.connect(home / "zhendema.sqlite3") as plain:
        plain.execute("UPDATE leads SET text = '', body = '' WHERE number = 1")
    plain.close()
    for command in (["show", "1"], ["list"]):
        shown = " ".join(call(*command, home=home)[0].split())
        assert "(its texts were deleted, 180 days after it was closed)" in shown.replace("│ ", "")
