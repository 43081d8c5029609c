"""PAG003: a page that ends before its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from pipeline.rules.page._endings import broken_end, broken_link
from schemas.vocabulary import Severity

_USUAL = 0.9
_ALL_BUT = 0.97
_TAIL = 200
_AT_THE_END = ("faq", "sources", "related")
"""Closing zones in the order in which pages have them."""


class TruncatedPage(PageRule):
    """The text stops in mid-sentence, or the closing zones that the page's siblings have are gone.

    What it checks
        The last piece of the article, where nothing or no closing zone comes after it: it must end as a
        sentence does. And, in folders large enough to judge, the closing zones (sources, related, …) that
        nine in ten pages of the same site and capture style have.

    Why it matters
        The rest of the article is missing, and nothing in the text says so.

    Example that fails
        ::

            Pulse ← Library

            How do you sail home against the tide?

            Direct Answer

            Wait for slack water, keep close to the shore where the stream is weakest, and tack on every
                shift.

            Reading the Stream

            Buoys lean with the stream and trail a small wake. Once the wake turns round, the tide has
                turned and the

    Example that passes
        ::

            Pulse ← Library

            How do you sail home against the tide?

            Direct Answer

            Wait for slack water, keep close to the shore where the stream is weakest, and tack on every
                shift.

            Reading the Stream

            Buoys lean with the stream and trail a small wake. Once the wake turns round, the tide has
                turned too.

    How to fix
        Dump the page again, and check the limit on size or time of whatever dumps it.

    Limits
        A page cut between two sentences can only be told by its closing zones, so not in a small folder. A
        page that lacks some of the usual zones, but not all, is for review; a zone is not missed before one
        that is there. Lists often go without closing marks, so their last item counts only where the sentence
        is plainly broken off, or where it alone of the list has none. A short last line counts only where the
        zone that the profile puts last is missing. On HTML or text with menus of a site without a profile
        only pages whose source ends without ``</body>`` and ``</html>`` are told: what such a site writes
        last (a list, a name, a time) need not end as a sentence does.
    """

    code = "PAG003"
    name = "truncated-page"
    severity: ClassVar[Severity] = "error"
    fix = "Dump the page again, and check the limits of whatever dumps it"

    def check(self, page: PageContext) -> Iterator[Hit]:
        last = None if page.unknown_layout and page.closed else broken_end(page)
        missing, usual = _missing_zones(page)
        if last is not None:
            tail = last.text[-_TAIL:]
            yield Hit(
                f"The text stops in mid-sentence: {clip('…' + last.text[-50:])}",
                subject="end of text",
                start=last.end - len(tail),
                end=last.end,
            )
        elif (link := broken_link(page)) is not None:
            yield Hit(
                f"The text stops inside a link: {clip('…' + link.text[-50:])}",
                subject="end of text",
                start=link.start,
                end=link.end,
            )
        elif missing:
            gone = ", ".join(sorted(missing))
            all_gone = missing == usual and len(usual) > 1
            yield Hit(
                f"The closing zones that pages of this site and capture have are gone: {gone}",
                subject="closing zones",
                outcome=None if all_gone else "review",
                expected=", ".join(sorted(usual)),
                found=", ".join(sorted(page.extraction.closing_zones)) or "none",
            )


def _missing_zones(page: PageContext) -> tuple[set[str], set[str]]:
    """Closing zones this page lacks, and those usual among its siblings; both empty where nobody can say."""
    extraction = page.extraction
    site = page.survey.sites.get(extraction.site)
    siblings = site.captures.get(extraction.capture, 0) if site else 0
    if site is None or siblings < page.settings.small_site or not extraction.judged_repetition:
        return set(), set()
    prefix = f"{extraction.capture}/"
    shares = {
        zone.removeprefix(prefix): count / siblings
        for zone, count in site.closing_zones.items()
        if zone.startswith(prefix)
    }
    usual = {zone for zone, share in shares.items() if share >= _USUAL}
    missing = usual - extraction.closing_zones
    if missing != usual:
        missing = {zone for zone in missing if shares[zone] >= _ALL_BUT}
        there = max(
            (_AT_THE_END.index(zone) for zone in extraction.closing_zones & set(_AT_THE_END)), default=-1
        )
        below = extraction.closing_zones - set(_AT_THE_END)
        missing -= set(
            _AT_THE_END if below else _AT_THE_END[: there + 1]
        )  # what is cut off has nothing after it
    return missing, usual
