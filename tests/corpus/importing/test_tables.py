"""CSV, TSV and XLSX, as offices keep their lists."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from corpus.importing.mapping import TableMapping
from tests.corpus.importing.sources import FIXTURES, Importer, unchanged, write

CSV, XLSX = SourceFormat.CSV, SourceFormat.XLSX
HEAD = ["编号", "谣言内容", "结论", "真相", "发布日期", "链接", "问法"]
ASKED = "大桥要收费吗|过桥要交钱了"
ROWS: list[list[Any]] = [
    [1, "江心洲大桥下周起收过桥费", "不实", "没有收费的打算。", "20/11/2026", "https://qj.example/1", ASKED],
    [2, "老粮仓里发现了恐龙蛋", "×", "是仿制的摆件。", "21/11/2026", "https://qj.example/2", ""],
]  # fmt: skip


@pytest.fixture
def mapping() -> TableMapping:
    return TableMapping.read(FIXTURES / "mapping.toml")


def as_csv(rows: list[list[Any]], delimiter: str = ",") -> str:
    def cell(value: Any) -> str:
        text = str(value)
        return f'"{text}"' if delimiter in text or '"' in text or "\n" in text else text

    return "".join(delimiter.join(cell(value) for value in row) + "\r\n" for row in [HEAD, *rows])


def as_xlsx(rows: list[list[Any]], sheet: str = "清单") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    page = book.create_sheet(sheet)
    for row in [HEAD, *rows]:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_in_its_charset_by_its_mapping(
    importer: Importer, tmp_path: Path, mapping: TableMapping, encoding: str, delimiter: str
) -> None:
    file = write(tmp_path / "table.csv", as_csv(ROWS, delimiter).encode(encoding))
    done = importer.run(file, CSV, mapping=mapping)
    first, second = done.debunks.values()
    assert first.model_dump(mode="json") == {
        "id": "source:1",
        "claim": "江心洲大桥下周起收过桥费",
        "verdict": "false",
        "summary": "没有收费的打算。",
        "variants": ["大桥要收费吗", "过桥要交钱了"],
        "url": "https://qj.example/1",
        "publisher": "清江市网信办",
        "published": "2026-11-20",
        "lang": "zh-Hans",
        "topic": "",
        "region": "CN-ZJ",
    }
    assert second.verdict.value == "false"  # as the mapping says of ×
    with unchanged(importer.home):
        assert importer.run(file, CSV, mapping=mapping).counts == (0, 0, 2, 0)


def test_a_workbook_says_the_same_as_a_table_in_text(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    rows = [[*row[:4], date(2026, 11, 19 + row[0]), *row[5:]] for row in ROWS]
    file = write(tmp_path / "table.xlsx", as_xlsx(rows))
    by_sheet = importer.run(file, XLSX, mapping=mapping)
    assert by_sheet.counts == (2, 0, 0, 0)
    text = write(tmp_path / "table.csv", as_csv(ROWS))
    assert importer.run(text, CSV, mapping=mapping).counts == (0, 0, 2, 0)


@pytest.mark.parametrize("names", ["claim,rating,url,publisher", "查核主張,結果,網址,單位"])
@pytest.mark.parametrize("encoding", ["", "cp950"])
def test_a_table_that_excel_saved_in_taiwan_is_read(
    importer: Importer, tmp_path: Path, names: str, encoding: str
) -> None:
    claim = "每天空腹喝高粱醋～可以溶解膽結石與恒齒裡的牙垢"
    text = f"{names}\r\n{claim},錯誤,https://a.example/1,青嶺查核站\r\n"
    fields = ("claim", "rating", "url", "publisher")
    columns = {field: (name,) for field, name in zip(fields, names.split(","), strict=True)}
    plan = TableMapping(columns=columns, encoding=encoding)
    done = importer.run(write(tmp_path / "t.csv", text.encode("cp950")), CSV, mapping=plan)
    assert [(each.claim, each.verdict.value, each.lang) for each in done.debunks.values()] == [
        (claim, "false", "zh-Hant")
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("백신을 맞으면 자폐증에 걸린다는 주장은 사실이 아니다", "euc-kr"),
        ("ワクチンを接種すると不妊になるという情報が拡散している", "euc-jp"),
        ("ワクチンを接種すると不妊になるという情報が拡散している", "shift_jis"),
        ("“Hot” water doesn’t cure the flu", "cp1252"),
        ("石頭唱歌", "big5"),
    ],
)
def test_a_table_in_a_charset_that_cannot_be_told_is_refused_with_the_setting(
    importer: Importer, tmp_path: Path, text: str, encoding: str
) -> None:
    table = f"claim,rating,url,publisher\n{text},false,https://a.example/1,A\n".encode(encoding)
    with pytest.raises(CorpusError, match=r"none of them for sure; .*, as in encoding = \"big5\""):
        importer.run(write(tmp_path / "t.csv", table), CSV)
    done = importer.run(tmp_path / "t.csv", CSV, mapping=TableMapping(encoding=encoding))
    assert [each.claim for each in done.debunks.values()] == [text]


def test_broken_bytes_among_the_names_of_columns_are_told(importer: Importer, tmp_path: Path) -> None:
    table = b"id,cla\xffim\n" + "1,老粮仓里发现了恐龙蛋\n".encode() * 9
    with pytest.raises(
        CorpusError, match=r"row 1, the names of the columns: expected text in utf-8, got bytes"
    ):
        importer.run(write(tmp_path / "t.csv", table), CSV)


def test_columns_that_are_called_as_fields_need_no_mapping(importer: Importer, tmp_path: Path) -> None:
    text = "id,Claim,verdict,url,publisher\n7,水库里有怪兽出没,false,https://a.example/7,甲站\n"
    (debunk,) = importer.run(write(tmp_path / "t.csv", text), CSV).debunks.values()
    assert (debunk.id, debunk.publisher) == ("source:7", "甲站")


def test_constants_may_hold_what_a_row_says(importer: Importer, tmp_path: Path) -> None:
    text = "id,claim,rating\n7,水库里有怪兽出没,假\n,山上的石头会唱歌,假\n"
    plan = TableMapping(constants={"publisher": "甲站", "url": "https://a.example/{id}"})
    done = importer.run(write(tmp_path / "t.csv", text), CSV, mapping=plan)
    assert [each.url for each in done.debunks.values()] == ["https://a.example/7"]
    assert [(each.field, each.got) for each in done.rejections] == [("url", "nothing")]


@pytest.mark.parametrize(
    ("column", "value", "field", "got"),
    [
        (1, "", "claim", "nothing"),
        (1, '=HYPERLINK("http://bad.example","点我")', "claim", "the formula"),
        (2, "五颗星", "rating", '"五颗星"'),
        (2, "NaN", "rating", "NaN, no number"),
        (4, "2026-11-20", "published", '"2026-11-20"'),
        (5, "无", "url", '"无"'),
        (1, "谣" * 3_000, "claim", '"谣谣'),
        (0, "一" * 100_000, "", ""),
    ],
)
@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_row_that_cannot_be_taken_is_named_and_the_others_are_read(
    importer: Importer,
    tmp_path: Path,
    mapping: TableMapping,
    form: SourceFormat,
    column: int,
    value: str,
    field: str,
    got: str,
) -> None:
    bad = [*ROWS[0]]
    bad[column] = value
    if form is CSV:
        file = write(
            tmp_path / "t.csv",
            as_csv([[each.replace('"', '""') if isinstance(each, str) else each for each in bad], ROWS[1]]),
        )
    else:
        file = write(tmp_path / "t.xlsx", as_xlsx([bad, ROWS[1]]))
    done = importer.run(file, form, mapping=mapping)
    if not field:  # a long number of its own is odd, and no fault
        assert done.counts == (2, 0, 0, 0)
        return
    (rejection,) = done.rejections
    assert rejection.place == f"{file}, row 2"
    assert rejection.field == field
    assert rejection.got.startswith(got)
    assert done.counts == (1, 0, 0, 1)


def test_broken_bytes_cost_their_row_alone(importer: Importer, tmp_path: Path, mapping: TableMapping) -> None:
    rows = [
        [n, f"第{n}号水库里有怪兽出没", "假", "没有。", "20/11/2026", f"https://qj.example/{n}", ""]
        for n in range(50)
    ]
    body = as_csv(rows).encode().replace("第7号".encode(), b"\xff\xfe7")
    done = importer.run(write(tmp_path / "t.csv", body), CSV, mapping=mapping)
    assert done.counts == (49, 0, 0, 1)
    assert str(done.rejections[0]) == (
        f"{tmp_path / 't.csv'}, row 9: expected text in utf-8, got bytes that are none in column 2; put "
        'the row right, or name the encoding in the mapping, as in encoding = "big5"'
    )


def test_cells_beyond_the_columns_are_a_fault(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    text = as_csv(ROWS) + "3,水库里有,怪兽出没,假,没有。,20/11/2026,https://qj.example/3,,\r\n"
    done = importer.run(write(tmp_path / "t.csv", text), CSV, mapping=mapping)
    (rejection,) = done.rejections
    assert (rejection.expected, rejection.got) == (
        "7 columns",
        '8, with "https://qj.example/3"',
    ) or rejection.field == "rating"


def test_a_cell_without_an_end_is_a_fault_and_no_flood(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    text = as_csv(ROWS) + '3,"' + ("水库里有怪兽" * 100 + "\n") * 4_000
    done = importer.run(write(tmp_path / "t.csv", text), CSV, mapping=mapping)
    assert done.result.counts["added"] == 2
    assert done.rejections[0].expected == "cells of at most 1,048,576 characters"


def test_a_zipped_table_is_read_from_its_archive(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    file = tmp_path / "t.csv.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", as_csv(ROWS))
    assert importer.run(file, CSV, mapping=mapping).counts == (2, 0, 0, 0)


def test_an_archive_without_a_table_or_with_a_damaged_one_is_told(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    file = tmp_path / "t.csv.zip"
    for name in ("", "readme.md"):
        with zipfile.ZipFile(file, "w") as archive:
            if name:
                archive.writestr(name, "")
        with pytest.raises(
            CorpusError, match=rf"expected a member that ends with .*, got {name or 'nothing'}"
        ):
            importer.run(file, CSV, mapping=mapping)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("t.csv", as_csv(ROWS))
    file.write_bytes(file.read_bytes().replace(b"qj.example", b"qk.example"))
    with pytest.raises(CorpusError, match=r"t.csv: expected a whole member .*; fetch the archive anew"):
        importer.run(file, CSV, mapping=mapping)


def test_a_quotation_mark_that_is_not_closed_is_named(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    text = as_csv(ROWS) + '3,"没有关上,不实\r\n4,别的\r\n'
    done = importer.run(write(tmp_path / "t.csv", text), CSV, mapping=mapping)
    assert done.counts == (2, 0, 0, 1)
    assert done.rejections[0].cure == 'close the quotation mark (") that this row opens'


def test_an_archive_that_swells_is_not_unpacked(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    file = tmp_path / "t.zip"
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("t.csv", "w") as out,
    ):
        for _ in range(80):
            out.write(b"0" * (1 << 20))
    with pytest.raises(CorpusError, match="expected an archive of sound size"):
        importer.run(file, CSV, mapping=mapping)
    with pytest.raises(CorpusError, match="expected an archive of sound size"):
        importer.run(file, XLSX, mapping=mapping)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE])
@pytest.mark.parametrize("member", ["xl/worksheets/sheet2.xml", "xl/workbook.xml"])
def test_entities_in_a_workbook_are_refused(
    importer: Importer, tmp_path: Path, mapping: TableMapping, doctype: str, member: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(ROWS))) as whole, zipfile.ZipFile(out, "w") as changed:
        assert member in whole.namelist()
        for name in whole.namelist():
            text = whole.read(name)
            if name == member:
                head, found, rest = text.partition(b"?>")
                text = head + found + doctype.encode() + rest if found else doctype.encode() + text
            changed.writestr(name, text)
    with pytest.raises(CorpusError, match="EntitiesForbidden"):
        importer.run(write(tmp_path / "t.xlsx", out.getvalue()), XLSX, mapping=mapping)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 and no more", b"plain words", b"\xd0\xcf\x11\xe0" * 20])
def test_what_is_no_workbook_is_told(importer: Importer, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(CorpusError, match=r"expected a workbook that was saved as \.xlsx"):
        importer.run(write(tmp_path / "t.xlsx", body), XLSX)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns = 3", "columns: expected a table"),
        ('[columns]\nclaim = ["a", "b"]', r"columns\.claim: expected the name of a column"),
        ('[columns]\nverdikt = "a"', "columns: expected one of id, claim"),
        ("[constants]\nlang = 3", r"constants\.lang: expected a text"),
        ("header = 0", "header: expected the number of a row"),
        ("enkoding = 'x'", "got 'enkoding'"),
        ("[ratings]\nfalse = 'x'", r"ratings\.false: expected a list of texts"),
        ("[ratings]\nlie = ['x']", "got 'lie'"),
        ("=", "expected TOML"),
        (
            "[columns",
            r"expected TOML, got what is none: Expected .* \(at .*\); put that line right, as in claim",
        ),
        ("[columns]\nclaim = “谣言”", 'write " "'),
        ("[ratings]\nfalse = ['x']\n[ratings]", "write each .heading. once"),
    ],
)
def test_a_mapping_that_cannot_be_followed_says_why(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        TableMapping.read(write(tmp_path / "m.toml", text))


def test_a_mapping_that_is_not_there_or_in_another_charset_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"m\.toml: cannot be read: No such file"):
        TableMapping.read(tmp_path / "m.toml")
    (tmp_path / "m.toml").write_bytes('[columns]\nclaim = "谣言"'.encode("gb18030"))
    with pytest.raises(CorpusError, match="save it as UTF-8"):
        TableMapping.read(tmp_path / "m.toml")


def test_a_column_that_is_not_there_is_named_with_those_that_are(
    importer: Importer, tmp_path: Path, mapping: TableMapping
) -> None:
    with pytest.raises(
        CorpusError, match=r"columns\.id: expected the column '编号', got a, b; put the .*encoding"
    ):
        importer.run(write(tmp_path / "t.csv", "a,b\n1,2\n"), CSV, mapping=mapping)
    with pytest.raises(CorpusError, match="expected to know which column is the claim, got a, b"):
        importer.run(write(tmp_path / "t.csv", "a,b\n1,2\n"), CSV)


def test_an_unknown_encoding_or_sheet_is_told(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="expected an encoding as in utf-8, gb18030 or big5, got 'klingon'"):
        importer.run(write(tmp_path / "t.csv", "a\n"), CSV, mapping=TableMapping(encoding="klingon"))
    with pytest.raises(CorpusError, match="expected one of the sheets 说明, 清单, got '别的'"):
        importer.run(write(tmp_path / "t.xlsx", as_xlsx(ROWS)), XLSX, mapping=TableMapping(sheet="别的"))
