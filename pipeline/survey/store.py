"""The survey as a Parquet file, so that one page can later be explained exactly as in the run."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import DatasetError
from pipeline.survey.merge import FingerprintCounts
from pipeline.survey.model import SiteSurvey, Survey

if TYPE_CHECKING:
    import pyarrow as pa

FILE_NAME = "survey.parquet"
_FORMER_KINDS = ("word", "word_sample")
"""Counted by earlier versions, used by none."""


def survey_table(survey: Survey) -> pa.Table:
    """The survey as rows (kind, site, key, value), sorted: one flat, readable table."""
    import pyarrow as pa

    rows: list[tuple[str, str, str, int]] = [("pages", "", "", survey.pages)]
    for name, site in survey.sites.items():
        rows.append(("site", name, "", site.pages))
        rows += [("capture", name, key, value) for key, value in site.captures.items()]
        rows += [("category", name, key, 1) for key in site.categories]
        rows += [("tag", name, key, 1) for key in site.tags]
        rows += [("closing_zone", name, key, value) for key, value in site.closing_zones.items()]
    repeated = survey.repeated
    if isinstance(repeated, FingerprintCounts):
        pairs = zip(repeated.fingerprints.tolist(), repeated.counts.tolist(), strict=True)
        rows += [("fingerprint", "", f"{key:016x}", value) for key, value in pairs]
    else:
        rows += [("fingerprint", "", f"{key:016x}", value) for key, value in repeated.items()]
    rows.sort()
    kinds, sites, keys, values = zip(*rows, strict=True)
    schema = pa.schema(
        [pa.field(name, pa.string(), nullable=False) for name in ("kind", "site", "key")]
        + [pa.field("value", pa.int64(), nullable=False)]
    )
    arrays = [_strings(column) for column in (kinds, sites, keys)]
    arrays.append(pa.Array.from_buffers(pa.int64(), len(values), [None, pa.py_buffer(array("q", values))]))
    return pa.Table.from_arrays(arrays, schema=schema)


def _strings(values: Sequence[str]) -> pa.Array[Any]:
    """The column of these texts, from its buffers: `pyarrow.array` would import pandas, a second and 60 MB."""
    import numpy as np
    import pyarrow as pa

    encoded = [value.encode("utf-8", "replace") for value in values]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(value) for value in encoded], out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets.data), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def load_survey(path: Path) -> Survey:
    """Read a survey back. Raises `DatasetError` where the file is missing or none."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise DatasetError(
            "no survey can be read", where=str(path), mend="give the folder of a published run"
        ) from error
    sites: dict[str, dict[str, dict[str, int]]] = {}
    pages = 0
    repeated: list[tuple[int, int]] = []
    for kind, site, key, value in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if kind == "pages":
            pages = value
        elif kind == "fingerprint":
            repeated.append((int(key, 16), value))
        elif kind not in _FORMER_KINDS:
            sites.setdefault(site, {}).setdefault(kind, {})[key] = value
    repeated.sort()
    return Survey(
        pages=pages,
        sites={
            name: SiteSurvey(
                pages=kinds.get("site", {}).get("", 0),
                captures=kinds.get("capture", {}),
                categories=frozenset(kinds.get("category", {})),
                tags=frozenset(kinds.get("tag", {})),
                closing_zones=kinds.get("closing_zone", {}),
            )
            for name, kinds in sites.items()
        },
        repeated=FingerprintCounts(
            np.array([item[0] for item in repeated], dtype=np.uint64),
            np.array([item[1] for item in repeated], dtype=np.uint32),
        ),
    )
