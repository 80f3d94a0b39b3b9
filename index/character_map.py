"""Pack a table of character replacements into the form that SentencePiece's normalizer reads.

The form: the trie's length in bytes (32 bits, little endian), the trie, then the replacements, each ended
by a zero byte. The trie is a double array of Darts-clone (github.com/s-yata/darts-clone): a 32-bit unit
holds the label of the byte that leads to it, the offset to its children, and whether a key ends there; a
key's value is the place of its replacement.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_HAS_VALUE = 1 << 8
_IS_VALUE = 1 << 31


def pack_character_map(replacements: Mapping[str, str]) -> bytes:
    """:param replacements: what to read for each character; keys must not be empty and hold no zero character
    :raises ValueError: for a key that the form cannot hold
    """
    root = _Node()
    packed = bytearray()
    for key, replacement in sorted(replacements.items()):
        if not key or "\0" in key or "\0" in replacement:
            raise ValueError(f"expected texts without the zero character, got {key!r} -> {replacement!r}")
        node = root
        for byte in key.encode():
            node = node.children.setdefault(byte, _Node())
        node.value = len(packed)
        packed += replacement.encode() + b"\0"
    trie = _DoubleArray().lay_out(root)
    return struct.pack("<I", len(trie)) + trie + bytes(packed)


@dataclass(slots=True)
class _Node:
    children: dict[int, _Node] = field(default_factory=dict)
    value: int | None = None


class _DoubleArray:
    """Units by place; a node's child with label b lies at `base ^ b`, its value at `base`."""

    def __init__(self) -> None:
        self._units: dict[int, int] = {}
        self._bases: set[int] = set()
        self._first_free = 1

    def lay_out(self, root: _Node) -> bytes:
        self._units[0] = 0
        self._place(root, 0)
        # A reader may look at any unit of the last block, so the array is filled to a multiple of 256.
        length = (max(self._units) // 256 + 1) * 256
        return struct.pack(f"<{length}I", *(self._units.get(place, 0) for place in range(length)))

    def _place(self, node: _Node, place: int) -> None:
        labels = sorted(node.children) if node.value is None else [0, *sorted(node.children)]
        if not labels:
            return
        base = self._find_base(labels)
        self._bases.add(base)
        # The offset takes 22 bits above bit 10; tables of single characters stay far below.
        self._units[place] |= (base ^ place) << 10
        for label in labels:
            self._units[base ^ label] = label
        if node.value is not None:
            self._units[place] |= _HAS_VALUE
            self._units[base] = _IS_VALUE | node.value
        for label, child in sorted(node.children.items()):
            self._place(child, base ^ label)

    def _find_base(self, labels: list[int]) -> int:
        while self._first_free in self._units:
            self._first_free += 1
        # Looking only near the end wastes a few units and keeps the time linear.
        place = max(self._first_free, max(self._units) - 2048)
        while True:
            base = place ^ labels[0]
            if base not in self._bases and all((base ^ label) not in self._units for label in labels):
                return base
            place += 1
