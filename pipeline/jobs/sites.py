"""What could not be judged because a site is small, in words for the manifest and the reports."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.read.names import printable
from pipeline.settings import Settings
from pipeline.survey.model import Survey


def small_site_notes(survey: Survey, settings: Settings) -> Iterator[str]:
    """One line for each site with too few pages to tell what repeats across it."""
    for name, site in sorted(survey.sites.items()):
        if site.pages < settings.small_site:
            pages = f"{site.pages} page{'' if site.pages == 1 else 's'}"
            yield f"only {pages} of {_called(name)}: repetition there can't be judged"


def _called(name: str) -> str:
    """A site in words: pages of no known site or host are counted by their top folder."""
    if name == ".":
        return "no known site, straight in the input folder"
    return (
        f"no known site, in the folder {printable(name)}"
        if name.endswith("/")
        else f"the site {printable(name)}"
    )
