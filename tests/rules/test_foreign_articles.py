"""COR003 over a whole folder: an article of another subject is told, a page of the site about itself is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.rules.documentation import documentation
from pipeline.rules.engine import selected_rules
from pipeline.rules.judge import judge
from pipeline.rules.link import lnk001_off_topic_related_link as lnk001
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


@pytest.mark.parametrize(("foreign", "share", "told"), [(False, 0.1, 4), (True, 0.1, 0), (True, 0.5, 4)])
def test_cards_of_an_article_that_is_foreign_itself_are_not_told_one_by_one(
    foreign: bool, share: float, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = documentation(*selected_rules(["LNK001"])).fails
    assert text is not None
    monkeypatch.setattr(lnk001, "MOST_CARDS", share)
    monkeypatch.setattr(lnk001, "is_foreign", lambda record, index: foreign)
    folder = through(folder_of(text))
    assert len(folder.findings("LNK001")) == told
    scores = [link.off_topic for judged in folder.judged for link in judged.links]
    assert scores.count(True) == 4, "the links keep their scores"
