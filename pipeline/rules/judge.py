"""What the index says of one article: its final id, its links, the findings of the corpus rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.index.merged import Index
from pipeline.index.model import IndexRecord
from pipeline.result import CorpusJudgement, LinkJudgement
from pipeline.rules.base import BaseRule
from pipeline.rules.engine import check_article
from pipeline.rules.spot import Place, Span, Spot

DUPLICATE_CODE = "COR001"
"""The one rule that speaks of duplicates; all others judge articles."""


def no_place(spans: Sequence[Span]) -> Sequence[Spot | None]:
    """A `Place` that knows nothing: findings without excerpt and line."""
    return [None] * len(spans)


def judge(
    record: IndexRecord,
    index: Index,
    rules: Iterable[BaseRule],
    *,
    links: int,
    place: Place = no_place,
) -> CorpusJudgement:
    """What the corpus rules among `rules` say of one article.

    `links` is the number of `Article.links`; `place` turns spans of the accounted text into excerpts.
    """
    reason = index.duplicate_reason(record)
    article_id = index.article_id(record)
    wanted = tuple(rule for rule in rules if reason is None or rule.code == DUPLICATE_CODE)
    findings = check_article(record, index, wanted, place)
    if article_id != record.article_id:
        findings = tuple(found.model_copy(update={"article_id": article_id}) for found in findings)
    judged = [LinkJudgement()] * links
    related = index.relatedness(record)
    for card, row, near in zip(record.cards, index.target_rows(record), related, strict=True):
        target = None if row is None or row < 0 else index.targets.article_ids[row]
        if target is None and near is None:
            continue
        judged[card.position] = LinkJudgement(
            target_id=target,
            relatedness=None if near is None else near.score,
            off_topic=index.is_off_topic(near) if near is not None and near.decided else None,
        )
    return CorpusJudgement(
        page_id=record.page_id,
        article_id=article_id,
        duplicate_reason=reason,
        links=tuple(judged),
        findings=findings,
    )
