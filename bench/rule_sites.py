"""Generated sites with a fault on four in ten of their articles, all capture styles in one folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from bench.rule_chain import Found, folder_of
from bench.rule_faults import EXTRA_FAULTS, spoil
from bench.rule_match import Expected, Tally, tally
from pipeline.document import RawPage
from schemas.finding import Finding
from tests.sitegen import ALL_FAULTS, CAPTURES, GeneratedPage, NoPlace, generate_page
from tests.sitegen.dice import Dice
from tests.sitegen.faults import SITE_FAULTS
from tests.sitegen.identity import Site, identity
from tests.sitegen.truth import Fault

CODES = tuple(sorted((*ALL_FAULTS, *EXTRA_FAULTS)))
_SIZES = (16000, 6000, 9000, 7000)
_SPOILT = 0.4
_FIRST = 30
"""The first pages stay clean: faults between pages refer to an earlier page."""


def measure_site(seed: int, number: int, pages: int, done: Counter[tuple[str, str]]) -> Tally:
    """One site of `pages` pages. `done` counts (code, capture) over all sites, so that none is left behind."""
    plan = _Plan(seed + number, pages, _SIZES[number % len(_SIZES)])
    made, injected = plan.site(done)
    folder = folder_of(map(raw_of, made))
    by_name = {page.name: page for page in made}

    def without(names: Sequence[str]) -> Found:
        return folder.beside(raw_of(plan.clean_page(by_name[name].truth.index)) for name in names)

    return tally(expected_of(made), folder.found, injected, without, teller(made))


class _Plan:
    """Which page of a site has which capture style and which fault."""

    def __init__(self, seed: int, pages: int, size: int) -> None:
        self.seed, self.pages, self.size = seed, pages, size
        self.bases: set[int] = set()
        self.captures = [Dice(seed, index, "bench capture").pick(CAPTURES) for index in range(pages)]

        @cache
        def clean(index: int) -> bool:
            who = identity(seed, index)
            usual = index < _FIRST or not who.is_article or who.domain.foreign
            return usual or not Dice(seed, index, "bench fate").chance(_SPOILT)

        self.clean: Callable[[int], bool] = clean

    def clean_page(self, index: int) -> GeneratedPage:
        """The page without a fault."""
        return generate_page(
            self.seed, index, capture=self.captures[index], size=self.size, pages=self.pages, clean=self.clean
        )

    def site(self, done: Counter[tuple[str, str]]) -> tuple[list[GeneratedPage], dict[str, str]]:
        """All pages of the site, and page → code injected."""
        pages, injected = [], {}
        for index in range(self.pages):
            made = None if self.clean(index) else self._faulty(index, done)
            if made is None:
                pages.append(self.clean_page(index))
            else:
                code, page = made
                injected[page.name] = code
                pages.append(page)
        return pages, injected

    def _faulty(self, index: int, done: Counter[tuple[str, str]]) -> tuple[str, GeneratedPage] | None:
        """The page with the fault that has been injected least so far, if it can show in this capture style.

        Among faults met about as often, the one that this style has had least.
        """
        capture = self.captures[index]
        totals = {code: sum(done[code, style] for style in CAPTURES) for code in CODES}
        order = sorted(CODES, key=lambda code: (totals[code] + done[code, capture] / 4, code))
        for code in order:
            try:
                page = self._spoil(code, index, capture)
            except NoPlace:
                continue
            done[code, capture] += 1
            self.captures[index] = page.truth.capture if code == "COR001" else capture
            return code, page
        return None

    def _spoil(self, code: str, index: int, capture: str) -> GeneratedPage:
        if code in EXTRA_FAULTS:
            return spoil(code, self.seed, index, capture, self.size, Site(self.pages, self.clean))
        if code not in SITE_FAULTS or code == "COR003":
            return self._generate(code, index, capture)
        base = next(at for at in range(index - 1, -1, -1) if self._refers(at))
        if self.captures[base] != capture or base in self.bases:
            raise NoPlace("its base has another capture style, or is already the base of another page")
        page = self._generate(code, index, capture)
        self.bases.add(base)
        return page

    def _generate(self, code: str, index: int, capture: str) -> GeneratedPage:
        return generate_page(
            self.seed,
            index,
            capture=capture,
            faults=(code,),
            size=self.size,
            pages=self.pages,
            clean=self.clean,
        )

    def _refers(self, index: int) -> bool:
        who = identity(self.seed, index)
        return who.is_article and not who.domain.foreign and self.clean(index)


def raw_of(page: GeneratedPage) -> RawPage:
    """The page as it lies in the folder, with what the manifest says of it."""
    return RawPage.in_memory(page.name, page.data, url=page.truth.url, site_id=page.truth.site_id)


def expected_of(pages: list[GeneratedPage]) -> list[Expected]:
    """What must be found on these pages."""
    return [Expected(page.name, fault) for page in pages for fault in page.truth.faults] + [
        Expected(page.name, Fault("PAG004", "fail", "", page.truth.template, "page"))
        for page in pages
        if page.truth.state == "not_an_article" and not any(f.code == "PAG004" for f in page.truth.faults)
    ]


def teller(pages: list[GeneratedPage]) -> Callable[[str, Finding | Fault], str]:
    """One line of a miss or an alarm, for the list that is printed; generated text alone stands in it."""
    by_name = {page.name: page.truth for page in pages}

    def tell(name: str, what: Finding | Fault) -> str:
        truth = by_name[name]
        put_in = "+".join(f.code for f in truth.faults if f.origin == "injected") or "clean"
        words = getattr(what, "message", what.subject) or ""
        excerpt = " ".join((what.excerpt or "").split())[:100]
        return f"{name[:5]} {truth.capture}/{truth.template}/{truth.era} {put_in}: {words} | {excerpt}"

    return tell
