"""The QA report: `index.html`, `summary.json`, `findings.jsonl`, `findings.sarif` and `report.md`.

Everything is drawn from the files of one published version; rule texts are handed in as plain data.

    tables → census → groups, choice, context → ReportView → one reporter a file
"""

from pipeline.report.rule_info import RuleInfo

__all__ = ["RuleInfo"]
