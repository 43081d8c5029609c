"""Loading a published dataset into pandas."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipeline.errors import DatasetError, did_you_mean
from pipeline.publish.versions import find_version
from schemas.tables import TABLES

__all__ = ["find_version", "load"]

if TYPE_CHECKING:
    import pandas as pd


def load(dataset: str | os.PathLike[str], table: str = "articles") -> pd.DataFrame:
    """A table of a published dataset as a DataFrame with Arrow-backed types.

    `dataset` is the output folder, its `current`, or one version. Raises DatasetError when there is no such
    table (E613) or no dataset (E610), or when its files cannot be read (E612).
    """
    if table not in TABLES:
        hint = did_you_mean(table, TABLES) or f"choose one of {', '.join(TABLES)}"
        raise DatasetError(f"there is no table {table!r}", mend=hint, code="E613")
    folder = find_version(dataset)
    files = sorted((folder / table).glob("part-*.parquet"))
    if not files:
        raise DatasetError(
            f"the table {table!r} is missing",
            where=str(folder),
            mend="publish the dataset again",
            code="E612",
        )
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pa.concat_tables([pq.read_table(file) for file in files])
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(
            f"the table {table!r} cannot be read: {error}",
            where=str(folder),
            mend="`dechrome check` tells which file is damaged",
            code="E612",
        ) from error
    return rows.to_pandas(types_mapper=pd.ArrowDtype)
