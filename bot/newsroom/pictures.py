"""Pictures: how often something is asked about, hour by hour, and the board of a month, as PNG. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.newsroom.canvas import Canvas
from bot.newsroom.fonts import Face

__all__ = ["Board", "Course", "Row", "Tone", "draw_board", "draw_course"]

_WIDTH, _EDGE = 1200, 64
_GROUND, _INK, _SOFT, _FAINT = "#ffffff", "#17202a", "#667380", "#e6eaee"
_ACCENT, _CALM = "#d8432e", "#a9b6c3"


class Tone(StrEnum):
    """The colour of a verdict."""

    BAD = "#c8402c"  # false, a scam
    MIXED = "#b87a10"  # misleading, unproven, outdated
    GOOD = "#2c8a57"  # true


@dataclass(frozen=True, slots=True)
class Course:
    """How often something was asked about in equal steps of time.

    :ivar title: what the picture tells, one line
    :ivar claim: at most two lines are shown
    :ivar figures: one line of numbers
    :ivar counts: of each step, the oldest first
    :ivar marked: so many of the last steps stand out
    :ivar ticks: place among the steps -> words under it
    """

    title: str
    claim: str
    figures: str
    counts: Sequence[int]
    marked: int
    ticks: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a board. `count`: its number, `count_words` as it is shown; `change`: a few words."""

    claim: str
    verdict: str
    tone: Tone
    count: int
    count_words: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The most asked claims of a time; `rows` in their order, at least one."""

    title: str
    subtitle: str
    rows: Sequence[Row]
    foot: str


def draw_course(course: Course, face: Face) -> bytes:
    """Return the picture of a course: 1200 x 675 pixels, PNG."""
    height = 675
    canvas = Canvas(_WIDTH, height, _GROUND, face)
    canvas.box(0, 0, _WIDTH, 10, _ACCENT)
    canvas.write(_EDGE, 66, course.title, 30, _ACCENT, bold=True)
    lines = canvas.wrapped(course.claim, 44, _WIDTH - 2 * _EDGE, 2, bold=True)
    for number, line in enumerate(lines):
        canvas.write(_EDGE, 132 + 60 * number, line, 44, _INK, bold=True)
    canvas.write(_EDGE, 146 + 60 * len(lines), course.figures, 28, _SOFT)
    _draw_bars(canvas, course, top=206 + 60 * len(lines), bottom=height - 84)
    return canvas.png()


def _draw_bars(canvas: Canvas, course: Course, top: float, bottom: float) -> None:
    most, steps = max(1, *course.counts), len(course.counts)
    pitch = (_WIDTH - 2 * _EDGE) / steps
    canvas.box(_EDGE, bottom, _WIDTH - 2 * _EDGE, 3, _FAINT)
    highest = max(range(steps), key=lambda step: course.counts[step])
    for step, count in enumerate(course.counts):
        tall = (bottom - top - 34) * count / most
        ink = _ACCENT if step >= steps - course.marked else _CALM
        left = _EDGE + pitch * step
        canvas.box(left + pitch * 0.12, bottom - tall, pitch * 0.76, tall, ink, radius=5)
        if step == highest and count:
            canvas.write(left + pitch / 2, bottom - tall - 20, str(count), 26, ink, bold=True, align="m")
    for step, words in course.ticks:
        x = _EDGE + pitch * step
        canvas.box(x, bottom, 3, 12, _CALM)
        # Words at the right edge end there.
        at_edge = x + canvas.width_of(words, 24) > _WIDTH - _EDGE
        canvas.write(x + 3 if at_edge else x, bottom + 34, words, 24, _SOFT, align="r" if at_edge else "l")


def draw_board(board: Board, face: Face) -> bytes:
    """Return the picture of a board: 1200 pixels wide, as high as its rows need, PNG."""
    plan = Canvas(1, 1, _GROUND, face)
    room = _WIDTH - 2 * _EDGE - 96
    lines = [plan.wrapped(row.claim, 34, room, 2, bold=True) for row in board.rows]
    heights = [46 * len(each) + 74 for each in lines]
    height = 214 + sum(heights) + 84
    canvas = Canvas(_WIDTH, height, _GROUND, face)
    canvas.box(0, 0, _WIDTH, 172, _INK)
    canvas.box(0, 172, _WIDTH, 8, _ACCENT)
    canvas.write(_EDGE, 70, board.title, 54, _GROUND, bold=True)
    canvas.write(_EDGE, 132, board.subtitle, 28, "#c9d2da")
    y = 214.0
    most = max(row.count for row in board.rows)
    chip = max(canvas.width_of(row.verdict, 24, bold=True) for row in board.rows) + 32
    for rank, (row, wrapped, tall) in enumerate(zip(board.rows, lines, heights, strict=True), 1):
        _draw_row(canvas, row, rank, wrapped, y, max(1, most), chip)
        y += tall
    canvas.box(_EDGE, y + 6, _WIDTH - 2 * _EDGE, 2, _FAINT)
    canvas.write(_EDGE, y + 44, board.foot, 24, _SOFT)
    return canvas.png()


def _draw_row(
    canvas: Canvas, row: Row, rank: int, lines: Sequence[str], y: float, most: int, chip: float
) -> None:
    """Draw one row below `y`; `chip`: how wide all verdicts are, so that all bars begin at one place."""
    left = _EDGE + 96
    ink = _ACCENT if rank <= 3 else _SOFT
    canvas.write(_EDGE + 30, y + 28, str(rank), 52, ink, bold=True, align="m")
    for number, line in enumerate(lines):
        canvas.write(left, y + 26 + 46 * number, line, 34, _INK, bold=True)
    y += 46 * len(lines) + 31
    canvas.box(left, y - 20, chip, 40, row.tone, radius=20)
    canvas.write(left + chip / 2, y - 1, row.verdict, 24, _GROUND, bold=True, align="m")
    start, change = left + chip + 28, canvas.width_of(row.change, 24)
    room = _WIDTH - _EDGE - start - 190 - max(change, 130)
    long = max(8.0, room * row.count / most)
    canvas.box(start, y - 9, long, 18, row.tone, radius=9)
    canvas.write(start + long + 16, y, row.count_words, 28, _INK, bold=True)
    canvas.write(_WIDTH - _EDGE, y, row.change, 24, _SOFT, align="r")
