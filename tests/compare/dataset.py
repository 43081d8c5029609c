"""Small datasets to compare: rows of the report's tests, with digests that tell them apart."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from schemas.manifest import Manifest
from tests.report.dataset import Dataset


class Small(Dataset):
    """A dataset whose pages and articles can differ in bytes and text."""

    def change(self, page_id: str, *, sha256: str | None = None, text: str | None = None) -> None:
        """Give a page other bytes, or its article another text."""
        if sha256 is not None:
            self.pages = [
                p.model_copy(update={"raw_sha256": sha256}) if p.page_id == page_id else p for p in self.pages
            ]
        if text is not None:
            self.articles = [
                a.model_copy(update={"text": text}) if a.page_id == page_id else a for a in self.articles
            ]

    def published(self, folder: Path, **manifest: Any) -> Path:
        """Write it; `manifest` holds what differs in the manifest."""
        self.write(folder)
        path = folder / "manifest.json"
        written = Manifest.model_validate_json(path.read_bytes())
        files = [
            file.model_copy(update={"sha256": hashlib.sha256((folder / file.path).read_bytes()).hexdigest()})
            for file in written.files
        ]
        digest = hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
        changed = written.model_copy(update={"files": files, "digest": digest, **manifest})
        path.write_text(changed.model_dump_json(), encoding="utf-8")
        return folder


def three_pages() -> Small:
    """Three pages with a finding each: a.txt (0), b.txt (1), c.txt (2)."""
    made = Small()
    for name in "abc":
        made.page(f"{name}.txt")
        made.finding("TXT002", f"{name}.txt")
    return made
