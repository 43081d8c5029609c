"""Families put into generated sites, and lookalikes: titles of one template over texts that have nothing in common.

A family counts as found when one finding names all its pages; a finding on lookalikes, or on other pages, is an
alarm. All capture styles stand in one folder, and in one family.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.rule_chain import folder_of
from bench.rule_match import Expected, Tally, tally
from bench.rule_sites import entry_of, expected_of, teller
from tests.sitegen import GeneratedPage, generate_page
from tests.sitegen.dice import Dice
from tests.sitegen.families import SIBLINGS, Kin
from tests.sitegen.identity import identity
from tests.sitegen.truth import Fault

SITES = 8
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
    found = folder_of(map(entry_of, pages)).found
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
