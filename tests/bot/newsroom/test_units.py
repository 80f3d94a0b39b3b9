"""Units: read from their file, refused with a line that cures, found by topic and region."""

from contextlib import suppress
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.language import Language
from bot.newsroom.room import open_room
from bot.newsroom.units import Hours, Level, Unit, Units
from bot.newsroom.units_file import TOPICS, read_units
from bot.settings import Settings

EXAMPLE = Path(__file__).parents[3] / "docs" / "units.example.toml"
ZONE = ZoneInfo("Asia/Taipei")
HERE = "CN-ZJ/杭州市/西湖区"
GOOD = 'name = "甲"\nlevel = "city"\nregions = ["CN-ZJ/杭州市"]\n'


def read(tmp_path: Path, text: str | bytes) -> Units:
    file = tmp_path / "units.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_units(file, ZONE)


def test_the_example_file_can_be_used_as_it_is() -> None:
    units = read_units(EXAMPLE, ZONE)
    assert [(unit.name, unit.level) for unit in units.all] == [
        ("浙江省", Level.PROVINCE),
        ("杭州市卫生健康委", Level.CITY),
        ("杭州市应急管理局", Level.CITY),
        ("杭州市", Level.CITY),
        ("宁波市", Level.CITY),
        ("西湖区", Level.COUNTY),
    ]
    province = units.all[0]
    assert province.hours == Hours(time(9), time(18), frozenset(range(5)))
    assert (province.languages, province.due_hours) == ((Language.HANS,), 16)
    assert (units.all[2].hours, units.all[2].zone) == (Hours(), ZONE)


def test_no_file_means_no_units(tmp_path: Path) -> None:
    assert read_units(tmp_path / "units.toml", ZONE) == Units()


