"""The patterns of a profile, compiled: a plain space in them means a no-break space too."""

from __future__ import annotations

import re


def any_space(pattern: str) -> str:
    r"""The pattern with each plain space meaning a no-break space too: sites set either in their labels.

    >>> any_space("related · (?:in|on)[ ,]")
    'related[ \\xa0]·[ \\xa0](?:in|on)[ \\xa0,]'
    """
    out: list[str] = []
    in_class = escaped = False
    for char in pattern:
        if char == " " and not escaped:
            out.append(r" \xa0" if in_class else r"[ \xa0]")
            continue
        if not escaped:
            in_class = char == "[" or (in_class and char != "]")
        escaped = char == "\\" and not escaped
        out.append(char)
    return "".join(out)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern. Raises `re.error` for one that is none."""
    return re.compile(any_space(pattern), flags)
