"""Cofacts' open data: three tables that belong together."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.formats import SourceFormat
from tests.corpus.importing.sources import Import, Importer, unchanged, write

COFACTS = SourceFormat.COFACTS
ARTICLES = (
    "id", "references", "userIdsha256", "normalArticleReplyCount", "appId", "text", "createdAt", "updatedAt",
    "lastRequestedAt",
)  # fmt: skip
LINKS = (
    "articleId", "replyId", "userIdsha256", "negativeFeedbackCount", "positiveFeedbackCount", "replyType",
    "appId", "status", "createdAt", "updatedAt",
)  # fmt: skip
REPLIES = ("id", "type", "reference", "userIdsha256", "appId", "text", "createdAt")
DAY = "2026-10-0{}T08:00:00.000Z"
LONG = (
    "緊急通知！江心洲的自來水廠今天凌晨被人投毒。請大家三天之內不要喝自來水。" + "趕快轉發給親朋好友，" * 30
)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def article(name: str, text: str) -> tuple[object, ...]:
    return name, "LINE", "u1", 1, "RUMORS_LINE_BOT", text, DAY.format(1), DAY.format(1), DAY.format(2)


def link(
    article_id: str, reply_id: str, kind: str, useful: int, useless: int, status: str = "NORMAL"
) -> tuple[object, ...]:
    return article_id, reply_id, "u2", useless, useful, kind, "WEBSITE", status, DAY.format(3), DAY.format(4)


def reply(name: str, kind: str, text: str, day: int = 5) -> tuple[object, ...]:
    return name, kind, "https://source.example\nhttps://other.example", "u3", "WEBSITE", text, DAY.format(day)


TABLES = {
    "articles": table(
        ARTICLES,
        [
            article("a1", "喝高粱醋可以溶解腎結石"),
            article("a2", LONG),
            article("a3", "市府下週起開放江心洲大橋"),
            article("a4", "我覺得這座橋很醜"),
            article("a5", "早安，祝大家平安喜樂"),
            article("a6", "沒有人回應過的訊息在這裡"),
            article("a7", "回應都被刪掉的訊息在這裡"),
            article("a8", "回應不見了的訊息在這裡"),
        ],
    ),
    "article_replies": table(
        LINKS,
        [
            link("a1", "r1", "NOT_RUMOR", 1, 4),
            link("a1", "r2", "RUMOR", 9, 1),
            link("a1", "r3", "OPINIONATED", 20, 0, "DELETED"),
            link("a2", "r2", "RUMOR", 0, 0),
            link("a3", "r4", "NOT_RUMOR", 0, 0),
            link("a4", "r5", "OPINIONATED", 3, 0),
            link("a5", "r6", "NOT_ARTICLE", 1, 0),
            link("a7", "r1", "RUMOR", 5, 0, "DELETED"),
            link("a8", "r9", "RUMOR", 5, 0),
        ],
    ),
    "replies": table(
        REPLIES,
        [
            reply("r1", "NOT_RUMOR", "有人說可以。"),
            reply("r2", "RUMOR", "醋不會溶解結石，\n請就醫。", 6),
            reply("r3", "OPINIONATED", "看法。"),
            reply("r4", "NOT_RUMOR", "市府的公告屬實。"),
            reply("r5", "OPINIONATED", "這是個人的看法。"),
            reply("r6", "NOT_ARTICLE", "問候。"),
        ],
    ),
}  # fmt: skip


@pytest.fixture(params=["plain", "zipped", "in one archive"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "opendata"
    folder.mkdir()
    if request.param == "in one archive":
        file = folder / "all.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in TABLES.items():
                archive.writestr(f"data/{name}.csv", text)
            archive.writestr("data/analytics.csv", "type,docId\n")
        return file
    for name, text in TABLES.items():
        if request.param == "plain":
            write(folder / f"{name}.csv", text)
        else:
            with zipfile.ZipFile(folder / f"{name}.csv.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"{name}.csv", text)
    write(folder / "categories.csv", "id,title\n")
    return folder


def test_the_most_useful_reply_says_what_a_message_is(importer: Importer, source: Path) -> None:
    done = importer.run(source, COFACTS)
    found = {each.id: each for each in done.debunks.values()}
    assert {name: each.verdict.value for name, each in found.items()} == {
        "source:a1": "false",
        "source:a2": "false",
        "source:a3": "true",
        "source:a4": "unproven",
    }
    first = found["source:a1"]
    assert first.model_dump(mode="json", exclude={"id", "verdict"}) == {
        "claim": "喝高粱醋可以溶解腎結石",
        "summary": "醋不會溶解結石， 請就醫。",
        "variants": [],
        "url": "https://cofacts.tw/article/a1",
        "publisher": "Cofacts",
        "published": "2026-10-06",
        "lang": "zh-Hant",
        "topic": "",
        "region": "",
    }
    assert done.count("skipped") == (1,)
    (lost,) = done.rejections
    assert (lost.field, lost.got) == ("reply", "r9")


def test_a_long_message_is_shown_by_its_first_sentences_and_found_by_all(
    importer: Importer, source: Path
) -> None:
    debunk = importer.run(source, COFACTS).debunks["source:a2"]
    assert debunk.claim == "緊急通知！江心洲的自來水廠今天凌晨被人投毒。"
    assert debunk.variants == (LONG,)


def test_importing_twice_changes_nothing_and_a_better_reply_changes_the_verdict(
    importer: Importer, tmp_path: Path
) -> None:
    def again(links: str) -> Import:
        for name, text in {**TABLES, "article_replies": links}.items():
            write(tmp_path / f"{name}.csv", text)
        return importer.run(tmp_path, COFACTS)

    again(TABLES["article_replies"])
    with unchanged(importer.home):
        assert again(TABLES["article_replies"]).counts == (0, 0, 4, 1)
    done = again(TABLES["article_replies"].replace("a1,r1,u2,4,1", "a1,r1,u2,4,100"))
    assert done.counts == (0, 1, 3, 1)
    assert done.debunks["source:a1"].verdict.value == "true"


def test_a_missing_table_or_column_is_named(importer: Importer, tmp_path: Path) -> None:
    for name in ("articles", "replies"):
        write(tmp_path / f"{name}.csv", TABLES[name])
    with pytest.raises(CorpusError, match=r"got no article_replies\.csv in"):
        importer.run(tmp_path, COFACTS)
    write(tmp_path / "article_replies.csv", TABLES["article_replies"].replace("replyType", "type"))
    with pytest.raises(CorpusError, match="expected the column replyType, got articleId"):
        importer.run(tmp_path, COFACTS)


def test_rows_of_another_width_are_refused(importer: Importer, tmp_path: Path) -> None:
    for name, text in TABLES.items():
        write(tmp_path / f"{name}.csv", text + "a9,only,three\n")
    done = importer.run(tmp_path, COFACTS)
    assert [each.got for each in done.rejections if each.expected.endswith("columns")] == ["3", "3", "3"]
