"""A match that was called wrong is not made again for that message in that chat, and for no other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.suppressed import Fingerprint, forget_chat, lift, move_chat, purge, suppress, suppressed, without
from corpus.debunk import Debunk
from index.decision import Answer, Band, Match
from tests.bot.state import NOW, opened

LONG = "紧急通知：明天起全市超市盐价上涨三倍，请大家今天赶快去买，家里多存几包，千万别等到明天"


def debunk(number: int) -> Debunk:
    return Debunk.model_validate(
        {
            "id": f"d-{number}",
            "claim": f"第{number}个说法是编造出来的",
            "verdict": "false",
            "url": f"https://check.example/{number}",
            "publisher": "真实查证网",
            "lang": "zh-Hans",
        }
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (LONG, True),
        (f"早安！{LONG}🙏", True),
        (LONG.replace("紧急", "緊急"), True),
        (LONG.replace("三倍", "两倍"), False),
        ("城东的老粮仓里发现了恐龙蛋", False),
    ],
)
async def test_near_identical_messages_are_one_and_other_claims_are_not(
    tmp_path: Path, text: str, same: bool
) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await suppress(conn, "group", Fingerprint.of(store, LONG, ()), "d-1", NOW)
        message = Fingerprint.of(store, text, ())
        assert ("d-1" in await suppressed(conn, "group", message, ["d-1", "d-2"])) is same
        assert not await suppressed(conn, "another group", message, ["d-1"])


async def test_what_is_lifted_moved_forgotten_or_old_counts_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        message = Fingerprint.of(store, LONG, ())
        for debunk_id in ("d-1", "d-2"):
            for _ in range(2):
                await suppress(conn, "old", message, debunk_id, NOW)
        await lift(conn, "old", Fingerprint.of(store, f"早安！{LONG}", ()), "d-1")
        await move_chat(conn, "old", "new")
        assert await suppressed(conn, "old", message, ["d-1", "d-2"]) == set()
        assert await suppressed(conn, "new", message, ["d-1", "d-2"]) == {"d-2"}
        assert await purge(conn, NOW) == 0
        assert await purge(conn, NOW + timedelta(seconds=1)) == 1
        await suppress(conn, "new", message, "d-1", NOW)
        assert await forget_chat(conn, ["new", "old"]) == 1


async def test_a_message_without_words_is_like_no_other_with_words(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        assert not Fingerprint.of(store, "", ()).is_same(Fingerprint.of(store, LONG, ()))


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    st.sets(st.integers(0, 5)),
    st.integers(0, 3),
    st.floats(0, 1),
)
def test_nothing_moves_up_to_be_an_answer(
    confidences: list[float], wrong: set[int], claims: int, suggest_at: float
) -> None:
    matches = tuple(
        Match(debunk(number), confidence)
        for number, confidence in enumerate(sorted(confidences, reverse=True))
    )
    before = Answer(
        Band.ANSWER if claims else Band.SUGGEST, matches, "v", refutes=False, claims=matches[:claims]
    )
    after = without(before, {f"d-{number}" for number in wrong}, suggest_at)
    assert set(after.answers) == {match for match in before.answers if int(match.debunk.id[2:]) not in wrong}
    assert (after.band is Band.ANSWER) == bool(after.answers)
    if after.band is Band.SUGGEST and wrong:
        assert any(match.confidence >= suggest_at for match in after.matches)
    assert all(int(match.debunk.id[2:]) not in wrong for match in after.matches)
