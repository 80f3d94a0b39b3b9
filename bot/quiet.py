"""A group's quiet hours: when the bot keeps what it found for the morning."""

from datetime import datetime, timedelta

from bot.group_settings import GroupSettings

__all__ = ["TOO_OLD_TO_TELL", "is_quiet"]

#: What was found so long ago is no news in the morning, for instance after the bot stood still for a day.
TOO_OLD_TO_TELL = timedelta(hours=24)


def is_quiet(settings: GroupSettings, now: datetime) -> bool:
    """Tell whether the bot must not speak by itself at that moment, by the clock on the group's wall.

    :param now: aware, in any time zone
    """
    return settings.quiet is not None and settings.quiet.holds(now.astimezone(settings.time_zone).time())
