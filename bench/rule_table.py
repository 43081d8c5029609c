"""The measurement of the rules as data (`rules.json`) and as a page to read (`rules.md`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.rule_judged import Verdicts, interval
from bench.rule_match import Score, Tally
from bench.rule_unknown import FORMS, Unknown
from pipeline.rules.engine import all_rules

STRUCTURAL = 0.98
JUDGEMENT = 0.90
JUDGING = frozenset({"COR002", "COR003", "LNK001", "PAG007", "SEC003", "SEC004", "TXT003", "TXT005"})
"""Rules that judge meaning or wording: the aim is lower for them."""
ALARMS_PER_TEN = 1.0
_SHOWN = 3

Numbers = dict[str, Any]


def rule_numbers(code: str, score: Score) -> Numbers:
    """One rule's row."""
    aim = JUDGEMENT if code in JUDGING else STRUCTURAL
    low = [value for value in (score.recall, score.precision) if value is not None]
    return {
        "injected": score.injected,
        "found": score.found,
        "recall": _round(score.recall),
        "recall_interval": [_round(bound) for bound in interval(score.found, score.injected) or ()] or None,
        "there_anyway": score.there,
        "there_found": score.there_found,
        "true": score.true,
        "false_alarms": score.false,
        "of_them_on_clean_pages": score.clean_false,
        "precision": _round(score.precision),
        "expected_outcome": _round(score.outcome),
        "aim": aim,
        "reached": bool(low) and min(low) >= aim,
    }


def as_data(
    about: Numbers,
    sites: Tally,
    real: Tally | None,
    unknown: Mapping[str, Unknown] | None,
    judged: Mapping[str, Verdicts] | None = None,
    families: Tally | None = None,
) -> Numbers:
    """Everything that was counted; no word of a real page."""
    data: Numbers = {
        "about": {**about, "pages": sites.pages, "pages_without_a_fault": sites.clean_pages},
        "rules": {code: rule_numbers(code, score) for code, score in sorted(sites.scores.items())},
        "not_measured": sorted({rule.code for rule in all_rules()} - set(sites.scores)),
        "knock_on": _knock_on(sites),
        "real_pages": None,
        "unknown_sites": None,
        "judged": None,
        "families": None,
    }
    if families is not None:
        row = rule_numbers("COR002", families.of("COR002"))
        data["families"] = {"pages": families.pages, **row}
    if real is not None:
        data["real_pages"] = {
            "rules": {
                code: {"injected": score.injected, "found": score.found, "false_alarms": score.false}
                for code, score in sorted(real.scores.items())
            },
            "knock_on": _knock_on(real),
        }
    if unknown is not None:
        data["unknown_sites"] = {form: _alarms(one) for form, one in unknown.items()}
    if judged:
        data["judged"] = {code: _verdicts(one) for code, one in sorted(judged.items())}
    return data


def _alarms(unknown: Unknown) -> Numbers:
    return {
        "pages": unknown.pages,
        "articles": unknown.articles,
        "findings_per_10_pages": round(unknown.per_ten, 2),
        "rules": {
            code: {
                "findings": len(numbers),
                "per_10_pages": round(10 * len(numbers) / max(1, unknown.pages), 2),
                "review": unknown.reviews.get(code, 0),
                "pages": sorted(set(numbers)),
            }
            for code, numbers in sorted(unknown.by_rule.items())
        },
    }


def _verdicts(one: Verdicts) -> Numbers:
    return {"judged": _shares(one.all), "still_there": _shares(one.now)}


def _shares(counts: Counter[str]) -> Numbers:
    """Verdicts with the share of true ones among those that are clear, and its 95 % interval."""
    true, false = counts["true"], counts["false"]
    bounds = interval(true, true + false)
    return {
        "findings": counts.total(),
        "true": true,
        "false": false,
        "unclear": counts["unclear"],
        "precision": _round(true / (true + false)) if bounds else None,
        "interval": [_round(bound) for bound in bounds] if bounds else None,
    }


def as_markdown(data: Numbers, sites: Tally) -> str:
    """The page to read: rules that miss their aim first. Its excerpts are text of the generator."""
    return "\n".join(_page(data, sites)) + "\n"


def _families(row: Numbers) -> Iterable[str]:
    yield "\n## Families of articles\n"
    yield (
        f"COR002 on families alone, {row['pages']:,} pages: of {row['injected']} families (half of them share "
        f"paragraphs, half are rewritten) {row['found']} are told whole, recall {_shown(row['recall'])}; of "
        f"{row['true'] + row['false_alarms']} findings {row['true']} name a whole family, precision "
        f"{_shown(row['precision'])}; {row['of_them_on_clean_pages']} alarms on pages of no family, half as many "
        "groups of lookalikes among them: titles of one template over texts of their own."
    )


