"""Page results made from a seed number, as the per-page stages would hand them to publishing."""

from __future__ import annotations

import hashlib
import random
from datetime import date

from pipeline.document import LabelledBlock
from pipeline.index.model import CardRecord, IndexRecord
from pipeline.publish.account import PARTS, non_space, part_of
from pipeline.result import CorpusJudgement, LinkJudgement, PageResult, Place
from schemas import Article, Badge, ContentBlock, Faq, Finding, Link, PageRow, Provenance, Section, Source
from schemas.finding import FamilyMember

_WORDS = [
    *(
        "knowledge",
        "page",
        "quality",
        "growth",
        "margin",
        "pipeline",
        "retention",
        "churn",
        "audit",
        "dashboard",
    ),
    *("metric", "forecast", "funnel", "customer", "renewal", "segment", "experiment", "baseline", "cohort"),
    *("pricing", "discount", "supply", "partner", "review"),
]
_VOCABULARY = [a + b for a in _WORDS for b in ("", "s", "ing", "er", "-led", "2")] + ["“naïve”", "—"]


def make_results(count: int, *, seed: int = 0, blocks: int = 12) -> list[PageResult]:
    """`count` page results in input order: most are articles, some are not, some are empty."""
    return [make_result(number, seed=seed, blocks=blocks) for number in range(count)]


def make_result(number: int, *, seed: int = 0, blocks: int = 12) -> PageResult:
    """The result of page `number`, with about `blocks` pieces of text of 150 characters."""
    dice = random.Random(f"{seed}/{number}")
    page_id = f"library/{number:06d}.txt"
    state = "article" if number % 7 != 5 else "not_an_article" if number % 2 else "empty"
    pieces = [] if state == "empty" else _pieces(dice, blocks)
    account = dict.fromkeys(PARTS, 0)
    for piece in pieces:
        account[part_of(piece.label)] += non_space(piece.text)
    article = _article(dice, number, page_id, pieces) if state == "article" else None
    page = PageRow(
        page_id=page_id,
        source=f"raw/{page_id}",
        raw_sha256=hashlib.sha256(page_id.encode()).hexdigest(),
        bytes=sum(len(piece.text) for piece in pieces),
        media_type="text/plain",
        encoding="utf-8",
        capture=None if state == "empty" else "source_text" if number % 3 else "rendered_text",
        site=None if state == "empty" else "pulse",
        page_type=None if state == "empty" else "article",
        confidence=round(dice.random(), 6),
        state=state,
        reason=None if state == "article" else f"PAG004 this page is {state}",
        article_id=article.article_id if article else None,
        chars=sum(account.values()),
        **account,
    )
    findings = tuple(make_finding(dice, page_id, ordinal) for ordinal in range(dice.randrange(4)))
    record = _record(article, page) if article else None
    places = tuple(
        Place(p.start, p.end, at + 1, 1) if dice.random() < 0.9 else None for at, p in enumerate(pieces)
    )
    return PageResult(page, article, tuple(pieces), places, findings, record)


def make_judgements(results: list[PageResult], *, seed: int = 0) -> list[CorpusJudgement]:
    """What the corpus rules might say: every tenth article is a duplicate of the first, some have findings."""
    articles = [result.article for result in results if result.article is not None]
    judgements = []
    for at, article in enumerate(articles):
        dice = random.Random(f"{seed}/{article.page_id}")
        links = tuple(
            LinkJudgement(
                articles[dice.randrange(5) % len(articles)].article_id, dice.random(), dice.random() < 0.2
            )
            if dice.random() < 0.5
            else LinkJudgement()
            for _ in article.links
        )
        duplicate = at % 10 == 9
        judgements.append(
            CorpusJudgement(
                article.page_id,
                articles[0].article_id if duplicate else article.article_id,
                f"COR001 the same entry as {articles[0].page_id}" if duplicate else None,
                links,
                tuple(make_finding(dice, article.page_id, 100 + n) for n in range(dice.randrange(2))),
            )
        )
    return judgements


def make_finding(dice: random.Random, page_id: str, ordinal: int) -> Finding:
    code, name, severity, outcome = dice.choice(
        [
            ("SEC002", "empty-section", "warning", "review"),
            ("PAG007", "chrome-in-body", "error", "fail"),
            ("TXT001", "word-count-mismatch", "warning", "fail"),
            ("SRC001", "unverifiable-source", "info", "fail"),
        ]
    )
    start = dice.choice([None, dice.randrange(1000)])
    related = [f"library/{dice.randrange(9):06d}.txt" for _ in range(dice.randrange(3))]
    return Finding(
        fingerprint=hashlib.sha256(f"{page_id}/{code}/{ordinal}".encode()).hexdigest()[:32],
        code=code,
        name=name,
        severity=severity,
        outcome=outcome,
        page_id=page_id,
        related_page_ids=related,
        article_id="before the corpus rules",
        subject=dice.choice([None, "Sources"]),
        message=f"{_text(dice, 40)} `code` | pipe",
        line=None if start is None else 1 + start // 80,
        column=None if start is None else 1,
        source_start=start,
        source_end=None if start is None else start + 10,
        excerpt=_text(dice, 60),
        fix="look at the page",
        state=dice.choice(["new", "new", "known", "waived"]),
        waiver_reason=None,
        family=[
            FamilyMember(page_id=one, differs=_text(dice, 9), paragraphs=dice.randrange(48), own_paragraphs=1)
            for one in (page_id, *related)
            if related
        ],
    )


