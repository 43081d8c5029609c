"""Hostile characters become visible, good text stays as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.report.visible as visible_module
from pipeline.report.visible import hides_something, json_bytes, json_text, one_line, safe_url, visible
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


@given(st.text(st.characters(codec=None) | st.sampled_from("\r\n\t \u200c\u3164\U000e0100\ud800a")))
def test_quick_ways_say_what_the_plain_way_says(text: str) -> None:
    plain = visible_module._HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text.replace("\r\n", "\n"))
    assert visible(text) == plain
    assert one_line(text, 10**9) == " ".join(plain.split())
    assert hides_something(text) or plain == text.replace("\r\n", "\n")


@given(st.text(st.characters(codec=None) | st.sampled_from('\x7f<&"\\\n\u200c\u202e\U000e0100\ud800')))
def test_json_as_bytes_is_the_text_of_json(text: str) -> None:
    for value in (text, {text: [text, (1, None, True)]}):
        assert json_bytes(value).decode() == json_text(value)
        assert json_bytes(value, in_html=True).decode() == json_text(value, in_html=True)


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
