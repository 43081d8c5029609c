"""Denominators of the rules, groups with one cause, the map of links, and the charts."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from pipeline.report.census import take_census
from pipeline.report.html.linkchart import LinkChart
from pipeline.report.judged import judged_by, what_it_needs
from pipeline.report.linkmap import build_link_map
from pipeline.report.model import LinkEdge, LinkMap
from pipeline.report.tables import Tables
from pipeline.report.view import build_view
from tests.report.dataset import RULES, Dataset

CARD = ("data.link", "seasons · springHow early?")
FOREIGN = ("data.link", "fishing · crabWhich bait?")


def test_a_rule_is_measured_on_the_pages_it_could_judge(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [CARD])
    made.page("b.txt", [FOREIGN])
    made.page("c.txt", template=None)
    made.page("d.txt", state="empty", reason="PAG001: no text")
    made.finding("LNK001", "b.txt")
    tables = Tables.open(made.write(tmp_path))
    judged = judged_by(
        tables, take_census(tables), ["PAG003", "TXT002", "SEC001", "LNK001", "FAQ001", "TXT001"]
    )
    assert {code: one.pages for code, one in judged.items()} == {
        "PAG003": 4,
        "TXT002": 3,
        "SEC001": 2,
        "LNK001": 2,
        "FAQ001": 0,
        "TXT001": 0,
    }
    assert judged["LNK001"].what == "articles with judged related links"


def test_a_page_with_a_finding_always_counts_as_judged(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    made.page("b.txt", state="duplicate", reason="COR001: the same")
    made.finding("TXT002", "b.txt")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="full")
    (rule,) = view.rules
    assert (rule.pages, rule.judged.pages) == (1, 2)


def test_every_rule_has_a_denominator_in_words() -> None:
    assert {what_it_needs(code) for code in ("XYZ999", "MET001")} == {"articles"}


def test_findings_of_a_rule_are_grouped_by_their_cause(tmp_path: Path) -> None:
    made = Dataset()
    for n in range(6):
        page = f"{n}.txt"
        made.page(page, template="guide" if n < 4 else "essay")
        made.finding("SEC001", page, subject="Sources" if n < 3 else f"Section {n}")
    (rule,) = build_view(made.write(tmp_path), rules=RULES, excerpts="full").rules
    assert [(g.subject, g.template, g.findings) for g in rule.groups] == [
        ("Sources", None, 3),
        (None, None, 3),
    ]
    assert [one.group for one in rule.shown] == [0, 0, 0, 1, 1, 1]


def test_the_map_counts_links_by_category_and_those_off_topic(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [CARD, FOREIGN], category="garden")
    made.page("b.txt", [CARD, ("data.link", "No category here")], category=None)
    found = build_link_map(Tables.open(made.write(tmp_path)))
    assert found is not None
    assert {(e.source, e.target): (e.links, e.off_topic) for e in found.edges} == {
        ("garden", "seasons"): (1, 0),
        ("garden", "fishing"): (1, 1),
        (None, "seasons"): (1, 0),
        (None, None): (1, 0),
    }
    assert (found.links, found.off_topic) == (4, 1)


def test_a_dataset_without_related_links_has_no_map(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    assert build_link_map(Tables.open(made.write(tmp_path))) is None


def test_the_drawn_map_marks_off_topic_bands_without_colour_and_says_its_numbers() -> None:
    edges = [LinkEdge("garden", "seasons", 90, 0, 0), LinkEdge("garden", "fishing", 8, 7, 1)]
    chart = LinkChart.of(LinkMap(tuple(edges)))
    tree = html.fromstring(str(chart.svg()))
    assert len(tree.xpath("//path[@class='band']")) == 2
    assert len(tree.xpath("//path[@class='dash']")) == 1, "dashed"
    assert tree.xpath("string(//g[@class='foreign']//text)") == "7", "with its number"
    assert "98 links, 7 off topic" in tree.get("aria-label")
    assert [(e.source, e.target) for e in chart.worst] == [("garden", "fishing")]
    assert chart.unjudged == 1


def test_small_categories_are_joined_and_no_link_is_lost() -> None:
    edges = tuple(LinkEdge(f"from {n}", f"to {n % 40}", n + 1, n % 2, 0) for n in range(80))
    chart = LinkChart.of(LinkMap(edges))
    assert len({source for source, _ in chart.edges}) == 12
    assert sum(links for links, _ in chart.edges.values()) == sum(edge.links for edge in edges)
    assert sum(n for _, n in chart.edges.values()) == 40
    assert len(chart.worst) + chart.worst_left_out == 40


def test_a_category_cannot_break_out_of_the_drawing() -> None:
    chart = LinkChart.of(LinkMap((LinkEdge('"><script>', "</svg><img src=x>", 1, 1, 0),)))
    drawn = str(chart.svg())
    assert "<script" not in drawn and "<img" not in drawn


def test_without_excerpts_there_is_no_map_and_no_page_beside_its_article(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt", [FOREIGN], category="Xylophonic")
    made.finding("LNK001", "a.txt")
    view = build_view(made.write(tmp_path), rules=RULES, excerpts="none")
    assert view.link_map is None
    assert view.worst_pages == ()
