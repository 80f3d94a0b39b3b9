"""Cells: values as a spreadsheet or a terminal should take them."""

__all__ = ["cell", "printable"]

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> object:
    """Return a value as a spreadsheet should take it: as it is, no formula; of a list an item a line."""
    words = "\n".join(value) if isinstance(value, list) else value
    if isinstance(words, str):
        words = printable(words)
        return f"'{words}" if words.startswith(_FORMULAS) else words
    return words


def printable(words: str) -> str:
    """Return words without what could steer a terminal or a spreadsheet; lines stay lines."""
    return "".join(sign for sign in words if sign in "\n\t" or (sign.isprintable() or sign == "\u3000"))
