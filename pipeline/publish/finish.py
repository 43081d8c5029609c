"""Finishing: a spilled chunk gets the corpus rules' word, and its small tables become final.

Files of a chunk, added in the work folder:

    pages, findings   Arrow IPC streams: the rows of those tables, final
    articles          behind the blobs, of each article its id, verdict and link judgements
    order             what planning must know: keys, sizes and places
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from pipeline.publish.account import PARTS
from pipeline.publish.blobs import ArticleBlob, LinkRows, read_links
from pipeline.publish.columns import (
    Column,
    build_table,
    empty,
    explode,
    extend,
    pack,
    table_node,
    taken,
    unpack,
)
from pipeline.publish.files import chunk_file, no_cycles, writing
from pipeline.publish.spill import Head, load_head
from pipeline.publish.summary import NONE, ChunkSummary, Counts
from pipeline.publish.verdict import verdict
from pipeline.result import CorpusJudgement
from schemas.article import Link

_PAGE = {name: place for place, name in enumerate(table_node("pages").scalars)}
_FINDING = {name: place for place, name in enumerate(table_node("findings").scalars)}
_LINK = {name: place for place, name in enumerate(Link.model_fields)}
_DECIDED = tuple(_FINDING[name] for name in ("fingerprint", "code", "page_id"))
_JUDGED = tuple(_LINK[name] for name in ("target_id", "relatedness", "off_topic"))

Decide = Callable[[str, str, str], tuple[str, str | None]]
"""Told (fingerprint, code, page_id) of a finding; says its state and waiver_reason."""


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A page as planning sees it: its key and its rows in the chunk's files."""

    page_id: str
    blocks: int
    findings: int
    block_size: int
    """Estimate of its block rows' size as Arrow columns, in bytes; depends on the page alone."""


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """An article as planning sees it: its key and its places in the chunk's files."""

    article_id: str
    page_id: str
    blob: ArticleBlob
    final_offset: int
    final_length: int


def finish_chunk(
    folder: Path,
    number: int,
    judgements: Sequence[CorpusJudgement],
    *,
    min_confidence: float,
    decide: Decide | None = None,
) -> ChunkSummary:
    """Apply the corpus rules' word to a spilled chunk. One judgement for each article of the chunk, in any order.

    `decide` gives each finding its state before `qa` is worked out; without it all are new.
    Raises OutputError when the disk refuses, and ValueError when judgements and chunk do not fit.
    """
    with writing(folder), no_cycles():
        return _finish(folder, number, judgements, min_confidence, decide)


def _finish(
    folder: Path,
    number: int,
    judgements: Sequence[CorpusJudgement],
    min_confidence: float,
    decide: Decide | None,
) -> ChunkSummary:
    head = load_head(folder, number)
    rows = [list(row) for row in head.pages[0]]
    by_page = _by_page(judgements, {row[_PAGE["page_id"]] for row in rows})
    findings = empty(table_node("findings"))
    pages: list[tuple[Any, ...]] = []
    articles: list[tuple[Any, ...]] = []
    verdicts: Counter[str] = Counter()
    with chunk_file(folder, number, "articles").open("r+b") as final:
        final.seek(head.articles_end())
        final.truncate()  # of a finishing that was broken off
        for place, row in enumerate(rows):
            page_id = row[_PAGE["page_id"]]
            judgement, blob = by_page.get(page_id), head.articles[place]
            if (judgement is None) != (blob is None):
                raise ValueError(f"{page_id}: an article needs exactly one judgement, other pages none")
            if judgement is not None:
                _judge_page(row, judgement)
            found = _findings(head.findings[place], judgement, row[_PAGE["article_id"]])
            if decide is not None:
                found = [_decided(one, decide) for one in found[0]], found[1]
            extend(table_node("findings"), findings, found)
            block_size = row[_PAGE["chars"]] * 5 // 4 + 100 * head.blocks[place]
            pages.append((page_id, head.blocks[place], len(found[0]), block_size))
            if judgement is None or blob is None or judgement.duplicate_reason is not None:
                continue
            qa = verdict(_outcomes(found), confidence=blob.confidence, min_confidence=min_confidence)
            verdicts[qa] += 1
            data = _final(judgement, qa, blob)
            articles.append((judgement.article_id, page_id, tuple(blob), final.tell(), len(data)))
            final.write(data)
        _write(chunk_file(folder, number, "pages"), "pages", (list(map(tuple, rows)), []))
        _write(chunk_file(folder, number, "findings"), "findings", findings)
        chunk_file(folder, number, "order").write_bytes(pack((pages, articles)))
    return ChunkSummary(number, _counts(head, rows, findings[0], len(articles), verdicts))


