"""Obey /reindex in the maintainers' chats: build a version anew, and say what came of it."""

from bot.desk import Errand
from bot.handlers.said import Said
from bot.newsroom.reindexing import AT_MOST_EVERY

__all__ = ["reindex"]


async def reindex(said: Said) -> Errand:
    """Return the errand of /reindex; units publish debunks, and do not renew all of them."""
    if said.chat_id not in said.desk.room.chats:
        return said.say("reindex-maintainers-only")
    asked = said.desk.reindexing.begin(said.desk, [(said.chat_id, said.language)])
    return said.say(f"reindex-{asked.value}", minutes=int(AT_MOST_EVERY.total_seconds() // 60))
