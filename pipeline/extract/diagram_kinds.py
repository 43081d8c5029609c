"""Mermaid diagrams other than flowcharts: told by their first words, and put back on lines where that is sure.

Sequence, state, class and entity diagrams and pies are lists of statements whose beginnings cannot be
mistaken, so they are cut there. A gantt chart, a journey, a timeline, a mind map and the rest separate
names by line ends alone: on one line nothing tells where a name stops, and they stay as they are.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class _Kind(NamedTuple):
    """A kind of diagram that is a list of statements."""

    header: re.Pattern[str]
    start: re.Pattern[str]
    """Where a statement begins."""
    statement: re.Pattern[str]
    """A whole statement: each piece between two beginnings must be one."""


_NAME = r"[A-Za-z_][\w.-]*"
_ARROW = r"(?:<<-?->>|--?>>|--?>|--?x|--?\))"
_CALL = rf"{_NAME}\s*{_ARROW}\s*[+-]?{_NAME}\s*:"
_STATE = r"(?:\[\*\]|[A-Za-z_]\w*)"
_RELATION = r"(?:[|}][o|]|o[{|])(?:--|\.\.)(?:[|o][|{]|[o|]\{)"
_CLASS_LINK = r"(?:<\|--|--\|>|\*--|--\*|o--|--o|-->|<--|\.\.>|<\.\.|\.\.\|>|<\|\.\.|--)"
_BLOCK = r"(?:loop|alt|else|opt|par|and|critical|option|break|rect|box)\s"


def _words(*patterns: str) -> re.Pattern[str]:
    """A place between two words where one of the patterns begins."""
    return re.compile(r"(?<=\s)(?=" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")")


_SEQUENCE = (
    rf"(?:participant|actor)\s+{_NAME}",
    r"autonumber\b",
    rf"[Nn]ote\s+(?:over|left\s+of|right\s+of)\s+{_NAME}(?:\s*,\s*{_NAME})?\s*:",
    rf"(?:de)?activate\s+{_NAME}",
    _CALL,
)
_OPENS = re.compile(r"(?:loop|alt|opt|par|critical|break|rect|box)\s")
_END = r"end\b(?=\s*(?:$|end\b|participant\s|[Nn]ote\s+(?:over|left|right)|" + _BLOCK + "|" + _CALL + "))"
_SEQUENCE_WHOLE = re.compile(
    rf"participant\s.+|actor\s.+|autonumber(?:\s+\d+)*|[Nn]ote\s.+:\s*\S.*|(?:de)?activate\s+{_NAME}|{_CALL}\s*\S.*"
    rf"|{_BLOCK}.*|end"
)
_KINDS = (
    _Kind(re.compile(r"sequenceDiagram\b;?"), _words(*_SEQUENCE), _SEQUENCE_WHOLE),
    _Kind(
        re.compile(r"stateDiagram(?:-v2)?\b"),
        _words(rf"{_STATE}\s*-->", r"state\s+\"", r"direction\s+(?:TB|TD|LR|RL|BT)\b"),
        re.compile(
            rf"{_STATE}\s*-->\s*{_STATE}(?:\s*:\s*\S.*)?|state\s+\"[^\"]*\"\s+as\s+\w+|direction\s+\w\w"
        ),
    ),
    _Kind(
        re.compile(r"erDiagram\b"),
        _words(rf"{_NAME}\s+{_RELATION}\s+"),
        re.compile(rf"{_NAME}\s+{_RELATION}\s+{_NAME}\s*:\s*\S.*"),
    ),
    _Kind(
        re.compile(r"classDiagram(?:-v2)?\b"),
        _words(rf"{_NAME}\s+{_CLASS_LINK}\s+{_NAME}"),
        re.compile(rf"{_NAME}\s+{_CLASS_LINK}\s+{_NAME}(?:\s*:\s*\S.*)?"),
    ),
    _Kind(
        re.compile(r"pie\b(?:\s+showData\b)?(?:\s+title\s+[^\"]*[^\"\s])?"),
        _words(r"\"[^\"]+\"\s*:"),
        re.compile(r"\"[^\"]+\"\s*:\s*\d+(?:\.\d+)?"),
    ),
)
_FIRST_WORDS = re.compile(
    r"sequenceDiagram\b.{0,4000}?(?:--?>>|--?>|--?x|--?\))"
    r"|stateDiagram(?:-v2)?\s.{0,4000}?-->|classDiagram(?:-v2)?\s.{0,4000}?(?:--|\.\.|class\s)"
    r"|erDiagram\s.{0,4000}?(?:--|\.\.)"
    r"|pie\b(?:\s+showData\b)?(?:\s+title\s[^\"]{0,200})?\s*\"[^\"]+\"\s*:\s*\d"
    r"|gantt\s+(?:title|dateFormat|axisFormat|section)\s|journey\s+(?:title|section)\s.{0,4000}?:\s*\d"
    r"|timeline\s+(?:title|section)\s.{0,4000}?\s:\s|mindmap\s+(?:root\b|\w*[(\[{])"
    r"|quadrantChart\s+(?:title|x-axis|y-axis|quadrant-\d)\s|xychart-beta\s|sankey-beta\s"
    r"|gitGraph:?\s+(?:commit|branch|options)\b|requirementDiagram\s",
    re.S,
)
STARTS = (
    "sequenceDiagram",
    "stateDiagram",
    "classDiagram",
    "erDiagram",
    "pie",
    "gantt",
    "journey",
    "timeline",
    "mindmap",
    "quadrantChart",
    "xychart-beta",
    "sankey-beta",
    "gitGraph",
    "requirementDiagram",
)


def is_other_kind(text: str) -> bool:
    """Whether a text starts as a mermaid diagram that is no flowchart: prose about a pie does not."""
    return text.startswith(STARTS) and _FIRST_WORDS.match(text) is not None


def restore(text: str) -> str | None:
    """The diagram on several lines, or None where its statements cannot be told apart.

    >>> print(restore('pie title Hours "Calls" : 12 "Notes" : 3'))
    pie title Hours
        "Calls" : 12
        "Notes" : 3
    """
    if not is_other_kind(text):
        return None
    for kind in _KINDS:
        header = kind.header.match(text)
        if header is None:
            continue
        starts = kind.start
        if kind is _KINDS[0] and re.search(r"\send\b", text):
            starts = _words(*_SEQUENCE, _BLOCK, _END)
        rest = " " + text[header.end() :].strip()
        pieces = [piece.strip() for piece in starts.split(rest) if piece.strip()]
        if len(pieces) < 2 or not all(kind.statement.fullmatch(piece) for piece in pieces):
            return None
        if sum(map(bool, map(_OPENS.match, pieces))) != pieces.count("end"):
            return None
        return "\n".join([text[: header.end()].strip(), *("    " + piece for piece in pieces)])
    return None
