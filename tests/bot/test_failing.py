"""An update that cannot be handled: who asked is kept for later, who did not ask holds nobody up."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bot import inbox
from bot.intake import lane_of
from bot.tables import inbox as rows
from bot.worker import Worker
from index.search import ClaimIndex
from tests.bot.stage import Clock, open_stage
from tests.telegram import people, updates

KNOWN = "喝热柠檬水可以杀死癌细胞"
LONGER = f"大家看看，{KNOWN}，请转发给家人"


async def test_an_overheard_message_is_given_up_within_seconds_and_a_question_is_not(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    group, member, asker = people.supergroup(), people.user(5), people.user(6)
    sent = [
        {**updates.message_update(LONGER, sender=member, chat=group, message_id=1), "update_id": 1},
        {**updates.message_update("/check@nobody", sender=member, chat=group, message_id=2), "update_id": 2},
        {**updates.message_update(KNOWN, sender=asker, message_id=3), "update_id": 3},
    ]
    async with open_stage(tmp_path, claim_index, Clock(datetime.now(UTC))) as stage:
        store = stage.desk.store
        async with store.write() as conn:
            # Whatever is remembered of a reply is refused, so nothing that is answered can be settled.
            await conn.exec_driver_sql(
                "CREATE TRIGGER refuse BEFORE INSERT ON replies BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
            await inbox.keep(conn, sent, [lane_of(each, store) for each in sent], datetime.now(UTC))
        worker = asyncio.create_task(Worker(stage.desk, 0.0).run())
        states: dict[int, tuple[str, int]] = {}
        while states.get(2, ("", 0))[0] != "done" or states[3][1] < 2:
            await asyncio.sleep(0.05)
            async with store.read() as conn:
                found = await conn.execute(select(rows.c.update_id, rows.c.state, rows.c.attempts))
                states = {row.update_id: (row.state, row.attempts) for row in found}
        worker.cancel()
        await asyncio.wait([worker])
    assert states == {1: ("aside", 2), 2: ("done", 0), 3: ("waiting", 2)}
