"""What the newsroom keeps of a chat or a person: /mydata counts it, /forget deletes it, and a group that
becomes a supergroup takes it along."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead_tables import lead_cards, lead_drafts, lead_events, lead_lists, ledger_people, subscriptions
from bot.newsroom.ledger import move_person

__all__ = ["belongings", "forget", "forget_group", "move_chat"]


def belongings(keys: Collection[str], chat_id: int) -> dict[str, tuple[Table, ColumnElement[bool]]]:
    """Return kind -> table and the rows in it that are of somebody.

    `steps` are the events of the ledger that they brought about: these stay, and say no more whose they are
    once their pseudonym is forgotten.

    :param keys: keyed hashes of a chat and of a person
    """
    names = list(keys)
    pseudonyms = select(ledger_people.c.pseudonym).where(ledger_people.c.person_key.in_(names))
    mine = or_(lead_drafts.c.person_key.in_(names), lead_drafts.c.place_key.in_(names))
    return {
        "subscriptions": (subscriptions, subscriptions.c.chat_id == chat_id),
        "drafts": (lead_drafts, mine),
        "cards": (lead_cards, lead_cards.c.place_key.in_(names)),
        "lists": (lead_lists, lead_lists.c.place_key.in_(names)),
        "steps": (lead_events, lead_events.c.who_key.in_(pseudonyms)),
    }


async def forget(conn: AsyncConnection, keys: Collection[str], chat_id: int) -> None:
    """Delete all of it; of the ledger, whose the events were."""
    places = belongings(keys, chat_id)
    del places["steps"]
    for table, where in places.values():
        await conn.execute(delete(table).where(where))
    await conn.execute(delete(ledger_people).where(ledger_people.c.person_key.in_(list(keys))))


async def forget_group(conn: AsyncConnection, keys: Collection[str]) -> None:
    """Delete what is kept under the keys of groups that have turned the bot out.

    Their subscriptions went with the first message that could not be sent.
    """
    await forget(conn, keys, 0)


async def move_chat(
    conn: AsyncConnection, old_key: str, new_key: str, old_chat_id: int, new_chat_id: int
) -> None:
    """Give all of a group to the supergroup that it has become; a second time does nothing."""
    if old_key != new_key:
        for table in (lead_cards, lead_lists, lead_drafts):
            moved = update(table).where(table.c.place_key == old_key)
            await conn.execute(moved.values(place_key=new_key))
        # Unnamed admins write in the name of the group.
        as_group = update(lead_drafts).where(lead_drafts.c.person_key == old_key)
        await conn.execute(as_group.values(person_key=new_key))
        await move_person(conn, old_key, new_key)
    if old_chat_id != new_chat_id:
        await _move_subscriptions(conn, old_chat_id, new_chat_id)


async def _move_subscriptions(conn: AsyncConnection, old_chat_id: int, new_chat_id: int) -> None:
    of_old, of_new = (subscriptions.c.chat_id == each for each in (old_chat_id, new_chat_id))
    columns = (subscriptions.c.topic, subscriptions.c.region)
    known = {tuple(row) for row in await conn.execute(select(*columns).where(of_new))}
    for row in (await conn.execute(select(subscriptions).where(of_old))).all():
        if (row.topic, row.region) not in known:
            await conn.execute(insert(subscriptions).values({**row._mapping, "chat_id": new_chat_id}))
    await conn.execute(delete(subscriptions).where(of_old))
