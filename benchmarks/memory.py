"""How much memory this process takes, in MB; 0 where the system does not tell."""

from __future__ import annotations

from pathlib import Path

__all__ = ["peak_megabytes", "resident_megabytes"]


def resident_megabytes() -> float:
    """:returns: what is in memory now"""
    return _status("VmRSS")


def peak_megabytes() -> float:
    """:returns: the most that was in memory since this process began to be this program"""
    return _status("VmHWM")


def _status(field: str) -> float:
    try:
        told = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return int(told.split(f"{field}:")[1].split()[0]) / 1024
