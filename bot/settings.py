"""Read the bot's settings once, from the environment, into one typed object."""

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

#: Settings whose values no message shows.
_SECRETS = {"TELEGRAM_BOT_TOKEN", "ZHENDEMA_PROXY"}


class Settings(BaseSettings):
    """Everything that can be set from outside; README's table names each."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = Field(default=None, alias="TELEGRAM_BOT_TOKEN")
    telegram_api_base: str = Field(default="https://api.telegram.org", alias="TELEGRAM_API_BASE")
    home: Path = Field(default=Path("var"), alias="ZHENDEMA_HOME")
    database: str = Field(default="", alias="ZHENDEMA_DATABASE")
    encoder: str = Field(default="", alias="ZHENDEMA_ENCODER")
    gather_seconds: float = Field(default=1.0, ge=0, le=10, alias="ZHENDEMA_GATHER_SECONDS")
    maintainer_chat_ids: Annotated[tuple[int, ...], NoDecode] = Field(default=(), alias="MAINTAINER_CHAT_IDS")
    channel_id: int | None = Field(default=None, alias="CHANNEL_ID")
    time_zone: str = Field(default="Asia/Shanghai", alias="ZHENDEMA_TIME_ZONE")
    font: Path | None = Field(default=None, alias="ZHENDEMA_FONT")
    contact: str = Field(default="", alias="ZHENDEMA_CONTACT")
    proxy: SecretStr = Field(default=SecretStr(""), alias="ZHENDEMA_PROXY")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", alias="ZHENDEMA_LOG_LEVEL"
    )

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_has_a_tokens_shape(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        number, colon, rest = token.get_secret_value().strip().partition(":")
        if not (colon and number.isdigit() and rest and not any(c.isspace() for c in rest)):
            # The value itself stays out of the message: it may be a mistyped secret.
            raise ValueError("a token of @BotFather such as 123456:AbC-dEf")
        return SecretStr(f"{number}:{rest}")

    @field_validator("maintainer_chat_ids", mode="before")
    @classmethod
    def _chats_are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return tuple(dict.fromkeys(int(number) for number in re.split(r"[,\s]+", value.strip(" ,"))))
        except ValueError:
            raise ValueError("numbers of chats such as 12345 or -1001234567890, parted by commas") from None

    @field_validator("time_zone")
    @classmethod
    def _time_zone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("a time zone such as Asia/Shanghai or UTC") from None
        return name

    @field_validator("telegram_api_base")
    @classmethod
    def _api_base_is_an_address(cls, address: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", address.strip()):
            raise ValueError("an address such as https://api.telegram.org")
        return address.strip()

    @field_validator("contact")
    @classmethod
    def _contact_can_be_told(cls, contact: str) -> str:
        from corpus.feeds import Fetcher  # a tenth of a second, for those who have set it

        Fetcher(contact=contact.strip())
        return contact.strip()

    @field_validator("proxy")
    @classmethod
    def _proxy_is_an_address(cls, proxy: SecretStr) -> SecretStr:
        from corpus.feeds import Fetcher

        Fetcher(proxy=proxy.get_secret_value().strip())
        return SecretStr(proxy.get_secret_value().strip())

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL of the state; SQLite under the home unless another is set."""
        return self.database or f"sqlite+aiosqlite:///{self.home / 'zhendema.sqlite3'}"

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the maintainers: of days, months, and when something is due."""
        return ZoneInfo(self.time_zone)

    @property
    def index_root(self) -> Path:
        """Folder in which the index versions lie side by side."""
        return self.home / "index"


def read_settings() -> Settings:
    """Return the settings.

    :raises SettingsError: a value is out of its range; the message names key, rule and what was got
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(fault) for fault in error.errors())) from None


def _explain(fault: object) -> str:
    assert isinstance(fault, dict)
    key = str(fault["loc"][0])
    rule = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")
    rule = rule.removeprefix("expected ")
    got = "(hidden)" if key in _SECRETS else repr(fault["input"])
    return f"{key} must be {rule}, got {got}; set it in the environment or in .env"
