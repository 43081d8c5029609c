"""Two published datasets side by side: what changed, and why.

    manifests ─► causes
    pages     ─┐
    findings  ─┼─► one pass, page by page ─► Difference
    articles  ─┘

Both datasets are read as streams; what is remembered is a digest of each article's text and the worst of each list.
"""

from pipeline.compare.diff import compare
from pipeline.compare.model import Difference

__all__ = ["Difference", "compare"]
