"""Families put into generated sites, and lookalikes: titles of one template over texts that have nothing in common.

    python -m bench.rule_families      more sites than in `make bench-rules`, written to bench/results/families.md

A family counts as found when one finding names all its pages; a finding on lookalikes, or on other pages, is an
alarm. All capture styles stand in one folder, and in one family.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.rule_chain import folder_of
from bench.rule_judged import interval
from bench.rule_match import Expected, Tally, tally
from bench.rule_sites import expected_of, raw_of, teller
from tests.sitegen import GeneratedPage, generate_page
from tests.sitegen.dice import Dice
from tests.sitegen.families import SIBLINGS, Kin
from tests.sitegen.identity import identity
from tests.sitegen.truth import Fault

SITES = 8
ALONE = 24
"""Sites that this command measures by itself."""
SEED = 81_407
RESULT = Path(__file__).parent / "results" / "families.md"
PAGES = 120
"""Of a site, before its families."""
KINS: tuple[Kin | None, ...] = ("shared", "rewritten", None) * 4
"""Of the families of a site; None: lookalikes."""
MEMBERS = (2, 3, 4, 6)
"""Pages that are added to a first one."""
_SIZES = (9000, 16000, 6000, 7000)


@dataclass(frozen=True, slots=True)
class _Group:
    """A first page, and the pages that are added to it."""

    base: int
    added: tuple[int, ...]
    kin: Kin | None


def measure_families(seed: int, number: int) -> Tally:
    """One site with its families."""
    seed, size = seed + number, _SIZES[number % len(_SIZES)]
    made = {index: generate_page(seed, index, size=size, pages=PAGES) for index in range(PAGES)}
    groups = list(_groups(seed))
    for group in groups:
        for index in group.added:
            made[index] = generate_page(
                seed, index, size=size, pages=PAGES, sibling_of=group.base, kin=group.kin
            )
    pages = [made[index] for index in sorted(made)]
    expected = [one for one in expected_of(pages) if one.code != "COR002"]
    expected += [_expected(group, made) for group in groups if group.kin]
    injected = {made[index].name: "COR002" for group in groups if group.kin for index in group.added}
    found = folder_of(map(raw_of, pages)).found
    return tally(expected, found, injected, lambda names: {}, teller(pages))


def _expected(group: _Group, made: dict[int, GeneratedPage]) -> Expected:
    first, *others = (made[index].name for index in (group.base, *group.added))
    return Expected(first, Fault("COR002", "review", "", str(group.kin), related=tuple(others)))


def _groups(seed: int) -> Iterator[_Group]:
    """Each has a first page of its own, and segments that no two of its pages share."""
    dice = Dice(seed, "families")
    bases = dice.sample([index for index in range(PAGES) if _usable(seed, index)], len(KINS))
    after = PAGES
    for at, (base, kin) in enumerate(zip(bases, KINS, strict=True)):
        added: list[int] = []
        while len(added) < MEMBERS[at % len(MEMBERS)]:
            if _usable(seed, after) and all((after - one) % len(SIBLINGS) for one in added):
                added.append(after)
            after += 1
        yield _Group(base, tuple(added), kin)


def _usable(seed: int, index: int) -> bool:
    who = identity(seed, index)
    return who.is_article and not who.domain.foreign


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m bench.rule_families", description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--sites", type=int, default=ALONE)
    options = parser.parse_args()
    found = Tally()
    for number in range(options.sites):
        found.add(measure_families(options.seed, number))
    text = _text(found, options.seed, options.sites)
    print(text)
    score = found.of("COR002")
    print("\n".join((*score.missed, *score.alarms)))
    if (options.seed, options.sites) == (SEED, ALONE):
        RESULT.write_text(text, "utf-8")


def _text(found: Tally, seed: int, sites: int) -> str:
    score = found.of("COR002")
    told = score.true + score.false
    rows = (("recall", score.found, score.injected), ("precision", score.true, told))
    shares = [
        f"| {name} | {part} of {whole} | {part / max(whole, 1):.3f} | {low:.2f}–{high:.2f} |"
        for name, part, whole in rows
        for low, high in [interval(part, whole) or (0.0, 1.0)]
    ]
    each = KINS.count(None) * sites
    lines = [
        "# Families of articles\n",
        f"`python -m bench.rule_families`: {found.pages:,} generated pages of {sites} sites (seed {seed}), "
        f"with {score.injected} families of 3 to 7 pages, half of them sharing paragraphs and half rewritten, "
        f"and {each} groups of lookalikes: titles of one template over texts of their own.\n",
        "A family is found when one finding names all its pages; each other finding of COR002 is an alarm, "
        "one that names most of a family too.\n",
        "| | | share | 95 % |",
        "| --- | --- | --- | --- |",
        *shares,
        f"\nAlarms on lookalikes and other pages: {score.clean_false}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
