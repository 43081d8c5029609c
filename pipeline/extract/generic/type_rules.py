"""The type of a page by rules over its signs, of HTML: what it says outright, then its shape, then its address.

The limits were chosen on WCXB's development pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas.vocabulary import PageType

Signs = Mapping[str, float]
"""Name → number, as `page_signs` gives them."""
MANY_PRICES = 8
SOME_PRICES = 3
"""Prices from which a page at an address of a shop's shelf is one."""
MOSTLY_LINKS = 0.3
"""Share of the kept words inside links from which a page lists other pages."""
LITTLE_PROSE = 0.4
RUNNING = 0.8
"""Share of the kept words in running text from which a page may be an article without another sign."""
ENOUGH_PROSE = 150
"""Kept words from which running text without another sign is an article …"""
OFFERS = 0.004
"""… with fewer calls to act for each of them …"""
LONG = 800
"""… and with more words than this on a site that calls its articles so and this page none."""
MUCH_CODE = 8
"""Elements of code that make a page without an author documentation."""
_INSIDE = 0.7
"""Share of the kept words inside elements of a forum, or of documentation, that makes a page one."""


def said_outright(signs: Signs) -> PageType | None:
    """A thread, or documentation, where the page or the software that made it says so."""
    if signs["stated_forum"] or signs["made_by_forum"]:
        return "forum"
    technical = signs["stated_technical"] and not signs["stated_article"]
    return "documentation" if technical or signs["made_by_documentation"] else None


def type_by_rules(signs: Signs) -> PageType:
    """The type by all rules."""
    found = _stated(signs) or _by_shape(signs)
    return found if signs["stated_article"] else _by_place(found, signs)


def _stated(signs: Signs) -> PageType | None:
    article = signs["stated_article"]
    if (signs["stated_product"] or signs["shown_as_product"]) and not (article or signs["shown_as_article"]):
        return "product"
    coded = signs["code_elements"] >= MUCH_CODE and not signs["place_article"]
    placed = not signs["signed"] and (coded or signs["place_documentation"])
    return said_outright(signs) or ("documentation" if placed and not article else None)


def flat_type_by_rules(signs: Signs) -> PageType:
    """The type of flat text, by the shape of what is kept: words in all, in sentences and in links."""
    words, prose = signs["kept_words"], signs["kept_sentences"]
    if prose * words >= ENOUGH_PROSE or prose > 0.6:
        return "article"
    if signs["kept_blocks"] >= 10 and signs["kept_link_share"] > 0.5 and signs["kept_words_a_block"] < 15:
        return "listing"
    return "service" if words >= ENOUGH_PROSE else "other"


def _by_shape(signs: Signs) -> PageType:
    """The type by the shape of what is kept: its words in sentences, in links, inside kinds of elements."""
    prose, article = signs["kept_sentences"], _signs_of_article(signs)
    if signs["kept_in_forum"] > _INSIDE and prose > 0.3:
        return "forum"
    if signs["kept_in_documentation"] > _INSIDE and prose > 0.3 and article < 2:
        return "documentation"
    many = signs["kept_link_share"] > MOSTLY_LINKS and prose < RUNNING
    little = prose < LITTLE_PROSE
    if signs["place_home"] and not signs["stated_article"]:
        return _listed(signs) if many or little else "service"
    sold = signs["carts"] > 0 and signs["prices"]
    if (many or little or (signs["stated_listed"] and prose < RUNNING)) and article < 2:
        return "product" if sold and signs["carts"] < 3 and not many else _listed(signs)
    if article >= 2 or article + (prose > RUNNING) >= 2:
        return "article"
    if sold:
        return "product"
    words = signs["kept_words"]
    running = prose > RUNNING and words > ENOUGH_PROSE and signs["offers"] < OFFERS * words
    return "article" if running and (words > LONG or not _calls_itself_a_page(signs)) else "service"


def _by_place(found: PageType, signs: Signs) -> PageType:
    """The type with what the address says: the shelf of a shop, the index of a blog, a service."""
    if found == "article" and signs["signed"]:
        return found
    enough = signs["prices"] >= (MANY_PRICES if found == "product" else SOME_PRICES)
    if enough and found not in ("forum", "documentation") and signs["place_shelf"]:
        return "collection"
    if found in ("article", "service") and signs["place_index"]:
        return "listing"
    return "service" if found == "article" and signs["place_service"] else found


def _signs_of_article(signs: Signs) -> float:
    """How many there are; that JSON-LD calls it one counts twice."""
    dated = (signs["dated"] or signs["times"]) and not _calls_itself_a_page(signs)
    return 2 * signs["stated_article"] + bool(dated) + signs["signed"] + signs["place_article"]


def _calls_itself_a_page(signs: Signs) -> bool:
    """Whether its site tells articles and pages apart, and calls this one no article."""
    return bool(signs["stated_webpage"] and not signs["stated_article"])


def _listed(signs: Signs) -> PageType:
    """The kind of list: of things to buy, or of pages."""
    return "collection" if signs["prices"] >= MANY_PRICES or signs["carts"] > 2 else "listing"
