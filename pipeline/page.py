"""One page through all per-page stages: decode, segment, extract, normalise, page rules, index record.

Every function here is pure: a page, the settings and the survey in, a value out. What is wrong with
a page is data (its state and its findings), never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.decode import decode
from pipeline.document import Document, Extraction, LabelledBlock, RawPage, Text
from pipeline.extract import extract as extract_document
from pipeline.normalise import normalise
from pipeline.normalise.identity import site_id
from pipeline.profiles import ReadyProfile, profile_set
from pipeline.profiles.recognise import address_of
from pipeline.result import PageResult, Place
from pipeline.rules.base import BaseRule, PageContext
from pipeline.rules.engine import check_page, selected_rules
from pipeline.segment import segment
from pipeline.segment.visible import visible_chars
from pipeline.settings import Settings
from pipeline.survey.model import EMPTY_SURVEY, Survey
from schemas.article import Article
from schemas.finding import Finding
from schemas.page import PageRow

if TYPE_CHECKING:
    from pipeline.rules.spot import Locate
    from pipeline.survey.collect import SurveyCollector


_CLOSING_TAG = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
_TAIL = 3000
"""Characters at the end of a source; scripts may stand behind the tag that closes the page."""


@dataclass(frozen=True)
class Page:
    """What `extract` says of one page."""

    article: Article | None
    """None where the page is no article: `reason` says why."""
    reason: str | None
    blocks: tuple[LabelledBlock, ...]
    """The account: every visible character of the page with its label and reason."""
    site_evidence: str
    notes: tuple[str, ...]
    """What could not be judged, in words."""
    find_row: Callable[[], PageRow] = field(repr=False, compare=False)
    find_findings: Callable[[], tuple[Finding, ...]] = field(repr=False, compare=False)
    find_places: Callable[[], tuple[Place | None, ...]] = field(repr=False, compare=False)

    @cached_property
    def row(self) -> PageRow:
        """What became of the page, with its text in figures; counted when first asked for."""
        return self.find_row()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the page rules find; worked out when first asked for."""
        return self.find_findings()

    @cached_property
    def places(self) -> tuple[Place | None, ...]:
        """Where in the source each block begins and ends; worked out when first asked for, which costs on HTML."""
        return self.find_places()


@dataclass(frozen=True, slots=True)
class PageStages:
    """What all pages of a run share; made once a process."""

    settings: Settings
    profiles: tuple[ReadyProfile, ...]
    rules: tuple[BaseRule, ...]
    as_of: date

    @classmethod
    def of(cls, settings: Settings, as_of: date) -> PageStages:
        """Compile profiles and rules. Raises `ProfileError` or `UsageError` for settings that fit none."""
        rules = selected_rules(settings.select, settings.ignore)
        return cls(settings, profile_set(settings.profile), rules, as_of)


def extract(
    bytes_or_text: bytes | str,
    *,
    source: str | None = None,
    profile: str = "auto",
    survey: Survey | None = None,
    settings: Settings | None = None,
    as_of: date | None = None,
) -> Page:
    """One page by itself: its article (or why there is none), its account, its page findings.

    Without a `survey` nothing can be known of the rest of the site: repetition is not judged.

    >>> page = extract("# Pricing\\n\\nThree plans exist. Each of them is billed by the month.\\n", source="a.md")
    >>> page.article.title
    'Pricing'
    """
    data = bytes_or_text.encode("utf-8", "surrogatepass") if isinstance(bytes_or_text, str) else bytes_or_text
    raw = RawPage.in_memory(source or "page.txt", data)
    stages = _single_stages(settings or Settings(), profile, as_of or date.today())
    labelled = _label(raw, stages, survey or EMPTY_SURVEY)
    return Page(
        article=labelled.article,
        reason=labelled.extraction.reason,
        blocks=labelled.extraction.blocks,
        site_evidence=labelled.extraction.site_evidence,
        notes=() if survey else ("no survey: single-page result",),
        find_row=lambda: _row(raw, labelled),
        find_findings=lambda: _check(labelled, stages.rules),
        find_places=lambda: _places(labelled, always=True),
    )


