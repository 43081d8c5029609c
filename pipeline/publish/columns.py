"""From row objects to Arrow columns, and halfway in between: the plain form that is spilled.

A *column* is the plain form of many values of one type, made of lists, tuples and scalars alone:

    scalar           [value, …]
    list             (lengths, column of the items)
    struct           (rows, [column of each list field]); a row is the tuple of its other fields

The plain form can be marshalled, extended by another, and built into an Arrow array, each quickly:
the Python work is per row and per list, never per value.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any, TypeAlias

import pyarrow as pa

from pipeline.publish.arrays import Array, array_of, list_array, storable, struct_array
from schemas.arrow import arrow_schema

Column: TypeAlias = Any
"""Plain form of a column; see the module's head."""

_PROSE = frozenset({"text", "markdown", "items", "cells"})
"""Fields of long or many texts; never null."""

EPOCH = 719_163
"""`date(1970, 1, 1).toordinal()`: Arrow counts days from there."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar column."""

    type: pa.DataType
    prose: bool = False
    """Strings are held as UTF-8: encoded once when spilled, joined when written."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A column of lists."""

    type: pa.DataType
    item: Leaf | ListOf | Struct


@dataclass(frozen=True, slots=True)
class Struct:
    """A column of objects whose `__dict__` holds the fields: the contract's models."""

    type: pa.DataType
    scalars: tuple[str, ...]
    lists: tuple[str, ...]
    dates: tuple[int, ...]
    """Places of date fields among the scalars."""
    prose: tuple[int, ...]
    """Places of long text among the scalars, held as UTF-8 like that of `Leaf.prose`."""
    nodes: tuple[Leaf | ListOf | Struct, ...]
    """One for each field, in the order of the type."""
    row_of: Callable[[dict[str, Any]], tuple[Any, ...]]
    lists_of: Callable[[dict[str, Any]], tuple[Any, ...]]


Node: TypeAlias = Leaf | ListOf | Struct


@lru_cache
def table_node(table: str) -> Struct:
    """The shape of a table's rows."""
    node = _node(pa.struct(list(arrow_schema(table))))
    assert isinstance(node, Struct)
    return node


def _node(kind: pa.DataType, name: str = "") -> Node:
    if pa.types.is_list(kind):
        return ListOf(kind, _node(kind.value_type, name))
    if not pa.types.is_struct(kind):
        return Leaf(kind, name in _PROSE)
    fields = [kind.field(i) for i in range(kind.num_fields)]
    scalars = tuple(field.name for field in fields if not pa.types.is_list(field.type))
    lists = tuple(field.name for field in fields if pa.types.is_list(field.type))
    dates = tuple(scalars.index(field.name) for field in fields if pa.types.is_date(field.type))
    prose = tuple(scalars.index(name) for name in scalars if name in _PROSE)
    nodes = tuple(_node(field.type, field.name) for field in fields)
    return Struct(kind, scalars, lists, dates, prose, nodes, _picker(scalars), _picker(lists))


def _picker(names: tuple[str, ...]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """A fast function from an object's `__dict__` to the tuple of these fields."""
    if not names:
        return lambda _: ()
    if len(names) == 1:
        (name,) = names
        return lambda fields: (fields[name],)
    return itemgetter(*names)


def explode(node: Node, values: Sequence[Any]) -> Column:
    """The plain form of a sequence of values."""
    if isinstance(node, Leaf):
        return [_utf8(value) for value in values] if node.prose else list(values)
    if isinstance(node, ListOf):
        if not any(values):
            return [0] * len(values), empty(node.item)
        return [len(value) for value in values], explode(node.item, list(chain.from_iterable(values)))
    dicts = [value.__dict__ for value in values]
    rows = [node.row_of(fields) for fields in dicts]
    if node.dates or node.prose:
        rows = [_stored(row, node) for row in rows]
    if not node.lists:
        return rows, []
    parts = list(zip(*map(node.lists_of, dicts), strict=True)) or [()] * len(node.lists)
    nodes = (child for child in node.nodes if isinstance(child, ListOf))
    return rows, [explode(child, part) for child, part in zip(nodes, parts, strict=True)]


def _stored(row: tuple[Any, ...], node: Struct) -> tuple[Any, ...]:
    """The row with its dates as days since 1970 and its prose as UTF-8."""
    cells = list(row)
    for place in node.dates:
        if cells[place] is not None:
            cells[place] = cells[place].toordinal() - EPOCH
    for place in node.prose:
        cells[place] = _utf8(cells[place])
    return tuple(cells)


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return storable(text).encode()


def empty(node: Node) -> Column:
    """The plain form of no values."""
    if isinstance(node, Leaf):
        return []
    if isinstance(node, ListOf):
        return [], empty(node.item)
    return [], [empty(child) for child in node.nodes if isinstance(child, ListOf)]


def extend(node: Node, into: Column, more: Column) -> None:
    """Add the values of `more` to `into`, which this changes."""
    if isinstance(node, Leaf):
        into.extend(more)
        return
    into[0].extend(more[0])
    if isinstance(node, ListOf):
        if more[0]:
            extend(node.item, into[1], more[1])
        return
    nodes = (child for child in node.nodes if isinstance(child, ListOf))
    for child, old, new in zip(nodes, into[1], more[1], strict=True):
        extend(child, old, new)


def taken(node: Node, column: Column, places: Sequence[int]) -> Column:
    """The values at these places, in their order, as a column."""
    if isinstance(node, Leaf):
        return [column[place] for place in places]
    if isinstance(node, ListOf):
        lengths, items = column
        if not any(lengths):
            return [0] * len(places), items
        starts = [end - length for end, length in zip(accumulate(lengths), lengths, strict=True)]
        inner = [at for place in places for at in range(starts[place], starts[place] + lengths[place])]
        return [lengths[place] for place in places], taken(node.item, items, inner)
    rows, lists = column
    nodes = (child for child in node.nodes if isinstance(child, ListOf))
    return [rows[place] for place in places], [
        taken(child, one, places) for child, one in zip(nodes, lists, strict=True)
    ]


def build(node: Node, column: Column) -> Array:
    """The Arrow array of a plain column."""
    if isinstance(node, Leaf):
        return array_of(column, node.type)
    if isinstance(node, ListOf):
        lengths, items = column
        return list_array(lengths, build(node.item, items), node.type)
    return struct_array(len(column[0]), struct_arrays(node, column), node.type)


def build_table(table: str, column: Column) -> pa.Table:
    """The Arrow table of the plain form of a table's rows."""
    return pa.Table.from_arrays(struct_arrays(table_node(table), column), schema=arrow_schema(table))


def struct_arrays(node: Struct, column: Column) -> list[Array]:
    """The arrays of a struct's fields, in the order of its type."""
    rows, lists = column
    scalars = iter(zip(*rows, strict=True) if rows else [()] * len(node.scalars))
    nested = iter(lists)
    return [build(child, next(nested if isinstance(child, ListOf) else scalars)) for child in node.nodes]


def pack(column: Column) -> bytes:
    """A plain column as bytes, for a file that this Python reads again in the same run."""
    try:
        return marshal.dumps(column)
    except ValueError:  # a subclass of str or int, as lxml and enums give
        return marshal.dumps(_plain(column))


def unpack(data: bytes) -> Column:
    """The column that `pack` made these bytes of."""
    return marshal.loads(data)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    for kind in (str, bool, int, float):
        if isinstance(value, kind):
            return kind.__str__(value) if kind is str else kind(value)
    return value
