"""The input manifest and the list of known targets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.document import PageRef
from pipeline.errors import InputError, UsageError
from pipeline.read import find_pages, load_known_targets, load_manifest


def folder(tmp_path: Path, **files: str) -> Path:
    for name in ("a.txt", "kb/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    for name, text in files.items():
        (tmp_path / name.replace("_", ".")).write_text(text)
    return tmp_path


def page(root: Path, page_id: str) -> PageRef:
    return next(ref for ref in find_pages([root]).refs if ref.page_id == page_id)


CSV = "path,url,id,captured_at,crawler\na.txt,https://x.test/a,q1,2026-06-30,wget\n./kb/b.txt,,,,\n"


def test_a_csv_in_the_folder_is_found_and_its_facts_reach_the_page(tmp_path: Path) -> None:
    root = folder(tmp_path, manifest_csv=CSV)
    ref = page(root, "a.txt")
    assert (ref.url, ref.site_id, ref.captured_at) == ("https://x.test/a", "q1", "2026-06-30")
    assert json.loads(ref.extra or "") == {"crawler": "wget"}
    empty = page(root, "kb/b.txt")
    assert (empty.url, empty.site_id, empty.captured_at, empty.extra) == (None, None, None, None)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_write_other_delimiters_and_a_byte_order_mark(
    tmp_path: Path, delimiter: str
) -> None:
    root = folder(tmp_path, manifest_csv="\ufeff" + CSV.replace(",", delimiter))
    assert page(root, "a.txt").site_id == "q1"


def test_jsonl_keeps_values_of_any_kind_in_other_columns(tmp_path: Path) -> None:
    row = {"path": "a.txt", "id": 17, "depth": 3, "tags": ["x"], "none": None}
    ref = page(folder(tmp_path, manifest_jsonl=json.dumps(row) + "\n\n"), "a.txt")
    assert ref.site_id == "17"
    assert json.loads(ref.extra or "") == {"depth": 3, "tags": ["x"]}


def test_paths_without_a_page_are_reported(tmp_path: Path) -> None:
    root = folder(tmp_path, manifest_csv="path\na.txt\ngone\x1b.txt\n")
    assert find_pages([root]).notes == (
        "1 path of the input manifest is not among the pages found: gone\\x1b.txt",
    )


def test_a_page_left_out_by_a_filter_is_not_missing(tmp_path: Path) -> None:
    root = folder(tmp_path, manifest_csv="path\na.txt\nkb/b.txt\n")
    assert not any("input manifest" in note for note in find_pages([root], limit=1).notes)


def test_each_of_several_roots_has_its_own_manifest(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, manifest_csv=f"path,id\na.txt,{name}\n")
    refs = find_pages([tmp_path / "one", tmp_path / "two"]).refs
    assert {ref.page_id: ref.site_id for ref in refs if ref.site_id} == {
        "one/a.txt": "one",
        "two/a.txt": "two",
    }


def test_a_given_manifest_is_the_only_one(tmp_path: Path) -> None:
    root = folder(tmp_path, manifest_csv="path,id\na.txt,own\n")
    other = tmp_path / "other.jsonl"
    other.write_text('{"path": "a.txt", "id": "given"}\n')
    (ref, _) = find_pages([root], manifest=other).refs
    assert ref.site_id == "given"


def test_two_manifests_in_one_folder_are_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="say which with --manifest"):
        find_pages([folder(tmp_path, manifest_csv="path\n", manifest_jsonl="")])


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("m.csv", "path,note,note\na,b,c\n", "m.csv:1: two columns are called 'note'"),
        ("m.csv", "paht,url\na,b\n", "m.csv:1: the first line names no column 'path'.*did you mean 'paht'"),
        ("m.csv", "", "no column 'path'"),
        ("m.csv", "path,url\na.txt,x,y\n", "m.csv:2: more cells"),
        ("m.csv", 'path\n"a\n', "is not good CSV"),
        ("m.csv", "path,url\n,x\n", "m.csv:2: has no path"),
        (
            "m.csv",
            "path,id\na,1\nb,2\na,3\n",
            "m.csv:4: the path 'a' has two different rows, here and in line 2",
        ),
        ("m.jsonl", '{"path": "a"}\nnonsense\n', "m.jsonl:2: is not JSON"),
        ("m.jsonl", "[1]\n", "m.jsonl:1: is not a JSON object"),
        ("m.jsonl", '{"file": "a"}\n', "m.jsonl:1: has no path"),
        ("m.jsonl", '{"path": "a", "url": ["b"]}\n', "m.jsonl:1: 'url' is not text"),
        ("m.jsonl", '{"path": "a", "x": "\\ud800"}\n', "m.jsonl:1: is not JSON"),
        ("m.jsonl", "[" * 100_000, "m.jsonl:1: is not JSON"),
        ("m.xlsx", "", "ends in .csv or .jsonl"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_where_and_why(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError, match=says):
        load_manifest(path)


def test_a_manifest_in_another_encoding_says_so_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(b"path\ncaf\xe9.txt\n")
    with pytest.raises(InputError, match=r"m\.csv:2: is not UTF-8 text"):
        load_manifest(path)


def test_equal_rows_of_one_path_are_one_row(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("path,id\na,1\na,1\n")
    assert len(load_manifest(path).rows) == 1


def test_known_targets_are_lines_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "targets.txt"
    path.write_text("# the site map\n/knowledge/q1\n\n  q2  \n#anchor\n")
    assert load_known_targets(path) == {"/knowledge/q1", "q2", "#anchor"}


def test_a_list_of_no_targets_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "targets.txt"
    path.write_text("# nothing\n")
    with pytest.raises(InputError, match="holds no known targets"):
        load_known_targets(path)
