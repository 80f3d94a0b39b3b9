"""The secret: made once, kept to its owner, never silently replaced."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import load_secret


def test_it_is_made_at_the_first_start_and_read_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret"
    secret = load_secret(path)
    assert len(secret) == 32
    assert load_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_two_homes_have_two_secrets(tmp_path: Path) -> None:
    assert load_secret(tmp_path / "a") != load_secret(tmp_path / "b")


def test_starts_at_the_same_instant_get_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(load_secret, [tmp_path / "secret"] * 32))
    assert len(found) == 1


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff" * 64, b"ab" * 31, b"zz" * 32])
def test_a_damaged_secret_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"secret: expected 64 hexadecimal characters, got \d+ bytes"):
        load_secret(path)
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_written_is_named_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="let this user read and write that folder"):
        load_secret(tmp_path / "file" / "secret")
