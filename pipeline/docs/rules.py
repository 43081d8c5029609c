"""docs/rules.md: every rule, from its docstring."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.docs.markdown import GENERATED, anchor, code, page, prose, table
from pipeline.rules.base import BaseRule
from pipeline.rules.documentation import documentation, example_page
from pipeline.rules.engine import all_rules

RESULTS = Path(__file__).parents[2] / "bench" / "results" / "rules.json"
"""What `make bench-rules` wrote."""

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


@cache
def measured() -> dict[str, str]:
    """Rule code → how good it was found to be, in a sentence; empty where nothing was measured."""
    if not RESULTS.is_file():
        return {}
    rules = json.loads(RESULTS.read_text("utf-8"))["rules"]
    return {code: _sentence(row) for code, row in rules.items() if row["recall"] is not None}


def _sentence(row: dict[str, Any]) -> str:
    alarms = row["false_alarms"]
    precision = "no finding" if row["precision"] is None else f"precision {row['precision']:.2f}"
    aim = "reached" if row["reached"] else "missed"
    low, high = row["recall_interval"]
    return (
        f"Measured on generated pages (`make bench-rules`): recall {row['recall']:.2f} (95 %: {low:.2f} to {high:.2f}) "
        f"over {row['injected']} faults put in, {precision} with {alarms} false alarm{'' if alarms == 1 else 's'}; "
        f"the aim of {row['aim']:.2f} is {aim}."
    )


def heading(rule: BaseRule) -> str:
    """The heading of a rule's section."""
    return f"{rule.code} {rule.name}"


def section(rule: BaseRule) -> str:
    """The section of one rule."""
    facts = f"{rule.severity} · outcome `{rule.outcome}` · {rule.scope} rule · since {rule.since}"
    told = documentation(rule)
    numbers = measured().get(rule.code)
    if numbers:
        facts += f"\n\n{numbers}"
    shown = [f"### {name}\n\n{body_markdown(body)}" for name, body in told.sections.items()]
    return "\n\n".join([f"## {heading(rule)}", facts, prose(told.sentence), *shown])


def body_markdown(body: str) -> str:
    """Prose, and the example page after a `::` as a block of code."""
    before, literal, _ = f"\n{body}".partition("::\n")
    parts = [prose(before.strip())] if before.strip() else []
    if literal:
        parts.append(code((example_page(body) or "").rstrip("\n")))
    return "\n\n".join(parts)
