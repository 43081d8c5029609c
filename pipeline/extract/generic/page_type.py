"""What type of page it is, and pages that are no article whatever their markup says."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Document
from pipeline.extract.generic.features import Features
from pipeline.extract.generic.vocabulary import BIT
from schemas.vocabulary import PageType

_ARTICLE = ("article", "blogposting", "report", "recipe", "liveblogposting")
_FORUM = ("discussionforumposting", "qapage", "question")
_TECHNICAL = ("techarticle", "apireference")
_LISTED = ("collectionpage", "itemlist", "searchresultspage", "offercatalog")
"""Endings of JSON-LD types and `og:type`, lower case."""
_FORUM_MAKERS = re.compile(
    r"discourse|vbulletin|xenforo|phpbb|mybb|flarum|invision|lemmy|simple machines", re.I
)
_DOCUMENTATION_MAKERS = re.compile(
    r"sphinx|mkdocs|docusaurus|gitbook|doxygen|vitepress|javadoc|rustdoc", re.I
)
_DOCUMENTATION_PLACE = re.compile(
    r"//docs?\.|/docs?/|/documentation|/reference/|/api(?:-[a-z]+)?/|/manual|readthedocs", re.I
)
_ARTICLE_PLACE = re.compile(r"/blogs?/|//blog\.|/news/|/articles?/|/posts?/|/(?:19|20)\d\d/|/stories/", re.I)
_SHELF_PLACE = re.compile(
    r"/(?:collections?|c|cat|category|categories|browse|departments?|catalog(?:ue)?s?)/(?!.*/products?/)[^/?#]",
    re.I,
)
_INDEX_PLACE = re.compile(
    r"(?:/(?:blogs?|news|articles|stories|posts)|/(?:tags?|topics?|sections|authors?)/[^/?#]+)/?"
    r"(?:\?(?:page|paged|offset|start|sort|order)=[^#]*)?(?:#|$)",
    re.I,
)
"""Any other query may name an entry: `/news/?id=42`."""
_SERVICE_PLACE = re.compile(
    r"/(?:our-)?(?:services?|solutions?|pricing|features|platform)(?:/|\.|[?#]|$)", re.I
)
_HOME = re.compile(r"https?://[^/]+/?")
_PRICE = re.compile(r"[$€£]\s?\d")
_CART = re.compile(r"\badd to (?:cart|bag|basket)\b", re.I)
_OFFER = re.compile(
    r"\b(?:get started|contact us|contact sales|request a|free trial|book (?:a|now)|get a (?:free )?quote|"
    r"our (?:services|clients|team|customers)|schedule a|start free|talk to)\b",
    re.I,
)
_DAYS = ("published_on", "updated_on")
MANY_PRICES = 8
SOME_PRICES = 3
"""Prices from which a page at an address of a shop's shelf is one."""
MOSTLY_LINKS = 0.3
"""Share of the kept words inside links from which a page lists other pages."""
LITTLE_PROSE = 0.4
RUNNING = 0.8
"""Share of the kept words in running text from which a page may be an article without another sign."""
ENOUGH_PROSE = 150
"""Words of running text that make flat text an article."""
SHORT = 150
"""Longer pages are never taken for a notice."""

_NOTICES = (
    ("a soft 404", re.compile(
        r"\b(?:page|entry|article|tool|post|file|content)s? (?:you requested )?(?:was |is |could )?"
        r"(?:not (?:be )?found|no longer exists?|doesn.t exist|does not exist)\b|"
        r"\b404\b.{0,30}\b(?:not found|error)\b|\bnothing (?:was )?found\b|"
        r"\bcan.t find (?:that|the) page\b", re.I)),
    ("a login wall", re.compile(
        r"\b(?:log|sign) ?in to (?:continue|view|read|see|access)\b|\bplease (?:log|sign) ?in\b|"
        r"\bsubscribers only\b|\bmembers only\b", re.I)),
    ("a captcha", re.compile(
        r"\bverify (?:that )?you are (?:a )?human\b|\bare you a robot\b|\bchecking your browser\b|\bunusual traffic\b|"
        r"\bcomplete the captcha\b", re.I)),
    ("a page that needs scripts", re.compile(
        r"\b(?:please )?enable javascript\b|\byou need to enable javascript\b|\bjavascript is (?:disabled|required)\b",
        re.I)),
    ("an access error", re.compile(r"\baccess denied\b|\b403 forbidden\b|\b50\d (?:server )?error\b", re.I)),
)  # fmt: skip


