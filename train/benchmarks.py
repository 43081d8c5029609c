"""Where the data to measure and train on lies: beside the project, never in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
VARIABLE = "DECHROME_BENCHMARKS"
"""The environment variable that names another folder."""


class NoBenchmarkData(Exception):
    """The benchmark data is not there; the message says how to name its folder."""


def benchmarks() -> Path:
    """The folder of all benchmark data, whether it is there or not."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else SHARED / "benchmarks"


def wcxb_folder() -> Path:
    """Where the development pages of WCXB would be."""
    return benchmarks() / "wcxb-dev"


def benchmark_folder() -> Path:
    """The folder of all benchmark data. Raises `NoBenchmarkData` if it is not there."""
    if not wcxb_folder().is_dir():
        raise NoBenchmarkData(f"skipped: no benchmark data (set {VARIABLE} to its folder)")
    return benchmarks()


def skips_without_data(main: Callable[[], int]) -> Callable[[], int]:
    """For the `main` of a module: where the data is absent, one plain line and exit code 0."""

    @wraps(main)
    def wrapped() -> int:
        try:
            return main()
        except NoBenchmarkData as problem:
            print(problem)
            return 0

    return wrapped
