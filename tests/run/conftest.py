"""Pages and runs that several tests of the run share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import RunResult, run
from pipeline.settings import Settings
from tests.sitegen.page import generate_site

AS_OF = "2026-08-01"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty generated pages of all capture styles in two folders, some with faults. Not to be changed."""
    folder = tmp_path_factory.mktemp("pages")
    for number, page in enumerate(generate_site(11, 40, size=4_000, faults_rate=0.3)):
        path = folder / ("even" if number % 2 == 0 else "odd") / page.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(page.data)
    return folder


RunIn = Callable[..., RunResult]


@pytest.fixture
def run_in(tmp_path: Path) -> RunIn:
    """Runs with its output below the test's folder; settings as keyword arguments, in one process unless said."""

    def go(
        raw: Any, *, name: str = "one", workers: int = 0, options: Any = None, **settings: Any
    ) -> RunResult:
        folder = tmp_path / name
        given = Settings.model_validate({"as_of": AS_OF, "workers": workers, **settings})
        return run(
            raw, out=folder / "normalized", reports=folder / "reports", settings=given, **(options or {})
        )

    return go


def rows(result: RunResult, table: str, *columns: str) -> list[dict[str, Any]]:
    """Rows of a published table."""
    import pyarrow.parquet as pq

    files = sorted((result.version / table).glob("*.parquet"))
    return [row for file in files for row in pq.read_table(file, columns=list(columns) or None).to_pylist()]


def page_states(result: RunResult) -> dict[str, str]:
    """page_id → state."""
    return {row["page_id"]: row["state"] for row in rows(result, "pages", "page_id", "state")}
