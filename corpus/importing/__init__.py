"""Bring in debunks from where publishers publish them: read, judge by the table, merge into a file a source.

entry         what a source says of one fact-check, and why something is not taken
source        open a SOURCE: an address, a file, a folder or standard input
pieces        find and read JSON, texts and members of archives, within limits
documents     schema.org's ClaimReview: in pages, in data feeds, from the Fact Check Tools API
syndication   RSS, Atom and JSON Feed, with the page of each entry
mapping       which column of a table is which field
tables        CSV, TSV and XLSX
cofacts       Cofacts' open data
lists         lists in JSON as 较真 has them
own           our own JSON Lines
making        an entry becomes a debunk, or is refused; `dates` reads its day
shelf         HOME/corpus/imported: one file a source, replaced whole
kept          the file as it is
merging       what is new, changed or the same
visits        the pages that are fetched, and what is known of them from before
importer      all of it in its order
report        what came of it, in words and as JSON Lines
"""

__all__ = [
    "cofacts",
    "dates",
    "documents",
    "entry",
    "importer",
    "kept",
    "lists",
    "making",
    "mapping",
    "merging",
    "own",
    "pieces",
    "report",
    "shelf",
    "source",
    "syndication",
    "tables",
    "visits",
]
