"""HTML into blocks with exact accounted text, in reading order.

Accounted text: all text nodes in document order with entities resolved, except inside `script`, `style`,
`title` and comments. Text that is not shown counts too and is marked hidden. Where HTML itself drops text
(a source that ends inside a tag, text between frames), `Document.problem` says so.
"""

from __future__ import annotations

import re

from pipeline.document import Document, Text
from pipeline.segment.html_builder import BlockBuilder
from pipeline.segment.html_parse import FRAMES, parse
from pipeline.segment.visible import visible_chars, visible_of

_OPEN_END = re.compile(r"</?[A-Za-z][^<>]*\Z|<!--(?:(?!-->).)*\Z", re.DOTALL)
_TAIL = 4096
"""Characters at the end of a page that are searched for a tag or comment left open."""


def segment_html(text: Text) -> Document:
    """Cut a decoded HTML page into blocks. Never raises for what a page holds."""
    source = text.text
    data = source.encode("utf-8", "surrogatepass")
    lowered = data.lower()
    builder = parse(source, BlockBuilder, lowered)
    accounted = builder.finish()
    return Document(
        page_id=text.page_id,
        media_type=text.media_type,
        accounted=accounted,
        blocks=tuple(builder.blocks),
        markup_chars=max(0, visible_of(data, len(source)) - visible_chars(accounted)),
        evidence=builder.evidence.items(),
        problem=text.problem or lost_text(source, framed=FRAMES in lowered),
        outline=builder.outline.finish(),
        images=tuple(builder.images),
        times=tuple(builder.times),
    )


def lost_text(source: str, *, framed: bool) -> str | None:
    """Why HTML cannot give all text of this source; None if it can. `framed`: whether it may speak of frames."""
    tail = source[-_TAIL:]
    begin = tail.rfind("<")
    cut = _OPEN_END.match(tail, begin) if begin > tail.rfind(">") else None
    if cut is None:
        begin = tail.rfind("<!--")
        cut = _OPEN_END.match(tail, begin) if begin > tail.rfind("-->") else None
    if cut is not None:
        kind = "a comment" if cut.group().startswith("<!") else "a tag"
        return f"the source ends inside {kind} that begins {len(cut.group())} characters before its end"
    if framed and ("<frameset" in source or "<FRAMESET" in source):
        return "a frameset page: what it shows lies in other pages"
    return None
