"""An independent generator of PULSE-like pages with their exact truth.

It shares nothing with the product: the standard library only. `generate_page` makes one page from a seed and
an index, `generate_site` makes many, and `python -m tests.sitegen --help` writes them to a folder.
"""

from __future__ import annotations

from tests.sitegen.assemble import GeneratedPage
from tests.sitegen.faults import ALL_FAULTS
from tests.sitegen.page import NoPlace, generate_page, generate_site
from tests.sitegen.plan import ARTICLE_TEMPLATES, CAPTURES, ERAS, OTHER_TEMPLATES
from tests.sitegen.truth import Badge, Block, Faq, Fault, Link, Loss, PageTruth, Section, Source

__all__ = [
    "ALL_FAULTS",
    "ARTICLE_TEMPLATES",
    "CAPTURES",
    "ERAS",
    "OTHER_TEMPLATES",
    "Badge",
    "Block",
    "Faq",
    "Fault",
    "GeneratedPage",
    "Link",
    "Loss",
    "NoPlace",
    "PageTruth",
    "Section",
    "Source",
    "generate_page",
    "generate_site",
]
