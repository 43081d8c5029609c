"""A rule's docstring as data: its sentence, its sections, and the two example pages.

The form: one sentence; then the headings of `HEADINGS`, each with an indented text. An example page is
the literal block after a line that ends in `::`. Each of its lines is a line of the page, but for lines
indented by four more than the one above them: they continue it (a page's paragraph is one long line).
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from pipeline.rules.base import BaseRule

HEADINGS = (
    "What it checks",
    "Why it matters",
    "Example that fails",
    "Example that passes",
    "How to fix",
    "Limits",
)

_CONTINUED = re.compile(r"\n {4}(?=\S)")


@dataclass(frozen=True, slots=True)
class Documentation:
    """The documentation of one rule."""

    sentence: str
    sections: dict[str, str]
    """Heading → text, dedented, in the order of the docstring."""
    fails: str | None
    """A page on which the rule has a finding; None where no flat-text page can show it."""
    passes: str | None


def documentation(rule: BaseRule | type[BaseRule]) -> Documentation:
    """The rule's docstring, taken apart. Headings are the lines at the left edge after the sentence."""
    sentence, _, rest = inspect.cleandoc(rule.__doc__ or "").partition("\n")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in rest.splitlines():
        if line and not line[0].isspace():
            current = sections.setdefault(line.strip(), [])
        else:
            current.append(line)
    texts = {heading: inspect.cleandoc("\n".join(lines)) for heading, lines in sections.items()}
    return Documentation(
        sentence=sentence.strip(),
        sections=texts,
        fails=example_page(texts.get("Example that fails", "")),
        passes=example_page(texts.get("Example that passes", "")),
    )


def example_page(text: str) -> str | None:
    """The example page in a section's text, its continued lines joined; None where it has none."""
    _, mark, block = f"\n{text}".partition("::\n")
    if not mark:
        return None
    page = inspect.cleandoc(block)
    return _CONTINUED.sub(" ", page) + "\n"
