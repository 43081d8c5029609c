"""What a rule is: one class in one file, found by the registry, documented by its docstring.

A page rule sees one page: its article, its labelled blocks, what the extractor noted. A corpus rule
sees one index record and the merged index. Neither sees a parser, a file or another page's text.
A rule yields `Hit`s; the engine makes `Finding`s of them (place, excerpt, fingerprint, state).

The docstring is the rule's documentation, with fixed headings:
What it checks / Why it matters / Example that fails / Example that passes / How to fix / Limits.
The two examples are flat text pages in a literal block and are executed by a test.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal

from pipeline.document import Document, Extraction, LabelledBlock
from pipeline.index.runs import PageTokens, Runs
from pipeline.index.texts import PageTexts
from pipeline.linking import link_places
from pipeline.rules.copies import Shingles, likely_copies, section_twins
from pipeline.rules.derived import PROSE_LABELS, Prose, SectionAt, sections_of, stray_title
from pipeline.settings import Settings
from schemas.article import Article
from schemas.finding import FamilyMember
from schemas.vocabulary import Outcome, Severity

if TYPE_CHECKING:
    from pipeline.index.merged import Index
    from pipeline.index.model import IndexRecord
    from pipeline.survey.model import Survey


_SMALL = b"abcefghijklmnopqrtuvxyz"
"""Small letters that tell no cue from plain text; `%d`, `%s` and `40w` are told by theirs."""


@lru_cache(maxsize=100)
def _mark_of(cue: str) -> str:
    return _without_small(cue)


def _without_small(text: str) -> str:
    return text.encode("ascii", "replace").translate(None, _SMALL).decode("ascii")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found. `start`/`end` are offsets in the accounted text; None: the whole page."""

    message: str
    """One line, no full stop."""
    subject: str | None = None
    start: int | None = None
    end: int | None = None
    outcome: Outcome | None = None
    """None: the rule's own default."""
    severity: Severity | None = None
    """None: the rule's own. A hit may be less than its rule, never more."""
    expected: str | None = None
    found: str | None = None
    fix: str | None = None
    """None: the rule's own default."""
    related_page_ids: tuple[str, ...] = ()
    family: tuple[FamilyMember, ...] = ()


_NO_MENU = frozenset({"chrome.marker", "chrome.duplicate_title"})
_MENU_LINES, _MENU_SHARE = 4, 0.05
"""Lines of chrome, and their share of the page, from which text was taken from a whole page."""


