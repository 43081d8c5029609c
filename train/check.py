"""How well a labeller chooses on pages it has not seen: page F1, by page type, and how far its confidence holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pipeline.extract.generic.choose import choose_blocks
from pipeline.extract.generic.copies import copied
from pipeline.extract.generic.model import Labeller
from pipeline.extract.generic.prior import content_is_hidden
from train.align import page_f1, words_of
from train.samples import Sample

LEASTS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)


class Outcome(NamedTuple):
    """One page: what was expected and what was reached."""

    page_type: str
    fold: int
    expected: float
    reached: float
    likeliest: float
    """The greatest chance of any block."""
    if_empty: float
    """What an empty answer would have reached."""

    def answered(self, least: float) -> Outcome:
        """The same where nothing is kept unless some block's chance is at least so much."""
        return self if self.likeliest >= least else self._replace(reached=self.if_empty)


def outcome(labeller: Labeller, one: Sample) -> Outcome:
    """Choose the blocks of one page and score them; nothing but scores and hidden text decides here."""
    chances = labeller.chances(one.names, one.table.T)
    if not content_is_hidden(chances, one.words, one.shown):
        chances = np.where(one.shown, chances, 0.0)
    chances[list(copied(one.paragraphs, chances.tolist()))] = 0.0
    chosen, expected = choose_blocks(chances, one.words)
    words: Counter[str] = Counter()
    for number in np.nonzero(chosen)[0]:
        words.update(one.tokens[number])
    truth = Counter(words_of(one.page.truth))
    return Outcome(
        one.page.page_type,
        one.page.fold,
        expected,
        page_f1(words, truth),
        float(chances.max()),
        page_f1(Counter(), truth),
    )


def best_least(outcomes: list[Outcome]) -> float:
    """The chance below which a page's likeliest block is no content: of a few values the one that scores best.

    What less than a page would make better is chance: the smallest value within a page of the best is taken.
    """
    scores = [sum(one.answered(least).reached for one in outcomes) for least in LEASTS]
    return next(least for least, score in zip(LEASTS, scores, strict=True) if score > max(scores) - 1.0)


def by_type(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Mean F1 over all pages and by page type, rounded to four places."""
    groups = defaultdict(list)
    for one in outcomes:
        groups["all"].append(one.reached)
        groups[one.page_type].append(one.reached)
    return {name: round(float(np.mean(values)), 4) for name, values in sorted(groups.items())}


def calibration(outcomes: list[Outcome], bins: int = 12) -> tuple[list[float], list[float]]:
    """Points from expected to reached F1: means of equal groups, made to rise (pool adjacent violators)."""
    ordered = sorted(one for one in ((o.expected, o.reached) for o in outcomes))
    groups = [group for group in np.array_split(np.array(ordered), bins) if len(group)]
    pools = [[float(g[:, 0].mean()), float(g[:, 1].mean()), float(len(g))] for g in groups]
    at = 0
    while at + 1 < len(pools):
        if pools[at][1] <= pools[at + 1][1]:
            at += 1
            continue
        one, two = pools[at], pools.pop(at + 1)
        weight = one[2] + two[2]
        pools[at] = [
            (one[0] * one[2] + two[0] * two[2]) / weight,
            (one[1] * one[2] + two[1] * two[2]) / weight,
            weight,
        ]
        at = max(at - 1, 0)
    return [round(pool[0], 4) for pool in pools], [round(pool[1], 4) for pool in pools]
