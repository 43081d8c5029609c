"""Bytes to text, with evidence of the encoding.

Order of trust: byte order mark, UTF-8 that decodes strictly, UTF-8 with a few Windows-1252 bytes (which
beautifulsoup4's `detwingle` mends), what the page declares (its `EncodingDetector`), and only then a guess
by charset-normalizer. What is installed beside dechrome never changes the result.
The text is the bytes decoded, without BOM; nothing else is changed.
"""

from __future__ import annotations

import codecs
import re

from pipeline.document import RawPage, Text

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKS_HTML = re.compile(rb"^\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_FRAGMENT = re.compile(rb"^\s*<(?:div|p|article|main|section|header|h[1-6]|table|ul|ol)\b[^>]*>", re.I)
_CONTROL = bytes(b for b in range(32) if b not in (9, 10, 11, 12, 13, 27))
DETECTION_SAMPLE = 200_000
"""Bytes shown to the detector; a page declares itself long before."""
_LATIN = frozenset(
    "cp1250 cp1252 cp1254 cp1257 cp1258 cp437 cp775 cp850 cp852 cp858 cp037 cp273 cp500 cp1026 cp1140 hp_roman8 "
    "kz1048 latin_1 iso8859_2 iso8859_3 iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_15 iso8859_16 "
    "mac_roman mac_latin2 mac_iceland mac_turkish".split()
)
_CENTRAL = frozenset("pl cs sk hu hr sl bs ro tr lt lv et sq az".split())
"""Languages whose letters Windows-1252 lacks."""
MIN_WIDE = 10
"""Characters below which zero bytes say nothing of a wide encoding."""
BINARY_SHARE = 0.01
"""With more control bytes than this share the file is no text."""


def decode(raw: RawPage) -> Text:
    """Decode one raw page. Never raises: what could not be decoded whole is said in `problem`."""
    data = raw.data
    page_id = raw.ref.page_id
    media_type = media_type_of(page_id, data)
    if raw.problem is not None:
        return Text(page_id, "", media_type, None, problem=raw.problem)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(page_id, data[len(bom) :], encoding, media_type)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(page_id, data, media_type)
    if "\0" in text and _is_binary(data):
        wide = _wide_encoding(data)
        if wide:
            return _decode_as(page_id, data, wide, media_type)
        return Text(
            page_id, text, media_type, "utf-8", problem="a binary file: NUL bytes and control characters"
        )
    return Text(page_id, text, media_type, "utf-8")


def media_type_of(page_id: str, data: bytes) -> str:
    """`text/html`, `text/markdown` or `text/plain`, by ending, and by content where `.txt` hides HTML."""
    name = page_id.lower()
    name = name.removesuffix(".gz")
    if name.endswith((".html", ".htm")):
        return "text/html"
    if name.endswith(".md"):
        return "text/markdown"
    head = data[:4096]
    if _LOOKS_HTML.match(head) or (b"</" in data and _HTML_FRAGMENT.match(head)):
        return "text/html"
    return "text/plain"


def _decode_as(page_id: str, data: bytes, encoding: str, media_type: str) -> Text:
    try:
        return Text(page_id, data.decode(encoding), media_type, encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        problem = f"not valid {encoding} at byte {error.start}"
        return Text(page_id, text, media_type, encoding, problem=problem)


def _is_binary(data: bytes) -> bool:
    sample = data[:DETECTION_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > BINARY_SHARE * len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a BOM shows as every other byte NUL."""
    sample = data[: DETECTION_SAMPLE // 2 * 2]
    half = len(sample) // 2
    if half < MIN_WIDE or len(data) % 2:
        return None
    for encoding, nuls in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if nuls.count(0) > 0.7 * half:
            return encoding
    return None


def _detect(page_id: str, data: bytes, media_type: str) -> Text:
    if _is_binary(data):
        wide = _wide_encoding(data)
        if wide:
            return _decode_as(page_id, data, wide, media_type)
        text = data.decode("latin-1")
        return Text(page_id, text, media_type, None, problem="a binary file, not text")
    mixed = _mixed_utf8(page_id, data, media_type)
    if mixed is not None:
        return mixed
    encoding = _declared(data) or _guessed(data[:DETECTION_SAMPLE])
    try:
        return Text(page_id, data.decode(encoding), media_type, encoding)
    except (UnicodeDecodeError, LookupError):
        text = data.decode("windows-1252", errors="replace")
        return Text(page_id, text, media_type, "windows-1252", damage=f"{encoding} and other bytes are mixed")


def _declared(data: bytes) -> str | None:
    """What the page says of itself (`<meta charset>`, an XML declaration), where Python knows it."""
    from bs4.dammit import EncodingDetector

    declared = EncodingDetector.find_declared_encoding(data[:DETECTION_SAMPLE], is_html=True)
    try:
        name = codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
    return None if name in (None, "utf-8", "ascii") else name


def _guessed(sample: bytes) -> str:
    """charset-normalizer's guess. It confuses the Latin code pages, so among those the language decides."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return "windows-1252"
    if best.encoding not in _LATIN:
        return str(best.encoding)
    import py3langid

    language = str(py3langid.classify(sample.decode(best.encoding, "replace")[:2000])[0])
    central = (
        language in _CENTRAL
        and str(py3langid.classify(sample.decode("cp1252", "replace")[:2000])[0]) in _CENTRAL
    )
    return str(best.encoding) if central else "windows-1252"


def _mixed_utf8(page_id: str, data: bytes, media_type: str) -> Text | None:
    """UTF-8 with a few stray Windows-1252 bytes; None where the bytes are mostly something else."""
    from bs4.dammit import UnicodeDammit

    loose = data.decode("utf-8", errors="replace")
    bad = loose.count("\ufffd")
    good = sum(1 for byte in data[:DETECTION_SAMPLE] if byte >= 0xC2)
    if bad * 3 > good:
        return None
    mended = UnicodeDammit.detwingle(data)
    text = mended.decode("utf-8", errors="replace")
    return Text(page_id, text, media_type, "utf-8", damage=f"{bad} bytes are not UTF-8; read as windows-1252")
