"""Finding pages below one or more roots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import InputError, UsageError
from pipeline.read import find_pages


def write(root: Path, *names: str, text: str = "x") -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def ids(*roots: Path, **options: object) -> list[str]:
    return [ref.page_id for ref in find_pages(roots, **options).refs]  # type: ignore[arg-type]


def test_pages_are_found_in_all_folders_sorted_by_page_id(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a-b/c.html", "a/b/c.htm.gz", "notes.pdf")
    assert ids(tmp_path) == ["a-b/c.html", "a/b/c.htm.gz", "a/z.md", "b.txt"]


def test_other_files_are_told_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.pdf", "c.pdf", "d.jpg")
    assert find_pages([tmp_path]).notes == ("3 files with other endings were left alone (2 .pdf, 1 .jpg)",)


def test_a_single_file_is_a_root(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt")
    (ref,) = find_pages([tmp_path / "sub" / "a.txt"]).refs
    assert (ref.page_id, ref.source, ref.size) == ("a.txt", "a.txt", 1)
    assert Path(os.fsdecode(ref.path)).read_text() == "x"


def test_a_file_of_another_kind_is_an_error_that_says_how_to_mend_it(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    with pytest.raises(InputError, match=r"rename it, for example to a\.txt"):
        find_pages([tmp_path / "a.pdf"])


def test_with_several_roots_the_name_of_each_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt", "three.txt")
    assert ids(tmp_path / "two", tmp_path / "one", tmp_path / "three.txt") == [
        "one/a.txt",
        "three.txt",
        "two/a.txt",
    ]


def test_two_roots_of_one_name_are_a_usage_error(tmp_path: Path) -> None:
    write(tmp_path, "x/raw/a.txt", "y/raw/a.txt")
    with pytest.raises(UsageError, match="two inputs are called 'raw'"):
        find_pages([tmp_path / "x" / "raw", tmp_path / "y" / "raw"])


@pytest.mark.parametrize("inner", ["raw/a.txt", "raw/blog"])
def test_a_root_within_another_is_a_usage_error(inner: str, tmp_path: Path) -> None:
    write(tmp_path, "raw/a.txt", "raw/blog/b.txt", "rawer/c.txt")
    with pytest.raises(UsageError, match="lies in the input"):
        find_pages([tmp_path / inner, tmp_path / "raw"])
    assert ids(tmp_path / "raw", tmp_path / "rawer") == ["raw/a.txt", "raw/blog/b.txt", "rawer/c.txt"]


def test_a_missing_root_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    write(tmp_path, "pages/a.txt")
    with pytest.raises(InputError, match="did you mean 'pages'"):
        find_pages([tmp_path / "page"])


def test_a_folder_without_pages_says_what_was_looked_for(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    with pytest.raises(InputError, match=r"no pages found.*\.txt \.md \.html \.htm, each also \.gz.*1 \.pdf"):
        find_pages([tmp_path])


def test_globs_that_leave_nothing_are_an_error_that_says_what_globs_match(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(InputError, match="none of the 1 pages passes"):
        find_pages([tmp_path], include=["nothing/*"])


def test_include_exclude_limit_and_sample(tmp_path: Path) -> None:
    write(tmp_path, *(f"kb/{number:02}.txt" for number in range(40)), "other/a.txt")
    assert ids(tmp_path, include=["kb/*"], exclude=["*/00.txt"], limit=2) == ["kb/01.txt", "kb/02.txt"]
    drawn = ids(tmp_path, sample=10, seed=7)
    assert len(drawn) == 10
    assert drawn == sorted(drawn)
    assert drawn == ids(tmp_path, sample=10, seed=7)
    assert drawn != ids(tmp_path, sample=10, seed=8)
    assert len(ids(tmp_path, sample=10, seed=7, limit=3)) == 3


def test_a_draw_keeps_its_pages_when_others_are_removed(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number:02}.txt" for number in range(40)))
    drawn = ids(tmp_path, sample=10, seed=1)
    for number in range(40):
        if f"{number:02}.txt" not in drawn:
            (tmp_path / f"{number:02}.txt").unlink()
            break
    assert ids(tmp_path, sample=10, seed=1) == drawn


def test_the_order_of_the_file_system_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a/1.txt", "b/2.txt", "b/c/3.txt", "d.txt")
    (tmp_path / "link").symlink_to(tmp_path / "b")
    forwards = ids(tmp_path)
    scandir = os.scandir

    class Backwards:
        def __init__(self, path: bytes) -> None:
            with scandir(path) as listing:
                self.entries = sorted(listing, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[bytes]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert ids(tmp_path) == forwards


def test_links_in_a_loop_end_and_every_real_folder_is_entered_once(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "0-first").symlink_to(tmp_path / "a")
    assert ids(tmp_path) == ["a/1.txt"], "the real folder names its pages, not the link before it"


def test_a_folder_reached_by_links_alone_is_entered(tmp_path: Path) -> None:
    write(tmp_path, "raw/a.txt", "elsewhere/b.txt")
    (tmp_path / "raw" / "one").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "raw" / "two").symlink_to(tmp_path / "elsewhere")
    assert ids(tmp_path / "raw") == ["a.txt", "one/b.txt"]


def test_names_with_newlines_and_undecodable_bytes_are_pages(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    for name in (b"two\nlines.txt", b"caf\xe9.txt", "ü.txt".encode()):
        with open(root + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(b"x")
    refs = find_pages([tmp_path]).refs
    assert [ref.page_id for ref in refs] == ["caf%E9.txt", "two\nlines.txt", "ü.txt"]
    assert [ref.source for ref in refs] == ["caf\\xe9.txt", "two\\nlines.txt", "ü.txt"]
    for ref in refs:
        with open(ref.path, "rb") as file:  # noqa: PTH123
            assert file.read() == b"x"


def test_a_folder_that_cannot_be_listed_is_a_note_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "open/a.txt", "shut/b.txt")
    scandir = os.scandir

    def refuse(path: bytes) -> object:
        if path.endswith(b"shut"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    # Simulated: permissions do not bind a superuser, who may run these tests.
    monkeypatch.setattr(os, "scandir", refuse)
    found = find_pages([tmp_path])
    assert [ref.page_id for ref in found.refs] == ["open/a.txt"]
    assert found.notes == (
        "the folder shut/ could not be listed (Permission denied): its pages are left out",
    )


def test_the_output_of_a_run_is_no_input(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "normalized/README.md", "reports/report.md")
    assert ids(tmp_path, leave_out=[tmp_path / "normalized", tmp_path / "reports"]) == ["a.txt"]


def test_a_folder_that_the_run_writes_to_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageError, match="a folder that the run writes to"):
        ids(tmp_path, leave_out=[tmp_path])


def test_a_page_id_does_not_depend_on_the_place_of_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "raw/kb/a.txt")
    monkeypatch.chdir(tmp_path / "raw" / "kb")
    for root in (tmp_path / "raw", Path(".."), tmp_path / "raw" / "kb" / ".."):
        (ref,) = find_pages([root]).refs
        assert (ref.page_id, ref.source) == ("kb/a.txt", "kb/a.txt")
