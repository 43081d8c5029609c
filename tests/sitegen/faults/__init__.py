"""Faults by rule code, written from the words of the contract and from no rule."""

from __future__ import annotations

from typing import Final

from tests.sitegen.faults import links, meta, sections, texts
from tests.sitegen.faults.damage import damaged_text
from tests.sitegen.faults.scene import CanvasInjector, PlanInjector, Scene

PLAN_FAULTS: Final[dict[str, PlanInjector]] = {
    "PAG003": texts.truncated,
    "PAG005": meta.unexplained,
    "TTL001": meta.missing_title,
    "TTL002": meta.title_mismatch,
    "SEC001": sections.missing_section,
    "SEC002": sections.empty_section,
    "SEC003": sections.lost_list,
    "SEC004": sections.repeated_section,
    "SEC005": sections.section_order,
    "TXT001": texts.word_count,
    "TXT002": texts.too_short,
    "TXT003": texts.placeholder,
    "TXT004": texts.repeated_paragraph,
    "TXT005": texts.off_topic_section,
    "TXT006": texts.leaked_markup,
    "TXT007": sections.broken_diagram,
    "TXT008": texts.wrong_language,
    "LNK001": links.off_topic,
    "LNK002": links.broken,
    "LNK003": links.to_itself,
    "LNK004": links.duplicate,
    "LNK005": links.malformed,
    "LNK006": links.wrong_name,
    "FAQ001": sections.unanswered_question,
    "FAQ002": sections.repeated_question,
    "SRC001": sections.unverifiable_source,
    "MET001": meta.missing_date,
    "MET002": meta.implausible_date,
    "MET003": meta.badge_without_audit,
    "MET004": meta.conflict,
}
CANVAS_FAULTS: Final[dict[str, CanvasInjector]] = {"PAG002": damaged_text}
# Faults between pages; `tests.sitegen.site_faults` makes the page that has them.
SITE_FAULTS: Final = ("TTL003", "COR001", "COR002", "COR003")
ALL_FAULTS: Final = (*PLAN_FAULTS, *CANVAS_FAULTS, *SITE_FAULTS)

__all__ = [
    "ALL_FAULTS",
    "CANVAS_FAULTS",
    "PLAN_FAULTS",
    "SITE_FAULTS",
    "CanvasInjector",
    "PlanInjector",
    "Scene",
]
