"""What can go wrong around an index, said so that a maintainer knows the cure.

SearchError
├── BrokenIndex      the folder is no index, or a file of it is missing or damaged
├── StaleIndex       a sound index that this program must not use: other format, other encoder, other features
├── BuildError       an index could not be built or written
├── EncoderError     the embedding model cannot be loaded or used
├── DecisionError    the decision model is missing, damaged or of other features
├── VersionError     no such version, or the place of the versions cannot be used
├── BenchmarkError   a file of messages or debunks for measuring cannot be used
└── TrainingError    the texts that the encoder learns from are missing or not of the expected form
"""


class SearchError(Exception):
    """Any trouble with an index; its text says what was expected, what was found, and the cure."""


class BrokenIndex(SearchError):  # noqa: N818  it says what the index is
    """The folder holds no index, or one of its files is missing or damaged."""


class StaleIndex(SearchError):  # noqa: N818
    """The index is sound but was made by another format, encoder or set of features."""


class BuildError(SearchError):
    """The index could not be built or written; nothing half made is left in its place."""


class EncoderError(SearchError):
    """The embedding model cannot be loaded, or answers with something that is no vector."""


class DecisionError(SearchError):
    """The decision model is missing, damaged or of other features than this program computes."""


class VersionError(SearchError):
    """There is no such version, or the folder of the versions cannot be used."""


class BenchmarkError(SearchError):
    """A file of labelled messages or of everyday talk is missing or not of the expected form."""


class TrainingError(SearchError):
    """The texts that the encoder learns from are missing, or a line of them is not of the expected form."""
