"""What repeats across the pages of a site is its chrome, where the folder is large enough to tell."""

from __future__ import annotations

from math import ceil

from pipeline.settings import Settings
from pipeline.survey.fingerprint import block_fingerprint
from pipeline.survey.model import Survey


def can_judge(survey: Survey, site: str, settings: Settings) -> bool:
    """Whether the folder holds enough pages of the site."""
    known = survey.sites.get(site)
    return known is not None and known.pages >= settings.small_site


def repeated_on(survey: Survey, site: str, text: str, settings: Settings) -> int:
    """Number of pages of the site that say the same, where that is enough to call it chrome; else 0."""
    known = survey.sites.get(site)
    if known is None or known.pages < settings.small_site:
        return 0
    count = survey.repeated.get(block_fingerprint(site, text), 0)
    need = max(settings.repeated_pages, ceil(settings.repeated_share * known.pages))
    return count if count >= need else 0
