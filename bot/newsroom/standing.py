"""Where a lead stands: what maintainers have made of it so far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.lead import Status
from bot.lead_tables import leads

__all__ = ["Standing", "find"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a lead stands; `number`, `topic`, `region` say which lead it is."""

    number: int
    status: Status
    unit: str
    due_at: datetime | None
    reminded: str
    muted_until: datetime | None
    reason: str
    debunk_id: str
    topic: str
    region: str


async def find(conn: AsyncConnection, number: int) -> Standing | None:
    """Return where the lead stands to which a wording belongs; None when there is none."""
    columns = (
        leads.c.number,
        leads.c.status,
        leads.c.unit,
        leads.c.due_at,
        leads.c.reminded,
        leads.c.muted_until,
        leads.c.reason,
        leads.c.debunk_id,
        leads.c.topic,
        leads.c.region,
        leads.c.head,
    )
    wanted: int | None = number
    while wanted is not None:
        query = select(*columns).where(leads.c.number == wanted).with_for_update()
        row = (await conn.execute(query)).one_or_none()
        if row is None:
            return None
        if row.head is None:
            kept = row._asdict()
            del kept["head"]
            return Standing(**{**kept, "status": Status(row.status)})
        wanted = row.head
    return None
