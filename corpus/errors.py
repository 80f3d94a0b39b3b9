"""What can go wrong with a corpus.

CorpusError            a corpus cannot be read at all, or its file cannot be written
  Refused              a debunk is not taken in, changed or taken out
  Unfetched            a page cannot be fetched, or must not be
"""

__all__ = ["CorpusError", "Refused", "Unfetched"]


class CorpusError(Exception):
    """A file or folder of a corpus cannot be used: it is missing or not permitted; the message says which."""


class Refused(CorpusError):  # noqa: N818 - as the errors of index are named
    """A debunk does not fit what is there.

    :ivar debunk_id: of the debunk that stands in the way, or that was asked for
    """

    def __init__(self, message: str, debunk_id: str) -> None:
        super().__init__(message)
        self.debunk_id = debunk_id


class Unfetched(CorpusError):  # noqa: N818
    """A page was not fetched.

    :ivar reason: address, failed, insecure (its site cannot prove what it is), slow, redirects, status, kind,
        long; in a long run also robots (its site forbids it) or busy (its site asks to come again later)
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
