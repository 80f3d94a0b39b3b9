"""The gallery: a picture waits as a file, is sent with its caption, and goes when Telegram has it."""

import io
import os
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest

from bot import gallery
from bot.messenger import TelegramMessenger
from bot.terminal import TerminalMessenger
from tests.telegram.server import TelegramServer

BUTTONS = {"inline_keyboard": [[{"text": "看", "callback_data": "card:1"}]]}
PARAMS: dict[str, Any] = {
    "chat_id": 42,
    "caption": "<b>榜</b>",
    "parse_mode": "HTML",
    "reply_markup": BUTTONS,
}


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def files_in(home: Path) -> list[str]:
    return sorted(each.name for each in (home / "pictures").iterdir())


async def test_a_picture_is_sent_with_its_caption_and_deleted(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    picture = png(30, 20)
    name = gallery.hang(tmp_path, picture)
    telegram.say(42, "你好")
    async with TelegramMessenger(telegram.token, telegram.base_url, tmp_path) as messenger:
        sent = await messenger.call("send_photo", {**PARAMS, "picture": name})
        assert (sent["caption"], sent["photo"][0]["width"]) == ("榜", 30)
        assert telegram.sent[0].uploads["photo"].content == picture
        assert telegram.sent[0].labels == ["看"]
        assert gallery.read(tmp_path, name) is None
    # Telegram had it, and the program was killed before that was written down: it does not come again.
    async with TelegramMessenger(telegram.token, telegram.base_url, tmp_path) as messenger:
        assert await messenger.call("send_photo", {**PARAMS, "picture": name}) == {}
    assert len(telegram.sent) == 1
    assert gallery.purge(tmp_path, datetime.now(UTC) + timedelta(days=1)) == 1
    assert files_in(tmp_path) == []


async def test_where_a_picture_is_lost_its_caption_goes_alone(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    telegram.say(42, "你好")
    async with TelegramMessenger(telegram.token, telegram.base_url, tmp_path) as messenger:
        sent = await messenger.call("send_photo", {**PARAMS, "picture": "0" * 32 + ".png"})
    assert sent["text"] == "榜"


async def test_a_picture_that_telegram_refuses_stays(telegram: TelegramServer, tmp_path: Path) -> None:
    name = gallery.hang(tmp_path, b"no picture")
    telegram.say(42, "你好")
    async with TelegramMessenger(telegram.token, telegram.base_url, tmp_path) as messenger:
        with pytest.raises(BadRequest):
            await messenger.call("send_photo", {**PARAMS, "picture": name})
    assert files_in(tmp_path) == [name]


async def test_a_terminal_shows_the_caption() -> None:
    out = io.StringIO()
    await TerminalMessenger(out).call("send_photo", {**PARAMS, "picture": "0" * 32 + ".png"})
    assert out.getvalue() == "榜\n\n[1] 看\n\n"


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "", "a.png", "../pictures/" + "0" * 32 + ".png"]
)
def test_only_names_of_the_gallery_are_read(tmp_path: Path, name: str) -> None:
    gallery.hang(tmp_path, png(1, 1))
    (tmp_path / "secret").write_bytes(b"secret")
    assert gallery.read(tmp_path, name) is None
    gallery.drop(tmp_path, name)
    assert (tmp_path / "secret").exists()


def test_what_was_never_sent_goes_after_its_time(tmp_path: Path) -> None:
    old, new = gallery.hang(tmp_path, png(1, 1)), gallery.hang(tmp_path, png(1, 1))
    now = datetime.now(UTC)
    long_ago = (now - timedelta(days=8)).timestamp()
    os.utime(tmp_path / "pictures" / old, (long_ago, long_ago))
    assert gallery.purge(tmp_path, now - timedelta(days=7)) == 1
    assert files_in(tmp_path) == [new]
    assert gallery.purge(tmp_path / "nowhere", now) == 0
