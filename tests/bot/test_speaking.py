"""When the bot speaks in a group by itself, how, and when it keeps still."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.group_settings import GroupSettings, Mode, QuietHours, Sensitivity
from bot.heard import Heard, Sender
from bot.speaking import SHORTEST_TEXT, TOO_LATE, Act, Past, Plan, Thresholds, looks_at, plan, tellable
from corpus.debunk import Debunk, Verdict
from index.decision import Answer, Band, Match

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
NIGHT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 00:30 in Shanghai
AUTO = GroupSettings()
NIGHTLY = replace(AUTO, quiet=QuietHours(23, 7))
THRESHOLDS = Thresholds(answer_at=0.8, suggest_at=0.2)
LINE = Heard(Sender.MEMBER, characters=20, links=False, forwarded=False, own=False, at=NOON)


def match(
    name: str = "a", confidence: float = 0.9, verdict: Verdict = Verdict.FALSE, topic: str = ""
) -> Match:
    debunk = Debunk(
        id=name,
        claim=f"说法甲乙丙{name}",
        verdict=verdict,
        summary="",
        url=f"https://check.example/{name}",
        publisher="查证网",
        published="2026-01-01",
        lang="zh-Hans",
        topic=topic,
    )
    return Match(debunk, confidence)


def answer(*matches: Match, band: Band = Band.ANSWER, refutes: bool = False) -> Answer:
    return Answer(band, matches, "v", refutes, matches if band is Band.ANSWER else ())


@pytest.mark.parametrize(
    ("heard", "looked_at"),
    [
        (LINE, True),
        (replace(LINE, characters=SHORTEST_TEXT), True),
        (replace(LINE, characters=SHORTEST_TEXT - 1), False),
        (replace(LINE, characters=2, forwarded=True), True),
        (replace(LINE, characters=2, links=True), True),
        (replace(LINE, own=True), False),
        (replace(LINE, sender=Sender.BOT), False),
        (replace(LINE, sender=Sender.ADMIN), False),
        (replace(LINE, sender=Sender.LINKED_CHANNEL), False),
        (replace(LINE, at=NOON - TOO_LATE - timedelta(seconds=1)), False),
    ],
)
def test_only_what_may_be_a_rumor_of_a_member_is_looked_at(heard: Heard, looked_at: bool) -> None:
    assert looks_at(AUTO, heard, NOON) is looked_at


def test_settings_let_admins_and_the_linked_channel_be_looked_at_but_never_bots() -> None:
    settings = replace(AUTO, check_admins=True, check_channel=True)
    looked_at = {sender: looks_at(settings, replace(LINE, sender=sender), NOON) for sender in Sender}
    assert looked_at == {sender: sender is not Sender.BOT for sender in Sender}


@pytest.mark.parametrize(
    ("mode", "leads", "looked_at"),
    [
        (Mode.AUTO, False, True),
        (Mode.REACTION, False, True),
        (Mode.MENTION, True, False),
        (Mode.SILENT, False, False),
        (Mode.SILENT, True, True),
    ],
)
def test_who_wants_no_word_is_not_even_read(mode: Mode, leads: bool, looked_at: bool) -> None:
    assert looks_at(replace(AUTO, mode=mode, collect_leads=leads), LINE, NOON) is looked_at


def test_the_more_careful_the_surer_the_bot_must_be() -> None:
    at = [THRESHOLDS.speak_at(each) for each in (Sensitivity.CAUTIOUS, Sensitivity.NORMAL, Sensitivity.EAGER)]
    assert at == pytest.approx([0.9, 0.8, 0.65])


@given(st.floats(0, 1), st.floats(0, 1))
def test_no_sensitivity_leaves_the_range_of_what_is_worth_showing(one: float, other: float) -> None:
    thresholds = Thresholds(max(one, other), min(one, other))
    at = {each: thresholds.speak_at(each) for each in Sensitivity}
    assert thresholds.suggest_at - 1e-9 <= at[Sensitivity.EAGER] <= at[Sensitivity.NORMAL]
    assert at[Sensitivity.NORMAL] <= at[Sensitivity.CAUTIOUS] <= 1.0


def told_of(settings: GroupSettings, found: Answer, *links: str) -> list[str]:
    return [each.debunk.id for each in tellable(settings, found, THRESHOLDS, links)]


def test_only_what_is_sure_is_told() -> None:
    assert told_of(AUTO, answer(match())) == ["a"]
    assert told_of(AUTO, answer(match(confidence=0.7), band=Band.SUGGEST)) == []
    assert told_of(AUTO, answer(match(confidence=0.1), band=Band.UNKNOWN)) == []


def test_the_cautious_wait_for_more_and_the_eager_for_less() -> None:
    cautious = replace(AUTO, sensitivity=Sensitivity.CAUTIOUS)
    eager = replace(AUTO, sensitivity=Sensitivity.EAGER)
    assert told_of(cautious, answer(match(confidence=0.85), match("b", 0.95))) == ["b"]
    nearly = answer(match(confidence=0.7), match("b", 0.69), band=Band.SUGGEST)
    assert told_of(eager, nearly) == ["a"]
    assert told_of(eager, answer(match(confidence=0.6), band=Band.SUGGEST)) == []


def test_another_place_or_number_is_never_told_however_eager() -> None:
    eager = replace(AUTO, sensitivity=Sensitivity.EAGER)
    other = replace(match(confidence=0.79), differs=("台北", "北京"))
    assert told_of(eager, answer(other, band=Band.SUGGEST)) == []


def test_true_claims_and_topics_left_out_are_not_told() -> None:
    found = answer(match("a", verdict=Verdict.TRUE), match("b", topic="policy"), match("c", topic="food"))
    assert told_of(AUTO, found) == ["b", "c"]
    assert told_of(replace(AUTO, verdicts=frozenset(Verdict)), found) == ["a", "b", "c"]
    assert told_of(replace(AUTO, without_topics=frozenset({"policy"})), found) == ["c"]


def test_who_passes_a_debunk_on_is_told_nothing() -> None:
    assert told_of(AUTO, answer(match(), refutes=True)) == []
    assert told_of(AUTO, answer(match()), "http://check.example/a?utm_source=line") == []
    assert told_of(AUTO, answer(match()), "https://elsewhere.example/a") == ["a"]


def test_what_is_new_to_the_group_is_told_in_full() -> None:
    assert plan(AUTO, [match()], Past(), NOON) == Plan(Act.REPLY, (match(),))
    assert plan(AUTO, [], Past(), NOON) == Plan(Act.NOTHING)


def test_the_same_debunk_is_told_once_in_a_cooldown_and_then_by_a_reminder() -> None:
    def after(hours: float) -> Act:
        then = NOON - timedelta(hours=hours)
        return plan(AUTO, [match()], Past({"a": then}, {"a": then}), NOON).act

    assert [after(0.0), after(23.9), after(24.0), after(700), after(721)] == [
        Act.NOTHING,
        Act.NOTHING,
        Act.REMIND,
        Act.REMIND,
        Act.REPLY,
    ]


def test_without_a_reply_to_link_to_the_whole_is_told_again() -> None:
    past = Past({"a": NOON - timedelta(hours=25)})
    assert plan(AUTO, [match()], past, NOON).act is Act.REPLY


def test_without_a_cooldown_everything_is_told_in_full() -> None:
    past = Past({"a": NOON}, {"a": NOON})
    assert plan(replace(AUTO, cooldown_hours=0), [match()], past, NOON).act is Act.REPLY


def test_of_several_claims_only_the_new_ones_are_told() -> None:
    then = NOON - timedelta(hours=2)
    past = Past({"a": then}, {"a": then})
    assert plan(AUTO, [match("a"), match("b")], past, NOON) == Plan(Act.REPLY, (match("b"),))


def test_so_many_replies_an_hour_and_no_more() -> None:
    assert plan(AUTO, [match()], Past(lately=5), NOON).act is Act.REPLY
    assert plan(AUTO, [match()], Past(lately=6), NOON).act is Act.NOTHING


def test_what_is_found_in_quiet_hours_is_kept_for_the_morning_or_let_go() -> None:
    assert plan(NIGHTLY, [match()], Past(), NIGHT) == Plan(Act.KEEP, (match(),))
    assert plan(NIGHTLY, [match()], Past(), NOON).act is Act.REPLY
    assert plan(replace(NIGHTLY, morning_digest=False), [match()], Past(), NIGHT).act is Act.NOTHING
    assert plan(replace(NIGHTLY, zone="America/New_York"), [match()], Past(), NIGHT).act is Act.REPLY


def test_reactions_stand_under_each_message_at_any_hour() -> None:
    reacting = replace(NIGHTLY, mode=Mode.REACTION)
    past = Past({"a": NIGHT}, {"a": NIGHT}, lately=60)
    assert plan(reacting, [match()], past, NIGHT).act is Act.REACT


@given(
    mode=st.sampled_from(Mode),
    told=st.none() | st.integers(0, 100),
    lately=st.integers(0, 20),
    hour=st.integers(0, 23),
    cooldown=st.integers(1, 72),
)
def test_no_words_are_ever_said_against_the_settings(
    mode: Mode, told: int | None, lately: int, hour: int, cooldown: int
) -> None:
    settings = replace(NIGHTLY, mode=mode, cooldown_hours=cooldown)
    now = NOON.replace(hour=hour)
    past = Past({} if told is None else {"a": now - timedelta(hours=told)}, lately=lately)
    said = plan(settings, [match()], past, now)
    if said.act in {Act.REPLY, Act.REMIND}:
        assert mode is Mode.AUTO
        assert told is None or told >= cooldown
        assert lately < settings.hourly
        assert 7 <= (hour + 8) % 24 < 23
    assert (said.act is Act.NOTHING) == (said.matches == ())
