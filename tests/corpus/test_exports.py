"""Exports for partners: what is in them, and that any text is written so that it can be read again."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.claim_review import RATINGS, verdict_in_words
from corpus.debunk import Debunk, Verdict
from corpus.errors import CorpusError
from corpus.exports import chosen, exported, write_whole
from corpus.formats import Format
from corpus.library import LIBRARY, read_corpus

ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def debunk(id_: str = "a-1", **fields: Any) -> Debunk:
    given_fields = {
        "id": id_,
        "claim": "喝热柠檬水能治癌症。",
        "verdict": "false",
        "url": f"https://example.org/{id_}?a=1&b=2",
        "publisher": "某处",
        "lang": "zh-Hans",
    }
    return Debunk.model_validate(given_fields | fields)


WHOLE = debunk(
    summary="没有这回事 <b>& ]]>",
    variants=["热柠檬水抗癌是真的吗"],
    published="2026-11-20",
    topic="health",
    region="CN-ZJ",
)


def item_of(feed: dict[str, Any]) -> dict[str, Any]:
    (element,) = feed["dataFeedElement"]
    item = element["item"]
    assert isinstance(item, dict)
    return item


def test_a_claim_review_says_all_that_a_debunk_says() -> None:
    feed = json.loads(exported([WHOLE], Format.CLAIMREVIEW, title="本地辟谣"))
    assert {name: feed[name] for name in ("@context", "@type", "name", "dateModified")} == {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": "本地辟谣",
        "dateModified": "2026-11-20",
    }
    assert feed["dataFeedElement"][0]["@type"] == "DataFeedItem"
    assert item_of(feed) == {
        "@type": "ClaimReview",
        "identifier": "a-1",
        "url": "https://example.org/a-1?a=1&b=2",
        "inLanguage": "zh-Hans",
        "claimReviewed": "喝热柠檬水能治癌症。",
        "author": {"@type": "Organization", "name": "某处"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": "不是真的",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "喝热柠檬水能治癌症。",
            "inLanguage": "zh-Hans",
            "appearance": [{"@type": "CreativeWork", "text": "热柠檬水抗癌是真的吗"}],
            "contentLocation": {"@type": "Place", "name": "CN-ZJ"},
        },
        "datePublished": "2026-11-20",
        "reviewBody": "没有这回事 <b>& ]]>",
        "keywords": "health",
    }


def test_what_a_debunk_does_not_say_is_left_out() -> None:
    feed = json.loads(exported([debunk()], Format.CLAIMREVIEW))
    assert "dateModified" not in feed
    item = item_of(feed)
    assert not {"datePublished", "reviewBody", "keywords"} & set(item)
    assert item["itemReviewed"]["appearance"] == [{"@type": "CreativeWork", "text": "喝热柠檬水能治癌症。"}]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hant", "是詐騙"),
        ("zh-TW", "是詐騙"),
        ("zh-HK", "是詐騙"),
        ("zh-Hans", "是骗局"),
        ("zh-CN", "是骗局"),
        ("zh", "是骗局"),
        ("en", "A scam"),
        ("fr", "A scam"),
    ],
)
def test_a_verdict_is_told_in_the_language_of_its_debunk(language: str, words: str) -> None:
    assert verdict_in_words(Verdict.SCAM, language) == words


def test_every_verdict_has_a_number_and_truth_the_highest() -> None:
    assert set(RATINGS) == set(Verdict)
    assert RATINGS[Verdict.FALSE] == 1
    assert max(RATINGS, key=lambda verdict: RATINGS[verdict]) is Verdict.TRUE
    assert len({verdict_in_words(verdict, "zh-Hant") for verdict in Verdict}) == len(Verdict)


def test_a_json_feed_says_what_version_1_1_asks_for() -> None:
    text = exported([WHOLE], Format.JSONFEED, link="https://t.me/bot", address="https://x.example/feed.json")
    assert json.loads(text) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "真的吗 Zhendema",
        "home_page_url": "https://t.me/bot",
        "feed_url": "https://x.example/feed.json",
        "language": "zh-Hans",
        "items": [
            {
                "id": "a-1",
                "url": "https://example.org/a-1?a=1&b=2",
                "title": "不是真的: 喝热柠檬水能治癌症。",
                "content_text": "没有这回事 <b>& ]]>",
                "authors": [{"name": "某处"}],
                "language": "zh-Hans",
                "tags": ["health", "CN-ZJ"],
                "date_published": "2026-11-20T00:00:00Z",
            }
        ],
    }


def test_a_year_alone_is_no_moment_in_a_feed() -> None:
    bare = debunk(published="2026", lang="zh-Hant")
    feed = json.loads(exported([bare, WHOLE], Format.JSONFEED))
    assert "date_published" not in feed["items"][0]
    assert "language" not in feed
    assert feed["items"][0]["content_text"] == bare.claim
    assert "pubDate" not in exported([bare], Format.RSS)


def test_rss_says_what_version_2_asks_for() -> None:
    text = exported(
        [WHOLE], Format.RSS, title="<辟谣>", link="https://t.me/bot", address="https://x.example/r?a&b"
    )
    root = ElementTree.fromstring(text)
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    (channel,) = root
    assert [channel.findtext(name) for name in ("title", "link", "description")] == [
        "<辟谣>",
        "https://t.me/bot",
        "<辟谣>",
    ]
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib == {"href": "https://x.example/r?a&b", "rel": "self", "type": "application/rss+xml"}
    item = channel.find("item")
    assert item is not None
    assert {child.tag: child.text for child in item} == {
        "title": "不是真的: 喝热柠檬水能治癌症。",
        "link": "https://example.org/a-1?a=1&b=2",
        "description": "没有这回事 <b>& ]]>",
        "guid": "a-1",
        "pubDate": "Fri, 20 Nov 2026 00:00:00 +0000",
        "category": "health",
        f"{DUBLIN_CORE}creator": "某处",
        f"{DUBLIN_CORE}language": "zh-Hans",
    }
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert parsedate_to_datetime(item.findtext("pubDate", "")) == datetime(2026, 11, 20, tzinfo=UTC)
    assert channel.findtext("lastBuildDate") == item.findtext("pubDate")


def test_an_empty_export_is_still_whole() -> None:
    assert json.loads(exported([], Format.CLAIMREVIEW))["dataFeedElement"] == []
    assert json.loads(exported([], Format.JSONFEED))["items"] == []
    assert ElementTree.fromstring(exported([], Format.RSS)).findtext("channel/link") == "about:blank"


HOSTILE = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "&amp;&#0;",
        "</item>",
        "\x01\x0b\x1f",
        "\ufffe\uffff",
        "\ud800",
        "a\r\nb\rc",
        '"\u2028',
    ]
)


def hostile_debunk(claim: str, summary: str, publisher: str) -> Debunk | None:
    try:
        return debunk(
            claim=f"喝热柠檬水{claim}", summary=summary, publisher=f"某{publisher}", published="2026-11-20"
        )
    except ValidationError:  # what no corpus can hold need not be exported
        return None


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_any_text_of_a_debunk_can_be_read_again(claim: str, summary: str, publisher: str, title: str) -> None:
    made = hostile_debunk(claim, summary, publisher)
    each = [made] if made else []
    for form in (Format.CLAIMREVIEW, Format.JSONFEED):
        feed = json.loads(exported(each, form))
        assert len(feed.get("items", feed.get("dataFeedElement"))) == len(each)
        if made and form is Format.CLAIMREVIEW:
            assert item_of(feed)["claimReviewed"] == made.claim
    root = ElementTree.fromstring(exported(each, Format.RSS, title=title).encode("utf-8"))
    found = root.findall("channel/item")
    assert len(found) == len(each)
    if made:
        expected = "".join(
            sign if sign in "\n\t" or sign >= " " else "\ufffd" for sign in _lines(made.publisher)
        )
        expected = expected.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
        assert found[0].findtext(f"{DUBLIN_CORE}creator") == expected


def _lines(text: str) -> str:
    return text.replace("\r", "\n")


def test_the_newest_come_first_and_those_without_a_date_last() -> None:
    dates = {"a": "", "b": "2020", "c": "2026-11-20", "d": "2026-11", "e": "2026-11-20", "f": "2020-01-02"}
    debunks = [debunk(name, published=date) for name, date in dates.items()]
    assert [each.id for each in chosen(debunks)] == ["c", "e", "d", "f", "b", "a"]
    assert chosen(reversed(debunks)) == chosen(debunks)


@pytest.mark.parametrize(
    ("since", "ids"),
    [
        ("2020", ["c", "d", "f", "b"]),
        ("2020-02", ["c", "d", "b"]),
        ("2026-11-21", ["d"]),
        ("2026-12", []),
    ],
)
def test_since_takes_what_may_have_been_published_then_or_later(since: str, ids: list[str]) -> None:
    dates = {"a": "", "b": "2020", "c": "2026-11-20", "d": "2026-11", "f": "2020-01-02"}
    debunks = [debunk(name, published=date) for name, date in dates.items()]
    assert [each.id for each in chosen(debunks, since)] == ids


@pytest.mark.parametrize("since", ["yesterday", "2026-13", "2026-1-5", "20261120", "２０２６"])
def test_what_is_no_date_is_refused(since: str) -> None:
    with pytest.raises(ValueError, match=r"expected a date as in 2026, 2026-11 or 2026-11-22, got"):
        chosen([WHOLE], since)


def test_one_publisher_alone_can_be_exported_and_an_unknown_one_is_named() -> None:
    debunks = [debunk("a", publisher="甲报"), debunk("b", publisher="乙报")]
    assert [each.id for each in chosen(debunks, publishers=["乙报"])] == ["b"]
    with pytest.raises(ValueError, match="expected one of 乙报, 甲报, got '丙报'"):
        chosen(debunks, publishers=["丙报"])


def test_the_whole_library_is_exported_alike_whenever_it_is() -> None:
    debunks = chosen(read_corpus([LIBRARY]).debunks)
    for form in Format:
        assert exported(debunks, form) == exported(debunks, form)
    items = ElementTree.fromstring(exported(debunks, Format.RSS)).findall("channel/item")
    assert len({item.findtext("guid") for item in items}) == len(debunks)


def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text("old")
    write_whole(file, "新\n")
    assert file.read_bytes() == "新\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["feed.xml"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for file in (tmp_path / "none" / "feed.xml", tmp_path / "folder"):
        with pytest.raises(CorpusError, match=r"expected to write .*choose another place"):
            write_whole(file, "text")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
