"""Decoded text into blocks with exact positions, in reading order."""

from __future__ import annotations

from pipeline.document import Document, Text
from pipeline.segment.text import segment_lines


def segment(text: Text) -> Document:
    """Cut a decoded page into blocks, by its media type. Never raises for what a page holds."""
    if text.media_type == "text/html" and text.problem is None:
        from pipeline.segment.html import segment_html

        return segment_html(text)
    if text.media_type == "text/markdown":
        from pipeline.segment.markdown import segment_markdown

        return segment_markdown(text)
    return segment_lines(text)
