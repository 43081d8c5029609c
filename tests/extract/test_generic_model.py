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
from pipeline.extract.generic.forest import LEAF, read_forest
from pipeline.extract.generic.model import MAGIC, TYPES, Model, unpack
from pipeline.extract.generic.network import Layer, Network
from pipeline.extract.generic.page_signs import page_signs
from pipeline.segment.html import segment_html
from pipeline.segment.text import segment_lines
from schemas.vocabulary import PAGE_TYPES

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
    for part in ("forest", "network"):
        assert set(entry[part].pop("names")) <= set(names)  # type: ignore[attr-defined]
    assert not _strings(entry)


@pytest.mark.parametrize("kind", ["html", "flat"])
def test_the_forest_of_page_types_asks_for_signs_of_ours_and_tells_types_of_ours(kind: str) -> None:
    text = Text("p", PAGE, "text/html", "utf-8")
    document = segment_html(text) if kind == "html" else segment_lines(text)
    features = page_features(document, -1)
    signs = page_signs(document, features, np.ones(len(document.blocks), dtype=np.bool_), frozenset())
    entry = _header()[TYPES + kind]
    assert set(entry["forest"].pop("names")) <= set(signs)  # type: ignore[attr-defined]
    assert set(entry.pop("types")) <= set(PAGE_TYPES)  # type: ignore[call-overload]
    assert not _strings(entry)
    chances = scorer.page_type_chances(signs, is_html=kind == "html")
    assert sum(chances.values()) == pytest.approx(1.0) and min(chances.values()) > 0.0


def test_a_model_without_page_types_says_that_it_is_being_trained() -> None:
    scorer.use(Model(scorer.shipped().labellers, {}))
    try:
        with pytest.raises(RuntimeError, match="being trained"):
            scorer.page_type_chances({}, is_html=True)
    finally:
        scorer.use(None)


def test_the_training_log_holds_figures_versions_and_names_of_parameters_only() -> None:
    log = json.loads(LOG.read_text())
    log.pop("versions")
    digest = log["model"].pop("sha256")
    assert len(digest) == 64
    assert _strings(log) == ["cross_entropy", "multiclass"]


def _strings(value: object) -> list[str]:
    """All strings in JSON, names of fields aside."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [found for one in inner for found in _strings(one)]
    return [value] if isinstance(value, str) else []


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
    }
    body = asked * 2 + held * 2 + thresholds
    forest, end = read_forest(entry, b"before" + body, 6)
    assert end == 6 + len(body)
    table = np.array([[0.5, 0.6, 0.6], [9.0, 2.0, 2.5]], dtype=np.float32)
    assert forest.logits(table).tolist() == [1.0 - 100.0, 1.0 + 50.0, 1.0 + 300.0]


def _layer(weights: list[list[int]]) -> Layer:
    table = np.array(weights, dtype=np.float32)
    return Layer(table, np.ones(table.shape[1], np.float32), np.zeros(table.shape[1], np.float32))


def test_a_network_hears_of_neighbours_at_its_distances_and_of_the_whole_page() -> None:
    # One value a block; the convolution adds the block two before; the page adds its greatest value.
    network = Network(
        names=("words",),
        rooted=np.array([False]),
        mean=np.zeros(1, np.float32),
        spread=np.full(1, 31.0, np.float32),
        first=_layer([[1]]),
        convolutions=(_layer([[1], [0], [0]]),),
        distances=(2,),
        page_before=0,
        pool=_layer([[0], [1]]),
        spill=_layer([[1]]),
        last=_layer([[1]]),
    )
    assert network.logits(np.array([[3, 1, 0, 5]], dtype=np.float32)).tolist() == [8, 6, 5 + 8, 10 + 6]


@pytest.mark.parametrize("kind", ["html", "flat"])
def test_the_sums_of_the_shipped_network_are_exact_in_any_order(kind: str) -> None:
    network = scorer.shipped().labellers[kind].network
    for layer in (network.first, *network.convolutions, network.pool, network.spill, network.last):
        assert (layer.weights == np.rint(layer.weights)).all() and np.abs(layer.weights).max() <= 127
        greatest = 31 * 4 if layer is network.first else 511
        assert np.abs(layer.weights).sum(axis=0).max() * greatest < 2**24


@pytest.mark.parametrize("kind", ["html", "flat"])
def test_confidence_rises_with_what_is_expected_and_is_a_share(kind: str) -> None:
    trusted = [scorer.shipped().labellers[kind].trusted(step / 20) for step in range(21)]
    assert trusted == sorted(trusted) and trusted[0] >= 0.0 and trusted[-1] <= 1.0


def test_a_page_of_few_blocks_is_scored_too() -> None:
    document = segment_html(Text("p", "<p>One pin holds.</p>", "text/html", "utf-8"))
    chances = scorer.score_blocks(page_features(document, -1), is_html=True)
    assert chances.shape == (1,) and 0.0 < chances[0] < 1.0


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
