"""Numbers and verdicts in words, the same in every report."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.model import Group
from pipeline.report.visible import one_line


def number(value: int) -> str:
    """With thousands separators: `1,234`."""
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """`1 page`, `2 pages`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def own_paragraphs(own: int, paragraphs: int) -> str:
    """How much of a page no other page of its family has: `1 of 3 paragraphs its own`."""
    return f"{number(own)} of {count(paragraphs, 'paragraph')} its own"


def share(part: int, whole: int) -> str:
    """Percentage that never rounds a rest away: `<0.1 %`, `99.9 %` for all but a few."""
    if whole <= 0 or part <= 0:
        return "0 %"
    if part >= whole:
        return "100 %"
    percent = 100 * part / whole
    if percent < 0.1:
        return "<0.1 %"
    return f"{min(percent, 99.9):.1f} %"


def verdict(pages: int, articles: int, lost: int, mend: int, look: int, unread: int = 0) -> tuple[str, ...]:
    """The verdict as clauses: what became of the pages, which were not finished, what to mend, what to look at.

    `lost` are pages that were not finished, `unread` those that hold no text or whose text could not be read.
    """
    if pages == 0:
        return ("No pages were found",)
    unfinished: tuple[str, ...] = (f"{count(lost, 'page')} could not be finished",) if lost else ()
    if unread:
        unfinished += (
            f"{count(unread, 'page')} {'is' if unread == 1 else 'are'} empty or could not be read",
        )
    if articles == 0:
        one = "The one page did not become an article"
        return (one if pages == 1 else f"None of {number(pages)} pages became an article", *unfinished)
    if articles == pages:
        became = (
            f"All {number(pages)} pages became articles" if pages > 1 else "The one page became an article"
        )
    else:
        what = "an article" if articles == 1 else "articles"
        became = f"{number(articles)} of {number(pages)} pages became {what}"
    return (
        became,
        *unfinished,
        "none needs mending" if mend == 0 else f"{number(mend)} {_s(mend, 'need')} mending before use",
        "none wants a look" if look == 0 else f"{number(look)} {_s(look, 'want')} a look",
    )


def _s(value: int, verb: str) -> str:
    return f"{verb}s" if value == 1 else verb


def sentence(text: str, limit: int = 300) -> str:
    """The text on one line with a full stop, unless it was cut or ends in a mark of its own.

    >>> sentence("The card does not belong here"), sentence("One, two and three", 12)
    ('The card does not belong here.', 'One, two an…')
    """
    line = one_line(text, limit)
    return line if line.endswith(("…", ".", "!", "?")) else f"{line}."


def found_in(group: Group) -> str:
    """How many findings a group has, and how many of them nobody knew."""
    if not group.new:
        return count(group.findings, "known finding")
    of_them = f" ({number(group.new)} new)" if group.new < group.findings else ""
    return f"{count(group.findings, 'finding')}{of_them}"


def what_to_do(severity: str, outcome: str) -> str:
    """Severity, and what a finding asks of its reader: a note asks nothing.

    >>> what_to_do("error", "fail"), what_to_do("info", "review"), what_to_do("info", "fail")
    ('error, to mend', 'info, to look at', 'note')
    """
    if outcome == "review":
        return f"{severity}, to look at"
    return "note" if severity == "info" else f"{severity}, to mend"


def ordered(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Counts, largest first, ties by name."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
