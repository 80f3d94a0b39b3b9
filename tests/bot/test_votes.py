"""In a group everybody may say that an answer does not fit; enough of them, or an admin, and it is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import leads
from bot.handlers.votes import VOTES_NEEDED, is_taken_back
from tests.bot.group_state import state_of
from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

KNOWN = "喝热柠檬水可以杀死癌细胞"
CABBAGE = "隔夜的炒青菜吃了会致癌"
RUMOR = f"早上好！{KNOWN}，请转发给家人"
GROUP = people.supergroup()
ID = GROUP["id"]
WRONG = "不是这条"


async def overheard(telegram: TelegramServer, text: str = RUMOR) -> Sent:
    telegram.say(5, text, chat=GROUP, origin=updates.from_hidden_user())
    return await telegram.next_reply(ID)


async def press(telegram: TelegramServer, button: str, sent: Sent, by: int) -> str:
    query = telegram.press(button, message=sent, by=by)
    await telegram.wait_for(lambda server: query in server.toasts)
    return telegram.toasts[query]


def let_be_admin(telegram: TelegramServer, person: int) -> None:
    telegram.meet(GROUP)
    telegram.chats.set_member(ID, people.member(people.user(person), "administrator"))


async def test_an_admin_takes_an_answer_back_at_once_and_it_is_not_given_again(
    telegram: TelegramServer, bot: Path
) -> None:
    let_be_admin(telegram, 9)
    sent = await overheard(telegram)
    assert "记下了" in await press(telegram, WRONG, sent, by=9)
    await telegram.wait_for(lambda _: sent.deleted)
    telegram.say(6, f"转：{RUMOR}🙏", chat=GROUP, origin=updates.from_hidden_user())
    await telegram.stays_quiet(0.8)
    telegram.say(5, "/check " + RUMOR, chat=GROUP)
    assert "不是真的" not in (await telegram.next_reply(ID)).text


async def test_another_message_about_the_same_is_still_answered(telegram: TelegramServer, bot: Path) -> None:
    let_be_admin(telegram, 9)
    sent = await overheard(telegram)
    await press(telegram, WRONG, sent, by=9)
    await telegram.wait_for(lambda _: sent.deleted)
    other = "医生朋友告诉我的偏方：每天一杯热柠檬水，能杀死体内的癌细胞，比化疗还管用一万倍，赶快告诉更多的人"
    telegram.say(6, other, chat=GROUP, origin=updates.from_hidden_user())
    again = await telegram.next_reply(ID)
    assert "不是真的" in again.text
    assert "上次" not in again.text


async def test_members_take_an_answer_back_together_each_with_one_vote(
    telegram: TelegramServer, bot: Path
) -> None:
    sent = await overheard(telegram)
    assert "再有 2 个人" in await press(telegram, WRONG, sent, by=5)  # who passed the rumor on
    assert "再有 2 个人" in await press(telegram, WRONG, sent, by=5)
    assert "谢谢" in await press(telegram, "有用", sent, by=6)
    assert "再有 1 个人" in await press(telegram, WRONG, sent, by=7)
    assert not sent.deleted
    assert "谢谢指正" in await press(telegram, WRONG, sent, by=8)
    await telegram.wait_for(lambda _: sent.deleted)


async def test_of_two_claims_the_right_one_stays(telegram: TelegramServer, bot: Path) -> None:
    let_be_admin(telegram, 9)
    sent = await overheard(telegram, f"{KNOWN}。\n{CABBAGE}。")
    assert len(sent.buttons) == 5
    await press(telegram, "第 1 条不对", sent, by=9)
    await telegram.wait_for(lambda _: sent.earlier)
    assert not sent.deleted
    assert "柠檬" not in sent.text
    assert "隔夜" in sent.text


async def test_who_asked_decides_and_is_offered_something_else(telegram: TelegramServer, bot: Path) -> None:
    telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    sent = await telegram.next_reply(ID)
    assert "再有 2 个人" in await press(telegram, WRONG, sent, by=7)
    assert "谢谢指正" in await press(telegram, WRONG, sent, by=5)
    await telegram.wait_for(lambda _: sent.earlier)
    assert not sent.deleted
    assert "不是真的" not in sent.text


async def test_a_vote_counts_under_its_own_message_only(telegram: TelegramServer, bot: Path) -> None:
    let_be_admin(telegram, 9)
    first = await overheard(telegram)
    second = await overheard(telegram, f"{CABBAGE}，请转发给家人")
    data = next(each["callback_data"] for each in first.buttons if each["text"] == WRONG)
    update = updates.callback_query(data, message=dict(second.message), sender=people.user(9))
    telegram.push(update)
    query = update["callback_query"]["id"]
    assert "失效" in await telegram.wait_for(lambda server: server.toasts.get(query))
    assert not first.deleted


async def test_in_private_what_was_called_wrong_is_not_answered_so_again(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(1, KNOWN)
    sent = await telegram.next_reply(1)
    telegram.press(WRONG, chat_id=1)
    await telegram.wait_for(lambda _: sent.earlier)
    telegram.say(1, f"早安！{KNOWN}🙏")
    assert "不是真的" not in (await telegram.next_reply(1)).text
    telegram.say(2, KNOWN)
    assert "不是真的" in (await telegram.next_reply(2)).text
    telegram.say(1, "/mydata")
    assert "你说过对不上的：1 条" in (await telegram.next_reply(1)).text
    telegram.say(1, "/forget")
    await telegram.next_reply(1)
    telegram.say(1, KNOWN)
    assert "不是真的" in (await telegram.next_reply(1)).text


@given(st.integers(0, 50), st.integers(0, 50))
def test_who_decides_needs_no_others_and_a_few_alone_decide_nothing(wrong: int, useful: int) -> None:
    assert is_taken_back(wrong, useful, decides=True)
    alone = is_taken_back(wrong, useful, decides=False)
    assert alone == (wrong >= VOTES_NEEDED and wrong > useful)


@pytest.mark.parametrize("data", ["wrong:", "wrong:x:0:0", "useful::", "wrong:" + "A" * 12 + ":0:00"])
async def test_made_up_votes_do_nothing(telegram: TelegramServer, bot: Path, data: str) -> None:
    sent = await overheard(telegram)
    update = updates.callback_query(data, message=dict(sent.message), sender=people.user(7))
    telegram.push(update)
    query = update["callback_query"]["id"]
    assert "失效" in await telegram.wait_for(lambda server: server.toasts.get(query))
    assert not sent.deleted


async def test_who_asked_has_the_answer_put_right_but_silences_the_bot_for_nobody(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    sent = await telegram.next_reply(ID)
    await press(telegram, WRONG, sent, by=5)
    await telegram.wait_for(lambda _: sent.earlier)
    telegram.say(5, KNOWN, chat=GROUP, origin=updates.from_hidden_user())
    assert "不是真的" in (await telegram.next_reply(ID)).text


async def test_a_crowd_that_presses_on_after_an_answer_was_taken_back_brings_nothing_about(
    telegram: TelegramServer, bot: Path
) -> None:
    sent = await overheard(telegram)
    button = next(each["callback_data"] for each in sent.buttons if each["text"] == WRONG)
    presses = [
        updates.callback_query(button, message=dict(sent.message), sender=people.user(voter))
        for voter in range(100, 110)
    ]
    for each in presses:
        telegram.push(each)
    last = presses[-1]["callback_query"]["id"]
    await telegram.wait_for(lambda server: sent.deleted and last in server.toasts)
    await telegram.stays_quiet(0.3)
    assert telegram.calls_of("editMessageText") == []
    async with state_of(bot) as store, store.read() as conn:
        assert await leads.listed(conn) == []


async def test_the_example_of_the_welcome_is_not_to_be_had_in_a_group(
    telegram: TelegramServer, bot: Path
) -> None:
    sent = await overheard(telegram)
    update = updates.callback_query("try:", message=dict(sent.message), sender=people.user(7))
    telegram.push(update)
    query = update["callback_query"]["id"]
    assert "失效" in await telegram.wait_for(lambda server: server.toasts.get(query))
    assert telegram.sent_to(ID) == [sent]


@pytest.mark.parametrize("verb", ["drop", "none", "tell", "pick"])
async def test_a_button_that_a_reply_does_not_show_does_nothing_for_members(
    telegram: TelegramServer, bot: Path, verb: str
) -> None:
    sent = await overheard(telegram)
    token = sent.buttons[0]["callback_data"].split(":")[1]
    data = f"{verb}:{token}" + (":0" if verb == "pick" else "")
    update = updates.callback_query(data, message=dict(sent.message), sender=people.user(7))
    telegram.push(update)
    query = update["callback_query"]["id"]
    assert "失效" in await telegram.wait_for(lambda server: server.toasts.get(query))
    await telegram.stays_quiet(0.2)
    assert (sent.deleted, sent.earlier) == (False, [])


async def test_who_asked_can_press_no_button_either_that_the_reply_does_not_show(
    telegram: TelegramServer, bot: Path
) -> None:
    telegram.say(5, f"/check {KNOWN}", chat=GROUP)
    sent = await telegram.next_reply(ID)
    token = sent.buttons[0]["callback_data"].split(":")[1]
    for data in (f"drop:{token}", f"none:{token}", f"pick:{token}:0"):
        update = updates.callback_query(data, message=dict(sent.message), sender=people.user(5))
        telegram.push(update)
    await telegram.wait_for(lambda server: len(server.toasts) == 3)
    assert all("失效" in toast for toast in telegram.toasts.values())
    assert telegram.calls_of("editMessageText") == []
    assert "谢谢" in await press(telegram, "有用", sent, by=5)


async def test_where_an_unnamed_admin_asked_an_admin_may_press_and_a_member_may_not(
    telegram: TelegramServer, bot: Path
) -> None:
    let_be_admin(telegram, 9)
    asked = updates.anonymous_admin_message("/check 我家楼下新开的奶茶店老板是外星人", chat=GROUP)
    telegram.push(updates.update("message", asked))
    sent = await telegram.next_reply(ID)
    assert "给提问的人" in await press(telegram, "不要保留", sent, by=7)
    assert "已经删除" in await press(telegram, "不要保留", sent, by=9)
