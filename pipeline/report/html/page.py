"""Renders `index.html` from the view: a Jinja2 template with autoescape, styles and script set in by hash."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from pipeline.report.model import Group, ReportView
from pipeline.report.reporter import Report, Reporter
from pipeline.report.visible import json_text, one_line
from pipeline.report.words import count, number, ordered, share

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_PARTS = (
    ("kept", "kept as article", "kept_chars"),
    ("data", "turned into data", "data_chars"),
    ("removed", "removed as chrome", "removed_chars"),
    ("unexplained", "unexplained", "unexplained_chars"),
)


class HtmlReporter(Reporter):
    """Writes `index.html`."""

    name = "index.html"

    def write(self, report: Report, out: BinaryIO) -> None:
        out.write(render(report.view).encode())


def render(view: ReportView) -> str:
    """The whole page."""
    from markupsafe import Markup

    from pipeline.report.html import charts
    from pipeline.report.html.data import page_data

    style, script = _asset("report.css"), _asset("report.js")
    account = view.account.text
    shown = [one for rule in view.rules for one in rule.shown]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            manifest=view.manifest,
            charts=charts,
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            data=Markup(json_text(page_data(view), in_html=True)),
            parts=[(word, name, getattr(account, field)) for word, name, field in _PARTS],
            slices=[(word, getattr(account, field)) for word, _, field in _PARTS],
            kinds=[
                (kind.removeprefix("chrome.").replace("_", " "), n)
                for kind, n in ordered(account.by_chrome_kind)
            ],
            sites=sorted({one_line(one.site, 100) for one in shown if one.site}),
            templates=sorted({one_line(one.template, 100) for one in shown if one.template}),
            shown=len(shown),
            most=max((rule.findings for rule in view.rules), default=0),
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
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
        "link": _group_link,
        "words": lambda word: str(word).replace("_", " "),
    }
    environment.filters.update(filters)
    return environment


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may load, run or be sent, but this very style and script."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _group_link(group: Group) -> str:
    """The address's fragment that filters the findings to this group."""
    wanted = {
        "rule": group.code,
        "site": one_line(group.site, 100) if group.site else None,
        "template": one_line(group.template, 100) if group.template else None,
        "q": one_line(group.subject)[:60].rstrip("…") if group.subject else None,
    }
    return "#" + "&".join(f"{key}={quote(value, safe='')}" for key, value in wanted.items() if value)
