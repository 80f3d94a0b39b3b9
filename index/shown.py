"""Which debunks come first, so that the few that are shown are about all parts of a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from corpus.quotes import Span
from index.decision import MOST_SUGGESTIONS
from index.passage import Found

Same = Callable[[int, int], bool]
"""Whether two rows are of one claim."""
Spans = Mapping[int, Span | None]
"""Where in a message the claims of rows stand; None is the whole message."""

# Confidence by a part from which its words are named. With .5 one in ten forwards of a single rumor gets such
# words, with this one in twenty-five.
_WORTH_NAMING = 0.7


def distinct_claims(sure: Sequence[int], spans: Spans, same: Same) -> list[int]:
    """Pick one debunk for each answered claim: those of one claim, or about the same words, are one.

    :param sure: rows, surest first
    :param spans: where in the message the claim of each stands, None for all of it; without those that the
        message links to: links to two debunks are two questions, though neither is a sentence
    :returns: of `sure`, in its order
    """
    kept: list[int] = []
    for row in sure:
        if not any(
            (row in spans and other in spans and _overlap(spans[row], spans[other])) or same(row, other)
            for other in kept
        ):
            kept.append(row)
    return kept


def in_other_words(parts: Found, told: Sequence[int], spans: Spans, same: Same) -> list[int]:
    """Pick what other words of a message than those that are answered may be about, though it is not sure.

    :param parts: what the parts of the message found
    :param told: rows that are answered
    :param spans: where in the message the claim of each stands, None for all of it
    :returns: rows of `parts`, the likeliest first, of different claims and about different words
    """
    kept = {row: spans.get(row) for row in told}
    found: list[int] = []
    for row in sorted(parts, key=lambda row: -parts[row].confidence):
        if parts[row].confidence < _WORTH_NAMING:
            break
        if any(same(row, other) for other in kept):
            continue
        span = parts[row].span(row)
        if not any(_overlap(span, other) for other in kept.values()):
            kept[row] = span
            found.append(row)
    return found


def _overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two claims stand in the same words; None is the whole message."""
    if one is None or other is None:
        return True
    return min(one[1], other[1]) > max(one[0], other[0])


def pick_of_lines(
    lines: Sequence[Found], leading: Sequence[int], found: Found, least: float, same: Same
) -> Found:
    """Pick from what the lines of a message found by themselves what the message as a whole passes over.

    Each line gives its best candidate. Where one line alone has something to give, its second best stands
    beside what the whole message found second.

    :param lines: what each line found
    :param leading: rows that come first anyway; at least one
    :param found: what the whole message found
    :param least: confidence from which a line's best candidate counts
    :returns: as many as there is room for behind those that lead, surest first
    """
    room = MOST_SUGGESTIONS - len(leading)
    ranked = [sorted(line, key=lambda row: -line[row].confidence) for line in lines]
    best = sorted(zip(ranked, lines, strict=True), key=lambda pair: -pair[1][pair[0][0]].confidence)
    picks: Found = {}
    giving: list[tuple[list[int], Found]] = []
    for rows, line in best:
        if len(picks) >= room or line[rows[0]].confidence < least:
            break
        if not any(same(rows[0], row) for row in (*leading, *picks)):
            picks[rows[0]] = line[rows[0]]
            giving.append((rows, line))
    if len(giving) == 1 and room > 1:
        rows, line = giving[0]
        taken = (*leading, rows[0])
        second = next((row for row in rows if not any(same(row, other) for other in taken)), None)
        rivals = (found[row].confidence for row in found if not any(same(row, other) for other in taken))
        if second is not None and line[second].confidence > max(rivals, default=0.0):
            picks[second] = line[second]
    return picks


def in_shown_order(found: Found, leading: Sequence[int], picks: Found, ceiling: float) -> dict[int, float]:
    """Put what leads first, then what was picked, then the others.

    :param found: all findings, the picked ones too
    :param leading: rows of `found`, surest first
    :param picks: of the lines, surest first
    :param ceiling: confidence above which nothing is that was picked, or comes after it
    :returns: rows in their order with their confidences. None is surer than one before it: what was picked is
        raised to what it comes before, what is surer than that is lowered.
    """
    rest = sorted(found.keys() - set(leading) - set(picks), key=lambda row: -found[row].confidence)
    order = [*leading, *picks, *rest]
    if not picks:
        return {row: found[row].confidence for row in order}
    after = found[rest[0]].confidence if rest else 0.0
    told: dict[int, float] = {}
    reached = 1.0
    for row in order:
        confidence = found[row].confidence
        if row not in leading:
            confidence = min(max(confidence, after if row in picks else 0.0), ceiling)
        told[row] = reached = min(reached, confidence)
    return told
