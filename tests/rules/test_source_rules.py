"""The source rule: a source can be looked up."""

from __future__ import annotations

import pytest

from schemas.article import Source
from tests.rules.build import Piece, context, found


@pytest.mark.parametrize(
    ("publisher", "url", "findings"), [(None, None, 1), ("RHS", None, 0), (None, "rhs.example", 0)]
)
def test_a_source_needs_a_publisher_or_an_address(
    publisher: str | None, url: str | None, findings: int
) -> None:
    source = Source(
        position=0, text="Growing together", title="Growing together", publisher=publisher, url=url
    )
    page = context([Piece("article.source", "Growing together")], article={"sources": [source]})
    hits = found("SRC001", page)
    assert [hit.excerpt for hit in hits] == ["Growing together"] * findings
    assert all(hit.outcome == "fail" and hit.severity == "info" for hit in hits)
