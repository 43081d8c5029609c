"""What the settings say of comments, reviews and product cards, by page type.

The model's own judgement is the default: it was trained on pages whose forums keep their replies and whose
articles do without comments. A setting wins over it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.generic.features import Features
from pipeline.extract.generic.vocabulary import BIT
from pipeline.settings import Settings
from schemas.vocabulary import PageType

PARTS = ("comments", "reviews", "product_cards")
"""The settings, each named after the part of a page it is for; later ones win."""
MOSTLY_LINKS = 0.6
"""Share of a block's text inside links from which it is a control, not a part of what somebody wrote."""
_FORM = BIT["form"]
_CARD = BIT["product"] | BIT["card"]


def policy_of(said: Sequence[str], page_type: PageType) -> str:
    """`keep`, `remove` or `judge`: what the setting says of a page type; the last word counts."""
    found = [one.partition("=")[2] for one in said if one.partition("=")[0] == page_type]
    return found[-1] if found else "judge"


def with_policy(
    kept: NDArray[np.bool_],
    free: NDArray[np.bool_],
    features: Features,
    kinds: Sequence[str | None],
    zones: Sequence[str | None],
    page_type: PageType,
    settings: Settings,
) -> tuple[NDArray[np.bool_], dict[int, str]]:
    """The blocks kept once the settings have spoken, and for each block that they moved the reason.

    `free`: the blocks that may be kept at all. A part is told by the elements around a block (and comments by
    the heading over it too); controls, links alone and the usual words of chrome in it are never kept.
    """
    said = {name: policy_of(getattr(settings, name), page_type) for name in PARTS}
    if set(said.values()) == {"judge"}:
        return kept, {}
    hints = np.array(features.hints, dtype=np.int64) | np.array(features.near_hints, dtype=np.int64)
    in_zone = np.array([zone == "comments" for zone in zones])
    parts = {
        "comments": (hints & BIT["comments"] != 0) | in_zone,
        "reviews": hints & BIT["review"] != 0,
        "product_cards": hints & _CARD == _CARD,
    }
    chrome = np.array([kind is not None for kind in kinds]) | (hints & _FORM != 0)
    chrome |= features.column("link_share") > MOSTLY_LINKS
    result = kept.copy()
    reasons: dict[int, str] = {}
    for name, policy in said.items():
        part = parts[name]
        if policy == "judge":
            continue
        wanted = part & free & ~chrome if policy == "keep" else part & result
        moved = wanted & (result != (policy == "keep"))
        result[moved] = policy == "keep"
        words = "kept" if policy == "keep" else "kept out"
        reasons.update({int(number): f"{words} by the setting {name}" for number in np.flatnonzero(moved)})
    return result, reasons
