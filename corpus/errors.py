"""What can go wrong with a corpus.

CorpusError            a corpus cannot be read at all
"""

__all__ = ["CorpusError"]


class CorpusError(Exception):
    """A file or folder of a corpus cannot be read: it is missing or not permitted; the message says which."""
