"""No secret in a log, and no page text that steers a terminal."""

from __future__ import annotations

import io
import logging

import pytest

from pipeline.cli.logs import set_up_logs
from pipeline.cli.output import emit_json, emit_page_text, paint, tell
from pipeline.cli.safe import masked


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("https://b.example/a.html?X-Amz-Signature=9f8e7d&x=1", "9f8e7d"),
        ("https://b.example/a?x=1&X-Amz-Security-Token=FwoGZXIv", "FwoGZXIv"),
        ("https://b.example/a?sv=2&sig=abc%2Bdef%3D", "abc%2Bdef%3D"),
        ("https://b.example/a?access_token=t0k3n#top", "t0k3n"),
        ("https://b.example/cb#id_token=t0k3n", "t0k3n"),
        ("https://b.example/a?api_key=k3y", "k3y"),
        ("https://user:hunter2@b.example/a", "hunter2"),
        ("Authorization: Bearer abcdef123456", "abcdef123456"),
        ("cookie eyJhbGciOi.eyJzdWIiOi.SflKxwRJSM", "SflKxwRJSM"),
        ("mail ann.lee+news@mail.example.org now", "ann.lee+news@mail.example.org"),
        ("/unsubscribe?u=ann%40mail.example.org", "ann%40mail.example.org"),
    ],
)
def test_secrets_of_addresses_and_e_mail_addresses_are_masked(text: str, secret: str) -> None:
    shown = masked(text)
    assert secret not in shown and "***" in shown


@pytest.mark.parametrize(
    "text",
    [
        "https://b.example/knowledge/q534?page=2&tag=a",
        "a page about tokens and signatures",
        "12 pages @ 400 pages/s",
    ],
)
def test_plain_addresses_and_words_stay(text: str) -> None:
    assert masked(text) == text


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


HOSTILE = "a\x1b]0;owned\x07b\x9bc\u202ed\re"


def test_page_text_cannot_steer_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    emit_page_text(HOSTILE)
    assert all(c.isprintable() or c == "\n" for c in terminal.getvalue())


def test_page_text_goes_into_a_file_as_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    emit_page_text("a\x1b[1mb")
    assert capfd.readouterr().out == "a\x1b[1mb\n"


def test_json_keeps_the_value_and_escapes_controls(capfd: pytest.CaptureFixture[str]) -> None:
    import json

    emit_json({"text": HOSTILE})
    out = capfd.readouterr().out
    assert json.loads(out) == {"text": HOSTILE}
    assert all(c.isprintable() or c == "\n" for c in out)


def test_log_lines_are_masked_and_stay_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    logger = set_up_logs(quiet=False, verbose=0)
    logging.getLogger("pipeline.read").warning(
        "left out %s", "https://b.example/?sig=s3cret\nfake: line \x1b[2J"
    )
    err = capfd.readouterr().err
    assert err.count("\n") == 1 and err.startswith("warning: left out https://b.example/?sig=***")
    assert "\x1b" not in err
    logger.handlers.clear()


def test_quiet_leaves_errors_and_verbose_adds_details(capfd: pytest.CaptureFixture[str]) -> None:
    for quiet, verbose, expected in (
        (True, 0, ["e"]),
        (False, 0, ["i", "w", "e"]),
        (False, 1, ["d", "i", "w", "e"]),
    ):
        logger = set_up_logs(quiet=quiet, verbose=verbose)
        for level, text in ((10, "d"), (20, "i"), (30, "w"), (40, "e")):
            logger.log(level, text)
        logger.handlers.clear()
        lines = capfd.readouterr().err.splitlines()
        assert [line[-1] for line in lines] == expected


def test_colour_needs_a_terminal_and_no_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    assert paint("x", "red", stream=terminal) == "\x1b[31mx\x1b[0m"
    assert paint("x", "red", stream=io.StringIO()) == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("x", "red", stream=terminal) == "x"


def test_a_line_to_a_person_is_masked(capfd: pytest.CaptureFixture[str]) -> None:
    tell("see https://u:p@b.example/")
    assert capfd.readouterr().err == "see https://***@b.example/\n"
