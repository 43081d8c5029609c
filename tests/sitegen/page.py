"""The public face: one page, or a whole site page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from tests.sitegen.assemble import GeneratedPage, draw, file_name, truth_of
from tests.sitegen.build import build_plan, plan_for
from tests.sitegen.dice import Dice
from tests.sitegen.families import SIBLINGS, Kin, family_plan, sibling
from tests.sitegen.faults import ALL_FAULTS, CANVAS_FAULTS, PLAN_FAULTS, SITE_FAULTS, Scene
from tests.sitegen.identity import Identity, Site, identity
from tests.sitegen.others import make_other
from tests.sitegen.plan import CAPTURES, OTHER_TEMPLATES, PagePlan
from tests.sitegen.site_faults import base_of, site_plan
from tests.sitegen.truth import Fault

DEFAULT_SIZE: Final = 16000
MIX: Final = ("rendered_text",) * 9 + ("source_text",) * 7 + ("html",) * 3 + ("markdown",)


class NoPlace(ValueError):
    """This page, in this capture, has no place where the asked fault could show."""


def pick_capture(seed: int, index: int, capture: str | None) -> str:
    """The asked capture style, or one drawn from the usual mix."""
    if capture is None or capture == "mix":
        return Dice(seed, index, "capture").pick(MIX)
    if capture not in CAPTURES:
        raise ValueError(f"unknown capture {capture!r}: one of {', '.join(CAPTURES)} or mix")
    return capture


def generate_page(
    seed: int,
    index: int,
    *,
    capture: str | None = None,
    era: str | None = None,
    template: str | None = None,
    faults: Sequence[str] = (),
    size: int = DEFAULT_SIZE,
    pages: int | None = None,
    clean: Callable[[int], bool] | None = None,
    sibling_of: int | None = None,
    kin: Kin | None = None,
) -> GeneratedPage:
    """One page with its truth. The same arguments always give the same page; no other page is needed for it.

    `pages` is the size of the site, so that links stay inside it. A site fault (COR001, COR002, COR003,
    TTL003) makes this page a copy, a near-duplicate, a foreigner or a namesake of an earlier page; `clean`
    says which pages may be that earlier one. With `sibling_of` the page takes the title of another with one
    phrase changed, and keeps prose of its own; with `kin` too it is one more member of that page's family.
    Raises `NoPlace` where a fault cannot show on this page.
    """
    site = Site(pages, clean)
    style = pick_capture(seed, index, capture)
    who = identity(seed, index, template)
    unknown = [code for code in faults if code not in ALL_FAULTS]
    if unknown:
        raise ValueError(f"no injector for {', '.join(unknown)}")
    if who.template in OTHER_TEMPLATES:
        if not faults:
            return make_other(who, seed, style, size=size, site=site)
        template = "essay"
        who = identity(seed, index, template)
    if "COR001" in faults:
        base = base_of(seed, index, site)
        return _copy(who, base, seed, capture, era=era, size=size, site=site)
    if sibling_of is not None:
        base = identity(seed, sibling_of)
        return _sibling(who, base, seed, style, capture, kin, era=era, size=size, site=site)
    between = [code for code in faults if code in SITE_FAULTS]
    if between:
        base = base_of(seed, index, site)
        name = file_name(seed, base.index, pick_capture(seed, base.index, capture))
        plan = site_plan(between[0], who, base, name, seed, size=size, site=site, era=era)
    else:
        plan = build_plan(seed, index, size=size, site=site, era=era, template=template and who.template)
    if who.domain.foreign:
        plan = plan.with_fault(Fault("COR003", "fail", plan.title, plan.domain, "page"))
    return _spoil(plan, style, seed, site, faults)


def _spoil(plan: PagePlan, style: str, seed: int, site: Site, faults: Sequence[str]) -> GeneratedPage:
    """Inject the faults, draw the page, tell the truth."""
    scene = Scene(seed, plan.index, style, site, Dice(seed, plan.index, "faults"))
    for code in faults:
        if code in PLAN_FAULTS:
            spoiled = PLAN_FAULTS[code](plan, scene)
            if spoiled is None:
                raise NoPlace(
                    f"page {plan.index} ({plan.template}, {plan.era}, {style}) has no place for {code}"
                )
            plan = spoiled
    plan, held, canvas = draw(plan, style)
    extra: list[Fault] = []
    for code in faults:
        if code in CANVAS_FAULTS:
            found = CANVAS_FAULTS[code](canvas, scene)
            if found is None:
                raise NoPlace(f"page {plan.index} has no place for {code}")
            extra.append(found)
    truth = truth_of(plan, held, canvas, style, file_name(seed, plan.index, style), tuple(extra))
    text = canvas.text()
    return GeneratedPage(
        truth.file, text.rstrip("\n") if style == "rendered_text" or plan.cut else text, truth
    )


def _copy(
    who: Identity,
    base: Identity,
    seed: int,
    capture: str | None,
    *,
    era: str | None,
    size: int,
    site: Site,
) -> GeneratedPage:
    """COR001: the base page again, byte by byte or in another capture style."""
    dice = Dice(seed, who.index, "copy")
    style = pick_capture(seed, base.index, capture)
    first = file_name(seed, base.index, style)
    if dice.chance(0.5):
        style = dice.pick([other for other in CAPTURES[:3] if other != style])
    page = generate_page(
        seed, base.index, capture=style, era=era, size=size, pages=site.pages, clean=site.clean
    )
    name = file_name(seed, who.index, style)
    subject = "byte-equal" if style == pick_capture(seed, base.index, capture) else "another capture"
    fault = Fault("COR001", "fail", "", subject, related=(first,))
    truth = replace(page.truth, file=name, twin_of=first, faults=(*page.truth.faults, fault))
    return GeneratedPage(name, page.text, truth)


def _sibling(
    who: Identity,
    base: Identity,
    seed: int,
    style: str,
    capture: str | None,
    kin: Kin | None,
    *,
    era: str | None,
    size: int,
    site: Site,
) -> GeneratedPage:
    """A template sibling of another page, with that page's name in its truth."""
    name = file_name(seed, base.index, pick_capture(seed, base.index, capture))
    segment = SIBLINGS[who.index % len(SIBLINGS)]
    if kin is not None:
        plan = family_plan(kin, who, base, name, seed, segment=segment, size=size, site=site, era=era)
        return _spoil(plan, style, seed, site, ())
    dice = Dice(seed, who.index, "sibling")
    plan = plan_for(sibling(who, base, segment), seed, dice, size=size, site=site, era=era)
    page = _spoil(plan, style, seed, site, ())
    return replace(page, truth=replace(page.truth, sibling_of=name))


