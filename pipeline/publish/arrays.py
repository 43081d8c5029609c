"""Arrow arrays of Python scalars, built from buffers.

`pyarrow.array` does the same, but its first call imports pandas where that is installed: more than a second and 60 MB
in each worker, for nothing. This is as fast, and a value that no column can hold does not cost everybody the dataset.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Array: TypeAlias = "pa.Array[Any]"
"""Any Arrow array."""

_SHORT = 60
"""Bytes a string, on average, under which strings count as short."""
_MANY = 8_000_000
"""Bytes over which 8 bytes of memory a character would be too many."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def array_of(values: Sequence[Any], kind: pa.DataType) -> Array:
    """The array of these scalars (None: null). Dates are days since 1970.

    Half a surrogate pair becomes U+FFFD, and a number too large becomes the largest that fits. Raises TypeError
    when a value is not of the kind.
    """
    validity = None
    try:
        buffers = _buffers(values, kind)
    except TypeError:
        blank: Any = "" if pa.types.is_string(kind) else 0
        validity = _bits(np.array([value is not None for value in values], np.bool_))
        buffers = _buffers([blank if value is None else value for value in values], kind)
    return pa.Array.from_buffers(kind, len(values), [validity, *buffers])


def _buffers(values: Sequence[Any], kind: pa.DataType) -> list[pa.Buffer]:
    """The buffers of values without a null; TypeError where there is one."""
    if pa.types.is_string(kind):
        return _strings(values)
    if pa.types.is_boolean(kind) or pa.types.is_float64(kind):
        if any(value is None for value in values):  # numpy takes None for False, and for NaN
            raise TypeError("null")
        if pa.types.is_boolean(kind):
            return [_bits(np.array(values, np.bool_))]
        return [_buffer(array("d", values))]
    code = "i" if kind.bit_width == 32 else "q"
    try:
        return [_buffer(array(code, values))]
    except OverflowError:
        limit = 2 ** (kind.bit_width - 1)
        return [_buffer(array(code, [max(-limit, min(limit - 1, value)) for value in values]))]


def storable(text: str) -> str:
    """The text without halves of surrogate pairs, which UTF-8 cannot hold; as long as before."""
    return _SURROGATE.sub("\ufffd", text)


def offsets_of(lengths: Sequence[int]) -> NDArray[np.int32]:
    """Arrow's offsets of items with these lengths. OverflowError when they need more than 31 bits."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    offsets[1:] = array("q", lengths)  # much faster than handing numpy the list
    np.cumsum(offsets, out=offsets)
    if offsets[-1] > 2**31 - 1:
        raise OverflowError("more than 2 GB in one piece of a column")
    return offsets.astype(np.int32)


def list_array(lengths: Sequence[int], items: Array, kind: pa.DataType) -> Array:
    """The array of lists with these lengths, whose items follow one another."""
    offsets = _buffer(offsets_of(lengths))
    return pa.Array.from_buffers(kind, len(lengths), [None, offsets], children=[items])


def struct_array(count: int, fields: Sequence[Array], kind: pa.DataType) -> Array:
    """The array of structs without nulls, with these fields."""
    return pa.Array.from_buffers(kind, count, [None], children=list(fields))


def numbers(values: NDArray[Any]) -> Array:
    """The array of int32 or int64 numbers without nulls."""
    kind = pa.int32() if values.dtype == np.int32 else pa.int64()
    return pa.Array.from_buffers(kind, len(values), [None, _buffer(values)])


def string_lengths(strings: Array) -> NDArray[np.int32]:
    """Bytes of each string of a string array; 0 for null."""
    data: Any = strings.buffers()[1]
    offsets = np.frombuffer(data, np.int32) if len(strings) else np.zeros(1, np.int32)
    return np.diff(offsets[strings.offset : strings.offset + len(strings) + 1])


def _buffer(data: Any) -> pa.Buffer:
    """The buffer of bytes, an array or a numpy array, without a copy."""
    return pa.py_buffer(data)


def _bits(flags: NDArray[np.bool_]) -> pa.Buffer:
    return _buffer(np.packbits(flags, bitorder="little"))


def _strings(values: Sequence[Any]) -> list[pa.Buffer]:
    """Offsets and bytes of a string column, from str or from UTF-8."""
    if values and isinstance(values[0], bytes):
        return [_buffer(offsets_of(list(map(len, values)))), _buffer(b"".join(values))]
    joined = "".join(values)
    if joined.isascii():
        return [_buffer(offsets_of(list(map(len, values)))), _buffer(joined.encode("ascii"))]
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        values = [storable(value) for value in values]
        data = "".join(values).encode()
    if len(data) > _SHORT * len(values) or len(data) > _MANY:
        lengths = [len(value) if value.isascii() else len(value.encode()) for value in values]
        return [_buffer(offsets_of(lengths)), _buffer(data)]
    # Many short strings: where each character begins tells the offsets faster than encoding each string.
    begins = np.flatnonzero((np.frombuffer(data, np.uint8) & 0xC0) != 0x80)
    offsets = np.append(begins, len(data))[offsets_of(list(map(len, values)))]
    return [_buffer(offsets.astype(np.int32)), _buffer(data)]
