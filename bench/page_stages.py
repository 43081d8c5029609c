"""How the time of one page is shared among the stages and the rules, measured in one process.

python -m bench.page_stages FOLDER PAGES SPILL      prints milliseconds a page as JSON: stages, rules

What several rules need of a page (its prose, its sections) is derived once and counted for the rule that asks first;
so is what several corpus rules ask of the index, which is built over these pages alone.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.index.model import IndexRecord
    from pipeline.page import PageStages

STAGES = (
    ("decode", "pipeline.page", "decode"),
    ("segment", "pipeline.page", "segment"),
    ("extract", "pipeline.page", "extract_document"),
    ("normalise", "pipeline.page", "normalise"),
    ("page rules", "pipeline.page", "check_page"),
    ("index record", "pipeline.index.record", "index_record"),
)
"""Words, and the function of a module that is timed. What `process_page` does beside them is `account`."""
AS_OF = date(2026, 8, 1)


def main() -> None:
    """Take pages through survey and page stages, then spill them; print the shares."""
    from pipeline.engine.worker import at_ease
    from pipeline.jobs.chunks import MAX_PAGES
    from pipeline.page import PageStages, process_page, survey_page
    from pipeline.publish.spill import spill_chunk
    from pipeline.read import find_pages, read_page
    from pipeline.settings import Settings
    from pipeline.survey.collect import SurveyCollector
    from pipeline.survey.merge import SurveyMerger

    folder, pages = Path(sys.argv[1]), int(sys.argv[2])
    spent: dict[str, float] = {}
    stages = PageStages.of(Settings(), AS_OF)
    refs = find_pages([folder], sample=pages).refs
    began = time.process_time()
    raws = [read_page(ref, 10**9) for ref in refs]
    spent["read"] = time.process_time() - began
    collector = SurveyCollector(stages.profiles)
    began = time.process_time()
    for raw in raws:
        survey_page(raw, collector)
    merger = SurveyMerger()
    merger.add(collector.part())
    survey = merger.finish()
    spent["survey"] = time.process_time() - began
    for raw in raws[:50]:
        process_page(raw, stages, survey)
    for words, module, name in STAGES:
        _time(import_module(module), name, lambda *_, words=words: words, spent)
    rules: dict[str, float] = {}
    _time(import_module("pipeline.rules.engine"), "_collect", lambda rule, *_: rule.code, rules)
    # As in a run: more results kept at once would cost the collector of cycles.
    at_ease()
    whole = 0.0
    judged: list[tuple[IndexRecord, int]] = []
    for start in range(0, len(raws), MAX_PAGES):
        results = []
        began = time.process_time()
        for raw in raws[start : start + MAX_PAGES]:
            try:
                results.append(process_page(raw, stages, survey))
            except Exception:
                # A page that fails is told by the run itself; here it only must not stop the measurement.
                continue
        done = time.process_time()
        whole += done - began
        spill_chunk(Path(sys.argv[3]), start, results)
        spent["spill"] = spent.get("spill", 0.0) + time.process_time() - done
        judged += [(one.record, len(one.article.links)) for one in results if one.record and one.article]
    spent["account"] = whole - sum(spent.get(words, 0.0) for words, _, _ in STAGES)
    _corpus(judged, stages, spent)
    tables = {"stages": spent, "rules": rules}
    sys.stdout.write(
        json.dumps(
            {name: {key: 1000 * s / len(raws) for key, s in table.items()} for name, table in tables.items()}
        )
    )


def _corpus(articles: Sequence[tuple[IndexRecord, int]], stages: PageStages, spent: dict[str, float]) -> None:
    """What comes once all pages are known: the index of these articles, and the rules that judge by it.

    With each record goes the number of its article's links.
    """
    from pipeline.index.merge import build_index
    from pipeline.rules.judge import judge

    began = time.process_time()
    index = build_index([record for record, _ in articles], settings=stages.settings, as_of=AS_OF)
    spent["index"] = time.process_time() - began
    began = time.process_time()
    for record, links in articles:
        judge(record, index, stages.rules, links=links)
    spent["corpus rules"] = time.process_time() - began


def _time(module: Any, name: str, key_of: Callable[..., str], spent: dict[str, float]) -> None:
    function: Callable[..., Any] = getattr(module, name)

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            key = key_of(*args)
            spent[key] = spent.get(key, 0.0) + time.process_time() - began

    setattr(module, name, timed)


if __name__ == "__main__":
    main()
