"""Tables whose cells were glued: a row a line, no separator between the cells.

The only seam is a lower-case letter, digit, percent sign or bracket before a capital, a digit or a
currency sign. Names such as RevOps have such a seam inside, so a split is believed only where every
row can be cut into the same number of cells; else a row stays one cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEAM = re.compile(
    r"(?<=[a-z%)’+])(?=[A-Z$€£\d])|(?<=\d)(?=[A-Z$€£])|(?<=[a-z])(?=[$€£~<>])|(?<=[%\d])(?=[−–-]\d+%)"
)
_MORE_SEAMS = re.compile(
    _SEAM.pattern
    + r"|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[\w)%✓✔✗✘✅❌—])(?=[✓✔✗✘✅❌—])|(?<=[✓✔✗✘✅❌—])(?=[A-Z\d])"
)
"""Also after an acronym and around marks: believed only where the usual seams do not agree."""
_INNER_CAPITAL = re.compile(
    r"\b(?:[Rr]ev[O]ps|SaaS|PaaS|IaaS|HubSpot|LinkedIn|YouTube|ZoomInfo|iPhone|GitHub|PayPal|DevOps|MarTech|FinTech|"
    r"OpenAI|ChatGPT|PowerPoint|WhatsApp|eBay|QuickBooks|DocuSign|GoTo|McK\w+|B2[BC]|[A-Z]{2,}s)(?=[A-Z\s$]|$)"
)
MAX_CELLS = 9


def table_cells(lines: Sequence[str]) -> list[tuple[str, ...]] | None:
    """The cells of each line when the lines are the rows of one table; None when they are not."""
    if len(lines) < 2 or max(len(line) for line in lines) > 300:
        return None
    if sum(1 for line in lines if line.endswith((".", "?", "!", ":"))) * 2 > len(lines):
        return None
    for seams in (_SEAM, _MORE_SEAMS):
        rows = [_split(line, seams) for line in lines]
        counts = {len(row) for row in rows}
        if len(counts) == 1 and counts.pop() > 1:
            return [tuple(row) for row in rows]
    glued = sum(1 for line in lines if len(_split(line, _SEAM)) > 1)
    if glued * 10 >= len(lines) * 7:
        return [(line,) for line in lines]
    return None


def _split(line: str, seams: re.Pattern[str]) -> list[str]:
    guarded = {
        match.start() + offset
        for match in _INNER_CAPITAL.finditer(line)
        for offset in range(1, len(match.group()))
    }
    cells, start = [], 0
    for seam in seams.finditer(line):
        at = seam.start()
        if at in guarded or at == start:
            continue
        if line[at].isdigit() and line[at - 1].isalpha() and (at < 2 or line[at - 2].isupper()):
            continue
        cells.append(line[start:at].strip())
        start = at
    cells.append(line[start:].strip())
    return cells if len(cells) <= MAX_CELLS else [line]
