"""Turn texts into unit vectors: the one seam behind which every embedding model stands."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.model_files import SEGMENTATION
from index.overlapping import OverlappingModel
from index.word_vectors import WordVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED_MODEL = Path(__file__).parent / "model"
"""The folder of the sentence-transformers model that comes with the project."""

# Prompts of model families whose published folders do not carry them; a model's own prompts win.
# Sources: the model cards of intfloat/e5-*, intfloat/multilingual-e5-*, BAAI/bge-*-zh-v1.5 and bge-*-en-v1.5.
# Models of the e5 family that follow instructions (…-instruct) are asked in another way and bring it along.
_KNOWN_PROMPTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"(?<![a-z0-9])e5-(?:small|base|large)(?![a-z0-9])(?!.*instruct)"),
        "query: ",
        "passage: ",
    ),
    (
        re.compile(r"(?<![a-z0-9])bge-(?:small|base|large)-zh(?![a-z0-9])"),
        "为这个句子生成表示以用于检索相关文章：",
        "",
    ),
    (
        re.compile(r"(?<![a-z0-9])bge-(?:small|base|large)-en(?![a-z0-9])"),
        "Represent this sentence for searching relevant passages: ",
        "",
    ),
)
_HUB_FOLDER = "models--"  # a hub's cache: models--OWNER--NAME/snapshots/REVISION
_QUERY_NAMES = ("query", "s2p_query", "question")
_CLAIM_NAMES = ("document", "passage", "corpus")

_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Sentences to vectors; claims of the corpus and messages may be read differently."""

    @property
    def name(self) -> str:
        """What people call the model: a hub name, or a folder's name."""

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits; two encoders with the same fingerprint give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def words(self) -> WordVectors | None:
        """The single words of which it makes the vector of a text; None when it does not work like this."""

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """:returns: (n, dimension); each row of length 1, or all zero where the model sees nothing."""

    def encode_messages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """:returns: (n, dimension); each row of length 1, or all zero where the model sees nothing."""


