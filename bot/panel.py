"""The panel of a group as its admins see it: each page's words and keyboard. Pure: makes no calls."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.choices import ZONES, Choice, Page, choices_on
from bot.group_settings import GroupSettings
from bot.groups import Group
from bot.language import Language
from bot.reply import Button, Reply
from bot.standing import Standing, standing_lines
from bot.wording import label, say

__all__ = [
    "LANGUAGE_NAMES",
    "View",
    "choice_label",
    "choice_toast",
    "list_reply",
    "panel_reply",
    "settings_link",
    "shown_title",
]

#: Each language by its own name, so that who took the wrong one finds back.
LANGUAGE_NAMES = {Language.HANS: "简体中文", Language.HANT: "繁體中文", Language.ENGLISH: "English"}
_TITLE, _GROUPS_A_PAGE = 40, 8
#: What stands for a title that cannot be seen; letters that look like nothing (Hangul, Braille).
_UNTITLED, _BLANK = "…", frozenset("\u115f\u1160\u2800\u3164\uffa0")
#: Buttons side by side, where it is not one.
_COLUMNS = {
    Page.SENSITIVITY: 3,
    Page.VERDICTS: 2,
    Page.TOPICS: 3,
    Page.COOLDOWN: 3,
    Page.HOURLY: 3,
    Page.QUIET: 2,
    Page.QUIET_FROM: 6,
    Page.QUIET_UNTIL: 6,
    Page.ZONE: 2,
    Page.STAY: 2,
}
#: The pages that the first one leads to, row by row.
_MAIN = (
    (Page.MODE,),
    (Page.SENSITIVITY,),
    (Page.VERDICTS, Page.TOPICS),
    (Page.COOLDOWN, Page.HOURLY),
    (Page.QUIET,),
    (Page.LANGUAGE, Page.STAY),
    (Page.WELCOME, Page.MORE),
    (Page.TEST,),
)
#: Where "back" leads, if not to the first page.
_BACK = {Page.QUIET_FROM: Page.QUIET, Page.QUIET_UNTIL: Page.QUIET, Page.ZONE: Page.QUIET}


@dataclass(frozen=True, slots=True)
class View:
    """For whom and where a panel is shown.

    :ivar token: of the open panel, which its buttons carry
    :ivar private: in a private chat, from which one gets back to the list of groups
    :ivar username: of the bot
    :ivar topics: those that the debunks have
    """

    token: str
    language: Language
    private: bool
    username: str
    topics: Sequence[str]
    now: datetime


def panel_reply(page: Page, group: Group, view: View, standing: Standing | None = None) -> Reply:
    """Return a page of a group's panel.

    :param standing: what the bot may do there, for the page that tells it
    """
    settings, language = group.settings, view.language
    lines = [say(language, "panel-title", title=shown_title(group.title)), "", _explain(page, settings, view)]
    if page is Page.TEST and standing is not None:
        lines += ["", *standing_lines(standing, language)]
    rows = _main_rows(group, view) if page is Page.MAIN else _page_rows(page, settings, view)
    return Reply("\n".join(lines), tuple(rows))


def list_reply(groups: Sequence[Group], view: View, first: int = 0) -> Reply:
    """Return the list of somebody's groups, from the one at the place `first` on."""
    language = view.language
    if not groups:
        add = {
            "text": label(language, "panel-add"),
            "url": f"https://t.me/{view.username}?startgroup=settings",
        }
        return Reply(say(language, "panel-list-none"), ((add,),))
    first = first if 0 <= first < len(groups) else 0
    shown = groups[first : first + _GROUPS_A_PAGE]
    rows = [
        (_press(_listed_title(group, number, language), view, "list", group.chat_key[:16]),)
        for number, group in enumerate(shown, first + 1)
    ]
    steps = []
    if first:
        steps.append(_press("◀", view, "list", f"p{max(0, first - _GROUPS_A_PAGE)}"))
    if first + _GROUPS_A_PAGE < len(groups):
        steps.append(_press("▶", view, "list", f"p{first + _GROUPS_A_PAGE}"))
    closing = (_press(label(language, "panel-close"), view, "close"),)
    return Reply(say(language, "panel-list"), (*rows, *([tuple(steps)] if steps else []), closing))


def choice_label(page: Page, choice: Choice, language: Language) -> str:
    """Return what a choice says, without the mark of being chosen."""
    named = _LABELS.get(page)
    return choice.code if named is None else named(choice, language)


def choice_toast(page: Page, choice: Choice, language: Language) -> str:
    """Return the toast that says what holds after a choice."""
    name, state = label(language, "panel-button", page=page.value), choice_label(page, choice, language)
    if page in {Page.VERDICTS, Page.TOPICS, Page.MORE}:
        name, state = state, label(language, "state-on", ok="no" if choice.chosen else "yes")
    elif page is Page.WELCOME:
        state = label(language, "state-welcome", ok="no")
    elif page in {Page.QUIET_FROM, Page.QUIET_UNTIL}:
        name = label(language, "panel-button", page=Page.QUIET.value)
        state = choice_label(Page.QUIET, choice, language)
    return label(language, "panel-saved", name=name, state=state)


def settings_link(username: str, chat_key: str) -> str:
    """Return the address that opens a group's panel in a private chat."""
    return f"https://t.me/{username}?start=settings-{chat_key}"


