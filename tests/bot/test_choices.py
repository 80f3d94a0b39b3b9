"""The pages of the panel: every choice makes settings that hold, and shows itself as chosen afterwards."""

from hypothesis import given
from hypothesis import strategies as st

from bot.choices import Page, choices_on, choose
from bot.group_settings import GroupSettings, Mode, QuietHours
from corpus.debunk import Verdict
from tests.bot.test_group_settings import SETTINGS

TOPICS = ("health", "food", "policy")
SINGLE = (
    Page.MODE,
    Page.SENSITIVITY,
    Page.COOLDOWN,
    Page.HOURLY,
    Page.ZONE,
    Page.LANGUAGE,
    Page.STAY,
    Page.QUIET,
)
TOGGLES = (Page.VERDICTS, Page.TOPICS, Page.MORE)


@given(SETTINGS, st.sampled_from(Page))
def test_what_a_tap_chooses_is_shown_as_chosen_on_its_page(settings: GroupSettings, page: Page) -> None:
    for choice in choices_on(page, settings, TOPICS):
        shown = choose(page, choice.code, choice.settings, TOPICS)
        if page in SINGLE:
            assert shown is not None
            assert shown.chosen
            assert shown.settings == choice.settings
        elif page in TOGGLES:
            assert shown is not None
            assert shown.chosen is not choice.chosen
            assert shown.settings == settings


@given(SETTINGS, st.sampled_from(SINGLE))
def test_of_several_at_most_one_is_chosen(settings: GroupSettings, page: Page) -> None:
    assert sum(choice.chosen for choice in choices_on(page, settings)) <= 1


@given(SETTINGS, st.sampled_from(Page), st.text(max_size=20))
def test_a_forged_code_chooses_nothing(settings: GroupSettings, page: Page, code: str) -> None:
    known = {choice.code for choice in choices_on(page, settings, TOPICS)}
    assert (choose(page, code, settings, TOPICS) is not None) == (code in known)


@given(SETTINGS, st.sampled_from(Page))
def test_codes_are_different_and_short_enough_for_a_button(settings: GroupSettings, page: Page) -> None:
    codes = [choice.code for choice in choices_on(page, settings, (*TOPICS, "x" * 40))]
    assert len(set(codes)) == len(codes)
    assert all(len(f"set:{'t' * 11}:{page}:{code}".encode()) <= 64 for code in codes)


def test_each_page_sets_its_own_field() -> None:
    plain = GroupSettings()

    def tapped(page: Page, code: str) -> GroupSettings:
        choice = choose(page, code, plain, TOPICS)
        assert choice is not None
        return choice.settings

    assert tapped(Page.MODE, "silent").mode is Mode.SILENT
    assert Verdict.TRUE in tapped(Page.VERDICTS, "true").verdicts
    assert tapped(Page.TOPICS, "food").without_topics == {"food"}
    assert tapped(Page.COOLDOWN, "0").cooldown_hours == 0
    assert tapped(Page.HOURLY, "12").hourly == 12
    assert tapped(Page.QUIET, "22-7").quiet == QuietHours(22, 7)
    assert tapped(Page.ZONE, "taipei").zone == "Asia/Taipei"
    assert tapped(Page.LANGUAGE, "zh-Hant").language == "zh-Hant"
    assert tapped(Page.STAY, "6").delete_after_hours == 6
    assert tapped(Page.MORE, "weekly_digest").weekly_digest


def test_quiet_hours_of_ones_own_are_chosen_hour_by_hour() -> None:
    begin = choose(Page.QUIET_FROM, "7", GroupSettings())
    assert begin is not None
    assert (begin.settings.quiet, begin.leads_to) == (QuietHours(7, 8), Page.QUIET_UNTIL)
    end = choose(Page.QUIET_UNTIL, "6", begin.settings)
    assert end is not None
    assert (end.settings.quiet, end.leads_to) == (QuietHours(7, 6), Page.QUIET)
    assert choose(Page.QUIET_UNTIL, "7", begin.settings) is None


def test_a_left_out_topic_that_no_debunk_has_any_more_can_be_taken_back() -> None:
    settings = GroupSettings(without_topics=frozenset({"gone"}))
    assert [choice.code for choice in choices_on(Page.TOPICS, settings, TOPICS)] == [*TOPICS, "gone"]
    back = choose(Page.TOPICS, "gone", settings, TOPICS)
    assert back is not None
    assert back.settings == GroupSettings()
