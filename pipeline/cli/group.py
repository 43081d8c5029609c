"""The group `dechrome`: knows its commands by name and imports a command's file only when it is needed."""

from __future__ import annotations

import importlib

import click

COMMANDS = (
    "run",
    "page",
    "diff",
    "baseline",
    "waive",
    "rules",
    "explain",
    "report",
    "check",
    "schema",
    "config",
)
"""Names of the commands, in the order of the help; `pipeline.cli.<name>` holds each as `command`."""


class LazyGroup(click.Group):
    """A group whose commands live in files of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file and give its command; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"pipeline.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"pipeline.cli.{cmd_name} holds no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with "did you mean" for an unknown name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from pipeline.errors import UsageError, did_you_mean

            raise UsageError(
                f"there is no command '{args[0]}'",
                where="dechrome",
                mend=did_you_mean(args[0], COMMANDS) or "`dechrome --help` lists the commands",
                code="E101",
            )
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from pipeline import __version__

        click.echo(f"dechrome {__version__}")
        ctx.exit()


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Example:
  dechrome run raw/ --out normalized --reports reports

\b
Shell completion (bash; zsh and fish work alike):
  eval "$(_DECHROME_COMPLETE=bash_source dechrome)"
""",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version."
)
def cli() -> None:
    """Raw web pages in, a trusted dataset and a QA report out.

    Results go to stdout, progress and logs to stderr. Exit codes: 0 nothing gates, 1 findings gate,
    2 usage, settings or input error, 3 pages timed out or failed, 130 interrupted.
    """
