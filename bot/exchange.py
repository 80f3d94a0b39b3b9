"""One question and what the bot has offered to it: how a reply begins and what each button makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import telegram
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import asks, demand, leads, replies, told
from bot.checker import MOST_OFFERS, Checker
from bot.desk import Desk
from bot.difference import written_difference
from bot.dismissal import dismissed_reply
from bot.language import Language, is_foreign
from bot.offered import Beside, Offered, each_claim_once
from bot.question import Question
from bot.reply import Reply, answer_reply, suggest_reply, unknown_reply
from corpus.link_book import Way
from corpus.text import read_text
from index.decision import Answer, Band, Match


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a question came from.

    :ivar message: the one to reply to
    :ivar asker_key: keyed hash of who asks
    :ivar language: of the reply
    """

    update_id: int
    message: telegram.Message
    asker_key: str
    language: Language


@dataclass(frozen=True, slots=True)
class Exchange:
    """A remembered reply with the tools around it.

    :ivar update_id: of the update that brings this about
    :ivar known: matches by the ids of their debunks, which count even if the current index version has lost
        them or says otherwise who else has checked their claims
    :ivar wrong: ids of the debunks that are not to be offered any more
    :ivar near: leads that make the same claim, should it become one
    """

    desk: Desk
    kept: replies.Reply
    update_id: int
    known: Mapping[str, Match] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()
    near: leads.Near | None = None

    @property
    def language(self) -> Language:
        return Language(self.kept.language)

    def show(
        self, places: Sequence[int], *, refutes: bool = False, further: int = 0, unsure: Sequence[str] = ()
    ) -> Reply | None:
        """Return the reply that answers with the offers at these places; None if the index has none.

        :param further: how many claims of the message are known besides
        :param unsure: other words of the message that may be a known claim, too
        """
        offered = self._offered(places)
        if not offered:
            return None
        return answer_reply(
            offered,
            self.language,
            self.kept.token,
            today=self.desk.clock().date(),
            inline=self.desk.identity.inline,
            refutes=refutes,
            further=further,
            unsure=unsure,
        )

    async def note_told(self, conn: AsyncConnection, chat_id: int, places: Sequence[int]) -> None:
        """Note that the reply tells of the offers at these places now, so that corrections reach it.

        :param chat_id: where it stands
        """
        shown = {each.place: each.match.debunk for each in self._offered(places)}
        await told.note(conn, self.desk.store, self.kept.token, chat_id, shown)

    def right_places(self, without: frozenset[int] = frozenset()) -> list[int]:
        """Return the places of the offers that are not called wrong.

        :param without: places called wrong just now
        """
        return [
            place
            for place, offer in enumerate(self.kept.offers)
            if place not in without and offer.debunk_id not in self.wrong
        ]

    def suggest(self, without: frozenset[int] = frozenset()) -> Reply | None:
        """Return the reply to choose from what was not called wrong, each claim once; None: nothing is left.

        :param without: places called wrong just now
        """
        right = self.right_places(without)
        wrong = [place for place in range(len(self.kept.offers)) if place not in right]
        # What is not meant is not meant by another publisher either.
        known = {other for each in self._offered(wrong) for other in each.debunk_ids}
        offered = each_claim_once((each for place in right for each in self._offered([place])), known)
        return suggest_reply(offered, self.language, self.kept.token) if offered else None

    async def log_lead(self, conn: AsyncConnection) -> Reply:
        """Log the question as a lead (once, however often called) and return the reply that says so."""
        if self.kept.lead_number is not None and (lead := await leads.get(conn, self.kept.lead_number)):
            return await self.unknown(conn, lead)
        logged = await leads.log(
            self.desk.store,
            conn,
            text=self.kept.text,
            links=self.kept.links,
            asker_key=self.kept.asker_key,
            chat_key=self.kept.chat_key,
            update_id=self.update_id,
            now=self.desk.clock(),
            near=self.near,
        )
        # What is asked, followed and taken back is the wording; what people are told of is its lead.
        await replies.attach_lead(conn, self.kept.token, logged.wording)
        return await self.unknown(conn, logged.lead)

    async def unknown(self, conn: AsyncConnection, lead: leads.Lead, *, following: bool = False) -> Reply:
        """Return the reply about a lead that has no answer yet, or will have none."""
        if lead.reason:
            return dismissed_reply(self.language, self.kept.token, reason=lead.reason, following=following)
        others = await asks.others(conn, lead.number, self.kept.asker_key)
        return unknown_reply(
            self.language,
            self.kept.token,
            number=lead.number,
            others=others,
            following=following,
            foreign=self.desk.checker.in_chinese and is_foreign(read_text(self.kept.text).body),
        )

    def _offered(self, places: Sequence[int]) -> list[Offered]:
        found = []
        for place in places:
            offer = self.kept.offers[place]
            known = self.known.get(offer.debunk_id)
            debunk = known.debunk if known else self.desk.checker.debunk(offer.debunk_id)
            if debunk is not None:
                beside = known.beside if known else None
                match = Match(debunk, offer.confidence, offer.quote, offer.differs, beside)
                found.append(offered_of(place, match, self.desk.checker))
        return found


def offered_of(place: int, match: Match, checker: Checker) -> Offered:
    """Return a match at its place among offers, with what to link and who else has checked its claim."""
    others = checker.also_checked(match.debunk) if match.beside is None else match.beside
    beside = tuple(Beside(each, checker.way(each) or Way(each.url)) for each in others)
    return Offered(place, match, checker.way(match.debunk), beside)


async def begin(
    conn: AsyncConnection,
    desk: Desk,
    asked: Asked,
    question: Question,
    answer: Answer,
    *,
    token: str = "",
    near: leads.Near | None = None,
) -> tuple[Exchange, Reply]:
    """Remember the reply to a question and return it; a question without an answer becomes a lead.

    :param token: of an earlier reply that becomes this one, since the question was changed
    :param near: leads that make the same claim, should it become one
    """
    shown = answer.answers
    spare = [match for match in answer.matches if match.confidence >= desk.checker.suggest_at]
    matches = list(dict.fromkeys((*shown, *(match for match in spare if not _among(match, shown)))))[
        :MOST_OFFERS
    ]
    kept = await replies.remember(
        conn,
        chat_key=desk.chat_key(asked.message.chat),
        asker_key=asked.asker_key,
        text=question.text,
        links=question.links,
        band=answer.band.value,
        offers=[
            replies.Offer(
                match.debunk.id, match.confidence, match.quote, written_difference(match, question.text)
            )
            for match in matches
        ],
        index_version=answer.index_version,
        language=asked.language.value,
        now=desk.clock(),
        token=token,
    )
    known = {match.debunk.id: match for match in matches}
    exchange = Exchange(desk, kept, asked.update_id, known, near=near)
    reply = None
    if answer.band is Band.ANSWER:
        reply = exchange.show(
            range(len(shown)), refutes=answer.refutes, further=len(answer.further), unsure=answer.unsure
        )
        ids = [match.debunk.id for match in shown]
        await demand.count_asked(conn, asked.asker_key, ids, desk.clock(), desk.room.zone)
        await exchange.note_told(conn, asked.message.chat.id, range(len(shown)))
    elif answer.band is Band.SUGGEST:
        reply = exchange.suggest()
    return exchange, reply or await exchange.log_lead(conn)


def _among(match: Match, others: Sequence[Match]) -> bool:
    return any(match.debunk.id == other.debunk.id for other in others)
