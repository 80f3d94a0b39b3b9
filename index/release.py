"""Build a version, ask it what is known, and let it answer if it is no worse than the current one."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.debunk import Debunk
from index.asked import Asked, read_asked
from index.benchmark import Labelled
from index.build import build_version
from index.debunk_lines import Debunks
from index.encoder import Encoder
from index.errors import BrokenIndex, SearchError
from index.fellows import SAVED_UP_TO
from index.gate import Finding, Takeover, find_faults, find_takeovers
from index.limits import LIMITS, Limits
from index.progress import Progress, step
from index.quality import Judged, Quality, fingerprint
from index.replay import Replay, compare_answers
from index.restore import restore, whole_debunks
from index.search import ClaimIndex
from index.versions import current_version, hold_back, use_version
from index.workers import Workers

if TYPE_CHECKING:
    from index.decision import Answer

__all__ = ["QUESTIONS_FILE", "Release", "recent_questions", "release"]

QUESTIONS_FILE = "questions.jsonl"
"""In the home: the last real questions, masked, as the bot writes them."""

_MOST_QUESTIONS = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Release:
    """What became of a build."""

    folder: Path
    """Of the new version."""
    current: bool
    """It answers from now on; if not, it was kept aside."""
    quality: Quality
    faults: tuple[Finding, ...] = ()
    """What is worse than the limits allow; not empty with `current` where it was forced."""
    takeovers: tuple[Takeover, ...] = ()
    replay: Replay | None = None
    beside: str = ""
    """Name of the version that it was compared with; "" where there was none that could be read."""
    left_out: int = 0
    """Faulty lines of the corpus, which are not in it."""

    @property
    def words(self) -> list[str]:
        """Lines that say what is worse, and by which debunks; none where nothing is."""
        lines = [fault.words for fault in self.faults]
        if self.faults and self.takeovers:
            lines.append("told now where others were, or nothing:")
            lines += [f"  {line}" for takeover in self.takeovers for line in takeover.words]
        return lines

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "version": self.folder.name,
            "current": self.current,
            "beside": self.beside,
            "left_out": self.left_out,
            "quality": self.quality.as_json(),
            "faults": [fault.as_json() for fault in self.faults],
            "takeovers": [each.as_json() for each in self.takeovers],
            "replay": None
            if self.replay is None
            else {
                "questions": self.replay.messages,
                "counts": {change.value: count for change, count in self.replay.counts.items()},
            },
        }


@dataclass(frozen=True, slots=True)
class _Before:
    """What the current version says."""

    name: str
    quality: Quality | None
    answers: list[Answer] | None
    """To the questions; None where it cannot be asked."""
    debunks: Debunks


def release(
    debunks: Sequence[Debunk],
    home: Path,
    *,
    encoder: Encoder,
    labelled: Sequence[Labelled] = (),
    questions: Sequence[Asked] = (),
    limits: Limits = LIMITS,
    force: bool = False,
    full: bool = False,
    standing: bool = False,
    left_out: int = 0,
    on_progress: Progress | None = None,
    workers: Workers | None = None,
    fellows_up_to: int = SAVED_UP_TO,
) -> Release:
    """Build a version, compare it with the current one, and make it current or keep it aside.

    A current version that is damaged or lost is restored first (`index.restore`).
    To be called by who builds alone (`index.upkeep.building_alone`).

    :param labelled: judged messages; those whose debunks a version lacks are not asked
    :param questions: real ones, which both versions are asked
    :param left_out: faulty lines of the corpus, that whoever asks for the build hears how many there were
    :param on_progress: called with what is done, how much of it, of how much
    :param workers: who share the work where there is much of it
    :param fellows_up_to: as `build_version` takes it
    :param force: make it current whatever is found
    :raises SearchError: when it cannot be built or asked; the current version stays
    """
    root = home / "index"
    restore(root, encoder, on_progress=on_progress, workers=workers, fellows_up_to=fellows_up_to)
    before = _ask_current(root, encoder, labelled, questions, on_progress)
    folder = build_version(
        debunks,
        root,
        encoder=encoder,
        on_progress=on_progress,
        full=full,
        standing=standing,
        make_current=False,
        workers=workers,
        fellows_up_to=fellows_up_to,
    )
    index = ClaimIndex.load(folder, encoder)
    quality = Quality.of_index(index, labelled, step(on_progress, "asking labelled messages"))
    try:
        quality.write(folder)
    except OSError as error:
        _log.warning("the figures of %s are not kept: %s", folder.name, error.strerror or error)
    found = _compare(before, index, quality, labelled, questions, limits)
    faults, takeovers, replay = found if before is not None else ((), (), None)
    current = force or not faults
    beside = before.name if before else ""
    result = Release(folder, current, quality, faults, takeovers, replay, beside, left_out)
    if current:
        use_version(root, folder.name)
    else:
        hold_back(folder, json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n")
    return result


def recent_questions(home: Path, most: int = _MOST_QUESTIONS) -> list[Asked]:
    """Read the last real questions that the bot has written down; none where there are none.

    :raises BenchmarkError: when the file cannot be read
    """
    path = home / QUESTIONS_FILE
    return read_asked(path)[-most:] if path.is_file() and path.stat().st_size else []


def _ask_current(
    root: Path,
    encoder: Encoder,
    labelled: Sequence[Labelled],
    questions: Sequence[Asked],
    on_progress: Progress | None,
) -> _Before | None:
    folder = current_version(root)
    if folder is None:
        return None
    known = Quality.read(folder)
    if known is not None and known.labelled != fingerprint(labelled):
        known = None
    try:
        index = ClaimIndex.load(folder, encoder)
    except BrokenIndex:
        return None  # it could not be restored: there is nothing to compare with
    except SearchError as error:
        _log.warning("the current version cannot be asked, so that answers are not compared: %s", error)
        return _Before(folder.name, known, None, Debunks.of_debunks(whole_debunks(folder)))
    return _Before(
        folder.name,
        known or Quality.of_index(index, labelled, step(on_progress, "asking the version before")),
        index.check_many([question.text for question in questions]),
        index.debunks,
    )


def _compare(
    before: _Before | None,
    index: ClaimIndex,
    quality: Quality,
    labelled: Sequence[Labelled],
    questions: Sequence[Asked],
    limits: Limits,
) -> tuple[tuple[Finding, ...], tuple[Takeover, ...], Replay | None]:
    if before is None:
        return (), (), None
    gone = before.debunks.missing_in(index.debunks)
    replay = None
    if before.answers:
        answers = index.check_many([question.text for question in questions])
        replay = compare_answers(questions, before.answers, answers)
    faults = find_faults(before.quality, quality, replay, (len(before.debunks), len(gone)), limits, gone)
    rows: list[tuple[str, Sequence[str], Sequence[str]]] = []
    if before.quality is not None:
        for message in labelled:
            old, new = before.quality.judged.get(message.id), quality.judged.get(message.id)
            if old is not None and new is not None and _worse(old, new):
                rows.append((message.text, old.told, new.told))
    if replay is not None:
        rows += [
            (
                each.asked.text,
                [name for name, _ in each.before.debunks],
                [name for name, _ in each.after.debunks],
            )
            for each in replay.changed
        ]
    told_before = _claims(before.debunks, (name for _, old, _ in rows for name in old))
    told_now = _claims(index.debunks, (name for _, _, new in rows for name in new))
    return tuple(faults), tuple(find_takeovers(rows, told_before, told_now)), replay


def _claims(debunks: Debunks, names: Iterable[str]) -> dict[str, str]:
    """:returns: by id, as far as there are debunks of these ids"""
    found = {name: debunks.with_id(name) for name in dict.fromkeys(names)}
    return {name: debunk.claim for name, debunk in found.items() if debunk is not None}


def _worse(old: Judged, new: Judged) -> bool:
    return (old.helped and not new.helped) or (new.misled and not old.misled)
