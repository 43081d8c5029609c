"""Progress: plain log lines now and then, a bar on a terminal, nothing with `-q`."""

from __future__ import annotations

import io
import logging

import pytest

from pipeline.cli.progress import LogLines, line, progress


class Clock:
    """A clock that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> tuple[LogLines, Clock, pytest.LogCaptureFixture]:
    clock = Clock()
    caplog.set_level(logging.INFO)
    return LogLines(logging.getLogger("progress-test"), clock), clock, caplog


def test_a_stage_is_told_at_its_start_at_its_end_and_now_and_then(
    lines: tuple[LogLines, Clock, pytest.LogCaptureFixture],
) -> None:
    tell, clock, caplog = lines
    for seconds in range(26):
        clock.now = 100.0 + seconds
        tell("extract", seconds * 10, 250)
    tell("extract", 250, 250)
    assert caplog.messages == [
        "extract: 0 of 250 pages",
        "extract: 100 of 250 pages, 10 pages/s, 15 s left",
        "extract: 200 of 250 pages, 10 pages/s, 5 s left",
        "extract: 250 of 250 pages, 10 pages/s",
    ]


def test_an_unknown_total_is_left_out() -> None:
    assert line("find", 1200, None, 4.0) == "find: 1,200 pages, 300 pages/s"


def test_quiet_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with progress(logging.getLogger("progress-test"), quiet=True) as tell:
        tell("extract", 1, 2)
    assert caplog.messages == []


def test_a_terminal_shows_pages_speed_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress(logging.getLogger("progress-test"), quiet=False) as tell:
        tell("extract", 0, 50)
        tell("extract", 50, 50)
    shown = terminal.getvalue()
    assert "extract" in shown and "50/50" in shown
