"""What all tests share: the repository's root, the shared seeds, and how Hypothesis looks for examples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile(
    "dechrome", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# In CI the examples are the same each time: a red run is about the change, not about luck.
settings.register_profile("ci", settings.get_profile("dechrome"), derandomize=True, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dechrome"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the settings or colours of whoever runs it."""
    for name in list(os.environ):
        if name.startswith("DECHROME_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def raw() -> Path:
    """The sample pages of the repository."""
    folder = ROOT / "raw"
    if not any(folder.glob("*.*")):
        pytest.skip("raw/ holds no sample pages")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and benchmarks beside the repository; it is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder with real pages is not beside the repository")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The five real pages."""
    folder = shared / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared folder holds no seeds")
    return folder
