"""What a published run tells of itself, so that one page can be answered as that run did."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.survey.model import Survey


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """The survey, settings and day of a published run."""

    version: Path
    survey: Survey
    settings: Settings
    as_of: date

    def page_id_of(self, data: bytes, file: str) -> str | None:
        """The page_id of these bytes in the run; of several equal pages, that with the file's name."""
        from pipeline.report.tables import Tables

        pages = Tables.open(self.version).columns("pages", ("page_id", "raw_sha256"))
        digest = hashlib.sha256(data).hexdigest()
        rows = zip(pages["page_id"].to_pylist(), pages["raw_sha256"].to_pylist(), strict=True)
        equal = [str(page_id) for page_id, sha256 in rows if sha256 == digest]
        name = Path(file).name
        return next((one for one in equal if one.rsplit("/", 1)[-1] == name), equal[0] if equal else None)


def published_run(dataset: str) -> PublishedRun:
    """The run that published this dataset. Raises DatasetError where there is none or it cannot be read."""
    from pydantic import ValidationError

    from pipeline.errors import DatasetError
    from pipeline.publish.versions import find_version
    from pipeline.report.tables import Tables
    from pipeline.settings import Settings
    from pipeline.survey.store import load_survey

    version = find_version(dataset)
    manifest = Tables.open(version).manifest
    try:
        known = {key: value for key, value in manifest.settings.items() if key in Settings.model_fields}
        settings = Settings.model_validate(known)
    except ValidationError as error:
        raise DatasetError(
            f"its settings do not fit this version of the tool: {error.errors()[0]['msg']}",
            where=str(version / "manifest.json"),
            mend="run the raw pages again",
            code="E605",
        ) from error
    return PublishedRun(
        version, load_survey(version / "survey.parquet"), settings, date.fromisoformat(manifest.as_of)
    )
