"""The digest of a group's week: what went round there and what was found, in numbers, for who wants it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import groups, outbox, tallies
from bot.desk import Desk
from bot.group_settings import GroupSettings, Mode
from bot.groups import Group
from bot.language import Language, choose_language
from bot.quiet import is_quiet
from bot.reply import Reply, claim_words
from bot.tallies import Tally
from bot.ways import Ways, link_of, to_its_page
from bot.wording import label, say
from corpus.debunk import Debunk
from corpus.text import script_of
from index.decision import Match

__all__ = ["count_heard", "tell_weeks", "week_before", "week_reply"]

#: The digest comes on Monday from this hour of the group's day on, on Tuesday if the bot stood still.
_HOUR = 9
_DAYS = (0, 1)
#: It lists so many claims at most.
MOST_LISTED = 5


async def count_heard(
    conn: AsyncConnection,
    chat_key: str,
    settings: GroupSettings,
    matches: Sequence[Match],
    now: datetime,
    *,
    asked: bool,
) -> None:
    """Count a message that the bot has looked at, where the group wants a digest.

    :param matches: what was found in it
    :param asked: somebody asked about it. Where the bot listens by itself, it has counted the message when it
        came.
    """
    if not settings.weekly_digest or asked != (settings.mode in {Mode.MENTION, Mode.SILENT}):
        return
    day = now.astimezone(settings.time_zone).date()
    await tallies.count(conn, Tally.LOOKED, day, chat_key=chat_key)
    for debunk_id in dict.fromkeys(match.debunk.id for match in matches):
        await tallies.count(conn, Tally.FOUND, day, chat_key=chat_key, debunk_id=debunk_id)


async def tell_weeks(desk: Desk) -> None:
    """Post the digest to every group that wants it and has not had it, each in one transaction."""
    now = desk.clock()
    async with desk.store.read() as conn:
        due = [each for each in await groups.listed(conn) if _is_due(each, now)]
    for group in due:
        async with desk.store.write() as conn:
            await _tell(conn, desk, group, now)


def week_before(now: datetime, settings: GroupSettings) -> tuple[date, date]:
    """Return Monday and Sunday of the last whole week, by the calendar of the group."""
    today = now.astimezone(settings.time_zone).date()
    monday = today - timedelta(days=today.weekday() + 7)
    return monday, monday + timedelta(days=6)


def week_reply(
    looked: int, found: Mapping[Debunk, int], language: Language, ways: Ways = to_its_page
) -> Reply:
    """Return the digest. Pure.

    :param looked: messages that the bot looked at
    :param found: how often each debunk fitted one of them, the most frequent first; at least one
    :param ways: what to link while the page of a debunk is dead
    """
    listed = list(found.items())[:MOST_LISTED]
    lines = [
        say(
            language,
            "week-line",
            verdict=label(language, "verdict-plain", verdict=debunk.verdict.value),
            claim=claim_words(debunk),
            **link_of(debunk, ways, language),
            count=times,
        )
        for debunk, times in listed
    ]
    if more := len(found) - len(listed):
        lines.append(say(language, "week-more", count=more))
    looked_at = say(language, "week-looked", looked=looked, found=sum(found.values()))
    parts = [say(language, "week-title"), looked_at, "\n".join(lines), say(language, "week-foot")]
    return Reply("\n\n".join(parts))


def _is_due(group: Group, now: datetime) -> bool:
    there = now.astimezone(group.settings.time_zone)
    if not group.settings.weekly_digest or not group.reachable or is_quiet(group.settings, now):
        return False
    return there.weekday() in _DAYS and (there.weekday(), there.hour) >= (_DAYS[0], _HOUR)


async def _tell(conn: AsyncConnection, desk: Desk, group: Group, now: datetime) -> None:
    first, last = week_before(now, group.settings)
    times = await tallies.times_of(conn, Tally.FOUND, first, last, group.chat_key)
    found = {
        debunk: number
        for debunk_id, number in times.items()
        if (debunk := desk.checker.debunk(debunk_id)) is not None
    }
    if not found:
        # A guest who has nothing to say says nothing.
        return
    looked = await tallies.times_of(conn, Tally.LOOKED, first, last, group.chat_key)
    text = group.title if script_of(group.title) else next(iter(found)).claim
    language = choose_language(group.settings.language or "", "", text)
    params = week_reply(looked.get("", 0), found, language, desk.checker.way).new_params()
    await outbox.post(
        conn,
        key=f"week:{group.chat_key}:{first.isoformat()}",
        chat_id=group.chat_id,
        method="send_message",
        params={**params, "disable_notification": True},
        now=now,
    )
