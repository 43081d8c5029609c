"""The baseline file: fingerprints of known findings, sorted, one a line, so that version control shows each change."""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import SettingsError
from schemas.waiver import BASELINE_VERSION, Baseline, BaselineEntry

_MEND = "take it back from version control, or delete it and make it again with `dechrome baseline DATASET`"


@dataclass(frozen=True, slots=True)
class Known:
    """The fingerprints of a baseline, 8 bytes each, and the digest of its file."""

    marks: Sequence[int]
    """Sorted."""
    sha256: str

    def __contains__(self, fingerprint: str) -> bool:
        mark = int(fingerprint, 16)
        at = bisect_left(self.marks, mark)
        return at < len(self.marks) and self.marks[at] == mark


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises SettingsError E204 where it cannot be read or is none."""
    return _parsed(_bytes_of(path), path)


def read_known(path: Path) -> Known:
    """What a run needs of a baseline file. Errors: as `read_baseline`."""
    data = _bytes_of(path)
    marks = sorted(int(entry.fingerprint, 16) for entry in _parsed(data, path).findings)
    return Known(array("Q", marks), hashlib.sha256(data).hexdigest())


def baseline_text(entries: Iterable[BaselineEntry]) -> str:
    """The file's text: the same findings give the same bytes.

    >>> print(baseline_text([BaselineEntry(fingerprint="00f3a1b2c4d5e6f7", code="TXT002", page_id="a.txt")]), end="")
    {"schema_version": "1", "findings": [
    {"fingerprint": "00f3a1b2c4d5e6f7", "code": "TXT002", "page_id": "a.txt"}
    ]}
    """
    lines = [json.dumps(entry.model_dump()) for entry in sorted(entries, key=lambda entry: entry.fingerprint)]
    body = ",\n".join(lines) + "\n" if lines else ""
    return f'{{"schema_version": "{BASELINE_VERSION}", "findings": [\n{body}]}}\n'


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"the baseline cannot be read: {error.strerror or error}",
            where=str(path),
            mend="name the right file with --baseline, or make one with `dechrome baseline DATASET`",
            code="E204",
        ) from None


def _parsed(data: bytes, path: Path) -> Baseline:
    try:
        baseline = Baseline.model_validate_json(data)
        if missing := [name for name in Baseline.model_fields if name not in baseline.model_fields_set]:
            # Half a file must not pass for "nothing is known".
            raise SettingsError(
                f"this is no baseline: it has no {missing[0]}", where=str(path), mend=_MEND, code="E204"
            )
        return baseline
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise SettingsError(
            f"this is no baseline{f': {place}' if place else ''}: {first['msg'].splitlines()[0]}",
            where=str(path),
            mend=_MEND,
            code="E204",
        ) from None
