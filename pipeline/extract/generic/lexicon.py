"""Small classes of words that tell chrome from content anywhere: months, the law, shops, comments, newsletters.

Written by hand, no word taken from any page. A word may belong to several classes.
"""

from __future__ import annotations

_CLASSES: dict[str, str] = {
    "function": (
        "the of and to a in is that for it as was with be by on are this from or an at which but not have "
        "has had were been their its they he she his her we you i de la le les des et en un une du que qui "
        "der die das und ist ein eine nicht mit von zu den el los las del se por una con para il di che è "
        "non per как и в не на что з"
    ),
    "month": (
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sep sept oct nov dec 2019 2020 2021 2022 2023 2024 2025 2026 2027 monday tuesday "
        "wednesday thursday friday saturday sunday"
    ),
    "time": (
        "ago min mins minutes hours hour day days week weeks month months year years am pm updated "
        "published posted read"
    ),
    "control": (
        "click menu search close open toggle next previous prev skip show hide view more back top load "
        "loading select submit download print copy cancel ok"
    ),
    "comment": (
        "comment comments reply replies commented says wrote quote like likes vote votes upvote report flag "
        "thread posts member members joined karma"
    ),
    "news": "subscribe newsletter signup email inbox updates unsubscribe notifications",
    "legal": (
        "privacy policy terms conditions cookie cookies copyright rights reserved disclaimer gdpr consent "
        "accept trademark"
    ),
    "shop": (
        "cart add buy price sale shipping checkout wishlist stock sku qty quantity order off save free "
        "review reviews rating stars"
    ),
    "related": (
        "related recommended popular trending latest recent also similar featured read more stories "
        "articles posts news sponsored advertisement"
    ),
    "site": (
        "home about contact blog careers jobs press support help faq login register account team company "
        "products services solutions resources"
    ),
    "author": (
        "author by editor writer contributor bio about follow twitter facebook instagram linkedin youtube "
        "pinterest whatsapp share tweet"
    ),
    "person": "i my me you your we our us",
}

CLASSES = tuple(_CLASSES)
CLASS_OF_WORD: dict[str, int] = {}
for _number, _words in enumerate(_CLASSES.values()):
    for _word in _words.split():
        CLASS_OF_WORD[_word] = CLASS_OF_WORD.get(_word, 0) | 1 << _number
