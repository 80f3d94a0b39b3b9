"""Personal data: planted in every way in which it can come in, and looked for wherever something is kept."""

from __future__ import annotations

import asyncio
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import app
from bot.logs import set_up_logs
from bot.tables import inbox, metadata, outbox
from index.search import ClaimIndex
from tests.bot.conftest import running_bot, settings_for
from tests.bot.state import opened
from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

ASKER = people.user(7391846205, "赵无忧", last_name="钱不识", username="asker_wuyou")
SECOND = people.user(7391846317, "孙悟净", username="second_wujing")
MAINTAINER = people.user(7391846429, "李查证", last_name="周核实", username="desk_lichazheng")
ORIGIN = people.user(7391846531, "吴转发", username="origin_zhuanfa")
GROUP = people.supergroup(-1007391846643, "郑家亲友群", username="zheng_family_chat")
ROOM = people.supergroup(-1007391846755, "王编辑的办公室")
UNIT = people.supergroup(-1007391846979, "卫科长的群")
OTHERS = [people.user(7391847001 + 112 * place, f"蒋{sign}问") for place, sign in enumerate("甲乙丙丁戊己")]
CHANNEL = people.channel(-1007391846867, "冯小报", username="feng_xiaobao_news")
HIDDEN, SIGNATURE = "陈隐名", "褚署名"

IN_TEXTS = (
    "13812345678",
    "wang.li@mail.example",
    "11010519491231002X",
    "6222021234567890128",
    "@wei_private88",
)
NUMBERS = (
    "有问题打13812345678，写信wang.li@mail.example，身份证11010519491231002X，"
    "卡6222021234567890128，找@wei_private88"
)
CLAIM = "城东的老粮仓里发现了恐龙蛋，专家连夜封锁现场"
NAMES = [HIDDEN, SIGNATURE]
IDS: list[str] = []
for each in (ASKER, SECOND, MAINTAINER, ORIGIN, GROUP, ROOM, UNIT, CHANNEL, *OTHERS):
    IDS.append(str(each["id"]).removeprefix("-100"))
    NAMES += [each[name] for name in ("first_name", "last_name", "username", "title") if name in each]
PLANTED = [*NAMES, *IDS, *IN_TEXTS]

#: Where something planted may stand: ids to send to, until that is taken back, and what admins of several
#: groups choose from. All else that holds ids (inbox, outbox, lead_followers) is empty once all is told.
ALLOWED = {
    ("groups", "chat_id"),
    ("groups", "title"),
    ("subscriptions", "chat_id"),
}
UNITS = f'[[unit]]\nname = "全国"\nlevel = "national"\nchat = {UNIT["id"]}\ndue_hours = 8\n'
THIS_MONTH = f"{datetime.now(UTC):%Y-%m}"
EXPORTS = (
    ("leads", "digest", "--month", THIS_MONTH),
    ("leads", "digest", "--month", THIS_MONTH, "--format", "telegram"),
    ("leads", "list", "--json"),
    ("leads", "show", "1"),
    ("leads", "export"),
    ("leads", "export", "--format", "jsonl"),
    ("leads", "export", "--ledger"),
    ("leads", "export", "--ledger", "--format", "jsonl"),
    ("leads", "times"),
    ("feedback", "export"),
    ("feedback", "shared"),
    ("corpus", "export"),
    ("corpus", "export", "--format", "jsonfeed"),
    ("corpus", "export", "--format", "rss"),
)


@contextmanager
def logging_everything() -> Iterator[None]:
    hooks = threading.excepthook, sys.unraisablehook
    set_up_logs("DEBUG")
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = hooks


async def one_more(telegram: TelegramServer, chat_id: int) -> None:
    """Wait until the bot has said one thing more in a chat."""
    before = len(telegram.sent_to(chat_id))
    await telegram.wait_for(lambda server: server.sent_to(chat_id)[before:])


def showing(telegram: TelegramServer, words: str) -> Sent | None:
    """The message to the maintainers that says something."""
    return next((each for each in telegram.sent_to(ROOM["id"]) if words in each.text), None)


async def ask(telegram: TelegramServer) -> None:
    """Everybody writes, forwards, taps and subscribes."""
    place = ASKER["id"]
    telegram.say(ASKER, f"{CLAIM}。{NUMBERS}", origin=updates.from_user(ORIGIN))
    await telegram.next_reply(place)
    telegram.press("有结果告诉我", chat_id=place)
    telegram.say(SECOND, f"求证：{CLAIM}。{NUMBERS}", origin=updates.from_hidden_user(HIDDEN))
    await telegram.next_reply(SECOND["id"])
    telegram.say(
        SECOND, "喝热柠檬水可以杀死癌细胞", origin=updates.from_channel(CHANNEL, signature=SIGNATURE)
    )
    await telegram.next_reply(SECOND["id"])
    telegram.press("不是这条", chat_id=SECOND["id"])
    telegram.add_bot(GROUP, by=ASKER)
    said = telegram.say(SECOND, f"{CLAIM}！{NUMBERS}", chat=GROUP, origin=updates.from_chat(ROOM))
    telegram.say(ASKER, "/check", chat=GROUP, reply_to=said)
    await telegram.wait_for(lambda server: len(server.sent_to(GROUP["id"])) >= 2)
    for other in OTHERS:
        telegram.say(other, f"听说{CLAIM}？{NUMBERS}")
        await telegram.next_reply(other["id"])
    telegram.say(ASKER, "/subscribe 健康 浙江")
    await one_more(telegram, place)


