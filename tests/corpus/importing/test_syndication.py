"""RSS, Atom and JSON Feed, with the page of each entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.debunk import Verdict
from corpus.errors import CorpusError
from corpus.feeds import BlockingFetcher
from corpus.formats import SourceFormat
from corpus.importing.syndication import TitlePattern
from tests.corpus.importing.site import Site, serving
from tests.corpus.importing.sources import FIXTURES, Importer, html_page, review, unchanged, write

FEED = SourceFormat.FEED
TITLES = TitlePattern.read(r"【(?P<rating>[^】]+)】(?P<claim>.+)")
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>清江查证</title><language>zh-CN</language>
{items}</channel></rss>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


@pytest.fixture
def online(importer: Importer, site: Site) -> Iterator[Importer]:
    with BlockingFetcher(loopback_port=site.port, every=0.0, tries=1) as web:
        importer.web = web
        yield importer


def rss(site: Site, *titles: str) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{site.url(f'/{number}')}</link>"
        "<pubDate>Fri, 20 Nov 2026 10:00:00 +0800</pubDate></item>"
        for number, title in enumerate(titles, 1)
    )
    return RSS.format(items=items)


def fill(site: Site, *claims: str) -> None:
    """A feed of pages that each check a claim."""
    site.pages["/feed"] = rss(site, *(f"关于{claim}" for claim in claims))
    site.kinds["/feed"] = "application/rss+xml; charset=utf-8"
    for number, claim in enumerate(claims, 1):
        told = review(claimReviewed=claim, url=site.url(f"/{number}"), author=None, datePublished="")
        site.pages[f"/{number}"] = html_page(told)


def test_each_entrys_page_is_fetched_for_its_claim_review(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费")
    done = online.run(site.url("/feed"), FEED)
    assert [(each.claim, each.publisher, each.published) for each in done.debunks.values()] == [
        ("老粮仓里发现了恐龙蛋", "清江查证", "2026-11-20"),
        ("江心洲大桥下周起收过桥费", "清江查证", "2026-11-20"),
    ]
    assert site.asked == [("/feed", 200), ("/1", 200), ("/2", 200)]


def test_what_has_not_changed_is_not_sent_again_and_changes_nothing(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费")
    online.run(site.url("/feed"), FEED)
    site.asked.clear()
    with unchanged(online.home):
        assert online.run(site.url("/feed"), FEED).counts == (0, 0, 2, 0)
    assert site.asked == [("/feed", 304)]


def test_a_page_that_changed_is_changed_in_its_place(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费")
    before = online.run(site.url("/feed"), FEED).debunks
    fill(site, "老粮仓里发现了三枚恐龙蛋", "江心洲大桥下周起收过桥费", "喝高粱醋可以溶解肾结石")
    done = online.run(site.url("/feed"), FEED)
    assert done.counts == (1, 1, 1, 0)
    assert list(done.debunks)[:2] == list(before)
    (changed,) = (each for each in done.outcomes if each.what == "changed")
    assert [(each.field, each.before, each.after) for each in changed.changes] == [
        ("claim", "老粮仓里发现了恐龙蛋", "老粮仓里发现了三枚恐龙蛋")
    ]


def test_a_page_is_read_anew_when_the_maintainer_has_changed_the_ratings(
    online: Importer, site: Site
) -> None:
    fill(site, "老粮仓里发现了恐龙蛋")
    online.run(site.url("/feed"), FEED)
    write(online.home / "ratings.toml", '[ratings]\nunproven = ["不实"]\n')
    done = online.run(site.url("/feed"), FEED)
    assert [each.verdict for each in done.debunks.values()] == [Verdict.UNPROVEN]


def test_debunks_that_are_gone_from_the_file_are_fetched_again(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费")
    done = online.run(site.url("/feed"), FEED)
    lines = done.result.file.read_text(encoding="utf-8").splitlines(keepends=True)
    write(done.result.file, lines[0])
    assert online.run(site.url("/feed"), FEED).counts == (1, 0, 1, 0)


def test_entries_without_a_claim_review_are_refused_with_the_reason(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "甲乙丙丁", "天干地支")
    site.pages["/2"] = html_page()
    del site.pages["/3"]
    done = online.run(site.url("/feed"), FEED)
    assert done.counts == (1, 0, 0, 2)
    no_review, gone = done.rejections
    assert (no_review.field, no_review.expected, no_review.about) == (
        "page",
        "a ClaimReview in its page",
        "关于甲乙丙丁",
    )
    assert "--from-entries" in no_review.cure
    assert str(gone).endswith("page: expected status 200, got 404; try again later")
    # What was refused is looked at again, whatever the server says of the feed.
    site.asked.clear()
    online.run(site.url("/feed"), FEED)
    assert site.asked == [("/feed", 200), ("/1", 304), ("/2", 200), ("/3", 404)]


def test_what_has_no_claim_review_is_taken_from_its_title_when_told_so(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋", "x")
    site.pages["/feed"] = rss(
        site, "随便", "【部分錯誤】喝高粱醋可以溶解腎結石", "沒有說結論的標題", "【五顆星】水庫裡有怪獸出沒"
    )
    site.pages["/2"] = html_page()
    done = online.run(site.url("/feed"), FEED, titles=TITLES)
    assert [(each.claim, each.verdict.value, each.lang) for each in done.debunks.values()] == [
        ("老粮仓里发现了恐龙蛋", "false", "zh-Hans"),
        ("喝高粱醋可以溶解腎結石", "misleading", "zh-Hans"),
    ]
    assert [(each.field, each.got) for each in done.rejections] == [
        ("title", '"沒有說結論的標題"'),
        ("rating", '"五顆星"'),
    ]


@pytest.mark.parametrize("file", ["feed.rss", "feed.atom", "feed.json"])
def test_each_kind_of_feed_is_read_without_pages(importer: Importer, file: str) -> None:
    done = importer.run(FIXTURES / file, FEED, titles=TITLES, pages=False)
    assert [(each.claim, each.verdict.value, each.url, each.published) for each in done.debunks.values()] == [
        (
            "把手機放進冰箱能恢復電池壽命",
            "false",
            "https://check.qingling.example/articles/812",
            "2026-09-03",
        ),
        (
            "青嶺縣的自來水被染成紅色",
            "misleading",
            "https://check.qingling.example/articles/815",
            "2026-10-04",
        ),
    ]
    assert {(each.publisher, each.lang) for each in done.debunks.values()} == {("青嶺查核站", "zh-Hant")}


def test_a_feed_in_an_old_charset_is_read(importer: Importer, online: Importer, site: Site) -> None:
    text = RSS.format(
        items="<item><title>【谣言】江心洲大桥下周起收过桥费</title><link>https://a.example/1</link></item>"
    )
    body = text.replace('encoding="utf-8"', 'encoding="gb2312"').encode("gb2312")
    site.pages["/feed"] = body
    site.kinds["/feed"] = "application/xml"
    for source in (site.url("/feed"), str(write(importer.home / "feed.xml", body))):
        done = online.run(source, FEED, titles=TITLES, pages=False)
        assert [each.claim for each in done.debunks.values()] == ["江心洲大桥下周起收过桥费"]


def test_a_feed_that_was_cut_within_a_character_keeps_its_other_entries(
    importer: Importer, tmp_path: Path
) -> None:
    items = "".join(
        f"<item><title>【谣言】第{number}座老粮仓里发现了恐龙蛋</title><link>https://a.example/{number}</link></item>"
        for number in "一二三"
    )
    whole = RSS.format(items=items).encode()
    cut = whole[: whole.rindex("粮".encode()) + 1]
    done = importer.run(write(tmp_path / "feed.xml", cut), FEED, titles=TITLES, pages=False)
    claims = [each.claim for each in done.debunks.values()]
    assert claims == ["第一座老粮仓里发现了恐龙蛋", "第二座老粮仓里发现了恐龙蛋"]
    assert [each.place for each in done.rejections] == [f"{tmp_path / 'feed.xml'}, entry 3"]


def test_a_broken_byte_costs_its_entry_alone(importer: Importer, tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>【谣言】{place}的老粮仓里发现了恐龙蛋</title><link>https://a.example/{place}</link></item>"
        for place in ("城东", "城西", "城南")
    )
    body = RSS.format(items=items).encode().replace("西的".encode(), b"\xe8\xa5")
    done = importer.run(write(tmp_path / "feed.xml", body), FEED, titles=TITLES, pages=False)
    assert [each.claim[:2] for each in done.debunks.values()] == ["城东", "城南"]
    assert [(each.field, each.expected) for each in done.rejections] == [("claim", "whole characters")]


ENTRIES = [
    f"<item><link>https://a.example/{number}</link><title>【谣言】第{number}座老粮仓里发现了恐龙蛋</title></item>\n"
    for number in "一二三四五"
]


@pytest.mark.parametrize(
    "after", ["", "<it", "<item>", "<item><link>https://a.example/三</link><title>【谣言】第三座老粮"]
)
def test_a_feed_that_breaks_off_is_told_and_its_whole_entries_are_taken(
    importer: Importer, tmp_path: Path, after: str
) -> None:
    text = RSS.format(items="".join(ENTRIES[:2]) + after + "CUT").partition("CUT")[0]
    done = importer.run(write(tmp_path / "feed.xml", text), FEED, titles=TITLES, pages=False)
    assert [each.claim[:4] for each in done.debunks.values()] == ["第一座老", "第二座老"]
    assert [str(each) for each in done.rejections] == [
        f"{tmp_path / 'feed.xml'}, entry 3: expected a feed to its end, got one that breaks off in line 5; "
        "fetch it again; the entries before are whole"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("第三", "&nbsp;第三"),
        ("第三", "甲 & 乙的第三"),
        ("</rss>", "</rss><script>1</script>"),
        ('encoding="utf-8"', 'encoding="gb2312"'),
        ("<item>", "<item><b>"),
        ("</rss>", "</rss>\n<!-- made in a second -->"),
    ],
)
def test_a_feed_that_is_no_sound_xml_and_yet_whole_is_taken(
    importer: Importer, tmp_path: Path, before: str, after: str
) -> None:
    text = RSS.format(items="".join(ENTRIES)).replace(before, after)
    done = importer.run(write(tmp_path / "feed.xml", text), FEED, titles=TITLES, pages=False)
    assert done.counts == (5, 0, 0, 0)


def test_an_entity_of_a_feed_that_is_plain_text_is_read(importer: Importer, tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY place "老粮仓">]>'
    text = RSS.format(items=ENTRIES[0].replace("老粮仓", "&place;")).replace("?>\n", f"?>{doctype}\n", 1)
    done = importer.run(write(tmp_path / "feed.xml", text), FEED, titles=TITLES, pages=False)
    assert [each.claim for each in done.debunks.values()] == ["第一座老粮仓里发现了恐龙蛋"]


BILLION = (
    '<!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)


@pytest.mark.parametrize(
    "doctype",
    [BILLION, '<!DOCTYPE r [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>'],
)
def test_entities_of_a_feed_are_not_followed(importer: Importer, tmp_path: Path, doctype: str) -> None:
    item = "<item><title>【谣言】水库里有怪兽出没 &a8;</title><link>https://a.example/1</link></item>"
    text = RSS.format(items=item).replace("?>\n", f"?>{doctype}\n", 1)
    try:
        done = importer.run(write(tmp_path / "feed.xml", text), FEED, titles=TITLES, pages=False)
    except CorpusError:
        return
    claims = [each.claim for each in done.debunks.values()] if done.result.file.exists() else []
    assert all("root:" not in claim and len(claim) < 100 for claim in claims)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html><body>Just a page</body></html>", "expected RSS, Atom or JSON Feed"),
        ("", "expected RSS, Atom or JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "expected JSON Feed with its list of items"),
        ('{"items": [', "expected JSON Feed, got another text"),
    ],
)
def test_what_is_no_feed_is_told(importer: Importer, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        importer.run(write(tmp_path / "feed.xml", text), FEED, titles=TITLES, pages=False)


def test_entries_of_a_json_feed_may_be_anything(importer: Importer, tmp_path: Path) -> None:
    items: list[object] = [
        None,
        7,
        [],
        {},
        {"title": 7, "url": []},
        {"title": "【假】" + "水" * 5_000, "url": "https://a.example"},
    ]
    feed = write(tmp_path / "feed.json", json.dumps({"title": "甲站", "items": items}))
    done = importer.run(feed, FEED, titles=TITLES, pages=False)
    assert done.result.counts["refused"] == 5


@pytest.mark.parametrize("pattern", ["(", "(?P<claim>.+)", "【(.+)】"])
def test_a_pattern_without_its_groups_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        TitlePattern.read(pattern)


def test_links_of_a_feed_are_taken_from_its_site(importer: Importer, tmp_path: Path) -> None:
    text = (
        '<rss version="2.0"><channel><title>青嶺</title><link>https://qingling.example/</link>'
        "<item><title>【錯誤】自來水被染成紅色</title><link>/check/1</link></item></channel></rss>"
    )
    titles = TitlePattern.read("【(?P<rating>[^】]+)】(?P<claim>.+)")
    done = importer.run(write(tmp_path / "f.rss", text), SourceFormat.FEED, titles=titles, pages=False)
    assert [each.url for each in done.debunks.values()] == ["https://qingling.example/check/1"]


def test_a_page_whose_host_is_not_known_is_told_in_plain_words(online: Importer, tmp_path: Path) -> None:
    text = RSS.format(items=ENTRIES[0].replace("https://a.example/一", "https://nowhere.invalid/1"))
    (rejection,) = online.run(write(tmp_path / "feed.xml", text), FEED).rejections
    assert str(rejection).endswith(
        "page: expected a host that is known, got no address for 'nowhere.invalid'; try again later"
    )


def test_a_page_that_robots_txt_forbids_is_told_in_plain_words(online: Importer, site: Site) -> None:
    fill(site, "老粮仓里发现了恐龙蛋")
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /1\n"
    (rejection,) = online.run(site.url("/feed"), FEED).rejections
    assert str(rejection).endswith(
        "page: expected a page that may be fetched, got a robots.txt that forbids it"
    )
