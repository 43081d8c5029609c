"""Real pages with a fault put into their text: their own findings are the baseline, all else is an alarm.

The pages stay where they are (`../shared/seeds`). What is put in is text of the generator; nothing of the pages
leaves this module: counts alone do. The injectors know lines of flat text and share nothing with the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.rule_chain import folder_of
from bench.rule_match import Expected, Tally, mark, same
from pipeline.document import RawPage
from schemas.finding import Finding
from tests.sitegen.banks import FOREIGN, HOME
from tests.sitegen.compose import Composer
from tests.sitegen.dice import Dice
from tests.sitegen.faults.languages import LANGUAGES
from tests.sitegen.faults.texts import PLACEHOLDERS
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Fault

_AS_OF = date(2026, 11, 1)
_BODY = 200
"""Characters from which on a line is a paragraph."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The lines of a page, the gap between two of them, and the dice."""

    lines: list[str]
    rendered: bool
    dice: Dice

    @property
    def end(self) -> int:
        """Line of the FAQ heading."""
        return self.lines.index("FAQ")

    def paragraphs(self) -> list[int]:
        """Lines that are paragraphs of the body."""
        start = self.lines.index("Direct Answer") + 3
        return [
            at
            for at in range(start, self.end)
            if len(self.lines[at]) >= _BODY and self.lines[at].endswith(".") and self.lines[at][0].isupper()
        ]

    def put(self, at: int, *texts: str) -> str:
        """The page with lines of text before the given one."""
        fresh = [part for text in texts for part in ((text, "") if self.rendered else (text,))]
        return "\n".join([*self.lines[:at], *fresh, *self.lines[at:]])

    def swap(self, at: int, text: str) -> str:
        """The page with one line replaced."""
        return "\n".join([*self.lines[:at], text, *self.lines[at + 1 :]])

    def composer(self, *, foreign: bool = False) -> Composer:
        """Fresh prose of the site's business, or of another world."""
        domain = self.dice.pick(FOREIGN if foreign else HOME)
        return Composer(Writer(self.dice, domain, self.dice.pick(domain.topics), "the team"), [])


Injected = tuple[str, Fault] | None
Injector = Callable[[Scene], Injected]


def _placeholder(scene: Scene) -> Injected:
    words = scene.dice.pick(PLACEHOLDERS)
    return scene.put(scene.dice.pick(scene.paragraphs()), words), Fault("TXT003", "fail", words)


def _mojibake(scene: Scene) -> Injected:
    at = scene.dice.pick(scene.paragraphs())
    head, _, tail = scene.lines[at].partition(", ")
    bad = scene.dice.pick(("cafÃ© â€œnorthâ€\x9d", "a\ufffdter", "bac\x07k"))
    return scene.swap(at, f"{head}, {bad} {tail}"), Fault("PAG002", "fail", bad)


