"""COR003 over a whole folder: an article of another subject is told, a page of the site about itself is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.rules.documentation import documentation
from pipeline.rules.engine import selected_rules
from pipeline.rules.judge import judge
from tests.rules.folder_chain import folder_of, through


@pytest.mark.parametrize(("page_type", "told"), [("article", 1), ("forum", 1), ("service", 0)])
def test_pages_of_the_site_about_itself_are_no_foreign_articles(page_type: str, told: int) -> None:
    (rule,) = selected_rules(["COR003"])
    text = documentation(rule).fails
    assert text is not None
    folder = through(folder_of(text))
    (foreign,) = folder.findings("COR003")
    record = next(p.record for p in folder.pages if p.record and p.record.page_id == foreign.page_id)
    said = judge(replace(record, page_type=page_type), folder.index, [rule], links=len(record.cards))
    assert len(said.findings) == told
