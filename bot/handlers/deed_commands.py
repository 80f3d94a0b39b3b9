"""Obey the commands that do something with a lead: assign, note, dismiss, mute, merge, split, open again."""

from collections.abc import Awaitable, Callable, Sequence
from difflib import get_close_matches

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import Errand
from bot.families import members
from bot.handlers.said import Said
from bot.language import Language
from bot.messenger import Call
from bot.newsroom.changes import Change, Reason, Refusal
from bot.newsroom.deeds import Deeds
from bot.wording import label

__all__ = ["DEEDS"]

_LONGEST_DAYS = 365

#: What a command does with a lead, once it is known to be there and seen here.
_Deed = Callable[[Deeds, int], Awaitable[Change | Refusal]]


def _do(said: Said, number: int, deed: _Deed) -> Errand:
    """Do something with a lead and show it, or say why not."""

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        deeds = said.deeds(conn)
        if await deeds.own(number) is None:
            await said.post_text(conn, "no-such-lead", number=str(number))
            return ()
        outcome = await deed(deeds, number)
        if isinstance(outcome, Refusal):
            await said.post_text(conn, "desk-refused", why=outcome.value)
        elif not await said.post_card(conn, number):
            # The unit that gave it away does not see it any more.
            await said.post_text(conn, "desk-done")
        return ()

    return errand


async def _assign(said: Said) -> Errand:
    number, name = said.number(), " ".join(said.words[1:])
    units = said.desk.room.units
    if number is None or not name:
        return said.say("usage-assign")
    if not units.all:
        return said.say("no-units")
    unit = units.named(name)
    here = said.desk.room.unit_in(said.chat_id)
    if unit is None:
        near = get_close_matches(name, [each.name for each in units.all], n=3, cutoff=0.4)
        near = near or [each.name for each in units.all if name in each.name][:3]
        if near:
            return said.say("no-such-unit-near", name=name[:64], near=_joined(near, said.language))
        return said.say("no-such-unit", name=name[:64])

    async def assign(deeds: Deeds, wanted: int) -> Change | Refusal:
        standing = await deeds.own(wanted)
        # A unit hands over to whom the lead concerns; only the maintainers give it to anybody.
        if here is not None and (standing is None or not unit.takes(standing.topic, standing.region)):
            return Refusal.UNFIT
        return await deeds.assign(wanted, unit)

    return _do(said, number, assign)


async def _note(said: Said) -> Errand:
    number, note = said.number(), " ".join(said.words[1:])
    if number is None or not note:
        return said.say("usage-note")
    return _do(said, number, lambda deeds, wanted: deeds.note(wanted, note))


async def _dismiss(said: Said) -> Errand:
    reasons = {reason.value: reason for reason in Reason} | {
        label(language, "lead-reason", reason=reason.value): reason
        for language in Language
        for reason in Reason
    }
    number, words = said.number(), " ".join(said.words[1:])
    all_reasons = _joined(
        [label(said.language, "lead-reason", reason=each.value) for each in Reason], said.language
    )
    if number is None:
        return said.say("usage-dismiss", reasons=all_reasons)
    named = next((each for each in reasons if words.lower().startswith(each.lower())), None)
    if named is None:
        return said.say("unknown-reason", reasons=all_reasons)
    why = words[len(named) :].strip(" ,，:：")
    return _do(said, number, lambda deeds, wanted: deeds.dismiss(wanted, reasons[named], why))


async def _mute(said: Said) -> Errand:
    number, days = said.number(), said.number(1)
    if number is None or len(said.words) > 2 or (len(said.words) == 2 and days is None):
        return said.say("usage-mute")
    if days is not None and days > _LONGEST_DAYS:
        return said.say("usage-mute")
    # Typed, 0 is "no days more"; nothing is "for good".
    chosen = None if days == 0 else days or 0
    return _do(said, number, lambda deeds, wanted: deeds.mute(wanted, chosen))


async def _reopen(said: Said) -> Errand:
    number = said.number()
    if number is None or len(said.words) != 1:
        return said.say("usage-reopen")
    return _do(said, number, lambda deeds, wanted: deeds.reopen(wanted))


async def _merge(said: Said) -> Errand:
    number, into = said.number(), said.number(1)
    if number is None or into is None or len(said.words) != 2:
        return said.say("usage-merge")

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        deeds = said.deeds(conn)
        for each in (number, into):
            if await deeds.own(each) is None:
                await said.post_text(conn, "no-such-lead", number=str(each))
                return ()
        standing = await deeds.merge(number, into)
        if standing is None:
            await said.post_text(conn, "merge-same")
            return ()
        await said.post_text(conn, "merged", number=str(number), head=str(standing.number))
        return ()

    return errand


async def _split(said: Said) -> Errand:
    number = said.number()
    if number is None or len(said.words) != 1:
        return said.say("usage-split")

    async def errand(conn: AsyncConnection) -> Sequence[Call]:
        deeds = said.deeds(conn)
        if await deeds.own(number) is None:
            await said.post_text(conn, "no-such-lead", number=str(number))
            return ()
        parted = await deeds.split(number)
        if parted is not None:
            standing, head = parted
            await said.post_text(conn, "split-done", number=str(standing.number), head=str(head))
        elif len(await members(conn, number)) > 1:
            # Its card has a button for each wording.
            await said.post_card(conn, number)
        else:
            await said.post_text(conn, "split-alone", number=str(number))
        return ()

    return errand


#: The commands by their names.
DEEDS: dict[str, Callable[[Said], Awaitable[Errand]]] = {
    "assign": _assign,
    "note": _note,
    "dismiss": _dismiss,
    "mute": _mute,
    "reopen": _reopen,
    "merge": _merge,
    "split": _split,
}


def _joined(words: Sequence[str], language: Language) -> str:
    return (" / " if language is Language.ENGLISH else "、").join(words)
