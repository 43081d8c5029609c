"""What kind of line a line of flat text is, told from layout alone.

Flat text carries no markup: a heading is a short line without closing punctuation that something
follows, a question may be a heading or an FAQ line, a lead-in ends in a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.known import known_if_short

BULLET = re.compile(r"[-*•–]\s+(?=\S)")
NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
NUMBER_ALONE = re.compile(r"(?:Step\s+)?(\d{1,2})[.)]?")
RAW_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]*)\)")
IMAGE = re.compile(r"\[?!\[([^\[\]]*)\]\(([^()\s]*)\)(?:\]\(([^()\s]*)\))?")
RULE_LINE = re.compile(r"[-*_=~]{3,}")

_KNOWN_LINES = 4096
"""Short lines of which is kept what they look like: several stages ask of one line, and a site says many again."""
MAX_HEADING = 130
MAX_HEADING_WORDS = 20
LONG_LINE = 100
"""A line of so many characters is a paragraph: the short line above it is a heading."""
MAX_ASKING_WORDS = 16
MAX_UNSPACED_HEADING = 40
"""Characters of a heading in a script that sets no spaces between words."""
QUESTION_MARKS = ("?", "？", "؟")
_CLOSING = tuple(".!:;,…{}([=\\。！：；，、।۔")
_QUOTE_CLOSING = ('."', ".”", '!"', "!”", ".)", ".'", ".’", ":)", "…”")
_NO_HEADING_STARTS = frozenset("—–―→←↑↓↗•·©®")
"""A dash opens an attribution, an arrow or a dot an item, the copyright sign a footer."""
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|exhibit|chart|graph|diagram|image|photo|illustration|screenshot)\s+\d+(?:\.\d+)?"
    r"(?:\s*[.:–—]|\s+-)\s|(?:photo|image|illustration|caption|source)(?:\s+(?:by|credit|courtesy of))?:\s"
    r"|last\s+(?:updated|reviewed)\b.{0,30}(?:19|20)\d\d$",
    re.I,
)
_ASIDE = re.compile(
    r"(?:(?:pro |quick )?tip|note|example|remember|warning|caution|disclaimer|p\.?s\.?|source|credit)s?:\s"
    r"|[“\"][^“”\"]*[”\"]$",
    re.I,
)
"""Set in title case it may head a section; else it is a remark, or something said."""
_SPEECH = re.compile(r"[^\s:“”\"][^:“”\"]{0,40}: [“\"][^“”\"]*[”\"]$|(?:Subject|Cc|Bcc|Re): \S")
"""Somebody and what they say; the lines at the top of a letter."""
_FORMULA = re.compile(r"\s=\s.*\s[+×÷*/−–-]\s|\s[+×÷*/−]\s.*\s=\s")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_LABELLED = re.compile(r"[^\s:?.][^:?.]{0,60}: [^A-Z\s]")
_CODE_LINE = re.compile(r"(?=.*[=(){}<>]).*[{};]$|[\])}]+[,;]?$|(?://|/\*|#!)\s?\S.*$")
_ABBREVIATION_END = re.compile(r"\b(?:vs|etc|Inc|Ltd|Co|Corp|Jr|Sr|U\.S|e\.g|i\.e|No)\.$")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "over",
        "per",
        "so",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "vs.",
        "with",
        "without",
        "your",
        "you",
        "it",
        "its",
        "be",
        "are",
        "do",
        "does",
        "can",
        "not",
        "than",
        "that",
        "this",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "if",
    ]
)
_ASKS = re.compile(r"(?:How|What|When|Where|Why|Which|Who)\b")
_QUESTION_OPENS = re.compile(
    r"\W*(?:how|what|when|where|why|which|who|whose|is|are|was|do|does|did|can|could|should|will|would|has|have|so|but|"
    r"and|or|if|must|may)\b|¿",
    re.I,
)
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|could|can|may|might|must|does|do|did|means|makes|gives|"
    r"takes|shows|lets|helps|keeps|owns|pays|earns|runs|sets|needs|wants|says)\b"
)


class Neighbours(NamedTuple):
    """What a line's kind may depend on besides itself."""

    next_text: str | None
    """The next line that could be body text; None at the end of the region."""
    next_gap: int
    gap: int
    spaced: bool
    """True where paragraphs are parted by blank lines."""


def could_be_heading(text: str) -> bool:
    """Whether the line alone may be a heading: short, begins like one, no closing punctuation."""
    return 2 <= len(text) <= MAX_HEADING and _could_be_heading(text)


