"""Lists in JSON as 较真 and sites like it have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from tests.corpus.importing.sources import Importer, unchanged, write

LIST = SourceFormat.JIAOZHEN
JIAOZHEN = "https://vp.fact.qq.com/article?id="
ITEM = {
    "id": "c1f3",
    "title": "老粮仓里发现了恐龙蛋",
    "author": "清江医学会",
    "date": "2026-11-20",
    "explain": "谣言",
    "result": "假-谣言",
    "markstyle": "fake",
    "abstract": "是仿制的摆件。",
    "tag": ["考古"],
    "type": 1,
    "cover": "//img.example/1.png",
}
OTHER = ITEM | {
    "id": 77,
    "title": "喝高粱醋可以溶解肾结石",
    "explain": "",
    "result": "疑-尚无定论",
    "date": 1763600000,
}


@pytest.mark.parametrize(
    "shape",
    [
        {"content": [ITEM, OTHER], "total": 2},
        {"code": 200, "msg": "success", "newslist": [ITEM, OTHER]},
        {"ret": 0, "data": json.dumps([ITEM, OTHER], ensure_ascii=False)},
        {"status": "ok", "data": {"page": 1, "list": [ITEM, OTHER]}},
        [ITEM, OTHER],
    ],
)
def test_the_list_is_found_by_its_name_however_deep(importer: Importer, tmp_path: Path, shape: Any) -> None:
    file = write(tmp_path / "list.json", shape)
    done = importer.run(file, LIST)
    assert [
        (each.id, each.claim, each.verdict.value, each.url, each.publisher, each.published)
        for each in done.debunks.values()
    ] == [
        ("source:c1f3", "老粮仓里发现了恐龙蛋", "false", f"{JIAOZHEN}c1f3", "清江医学会", "2026-11-20"),
        ("source:77", "喝高粱醋可以溶解肾结石", "unproven", f"{JIAOZHEN}77", "清江医学会", "2025-11-20"),
    ]  # fmt: skip
    with unchanged(importer.home):
        assert importer.run(file, LIST).counts == (0, 0, 2, 0)


def test_the_state_of_a_page_is_read(importer: Importer, tmp_path: Path) -> None:
    state = {
        "props": {
            "pageProps": {
                "initialState": {
                    "id": "c1f3",
                    "title": "恐龙蛋是怎么回事",
                    "rumor": "老粮仓里发现了恐龙蛋",
                    "markstyle": "fake",
                    "author": "清江医学会",
                    "date": "2026-11-20",
                    "abstract": [{"content": "是仿制的。"}, {"content": "不是化石。"}],
                }
            }
        }
    }
    page = f'<html><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script></html>'
    done = importer.run(write(tmp_path / "page.html", page), LIST, publisher="腾讯新闻较真")
    (debunk,) = done.debunks.values()
    assert (debunk.claim, debunk.verdict.value, debunk.summary, debunk.publisher) == (
        "老粮仓里发现了恐龙蛋",
        "false",
        "是仿制的。 不是化石。",
        "腾讯新闻较真",
    )


def test_another_site_names_where_its_checks_are(importer: Importer, tmp_path: Path) -> None:
    file = write(tmp_path / "list.json", {"data": [ITEM | {"id": "a/b"}]})
    done = importer.run(file, LIST, link="https://qj.example/c/{id}.html", publisher="清江查证")
    assert [each.url for each in done.debunks.values()] == ["https://qj.example/c/a%2Fb.html"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": None}, "claim"),
        ({"explain": "见仁见智"}, "rating"),
        ({"date": "昨天"}, "published"),
        ({"id": None}, "url"),
    ],
)
def test_members_that_cannot_be_taken_are_named(
    importer: Importer, tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    done = importer.run(write(tmp_path / "list.json", {"content": [ITEM | change, OTHER, 7]}), LIST)
    assert [(each.field, each.place.rpartition(", ")[2]) for each in done.rejections] == [
        (field, "entry 1"),
        ("", "entry 3"),
    ]


@pytest.mark.parametrize("text", ["[]", "<html></html>"])
def test_a_document_without_a_list_is_told(importer: Importer, tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match="expected a list of fact-checks under one of content, newslist"):
        importer.run(write(tmp_path / "list.json", text), LIST)


@pytest.mark.parametrize("text", ['{"ret": 0}', "{}", '{"data": "[[[["}'])
def test_an_object_without_a_list_is_no_check_itself(importer: Importer, tmp_path: Path, text: str) -> None:
    assert importer.run(write(tmp_path / "list.json", text), LIST).counts == (0, 0, 0, 1)
