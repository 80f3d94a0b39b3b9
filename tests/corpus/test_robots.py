"""What a robots.txt allows, as RFC 9309 reads it, and what a hostile one cannot do."""

from __future__ import annotations

import time
from urllib import robotparser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.robots import Robots

HOST = "https://check.example"


def allowed(rules: str, path: str, name: str = "zhendema") -> bool:
    return Robots.read(rules, name).allows(HOST + path)


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        # Examples of RFC 9309, 2.2.2 and 2.2.3 and 5.1, with other words.
        ("Allow: /example/page/\nDisallow: /example/page/no.gif", "/example/page/yes.gif", True),
        ("Allow: /example/page/\nDisallow: /example/page/no.gif", "/example/page/no.gif", False),
        ("Disallow: *.gif$", "/a/b.gif", False),
        ("Disallow: *.gif$", "/a/b.gif?x", True),
        ("Disallow: /a*c", "/a/b/c/d", False),
        ("Disallow: /a/*/c$", "/a/b/c", False),
        ("Disallow: /a/*/c$", "/a/c", True),
        ("Disallow: /\nAllow: /$", "/", True),
        ("Disallow: /\nAllow: /$", "/a", False),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Disallow:", "/page", True),
        ("Disallow: /a%3cd.html", "/a%3Cd.html", False),
        ("Disallow: /a/b%7Eug", "/a/b~ug", False),
        ("Disallow: /谣言", "/%E8%B0%A3%E8%A8%80/1", False),
        ("Disallow: /%e8%b0%a3", "/谣言", False),
        ("Disallow: /search?q=", "/search?q=x", False),
        ("Disallow: /", "/robots.txt", True),
        ("disallow : /a # and why", "/a/b", False),
        ("Noindex: /a\nDisallow: /b", "/a", True),
    ],
)
def test_the_longest_pattern_that_fits_decides(rules: str, path: str, may: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}", path) is may


@pytest.mark.parametrize(
    ("rules", "may"),
    [
        ("User-agent: *\nDisallow: /\n\nUser-agent: Zhendema\nAllow: /", True),
        ("User-agent: zhendema/0.1\nDisallow: /", False),
        ("User-agent: zhendemabot\nDisallow: /", True),
        ("User-agent: other\nUser-agent: zhendema\nSitemap: /x\nDisallow: /", False),
        ("User-agent: zhendema\nAllow: /\nUser-agent: *\nAllow:\nUser-agent: zhendema\nDisallow: /a", False),
        ("User-agent: zhendema\n\nUser-agent: *\nDisallow: /", False),
        ("User-agent: zhendema\nCrawl-delay: 1\nUser-agent: *\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("User-agent: *\rDisallow: /a", False),
        ("Disallow: /", True),
        ("", True),
    ],
)  # fmt: skip
def test_a_group_of_its_own_counts_alone_and_groups_of_one_name_together(rules: str, may: bool) -> None:
    assert allowed(rules, "/a") is may


def test_delays_are_read_as_seconds_and_other_words_say_nothing() -> None:
    told = {
        words: Robots.read(f"User-agent: *\nCrawl-delay: {words}", "zhendema").delay
        for words in ("10", "0.5", "-3", "nan", "inf", "1e400", "ten")
    }
    assert told == {"10": 10.0, "0.5": 0.5, "-3": 0.0, "nan": 0.0, "inf": 0.0, "1e400": 0.0, "ten": 0.0}


def test_no_pattern_takes_long() -> None:
    pattern = "/" + "*a" * 900 + "*b$"
    rules = Robots.read("User-agent: *\n" + f"Disallow: {pattern}\n" * 200, "zhendema")
    began = time.process_time()
    assert rules.allows(HOST + "/" + "a" * 3_000)
    assert time.process_time() - began < 2


@given(st.text(max_size=100), st.text(st.characters(codec="utf-8"), max_size=20))
def test_whatever_a_file_says_it_can_be_read(text: str, path: str) -> None:
    rules = Robots.read(text, "zhendema")
    assert rules.allows(f"{HOST}/{path.replace('[', '')}") in {True, False}
    assert 0 <= rules.delay < float("inf")


_PATHS = st.text("ab/", min_size=1, max_size=6).map(lambda path: "/" + path)


@given(st.lists(st.tuples(st.sampled_from(["Allow", "Disallow"]), _PATHS), max_size=4), _PATHS)
def test_plain_rules_from_long_to_short_mean_what_the_standard_library_reads(
    rules: list[tuple[str, str]], path: str
) -> None:
    # It takes the first that fits; so the longest come first, and of equal ones what allows.
    rules = sorted(rules, key=lambda rule: (-len(rule[1]), rule[0]))
    text = "User-agent: *\n" + "\n".join(f"{kind}: {each}" for kind, each in rules)
    oracle = robotparser.RobotFileParser()
    oracle.parse(text.splitlines())
    # Two slashes are a host to it.
    if "//" not in path and not any("//" in each for _, each in rules):
        assert allowed(text, path) is oracle.can_fetch("zhendema", HOST + path)