def page_type(
    document: Document, features: Features, kept: NDArray[np.bool_], beside: Set[str] = frozenset()
) -> PageType:
    """The type of page by what it states, where it stands, and the shape of what is kept.

    `beside`: the fields of the facts that stand beside its title.
    """
    words = features.words * kept
    total = float(words.sum())
    prose = float((words * (features.column("sentences") > 0)).sum())
    linked = float((features.column("link_share") * words).sum())
    if document.outline is None:
        return _flat_type(total, prose, linked, int(kept.sum()))
    signs = _Signs.of(document, beside)
    found = signs.stated_type() or _by_shape(features, kept, signs, total, prose, linked)
    return found if signs.article_type else _by_place(found, signs)


def _by_place(found: PageType, signs: _Signs) -> PageType:
    """The type with what the address says: the shelf of a shop, the index of a blog, a service."""
    address = signs.address
    if found == "article" and signs.signed:
        return found
    enough = signs.prices >= (MANY_PRICES if found == "product" else SOME_PRICES)
    if enough and found not in ("forum", "documentation") and _SHELF_PLACE.search(address):
        return "collection"
    if found in ("article", "service") and _INDEX_PLACE.search(address):
        return "listing"
    if found == "article" and _SERVICE_PLACE.search(address):
        return "service"
    return found


def _by_shape(
    features: Features, kept: NDArray[np.bool_], signs: _Signs, total: float, prose: float, linked: float
) -> PageType:
    """The type by signs and by the shape of what is kept: words in all, in sentences and in links."""
    words = features.words * kept
    hints = np.array(features.hints, dtype=np.int64)
    for hint, kind in (("forum", "forum"), ("documentation", "documentation")):
        inside = float(words[hints & BIT[hint] != 0].sum())
        if total and inside > 0.7 * total and prose > 0.3 * total and (kind == "forum" or signs.article < 2):
            return "forum" if kind == "forum" else "documentation"
    if not total:
        return "other"
    many = linked > MOSTLY_LINKS * total and prose < RUNNING * total
    little = prose < LITTLE_PROSE * total
    if signs.home and not signs.article_type:
        return signs.listed() if many or little else "service"
    if (many or little or (signs.says_listed and prose < RUNNING * total)) and signs.article < 2:
        if signs.carts and signs.prices and signs.carts < 3 and not many:
            return "product"
        return signs.listed()
    if signs.article >= 2 or signs.article + (prose > RUNNING * total) >= 2:
        return "article"
    if signs.carts and signs.prices:
        return "product"
    running = prose > RUNNING * total and total > ENOUGH_PROSE and signs.offers < OFFERS * total
    return "article" if running and (total > LONG or not signs.article_like_page) else "service"


OFFERS = 0.004
"""Calls to act for each kept word, below which running text is an article …"""
LONG = 800
"""… also on a site that calls its articles so and this page none, if it has more words than this."""
MUCH_CODE = 8
"""Elements of code that make a page without an author documentation."""


