"""Datasets drawn once for all tests of the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.draw import draw_report
from tests.report.almanac import almanac
from tests.report.browser import chromium
from tests.report.dataset import RULES
from tests.report.hostile import hostile_dataset


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version folder of 120 pages with several kinds of findings, its report drawn."""
    folder = almanac(120).write(tmp_path_factory.mktemp("library") / "v1")
    draw_report(folder, rules=RULES)
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version folder whose every text is hostile, its report drawn."""
    folder = hostile_dataset().write(tmp_path_factory.mktemp("hostile") / "v1")
    draw_report(folder, rules=RULES)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running
