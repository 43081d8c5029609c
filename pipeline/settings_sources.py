"""Where each setting comes from: flag, then `DECHROME_*`, then `dechrome.toml` or `pyproject.toml`, then default.

    resolve(flags, environ, folder) → Resolved(settings, places, origins)

A key that is not a setting, wherever it stands, is a `SettingsError` with its place and "did you mean".
Only the first file found is read: `--config`, else `DECHROME_CONFIG`, else `dechrome.toml`, else the
`[tool.dechrome]` table of `pyproject.toml`. Paths in a file are taken from that file's folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import SettingsError, did_you_mean
from pipeline.settings import Places, Settings

Model = TypeVar("Model", bound=BaseModel)

PREFIX = "DECHROME_"
CONFIG_VARIABLE = "DECHROME_CONFIG"
PATH_KEYS = frozenset({"out", "reports", "manifest", "known_targets", "baseline", "waivers"})
FOUND_HERE = {"baseline": "dechrome-baseline.json", "waivers": "waivers.toml"}
"""Files that are used where they lie in the working folder and nothing else is said."""
KEYS: dict[str, type[BaseModel]] = {
    **dict.fromkeys(Settings.model_fields, Settings),
    **dict.fromkeys(Places.model_fields, Places),
}
"""Every setting, in the order of the models, with the model it belongs to."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value was found: `flag --limit`, `environment DECHROME_LIMIT`, `dechrome.toml:3`, `default`."""

    text: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The effective settings, and for each key the words that say where its value comes from."""

    settings: Settings
    places: Places
    origins: Mapping[str, str]

    def value(self, key: str) -> Any:
        """The effective value of one key."""
        return getattr(self.settings if KEYS[key] is Settings else self.places, key)


def resolve(
    flags: Mapping[str, Any], environ: Mapping[str, str], folder: Path, config: str | None = None
) -> Resolved:
    """The settings in force. `flags` holds only what was given; `folder` is where the files are looked for.

    Raises `SettingsError` for an unknown key or a value that does not fit.
    """
    found: dict[str, Origin] = {}
    config_file = config if config is not None else environ.get(CONFIG_VARIABLE) or None
    found |= _from_file(folder, config_file)
    found |= _from_environment(environ)
    found |= {key: Origin(f"flag --{key.replace('_', '-')}", value) for key, value in flags.items()}
    for key, name in FOUND_HERE.items():
        if key not in found and (folder / name).is_file():
            found[key] = Origin("found in the working folder", str(folder / name))
    origins = {key: found[key].text if key in found else "default" for key in KEYS}
    settings = _build(Settings, found)
    places = _build(Places, found)
    return Resolved(settings, places, origins)


_WANTED = (
    ("int", "a whole number"),
    ("float", "a number"),
    ("bool", "true or false"),
    ("string_pattern", "written as told here"),
    ("string", "text in quotation marks"),
    ("tuple", 'a list, such as ["a", "b"]'),
    ("date", "a day, such as 2027-01-31"),
)
"""How an error of pydantic begins, and what is wanted in plain words."""


def _build(model: type[Model], found: Mapping[str, Origin]) -> Model:
    """The model of these values; the first wrong one is told with where it was found."""
    values = {key: origin.value for key, origin in found.items() if KEYS[key] is model}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        key = str(first["loc"][0])
        problem = first["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
        wanted = next((words for start, words in _WANTED if first["type"].startswith(start)), problem)
        said = first["msg"].startswith("Value error")
        raise SettingsError(
            f"{key}{':' if said else ' must be'} {wanted}, not {first['input']!r}",
            where=found[key].text,
            mend=f"{key} means: {model.model_fields[key].description}".rstrip("."),
        ) from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, Origin]:
    """Settings given as `DECHROME_<KEY>`; an empty variable counts as not given; lists are split at commas."""
    found = {}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name == CONFIG_VARIABLE or not environ[name]:
            continue
        key = name.removeprefix(PREFIX).lower()
        where = f"environment {name}"
        if key not in KEYS:
            guess = did_you_mean(name, [PREFIX + known.upper() for known in KEYS])
            raise SettingsError(
                f"'{name}' is not a setting",
                where=where,
                mend=guess or "`dechrome config` lists them",
                code="E201",
            )
        found[key] = Origin(where, split_list(environ[name]) if _is_list(key) else environ[name])
    return found


def _is_list(key: str) -> bool:
    return str(KEYS[key].model_fields[key].annotation).startswith("tuple")


def split_list(text: str) -> tuple[str, ...]:
    """The words of a comma-separated list, without empty ones."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _from_file(folder: Path, config: str | None) -> dict[str, Origin]:
    """Settings of the file named, else of `dechrome.toml`, else of `[tool.dechrome]` in `pyproject.toml`."""
    if config is not None:
        path = folder / config
        return _from_toml(path, config, ("tool", "dechrome") if path.name == "pyproject.toml" else ())
    if (folder / "dechrome.toml").is_file():
        return _from_toml(folder / "dechrome.toml", "dechrome.toml", ())
    if (folder / "pyproject.toml").is_file():
        return _from_toml(folder / "pyproject.toml", "pyproject.toml", ("tool", "dechrome"))
    return {}


def _from_toml(path: Path, shown: str, table: tuple[str, ...]) -> dict[str, Origin]:
    text, values = read_toml(path, shown)
    for name in table:
        values = values.get(name, {})
        if not isinstance(values, dict):
            raise SettingsError(
                f"'{'.'.join(table)}' is not a table", where=shown, mend=f"write [{'.'.join(table)}]"
            )
    found = {}
    for key, value in values.items():
        where = f"{shown}:{_line_of(text, key, table)}"
        if key not in KEYS:
            guess = did_you_mean(key.replace("-", "_"), KEYS)
            raise SettingsError(
                f"'{key}' is not a setting",
                where=where,
                mend=guess or "`dechrome config` lists them",
                code="E201",
            )
        found[key] = Origin(where, _located(key, value, path.parent))
    return found


def read_toml(path: Path, shown: str) -> tuple[str, dict[str, Any]]:
    """The file's text and values. Raises SettingsError E202 where it cannot be read or is no TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        raise SettingsError(
            f"cannot be read: {error.strerror or error}",
            where=shown,
            mend="name a TOML file that exists",
            code="E202",
        ) from None
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8", where=shown, mend="save it as UTF-8", code="E202") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\s*\(at line (\d+), column (\d+)\)", str(error))
        where = f"{shown}:{place[1]}:{place[2]}" if place else shown
        what = str(error).replace(place[0], "") if place else str(error)
        raise SettingsError(
            f"is not TOML: {what}", where=where, mend="correct that line", code="E202"
        ) from None


def _located(key: str, value: Any, folder: Path) -> Any:
    """A path in a settings file is meant from that file's folder."""
    is_file = key in PATH_KEYS or (key == "profile" and str(value).endswith(".toml"))
    return str(folder / value) if is_file and isinstance(value, str) and folder != Path() else value


def _line_of(text: str, key: str, table: tuple[str, ...]) -> int:
    """The 1-based line on which a key of a table is given; 1 where it is written in an unusual way."""
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            here = tuple(part.strip(" \"'") for part in header[1].split("."))
            if here[: len(table) + 1] == (*table, key):
                return number
        elif here == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", line):
            return number
    return 1
