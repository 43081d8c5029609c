"""Options that several commands share, and the way from flags to settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipeline.settings_sources import Resolved

Command = TypeVar("Command", bound=Callable[..., Any])

NOT_SETTINGS = frozenset({"raw", "config", "as_json", "quiet", "verbose", "dry_run"})
"""Parameters of the commands that are no settings."""

LISTS = frozenset({"include", "exclude", "select", "ignore"})
COMMA_LISTS = frozenset({"select", "ignore"})
"""A glob may hold a comma, a rule code may not."""


def common_options(command: Command) -> Command:
    """`--json`, `-q` and `-v`, which every command has."""
    for option in (
        click.option("-v", "--verbose", count=True, help="Say more on stderr."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors."),
        click.option(
            "--json", "as_json", is_flag=True, help="The result, and an error too, as JSON on stdout."
        ),
    ):
        command = option(command)
    return command


def config_option(command: Command) -> Command:
    """`--config FILE`."""
    return click.option(
        "--config", metavar="FILE", help="Settings file instead of dechrome.toml.", type=click.Path()
    )(command)


def baseline_option(command: Command) -> Command:
    """`--baseline FILE`."""
    return click.option(
        "--baseline",
        metavar="FILE",
        help="Findings that are known.  [default: dechrome-baseline.json, if it is here]",
        type=click.Path(),
    )(command)


def waivers_option(command: Command) -> Command:
    """`--waivers FILE`."""
    return click.option(
        "--waivers",
        metavar="FILE",
        help="Findings that are accepted, with reasons.  [default: waivers.toml, if it is here]",
        type=click.Path(),
    )(command)


def profile_option(command: Command) -> Command:
    """`--profile NAME`."""
    return click.option(
        "--profile",
        metavar="auto|NAME|FILE",
        shell_complete=_profiles,
        help="Site profile: chosen page by page, or this one.  [default: auto]",
    )(command)


def _profiles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from pipeline.profiles.load import available_profiles

    return [name for name in ("auto", *available_profiles()) if name.startswith(incomplete)]


def run_options(command: Command) -> Command:
    """Every flag of `run` that is a setting. No defaults here: they live in `pipeline.settings`."""
    for option in reversed(
        (
            click.option("--out", metavar="DIR", help="Folder of the dataset.  [default: normalized]"),
            click.option("--reports", metavar="DIR", help="Folder of the reports.  [default: reports]"),
            profile_option,
            click.option("--manifest", metavar="FILE", help="CSV or JSONL with path, url, id, captured_at."),
            click.option("--known-targets", metavar="FILE", help="Addresses and ids that exist, one a line."),
            baseline_option,
            waivers_option,
            click.option(
                "--include", metavar="GLOB", multiple=True, help="Only pages that match; repeatable."
            ),
            click.option("--exclude", metavar="GLOB", multiple=True, help="No pages that match; repeatable."),
            click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N pages."),
            click.option(
                "--sample", metavar="N", type=click.IntRange(min=1), help="Only N pages drawn at random."
            ),
            click.option("--seed", metavar="S", type=int, help="Seed of the sample.  [default: 0]"),
            click.option(
                "--workers",
                metavar="N",
                type=click.IntRange(min=0),
                help="Worker processes.  [default: one a core]",
            ),
            click.option("--select", metavar="CODES", multiple=True, help="Only these rules: TXT,LNK001."),
            click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules."),
            click.option(
                "--fail-on",
                type=click.Choice(["never", "warning", "error"]),
                help="Which findings make exit code 1.  [default: never]",
            ),
            click.option(
                "--new-only",
                is_flag=True,
                default=None,
                help="Only findings gate that are not in the baseline; alone, with --fail-on warning.",
            ),
            click.option(
                "--as-of", metavar="DATE", help="The day dates are judged against.  [default: today]"
            ),
            click.option(
                "--report-excerpts",
                type=click.Choice(["full", "none"]),
                help="`none` keeps page text out of the reports.  [default: full]",
            ),
            config_option,
        )
    ):
        command = option(command)
    return command


def resolved(params: dict[str, Any]) -> Resolved:
    """The settings in force for a command's parameters, this environment and this folder."""
    import os
    from pathlib import Path

    from pipeline.settings_sources import resolve, split_list

    flags: dict[str, Any] = {}
    for key, value in params.items():
        if key in NOT_SETTINGS or value is None or value == ():
            continue
        if key in COMMA_LISTS:
            value = tuple(word for text in value for word in split_list(text))
        flags[key] = value
    return resolve(flags, os.environ, Path(), params.get("config"))
