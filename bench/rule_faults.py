"""Faults that the page generator leaves out: whole pages that are unreadable, no article, or laid out anew.

Written from the words of the contract, like the generator's own, and sharing nothing with the rules.
"""

from __future__ import annotations

from dataclasses import replace

from tests.sitegen import GeneratedPage, NoPlace, generate_page
from tests.sitegen.assemble import draw, file_name, truth_of
from tests.sitegen.build import build_plan
from tests.sitegen.dice import Dice
from tests.sitegen.faults.scene import Scene, insert_paragraph, paragraphs
from tests.sitegen.identity import Site
from tests.sitegen.plan import OTHER_TEMPLATES, PagePlan
from tests.sitegen.truth import Fault

EXTRA_FAULTS = ("PAG001", "PAG004", "PAG006", "PAG007")
_CHROME = (
    "Subscribe to our newsletter",
    "Sign up to our weekly newsletter for more tips like this",
    "Accept all cookies",
    "Share on LinkedIn",
    "Share this article",
    "You might also like",
    "Leave a comment",
    "Back to top",
    "Privacy Policy",
    "Enter your email address",
    "Was this page helpful?",
    "Advertisement",
    "We use cookies to make this site work. By clicking Accept you agree to cookies.",
    "Continue reading",
    "Skip to main content",
)


def spoil(code: str, seed: int, index: int, capture: str, size: int, site: Site) -> GeneratedPage:
    """The page with this fault. Raises `NoPlace` where it cannot show."""
    dice = Dice(seed, index, "bench fault")
    if code == "PAG004":
        template = dice.pick(OTHER_TEMPLATES)
        page = generate_page(seed, index, capture=capture, template=template, size=size, pages=site.pages)
        fault = Fault("PAG004", "fail", "", template)
        return replace(page, truth=replace(page.truth, faults=(fault,)))
    plan = build_plan(seed, index, size=size, site=site)
    if code == "PAG001":
        return _unreadable(plan, seed, capture, dice)
    scene = Scene(seed, index, capture, site, dice)
    changed = _chrome(plan, scene) if code == "PAG007" else _no_body(plan, scene)
    if changed is None:
        raise NoPlace(f"page {index} has no place for {code}")
    changed, held, canvas = draw(changed, capture)
    truth = truth_of(changed, held, canvas, capture, file_name(seed, index, capture))
    return GeneratedPage(truth.file, canvas.text(), truth)


def _chrome(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """PAG007: a line of a site's frame between two paragraphs of the article.

    None of the site's own rows, such as the footer's: its profile keeps them out of the article wherever they stand.
    """
    spots = [(number, place) for number, place in paragraphs(plan) if place]
    if not spots:
        return None
    number, place = scene.dice.pick(spots)
    words = scene.dice.pick(_CHROME)
    return plan.with_fault(
        Fault("PAG007", "fail", words, words), sections=insert_paragraph(plan, number, place, words)
    )


def _no_body(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """PAG006: the site's header and closing zones, and nothing between them."""
    if scene.capture != "rendered_text" or not plan.more:
        return None
    return plan.with_fault(
        Fault("PAG006", "fail", "", "body"), sections=(), faqs=(), sources=(), related=(), second_title=None
    )


def _unreadable(plan: PagePlan, seed: int, capture: str, dice: Dice) -> GeneratedPage:
    """PAG001: no bytes, white space alone, a picture, or an archive under a page's name."""
    page = generate_page(seed, plan.index, capture=capture)
    noise = bytes(dice.between(0, 255) for _ in range(3000))
    form, data = dice.pick(
        (
            ("empty", b""),
            ("white space", b" \n\n\t\n"),
            ("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + noise),
            ("archive", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + noise),
        )
    )
    truth = replace(page.truth, faults=(Fault("PAG001", "fail", "", form),))
    return RawBytes(page.name, "", truth, data)


class RawBytes(GeneratedPage):
    """A page of bytes that are no text."""

    __slots__ = ("_bytes",)

    def __init__(self, name: str, text: str, truth: object, data: bytes) -> None:
        super().__init__(name, text, truth)  # type: ignore[arg-type]
        object.__setattr__(self, "_bytes", data)

    @property
    def data(self) -> bytes:
        """The bytes as they stand in the folder."""
        held: bytes = self._bytes  # type: ignore[attr-defined]
        return held
