"""The contract of dechrome: one source for the dataset's tables, findings and manifest.

>>> from schemas import Article
>>> "title" in Article.model_fields
True
"""

from schemas.article import Article, Badge, ContentBlock, Faq, Link, Provenance, Section, Source
from schemas.finding import Finding
from schemas.manifest import AccountSum, Manifest, TableFile
from schemas.page import BlockRow, LinkRow, PageRow, SectionRow
from schemas.vocabulary import SCHEMA_VERSION

__all__ = [
    "SCHEMA_VERSION",
    "AccountSum",
    "Article",
    "Badge",
    "BlockRow",
    "ContentBlock",
    "Faq",
    "Finding",
    "Link",
    "LinkRow",
    "Manifest",
    "PageRow",
    "Provenance",
    "Section",
    "SectionRow",
    "Source",
    "TableFile",
]
