"""The text of a lead: what is kept of a message, masked, and what leads are told apart by."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import EmptyLead
from bot.fingerprint import letters
from bot.privacy import mask, mask_link
from corpus.text import normalise, read_text

__all__ = ["ClaimText"]

# Words as few as "看看这个" beside a link say nothing: such a message is its link.
TELLING = 8


@dataclass(frozen=True, slots=True)
class ClaimText:
    """A message as a lead keeps it. `text`: its wording; `links`: canonical urls; `identity`: equal for equal
    messages; `body`: what is compared with near-identical ones, empty when there is nothing to compare (links
    or signs only). All of them are masked."""

    text: str
    links: tuple[str, ...]
    body: str
    identity: str

    @classmethod
    def read(cls, text: str, links: Iterable[str]) -> "ClaimText":
        """Mask and read a message.

        Masked before it is read and after, since normalising brings together what signs and spaces held
        apart.

        :param links: canonical urls of the message; those in the text are read from there
        :raises EmptyLead: there is neither a word nor a link
        """
        masked = mask(text)
        given = tuple(dict.fromkeys(mask_link(link) for link in links))
        reading = read_text(masked)
        every = tuple(dict.fromkeys((*map(mask_link, reading.links), *given)))
        if not text.strip() and not every:
            raise EmptyLead(
                "lead: expected at least a word or a link, got neither; ask the sender for the text"
            )
        body = mask(reading.body or ("" if every else normalise(masked)))
        if len(letters(body)) < TELLING and every:
            return cls(masked, given, "", "\n".join((body, *sorted(every))))
        if not letters(body):
            return cls(masked, given, "", body or masked.strip())
        return cls(masked, given, body, body)
