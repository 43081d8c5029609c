"""Writes the fixed background that is subtracted from word vectors: `pipeline/index/background.json`.

    python -m bench.background

It is the mean vector of our own generated titles and of the openings of our own generated articles, each of the
generator's thirteen domains counting the same, so that what is subtracted is how such texts are written, not
what any one of them is about. No outside text goes in, and nothing of a site that is judged.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict

import numpy as np

from pipeline.index.vectors import BACKGROUND, WordVectors, fingerprint, without_background
from tests.sitegen import NoPlace, generate_page
from tests.sitegen.banks import FOREIGN
from tests.sitegen.banks.common import PLACES
from tests.sitegen.dice import Dice
from tests.sitegen.identity import identity
from tests.sitegen.words import sentence_case

SEED = 20261122
TITLES = 120
PASSAGES = 12
"""Of each domain."""
_PAGES = 1500


def titles() -> dict[str, list[str]]:
    """Domain → titles."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for index in range(_PAGES):
        who = identity(SEED, index)
        if who.is_article and not who.domain.foreign and len(found[who.domain.key]) < TITLES:
            found[who.domain.key][who.title] = None
    dice = Dice(SEED, 0, "background")
    for domain in FOREIGN:
        for _ in range(_PAGES):
            topic, place = dice.pick(domain.topics), dice.pick(PLACES)
            title = sentence_case(dice.pick(domain.titles).format(topic=topic, place=place))
            if len(found[domain.key]) < TITLES:
                found[domain.key][title] = None
    return {domain: list(some) for domain, some in sorted(found.items())}


def passages() -> dict[str, list[str]]:
    """Domain → openings of articles."""
    found: dict[str, list[str]] = defaultdict(list)
    for index in range(_PAGES):
        for faults in ((), ("COR003",)):
            if not identity(SEED, index).is_article:
                continue
            try:
                truth = generate_page(SEED, index, capture="rendered_text", faults=faults, pages=_PAGES).truth
            except NoPlace:
                continue
            if len(found[truth.domain]) < PASSAGES:
                prose = [
                    block.text
                    for part in truth.sections
                    for block in part.blocks
                    if block.kind == "paragraph"
                ]
                found[truth.domain].append(" ".join(prose))
        if len(found) == 13 and min(map(len, found.values())) == PASSAGES:
            break
    return dict(sorted(found.items()))


def background(vectors: WordVectors, texts: dict[str, list[str]]) -> list[float]:
    """The mean of the domains' means."""
    means = [vectors.means(some)[0].astype(np.float64).mean(axis=0) for some in texts.values()]
    mean: list[float] = np.round(np.mean(means, axis=0), 5).tolist()
    return mean


def main() -> int:
    """Writes the file; 2 where the extra is not installed."""
    argparse.ArgumentParser(prog="python -m bench.background", description=__doc__).parse_args()
    vectors = without_background()
    if vectors is None:
        print("the extra `embeddings` is not installed: pip install 'dechrome[embeddings]'")
        return 2
    content = {
        "made_by": "python -m bench.background",
        "fingerprint": fingerprint(vectors),
        "title": background(vectors, titles()),
        "passage": background(vectors, passages()),
    }
    BACKGROUND.write_text(json.dumps(content, indent=None, separators=(",", ":")) + "\n", "utf-8")
    print(f"{BACKGROUND} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