def _page(data: Numbers, sites: Tally) -> Iterable[str]:
    about = data["about"]
    yield "# Rules, measured\n"
    yield (
        f"`make bench-rules`: {about['pages']:,} generated pages of {about['sites']} sites (seed {about['seed']}), "
        f"{about['pages'] - about['pages_without_a_fault']:,} of them with a fault put in, in every capture style. "
        "Recall is over the faults put in; precision over all findings, without knock-on findings (listed below). "
        "A finding counts where its rule and its place are right; `outcome` is the share with the expected outcome. "
        f"Aims: {STRUCTURAL} for structural rules, {JUDGEMENT} for rules that judge meaning or wording.\n"
    )
    head = ["rule", "injected", "found", "missed", "recall", "95 %"]
    head += "there found false clean precision outcome aim reached".split()
    rows = sorted(data["rules"].items(), key=lambda row: (row[1]["reached"], row[0]))
    yield from _table(
        head,
        (
            (
                code,
                row["injected"],
                row["found"],
                row["injected"] - row["found"],
                _shown(row["recall"]),
                _between(row["recall_interval"]),
                row["there_anyway"],
                row["there_found"],
                row["false_alarms"],
                row["of_them_on_clean_pages"],
                _shown(row["precision"]),
                _shown(row["expected_outcome"]),
                f"{row['aim']:.2f}",
                "yes" if row["reached"] else "**no**",
            )
            for code, row in rows
        ),
    )
    yield "`there`: faults that pages have anyway (losses of a capture style, odd cards)."
    yield "`clean`: false alarms on clean pages.\n"
    yield f"Not measured here, tested by themselves: {', '.join(data['not_measured'])}.\n"
    yield "## Misses and false alarms, a few of each\n"
    for code, row in rows:
        score = sites.scores[code]
        for kind, lines in (("missed", score.missed), ("false alarm", score.alarms)):
            for line in sorted(set(lines))[:_SHOWN] if not row["reached"] else ():
                yield f"- {code} {kind}: {_code(line)}"
    if data["families"]:
        yield from _families(data["families"])
    yield "\n## Knock-on findings\n"
    yield from _table(("fault", "also found", "times"), data["knock_on"])
    if data["real_pages"]:
        yield "## Faults put into real pages\n"
        yield "Their own findings are the baseline. Counts alone: no text of theirs is kept.\n"
        yield from _table(
            ("rule", "injected", "found", "false alarms"),
            ((code, *row.values()) for code, row in data["real_pages"]["rules"].items()),
        )
        yield from _table(("fault", "also found", "times"), data["real_pages"]["knock_on"])
    if data["unknown_sites"]:
        for form, numbers in data["unknown_sites"].items():
            yield from _unknown(FORMS[form], numbers)
    if data["judged"]:
        yield from _judged(data["judged"])


def _unknown(form: str, data: Numbers) -> Iterable[str]:
    yield f"## Article pages of unknown sites, as {form}\n"
    yield (
        f"{data['pages']} pages of WCXB (CC BY 4.0), each a site of its own, {data['articles']} read as articles: "
        f"**{data['findings_per_10_pages']}** findings of severity warning or above for every 10 pages "
        f"(aim: under {ALARMS_PER_TEN:.0f}). Not all are false: some of these pages do have the fault.\n"
    )
    rows = sorted(data["rules"].items(), key=lambda row: (-row[1]["findings"], row[0]))
    yield from _table(
        ("rule", "findings", "per 10 pages", "of them review", "pages"),
        (
            (code, row["findings"], row["per_10_pages"], row["review"], " ".join(row["pages"]))
            for code, row in rows
        ),
    )


def _judged(rules: Numbers) -> Iterable[str]:
    first, now = ([row[key] for row in rules.values()] for key in ("judged", "still_there"))
    yield "## Findings on unknown sites, judged by hand\n"
    yield (
        f"{_sum(first, 'findings')} findings on pages of WCXB as HTML, drawn by rule (`bench/rule_judged.py`), each "
        f"read with its page: {_sum(first, 'true')} true, {_sum(first, 'false')} false, {_sum(first, 'unclear')} "
        f"unclear when drawn. {_sum(now, 'findings')} of them still come: {_sum(now, 'true')} true, "
        f"{_sum(now, 'false')} false, {_sum(now, 'unclear')} unclear; "
        "the others no longer come: rules, extraction and page types were mended, and "
        "some things are told once a page. "
        "True: what the finding says holds, and a reader of row and page would want to know it. Verdicts and reasons "
        "are in `bench/judged.csv`, without a word of the pages.\n"
    )
    yield from _table(
        (
            "rule",
            "judged",
            "true",
            "false",
            "unclear",
            "precision",
            "95 %",
            "still",
            "true",
            "false",
            "precision",
        ),
        (
            (
                code,
                *(row["judged"][key] for key in ("findings", "true", "false", "unclear")),
                _shown(row["judged"]["precision"]),
                _between(row["judged"]["interval"]),
                *(row["still_there"][key] for key in ("findings", "true", "false")),
                _shown(row["still_there"]["precision"]),
            )
            for code, row in rules.items()
        ),
    )
    yield (
        "`still`: findings that still come; the last three columns are of these. They are what the rules were mended "
        "on, so their precision is no forecast: findings that came anew are drawn and judged with them.\n"
    )


def _sum(rows: Iterable[Numbers], key: str) -> int:
    return sum(row[key] for row in rows)


def _between(bounds: Sequence[float] | None) -> str:
    return "-" if bounds is None else f"{bounds[0]:.2f}–{bounds[1]:.2f}"


def _knock_on(tally: Tally) -> list[list[Any]]:
    rows = sorted(tally.knock_on.items(), key=lambda item: (-item[1], item[0]))
    return [[cause, code, count] for (cause, code), count in rows]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def _code(line: str) -> str:
    """Text of a page as inline code: no mark-up of its own can come through."""
    kept = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    return f"`` {kept.replace('`', chr(39))} ``"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
