"""The judgements of findings on unknown sites: the draw, the file of verdicts, and the numbers made of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bench import rule_judged
from bench.rule_judged import (
    LEAST,
    VERDICTS,
    Judgement,
    drawn,
    interval,
    measure_judged,
    quotas,
    read_judgements,
)
from bench.rule_match import Tally
from bench.rule_table import as_data, as_markdown
from tests.bench.test_rule_match import finding


def test_the_file_holds_verdicts_and_no_word_of_a_page() -> None:
    judged = read_judgements()
    assert len(judged) >= rule_judged.DRAWN
    assert len({one.fingerprint for one in judged}) == len(judged)
    for one in judged:
        assert re.fullmatch(r"\d{4}", one.page)
        assert re.fullmatch(r"[A-Z]{3}\d{3}", one.code)
        assert re.fullmatch(r"[0-9a-f]{16}", one.fingerprint)
        assert one.verdict in VERDICTS
        assert 0 < len(one.reason.split()) <= 6
    assert len({one.reason for one in judged}) < len(judged) / 2, "reasons are kinds, not quotations"


def test_each_rule_has_its_least_and_the_rest_goes_by_size() -> None:
    sizes = {"AAA001": 400, "BBB001": 100, "CCC001": 3, "DDD001": 30}
    shares = quotas(sizes, frozenset(), 100)
    assert sum(shares.values()) == 100
    assert shares["CCC001"] == 3 and shares["DDD001"] >= LEAST
    assert 2.5 < shares["AAA001"] / shares["BBB001"] < 5
    assert quotas(sizes, frozenset({"AAA001"}), 100)["AAA001"] == rule_judged.NOTES


def test_the_draw_takes_articles_and_other_pages_before_a_second_finding_of_one_page() -> None:
    many = [finding("AAA001", "0001.html", str(at), fingerprint=f"{at:016x}") for at in range(20)]
    found = {"0001": many, "0002": [finding("AAA001", "0002.html")], "0003": [finding("AAA001", "0003.html")]}
    pages = [page for page, _ in drawn(found, frozenset({"0001", "0003"}), 5)]
    assert set(pages[:2]) == {"0001", "0003"}
    assert pages[2:] == ["0002", *["0001"] * (LEAST - 3)]
    assert drawn(found, frozenset(), 5) == drawn(dict(reversed(found.items())), frozenset(), 5)


@pytest.mark.parametrize(("true", "told", "low", "high"), [(5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)])
def test_the_interval_is_wilsons(true: int, told: int, low: float, high: float) -> None:
    bounds = interval(true, told)
    assert bounds is not None and bounds == pytest.approx((low, high), abs=0.001)
    assert interval(0, 0) is None


def test_what_no_longer_comes_is_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    still = {"0001": (finding("AAA001", "0001.html", fingerprint="1" * 16),), "0002": ()}
    monkeypatch.setattr(rule_judged, "findings_of", lambda folder, page: still[page])
    judged = [
        Judgement("0001", "AAA001", "1" * 16, "true", "so"),
        Judgement("0001", "AAA001", "2" * 16, "false", "so"),
        Judgement("0002", "AAA001", "3" * 16, "unclear", "so"),
    ]
    verdicts = measure_judged(Path(), judged)
    assert verdicts["AAA001"].all == Counter(true=1, false=1, unclear=1)
    assert verdicts["AAA001"].now == Counter(true=1)
    tally = Tally(pages=1)
    data = as_data({"seed": 1, "sites": 1}, tally, None, None, verdicts)
    assert data["judged"]["AAA001"]["judged"]["precision"] == 0.5
    assert data["judged"]["AAA001"]["still_there"]["precision"] == 1.0
    assert "| AAA001 | 3 | 1 | 1 | 1 | 0.500 | 0.09–0.91 | 1 | 1 | 0 | 1.000 |" in as_markdown(data, tally)
