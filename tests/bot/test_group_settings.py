"""Settings of a group: their ranges, their quiet hours, and what survives being kept."""

import json
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.group_settings import GroupSettings, Mode, QuietHours, Sensitivity
from bot.language import Language
from corpus.debunk import Verdict

HOURS = st.integers(0, 23)
QUIET = (
    st.tuples(HOURS, HOURS).filter(lambda hours: hours[0] != hours[1]).map(lambda hours: QuietHours(*hours))
)
SETTINGS = st.builds(
    GroupSettings,
    mode=st.sampled_from(Mode),
    sensitivity=st.sampled_from(Sensitivity),
    verdicts=st.frozensets(st.sampled_from(Verdict)),
    without_topics=st.frozensets(st.sampled_from(["health", "policy", "food"])),
    cooldown_hours=st.integers(0, 720),
    hourly=st.integers(1, 60),
    quiet=st.none() | QUIET,
    zone=st.sampled_from(["Asia/Taipei", "Europe/Berlin", "UTC"]),
    morning_digest=st.booleans(),
    language=st.none() | st.sampled_from(Language),
    delete_after_hours=st.integers(0, 47),
    collect_leads=st.booleans(),
    check_admins=st.booleans(),
    check_channel=st.booleans(),
    weekly_digest=st.booleans(),
    welcome=st.text(max_size=50),
)


def test_a_new_group_has_a_quiet_guest() -> None:
    plain = GroupSettings()
    assert (plain.mode, plain.sensitivity) == (Mode.AUTO, Sensitivity.NORMAL)
    assert (plain.cooldown_hours, plain.hourly, plain.quiet) == (24, 6, None)
    assert Verdict.TRUE not in plain.verdicts
    assert len(plain.verdicts) == len(Verdict) - 1
    assert (plain.collect_leads, plain.weekly_digest, plain.welcome) == (False, False, "")
    assert plain.to_json() == {}


@given(SETTINGS)
def test_settings_come_back_as_they_were_kept(settings: GroupSettings) -> None:
    assert GroupSettings.from_json(json.loads(json.dumps(settings.to_json()))) == settings


@pytest.mark.parametrize(
    "kept",
    [
        {"mode": "loud"},
        {"hourly": 0},
        {"hourly": "many"},
        {"hourly": None},
        {"quiet": {"start": 5}},
        {"quiet": {"start": 5, "end": 5}},
        {"quiet": 7},
        {"zone": "Middle-earth/Shire"},
        {"zone": "../../etc/passwd"},
        {"verdicts": ["wicked"]},
        {"weekly_digest": "yes"},
        {"from_the_future": 1},
    ],
)
def test_what_another_version_wrote_and_this_one_cannot_read_keeps_its_default(
    kept: dict[str, object],
) -> None:
    kept["cooldown_hours"] = 6
    assert GroupSettings.from_json(kept) == GroupSettings(cooldown_hours=6)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("cooldown_hours", -1, "cooldown_hours from 0 to 720, got -1"),
        ("hourly", 61, "hourly from 1 to 60, got 61"),
        ("delete_after_hours", 48, "delete_after_hours from 0 to 47, got 48"),
        ("zone", "Nowhere", "a time zone such as Asia/Taipei, got 'Nowhere'"),
        ("welcome", "x" * 1_001, "characters of welcome from 0 to 1000, got 1001"),
    ],
)
def test_a_value_out_of_its_range_is_named(name: str, value: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(GroupSettings(), **{name: value})  # type: ignore[arg-type]


@given(QUIET, HOURS)
def test_each_hour_of_a_day_is_quiet_or_not_and_the_turned_hours_are_the_others(
    quiet: QuietHours, hour: int
) -> None:
    turned = QuietHours(quiet.end, quiet.start)
    assert quiet.holds(time(hour, 59)) is not turned.holds(time(hour, 0))
    assert quiet.holds(time(quiet.start))
    assert not quiet.holds(time(quiet.end))


def test_a_night_goes_over_midnight() -> None:
    night = QuietHours(22, 7)
    assert [night.holds(time(hour)) for hour in (21, 22, 23, 0, 6, 7)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 5), (5, 24)])
def test_quiet_hours_need_two_different_hours(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="two different hours from 0 to 23"):
        QuietHours(start, end)
