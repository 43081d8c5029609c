"""Measures TXT005: a section or paragraph of another article put among the pieces of one.

    python -m bench.sections [--pages N]

On generated pages what is put in comes from a clearly foreign domain or from a near-by one of the same business; on
WCXB articles from an article less near than the median, or from one of the twenty nearest. Counts alone are printed.
The seed of the generated pages is none that the weights and cuts were chosen on; the WCXB pages are the same.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from bench.rule_chain import AS_OF
from bench.rule_sites import raw_of
from bench.rule_unknown import article_pages
from pipeline.document import RawPage
from pipeline.index.runs import PageTokens
from pipeline.index.vectors import WordVectors, word_vectors
from pipeline.page import PageStages, process_page
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.text._topics import LEAST_PIECES, LEAST_WORDS, Pieces
from pipeline.rules.text.txt005_off_topic_section import (
    PARAGRAPH,
    SECTION,
    SECTION_WORDS,
    WORDS_TOO,
    judged_paragraphs,
    judged_sections,
)
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY
from tests.sitegen import CAPTURES, NoPlace, generate_page
from tests.sitegen.banks import FOREIGN
from tests.sitegen.dice import Dice
from train.benchmarks import wcxb_folder

SEED = 88_013
_FOREIGN = frozenset(domain.key for domain in FOREIGN)


@dataclass(frozen=True, slots=True)
class Host:
    """An article: what it is about, where that is known, and its pieces."""

    domain: str
    sections: list[str]
    paragraphs: list[str]


class _Reader(PageRule):
    """Stands in the place of the rules and keeps the pieces that TXT005 would judge."""

    code, name, severity, fix = "TXT005", "reader", "info", "none"

    def __init__(self) -> None:
        self.found: list[tuple[list[str], list[str]]] = []

    def check(self, page: PageContext) -> Iterator[Hit]:
        texts = [piece.block.text for piece in page.prose]
        sections = [" ".join([texts[at] for at in one.prose]) for one in judged_sections(page)]
        self.found.append((sections, [texts[at] for at in judged_paragraphs(page)]))
        return iter(())


def hosts(pages: Iterable[tuple[str, RawPage]]) -> list[Host]:
    """The pages that became articles."""
    reader = _Reader()
    usual = PageStages.of(Settings(), AS_OF)
    stages = PageStages(usual.settings, usual.profiles, (reader,), AS_OF)
    found = []
    for domain, raw in pages:
        reader.found.clear()
        process_page(raw, stages, EMPTY_SURVEY)
        found += [Host(domain, *pieces) for pieces in reader.found]
    return found


def generated(number: int) -> Iterator[tuple[str, RawPage]]:
    """Clean pages of the generator's business, and every third of another world."""
    for index in range(number):
        faults = ("COR003",) if index % 3 == 2 else ()
        capture = Dice(SEED, index, "capture").pick(CAPTURES)
        try:
            page = generate_page(SEED, index, capture=capture, faults=faults, size=8000, pages=number)
        except NoPlace:
            continue
        yield page.truth.domain, raw_of(page)


def unknown(number: int) -> Iterator[tuple[str, RawPage]]:
    """Articles of WCXB, each of another site."""
    for name in article_pages(wcxb_folder(), number, SEED):
        path = wcxb_folder() / "html" / f"{name}.html.gz"
        yield name, RawPage.in_memory(f"{name}.html", gzip.decompress(path.read_bytes()))


def measure(name: str, kind: str, some: list[Host], vectors: WordVectors, cut: float, *, words: bool) -> None:
    """Prints one row: clean pages told, and the share of foreign and of near-by pieces told."""
    texts = [host.sections if kind == "section" else host.paragraphs for host in some]
    kept = [at for at, pieces in enumerate(texts) if len(pieces) >= LEAST_PIECES]
    used = None if words else vectors
    words_too = None if words or name == "WCXB" else WORDS_TOO
    dice = Dice(SEED, 0, f"{name} {kind}")
    alarms = sum(bool(Pieces.of(texts[at]).strangers(used, cut, words_too=words_too)) for at in kept)
    runs = PageTokens().runs([" ".join(texts[at]) for at in kept])
    means = vectors.pieces(runs, runs.starts, runs.ends)
    told: dict[bool, list[bool]] = {True: [], False: []}
    for row, at in enumerate(kept):
        if some[at].domain in _FOREIGN:
            continue
        order = np.argsort(-np.einsum("ij,j->i", means, means[row]), kind="stable").tolist()
        for far in (True, False):
            if name == "generated":
                givers = [k for k in kept if (some[k].domain in _FOREIGN) == far]
                givers = [k for k in givers if some[k].domain != some[at].domain]
            else:
                ranked = [kept[place] for place in order if place != row]
                givers = ranked[len(ranked) // 2 :] if far else ranked[:20]
            piece = dice.pick(texts[dice.pick(givers)])
            found = Pieces.of([*texts[at], piece]).strangers(used, cut, words_too=words_too)
            told[far].append(any(one.at == len(texts[at]) for one in found))
    foreign, near = (float(np.mean(told[far])) for far in (True, False))
    how = "words" if words else "vectors"
    print(f"| {name} | {kind} | {how} | {len(kept)} | {alarms} | {foreign:.2f} | {near:.2f} |", flush=True)


def main() -> int:
    """Prints the table; 2 where the extra is not installed."""
    parser = argparse.ArgumentParser(prog="python -m bench.sections", description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=600, help="of each kind (default 600)")
    number = parser.parse_args().pages
    vectors = word_vectors()
    if vectors is None:
        print("the extra `embeddings` is not installed: pip install 'dechrome[embeddings]'")
        return 2
    print(f"Pieces of at least {LEAST_WORDS} words.\n")
    print("| pages | piece | way | clean pages | told on them | foreign found | near-by found |")
    print("|" + " --- |" * 7)
    some = hosts(generated(number))
    measure("generated", "section", some, vectors, SECTION, words=False)
    measure("generated", "paragraph", some, vectors, PARAGRAPH, words=False)
    measure("generated", "section", some, vectors, SECTION_WORDS, words=True)
    if wcxb_folder().is_dir():
        measure("WCXB", "section", hosts(unknown(number)), vectors, SECTION, words=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
