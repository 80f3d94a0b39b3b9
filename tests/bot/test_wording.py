"""The texts: the same in all three languages, whole, and escaped."""

from __future__ import annotations

import re

import pytest
from fluent.syntax import FluentParser, ast

from bot.language import Language
from bot.wording import is_own_text, label, say, texts_of

HOUSE_TAGS = re.compile(r"</?[a-z]+(?: href=\"[^\"]*\")?>")


def messages_of(language: Language) -> dict[str, ast.Message]:
    body = [entry for text in texts_of(language) for entry in FluentParser().parse(text).body]
    assert not [entry for entry in body if isinstance(entry, ast.Junk)]
    messages = [entry for entry in body if isinstance(entry, ast.Message)]
    assert len({entry.id.name for entry in messages}) == len(messages)
    return {entry.id.name: entry for entry in messages}


def variables_in(node: ast.BaseNode) -> set[str]:
    found: set[str] = set()
    for value in vars(node).values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.VariableReference):
                found.add(each.id.name)
            elif isinstance(each, ast.BaseNode):
                found |= variables_in(each)
    return found


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_same_texts(language: Language) -> None:
    assert messages_of(language).keys() == messages_of(Language.HANS).keys()


@pytest.mark.parametrize("language", Language)
def test_every_text_takes_the_same_arguments_in_every_language(language: Language) -> None:
    expected = {key: variables_in(text) for key, text in messages_of(Language.HANS).items()}
    # "date-day" names its month through "date-month" in English.
    assert {key: variables_in(text) for key, text in messages_of(language).items() if key != "date-day"} == {
        key: names for key, names in expected.items() if key != "date-day"
    }


@pytest.mark.parametrize("language", Language)
def test_no_text_of_one_script_strays_into_the_other(language: Language) -> None:
    text = "\n".join(texts_of(language))
    strangers = {Language.HANS: "這還沒證訊說語記們", Language.HANT: "这还没证讯说语记们"}
    own = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "example")))
    assert not [character for character in strangers.get(language, "") if character in own]


@pytest.mark.parametrize("language", Language)
def test_arguments_are_escaped_and_the_texts_own_tags_are_not(language: Language) -> None:
    text = say(language, "claim", text='<b>"x" & y</b>')
    assert "&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;" in text
    assert text.startswith("<b>")


def test_labels_are_not_escaped_since_buttons_show_them_as_they_are() -> None:
    assert label(Language.ENGLISH, "inline-card", verdict="A & B", publisher="<C>") == "A & B · <C>"


def test_numbers_are_counted_in_words_that_fit() -> None:
    assert "One other person has" in say(Language.ENGLISH, "unknown-others", count=1)
    assert "12 other people have" in say(Language.ENGLISH, "unknown-others", count=12)
    assert "还有 12 个人" in say(Language.HANS, "unknown-others", count=12)


def test_a_missing_argument_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(ValueError, match="claim"):
        say(Language.HANS, "claim")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "key", ["unknown-title", "suggest-title", "suggest-title-one", "welcome-title", "own-reply"]
)
def test_our_own_words_are_recognised_when_they_come_back(language: Language, key: str) -> None:
    plain = HOUSE_TAGS.sub("", say(language, key))
    assert is_own_text(f"{plain}\n……") is True


@pytest.mark.parametrize("text", ["喝热水能治感冒", "查到了吗", "", "怎么用"])
def test_other_peoples_words_are_not_ours(text: str) -> None:
    assert is_own_text(text) is False
