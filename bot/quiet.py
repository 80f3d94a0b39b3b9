"""A group's quiet hours: when the bot keeps what it found for the morning."""

from datetime import UTC, datetime, timedelta

from bot.group_settings import GroupSettings

__all__ = ["TOO_OLD_TO_TELL", "is_quiet", "quiet_until"]

#: What was found so long ago is no news in the morning, for instance after the bot stood still for a day.
TOO_OLD_TO_TELL = timedelta(hours=24)


def is_quiet(settings: GroupSettings, now: datetime) -> bool:
    """Tell whether the bot must not speak by itself at that moment, by the clock on the group's wall.

    :param now: aware, in any time zone
    """
    return settings.quiet is not None and settings.quiet.holds(now.astimezone(settings.time_zone).time())


def quiet_until(settings: GroupSettings, now: datetime) -> datetime | None:
    """Return when the quiet hours that hold at a moment end, to the hour; None if none do."""
    if not is_quiet(settings, now):
        return None
    # Hour by hour, since a day at which the clocks change has 23 or 25 of them.
    hour = now.astimezone(settings.time_zone).replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    later = (hour + timedelta(hours=hours) for hours in range(1, 26))
    return next(moment for moment in later if not is_quiet(settings, moment))