def load_order(folder: Path, number: int) -> tuple[list[PageOrder], list[ArticleOrder]]:
    """Pages and articles of a finished chunk, in the chunk's order."""
    pages, articles = unpack(chunk_file(folder, number, "order").read_bytes())
    return (
        [PageOrder(*page) for page in pages],
        [ArticleOrder(key, page_id, ArticleBlob(*blob), *rest) for key, page_id, blob, *rest in articles],
    )


def judged_links(articles: IO[bytes], blob: ArticleBlob, judged: Sequence[tuple[Any, ...]]) -> LinkRows:
    """Rows of an article's links with what the corpus rules say of each."""
    rows = read_links(articles, blob)
    if not rows and not judged:
        return rows
    columns = list(zip(*rows, strict=True))
    for place, values in zip(_JUDGED, zip(*judged, strict=True), strict=True):
        columns[place] = values
    return list(zip(*columns, strict=True))


def _by_page(judgements: Sequence[CorpusJudgement], page_ids: set[str]) -> dict[str, CorpusJudgement]:
    by_page = {judgement.page_id: judgement for judgement in judgements}
    if len(by_page) < len(judgements):
        raise ValueError("two judgements of one page")
    for judgement in judgements:
        if judgement.page_id not in page_ids:
            raise ValueError(f"{judgement.page_id}: a judgement of a page that is not in this chunk")
        if any(finding.page_id != judgement.page_id for finding in judgement.findings):
            raise ValueError(f"{judgement.page_id}: a judgement holds the findings of its own page alone")
    return by_page


def _judge_page(row: list[Any], judgement: CorpusJudgement) -> None:
    """Change the page's row to what the corpus rules say of its article."""
    row[_PAGE["article_id"]] = judgement.article_id
    if judgement.duplicate_reason is not None:
        row[_PAGE["state"]] = "duplicate"
        row[_PAGE["reason"]] = judgement.duplicate_reason


def _findings(own: Column | None, judgement: CorpusJudgement | None, article_id: str | None) -> Column:
    """All findings of one page in plain form, sorted, with the page's article."""
    node = table_node("findings")
    column = empty(node) if own is None else own
    if judgement is not None and judgement.findings:
        extend(node, column, explode(node, judgement.findings))
    rows, lists = column
    place = _FINDING["article_id"]
    rows = [(*row[:place], article_id, *row[place + 1 :]) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: _finding_key(rows[i]))
    return taken(node, (rows, lists), order)


def _decided(row: tuple[Any, ...], decide: Decide) -> tuple[Any, ...]:
    """The finding's row with the state that the decisions give it."""
    fingerprint, code, page_id = (row[place] for place in _DECIDED)
    cells = list(row)
    cells[_FINDING["state"]], cells[_FINDING["waiver_reason"]] = decide(fingerprint, code, page_id)
    return tuple(cells)


def _finding_key(row: tuple[Any, ...]) -> tuple[bool, int, str, str]:
    start = row[_FINDING["source_start"]]
    return start is not None, start or 0, row[_FINDING["code"]], row[_FINDING["fingerprint"]]


def _outcomes(findings: Column) -> Iterable[tuple[str, str, str]]:
    severity, outcome, state = _FINDING["severity"], _FINDING["outcome"], _FINDING["state"]
    return ((row[severity], row[outcome], row[state]) for row in findings[0])


def _final(judgement: CorpusJudgement, qa: str, blob: ArticleBlob) -> bytes:
    if len(judgement.links) != blob.link_count:
        raise ValueError(f"{judgement.page_id}: {len(judgement.links)} links judged of {blob.link_count}")
    links = [(link.target_id, link.relatedness, link.off_topic) for link in judgement.links]
    return pack((judgement.article_id, qa, links))


def _write(path: Path, table: str, column: Column) -> None:
    data = build_table(table, column).replace_schema_metadata(None)
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, data.schema, options=options) as writer:
        writer.write_table(data)


def _counts(
    head: Head, pages: list[list[Any]], findings: list[tuple[Any, ...]], articles: int, verdicts: Counter[str]
) -> Counts:
    def count(name: str) -> Counter[str]:
        return Counter(row[_PAGE[name]] or NONE for row in pages)

    return Counts(
        pages=len(pages),
        articles=articles,
        findings=len(findings),
        by_state=count("state"),
        by_site=count("site"),
        by_capture=count("capture"),
        by_code=Counter(row[_FINDING["code"]] for row in findings),
        by_severity=Counter(row[_FINDING["severity"]] for row in findings),
        by_qa=verdicts,
        account=Counter({name: sum(row[_PAGE[name]] for row in pages) for name in ("chars", *PARTS)}),
        by_chrome_kind=Counter(head.by_chrome_kind),
    )
