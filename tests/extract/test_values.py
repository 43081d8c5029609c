"""Dates, counts, sources and diagrams are read from what stands on the page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.diagram import looks_like_diagram, restore_diagram
from pipeline.extract.fields import parse_count, parse_date
from pipeline.extract.sources import parse_source
from pipeline.extract.tables import table_cells


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6/3/2026", date(2026, 6, 3)),
        ("📅 Published 12/31/2025", date(2025, 12, 31)),
        ("🗓️ Published Jul 9, 2026", date(2026, 7, 9)),
        ("Updated 2026-07-19", date(2026, 7, 19)),
        ("📅 Published", None),
        ("13/45/2026", None),
    ],
)
def test_dates_are_read_in_every_form_of_the_site(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_day_first_order_is_a_setting() -> None:
    assert parse_date("3/6/2026", "dmy") == date(2026, 6, 3)


def test_counts_have_thousands_separators() -> None:
    assert parse_count("📖 10,448 words") == 10448
    assert parse_count("no number") is None


@pytest.mark.parametrize(
    ("line", "title", "publisher", "url"),
    [
        (
            "- Fern Review, “Plans That Last” (fern.example.com)",
            "Plans That Last",
            "Fern Review",
            "fern.example.com",
        ),
        ('- "Plans That Last" – Fern Review', "Plans That Last", "Fern Review", None),
        ("- Fern (fern.example.com/notes) – a planning case", None, "Fern", "fern.example.com/notes"),
        (
            "- [Plans That Last](https://fern.example.com/p)",
            "Plans That Last",
            None,
            "https://fern.example.com/p",
        ),
        (
            "- Notes of our talks with nine growers, spring 2026",
            "Notes of our talks with nine growers, spring 2026",
            None,
            None,
        ),
        ("- Moss, A. (2024). Quiet Hives. Fern Press.", "Quiet Hives", "Fern Press", None),
        ("- National Association of Plum Growers", None, "National Association of Plum Growers", None),
        ('- "Plans" – Fern (formerly Moss)', "Plans", "Fern (formerly Moss)", None),
        (
            "- “Plans” – Fern & Sons, Inc. (fern.example.com)",
            "Plans",
            "Fern & Sons, Inc.",
            "fern.example.com",
        ),
        ("- Moss, A. & Lee, B., “Quiet Hives” (Fern Press, 1984)", "Quiet Hives", "Moss, A. & Lee, B.", None),
        ("- Fern Press. “The Best Hives.” fern.com", "The Best Hives", "Fern Press", "fern.com"),
        ("- Fern (fern.com), Moss (moss.com)", None, "Fern", "fern.com"),
        ('- "Quiet Hives" by Ann Lee – fern.com', "Quiet Hives", "Ann Lee", "fern.com"),
        ('- "Quiet Hives", Ann Lee, 2004', "Quiet Hives", "Ann Lee", None),
    ],
)
def test_a_source_is_split_into_title_publisher_address(
    line: str, title: str | None, publisher: str | None, url: str | None
) -> None:
    source = parse_source(line)
    assert (source.title, source.publisher, source.url) == (title, publisher, url)
    assert source.text == line.removeprefix("- ")


NODES = ["A[Start]", "B{Fit?}", "C((Go))", "D[(Store)]", "E", 'F["a (b)"]', "G(Round)"]
EDGES = [" --> ", " -->|Yes| ", " --- ", " -.-> ", " ==> "]
statement = st.tuples(
    st.sampled_from(NODES), st.lists(st.tuples(st.sampled_from(EDGES), st.sampled_from(NODES)), max_size=3)
)


@given(st.lists(statement, min_size=1, max_size=8))
def test_restoring_a_flattened_diagram_changes_white_space_only(
    statements: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    lines = [node + "".join(edge + other for edge, other in rest) for node, rest in statements]
    flat = "flowchart TD " + " ".join(lines)
    restored = restore_diagram(flat)
    assert restored is not None
    assert restored.split("\n") == ["flowchart TD", *(f"    {line}" for line in lines)]
    assert "".join(restored.split()) == "".join(flat.split())


@pytest.mark.parametrize(
    "broken", ["flowchart TD A[Start --> B", "flowchart TD --> B", "graph XX A --> B", "A --> B"]
)
def test_what_does_not_parse_is_left_alone(broken: str) -> None:
    assert restore_diagram(broken) is None


@pytest.mark.parametrize(
    ("flat", "lines"),
    [
        (
            'flowchart LR A[Ask] -- in time --> B B -- "No, late" --> C',
            ["A[Ask] -- in time --> B", 'B -- "No, late" --> C'],
        ),
        (
            'flowchart TD subgraph "Week 1" A --> B end B --> C',
            ['subgraph "Week 1"', "A --> B", "end", "B --> C"],
        ),
        ("flowchart TD subgraph Week 1 A[Plan] --> B end", ["subgraph Week 1", "A[Plan] --> B", "end"]),
        ('pie title Hours "Calls" : 12 "Notes" : 3.5', ['"Calls" : 12', '"Notes" : 3.5']),
        (
            "sequenceDiagram participant A as Ann A->>Bo: Is it in yet? Bo-->>A: No Note over A,Bo: They wait",
            ["participant A as Ann", "A->>Bo: Is it in yet?", "Bo-->>A: No", "Note over A,Bo: They wait"],
        ),
        ("stateDiagram-v2 [*] --> New New --> Won : signed", ["[*] --> New", "New --> Won : signed"]),
        (
            "erDiagram HIVE ||--o{ FRAME : holds FRAME ||--|{ CELL : has",
            ["HIVE ||--o{ FRAME : holds", "FRAME ||--|{ CELL : has"],
        ),
    ],
)
def test_each_statement_of_a_diagram_gets_its_line(flat: str, lines: list[str]) -> None:
    restored = restore_diagram(flat)
    assert restored is not None
    assert [line.strip() for line in restored.split("\n")][1:] == lines
    assert "".join(restored.split()) == "".join(flat.split())


@pytest.mark.parametrize(
    "flat",
    [
        "gantt title Harvest section Early Pick plums :a1, 2027-08-01, 9d",
        "mindmap root((Bees)) Hives Honey",
        "sequenceDiagram A->>B: In the end nobody came loop Each day B->>A: Still nobody",
    ],
)
def test_a_diagram_whose_names_end_nowhere_stays_on_its_line(flat: str) -> None:
    assert looks_like_diagram(flat)
    assert restore_diagram(flat) is None


@pytest.mark.parametrize(
    "prose", ["pie charts mislead most boards", "graph theory helps", "timeline of the move, told twice"]
)
def test_prose_about_a_diagram_is_none(prose: str) -> None:
    assert not looks_like_diagram(prose)


def test_glued_cells_come_apart_when_every_row_agrees() -> None:
    assert table_cells(["YieldLossGain", "18%46%−4%", "12%9%31%"]) == [
        ("Yield", "Loss", "Gain"),
        ("18%", "46%", "−4%"),
        ("12%", "9%", "31%"),
    ]
    assert table_cells(["RoleScopePay", "SellerDeals$90k", "BuyerContracts$80k"]) == [
        ("Role", "Scope", "Pay"),
        ("Seller", "Deals", "$90k"),
        ("Buyer", "Contracts", "$80k"),
    ]


def test_marks_and_acronyms_are_seams_where_the_usual_ones_do_not_agree() -> None:
    assert table_cells(["DutyKeeperOwner", "Feeds the bees✓—", "Pays (feed)—✓ (most)"]) == [
        ("Duty", "Keeper", "Owner"),
        ("Feeds the bees", "✓", "—"),
        ("Pays (feed)", "—", "✓ (most)"),
    ]
    assert table_cells(["FactorVPKeeper", "HivesUp to 10Over 10", "Best forHillsTowns"]) == [
        ("Factor", "VP", "Keeper"),
        ("Hives", "Up to 10", "Over 10"),
        ("Best for", "Hills", "Towns"),
    ]


def test_rows_that_disagree_stay_whole() -> None:
    assert table_cells(["RoleScope", "SellerDealsAndMore", "BuyerContracts"]) == [
        ("RoleScope",),
        ("SellerDealsAndMore",),
        ("BuyerContracts",),
    ]


def test_sentences_are_no_table() -> None:
    assert table_cells(["One thing is sure.", "Another is not."]) is None
