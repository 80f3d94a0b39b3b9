"""What forwarding does to a message, as the encoder meets it in training."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index.forwarding import GREETINGS, SHORTEST_CUT, TAILS, forward

CLAIM = "柠檬水加热以后释放苦味物质可以杀死身体里的癌细胞而且不会伤害健康的细胞"


@given(st.text(min_size=1, max_size=200), st.integers())
def test_a_forwarded_text_is_never_empty_and_never_raises(text: str, seed: int) -> None:
    assert forward(text, random.Random(seed))


@given(st.text(max_size=200), st.integers())
def test_equal_chance_gives_an_equal_text(text: str, seed: int) -> None:
    assert forward(text, random.Random(seed)) == forward(text, random.Random(seed))


@given(st.integers())
def test_at_least_half_of_the_runs_of_two_of_a_kept_half_remain(seed: int) -> None:
    text = forward(CLAIM, random.Random(seed))
    runs = {CLAIM[i : i + 2] for i in range(len(CLAIM) - 1)}
    assert sum(run in text for run in runs) >= len(runs) // 4


def test_greetings_pleas_cuts_and_losses_all_happen_and_some_texts_stay_whole() -> None:
    chance = random.Random(5)
    texts = [forward(CLAIM, chance) for _ in range(400)]
    assert sum(text.startswith(GREETINGS) for text in texts) > 60
    assert sum(text.endswith(TAILS) for text in texts) > 60
    assert sum(CLAIM in text for text in texts) > 60
    assert sum(len(text) < len(CLAIM) for text in texts) > 60


def test_a_short_claim_keeps_its_end() -> None:
    chance = random.Random(5)
    short = "喝热水治感冒"
    assert len(short) < SHORTEST_CUT
    assert all("喝" in text or "感冒" in text for text in (forward(short, chance) for _ in range(300)))
