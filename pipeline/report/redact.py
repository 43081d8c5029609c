"""`--report-excerpts none`: findings without a word of any page's text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.report.rule_info import RuleInfo

_PAGE_TEXT = ("subject", "excerpt", "expected", "found")


def without_page_text(row: Mapping[str, Any], rules: Mapping[str, RuleInfo]) -> dict[str, Any]:
    """The finding's fields with page text gone; message and fix, which may quote it, are the rule's own."""
    info = rules.get(row["code"])
    name = str(row["name"]).replace("-", " ").capitalize()
    return {
        **row,
        **dict.fromkeys(_PAGE_TEXT),
        "family": [{**member, "differs": ""} for member in row.get("family") or ()],
        "message": (info.summary.rstrip(".") if info else "") or name,
        "fix": (info.fix if info else "") or "See the finding in the table findings of the dataset",
    }
