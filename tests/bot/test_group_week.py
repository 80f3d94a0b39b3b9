"""A busy group's week, played in seconds: the bot says what is right, once, in the day, restarted or not."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.group_week import report
from bot.group_settings import GroupSettings, Mode, QuietHours
from index.search import ClaimIndex
from tests.bot.busy_group import START, Line, Said, Week, draw, play
from tests.bot.stage import Clock, Stage, Wire, open_stage

TALK = (
    "早",
    "哈哈哈哈",
    "今天晚上谁去跳舞，七点在老地方集合",
    "三号楼电梯又坏了，物业电话打不通，有人知道怎么办吗",
    "孙子考试考了一百分，晚上请大家吃饭，地方还没订好",
    "明天降温，老人小孩记得多穿一点，早上还有雾，开车慢一点",
    "小區門口的快遞櫃滿了，我的包裹放在保安室，誰順路幫我拿一下",
    "团购的橙子到了，每家两箱，请到一号楼楼下自己拿，谢谢大家",
    "上次说的那家饺子馆换老板了，味道不如以前，价钱倒是涨了",
    "有没有人家里有梯子借我用一下，灯泡坏了，我自己够不着",
    "https://news.example/2026/11/festival 今年的灯会改到人民公园了",
    "看了天气预报，周末是晴天，要不要一起去爬山，中午回来吃面",
)
TAILS = ("", "！！！", "，请转发给家人", "，大家小心", "🙏🙏", "，是真的吗？")
HEADS = ("", "早安！", "听我同事说，", "【紧急通知】", "刚刚看到的：")
CLAIMS = {
    "t-lemon": "喝热柠檬水可以杀死癌细胞",
    "t-cabbage": "隔夜的炒青菜吃了會致癌",
    "t-phone": "手机充电时接电话会爆炸",
    "t-microwave": "用微波炉加热过的食物会致癌",
}
UNCHECKED = ("城东的老粮仓里发现了恐龙蛋，市里已经派人去看了", "下个月起买菜要先登记身份证，不登记的不卖")
SETTINGS = GroupSettings(quiet=QuietHours(23, 7))


def rumors() -> list[Line]:
    told = [
        Line(f"{head}{claim}{tail}", frozenset({debunk_id}))
        for debunk_id, claim in CLAIMS.items()
        for head in HEADS
        for tail in TAILS
    ]
    return told + [Line(f"{head}{text}") for text in UNCHECKED for head in HEADS]


def week_of(count: int, seed: int = 1) -> list[Said]:
    return draw([Line(text) for text in TALK], rumors(), count, seed, rumor_share=0.2)


async def played(
    folder: Path, index: ClaimIndex, said: list[Said], settings: GroupSettings, restart_at: int | None = None
) -> Week:
    folder.mkdir()

    def opener(clock: Clock, wire: Wire) -> AbstractAsyncContextManager[Stage]:
        return open_stage(folder, index, clock, wire)

    return await play(opener, index.debunks, said, settings, restart_at=restart_at)


async def test_a_week_goes_by_and_nobody_wants_to_throw_the_bot_out(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    said = week_of(600)
    week = await played(tmp_path / "whole", claim_index, said, SETTINGS)
    assert week.wrong == []
    assert week.repeats == 0
    assert week.in_quiet_hours == 0
    assert week.most_in_an_hour <= SETTINGS.hourly
    assert week.answered == week.asked == 6
    # Each of the four rumors, on each of the seven days, and no more than that.
    assert 10 <= len(week.spoken) <= 4 * 8
    assert {debunk_id for each in week.spoken for debunk_id in each.debunk_ids} == set(CLAIMS)
    assert week.of("reply")
    assert week.of("remind")
    assert week.of("morning")
    reached, answerable = week.reached
    assert reached > 0.95 * answerable
    assert week.largest_gap < 5.0
    assert "| repeats within the cool-down | 0 |" in report(week)

    again = await played(tmp_path / "halves", claim_index, said, SETTINGS, restart_at=len(said) // 2)
    assert [(each.sending.at, each.kind, each.sending.text) for each in again.spoken] == [
        (each.sending.at, each.kind, each.sending.text) for each in week.spoken
    ]


@pytest.mark.parametrize("mode", [Mode.REACTION, Mode.MENTION, Mode.SILENT])
async def test_in_the_other_modes_it_says_nothing_by_itself(
    tmp_path: Path, claim_index: ClaimIndex, mode: Mode
) -> None:
    week = await played(tmp_path / "state", claim_index, week_of(120), replace(SETTINGS, mode=mode))
    assert week.spoken == []
    assert week.answered == week.asked == 1


def test_what_is_said_in_a_week_is_drawn_alike_from_equal_seeds() -> None:
    assert week_of(200) == week_of(200)
    assert week_of(200) != week_of(200, seed=2)
    said = week_of(500)
    assert [each.at for each in said] == sorted(each.at for each in said)
    assert said[0].at >= START
    assert said[-1].at < START + timedelta(days=7, seconds=2)
