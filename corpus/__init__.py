"""What has been fact-checked: debunks, the files they lie in, and the one form in which texts are compared.

cli          the commands ``check`` and ``stats``
library      read a corpus, with the faults of its lines; ``library/`` holds the debunks that ship
debunk       one published fact-check and its verdict
statistics   counts by publisher, verdict, topic, language and year
text         what the matching sees of a message: ``normalise`` and ``read_text``
boilerplate  what forwarding adds to a claim, and the marks of a debunk
sentences    where one claim ends and the next begins
scripts      traditional and simplified characters in one form
links        find addresses and compare them
errors       what can go wrong
"""

__all__ = [
    "boilerplate",
    "cli",
    "debunk",
    "errors",
    "library",
    "links",
    "scripts",
    "sentences",
    "statistics",
    "text",
]
