"""What can go wrong in the bot, each with what was expected, what was found and how to cure it.

BotError
├── SettingsError     a setting has no such value
├── StoreError        the database or the secret cannot be used
├── TokenRefused      Telegram does not know the bot's token
└── EmptyLead         a message without a word and without a link cannot become a lead
"""

__all__ = ["BotError", "EmptyLead", "SettingsError", "StoreError", "TokenRefused"]


class BotError(Exception):
    """Base of all errors of the bot; its text is for the person who runs it, without any message text."""


class SettingsError(BotError):
    """A setting is missing or out of its range."""


class StoreError(BotError):
    """The database or the secret beside it cannot be opened, read or written."""


class TokenRefused(BotError):  # noqa: N818 (reads like python-telegram-bot's own names)
    """Telegram does not know the token of the bot."""

    def __init__(self) -> None:
        super().__init__(
            "TELEGRAM_BOT_TOKEN: expected a token that Telegram knows, got one that it refuses; "
            "copy it anew from @BotFather, and see that TELEGRAM_API_BASE, if set, is a Bot API server"
        )


class EmptyLead(BotError):  # noqa: N818 (a state of the message, like the index's StaleIndex)
    """A lead needs at least one word or one link."""
