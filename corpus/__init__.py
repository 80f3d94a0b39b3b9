"""What has been fact-checked: debunks, the files they lie in, and the one form in which texts are compared.

cli          the commands ``check``, ``stats`` and ``export``
library      read a corpus, with the faults of its lines; ``library/`` holds the debunks that ship
debunk       one published fact-check and its verdict
statistics   counts by publisher, verdict, topic, language and year
exports      which debunks partners get, and the file that is written
formats      the forms of exports: ``claim_review``, ``json_feed`` and ``rss`` each make one
importing    brings in what publishers publish; ``import_cli`` has its commands
ratings      what the words of publishers mean: ``ratings.toml``
text         what the matching sees of a message: ``normalise`` and ``read_text``
boilerplate  what forwarding adds to a claim, and the marks of a debunk
sentences    where one claim ends and the next begins
scripts      traditional and simplified characters in one form
links        find addresses and compare them
errors       what can go wrong
"""

__all__ = [
    "boilerplate",
    "claim_review",
    "cli",
    "debunk",
    "errors",
    "exports",
    "formats",
    "importing",
    "json_feed",
    "library",
    "links",
    "ratings",
    "rss",
    "scripts",
    "sentences",
    "statistics",
    "text",
]
