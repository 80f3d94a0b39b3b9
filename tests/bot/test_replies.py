"""Remembered replies: found by their token in their own chat, for 90 days, with one vote a person."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import leads, replies, tables
from bot.replies import Offer, Reply, Vote
from tests.bot.state import NOW, ask, opened

OFFERS = (Offer("mygopen-1", 0.97, "喝檸檬水"), Offer("tfc-2", 0.31, "", ("苦瓜水", "檸檬水")))


async def remember(conn: AsyncConnection, chat_key: str = "chat", lead_number: int | None = None) -> Reply:
    return await replies.remember(
        conn,
        chat_key=chat_key,
        asker_key="me",
        text="請打 13800138000 問",
        links=("mygopen.com/1",),
        band="answer",
        offers=OFFERS,
        index_version="v1",
        language="zh-Hant",
        now=NOW,
        lead_number=lead_number,
    )


async def test_a_reply_is_found_as_it_was_remembered_and_masked(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        kept = await remember(conn)
        assert (kept.text, kept.offers, kept.message_id) == ("請打 [电话] 問", OFFERS, None)
        assert await replies.find(conn, kept.token, "chat", NOW) == kept
        assert len(kept.token.encode()) == 12


async def test_a_token_counts_only_in_its_chat_and_for_ninety_days(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        kept = await remember(conn)
        almost = NOW + timedelta(days=90) - timedelta(seconds=1)
        assert await replies.find(conn, kept.token, "chat", almost) == kept
        assert await replies.find(conn, kept.token, "chat", NOW + timedelta(days=90)) is None
        assert await replies.find(conn, kept.token, "other", NOW) is None
        assert await replies.find(conn, kept.token[:-1], "chat", NOW) is None


async def test_a_person_has_one_vote_for_a_debunk_and_may_change_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        token = (await remember(conn)).token
        assert await replies.vote(conn, token, "me", "tfc-2", "useful", NOW)
        assert not await replies.vote(conn, token, "me", "tfc-2", "useful", NOW)
        assert await replies.vote(conn, token, "me", "tfc-2", "wrong", NOW)
        assert await replies.vote(conn, token, "you", "tfc-2", "useful", NOW + timedelta(seconds=1))
        found = await replies.find(conn, token, "chat", NOW)
        assert found is not None
        assert found.feedback == (Vote("tfc-2", "wrong"), Vote("tfc-2", "useful"))
        assert not await replies.vote(conn, "gone", "me", "tfc-2", "wrong", NOW)


async def test_a_reply_knows_its_lead_until_the_lead_goes(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        lead = (await ask(store, "明天全市停水三十小时请大家储水", 1)).lead
        async with store.write() as conn:
            token = (await remember(conn)).token
            await replies.attach_lead(conn, token, lead.number)
            found = await replies.find(conn, token, "chat", NOW)
            assert found is not None
            assert found.lead_number == lead.number
            await leads.forget_ask(conn, lead.number, store.key("user", 1))
            found = await replies.find(conn, token, "chat", NOW)
            assert found is not None
            assert found.lead_number is None


async def test_numbers_in_links_are_not_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        kept = await replies.remember(
            conn,
            chat_key="chat",
            text="加我wa.me/8613812345678",
            links=("wa.me/8613812345678", "x.example/1"),
            band="unknown",
            offers=(),
            index_version="v1",
            language="en",
            now=NOW,
        )
        assert kept.links == ("wa.me/hidden-number", "x.example/1")
        row = (await conn.exec_driver_sql("SELECT * FROM replies")).one()
        assert "138" not in repr(row)


async def test_all_replies_to_one_asker_about_a_lead_are_forgotten_together(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        lead = (await ask(store, "明天全市停水三十小时请大家储水", 1)).lead
        async with store.write() as conn:
            tokens = [(await remember(conn, chat, lead.number)).token for chat in ("chat", "chat", "group")]
            apart = await remember(conn)
            await replies.vote(conn, tokens[0], "me", "tfc-2", "wrong", NOW)
            await replies.forget_lead(conn, "you", lead.number)
            assert await replies.find(conn, tokens[0], "chat", NOW) is not None
            await replies.forget_lead(conn, "me", lead.number)
            kept = list(await conn.scalars(select(tables.replies.c.token)))
            assert kept == [apart.token]
            assert (await conn.exec_driver_sql("SELECT count(*) FROM votes")).scalar_one() == 0


async def test_old_replies_are_purged_with_their_votes(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        token = (await remember(conn)).token
        await replies.vote(conn, token, "me", "tfc-2", "useful", NOW)
        assert await replies.purge(conn, NOW) == 0
        assert await replies.purge(conn, NOW + timedelta(seconds=1)) == 1
        assert (await conn.exec_driver_sql("SELECT count(*) FROM votes")).scalar_one() == 0


async def test_one_reply_can_be_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        first, second = await remember(conn), await remember(conn)
        await replies.forget(conn, first.token)
        assert await replies.find(conn, first.token, "chat", NOW) is None
        assert await replies.find(conn, second.token, "chat", NOW) == second


async def test_the_words_in_which_a_message_differs_are_masked_and_older_offers_have_none(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as store, store.write() as conn:
        kept = await replies.remember(
            conn,
            chat_key="chat",
            text="打 13800138000",
            links=(),
            band="suggest",
            offers=[Offer("mygopen-1", 0.5, "", ("13800138000", "电话"))],
            index_version="v1",
            language="zh-Hans",
            now=NOW,
        )
        assert kept.offers[0].differs == ("[电话]", "电话")
        await conn.execute(tables.replies.update().values(offers=[["mygopen-1", 0.5, ""]]))
        found = await replies.find(conn, kept.token, "chat", NOW)
        assert found is not None
        assert found.offers == (Offer("mygopen-1", 0.5),)
