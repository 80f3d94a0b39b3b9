"""Remember for a while which albums were answered: their parts may come one by one."""

from collections import OrderedDict


class Albums:
    """The latest albums that were answered, in memory; losing them costs a superfluous sentence at most.

    :param most: how many are remembered
    """

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._answered: OrderedDict[str, None] = OrderedDict()

    def add(self, album: str | None) -> None:
        """Note that an album was answered; None stands for no album."""
        if album is not None:
            self._answered[album] = None
            self._answered.move_to_end(album)
            while len(self._answered) > self._most:
                self._answered.popitem(last=False)

    def has(self, album: str | None) -> bool:
        """Tell whether an album was answered."""
        return album in self._answered
