"""Columns of the bot's tables: moments, words and JSON that every database keeps alike."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text, TypeDecorator

__all__ = ["KEY_LENGTH", "Json", "Moment", "Serial", "Words", "metadata", "storable"]

KEY_LENGTH = 32
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970, so that every database orders it
    alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone, got a naive datetime; use datetime.now(UTC)")
        return (value - EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(milliseconds=value)


class Words(TypeDecorator[str]):
    """Text from outside. What no database can hold (lone surrogates, NUL) is replaced, so that keeping never
    fails."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value


def storable(words: str) -> str:
    """Return `words` with lone surrogates as "?" and without NUL characters."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class Json(TypeDecorator[Any]):
    """A JSON value as ASCII text: every string that Telegram can send survives, lone surrogates included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts up only a column of the type INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")
