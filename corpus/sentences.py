"""The sentences of a message: where one claim ends and the next begins; and pieces of a good length."""

import re

__all__ = ["MOST_PIECES", "split_sentences", "to_pieces"]

SHORTEST, LONGEST_PIECE, MOST_PIECES = 6, 120, 64
_ONE_PIECE = 24  # a message as short as this is one claim, whatever marks it holds

_PICTURES = "\u2190-\u21ff\u2300-\u2bff\ue000-\uf8ff\ufe0f\u200d\U0001f000-\U0001faff\U000f0000-\U0010ffff"
_HAN_NUMBER = "[一二三四五六七八九十]"
_BREAK = re.compile(
    "|".join(
        (
            r"[\n\r\v\f\x85\u2028\u2029]+",
            r"(?<=[。！？!?；;…])(?![。！？!?；;…\"'”’」』）)\]】》])",
            r"(?<=[。！？!?；;…][\"”’」』）)\]】》])(?![。！？!?；;…\"'”’」』）)\]】》])",
            r"(?<=[a-z]{2}\.)\s+(?=\S)",
            r"[①-⑳⑴-⒛❶-❿➀-➓㈠-㈩㊀-㊉]",
            r"\d\ufe0f?\u20e3",
            r"[（(]\d{1,2}[）)]",
            r"(?<![\w.,，])\d{1,2}(?:[、．)）]|\.(?!\d))",
            rf"(?<!\w)[（(]?{_HAN_NUMBER}{{1,3}}[、）)](?!{_HAN_NUMBER})",
            rf"(?<!\w)第{_HAN_NUMBER}{{1,2}}[,，、:：.]",
            # a run of pictures between two stretches of text; single ones strewn into a word break nothing
            rf"(?<=[^{_PICTURES}\s]{{4}})[{_PICTURES}]+(?=[^{_PICTURES}\s]{{4}})",
            r"(?:^|(?<=\s))[•●■◆▲★☆►▶◎※*·\-–—]+(?=\s*\S)",
        )
    )
)
_EDGES = " \t,，、。.;:!?~·\"'-…<>*_=|/"
_COMMAS = re.compile(r"(?<=[,、:])")


def split_sentences(text: str) -> list[str]:
    """Split a raw text at full stops, question and exclamation marks, semicolons, line breaks, list numbers
    (``1、``, ``①``, ``第一，``), bullets and runs of pictures. Marks of lists go, marks of sentences stay.
    """
    return [part for part in _BREAK.split(text) if part and not part.isspace()]


def to_pieces(sentences: list[str], body: str) -> tuple[str, ...]:
    """The pieces of a message that can each be a claim: at most 64 of 6 to 120 characters where possible.

    Shorter sentences join the next one, longer ones are cut at commas. If there are more than 64, neighbours
    join, so that no part of the message is left out; pieces are longer then.

    :param sentences: normalised sentences.
    :param body: the same as one text; what a message of one sentence gets.
    """
    if not body:
        return ()
    if len(body) <= _ONE_PIECE:
        return (body,)
    pieces: list[str] = []
    waiting = ""
    for sentence in sentences:
        for part in _cut(sentence.strip(_EDGES)):
            waiting = _join(waiting, part)
            if len(waiting) >= SHORTEST:
                pieces.append(waiting)
                waiting = ""
    if waiting:
        if pieces and len(pieces[-1]) + len(waiting) <= LONGEST_PIECE:
            pieces[-1] = _join(pieces[-1], waiting)
        else:
            pieces.append(waiting)
    pieces = list(dict.fromkeys(pieces))
    if len(pieces) < 2 and len(body) <= LONGEST_PIECE:
        return (body,)
    return tuple(_packed(pieces))


def _cut(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST_PIECE:
        return [sentence] if sentence else []
    parts: list[str] = []
    waiting = ""
    for clause in _COMMAS.split(sentence):
        if waiting and len(waiting) + len(clause) > LONGEST_PIECE:
            parts.append(waiting)
            waiting = ""
        waiting += clause
        while len(waiting) > LONGEST_PIECE:
            parts.append(waiting[:LONGEST_PIECE])
            waiting = waiting[LONGEST_PIECE:]
    parts.append(waiting)
    return [stripped for part in parts if (stripped := part.strip(_EDGES))]


def _packed(pieces: list[str]) -> list[str]:
    limit = LONGEST_PIECE
    while len(pieces) > MOST_PIECES:
        packed: list[str] = []
        for piece in pieces:
            if packed and len(packed[-1]) + len(piece) < limit:
                packed[-1] = _join(packed[-1], piece)
            else:
                packed.append(piece)
        pieces, limit = packed, limit * 2
    return pieces


def _join(left: str, right: str) -> str:
    if not left or not right:
        return left or right
    return f"{left},{right}"
