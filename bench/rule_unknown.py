"""Article pages of unknown sites: whatever is said of them at severity warning or above is an alarm.

The data stays where it is (`../shared/benchmarks/wcxb-dev`, or `$DECHROME_BENCHMARKS/wcxb-dev`): page numbers and
counts alone leave this module. Each page is judged as a folder of its own, for each is from another site.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.as_markdown import markdown_of
from bench.rule_chain import folder_of
from pipeline.document import RawPage
from schemas.finding import Finding
from tests.sitegen.dice import Dice
from train.samples import document_of, flat_text_of

FORMS = {"html": "HTML", "txt": "flat text", "md": "Markdown"}
"""Ending of a page's name, and what it is then: the HTML as it is, or all that it shows in another form."""
_AS_OF = date(2026, 11, 1)


@dataclass
class Unknown:
    """What was said of the pages."""

    pages: int = 0
    articles: int = 0
    by_rule: dict[str, list[str]] = field(default_factory=dict)
    """Code → numbers of the pages with a finding of severity warning or above, one entry a finding."""
    reviews: dict[str, int] = field(default_factory=dict)
    """Code → how many of these have the outcome `review`."""

    @property
    def per_ten(self) -> float:
        """Findings of severity warning or above for every ten pages."""
        return 10 * sum(map(len, self.by_rule.values())) / max(1, self.pages)


def article_pages(folder: Path, number: int, seed: int) -> list[str]:
    """The numbers of up to so many article pages, drawn by the seed, sorted."""
    names = []
    for path in sorted((folder / "ground-truth").glob("*.json.gz")):
        truth = json.loads(gzip.decompress(path.read_bytes()))
        if truth["_internal"]["page_type"]["primary"] == "article":
            names.append(path.name.partition(".")[0])
    return sorted(Dice(seed, "unknown sites").sample(names, number))


def findings_of(folder: Path, number: str, form: str = "html") -> tuple[Finding, ...]:
    """All findings on one page, in one of the `FORMS`."""
    data = gzip.decompress((folder / "html" / f"{number}.html.gz").read_bytes())
    if form != "html":
        document = document_of(data)
        text = flat_text_of(document) if form == "txt" else markdown_of(document)
        data = text.encode("utf-8", "surrogatepass")
    name = f"{number}.{form}"
    return folder_of([RawPage.in_memory(name, data)], as_of=_AS_OF).found[name]


def alarms(folder: Path, number: str, form: str) -> tuple[bool, list[Finding]]:
    """Whether the page became an article, and its findings of severity warning or above."""
    found = findings_of(folder, number, form)
    is_article = all(finding.code != "PAG004" for finding in found)
    return is_article, [finding for finding in found if finding.severity != "info"]


def measure_unknown(folder: Path, number: int, seed: int, form: str) -> Unknown:
    """The alarms on a drawn sample."""
    result = Unknown()
    for name in article_pages(folder, number, seed):
        is_article, found = alarms(folder, name, form)
        result.pages += 1
        result.articles += is_article
        for finding in found:
            result.by_rule.setdefault(finding.code, []).append(name)
            if finding.outcome == "review":
                result.reviews[finding.code] = result.reviews.get(finding.code, 0) + 1
    return result
