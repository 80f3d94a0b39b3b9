"""The settings: read once, checked, and all of them in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]


def test_everything_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    settings = read_settings()
    assert settings.telegram_bot_token is None
    assert settings.home == Path("var")
    assert settings.database_url == "sqlite+aiosqlite:///var/zhendema.sqlite3"
    assert settings.index_root == Path("var/index")


def test_an_empty_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    monkeypatch.setenv("ZHENDEMA_GATHER_SECONDS", "")
    assert read_settings().telegram_bot_token is None
    assert read_settings().gather_seconds == 1.0


@pytest.mark.parametrize("token", ["123456:AbC-dEf", " 123456:AbC-dEf\n"])
def test_a_token_is_taken_without_the_blanks_around_it(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    settings = read_settings()
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "123456:AbC-dEf"
    assert "AbC" not in repr(settings)


def test_an_address_of_another_server_may_have_a_port_and_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE", " http://127.0.0.1:8081/telegram\n")
    assert read_settings().telegram_api_base == "http://127.0.0.1:8081/telegram"


def test_the_maintainers_chats_are_numbers_parted_by_commas_or_blanks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAINTAINER_CHAT_IDS", " -100123, 45 45,")
    assert read_settings().maintainer_chat_ids == (-100123, 45)


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("TELEGRAM_BOT_TOKEN", "AbC-dEf", "a token of @BotFather"),
        ("TELEGRAM_BOT_TOKEN", "12:a b", "a token of @BotFather"),
        ("TELEGRAM_API_BASE", "ftp://x", "an address such as https://api.telegram.org, got 'ftp://x'"),
        ("TELEGRAM_API_BASE", "https://", "an address such as https://api.telegram.org, got 'https://'"),
        ("TELEGRAM_API_BASE", "api.telegram.org", "an address such as https://api.telegram.org"),
        ("ZHENDEMA_GATHER_SECONDS", "-1", "greater than or equal to 0"),
        ("ZHENDEMA_GATHER_SECONDS", "soon", "'soon'"),
        ("MAINTAINER_CHAT_IDS", "@editors", "numbers of chats such as 12345 or -1001234567890"),
        ("CHANNEL_ID", "@news", "integer"),
        ("ZHENDEMA_TIME_ZONE", "Beijing", "a time zone such as Asia/Shanghai"),
        ("ZHENDEMA_CONTACT", "our desk", "a mail address or the address of a page"),
        ("ZHENDEMA_PROXY", "socks5://n:word@h:1", "a proxy as in http://host:port, got (hidden)"),
        ("ZHENDEMA_LOG_LEVEL", "LOUD", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_a_wrong_value_is_refused_with_key_rule_and_what_was_got(
    monkeypatch: pytest.MonkeyPatch, key: str, value: str, rule: str
) -> None:
    monkeypatch.setenv(key, value)
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert str(refused.value).startswith(f"{key} must ")
    assert rule in str(refused.value)


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_documented(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    missing = [field.alias for field in Settings.model_fields.values() if str(field.alias) not in text]
    assert missing == []