def _truncated(scene: Scene) -> Injected:
    at = scene.dice.pick(scene.paragraphs())
    words = scene.lines[at].split(" ")
    kept = words[: len(words) // 2]
    while not kept[-1][-1].isalpha():
        kept.pop()
    lines = [*scene.lines[:at], " ".join(kept)]
    return "\n".join(lines), Fault("PAG003", "fail", lines[-1][-60:])


def _chrome(scene: Scene) -> Injected:
    words = scene.dice.pick(
        ("Subscribe to our newsletter", "Accept all cookies", "Share this article", "Back to top")
    )
    return scene.put(scene.dice.pick(scene.paragraphs()), words), Fault("PAG007", "fail", words)


def _stray(scene: Scene) -> Injected:
    words = "node eu-3 · queue 4411 · cache MISS · 0.184s"
    return "\n".join([*scene.lines, words]), Fault("PAG005", "fail", words)


def _empty_section(scene: Scene) -> Injected:
    heading = scene.composer().writer.heading()
    return scene.put(scene.end, heading), Fault("SEC002", "fail", heading)


def _lost_list(scene: Scene) -> Injected:
    lead = scene.composer().writer.lead()
    return scene.put(scene.dice.pick(scene.paragraphs()), lead), Fault("SEC003", "fail", lead)


def _no_answer(scene: Scene) -> Injected:
    at = scene.lines.index("Direct Answer")
    step = 4 if scene.rendered else 2
    return "\n".join([*scene.lines[:at], *scene.lines[at + step :]]), Fault(
        "SEC001", "fail", "", "Direct Answer"
    )


def _repeated_section(scene: Scene) -> Injected:
    composer = scene.composer()
    heading, texts = composer.writer.heading(), [composer.paragraph().text for _ in range(4)]
    return scene.put(scene.end, heading, *texts[:2], heading, *texts[2:]), Fault("SEC004", "fail", heading)


def _order(scene: Scene) -> Injected:
    first, second = scene.end, scene.lines.index("Sources")
    last = scene.lines.index("Related on PULSE")
    if "<!--" in scene.lines[last - 1] or "<!--" in scene.lines[last - 2]:
        last -= 2 if scene.rendered else 1
    lines = scene.lines
    parts = (*lines[:first], *lines[second:last], *lines[first:second], *lines[last:])
    return "\n".join(parts), Fault("SEC005", "fail", "Sources")


def _repeated(scene: Scene) -> Injected:
    text = scene.composer().writer.paragraph(4)
    spots = scene.paragraphs()
    once = scene.put(spots[-1], text)
    again = Scene(once.split("\n"), scene.rendered, scene.dice)
    return again.put(spots[len(spots) // 3], text), Fault("TXT004", "fail", text)


def _foreign(scene: Scene) -> Injected:
    section = scene.composer(foreign=True).section(700)
    texts = [
        block.text for block in section.blocks if block.kind == "paragraph" and not block.text.endswith(":")
    ]
    return scene.put(scene.end, section.heading, *texts), Fault("TXT005", "fail", texts[0], section.heading)


def _leak(scene: Scene) -> Injected:
    leak = scene.dice.pick(("<b>never</b>", "*{never}*", "TAGS: pricing,revops,quoting", "&nbsp;&nbsp;"))
    at = scene.dice.pick(scene.paragraphs())
    if leak.startswith("TAGS"):
        return scene.put(at, leak), Fault("TXT006", "fail", leak)
    head, _, tail = scene.lines[at].partition(", ")
    return scene.swap(at, f"{head}, {leak} {tail}"), Fault("TXT006", "fail", leak)


def _language(scene: Scene) -> Injected:
    bank = LANGUAGES[scene.dice.pick(tuple(LANGUAGES))]
    lines = [
        " ".join(scene.dice.sample(bank, 4)) if len(line) >= _BODY and "·" not in line else line
        for line in scene.lines
    ]
    return "\n".join(lines), Fault("TXT008", "fail", "", "language")


def _stated(scene: Scene) -> Injected:
    at = next((at for at, line in enumerate(scene.lines[:12]) if line.startswith("📖")), None)
    if at is None:
        return None
    wrong = f"{scene.dice.pick((400, 9100, 5200)):,} words"
    return scene.swap(at, re.sub(r"[\d,]+ words", wrong, scene.lines[at])), Fault("TXT001", "fail", wrong)


def _undated(scene: Scene) -> Injected:
    at = next((at for at, line in enumerate(scene.lines[:12]) if line.startswith("📖")), None)
    if at is None:
        return None
    return scene.swap(at, re.sub(r"\d+/\d+/\d+", "", scene.lines[at])), Fault("MET001", "fail", "", "date")


def _future(scene: Scene) -> Injected:
    at = next((at for at, line in enumerate(scene.lines[:12]) if line.startswith("📖")), None)
    if at is None:
        return None
    text = re.sub(r"\d+/\d+/\d+", "5/14/2044", scene.lines[at])
    return scene.swap(at, text), Fault("MET002", "fail", "5/14/2044")


def _badge(scene: Scene) -> Injected:
    at = next((at for at, line in enumerate(scene.lines[:8]) if line.startswith("✓")), None)
    if at is None:
        return None
    return scene.swap(at, scene.lines[at].split("10/10")[0]), Fault("MET003", "fail", "")


def _second_title(scene: Scene) -> Injected:
    at = next((at for at, line in enumerate(scene.lines[:12]) if line.startswith("📖")), None)
    if at is None:
        return None
    other = "Who owns the territory map at a ferry ticketing company?"
    lines = list(scene.lines)
    lines[at + 1] = other
    if lines[at + 2]:
        lines.insert(at + 2, "")
    return "\n".join(lines), Fault("TTL002", "fail", other)


def _cards(scene: Scene) -> tuple[int, bool]:
    """Line of the last card, and whether cards are links of a line each."""
    at = max(at for at, line in enumerate(scene.lines) if line)
    return at, scene.lines[at].startswith("- [")


def _off_topic(scene: Scene) -> Injected:
    domain = scene.dice.pick(FOREIGN)
    title = scene.dice.pick(domain.titles).format(topic=scene.dice.pick(domain.topics), place="Harbour Bay")
    title = title[:1].upper() + title[1:]
    at, linked = _cards(scene)
    if linked:
        return scene.put(at, f"- [{title}](/{domain.category}/q9{at}771)"), Fault("LNK001", "fail", title)
    card = f"{domain.category} · {domain.tags[0]}{title}"
    return scene.swap(at, scene.lines[at] + card), Fault("LNK001", "fail", title)


def _twice(scene: Scene) -> Injected:
    at, linked = _cards(scene)
    if not linked:
        return None
    place = scene.lines[at - 1]
    return "\n".join([*scene.lines[: at + 1], place]), Fault("LNK004", "fail", "")


def _dead(scene: Scene) -> Injected:
    at, linked = _cards(scene)
    if not linked:
        return None
    bad = scene.dice.pick(("", "htp:/knowledge/q4711", "/knowledge/q 4711"))
    line = f"- [Who signs off on a ferry timetable?]({bad})"
    return scene.put(at, line), Fault("LNK005", "fail", "Who signs off on a ferry timetable?")


def _unanswered(scene: Scene) -> Injected:
    at = scene.end + (2 if scene.rendered else 1) * scene.dice.between(1, 4)
    at = at if scene.lines[at] else at + 1
    question = scene.lines[at].split("?")[0] + "?"
    return scene.swap(at, question), Fault("FAQ001", "fail", question)


def _asked_twice(scene: Scene) -> Injected:
    at = scene.end + (2 if scene.rendered else 1)
    question = scene.lines[at].split("?")[0] + "?"
    answer = scene.composer().writer.paragraph(2)
    return scene.put(at + (4 if scene.rendered else 2), f"{question} {answer}"), Fault(
        "FAQ002", "fail", question
    )


def _vague(scene: Scene) -> Injected:
    if scene.rendered:
        return None
    words = '"Notes on the Territory Map"'
    return scene.put(scene.lines.index("Sources") + 2, f"- {words}"), Fault("SRC001", "fail", words)


def _broken_diagram(scene: Scene) -> Injected:
    places = [at for at, line in enumerate(scene.lines) if line.startswith("flowchart")]
    if not places:
        return None
    at = scene.dice.pick(places)
    return scene.swap(at, scene.lines[at].replace("]", "", 1)), Fault(
        "TXT007", "review", scene.lines[at][:12]
    )


INJECTORS: dict[str, Injector] = {
    "FAQ001": _unanswered,
    "FAQ002": _asked_twice,
    "LNK001": _off_topic,
    "LNK004": _twice,
    "LNK005": _dead,
    "MET001": _undated,
    "MET002": _future,
    "MET003": _badge,
    "PAG002": _mojibake,
    "PAG003": _truncated,
    "PAG005": _stray,
    "PAG007": _chrome,
    "SEC001": _no_answer,
    "SEC002": _empty_section,
    "SEC003": _lost_list,
    "SEC004": _repeated_section,
    "SEC005": _order,
    "SRC001": _vague,
    "TTL002": _second_title,
    "TXT001": _stated,
    "TXT003": _placeholder,
    "TXT004": _repeated,
    "TXT005": _foreign,
    "TXT006": _leak,
    "TXT007": _broken_diagram,
    "TXT008": _language,
}


def measure_seeds(folder: Path, seed: int, draws: int) -> Tally:
    """All injectors on all pages, `draws` times each. The other pages of the folder stay as they are."""
    pages = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    usual = {mark(finding) for finding in _all(pages)}
    result = Tally(pages=len(pages), clean_pages=len(pages))
    for code, inject in INJECTORS.items():
        for name, text in pages.items():
            for draw in range(draws):
                dice = Dice(seed, code, name, draw)
                made = inject(Scene(text.split("\n"), "Pulse ← Library" in text[:40], dice))
                if made is None:
                    continue
                spoilt, fault = made
                found = _all({**pages, name: spoilt})
                _count(result, Expected(name, fault), [f for f in found if mark(f) not in usual])
    return result


def _count(result: Tally, expected: Expected, found: Iterable[Finding]) -> None:
    """A fresh finding of another rule on the spoilt page is a knock-on; on another page it is a false alarm."""
    score = result.of(expected.code)
    score.injected += 1
    hits = [f for f in found if same(expected.code, expected.page, expected.fault, f)]
    score.found += bool(hits)
    score.right_outcome += any(f.outcome == expected.fault.outcome for f in hits)
    score.true += len(hits[:1])
    if not hits:
        score.missed.append(f"real page {expected.page[:3]}")
    for finding in found:
        if finding in hits:
            continue
        here = finding.page_id == expected.page or expected.page in finding.related_page_ids
        if here and finding.code != expected.code:
            result.knock_on[(expected.code, finding.code)] += 1
        else:
            result.of(finding.code).false += 1
            result.of(finding.code).alarms.append(f"real page {finding.page_id[:3]}")


def _all(pages: dict[str, str]) -> list[Finding]:
    folder = folder_of((RawPage.in_memory(name, text.encode()) for name, text in pages.items()), as_of=_AS_OF)
    return [finding for some in folder.found.values() for finding in some]
