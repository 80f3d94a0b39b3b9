"""What a message can carry beside words: photos, voices, stickers, polls, places, in Telegram's shapes.

Each function gives the part of a message that its kind adds, to be handed to ``updates.message(media=...)``.
"""

from __future__ import annotations

import itertools
from typing import Any

JSON = dict[str, Any]

_numbers = itertools.count(1)


def _file(kind: str, size: int, **more: Any) -> JSON:
    number = next(_numbers)
    return {
        "file_id": f"{kind}-file-{number}",
        "file_unique_id": f"{kind}{number}",
        "file_size": size,
        **more,
    }


def photo(width: int = 1280, height: int = 960) -> JSON:
    """A photo in two sizes, the larger last."""
    small = _file("photo", 1_500, width=90, height=max(1, 90 * height // width))
    return {"photo": [small, _file("photo", 150_000, width=width, height=height)]}


def video(duration: int = 12) -> JSON:
    """``duration`` in seconds."""
    return {"video": _file("video", 900_000, width=640, height=360, duration=duration, mime_type="video/mp4")}


def animation() -> JSON:
    """A GIF; Telegram names it as a document too, for old clients."""
    file = _file("animation", 90_000, mime_type="video/mp4", file_name="fun.mp4")
    return {"animation": {**file, "width": 320, "height": 240, "duration": 3}, "document": file}


def document(file_name: str = "通知.pdf", mime_type: str = "application/pdf") -> JSON:
    return {"document": _file("document", 40_000, file_name=file_name, mime_type=mime_type)}


def audio(title: str = "录音", duration: int = 60) -> JSON:
    return {"audio": _file("audio", 500_000, duration=duration, title=title, mime_type="audio/mpeg")}


def voice(duration: int = 7) -> JSON:
    return {"voice": _file("voice", 20_000, duration=duration, mime_type="audio/ogg")}


def video_note(duration: int = 5) -> JSON:
    return {"video_note": _file("note", 60_000, length=240, duration=duration)}


def sticker(emoji: str = "😀") -> JSON:
    return {
        "sticker": _file(
            "sticker", 9_000, type="regular", width=512, height=512, is_animated=False, is_video=False,
            emoji=emoji, set_name="Everyday",
        )
    }  # fmt: skip


def location(latitude: float = 25.04, longitude: float = 121.53) -> JSON:
    """In degrees."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def venue(title: str = "市立医院", address: str = "中山路 1 号") -> JSON:
    place = location()
    return {"venue": {**place, "title": title, "address": address}, **place}


def contact(first_name: str = "王医生", phone_number: str = "+886900000000") -> JSON:
    return {"contact": {"first_name": first_name, "phone_number": phone_number}}


def dice(value: int = 4) -> JSON:
    """``value`` from 1 to 6."""
    return {"dice": {"emoji": "🎲", "value": value}}


def poll(question: str = "喝热水能治感冒吗？", options: tuple[str, ...] = ("能", "不能")) -> JSON:
    return {
        "poll": {
            "id": str(next(_numbers)),
            "question": question,
            "options": [
                {"text": option, "voter_count": 0, "persistent_id": str(n)}
                for n, option in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def story(chat: JSON) -> JSON:
    """A story that a chat has published, forwarded."""
    return {"story": {"chat": chat, "id": next(_numbers)}}
