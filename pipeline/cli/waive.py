"""`dechrome waive FINGERPRINT`: accepts one finding for now, with a reason, an owner and a last day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import common_options, config_option, resolved, waivers_option
from pipeline.cli.output import emit, emit_json

if TYPE_CHECKING:
    from pipeline.settings import Places
    from schemas.waiver import Waiver

DEFAULT_DAYS = 180


@click.command(
    "waive",
    epilog="""\b
Example:
  dechrome waive 9b1c5e887c752ffb --reason "Replaced in autumn" --owner "Content team" --expires 2027-01-31
""",
)
@click.argument("fingerprint")
@click.option("--reason", required=True, help="Why the finding is accepted.")
@click.option("--owner", help="Who answers for it.  [default: the setting owner]")
@click.option(
    "--expires", metavar="DATE", help=f"The last day on which it counts.  [default: in {DEFAULT_DAYS} days]"
)
@click.option("--as-of", metavar="DATE", help="The day from which the days are counted.  [default: today]")
@click.option("--dataset", metavar="DIR", help="Where the finding is.  [default: --out's]", type=click.Path())
@waivers_option
@config_option
@common_options
def command(
    fingerprint: str,
    reason: str,
    expires: str | None,
    dataset: str | None,
    as_json: bool,
    quiet: bool,
    verbose: int,
    **params: Any,
) -> None:
    """Accept the finding FINGERPRINT for now: write a waiver of it into waivers.toml.

    What else stands in the file, comments too, is kept. A waiver of the same finding is renewed. The next run
    marks the finding `waived`, with the reason; it stays in the dataset and in the reports.
    """
    from pipeline.decisions.edit import write_waiver
    from pipeline.settings_sources import FOUND_HERE

    found = resolved(params)
    waiver = _waiver(fingerprint, reason, found.places.owner, expires, found.settings.as_of or date.today())
    path = Path(found.places.waivers or FOUND_HERE["waivers"])
    comment = _finding_in_words(waiver.fingerprint or "", dataset, found.places)
    if path.exists():
        _check(path)
    renewed = write_waiver(path, waiver, comment)
    if as_json:
        told = waiver.model_dump(mode="json", exclude_none=True)
        emit_json({"waivers": str(path), "renewed": renewed, "finding": comment, **told})
        return
    emit(f"{'renewed' if renewed else 'waived'}   {comment or waiver.fingerprint}, until {waiver.expires}")
    emit(f"next     {path} counts from the next run on")


def _waiver(fingerprint: str, reason: str, owner: str | None, expires: str | None, as_of: date) -> Waiver:
    """The waiver. Raises UsageError for a word that does not fit."""
    import re

    from pipeline.errors import UsageError
    from schemas.waiver import FINGERPRINT, Waiver

    mark = fingerprint.strip().lower()
    if not re.fullmatch(FINGERPRINT, mark):
        raise UsageError(
            f"'{fingerprint}' is no fingerprint",
            where="waive",
            mend="copy its 16 digits from the report or from the table findings",
        )
    if not reason.strip():
        raise UsageError("the reason is empty", where="--reason", mend="say why the finding is accepted")
    if not owner or not owner.strip():
        raise UsageError(
            "nobody answers for it", where="--owner", mend="name somebody, or set owner in dechrome.toml"
        )
    try:
        last = as_of + timedelta(days=DEFAULT_DAYS) if expires is None else date.fromisoformat(expires)
    except ValueError:
        raise UsageError(f"'{expires}' is no day", where="--expires", mend="write it as 2027-01-31") from None
    if last < as_of:
        raise UsageError(f"{last} is over on {as_of}", where="--expires", mend="name a later day")
    return Waiver(fingerprint=mark, reason=reason.strip(), owner=owner.strip(), expires=last)


def _finding_in_words(fingerprint: str, dataset: str | None, places: Places) -> str | None:
    """Code, page and message of the finding; None where no dataset was named and none is there.

    Raises UsageError where the dataset has no such finding, DatasetError where the named one is none.
    """
    from pipeline.decisions.waivers import FAMILY
    from pipeline.errors import DatasetError, UsageError
    from pipeline.publish.versions import find_version
    from pipeline.report.tables import Tables, values
    from pipeline.report.visible import one_line

    try:
        tables = Tables.open(find_version(dataset or places.out))
    except DatasetError:
        if dataset is not None:
            raise
        return None
    columns = ["fingerprint", "code", "page_id", "message"]
    for batch in tables.batches("findings", columns):
        for mark, code, page_id, message in zip(*values(batch.select(columns)), strict=True):
            if mark == fingerprint:
                if code.startswith(FAMILY):
                    raise UsageError(
                        f"{code} is about a waiver and cannot be waived",
                        where="waive",
                        mend="mend the waivers file itself",
                    )
                return f"{code} on {one_line(page_id)}: {one_line(message)}"
    raise UsageError(
        f"no finding has the fingerprint '{fingerprint}'",
        where=str(tables.folder),
        mend="copy it from the newest report, or name its dataset with --dataset",
    )


def _check(path: Path) -> None:
    """Raises SettingsError where the file is not well-formed: nothing is written into a broken one."""
    from pipeline.decisions.waivers import read_waivers
    from pipeline.rules.engine import all_rules

    read_waivers(path, [rule.code for rule in all_rules()])
