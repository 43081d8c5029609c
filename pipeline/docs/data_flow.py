"""docs/data-flow.md: one sample page from bytes to Parquet row and finding, with the values as they really are.

The sample pages are run into a temporary folder; nothing in the document depends on the machine or the day.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.cli.account import piece_lines
from pipeline.decode import decode
from pipeline.docs.data_flow_run import corpus_section, publish_section, report_section
from pipeline.docs.markdown import GENERATED, code, cut, page, step, table, values
from pipeline.document import PageRef, RawPage, Text
from pipeline.page import PageStages, process_page
from pipeline.read import find_pages, read_page
from pipeline.result import PageResult
from pipeline.run import run
from pipeline.segment import segment
from pipeline.settings import Settings
from pipeline.survey.model import Survey
from pipeline.survey.store import load_survey

RAW = Path("raw")
PAGE = "0003_166cb850f0dcb343.txt"
SETTINGS = Settings(as_of=date(2026, 8, 1), workers=0)
WIDTH = 96

INTRO = f"""# The way of the data

One page, `raw/{PAGE}`, from bytes to a Parquet row and a finding. Every value below is printed by the code
(`make docs` writes this page by running it), so it is what the tool does, not what somebody hoped.

```text
RawPage ──► Text ──► Document ──► (Survey) ──► Extraction ──► Article ──► Finding ──► RunResult ──► files
  read      decode    segment      survey        extract      normalise    rules        run      publish, report
```

