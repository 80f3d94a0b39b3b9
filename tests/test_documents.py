"""The documents say what is so: their commands exist, their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from bot.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "corpus" / "library" / "README.md"]
)


def command_of(words: list[str]) -> str | None:
    """The part of a command line that names no command or option of ours; None when all do."""
    command = typer.main.get_command(app)
    for word in words:
        if word.startswith("--"):
            options = {name for param in command.params for name in param.opts}
            if word.partition("=")[0] not in options:
                return word
        elif hasattr(command, "commands"):
            if word not in command.commands:
                return word
            command = command.commands[word]
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    lines = re.findall(r"(?:^|`)zhendema ([^`\n#]+)", text, re.MULTILINE)
    wrong = {line: word for line in lines if (word := command_of(line.split())) is not None}
    assert wrong == {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [t for t in targets if "://" not in t and not (document.parent / t).exists()]
    assert missing == []


def test_the_commands_of_make_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"run", "test"} <= set(named)
    assert [name for name in named if f"\n{name}:" not in makefile] == []
