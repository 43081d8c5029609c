"""What the benchmark of speed says of the stages and of each rule."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.throughput import _lines
from pipeline.rules.base import CorpusRule, PageRule
from pipeline.rules.engine import selected_rules
from tests.sitegen import generate_page


def test_the_time_of_every_rule_that_judges_pages_or_articles_is_quoted(tmp_path: Path) -> None:
    pages, spill = tmp_path / "pages", tmp_path / "spill"
    pages.mkdir()
    spill.mkdir()
    for index in range(12):
        page = generate_page(5, index, capture="source_text", size=6000, pages=12)
        (pages / page.name).write_bytes(page.data)
    command = [sys.executable, "-m", "bench.page_stages", str(pages), "12", str(spill)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    timed = json.loads(printed)
    judging = {rule.code for rule in selected_rules() if isinstance(rule, PageRule | CorpusRule)}
    assert set(timed["rules"]) == judging
    assert {"index", "corpus rules", "page rules"} <= set(timed["stages"])
    assert sum(timed["rules"].values()) < sum(timed["stages"].values())

    run = {"workers": 1, "pages": 12, "seconds": 1.0, "cpu_seconds": 1.0, "stages": {"extract": 0.5}}
    run |= {"peak_pss": 1, "peak_rss": 1, "digest": "0" * 16}
    yardstick = {"pages": 12, "seconds": 1.0, "cpu_seconds": 1.0}
    found = {"machine": {"python": "3"}, "pages": 12, "page_bytes": 6000, "runs": {"1": run}}
    text = "\n".join(_lines({**found, "yardstick": yardstick, "page_ms": timed}))
    assert {code for code in judging if code not in text} == set()
