"""One-line mermaid flowcharts: judged by a small grammar and put back on lines.

Restoring changes white space only. The grammar is the flowchart part of Mermaid's own documentation
(node shapes, links, labels, subgraphs, styling); what it does not read is left as it was.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"(?:flowchart|graph)\s+(?:TD|TB|LR|RL|BT)\b;?\s*")
_ID = r"[A-Za-z0-9_][\w-]*?"
_SHAPE = (
    r"(?:\[\[.*?\]\]|\[\(.*?\)\]|\(\[.*?\]\)|\(\(\(.*?\)\)\)|\(\(.*?\)\)|\{\{.*?\}\}|\[/.*?[/\\]\]|\[\\.*?[/\\]\]"
    r"|\[\"[^\"]*\"\]|\(\"[^\"]*\"\)|\{\"[^\"]*\"\}|\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|>[^\]]*\])"
)
_NODE = re.compile(rf"{_ID}(?:{_SHAPE}|(?=[\s&;]|$|-->|---|-\.|==|--))(?::::[\w-]+)?")
_EDGE = re.compile(
    r"\s*(?:<?--+[>xo]?|<?-\.+->?|<?==+>?|~~~)(?:\s*\|[^|]*\|)?\s*"
    r"|\s*--\s+[^\-|>][^|>]*?\s+--+>\s*|\s*-\.\s+[^|>]*?\s+\.->\s*|\s*==\s+[^|>]*?\s+==+>\s*"
)
_AND = re.compile(r"\s*&\s*")
_END = re.compile(r"(?:\s*;\s*|\s+)")
_OTHER = re.compile(
    r"subgraph\s+[\w-]+(?:\s*\[[^\]]*\])?|end\b|direction\s+(?:TD|TB|LR|RL|BT)|"
    r"(?:style|classDef|class|linkStyle)\s+\S+\s+[\w#:,.\-%()]+(?:\s*,[\w#:.\-%()]+)*|click\s+\S+\s+\S+"
)
STARTS = ("flowchart ", "graph ")


def looks_like_diagram(text: str) -> bool:
    """Whether a line starts as a mermaid flowchart does."""
    return text.startswith(STARTS) and _HEADER.match(text) is not None


def restore_diagram(text: str) -> str | None:
    """The diagram on several lines, or None where the grammar cannot read it whole.

    >>> print(restore_diagram("flowchart TD A[Start] --> B{Fit?} B -->|Yes| C[Go]"))
    flowchart TD
        A[Start] --> B{Fit?}
        B -->|Yes| C[Go]
    """
    header = _HEADER.match(text)
    if header is None:
        return None
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
