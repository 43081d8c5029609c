"""A site profile: what one TOML file may say of a site. `docs/profiles.md` lists every key.

Patterns are Python regular expressions; a row's pattern must match the whole line. Named groups
cut the line into pieces: a group whose name is a data field yields that field, a group listed in
`groups` gets the label given there. Separators between two groups go to the later piece.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.vocabulary import Capture, ChromeKind, LinkZone, SectionRole


class ProfilePart(BaseModel):
    """Base of every part of a profile: frozen, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sign(ProfilePart):
    """One piece of evidence, with its weight and its name in words."""

    words: str = Field(description="The sign's name, as `dechrome run --dry-run` tells it.")
    pattern: str = Field(description="Searched in the region; `^` and `$` are the ends of a line.")
    region: Literal["head", "body", "tail", "page"] = Field(
        "page", description="First 12 lines, last 40, or all."
    )
    weight: int = Field(1, description="What the sign adds to the sum.")


class Recognition(ProfilePart):
    """How to recognise the site."""

    need: int = Field(3, description="Sum of weights at which the profile fits.")
    hosts: tuple[str, ...] = Field((), description="Host names (globs) that settle it.")
    signs: tuple[Sign, ...] = Field((), description="What tells the site.")


class CaptureStyle(ProfilePart):
    """A way in which pages of the site were dumped."""

    name: Capture = Field(description="The column `capture`.")
    signs: tuple[Sign, ...] = Field((), description="What tells the style; the highest sum has it.")
    loses: tuple[str, ...] = Field((), description="Block kinds and roles this style is known to lose.")


class HeaderRow(ProfilePart):
    """A line of the page's frame."""

    name: str = Field(description="Stands in the reason of the account.")
    pattern: str = Field(description="Must match the whole line; groups cut it into pieces.")
    region: Literal["head", "tail", "any"] = Field(
        "head", description="Above the article, below it, or anywhere."
    )
    label: str | None = Field(None, description="Label of the whole line when no group cuts it.")
    groups: dict[str, str] = Field(
        default_factory=dict, description="Group name → label, where not a data field."
    )


class Zone(ProfilePart):
    """A heading that opens a zone, and what stands under it."""

    name: str = Field(description="How `opening` and the templates call it.")
    headings: tuple[str, ...] = Field(description="The heading, whole line, any case; a regex.")
    role: SectionRole | None = Field(None, description="Section role, for zones of the article.")
    chrome: ChromeKind | None = Field(
        None, description="Chrome kind of heading and lead words, for other zones."
    )
    content: Literal["body", "faq", "sources", "links", "cards", "promos", "steps", "none"] = Field(
        "body", description="What stands under the heading."
    )
    link_zone: LinkZone | None = Field(None, description="Zone of its links, where it holds some.")
    closing: bool = Field(False, description="True for zones that whole pages of this site end with.")
    captures: tuple[Capture, ...] = Field((), description="Captures that hold the zone; empty: all.")


class CardGrammar(ProfilePart):
    """How glued cards are written: `category · tagTitle`."""

    separator: str = Field(" · ", description="Between category and tag.")
    category: str = Field(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", description="Regex of a category.")
    tag: str = Field(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", description="Regex of a tag.")
    categories: tuple[str, ...] = Field((), description="Categories known beforehand; more are learned.")
    tags: tuple[str, ...] = Field((), description="Tags known beforehand; more are learned.")
    akin: tuple[tuple[str, ...], ...] = Field(
        (),
        description="Groups of categories: those of one group belong together, those of two groups do not.",
    )


class Template(ProfilePart):
    """A kind of article of the site, with the sections it must have.

    The first that fits is taken, else the last one.
    """

    name: str = Field(description="The column `template`.")
    rows: tuple[str, ...] = Field((), description="Fits when one of these rows was met.")
    zones: tuple[str, ...] = Field((), description="… or one of these zones.")
    headings: tuple[str, ...] = Field((), description="… or a heading matches one of these patterns.")
    categories: tuple[str, ...] = Field((), description="… or the category is one of these.")
    unless: tuple[str, ...] = Field((), description="Never fits when one of these zones was met.")
    mandatory: tuple[str, ...] = Field((), description="Zone names or roles; SEC001 where absent.")
    order: tuple[str, ...] = Field((), description="Roles in the expected order; SEC005.")


class NotArticle(ProfilePart):
    """Pages of the site that are no articles."""

    name: str = Field(description="For people who read the profile.")
    reason: str = Field(description="Why such a page is kept out: the column `reason`, and PAG004.")
    page_type: str = Field("other", description="The column `page_type`.")
    signs: tuple[Sign, ...] = Field(description="What tells such a page.")
    need: int = Field(2, description="Sum of weights at which it is one.")


class Profile(ProfilePart):
    """A whole site profile."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="The column `site`.")
    title: str = Field(description="The site's name for people.")
    recognise: Recognition = Field(Recognition(), description="How the site is told from others.")
    captures: tuple[CaptureStyle, ...] = Field((), description="How its pages were dumped.")
    rows: tuple[HeaderRow, ...] = Field((), description="Lines above and below the article.")
    zones: tuple[Zone, ...] = Field((), description="Headings that open and close zones.")
    cards: CardGrammar | None = Field(None, description="How cards are written that stand on one line.")
    templates: tuple[Template, ...] = Field((), description="Kinds of its articles.")
    not_articles: tuple[NotArticle, ...] = Field((), description="Its pages that are no articles.")
    markers: tuple[str, ...] = Field((), description="Whole-line patterns of script markers.")
    opening: tuple[str, ...] = Field((), description="Zone names one of which opens the body.")
    id_pattern: str | None = Field(None, description="Full-match pattern of the site's own ids.")
    id_paths: tuple[str, ...] = Field((), description="Address patterns with a group `id`.")
    duplicate_title_lengths: tuple[int, ...] = Field(
        (), description="Lengths at which a title copy may be cut."
    )
    site_name: str | None = Field(None, description="The column `site_name`, where the page says nothing.")
    date_order: Literal["mdy", "dmy"] = Field(
        "mdy", description="How dates such as 6/7/2026 are meant; 2026-07-06 is read in any case."
    )
    html_main: str | None = Field(
        None, description="Class or id token of the element that holds the article."
    )
