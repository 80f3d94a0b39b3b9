"""What can go wrong in the bot, each with what was expected, what was found and how to cure it.

BotError
├── StoreError        the database or the secret cannot be used
└── EmptyLeadError         a message without a word and without a link cannot become a lead
"""

__all__ = ["BotError", "EmptyLeadError", "StoreError"]


class BotError(Exception):
    """Base of all errors of the bot; its text is for the person who runs it, without any message text."""


class StoreError(BotError):
    """The database or the secret beside it cannot be opened, read or written."""


class EmptyLeadError(BotError):
    """A lead needs at least one word or one link."""
