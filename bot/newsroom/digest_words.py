"""The digest in words: as messages of Telegram, as Markdown, and as the board of its picture. Pure."""

from collections.abc import Sequence

from bot.language import Language
from bot.newsroom.card_words import short
from bot.newsroom.digest import FEW, Digest, Entry, Kind
from bot.newsroom.pictures import Board, Row, Tone
from bot.newsroom.spans import span_words
from bot.ways import Ways, link_of, to_its_page
from bot.wording import label, say
from corpus.debunk import Debunk, Verdict

__all__ = ["board_of", "digest_markdown", "digest_text", "title_of"]

#: How many claims each kind of digest lists, and how many of each further part.
_MOST = {Kind.MONTH: 10, Kind.WEEK: 5}
_MOST_FURTHER = {Kind.MONTH: 5, Kind.WEEK: 3}
_CLAIM = 60  # UTF-16 code units of a claim: ten of them and all the rest stay far below a message's limit
_TONES = {
    Verdict.FALSE: Tone.BAD,
    Verdict.SCAM: Tone.BAD,
    Verdict.TRUE: Tone.GOOD,
}


def title_of(digest: Digest, language: Language) -> str:
    """Return the name of a digest in plain words: "月度辟谣榜 · 2026 年 10 月"."""
    return f"{_title(digest, language)} · {_when(digest, language)}"


def digest_text(digest: Digest, language: Language, ways: Ways = to_its_page) -> str:
    """Return a digest as one message, Telegram HTML, at most 4,096 characters of text.

    :param ways: what to link while the page of a debunk is dead
    """
    most, further = _MOST[digest.period.kind], _MOST_FURTHER[digest.period.kind]
    parts = [say(language, "digest-title", title=_title(digest, language), when=_when(digest, language))]
    lines = [
        say(
            language,
            "digest-line",
            number=str(rank),
            verdict=_verdict(entry.debunk, language),
            claim=short(entry.debunk.claim, _CLAIM),
            **link_of(entry.debunk, ways, language),
            people=_count(entry.people, language),
            change=_change(entry, rank, language),
        )
        for rank, entry in enumerate(digest.entries[:most], 1)
    ]
    parts.append("\n".join(lines) if lines else say(language, "digest-nothing"))
    # Those that stand above already need not be named again.
    rest = digest.entries[most:]
    rising = [each.debunk for each in rest if each.rises][:further]
    returned = [each.debunk for each in rest if each.returned][:further]
    parts += _listed(language, "digest-rising", rising, ways)
    parts += _listed(language, "digest-returned", returned, ways)
    if digest.waited is not None:
        took = span_words(digest.waited, language)
        parts.append(say(language, "digest-answered", count=len(digest.answered), took=took))
        parts[-1] += "".join(
            "\n"
            + say(
                language,
                "digest-answer",
                verdict=_verdict(debunk, language),
                claim=short(debunk.claim, _CLAIM),
                **link_of(debunk, ways, language),
                took=span_words(waited, language),
            )
            for debunk, waited in digest.answered[:further]
        )
    if digest.still_open:
        opened = [
            say(
                language,
                "digest-open-line",
                claim=short(each.claim, _CLAIM),
                people=_count(each.people, language),
            )
            for each in digest.still_open[:further]
        ]
        parts.append("\n".join([say(language, "digest-open"), *opened]))
    return "\n\n".join([*parts, say(language, "digest-foot")])


def digest_markdown(digest: Digest, language: Language, ways: Ways = to_its_page) -> str:
    """Return a digest as a page of Markdown, with all that was asked; `ways` as for `digest_text`."""
    lines = [f"# {title_of(digest, language)}", ""]
    heads = [label(language, f"digest-head-{name}") for name in ("claim", "verdict", "people", "change")]
    if digest.entries:
        lines += ["| # | " + " | ".join(heads) + " |", "| ---: | --- | --- | ---: | --- |"]
    else:
        lines.append(label(language, "digest-nothing"))
    for rank, entry in enumerate(digest.entries, 1):
        cells = (
            _linked(entry.debunk, ways, language),
            _verdict(entry.debunk, language),
            _count(entry.people, language),
            _change(entry, rank, language),
        )
        lines.append(f"| {rank} | " + " | ".join(cells) + " |")
    if digest.waited is not None:
        took = span_words(digest.waited, language)
        lines += ["", "## " + label(language, "digest-answered", count=len(digest.answered), took=took), ""]
        lines += [
            f"- {_verdict(debunk, language)} · {_linked(debunk, ways, language)} "
            f"({span_words(waited, language)})"
            for debunk, waited in digest.answered
        ]
    if digest.still_open:
        lines += ["", "## " + label(language, "digest-open-plain"), ""]
        lines += [f"- {_cell(each.claim)} ({_count(each.people, language)})" for each in digest.still_open]
    return "\n".join([*lines, "", label(language, "digest-foot-plain"), ""])


def board_of(digest: Digest, language: Language) -> Board | None:
    """Return the board of a digest's picture; None when nothing was asked."""
    shown = digest.entries[: _MOST[digest.period.kind]]
    if not shown:
        return None
    rows = [
        Row(
            claim=entry.debunk.claim,
            verdict=_verdict(entry.debunk, language).partition(" ")[2],
            tone=_TONES.get(entry.debunk.verdict, Tone.MIXED),
            count=max(entry.people, FEW),
            count_words=_count(entry.people, language),
            change=_change(entry, rank, language),
        )
        for rank, entry in enumerate(shown, 1)
    ]
    subtitle = f"{_when(digest, language)} · {label(language, 'digest-subtitle')}"
    return Board(_title(digest, language), subtitle, rows, label(language, "digest-foot-plain"))


def _listed(language: Language, key: str, debunks: Sequence[Debunk], ways: Ways) -> list[str]:
    lines = [
        say(
            language,
            "digest-further",
            verdict=_verdict(debunk, language),
            claim=short(debunk.claim, _CLAIM),
            **link_of(debunk, ways, language),
        )
        for debunk in debunks
    ]
    return ["\n".join([say(language, key), *lines])] if lines else []


def _title(digest: Digest, language: Language) -> str:
    return label(language, f"digest-{digest.period.kind}")


def _when(digest: Digest, language: Language) -> str:
    first, last = digest.period.first, digest.period.last
    if digest.period.kind is Kind.MONTH:
        return label(language, "date-month", year=str(first.year), month=first.month)
    days = [label(language, "alert-day", month=day.month, day=day.day) for day in (first, last)]
    return label(language, "digest-days", year=str(first.year), first=days[0], last=days[1])


def _verdict(debunk: Debunk, language: Language) -> str:
    return label(language, "verdict-plain", verdict=debunk.verdict.value)


def _count(people: int, language: Language) -> str:
    shown = f"<{FEW}" if people < FEW else f"{people:,}"
    return label(language, "digest-people", count=shown)


def _change(entry: Entry, rank: int, language: Language) -> str:
    if entry.returned:
        return label(language, "digest-change-returned")
    if entry.rank_before is None:
        return label(language, "digest-change-new")
    moved = entry.rank_before - rank
    if not moved:
        return label(language, "digest-change-same")
    return label(language, "digest-change-up" if moved > 0 else "digest-change-down", places=abs(moved))


def _linked(debunk: Debunk, ways: Ways, language: Language) -> str:
    link = link_of(debunk, ways, language)
    return f"[{_cell(debunk.claim)}]({_address(link['url'])}){link['note']}"


def _cell(text: str) -> str:
    """A text inside a table of Markdown: one line, without signs that Markdown would take for its own."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in line)


def _address(url: str) -> str:
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("|", "%7C")