@dataclass(frozen=True)
class PageContext:
    """All that a page rule may look at."""

    page_id: str
    file_name: str
    document: Document
    extraction: Extraction
    article: Article | None
    settings: Settings
    as_of: date
    survey: Survey
    decode_problem: str | None = None
    damage: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    """Whether the source of an HTML page closes its document: nothing was cut off its end."""

    @property
    def blocks(self) -> tuple[LabelledBlock, ...]:
        """The account of the page, in order."""
        return self.extraction.blocks

    @cached_property
    def unknown_layout(self) -> bool:
        """A page of a site without a profile of its own that came with its menus: HTML, and text of a whole page.

        Its markup says how the page looks, not what its parts are, and what stood between two pieces of the article
        may have been taken for chrome: rules about structure hold back where only a profile could tell.
        """
        if self.extraction.site != "generic":
            return False
        if self.extraction.capture == "html":
            return True
        removed = [b for b in self.blocks if b.label.startswith("chrome.") and b.label not in _NO_MENU]
        share = sum(len(b.text) for b in removed) / max(len(self.document.accounted), 1)
        return len(removed) >= _MENU_LINES or (len(removed) > 1 and share >= _MENU_SHARE)

    @cached_property
    def article_blocks(self) -> tuple[LabelledBlock, ...]:
        """The pieces labelled `article.*`, in order."""
        return tuple(b for b in self.extraction.blocks if b.label.startswith("article."))

    @cached_property
    def by_label(self) -> dict[str, tuple[LabelledBlock, ...]]:
        """The account grouped by label, each group in page order."""
        groups: dict[str, list[LabelledBlock]] = {}
        for block in self.extraction.blocks:
            groups.setdefault(block.label, []).append(block)
        return {label: tuple(group) for label, group in groups.items()}

    @cached_property
    def _marks(self) -> str:
        return _without_small(self.document.accounted)

    def holds(self, cue: str) -> bool:
        """Whether the cue, of ASCII characters, stands in the accounted text.

        What stands in a text also stands in it without most small letters, which is searched in a fraction of the
        time; most cues are not there.
        """
        return _mark_of(cue) in self._marks and cue in self.document.accounted

    @cached_property
    def _prose_blocks(self) -> tuple[LabelledBlock, ...]:
        return tuple(block for block in self.article_blocks if block.label in PROSE_LABELS)

    @cached_property
    def texts(self) -> PageTexts:
        """The texts of an article that rules and index ask for, read together."""
        assert self.article is not None
        return PageTexts(self.article, [block.text for block in self._prose_blocks])

    @cached_property
    def prose_tokens(self) -> Runs:
        """The tokens of the article's running text, a run for each piece of `prose`."""
        tokens = self.texts.tokens if self.article else PageTokens()
        return tokens.runs([block.text for block in self._prose_blocks])

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The article's running text, in page order."""
        return tuple(map(Prose, self._prose_blocks, self.prose_tokens.counts.tolist()))

    @cached_property
    def sections(self) -> tuple[SectionAt, ...]:
        """The article's sections as they stand on the page; the first is what precedes any heading."""
        return sections_of(self.extraction.blocks, self.article)

    @cached_property
    def stray_title(self) -> LabelledBlock | None:
        """A line that stands where a second copy of the title would (TTL002 tells it, no other rule)."""
        return stray_title(self.sections)

    @cached_property
    def likely_copies(self) -> tuple[tuple[int, int], ...]:
        """Pairs of indexes into `prose` that may be copies of each other (a sieve, not a judgement)."""
        return likely_copies(self.prose_tokens)

    @cached_property
    def shingles(self) -> Shingles:
        """The shingles of the running text."""
        return Shingles(self.prose_tokens)

    @cached_property
    def section_twins(self) -> tuple[tuple[int, int], ...]:
        """Pairs of indexes into `sections` that say the same."""
        return (
            section_twins(self.sections, self.prose_tokens, self.likely_copies, self.shingles)
            if self.likely_copies
            else ()
        )

    @cached_property
    def link_places(self) -> tuple[tuple[int, int] | None, ...]:
        """For each link of the article the span of the block that carries it; None where none does."""
        return link_places(self.article.links, self.blocks) if self.article else ()

    def labelled(self, label: str) -> tuple[LabelledBlock, ...]:
        """The pieces with exactly this label, in page order."""
        return self.by_label.get(label, ())


class BaseRule(ABC):
    """What every rule says of itself."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    scope: ClassVar[Literal["page", "corpus", "run"]]
    since: ClassVar[str] = "0.1.0"
    outcome: ClassVar[Outcome] = "fail"
    fix: ClassVar[str]
    """How to mend it, one line without a full stop; the default of its hits."""
    preview: ClassVar[bool] = False


class PageRule(BaseRule):
    """A rule over one page."""

    scope: ClassVar[Literal["page", "corpus", "run"]] = "page"
    needs_article: ClassVar[bool] = True
    """False: also runs on pages that did not become an article."""

    @abstractmethod
    def check(self, page: PageContext) -> Iterator[Hit]:
        """Yield what is wrong with the page, in page order. Pure; must not raise."""


class CorpusRule(BaseRule):
    """A rule over one article in the light of all others."""

    scope: ClassVar[Literal["page", "corpus", "run"]] = "corpus"

    @abstractmethod
    def check(self, record: IndexRecord, index: Index) -> Iterator[Hit]:
        """Yield what is wrong with the article of `record`, given the merged index. Pure."""
