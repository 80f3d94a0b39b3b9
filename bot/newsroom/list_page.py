"""Lists and numbers of leads in words and buttons. Pure: makes no calls."""

from collections.abc import Sequence

from bot.lead import Status
from bot.newsroom.card_words import View, ago, claim_of, short
from bot.newsroom.lists import Line, Numbers
from bot.newsroom.spans import span_words
from bot.newsroom.times import Figures
from bot.newsroom.wanted import Wanted, wanted_words
from bot.reply import Button, Reply
from bot.wording import label, say

__all__ = ["A_PAGE", "VERB", "list_reply", "stats_reply", "top_reply"]

#: What the buttons of a list begin with.
VERB = "leads"
A_PAGE = 8
_CLAIM, _IN_ROW = 90, 4
_MOST_UNITS = 30


def list_reply(
    lines: Sequence[Line], wanted: Wanted, token: str, view: View, *, first: int, more: bool
) -> Reply:
    """Return one page of a list.

    :param first: place of its first lead
    :param more: leads follow
    """
    what = wanted_words(wanted, view.language)
    title = f"{say(view.language, 'leads-title')} · {say(view.language, 'leads-what', what=what)}"
    steps = []
    if first:
        steps.append(_press("◀", token, str(max(0, first - A_PAGE))))
    if more:
        steps.append(_press("▶", token, str(first + A_PAGE)))
    return _listed(title, lines, token, view, steps)


def top_reply(lines: Sequence[Line], token: str, view: View) -> Reply:
    """Return the list of the most asked."""
    return _listed(say(view.language, "top-title"), lines, token, view, [])


def stats_reply(numbers: Numbers, figures: Figures | None, view: View) -> Reply:
    """Return the numbers of the desk.

    :param figures: of the leads of the last 30 days; None: there were none
    """
    language = view.language
    lines = [say(language, "stats-title")]
    for status in Status:
        name = label(language, "lead-status", status=status.value)
        lines.append(say(language, "stats-status", status=name, count=numbers.statuses.get(status, 0)))
    lines += [
        "",
        say(
            language,
            "stats-week",
            opened=numbers.opened,
            answered=numbers.answered,
            dismissed=numbers.dismissed,
        ),
    ]
    if figures is not None and figures.median is not None and figures.ninety is not None:
        half, most = span_words(figures.median, language), span_words(figures.ninety, language)
        lines.append(say(language, "stats-times", half=half, most=most))
    if figures is not None and figures.in_time is not None:
        lines.append(say(language, "stats-in-time", share=round(100 * figures.in_time)))
    if numbers.units and view.unit is None:
        lines += ["", say(language, "stats-units")]
        ranked = sorted(numbers.units.items(), key=lambda one: (-one[1][1], -one[1][0], one[0]))
        for name, (count, over) in ranked[:_MOST_UNITS]:
            if over:
                lines.append(say(language, "stats-unit-over", unit=name, count=count, over=over))
            else:
                lines.append(say(language, "stats-unit", unit=name, count=count))
    return Reply("\n".join(lines))


def _listed(title: str, lines: Sequence[Line], token: str, view: View, steps: Sequence[Button]) -> Reply:
    if not lines:
        return Reply(f"{title}\n\n{say(view.language, 'leads-none')}", (tuple(steps),) if steps else ())
    parts = [title]
    for line in lines:
        status = label(view.language, "lead-status", status=line.status.value)
        last = ago(line.last_asked, view)
        head = say(
            view.language, "leads-line", number=str(line.number), status=status, asks=line.asks, last=last
        )
        claim = say(view.language, "leads-what", what=short(claim_of(line.text, view.language), _CLAIM))
        parts.append(f"{head}\n{claim}")
    buttons = [_press(str(line.number), token, f"n{line.number}") for line in lines]
    rows = [tuple(buttons[start : start + _IN_ROW]) for start in range(0, len(buttons), _IN_ROW)]
    return Reply("\n\n".join(parts), (*rows, *([tuple(steps)] if steps else [])))


def _press(text: str, token: str, argument: str) -> Button:
    return {"text": text, "callback_data": f"{VERB}:{token}:{argument}"}
