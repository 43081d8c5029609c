"""Frames and lines of the library's flat pages that look alike and are not, on small pages made for it."""

from __future__ import annotations

import pytest

import pipeline

LONG = "A hive that is counted every week tells its keeper in March what the harvest will be in August."
TITLE = "How do you choose a hive for a windy hill above the town and the sea?"
ROWS = "Pulse ← Library\nKnowledge Library · beekeeping\n✓ Machine Certified10/10?\n"
HEAD = f"{ROWS}\n{TITLE}\n\n📖 640 words6/3/2026\n"
FOOT = "Download:\nWas this helpful?\n"


def labels(page: str) -> dict[str, str]:
    """Label of each piece of the page, by its text."""
    return {block.text: block.label for block in pipeline.extract(page, source="page.txt").blocks}


def test_no_break_spaces_may_stand_wherever_the_site_sets_a_space() -> None:
    page = (
        HEAD.replace(" · ", "\xa0·\xa0").replace("a hive", "a\xa0hive")
        + f"\nDirect\xa0Answer\n\n{LONG}\n\n{FOOT}"
        + "Deep dive\xa0·\xa0related in the library\n"
        + "revops\xa0·\xa0foundationWhat is a plan?revops\xa0·\xa0foundationWhat is a quota?\n"
    )
    result = pipeline.extract(page, source="page.txt")
    assert result.article is not None
    article = result.article
    assert (article.title, article.category, article.direct_answer) == (TITLE, "beekeeping", LONG)
    assert [(link.category, link.text) for link in article.links] == [
        ("revops", "What is a plan?"),
        ("revops", "What is a quota?"),
    ]
    assert not [block.text for block in result.blocks if block.label == "unexplained"]


def test_a_copy_of_the_title_whose_cut_fell_after_a_space_is_no_text() -> None:
    title = "How do you choose a hive for a windy hill above the town when the seas are near in spring?"
    assert title[79] == " "
    page = HEAD.replace(TITLE, title) + f"{title[:79]}\n\nDirect Answer\n\n{LONG}\n\n{FOOT}"
    assert labels(page)[title[:79]] == "chrome.duplicate_title"


def test_lines_of_a_label_and_its_value_are_no_headings() -> None:
    lines = ["One hive or two: every second week", "Three hives or more: every week", "In winter: not at all"]
    page = f"{TITLE}\n{TITLE}\n\nDirect Answer\n{LONG}\nWhen to Visit\n{LONG}\n" + "\n".join(lines)
    page += f"\nWhat to Carry\n{LONG}\nRelated on PULSE\n- [What is a hive?](/knowledge/q12)\n"
    seen = labels(page)
    assert [seen[line] for line in lines] == ["article.paragraph"] * 3
    assert seen["When to Visit"] == seen["What to Carry"] == "article.heading"


def test_titles_beside_previous_and_next_are_links() -> None:
    page = HEAD + f"\nDirect Answer\n\n{LONG}\n\nWas this helpful?\n"
    page += "← Previous\nWhat is a queen?\nNext →\nThree kinds of honey\n"
    result = pipeline.extract(page, source="page.txt")
    assert result.article is not None
    assert [(link.zone, link.text) for link in result.article.links] == [
        ("nav", "What is a queen?"),
        ("nav", "Three kinds of honey"),
    ]


def test_source_text_without_related_links_is_known_by_its_answer_faq_and_sources() -> None:
    page = f"{TITLE}\n\nDirect Answer\n{LONG}\nWhere Hives Stand\n{LONG}\nFAQ\n"
    page += "Do bees sleep? They rest in the dark.\nDo bees fly in rain? They wait for it to end.\n"
    page += "Sources\n- Fern Review, “Hives on Hills” (fern.example.com)\n"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    assert (article.site, article.direct_answer) == ("pulse", LONG)
    assert [faq.question for faq in article.faqs] == ["Do bees sleep?", "Do bees fly in rain?"]
    assert [source.publisher for source in article.sources] == ["Fern Review"]


def test_a_one_line_pie_is_a_diagram_and_counts_no_words() -> None:
    pie = 'pie title Hours in spring "Counting" : 12 "Waiting" : 30'
    page = HEAD + f"\nDirect Answer\n\n{LONG}\n\nWhere the Time Goes\n\n{LONG}\n\n{pie}\n\n{FOOT}"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    assert [block.kind for block in article.sections[-1].blocks] == ["paragraph", "diagram"]
    assert "```mermaid\npie title Hours in spring\n" in article.markdown
    plain = pipeline.extract(page.replace(pie + "\n\n", ""), source="page.txt").article
    assert plain is not None and article.words == plain.words


