"""Off-topic cards, articles and sections on generated pages, where the body text counts too.

The generator tells what it put in; it shares nothing with the rules.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.rules.folder_chain import through
from tests.sitegen import NoPlace, generate_page

FOLDERS = ((20, (1, 2, 3, 4)), (60, (5, 6)), (400, (8,)))
"""Pages of a folder, and the seeds of the folders."""
CODES = ("LNK001", "COR003", "TXT005")


def tables_of() -> dict[str, dict[str, Any]]:
    """Folder size → rule → injected, found, false alarms, precision, recall."""
    found: dict[str, dict[str, Any]] = {}
    for size, seeds in FOLDERS:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for seed in seeds:
            for code, (wanted, hits, false) in folder(seed, size).items():
                counts[code][0] += wanted
                counts[code][1] += hits
                counts[code][2] += false
        found[f"{size} pages"] = {
            code: {
                "injected": wanted,
                "found": hits,
                "false": false,
                "precision": hits / max(1, hits + false),
                "recall": hits / max(1, wanted),
            }
            for code, (wanted, hits, false) in counts.items()
        }
    return found


def folder(seed: int, size: int) -> dict[str, tuple[int, int, int]]:
    """Rule → injected, found and false alarms in one folder: every tenth page has one of the faults."""
    pages: dict[str, bytes] = {}
    truth: dict[str, set[tuple[str, str]]] = {code: set() for code in CODES}
    for index in range(size):
        faults = (CODES[(index // 10) % len(CODES)],) if index % 10 == 4 else ()
        try:
            page = generate_page(seed, index, pages=size, faults=faults)
        except (NoPlace, KeyError):  # the fault has no place on this kind of page
            page = generate_page(seed, index, pages=size)
        pages[page.name] = page.data
        for fault in page.truth.faults:
            if fault.code in truth:
                truth[fault.code].add((page.name, fault.subject if fault.code == "LNK001" else ""))
    folder = through(pages)
    found = {}
    for code in CODES:
        told = {
            (hit.page_id, (hit.subject or "") if code == "LNK001" else "") for hit in folder.findings(code)
        }
        wanted = truth[code]
        if code == "LNK001":  # on a page that is foreign itself, one finding speaks for all its cards
            odd = {page_id for page_id, _ in truth["COR003"]}
            wanted = {(page_id, card) for page_id, card in wanted if page_id not in odd}
        found[code] = (len(wanted), len(told & wanted), len(told - wanted))
    return found


def print_tables(tables: dict[str, dict[str, Any]]) -> None:
    """Prints them."""
    print(
        f"\n{'generated':10} {'rule':7} {'injected':>8} {'found':>6} {'false':>6} {'prec.':>6} {'recall':>6}"
    )
    for size, rules in tables.items():
        for code, row in rules.items():
            numbers = f"{row['injected']:8} {row['found']:6} {row['false']:6}"
            print(f"{size:10} {code:7} {numbers} {row['precision']:6.3f} {row['recall']:6.3f}")
