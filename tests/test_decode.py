"""Bytes become text with evidence of the encoding, and nothing else changed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decode import decode, media_type_of
from pipeline.document import RawPage, Text


def read(data: bytes, name: str = "a.txt") -> Text:
    return decode(RawPage.in_memory(name, data))


@given(st.text())
def test_utf8_comes_back_as_it_was_without_its_mark(text: str) -> None:
    kept = text.removeprefix("\ufeff")
    data = kept.encode("utf-8", "ignore")
    found = read(data)
    if found.problem is None:
        assert found.text == data.decode("utf-8")
        assert read(codecs.BOM_UTF8 + data).text == data.decode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_by_their_mark(encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding)
    mark = mark or {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}[encoding]
    found = read(mark + "A plain page — with a dash.".encode(encoding))
    assert (found.text, found.encoding, found.problem) == ("A plain page — with a dash.", encoding, None)


def test_utf16_without_a_mark_is_told_by_its_zero_bytes() -> None:
    assert read("A plain page of plain text.".encode("utf-16-le")).text == "A plain page of plain text."


def test_windows_1252_is_detected_and_named() -> None:
    text = "Prix réduit : 20 € — “à saisir”. Les élèves français aiment la crème brûlée et le café noisette."
    found = read(text.encode("windows-1252"))
    assert found.text == text
    assert found.encoding is not None
    assert found.problem is None


def test_a_declared_encoding_of_html_is_believed() -> None:
    data = '<html><meta charset="iso-8859-2"><p>Zażółć gęślą jaźń</p></html>'.encode("iso-8859-2")
    assert "Zażółć gęślą jaźń" in read(data, "a.html").text


def test_two_encodings_in_one_file_are_both_read_and_said() -> None:
    data = "A café — “open”. ".encode() * 30 + "It costs 5 \x80 today.".encode("latin-1")
    found = read(data)
    assert "5 € today" in found.text
    assert found.problem is None
    assert found.damage is not None


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(0, 256, 3)) * 30]
)
def test_a_binary_file_is_said_to_be_one(data: bytes) -> None:
    found = read(data)
    assert found.problem is not None
    assert "binary" in found.problem


def test_a_stray_nul_in_text_is_kept_not_refused() -> None:
    found = read(b"A page with one \x00 byte." + b" More words follow here." * 20)
    assert found.problem is None
    assert "\x00" in found.text


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"", "text/html"),
        ("a.HTM", b"", "text/html"),
        ("a.html.gz", b"", "text/html"),
        ("a.md", b"<p>x</p>", "text/markdown"),
        ("a.txt", b"<!DOCTYPE html><html><body>", "text/html"),
        ("a.txt", b"  <div class=x><p>hello</p></div>", "text/html"),
        ("a.txt", b"<3 is a heart", "text/plain"),
        ("a.txt", b"Plain words", "text/plain"),
    ],
)
def test_the_media_type_comes_from_the_name_and_where_it_lies_from_the_content(
    name: str, data: bytes, media_type: str
) -> None:
    assert media_type_of(name, data) == media_type


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café crème à la carte, et une tarte aux pommes. " * 20, "windows-1252"),
        ("Zażółć gęślą jaźń, powiedział młody człowiek do swojej siostry. " * 20, "windows-1250"),
        ("Все счастливые семьи похожи друг на друга, каждая несчастлива. " * 20, "windows-1251"),
        ("吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 20, "shift_jis"),
    ],
)
def test_undeclared_encodings_of_other_scripts_are_guessed(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text
