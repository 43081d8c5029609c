"""One-line mermaid diagrams: judged by a small grammar and put back on lines.

Restoring changes white space only. The grammar is the flowchart part of Mermaid's own documentation
(node shapes, links, labels, subgraphs, styling); `diagram_kinds` knows the other kinds. What neither
reads is left as it was.
"""

from __future__ import annotations

import re

from pipeline.extract import diagram_kinds

_HEADER = re.compile(r"(?:%%\{.{0,400}?\}%%\s*)?(?:flowchart|graph)\s+(?:TD|TB|LR|RL|BT)\b;?\s*")
_ID = r"[A-Za-z0-9_][\w-]*?"
_SHAPE = (
    r"(?:\[\[.*?\]\]|\[\(.*?\)\]|\(\[.*?\]\)|\(\(\(.*?\)\)\)|\(\(.*?\)\)|\{\{.*?\}\}|\[/.*?[/\\]\]|\[\\.*?[/\\]\]"
    r"|\[\"[^\"]*\"\]|\(\"[^\"]*\"\)|\{\"[^\"]*\"\}|\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|>[^\]]*\])"
)
_NODE = re.compile(rf"{_ID}(?:{_SHAPE}|(?=[\s&;]|$|-->|---|-\.|==|--))(?::::[\w-]+)?")
_EDGE = re.compile(
    r"\s*--\s+[^\-|>][^|>]*?\s+--+>\s*|\s*-\.\s+[^|>]*?\s+\.->\s*|\s*==\s+[^|>]*?\s+==+>\s*"
    r"|\s*(?:<?--+[>xo]?|<?-\.+->?|<?==+>?|~~~)(?:\s*\|[^|]*\|)?\s*"
)
_AND = re.compile(r"\s*&\s*")
_END = re.compile(r"(?:\s*;\s*|\s+)")
_SUBGRAPH_WORD = r"[^\s\[\](){}<>|\";]+"
_OTHER = re.compile(
    rf"subgraph\s+(?:\"[^\"]*\"|[\w-]+\s*\[[^\]]*\]|{_SUBGRAPH_WORD}(?:\s+{_SUBGRAPH_WORD})*?"
    r"(?=\s+(?:direction\b|subgraph\b|[A-Za-z0-9_][\w-]*(?:[\[({>]|\s*(?:<?-->|---|-\.|==|--|&)))))|end\b|"
    r"direction\s+(?:TD|TB|LR|RL|BT)|"
    r"(?:style|classDef|class|linkStyle)\s+\S+\s+[\w#:,.\-%()]+(?:\s*,[\w#:.\-%()]+)*|click\s+\S+\s+\S+"
)
_FLOWCHARTS = ("flowchart", "graph", "%%{")
STARTS = (*_FLOWCHARTS, *diagram_kinds.STARTS)


def is_flowchart(text: str) -> bool:
    """Whether a text starts as a mermaid flowchart does: the kind that the grammar judges whole."""
    return text.startswith(_FLOWCHARTS) and _HEADER.match(text) is not None


def looks_like_diagram(text: str) -> bool:
    """Whether a text starts as a mermaid diagram does."""
    return is_flowchart(text) or diagram_kinds.is_other_kind(text)


def restore_diagram(text: str) -> str | None:
    """The diagram on several lines, or None where the grammar cannot read it whole.

    >>> print(restore_diagram("flowchart TD A[Start] --> B{Fit?} B -->|Yes| C[Go]"))
    flowchart TD
        A[Start] --> B{Fit?}
        B -->|Yes| C[Go]
    """
    header = _HEADER.match(text)
    if header is None:
        return diagram_kinds.restore(text)
    lines = [text[: header.end()].strip()]
    at, size = header.end(), len(text.rstrip())
    while at < size:
        end = _statement(text, at)
        if end is None:
            return None
        lines.append("    " + text[at:end])
        gap = _END.match(text, end)
        if gap is None and end < size:
            return None
        at = gap.end() if gap else size
    return "\n".join(lines) if len(lines) > 1 else None


def _statement(text: str, at: int) -> int | None:
    """End of the statement that starts at `at`; None where none does."""
    other = _OTHER.match(text, at)
    if other:
        return other.end()
    node = _NODE.match(text, at)
    if node is None:
        return None
    end = node.end()
    while True:
        link = _EDGE.match(text, end) or _AND.match(text, end)
        if link is None:
            return end
        node = _NODE.match(text, link.end())
        if node is None:
            return None
        end = node.end()
