"""Take the settings of a `.env` file into the environment."""

from io import StringIO
from pathlib import Path

from dotenv import load_dotenv

from bot.errors import SettingsError

__all__ = ["read_env_file"]


def read_env_file(path: Path) -> None:
    """Set the variables that a file names; what the environment has already stays. No file is no trouble.

    :raises SettingsError: the file is there and is no text in UTF-8, or must not be read
    """
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{path}: expected to read it, got: {error.strerror}; check its rights, or take it away"
        ) from None
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise SettingsError(f"{path}: expected text in UTF-8, got another encoding; save it again as UTF-8")
    load_dotenv(stream=StringIO(text))
