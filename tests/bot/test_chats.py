"""Chats: their language, what is stored of them, and that /forget reaches all of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import chats, inbox, leads, outbox, replies, tallies
from bot.chats import Settings, Stored
from bot.lead_tables import lead_cards, lead_drafts, lead_lists, subscriptions
from bot.newsroom import ledger
from bot.newsroom.ledger import Happened
from bot.store import Store
from bot.tables import metadata
from bot.tallies import Tally
from tests.bot.state import NOW, ask, opened

CHAT_ID = 7_391_846_205
PLANTED = Stored(
    asks=2,
    follows=1,
    replies=2,
    votes=1,
    settings=1,
    days=1,
    subscriptions=1,
    drafts=1,
    cards=1,
    lists=1,
    steps=3,
    updates=3,
    messages=1,
)
WORDS = "听隔壁的老李说村口的水井里有人下毒"
SUBSCRIPTION = {"chat_id": CHAT_ID, "topic": "health", "region": "", "language": "en", "made_at": NOW}
SHARED = "明天起全市超市停止营业，大家快去囤货"


async def plant(store: Store) -> tuple[str, str]:
    """Leave something of one person in every table; returns the keys of chat and person."""
    chat_key, user_key = store.key("chat", CHAT_ID), store.key("user", CHAT_ID)
    alone = await ask(store, WORDS, 1, asker=CHAT_ID)
    shared = await ask(store, SHARED, 2, asker=CHAT_ID)
    await ask(store, SHARED, 3, asker=5)
    async with store.write() as conn:
        await chats.set_language(conn, chat_key, "en", NOW)
        await leads.follow(conn, shared.lead.number, CHAT_ID)
        update: dict[str, Any] = {"message": {"chat": {"id": CHAT_ID}, "text": WORDS}}
        kept = [{"update_id": number, **update} for number in (10, 11, 12, 13)]
        await inbox.keep(conn, kept, [chat_key, chat_key, user_key, chat_key], NOW)
        await inbox.done(conn, [10], NOW)
        await inbox.put_aside(conn, 11, "KeyError", NOW)
        for key in ("sent", "waiting"):
            params = {"chat_id": CHAT_ID, "text": WORDS}
            await outbox.post(conn, key=key, chat_id=CHAT_ID, method="send_message", params=params, now=NOW)
        await outbox.sent(conn, 1, NOW, {"message_id": 4})
        for where, lead in ((chat_key, alone.lead.number), (store.key("chat", -5), None)):
            reply = await replies.remember(
                conn,
                chat_key=where,
                asker_key=user_key,
                text=WORDS,
                links=("x.example/1",),
                band="suggest",
                offers=(replies.Offer("tfc-1", 0.5, WORDS),),
                index_version="v1",
                language="zh-Hans",
                now=NOW,
                lead_number=lead,
            )
        await replies.vote(conn, reply.token, user_key, "tfc-1", "useful", NOW)
        await plant_in_newsroom(conn, chat_key, user_key, shared.lead.number)
        await tallies.count(conn, Tally.LOOKED, NOW.date(), chat_key=chat_key)
    return chat_key, user_key


async def plant_in_newsroom(conn: AsyncConnection, chat_key: str, user_key: str, number: int) -> None:
    place = {"token": "shown", "place_key": chat_key, "made_at": NOW}
    await conn.execute(insert(lead_cards).values(**place, lead_number=number))
    await conn.execute(insert(lead_lists).values(**place, wanted={}))
    draft = {"person_key": user_key, "lead_number": number, "fields": {"claim": WORDS}, "awaits": ""}
    await conn.execute(insert(lead_drafts).values(**place, **draft))
    await conn.execute(insert(subscriptions).values(SUBSCRIPTION))
    for who in (user_key, user_key, chat_key, "somebody else"):
        await ledger.note(conn, number, Happened.NOTED, now=NOW, who=who)


async def everything(conn: AsyncConnection) -> str:
    rows = [repr((await conn.execute(select(table))).all()) for table in metadata.sorted_tables]
    return "\n".join(rows)


async def test_all_that_is_stored_of_a_person_is_counted_by_kind(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        chat_key, user_key = await plant(store)
        async with store.read() as conn:
            stored = await chats.stored_about(conn, chat_key, CHAT_ID, [user_key])
            assert stored == PLANTED
            assert stored.total == 19
            assert await chats.stored_about(conn, store.key("chat", 1), 1) == Stored()


async def test_forget_leaves_no_id_no_key_and_no_word_in_any_table_or_file(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        chat_key, user_key = await plant(store)
        traces = [str(CHAT_ID), chat_key, user_key, WORDS[:8]]
        async with store.read() as conn:
            before = await everything(conn)
            assert all(trace in before for trace in traces)
            before_it = await ledger.history(conn, [1, 2])
        async with store.write() as conn:
            counted = await chats.stored_about(conn, chat_key, CHAT_ID, [user_key])
            assert await chats.forget(conn, chat_key, CHAT_ID, [user_key], now=NOW) == counted
            assert await chats.stored_about(conn, chat_key, CHAT_ID, [user_key]) == Stored()
            after = await everything(conn)
            assert [trace for trace in traces if trace in after] == []
            assert await ledger.history(conn, [1, 2]) == before_it
        await store.scrub()
        files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert [trace for trace in traces if trace.encode() in files] == []
        # As JSON, a text is stored in ASCII.
        assert WORDS[:4].encode("unicode_escape") not in files


async def test_forget_leaves_the_counts_of_leads_that_others_asked_about_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        chat_key, user_key = await plant(store)
        async with store.write() as conn:
            await chats.forget(conn, chat_key, CHAT_ID, [user_key], now=NOW)
            assert [(lead.text, lead.asks, lead.askers) for lead in await leads.listed(conn)] == [
                (SHARED, 2, 2)
            ]


async def test_a_lead_that_is_being_checked_outlives_its_only_asker(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await ask(store, SHARED, 1, asker=4)
        async with store.write() as conn:
            await conn.exec_driver_sql("UPDATE leads SET status = 'checking'")
            await chats.forget(conn, store.key("user", 4), 4, now=NOW)
            assert [lead.asks for lead in await leads.listed(conn)] == [1]


async def test_a_forgotten_update_is_still_recognised_and_a_later_one_is_still_answered(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store:
        chat_key, user_key = await plant(store)
        async with store.write() as conn:
            await chats.forget(conn, chat_key, CHAT_ID, [user_key], now=NOW, until=12)
            assert [each.update_id for each in await inbox.waiting(conn, NOW, 10)] == [13]
            assert await inbox.keep(conn, [{"update_id": 12}], ["again"], NOW) == []
            assert await outbox.due(conn, NOW, 10) == []


async def test_others_keep_what_is_theirs(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await plant(store)
        async with store.write() as conn:
            before = await everything(conn)
            assert await chats.forget(conn, store.key("chat", 99), 99, [store.key("user", 99)]) == Stored()
            assert await everything(conn) == before


async def test_a_chat_chooses_its_language_and_may_take_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        assert await chats.settings_of(conn, "c") == Settings(language="")
        await chats.set_language(conn, "c", "en", NOW)
        await chats.set_language(conn, "c", "zh-Hant", NOW)
        await chats.set_language(conn, "d", "en")
        assert await chats.settings_of(conn, "c") == Settings(language="zh-Hant")
        await chats.set_language(conn, "c", "")
        assert await chats.settings_of(conn, "c") == Settings(language="")


async def test_a_group_takes_everything_along_when_it_becomes_a_supergroup(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        old_key, user_key = await plant(store)
        new_key, new_id = store.key("chat", -100), -100
        async with store.read() as conn:
            before = await chats.stored_about(conn, old_key, CHAT_ID)
        for _ in range(2):
            async with store.write() as conn:
                await chats.move_chat(conn, old_key, new_key, CHAT_ID, new_id)
                assert await chats.stored_about(conn, new_key, new_id) == before
                assert await chats.stored_about(conn, old_key, CHAT_ID) == Stored()
                assert (await chats.settings_of(conn, new_key)).language == "en"
                assert {row.lane for row in await inbox.waiting(conn, NOW, 10)} == {new_key, user_key}
                assert [row.chat_id for row in await outbox.due(conn, NOW, 10)] == [new_id]


async def test_what_a_group_has_under_both_ids_counts_once_after_its_move(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        old_key, new_key = store.key("chat", -1), store.key("chat", -100)
        for update_id, (chat, asker_key) in enumerate([(-1, old_key), (-100, new_key), (-7, "someone")]):
            async with store.write() as conn:
                await leads.log(
                    store,
                    conn,
                    text=SHARED,
                    links=(),
                    asker_key=asker_key,
                    chat_key=store.key("chat", chat),
                    update_id=update_id,
                    now=NOW,
                )
                await leads.follow(conn, 1, chat)
        async with store.write() as conn:
            reply = await replies.remember(
                conn,
                chat_key=old_key,
                asker_key=old_key,
                text=SHARED,
                links=(),
                band="suggest",
                offers=(replies.Offer("tfc-1", 0.5),),
                index_version="v1",
                language="en",
                now=NOW,
            )
            for key, said in ((old_key, "wrong"), (new_key, "useful")):
                await replies.vote(conn, reply.token, key, "tfc-1", said, NOW)  # type: ignore[arg-type]
            await replies.vote(conn, reply.token, old_key, "tfc-2", "wrong", NOW)
            await chats.set_language(conn, new_key, "zh-Hant", NOW)
            await chats.set_language(conn, old_key, "en", NOW + timedelta(seconds=1))
            await chats.move_chat(conn, old_key, new_key, -1, -100)
            lead = await leads.get(conn, 1)
            assert lead is not None
            assert (lead.asks, lead.askers, lead.chats) == (3, 2, 2)
            assert await leads.followers(conn, 1) == (-100, -7)
            assert (await chats.settings_of(conn, new_key)).language == "en"
            found = await replies.find(conn, reply.token, new_key, NOW)
            assert found is not None
            assert {(vote.debunk_id, vote.vote) for vote in found.feedback} == {
                ("tfc-1", "useful"),
                ("tfc-2", "wrong"),
            }
            assert old_key not in await everything(conn)


async def test_a_subscription_that_a_group_has_under_both_ids_is_one_after_its_move(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        for chat_id, topic in ((-1, "health"), (-1, "food"), (-100, "health")):
            row = {**SUBSCRIPTION, "chat_id": chat_id, "topic": topic}
            await conn.execute(insert(subscriptions).values(row))
        for _ in range(2):
            await chats.move_chat(conn, "old", "new", -1, -100)
            kept = await conn.execute(select(subscriptions.c.chat_id, subscriptions.c.topic))
            assert sorted(map(tuple, kept)) == [(-100, "food"), (-100, "health")]