@lru_cache(maxsize=_KNOWN_LINES)
def _could_be_heading(text: str) -> bool:
    if text.endswith(_CLOSING):
        return text.endswith(".") and _ABBREVIATION_END.search(text) is not None
    if text.endswith(_QUOTE_CLOSING):
        return False
    first = text[0]
    if first in _NO_HEADING_STARTS or _CAPTION.match(text) or ("=" in text and _FORMULA.search(text)):
        return False
    if _ASIDE.match(text) and not in_title_case(text):
        return False
    if ": " in text and _SPEECH.match(text):
        return False
    if not text.isascii() and _UNSPACED.search(text):
        return len(text) <= MAX_UNSPACED_HEADING and "。" not in text
    if not (first.isupper() or first.isdigit() or first in "“\"‘'$(¿¡#" or not first.isascii()):
        return first.islower() and text.split()[0][1:2].isupper()
    words = text.split()
    if len(words) == 1 and ("_" in text or "/" in text):
        return False
    return len(words) <= MAX_HEADING_WORDS and any(c.isalpha() for c in text)


def is_heading(text: str, near: Neighbours) -> bool:
    """Whether a line of flat text is a heading.

    A candidate must have something under it. Questions need a longer line below, so that a rhetorical
    one-line paragraph stays a paragraph; a short clause with a verb and no title case must be short.
    """
    if not could_be_heading(text) or near.next_text is None:
        return False
    if BULLET.match(text) or (NUMBERED.match(text) and not near.spaced and NUMBERED.match(near.next_text)):
        return False
    following = near.next_text
    if text.endswith(QUESTION_MARKS):
        if "? " in text:
            return False
        return (
            in_title_case(text)
            or len(following) > len(text)
            or BULLET.match(following) is not None
            or (could_be_heading(following) and _QUESTION_OPENS.match(text) is not None)
        )
    if near.spaced and near.next_gap == 0 and near.gap == 0:
        return False
    if in_title_case(text):
        return True
    words = text.split()
    if _ASKS.match(text) and len(words) <= MAX_ASKING_WORDS:
        return True
    if len(words) <= 9 or not _VERBISH.search(text):
        return len(words) <= 14
    return False


def title_case_share(text: str) -> float:
    """Share of the words (small words left out) that begin with a capital or digit, 0 to 1."""
    words = [w.strip("“”\"'‘’()[],:;–—-&/+*_#") for w in text.split()]
    telling = [w for w in words if w and w.lower() not in _SMALL]
    if not telling:
        return 0.0
    return sum(1 for w in telling if not w[0].islower()) / len(telling)


@known_if_short(MAX_HEADING, most=_KNOWN_LINES)
def in_title_case(text: str) -> bool:
    """Whether a line is set as titles are: most of its telling words begin with a capital or digit."""
    return title_case_share(text) >= 0.6


def lines_of(text: str) -> str:
    """Some lines of a page as they stand, whatever it ends its lines with."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_spaced(text: str) -> str:
    """A line of prose with single spaces: more of them, as where a wrapped line was set in, say nothing."""
    return " ".join(text.split()) if "  " in text else text


def plain(text: str) -> str:
    """Inline marks of raw Markdown removed: links and images to their words, emphasis to its text."""
    if "](" in text:
        text = IMAGE.sub(lambda m: m.group(1), text)
        text = RAW_LINK.sub(lambda m: m.group(1), text)
    if "*" in text:
        text = _strip_emphasis(text)
    if "\\" in text:
        text = re.sub(r"\\([$*_\[\]()#`!>-])", r"\1", text)
    if "`" in text:
        text = re.sub(r"`([^`]+)`", r"\1", text)
    return text


_STRONG = re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![*\w])")


def _strip_emphasis(text: str) -> str:
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))


def split_question(text: str) -> int | None:
    """Offset just after the question of a line `Question? Answer`; None where it starts with none.

    A question mark inside quotes or brackets that go on does not end the question. Scripts without spaces
    have a mark of their own, which needs none after it.
    """
    wide = text.find("？", 0, 300) + 1 or None
    at = text.find("?")
    while at != -1 and at < (wide or 300):
        end = at + 1
        while end < len(text) and text[end] in "?!”\"’')*":
            end += 1
        if end == len(text):
            return end
        if (
            text[end].isspace()
            and _balanced(text[:end])
            and not (end > at + 1 and text[end:].lstrip()[:1].islower())
        ):
            return end
        at = text.find("?", at + 1)
    return wide


def code_run(lines: Iterable[str]) -> int:
    """Number of lines from the first on that are program code: brackets and semicolons close them. 0 for one alone."""
    count = 0
    for line in lines:
        if not _CODE_LINE.match(line):
            break
        count += 1
    return count if count > 1 else 0


def is_label_line(text: str) -> bool:
    """Whether a line is a label with its value (`Six rooms or more: every week`), a heading only alone."""
    return _LABELLED.match(text) is not None


def _balanced(text: str) -> bool:
    return (
        text.count("“") <= text.count("”") + 0
        and text.count("(") <= text.count(")")
        and (text.count('"') % 2 == 0)
    )
