"""The parser's own events, and those of its tree walked, say the same of a page."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import example, given

from pipeline.segment import html_parse
from pipeline.segment.html_parse import Pairs, parse
from tests.segment.html_soup import soup


class Recorder:
    """Keeps the events, an attribute without a value as an empty one."""

    def __init__(self) -> None:
        self.events: list[tuple[str, ...]] = []

    def start_element(self, tag: str, attrs: Pairs) -> None:
        self.events.append(
            ("start", tag, *(f"{name}={' '.join((value or '').split())}" for name, value in attrs))
        )

    def end_element(self, tag: str) -> None:
        self.events.append(("end", tag))

    def characters(self, data: str) -> None:
        self.events.append(("text", data))


def by_walking(source: str) -> Recorder:
    """The events of the tree; a word that is always walked, in a comment, sends the parser there."""
    return parse(f"<!--shadowrootmode-->{source}", Recorder)


@given(soup("template", "plaintext"))
def test_streamed_and_walked_events_are_the_same(source: str) -> None:
    assert parse(source, Recorder).events == by_walking(source).events


@given(soup("noscript", "template"))
@example("<p>a<noscript><p>b<iframe>c</noscript>d<p>e")
@example("<head></head><noscript><p>x</noscript><body class=a><p>y")
@example("<NOSCRIPT><b>x</B></NoScript>z")
@example("<table><noscript>x</noscript><tr><td>y")
@example("<noscript>a<noscript>b</noscript>c</noscript>d")
@example("<textarea><noscript>a</noscript></textarea><noscript>b")
@example("<script>'<noscript>'</script><noscript><p>b")
def test_streamed_noscript_gives_the_texts_of_the_tree(source: str) -> None:
    streamed, walked = (
        "".join(event[1] for event in found.events if event[0] == "text")
        for found in (parse(source, Recorder), by_walking(source))
    )
    assert streamed == walked


def test_a_noscript_written_in_a_comment_too_is_walked_and_not_mistaken() -> None:
    streamed: list[bool] = []
    original = html_parse._stream

    def noted(source: str, written: int, handler: html_parse.Handler) -> bool:
        streamed.append(original(source, written, handler))
        return streamed[-1]

    html_parse._stream = noted
    try:
        events = parse("<!--<noscript>--><noscript><b>x</b></noscript>", Recorder).events
    finally:
        html_parse._stream = original
    assert streamed == [False]
    assert ("start", "b") in events and ("start", "noframes") not in events


@pytest.mark.parametrize("source", ["<p>a<b>b", "<p>a<noscript><p>b</noscript>", "<frameset><noframes>a"])
def test_what_was_parsed_is_freed_without_the_collector_of_cycles(source: str) -> None:
    gc.disable()
    try:
        handler = parse(source, Recorder)
        left = weakref.ref(handler)
        del handler
        assert left() is None
    finally:
        gc.enable()
