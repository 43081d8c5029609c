"""Masks what must not stand in a log: signatures and tokens of addresses, log-in data, e-mail addresses.

>>> masked("GET https://a.example/x?id=7&sig=AbC123 for ann@a.example")
'GET https://a.example/x?id=7&sig=*** for ***@***'
"""

from __future__ import annotations

import re

SECRET_NAMES = (
    r"[\w.-]*(?:signature|token|secret|password|passwd|credential|api[_-]?key|access[_-]?key|session)[\w.-]*"
    r"|sig|key|auth|authorization|jwt|code|pwd|sid|policy|key-pair-id"
)
MASKS = (
    (re.compile(rf"([?&;#](?:{SECRET_NAMES})=)[^&\s#;'\"<>\])]+", re.IGNORECASE), r"\1***"),
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^/\s@'\"]+@", re.IGNORECASE), r"\1***@"),
    (re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/-]{8,}=*", re.IGNORECASE), r"\1 ***"),
    (re.compile(r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"), "***"),
    (re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "***@***"),
)
"""Pattern and replacement; in the order of the list, so that log-in data of an address goes first."""


def masked(text: str) -> str:
    """The text without secrets. Names of pages and plain addresses stay."""
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text
