"""The words of a rule's docstring, for listings and documents."""

from __future__ import annotations

from inspect import cleandoc

from pipeline.rules.base import BaseRule

HEADINGS = (
    "What it checks",
    "Why it matters",
    "Example that fails",
    "Example that passes",
    "How to fix",
    "Limits",
)
"""The fixed headings of a rule's docstring, in this order."""


def text_of(rule: BaseRule) -> str:
    """The rule's whole docstring without its indentation; empty where it has none."""
    return cleandoc(type(rule).__doc__ or "")


def summary_of(rule: BaseRule) -> str:
    """The first line of the docstring."""
    return text_of(rule).split("\n", 1)[0].strip()
