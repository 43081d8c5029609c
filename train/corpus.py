"""The pages that are trained on, from the benchmark folder: bytes, truth, type, and the fold of their domain."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

FOLDS = 5
HELD_OUT_EVERY = 2
"""Of the Readability pages in the order of their names, every so many is never trained on: the quality gate."""
_SECOND_LEVEL = frozenset("ac co com edu gov go gob ne net or org".split())


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page with its truth."""

    number: str
    collection: str
    """`wcxb` or `readability`."""
    data: bytes
    truth: str
    page_type: str
    fold: int
    """Pages of one registrable domain share it; -1: trained on in every fold."""
    title: str | None = None
    author: str | None = None
    published: str | None = None


def registrable_domain(address: str) -> str:
    """The part of a host name that someone registered: `a.b.co.uk` gives `b.co.uk`."""
    labels = (urlsplit(address).hostname or "").split(".")
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if second else -2 :])


def fold_of(domain: str) -> int:
    """The fold of a domain, the same on every machine."""
    return int(hashlib.sha256(domain.encode()).hexdigest(), 16) % FOLDS


def wcxb_pages(folder: Path) -> Iterator[TruePage]:
    """The development pages of WCXB, by number."""
    for path in sorted((folder / "wcxb-dev" / "html").glob("*.html.gz")):
        number = path.name.removesuffix(".html.gz")
        facts = json.loads(
            gzip.decompress((folder / "wcxb-dev" / "ground-truth" / f"{number}.json.gz").read_bytes())
        )
        truth = facts["ground_truth"]
        yield TruePage(
            number=number,
            collection="wcxb",
            data=gzip.decompress(path.read_bytes()),
            truth=truth.get("main_content") or "",
            page_type=facts["_internal"]["page_type"]["primary"],
            fold=fold_of(registrable_domain(facts["url"])),
            title=truth.get("title"),
            author=truth.get("author"),
            published=truth.get("publish_date"),
        )


def readability_pages(folder: Path, *, held_out: bool) -> Iterator[TruePage]:
    """Readability's test pages: those that are trained on, or those that never are."""
    from pipeline.segment import segment  # the truth is HTML too: its visible text is cut as any page's

    for place, path in enumerate(sorted((folder / "readability").iterdir())):
        if (place % HELD_OUT_EVERY == 0) != held_out:
            continue
        expected = gzip.decompress((path / "expected.html.gz").read_bytes())
        truth = segment(_text(b"<!doctype html><html><body>" + expected))
        yield TruePage(
            number=str(place),
            collection="readability",
            data=gzip.decompress((path / "source.html.gz").read_bytes()),
            truth=truth.accounted,
            page_type="article",
            fold=-1,
        )


def _text(data: bytes):  # type: ignore[no-untyped-def]
    from pipeline.document import Text

    return Text("truth.html", re.sub(r"\s+$", "", data.decode("utf-8", "replace")), "text/html", "utf-8")