async def check(telegram: TelegramServer) -> None:
    """Maintainers are alerted, give the lead to a unit, take notes, draft and answer."""
    place = ASKER["id"]
    await telegram.wait_for(lambda server: showing(server, "问的人突然多了"))
    telegram.say(MAINTAINER, "/assign 1 全国", chat=ROOM)
    await telegram.wait_for(lambda server: len(server.sent_to(UNIT["id"])) >= 2)
    for command in (
        "/digest",
        "/stats",
        "/lead 1",
        f"/note 1 {NUMBERS}",
        f"/dismiss 1 opinion {NUMBERS}",
        "/reopen 1",
        "/leads",
        "/top",
    ):
        telegram.say(MAINTAINER, command, chat=ROOM)
        await one_more(telegram, ROOM["id"])
    telegram.say(MAINTAINER, "/answer 1 http://127.0.0.1/inside", chat=ROOM)
    await telegram.wait_for(lambda server: "答复" in server.sent_to(ROOM["id"])[-1].text)
    telegram.ask_inline(SECOND, "喝热柠檬水可以杀死癌细胞")
    told = len(telegram.sent_to(place))
    telegram.say(MAINTAINER, "/answer 1 https://check.example/lemon", chat=ROOM)
    # A debunk of the index already, so that its answer is shown at once.
    shown = await telegram.wait_for(lambda server: showing(server, "用这条回答第 1 号线索"))
    telegram.press("发布", message=shown, by=MAINTAINER)
    await telegram.wait_for(lambda server: server.sent_to(place)[told:])


async def found_in_tables(home: Path) -> set[tuple[str, str]]:
    """Where planted data stands: table and column. A new table is looked through without being named here."""
    found = set()
    async with opened(home) as store, store.read() as conn:
        for table in metadata.sorted_tables:
            for row in await conn.execute(select(table)):
                for column, value in row._mapping.items():
                    if any(planted in str(value) for planted in PLANTED):
                        found.add((table.name, str(column)))
    return found


async def settled(home: Path) -> bool:
    async with opened(home) as store, store.read() as conn:
        waits = select(inbox.c.update_id).where(inbox.c.state == "waiting")
        to_send = select(outbox.c.id).where(outbox.c.state == "waiting")
        return not (await conn.scalars(waits)).all() and not (await conn.scalars(to_send)).all()


def exported(home: Path) -> dict[str, str]:
    env = {"ZHENDEMA_HOME": str(home), "ZHENDEMA_DATABASE": "", "COLUMNS": "200"}
    said = {}
    for words in EXPORTS:
        done = CliRunner().invoke(app, list(words), env=env)
        assert done.exit_code == 0, (words, done.output)
        said[" ".join(words)] = done.output
    return said


async def test_what_is_planted_is_in_no_table_export_or_log_but_where_it_may_be(
    telegram: TelegramServer,
    claim_index: ClaimIndex,
    built_root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "home"
    settings = settings_for(telegram, home, MAINTAINER_CHAT_IDS=str(ROOM["id"]))
    shutil.copytree(built_root, home / "index", symlinks=True)
    (home / "units.toml").write_text(UNITS, encoding="utf-8")
    for chat in (ROOM, UNIT):
        telegram.meet(chat)
    with logging_everything():
        async with running_bot(settings, claim_index):
            await ask(telegram)
        # What rises is looked for at every start.
        async with running_bot(settings, claim_index):
            await check(telegram)
            async with asyncio.timeout(10):
                while not await settled(home):
                    await asyncio.sleep(0.05)
    logs = capsys.readouterr().err
    assert await found_in_tables(home) <= ALLOWED
    said = await asyncio.to_thread(exported, home)
    assert "恐龙蛋" in said["leads export"]
    assert "noted" in said["leads export --ledger"]
    leaks = [(where, planted) for where, text in said.items() for planted in PLANTED if planted in text]
    assert leaks == []
    assert [planted for planted in PLANTED if planted in logs] == []
    desk = [each.text for chat in (ROOM, UNIT) for each in telegram.sent_to(chat["id"])]
    assert len(desk) > 12
    assert [(text, planted) for text in desk for planted in PLANTED if planted in text] == []


def test_the_list_of_allowed_places_names_columns_that_there_are() -> None:
    columns = {(table.name, column.name) for table in metadata.sorted_tables for column in table.columns}
    assert columns >= ALLOWED
