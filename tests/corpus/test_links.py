"""Addresses in texts, and their one form."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.library import LIBRARY, read_corpus
from corpus.links import canonical_url, find_links, split_links

ADDRESS_PARTS = st.sampled_from(
    [
        "http://",
        "https://",
        "//",
        "www.",
        "m.",
        "amp.",
        "a.com",
        "mygopen.com",
        "youtu.be",
        "google.com/url",
        "google.com/amp/s/",
        "/",
        "?",
        "&",
        "=",
        "#",
        "url=",
        "q=",
        "http%3A%2F%2F",
        "utm_source=x",
        "id=1",
        "m=1",
        "amp",
        "/amp",
        ".amp.html",
        "index.html",
        "%41",
        "%e4",
        "%",
        ":80",
        ":",
        "@",
        ".",
        "台",
        "cdn.ampproject.org/c/s/",
        "x-com.",
        "[::1]",
        "\ud800",
        "v=1",
        "t=3",
        "l.facebook.com/l.php?u=",
        "mailto:",
        "ftp://",
    ]
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.mygopen.com/2018/05/line_4.html", "mygopen.com/2018/05/line_4.html"),
        ("http://m.mygopen.com/2018/05/line_4.html?m=1", "mygopen.com/2018/05/line_4.html"),
        ("HTTPS://WWW.MyGoPen.COM:443/2018/05/line_4.html#more", "mygopen.com/2018/05/line_4.html"),
        ("https://vp.fact.qq.com/article?id=c32&from=timeline&utm_source=a", "vp.fact.qq.com/article?id=c32"),
        ("https://tfc-taiwan.org.tw/articles/3235/?fbclid=IwAR0&gclid=1", "tfc-taiwan.org.tw/articles/3235"),
        ("https://a.com/x?b=2&a=1", "a.com/x?a=1&b=2"),
        ("https://a.com/amp/x", "a.com/x"),
        ("https://a.com/x/amp/", "a.com/x"),
        ("https://a.com/x.amp.html", "a.com/x.html"),
        ("https://amp.a.com/x?amp=1", "a.com/x"),
        ("https://www.google.com/amp/s/www.a.com/x.html", "a.com/x.html"),
        ("https://a-com.cdn.ampproject.org/c/s/a.com/x", "a.com/x"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.a.com%2Fx%3Ffbclid%3D1&h=2", "a.com/x"),
        ("https://www.google.com/url?q=http://a.com/x&sa=D", "a.com/x"),
        ("https://youtu.be/rGWMWd426qs?t=30", "youtube.com/watch?v=rGWMWd426qs"),
        ("https://m.youtube.com/watch?v=rGWMWd426qs&feature=share", "youtube.com/watch?v=rGWMWd426qs"),
        ("https://a.com/%e5%8f%b0%7E", "a.com/%E5%8F%B0~"),
        ("https://a.com/台", "a.com/%E5%8F%B0"),
        ("https://user:secret@a.com/x", "a.com/x"),
        ("https://a.com/index.html", "a.com"),
        ("https://m.me/x", "m.me/x"),
        ("a.com/50%", "a.com/50%25"),
        ("line://ch/1341209850", "line://ch/1341209850"),
        ("", ""),
    ],
)
def test_an_address_has_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(st.lists(ADDRESS_PARTS, max_size=12).map("".join))
@example("http://google.com/url?url=http://google.com/url?url=http://a.com/amp/amp")
@example("www.m.amp.www.a.com")
@settings(max_examples=1_000)
def test_the_canonical_form_is_stable(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.text(st.characters(exclude_categories=())))
def test_any_string_has_a_stable_canonical_form(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_the_addresses_of_the_library_stay_distinct_and_are_found_in_texts() -> None:
    urls = {debunk.url for debunk in read_corpus([LIBRARY]).debunks}
    assert len({canonical_url(url) for url in urls}) == len({url.removesuffix("/") for url in urls})
    for url in urls:
        assert find_links(f"看看{url}，是真的吗") == (url,)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("看http://bit.ly/2YBzFuX真的。", ("http://bit.ly/2YBzFuX",)),
        ("（https://a.com/x），https://b.com/y。", ("https://a.com/x", "https://b.com/y")),
        ("www.mygopen.com/2018/05/a.html!", ("www.mygopen.com/2018/05/a.html",)),
        ("mygopen.com/2018/05/a.html, t.me/abc/12", ("mygopen.com/2018/05/a.html", "t.me/abc/12")),
        ("https://a.com/xhttps://b.com/y", ("https://a.com/x", "https://b.com/y")),
        (
            "https://web.archive.org/web/2018/https://c.com/",
            ("https://web.archive.org/web/2018/https://c.com/",),
        ),
        ("(see https://zh.wikipedia.org/wiki/A_(b))", ("https://zh.wikipedia.org/wiki/A_(b)",)),
        ("HTTP://A.COM/X", ("HTTP://A.COM/X",)),
        ("a@gmail.com/x, node.js/v20, 3.5/4, gmail.com", ()),
        ("http:// https://", ()),
        ("", ()),
    ],
)
def test_links_are_found_as_they_were_written(text: str, links: tuple[str, ...]) -> None:
    assert find_links(text) == links


@given(
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.text(st.sampled_from("热水。，！ \n"), max_size=10),
)
def test_taking_links_out_leaves_the_text_around_them(before: str, after: str) -> None:
    rest, links = split_links(f"{before} https://a.com/x{after}")
    assert "https://a.com/x" in links
    assert rest.endswith(after)


@pytest.mark.parametrize(
    "junk", ["a.", "http://", "www.", "a-", "%", "a.com/", "(", "http://a)", "=https://", "?&"]
)
def test_addresses_of_junk_take_linear_time(junk: str) -> None:
    text = junk * (1_000_000 // len(junk))
    started = time.process_time()
    find_links(text)
    canonical_url(text)
    assert time.process_time() - started < 10
