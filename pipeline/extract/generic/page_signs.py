"""What a page states of its type, where it stands, and the shape of what is kept: numbers that a model can weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.features import Features, rows_of
from pipeline.extract.generic.vocabulary import BIT

_FORUM_MAKERS = re.compile(
    r"discourse|vbulletin|xenforo|phpbb|mybb|flarum|invision|lemmy|simple machines", re.I
)
_DOCUMENTATION_MAKERS = re.compile(
    r"sphinx|mkdocs|docusaurus|gitbook|doxygen|vitepress|javadoc|rustdoc", re.I
)
"""Software that names itself as the maker of the page."""
_TECHNICAL = ("techarticle", "apireference")
_TYPES = {
    "article": ("article", "blogposting", "report", "recipe", "liveblogposting"),
    "forum": ("discussionforumposting", "qapage", "question"),
    "listed": ("collectionpage", "itemlist", "searchresultspage", "offercatalog"),
    "product": ("product", "productgroup"),
    "technical": _TECHNICAL,
    "webpage": ("webpage",),
}
"""Endings of JSON-LD types, lower case; a technical article is no other."""
_SHOWN_AS = ("article", "product", "website")
"""`og:type`; it says little: many sites call each page an article."""
_PLACES = {
    "article": re.compile(r"/blogs?/|//blog\.|/news/|/articles?/|/posts?/|/(?:19|20)\d\d/|/stories/", re.I),
    "documentation": re.compile(
        r"//docs?\.|/docs?/|/documentation|/reference/|/api(?:-[a-z]+)?/|/manual|readthedocs", re.I
    ),
    "shelf": re.compile(
        r"/(?:collections?|c|cat|category|categories|browse|departments?|catalog(?:ue)?s?)"
        r"/(?!.*/products?/)[^/?#]",
        re.I,
    ),
    "index": re.compile(
        r"(?:/(?:blogs?|news|articles|stories|posts)|/(?:tags?|topics?|sections|authors?)/[^/?#]+)/?"
        r"(?:\?(?:page|paged|offset|start|sort|order)=[^#]*)?(?:#|$)",
        re.I,
    ),
    "service": re.compile(
        r"/(?:our-)?(?:services?|solutions?|pricing|features|platform)(?:/|\.|[?#]|$)", re.I
    ),
    "product": re.compile(r"/products?/|/p/|/dp/|/item", re.I),
    "forum": re.compile(r"forum|/t/|thread|topic|community|discuss|/questions/|viewtopic", re.I),
    "home": re.compile(r"^https?://[^/]+/?$"),
}
"""What an address says. Any other query than a page's may name an entry: `/news/?id=42` is no index."""
_PRICE = re.compile(r"[$€£]\s?\d")
_CART = ("add to cart", "add to bag", "add to basket")
_OFFER = (
    "get started", "contact us", "contact sales", "request a", "free trial", "book a", "book now", "get a quote",
    "get a free quote", "our services", "our clients", "our team", "our customers", "schedule a", "start free",
    "talk to",
)  # fmt: skip
"""Calls to act, lower case."""
_IN_WORD = re.compile(r"\w")
_DAYS = ("published_on", "updated_on")
_PAGE_COLUMNS = (
    "page_words", "page_blocks", "page_prose", "page_prose_share", "page_links", "page_mean", "page_paragraphs",
    "page_longest",
)  # fmt: skip
"""Features that are the same for all blocks …"""
_HTML_PAGE_COLUMNS = (
    "page_article", "page_navigation", "page_related", "page_review", "page_product", "page_card", "page_forum",
    "page_documentation", "page_code", "page_hidden", "page_in_main", "page_in_article", "page_runs",
    "page_half_links", "page_half_words", "page_controls", "page_codes", "page_images", "states_product",
    "states_article",
)  # fmt: skip
"""… and those that HTML alone has."""
_MEANS = (
    "links", "link_share", "digits", "upper", "separators", "money", "word_length", "of_function", "of_month",
    "of_time", "of_comment", "of_legal", "of_shop", "of_site", "of_author", "of_person", "said", "ends_sentence",
    "commas", "short_run",
)  # fmt: skip
"""Features whose mean over the kept words, and over all words, is asked for."""
_HTML_MEANS = ("run_best", "card_run", "images_near")
"""Features whose mean over the kept words is asked for, of HTML."""
_KEPT_IF = ("heading", "sentences")
"""Features of which the share of the kept words that have them is asked for."""
_KEPT_HINTS = (
    "comments", "forum", "product", "card", "review", "code", "list", "documentation", "form",
)  # fmt: skip
_TOLD_BY = {
    "posts": "posts", "shipping": "shipping", "review": "review", "reply": "reply", "ago": " ago", "sort": "sort by",
    "our": " our ", "i": " i ", "you": " you", "question": "?",
}  # fmt: skip
"""What is counted for every thousand characters of a page, lower case."""
_CODE = "{};="
_THOUSAND = 1000


def said_by(document: Document) -> dict[str, list[str]]:
    """Values of the page's evidence by field; types by where they stand too (`type JSON-LD`, `type meta`)."""
    said: dict[str, list[str]] = {}
    for one in document.evidence:
        name = f"{one.field} {one.source.partition(' ')[0]}" if one.field == "type" else one.field
        said.setdefault(name, []).append(one.value)
    return said


