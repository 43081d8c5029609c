"""The survey is the same whatever the order and the size of its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Text
from pipeline.profiles import profile_set
from pipeline.segment import segment
from pipeline.survey import merge as merge_module
from pipeline.survey.collect import SurveyCollector, SurveyPart
from pipeline.survey.fingerprint import block_fingerprint
from pipeline.survey.merge import SurveyMerger
from pipeline.survey.model import Survey
from pipeline.survey.store import load_survey, survey_table
from tests.sitegen import generate_page


def part(indexes: range) -> SurveyPart:
    collector = SurveyCollector(profile_set("auto"))
    for index in indexes:
        page = generate_page(5, index, capture="rendered_text", template="essay", size=5000)
        collector.add(segment(Text(page.truth.file, page.text, "text/plain", "utf-8")))
    return collector.part()


@pytest.fixture(scope="module")
def parts() -> list[SurveyPart]:
    return [part(range(start, start + 6)) for start in (0, 6, 12, 18)]


def merged(parts: list[SurveyPart], folder: Path | None = None) -> Survey:
    merger = SurveyMerger(folder)
    for one in parts:
        merger.add(one)
    return merger.finish()


def rows(survey: Survey) -> list[dict[str, object]]:
    return survey_table(survey).to_pylist()


def test_the_order_of_the_parts_does_not_matter(parts: list[SurveyPart]) -> None:
    assert rows(merged(parts)) == rows(merged(parts[::-1]))


def test_one_large_part_equals_many_small_ones(parts: list[SurveyPart]) -> None:
    assert rows(merged(parts)) == rows(merged([part(range(24))]))


def test_spilling_to_disk_changes_nothing(
    parts: list[SurveyPart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_module, "SPILL_ENTRIES", 100)
    assert rows(merged(parts, tmp_path)) == rows(merged(parts))
    assert list(tmp_path.iterdir()) == []


def test_what_repeats_on_every_page_is_counted_exactly(parts: list[SurveyPart]) -> None:
    survey = merged(parts)
    assert survey.pages == 24
    assert survey.sites["pulse"].pages == 24
    assert survey.repeated[block_fingerprint("pulse", "Sources")] == 24
    assert block_fingerprint("pulse", "nobody says this") not in survey.repeated


def test_only_the_most_frequent_are_kept_when_there_are_too_many(
    parts: list[SurveyPart], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = merged(parts)
    monkeypatch.setattr(merge_module, "MAX_REPEATED", 5)
    few = merged(parts)
    assert len(few.repeated) == 5
    assert min(few.repeated.values()) >= sorted(whole.repeated.values())[-5]


def test_tags_are_learned_with_their_digits(parts: list[SurveyPart]) -> None:
    site = merged(parts).sites["pulse"]
    assert {"revops"} <= site.categories
    assert all(tag[0].isalpha() for tag in site.tags)
    assert any(tag[-1].isdigit() for tag in site.tags)


def test_a_saved_survey_reads_back_the_same(parts: list[SurveyPart], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    survey = merged(parts)
    pq.write_table(survey_table(survey), tmp_path / "survey.parquet")
    again = load_survey(tmp_path / "survey.parquet")
    assert rows(again) == rows(survey)


def test_a_survey_of_a_version_that_counted_words_too_still_reads(
    parts: list[SurveyPart], tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = survey_table(merged(parts))
    old = [("word", "", "00002a", 7), ("word_sample", "", "", 24)]
    columns = zip(*old, strict=True)
    more = pa.table([pa.array(column) for column in columns], schema=table.schema)
    pq.write_table(pa.concat_tables([table, more]), tmp_path / "survey.parquet")
    assert rows(load_survey(tmp_path / "survey.parquet")) == rows(merged(parts))
