"""A picture of what grows with the number of debunks (benchmarks/scale.py)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PANELS = {
    "ms of a message, median": {
        "check": "whole check",
        "candidates": "candidates",
        "flat": "FAISS flat",
        "trigrams": "FTS5 trigram",
    },
    "MB": {"loaded_mb": "loaded", "asked_mb": "after all messages", "disk_mb": "on disk"},
    "seconds": {"load_s": "load", "build_cpu_s": "build, CPU"},
    "recall@10 of exact search": {"vector_recall": "vectors", "candidate_recall": "candidates"},
}


def draw(found: Mapping[int, Mapping[str, Any]], path: Path) -> None:
    """Draw four panels over the sizes into a PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 7), layout="constrained")
    for axes, (name, lines) in zip(figure.subplots(2, 2).flat, _PANELS.items(), strict=True):
        for key, label in lines.items():
            values = [one.get(key, one.get(f"{key}_wall_p50_ms")) for one in found.values()]
            axes.plot(list(found), values, marker="o", label=label)
        axes.set_xscale("log")
        if "recall" in name:
            axes.set_ylim(0.9, 1.005)
        else:
            axes.set_yscale("log")
        axes.set_xlabel("debunks")
        axes.set_title(name)
        axes.grid(alpha=0.3)
        axes.legend()
    figure.savefig(path, dpi=120)
