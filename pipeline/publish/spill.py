"""Spilling: what the per-page stages said of a chunk of pages goes to files, before the corpus rules speak.

Files of a chunk, in the work folder:

    blocks     Arrow IPC stream (lz4): the rows of the table `blocks`, final
    articles   one blob after another, for reading in any order later (`pipeline.publish.blobs`)
    head       page rows, findings, and where each article's blob is
    records    the index records
    others     8 bytes for each key of the pages without article

Spilling a chunk again (after a worker died) overwrites its files.
"""

from __future__ import annotations

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, starmap
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.document import LabelledBlock
from pipeline.index.model import CardRecord, IndexRecord
from pipeline.publish.account import non_space
from pipeline.publish.arrays import Array, array_of, numbers
from pipeline.publish.blobs import ArticleBlob, pack_article
from pipeline.publish.columns import Column, explode, pack, table_node, unpack
from pipeline.publish.files import chunk_file, no_cycles, writing
from pipeline.result import PageResult, Place
from schemas.arrow import arrow_schema

_BATCH_CHARS = 300_000_000
"""Text of one batch of blocks, at most (but for its last page): 4 bytes a character stay under Arrow's 2 GB."""
_RECORD_NAMES = tuple(field.name for field in fields(IndexRecord))
_RECORD = attrgetter(*_RECORD_NAMES)
_CARDS = _RECORD_NAMES.index("cards")
_NOWHERE = (None,) * len(Place._fields)
_CARD = attrgetter(*(field.name for field in fields(CardRecord)))


@dataclass(frozen=True, slots=True)
class Head:
    """What finishing needs of a spilled chunk, in plain form; one entry a page in each list."""

    pages: Column
    """Rows of the table `pages`."""
    findings: list[Column]
    articles: list[ArticleBlob | None]
    blocks: list[int]
    """Number of blocks."""
    by_chrome_kind: dict[str, int]
    """Non-space characters by chrome kind, over the chunk."""

    def articles_end(self) -> int:
        """Where the last article's blob ends in the chunk's file."""
        last = next((blob for blob in reversed(self.articles) if blob is not None), None)
        return 0 if last is None else last.offset + last.sections + last.links + last.body


def spill_chunk(folder: Path, number: int, results: Sequence[PageResult]) -> None:
    """Write one chunk of results into the work folder. OutputError when the disk refuses."""
    with writing(folder), no_cycles():
        articles = _spill_articles(chunk_file(folder, number, "articles"), results)
        _spill_blocks(chunk_file(folder, number, "blocks"), results)
        records = [result.record for result in results if result.record is not None]
        save_records(folder, number, records)
        others = array("Q", chain.from_iterable(result.keys for result in results))
        chunk_file(folder, number, "others").write_bytes(others.tobytes())
        node = table_node("findings")
        pages = explode(table_node("pages"), [result.page for result in results])
        findings = [explode(node, result.findings) if result.findings else None for result in results]
        head = [
            pages,
            findings,
            articles,
            [len(result.blocks) for result in results],
            _by_chrome_kind(results),
        ]
        chunk_file(folder, number, "head").write_bytes(pack(head))


def load_head(folder: Path, number: int) -> Head:
    """The head of a spilled chunk."""
    pages, findings, articles, blocks, by_kind = unpack(chunk_file(folder, number, "head").read_bytes())
    return Head(pages, findings, [a and ArticleBlob(*a) for a in articles], blocks, by_kind)


def load_records(folder: Path, number: int) -> list[IndexRecord]:
    """The index records of a spilled chunk, in page order; pages without an article have none."""
    rows = pickle.loads(chunk_file(folder, number, "records").read_bytes())
    whole = ((*row[:_CARDS], tuple(starmap(CardRecord, row[_CARDS])), *row[_CARDS + 1 :]) for row in rows)
    return list(starmap(IndexRecord, whole))


def load_others(folder: Path, number: int) -> Sequence[int]:
    """The keys of the pages of a spilled chunk that have no article."""
    return array("Q", chunk_file(folder, number, "others").read_bytes())


def save_records(folder: Path, number: int, records: Sequence[IndexRecord]) -> None:
    """Write the index records of a chunk, for `load_records`."""
    rows = map(_RECORD, records)
    plain = [(*row[:_CARDS], [_CARD(card) for card in row[_CARDS]], *row[_CARDS + 1 :]) for row in rows]
    chunk_file(folder, number, "records").write_bytes(pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL))


def _spill_articles(path: Path, results: Sequence[PageResult]) -> list[tuple[int, ...] | None]:
    """Write the article blobs; tell where each is, by page."""
    places: list[tuple[int, ...] | None] = []
    offset = 0
    with path.open("wb") as file:
        for result in results:
            if result.article is None:
                places.append(None)
                continue
            data, lengths = pack_article(result.article)
            file.write(data)
            places.append((offset, *lengths))
            offset += len(data)
    return places


def _spill_blocks(path: Path, results: Sequence[PageResult]) -> None:
    """Write the rows of the table `blocks` of these pages, mostly as one record batch."""
    schema = arrow_schema("blocks").remove_metadata()
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, schema, options=options) as writer:
        for batch in _batches(results):
            writer.write_batch(pa.RecordBatch.from_arrays(_block_arrays(batch, schema), schema=schema))


def _batches(results: Sequence[PageResult]) -> Iterator[list[PageResult]]:
    """The results in batches whose text fits one Arrow array; pages without blocks left out."""
    batch: list[PageResult] = []
    size = 0
    for result in results:
        if result.blocks:
            batch.append(result)
            size += result.page.chars + len(result.blocks)
            if size > _BATCH_CHARS:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _block_arrays(results: Sequence[PageResult], schema: pa.Schema) -> list[Array]:
    """The columns of `blocks` for pages that all have some."""
    blocks = list(chain.from_iterable(result.blocks for result in results))
    places = list(chain.from_iterable(result.places for result in results))
    positions = np.concatenate([np.arange(len(result.blocks), dtype=np.int32) for result in results])
    page_ids = chain.from_iterable([result.page.page_id] * len(result.blocks) for result in results)
    values: dict[str, Sequence[Any]] = {
        "page_id": list(page_ids),
        # Rows of named tuples turned into columns by `zip`: no loop of Python over each column.
        **dict(zip(LabelledBlock._fields, zip(*blocks, strict=True), strict=True)),
        **dict(zip(Place._fields, zip(*(place or _NOWHERE for place in places), strict=True), strict=True)),
    }
    return [
        numbers(positions) if name == "position" else array_of(values[name], schema.field(name).type)
        for name in schema.names
    ]


def _by_chrome_kind(results: Sequence[PageResult]) -> dict[str, int]:
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for result in results:
        for block in result.blocks:
            if block.label.startswith("chrome."):
                texts[block.label[7:]].append(block.text)
    return {kind: non_space("".join(parts)) for kind, parts in texts.items()}
