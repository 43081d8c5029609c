"""docs/rules.md: every rule, from its docstring."""

from __future__ import annotations

from pipeline.docs.markdown import GENERATED, anchor, code, page, prose, table
from pipeline.rules.base import BaseRule
from pipeline.rules.documentation import documentation, example_page
from pipeline.rules.engine import all_rules

INTRO = """# Rules

What a finding says: a **severity** (how bad it is if it is true) and an **outcome** (`fail`: it is so; `review`: a
person must look, for example because the capture may be to blame). `--select` and `--ignore` take codes and
prefixes (`SEC`, `TXT001`). `dechrome explain CODE` prints the same text."""


def text() -> str:
    """The whole document."""
    rules = all_rules()
    rows = [
        (
            f"[{rule.code}](#{anchor(heading(rule))})",
            rule.name,
            rule.severity,
            rule.outcome,
            prose(documentation(rule).sentence),
        )
        for rule in rules
    ]
    overview = table(("code", "name", "severity", "outcome", "finds"), rows)
    return page(GENERATED, INTRO, overview, *(section(rule) for rule in rules))


def heading(rule: BaseRule) -> str:
    """The heading of a rule's section."""
    return f"{rule.code} {rule.name}"


def section(rule: BaseRule) -> str:
    """The section of one rule."""
    facts = f"{rule.severity} · outcome `{rule.outcome}` · {rule.scope} rule · since {rule.since}"
    told = documentation(rule)
    shown = [f"### {name}\n\n{body_markdown(body)}" for name, body in told.sections.items()]
    return "\n\n".join([f"## {heading(rule)}", facts, prose(told.sentence), *shown])


def body_markdown(body: str) -> str:
    """Prose, and the example page after a `::` as a block of code."""
    before, literal, _ = f"\n{body}".partition("::\n")
    parts = [prose(before.strip())] if before.strip() else []
    if literal:
        parts.append(code((example_page(body) or "").rstrip("\n")))
    return "\n\n".join(parts)
