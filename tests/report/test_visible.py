"""Hostile characters become visible, good text stays as it is."""

from __future__ import annotations

import json

import pytest

from pipeline.report.visible import json_text, one_line, safe_url, visible
from tests.report.hostile import HOSTILE

UNSEEN = [
    "\x00",
    "\x1b",
    "\x7f",
    "\x9b",
    "\xad",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2028",
    "\u2066",
    "\ufeff",
    "\U000e0041",
]


@pytest.mark.parametrize("char", UNSEEN, ids=lambda c: f"{ord(c):04X}")
def test_an_unseen_character_is_shown_as_its_code_point(char: str) -> None:
    assert visible(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"
    assert char not in json_text({char: char})
    assert json.loads(json_text({"text": char})) == {"text": char}


@pytest.mark.parametrize(
    "text", ["Grüße, “Welt” – 10\xa0%", "日本語", "می\u200cخواهم", "👩\u200d🌾", "tab\tand\nline"]
)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_one_line_cuts_long_text_with_an_ellipsis() -> None:
    assert one_line("a\n b\t c") == "a b c"
    assert one_line("word " * 100, 20) == "word word word word…"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil",
        "http://a b",
        "https://a\u202eb",
    ],
)
def test_only_plain_http_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_http_addresses_become_links() -> None:
    assert safe_url("https://example.org/a?b=c&d#e") == "https://example.org/a?b=c&d#e"


def test_json_in_html_cannot_end_its_script_element() -> None:
    text = json_text({"text": HOSTILE}, in_html=True)
    assert not set("<>&") & set(text)
    assert json.loads(text) == {"text": HOSTILE}