@dataclass(frozen=True)
class _Signs:
    """What a page states of its type; what has to be searched for is counted when it is first asked for."""

    stated: frozenset[str]
    """JSON-LD types, lower case."""
    shown_as: frozenset[str]
    """`og:type`, lower case."""
    makers: str
    address: str
    text: str
    dated: bool
    signed: bool
    code: int
    """Elements of code."""

    @classmethod
    def of(cls, document: Document, beside: Set[str]) -> _Signs:
        said: dict[str, list[str]] = {}
        for one in document.evidence:
            name = f"{one.field} {one.source.partition(' ')[0]}" if one.field == "type" else one.field
            said.setdefault(name, []).append(one.value)
        return cls(
            frozenset(value.lower() for value in said.get("type JSON-LD", ())),
            frozenset(value.lower() for value in said.get("type meta", ())),
            " ".join(said.get("generator", ())),
            next(iter(said.get("url", ())), ""),
            document.accounted,
            bool(said.get("published_on") or document.times or not beside.isdisjoint(_DAYS)),
            bool(said.get("author") or "author" in beside),
            sum(1 for tag in document.outline.tags if tag in ("pre", "code")) if document.outline else 0,
        )

    @cached_property
    def prices(self) -> int:
        return sum(1 for _ in _PRICE.finditer(self.text))

    @cached_property
    def carts(self) -> int:
        return sum(1 for _ in _CART.finditer(self.text))

    @cached_property
    def offers(self) -> int:
        return sum(1 for _ in _OFFER.finditer(self.text))

    @property
    def home(self) -> bool:
        return _HOME.fullmatch(self.address) is not None

    @property
    def article_type(self) -> bool:
        """Whether JSON-LD calls it an article; `og:type` does so on nearly every page of many sites."""
        return any(kind.endswith(_ARTICLE) and not kind.endswith(_TECHNICAL) for kind in self.stated)

    @property
    def says_listed(self) -> bool:
        return any(kind.endswith(_LISTED) for kind in self.stated)

    @property
    def article_like_page(self) -> bool:
        """A page of a site that tells posts and pages apart, and calls this one no post."""
        return "webpage" in self.stated and not self.article_type

    @property
    def article(self) -> int:
        """How many signs of an article it has; its type counts twice."""
        place = _ARTICLE_PLACE.search(self.address) is not None
        dated = self.dated and not self.article_like_page
        return 2 * self.article_type + dated + self.signed + place

    def listed(self) -> PageType:
        """The kind of list: of things to buy, or of pages."""
        return "collection" if self.prices >= MANY_PRICES or self.carts > 2 else "listing"

    def stated_type(self) -> PageType | None:
        """The type where the page says it outright."""
        product = any(kind.endswith(("product", "productgroup")) for kind in self.stated | self.shown_as)
        if product and not self.article_type and "article" not in self.shown_as:
            return "product"
        if any(kind.endswith(_FORUM) for kind in self.stated) or _FORUM_MAKERS.search(self.makers):
            return "forum"
        if _DOCUMENTATION_MAKERS.search(self.makers):
            return "documentation"
        if self.article_type:
            return None
        if any(kind.endswith(_TECHNICAL) for kind in self.stated):
            return "documentation"
        coded = self.code >= MUCH_CODE and _ARTICLE_PLACE.search(self.address) is None
        if not self.signed and (coded or _DOCUMENTATION_PLACE.search(self.address)):
            return "documentation"
        return None


def _flat_type(total: float, prose: float, linked: float, blocks: int) -> PageType:
    if prose >= ENOUGH_PROSE or (total and prose > 0.6 * total):
        return "article"
    if blocks >= 10 and linked > 0.5 * total and total / blocks < 15:
        return "listing"
    return "service" if total >= ENOUGH_PROSE else "other"


def notice(
    document: Document, title: str | None, kept: NDArray[np.bool_], words: NDArray[np.float64]
) -> str | None:
    """Why a short page is no article, by its own words; None where they say nothing of the kind."""
    if float((words * kept).sum()) > SHORT:
        return None
    texts = [title or "", *(b.text for b, keep in zip(document.blocks, kept, strict=True) if keep)]
    texts += [block.text for block in document.blocks[:40] if len(block.text) < 200 and block.heading_level]
    said = "\n".join(texts)[:4000]
    for name, pattern in _NOTICES:
        found = pattern.search(said)
        if found:
            return f"{name}: it says '{' '.join(found.group().split())}'"
    return None
