"""Write logs that hold ids and kinds, never a token and never the text of a message."""

import logging
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

__all__ = ["place_of", "set_up_logs"]

#: The shape of a bot's token. It stands in every address of the Bot API, so that any library may spill it.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{10,}")
#: From which level a library may speak. Below it they write addresses (with the token), parameters or whole
#: answers (with the texts). Records are filtered, since some libraries set the level of their logger anew.
_HEARD_FROM = {
    "telegram": logging.CRITICAL,  # at ERROR it writes the body of an answer that is no JSON
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    "asyncio": logging.WARNING,
    "faiss": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "sentence_transformers": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}
#: asyncio puts what failed in front, then how the task, the callback or its arguments look, texts and all.
_LOOKS = re.compile(r"[\n<(].*", re.DOTALL)


class _Discreet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        library = record.name.partition(".")[0]
        return record.levelno >= _HEARD_FROM.get(library, logging.NOTSET)


class _Redacted(logging.Formatter):
    """One line for a record. Of an exception it has class and place: its words may quote a message."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.name == "asyncio":
            message = _LOOKS.sub("", message).strip()
        if record.exc_info and record.exc_info[1] is not None:
            message = f"{message}: {place_of(record.exc_info[1])}"
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message}"
        return _TOKEN.sub("(token)", line)


def place_of(error: BaseException) -> str:
    """Return the class of an exception and where it was raised: ``ValueError at worker.py:12 in run``."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    return type(error).__name__ + "".join(
        f" at {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames
    )


def set_up_logs(level: str) -> None:
    """Send logs of this level and above to the standard error stream, one line each.

    What nobody catches, in a thread or while something is thrown away, becomes such a line, too.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted())
    handler.addFilter(_Discreet())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    threading.excepthook = lambda lost: _log_uncaught(lost.exc_value, lost.exc_traceback)
    sys.unraisablehook = lambda lost: _log_uncaught(lost.exc_value, lost.exc_traceback)


def _log_uncaught(error: BaseException | None, place: TracebackType | None) -> None:
    if error is not None:
        logging.getLogger(__name__).error("not caught", exc_info=(type(error), error, place))