def test_a_page_alone_cuts_its_cards_with_the_category_of_its_own_label_row() -> None:
    cards = (
        "revops · foundationTwo kinds of planbeekeeping · hivesOf wind and waxbeekeeping · hives“Good” honey"
    )
    page = HEAD + f"\nDirect Answer\n\n{LONG}\n\n{FOOT}More from the library\n{cards}\n"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    assert [(link.category, link.text) for link in article.links] == [
        ("revops", "Two kinds of plan"),
        ("beekeeping", "Of wind and wax"),
        ("beekeeping", "“Good” honey"),
    ]


@pytest.mark.parametrize(
    "facts", ["id: tl41245 format_v: 3 quality_score: 8.5 tags: bees, wind", "id: tl41245\nformat_v: 3"]
)
@pytest.mark.parametrize("place", ["{facts}\n{title}\n\n", "{title}\n\n{facts}\n"])
def test_front_matter_shown_to_readers_is_data_and_is_told(facts: str, place: str) -> None:
    page = place.format(facts=facts, title=TITLE) + f"Direct Answer\n{LONG}\nWhere Hives Stand\n{LONG}\n"
    page += "Related on PULSE\n- [What is a hive?](/knowledge/q12)\n"
    result = pipeline.extract(page, source="page.txt")
    assert result.article is not None
    assert result.article.title == TITLE
    assert "tl41245" not in result.article.text
    told = [finding.subject for finding in result.findings if finding.code == "TXT006"]
    assert told == ["front matter"]


def test_short_sentences_side_by_side_are_no_headings_on_a_page_with_title_case() -> None:
    headings = ["Where Hives Stand", "Wind and Wax", "The Weight of Honey", "What Winter Takes"]
    lines = ["A heavy hive suits a windy hill", "A light hive suits a quiet garden"]
    page = f"{TITLE}\n{TITLE}\n\nDirect Answer\n{LONG * 2}\n"
    page += "".join(f"{heading}\n{LONG * 2}\n" for heading in headings)
    page += "Which to Choose\n" + "\n".join(lines) + f"\n{LONG * 2}\nWhen the frames are full\n{LONG * 2}\n"
    seen = labels(page + "Related on PULSE\n- [What is a hive?](/knowledge/q12)\n")
    assert [seen[line] for line in lines] == ["article.paragraph"] * 2
    assert seen["Which to Choose"] == seen["When the frames are full"] == "article.heading"


