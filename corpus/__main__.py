"""Run the commands about a corpus: ``python -m corpus check``."""

from corpus.cli import app

__all__: list[str] = []

if __name__ == "__main__":
    app(prog_name="python -m corpus")
