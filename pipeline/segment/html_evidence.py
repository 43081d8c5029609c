"""What a page says of itself outside its accounted text: title, meta, links, JSON-LD, microdata, times."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import unescape

from pipeline.document import Evidence

LONGEST = 2000
"""Characters kept of one statement."""
MOST = 300
"""Statements kept of one page."""
MOST_JSON = 3_000_000
"""Larger JSON-LD scripts are not read."""

_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "parsely-title": "title",
    "sailthru.title": "title",
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "byl": "author",
    "article:published_time": "published_on",
    "og:article:published_time": "published_on",
    "og:published_time": "published_on",
    "date": "published_on",
    "pubdate": "published_on",
    "publishdate": "published_on",
    "publish-date": "published_on",
    "publication_date": "published_on",
    "dc.date": "published_on",
    "dc.date.issued": "published_on",
    "dcterms.created": "published_on",
    "dcterms.issued": "published_on",
    "citation_publication_date": "published_on",
    "parsely-pub-date": "published_on",
    "sailthru.date": "published_on",
    "publish_date": "published_on",
    "og:publish_date": "published_on",
    "published_date": "published_on",
    "published-date": "published_on",
    "w-published-date": "published_on",
    "article:published": "published_on",
    "article.published": "published_on",
    "datepublished": "published_on",
    "originalpublicationdate": "published_on",
    "dcterms.date": "published_on",
    "og:release_date": "published_on",
    "article:modified_time": "updated_on",
    "og:article:modified_time": "updated_on",
    "og:updated_time": "updated_on",
    "last-modified": "updated_on",
    "lastmod": "updated_on",
    "updated": "updated_on",
    "datemodified": "updated_on",
    "revised": "updated_on",
    "dcterms.modified": "updated_on",
    "og:site_name": "site_name",
    "application-name": "site_name",
    "og:description": "description",
    "description": "description",
    "twitter:description": "description",
    "dc.description": "description",
    "og:url": "url",
    "twitter:url": "url",
    "og:locale": "language",
    "content-language": "language",
    "dc.language": "language",
    "og:type": "type",
    "article:section": "category",
    "article:tag": "tag",
    "keywords": "tag",
    "og:image": "image",
    "generator": "generator",
}
_ITEMPROP = {
    "headline": "title",
    "author": "author",
    "creator": "author",
    "datePublished": "published_on",
    "dateCreated": "published_on",
    "dateModified": "updated_on",
    "inLanguage": "language",
    "articleSection": "category",
}
_JSON_FIELDS = {
    "headline": "title",
    "name": "title",
    "datePublished": "published_on",
    "dateCreated": "published_on",
    "uploadDate": "published_on",
    "dateModified": "updated_on",
    "description": "description",
    "inLanguage": "language",
    "url": "url",
    "articleSection": "category",
    "keywords": "tag",
}
_LABELLED = {"written by": "author", "author": "author", "by": "author"}
"""What the value of a `twitter:data…` is, by its `twitter:label…`."""
_WORKS = (
    "Article",
    "Posting",
    "Page",
    "Product",
    "Recipe",
    "HowTo",
    "Report",
    "Review",
    "Event",
    "Course",
    "Book",
    "VideoObject",
    "CreativeWork",
    "Question",
    "ItemList",
    "SoftwareApplication",
)


class EvidenceCollector:
    """Gathers statements in page order, each once."""

    def __init__(self) -> None:
        self._seen: dict[Evidence, None] = {}
        self._label = ""

    def items(self) -> tuple[Evidence, ...]:
        """The statements so far."""
        return tuple(self._seen)

    def add(self, field: str, value: object, source: str) -> None:
        """Note one statement; what is no text or empty is passed over."""
        if isinstance(value, str) and len(self._seen) < MOST:
            value = " ".join(value[: 4 * LONGEST].split())[:LONGEST].strip()
            if value:
                self._seen[Evidence(field, value, source)] = None

    def element(self, tag: str, given: Mapping[str, str | None]) -> None:
        """Note what a `meta`, `link`, `html` or `time` element, or one with `itemprop`, states in its attributes."""
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("http-equiv") or "").lower()
            field = _META.get(name)
            if field:
                self.add(field, given.get("content"), f"meta {name}")
            elif name.startswith("twitter:label"):
                self._label = (given.get("content") or "").strip().lower()
            elif name.startswith("twitter:data") and self._label in _LABELLED:
                self.add(_LABELLED[self._label], given.get("content"), f"meta {name}")
        elif tag == "link":
            if "canonical" in (given.get("rel") or "").lower().split():
                self.add("url", given.get("href"), "canonical")
        elif tag == "html":
            self.add("language", given.get("lang") or given.get("xml:lang"), "html lang")
        if "itemprop" in given:
            self._property(given)
        elif tag == "time":
            self._time(given)

    def stated_by(self, tag: str, given: Mapping[str, str | None]) -> tuple[str, str] | None:
        """Field and source of what the element's own text states, where an attribute says that it states something."""
        name = given.get("itemprop")
        if name and tag not in ("meta", "link") and not given.get("content") and not given.get("datetime"):
            field = _ITEMPROP.get(name.split()[0] if name.split() else "")
            if field and not (field.endswith("_on") and given.get("title")):
                return field, f"microdata {name.split()[0]}"
        if tag == "a" and "author" in (given.get("rel") or "").lower().split():
            return "author", "rel=author"
        return None

    def json_ld(self, script: str) -> None:
        """Note what a JSON-LD script says of the works it describes. What is no JSON says nothing."""
        if len(script) > MOST_JSON:
            return
        try:
            waiting = [
                json.loads(script.strip().removeprefix("<!--").removesuffix("-->").rstrip(";"), strict=False)
            ]
        except (ValueError, RecursionError):
            return
        for _ in range(2000):
            if not waiting:
                return
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                self._work(node)
                frequent = node.get("@type") in ("FAQPage", ["FAQPage"])
                if frequent:
                    self._questions(node.get("mainEntity"))
                keys = (
                    ("@graph", "mainEntityOfPage")
                    if frequent
                    else ("@graph", "mainEntity", "mainEntityOfPage")
                )
                waiting.extend(child for key in keys if (child := node.get(key)))

    def _property(self, given: Mapping[str, str | None]) -> None:
        names = (given.get("itemprop") or "").split()
        field = _ITEMPROP.get(names[0]) if names else None
        if field:
            stated = given.get("content") or given.get("datetime")
            if field.endswith("_on"):
                stated = stated or given.get("title")  # <abbr itemprop=datePublished title=2026-01-31>
            self.add(field, stated, f"microdata {names[0]}")

    def _time(self, given: Mapping[str, str | None]) -> None:
        words = (given.get("class") or "").lower()
        if "pubdate" in given or "publish" in words or "entry-date" in words:
            self.add("published_on", given.get("datetime"), "time datetime")
        elif "update" in words or "modified" in words:
            self.add("updated_on", given.get("datetime"), "time datetime")
        else:
            self.add("time", given.get("datetime"), "time datetime")

    def _work(self, node: dict[str, object]) -> None:
        kinds = node.get("@type")
        kind = (
            kinds
            if isinstance(kinds, str)
            else next((k for k in kinds if isinstance(k, str)), "")
            if isinstance(kinds, list)
            else ""
        )
        if kind == "BreadcrumbList":
            self._breadcrumb(node)
        if not kind.endswith(_WORKS):
            if kind in ("WebSite", "Organization") and kind == "WebSite":
                self.add("site_name", _name(node), "JSON-LD WebSite")
            return
        source = f"JSON-LD {kind}"
        self.add("type", kind, "JSON-LD")
        for key, field in _JSON_FIELDS.items():
            if key == "name" and "headline" in node:
                continue
            for value in _texts(node.get(key)):
                self.add(field, unescape(value), source)
        for value in _names(node.get("author")):
            self.add("author", unescape(value), source)
        for value in _names(node.get("publisher")):
            self.add("site_name", unescape(value), source)

    def _questions(self, entity: object) -> None:
        """The frequent questions of the page, word for word."""
        for node in entity[:100] if isinstance(entity, list) else [entity]:
            name = _name(node)
            if name:
                self.add("question", unescape(name), "JSON-LD FAQPage")

    def _breadcrumb(self, node: dict[str, object]) -> None:
        entries = node.get("itemListElement")
        if not isinstance(entries, list):
            return
        for entry in entries[:12]:
            if isinstance(entry, dict):
                name = entry.get("name") or _name(entry.get("item"))
                self.add(
                    "breadcrumb", unescape(name) if isinstance(name, str) else None, "JSON-LD BreadcrumbList"
                )


def _name(node: object) -> str | None:
    name = node.get("name") if isinstance(node, dict) else None
    return name if isinstance(name, str) else None


def _texts(value: object) -> list[str]:
    """A text, or the texts of a list."""
    if isinstance(value, str):
        return [value]
    return [v for v in value[:20] if isinstance(v, str)] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    """Names of a person or organisation, in any of the forms in use."""
    found = [value] if not isinstance(value, list) else value[:20]
    return [name for one in found if (name := one if isinstance(one, str) else _name(one))]
