"""What people read: whole, escaped, dated, within Telegram's limits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import date_words
from bot.language import Language
from bot.offered import Beside, Offered
from bot.reply import (
    MAX_MESSAGE,
    Reply,
    answer_reply,
    plain_reply,
    suggest_reply,
    unknown_reply,
    unreadable_reply,
)
from corpus.debunk import Debunk, Verdict
from corpus.link_book import Way
from index.decision import Match
from tests.telegram.markup import read_formatted, utf16_length

TODAY = date(2026, 11, 22)
TOKEN = "abcdefghijkl"


def debunk(**more: object) -> Debunk:
    fields = {
        "id": "d-1",
        "claim": "喝热柠檬水可以杀死癌细胞",
        "verdict": "false",
        "summary": "没有研究证明。",
        "url": "https://check.example/lemon?a=1&b=2",
        "publisher": "真实查证网",
        "published": "2026-05-12",
        "lang": "zh-Hans",
    }
    return Debunk.model_validate({**fields, **more})


def offered(*debunks: Debunk, quote: str = "") -> list[Offered]:
    return [Offered(place, Match(one, 0.9, quote)) for place, one in enumerate(debunks)]


def answer(*debunks: Debunk, language: Language = Language.HANS, inline: bool = True) -> Reply:
    return answer_reply(offered(*debunks), language, TOKEN, today=TODAY, inline=inline)


def test_an_answer_says_verdict_claim_facts_source_date_and_link() -> None:
    assert answer(debunk()).text == (
        "❌ <b>不是真的</b>\n"
        "<b>说法：</b>喝热柠檬水可以杀死癌细胞\n"
        "<b>查证：</b>没有研究证明。\n"
        "<b>来源：</b>真实查证网，2026 年 5 月 12 日\n"
        '👉 <a href="https://check.example/lemon?a=1&amp;b=2">看查证原文</a>'
    )


def test_an_answer_shows_the_preview_of_its_link() -> None:
    params = answer(debunk()).params()
    assert params["link_preview_options"] == {"url": "https://check.example/lemon?a=1&b=2"}


def test_an_answer_can_be_called_useful_or_wrong_and_be_shared() -> None:
    (row,) = answer(debunk()).buttons
    assert row == (
        {"text": "👍 有用", "callback_data": f"useful:{TOKEN}:0"},
        {"text": "不是这条", "callback_data": f"wrong:{TOKEN}:0:0"},
        {"text": "分享", "switch_inline_query": "喝热柠檬水可以杀死癌细胞"},
    )


def test_without_inline_mode_sharing_uses_telegrams_share_page() -> None:
    share = answer(debunk(), inline=False).buttons[0][2]
    assert share["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Fcheck.example%2Flemon")


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", Language)
def test_every_verdict_has_words_and_one_sign_of_its_own(verdict: Verdict, language: Language) -> None:
    first = answer(debunk(verdict=verdict), language=language).text.splitlines()[0]
    others = {answer(debunk(verdict=v), language=language).text.splitlines()[0] for v in Verdict}
    assert len(others) == len(Verdict)
    assert "<b>" in first


@pytest.mark.parametrize(
    ("published", "verdict", "warning"),
    [
        ("2024-11-23", "false", ""),
        ("2024-11-22", "false", "2 年前"),
        ("2018", "false", "7 年前"),
        ("2018-11", "false", "7 年前"),
        ("2018-10", "false", "8 年前"),
        ("2026-01", "outdated", "有时效"),
        ("2015-01", "outdated", "有时效"),
        ("", "false", ""),
    ],
)
def test_an_old_check_is_shown_with_a_warning(published: str, verdict: str, warning: str) -> None:
    text = answer(debunk(published=published, verdict=verdict)).text
    assert (warning in text) if warning else ("⚠️" not in text)


def test_words_that_are_the_claim_itself_are_not_said_twice() -> None:
    one = debunk()
    same = answer_reply(offered(one, quote=one.claim), Language.HANS, TOKEN, today=TODAY, inline=True)
    other = answer_reply(offered(one, quote="另一种说法"), Language.HANS, TOKEN, today=TODAY, inline=True)
    assert "原话：" not in same.text
    assert "原话：另一种说法" in other.text


def test_several_claims_are_numbered_each_with_the_words_it_answers() -> None:
    two = offered(debunk(), debunk(id="d-2", claim="隔夜菜致癌"), quote="热柠檬水杀死癌细胞")
    reply = answer_reply(two, Language.HANS, TOKEN, today=TODAY, inline=True)
    assert reply.text.startswith("<b>这段话里有 2 个说法，已经有人查证过：</b>\n\n<b>第 1 条</b>\n❌")
    assert "\n\n<b>第 2 条</b>\n❌" in reply.text
    assert reply.text.count("原话：热柠檬水杀死癌细胞") == 2
    assert [[button["text"] for button in row] for row in reply.buttons] == [
        ["👍 有用"],
        ["第 1 条不对", "分享第 1 条"],
        ["第 2 条不对", "分享第 2 条"],
    ]
    assert reply.buttons[2][0]["callback_data"] == f"wrong:{TOKEN}:1:01"
    assert reply.buttons[2][1]["switch_inline_query"] == "隔夜菜致癌"


def test_an_answer_names_the_words_of_which_it_is_not_sure() -> None:
    words = ("大蒜放枕头下 <b>不失眠</b>", "长" * 500)
    told = {
        language: answer_reply(
            offered(debunk()), language, TOKEN, today=TODAY, inline=True, unsure=words
        ).text.splitlines()[-3:]
        for language in Language
    }
    cut = "长" * 79 + "…"
    assert told[Language.HANS] == [
        "🔎 这一句我没把握，单独发给我再查：「大蒜放枕头下 &lt;b&gt;不失眠&lt;/b&gt;」",
        "",
        f"🔎 这一句我没把握，单独发给我再查：「{cut}」",
    ]
    assert told[Language.HANT][0].startswith("🔎 這一句我沒把握，單獨傳給我再查：「大蒜")
    assert told[Language.ENGLISH][2] == f"🔎 Of this I am not sure; send me it by itself: “{cut}”"


def test_an_answer_tells_that_more_is_known_and_how_to_get_it() -> None:
    three = offered(debunk(), debunk(id="d-2"), debunk(id="d-3"))
    told = {
        language: answer_reply(three, language, TOKEN, today=TODAY, inline=True, further=2).text
        for language in Language
    }
    assert told[Language.HANS].endswith("\n\n📎 另外还有 2 条也查到过，单独发给我就能看到。")
    assert told[Language.HANT].endswith("\n\n📎 另外還有 2 則也查到過，單獨傳給我就能看到。")
    assert told[Language.ENGLISH].endswith("Send me each by itself to see the result.")


def test_a_choice_shows_each_candidate_and_none_of_these() -> None:
    reply = suggest_reply(offered(debunk(), debunk(id="d-2", claim="隔夜菜<b>致癌")), Language.HANT, TOKEN)
    assert "2. 隔夜菜&lt;b&gt;致癌" in reply.text
    assert [row[0]["callback_data"] for row in reply.buttons] == [
        f"pick:{TOKEN}:0",
        f"pick:{TOKEN}:1",
        f"none:{TOKEN}",
    ]
    assert reply.buttons[2][0]["text"] == "都不是"


@pytest.mark.parametrize(
    ("language", "words", "buttons"),
    [
        (Language.HANS, ("你问的是这一条吗？", "要是这一条，点一下"), ["是这条，看查证结果", "不是这条"]),
        (Language.HANT, ("你問的是這一則嗎？", "要是這一則，點一下"), ["是這則，看查證結果", "不是這則"]),
        (
            Language.ENGLISH,
            ("Is this what you are asking about?", "If it is, tap"),
            ["Yes, show the check", "No, not this one"],
        ),
    ],
)
def test_a_single_candidate_is_asked_about_and_not_chosen_from(
    language: Language, words: tuple[str, str], buttons: list[str]
) -> None:
    reply = suggest_reply([Offered(2, Match(debunk(claim="隔夜菜<b>致癌"), 0.5))], language, TOKEN)
    title, claim, hint = reply.text.split("\n\n")
    assert words[0] in title
    assert claim == "隔夜菜&lt;b&gt;致癌"
    assert words[1] in hint
    assert [row[0]["text"] for row in reply.buttons] == buttons
    assert [row[0]["callback_data"] for row in reply.buttons] == [f"pick:{TOKEN}:2", f"none:{TOKEN}"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.HANS, "↳ 真实查证网、清江&lt;查证&gt;都查证过"),
        (Language.HANT, "↳ 真实查证网、清江&lt;查证&gt;都查證過"),
        (Language.ENGLISH, "↳ Checked by 真实查证网, 清江&lt;查证&gt;"),
    ],
)
def test_a_suggestion_names_all_who_have_checked_it(language: Language, line: str) -> None:
    other = debunk(id="d-2", publisher="清江<查证>")
    one = Offered(0, Match(debunk(), 0.5), beside=(Beside(other, Way(other.url)),))
    lines = suggest_reply([one, Offered(3, Match(debunk(claim="喝热水可以减肥"), 0.4))], language, TOKEN).text
    assert lines.split("\n")[2:5] == ["1. 喝热柠檬水可以杀死癌细胞", line, "2. 喝热水可以减肥"]


def test_an_unknown_message_is_told_its_number_and_who_else_asked() -> None:
    alone = unknown_reply(Language.HANS, TOKEN, number=7, others=0).text
    assert "编号 7" in alone
    assert "还有" not in alone.replace("还有时间", "").split("\n")[1]
    assert "还有 3 个人问过" in unknown_reply(Language.HANS, TOKEN, number=7, others=3).text


def test_who_waits_for_the_outcome_is_not_asked_again() -> None:
    reply = unknown_reply(Language.HANS, TOKEN, number=7, others=0, following=True)
    assert [button["text"] for button in reply.buttons[0]] == ["不要保留"]


def test_a_large_number_stays_plain() -> None:
    assert "编号 12345" in unknown_reply(Language.HANS, TOKEN, number=12345, others=0).text


@pytest.mark.parametrize(
    ("published", "language", "words"),
    [
        ("2018-05-03", Language.HANS, "2018 年 5 月 3 日"),
        ("2018-05", Language.HANT, "2018 年 5 月"),
        ("2018", Language.ENGLISH, "2018"),
        ("2018-05-03", Language.ENGLISH, "3 May 2018"),
        ("2018-12", Language.ENGLISH, "December 2018"),
    ],
)
def test_dates_are_written_as_one_reads_them(published: str, language: Language, words: str) -> None:
    assert date_words(published, language) == words


texts = st.text(min_size=4, max_size=5_000)


@given(claim=texts, summary=texts, publisher=texts, quote=texts, language=st.sampled_from(Language))
def test_whatever_the_debunk_holds_telegram_takes_the_reply(
    claim: str, summary: str, publisher: str, quote: str, language: Language
) -> None:
    one = Debunk.model_construct(
        id="x", claim=claim, verdict=Verdict.SCAM, summary=summary, variants=(), publisher=publisher,
        url="https://check.example/?a=1&b=%22", published="2019", lang="en", topic="", region="",
    )  # fmt: skip
    replies = [
        answer_reply(
            offered(one, one, one, quote=quote), language, TOKEN, today=TODAY, inline=True, refutes=True
        ),
        answer_reply(offered(one), language, TOKEN, today=TODAY, inline=False),
        suggest_reply(offered(one, one, one), language, TOKEN),
    ]
    for reply in replies:
        plain, _ = read_formatted(reply.text, "HTML", None, longest=0)
        assert 0 < utf16_length(plain) <= MAX_MESSAGE
        for button in (button for row in reply.buttons for button in row):
            assert len(button["text"]) > 0
            assert 1 <= len(button.get("callback_data", "x").encode()) <= 64
            assert len(button.get("switch_inline_query", "").encode()) <= 512


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "kind", ["photo", "video", "voice", "sticker", "document", "dice", "location", "story"]
)
def test_what_cannot_be_read_gets_a_helpful_sentence(language: Language, kind: str) -> None:
    lines = unreadable_reply(language, kind).text.splitlines()
    assert len(lines) == 2
    assert all(lines)


def test_plain_replies_have_one_paragraph_a_text() -> None:
    assert plain_reply(Language.ENGLISH, "greeting", "too-short").text.count("\n\n") == 1


def test_the_first_line_about_a_time_bound_claim_says_when_it_was_checked() -> None:
    bound = debunk(claim="武阳市明天起封城", topic="policy")
    assert answer(bound).text.startswith("❌ <b>不是真的</b>（2026 年 5 月 12 日的查证）\n")
    english = answer(bound, language=Language.ENGLISH).text
    assert english.startswith("❌ <b>Not true</b> (checked 12 May 2026)\n")
    refuting = answer_reply(offered(bound), Language.HANS, TOKEN, today=TODAY, inline=False, refutes=True)
    assert "（2026 年 5 月 12 日的查证）" in refuting.text.split("\n")[0]
    several = answer_reply(
        offered(bound, debunk(claim="武阳市后天停课", topic="policy", published="2026-05-13")),
        *(Language.HANS, TOKEN), today=TODAY, inline=False, refutes=True,
    )  # fmt: skip
    assert [several.text.count(f"5 月 {day} 日") for day in (12, 13)] == [1, 1]
    for text in (answer(bound).text, english, refuting.text):
        assert sum(text.count(day) for day in ("5 月 12 日", "12 May")) == 1
        assert "真实查证网" in text
    undated = answer(debunk(claim="武阳市明天起封城", published=""))
    assert undated.text.startswith("❌ <b>不是真的</b>\n")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.HANS, "↳ 你问的是「热苦瓜水&lt;b&gt;」，这条查证说的是「热柠檬水」"),
        (Language.HANT, "↳ 你問的是「热苦瓜水&lt;b&gt;」，這則查證說的是「热柠檬水」"),
        (Language.ENGLISH, "↳ You ask about “热苦瓜水&lt;b&gt;”, this check is about “热柠檬水”"),
    ],
)
def test_a_suggestion_says_in_what_it_differs_under_its_claim(language: Language, line: str) -> None:
    other = Offered(0, Match(debunk(), 0.5, differs=("热苦瓜水<b>", "热柠檬水")))
    same = Offered(1, Match(debunk(claim="喝热水可以减肥"), 0.4))
    lines = suggest_reply([other, same], language, TOKEN).text.split("\n")
    assert lines[2:5] == ["1. 喝热柠檬水可以杀死癌细胞", line, "2. 喝热水可以减肥"]
    card = answer_reply([other], language, TOKEN, today=TODAY, inline=False)
    assert line in card.text.split("\n")


ALSO = {
    Language.HANS: (
        '<b>也查证过：</b><a href="https://a.example/1">甲站 &amp; 友</a>、<a href="https://b.example/2">乙站</a>',
        '⚠️ <a href="https://c.example/3">丙站</a>的结论不一样：⚠️ 有误导。两篇都请看一看。',
    ),
    Language.HANT: (
        '<b>也查證過：</b><a href="https://a.example/1">甲站 &amp; 友</a>、<a href="https://b.example/2">乙站</a>',
        '⚠️ <a href="https://c.example/3">丙站</a>的結論不一樣：⚠️ 有誤導。兩篇都請看一看。',
    ),
    Language.ENGLISH: (
        '<b>Also checked by:</b> <a href="https://a.example/1">甲站 &amp; 友</a>, <a href="https://b.example/2">乙站</a>',
        '⚠️ <a href="https://c.example/3">丙站</a> came to another result: ⚠️ Misleading. Please read both.',
    ),
}


def beside(name: str, publisher: str, url: str, verdict: str = "false") -> Beside:
    return Beside(debunk(id=name, publisher=publisher, url=url, verdict=verdict), Way(url))


@pytest.mark.parametrize("language", Language)
def test_an_answer_names_who_else_has_checked_it_and_who_came_to_another_result(language: Language) -> None:
    others = (
        beside("a", "甲站 & 友", "https://a.example/1"),
        beside("c", "丙站", "https://c.example/3", "misleading"),
        beside("b", "乙站", "https://b.example/2"),
    )
    one = Offered(0, Match(debunk(), 0.9), None, others)
    text = answer_reply([one], language, TOKEN, today=TODAY, inline=True).text
    assert tuple(text.splitlines()[-2:]) == ALSO[language]


def test_three_answers_with_three_publishers_each_stay_within_one_message() -> None:
    long = "站" * 199
    others = tuple(
        beside(str(n), long + str(n), f"https://{n}.example/" + "x" * 2_000, "true") for n in range(3)
    )
    full = debunk(claim="谣" * 2_000, summary="言" * 10_000, publisher=long)
    three = [Offered(place, Match(full, 0.9, "原" * 500), None, others) for place in range(3)]
    reply = answer_reply(
        three, Language.ENGLISH, TOKEN, today=TODAY, inline=True, further=3, unsure=["原" * 500] * 2
    )
    assert utf16_length(read_formatted(reply.text, "HTML", None, longest=0)[0]) <= MAX_MESSAGE
