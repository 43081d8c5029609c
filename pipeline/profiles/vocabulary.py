"""The words that cut glued cards: the categories and tags that a page's own lines teach."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.profiles.cards import learn
from pipeline.profiles.ready import ReadyProfile

_CATEGORY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
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


def _of_label(profile: ReadyProfile, line: str) -> str | None:
    """The category that a label row such as `Knowledge Library · revops` names; None for any other line."""
    for row in profile.rows:
        if "category" in row.pattern.groupindex and (found := row.pattern.fullmatch(line)):
            word = (found.group("category") or "").strip(" \u00a0·")
            return word if _CATEGORY.fullmatch(word) else None
    return None
