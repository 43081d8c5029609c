"""Log lines on stderr: masked, harmless to the terminal, one line each."""

from __future__ import annotations

import logging
import sys

from pipeline.cli.output import paint
from pipeline.cli.safe import masked
from pipeline.report.visible import one_line

LONGEST = 2_000
"""Characters of a log line; what is longer is cut with an ellipsis."""


class _Line(logging.Formatter):
    """`warning: …`; plain information has no prefix."""

    def format(self, record: logging.LogRecord) -> str:
        text = one_line(masked(record.getMessage()), LONGEST)
        if record.levelno >= logging.ERROR:
            return f"{paint('error:', 'red', stream=sys.stderr)} {text}"
        if record.levelno >= logging.WARNING:
            return f"{paint('warning:', 'yellow', stream=sys.stderr)} {text}"
        return text


def set_up_logs(*, quiet: bool, verbose: int) -> logging.Logger:
    """The logger `pipeline`, writing to the present stderr at the level asked for."""
    logger = logging.getLogger("pipeline")
    logger.handlers.clear()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    logger.addHandler(handler)
    logger.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    logger.propagate = False
    return logger
