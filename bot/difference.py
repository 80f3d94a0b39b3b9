"""What a message says otherwise than a claim, as both were written."""

from corpus.scripts import fold_character
from corpus.text import normalise
from index.decision import Match


def written_difference(match: Match, text: str) -> tuple[str, str] | None:
    """Return the words in which a match differs, as message and claim write them.

    :param text: the message
    :returns: what the message says, and what the claim says instead; None when they do not differ
    """
    if match.differs is None:
        return None
    said, claimed = match.differs
    return _as_written(said, text), _as_written(claimed, match.debunk.claim)


def _as_written(words: str, text: str) -> str:
    """Find normalised words in a text; they themselves where it does not have them in one piece."""
    # Character by character, so that a place in the folded text is one in the text.
    folded = [normalise(fold_character(character)) or character for character in text]
    if any(len(character) != 1 for character in folded):
        return words
    start = "".join(folded).find(words)
    return words if start < 0 else text[start : start + len(words)]
