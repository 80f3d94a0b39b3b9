"""Reading a corpus: every line is a debunk or a fault that says where and why."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.library import LIBRARY, Fault, read_corpus
from corpus.statistics import count_debunks

SHARED = Path(__file__).parents[3] / "shared" / "data"
LINE: dict[str, Any] = {
    "id": "x-1",
    "claim": "喝醋能軟化血管",
    "verdict": "false",
    "url": "https://example.org/1",
    "publisher": "某處",
    "lang": "zh-Hant",
}


def write(folder: Path, *lines: dict[str, Any] | str | bytes, name: str = "corpus.jsonl") -> Path:
    raw = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    path = folder / name
    path.write_bytes(b"\n".join(raw) + b"\n")
    return path


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    corpus = read_corpus([write(tmp_path, LINE | {"id": "b"}, LINE | {"id": "a"})])
    assert [debunk.id for debunk in corpus.debunks] == ["b", "a"]
    assert corpus.faults == ()


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_are_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "windows.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps(LINE).encode()
        + b"\r\n\r\n   \r\n"
        + json.dumps(LINE | {"id": "x-2"}).encode()
    )
    corpus = read_corpus([path])
    assert (len(corpus.debunks), corpus.faults) == (2, ())


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        LINE,
        '{"id": ',
        LINE | {"id": "x-3", "verdict": "wrong"},
        LINE | {"id": "x-4", "extra": 1},
        LINE | {"id": "x-5"},
    )
    corpus = read_corpus([path])
    assert [debunk.id for debunk in corpus.debunks] == ["x-1", "x-5"]
    assert [(fault.line, fault.field) for fault in corpus.faults] == [(2, ""), (3, "verdict"), (4, "extra")]
    assert str(corpus.faults[1]) == (
        f'{path}:3: verdict: expected one of false, misleading, unproven, true, outdated, scam, got "wrong"'
    )
    assert str(corpus.faults[2]) == f"{path}:4: extra: expected no field of this name, got 1"


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        (b"\xff\xfe", "", "text in UTF-8"),
        ("[]", "", "a JSON object"),
        ("null", "", "a JSON object"),
        ("{]", "", "a JSON object"),
        ("[" * 100_000, "", "a JSON object"),
        ('{"id": NaN}', "", "a JSON object"),
        ('{"id": "a", "id": "b"}', "", "a JSON object"),
        (LINE | {"claim": "404"}, "claim", "at least 4 letters or digits"),
        (LINE | {"claim": "404 not found"}, "claim", "a claim, not the text of an error or login page"),
        (LINE | {"claim": "https://example.org/1"}, "claim", "a text that can be searched, not a link alone"),
        (LINE | {"claim": "某處報", "publisher": "某處報"}, "claim", "at least 4 letters or digits"),
        (
            LINE | {"claim": "某處查核報", "publisher": "某處查核報"},
            "claim",
            "a claim, not the name of its publisher",
        ),
        (LINE | {"variants": ["喝醋可以軟化血管", ""]}, "variants.1", "at least 4 letters or digits"),
        (LINE | {"url": "x"}, "url", "an address that begins with http:// or https:// and names a site"),
        (LINE | {"published": "2020-2-30"}, "published", "a day of the calendar"),
        ({name: LINE[name] for name in LINE if name != "lang"}, "lang", "a value"),
        (LINE | {"id": ["a"]}, "id", "a text"),
        (LINE | {"publisher": "x" * 300}, "publisher", "at most 200 characters"),
    ],
    ids=str,
)
def test_a_fault_says_what_was_expected(tmp_path: Path, line: Any, field: str, expected: str) -> None:
    faults = read_corpus([write(tmp_path, line)]).faults
    assert [(fault.line, fault.field, fault.expected) for fault in faults] == [(1, field, expected)]


def test_an_id_that_is_there_twice_is_a_fault_that_names_both_places(tmp_path: Path) -> None:
    first, second = write(tmp_path, LINE, name="a.jsonl"), write(tmp_path, "", LINE, name="b.jsonl")
    corpus = read_corpus([tmp_path])
    assert len(corpus.debunks) == 1
    assert corpus.faults == (Fault(str(second), 2, "id", "an id of its own", f'"x-1", which {first}:1 has'),)


def test_a_fault_shows_no_control_characters(tmp_path: Path) -> None:
    fault = read_corpus([write(tmp_path, LINE | {"verdict": "\x1b[31m\u202e\ud800" + "x" * 500})]).faults[0]
    assert str(fault).isprintable()
    assert len(str(fault)) < 300 + len(str(tmp_path))


def test_a_line_of_a_hundred_megabytes_is_refused_without_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as stream:
        for _ in range(100):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\n" + json.dumps(LINE).encode())
    tracemalloc.start()
    corpus = read_corpus([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(fault.line, fault.expected) for fault in corpus.faults] == [
        (1, "at most 1,048,576 bytes a line")
    ]
    assert len(corpus.debunks) == 1
    assert peak < 10_000_000


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, LINE)
    assert len(read_corpus([path, tmp_path, path]).debunks) == 1


def test_a_corpus_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nowhere\.jsonl: no such file"):
        read_corpus([tmp_path / "nowhere.jsonl"])
    with pytest.raises(CorpusError, match=r"expected \*\.jsonl files in this folder"):
        read_corpus([tmp_path])


@given(st.lists(st.binary(max_size=60), max_size=8))
@settings(max_examples=100)
def test_no_line_disappears(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    lines = [line.replace(b"\n", b"").removeprefix(b"\xef\xbb\xbf") for line in lines]
    path = write(tmp_path_factory.mktemp("corpus"), *lines)
    corpus = read_corpus([path])
    spoken_of = {fault.line for fault in corpus.faults}
    assert spoken_of == {number for number, line in enumerate(lines, 1) if line.strip()}


def test_the_library_ships_whole() -> None:
    corpus = read_corpus([LIBRARY])
    assert corpus.faults == ()
    assert count_debunks(corpus.debunks).tables["publisher"] == {
        "MyGoPen": 533,
        "腾讯新闻较真": 508,
        "台灣事實查核中心": 255,
        "蘭姆酒吐司": 216,
        "中国互联网联合辟谣平台": 90,
        "今日头条": 46,
    }
    for file in LIBRARY.glob("*.jsonl"):
        ids = [debunk.id for debunk in read_corpus([file]).debunks]
        assert ids == sorted(ids)


def test_the_librarys_readme_counts_every_file() -> None:
    readme = (LIBRARY / "README.md").read_text(encoding="utf-8")
    for file in LIBRARY.glob("*.jsonl"):
        debunks = read_corpus([file]).debunks
        row = next(line for line in readme.splitlines() if line.startswith(f"| `{file.name}`"))
        assert row.split("|")[2].strip() == debunks[0].publisher
        assert row.split("|")[4].strip() == str(len(debunks))


@pytest.mark.shared
@pytest.mark.parametrize(("file", "count"), [("bench/debunks.jsonl", 5_383), ("corpus/starter.jsonl", 1_648)])
def test_every_published_debunk_reads_without_a_fault(file: str, count: int) -> None:
    path = SHARED / file
    if not path.exists():
        pytest.skip(f"{file} is not part of the repository, and ../shared/data does not hold it")
    corpus = read_corpus([path])
    assert corpus.faults == ()
    assert len(corpus.debunks) == count
