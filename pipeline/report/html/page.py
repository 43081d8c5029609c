"""Writes `index.html`, and parts beside it where one file cannot hold all findings.

Jinja2 templates with autoescape; styles and script are set in by hash, data as JSON that is never markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from pipeline.report.model import Group, Limits, PageTally, ReportView
from pipeline.report.reporter import PartedReporter, Report
from pipeline.report.visible import json_bytes, one_line, visible
from pipeline.report.words import count, found_in, number, ordered, sentence, share

if TYPE_CHECKING:
    import pyarrow as pa
    from jinja2 import Environment
    from markupsafe import Markup

    from pipeline.report.html.parts import PartContent
    from pipeline.report.html.sides import SidesData

_HERE = Path(__file__).parent
_SCRIPTS = ("start.js", "dom.js", "waive.js", "cards.js", "findings.js", "page.js", "keys.js", "end.js")
_STYLES = ("base.css", "overview.css", "findings.css", "page.css", "media.css")
_PARTS = (
    ("kept", "kept as article", "kept_chars"),
    ("data", "turned into data", "data_chars"),
    ("removed", "removed as chrome", "removed_chars"),
    ("unexplained", "unexplained", "unexplained_chars"),
)
NUMBERS = "numbers"
"""Gathered for the parts, beside the files of the table of articles."""


class HtmlReporter(PartedReporter):
    """Writes `index.html`, after the parts that it links to."""

    name = "index.html"
    format = "html"
    limits = Limits()

    def write(self, report: Report, out: BinaryIO) -> None:
        # The parts hold the pages; written alone, the first page says so of all of them.
        pages = () if report.view.parts else report.view.worst_pages
        self._write_page(report, pages, None, None, out)

    def gathered(self, report: Report) -> Sequence[str]:
        articles = [path.name for path in report.tables.files("articles")] if report.view.worst_pages else []
        return [NUMBERS, *articles] if report.view.parts else articles

    def gather(self, report: Report, name: str, kept: Path) -> None:
        from pipeline.report.html.parts import gather_numbers, slots
        from pipeline.report.kept import keep_articles

        if name == NUMBERS:
            gather_numbers(report, kept)
        else:
            (source,) = (path for path in report.tables.files("articles") if path.name == name)
            keep_articles(report.tables, source, slots(report), kept)

    def parts(self, report: Report) -> Sequence[str]:
        return [part.file for part in report.view.parts]

    def write_part(self, report: Report, name: str, kept: Path, out: BinaryIO) -> int:
        from pipeline.report.html.parts import part_content

        place = self.parts(report).index(name)
        content = part_content(report, place, kept, self.limits)
        _write_part(report.view, place, content, out)
        return len(content.sides)

    def write_first(self, report: Report, told: Sequence[int], kept: Path, out: BinaryIO) -> None:
        from pipeline.report.kept import kept_articles

        if report.view.parts:
            self._write_page(report, (), None, sum(told), out)
        else:
            self._write_page(report, report.view.worst_pages, kept_articles(kept, 0), None, out)

    def _write_page(
        self,
        report: Report,
        page_ids: Sequence[str],
        articles: Iterable[pa.RecordBatch] | None,
        viewed: int | None,
        out: BinaryIO,
    ) -> None:
        """The first page, with these pages side by side; `viewed` is their number where they stand in parts."""
        from pipeline.report.html.sides import SidesData, collect_sides, findings_by_page

        data, sides = _findings_json(report.view), SidesData(0)
        if page_ids:
            room = self.limits.bytes - self.limits.frame_bytes - len(data.encode())
            sides = collect_sides(report.tables, page_ids, findings_by_page(report.view), room, articles)
        _write(out, rendered(report.view, sides, viewed=viewed, data=data))


def _write(out: BinaryIO, texts: Iterable[str]) -> None:
    for text in texts:
        out.write(text.encode())


def _write_part(view: ReportView, place: int, content: PartContent, out: BinaryIO) -> None:
    _write(
        out,
        _rendered(
            "part.html.j2",
            view=view,
            manifest=view.manifest,
            part=content.part,
            place=place,
            before=view.parts[place - 1] if place else None,
            after=view.parts[place + 1] if place + 1 < len(view.parts) else None,
            rules=[
                (rule, content.counts[rule.info.code])
                for rule in view.rules
                if rule.info.code in content.counts
            ],
            codes=sorted(content.counts),
            data=content.data,
            sides=content.sides,
            sites=content.sites,
            templates=content.templates,
        ),
    )


def render(view: ReportView) -> str:
    """The whole first page, without pages side by side."""
    return "".join(rendered(view))


def rendered(
    view: ReportView, sides: SidesData | None = None, *, viewed: int | None = None, data: str | None = None
) -> Iterator[str]:
    """The first page in pieces. `sides` are the pages shown side by side, `viewed` their number in the parts.

    `data`: its findings as JSON, where they are written already.
    """
    from pipeline.report.html import charts, linkchart
    from pipeline.report.html.sides import SidesData

    sides = SidesData(0) if sides is None else sides
    account = view.account.text
    shown = [one for rule in view.rules for one in rule.shown]
    return _rendered(
        "index.html.j2",
        view=view,
        manifest=view.manifest,
        charts=charts,
        linkchart=linkchart.LinkChart.of(view.link_map) if view.link_map else None,
        data=_findings_json(view) if data is None else data,
        sides=sides,
        viewed=len(sides) if viewed is None else viewed,
        parts=[(word, name, getattr(account, field)) for word, name, field in _PARTS],
        slices=[(word, getattr(account, field)) for word, _, field in _PARTS],
        kinds=[
            (kind.removeprefix("chrome.").replace("_", " "), n) for kind, n in ordered(account.by_chrome_kind)
        ],
        rules=[(rule, rule.findings) for rule in view.rules],
        codes=sorted(rule.info.code for rule in view.rules),
        sites=sorted({one_line(one.site, 100) for one in shown if one.site}),
        templates=sorted({one_line(one.template, 100) for one in shown if one.template}),
        shown=len(shown),
        most_of_page=max((page.mend + page.look for page in view.page_tallies), default=0),
        most=max((rule.findings for rule in view.rules), default=0),
    )


def _findings_json(view: ReportView) -> str:
    from pipeline.report.html.data import page_data

    return json_bytes(page_data(view), in_html=True).decode()


def _rendered(template: str, *, data: str, sides: SidesData, **values: Any) -> Iterator[str]:
    """The filled template in pieces: the whole would be in memory several times before it is written."""
    from markupsafe import Markup

    style, script = _assets(_STYLES, "styles"), _assets(_SCRIPTS, "script")
    return (
        _environment()
        .get_template(template)
        .generate(
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            data=Markup(data),
            sides=map(Markup, sides.texts()),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Any] = {
        "number": number,
        "count": count,
        "share": share,
        "line": one_line,
        "sentence": sentence,
        "found": found_in,
        "link": _group_link,
        "page_link": _page_link,
        "prose": _prose,
        "words": lambda word: str(word).replace("_", " "),
    }
    environment.filters.update(filters)
    return environment


@cache
def _assets(names: tuple[str, ...], folder: str) -> str:
    return "".join((_HERE / folder / name).read_text(encoding="utf-8") for name in names)


def _policy(style: str, script: str) -> str:
    """Nothing may load, run or be sent, but this very style and script."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _prose(text: str) -> Markup:
    """A rule's own words as paragraphs, what stands between backticks as code. Escaped: settings may be quoted."""
    from markupsafe import Markup

    paragraphs = [line for line in text.split("\n") if line.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(
            Markup("").join(
                Markup("<code>{}</code>").format(one_line(part, 4_000)) if odd % 2 else visible(part)
                for odd, part in enumerate(paragraph.split("`"))
            )
        )
        for paragraph in paragraphs
    )


def _page_link(page: PageTally) -> str:
    """The address of a page side by side with its article."""
    return f"{page.part or ''}#page={quote(one_line(page.page_id, 500), safe='')}"


def _phrase(text: str) -> str:
    """What finds the text as it is written: its longest piece without quotes, in quotes where it has several words."""
    piece = max(text.split('"'), key=len).strip()
    return f'"{piece}"' if " " in piece else piece


def _group_link(group: Group) -> str:
    """The address's fragment that filters the findings to this group."""
    wanted = {
        "rule": group.code,
        "site": one_line(group.site, 100) if group.site else None,
        "template": one_line(group.template, 100) if group.template else None,
        "q": _phrase(one_line(group.subject)[:60].rstrip("…")) if group.subject else None,
    }
    return "#" + "&".join(f"{key}={quote(value, safe='')}" for key, value in wanted.items() if value)
