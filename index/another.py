"""Another statement in a claim's words, such as "healing water tastes sweet" beside "this water heals"."""

from __future__ import annotations

from index.comparer import Compared
from index.features import FEATURES
from index.terms import has_han

__all__ = ["states_another"]

STRANGE = 0.08
"""Weight of a message's heaviest word without kin in the claim from which it says something of its own."""
GAP = 0.22
"""Share of the claim in one run that the message lacks from which it leaves something out."""

_ASKS, _REFUTES, _PIECE, _LACK = map(FEATURES.index, ("asks", "refutes", "strange_piece", "gap_of_claim"))


def states_another(compared: Compared, row: int) -> bool:
    """Tell whether a message of one sentence states something of its own and leaves out some of the claim.

    Who asks, or passes on what goes round in several sentences, means the claim even in other words. A plain
    sentence may be true, and should then not be called false. The limits were chosen on invented statements
    ("close" in index/practice) against what they cost judged messages; docs/matching.md has the figures.

    :param compared: a whole message
    :param row: of one of its candidates
    """
    features = compared.comparison.matrix[compared.rows.index(row)]
    if len(compared.view.pieces) > 1 or features[_ASKS] or features[_REFUTES]:
        return False
    # A text without Han has no vectors of words, so it has no kin either.
    return bool(has_han(compared.view.body) and features[_PIECE] >= STRANGE and features[_LACK] >= GAP)
