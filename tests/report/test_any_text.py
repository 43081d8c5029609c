"""Whatever stands in the fields of a finding, every form stays whole and nothing unseen gets through."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.report.draw import formats, write_format
from tests.report.dataset import RULES, Dataset
from tests.report.test_files import SCHEMA, problems_of

MARKS = st.sampled_from(
    [
        *"<>&\"'`|*_[](){}\\@#:,;%=+-!~$?.\n\t\r",
        "]]>",
        "</script>",
        "-->",
        "::error::",
        "${x}",
        "{{x}}",
        "%0A",
    ]
)
UNSEEN = st.sampled_from(
    ["\x00", "\x1b", "\x85", "\x9b", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff", "\uffff"]
)
TEXT = st.lists(
    st.one_of(st.characters(exclude_categories=["Cs"]), MARKS, UNSEEN), min_size=1, max_size=20
).map("".join)
STATES = ("new", "known", "waived")
HIDDEN = set("\x00\x1b\x85\x9b\u200b\u202e\u2066\u2028\ufeff")


@settings(max_examples=20)
@given(st.lists(TEXT, min_size=9, max_size=9))
def test_every_form_stays_whole_whatever_the_pages_say(texts: Sequence[str]) -> None:
    subject, message, expected, found, fix, reason, title, site, body = texts
    made = Dataset(notes=[body])
    made.page("a.txt", [("article.paragraph", body)], title=title, site=site, template=site, category=title)
    for state, code in zip(STATES, ("SEC001", "LNK001", "MET001"), strict=True):
        made.finding(
            code,
            "a.txt",
            body,
            subject=subject,
            message=message,
            expected=expected,
            found=found,
            fix=fix,
            state=state,
            waiver_reason=reason if state == "waived" else None,
        )
    with tempfile.TemporaryDirectory() as name:
        folder = made.write(Path(name))
        forms = {word: _written(folder, word) for word in formats()}
    for word, text in forms.items():
        # A zero-width space stops mentions and links of Markdown.
        hidden = {c for c in text if c in HIDDEN} - ({"\u200b"} if word == "markdown" else set())
        assert not hidden, f"{word} holds {[hex(ord(c)) for c in hidden]}"
    assert not problems_of(json.loads(forms["sarif"])), SCHEMA.name
    assert len(ElementTree.fromstring(forms["junit"]).findall("*/testcase/skipped")) == 2
    rows = list(csv.DictReader(io.StringIO(forms["csv"], newline="")))
    assert [row["code"] for row in rows] == ["LNK001", "MET001", "SEC001"]
    assert all(value[:1] not in tuple("=+-@|%") for row in rows for value in row.values() if value)
    assert [json.loads(line)["message"] for line in forms["jsonl"].splitlines()] == [message] * 3
    assert len(forms["concise"].split("\n")) == 5, "three findings, the summary, the end"
    assert all(
        re.match(r"::(error|warning|notice) ", line) for line in forms["github"].rstrip("\n").split("\n")
    )


def _written(folder: Path, word: str) -> str:
    out = io.BytesIO()
    write_format(folder, word, out, rules=RULES)
    return out.getvalue().decode("utf-8").removeprefix("\ufeff")
