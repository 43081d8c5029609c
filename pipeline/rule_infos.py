"""What reports tell about each rule: the rules' own words as plain data (reporters know no rules)."""

from __future__ import annotations

from pipeline.report.rule_info import RuleInfo
from pipeline.rules.engine import all_rules


def rule_infos() -> dict[str, RuleInfo]:
    """Code → words of every rule."""
    return {
        rule.code: RuleInfo.from_docstring(
            code=rule.code, name=rule.name, severity=rule.severity, fix=rule.fix, docstring=type(rule).__doc__
        )
        for rule in all_rules()
    }