@lru_cache(maxsize=8)
def _single_stages(settings: Settings, profile: str, as_of: date) -> PageStages:
    """What all calls with the same settings share: profiles and rules are made ready once."""
    return PageStages.of(settings.model_copy(update={"profile": profile}), as_of)


def process_page(raw: RawPage, stages: PageStages, survey: Survey) -> PageResult:
    """One page through all per-page stages."""
    labelled = _label(raw, stages, survey)
    article, extraction = labelled.article, labelled.extraction
    row = _row(raw, labelled)
    findings = _check(labelled, stages.rules)
    record = None
    if article is not None:
        from pipeline.index.record import index_record

        record = index_record(
            article,
            extraction,
            raw_sha256=raw.raw_sha256,
            site_id=site_id(raw.ref, labelled.profile, labelled.address)[0],
            kept_chars=row.kept_chars,
            texts=labelled.context.texts,
        )
    return PageResult(
        page=row,
        article=article,
        blocks=extraction.blocks,
        places=_places(labelled, always=bool(findings)),
        findings=findings,
        record=record,
        keys=() if article is not None else _keys(raw, labelled),
    )


def _keys(raw: RawPage, labelled: _Labelled) -> tuple[int, ...]:
    """The keys under which links lead to a page without article; of no site where it could not be read."""
    from pipeline.index.targets import page_keys

    read = labelled.extraction.state == "not_an_article"
    site = labelled.extraction.site if read else ""
    own = site_id(raw.ref, labelled.profile, labelled.address)[0] if read else None
    return page_keys(site, own, labelled.address or raw.ref.url, raw.ref.page_id)


