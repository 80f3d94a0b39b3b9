"""Check questions against the current index, off the event loop, and take a new version when one is there."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Self, TypeVar

from bot.question import Question
from bot.taken import Refusal, Taken, let_go
from corpus.debunk import Debunk
from corpus.gazetteer import region_of
from corpus.link_book import Way
from corpus.link_watch import WatchedLinks
from index.decision import MOST_ANSWERS, MOST_UNSURE, Answer, Band, Match
from index.encoder import Encoder
from index.errors import SearchError
from index.near_texts import of_bytes
from index.search import ClaimIndex
from index.versions import current_version

log = logging.getLogger(__name__)

T = TypeVar("T")

#: How many matches are remembered with a reply: those shown, and those to offer when one of them was wrong.
MOST_OFFERS = 6
#: Seconds between two looks at which version is current.
_LOOK_EVERY = 2.0


class Checker:
    """Answers questions from the version that is current; an async context manager.

    Each question is answered by one version from beginning to end: a swap changes only which one the next
    takes.

    :param index: the version to begin with
    :param root: folder of the versions, watched for a new current one
    :param load: makes an index of a version's folder
    :param links: file of the dead links, watched likewise; None: no link is known to be dead
    """

    def __init__(
        self,
        index: ClaimIndex,
        root: Path,
        load: Callable[[Path], ClaimIndex],
        links: Path | None = None,
    ) -> None:
        self._now = Taken.of(index)
        self._root = root
        self._load = load
        self._taken = index.version
        self._refused: Refusal | None = None
        self._links = WatchedLinks(links)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="checker")
        # Of its own: nobody's question waits behind a load.
        self._loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loader")
        self._turn = asyncio.Lock()
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.refresh_links()
        self._watch = asyncio.create_task(self._keep_current())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        for threads in (self._threads, self._loader):
            threads.shutdown(wait=False, cancel_futures=True)

    @property
    def _index(self) -> ClaimIndex:
        return self._now.index

    @property
    def refused(self) -> Refusal | None:
        """The version that is current on the disk and cannot be used; None where all is well."""
        return self._refused

    @property
    def version(self) -> str:
        """Name of the index version that answers now."""
        return self._index.version

    async def check(self, question: Question) -> Answer:
        """Return what the index says to a question."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _check, self._index, question)

    async def place(self, text: str) -> tuple[str, str]:
        """Return the likely topic of a text and the place that it names; "" for what is not clear."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _place, self._index, text)

    def likely_topics(self, vector: bytes, count: int) -> tuple[str, ...]:
        """Return the likeliest topics of a text, the likeliest first.

        :param vector: as `lead_vectors` has it, of `fingerprint`
        """
        return self._index.topics_of_vector(of_bytes([vector])[0], count)

    @property
    def fingerprint(self) -> str:
        """Of the encoder of the index that answers now: vectors of another one say nothing to it."""
        return self._index.encoder.fingerprint

    async def ask_index(self, work: Callable[[ClaimIndex], T]) -> T:
        """Do some work with the index that answers now, off the event loop; return what it gave."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, self._index)

    def debunk(self, debunk_id: str) -> Debunk | None:
        """Return a debunk of the current version, or None when it is not in there (any more)."""
        return self._index.debunks.with_id(debunk_id)

    @property
    def debunks(self) -> Sequence[Debunk]:
        """All debunks of the current version, each read when it is asked for."""
        return self._index.debunks

    @property
    def encoder(self) -> Encoder:
        """What makes vectors of texts."""
        return self._index.encoder

    def way(self, debunk: Debunk) -> Way | None:
        """Return what to link while the page of a debunk is dead; None while it is not known to be."""
        return self._links.book.elsewhere(debunk.url)

    def also_checked(self, debunk: Debunk) -> tuple[Debunk, ...]:
        """Return the debunks of other publishers on the claim of a debunk, at most three."""
        return self._index.also_checked(debunk.id)

    def at(self, address: str) -> Debunk | None:
        """Return the debunk whose page is at an address, however it is written, or None."""
        debunks = self._index.debunks
        return next((debunks[row] for row in debunks.rows_at(address)), None)

    @property
    def answer_at(self) -> float:
        """Confidence from which a match is sure (0 to 1)."""
        return self._index.decision.answer_at

    @property
    def suggest_at(self) -> float:
        """Confidence from which a match is worth showing (0 to 1)."""
        return self._index.decision.suggest_at

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics of the current version's debunks, the most frequent first; without ""."""
        return self._now.topics

    @property
    def in_chinese(self) -> bool:
        """Whether nearly all debunks of the current version are in Chinese."""
        return self._now.in_chinese

    async def _keep_current(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            await self.refresh()
            await self.refresh_links()

    async def refresh(self, *, again: bool = False) -> bool:
        """Take the current version if it is another one; tells whether it did.

        It is loaded and warmed in a thread of its own, and answers from the next question on. A version that
        cannot be used is reported once and left alone; the one in use goes on answering.

        :param again: look once more at a version that was refused
        """
        async with self._turn:
            folder = await asyncio.to_thread(current_version, self._root)
            if folder is None:
                return False
            if again or folder.name == self._taken:
                self._refused = None
            if folder.name == self._taken or (self._refused and folder.name == self._refused.version):
                return False
            loop = asyncio.get_running_loop()
            try:
                new = await loop.run_in_executor(self._loader, Taken.load, folder, self._load)
            except Exception as error:  # noqa: BLE001 - the version in use must go on, whatever is wrong with the new one
                reason = str(error) if isinstance(error, SearchError) else type(error).__name__
                self._refused = Refusal(folder.name, reason)
                log.error("index version %s is not taken: %s", folder.name, reason)
                return False
            old, self._now = [self._now], new
            self._taken, self._refused = folder.name, None
            log.info("index version %s answers from now on", new.index.version)
            await loop.run_in_executor(self._loader, let_go, old)
            return True

    async def refresh_links(self) -> bool:
        """Read the dead links if their file is another one; tells whether it was read."""
        return await asyncio.to_thread(self._links.refresh)


def _place(index: ClaimIndex, text: str) -> tuple[str, str]:
    return index.topic_of(text)[0], region_of(text)


def _check(index: ClaimIndex, question: Question) -> Answer:
    """Ask about all that was sent together, and about each message by itself.

    People forward several rumors at once: where two messages are answered alone, those answers count.
    """
    answer = _check_all(index, question)
    # Asked here, of the version that answers: the reply is made on the event loop, after a swap perhaps.
    if answer.answers:
        return replace(answer, claims=_with_beside(index, answer.claims))
    offered = sum(match.confidence >= index.decision.suggest_at for match in answer.matches[:MOST_OFFERS])
    return replace(answer, matches=_with_beside(index, answer.matches[:offered]) + answer.matches[offered:])


def _with_beside(index: ClaimIndex, matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return matches with who else has checked their claims."""
    return tuple(replace(match, beside=index.also_checked(match.debunk.id)) for match in matches)


def _check_all(index: ClaimIndex, question: Question) -> Answer:
    whole = index.check(question.text, question.links)
    if not question.parts:
        return whole
    alone = index.check_many(question.parts)
    answered = [(part, answer) for part, answer in zip(question.parts, alone, strict=True) if answer.answers]
    if len(answered) < 2 and (whole.answers or not answered):
        return whole
    claims: dict[str, Match] = {}
    further: dict[str, Match] = {}
    for part, answer in answered:
        for match in answer.answers:
            claims.setdefault(match.debunk.id, replace(match, quote=match.quote or part))
        further |= {match.debunk.id: match for match in answer.further}
    told, untold = tuple(claims.values())[:MOST_ANSWERS], list(claims.values())[MOST_ANSWERS:]
    untold += [match for name, match in further.items() if name not in claims]
    others = [match for match in whole.matches if match.debunk.id not in claims]
    unsure = [words for _, answer in answered for words in answer.unsure]
    unsure += [part for part, answer in zip(question.parts, alone, strict=True) if answer.suggestions]
    best = sorted(claims.values(), key=lambda match: -match.confidence)
    return replace(
        whole,
        band=Band.ANSWER,
        matches=(*best, *others),
        claims=told,
        further=tuple(untold),
        unsure=tuple(unsure[:MOST_UNSURE]),
    )
