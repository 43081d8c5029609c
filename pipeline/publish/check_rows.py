"""Checking rows: keys, order, closed word lists, references, verdicts, and flat tables against nested ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pipeline.publish.account import PARTS
from pipeline.publish.facts import Facts
from pipeline.publish.summary import NONE
from pipeline.publish.verdict import is_of_the_run, verdict
from schemas.page import LinkRow, SectionRow
from schemas.tables import TABLES
from schemas.vocabulary import LINK_ZONES, SCHEMA_VERSION, SECTION_ROLES


def check_pages(facts: Facts) -> None:
    """Keys, words and sums of `pages`; remembers what the other checks need."""
    columns = ("page_id", "state", "reason", "article_id", "raw_sha256", "site", "capture", "chars", *PARTS)
    words = WordCheck(facts, "pages")
    for page_id, state, reason, article_id, sha256, site, capture, chars, *parts in ordered(
        facts, "pages", columns
    ):
        facts.pages[page_id] = (state, article_id, sha256)
        facts.count("by_state", state)
        facts.count("by_site", site or NONE)
        facts.count("by_capture", capture or NONE)
        facts.count("account", "chars", chars)
        for name, number in zip(PARTS, parts, strict=True):
            facts.count("account", name, number)
        if sum(parts) != chars:
            facts.problems.add(
                "account", "pages", f"the parts add up to {sum(parts)} of {chars} characters", row=page_id
            )
        if (reason is None) != (state == "article"):
            facts.problems.add("reference", "pages", f"state {state} with reason {reason!r}", row=page_id)
        if (article_id is None) != (state not in ("article", "duplicate")):
            facts.problems.add(
                "reference", "pages", f"state {state} with article_id {article_id!r}", row=page_id
            )
    words.check()


def check_articles(facts: Facts) -> None:
    """Keys, words and pages of `articles`, and that every page of state `article` has one."""
    columns = ("article_id", "page_id", "qa", "confidence", "raw_sha256", "schema_version")
    words = WordCheck(facts, "articles")
    for article_id, page_id, qa, confidence, sha256, version in ordered(facts, "articles", columns):
        facts.articles[article_id] = (page_id, qa, confidence)
        if facts.pages.get(page_id) != ("article", article_id, sha256):
            facts.problems.add(
                "reference", "articles", f"no such article on page {page_id!r}", row=article_id
            )
        if version != SCHEMA_VERSION:
            facts.problems.add("schema", "articles", f"schema version {version}", row=article_id)
    for page_id, (_, article_id, _) in facts.pages.items():
        if article_id is not None and article_id not in facts.articles:
            facts.problems.add("reference", "pages", f"there is no article {article_id!r}", row=page_id)
    words.check()


def check_findings(facts: Facts) -> None:
    """Keys, words and references of `findings`."""
    columns = (*TABLES["findings"].order, "article_id", "severity", "outcome", "state", "related_page_ids")
    words = WordCheck(facts, "findings")
    seen: set[str] = set()
    for row in ordered(facts, "findings", columns):
        page_id, _, code, fingerprint, article_id, severity, outcome, state, related = row
        facts.findings += 1
        facts.count("by_code", code)
        facts.count("by_severity", severity)
        if not is_of_the_run(code):
            facts.outcomes.setdefault(page_id, set()).add((severity, outcome, state))
        if fingerprint in seen:
            facts.problems.add("key", "findings", "the fingerprint is not unique", row=fingerprint)
        seen.add(fingerprint)
        for other in (page_id, *related):
            if other not in facts.pages:
                facts.problems.add("reference", "findings", f"there is no page {other!r}", row=fingerprint)
        if page_id in facts.pages and article_id != (
            None if is_of_the_run(code) else facts.pages[page_id][1]
        ):
            facts.problems.add(
                "reference", "findings", f"{article_id!r} is not its page's article", row=fingerprint
            )
    words.check()


def check_flat(facts: Facts, table: Literal["sections", "links"]) -> None:
    """The flat table against the same facts in `articles`, row for row."""
    model, closed = (
        (SectionRow, ("role", SECTION_ROLES)) if table == "sections" else (LinkRow, ("zone", LINK_ZONES))
    )
    names = [name for name in model.model_fields if name != "article_id"]
    nested = _nested(facts, table, names)
    place = names.index(closed[0]) + 1
    for row, expected in zip_longest(ordered(facts, table, ("article_id", *names)), nested):
        if row != expected:
            key = (row or expected or ("", ""))[:2]
            facts.problems.add("reference", table, "differs from the same row in articles", row=key)
            return  # one row too many or too few moves all that follow
        if row[place] not in closed[1]:
            facts.problems.add(
                "word", table, f"{closed[0]} {row[place]!r} is not in the contract", row=row[:2]
            )
        target = row[names.index("target_id") + 1] if table == "links" else None
        if target is not None and target not in facts.articles:
            facts.problems.add("reference", table, f"there is no article {target!r}", row=row[:2])


def _nested(facts: Facts, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Rows of a flat table made from `articles`."""
    whole = [f"{table}.list.element.{name}" for name in names]
    for article_id, items in facts.rows("articles", ("article_id", *whole)):
        for item in items:
            yield (article_id, *(item[name] for name in names))


def check_qa(facts: Facts) -> None:
    """`qa` of every article, worked out again from the findings."""
    least = facts.manifest.settings.get("min_confidence")
    if not isinstance(least, (int, float)):
        facts.problems.add("manifest", "manifest.json", "settings.min_confidence is missing")
        return
    for article_id, (page_id, qa, confidence) in facts.articles.items():
        expected = verdict(
            facts.outcomes.get(page_id, ()), confidence=confidence, min_confidence=float(least)
        )
        if qa != expected:
            facts.problems.add("qa", "articles", f"qa is {qa}, its findings give {expected}", row=article_id)


def ordered(facts: Facts, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, each checked to come after the one before it. `columns` holds those of its order."""
    places = [columns.index(name) for name in TABLES[table].order]
    before: tuple[Any, ...] | None = None
    for row in facts.rows(table, columns):
        key = tuple((row[place] is not None, row[place]) for place in places)
        if before is not None and key <= before:
            values = tuple(value for _, value in key)
            if key == before:
                facts.problems.add("key", table, "the key is not unique", row=values)
            else:
                facts.problems.add("order", table, "the row is not in order", row=values)
        before = key
        yield row


class WordCheck:
    """Columns with a closed list of words: each word of the table against the list."""

    def __init__(self, facts: Facts, table: str) -> None:
        self.facts, self.table = facts, table
        self.closed = {
            name: words
            for name, info in TABLES[table].model.model_fields.items()
            if (words := _words(info.annotation)) is not None
        }

    def check(self) -> None:
        """Read the closed columns, and tell of words that are not in the contract."""
        names = list(self.closed)
        found: dict[str, set[Any]] = {name: set() for name in names}
        for batch in self.facts.batches(self.table, names):
            for name, column in zip(names, zip(*batch, strict=True), strict=False):
                found[name].update(column)
        for name in names:
            for word in sorted(map(str, found[name] - self.closed[name])):
                self.facts.problems.add("word", self.table, f"{name} {word!r} is not in the contract")


def _words(annotation: Any) -> set[Any] | None:
    """The closed list of words of an annotation, None included where it may be null; None if there is no list."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if get_origin(annotation) in (Union, UnionType):
        lists: Iterable[set[Any] | None] = (_words(part) for part in get_args(annotation))
        for words in lists:
            if words is not None:
                return words | {None}
    return None
