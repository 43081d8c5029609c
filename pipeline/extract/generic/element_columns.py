"""What the elements around each block say: their names, how dense they are, how often their like repeats.

Every element has one contiguous range of blocks, so the sums over any element are differences of running sums.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document, Outline
from pipeline.extract.generic.element_tree import ElementTree, Marks
from pipeline.extract.generic.vocabulary import HINTS, own_hints

Column = NDArray[np.float64]
Numbers = NDArray[np.int64]
NEAR = 4
"""Elements above a block that count as near it, its own included."""
HIGHEST = 6
CARD_RUN = 3
"""So many elements of one kind side by side make a run of cards."""
_TAGS = (
    "p div li a span td th h1 h2 h3 h4 h5 dd dt pre code button label option section article blockquote "
    "figcaption strong em time"
).split()
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS, 1)}
_CONTROLS = frozenset({"input", "button", "select", "textarea", "form"})
_STATED = ("product", "article", "website", "forum", "webpage")
_PAGE_HINTS = (
    "article comments product forum documentation card review related code navigation".split()
)  # shares of a page's words under these hints tell its type


_BITS = (1 << np.arange(len(HINTS)))[:, None]


class ElementHints(NamedTuple):
    """Hints for each block: of all elements around it, and of the nearest ones."""

    all: tuple[int, ...]
    near: tuple[int, ...]


def element_columns(
    columns: dict[str, Any],
    document: Document,
    words: Column,
    prose: Column,
    starts: Numbers,
    ends: Numbers,
    title_at: int,
) -> ElementHints:
    """Add the columns of HTML; returns the hints they are made of."""
    outline = document.outline
    assert outline is not None
    tree = ElementTree.of(outline)
    marks = Marks(*zip(*[block.markup for block in document.blocks if block.markup is not None], strict=True))
    element = np.array(marks.element)
    levels = [element]
    for _ in range(HIGHEST):
        above = tree.parents[levels[-1]]
        levels.append(np.where(above >= 0, above, levels[-1]))
    total = max(float(words.sum()), 1.0)
    hints = _hint_columns(columns, tree, levels, words, total)
    _own_columns(columns, tree, marks, element, words, total)
    ranges = _Ranges(columns, outline, words, prose)
    _density_columns(columns, ranges, levels, total)
    _run_columns(columns, tree, ranges, levels, marks, words)
    _tree_columns(columns, tree, ranges, element, total, title_at)
    _page_columns(columns, document, outline)
    _image_columns(columns, document, starts, ends)
    return hints


class _Ranges:
    """Sums over the blocks of each element."""

    def __init__(self, columns: dict[str, Any], outline: Outline, words: Column, prose: Column) -> None:
        self.first = np.array(outline.first)
        self.last = np.array(outline.last) + 1
        self.blocks = (self.last - self.first).astype(np.float64)
        self.words = self._over(words)
        self.links = self._over(columns["link_words"])
        self.prose = self._over(prose)
        self.headings = self._over(columns["heading"] > 0)
        self.short = self._over(words <= 4)

    def _over(self, values: NDArray[Any]) -> Column:
        sums = np.zeros(len(values) + 1)
        np.cumsum(values, out=sums[1:])
        over: Column = sums[self.last] - sums[self.first]
        return over


def _hint_columns(
    columns: dict[str, Any], tree: ElementTree, levels: list[Numbers], words: Column, total: float
) -> ElementHints:
    """2 where a near element gives the hint, 1 where one further up does."""
    own = own_hints(tree.tags, tree.distinct, tree.word_numbers)
    hints = tree.handed_down(own)[levels[0]]
    near = own[levels[0]]
    for level in levels[1:NEAR]:
        near = near | own[level]
    around = (hints & _BITS) != 0
    table = around.astype(np.int64) + ((near & _BITS) != 0)
    shares = (around * words).sum(axis=1) / total  # no matrix product: it may wake threads
    for number, hint in enumerate(HINTS):
        columns[f"hint_{hint.name}"] = table[number]
        if hint.name in _PAGE_HINTS:
            columns[f"page_{hint.name}"] = shares[number]
    return ElementHints(tuple(hints.tolist()), tuple(near.tolist()))


def _own_columns(
    columns: dict[str, Any], tree: ElementTree, marks: Marks, element: Numbers, words: Column, total: float
) -> None:
    """What the markup says of the block itself."""
    hidden = np.array(marks.hidden)
    columns["hidden"] = hidden
    columns["page_hidden"] = float((words * hidden).sum()) / total
    columns["depth"] = list(map(len, marks.path))
    columns["tag"] = [_TAG_NUMBER.get(tag, 0) for tag in marks.tag]
    columns["list_depth"] = marks.depth
    columns["row"] = [-1 if row is None else row for row in marks.row]
    for name in ("main", "article", "nav", "noscript"):
        inside = np.array([name in path for path in marks.path])
        columns[f"in_{name}"] = inside
        if name in ("main", "article"):
            columns[f"page_in_{name}"] = float((words * inside).sum()) / total


def _density_columns(columns: dict[str, Any], ranges: _Ranges, levels: list[Numbers], total: float) -> None:
    """Text, links and prose of the block's own element and of those above it."""
    for up in (0, 1, 2, 3, 4, 6):
        at = levels[up]
        words, blocks = ranges.words[at], ranges.blocks[at]
        columns[f"up{up}_links"] = ranges.links[at] / (words + 1)
        columns[f"up{up}_prose"] = ranges.prose[at]
        columns[f"up{up}_prose_share"] = ranges.prose[at] / (words + 1)
        columns[f"up{up}_share"] = words / total
        columns[f"up{up}_blocks"] = blocks
        columns[f"up{up}_mean"] = words / blocks
        if up in (2, 4):
            columns[f"up{up}_headings"] = ranges.headings[at]
            columns[f"up{up}_short"] = ranges.short[at] / blocks


