"""ClaimReview as pages, data feeds and the Fact Check Tools API have it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.debunk import Verdict
from corpus.errors import CorpusError
from tests.corpus.importing.sources import FIXTURES, Importer, html_page, review, unchanged, write

ADDRESS = "an address that begins with http:// or https:// and names a site"
IN_WORDS = "a rating in words, or a number at one end of its scale"
SOUND = "a text without lone surrogates"
MIDDLE = "3 on a scale from 1 to 5"


def test_a_page_with_a_claim_review_becomes_a_debunk(importer: Importer, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", html_page(review(reviewBody="是仿制的<b>摆件</b>&amp;模型。")))
    done = importer.run(page)
    (debunk,) = done.debunks.values()
    assert debunk.model_dump(exclude={"id"}) == {
        "claim": "老粮仓里发现了恐龙蛋",
        "verdict": Verdict.FALSE,
        "summary": "是仿制的摆件&模型。",
        "variants": (),
        "url": "https://qingjiang.example/check/1",
        "publisher": "清江查证",
        "published": "2026-11-20",
        "lang": "zh-Hans",
        "topic": "",
        "region": "",
    }
    assert debunk.id.startswith("source:u-")
    assert done.counts == (1, 0, 0, 0)


def test_importing_twice_changes_nothing(importer: Importer, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", html_page([review(), review(claimReviewed="仓里还有金条")]))
    assert importer.run(page).counts == (2, 0, 0, 0)
    with unchanged(importer.home):
        assert importer.run(page).counts == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("file", "claims"),
    [
        ("graph.html", ["把手机放进冰箱能恢复电池寿命"]),
        ("datafeed.json", ["江心洲大桥下周起收过桥费", "喝高粱醋可以溶解肾结石"]),
        ("factchecktools.json", ["The river festival was cancelled for good", "青岭县的自来水被染成红色"]),
        ("markups.json", ["The new bridge has no steel in it"]),
    ],
)
def test_each_shape_of_claim_review_is_read(importer: Importer, file: str, claims: list[str]) -> None:
    done = importer.run(FIXTURES / file)
    assert [each.claim for each in done.debunks.values()] == claims
    with unchanged(importer.home):
        assert importer.run(FIXTURES / file).result.counts.get("same") == len(claims)


def test_the_api_names_publisher_language_and_day(importer: Importer) -> None:
    english, chinese = importer.run(FIXTURES / "factchecktools.json").debunks.values()
    assert (english.publisher, english.lang, english.published, english.verdict) == (
        "River Facts",
        "en",
        "2026-10-02",
        Verdict.MISLEADING,
    )
    assert (chinese.publisher, chinese.lang, chinese.verdict) == (
        "check.qingling.example",
        "zh-Hant",
        Verdict.FALSE,
    )


def test_our_own_export_is_brought_in_with_all_that_it_says(importer: Importer, tmp_path: Path) -> None:
    from corpus.claim_review import claim_reviews
    from corpus.debunk import Debunk

    debunk = Debunk(
        id="local-3",
        claim="喝高粱醋可以溶解肾结石",
        verdict=Verdict.UNPROVEN,
        summary="没有这样的研究。",
        variants=("高粱醋能化结石吗", "听说喝高粱醋肾结石就没了"),
        url="https://partner.example/3",
        publisher="清江查证",
        published="2026-11-01",
        lang="zh-Hans",
        topic="health",
        region="CN-ZJ",
    )
    feed = write(tmp_path / "feed.json", claim_reviews([debunk], "伙伴"))
    (read,) = importer.run(feed).debunks.values()
    assert read == debunk.model_copy(update={"id": "source:local-3"})


def test_a_page_without_a_claim_review_is_refused_with_its_title(importer: Importer, tmp_path: Path) -> None:
    done = importer.run(write(tmp_path / "page.html", html_page({"@type": "NewsArticle"})))
    (rejection,) = done.rejections
    assert (rejection.about, rejection.expected, rejection.got) == (
        "查证",
        "a ClaimReview",
        "a page without one",
    )
    assert not done.result.file.exists()
    assert not done.result.taken


@pytest.mark.parametrize(
    ("change", "field", "expected", "got"),
    [
        ({"claimReviewed": ""}, "claim", "at least 4 letters or digits", "nothing"),
        ({"claimReviewed": 7}, "claim", "at least 4 letters or digits", '"7"'),
        ({"claimReviewed": {"a": 1}}, "claim", "a text", '{"a": 1}'),
        ({"claimReviewed": "谣" * 2001}, "claim", "at most 2,000 characters", '"' + "谣" * 78 + "…"),
        ({"claimReviewed": "仓里\ud800有蛋"}, "claim", SOUND, '"仓里\\ud800有蛋"'),
        ({"url": "javascript:alert(1)"}, "url", ADDRESS, '"javascript:alert(1)"'),
        ({"author": None}, "publisher", "at least 1 characters", "nothing"),
        ({"datePublished": "soon"}, "published", "a day", '"soon"'),
        ({"datePublished": "2026-13-01"}, "published", "a day", '"2026-13-01"'),
        ({"reviewRating": {"alternateName": "三颗星"}}, "rating", "a rating of the table", '"三颗星"'),
        ({"reviewRating": {}}, "rating", "a rating", "nothing"),
        ({"reviewRating": {"ratingValue": 3, "worstRating": 1, "bestRating": 5}}, "rating", IN_WORDS, MIDDLE),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_with_place_expected_and_got(
    importer: Importer, tmp_path: Path, change: dict[str, object], field: str, expected: str, got: str
) -> None:
    feed = json.dumps(
        {"@type": "DataFeed", "dataFeedElement": [{"item": review(**change)}, {"item": review()}]}
    )
    done = importer.run(write(tmp_path / "feed.json", feed))
    (rejection,) = done.rejections
    assert (rejection.field, rejection.expected, rejection.got) == (field, expected, got)
    assert rejection.place == f"{tmp_path / 'feed.json'}, entry 1"
    assert done.counts == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        ({"ratingValue": "1", "worstRating": "1", "bestRating": "5"}, Verdict.FALSE),
        ({"ratingValue": 5.0, "worstRating": 1, "bestRating": 5}, Verdict.TRUE),
        (
            {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "Half True"},
            Verdict.MISLEADING,
        ),
        ({"name": "錯誤"}, Verdict.FALSE),
    ],
)
def test_a_number_counts_only_without_words_and_at_an_end(
    importer: Importer, tmp_path: Path, rating: dict[str, object], verdict: Verdict
) -> None:
    done = importer.run(write(tmp_path / "page.html", html_page(review(reviewRating=rating))))
    assert [each.verdict for each in done.debunks.values()] == [verdict]


@pytest.mark.parametrize(
    "text", ["{", '{"dataFeedElement": [{"a": 1}', "[" * 100_000, '{"a": NaNN}', "plain words", "[1, 2,, 3]"]
)
def test_a_document_that_is_no_json_is_told(importer: Importer, tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match=r"feed\.json: expected JSON, got another text"):
        importer.run(write(tmp_path / "feed.json", text))
    assert not (importer.home / "corpus" / "imported" / "source.jsonl").exists()


def test_of_a_folder_one_broken_document_is_refused_and_the_others_are_read(
    importer: Importer, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write(folder / "a.json", "{")
    write(folder / "b.html", html_page(review()))
    write(folder / "c.txt", "nothing of ours")
    done = importer.run(folder)
    assert done.counts == (1, 0, 0, 1)
    assert done.rejections[0].place == str(folder / "a.json")


def test_a_long_feed_is_read_element_by_element(importer: Importer, tmp_path: Path) -> None:
    each = [
        review(url=f"https://a.example/{n}", claimReviewed=f"第 {n} 号仓库里有恐龙蛋") for n in range(3_000)
    ]
    feed = {"name": "长", "nested": {"dataFeedElement": [1]}, "dataFeedElement": each, "after": [1, 2]}
    done = importer.run(write(tmp_path / "feed.json", feed))
    assert done.counts == (3_000, 0, 0, 0)


def test_documents_that_follow_each_other_and_lists_of_answers_are_read_to_the_end(
    importer: Importer, tmp_path: Path
) -> None:
    pages = [
        {"claims": [{"text": claim, "claimReview": [answered]}], "nextPageToken": "CAo"}
        for claim, answered in (
            ("老粮仓里发现了恐龙蛋", {"url": "https://qj.example/1", "textualRating": "错误"}),
            ("江心洲大桥下周起收过桥费", {"url": "https://qj.example/2", "textualRating": "错误"}),
        )
    ]
    texts = [json.dumps(each, ensure_ascii=False) for each in pages]
    for text in ("\n".join(texts), f"[{','.join(texts)}]"):
        done = importer.run(write(tmp_path / "pages.json", text), publisher="清江查证")
        assert [each.url for each in done.debunks.values()] == [
            "https://qj.example/1",
            "https://qj.example/2",
        ]
        assert done.rejections == []


def test_json_within_cdata_and_with_a_last_comma_is_read_and_a_broken_review_is_told(
    importer: Importer, tmp_path: Path
) -> None:
    one = json.dumps(
        review(claimReviewed="一号井, ]的水能治感冒", url="https://qj.example/1"), ensure_ascii=False
    )
    two = json.dumps([review(url="https://qj.example/2")], ensure_ascii=False)
    page = html_page(
        f"//<![CDATA[\n{one}\n//]]>", f"/* <![CDATA[ */ {two[:-1]},] /* ]]> */", '{"@type":"ClaimReview",'
    )
    done = importer.run(write(tmp_path / "page.html", page))
    assert [each.claim for each in done.debunks.values()] == ["一号井, ]的水能治感冒", "老粮仓里发现了恐龙蛋"]
    assert [each.got for each in done.rejections] == ["JSON-LD that cannot be read"]


def test_a_day_that_has_not_come_is_refused(importer: Importer, tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", html_page(review(datePublished="2199-01-01")))
    (refused,) = importer.run(page).rejections
    assert (refused.field, refused.expected, refused.got) == (
        "published",
        "a day that has come",
        "2199-01-01",
    )
