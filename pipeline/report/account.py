"""The account over all pages: what became of each page and each character, and whether the sums agree."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from pipeline.report.model import Account, Excerpts, Verdict
from pipeline.report.tables import Tables, values
from pipeline.report.visible import one_line
from pipeline.report.words import number, verdict
from schemas.manifest import Manifest
from schemas.vocabulary import PAGE_STATES

MAX_REASONS = 12
WORD_BINS = (100, 250, 500, 1_000, 2_000, 5_000)
"""Where the ranges of word counts end and the next begin; the last has no end."""


def build_verdict(tables: Tables) -> Verdict:
    """Counts of articles by `qa`, in words."""
    manifest = tables.manifest
    counts = Counter(qa for batch in tables.batches("articles", ("qa",)) for qa in values(batch)[0])
    mend, look = counts["fail"], counts["review"]
    articles = sum(counts.values())
    lost = sum(manifest.pages_by_state.get(state, 0) for state in ("timed_out", "failed"))
    unread = _unread(tables)
    return Verdict(
        clauses=verdict(manifest.pages, articles, lost, mend, look, unread),
        level="empty" if not articles else "fail" if mend or lost else "review" if look or unread else "pass",
        pages=manifest.pages,
        articles=articles,
        mend=mend,
        look=look,
        clean=counts["pass"],
    )


def _unread(tables: Tables) -> int:
    """Pages without text of which nobody said that it may be so: those with an unwaived finding PAG001."""
    states = tables.manifest.pages_by_state
    if not any(states.get(state) for state in ("unreadable", "empty")):
        return 0
    return sum(
        code == "PAG001" and state != "waived" and article_id is None
        for batch in tables.batches("findings", ("code", "state", "article_id"))
        for code, state, article_id in zip(
            *values(batch.select(["code", "state", "article_id"])), strict=True
        )
    )


def build_account(tables: Tables, excerpts: Excerpts) -> Account:
    """The account of the manifest, checked against the table of pages."""
    manifest = tables.manifest
    states: dict[str, int] = {}
    reasons: dict[tuple[str, str], int] = {}
    shares = [0] * 10
    sums = dict.fromkeys(("chars", "kept_chars", "data_chars", "removed_chars", "unexplained_chars"), 0)
    for batch in tables.batches("pages", ("state", "reason", *sums)):
        columns = dict(zip(batch.schema.names, values(batch), strict=True))
        for name in sums:
            sums[name] += sum(columns[name])
        for state, reason, chars, kept in zip(
            columns["state"], columns["reason"], columns["chars"], columns["kept_chars"], strict=True
        ):
            states[state] = states.get(state, 0) + 1
            if state == "article":
                if chars:
                    shares[min(9, 10 * kept // chars)] += 1
            else:
                key = (state, _reason(reason, excerpts))
                reasons[key] = reasons.get(key, 0) + 1
    known = {state: place for place, state in enumerate(PAGE_STATES)}
    listed = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return Account(
        pages_by_state=tuple(sorted(states.items(), key=lambda item: (known.get(item[0], 99), item[0]))),
        text=manifest.account,
        problems=_problems(manifest, states, sums),
        kept_shares=tuple(shares),
        reasons=tuple((state, reason, n) for (state, reason), n in listed[:MAX_REASONS]),
        reasons_left_out=max(0, len(listed) - MAX_REASONS),
        words=_word_counts(tables),
    )


def _word_counts(tables: Tables) -> tuple[tuple[str, int], ...]:
    """Articles by number of words, every range; empty where there is no article."""
    counts = [0] * (len(WORD_BINS) + 1)
    for batch in tables.batches("articles", ("words",)):
        for words in values(batch)[0]:
            counts[bisect_right(WORD_BINS, words)] += 1
    if not any(counts):
        return ()
    starts = (0, *WORD_BINS)
    ends = (*(f" to {number(end - 1)}" for end in WORD_BINS), " or more")
    names = (f"{number(start)}{end}" for start, end in zip(starts, ends, strict=True))
    return tuple(zip(names, counts, strict=True))


def _reason(reason: str | None, excerpts: Excerpts) -> str:
    """The reason, or its code alone where no page text may show."""
    words = one_line(reason or "no reason given", 160)
    return words if excerpts == "full" else words.split(" ", 1)[0].rstrip(":")


def _problems(manifest: Manifest, states: dict[str, int], sums: dict[str, int]) -> tuple[str, ...]:
    """Each sum that does not agree, in words."""
    text = manifest.account
    parts = text.kept_chars + text.data_chars + text.removed_chars + text.unexplained_chars
    kinds = sum(text.by_chrome_kind.values())
    pairs = [
        ("pages in the manifest", manifest.pages, "rows of pages", sum(states.values())),
        ("all characters", text.chars, "kept, data, removed and unexplained", parts),
        ("removed characters", text.removed_chars, "the chrome kinds", kinds),
    ]
    pairs += [
        (f"{name} in the manifest", getattr(text, name), "the pages", total) for name, total in sums.items()
    ]
    return tuple(
        f"{left}: {number(a)}, but {right}: {number(b)} ({number(abs(a - b))} {'missing' if b < a else 'too many'})"
        for left, a, right, b in pairs
        if a != b
    )
