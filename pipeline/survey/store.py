"""The survey as a Parquet file, so that one page can later be explained exactly as in the run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import DatasetError
from pipeline.survey.merge import FingerprintCounts
from pipeline.survey.model import WORD_BUCKETS, SiteSurvey, Survey

if TYPE_CHECKING:
    import pyarrow as pa

FILE_NAME = "survey.parquet"


def survey_table(survey: Survey) -> pa.Table:
    """The survey as rows (kind, site, key, value), sorted: one flat, readable table."""
    import numpy as np
    import pyarrow as pa

    rows: list[tuple[str, str, str, int]] = [
        ("pages", "", "", survey.pages),
        ("word_sample", "", "", survey.word_sample),
    ]
    for name, site in survey.sites.items():
        rows.append(("site", name, "", site.pages))
        rows += [("capture", name, key, value) for key, value in site.captures.items()]
        rows += [("category", name, key, 1) for key in site.categories]
        rows += [("tag", name, key, 1) for key in site.tags]
        rows += [("closing_zone", name, key, value) for key, value in site.closing_zones.items()]
    rows += [("fingerprint", "", f"{key:016x}", value) for key, value in survey.repeated.items()]
    if survey.word_pages is not None:
        rows += [
            ("word", "", f"{at:06x}", int(survey.word_pages[at])) for at in np.flatnonzero(survey.word_pages)
        ]
    rows.sort()
    kinds, sites, keys, values = zip(*rows, strict=True)
    schema = pa.schema(
        [pa.field(name, pa.string(), nullable=False) for name in ("kind", "site", "key")]
        + [pa.field("value", pa.int64(), nullable=False)]
    )
    arrays = [pa.array(column, pa.string()) for column in (kinds, sites, keys)] + [
        pa.array(values, pa.int64())
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


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
    pages, sampled, words = 0, 0, np.zeros(WORD_BUCKETS, dtype=np.int32)
    repeated: list[tuple[int, int]] = []
    for kind, site, key, value in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if kind == "pages":
            pages = value
        elif kind == "word_sample":
            sampled = value
        elif kind == "fingerprint":
            repeated.append((int(key, 16), value))
        elif kind == "word":
            words[int(key, 16)] = value
        else:
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
        word_pages=words,
        word_sample=sampled,
    )
