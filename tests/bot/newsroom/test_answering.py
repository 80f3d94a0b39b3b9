"""A lead is answered from the maintainers' chat, and everybody who is to hear of it hears it once."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import telegram as ptb
from sqlalchemy import update

from bot import followers, leads, outbox
from bot.corrections import correct
from bot.group_settings import QuietHours
from bot.handlers import draft_taps
from bot.lead import Status
from bot.lead_tables import leads as lead_rows
from bot.news import ask_about_leads
from bot.newsroom import ledger, standing
from bot.newsroom.drafts import KEPT
from bot.newsroom.publishing import publish
from corpus.local import LocalCorpus
from index.versions import current_version
from tests.bot.newsroom.answering import CLAIM, EGG, GROUP, NOON, Desk, asked, drafted, news, opened
from tests.bot.stage import Clock, Wire


async def test_a_published_answer_reaches_followers_and_groups_once(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    card = await drafted(desk, number)
    shown = (await desk.press(card, "看效果"))[-1]
    published = await desk.press(card, "发布")
    assert any("编号 local-1" in each.text and "1 个群" in each.text for each in published)
    told = news(wire)
    assert {chat: len(sent) for chat, sent in told.items()} == {1: 1, GROUP["id"]: 1}
    assert shown.text in told[1][0].text
    asked_here = next(each for each in wire.sent if each.chat_id == GROUP["id"])
    assert told[GROUP["id"]][0].reply_to == asked_here.message_id
    async with desk.stage.desk.store.read() as conn:
        stands = await standing.find(conn, number)
        events = await ledger.history(conn, [number])
    assert stands is not None
    assert (stands.status, stands.debunk_id) == (Status.ANSWERED, "local-1")
    assert [event.became for event in events if event.kind is ledger.Happened.ANSWERED] == ["local-1"]
    await ask_about_leads(desk.stage.desk)
    await desk.stage.flush()
    assert sum(map(len, news(wire).values())) == 2
    (again,) = await desk.say(f"听说{CLAIM}，请转发", by=5)
    assert "❌ <b>不是真的</b>" in again.text


@pytest.mark.parametrize("killed_after", ["corpus", "index", "likeness"])
async def test_killed_in_the_middle_it_is_published_and_told_once(
    killed_after: str, tmp_path: Path, built_root: Path, clock: Clock, wire: Wire
) -> None:
    shutil.copytree(built_root, tmp_path / "index", symlinks=True)
    async with opened(tmp_path, clock, wire) as desk:
        number = await asked(desk)
        tap = desk.tap(await drafted(desk, number), "发布")
        before = current_version(tmp_path / "index")
        pressed = ptb.Update.de_json(tap, None)
        assert pressed.callback_query is not None
        # All but the transaction was done when the process was killed.
        assert (
            await draft_taps.pressed(pressed.update_id, pressed.callback_query, desk.stage.desk) is not None
        )
        if killed_after == "likeness":
            await ask_about_leads(desk.stage.desk)
    after = current_version(tmp_path / "index")
    assert before is not None
    assert after is not None
    if killed_after == "corpus":
        (tmp_path / "index" / "current").unlink()
        (tmp_path / "index" / "current").symlink_to(before.name)
        shutil.rmtree(after)
    async with opened(tmp_path, clock, wire) as desk:
        result = await desk.stage.play(tap)
        assert any("编号 local-1" in each.text and "1 个群" in each.text for each in result)
        await ask_about_leads(desk.stage.desk)
        await desk.stage.flush()
    assert [debunk.id for debunk in LocalCorpus(tmp_path).read()] == ["local-1"]
    assert {chat: len(sent) for chat, sent in news(wire).items()} == {1: 1, GROUP["id"]: 1}


async def test_a_group_that_only_ever_asked_hears_the_answer_too(desk: Desk, wire: Wire) -> None:
    # The bot was down when it was added: nobody told it of the group.
    (reply,) = await desk.say(f"/check 听说{CLAIM}，请转发", by=3, chat=GROUP)
    known = desk.stage.desk.checker.debunks[0]
    await desk.answer(1, known.id)
    assert {chat: [each.reply_to for each in sent] for chat, sent in news(wire).items()} == {
        GROUP["id"]: [reply.message_id]
    }


async def test_a_debunk_that_exists_answers_by_its_id_or_link(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    known = desk.stage.desk.checker.debunks[0]
    (card,) = await desk.room(f"/answer {number} {known.url}#top")
    assert known.claim in card.text
    assert not news(wire), "nobody hears anything before it was looked at"
    result = await desk.press(card, "发布")
    assert any(each.text == "✅ 已回答，会告诉 1 个人和 1 个群。" for each in result)
    assert len(news(wire)) == 2
    (again,) = await desk.room(f"/answer {number} {known.id}")
    assert "早就是" in again.text
    assert not LocalCorpus(desk.stage.desk.room.home).file.exists()


async def test_what_was_imported_and_not_built_yet_is_named_with_what_to_do(
    desk: Desk, wire: Wire, tmp_path: Path
) -> None:
    number = await asked(desk)
    card = await drafted(desk, number)
    folder = tmp_path / "corpus" / "imported"
    folder.mkdir(parents=True)
    (folder / "site.jsonl").write_text(EGG.model_copy(update={"id": "site:1"}).model_dump_json(), "utf-8")
    result = await desk.press(card, "发布")
    assert any("先发 /reindex，再发 /answer 1 site:1" in each.text for each in result)
    assert not news(wire)
    assert not LocalCorpus(tmp_path).file.exists()


async def test_followers_of_every_wording_hear_and_a_chat_hears_once(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    await desk.say("粮仓底下挖到的是什么动物的蛋，村里人都在传", by=6)
    async with desk.stage.desk.store.write() as conn:
        wording = max(each.number for each in await leads.listed(conn))
        await conn.execute(update(lead_rows).where(lead_rows.c.number == wording).values(head=number))
        await followers.follow(conn, wording, 6)
        await followers.follow(conn, wording, 1)
    assert wording != number
    known = desk.stage.desk.checker.debunks[0]
    await desk.answer(wording, known.id)
    assert {chat: len(sent) for chat, sent in news(wire).items()} == {1: 1, 6: 1, GROUP["id"]: 1}
    async with desk.stage.desk.store.read() as conn:
        assert await followers.followed(conn) == []
        stands = await standing.find(conn, number)
    assert stands is not None
    assert stands.debunk_id == known.id


async def test_a_new_version_with_a_similar_debunk_leaves_the_lead_open(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    similar = desk.stage.desk.checker.debunks[0].model_copy(
        update={
            "id": "local-0",
            "claim": "城西的老粮仓里发现了恐龙蛋",
            "variants": (),
            "url": "https://check.example/west",
        }
    )
    await publish(desk.stage.desk, similar, cause="test")
    await ask_about_leads(desk.stage.desk)
    await desk.stage.flush()
    assert not news(wire)
    async with desk.stage.desk.store.read() as conn:
        stands = await standing.find(conn, number)
    assert stands is not None
    assert stands.status is not Status.ANSWERED


async def test_what_is_missing_is_named_and_nothing_is_published(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    (card,) = await desk.room(f"/answer {number}")
    (toast,) = await desk.press(card, "发布")
    assert (toast.method, toast.params["show_alert"]) == ("answer_callback_query", True)
    assert "结论、链接、谁查的" in toast.text
    refused = await desk.fill(card, "链接", "check.example")
    assert "链接要以 http:// 或 https:// 开头；收到的是「check.example」" in refused.text
    for field, text, words in (
        ("链接", "https://me:secret@check.example/egg", "不能有用户名和密码"),
        ("链接", "http://192.168.0.1/egg", "是内部网络的地址"),
        ("日期", "2031-01-01", "日期不能在今天以后"),
        ("地区", "XX", "不认得「XX」这个地方"),
        ("语言", "tlh", "语言只有简体中文、繁體中文和 English"),
        ("谁查的", "真实‮网证查", "（真实U+202E网证查）"),
    ):
        refused = await desk.fill(card, field, text)
        assert words in refused.text, text
    assert not news(wire)


async def test_places_and_languages_are_written_and_read_as_people_call_them(desk: Desk) -> None:
    number = await asked(desk)
    (card,) = await desk.room(f"/answer {number}")
    card = await desk.fill(card, "地区", "杭州")
    assert "<b>地区</b>：浙江" in card.text
    card = await desk.fill(card, "地区", "tw-tpe")
    assert "<b>地区</b>：台北市" in card.text
    assert "<b>语言</b>：繁體中文" in (await desk.fill(card, "语言", "繁體中文")).text


async def test_a_second_maintainer_hears_that_somebody_is_writing_and_may_go_on(desk: Desk) -> None:
    number = await asked(desk)
    await desk.room(f"/answer {number}")
    (card,) = await desk.room(f"/answer {number}", by=902)
    assert "已经有人在写" in card.text
    assert "902" not in card.text
    assert "不是真的" in (await desk.press(card, "不是真的", by=902))[-1].text


async def test_a_draft_survives_a_restart_and_goes_after_a_week(
    desk: Desk, clock: Clock, tmp_path: Path, wire: Wire
) -> None:
    number = await asked(desk)
    card = await drafted(desk, number)
    async with opened(tmp_path, clock, wire) as later:
        (resumed,) = await later.room(f"/answer {number}")
        assert "挖出来的是建材。" in resumed.text
        clock.now += KEPT + timedelta(minutes=1)
        (toast,) = await later.press(card, "发布")
        assert "失效" in toast.text


async def test_a_quiet_group_hears_it_in_the_morning(desk: Desk, wire: Wire, clock: Clock) -> None:
    number = await asked(desk, quiet=QuietHours(11, 14))
    card = await drafted(desk, number)
    pressed = ptb.Update.de_json(desk.tap(card, "发布"), None)
    assert pressed.callback_query is not None
    errand = await draft_taps.pressed(pressed.update_id, pressed.callback_query, desk.stage.desk)
    assert errand is not None
    async with desk.stage.desk.store.write() as conn:
        await errand(conn)
        now = {row.chat_id for row in await outbox.due(conn, NOON + timedelta(minutes=1), 50)}
        later = {row.chat_id for row in await outbox.due(conn, NOON + timedelta(hours=2, minutes=1), 50)}
    assert GROUP["id"] not in now
    assert 1 in now
    assert GROUP["id"] in later


async def test_a_correction_and_a_withdrawal_reach_those_who_were_told(
    desk: Desk, wire: Wire, clock: Clock
) -> None:
    number = await asked(desk)
    await desk.press(await drafted(desk, number), "发布")
    (card,) = await desk.room("/correct local-1")
    card = await desk.fill(card, "实际情况", "挖出来的是旧砖。")
    result = await desk.press(card, "发布")
    assert any("local-1 更正了" in each.text and "实际情况" in each.text for each in result)
    before = len(wire.sent)
    assert await correct(desk.stage.desk)
    await desk.stage.flush()
    edited = [each for each in wire.sent[before:] if each.method == "edit_message_text"]
    assert {each.chat_id for each in edited} == {1, GROUP["id"]}
    assert all("旧砖" in each.text and "结论没有变" in each.text for each in edited)

    clock.now += timedelta(hours=1)
    (card,) = await desk.room("/correct local-1")
    await desk.press((await desk.press(card, "有误导"))[-1], "发布")
    before = len(wire.sent)
    assert await correct(desk.stage.desk)
    await desk.stage.flush()
    edited = [each for each in wire.sent[before:] if each.method == "edit_message_text"]
    assert {each.chat_id for each in edited} == {1, GROUP["id"]}
    assert all("结论改了" in each.text and "有误导" in each.text for each in edited)

    clock.now += timedelta(hours=1)
    (done,) = await desk.room("/withdraw local-1 弄错了")
    assert "撤回了" in done.text
    before = len(wire.sent)
    await correct(desk.stage.desk)
    await desk.stage.flush()
    assert sum("已经撤回了" in each.text for each in wire.sent[before:]) == 2
    async with desk.stage.desk.store.read() as conn:
        stands = await standing.find(conn, number)
    assert stands is not None
    assert (stands.status, stands.debunk_id) == (Status.NEW, "")


async def test_outside_of_the_newsroom_the_commands_do_nothing_of_this(desk: Desk) -> None:
    number = await asked(desk)
    for text in (f"/answer {number}", "/correct local-1", "/withdraw local-1 x"):
        assert not any("线索的答复" in each.text for each in await desk.say(text, by=1))


async def test_a_draft_for_each_lead_waits_side_by_side(desk: Desk) -> None:
    number = await asked(desk)
    await desk.say("水库的大坝底下埋着一艘沉船", by=7)
    first = await drafted(desk, number)
    (second,) = await desk.room(f"/answer {number + 1}")
    second = (await desk.press(second, "有误导"))[-1]
    assert "有误导" in second.text
    first = (await desk.press(first, "不是真的"))[-1]
    assert "挖出来的是建材。" in first.text
    (again,) = await desk.room(f"/answer {number}")
    assert "挖出来的是建材。" in again.text
    (toast,) = await desk.press(first, "发布")
    assert "失效" in toast.text, "of one lead there is one draft"


@pytest.mark.parametrize("named", ["local-1", "1", "https://check.example/egg#top"])
async def test_a_debunk_that_answers_no_lead_is_corrected_by_id_number_or_page(
    desk: Desk, named: str
) -> None:
    number = await asked(desk)
    await desk.press(await drafted(desk, number), "发布")
    await desk.room(f"/reopen {number}")
    (card,) = await desk.room(f"/correct {named}")
    assert card.text.startswith("✍️ <b>更正 local-1</b>\n")
    card = await desk.fill(card, "实际情况", "挖出来的是旧砖。")
    result = await desk.press(card, "发布")
    assert any("local-1 更正了" in each.text for each in result)
    (local,) = LocalCorpus(desk.stage.desk.room.home).read()
    assert local.summary == "挖出来的是旧砖。"


async def test_a_correction_that_was_killed_before_its_end_says_what_was_changed(
    desk: Desk, clock: Clock
) -> None:
    number = await asked(desk)
    await desk.press(await drafted(desk, number), "发布")
    (card,) = await desk.room("/correct local-1")
    card = await desk.fill(card, "实际情况", "挖出来的是旧砖。")
    tap = desk.tap(card, "发布")
    pressed = ptb.Update.de_json(tap, None)
    assert pressed.callback_query is not None
    # All but the transaction was done when the process was killed.
    assert await draft_taps.pressed(pressed.update_id, pressed.callback_query, desk.stage.desk) is not None
    result = await desk.stage.play(tap)
    assert any("local-1 更正了</b>：实际情况" in each.text for each in result)
    async with desk.stage.desk.store.read() as conn:
        events = await ledger.history(conn, [number])
    assert [each.why for each in events if each.kind is ledger.Happened.NOTED] == ["local-1: What is true"]
    corrected = [
        each
        for each in LocalCorpus(desk.stage.desk.room.home).history.changes()
        if each["what"] == "corrected"
    ]
    assert len(corrected) == 1
