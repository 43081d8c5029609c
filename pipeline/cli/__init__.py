"""The command line `dechrome`: the only place that prints and sets exit codes. One file a command.

Nothing heavy is imported here, nor by a command's file: `dechrome --help` costs what click costs.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0, 1, 2, 3 or 130); never raises, never shows a traceback."""
    from pipeline.cli.entry import run_command

    return run_command(argv)