def survey_page(raw: RawPage, collector: SurveyCollector) -> None:
    """Add one page to the survey of its chunk; pages that cannot be read add nothing."""
    if raw.problem is not None:
        return
    text = decode(raw)
    if text.problem is None:
        document = segment(text)
        if document.blocks:
            collector.add(document, raw.ref.url)


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A page through all stages up to its rules."""

    text: Text
    document: Document
    extraction: Extraction
    article: Article | None
    profile: ReadyProfile
    address: str | None
    context: PageContext
    locate: Locate | None
    """From offsets of the accounted text to the source; None where they are the same."""


def _label(raw: RawPage, stages: PageStages, survey: Survey) -> _Labelled:
    text = decode(raw)
    document = segment(text)
    extraction = _extraction(raw, text, document, stages, survey)
    profile = next((p for p in stages.profiles if p.name == extraction.site), stages.profiles[-1])
    address = address_of(document, raw.ref.url)
    article = normalise(
        extraction,
        profile,
        raw.ref,
        address=address,
        raw_sha256=raw.raw_sha256,
        title_in_text=extraction.page_type in stages.settings.title_in_text,
    )
    context = PageContext(
        page_id=raw.ref.page_id,
        file_name=raw.ref.page_id.rsplit("/", 1)[-1],
        document=document,
        extraction=extraction,
        article=article,
        settings=stages.settings,
        as_of=stages.as_of,
        survey=survey,
        decode_problem=text.problem or document.problem,
        damage=text.damage,
        closed=_CLOSING_TAG.search(text.text, max(0, len(text.text) - _TAIL)) is not None,
    )
    locate = _locate(text, document)
    return _Labelled(text, document, extraction, article, profile, address, context, locate)


def _check(labelled: _Labelled, rules: Sequence[BaseRule]) -> tuple[Finding, ...]:
    text = labelled.text.text
    return check_page(labelled.context, rules, source=lambda: text, locate=labelled.locate)


def _extraction(
    raw: RawPage, text: Text, document: Document, stages: PageStages, survey: Survey
) -> Extraction:
    """The labelled page, or what is said of a page that could not be read or holds nothing."""
    if raw.skipped:
        return _unread(document, "skipped", f"SKIPPED {raw.problem}")
    if text.problem is not None:
        return _unread(document, "unreadable", f"PAG001 {text.problem}")
    if not document.blocks:
        problem = document.problem
        if problem is not None:
            return _unread(document, "unreadable", f"PAG001 {problem}")
        return _unread(document, "empty", "PAG001 the page holds no text")
    extraction = extract_document(document, stages.profiles, survey, stages.settings, raw.ref.url)
    if extraction.state == "article" and extraction.page_type not in stages.settings.publish_types:
        reason = f"PAG004 a page of type {extraction.page_type}, which is not published"
        extraction = replace(extraction, state="not_an_article", reason=reason)
    return extraction


def _unread(document: Document, state: str, reason: str) -> Extraction:
    blocks = tuple(
        LabelledBlock(block.start, block.end, "unexplained", "the page could not be read", block.text)
        for block in document.blocks
    )
    return Extraction(
        page_id=document.page_id,
        site="generic",
        site_evidence="not judged",
        capture="html" if document.media_type == "text/html" else "source_text",
        page_type="other",
        template=None,
        state=state,  # type: ignore[arg-type]
        reason=reason,
        blocks=blocks,
    )


def _row(raw: RawPage, labelled: _Labelled) -> PageRow:
    text, document, extraction = labelled.text, labelled.document, labelled.extraction
    article = labelled.article
    texts: dict[str, list[str]] = {"a": [], "d": [], "c": [], "u": []}  # article, data, chrome, unexplained
    for block in extraction.blocks:
        texts[block.label[0]].append(block.text)
    sums = {first: visible_chars("".join(parts)) for first, parts in texts.items()}
    read = extraction.state not in ("unreadable", "empty", "skipped")
    return PageRow(
        page_id=raw.ref.page_id,
        source=raw.ref.source,
        raw_sha256=raw.raw_sha256,
        bytes=raw.stored_bytes,
        media_type=text.media_type,
        encoding=text.encoding,
        capture=extraction.capture if read else None,
        site=extraction.site if read else None,
        page_type=extraction.page_type if read else None,
        confidence=extraction.confidence,
        state=extraction.state,
        reason=extraction.reason,
        article_id=article.article_id if article else None,
        chars=visible_chars(document.accounted),
        kept_chars=sums["a"],
        data_chars=sums["d"],
        removed_chars=sums["c"],
        unexplained_chars=sums["u"],
        markup_chars=document.markup_chars,
        captured_at=raw.ref.captured_at,
        manifest_extra=raw.ref.extra,
    )


def _locate(text: Text, document: Document) -> Locate | None:
    if document.media_type != "text/html":
        return None

    from pipeline.segment.positions import locator

    return locator(text.text, document)


def _places(labelled: _Labelled, *, always: bool) -> tuple[Place | None, ...]:
    """Place of each block in the source: always for flat text, for HTML where it is asked for."""
    blocks, locate = labelled.extraction.blocks, labelled.locate
    if locate is not None:
        if not always:
            return (None,) * len(blocks)
        spans = locate([(block.start, block.end) for block in blocks])
    else:
        spans = [(block.start, block.end) for block in blocks]
    source = labelled.text.text
    if "\r" in source:
        from pipeline.rules.spot import lines_and_columns

        known = lines_and_columns(source, [span[0] for span in spans if span])
        return tuple(Place(*span, *known[span[0]]) if span else None for span in spans)
    places: list[Place | None] = []
    line, at, begin = 1, 0, 0
    for span in spans:
        if span is None:
            places.append(None)
            continue
        start, end = span
        if start < at:
            line, at, begin = 1, 0, 0
        lines = source.count("\n", at, start)
        if lines:
            line += lines
            begin = source.rfind("\n", at, start) + 1
        at = start
        places.append(Place(start, end, line, start - begin + 1))
    return tuple(places)
