"""Arrow arrays from Python values, without `pyarrow.array`: its first call imports pandas, a second and 60 MB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def strings(values: Sequence[str]) -> Any:
    """The values as a string array."""
    import numpy as np
    import pyarrow as pa

    encoded = [value.encode() for value in values]
    offsets = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum([len(value) for value in encoded], out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.large_string(), len(values), buffers).cast(pa.string())


def integers(values: Sequence[int]) -> Any:
    """The values as an int64 array."""
    import numpy as np
    import pyarrow as pa

    numbers = np.asarray(values, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(values), [None, pa.py_buffer(numbers.tobytes())])
