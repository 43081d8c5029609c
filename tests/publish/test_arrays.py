"""Columns built from buffers are what pyarrow itself would build, and hostile values cost nobody the dataset."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.arrays import array_of, list_array, string_lengths
from pipeline.publish.columns import EPOCH, build_table, empty, explode, extend, pack, table_node, unpack
from schemas import Finding
from tests.publish.factory import make_results

text = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.none() | text))
def test_strings(values: list[str | None]) -> None:
    assert array_of(values, pa.string()).equals(pa.array(values, pa.string()))


@given(st.lists(text, min_size=1), st.data())
def test_string_lengths_of_a_slice_are_bytes(values: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(values) - 1))
    lengths = string_lengths(array_of(values, pa.string()).slice(start))
    assert lengths.tolist() == [len(value.encode()) for value in values[start:]]


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1)))
def test_integers(values: list[int | None]) -> None:
    assert array_of(values, pa.int64()).equals(pa.array(values, pa.int64()))


@given(st.lists(st.none() | st.booleans()))
def test_booleans(values: list[bool | None]) -> None:
    assert array_of(values, pa.bool_()).equals(pa.array(values, pa.bool_()))


@given(st.lists(st.none() | st.floats(allow_nan=False)))
def test_floats(values: list[float | None]) -> None:
    assert array_of(values, pa.float64()).equals(pa.array(values, pa.float64()))


@given(st.lists(st.none() | st.dates()))
def test_dates_are_days_since_1970(values: list[date | None]) -> None:
    days = [None if value is None else value.toordinal() - EPOCH for value in values]
    assert array_of(days, pa.date32()).equals(pa.array(values, pa.date32()))


@given(st.lists(st.lists(text)))
def test_lists(values: list[list[str]]) -> None:
    kind = pa.list_(pa.field("element", pa.string(), nullable=False))
    items = array_of([item for value in values for item in value], pa.string())
    assert list_array([len(value) for value in values], items, kind).to_pylist() == values


def test_half_a_surrogate_pair_becomes_the_replacement_character_of_the_same_length() -> None:
    assert array_of(["a\ud800b", None, "ä"], pa.string()).to_pylist() == ["a\ufffdb", None, "ä"]


def test_a_number_too_large_becomes_the_largest() -> None:
    assert array_of([10**30, -(10**30), None], pa.int64()).to_pylist() == [2**63 - 1, -(2**63), None]


@pytest.mark.parametrize("kind", [pa.string(), pa.int64(), pa.date32()])
def test_a_value_of_another_kind_is_an_error(kind: pa.DataType) -> None:
    with pytest.raises(TypeError):
        array_of([object()], kind)


def test_rows_packed_one_by_one_and_joined_are_the_rows_at_once() -> None:
    findings = [finding for result in make_results(20) for finding in result.findings]
    node = table_node("findings")
    joined = empty(node)
    for finding in findings:
        extend(node, joined, unpack(pack(explode(node, [finding]))))
    assert joined == explode(node, findings)
    assert build_table("findings", joined).to_pylist() == [finding.model_dump() for finding in findings]


def test_subclasses_of_str_and_int_can_be_spilled() -> None:
    class Code(StrEnum):
        ONE = "SEC001"

    finding = make_results(2)[1].findings[0]
    odd = Finding.model_construct(**{**dict(finding), "code": Code.ONE, "line": True})
    rows, _ = unpack(pack(explode(table_node("findings"), [odd])))
    place = table_node("findings").scalars.index("code")
    assert type(rows[0][place]) is str
    assert rows[0][place] == "SEC001"


PUBLISHING = """
import sys
from pathlib import Path
from tests.publish.support import *
import pipeline.publish.check
run_publish(Path(sys.argv[1]))
sys.exit("pandas" in sys.modules)
"""


def test_publishing_never_imports_pandas(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PUBLISHING, str(tmp_path / "out")], check=False)
    assert done.returncode == 0
