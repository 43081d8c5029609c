"""LNK002 over a whole folder: what counts as a page that a link may lead to, and when nothing can be said."""

from __future__ import annotations

import pytest

from pipeline.rules.documentation import documentation
from pipeline.rules.engine import selected_rules
from pipeline.settings import Settings
from tests.rules.folder_chain import folder_of, through

NOT_FOUND = "Pulse ← Library\n\nEntry not found\n\nThis entry does not exist or was moved.\n"


def folder(**more: str | bytes) -> dict[str, str | bytes]:
    """The folder of the rule's own failing example, one of whose links leads to no page, with more pages."""
    text = documentation(selected_rules(["LNK002"])[0]).fails
    assert text is not None
    return {**folder_of(text), **{f"{name}.txt": page for name, page in more.items()}}


def broken(pages: dict[str, str | bytes], **settings: object) -> list[str | None]:
    return [finding.found for finding in through(pages, settings=Settings(**settings)).findings("LNK002")]  # type: ignore[arg-type]


def test_a_link_to_a_page_that_is_not_there_is_broken() -> None:
    assert broken(folder()) == ["/knowledge/ga0999"]


def test_a_link_to_a_page_that_is_kept_out_of_the_dataset_is_not() -> None:
    pages = folder(ga0999=NOT_FOUND)
    judged = through(pages)
    assert next(page for page in judged.pages if page.page.page_id == "ga0999.txt").record is None
    assert judged.findings("LNK002") == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 400])
def test_nor_is_one_to_a_file_that_could_not_be_read(content: bytes) -> None:
    pages: dict[str, str | bytes] = {
        name: text.replace("/knowledge/ga0999", "ga0999.txt") if isinstance(text, str) else text
        for name, text in folder().items()
    }
    assert broken(pages) == ["ga0999.txt"]
    assert broken({**pages, "ga0999.txt": content}) == []


@pytest.mark.parametrize(
    "settings", [{"limit": 50}, {"sample": 50}, {"include": ("ga*",)}, {"exclude": ("drafts/*",)}]
)
def test_where_a_run_leaves_pages_out_no_link_is_called_broken(settings: dict[str, object]) -> None:
    assert broken(folder(), **settings) == []


def test_what_is_known_to_exist_is_judged_whatever_a_run_leaves_out() -> None:
    known = frozenset({f"ga010{number}" for number in range(1, 6)})
    judged = through(folder(), settings=Settings(limit=50), known_targets=known)
    assert [finding.found for finding in judged.findings("LNK002")] == ["/knowledge/ga0999"]


def test_the_index_page_of_a_folder_answers_to_the_folder() -> None:
    pages = folder(**{"help/index": NOT_FOUND})
    pages["ga0101.txt"] = str(pages["ga0101.txt"]).replace("/knowledge/ga0102", "/help/")
    assert "/help/" not in broken(pages)
