"""Small inline SVG charts that read without colour: every part has its number beside it or a pattern of its own.

Sizes are attributes in per cent or user units: the page's content policy allows no inline style.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pipeline.report.words import count, number

_PATTERNS = Markup(
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="p-data" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="c-data-bg" width="6" height="6"/><rect class="c-data" width="3" height="6"/></pattern>'
    '<pattern id="p-removed" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect class="c-removed-bg" width="5" height="5"/><circle class="c-removed" cx="2.5" cy="2.5" r="1"/></pattern>'
    '<pattern id="p-review" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<rect class="c-review-bg" width="5" height="5"/><rect class="c-review" width="2.5" height="5"/></pattern>'
    '<pattern id="p-note" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect class="c-note-bg" width="4" height="4"/><rect class="c-note" width="1.5" height="4"/></pattern>'
    "</defs></svg>"
)


def patterns() -> Markup:
    """The fill patterns; once on the page, before the charts."""
    return _PATTERNS


def stacked(parts: Sequence[tuple[str, int]], *, label: str) -> Markup:
    """One bar of several parts. `parts` are class word and size; a part that is not nothing is seen."""
    total = sum(size for _, size in parts)
    rects = []
    at = 0.0
    for word, size in parts:
        if not size:
            continue
        width = 100 * size / total
        rects.append(
            Markup('<rect class="f-{}" x="{:.3f}%" width="{:.3f}%" height="100%"/>').format(
                word, min(at, 99.7), max(width, 0.3)
            )
        )
        at += width
    return _svg("bar", label, Markup("").join(rects))


def meter(parts: Sequence[tuple[str, int]], most: int) -> Markup:
    """A bar in a table row, as long as its share of `most`; the row's cells say the numbers."""
    rects = []
    at = 0.0
    for word, size in parts:
        if size:
            width = max(0.6, 100 * size / max(1, most))
            rects.append(
                Markup('<rect class="f-{}" x="{:.2f}%" width="{:.2f}%" height="100%"/>').format(
                    word, at, width
                )
            )
            at += width
    body = Markup("").join(rects)
    return Markup('<svg class="meter" aria-hidden="true" focusable="false">{}</svg>').format(body)


def swatch(word: str) -> Markup:
    """The fill of a part, for a legend."""
    return Markup(
        '<svg class="swatch" aria-hidden="true" focusable="false"><rect class="f-{}" width="100%" height="100%"/></svg>'
    ).format(word)


def histogram(bins: Sequence[int], *, what: str) -> Markup:
    """Columns for ten bins of ten per cent, each with its number on top."""
    most = max(bins, default=0) or 1
    columns = []
    for place, size in enumerate(bins):
        height = 0.0 if not size else max(1.5, 64 * size / most)
        x = 4 + place * 30
        columns.append(
            Markup('<rect class="f-kept" x="{}" y="{:.1f}" width="26" height="{:.1f}"/>').format(
                x, 80 - height, height
            )
        )
        if size:
            columns.append(
                Markup('<text x="{}" y="{:.1f}">{}</text>').format(x + 13, 76 - height, _short(size))
            )
    axis = Markup('<path class="axis" d="M0 80.5H304"/>') + Markup("").join(
        Markup('<text x="{}" y="94" class="{}">{} %</text>').format(x, anchor, percent)
        for x, anchor, percent in ((4, "start", 0), (152, "middle", 50), (300, "end", 100))
    )
    said = "; ".join(
        f"{10 * place} to {10 * place + 10} %: {count(size, what)}" for place, size in enumerate(bins) if size
    )
    svg = Markup('<svg class="histogram" viewBox="0 0 304 98" role="img" aria-label="{}">{}{}</svg>')
    return svg.format(said or "nothing to show", axis, Markup("").join(columns))


def columns(bins: Sequence[tuple[str, int]], *, what: str) -> Markup:
    """Columns for ranges named by their ends, each with its number on top, its lower end where it begins."""
    most = max((size for _, size in bins), default=0) or 1
    step = 300 / max(1, len(bins))
    drawn = []
    for place, (name, size) in enumerate(bins):
        height = 0.0 if not size else max(1.5, 56 * size / most)
        x = 2 + place * step
        drawn.append(
            Markup('<rect class="f-kept" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                x, 72 - height, step - 4, height
            )
        )
        middle = x + step / 2 - 2
        if size:
            drawn.append(
                Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(middle, 68 - height, _short(size))
            )
        lower = name.split(" ", 1)[0]
        drawn.append(Markup('<text class="start" x="{:.1f}" y="84">{}</text>').format(x, lower))
    axis = Markup('<path class="axis" d="M0 72.5H304"/>')
    said = "; ".join(f"{name} words: {count(size, what)}" for name, size in bins if size)
    svg = Markup('<svg class="histogram" viewBox="0 0 304 90" role="img" aria-label="{}">{}{}</svg>')
    return svg.format(said or "nothing to show", axis, Markup("").join(drawn))


def _svg(kind: str, label: str, body: Markup) -> Markup:
    return Markup('<svg class="{}" role="img" aria-label="{}">{}</svg>').format(kind, label, body)


def _short(value: int) -> str:
    """`950`, `1.2k`, `34k`: fits above a narrow column."""
    if value < 1_000:
        return number(value)
    return f"{value / 1_000:.1f}k" if value < 10_000 else f"{value // 1_000}k"
