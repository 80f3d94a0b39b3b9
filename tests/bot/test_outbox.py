"""The outbox: posted once, sent in order, blank afterwards."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox, replies
from tests.bot.state import NOW, opened

MINUTE = timedelta(minutes=1)


async def post(conn: AsyncConnection, key: str, chat_id: int, urgency: int = 0, token: str = "") -> bool:
    return await outbox.post(
        conn,
        key=key,
        chat_id=chat_id,
        method="send_message",
        params={"text": f"words of {key}"},
        now=NOW,
        reply_token=token,
        urgency=urgency,
    )


async def names(
    conn: AsyncConnection, minutes: int = 0, limit: int = 10, busy: tuple[int, ...] = ()
) -> list[str]:
    found = await outbox.due(conn, NOW + minutes * MINUTE, limit, busy)
    return [each.params["text"].removeprefix("words of ") for each in found]


async def test_the_same_key_is_posted_once_even_after_it_was_sent(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        assert await post(conn, "update:1:0", 5)
        assert not await post(conn, "update:1:0", 6)
        assert await outbox.due(conn, NOW, 10) == [
            outbox.Outgoing(1, 5, "send_message", {"text": "words of update:1:0"}, 0, "", NOW)
        ]
        await outbox.sent(conn, 1, NOW, {"message_id": 3})
        assert not await post(conn, "update:1:0", 5)
        assert await outbox.due(conn, NOW, 10) == []


async def test_a_chat_gets_its_messages_in_order_while_others_go_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for key, chat_id in (("a1", 1), ("a2", 1), ("b1", 2), ("a3", 1)):
            await post(conn, key, chat_id)
        assert await names(conn) == ["a1", "b1"]
        await outbox.postpone(conn, 1, "RetryAfter: 60 s", NOW + MINUTE)
        assert await names(conn) == ["b1"]
        assert await names(conn, minutes=1) == ["a1", "b1"]
        assert (await outbox.due(conn, NOW + MINUTE, 1))[0].attempts == 1
        await outbox.sent(conn, 1, NOW, {"message_id": 10})
        assert await names(conn) == ["a2", "b1"]
        await outbox.drop(conn, 2, "BadRequest", NOW)
        assert await names(conn) == ["b1", "a3"]


async def test_the_urgent_goes_first_and_does_not_wait_for_the_rest_of_its_chat(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await post(conn, "slow", 1)
        await post(conn, "quick", 1, urgency=9)
        await outbox.postpone(conn, 1, "TimedOut", NOW + MINUTE)
        assert await names(conn) == ["quick"]
        assert await names(conn, minutes=1) == ["quick", "slow"]


async def test_chats_that_are_being_sent_to_do_not_fill_the_limit(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for number in range(6):
            await post(conn, f"m{number}", number)
        assert await names(conn, limit=3) == ["m0", "m1", "m2"]
        assert await names(conn, limit=3, busy=(0, 1, 2)) == ["m3", "m4", "m5"]


async def test_what_was_sent_or_dropped_keeps_neither_words_nor_chat(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await post(conn, "a", 41)
        await post(conn, "b", 42)
        await outbox.sent(conn, 1, NOW)
        await outbox.drop(conn, 2, "Forbidden", NOW + MINUTE)
        rows = (
            await conn.exec_driver_sql("SELECT chat_id, params, reply_token, state, error FROM outbox")
        ).all()
        assert [tuple(row) for row in rows] == [
            (None, None, "", "sent", ""),
            (None, None, "", "dropped", "Forbidden"),
        ]
        assert await outbox.purge(conn, NOW + MINUTE) == 1
        assert await post(conn, "a", 41)


async def test_a_sent_reply_learns_the_id_of_its_message(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        reply = await replies.remember(
            conn,
            chat_key="c",
            text="",
            links=(),
            band="unknown",
            offers=(),
            index_version="v",
            language="en",
            now=NOW,
        )
        await post(conn, "a", 1, token=reply.token)
        await outbox.sent(conn, 1, NOW, {"message_id": 77})
        found = await replies.find(conn, reply.token, "c", NOW)
        assert found is not None
        assert found.message_id == 77


async def test_a_finished_message_cannot_be_postponed_back_to_life(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await post(conn, "a", 1)
        await outbox.sent(conn, 1, NOW, True)
        await outbox.postpone(conn, 1, "TimedOut", NOW)
        await outbox.drop(conn, 1, "late", NOW)
        assert await names(conn, minutes=5) == []
        assert (await conn.exec_driver_sql("SELECT state, error FROM outbox")).one() == ("sent", "")


async def test_what_waits_for_a_group_follows_it_to_its_new_id(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await post(conn, "a", -1)
        await post(conn, "b", -2)
        await outbox.move_chat(conn, -1, -100)
        assert [each.chat_id for each in await outbox.due(conn, NOW, 10)] == [-100, -2]


async def test_of_the_edits_of_a_message_only_the_last_one_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        await post(conn, "new", 1, token="a")
        for number, (message_id, token) in enumerate(((None, "a"), (7, ""), (None, "a"), (8, ""), (7, ""))):
            await outbox.forget_edits(conn, 1, message_id, token)
            params = {"text": str(number), **({"message_id": message_id} if message_id else {})}
            await outbox.post(
                conn,
                key=f"{number}",
                chat_id=1,
                method="edit_message_text",
                params=params,
                now=NOW,
                reply_token=token,
            )
        waiting = []
        while rows := await outbox.due(conn, NOW, 1):
            waiting.append(rows[0].params["text"])
            await outbox.sent(conn, rows[0].id, NOW)
        assert waiting == ["words of new", "2", "3", "4"]
