"""Between the second map and the third: the records of all articles become the index, in one worker.

It cannot be shared out, but in a worker all that it takes on the way is given back when the worker rests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.settings import Settings


@dataclass(frozen=True)
class IndexBuilder:
    """Called with the numbers of the spilled chunks; says where the index is saved.

    OutputError when the disk refuses.
    """

    work: Path
    settings: Settings
    known_targets: frozenset[str] | None
    as_of: date

    def __call__(self, chunks: Sequence[int]) -> Path:
        from pipeline.index.merge import build_index
        from pipeline.publish.files import writing
        from pipeline.publish.spill import load_others, load_records

        with writing(self.work):
            records = (record for chunk in chunks for record in load_records(self.work, chunk))
            others = (key for chunk in chunks for key in load_others(self.work, chunk))
            index = build_index(
                records,
                settings=self.settings,
                known_targets=self.known_targets,
                others=others,
                as_of=self.as_of,
            )
            path = self.work / "index.pickle"
            index.save(path)
        return path