def _run_columns(
    columns: dict[str, Any],
    tree: ElementTree,
    ranges: _Ranges,
    levels: list[Numbers],
    marks: Marks,
    words: Column,
) -> None:
    """Runs of siblings with the same name and class words, and blocks of the same kind anywhere in the page."""
    kind = _numbered(tree.parents + 1, tree.tag_numbers, tree.word_numbers)
    count = np.bincount(kind).astype(np.float64)
    mean_words = (np.bincount(kind, ranges.words) / count)[kind]
    mean_links = (np.bincount(kind, ranges.links) / count)[kind] / (mean_words + 1)
    runs = count[kind]
    size = len(marks.tag)
    best, best_words, best_links, best_level = (np.zeros(size) for _ in range(4))
    for up, at in enumerate(levels[:HIGHEST]):
        longer = runs[at] > best
        best = np.where(longer, runs[at], best)
        best_words = np.where(longer, mean_words[at], best_words)
        best_links = np.where(longer, mean_links[at], best_links)
        best_level = np.where(longer, up, best_level)
        if up < 3:
            columns[f"run_{up}"] = runs[at]
    columns["run_best"], columns["run_words"] = best, best_words
    columns["run_links"], columns["run_level"] = best_links, best_level
    columns["page_runs"] = float(best.mean())
    card, card_words, card_run, card_links = (np.zeros(size) for _ in range(4))
    for at in reversed(levels):
        is_card = (ranges.blocks[at] > 1) & (runs[at] >= CARD_RUN)
        card = np.where(is_card, ranges.blocks[at], card)
        card_words = np.where(is_card, mean_words[at], card_words)
        card_run = np.where(is_card, runs[at], card_run)
        card_links = np.where(is_card, mean_links[at], card_links)
    columns["card_blocks"], columns["card_words"] = card, card_words
    columns["card_run"], columns["card_links"] = card_run, card_links
    element = levels[0]
    own_tags = np.array([tree.number_of_tag.setdefault(tag, len(tree.number_of_tag)) for tag in marks.tag])
    same = _numbered(own_tags, tree.word_numbers[element], tree.word_numbers[tree.parents[element]])
    alike = np.bincount(same).astype(np.float64)
    columns["alike"] = alike[same]
    columns["alike_words"] = (np.bincount(same, words) / alike)[same]
    columns["holder"] = [_TAG_NUMBER.get(tree.tags[index], 0) for index in marks.element]


def _numbered(*keys: Numbers) -> Numbers:
    """The same number for the same keys."""
    together = keys[0]
    for key in keys[1:]:
        together = together * (int(key.max()) + 1) + key
    numbers: Numbers = np.unique(together, return_inverse=True)[1]
    return numbers


def _tree_columns(
    columns: dict[str, Any],
    tree: ElementTree,
    ranges: _Ranges,
    element: Numbers,
    total: float,
    title_at: int,
) -> None:
    """How far from the element that holds half of the prose, and from the title."""
    depth = tree.depth
    size = len(element)
    half = np.zeros(size, dtype=np.int64)
    holds_half = ranges.prose >= 0.5 * max(float(ranges.prose.max()), 1.0)
    top = 0
    for index in np.nonzero(holds_half)[0].tolist():
        half[ranges.first[index] : ranges.last[index]] = index
        if depth[index] > depth[top]:
            top = index
    columns["half_up"] = depth[element] - depth[half]
    columns["half_words"] = ranges.words[half] / total
    columns["half_links"] = ranges.links[half] / (ranges.words[half] + 1)
    columns["in_half"] = (half == top) & holds_half.any()
    order = np.arange(size)
    columns["half_side"] = np.where(
        order < ranges.first[top], -1.0, np.where(order >= ranges.last[top], 1.0, 0.0)
    )
    columns["page_half_links"] = ranges.links[top] / (ranges.words[top] + 1)
    columns["page_half_words"] = ranges.words[top] / total
    if title_at < 0:
        columns["title_up"] = columns["title_down"] = columns["title_share"] = -1.0
        return
    shared = np.zeros(size, dtype=np.int64)
    chain, at = [], int(element[title_at])
    while at >= 0:
        chain.append(at)
        at = int(tree.parents[at])
    for index in reversed(chain):
        shared[ranges.first[index] : ranges.last[index]] = index
    columns["title_up"] = depth[element] - depth[shared]
    columns["title_down"] = depth[element[title_at]] - depth[shared]
    columns["title_share"] = ranges.words[shared] / total


def _page_columns(columns: dict[str, Any], document: Document, outline: Outline) -> None:
    """What the page states of its type, and which elements it has."""
    stated = " ".join(evidence.value.lower() for evidence in document.evidence if evidence.field == "type")
    for name in _STATED:
        columns[f"states_{name}"] = float(name in stated)
    tags = Counter(outline.tags)
    columns["page_controls"] = sum(tags[tag] for tag in _CONTROLS)
    columns["page_articles"] = tags["article"]
    columns["page_codes"] = tags["pre"] + tags["code"]
    columns["page_images"] = len(document.images)


def _image_columns(columns: dict[str, Any], document: Document, starts: Numbers, ends: Numbers) -> None:
    """Images within two lines of the block."""
    places = np.array([image.position for image in document.images if not image.hidden], dtype=np.int64)
    columns["images_near"] = np.searchsorted(places, ends + 120) - np.searchsorted(places, starts - 120)
