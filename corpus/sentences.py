"""The sentences of a message: where one claim ends and the next begins; and pieces of a good length."""

import re

__all__ = ["MOST_PIECES", "split_claims", "split_sentences", "to_pieces"]

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
            rf"(?<!\w)第{_HAN_NUMBER}{{1,2}}[,，、:：.]",
            # a run of pictures between two stretches of text; single ones strewn into a word break nothing
            rf"(?<=[^{_PICTURES}\s]{{4}})\s*[{_PICTURES}]+\s*(?=[^{_PICTURES}\s]{{4}})",
            r"(?<=[^•\s]{4})\s*•+\s*(?=[^•\s]{4})",
            r"(?:^|(?<=\s))[•●■◆▲★☆►▶◎※*·\-–—]+(?=\s*\S)",
        )
    )
)
# A number that may begin a point of a list.
_POINT = re.compile(
    rf"(?<!\w[-–—/.~])[（(]?(?:(?P<digits>(?<![\d.,，])\d{{1,2}})|(?P<han>(?<!{_HAN_NUMBER}){_HAN_NUMBER}{{1,3}}))"
    r"(?P<mark>[、．)）]|\.(?!\d))"
)
_START = re.compile(r"(?:^|[\n\r。！？!?；;…：:】\]）)])\s*$")
_LONGEST_GAP = 8  # white space between a sentence and a point
_SHORTEST_POINT = 4  # characters; 3、4 and 一、二 are no points of a list
_DIGIT = re.compile(rf"\s?(?:(?P<digits>[0-9]{{1,9}})|(?P<han>{_HAN_NUMBER}))")
_FARTHEST_COUNT = 3  # 3、5个 counts on
_HAN_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
_BLANK_LINES = re.compile(r"\n\s*\n")
_EDGES = " \t,，、。.;:!?~·\"'-…<>*_=|/"
_COMMAS = re.compile(r"(?<=[,、:])")
_SHORTEST_CLAUSE = 4
_CLAUSES = re.compile(
    r"(?<=[,、;:?!~。])|(?<=[\u3400-\u9fff] )(?=\S)|(?<=\S )(?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff\W])(?=还有|另外|此外|再来|再者|而且|以及|同时)"
)


def split_sentences(text: str) -> list[str]:
    """Split a raw text at full stops, question and exclamation marks, semicolons, line breaks, list numbers
    (``1、``, ``①``, ``第一，``), bullets and runs of pictures. Marks of lists go, marks of sentences stay.
    """
    parts = (part for point in _split_points(text) for part in _BREAK.split(point))
    return [part for part in parts if part and not part.isspace()]


def split_claims(text: str) -> list[str]:
    """Split a raw text into what was listed or sent as several: the points of its lists, without what stands
    before the first one, and what blank lines part.
    """
    found: list[str] = []
    for paragraph in _BLANK_LINES.split(text):
        points = _split_points(paragraph)[1:]
        found += points if len(points) > 1 else [paragraph]
    return [each.strip() for each in found if each and not each.isspace()]


def _split_points(text: str) -> list[str]:
    """Split a text before the points of its lists, and leave out their numbers.

    A number begins a point where a line or a sentence begins; elsewhere, and before another number, only if
    the numbers are a row: 1.… 2.…, but neither in 吃3、4个鸡蛋 nor in COVID-19、 nor in iPhone 13.
    """
    found = list(_POINT.finditer(text))
    values = [_value_of(match) for match in found]
    parts, end = [], 0
    for place, match in enumerate(found):
        begins = _START.search(text[max(0, match.start() - _LONGEST_GAP) : match.start()])
        if (_counts_on(text, match.end(), values[place]) or not begins) and not _is_in_row(
            found, values, place
        ):
            continue
        parts.append(text[end : match.start()])
        end = match.end()
    return [*parts, text[end:]]


def _counts_on(text: str, end: int, value: int) -> bool:
    """Whether the number behind a number belongs to it: 3、4个, 1、3、5号, 十一、十二月; not 5、2020年."""
    behind = _DIGIT.match(text, end)
    if behind is None:
        return False
    if behind["han"] or text.startswith("、", behind.end()):
        return True
    return value < int(behind["digits"]) <= value + _FARTHEST_COUNT


def _is_in_row(found: list[re.Match[str]], values: list[int], place: int) -> bool:
    """Whether the number before or behind counts on, with a point's length of text between."""
    match, value = found[place], values[place]
    for other, before in ((place - 1, True), (place + 1, False)):
        if not 0 <= other < len(found) or values[other] != value + (-1 if before else 1):
            continue
        near = found[other]
        between = match.start() - near.end() if before else near.start() - match.end()
        if near["mark"] == match["mark"] and between >= _SHORTEST_POINT:
            return True
    return False


def _value_of(match: re.Match[str]) -> int:
    """The number that a point begins with; 0 for one that is none."""
    if match["digits"]:
        return int(match["digits"])
    tens, ten, ones = match["han"].rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)


def to_clauses(sentences: list[str]) -> list[str]:
    """The parts of sentences between all their marks, and before words that add something (还有, 另外).

    Clauses of fewer than four characters join the next one of their sentence, or the last. There are as many
    as the sentences need: joined they are the sentences.

    :param sentences: normalised sentences; a space between words of Han counts as a mark.
    """
    clauses: list[str] = []
    for sentence in sentences:
        waiting = ""
        first = len(clauses)
        for part in _CLAUSES.split(sentence):
            waiting += part
            if sum(map(str.isalnum, waiting)) >= _SHORTEST_CLAUSE:
                clauses.extend(_in_lengths(waiting))
                waiting = ""
        if waiting and len(clauses) > first:
            clauses[-1] += waiting
        elif waiting:
            clauses.append(waiting)
    return clauses


def _in_lengths(clause: str) -> list[str]:
    return [clause[start : start + LONGEST_PIECE] for start in range(0, len(clause), LONGEST_PIECE)]


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
