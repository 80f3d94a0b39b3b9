"""What can be chosen on each page of a group's panel, and what the settings become by it. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.group_settings import GroupSettings, Mode, QuietHours, Sensitivity
from bot.language import Language
from corpus.debunk import Verdict

__all__ = ["SWITCHES", "ZONES", "Choice", "Page", "choices_on", "choose"]


class Page(StrEnum):
    """One page of the panel; the value is what its buttons carry."""

    MAIN = "main"
    MODE = "mode"
    SENSITIVITY = "sense"
    VERDICTS = "verdicts"
    TOPICS = "topics"
    COOLDOWN = "cooldown"
    HOURLY = "hourly"
    QUIET = "quiet"
    QUIET_FROM = "from"
    QUIET_UNTIL = "until"
    ZONE = "zone"
    LANGUAGE = "language"
    STAY = "stay"
    MORE = "more"
    WELCOME = "welcome"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a page.

    :ivar code: what the button carries, at most 32 bytes
    :ivar chosen: whether it holds now
    :ivar settings: what they become when it is tapped
    :ivar leads_to: the page that is shown afterwards
    """

    code: str
    chosen: bool
    settings: GroupSettings
    leads_to: Page


#: Time zones to choose from, by the names of their cities.
ZONES: Mapping[str, str] = {
    zone.rpartition("/")[2].lower(): zone
    for zone in (
        "Asia/Shanghai",
        "Asia/Taipei",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Singapore",
        "Asia/Kuala_Lumpur",
        "Asia/Tokyo",
        "Australia/Sydney",
        "Europe/London",
        "Europe/Paris",
        "America/New_York",
        "America/Los_Angeles",
    )
}
#: What is on or off, in the order in which it is shown.
SWITCHES = (
    "morning_digest",
    "weekly_digest",
    "collect_leads",
    "check_admins",
    "check_channel",
)
_COOLDOWNS, _HOURLY, _STAYS = (0, 6, 24, 72, 168, 720), (1, 2, 3, 6, 12, 30), (0, 1, 6, 12, 24)
_NIGHTS = (QuietHours(21, 7), QuietHours(22, 7), QuietHours(23, 8), QuietHours(0, 8))
_LONGEST_CODE = 32
_NONE = "none"

_Pages = Callable[[GroupSettings, Sequence[str]], Iterable[Choice]]


def choices_on(page: Page, settings: GroupSettings, topics: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Return the choices of a page, in the order in which they are shown; none where nothing is chosen.

    :param topics: those that the debunks have
    """
    return tuple(_PAGES[page](settings, topics)) if page in _PAGES else ()


def choose(page: Page, code: str, settings: GroupSettings, topics: Sequence[str] = ()) -> Choice | None:
    """Return the choice that a button carries; None when the page has no such (any more)."""
    return next((choice for choice in choices_on(page, settings, topics) if choice.code == code), None)


def _one_of(page: Page, field: str, values: Iterable[object]) -> _Pages:
    def choices(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
        for value in values:
            code = _NONE if value is None else str(value)
            yield Choice(code, getattr(settings, field) == value, replace(settings, **{field: value}), page)  # type: ignore[arg-type]

    return choices


def _verdicts(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    for verdict in Verdict:
        after = replace(settings, verdicts=settings.verdicts ^ {verdict})
        yield Choice(verdict.value, verdict in settings.verdicts, after, Page.VERDICTS)


def _topics(settings: GroupSettings, topics: Sequence[str]) -> Iterable[Choice]:
    """A topic is chosen while the bot talks about it."""
    # One that no debunk has any more stays to be seen, so that it can be taken back.
    for topic in (*topics, *sorted(settings.without_topics - set(topics))):
        if topic and len(topic.encode()) <= _LONGEST_CODE:
            after = replace(settings, without_topics=settings.without_topics ^ {topic})
            yield Choice(topic, topic not in settings.without_topics, after, Page.TOPICS)


def _quiet(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    yield Choice(_NONE, settings.quiet is None, replace(settings, quiet=None), Page.QUIET)
    for night in _NIGHTS:
        code = f"{night.start}-{night.end}"
        yield Choice(code, settings.quiet == night, replace(settings, quiet=night), Page.QUIET)


def _quiet_from(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    end = 7 if settings.quiet is None else settings.quiet.end
    for hour in range(24):
        night = QuietHours(hour, end if end != hour else (hour + 1) % 24)
        chosen = settings.quiet is not None and settings.quiet.start == hour
        yield Choice(str(hour), chosen, replace(settings, quiet=night), Page.QUIET_UNTIL)


def _quiet_until(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    start = 22 if settings.quiet is None else settings.quiet.start
    for hour in range(24):
        if hour != start:
            chosen = settings.quiet is not None and settings.quiet.end == hour
            after = replace(settings, quiet=QuietHours(start, hour))
            yield Choice(str(hour), chosen, after, Page.QUIET)


def _zones(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    for code, zone in ZONES.items():
        yield Choice(code, settings.zone == zone, replace(settings, zone=zone), Page.ZONE)


def _switches(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    for field in SWITCHES:
        on: bool = getattr(settings, field)
        yield Choice(field, on, replace(settings, **{field: not on}), Page.MORE)  # type: ignore[arg-type]


def _welcome(settings: GroupSettings, _: Sequence[str]) -> Iterable[Choice]:
    if settings.welcome:
        yield Choice(_NONE, False, replace(settings, welcome=""), Page.WELCOME)


_PAGES: Mapping[Page, _Pages] = {
    Page.MODE: _one_of(Page.MODE, "mode", Mode),
    Page.SENSITIVITY: _one_of(Page.SENSITIVITY, "sensitivity", Sensitivity),
    Page.VERDICTS: _verdicts,
    Page.TOPICS: _topics,
    Page.COOLDOWN: _one_of(Page.COOLDOWN, "cooldown_hours", _COOLDOWNS),
    Page.HOURLY: _one_of(Page.HOURLY, "hourly", _HOURLY),
    Page.QUIET: _quiet,
    Page.QUIET_FROM: _quiet_from,
    Page.QUIET_UNTIL: _quiet_until,
    Page.ZONE: _zones,
    Page.LANGUAGE: _one_of(Page.LANGUAGE, "language", (None, *Language)),
    Page.STAY: _one_of(Page.STAY, "delete_after_hours", _STAYS),
    Page.MORE: _switches,
    Page.WELCOME: _welcome,
}
