"""Runs a command and turns whatever ends it into an exit code and at most one line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from pipeline.cli.exit_codes import INTERRUPTED, OK, USAGE
from pipeline.cli.group import COMMANDS, cli
from pipeline.cli.output import emit_json, tell
from pipeline.errors import DechromeError, InternalError, UsageError

_LEFT = {
    "run": "nothing of this run was published, the dataset before it is untouched",
    "report": "each file of the report is whole, but some may be of the drawing before; draw it again",
}
"""What an interrupted command leaves behind, where that is not simply what was there."""


def run_command(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (else the process's arguments) names; return the exit code."""
    args = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in args
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A page may hold what the terminal's encoding cannot show: write it out rather than fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(args, prog_name="dechrome", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except DechromeError as error:
        return _failed(error, as_json)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        return _interrupted(error, args, as_json)
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
        return USAGE
    except click.ClickException as error:
        return _failed(_usage_error(error, args), as_json)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else OK
    except Exception as error:
        return _failed(_internal_error(error, args), as_json)


def _failed(error: DechromeError, as_json: bool) -> int:
    tell(f"error: {error.line()}")
    if as_json:
        emit_json({"error": error.as_dict()})
    return error.exit_code


def _interrupted(error: BaseException, args: Sequence[str], as_json: bool) -> int:
    """Say what became of the files: whoever was interrupted may know, else the command tells."""
    command = next((word for word in args if word in COMMANDS), "")
    cause = error if isinstance(error, KeyboardInterrupt) else error.__cause__
    said = str(cause) if isinstance(cause, KeyboardInterrupt) else ""
    what = f"interrupted: {said or _LEFT.get(command, 'no file was changed')}"
    tell(f"{what} [E130]")
    if as_json:
        emit_json(
            {"error": {"code": "E130", "what": what, "where": None, "mend": None, "exit_code": INTERRUPTED}}
        )
    return INTERRUPTED


def _usage_error(error: click.ClickException, args: Sequence[str]) -> UsageError:
    """What click says of a wrong command line, in the form of our own errors."""
    context = getattr(error, "ctx", None)
    command = next((f"dechrome {word}" for word in args if word in COMMANDS), "dechrome")
    where = context.command_path if context is not None else command
    mend = f"`{where} --help` shows what it takes"
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        message = error.message
        if error.possibilities:
            mend = f"did you mean '{error.possibilities[0]}'?"
    what = message.split("\n")[0].strip().rstrip(".")
    what = what.replace("is not a valid integer range", "is not a whole number")
    return UsageError(what[:1].lower() + what[1:], where=where, mend=mend)


def _internal_error(error: Exception, args: Sequence[str]) -> InternalError:
    """A fault of ours: the details go to a file, the person gets one line that says where."""
    import platform
    import tempfile
    import traceback

    from pipeline import __version__
    from pipeline.cli.safe import masked

    details = "".join(traceback.format_exception(error))
    head = f"dechrome {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    log = f"{head}arguments: {list(args)}\n\n{details}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="dechrome-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(masked(log))
        mend = f"report it with the detailed log in {file.name}"
    except OSError as reason:
        mend = f"no detailed log could be written: {reason.strerror or reason}"
    what = f"unexpected {type(error).__name__}: {str(error) or 'no message'}"
    return InternalError(masked(what)[:300], mend=mend)


assert DechromeError.exit_code == USAGE, "usage, settings and input errors share exit code 2"