def test_rendered_text_whose_blank_lines_a_tool_took_away_keeps_its_headings_and_steps() -> None:
    text = f"{LONG} {LONG}"
    whole = HEAD + f"\nDirect Answer\n\n{text}\n\nWhere Hives Stand\n\n{text}\n\n{text} Always.\n\n"
    whole += "Steps\n\n1\nCount\nEvery frame, both sides\n2\nWrite\nOne line a hive\n\n"
    whole += f"Wind and Wax\n\n{text}\n\n{FOOT}"
    close = "\n".join(line for line in whole.split("\n") if line)
    article, told = (pipeline.extract(page, source="page.txt").article for page in (close, whole))
    assert article is not None and told is not None
    assert article.sections == told.sections
    assert [section.heading for section in article.sections] == [
        "Direct Answer",
        "Where Hives Stand",
        "Steps",
        "Wind and Wax",
    ]
    assert article.sections[2].blocks[0].items == ["Count\nEvery frame, both sides", "Write\nOne line a hive"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_of_code_are_one_block_and_keep_the_promise_of_their_lead_in(gap: str) -> None:
    code = "on count(hive) {\n    if (hive.full) { lift(hive); }\n}"
    head = HEAD if gap == "\n\n" else f"{TITLE}\n{TITLE}\n\n"
    parts = ["Direct Answer", LONG, "How It Runs", "The rule is this:", code, LONG, "Related on PULSE"]
    result = pipeline.extract(head + gap + gap.join(parts) + "\n", source="page.txt")
    assert result.article is not None
    blocks = result.article.sections[-2 if result.article.sections[-1].role == "related" else -1].blocks
    assert [block.kind for block in blocks] == ["paragraph", "code", "paragraph"]
    assert blocks[1].text == code
    assert "SEC003" not in [finding.code for finding in result.findings]


def test_items_set_in_deeper_than_the_one_above_are_nested() -> None:
    items = ["- Tools", "  - a smoker", "  - a brush", "    - of horsehair", "- Clothes"]
    page = f"{TITLE}\n{TITLE}\n\nDirect Answer\n{LONG}\nWhat to Carry\n" + "\n".join(items)
    page += f"\n{LONG}\nRelated on PULSE\n- [What is a hive?](/knowledge/q12)\n"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    lines = [line for line in article.markdown.split("\n") if line.lstrip().startswith("- ")]
    assert [len(line) - len(line.lstrip()) for line in lines][:5] == [0, 3, 3, 6, 0]


@pytest.mark.parametrize(
    ("row", "words", "published", "updated"),
    [
        ("📖 640 words6/3/2026", 640, "2026-06-03", None),
        ("👁 0 views📖 1,640 words⏱ 8 min read5/26/2026", 1640, "2026-05-26", None),
        ("📖 640 words · ⏱ 3 min read · 6/3/2026", 640, "2026-06-03", None),
        ("📖 640 words · 🗓️ Published July 3, 2026 · Updated Jul 9, 2026", 640, "2026-07-03", "2026-07-09"),
        ("👁 12 views⏱ 8 min read5/26/2026", None, "2026-05-26", None),
        ("📅 Published Jun 12, 2026 · ⏱ 6 min read", None, "2026-06-12", None),
        ("📖 640 words 30 Jun 2026", 640, "2026-06-30", None),
    ],
)
def test_the_row_under_the_title_is_read_with_any_of_its_parts_absent(
    row: str, words: int | None, published: str, updated: str | None
) -> None:
    page = HEAD.replace("📖 640 words6/3/2026", row) + f"{TITLE}\n\nDirect Answer\n\n{LONG}\n\n{FOOT}"
    result = pipeline.extract(page, source="page.txt")
    assert result.article is not None
    article = result.article
    assert (article.stated_words, str(article.published_on)) == (words, published)
    assert (str(article.updated_on) if article.updated_on else None) == updated
    assert not [b.text for b in result.blocks if b.label == "unexplained" or b.label.startswith("article.h")][
        1:
    ]


@pytest.mark.parametrize(
    ("pills", "badges"),
    [
        ("🏆 Claude Code Audited · 12/13", [("Claude Code Audited", 12, 13)]),
        (
            "✓ Machine Certified10/10?🏆 9/13 · Claude Code Audited",
            [("Machine Certified", 10, 10), ("Claude Code Audited", 9, 13)],
        ),
        ("✓ Machine Certified10/10? 🏆 9/13", [("Machine Certified", 10, 10), ("Score", 9, 13)]),
        ("✓ Human Reviewed: 8/10", [("Human Reviewed", 8, 10)]),
    ],
)
def test_badges_are_read_glued_and_with_the_score_on_either_side(
    pills: str, badges: list[tuple[str, int, int]]
) -> None:
    page = HEAD.replace("✓ Machine Certified10/10?", pills) + f"\nDirect Answer\n\n{LONG}\n\n{FOOT}"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    assert [(badge.label, badge.score, badge.out_of) for badge in article.badges] == badges


def test_a_list_inside_an_answer_is_a_list_and_part_of_the_answer() -> None:
    page = (
        f"{TITLE}\n{TITLE}\n\nDirect Answer\n{LONG}\nFAQ\nWhat does a hive cost? It depends on two things:\n"
    )
    page += "- The wood\n- The roof\nDo bees sleep? They rest.\n"
    page += "Related on PULSE\n- [What is a hive?](/knowledge/q12)\n"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    assert [(faq.question, faq.answer) for faq in article.faqs] == [
        ("What does a hive cost?", "It depends on two things:\n\nThe wood\n\nThe roof"),
        ("Do bees sleep?", "They rest."),
    ]
    faq = next(section for section in article.sections if section.role == "faq")
    assert [block.items for block in faq.blocks if block.kind == "list"] == [["The wood", "The roof"]]


@pytest.mark.parametrize(
    ("said", "cut"),
    [
        ("Count the wings.", True),
        ("Count each wing, then both wings, in the orchard.", True),
        ("Count each wing, then both wings.", False),
    ],
)
def test_a_page_alone_cuts_an_unknown_category_off_a_word_of_its_own(said: str, cut: bool) -> None:
    cards = "revops · foundationThree plain wingsorchard · plumsWhen to prune"
    page = HEAD + f"\nDirect Answer\n\n{LONG} {said}\n\n{FOOT}More from the library\n{cards}\n"
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    links = [(link.category, link.tag, link.text) for link in article.links]
    assert (
        links == [("revops", "foundation", "Three plain wings"), ("orchard", "plums", "When to prune")]
    ) is cut
    assert cut or len(links) == 1


def test_an_faq_and_sources_alone_do_not_make_a_page_one_of_the_library() -> None:
    page = f"{TITLE}\n\n{LONG}\n\nWhere Hives Stand\n\n{LONG}\n\nFAQ\n\nDo bees sleep? They rest in the dark.\n\n"
    result = pipeline.extract(
        page + "Sources\n\n- Fern Review, “Hives” (fern.example.com)\n", source="page.txt"
    )
    assert result.row.site == "generic"
    assert "FAQ" not in result.site_evidence and "Sources" not in result.site_evidence


@pytest.mark.parametrize("line", ["Keeper: “Who fed them?”", "Subject: One hive for sale"])
def test_what_somebody_says_or_writes_is_no_heading(line: str) -> None:
    page = f"{HEAD}\nDirect Answer\n\n{LONG}\n\nWhere Hives Stand\n\n{LONG}\n\n{line}\n\n{LONG}\n\n{FOOT}"
    assert labels(page)[line] == "article.paragraph"


def test_short_lines_below_a_lead_in_are_its_items_and_the_last_heads_what_follows() -> None:
    items = ["A smoker", "Two frames of Brood", "Gloves that fit"]
    start = f"{TITLE}\n\nDirect Answer\n{LONG}\nWhat to Carry\n{LONG} Take these:\n" + "\n".join(items)
    seen = labels(f"{start}\nWhen to Visit\n{LONG}\nFAQ\nDo bees sleep? They rest.\n")
    assert [seen[item] for item in items] == ["article.paragraph"] * 3
    assert seen["What to Carry"] == seen["When to Visit"] == "article.heading"


def test_a_heading_below_a_lead_in_whose_table_was_lost_stays_a_heading() -> None:
    start = f"{TITLE}\n\nDirect Answer\n{LONG}\nWhat to Carry\n{LONG} The weights are:\n"
    seen = labels(f"{start}Hives and Hills\nWhen to Visit\n{LONG}\nFAQ\nDo bees sleep? They rest.\n")
    assert seen["Hives and Hills"] == seen["When to Visit"] == "article.heading"


def test_a_line_of_invisible_characters_is_a_blank_line() -> None:
    page = f"{HEAD}\nDirect Answer\n\n{LONG}\n\nWhere Hives Stand\n\n{LONG}\n\n{FOOT}"
    plain = pipeline.extract(page, source="page.txt")
    hidden = pipeline.extract(page.replace("\n\n", "\n\u200b\n"), source="page.txt")
    assert plain.article is not None and hidden.article is not None
    assert (hidden.article.title, hidden.article.text) == (plain.article.title, plain.article.text)
    assert [finding.code for finding in hidden.findings] == [finding.code for finding in plain.findings]


@pytest.mark.parametrize(
    "page", [f"{HEAD}\nDirect Answer\n\n{LONG}\n\n{FOOT}", f"Bees\n\n{LONG}\n\n{LONG}\n"]
)
def test_a_line_of_invisible_characters_says_nothing_on_any_page(page: str) -> None:
    blocks = pipeline.extract(page.replace("\n\n", "\n\u200b\n"), source="page.txt").blocks
    assert {block.label for block in blocks if block.text == "\u200b"} == {"chrome.hidden"}


def test_a_page_that_a_tool_set_in_is_known_all_the_same() -> None:
    page = f"{HEAD}\nDirect Answer\n\n{LONG}\n\n{FOOT}"
    article = pipeline.extract(page.replace("\n", "\n    "), source="page.txt").article
    assert article is not None
    assert (article.site, article.category, article.direct_answer) == ("pulse", "beekeeping", LONG)


def test_where_headings_are_marked_a_short_line_without_marks_is_none() -> None:
    start = f"# {TITLE}\n\n## Direct Answer\n\n{LONG}\n"
    marked = "".join(
        f"\n## {name}\n\n{LONG}\n" for name in ("Where Hives Stand", "When to Visit", "What to Carry")
    )
    page = f"{start}{marked}\nGloves That Fit\n\n{LONG}\n\n## FAQ\n\n**Do bees sleep?** They rest.\n"
    assert labels(page)["Gloves That Fit"] == "article.paragraph"
    assert labels(page.replace("## W", "W"))["Gloves That Fit"] == "article.heading"


def test_rows_of_a_markdown_table_are_one_under_the_sites_own_head() -> None:
    rows = ["| Month | Hives |", "| --- | --- |", "| May | 3 |", "| June | 5 |"]
    page = (
        f"{HEAD}\nDirect Answer\n\n{LONG}\n\nHives by Month\n\n{LONG}\n\n"
        + "\n".join(rows)
        + f"\n\n{LONG}\n\n{FOOT}"
    )
    article = pipeline.extract(page, source="page.txt").article
    assert article is not None
    tables = [
        block.cells for section in article.sections for block in section.blocks if block.kind == "table"
    ]
    assert tables == [[["Month", "Hives"], ["May", "3"], ["June", "5"]]]