def page_signs(
    document: Document, features: Features, kept: NDArray[np.bool_], beside: Set[str]
) -> dict[str, float]:
    """Name → number, the same names for every page of HTML; of flat text fewer, but the same for all of these.

    `kept`: which blocks are main content; `beside`: the fields of the facts that stand beside the title.
    """
    said = said_by(document)
    signs = _of_words(document.accounted, float(features.words.sum()))
    signs |= _of_shape(features, kept)
    signs["dated"] = float(bool(said.get("published_on")) or not beside.isdisjoint(_DAYS))
    signs["signed"] = float(bool(said.get("author")) or "author" in beside)
    if document.outline is None:
        return signs
    signs |= _stated(said)
    signs |= _of_address(next(iter(said.get("url", ())), ""))
    signs |= _of_elements(features, kept)
    signs["code_elements"] = sum(1 for tag in document.outline.tags if tag in ("pre", "code"))
    signs["times"] = float(bool(document.times))
    return signs


def _stated(said: dict[str, list[str]]) -> dict[str, float]:
    types = {value.lower() for value in said.get("type JSON-LD", ())}
    shown_as = {value.lower() for value in said.get("type meta", ())}
    makers = " ".join(said.get("generator", ()))
    plain = {kind for kind in types if not kind.endswith(_TECHNICAL)}
    signs = {
        f"stated_{name}": any(kind.endswith(ends) for kind in (types if name == "technical" else plain))
        for name, ends in _TYPES.items()
    }
    signs |= {f"shown_as_{name}": name in shown_as for name in _SHOWN_AS}
    signs["made_by_forum"] = _FORUM_MAKERS.search(makers) is not None
    signs["made_by_documentation"] = _DOCUMENTATION_MAKERS.search(makers) is not None
    return {name: float(sign) for name, sign in signs.items()}


def _of_address(address: str) -> dict[str, float]:
    last = address.rstrip("/").rpartition("/")[2]
    return {
        **{f"place_{name}": float(place.search(address) is not None) for name, place in _PLACES.items()},
        "address_depth": address.rstrip("/").count("/"),
        "address_length": len(address),
        "address_hyphens": last.count("-"),
        "address_digits": sum(map(str.isdigit, last)),
    }


def _of_words(text: str, words: float) -> dict[str, float]:
    prices = sum(1 for _ in _PRICE.finditer(text))
    lower = text.lower()
    each = _THOUSAND / max(len(lower), 1)
    return {
        "prices": prices,
        "prices_a_word": prices / max(words, 1.0),
        "carts": _times_said(_CART, lower),
        "offers": _times_said(_OFFER, lower),
        **{f"says_{name}": lower.count(said) * each for name, said in _TOLD_BY.items()},
        "code_marks": sum(map(lower.count, _CODE)) * each,
    }


def _times_said(phrases: tuple[str, ...], lower: str) -> int:
    """How often one of the phrases stands in a text as whole words, none inside another."""
    count = end = 0
    for start, after in sorted(span for phrase in phrases for span in _stands(phrase, lower)):
        if start >= end:
            count, end = count + 1, after
    return count


def _stands(phrase: str, lower: str) -> Iterator[tuple[int, int]]:
    start = lower.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not _IN_WORD.match(lower[max(0, start - 1) : start]) and not _IN_WORD.match(lower[end : end + 1]):
            yield start, end
        start = lower.find(phrase, start + 1)


def _of_shape(features: Features, kept: NDArray[np.bool_]) -> dict[str, float]:
    words = features.words * kept
    total, all_words, blocks = float(words.sum()), float(features.words.sum()), int(kept.sum())
    signs = _page_columns(features, _PAGE_COLUMNS)
    for part, weights in (("kept", words / max(total, 1.0)), ("all", features.words / max(all_words, 1.0))):
        signs |= _means(features, weights, part, _MEANS)
    having = features.table[rows_of(features.names, _KEPT_IF)] > 0
    for name, row in zip(_KEPT_IF, having, strict=True):
        signs[f"kept_{name}"] = float(words[row].sum()) / max(total, 1.0)
    signs["kept_words"] = total
    signs["kept_share"] = total / max(all_words, 1.0)
    signs["kept_blocks"] = blocks
    signs["kept_words_a_block"] = total / max(blocks, 1)
    return signs


def _of_elements(features: Features, kept: NDArray[np.bool_]) -> dict[str, float]:
    words = features.words * kept
    shares = words / max(float(words.sum()), 1.0)
    hints = np.array(features.hints, dtype=np.int64)
    signs = _page_columns(features, _HTML_PAGE_COLUMNS)
    signs |= _means(features, shares, "kept", _HTML_MEANS)
    signs |= {f"kept_in_{name}": float(shares[hints & BIT[name] != 0].sum()) for name in _KEPT_HINTS}
    return signs


def _page_columns(features: Features, names: tuple[str, ...]) -> dict[str, float]:
    column = features.table[rows_of(features.names, names), 0]
    return dict(zip(names, column.tolist(), strict=True))


def _means(
    features: Features, weights: NDArray[np.float64], part: str, names: tuple[str, ...]
) -> dict[str, float]:
    """The means of some features over the blocks, by weights that add up to 1."""
    columns = features.table[rows_of(features.names, names)].astype(np.float64)
    means = (columns * weights).sum(axis=1)
    return {f"{part}_{name}": mean for name, mean in zip(names, means.tolist(), strict=True)}
