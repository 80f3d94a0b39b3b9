"""A lead was answered wrongly: whoever was told so hears the right answer, with a word that it was wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import followers, leads, outbox
from bot.corrections import correct
from bot.group_settings import QuietHours
from bot.lead import Status
from bot.news import ask_about_leads
from bot.newsroom.deeds import Deeds
from bot.newsroom.earlier import rejected
from bot.newsroom.publishing import publish
from tests.bot.newsroom.answering import EGG, GROUP, NOON, ROOM, Desk, asked, drafted, news
from tests.bot.stage import Clock, Sending, Wire


def corrections(wire: Wire) -> dict[int, list[Sending]]:
    """What chats were told to be a correction."""
    found: dict[int, list[Sending]] = {}
    for each in wire.sent:
        if "更正：之前的答复是我们弄错了" in each.text:
            found.setdefault(each.chat_id, []).append(each)
    return found


async def test_after_reopening_the_right_answer_reaches_all_who_heard_the_wrong_one(
    desk: Desk, wire: Wire
) -> None:
    number = await asked(desk)
    wrong, right = desk.stage.desk.checker.debunks[:2]
    await desk.answer(number, wrong.id)
    heard = {chat: sent[0].message_id for chat, sent in news(wire).items()}
    assert heard.keys() == {1, GROUP["id"]}
    await desk.room(f"/reopen {number}")
    async with desk.stage.desk.store.read() as conn:
        assert await followers.followers(conn, number) == tuple(sorted(heard))
    result = await desk.answer(number, right.id)
    assert any(each.text == "✅ 已回答，会告诉 1 个人和 1 个群。" for each in result)
    told = corrections(wire)
    assert {chat: [each.reply_to for each in sent] for chat, sent in told.items()} == {
        chat: [message] for chat, message in heard.items()
    }
    assert all(
        right.claim in sent[0].text and f"之前说的是「{wrong.claim}」" in sent[0].text
        for sent in told.values()
    )
    edited = {
        each.chat_id: each.message_id
        for each in wire.sent
        if each.method == "edit_message_text" and "原来的答复是我们弄错了" in each.text
    }
    assert edited == heard
    assert sum(map(len, news(wire).values())) == 2
    async with desk.stage.desk.store.read() as conn:
        assert await followers.followed(conn) == []


async def test_an_answer_put_in_the_place_of_another_is_a_correction_without_reopening(
    desk: Desk, wire: Wire
) -> None:
    number = await asked(desk)
    wrong, right = desk.stage.desk.checker.debunks[:2]
    await desk.answer(number, wrong.id)
    (card,) = await desk.room(f"/answer {number} {right.id}")
    assert "收到过那条的人会收到更正" in card.text
    await desk.press(card, "发布")
    assert {chat: len(sent) for chat, sent in corrections(wire).items()} == {1: 1, GROUP["id"]: 1}


async def test_after_a_withdrawal_the_right_answer_reaches_all_who_heard_the_wrong_one(
    desk: Desk, wire: Wire, clock: Clock
) -> None:
    number = await asked(desk)
    await desk.press(await drafted(desk, number), "发布")
    await desk.room("/withdraw local-1 弄错了")
    await correct(desk.stage.desk)
    await desk.stage.flush()
    clock.now += timedelta(hours=1)
    await desk.answer(number, desk.stage.desk.checker.debunks[0].id)
    told = corrections(wire)
    assert {chat: len(sent) for chat, sent in told.items()} == {1: 1, GROUP["id"]: 1}
    assert all("之前说的是" not in sent[0].text for sent in told.values())


async def test_the_same_answer_after_reopening_goes_to_nobody_twice_and_the_desk_is_told_so(
    desk: Desk, wire: Wire, clock: Clock
) -> None:
    number = await asked(desk)
    known = desk.stage.desk.checker.debunks[0]
    await desk.answer(number, known.id)
    await desk.room(f"/reopen {number}")
    clock.now += timedelta(days=10)
    result = await desk.answer(number, known.id)
    assert any(
        each.text == "✅ 已回答，会告诉 0 个人和 0 个群。收到过这条的 2 个聊天不再重发。" for each in result
    )
    assert (sum(map(len, news(wire).values())), corrections(wire)) == (2, {})


async def test_wrong_then_right_then_the_first_again_each_is_heard(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    one, other = desk.stage.desk.checker.debunks[:2]
    for debunk in (one, other, one):
        await desk.answer(number, debunk.id)
    last = [sent[-1] for sent in corrections(wire).values()]
    assert len(last) == 2
    assert all(one.claim in each.text and f"之前说的是「{other.claim}」" in each.text for each in last)


async def test_a_new_version_does_not_answer_with_what_was_rejected(desk: Desk, wire: Wire) -> None:
    number = await asked(desk)
    await publish(desk.stage.desk, EGG, cause="test")
    await ask_about_leads(desk.stage.desk)
    async with desk.stage.desk.store.read() as conn:
        lead = await leads.get(conn, number)
    assert lead is not None
    assert lead.status is Status.ANSWERED
    await desk.room(f"/reopen {number}")
    before = len(wire.sent)
    await ask_about_leads(desk.stage.desk)
    await desk.stage.flush()
    assert wire.sent[before:] == []
    async with desk.stage.desk.store.read() as conn:
        lead = await leads.get(conn, number)
        assert await followers.followed(conn) == [number], "they wait for another answer"
    assert lead is not None
    assert lead.status is Status.NEW


async def test_who_begins_to_wait_after_the_answer_hears_it_with_the_next_version(
    desk: Desk, wire: Wire
) -> None:
    number = await asked(desk)
    published = await publish(desk.stage.desk, EGG, cause="test")
    await desk.answer(number, published.id)
    async with desk.stage.desk.store.write() as conn:
        await followers.follow(conn, number, 9)
    await ask_about_leads(desk.stage.desk)
    await desk.stage.flush()
    assert {chat: len(sent) for chat, sent in news(wire).items()} == {1: 1, GROUP["id"]: 1, 9: 1}


OTHER = "城西的水塔里养着一条会说话的鲤鱼"


async def parted(desk: Desk, answer: str) -> tuple[int, int]:
    """A lead with two wordings is answered, and the second one parted from it; return both.

    Person 1 and a group asked in the words of the first, person 5 in those of the second.
    """
    number = await asked(desk)
    await desk.say(OTHER, by=5)
    async with desk.stage.desk.store.write() as conn:
        other = max(each.number for each in await leads.listed(conn))
        await followers.follow(conn, other, 5)
    await desk.room(f"/merge {other} {number}")
    await desk.answer(number, answer)
    await desk.room(f"/split {other}")
    return number, other


async def test_who_asked_in_words_that_are_parted_hears_of_the_new_lead_and_not_of_the_old(
    desk: Desk, wire: Wire
) -> None:
    wrong, right, theirs = desk.stage.desk.checker.debunks[:3]
    number, other = await parted(desk, wrong.id)
    assert news(wire).keys() == {1, 5, GROUP["id"]}
    async with desk.stage.desk.store.read() as conn:
        assert await followers.followers(conn, other) == (5,)
        assert await rejected(conn, other, "") == {wrong.id}
        assert await rejected(conn, number, wrong.id) == frozenset()
    await desk.answer(number, right.id)
    assert corrections(wire).keys() == {1, GROUP["id"]}
    await desk.answer(other, theirs.id)
    (told,) = corrections(wire)[5]
    assert theirs.claim in told.text
    assert f"之前说的是「{wrong.claim}」" in told.text
    assert sum(map(len, corrections(wire).values())) == 3


async def test_a_lead_that_was_parted_and_is_dismissed_says_that_the_answer_was_wrong(
    desk: Desk, wire: Wire
) -> None:
    wrong = desk.stage.desk.checker.debunks[0]
    _, other = await parted(desk, wrong.id)
    await desk.room(f"/dismiss {other} opinion")
    assert {chat: len(sent) for chat, sent in corrections(wire).items()} == {5: 1}


async def test_joined_again_nobody_hears_the_answer_twice(desk: Desk, wire: Wire) -> None:
    wrong = desk.stage.desk.checker.debunks[0]
    number, other = await parted(desk, wrong.id)
    await desk.room(f"/merge {other} {number}")
    assert {chat: len(sent) for chat, sent in news(wire).items()} == {1: 1, 5: 1, GROUP["id"]: 1}
    async with desk.stage.desk.store.read() as conn:
        assert await followers.followed(conn) == []
        assert await rejected(conn, other, wrong.id) == frozenset()


@pytest.mark.parametrize("deed", ["split", "reopen"])
async def test_what_waits_for_the_morning_is_not_sent_once_it_holds_no_more(desk: Desk, deed: str) -> None:
    number = await asked(desk, quiet=QuietHours(11, 14))
    await desk.say(OTHER, by=5)
    stage = desk.stage
    async with stage.desk.store.write() as conn:
        first, other = sorted(each.number for each in await leads.listed(conn))
        deeds = Deeds(conn, stage.desk, "test", "", ROOM)
        await deeds.merge(first, other)
        await deeds.answer(number, stage.desk.checker.debunks[0])
        morning = NOON + timedelta(hours=3)
        assert GROUP["id"] in {row.chat_id for row in await outbox.due(conn, morning, 50)}
        await (deeds.split(first) if deed == "split" else deeds.reopen(number))
        assert GROUP["id"] not in {row.chat_id for row in await outbox.due(conn, morning, 50)}
        assert await followers.followers(conn, first) == tuple(sorted({1, GROUP["id"]}))