def test_an_empty_file_means_no_units_too(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Units()


@pytest.mark.parametrize(
    ("topic", "region", "name"),
    [
        ("food", HERE, "西湖区"),
        ("health", HERE, "西湖区"),
        ("health", "CN-ZJ/杭州市/余杭区", "杭州市卫生健康委"),
        ("safety", "CN-ZJ/杭州市", "杭州市应急管理局"),
        ("food", "CN-ZJ/杭州市", "杭州市"),
        ("", "CN-ZJ/杭州市", "杭州市"),
        ("food", "CN-ZJ/温州市", "浙江省"),
        ("food", "CN-ZJ", "浙江省"),
        ("food", "CN-JS/南京市", None),
        ("food", "CN", None),
        ("food", "", None),
        ("food", "CN-ZJ/杭州市西", "浙江省"),
    ],
)
def test_a_lead_goes_to_the_narrowest_unit_of_its_region_and_topic(
    topic: str, region: str, name: str | None
) -> None:
    found = read_units(EXAMPLE, ZONE).for_lead(topic, region)
    assert (None if found is None else found.name) == name


def test_above_a_unit_stands_the_next_level_that_has_the_topic() -> None:
    units = read_units(EXAMPLE, ZONE)

    def names(topic: str, region: str) -> list[str]:
        chain, unit = [], units.for_lead(topic, region)
        while unit is not None:
            chain.append(unit.name)
            unit = units.above(unit, topic, region)
        return chain

    assert names("health", HERE) == ["西湖区", "杭州市卫生健康委", "浙江省"]
    assert names("food", HERE) == ["西湖区", "杭州市", "浙江省"]


def test_above_a_unit_of_a_lead_without_a_place_is_looked_for_where_the_unit_is() -> None:
    units = read_units(EXAMPLE, ZONE)
    county = units.named("西湖区")
    assert county is not None
    above = units.above(county, "food", "")
    assert above is not None
    assert above.name == "杭州市"


@given(
    levels=st.lists(st.sampled_from(Level), max_size=6),
    topic=st.sampled_from(["", *TOPICS]),
    region=st.sampled_from(["", "CN", "CN-ZJ", "CN-ZJ/杭州市", HERE, "TW-TPE/大安區"]),
)
def test_up_the_levels_there_is_an_end(levels: list[Level], topic: str, region: str) -> None:
    places = {Level.COUNTY: HERE, Level.CITY: "CN-ZJ/杭州市", Level.PROVINCE: "CN-ZJ", Level.NATIONAL: "CN"}
    units = Units(tuple(Unit(str(n), level, (places[level],)) for n, level in enumerate(levels)))
    chain: list[Unit] = []
    unit = units.for_lead(topic, region)
    while unit is not None:
        assert all(unit.level > below.level for below in chain)
        assert unit.takes(topic, region)
        chain.append(unit)
        unit = units.above(unit, topic, region)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit = 3", "unit: expected tables, got 3; write each unit under a line [[unit]]"),
        ("[unit]\nname='x'", "unit: expected tables, got {'name': 'x'}"),
        ("units = []", "units: expected [[unit]] alone at the top, got units"),
        ('[[unit]]\nlevel = "city"', "unit 1, name: expected a name such as 杭州市, got nothing"),
        ("[[unit]]\nname = 3", "unit 1, name: expected a name such as 杭州市, got 3"),
        ('[[unit]]\nname = " "', "unit 1, name: expected 1 to 64 characters"),
        (f'[[unit]]\nname = "{"长" * 65}"', "unit 1, name: expected 1 to 64 characters"),
        ('[[unit]]\nname = "甲"', "unit '甲', level: expected one of national, province, city, county"),
        ('[[unit]]\nname = "甲"\nlevel = "town"', "unit '甲', level: expected one of national, prov"),
        ('[[unit]]\nname = "甲"\nlevel = "city"', "unit '甲', regions: expected the places of a city unit"),
        (f"[[unit]]\n{GOOD}[[unit]]\n{GOOD}", "unit 2, name: expected a name of its own, got '甲' again"),
        (
            f"[[unit]]\n{GOOD}chat = 5\n[[unit]]\n{GOOD.replace('甲', '乙')}chat = 5",
            "in which unit '甲' works",
        ),
        (f"[[unit]]\n{GOOD}region = []", "unit '甲', region: expected one of name, level, regions"),
        (f"[[unit]]\n{GOOD}chat = '5'", "unit '甲', chat: expected the number of a chat"),
        (f"[[unit]]\n{GOOD}chat = true", "unit '甲', chat: expected the number of a chat"),
        (f"[[unit]]\n{GOOD}chat = 0", "unit '甲', chat: expected the number of a chat"),
        (f"[[unit]]\n{GOOD}topics = 'food'", "unit '甲', topics: expected a list of some of health"),
        (f"[[unit]]\n{GOOD}topics = ['fod']", "unit '甲', topics: expected some of health"),
        (
            f"[[unit]]\n{GOOD}languages = ['zh']",
            "unit '甲', languages: expected some of zh-Hans, zh-Hant, en",
        ),
        (
            f"[[unit]]\n{GOOD.replace('CN-ZJ/', '浙江/')}",
            "unit '甲', regions: expected places such as CN-ZJ/杭州",
        ),
        (f"[[unit]]\n{GOOD}hours = '9-18'", "unit '甲', hours: expected hours of a day such as 09:00-18:00"),
        (f"[[unit]]\n{GOOD}hours = '18:00-09:00'", "unit '甲', hours: expected an end after the beginning"),
        (f"[[unit]]\n{GOOD}hours = '09:00-24:30'", "unit '甲', hours: expected hours of a day"),
        (f"[[unit]]\n{GOOD}weekdays = 'monday'", "unit '甲', weekdays: expected days such as mon-fri"),
        (f"[[unit]]\n{GOOD}weekdays = ''", "unit '甲', weekdays: expected days such as mon-fri"),
        (f"[[unit]]\n{GOOD}weekdays = 'mon-'", "unit '甲', weekdays: expected days such as mon-fri"),
        (f"[[unit]]\n{GOOD}zone = 'Beijing'", "unit '甲', zone: expected a time zone such as Asia/Shanghai"),
        (f"[[unit]]\n{GOOD}zone = '../../etc/passwd'", "unit '甲', zone: expected a time zone"),
        (f"[[unit]]\n{GOOD}due_hours = '8'", "unit '甲', due_hours: expected a number of working hours"),
        (f"[[unit]]\n{GOOD}due_hours = true", "unit '甲', due_hours: expected a number of working hours"),
        (f"[[unit]]\n{GOOD}due_hours = inf", "unit '甲', due_hours: expected a number of working hours"),
        (f"[[unit]]\n{GOOD}due_hours = 0", "unit '甲', due_hours: expected 0.1 to 1000, got 0"),
        ("[[unit]", "expected TOML, got a fault:"),
        pytest.param(f"unit = {'[' * 5_000}", "expected TOML, got a fault:", id="deep"),
        pytest.param(f"[[unit]]\n{GOOD}chat = {'9' * 5_000}", "expected TOML, got a fault:", id="long"),
        (GOOD.encode("gb18030"), "expected text in UTF-8, got another encoding; save it again as UTF-8"),
        pytest.param(b"#" * 1_048_577, "expected at most 1 MiB, got more", id="large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line_that_cures(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'units.toml'}: ")
    assert "\n" not in str(caught.value)
    assert "; " in str(caught.value)


@given(text=st.text(alphabet="[]unit=\"\n甲{}.,#'\\3", max_size=60))
def test_whatever_stands_in_the_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    with suppress(SettingsError):
        assert isinstance(read(tmp_path_factory.getbasetemp(), text), Units)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="expected to read it, got: Is a directory"):
        read_units(tmp_path, ZONE)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon, Wed,sat", {0, 2, 5}),
        ("sat-mon", {5, 6, 0}),
        ("sun-sun", {6}),
        ("mon-sun", set(range(7))),
    ],
)
def test_weekdays_are_ranges_and_single_days(tmp_path: Path, said: str, days: set[int]) -> None:
    (unit,) = read(tmp_path, f"[[unit]]\n{GOOD}weekdays = '{said}'").all
    assert unit.hours.weekdays == days


def test_a_national_unit_may_have_all_regions(tmp_path: Path) -> None:
    units = read(tmp_path, '[[unit]]\nname = "全国"\nlevel = "national"\nhours = "08:00-24:00"')
    found = units.for_lead("", "")
    assert found is not None
    assert (found.name, found.hours.ends, found.chat_id, found.due_hours) == ("全国", time(0), None, None)


def test_a_room_reads_the_units_of_its_home_and_finds_a_chat_that_is_named_twice(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(f"[[unit]]\n{GOOD}chat = -5\n", encoding="utf-8")
    room = open_room(Settings.model_validate({"ZHENDEMA_HOME": tmp_path, "MAINTAINER_CHAT_IDS": "-4"}))
    unit = room.unit_in(-5)
    assert unit is not None
    assert (unit.name, unit.zone, room.unit_in(-4)) == ("甲", ZoneInfo("Asia/Shanghai"), None)
    with pytest.raises(SettingsError, match="one of MAINTAINER_CHAT_IDS; take the line away"):
        open_room(Settings.model_validate({"ZHENDEMA_HOME": tmp_path, "MAINTAINER_CHAT_IDS": "-4,-5"}))
