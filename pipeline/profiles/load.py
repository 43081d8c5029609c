"""Finding and loading site profiles. A new site is a new TOML file in this folder, or any file by path."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import ProfileError, did_you_mean
from pipeline.profiles.faults import bad_pattern, breaks_schema, check_names, no_toml
from pipeline.profiles.ready import ReadyProfile, make_ready
from schemas.profile import Profile

GENERIC = "generic"
_FOLDER = Path(__file__).parent


def available_profiles() -> tuple[str, ...]:
    """Names of the shipped profiles, sorted; `generic` among them."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=32)
def load_profile(name_or_file: str) -> ReadyProfile:
    """A shipped profile by name, or one from a TOML file.

    Raises:
        ProfileError: unknown name, unreadable file, unknown key or a pattern that is no regex.
    """
    path = Path(name_or_file)
    if name_or_file in available_profiles():
        path = _FOLDER / f"{name_or_file}.toml"
    elif path.suffix != ".toml":
        near = did_you_mean(name_or_file, available_profiles())
        known = ", ".join(available_profiles())
        raise ProfileError(
            f"no profile '{name_or_file}'", mend=near or f"shipped: {known}; or give a .toml file"
        )
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        profile = Profile.model_validate(tomllib.loads(text))
        return _ready(profile, path, text)
    except OSError as error:
        raise ProfileError("cannot be read", where=str(path), mend=error.strerror, code="E301") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise no_toml(path, error) from error
    except ValidationError as error:
        raise breaks_schema(path, text, error) from error


def _ready(profile: Profile, path: Path, text: str) -> ReadyProfile:
    try:
        ready = make_ready(profile)
    except re.error as error:
        raise bad_pattern(path, text, profile, error) from error
    check_names(path, text, profile)
    return ready


def profile_set(setting: str) -> tuple[ReadyProfile, ...]:
    """The profiles a run chooses from: all shipped for `auto`, `generic` last; else the one asked for."""
    if setting == "auto":
        names = [name for name in available_profiles() if name != GENERIC]
        return (*(load_profile(name) for name in names), load_profile(GENERIC))
    return (load_profile(setting),)