def _text(dice: random.Random, length: int) -> str:
    words: list[str] = []
    while length > 0:
        word = dice.choice(_VOCABULARY)
        words.append(word)
        length -= len(word) + 1
    return " ".join(words)


def _pieces(dice: random.Random, count: int) -> list[LabelledBlock]:
    labels = ["data.title", "data.category", *["chrome.navigation", "chrome.card_zone"] * max(1, count // 8)]
    labels += (
        ["article.paragraph"] * (count * 5 // 8) + ["article.heading"] * (count // 8) + ["chrome.footer"]
    )
    if dice.random() < 0.1:
        labels.append("unexplained")
    pieces, at = [], 0
    for label in labels:
        text = _text(dice, 180 if label == "article.paragraph" else 30)
        pieces.append(LabelledBlock(at, at + len(text), label, "the profile says so", text))
        at += len(text) + 1
    return pieces


def _article(dice: random.Random, number: int, page_id: str, pieces: list[LabelledBlock]) -> Article:
    sections: list[Section] = []
    paragraphs = [piece.text for piece in pieces if piece.label == "article.paragraph"]
    for at in range(0, len(paragraphs), 5):
        blocks = [_content(dice, text) for text in paragraphs[at : at + 5]]
        sections.append(
            Section(
                position=len(sections),
                level=dice.choice([2, 3]),
                heading=None if at == 0 else _text(dice, 30),
                role="body",
                text="\n\n".join(block.text for block in blocks),
                blocks=blocks,
            )
        )
    text = "\n\n".join(section.text for section in sections)
    return Article(
        article_id=f"pulse-{number * 7919 % 1_000_003:07d}",
        page_id=page_id,
        site="pulse",
        capture="source_text",
        page_type="article",
        template=dice.choice([None, "essay", "kpi guide"]),
        url=None,
        title=_text(dice, 40),
        category="Growth",
        tags=[_text(dice, 6) for _ in range(dice.randrange(3))],
        published_on=dice.choice([None, date(2024, 2, 29), date(1969, 12, 31)]),
        badges=[Badge(label="Audited", score=12.0, out_of=13.0)][: dice.randrange(2)],
        stated_words=dice.choice([None, 1200]),
        words=len(text.split()),
        direct_answer=dice.choice([None, _text(dice, 80)]),
        sections=sections,
        faqs=[
            Faq(position=n, question=_text(dice, 40), answer=_text(dice, 120))
            for n in range(dice.randrange(4))
        ],
        sources=[
            Source(position=n, text=_text(dice, 50), url="example.org") for n in range(dice.randrange(4))
        ],
        links=[
            Link(
                position=n,
                zone="related",
                text=_text(dice, 40),
                href=f"/k/{n}",
                category="Growth",
                tag="Audit 2",
            )
            for n in range(dice.randrange(12))
        ],
        text=text,
        markdown=f"# Title\n\n{text}",
        provenance=[Provenance(field="title", source="visible text")],
        confidence=dice.choice([None, 0.2, 0.9]),
        raw_sha256=hashlib.sha256(page_id.encode()).hexdigest(),
    )


def _content(dice: random.Random, text: str) -> ContentBlock:
    kind = dice.choice(["paragraph", "paragraph", "paragraph", "list", "table"])
    words = text.split(" ")
    if kind == "list":
        items = [" ".join(words[at : at + 5]) for at in range(0, len(words), 5)]
        return ContentBlock(kind="list", level=1, text="\n".join(items), items=items, ordered=False)
    if kind == "table":
        cells = [words[at : at + 3] for at in range(0, len(words), 3)]
        return ContentBlock(kind="table", text="\n".join(" ".join(row) for row in cells), cells=cells)
    return ContentBlock(kind="paragraph", text=text)


def _record(article: Article, page: PageRow) -> IndexRecord:
    cards = tuple(
        CardRecord(link.position, link.zone, link.text, link.href, link.category, link.tag, 0, 10)
        for link in article.links
    )
    return IndexRecord(
        page_id=article.page_id,
        article_id=article.article_id,
        site=article.site,
        site_id=None,
        raw_sha256=article.raw_sha256,
        title=article.title,
        title_start=0,
        title_end=10,
        category=article.category,
        tags=tuple(article.tags),
        template=article.template,
        capture=article.capture,
        language=None,
        words=article.words,
        kept_chars=page.kept_chars,
        cards=cards,
        terms=tuple(article.title.split()),
        sketch=tuple(range(128)),
        facts=(("list", 2),),
    )
