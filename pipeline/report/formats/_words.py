"""What the forms say of a finding in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.report.model import ReportView
from pipeline.report.visible import one_line
from pipeline.report.words import count, number, own_paragraphs, what_to_do

MAX_RELATED = 12
"""Other pages named with one finding."""


def page_name(page_id: str) -> str:
    """The page on one line; `./` before a name that a build server would take for a command at a line's beginning.

    >>> page_name("a.txt"), page_name("::stop-commands::x.md")
    ('a.txt', './::stop-commands::x.md')
    """
    page = one_line(page_id, 500)
    return f"./{page}" if page.lstrip().startswith(("::", "##[")) else page


def place(row: Mapping[str, Any]) -> str:
    """`page:line:column`, or the page alone."""
    page = page_name(row["page_id"])
    return f"{page}:{row['line']}:{row['column'] or 1}" if row["line"] else page


def outcome(row: Mapping[str, Any]) -> str:
    """Severity, what to do, and the state if it is not new."""
    state = "" if row["state"] == "new" else f", {row['state']}"
    return f"{what_to_do(row['severity'], row['outcome'])}{state}"


def aside(row: Mapping[str, Any]) -> str:
    """What stands behind a finding's message: what to do, and its fingerprint."""
    return f"({outcome(row)}) [{row['fingerprint']}]"


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and how much more there is.

    >>> shortened("a long text", 6)
    'a long… 5 more characters'
    """
    return text if len(text) <= limit else f"{text[:limit]}… {count(len(text) - limit, 'more character')}"


def related(row: Mapping[str, Any]) -> str:
    """The first of the finding's other pages by name, and how many there are besides."""
    pages = row["related_page_ids"]
    more = len(pages) - MAX_RELATED
    named = ", ".join(one_line(page, 200) for page in pages[:MAX_RELATED])
    return f"{named} and {count(more, 'more page')}" if more > 0 else named


def family(row: Mapping[str, Any], limit: int = MAX_RELATED) -> Iterator[str]:
    """The first pages of a family, each with what differs and how much of it is its own."""
    members = row.get("family") or ()
    for one in members[:limit]:
        differs = f" “{one_line(one['differs'], 120)}”" if one["differs"] else ""
        own = own_paragraphs(one["own_paragraphs"], one["paragraphs"])
        yield f"{one_line(one['page_id'], 200)}{differs}, {own}"
    if len(members) > limit:
        yield f"and {count(len(members) - limit, 'more page')}"


def summary(view: ReportView) -> str:
    """The last line: the verdict and how much there is."""
    states = "".join(f", {number(n)} {state}" for state, n in view.by_state if n and state != "new")
    found = f"{count(view.findings, 'finding')} on {count(view.pages_with_findings, 'page')}{states}"
    return f"{view.verdict.sentence}. {found if view.findings else 'No rule found anything'}."