def generate_site(
    seed: int,
    count: int,
    *,
    capture: str | None = None,
    size: int = DEFAULT_SIZE,
    faults_rate: float = 0.0,
) -> Iterator[GeneratedPage]:
    """The pages 0 to count - 1 of a site; about `faults_rate` of the articles carry one injected fault."""

    @lru_cache(maxsize=4096)
    def clean(index: int) -> bool:
        return index < count and not Dice(seed, index, "fate").chance(faults_rate)

    for index in range(count):
        who = identity(seed, index)
        spoilt = who.is_article and not who.domain.foreign and not clean(index)
        yield (
            _faulty(seed, index, capture, size, count, clean)
            if spoilt
            else generate_page(seed, index, capture=capture, size=size, pages=count, clean=clean)
        )


def _faulty(
    seed: int, index: int, capture: str | None, size: int, pages: int, clean: Callable[[int], bool]
) -> GeneratedPage:
    """A page with the first fault, in random order, that finds a place on it."""
    for code in Dice(seed, index, "codes").sample(ALL_FAULTS, len(ALL_FAULTS)):
        try:
            return generate_page(
                seed, index, capture=capture, faults=(code,), size=size, pages=pages, clean=clean
            )
        except NoPlace:
            continue
    return generate_page(seed, index, capture=capture, size=size, pages=pages, clean=clean)
