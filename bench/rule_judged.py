"""Findings on clean pages of unknown sites, judged by hand: how many are true, by rule.

    python -m bench.rule_judged       draws findings again and prints those without a verdict, to be judged

`judged.csv` holds the verdicts: number of the benchmark's page, code, fingerprint, verdict, a reason of ours. No
word of a page is kept. `true`: what the finding says holds, and somebody who reads row and page would want to know
it; `false`: it does not hold, or it is so by design. A finding that no longer comes, because its rule or the
extraction was mended, stays in the file and is counted as gone.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from bench.rule_unknown import findings_of
from schemas.finding import Finding
from tests.sitegen.dice import Dice
from train.benchmarks import wcxb_folder

JUDGED = Path(__file__).parent / "judged.csv"
SEED = 77_001
DRAWN = 200
LEAST = 8
"""Findings of each rule, where there are so many; the rest of the draw is in proportion."""
NOTES = 40
"""At most so many of severity info, of which there is one on every third page."""
VERDICTS = ("true", "false", "unclear")


class Judgement(NamedTuple):
    """One verdict, as a line of `judged.csv` has it."""

    page: str
    code: str
    fingerprint: str
    verdict: str
    reason: str


@dataclass
class Verdicts:
    """What was said of one rule's findings: of all that were judged, and of those that still come."""

    all: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)


def read_judgements(path: Path = JUDGED) -> list[Judgement]:
    """All verdicts, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Judgement(**row) for row in csv.DictReader(lines)]


def measure_judged(folder: Path, judged: Iterable[Judgement]) -> dict[str, Verdicts]:
    """Code → its verdicts. The pages that were judged are run again, to see which findings still come."""
    by_page: dict[str, list[Judgement]] = defaultdict(list)
    for one in judged:
        by_page[one.page].append(one)
    result: dict[str, Verdicts] = defaultdict(Verdicts)
    for page, ones in sorted(by_page.items()):
        still = {finding.fingerprint for finding in findings_of(folder, page)}
        for one in ones:
            result[one.code].all[one.verdict] += 1
            if one.fingerprint in still:
                result[one.code].now[one.verdict] += 1
    return dict(sorted(result.items()))


def interval(true: int, told: int) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share; None of nothing."""
    if not told:
        return None
    z, share = 1.96, true / told
    middle = share + z * z / (2 * told)
    half = z * sqrt(share * (1 - share) / told + z * z / (4 * told * told))
    whole = 1 + z * z / told
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def drawn(
    found: Mapping[str, Sequence[Finding]], articles: frozenset[str], number: int = DRAWN, seed: int = SEED
) -> list[tuple[str, Finding]]:
    """Page and finding, so many of them, by rule: at least `LEAST` a rule, the rest in proportion.

    Of a rule, pages of articles come before other pages, and one finding of every page before a second one: twenty
    findings of one cause on one page are not twenty trials.
    """
    by_rule: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for page in Dice(seed, "judged").sample(sorted(found), len(found)):
        for finding in found[page]:
            by_rule[finding.code].append((page, finding))
    for code, rows in by_rule.items():
        nth: Counter[str] = Counter()
        ranked = []
        for page, _ in rows:
            ranked.append((nth[page], page not in articles, len(ranked)))
            nth[page] += 1
        by_rule[code] = [rows[place] for *_, place in sorted(ranked)]
    shares = quotas({code: len(rows) for code, rows in by_rule.items()}, _notes(by_rule), number)
    return [row for code, rows in sorted(by_rule.items()) for row in rows[: shares[code]]]


def quotas(sizes: Mapping[str, int], notes: frozenset[str], number: int) -> dict[str, int]:
    """Code → how many of its findings are drawn."""
    result = {code: min(LEAST, size) for code, size in sizes.items()}
    while sum(result.values()) < number:
        low = sum(result[code] for code in notes)
        open_ = [
            code
            for code, size in sorted(sizes.items())
            if result[code] < size and (code not in notes or low < NOTES)
        ]
        if not open_:
            break
        result[max(open_, key=lambda code: sizes[code] / result[code])] += 1
    return result


def _notes(by_rule: Mapping[str, Sequence[tuple[str, Finding]]]) -> frozenset[str]:
    return frozenset(code for code, rows in by_rule.items() if rows[0][1].severity == "info")


def main() -> None:
    """Print what was drawn and has no verdict yet."""
    folder = wcxb_folder()
    if not folder.is_dir():
        print("skipped: no benchmark data here")
        return
    known = {one.fingerprint for one in read_judgements()}
    found, articles = {}, set()
    for path in sorted((folder / "ground-truth").glob("*.json.gz")):
        page = path.name.partition(".")[0]
        truth = json.loads(gzip.decompress(path.read_bytes()))
        if truth["_internal"]["page_type"]["primary"] == "article":
            articles.add(page)
        found[page] = findings_of(folder, page)
    rows = drawn(found, frozenset(articles))
    new = [(page, finding) for page, finding in rows if finding.fingerprint not in known]
    for page, finding in new:
        told = " | ".join(filter(None, (finding.message, finding.excerpt, finding.expected, finding.found)))
        shown = "".join(c if c.isprintable() else " " for c in told)[:300]
        print(f"{page},{finding.code},{finding.fingerprint},,  # line {finding.line}: {shown}")
    print(f"{len(rows)} drawn of {sum(map(len, found.values()))} findings, {len(new)} of them not judged yet")


if __name__ == "__main__":
    main()
