"""PAG007: site chrome in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.document import LabelledBlock
from pipeline.rules.base import Hit, PageContext, PageRule
from pipeline.rules.derived import clip
from schemas.vocabulary import Severity

_WHOLE = re.compile(
    r"\W*(?:"
    r"was this (?:article |page |answer )?helpful|did you find this (?:article |page )?helpful"
    r"|rate this (?:article|page)"
    r"|downloads?(?= *:)|download (?:as )?(?:pdf|svg|png)|share(?: this)?(?= *:)"
    r"|share (?:this|on|via)\b.{0,60}"
    r"|more (?:from|in) (?:the|this) (?:library|blog|site|topic|category)|more stories in this topic"
    r"|keep reading"
    r"|deep dive · related in the library|related (?:in|on|from) (?:the library|pulse)|apply this in pulse"
    r"|you (?:may|might) also (?:like|enjoy)|recommended for you|continue reading|read (?:full answer|more)"
    r"|(?:subscribe|sign up)(?: now| today| here)?"
    r"(?: (?:to|for) (?:our|the|my) .{0,50}(?:newsletter|updates|mailing list).{0,40})?"
    r"|(?:enter (?:your )?|your )e-?mail(?: address)?|join (?:our|the) (?:newsletter|mailing list).{0,60}"
    r"|(?:accept|reject|allow) (?:all )?cookies|cookie (?:settings|preferences|policy)"
    r"|manage (?:cookies|consent)"
    r"|skip to (?:main )?content|back to top|table of contents|leave a (?:comment|reply)|log ?in|sign in"
    r"|print this page"
    r"|advertisement|sponsored(?: content)?|privacy policy|terms (?:of (?:service|use)|and conditions)"
    r"|all rights reserved|(?:©|\(c\)|copyright)\s*(?:\d{4}|©).{0,80}|pulse ← \w+"
    r"|← (?:library|hub|previous|back).{0,40}"
    r"|next →.{0,40}|previous|machine certified.{0,12}|claude code audited.{0,12}"
    r")\W*",
    re.IGNORECASE,
)
"""Whole lines that are chrome wherever they stand."""

_WITHIN = re.compile(
    r"(?:^|[.!?”\"]\s+)(?:was this (?:article |page )?helpful\?"
    r"|subscribe to our newsletter\b|sign up for our newsletter\b"
    r"|(?:we|this (?:web)?site) uses? cookies\b|by (?:continuing|clicking)[^.]{0,80}\bcookies\b)"
    r"|📖\s*[\d,]+\s*words|👁\s*[\d,]+\s*views|⏱\s*\d+\s*min read|👍\s*\w+ or 👎|✓\s*machine certified"
    r"|[a-z][a-z0-9-]{0,40} · [a-z][a-z0-9-]{0,40}(?-i:[A-Z])[^·]{5,200}?\?[a-z][a-z0-9-]{0,40} · [a-z]",
    re.IGNORECASE,
)
"""Pieces of chrome glued to a paragraph."""

_CONTENTS = re.compile(r"\W*table of contents\W*", re.IGNORECASE)

_CUES = ("helpful?", "newsletter", "cookies", "📖", "👁", "⏱", "👎", "✓", " · ")
_OPENINGS = frozenset(
    [
        "was",
        "did",
        "rate",
        "download",
        "downloads",
        "share",
        "more",
        "keep",
        "deep",
        "related",
        "apply",
        "you",
        "recommended",
        "continue",
        "read",
        "subscribe",
        "sign",
        "enter",
        "your",
        "join",
        "accept",
        "reject",
        "allow",
        "cookie",
        "manage",
        "skip",
        "back",
        "table",
        "leave",
        "login",
        "log",
        "print",
        "advertisement",
        "sponsored",
        "privacy",
        "terms",
        "all",
        "c",
        "copyright",
        "pulse",
        "library",
        "hub",
        "previous",
        "next",
        "machine",
        "claude",
        "email",
    ]
)
"""First words of all that `_WHOLE` knows, to look before matching."""
_FIRST_WORD = re.compile(r"\W*([A-Za-z]+)")
_LONGEST = 140
_PROSE = 100
"""Characters of a paragraph that answers its heading."""
_LABELS = frozenset(
    {
        "article.paragraph",
        "article.heading",
        "article.list_item",
        "article.faq_answer",
        "article.step",
        "article.quote",
    }
)
_DOUBTFUL = frozenset({"article.heading", "article.list_item"})
_MEANT = re.compile(
    r"\W*(?:table of contents|downloads?|log ?in|sign in|previous|subscribe|sign up|keep reading)\W*"
)


class ChromeInBody(PageRule):
    """Site chrome was left in the article text.

    What it checks
        Lines of the article that are chrome wherever they stand ("Was this helpful?", "More from the
        library", cookie and newsletter boxes, share rows, copyright lines), and chrome glued to a
        paragraph: view and word counts, cards, badges.

    Why it matters
        The article alone is what the dataset promises. A line of chrome on a thousand pages is the most
        common sentence of the dataset.

    Example that fails
        ::

            Pulse ← Library

            How do you keep a canal boat warm?

            Direct Answer

            Insulate the floor first, keep the stove low and steady, and open a vent for every fire you
                light.

            Stoves and Fuel

            Dry ash burns longest of the common woods. Subscribe to our newsletter for a weekly tip on
                life afloat!

            Coal keeps a stove in overnight, where wood has to be fed again before anybody wants to get
                up.

    Example that passes
        ::

            Pulse ← Library

            How do you keep a canal boat warm?

            Direct Answer

            Insulate the floor first, keep the stove low and steady, and open a vent for every fire you
                light.

            Stoves and Fuel

            Dry ash burns longest of the common woods, which our newsletter and every boatyard will tell
                you.

            Coal keeps a stove in overnight, where wood has to be fed again before anybody wants to get
                up.

    How to fix
        Teach the profile the line as a row or zone.

    Limits
        "Table of Contents" is let be on HTML or text with menus of a site without a profile, where it may be
        the article's own. Only chrome that is worded as above is known. Headings and list items of two words
        that articles use too ("Sign in", "Downloads") are let be.
    """

    code = "PAG007"
    name = "chrome-in-body"
    severity: ClassVar[Severity] = "error"
    fix = "Teach the profile this line as a row or zone"

    def check(self, page: PageContext) -> Iterator[Hit]:
        blocks = [block for block in page.article_blocks if block.label in _LABELS]
        joined = "\n".join([block.text for block in blocks])
        cues = [cue for cue in _CUES if cue in joined]
        for number, block in enumerate(blocks):
            text = block.text
            if len(text) <= _LONGEST and _opens_like_chrome(text) and _is_chrome(block):
                if page.unknown_layout and _CONTENTS.fullmatch(text):
                    continue
                if _heads_prose(block, blocks[number + 1] if number + 1 < len(blocks) else None):
                    continue
                yield _hit(block.text, block.start, block.end)
            elif cues and any(cue in text for cue in cues) and (found := _WITHIN.search(text)):
                start = block.start + found.start()
                lead = len(found.group()) - len(found.group().lstrip('.!?”" '))
                end = min(block.end, start + 120)
                yield _hit(block.text[found.start() + lead : end - block.start], start + lead, end)


def _opens_like_chrome(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    return (first is not None and first[1].lower() in _OPENINGS) or "©" in text[:8]


def _is_chrome(block: LabelledBlock) -> bool:
    if not _WHOLE.fullmatch(block.text):
        return False
    return block.label not in _DOUBTFUL or not _MEANT.fullmatch(block.text.lower())


def _heads_prose(block: LabelledBlock, after: LabelledBlock | None) -> bool:
    """Whether a question that readers are asked is itself what a section is about: set as a title, and answered."""
    return (
        block.label == "article.heading"
        and block.text.rstrip().endswith("?")
        and not any(word[0].islower() for word in block.text.split())
        and after is not None
        and after.label == "article.paragraph"
        and len(after.text) >= _PROSE
        and after.text.rstrip().endswith(".")
    )


def _hit(text: str, start: int, end: int) -> Hit:
    return Hit(f"The article holds site chrome: {clip(text)}", subject=text[:80], start=start, end=end)
