"""`dechrome run --dry-run`: what a run would do, in words or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.output import count, emit, emit_json
from pipeline.report.visible import one_line

if TYPE_CHECKING:
    from pipeline.plan import Plan
    from pipeline.settings_sources import Resolved


def show_plan(raw: tuple[str, ...], found: Resolved, *, as_json: bool) -> None:
    """Print the plan of a run with these settings. Nothing is written."""
    from dataclasses import asdict

    from pipeline.plan import plan

    places = found.places
    planned = plan(
        raw, out=places.out, reports=places.reports, settings=found.settings, manifest=places.manifest
    )
    if as_json:
        emit_json(asdict(planned))
    else:
        emit("\n".join(plan_lines(planned, places.out)))


def plan_lines(plan: Plan, out: str) -> list[str]:
    """The plan for a person."""
    kinds = ", ".join(f"{number:,} {ending}" for ending, number in plan.by_ending.items())
    lines = [f"{count(plan.pages, 'page')}, {megabytes(plan.bytes)} ({kinds})"]
    lines.append(f"tried {count(plan.looked_at, 'page')} of them:")
    for profile in plan.profiles:
        lines.append(
            f"  {profile.site} / {profile.capture}: {count(profile.pages, 'page')}; {one_line(profile.evidence)} "
            f"(for example {one_line(profile.example)})"
        )
    states = ", ".join(f"{number:,} {state}" for state, number in plan.by_state.items())
    lines.append(f"  states: {states}")
    lines.append(f"estimate: {duration(plan.seconds)} with {count(plan.workers, 'worker')}")
    lines += [f"note: {one_line(note)}" for note in plan.notes]
    lines.append(f"nothing was written; without --dry-run the dataset goes to {out}")
    return lines


def megabytes(size: int) -> str:
    """A size in bytes for people.

    >>> megabytes(3_400), megabytes(5_000_000)
    ('3.4 kB', '5.0 MB')
    """
    return f"{size / 1e3:,.1f} kB" if size < 1e6 else f"{size / 1e6:,.1f} MB"


def duration(seconds: float) -> str:
    """A time for people.

    >>> duration(3.2), duration(200), duration(9_000)
    ('about 4 s', 'about 3 min', 'about 2.5 h')
    """
    if seconds < 90:
        return f"about {int(seconds) + 1} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5_400 else f"about {seconds / 3_600:.1f} h"
