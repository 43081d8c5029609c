"""The words that cut glued cards: the categories and tags that a page's own lines teach."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pipeline.profiles.cards import learn
from pipeline.profiles.ready import ReadyProfile

_CATEGORY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z][a-z]{2,}")
_GLUED = re.compile(r"(?<=\s)([a-z][a-z-]{5,60})[ \u00a0]?·[ \u00a0]?[a-z][a-z0-9-]*(?=[A-Z])")
MIN_WORD = 3
MAX_CRUMB = 90


def page_vocabulary(profile: ReadyProfile, lines: Iterable[str]) -> tuple[set[str], set[str]]:
    """Categories and tags of a page: from seams of its cards that are beyond doubt, and from its label row."""
    categories: set[str] = set()
    tags: set[str] = set()
    if profile.profile.cards is None:
        return categories, tags
    for line in lines:
        if "·" not in line:
            continue
        new_categories, new_tags = learn(line)
        categories.update(new_categories)
        tags.update(new_tags)
        if len(line) <= MAX_CRUMB and not new_categories and (category := _of_label(profile, line)):
            categories.add(category)
    return categories, tags


def guessed_categories(lines: Sequence[str], known: Collection[str]) -> set[str]:
    """Categories of a page alone that stand glued to a title's last word: cut where one known word ends.

    `kpi-guidePlain lessonsbeekeeping · hivesWhen …` is cut before `beekeeping` where `lessons` stands on the
    page too. Where several cuts would leave a word (`lesson`, `lessons`), what they cut off must be one as
    well. Over a folder nobody needs to guess.
    """
    glued = {match.group(1) for line in lines if "·" in line for match in _GLUED.finditer(line)}
    glued = {run for run in glued if not any(run.endswith(word) for word in known)}
    if not glued:
        return set()
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    found = set()
    for run in glued:
        cuts = [
            at
            for at in range(MIN_WORD, len(run) - MIN_WORD + 1)
            if run[:at] in words and _CATEGORY.fullmatch(run[at:])
        ]
        if len(cuts) > 1:
            cuts = [at for at in cuts if run[at:].partition("-")[0] in words]
        if len(cuts) == 1:
            found.add(run[cuts[0] :])
    return found


def _of_label(profile: ReadyProfile, line: str) -> str | None:
    """The category that a label row such as `Knowledge Library · revops` names; None for any other line."""
    for needle, row in profile.category_rows.candidates(line):
        if needle in line and (found := row.pattern.fullmatch(line)):
            word = (found.group("category") or "").strip(" \u00a0·")
            return word if _CATEGORY.fullmatch(word) else None
    return None