def unit_rows(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """Scale each row to length 1; rows that are zero or not finite become zero.

    :param vectors: (n, dimension)
    """
    rows = np.nan_to_num(np.asarray(vectors, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-12))


class SentenceEncoder:
    """A sentence-transformers model, from a folder or by its name on a hub."""

    def __init__(self, model: str | Path, *, threads: int = 1, batch: int = 64) -> None:
        """Load the model; this takes seconds where torch is imported, which the shipped one does without.

        :param threads: of one inference; messages are checked side by side, so one each is best
        :raises EncoderError: when the model cannot be loaded
        """
        self._batch = batch
        self._source = model
        self._model = _open_model(model, threads)
        # A transformer fills up a batch to its longest text: pieces would cost as much as their message.
        static = isinstance(self._model, OverlappingModel) or _is_static(self._model)
        self._message_batch = batch if static else min(batch, 2)
        self.name = _spoken_name(model)
        self.dimension = _dimension_of(self._model)
        self.prompts = _prompts_of(self._model, (self.name, *_further_names(model)))
        """What is put before a message, and before a claim."""
        self.fingerprint = self._fingerprint(model)
        self.words = _words_of(self._model)
        """Of a static model."""

    def encode_claims(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts of the corpus.

        :returns: (n, dimension) unit rows
        :raises EncoderError: when the model fails, or gives numbers that are not finite: it is damaged then,
            or computes in too short numbers for this machine
        """
        rows = self._encode(texts, self.prompts[1], self._batch)
        broken = int((~np.isfinite(rows).all(axis=1)).sum())
        if broken:
            raise EncoderError(
                f"expected finite numbers from the encoder '{self.name}', got NaN or infinity for {broken} "
                f"of {len(texts)} claims; fetch the model anew, or choose another with ZHENDEMA_ENCODER"
            )
        return unit_rows(rows)

    def encode_messages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed what people send.

        :returns: (n, dimension) unit rows; zero where the model gives numbers that are not finite, so that
            the message is found by its terms alone
        :raises EncoderError: when the model fails
        """
        rows = self._encode(texts, self.prompts[0], self._message_batch)
        if not np.isfinite(rows).all():
            _log.warning("the encoder '%s' gave NaN or infinity for a message", self.name)
        return unit_rows(rows)

    def __reduce__(self) -> tuple[Callable[..., SentenceEncoder], tuple[str | Path]]:
        """Go to another process by name: the model is loaded there, once."""
        return load_encoder, (self._source,)

    def _encode(self, texts: Sequence[str], prompt: str, batch: int) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # A lone surrogate cannot be handed to a tokenizer written in Rust.
        sound = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        try:
            if isinstance(self._model, OverlappingModel):
                return self._model.encode([prompt + text for text in sound])
            rows = self._model.encode(
                sound, prompt=prompt, batch_size=batch, show_progress_bar=False, convert_to_numpy=True
            )
        except (
            RuntimeError,
            IndexError,
            MemoryError,
        ) as error:  # torch out of memory, a token without a vector
            raise EncoderError(
                f"expected vectors from the encoder '{self.name}', got {type(error).__name__}: {error}; "
                "is there memory left, and do its tokenizer and weights belong together? "
                "choose another with ZHENDEMA_ENCODER"
            ) from error
        return np.asarray(rows, dtype=np.float32)

    def _fingerprint(self, model: str | Path) -> str:
        prompts = json.dumps(self.prompts)
        folder = Path(model)
        if isinstance(self._model, OverlappingModel) or folder.is_dir():
            digest = _hash_folder(folder)
        else:
            digest = _hash_weights(self._model, self.name)
        return hashlib.sha256(f"{digest}{prompts}".encode()).hexdigest()


@lru_cache(maxsize=2)
def load_encoder(model: str | Path = SHIPPED_MODEL) -> SentenceEncoder:
    """Load an embedding model once in the life of the program.

    :param model: folder of a sentence-transformers model, or its name on a hub
    :raises EncoderError: when there is no such model
    """
    return SentenceEncoder(model)


def _open_model(model: str | Path, threads: int) -> OverlappingModel | SentenceTransformer:
    folder = Path(model)
    named_as_folder = isinstance(model, Path) or folder.is_dir()
    if named_as_folder and not (folder / "modules.json").is_file():
        raise EncoderError(
            f"expected a sentence-transformers model in {folder}, got no modules.json there; "
            "name another model with ZHENDEMA_ENCODER, or train it: zhendema train encoder"
        )
    if named_as_folder and (folder / SEGMENTATION).is_file():
        return OverlappingModel.read(folder)
    try:
        import torch
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(
            f"expected sentence-transformers and torch, got {error}; install them: make run"
        ) from error
    torch.set_num_threads(max(1, threads))
    try:
        return SentenceTransformer(str(model), device="cpu")
    except Exception as error:
        raise EncoderError(
            f"expected a sentence-transformers model, got none that loads from '{model}' "
            f"({type(error).__name__}: {error}); check ZHENDEMA_ENCODER"
        ) from error


def _is_static(model: SentenceTransformer) -> bool:
    return type(model[0]).__name__.endswith("Embedding")


def _dimension_of(model: OverlappingModel | SentenceTransformer) -> int:
    if isinstance(model, OverlappingModel):
        return model.dimension
    return model.get_embedding_dimension() or int(model.encode(["a"]).shape[1])


def _words_of(model: OverlappingModel | SentenceTransformer) -> WordVectors | None:
    if isinstance(model, OverlappingModel):
        return model.words
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    first = model[0]
    if not isinstance(first, StaticEmbedding):
        return None
    return WordVectors.of_rows(first.tokenizer, first.embedding.weight.detach().numpy())


def _spoken_name(model: str | Path) -> str:
    folder = Path(model)
    if not folder.is_dir():
        return str(model)
    folder = folder.resolve()
    if folder == SHIPPED_MODEL.resolve():
        return "zhendema"
    return next(
        (
            part.removeprefix(_HUB_FOLDER).replace("--", "/")
            for part in reversed(folder.parts)
            if part.startswith(_HUB_FOLDER)
        ),
        folder.name,
    )


def _further_names(model: str | Path) -> tuple[str, ...]:
    """What the configurations in a folder call the model: it may lie in a folder of any name."""
    names = []
    for path in sorted(Path(model).glob("**/config.json")) if Path(model).is_dir() else ():
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(told, dict) and isinstance(name := told.get("_name_or_path"), str):
            names.append(name)
    return tuple(names)


def _prompts_of(model: OverlappingModel | SentenceTransformer, names: Sequence[str]) -> tuple[str, str]:
    """:returns: what goes before a message, and before a claim"""
    own = {key: value for key, value in (model.prompts or {}).items() if value}
    query = next((own[key] for key in _QUERY_NAMES if key in own), None)
    claim = next((own[key] for key in _CLAIM_NAMES if key in own), None)
    if query is None and claim is None:
        for name in names:
            for family, query_prompt, claim_prompt in _KNOWN_PROMPTS:
                if family.search(name.lower()):
                    return query_prompt, claim_prompt
    return query or "", claim or ""


def _hash_folder(folder: Path) -> str:
    """Hash what decides the vectors: every file but the words about the model."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".") and path.suffix.lower() != ".md":
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                for block in iter(lambda: file.read(1 << 20), b""):
                    digest.update(block)
    return digest.hexdigest()


def _hash_weights(model: SentenceTransformer, name: str) -> str:
    import torch

    digest = hashlib.sha256(name.encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
