"""Signs that steer the direction of writing: unseen, and able to show a text as another one than it is."""

__all__ = ["STEERING", "undirected"]

#: Marks, embeddings, overrides and isolates; joiners, which some scripts need, are none of them.
STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TAKEN_OUT = dict.fromkeys(map(ord, STEERING))


def undirected(text: str) -> str:
    """Return a text without signs that steer its direction; all others stay."""
    return text.translate(_TAKEN_OUT)
