"""Write the folder of the shipped encoder: a tokenizer and its vectors, as sentence-transformers reads them.

The vectors are stored as rows of whole numbers from -127 to 127 with one scale a row. StaticEmbedding
multiplies them out on loading: the model computes in single precision, the file is a quarter of the size.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import EncoderError

MODULES = "modules.json"
CONFIGURATION = "config_sentence_transformers.json"
SEGMENTATION = "segmentation.json"
"""Says that texts are cut into overlapping pieces; who does not know this file still gets useful vectors."""
FILES = (
    MODULES,
    CONFIGURATION,
    "model.safetensors",
    "tokenizer.json",
    SEGMENTATION,
)
"""What a model folder holds besides its card."""

_OVERLAPPING = {"pieces": "overlapping", "without_han": "stems"}


def write_model(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Write a folder that `SentenceTransformer(out)` loads without a network.

    :param vectors: (pieces, dimension), a row for each piece of the tokenizer
    """
    from safetensors.numpy import save

    out.mkdir(parents=True, exist_ok=True)
    whole, scales = quantise_rows(vectors)
    (out / "model.safetensors").write_bytes(save({"embeddings": whole, "weights": scales}))
    (out / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    module = "sentence_transformers.models.StaticEmbedding"
    _write(out / MODULES, [{"idx": 0, "name": "0", "path": "", "type": module}])
    _write(out / SEGMENTATION, _OVERLAPPING)
    _write(
        out / CONFIGURATION,
        {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"},
    )


def read_segmentation(folder: Path) -> None:
    """See that the file in a folder says what this program does.

    :raises EncoderError: when it is damaged, or says something else: the vectors would be of other pieces
        than those of training
    """
    path = folder / SEGMENTATION
    told: Any
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        told = type(error).__name__
    if told != _OVERLAPPING:
        raise EncoderError(
            f"expected {json.dumps(_OVERLAPPING)} in {path}, got {str(told)[:80]}; take the file from where "
            "the model came from, or train the model anew: zhendema train encoder"
        )


def quantise_rows(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round each row to 255 steps of its own greatest value.

    :returns: whole numbers (pieces, dimension) and scales (pieces,); their product is within half a step
    """
    scales = np.abs(vectors).max(axis=1).astype(np.float32) / 127
    scales = np.where(scales > 0, scales, np.float32(1)).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
