"""Every block of a page gets a label and a reason: profile rule first, then repetition, then judgement."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document, Extraction, FieldValue, LabelledBlock
from pipeline.extract.flat_profile import ProfileLabels, label_flat
from pipeline.extract.pieces import INVISIBLE, MAX_INVISIBLE
from pipeline.extract.repetition import can_judge
from pipeline.extract.template import choose_template, mandatory_roles
from pipeline.profiles.ready import ReadyProfile
from pipeline.profiles.recognise import Recognised, address_of, recognise, site_key
from pipeline.settings import Settings
from pipeline.survey.model import Survey
from schemas.vocabulary import PageType

__all__ = ["Recognised", "extract", "recognise", "site_key"]

FEW_PAGES = 4
"""With fewer pages of a site the folder says nothing of a page that shows little itself."""
MAX_UNKNOWN_SHARE = 0.35
"""With a larger share of unexplained text a page no longer fits its profile."""


def extract(
    document: Document,
    profiles: Sequence[ReadyProfile],
    survey: Survey,
    settings: Settings,
    url: str | None = None,
) -> Extraction:
    """Label every block of a page. Pure; the profile is chosen page by page, by evidence."""
    recognised = recognise(document, profiles, url, _favoured(profiles, survey))
    site = site_key(recognised.profile.name, address_of(document, url), document.page_id)
    if recognised.profile.name == "generic":
        return _generic(document, recognised, survey, site, settings)
    if document.media_type == "text/html":
        from pipeline.extract.html_profile import label_html

        labels, page_type = label_html(document, recognised.profile, survey, site, settings), "article"
    else:
        labels = label_flat(document, recognised.profile, recognised.capture, survey, site, settings)
        page_type = "article"
    return _extraction(document, recognised, labels, survey, site, settings, page_type)


def _favoured(profiles: Sequence[ReadyProfile], survey: Survey) -> frozenset[str]:
    """The profiles that at least half of the folder's pages fit."""
    known = ((profile.name, survey.sites.get(profile.name)) for profile in profiles[:-1])
    return frozenset(
        name for name, site in known if site and site.pages >= FEW_PAGES and 2 * site.pages >= survey.pages
    )


def _extraction(
    document: Document,
    recognised: Recognised,
    labels: ProfileLabels,
    survey: Survey,
    site: str,
    settings: Settings,
    page_type: str,
) -> Extraction:
    profile = recognised.profile
    blocks = labels.blocks
    kind = recognised.not_article
    if kind is not None:
        blocks = tuple(_no_article(block, kind.name) for block in blocks)
    template = choose_template(profile, labels, _category(blocks))
    losses = next((style.loses for style, _ in profile.captures if style.name == recognised.capture), ())
    closing = {zone.name for zone in profile.profile.zones if zone.closing}
    total = sum([len(block.text) for block in blocks]) or 1
    unknown = sum([len(block.text) for block in blocks if block.label == "unexplained"])
    state, reason = ("not_an_article", f"PAG004 {kind.reason}") if kind else ("article", None)
    if not blocks:
        state, reason = "empty", "PAG001 the page holds no text"
    typed: PageType = kind.page_type if kind else page_type  # type: ignore[assignment]
    return Extraction(
        page_id=document.page_id,
        site=profile.name,
        site_evidence=recognised.evidence,
        capture=recognised.capture,
        page_type=typed,
        template=template.name if template and not kind else None,
        state=state,  # type: ignore[arg-type]
        reason=reason,
        blocks=blocks,
        zones=labels.zones,
        confidence=round(1 - unknown / total, 4),
        judged_repetition=can_judge(survey, site, settings),
        lossy_kinds=frozenset(losses),
        mandatory=mandatory_roles(profile, template, labels),
        order=template.order if template else (),
        unfit=_unfit(labels, unknown / total) if not kind else None,
        closing_zones=labels.zone_names & closing,
        evidence=document.evidence,
    )


def _unfit(labels: ProfileLabels, unknown_share: float) -> str | None:
    if unknown_share > MAX_UNKNOWN_SHARE:
        return f"{unknown_share:.0%} of its text fits no rule of the profile"
    if not any(block.label in ("article.paragraph", "article.list_item") for block in labels.blocks):
        return "no body text was found between the known header and closing zones"
    return None


def _category(blocks: Sequence[LabelledBlock]) -> str | None:
    for block in blocks:
        if block.label == "data.category" and isinstance(block.value, FieldValue):
            return str(block.value.value) if block.value.value else None
    return None


def _no_article(block: LabelledBlock, kind: str) -> LabelledBlock:
    """On a page that is no article nothing is unexplained: its own text is the listing or notice it is."""
    if block.label == "unexplained":
        return block._replace(label="chrome.card_zone", reason=f"text of a {kind}")
    return block


def _shown(block: LabelledBlock) -> LabelledBlock:
    """A line that shows nothing is no text of anything."""
    if 0 < len(block.text) <= MAX_INVISIBLE and not block.text.strip(INVISIBLE):
        reason = "a line of invisible characters"
        return block._replace(label="chrome.hidden", reason=reason, value=None, links=())
    return block


def _generic(
    document: Document, recognised: Recognised, survey: Survey, site: str, settings: Settings
) -> Extraction:
    from pipeline.extract.generic import label_generic

    result = label_generic(document, survey, site, settings)
    has_text = any(block.label.startswith("article.") for block in result.blocks)
    state, reason = "article", None
    if not result.blocks:
        state, reason = "empty", "PAG001 the page holds no text"
    elif result.notice is not None:
        state, reason = "not_an_article", f"PAG004 {result.notice}"
    elif not has_text:
        state, reason = "not_an_article", "PAG004 no main content was found"
    elif result.page_type not in settings.publish_types:
        state, reason = "not_an_article", f"PAG004 a page of type {result.page_type}, which is not published"
    return Extraction(
        page_id=document.page_id,
        site=recognised.profile.name,
        site_evidence=recognised.evidence,
        capture=recognised.capture,
        page_type=result.page_type,
        template=None,
        state=state,  # type: ignore[arg-type]
        reason=reason,
        blocks=tuple(map(_shown, result.blocks)),
        confidence=result.confidence,
        judged_repetition=can_judge(survey, site, settings),
        evidence=result.evidence,
    )
