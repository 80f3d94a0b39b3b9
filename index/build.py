"""Build an index version from debunks: written aside, verified, then renamed into place."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from glob import escape
from itertools import pairwise
from pathlib import Path

import numpy as np

from corpus.debunk import Debunk
from index.debunk_lines import DEBUNKS_FILE as DEBUNKS_FILE
from index.debunk_lines import Debunks, line_of
from index.decision import DECISION_FILE, SHIPPED_DECISION, Decision
from index.encoder import Encoder
from index.errors import BuildError
from index.fellows import SAVED_UP_TO
from index.in_place import clear_abandoned, folder_aside, put_in_place, sync_all
from index.known_cuts import KnownCuts
from index.manifest import FORMAT, Manifest, hash_files, hash_lines, name_version
from index.progress import Progress, begin, step
from index.reuse import KnownVectors
from index.search import ClaimIndex
from index.topics import TopicModel
from index.unwritten import cure_for, reason_for
from index.versions import UNASKED, list_versions, use_version
from index.view import Holdings, save_texts, save_vectors
from index.workers import Workers

STANDING_MARK = "standing"
"""An empty file in a version that was built from the standing corpus, and may be renewed from it."""

_HELD_AFTER = 1.0  # second, within which a build holds the folder that it has made

_TAUGHT = 30_000  # claims at most, more or less, from which topics are learned

_log = logging.getLogger(__name__)


def build_index(
    debunks: Iterable[Debunk],
    out: Path,
    *,
    encoder: Encoder,
    on_progress: Progress | None = None,
    decision: Path = SHIPPED_DECISION,
    built_at: datetime | None = None,
    known: KnownVectors | None = None,
    cuts: KnownCuts | None = None,
    workers: Workers | None = None,
    fellows_up_to: int = SAVED_UP_TO,
) -> Manifest:
    """Build an index of debunks in the folder `out`, which appears whole or not at all.

    Equal debunks, in any order, give files equal to the byte by equal options, but for the time in the
    manifest.

    :param on_progress: called with what is done, how much of it, of how much
    :param decision: the decision model that is stored with the index
    :param built_at: now, unless told
    :param known: vectors that this encoder has made before; it keeps those that are made now
    :param cuts: what was made of debunks before; it keeps what is made now
    :param workers: who share the work where there is much of it
    :param fellows_up_to: as in `build_version`
    :raises BuildError: when there is nothing to index, or the folder cannot be written
    :raises DecisionError: when the decision model does not fit
    :raises EncoderError: when the encoder fails, or gives numbers that are not finite
    """
    ordered = sorted(debunks, key=lambda debunk: debunk.id)
    _require_distinct(ordered)
    lines = list(map(line_of, ordered))
    cuts = cuts or KnownCuts(None, encoder)
    means = _Means(encoder, decision, known, cuts, workers, on_progress, fellows_up_to)
    with _told_if_unwritten(out, ", or choose another folder (--out)"):
        return _build(ordered, lines, out, means, built_at or datetime.now(UTC))


def build_version(
    debunks: Iterable[Debunk],
    root: Path,
    *,
    encoder: Encoder,
    on_progress: Progress | None = None,
    decision: Path = SHIPPED_DECISION,
    full: bool = False,
    standing: bool = False,
    make_current: bool = True,
    workers: Workers | None = None,
    fellows_up_to: int = SAVED_UP_TO,
) -> Path:
    """Build a new version under the root of the versions, and make it the current one unless told otherwise.

    Vectors that the same encoder has made of the same texts for an earlier build are taken over, and so is
    what this program has made of the same debunks.

    :param full: cut and embed every text anew
    :param standing: the debunks are the standing corpus, so that the version may be renewed from it
    :param make_current: else it is "unasked", and gone with the next build, unless it is used or held back
    :param workers: who share the work where there is much of it
    :param fellows_up_to: debunks up to which it is found out of each now who else has checked its claim; of
        more, when somebody asks
    :returns: the folder of the version
    :raises BuildError: when there is nothing to index, or the folder cannot be written
    :raises VersionError: when the link to the current version cannot be moved
    """
    ordered = sorted(debunks, key=lambda debunk: debunk.id)
    _require_distinct(ordered)
    lines = list(map(line_of, ordered))
    corpus_hash = hash_lines(lines)
    moment = _moment_after(max((version.name for version in list_versions(root)), default=""), corpus_hash)
    name = name_version(moment, corpus_hash)
    known = KnownVectors.open(root, encoder, anew=full)
    cuts = KnownCuts.open(root, encoder, anew=full)
    # There as soon as it has its name: killed right then, it is no version that somebody chose.
    marks = (UNASKED, STANDING_MARK) if standing else (UNASKED,)
    means = _Means(encoder, decision, known, cuts, workers, on_progress, fellows_up_to)
    with _told_if_unwritten(root / name):
        _build(ordered, lines, root / name, means, moment, marks)
    return use_version(root, name) if make_current else root / name


@dataclass(frozen=True, slots=True)
class _Means:
    """With what an index is built."""

    encoder: Encoder
    decision: Path
    known: KnownVectors | None
    cuts: KnownCuts
    workers: Workers | None
    on_progress: Progress | None
    fellows_up_to: int


def _build(
    debunks: list[Debunk],
    lines: list[bytes],
    out: Path,
    means: _Means,
    moment: datetime,
    marks: Sequence[str] = (),
) -> Manifest:
    encoder = means.encoder
    if Decision.read(means.decision).fingerprint != encoder.fingerprint:
        _log.warning(
            "the decision was fitted with another encoder than '%s', so confidences are not calibrated; "
            "fit it: zhendema train decision --encoder, then build again",
            encoder.name,
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    clear_abandoned(out.parent, escape(out.name), _HELD_AFTER)
    with folder_aside(out) as aside:
        manifest = _write(debunks, lines, aside, means, moment)
        Manifest.read(aside).verify(aside)
        for mark in marks:
            (aside / mark).touch()
        aside.chmod(0o755)
        sync_all(aside)
        put_in_place(aside, out)
    return manifest


@contextmanager
def _told_if_unwritten(out: Path, besides: str = "") -> Iterator[None]:
    """Turn trouble with the disk into words.

    :param besides: what else than the cure would do
    """
    try:
        yield
    except OSError as error:
        raise BuildError(
            f"expected to write an index into {out}, got: {reason_for(error)}; {cure_for(error)}{besides}; "
            "nothing was changed"
        ) from error


def _moment_after(newest: str, corpus_hash: str) -> datetime:
    """The present moment, or one a few seconds later.

    Two versions of one second would stand in the order of their hashes, and the older one seem the newer.
    """
    now = datetime.now(UTC)
    later = (now + timedelta(seconds=seconds) for seconds in range(60))
    return next((moment for moment in later if name_version(moment, corpus_hash) > newest), now)


def _require_distinct(ordered: list[Debunk]) -> None:
    if not ordered:
        raise BuildError("expected at least one debunk, got none; name a corpus: --corpus FILE")
    for before, after in pairwise(ordered):
        if before.id == after.id:
            raise BuildError(f"expected different ids, got '{after.id}' twice; see: zhendema corpus check")


def _write(
    debunks: list[Debunk], lines: list[bytes], folder: Path, means: _Means, moment: datetime
) -> Manifest:
    encoder, tell = means.encoder, partial(step, means.on_progress)
    cuts = means.cuts.cut(lines, means.workers, tell("reading debunks"))
    listed = Debunks.of_debunks(debunks, cuts.url_keys)
    begin(means.on_progress, "writing terms")
    listed.save(folder, lines)
    save_texts(cuts, folder)
    texts = cuts.texts
    del cuts  # of a million debunks they are gigabytes
    vectors = save_vectors(texts, folder, encoder, means.known, means.on_progress, means.workers)
    begin(means.on_progress, "learning topics")
    claims = np.arange(0, texts.claims, 1 + texts.claims // _TAUGHT)
    if model := TopicModel.of_vectors(
        vectors.rows[claims], [debunks[row].topic for row in texts.owners[claims]]
    ):
        model.save(folder)
    shutil.copyfile(means.decision, folder / DECISION_FILE)
    if len(debunks) <= means.fellows_up_to:
        parts = listed, Holdings.load(folder, encoder), Decision.read(means.decision)
        ClaimIndex("", *parts, encoder).save_fellows(folder, tell("looking who else has checked"))

    begin(means.on_progress, "summing up files")
    corpus_hash = hash_lines(lines)
    files = hash_files(
        folder, [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    )
    manifest = Manifest(
        format=FORMAT,
        version=name_version(moment, corpus_hash),
        built_at=moment.isoformat(timespec="seconds"),
        encoder=encoder.name,
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        debunks=len(debunks),
        vectors=len(texts.owners),
        corpus_hash=corpus_hash,
        files=files,
    )
    manifest.write(folder)
    return manifest
