"""Seal where a reply stands, so that a correction reaches it and the database alone does not tell whose chat
it is."""

import hashlib
import hmac

__all__ = ["seal", "unseal"]

_ID_BYTES, _TAG_BYTES = 8, 4


def seal(secret: bytes, token: str, chat_id: int) -> str:
    """Return a chat's id, hidden: 24 hexadecimal characters.

    The id (64 bits) is masked with a keystream of HMAC-SHA256 (RFC 2104) over the token, which no other reply
    has, so that no mask is used twice; a tag of 32 bits tells whether it was sealed with this secret. Whoever
    holds the secret can open it, as they could try out all ids against the keyed hashes.

    :param token: of the remembered reply
    :param chat_id: from -2^63 to 2^63 - 1
    """
    plain = chat_id.to_bytes(_ID_BYTES, "big", signed=True)
    return (_masked(secret, token, plain) + _tag(secret, token, plain)).hex()


def unseal(secret: bytes, token: str, sealed: str) -> int | None:
    """Return the id that was sealed; None for what was sealed with another secret or for another token."""
    try:
        hidden = bytes.fromhex(sealed)
    except ValueError:
        return None
    plain = _masked(secret, token, hidden[:_ID_BYTES])
    if len(hidden) != _ID_BYTES + _TAG_BYTES or hidden[_ID_BYTES:] != _tag(secret, token, plain):
        return None
    return int.from_bytes(plain, "big", signed=True)


def _masked(secret: bytes, token: str, plain: bytes) -> bytes:
    stream = _digest(secret, f"address:{token}")
    return bytes(byte ^ key for byte, key in zip(plain, stream, strict=False))


def _tag(secret: bytes, token: str, plain: bytes) -> bytes:
    return _digest(secret, f"address-tag:{token}:{plain.hex()}")[:_TAG_BYTES]


def _digest(secret: bytes, words: str) -> bytes:
    return hmac.new(secret, words.encode("utf-8", "replace"), hashlib.sha256).digest()
