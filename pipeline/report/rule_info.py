"""What a report tells about a rule. Plain data: reporters know no rules, whoever draws hands these over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc

from schemas.vocabulary import Severity

_HEADINGS = (
    "What it checks",
    "Why it matters",
    "Example that fails",
    "Example that passes",
    "How to fix",
    "Limits",
)
_HEADING_LINE = re.compile(rf"(?:#+\s*)?({'|'.join(_HEADINGS)}):*")
_RULER = re.compile(r"[-=~]{3,}")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule in words. Texts are plain, paragraphs separated by one newline; empty where nothing is known."""

    code: str
    name: str
    severity: Severity
    summary: str = ""
    what: str = ""
    why: str = ""
    how_to_fix: str = ""
    limits: str = ""
    fix: str = ""
    """The one-line default of the rule's findings."""

    @classmethod
    def from_docstring(
        cls, *, code: str, name: str, severity: Severity, fix: str = "", docstring: str | None
    ) -> RuleInfo:
        """Read the texts from a rule's docstring with the fixed headings; what is absent stays empty."""
        summary, parts = _parts(docstring or "")
        return cls(
            code=code,
            name=name,
            severity=severity,
            summary=summary,
            what=parts.get("What it checks", ""),
            why=parts.get("Why it matters", ""),
            how_to_fix=parts.get("How to fix", ""),
            limits=parts.get("Limits", ""),
            fix=fix,
        )


def _parts(docstring: str) -> tuple[str, dict[str, str]]:
    """The first paragraph, and the text under each fixed heading."""
    parts: dict[str, list[str]] = {"": []}
    lines = parts[""]
    for line in cleandoc(docstring).splitlines():
        heading = _HEADING_LINE.fullmatch(line.strip())
        if heading:
            lines = parts.setdefault(heading[1], [])
        elif not _RULER.fullmatch(line.strip()):
            lines.append(line.strip())
    return _joined(parts.pop("")).split("\n")[0], {heading: _joined(text) for heading, text in parts.items()}


def _joined(lines: list[str]) -> str:
    """Lines run together, one newline between paragraphs; literal marks (``x``) become plain quotes."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return "\n".join(" ".join(p.split()) for p in paragraphs).replace("``", "`")
