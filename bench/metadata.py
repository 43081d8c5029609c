"""`python -m bench.metadata`: title, authors and date of WCXB's pages against the truth, ours and trafilatura's.

Same bytes, each with its own defaults (ours told to publish every page type, so that each page has its facts).
Part of `make bench-extraction`. Prints a table, writes bench/results/metadata.json, and quotes the table in
docs/extraction.md. Figures and page numbers only.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import pipeline
from bench.extraction_table import quote
from pipeline.settings import Settings
from schemas.vocabulary import PageType
from train.benchmarks import benchmark_folder, skips_without_data
from train.corpus import TruePage, wcxb_pages

RESULTS = Path(__file__).parent / "results" / "metadata.json"
FIELDS = ("title", "authors", "date")
_ALL = Settings(publish_types=get_args(PageType))
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_BETWEEN_NAMES = re.compile(r"[,;&|]|\band\b", re.I)
_DEGREE = re.compile(r"(?:ph\.?\s?d|m\.?d|m\.?sc?|m\.?a|b\.?a|b\.?sc|rdn?|mph|mba|esq|jr|sr)\.?", re.I)

Facts = tuple[str, frozenset[str], str]
"""Title, names of the authors, day; empty where none is given."""


@dataclass(slots=True)
class Tally:
    """One extractor's answers for one field."""

    with_truth: int = 0
    answered: int = 0
    right: int = 0
    beside: int = 0
    """Answers on pages whose truth names none."""
    wrong: list[str] = field(default_factory=list)
    """Pages with a wrong answer, by number."""

    def add(self, number: str, answer: object, truth: object) -> None:
        """One page."""
        if not truth:
            self.beside += bool(answer)
            return
        self.with_truth += 1
        self.answered += bool(answer)
        self.right += answer == truth
        if answer and answer != truth:
            self.wrong.append(number)

    def summary(self) -> dict[str, Any]:
        """Shares, 0 to 1. Coverage: pages with an answer; precision: right among answers; recall: right among all."""
        return {
            "pages": self.with_truth,
            "coverage": round(self.answered / max(1, self.with_truth), 4),
            "precision": round(self.right / max(1, self.answered), 4),
            "recall": round(self.right / max(1, self.with_truth), 4),
            "answers_where_truth_has_none": self.beside,
            "wrong": self.wrong,
        }


@skips_without_data
def main() -> int:
    """Measure, write, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.metadata", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every so many pages, for a quick look")
    options = parser.parse_args()
    folder = benchmark_folder()
    logging.disable(logging.CRITICAL)
    every: int = options.every
    results = measure(islice(wcxb_pages(folder), 0, None, every))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    text = table(results)
    if every == 1:
        quote("metadata", text)
    print(text)
    return 0


def measure(pages: Iterable[TruePage]) -> dict[str, dict[str, Any]]:
    """Extractor → field → figures."""
    extractors: dict[str, Callable[[bytes], Facts]] = {f"dechrome {pipeline.__version__}": ours}
    try:
        extractors[f"trafilatura {version('trafilatura')}"] = trafilatura()
    except ImportError:
        pass
    tallies = {name: {one: Tally() for one in FIELDS} for name in extractors}
    for page in pages:
        truth = facts(page.title, [page.author or ""], page.published)
        for name, extract in extractors.items():
            for one, answer, true in zip(FIELDS, extract(page.data), truth, strict=True):
                tallies[name][one].add(page.number, answer, true)
    return {name: {one: tally.summary() for one, tally in fields.items()} for name, fields in tallies.items()}


def ours(data: bytes) -> Facts:
    """dechrome's facts of a page."""
    article = pipeline.extract(data, source="page.html", settings=_ALL).article
    if article is None:
        return facts(None, [], None)
    return facts(article.title, article.authors or [], str(article.published_on or article.updated_on or ""))


def trafilatura() -> Callable[[bytes], Facts]:
    """trafilatura's facts of a page; an error of its own counts as no answer."""
    from trafilatura.metadata import extract_metadata

    def extract(data: bytes) -> Facts:
        try:
            found = extract_metadata(data)
        except Exception:
            found = None
        return facts(found.title, [found.author or ""], found.date) if found else facts(None, [], None)

    return extract


def facts(title: str | None, authors: Iterable[str], day: str | None) -> Facts:
    """Facts made comparable: white space, case, curled quotes, order of names and degrees do not count."""
    parts = (" ".join(name.split()) for text in authors for name in _BETWEEN_NAMES.split(text))
    names = frozenset(name.casefold() for name in parts if name and not _DEGREE.fullmatch(name))
    return " ".join((title or "").translate(_QUOTES).split()).casefold(), names, (day or "")[:10]


def table(results: dict[str, dict[str, Any]]) -> str:
    """The results as Markdown, field by field."""
    lines = [
        "| field | extractor | pages with a truth | coverage | precision | recall | answers without a truth |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in FIELDS:
        for name, fields in results.items():
            row = fields[one]
            shares = " | ".join(f"{row[key]:.3f}" for key in ("coverage", "precision", "recall"))
            lines.append(
                f"| {one} | {name} | {row['pages']} | {shares} | {row['answers_where_truth_has_none']} |"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
