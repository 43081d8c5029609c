"""docs/messages.md: every error code in words."""

from __future__ import annotations

from pipeline.docs.markdown import GENERATED, page, table
from pipeline.error_codes import ERROR_CODES

INTRO = """# Messages

An error is one line: where, what, how to mend it, and a code in brackets. With `--json` it is also an object on
stdout: `{"error": {"code", "what", "where", "mend", "exit_code"}}`. `dechrome explain CODE` prints what stands here.
What is wrong with a *page* is never an error of the command: it is a finding (see [rules](rules.md)) or the page's
state in the table `pages`."""


def text() -> str:
    """The whole document."""
    rows = [
        (f"`{error.code}`", error.name, str(error.exit_code), error.meaning, error.mend)
        for error in ERROR_CODES
    ]
    return page(GENERATED, INTRO, table(("code", "name", "exit code", "means", "how to mend it"), rows))
