"""The examples of the corpus rules do what they say: small folders, through every stage."""

from __future__ import annotations

import pytest

from pipeline.rules.base import BaseRule, CorpusRule
from pipeline.rules.documentation import documentation
from pipeline.rules.engine import all_rules
from tests.rules.folder_chain import folder_of, through

CORPUS_RULES = [pytest.param(rule, id=rule.code) for rule in all_rules() if isinstance(rule, CorpusRule)]


@pytest.mark.parametrize("rule", CORPUS_RULES)
def test_the_failing_folder_fails(rule: BaseRule) -> None:
    folder = documentation(rule).fails
    assert folder is not None
    assert through(folder_of(folder)).findings(rule.code)


@pytest.mark.parametrize("rule", CORPUS_RULES)
def test_the_passing_folder_passes_and_crashes_no_rule(rule: BaseRule) -> None:
    text = documentation(rule).passes
    assert text is not None
    folder = through(folder_of(text))
    assert folder.findings(rule.code) == [] and folder.findings("RUN001") == []
