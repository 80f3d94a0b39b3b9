"""What people said of matches, gathered by message and debunk, for the next training of the decision."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import replies, votes

__all__ = ["Feedback", "feedback"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """The votes on one match of one reply; nobody who voted can be told from it.

    :ivar text: of the message, masked
    :ivar links: of the message, masked
    :ivar confidence: of the match when it was made, 0 to 1
    :ivar band: of the reply: answer, suggest or unknown
    :ivar wrong: people who called the match wrong
    :ivar useful: people who called it useful
    :ivar latest: when the last of them voted
    """

    text: str
    links: tuple[str, ...]
    debunk_id: str
    confidence: float
    band: str
    index_version: str
    wrong: int
    useful: int
    latest: datetime

    @property
    def label(self) -> int | None:
        """1 where the debunk answers the message, 0 where it does not, None where people disagree."""
        return None if self.wrong == self.useful else int(self.useful > self.wrong)


async def feedback(conn: AsyncConnection) -> AsyncGenerator[Feedback]:
    """Yield all that was voted on, oldest reply first. Replies are kept for 90 days, votes as long."""
    wrong = func.sum(case((votes.c.vote == "wrong", 1), else_=0))
    query = (
        select(
            replies.c.text,
            replies.c.links,
            replies.c.offers,
            replies.c.band,
            replies.c.index_version,
            votes.c.debunk_id,
            wrong.label("wrong"),
            func.count().label("cast"),
            func.max(votes.c.voted_at).label("latest"),
        )
        .join(votes, votes.c.token == replies.c.token)
        .group_by(replies.c.token, votes.c.debunk_id)
        .order_by(replies.c.made_at, replies.c.token, votes.c.debunk_id)
    )
    for row in await conn.execute(query):
        confidences = {offer[0]: float(offer[1]) for offer in row.offers}
        if row.debunk_id not in confidences:
            # The message was changed since, and so was the reply.
            continue
        against = int(row.wrong)
        yield Feedback(
            text=row.text,
            links=tuple(row.links),
            debunk_id=row.debunk_id,
            confidence=confidences[row.debunk_id],
            band=row.band,
            index_version=row.index_version,
            wrong=against,
            useful=int(row.cast) - against,
            latest=row.latest,
        )
