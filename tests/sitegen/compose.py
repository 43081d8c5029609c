"""Blocks and sections: paragraphs, lists, tables, diagrams and cards, put together to an asked length."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.sitegen.identity import Identity
from tests.sitegen.prose import Writer
from tests.sitegen.truth import Block, Faq, Section, Source
from tests.sitegen.words import sentence_case, title_case

LETTERS = "ABCDEFGHIJKLMNOP"


_FAMILIES = (
    "Warning Signs",
    "First Moves",
    "Common Costs",
    "Open Questions",
    "Early Checks",
    "Usual Mistakes",
)
_COMPARED = (
    "belong together",
    "cost the most",
    "come up each quarter",
    "nobody writes down",
    "help a newcomer",
)


class Composer:
    """Builds the parts of one article and sees to it that no heading or question comes twice."""

    def __init__(self, writer: Writer, links: list[Identity]) -> None:
        self.writer = writer
        self.dice = writer.dice
        self._links = links
        self._used: set[str] = set()

    def once(self, make: Callable[[], str]) -> str:
        """A heading, question, paragraph or list item that this page has not had yet."""
        text = ""
        for _ in range(30):
            text = make()
            if text.lower() not in self._used:
                break
        self._used.add(text.lower())
        return text

    def avoid(self, texts: Iterable[str]) -> None:
        """Texts that the page has already."""
        self._used.update(text.lower() for text in texts)

    def paragraph(self) -> Block:
        """A paragraph; one in twenty ends with a raw markdown link to another page of the site."""
        text = self.once(self.writer.paragraph)
        if self._links and self.dice.chance(0.035):
            other = self._links.pop()
            text += f" See [{other.title}](/knowledge/{other.site_id}) for the longer version."
        return Block("paragraph", text)

    def items(self, count: int) -> tuple[str, ...]:
        """List items: `Term: explanation`, a clause with a full stop, or a bare phrase; one form a list."""
        writer = self.writer
        form = self.dice.pick(("term", "term", "clause", "act"))
        makers: dict[str, Callable[[], str]] = {
            "term": lambda: f"{sentence_case(writer.phrase('noun'))}: {writer.phrase('clause')}.",
            "clause": lambda: sentence_case(writer.phrase("clause")) + ".",
            "act": lambda: sentence_case(writer.phrase("act")),
        }
        return tuple(self.once(makers[form]) for _ in range(count))

    def bullets(self, *, ordered: bool = False) -> tuple[Block, Block]:
        """A lead-in and its list."""
        lead = Block("paragraph", self.once(self.writer.lead))
        return lead, Block("list", items=self.items(self.dice.between(3, 6)), ordered=ordered)

    def table(self) -> tuple[Block, Block]:
        """A lead-in and a table of three columns."""
        writer = self.writer
        rows = [("Measure", self.dice.pick(("Target", "Typical", "Before")), "Owner")]
        for metric in self.dice.sample(writer.domain.metrics, self.dice.between(3, 5)):
            rows.append((sentence_case(metric), writer.phrase("pct"), sentence_case(writer.phrase("actor"))))
        return Block("paragraph", self.once(lambda: writer.lead("_table_lead"))), Block(
            "table", cells=tuple(rows)
        )

    def diagram(self) -> Block:
        """A mermaid flowchart: first line the direction, then a line for each edge."""
        dice, writer = self.dice, self.writer
        count = dice.between(5, 9)
        names = [title_case(noun) for noun in dice.sample(writer.domain.nouns, count)]
        choice = dice.between(1, count - 3) if dice.chance(0.6) else -1

        shown: set[int] = set()

        def node(place: int) -> str:
            letter = LETTERS[place]
            if place in shown:
                return letter
            shown.add(place)
            return f"{letter}{{{names[place]} Agreed?}}" if place == choice else f"{letter}[{names[place]}]"

        lines = ["flowchart " + ("LR" if dice.chance(0.08) else "TD")]
        for place in range(count - 1):
            if place == choice:
                lines.append(f"{node(place)} -->|Yes| {node(place + 1)}")
                lines.append(f"{node(place)} -->|No| {node(place + 2)}")
            else:
                lines.append(f"{node(place)} --> {node(place + 1)}")
        if dice.chance(0.4):
            lines.append(f"{LETTERS[count - 1]} --> A")
        return Block("diagram", "\n".join(lines))

    def cards(self, count: int) -> Block:
        """Step cards: number, title, one line of detail."""
        writer = self.writer
        titles = self.dice.sample(writer.domain.actions, count)
        return Block(
            "cards",
            cells=tuple(
                (str(number), title_case(title), writer.paragraph(1))
                for number, title in enumerate(titles, 1)
            ),
        )

    def compare(self) -> Block:
        """Two compare cards side by side: a name and a line for each."""
        writer = self.writer
        names = self.dice.sample(writer.domain.plurals, 2)
        return Block("compare", cells=tuple((title_case(name), writer.paragraph(1)) for name in names))

    def blocks(self, size: int, *, rich: bool = True) -> tuple[Block, ...]:
        """Blocks of about `size` characters, always beginning with a paragraph."""
        first = self.paragraph()
        blocks, length = [first], len(first.text)
        while length < size:
            roll = self.dice.unit() if rich else 1.0
            fresh: tuple[Block, ...]
            if roll < 0.09:
                fresh = self.bullets()
            elif roll < 0.13:
                fresh = self.bullets(ordered=True)
            elif roll < 0.16:
                fresh = self.table()
            elif roll < 0.17:
                fresh = (self.compare(),)
            else:
                fresh = (self.paragraph(),)
            blocks.extend(fresh)
            length += sum(
                len(b.text) + sum(map(len, b.items)) + sum(len(c) for r in b.cells for c in r) for b in fresh
            )
        if blocks[-1].kind not in ("paragraph", "table") and self.dice.chance(0.5):
            blocks.append(self.paragraph())
        return tuple(blocks)

    def section(self, size: int, *, level: int = 2, heading: str = "", role: str = "body") -> Section:
        """One section under a fresh heading."""
        return Section(level, heading or self.once(self.writer.heading), role, self.blocks(size))

    def family(self, size: int, children: int) -> list[Section]:
        """A parent heading followed at once by its children, worded in parallel as on the real pages.

        Without that wording nobody could tell a later child from the next section in flat text.
        """
        kind = self.dice.pick(_FAMILIES)
        topics = self.dice.sample(self.writer.domain.plurals, children)
        parent = Section(
            2, self.once(lambda: f"{kind} That {title_case(self.dice.pick(_COMPARED))}"), "body", ()
        )
        names = [self.once(lambda topic=topic: f"{title_case(topic)}: {kind}") for topic in topics]  # type: ignore[misc]
        return [parent, *(self.section(size // children, level=3, heading=name) for name in names)]

    def faqs(self, count: int) -> tuple[Faq, ...]:
        """Question and answer pairs, all questions different."""
        writer = self.writer
        return tuple(
            Faq(self.once(writer.question), writer.paragraph(self.dice.pick((1, 2, 2, 3))))
            for _ in range(count)
        )

    def sources(self, entries: list[str], studies: list[str], form: int) -> tuple[Source, ...]:
        """Sources in one of the three forms of the site, or each in its own."""
        made = []
        for place, (entry, study) in enumerate(zip(entries, studies, strict=False)):
            publisher, _, address = entry.partition("|")
            title = study.format(topic=title_case(self.writer.topic))
            kind = form if form < 3 else place % 3
            if kind == 0:
                made.append(Source(f"{publisher}, “{title}” ({address})", title, publisher, address))
            elif kind == 1:
                made.append(Source(f'"{title}" – {publisher}', title, publisher, None))
            else:
                note = self.writer.phrase("noun") + " example"
                made.append(Source(f"{publisher} ({address}) – {note}", None, publisher, address))
        return tuple(made)
