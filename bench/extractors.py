"""The extractors that are compared, each with its own defaults: bytes in, text out."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from contextlib import redirect_stderr
from importlib.metadata import PackageNotFoundError, version

Extract = Callable[[bytes], str]


def ours(data: bytes) -> str:
    """dechrome with the shipped defaults: the text of every block that it calls article."""
    import pipeline

    page = pipeline.extract(data, source="page.html")
    return "\n".join(block.text for block in page.blocks if block.label.startswith("article."))


def ours_flat(data: bytes) -> str:
    """dechrome on flat text."""
    import pipeline

    page = pipeline.extract(data, source="page.txt")
    return "\n".join(block.text for block in page.blocks if block.label.startswith("article."))


def ours_markdown(data: bytes) -> str:
    """dechrome on Markdown: what the kept pieces say, without marks and addresses."""
    import pipeline

    page = pipeline.extract(data, source="page.md")
    kept = [block for block in page.blocks if block.label.startswith("article.")]
    return "\n".join(str(getattr(block.value, "text", block.text)) for block in kept)


def _trafilatura() -> Extract:
    from trafilatura import extract

    return lambda data: extract(data) or ""


def _trafilatura_without_comments() -> Extract:
    from trafilatura import extract

    return lambda data: extract(data, include_comments=False) or ""


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(data: bytes) -> str:
        tree = HTMLTree.parse_from_bytes(data, detect_encoding(data))
        return extract_plain_text(tree, main_content=True) or ""

    return extract


def _readability() -> Extract:
    from readability import Document

    from pipeline.document import Text
    from pipeline.segment.html import segment_html

    def extract(data: bytes) -> str:
        # It answers in HTML; our own cutting gives the text of that as a browser shows it.
        return segment_html(Text("summary", Document(data).summary(), "text/html", "utf-8")).accounted

    return extract


def _rs_trafilatura() -> Extract:
    module = importlib.import_module("rs_trafilatura")

    def extract(data: bytes) -> str:
        found = module.extract(data.decode("utf-8", "replace"))
        return getattr(found, "content_text", None) or getattr(found, "main_content", None) or ""

    return extract


COMPETITORS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "trafilatura, no comments": ("trafilatura", _trafilatura_without_comments),
    "rs-trafilatura": ("rs-trafilatura", _rs_trafilatura),
    "resiliparse": ("resiliparse", _resiliparse),
    "readability-lxml": ("readability-lxml", _readability),
}
"""Name → distribution, and what makes the function."""


def installed() -> dict[str, tuple[str, Extract]]:
    """Those that are installed: name → version and function."""
    found = {}
    for name, (distribution, make) in COMPETITORS.items():
        try:
            found[name] = (version(distribution), make())
        except (PackageNotFoundError, ImportError):
            continue
    return found


def guarded(extract: Extract, data: bytes) -> tuple[str, bool]:
    """The extractor's answer; an error of its own counts as an empty one."""
    try:
        with redirect_stderr(io.StringIO()):
            return extract(data), False
    except Exception:
        return "", True
