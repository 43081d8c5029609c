"""The shipped model: what it is, that it is the one of the log, and that it runs as trees do."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import numpy as np
import pytest

from pipeline.document import Text
from pipeline.extract.generic import scorer
from pipeline.extract.generic.features import page_features
from pipeline.extract.generic.forest import LEAF, MAGIC, pack, unpack
from pipeline.segment.html import segment_html
from pipeline.segment.text import segment_lines

ROOT = Path(__file__).parent.parent.parent
MODEL = ROOT / "pipeline" / "extract" / "generic" / scorer.MODEL
LOG = ROOT / "train" / "results" / "log.json"
PAGE = "<html><body><nav><a href=/>Home</a></nav><main><h1>Pins</h1><p>A pin holds. It does.</p></main></body></html>"


def _header() -> dict[str, dict[str, object]]:
    return json.loads(zlib.decompress(MODEL.read_bytes()[len(MAGIC) :]).partition(b"\n")[0])  # type: ignore[no-any-return]


def test_the_model_file_is_the_one_that_the_training_log_tells_of() -> None:
    log = json.loads(LOG.read_text())
    data = MODEL.read_bytes()
    assert hashlib.sha256(data).hexdigest() == log["model"]["sha256"]
    assert len(data) == log["model"]["bytes"] < 150_000


@pytest.mark.parametrize("kind", ["html", "flat"])
def test_a_model_holds_names_of_our_features_and_numbers_but_no_other_words(kind: str) -> None:
    text = Text("p", PAGE, "text/html", "utf-8")
    document = segment_html(text) if kind == "html" else segment_lines(text)
    names = page_features(document, -1).names
    entry = _header()[kind]
    assert set(entry.pop("names")) <= set(names)  # type: ignore[call-overload]
    assert not [value for value in json.loads(json.dumps(entry)).values() if isinstance(value, str)]


def test_the_training_log_holds_figures_versions_and_names_of_parameters_only() -> None:
    log = json.loads(LOG.read_text())
    words: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            words.append(value)

    log.pop("versions")
    digest = log["model"].pop("sha256")
    assert len(digest) == 64
    walk(log)
    assert words == ["cross_entropy"]


def test_a_forest_adds_the_leaves_that_each_tree_leads_to() -> None:
    # One tree: the first feature above 0.5 leads right, there the second above 2.0 leads right again.
    asked = bytes([0, LEAF, 1, LEAF, LEAF])
    held = np.array([0, -100, 1, 50, 300], dtype="<i2").tobytes()
    thresholds = np.array([0.5, 2.0], dtype="<f4").tobytes()
    entry = {
        "names": ["one", "two"],
        "nodes": 10,
        "thresholds": 2,
        "sizes": [5, 5],
        "depth": 2,
        "scale": 0.5,
        "offset": 1.0,
        "least": 0.0,
        "confidence": [[0.0, 1.0], [0.0, 0.5]],
    }
    forest = unpack(pack({"html": (entry, asked * 2 + held * 2 + thresholds)}))["html"]
    table = np.array([[0.5, 0.6, 0.6], [9.0, 2.0, 2.5]], dtype=np.float32)
    assert forest.logits(table).tolist() == [1.0 - 100.0, 1.0 + 50.0, 1.0 + 300.0]
    assert forest.trusted(0.8) == pytest.approx(0.4)


def test_other_bytes_are_refused_with_the_way_to_mend_it() -> None:
    with pytest.raises(ValueError, match="make train"):
        unpack(b"PK\x03\x04")


def test_the_features_of_a_page_do_not_depend_on_pages_before_it() -> None:
    document = segment_html(Text("p", PAGE, "text/html", "utf-8"))
    first = page_features(document, 1).table.tobytes()
    page_features(segment_html(Text("q", PAGE * 3, "text/html", "utf-8")), 0)
    assert page_features(document, 1).table.tobytes() == first


@pytest.mark.parametrize("text", ["x", "𝒜 𝒷 İstanbul ﬁn\nﬀ 😀😀 1٣", "\u0301\n\u0301a", "a\n" * 300])
def test_features_are_finite_for_any_letters(text: str) -> None:
    assert np.isfinite(page_features(segment_lines(Text("p", text, "text/plain", "utf-8")), -1).table).all()
