"""The Arrow schema of each table, generated from the pydantic models.

The only place in `schemas` that imports pyarrow; `schemas/__init__` does not import this module.
Types used: string, bool, int32, int64, float64, date32, timestamp[us, UTC], list, struct; nothing else, so
that pandas, polars, DuckDB and Hugging Face `datasets` all load the files without asking.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from schemas.tables import TABLES, json_schema
from schemas.vocabulary import SCHEMA_VERSION

__all__ = [
    "METADATA_JSON_SCHEMA",
    "METADATA_TABLE",
    "METADATA_VERSION",
    "TABLES",
    "arrow_schema",
    "json_schema",
]

Field: TypeAlias = "pa.Field[Any]"

METADATA_VERSION = "dechrome.schema_version"
METADATA_TABLE = "dechrome.table"
METADATA_JSON_SCHEMA = "dechrome.json_schema"

_INT32_FIELDS = frozenset({"position", "level"})
"""Small by nature: counts of one page's pieces and heading levels. Everything else may grow: int64."""

_SCALARS: dict[object, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


@lru_cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, with its version and JSON Schema as metadata. KeyError if there is none."""
    metadata: dict[bytes | str, bytes | str] = {
        METADATA_VERSION: SCHEMA_VERSION,
        METADATA_TABLE: table,
        METADATA_JSON_SCHEMA: json.dumps(json_schema(table), ensure_ascii=True, sort_keys=True),
    }
    return pa.schema(_fields(TABLES[table].model), metadata=metadata)


def _fields(model: type[BaseModel]) -> list[Field]:
    return [_field(name, info.annotation) for name, info in model.model_fields.items()]


def _field(name: str, annotation: Any) -> Field:
    inner, nullable = _without_none(annotation)
    return pa.field(name, _type(name, inner), nullable=nullable)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The annotation without `| None`, and whether it had it."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    rest = [part for part in get_args(annotation) if part is not NoneType]
    if len(rest) != 1:
        raise TypeError(f"no column type for {annotation!r}: a column holds one type, or null")
    return rest[0], len(rest) < len(get_args(annotation))


def _type(name: str, annotation: Any) -> pa.DataType:
    """The column type of an annotation that is not optional."""
    origin = get_origin(annotation)
    if origin is list:
        (item,) = get_args(annotation)
        return pa.list_(_field("element", item))
    if origin is Literal:
        (kind,) = {type(word) for word in get_args(annotation)}
        return _SCALARS[kind]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    if annotation is int and name in _INT32_FIELDS:
        return pa.int32()
    try:
        return _SCALARS[annotation]
    except KeyError:
        raise TypeError(f"no column type for field {name!r} of type {annotation!r}") from None
