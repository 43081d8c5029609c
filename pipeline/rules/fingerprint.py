"""The identity of a finding: it survives moved lines, inserted sections, other workers and other order."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_DIGITS = re.compile(r"\d+")


def normalised(text: str | None) -> str:
    """The text in NFKC, lower case, with single spaces; empty for None."""
    if not text:
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def identity(code: str, page_id: str, subject: str | None, excerpt: str | None) -> tuple[str, str, str, str]:
    """What makes two findings the same but for their order on the page.

    Numbers in the subject are left out: they count positions ("section 4"), which an inserted section moves.
    """
    return code, page_id, _DIGITS.sub("#", normalised(subject)), normalised(excerpt)


def fingerprint(identity: tuple[str, str, str, str], ordinal: int) -> str:
    """16 hexadecimal digits of SHA-256. `ordinal` counts equal identities of the page, from 0."""
    joined = "\x1f".join((*identity, str(ordinal)))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
