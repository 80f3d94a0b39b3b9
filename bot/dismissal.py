"""What is said about a lead that is not checked: to who asks about it, and to who waits for it. Pure."""

from bot.language import Language
from bot.reply import Reply, plain_reply
from bot.wording import label, say

__all__ = ["dismissed_news", "dismissed_reply"]

_LONGEST_QUOTE = 80  # characters of what was asked


def dismissed_reply(language: Language, token: str, *, reason: str, following: bool = False) -> Reply:
    """Return the reply to a question that fact-checkers have looked at and do not check.

    :param token: of the remembered reply, which its button carries
    :param reason: opinion, advert, private or uncheckable
    :param following: the person wants to hear, should it be checked after all
    """
    keys = ("dismissed-title", "dismissed-why", *(("dismissed-later",) if following else ()))
    text = "\n\n".join(say(language, key, reason=reason) for key in keys)
    return Reply(text, (({"text": label(language, "button-drop"), "callback_data": f"drop:{token}"},),))


def dismissed_news(language: Language, claim: str, *, reason: str, wrongly: bool = False) -> Reply:
    """Return what is told to who waits for a lead.

    :param claim: what was asked
    :param wrongly: what was told there before was wrong
    """
    asked = claim if len(claim) <= _LONGEST_QUOTE else claim[: _LONGEST_QUOTE - 1] + "…"
    keys = (*(("dismissed-wrongly",) if wrongly else ()), "dismissed-news", "dismissed-later")
    return plain_reply(language, *keys, claim=asked, reason=reason)
