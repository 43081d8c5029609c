"""What element names and class words hint at: soft evidence, one bit each, handed down to descendants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Hint(NamedTuple):
    """One hint: element names and class, id, role or itemprop words that give it."""

    name: str
    tags: str
    words: str


HINTS = (
    Hint("article", "article", "article post entry story blogpost"),
    Hint("content", "", "content body text markdown prose richtext wysiwyg maincontent articlebody copy rte"),
    Hint("main", "main", "main primary"),
    Hint("navigation", "nav", "nav navbar navigation menu submenu menubar pagination pager paging toc tabs tab sitemap "
         "skip topnav dropdown carousel slider"),
    Hint("header", "header", "header masthead topbar head"),
    Hint("footer", "footer", "footer foot colophon copyright contentinfo legal bottom"),
    Hint("aside", "aside", "sidebar aside rail widget widgets complementary secondary side"),
    Hint("comments", "", "comment comments disqus commentlist respond commenting"),
    Hint("related", "", "related recommended recommendations recommendation recirc similar trending popular latest "
         "teaser teasers upnext more readmore suggested featured recent also crosslinks"),
    Hint("share", "", "share sharing social socials addthis sharedaddy follow facebook twitter pinterest"),
    Hint("advert", "ins", "ad ads advert adverts advertisement advertising sponsor sponsored promoted outbrain taboola "
         "dfp gpt adsense leaderboard"),
    Hint("promo", "", "promo promotion cta upsell offer banner callout donate membership paywall"),
    Hint("newsletter", "", "newsletter subscribe subscription signup optin mailing mailchimp subscribers"),
    Hint("cookie", "", "cookie cookies consent gdpr onetrust ccpa cookiebar cmp"),
    Hint("meta_row", "time", "meta byline author authors date timestamp posted dateline publish published bio avatar"),
    Hint("tags", "", "tag tags category categories label labels topics taxonomy keywords"),
    Hint("breadcrumb", "", "breadcrumb breadcrumbs crumb crumbs crumbtrail"),
    Hint("form", "form button select option label textarea fieldset datalist dialog", "form search login signin filter "
         "filters sort facet facets captcha toolbar input button btn"),
    Hint("modal", "dialog", "modal dialog popup overlay lightbox drawer offcanvas tooltip toast"),
    Hint("review", "", "review reviews rating ratings testimonial testimonials"),
    Hint("product", "", "product products price pricing cart shop item items buy sku specs specifications"),
    Hint("card", "", "card cards tile tiles grid listing list result results feed archive"),
    Hint("forum", "", "thread message messages reply replies question answer answers topic forum postbody"),
    Hint("documentation", "", "docs doc documentation api reference manual guide tutorial"),
    Hint("description", "", "description summary intro lead excerpt standfirst dek subtitle abstract overview"),
    Hint("table", "table", "table"),
    Hint("list", "ul ol dl", ""),
    Hint("code", "pre code", "highlight code"),
    Hint("quote", "blockquote", "quote"),
    Hint("figure", "figure figcaption", "caption figure gallery image"),
    Hint("hidden", "template noscript", "hidden hide visually sr offscreen"),
    Hint("footnotes", "", "references footnotes reflist citations bibliography"),
)  # fmt: skip
"""The order is the order of the bits; a learned model knows features by these names."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word begins inside another: `bodyText`, `HTMLBody`. With it words part as `name_tokens` parts them."""
_SEAM = " \0"
"""Between two texts; the parser lets none into an attribute."""
_LETTERS = bytes(
    byte if byte == 0 or chr(byte) in ascii_lowercase else byte + 32 if chr(byte) in ascii_uppercase else 32
    for byte in range(256)
)
"""Small letters, and all that is no letter a space: no hint has a digit."""
_END, _WHOLE_PAGE = 1 << 62, 1 << 61
BIT = {hint.name: 1 << number for number, hint in enumerate(HINTS)}
_BY_TAG: dict[str, int] = {"html": _WHOLE_PAGE, "body": _WHOLE_PAGE}
_BY_WORD: dict[bytes, int] = {b"\0": _END}
for _hint in HINTS:
    for _tag in _hint.tags.split():
        _BY_TAG[_tag] = _BY_TAG.get(_tag, 0) | BIT[_hint.name]
    for _word in _hint.words.split():
        _BY_WORD[_word.encode()] = _BY_WORD.get(_word.encode(), 0) | BIT[_hint.name]


def own_hints(tags: Sequence[str], distinct: Sequence[str], number: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each element the hints of its own name and words.

    `distinct`: the different words of the page; `number`: which of them each element has.
    The words of `html` and `body` speak of the whole page and are left out.
    """
    parted = [words if words.islower() else _HUMP.sub(" ", words) for words in distinct]
    tokens = f"{_SEAM} ".join([*parted, ""]).encode("utf-8", "surrogatepass").translate(_LETTERS).split()
    bits = np.fromiter(map(_BY_WORD.get, tokens, repeat(0)), dtype=np.int64, count=len(tokens))
    ends = np.flatnonzero(bits == _END)
    by_words = np.bitwise_or.reduceat(bits, np.concatenate(([0], ends[:-1] + 1))) & ~_END
    by_tag = np.fromiter(map(_BY_TAG.get, tags, repeat(0)), dtype=np.int64, count=len(tags))
    own: NDArray[np.int64] = np.where(by_tag == _WHOLE_PAGE, 0, by_tag | by_words[number])
    return own
