"""Which part of a text is about a claim: some clauses that follow each other."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[^,;:!?。~|\n]+[,;:!?。~|\n]*")
_LONGER = 1.3  # a text of so many times the letters of a claim has room for more than the claim
_MOST = 60  # clauses of a text


def nearest_part(text: str, wording: str) -> str:
    """Cut from a longer text what has most in common with a claim.

    :param text: normalised; :param wording: of the claim, normalised
    :returns: clauses of the text that follow each other; the text itself when it is not longer than the claim
    """
    if len(text) <= _LONGER * len(wording):
        return text
    clauses = [found.span() for found in _CLAUSE.finditer(text)][:_MOST]
    known = _pairs(wording)
    best, part = 0.0, text
    for first, (start, _) in enumerate(clauses):
        for _, end in clauses[first:]:
            if end - start > 2 * len(wording) + 8:
                break
            said = _pairs(text[start:end])
            share = 2 * len(said & known) / max(len(said) + len(known), 1)
            if share > best:
                best, part = share, text[start:end]
    return part.rstrip(",;:!?。~| \n")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
