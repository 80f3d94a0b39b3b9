"""Back off from a Telegram that cannot be reached: the more failures in a row, the longer the wait."""

#: Seconds to wait after the first, second, ... failure in a row; the last one counts for all that follow.
_WAITS = (1, 2, 5, 10, 30)


def back_off(failures: int) -> int:
    """Return the seconds to wait after so many failures in a row, 1 or more."""
    return _WAITS[min(failures, len(_WAITS)) - 1]
