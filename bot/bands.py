"""The bands of leads: which leads may hold the same message as a text, found among any number of them."""

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.fingerprint import bands_of
from bot.tables import lead_bands, leads

__all__ = ["bodies_near", "keep_bands"]

CANDIDATES = 40


async def keep_bands(conn: AsyncConnection, lead_number: int, body: str) -> None:
    """Let a lead be found by this normalised text, and by no earlier one; empty: by none."""
    await conn.execute(delete(lead_bands).where(lead_bands.c.lead_number == lead_number))
    if body:
        rows = [{"band": band, "lead_number": lead_number} for band in bands_of(body)]
        await conn.execute(insert(lead_bands), rows)


async def bodies_near(conn: AsyncConnection, body: str) -> dict[int, str]:
    """Return up to 40 leads that may be near-identical to a normalised text, with their own such texts, the
    likeliest first."""
    near = (
        select(lead_bands.c.lead_number)
        .where(lead_bands.c.band.in_(bands_of(body)))
        .group_by(lead_bands.c.lead_number)
        .order_by(func.count().desc(), lead_bands.c.lead_number)
        .limit(CANDIDATES)
    )
    numbers = (await conn.scalars(near)).all()
    found = await conn.execute(select(leads.c.number, leads.c.body).where(leads.c.number.in_(numbers)))
    bodies = {row.number: row.body for row in found}
    return {number: bodies[number] for number in numbers}
