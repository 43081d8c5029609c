"""What goes where: results to stdout, everything else to stderr. Colour only where a person sees it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO

from pipeline.cli.safe import masked

COLOURS = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "alarm": "1;97;41",
}


def emit(text: str) -> None:
    """Write a result to stdout. A reader that went away (`| head`) ends the output, not the command."""
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the end


def emit_bytes(write: Callable[[BinaryIO], object]) -> None:
    """Have a writer write to stdout; as `emit` where the reader went away."""
    try:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the end


def emit_page_text(text: str) -> None:
    """Write text of a page to stdout: as it is into a file or pipe, with controls written out to a terminal."""
    if is_terminal(sys.stdout):
        from pipeline.report.visible import visible

        text = visible(text)
    emit(text)


def emit_json(value: Any) -> None:
    """Write a value (of JSON types) as JSON to stdout."""
    from pipeline.report.visible import json_text

    emit(json_text(value, indent=2))


def tell(text: str) -> None:
    """Write one line for a person to stderr: masked, and without control characters."""
    from pipeline.report.visible import visible

    try:
        sys.stderr.write(f"{visible(masked(text))}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # nobody reads it: the command still does its work


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at this stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def has_colour(stream: TextIO) -> bool:
    """Whether to colour: a terminal that can, and no `NO_COLOR`."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, *, stream: TextIO | None = None) -> str:
    """The text in a colour of `COLOURS`, or plain where `stream` (stdout) shows none."""
    return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if has_colour(stream or sys.stdout) else text


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 page`, `2,505 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
