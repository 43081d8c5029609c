"""docs/cli.md: the commands, from click; the settings, from their model."""

from __future__ import annotations

import click

from pipeline.cli.config import plain
from pipeline.cli.group import COMMANDS, cli
from pipeline.docs.markdown import GENERATED, code, page, table
from pipeline.settings_sources import KEYS, PREFIX

WIDTH = 100

INTRO = """# Command line

Results go to stdout, progress and logs to stderr, errors as one line with a code (see [messages](messages.md)).
With `--json` results and errors are JSON on stdout. `NO_COLOR` is honoured. Signatures and tokens of addresses
and e-mail addresses are masked in logs."""

EXIT_CODES = (
    ("0", "finished, and no finding gates"),
    (
        "1",
        "unwaived findings of outcome `fail` gate (`--fail-on warning` or `error`, `--new-only`; the default is "
        "`never`)",
    ),
    ("2", "usage, settings or input error, no pages found, or a broken dataset; nothing was published"),
    ("3", "finished, but pages are `timed_out` or `failed`; unreadable and empty pages are findings instead"),
    ("130", "interrupted; nothing was published"),
)

COMPLETION = """## Shell completion

```sh
eval "$(_DECHROME_COMPLETE=bash_source dechrome)"    # bash
eval "$(_DECHROME_COMPLETE=zsh_source dechrome)"     # zsh
_DECHROME_COMPLETE=fish_source dechrome | source     # fish
```"""


def text() -> str:
    """The whole document."""
    codes = "## Exit codes\n\nThe first that applies: 130, 2, 3, 1, 0.\n\n" + table(
        ("code", "means"), EXIT_CODES
    )
    return page(
        GENERATED, INTRO, help_of(), *(help_of(name) for name in COMMANDS), codes, settings(), COMPLETION
    )


def help_of(name: str | None = None) -> str:
    """The section of one command, or of the group."""
    root = context(cli, "dechrome")
    if name is None:
        return "## dechrome\n\n" + code(cli.get_help(root))
    command = cli.get_command(root, name)
    if command is None:
        raise LookupError(name)
    return f"## dechrome {name}\n\n" + code(command.get_help(context(command, name, root)))


def context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    """A context in which the help has one width, whatever the terminal's."""
    fixed = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **fixed)


def settings() -> str:
    """Every setting with its flag, its variable, its default and one sentence."""
    flags = _flags()
    rows = []
    for key, model in KEYS.items():
        field = model.model_fields[key]
        default = plain(field.default)
        shown = "" if default is None else f"`{', '.join(default) if isinstance(default, list) else default}`"
        rows.append(
            (
                f"`{key}`",
                f"`{flags[key]}`" if key in flags else "",
                f"`{PREFIX}{key.upper()}`",
                shown.replace("``", ""),
                field.description or "",
            )
        )
    intro = (
        "## Settings\n\nFlag, then environment variable, then `dechrome.toml` (or `[tool.dechrome]` in "
        "`pyproject.toml`), then default. An unknown key is an error with its place. `dechrome config` prints what is "
        "in force."
    )
    return intro + "\n\n" + table(("key", "flag", "variable", "default", ""), rows)


def _flags() -> dict[str, str]:
    command = cli.get_command(context(cli, "dechrome"), "run")
    if command is None:
        raise LookupError("run")
    return {str(p.name): p.opts[0] for p in command.params if isinstance(p, click.Option) and p.opts}
