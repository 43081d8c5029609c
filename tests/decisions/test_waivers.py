"""Reading waivers.toml: what it says, and what is wrong in it with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.decisions.waivers import Waivers, read_waivers
from pipeline.errors import SettingsError

CODES = ("LNK001", "TXT002", "WVR001")
GOOD = """# ours
[[waiver]]
fingerprint = "00f3a1b2c4d5e6f7"   # the one card
reason = "Agreed with the authors"
owner = "Ann"
expires = 2027-01-31

[[ waiver ]]
code = "LNK001"
page = "guides/*"
reason = "Replaced in autumn"
owner = "Ben"
expires = 2026-10-31
"""


def read(tmp_path: Path, text: str) -> Waivers:
    path = tmp_path / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    return read_waivers(path, CODES)


def refused(tmp_path: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    return caught.value


def test_waivers_come_in_the_order_of_the_file_with_their_lines(tmp_path: Path) -> None:
    one, two = read(tmp_path, GOOD).placed
    assert (one.line, one.waiver.fingerprint, one.waiver.expires) == (
        2,
        "00f3a1b2c4d5e6f7",
        date(2027, 1, 31),
    )
    assert (two.line, two.waiver.code, two.waiver.page, two.waiver.owner) == (8, "LNK001", "guides/*", "Ben")


def test_an_empty_file_and_one_of_comments_hold_no_waiver(tmp_path: Path) -> None:
    assert read(tmp_path, "").placed == read(tmp_path, "# none yet\n").placed == ()


def test_the_digest_is_that_of_the_content_wherever_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert read(tmp_path, GOOD).sha256 == read(tmp_path / "other", GOOD).sha256
    assert read(tmp_path, GOOD).sha256 != read(tmp_path, GOOD.replace("Ann", "Anna")).sha256


def test_a_header_in_a_text_of_several_lines_confuses_nobody(tmp_path: Path) -> None:
    text = GOOD.replace('"Agreed with the authors"', '"""as in\n[[waiver]]\nabove"""')
    assert [placed.line for placed in read(tmp_path, text).placed] == [2, 2], "not sure, so the first"


@pytest.mark.parametrize(
    ("change", "line", "what", "mend"),
    [
        (("[[waiver]]", "[[waivers]]"), 2, "'waivers' is not known here", "did you mean 'waiver'?"),
        (("[[waiver]]", "version = 1\n[[waiver]]"), 2, "'version' is not known here", "[[waiver]]"),
        (("reason = ", "raeson = "), 4, "'raeson' is no key of a waiver", "did you mean 'reason'?"),
        (('owner = "Ann"\n', ""), 2, "the waiver has no owner", "owner = "),
        (("expires = 2027-01-31\n", ""), 2, "the waiver has no expires", "expires = 2027-01-31"),
        (('"Agreed with the authors"', '" "'), 4, "reason is empty or no text", "reason = "),
        (('"Ann"', "7"), 5, "owner is empty or no text", "owner = "),
        (("2027-01-31", '"2027-01-31"'), 6, "expires is no date", "without quotes"),
        (("2027-01-31", "2027-01-31T10:00:00"), 6, "expires is no date", "without quotes"),
        (('"00f3a1b2c4d5e6f7"', '"00F3"'), 3, "fingerprint is not 16 digits", "copy it"),
        (('"LNK001"', '"LNK01"'), 9, "'LNK01' is the code of no rule", "did you mean 'LNK001'?"),
        (('"LNK001"', '"lnk001"'), 9, "'lnk001' is the code of no rule", "`dechrome rules`"),
        (('"LNK001"', '"WVR001"'), 9, "'WVR001' is about waivers", ""),
        (('page = "guides/*"\n', ""), 8, "the waiver has no page", "page = "),
        (('code = "LNK001"\n', ""), 8, "the waiver has no code", "code = "),
        (('page = "guides/*"', 'fingerprint = "00f3a1b2c4d5e6f7"'), 8, "names a fingerprint, or a code", ""),
    ],
)
def test_what_is_no_waiver_is_told_with_its_line_and_how_to_mend_it(
    tmp_path: Path, change: tuple[str, str], line: int, what: str, mend: str
) -> None:
    assert change[0] in GOOD
    error = refused(tmp_path, GOOD.replace(*change, 1))
    assert error.code == "E203"
    assert error.where == f"{tmp_path / 'waivers.toml'}:{line}"
    assert what in error.what
    assert mend in (error.mend or "")


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    error = refused(tmp_path, "[[waiver]]\nreason = \n")
    assert error.code == "E202" and (error.where or "").split(":")[1] == "2"


def test_a_file_that_is_not_there_is_an_error_of_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="E202"):
        read_waivers(tmp_path / "gone.toml", CODES)


@pytest.mark.parametrize("text", ["waiver = 1\n", "waiver = [1]\n", "[waiver]\nreason = 'x'\n"])
def test_what_is_no_list_of_tables_is_refused(tmp_path: Path, text: str) -> None:
    assert "no list of tables" in refused(tmp_path, text).what
