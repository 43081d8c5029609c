"""Writing waivers: what a person wrote stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.decisions.edit import write_file, write_waiver
from pipeline.decisions.waivers import read_waivers
from pipeline.errors import OutputError
from schemas.waiver import Waiver

MINE = """# Mine: ask before you touch.

[[waiver]]
fingerprint = "aaaaaaaaaaaaaaaa" # the first
reason = 'as it is'   # odd quotes
owner  =  "Ann"
expires = 2026-12-31

# the end
"""


def waiver(letter: str, reason: str = "agreed") -> Waiver:
    return Waiver(fingerprint=letter * 16, reason=reason, owner="Ben", expires=date(2027, 1, 31))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "waivers.toml"


def reasons(file: Path) -> list[str]:
    return [placed.waiver.reason for placed in read_waivers(file, ()).placed]


def test_the_first_waiver_makes_the_file(file: Path) -> None:
    assert write_waiver(file, waiver("a"), "TXT002 on a.txt") is False
    assert reasons(file) == ["agreed"]
    assert "# TXT002 on a.txt\n" in file.read_text()


def test_a_further_waiver_changes_no_byte_of_what_is_there(file: Path) -> None:
    file.write_text(MINE)
    write_waiver(file, waiver("b"))
    assert file.read_text().startswith(MINE)
    assert reasons(file) == ["as it is", "agreed"]


def test_a_waiver_of_the_same_finding_is_renewed_with_its_comments_kept(file: Path) -> None:
    file.write_text(MINE)
    assert write_waiver(file, waiver("a", "still agreed")) is True
    text = file.read_text()
    assert reasons(file) == ["still agreed"]
    for comment in ("# Mine: ask before you touch.", "# the first", "# odd quotes", "# the end"):
        assert comment in text
    assert "expires = 2027-01-31" in text and 'owner  =  "Ben"' in text


def test_waivers_written_as_one_list_are_added_to(file: Path) -> None:
    file.write_text(
        'waiver = [{fingerprint = "aaaaaaaaaaaaaaaa", reason = "x", owner = "y", expires = 2027-01-01}]\n'
    )
    write_waiver(file, waiver("b"))
    assert reasons(file) == ["x", "agreed"]


@pytest.mark.parametrize("odd", ['quote " and \\', "two\nlines", "bell \x07 and \x1b[31m", "“curly” 🙂"])
def test_odd_words_come_back_as_they_were_and_never_break_the_file(file: Path, odd: str) -> None:
    write_waiver(file, waiver("a", odd), odd)
    write_waiver(file, waiver("b"), odd)
    assert reasons(file) == [odd, "agreed"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(OutputError, match="E522"):
        write_file(tmp_path / "taken" / "waivers.toml", "new", mend="choose another")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_with_line_ends_of_windows_keeps_them_and_its_comments(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    write_waiver(file, waiver("a", "still agreed"))
    write_waiver(file, waiver("b"))
    text = file.read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    assert text.replace(b"\r\n", b"\n").startswith(b"# Mine: ask before you touch.\n")
    assert reasons(file) == ["still agreed", "agreed"]
