"""`dechrome explain CODE`: the full text of a rule or of an error code."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import common_options
from pipeline.cli.output import emit, emit_json, paint

if TYPE_CHECKING:
    from pipeline.error_codes import ErrorCode
    from pipeline.rules.base import BaseRule


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    from pipeline.error_codes import BY_CODE
    from pipeline.rules.engine import all_rules

    known = [*(rule.code for rule in all_rules()), *BY_CODE]
    return [code for code in known if code.startswith(incomplete.upper())]


@click.command(
    "explain",
    epilog="""\b
Example:
  dechrome explain SEC003
""",
)
@click.argument("code", shell_complete=_codes)
@common_options
def command(code: str, as_json: bool, quiet: bool, verbose: int) -> None:
    """Explain a rule (by code or name) or an error code."""
    from pipeline.error_codes import BY_CODE
    from pipeline.rules.engine import all_rules

    word = code.strip()
    for rule in all_rules():
        if word.upper() == rule.code or word.lower() == rule.name:
            return _explain_rule(rule, as_json=as_json)
    if word.upper() in BY_CODE:
        return _explain_error(BY_CODE[word.upper()], as_json=as_json)
    raise _unknown(word)


def _unknown(word: str) -> Exception:
    from pipeline.error_codes import BY_CODE
    from pipeline.errors import UsageError, did_you_mean
    from pipeline.rules.engine import all_rules

    names = {rule.name: rule.code for rule in all_rules()}
    codes = [*names.values(), *BY_CODE]
    guess = did_you_mean(word.upper(), codes) or did_you_mean(word.lower(), names)
    family = ", ".join(code for code in codes if code[:-3] == word.upper()[:-3])
    mend = guess or (f"there are {family}" if family else "`dechrome rules` lists the rules")
    return UsageError(f"no rule and no error has the code '{word}'", where="explain", mend=mend, code="E102")


def _explain_rule(rule: BaseRule, *, as_json: bool) -> None:
    text = cleandoc(rule.__doc__ or "")
    if as_json:
        emit_json(
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "outcome": rule.outcome,
                "scope": rule.scope,
                "since": rule.since,
                "fix": rule.fix,
                "text": text,
            }
        )
        return
    facts = f"{rule.severity} · outcome {rule.outcome} · {rule.scope} rule · since {rule.since}"
    emit(f"{paint(rule.code, 'bold')} {rule.name}\n{paint(facts, 'dim')}\n\n{text}")


def _explain_error(error: ErrorCode, *, as_json: bool) -> None:
    if as_json:
        emit_json({name: getattr(error, name) for name in ("code", "name", "meaning", "mend", "exit_code")})
        return
    emit(
        f"{paint(error.code, 'bold')} {error.name}\n{paint(f'error · exit code {error.exit_code}', 'dim')}\n\n"
        f"{error.meaning}\n\nHow to mend it: {error.mend}"
    )