def shown_title(title: str) -> str:
    """Return a title without signs that cannot be seen or that turn the writing round, on one line, cut."""
    seen = "".join(" " if unicodedata.category(sign)[0] == "C" or sign in _BLANK else sign for sign in title)
    words = " ".join(seen.split())
    if all(unicodedata.category(sign)[0] == "M" for sign in words):
        # Marks alone have no letter to stand on.
        return _UNTITLED
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"


def _listed_title(group: Group, number: int, language: Language) -> str:
    """Return what a group is called in the list; one that cannot be read is told from others by its place."""
    title = shown_title(group.title)
    return label(language, "panel-unnamed", number=str(number)) if title == _UNTITLED else title


def _explain(page: Page, settings: GroupSettings, view: View) -> str:
    language = view.language
    if page is Page.QUIET:
        local = view.now.astimezone(settings.time_zone)
        return say(language, "panel-quiet", time=f"{local:%H:%M}", zone=_zone_name(settings.zone, language))
    if page is Page.WELCOME:
        shown = "\n\n" + say(language, "panel-welcome-now", text=settings.welcome) if settings.welcome else ""
        return say(language, "panel-welcome") + shown
    return say(language, f"panel-{page.value}")


def _main_rows(group: Group, view: View) -> list[tuple[Button, ...]]:
    rows = [
        tuple(_press(_named_state(page, group.settings, view), view, page.value) for page in row)
        for row in _MAIN
    ]
    if view.private:
        rows.append((_press(label(view.language, "panel-groups"), view, "list", "p0"),))
    else:
        link = settings_link(view.username, group.chat_key)
        rows.append(({"text": label(view.language, "panel-private"), "url": link},))
    return [*rows, (_press(label(view.language, "panel-close"), view, "close"),)]


def _page_rows(page: Page, settings: GroupSettings, view: View) -> list[tuple[Button, ...]]:
    buttons = [
        _press(
            f"{'✅ ' if choice.chosen else ''}{choice_label(page, choice, view.language)}",
            view,
            page.value,
            choice.code,
        )
        for choice in choices_on(page, settings, view.topics)
    ]
    columns = _COLUMNS.get(page, 1)
    rows = [tuple(buttons[at : at + columns]) for at in range(0, len(buttons), columns)]
    if page is Page.QUIET:
        own = _press(label(view.language, "panel-own-hours"), view, Page.QUIET_FROM.value)
        zone = _press(_named_state(Page.ZONE, settings, view), view, Page.ZONE.value)
        rows += [(own,), (zone,)]
    back = _press(label(view.language, "panel-back"), view, _BACK.get(page, Page.MAIN).value)
    return [*rows, (back,)]


def _named_state(page: Page, settings: GroupSettings, view: View) -> str:
    """Return what a button of the first page says: a name, and the state where there is one."""
    name = label(view.language, "panel-button", page=page.value)
    state = _state(page, settings, view)
    return label(view.language, "panel-state", name=name, state=state) if state else name


def _state(page: Page, settings: GroupSettings, view: View) -> str:
    language = view.language
    if page is Page.VERDICTS:
        return label(language, "state-verdicts", count=len(settings.verdicts))
    if page is Page.TOPICS:
        return label(language, "state-topics", count=len(settings.without_topics))
    if page is Page.QUIET:
        return _quiet_name(settings, language)
    if page is Page.ZONE:
        return _zone_name(settings.zone, language)
    if page is Page.WELCOME:
        return label(language, "state-welcome", ok="yes" if settings.welcome else "no")
    if page in {Page.MORE, Page.TEST}:
        return ""
    chosen = next((choice for choice in choices_on(page, settings) if choice.chosen), None)
    return "" if chosen is None else choice_label(page, chosen, language)


def _press(text: str, view: View, *parts: str) -> Button:
    return {"text": text, "callback_data": ":".join(["set", view.token, *parts])}


def _quiet_name(settings: GroupSettings, language: Language) -> str:
    if settings.quiet is None:
        return label(language, "choice-quiet-none")
    return f"{settings.quiet.start}:00–{settings.quiet.end}:00"


def _zone_name(zone: str, language: Language) -> str:
    code = next((code for code, name in ZONES.items() if name == zone), "")
    return label(language, "zone", code=code) if code else zone


def _counted(key: str) -> Callable[[Choice, Language], str]:
    return lambda choice, language: label(language, key, count=int(choice.code))


def _coded(key: str) -> Callable[[Choice, Language], str]:
    return lambda choice, language: label(language, key, code=choice.code)


def _hour(choice: Choice, _: Language) -> str:
    return f"{choice.code}:00"


_LABELS: Mapping[Page, Callable[[Choice, Language], str]] = {
    Page.MODE: _coded("choice-mode"),
    Page.SENSITIVITY: _coded("choice-sense"),
    Page.VERDICTS: lambda choice, language: label(language, "verdict-plain", verdict=choice.code),
    Page.TOPICS: lambda choice, language: label(language, "topic", code=choice.code),
    Page.COOLDOWN: _counted("choice-cooldown"),
    Page.HOURLY: _counted("choice-hourly"),
    Page.QUIET: lambda choice, language: _quiet_name(choice.settings, language),
    Page.QUIET_FROM: _hour,
    Page.QUIET_UNTIL: _hour,
    Page.ZONE: _coded("zone"),
    Page.LANGUAGE: lambda choice, language: (
        LANGUAGE_NAMES[Language(choice.code)]
        if choice.code in set(Language)
        else label(language, "choice-language-auto")
    ),
    Page.STAY: _counted("choice-stay"),
    Page.MORE: _coded("choice-more"),
    Page.WELCOME: lambda _, language: label(language, "choice-welcome-none"),
}
