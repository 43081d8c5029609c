"""docs/profiles.md: every key of a site profile, from the models."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pipeline.docs.markdown import GENERATED, page, prose, table
from pipeline.profiles.faults import BADGE_PARTS
from schemas.profile import (
    CaptureStyle,
    CardGrammar,
    HeaderRow,
    NotArticle,
    Profile,
    Recognition,
    Sign,
    Template,
    Zone,
)
from schemas.vocabulary import CHROME_KINDS, DATA_FIELDS, SECTION_ROLES

INTRO = """# Site profiles

A site profile is one TOML file: how to recognise the site and the way it was dumped, the rows above and below the
article, the headings that open and close zones, how cards are written, which sections its articles must have.
`pipeline/profiles/pulse.toml` is one; a profile may also stay outside: `--profile FILE.toml`.
[CONTRIBUTING.md](../CONTRIBUTING.md) shows in five steps how one is made. Every key, label and name is checked: what
is misspelt is told with file and line. Keys marked • must be given. Patterns are Python regular expressions: write
them in single quotes, so that TOML leaves the backslashes alone."""

TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("The file", Profile),
    ("[recognise]", Recognition),
    ("signs = [{ … }]", Sign),
    ("[[captures]]", CaptureStyle),
    ("[[rows]]", HeaderRow),
    ("[[zones]]", Zone),
    ("[cards]", CardGrammar),
    ("[[templates]]", Template),
    ("[[not_articles]]", NotArticle),
)


def text() -> str:
    """The whole document."""
    words = (
        ("a group of a row's pattern that yields a value", DATA_FIELDS),
        ("groups inside a group `badge`", BADGE_PARTS),
        ("`chrome` of a zone; as `chrome.<kind>` the `label` of a row", CHROME_KINDS),
        ("`role` of a zone", SECTION_ROLES),
    )
    return page(
        GENERATED,
        INTRO,
        *(part(name, model) for name, model in TABLES),
        "## Words",
        table(("where", "words"), [(where, " ".join(f"`{word}`" for word in some)) for where, some in words]),
    )


def part(name: str, model: type[BaseModel]) -> str:
    """One table of the file."""
    fields = model.model_json_schema()["properties"]
    rows = [
        (
            f"`{key}`{' •' if field.is_required() else ''}",
            kind(fields[key]),
            prose(field.description or ""),
        )
        for key, field in model.model_fields.items()
    ]
    about = prose(" ".join((model.__doc__ or "").split()))
    return f"## {name}\n\n{about}\n\n{table(('key', 'value', ''), rows)}"


def kind(field: dict[str, Any]) -> str:
    """What a key takes, in short."""
    if "$ref" in field:
        return "a table"
    if "enum" in field:
        return " ".join(f"`{word}`" for word in field["enum"])
    if "anyOf" in field:
        return kind(next(one for one in field["anyOf"] if one.get("type") != "null"))
    if field.get("type") == "array":
        return "tables" if "$ref" in field["items"] else f"list of {kind(field['items'])}"
    return {"string": "text", "integer": "number", "boolean": "true or false", "object": "a table"}[
        field["type"]
    ]
