"""One published dataset that the tests which only read share."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.publish.dataset import Published
from pipeline.result import PageResult
from tests.publish.factory import make_judgements, make_results
from tests.publish.support import expected_rows, run_publish


@pytest.fixture(scope="session")
def results() -> list[PageResult]:
    return make_results(120)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, results: list[PageResult]) -> Published:
    """A dataset of several files a table, for reading only."""
    return run_publish(tmp_path_factory.mktemp("published") / "normalized", results, part_bytes=60_000)


@pytest.fixture(scope="session")
def expected(results: list[PageResult]) -> dict[str, list[dict[str, Any]]]:
    """The rows that must be in `published`."""
    return expected_rows(results, make_judgements(results))
