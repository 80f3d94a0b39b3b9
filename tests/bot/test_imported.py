"""From two publishers' feeds to one answer that names both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.formats import SourceFormat
from corpus.importing.importer import Request, bring_in
from corpus.importing.syndication import TitlePattern
from corpus.library import imported_files, read_corpus
from index.build import build_version
from index.encoder import load_encoder
from tests.bot.test_terminal import chat

RSS = """<rss version="2.0"><channel><title>青嶺查核站</title><language>zh-TW</language>
<item><title>【{rating}】喝熱檸檬水可以殺死癌細胞</title><link>https://check.qingling.example/1</link></item>
<item><title>【錯誤】青嶺縣的自來水被染成紅色</title><link>https://check.qingling.example/2</link></item>
</channel></rss>"""
REVIEW = {
    "@type": "ClaimReview",
    "url": "https://qingjiang.example/check/1",
    "claimReviewed": "喝热柠檬水可以杀死癌细胞",
    "reviewRating": {"@type": "Rating", "alternateName": "谣言"},
    "author": {"@type": "Organization", "name": "清江查证"},
    "datePublished": "2026-11-20",
}


def prepare(home: Path, rating: str) -> None:
    """Two sources are brought in, and a version is built of them."""
    titles = TitlePattern.read("【(?P<rating>[^】]+)】(?P<claim>.+)")
    feed, document = home / "feed.rss", home / "reviews.json"
    feed.write_text(RSS.format(rating=rating), encoding="utf-8")
    document.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": [REVIEW]}), encoding="utf-8")
    by_feed = Request(SourceFormat.FEED, str(feed), "qingling", home, titles=titles, pages=False)
    by_document = Request(SourceFormat.CLAIMREVIEW, str(document), "qingjiang", home)
    for request in (by_feed, by_document):
        assert bring_in(request, None, lambda _: None).written
    debunks = read_corpus(imported_files(home)).debunks
    assert len(debunks) == 3
    build_version(debunks, home / "index", encoder=load_encoder())


@pytest.mark.parametrize(
    ("rating", "line"),
    [
        ("錯誤", "也查证过：{other}"),
        ("部分錯誤", "⚠️ {other}的结论不一样：{verdict}。两篇都请看一看。"),
    ],
)
def test_the_same_rumor_of_two_publishers_is_one_answer_that_names_both(
    tmp_path: Path, rating: str, line: str
) -> None:
    prepare(tmp_path, rating)
    done = chat(tmp_path, "喝热柠檬水可以杀死癌细胞\n")
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert told.count("说法：") == 1
    first, other = ("青嶺查核站", "清江查证") if "来源：青嶺" in told else ("清江查证", "青嶺查核站")
    assert f"来源：{first}" in told
    pages = {
        "青嶺查核站": "https://check.qingling.example/1",
        "清江查证": "https://qingjiang.example/check/1",
    }
    verdict = "❌ 不是真的" if other == "清江查证" else "⚠️ 有误导"
    assert line.format(other=f"{other}  {pages[other]}", verdict=verdict) in told
