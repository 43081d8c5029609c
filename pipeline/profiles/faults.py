"""What is wrong with a profile's file, in words: where it stands, what it is, and what was probably meant.

The models check keys and types; here is also checked what only a whole profile can tell: that labels, names of
groups, zones and rows which it mentions exist. A wrong one would else be passed over without a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from pipeline.errors import ProfileError, did_you_mean
from schemas.profile import HeaderRow, Profile
from schemas.vocabulary import DATA_FIELDS, LABELS, SECTION_ROLES

BADGE_PARTS = ("badge_label", "badge_score", "badge_out_of", "badge_raw")
"""Groups inside a group `badge` that say what its parts are."""
_PATTERN_KEYS = frozenset({"pattern", "headings", "markers", "id_pattern", "id_paths", "category", "tag"})
_TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)")

Keys = Sequence[str | int]


class Fault(NamedTuple):
    """A value that nothing in the profile or in the contract bears out."""

    keys: Keys
    what: str
    guess: str | None


def no_toml(path: Path, error: Exception) -> ProfileError:
    """The error of a file that is no TOML."""
    place = _TOML_PLACE.search(str(error))
    where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
    return ProfileError(
        f"is not TOML: {_TOML_PLACE.sub('', str(error))}",
        where=where,
        mend="correct that line; write patterns in single quotes",
        code="E302",
    )


def breaks_schema(path: Path, text: str, error: ValidationError) -> ProfileError:
    """The error of a key that is unknown, missing or has a value that does not fit."""
    errors = error.errors(include_url=False, include_context=False)
    # A misspelt key that must be given is unknown and missing: the first tells more.
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    keys = first["loc"]
    name, model = str(keys[-1]), _model_at(keys[:-1])
    if first["type"] == "extra_forbidden":
        what = f"'{name}' is not a key of {_table(keys[:-1])}"
        mend = did_you_mean(name, model.model_fields) or f"its keys are {', '.join(model.model_fields)}"
    elif first["type"] == "missing":
        what, mend = f"{_table(keys[:-1])} has no '{name}'", f"add {name} = …"
    else:
        problem = first["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
        what = f"{_shown(keys)} must be {problem}, not {first['input']!r}"
        mend = "docs/profiles.md lists what each key takes"
    return ProfileError(what, where=_place(path, text, keys), mend=mend, code="E303")


def bad_pattern(path: Path, text: str, profile: Profile, error: re.error) -> ProfileError:
    """The error of a pattern that is no regular expression, as the file has it."""
    for keys, pattern in _patterns(profile.model_dump(), ()):
        try:
            re.compile(pattern)
        except re.error as own:
            what = f"{_shown(keys)}: {pattern!r} is no regular expression: {own}"
            return ProfileError(what, where=_place(path, text, keys), code="E304")
    return ProfileError(f"pattern {error.pattern!r}: {error}", where=str(path), code="E304")


def _patterns(value: object, keys: tuple[str | int, ...]) -> Iterator[tuple[Keys, str]]:
    """All patterns of a profile in JSON types, with their keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _patterns(inner, (*keys, key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _patterns(inner, (*keys, at))
    elif isinstance(value, str) and _PATTERN_KEYS.intersection(key for key in keys if isinstance(key, str)):
        yield keys, value


def check_names(path: Path, text: str, profile: Profile) -> None:
    """Raise ProfileError for the first label, group, zone or row that does not exist."""
    for fault in _faults(profile):
        raise ProfileError(fault.what, where=_place(path, text, fault.keys), mend=fault.guess, code="E303")


def _faults(profile: Profile) -> Iterator[Fault]:
    rows = [row.name for row in profile.rows]
    zones = [zone.name for zone in profile.zones]
    for at, row in enumerate(profile.rows):
        yield from _row_faults(row, ("rows", at))
    yield from _unknown(profile.opening, zones, ("opening",), "zone")
    for at, template in enumerate(profile.templates):
        keys = ("templates", at)
        yield from _unknown(template.rows, rows, (*keys, "rows"), "row")
        for name in ("zones", "unless"):
            yield from _unknown(getattr(template, name), zones, (*keys, name), "zone")
        known = [*zones, *SECTION_ROLES]
        yield from _unknown(template.mandatory, known, (*keys, "mandatory"), "zone or role")
        yield from _unknown(template.order, SECTION_ROLES, (*keys, "order"), "role")


def _row_faults(row: HeaderRow, keys: Keys) -> Iterator[Fault]:
    groups = re.compile(row.pattern).groupindex
    yield from _unknown([row.label] if row.label else [], LABELS, (*keys, "label"), "label")
    yield from _unknown(row.groups.values(), LABELS, (*keys, "groups"), "label")
    yield from _unknown(row.groups, groups, (*keys, "groups"), "group of the pattern")
    known = [*DATA_FIELDS, *BADGE_PARTS, *row.groups]
    yield from _unknown(groups, known, (*keys, "pattern"), "data field, and no key of its row's groups")


def _unknown(words: Collection[str], known: Collection[str], keys: Keys, kind: str) -> Iterator[Fault]:
    for word in words:
        if word not in known:
            mend = did_you_mean(word, known) or "docs/profiles.md lists what there is"
            yield Fault(keys, f"{_shown(keys)}: '{word}' is no {kind}", mend)


def _model_at(keys: Keys) -> type[BaseModel]:
    """The model of the table at these keys."""
    model: type[BaseModel] = Profile
    for key in keys:
        if isinstance(key, str) and key in model.model_fields:
            model = _model_in(model.model_fields[key].annotation) or model
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _table(keys: Keys) -> str:
    return _shown(keys) if keys else "a profile"


def _shown(keys: Keys) -> str:
    """Keys as a person counts: the third row is `rows[3]`.

    >>> _shown(("rows", 2, "label"))
    'rows[3].label'
    """
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def _place(path: Path, text: str, keys: Keys) -> str:
    """The file and the line on which the value at these keys stands, or the table that should hold it."""
    lines = text.splitlines()
    at, depth = 0, 0
    table = [key for key in keys if isinstance(key, str)]
    for size in range(len(table), 0, -1):
        name = re.escape(".".join(table[:size]))
        heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[+\s*{name}\s*\]+", line)]
        if heads:
            number = next((key for key in keys if isinstance(key, int)), 0) if len(heads) > 1 else 0
            at, depth = heads[min(number, len(heads) - 1)] + 1, size
            break
    line = at
    for name in table[depth:]:
        end = next((n for n in range(at, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
        if depth == 0:
            end = len(lines)
        line = next((n + 1 for n in range(at, end) if re.match(rf"\s*{re.escape(name)}\s*=", lines[n])), line)
    return f"{path}:{line}" if line else str(path)
