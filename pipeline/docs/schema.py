"""docs/schema.md: the tables and the manifest, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pyarrow as pa
from pydantic import BaseModel

from pipeline.docs.markdown import GENERATED, page, prose, table
from schemas import vocabulary
from schemas.arrow import arrow_schema
from schemas.tables import DOCUMENTS, TABLES
from schemas.vocabulary import SCHEMA_VERSION

INTRO = f"""# Schema, version {SCHEMA_VERSION}

The tables of a published dataset. One source: the models in `schemas/`; the Arrow schema, the JSON Schema files in
`schemas/json/` and this page are made from them. `dechrome schema TABLE` prints the same for programs.
Columns marked • are never null. Columns and values may be added; renaming or dropping one makes a new version."""

WORDS = (
    ("capture", vocabulary.CAPTURES),
    ("page_type", vocabulary.PAGE_TYPES),
    ("pages.state", vocabulary.PAGE_STATES),
    ("findings.severity", get_args(vocabulary.Severity)),
    ("findings.outcome", get_args(vocabulary.Outcome)),
    ("findings.state", get_args(vocabulary.FindingState)),
    ("articles.qa", get_args(vocabulary.QaVerdict)),
    ("sections.role", vocabulary.SECTION_ROLES),
    ("blocks.kind of a section", vocabulary.BLOCK_KINDS),
    ("links.zone", vocabulary.LINK_ZONES),
    ("blocks.label", sorted(vocabulary.LABELS)),
)


def text() -> str:
    """The whole document."""
    words = table(
        ("column", "values"), [(name, " ".join(f"`{word}`" for word in values)) for name, values in WORDS]
    )
    return page(
        GENERATED,
        INTRO,
        *(section(name) for name in TABLES),
        *(document(name, model) for name, model in DOCUMENTS.items()),
        "## Words\n\nColumns with a fixed set of values.",
        words,
    )


def section(name: str) -> str:
    """One table of the dataset."""
    spec = TABLES[name]
    facts = f"{spec.about} Key: {words(spec.key)}. Sorted by: {words(spec.order)}."
    rows = list(columns(spec.model, arrow_schema(name)))
    return f"## {name}\n\n{facts}\n\n" + table(("column", "type", ""), rows)


def columns(
    model: type[BaseModel], fields: pa.Schema | pa.StructType, prefix: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Name, type and meaning of each column, those of nested values after their own."""
    for field in fields:
        about = prose(model.model_fields[field.name].description or "")
        name = f"`{prefix}{field.name}`{'' if field.nullable else ' •'}"
        yield name, type_words(field.type), about
        inner = field.type
        while pa.types.is_list(inner):
            inner = inner.value_type
        nested = nested_model(model, field.name)
        if pa.types.is_struct(inner) and nested is not None:
            yield from columns(nested, inner, f"{prefix}{field.name}.")


def nested_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of a column's values, where they are nested."""
    todo: list[object] = [model.model_fields[name].annotation]
    while todo:
        annotation = todo.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        todo.extend(get_args(annotation))
    return None


def type_words(kind: pa.DataType) -> str:
    """The type in short: `list<struct>` where the struct's fields are listed below."""
    if pa.types.is_list(kind):
        return f"list<{type_words(kind.value_type)}>"
    return "struct" if pa.types.is_struct(kind) else str(kind).replace("[day]", "")


def document(name: str, model: type[BaseModel]) -> str:
    """A JSON document of the dataset."""
    schema = model.model_json_schema(mode="serialization")
    rows = [
        (f"`{key}`", json_type(value), prose(value.get("description", "")))
        for key, value in schema["properties"].items()
    ]
    return f"## {name}.json\n\n{prose(' '.join((model.__doc__ or '').split()))}\n\n" + table(
        ("key", "type", ""), rows
    )


def json_type(value: dict[str, object]) -> str:
    """The JSON type of a key in short."""
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[-1]
    items = value.get("items")
    if isinstance(items, dict):
        return f"array of {json_type(items)}"
    return str(value.get("type", ""))


def words(names: tuple[str, ...]) -> str:
    """Column names in a row."""
    return ", ".join(f"`{name}`" for name in names)