Each stage is a folder named after its verb and imports only what stands to its left. Per-page stages are pure:
a value in, a value out. `survey` and `index` are the two places where pages meet; both are sums and sets, so that
the order of the pages does not matter."""


def text() -> str:
    """The whole document."""
    with tempfile.TemporaryDirectory() as folder:
        result = run(RAW, out=Path(folder, "normalized"), reports=Path(folder, "reports"), settings=SETTINGS)
        survey = load_survey(result.version / "survey.parquet")
        ref = next(ref for ref in find_pages([RAW]).refs if ref.page_id == PAGE)
        raw = read_page(ref, SETTINGS.max_page_bytes)
        one = process_page(raw, PageStages.of(SETTINGS, date(2026, 8, 1)), survey)
        return page(
            GENERATED,
            INTRO,
            read_section(ref, raw),
            decode_section(decode(raw)),
            segment_section(decode(raw)),
            survey_section(survey, one),
            extract_section(one),
            normalise_section(one),
            rules_section(one),
            index_section(one),
            corpus_section(result, PAGE),
            publish_section(result, PAGE),
            report_section(result),
        )


def read_section(ref: PageRef, raw: RawPage) -> str:
    """Bytes."""
    head = raw.data.decode("utf-8").splitlines()[:9]
    return step(
        1,
        "Read: a file becomes a `RawPage`",
        "The folder is walked in sorted order. The page's name is its path below the input root; what the input "
        "manifest (`raw/manifest.csv`) knows of it is attached. Nothing is decoded yet.",
        code("\n".join(cut(line) for line in [*head, "…"])),
        values(
            [
                ("page_id", ref.page_id),
                ("url (manifest)", ref.url),
                ("site_id (manifest)", ref.site_id),
                ("stored_bytes", raw.stored_bytes),
                ("raw_sha256", raw.raw_sha256),
                ("problem", raw.problem),
            ]
        ),
    )


def decode_section(decoded: Text) -> str:
    """Characters."""
    return step(
        2,
        "Decode: bytes become `Text`",
        "The byte order mark goes, nothing else changes: offsets of everything that follows count characters of "
        "this text. What could not be decoded would stand in `problem` or `damage` and become a finding.",
        values(
            [
                ("media_type", decoded.media_type),
                ("encoding", decoded.encoding),
                ("characters", len(decoded.text)),
                ("problem", decoded.problem),
                ("damage", decoded.damage),
            ]
        ),
    )


def segment_section(decoded: Text) -> str:
    """Blocks."""
    document = segment(decoded)
    rows = [(str(b.start), str(b.end), str(b.gap), f"`{cut(b.text, 60)}`") for b in document.blocks[:6]]
    return step(
        3,
        "Segment: the text is cut into blocks",
        f"In flat text a block is a line: {len(document.blocks)} of them here. They cover every character that is not "
        "white space, exactly once; that is the law on which the account rests.",
        table(("start", "end", "blank lines before", "text"), rows),
    )


def survey_section(survey: Survey, one: PageResult) -> str:
    """What the folder knows."""
    site = survey.sites[str(one.page.site)]
    return step(
        4,
        "Survey: what the folder as a whole knows",
        "A first pass over all pages, merged by sums and sets. Cards are glued (`revops · foundationWhat is …`); the "
        "only seam is the tag, so the tags are learned from all pages before any page is judged.",
        values(
            [
                ("pages of the site", site.pages),
                ("captures", dict(sorted(site.captures.items()))),
                ("categories", sorted(site.categories)),
                ("tags", sorted(site.tags)),
                ("blocks repeated on 3 pages or more", len(survey.repeated)),
            ]
        ),
    )


def extract_section(one: PageResult) -> str:
    """Labels."""
    pieces = list(zip(one.blocks, one.places, strict=True))
    head = pieces[:9]
    zone = next(at for at, (block, _) in enumerate(pieces) if block.text.startswith("Deep dive"))
    cards = pieces[zone : zone + 4]
    lines = [line for block, place in [*head, *cards] for line in short(block, place)]
    row = one.page
    return step(
        5,
        "Extract: each piece of text gets a label and a reason",
        "The profile's rules speak first, then repetition across the site, then generic judgement. What yields a value "
        "is `data`, what is site furniture is `chrome`, the rest is the article. `dechrome page FILE --format account` "
        "prints this for any page.",
        code("\n".join(lines)),
        f"The account adds up: kept {row.kept_chars:,} + data {row.data_chars:,} + removed {row.removed_chars:,} + "
        f"unexplained {row.unexplained_chars:,} = {row.chars:,} characters.",
    )


def short(block: Any, place: Any) -> list[str]:
    """A piece of the account, its text cut to two lines."""
    lines = list(piece_lines(block, None if place is None else place.line, WIDTH))
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]} …"]


def normalise_section(one: PageResult) -> str:
    """The article."""
    article = one.article
    assert article is not None
    names = "article_id title category tags template published_on stated_words words language".split()
    facts = [(name, getattr(article, name)) for name in names]
    facts.append(("badges", [badge.model_dump() for badge in article.badges]))
    tree = [
        (str(s.level), s.role, f"{s.heading or ''}", " ".join(b.kind for b in s.blocks))
        for s in article.sections
    ]
    return step(
        6,
        "Normalise: labelled blocks become one strict `Article`",
        "A frozen pydantic model; a value that does not fit raises here, not in the notebook of whoever loads it.",
        values(facts),
        table(("level", "role", "heading", "blocks"), tree),
    )


def rules_section(one: PageResult) -> str:
    """Findings of the page."""
    first = next(finding for finding in one.findings if finding.code == "SEC003")
    rest = ", ".join(f"`{f.code}` line {f.line}" if f.line else f"`{f.code}`" for f in one.findings)
    fields = "code name severity outcome line column source_start source_end message excerpt fix fingerprint".split()
    return step(
        7,
        "Page rules: what is wrong with this page",
        f"Rules see the article and the account, no parser and no other page. Found here: {rest}. One of them whole:",
        values([(name, getattr(first, name)) for name in fields]),
        "The excerpt is the page's own text at that place: a law tested over all rules.",
    )


def index_section(one: PageResult) -> str:
    """The index record."""
    record = one.record
    assert record is not None
    return step(
        8,
        "Index: one compact record an article",
        "What the corpus rules may know of an article; the records of all pages are merged whatever their order.",
        values(
            [
                ("article_id", record.article_id),
                ("title", record.title),
                ("cards", len(record.cards)),
                ("terms", list(record.terms[:8])),
                ("sketch", f"{len(record.sketch)} MinHash values"),
                ("paragraphs", f"{len(record.paragraphs)} marks"),
                ("facts", dict(record.facts)),
            ]
        ),
    )
