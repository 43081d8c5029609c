"""`dechrome page FILE`: one page to stdout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.exit_codes import BROKEN_PAGES, BROKEN_STATES, OK
from pipeline.cli.options import common_options, config_option, profile_option, resolved
from pipeline.cli.output import emit, emit_json, emit_page_text, is_terminal, tell

if TYPE_CHECKING:
    from pipeline.errors import InputError
    from pipeline.page import Page
    from pipeline.settings_sources import Resolved


@click.command(
    "page",
    epilog="""\b
Example:
  dechrome page raw/some-page.txt --format account --dataset normalized
""",
)
@click.argument("file", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "text", "account"]),
    default="markdown",
    show_default=True,
    help="`account`: each piece of the raw page with what became of it and why.",
)
@click.option("--dataset", metavar="DIR", help="Use the survey of this published run.", type=click.Path())
@profile_option
@config_option
@common_options
def command(
    file: str, form: str, dataset: str | None, as_json: bool, quiet: bool, verbose: int, **params: Any
) -> int:
    """Extract one page: FILE, or - for stdin.

    With --dataset the answer is the run's own; without it, what repeats across the site is not known.
    """
    page = _extract(file, dataset, resolved(params), quiet=quiet)
    form = "json" if as_json else form
    if form == "json":
        emit_json(page_json(page))
    elif form == "account":
        emit("\n".join(_account(page)))
    elif page.article is not None:
        emit_page_text(page.article.markdown if form == "markdown" else page.article.text)
    if page.article is None and form != "json":
        from pipeline.report.visible import one_line

        tell(f"no article: {one_line(page.row.reason or page.row.state)}")
    return BROKEN_PAGES if page.row.state in BROKEN_STATES else OK


def _extract(file: str, dataset: str | None, found: Resolved, *, quiet: bool) -> Page:
    """The page extracted; with a dataset, as the run that published it did."""
    from pipeline.page import extract

    data = _bytes_of(file, found.settings.max_page_bytes)
    source = None if file == "-" else file
    profile = found.settings.profile
    if dataset is None:
        page = extract(
            data, source=source, profile=profile, settings=found.settings, as_of=found.settings.as_of
        )
    else:
        from pipeline.cli.published import published_run

        published = published_run(dataset)
        if found.origins["profile"] == "default":
            profile = published.settings.profile
        page = extract(
            data,
            source=published.page_id_of(data, file) or source,
            profile=profile,
            survey=published.survey,
            settings=published.settings,
            as_of=published.as_of,
        )
    if not quiet:
        for note in page.notes:
            tell(note)
    return page


def _bytes_of(file: str, max_bytes: int) -> bytes:
    """The file's bytes, unpacked where it is gzip; never more than `max_bytes` of them."""
    from pathlib import Path

    from pipeline.read.page import GZIP_MAGIC, unpacked

    try:
        if file == "-":
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(file, getattr(error, "strerror", None) or str(error)) from None
    problem = None
    too_large = len(data) > max_bytes
    if not too_large and data.startswith(GZIP_MAGIC):
        whole, problem = unpacked(data, max_bytes)
        too_large = whole is None
        data = whole or b""
    if too_large:
        raise _unreadable(file, f"it holds more than max_page_bytes ({max_bytes} bytes)")
    if problem:
        raise _unreadable(file, problem)
    return data


def _unreadable(file: str, reason: str) -> InputError:
    from pipeline.errors import InputError
    from pipeline.report.visible import one_line

    return InputError(f"cannot be read: {reason}", where=one_line(file), mend="name one page, or - for stdin")


def _account(page: Page) -> list[str]:
    import shutil

    from pipeline.cli.account import account_lines

    lines = [None if place is None else place.line for place in page.places]
    width = shutil.get_terminal_size((100, 24)).columns if is_terminal(sys.stdout) else 100
    return list(account_lines(page.blocks, lines, page.row, width))


def page_json(page: Page) -> dict[str, Any]:
    """The whole answer in JSON types: the page's row, its article, its account and its findings."""
    pairs = zip(page.blocks, page.places, strict=True)
    return {
        "page": page.row.model_dump(mode="json"),
        "article": None if page.article is None else page.article.model_dump(mode="json"),
        "blocks": [
            {
                "start": block.start,
                "end": block.end,
                **(place._asdict() if place is not None else {}),
                "label": block.label,
                "reason": block.reason,
                "text": block.text,
            }
            for block, place in pairs
        ],
        "findings": [finding.model_dump(mode="json") for finding in page.findings],
    }
