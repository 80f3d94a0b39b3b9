"""Write logs that hold ids and kinds, never a token and never the text of a message."""

import logging
import re

#: The shape of a bot's token. It stands in every address of the Bot API, so that any library may spill it.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{10,}")
#: These write addresses (with the token) or whole parameters (with the texts) below the level WARNING.
_TALKATIVE = (
    "bm25s",
    "httpx",
    "httpcore",
    "telegram",
    "sqlalchemy",
    "aiosqlite",
    "alembic",
    "asyncio",
    "sentence_transformers",
)


class _Redacted(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("(token)", super().format(record))


def set_up_logs(level: str) -> None:
    """Send logs of this level and above to the standard error stream, one line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
