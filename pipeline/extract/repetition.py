"""What repeats across the pages of a site is its chrome, where the folder is large enough to tell."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pipeline.settings import Settings
from pipeline.survey.fingerprint import block_fingerprints
from pipeline.survey.merge import FingerprintCounts
from pipeline.survey.model import Survey

MOST = 2 / 3
"""Share of a site's pages from which what they hold is the site's own, whatever it looks like."""


def can_judge(survey: Survey, site: str, settings: Settings) -> bool:
    """Whether the folder holds enough pages of the site."""
    known = survey.sites.get(site)
    return known is not None and known.pages >= settings.small_site


def repeated_on(survey: Survey, site: str, texts: Sequence[str], settings: Settings) -> list[int]:
    """For each text the pages of the site that say the same, where those are enough to call it chrome; else 0."""
    known = survey.sites.get(site)
    if known is None or known.pages < settings.small_site or not texts:
        return [0] * len(texts)
    fingerprints = block_fingerprints(site, texts)
    if isinstance(survey.repeated, FingerprintCounts):
        counts = survey.repeated.of(fingerprints)
    else:
        counts = [survey.repeated.get(fingerprint, 0) for fingerprint in fingerprints]
    need = max(settings.repeated_pages, ceil(settings.repeated_share * known.pages))
    return [count if count >= need else 0 for count in counts]


def on_most_pages(survey: Survey, site: str, counts: Sequence[int]) -> list[bool]:
    """For each count of `repeated_on` whether it is most of the site's pages."""
    known = survey.sites.get(site)
    need = MOST * known.pages if known is not None else 0
    return [count > 0 and count >= need for count in counts]


def repeated_lines_on(survey: Survey, site: str, texts: Sequence[str], settings: Settings) -> list[int]:
    """The same for texts of several lines, which the survey met whole or line by line: as often as the rarest line."""
    lines = [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]
    counts = iter(repeated_on(survey, site, [line for some in lines for line in some], settings))
    rarest = [min((next(counts) for _ in some), default=0) for some in lines]
    return list(map(max, rarest, repeated_on(survey, site, texts, settings)))
