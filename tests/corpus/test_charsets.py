"""Which charset a text is in, told of every shipped claim alone."""

from __future__ import annotations

import io

import pytest

from corpus.charsets import charset_named, charset_of
from corpus.library import LIBRARY, read_corpus


def claims(lang: str) -> list[str]:
    debunks = read_corpus(sorted(LIBRARY.glob("*.jsonl"))).debunks
    return [each.claim for each in debunks if each.lang == lang and len(each.claim) >= 10]


@pytest.mark.parametrize(
    ("lang", "written", "told"),
    [
        ("zh-Hans", "gb18030", "gb18030"),
        ("zh-Hant", "cp950", "cp950"),
        ("zh-Hant", "gb18030", "gb18030"),
        ("zh-Hans", "utf-8", "utf-8"),
    ],
)
def test_the_charset_of_one_claim_is_told_or_called_unsure_and_never_another(
    lang: str, written: str, told: str
) -> None:
    texts = [f"claim,rating\r\n{claim},False\r\n".encode(written, "ignore") for claim in claims(lang)]
    found = [charset_of(io.BytesIO(text)) for text in texts if not text.isascii()]
    assert len(found) > 600
    assert set(found) <= {told, ""}
    assert found.count("") <= len(found) // 100


@pytest.mark.parametrize("damage", [b"\xff", b"\xe8\xa5"])
def test_a_short_text_in_utf_8_with_a_broken_byte_is_in_utf_8_still(damage: bytes) -> None:
    text = "每天喝一杯盐水就不会得病".encode() + damage
    assert charset_of(io.BytesIO(text)) == "utf-8"


def test_what_programs_write_under_a_name_is_read_under_it() -> None:
    assert "恒齒嘅".encode("big5hkscs").decode(charset_named("Big5")) == "恒齒嘅"
    assert "喆".encode("gb18030").decode(charset_named("GB2312")) == "喆"
    with pytest.raises(LookupError):
        charset_named("klingon")
