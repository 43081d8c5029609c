"""Which of a site's templates an article follows, and what that makes mandatory."""

from __future__ import annotations

from pipeline.extract.flat_profile import ProfileLabels
from pipeline.profiles.ready import ReadyProfile
from schemas.profile import Template
from schemas.vocabulary import SECTION_ROLES


def choose_template(profile: ReadyProfile, labels: ProfileLabels, category: str | None) -> Template | None:
    """The first template one of whose signs was met and none that rules it out; the last one is the default."""
    for template, (_, headings) in zip(profile.profile.templates, profile.templates, strict=True):
        if set(template.unless) & labels.zone_names:
            continue
        if set(template.rows) & labels.rows or set(template.zones) & labels.zone_names:
            return template
        if category is not None and category in template.categories:
            return template
        if headings is not None and any(headings.fullmatch(text) for text in labels.headings):
            return template
    return profile.profile.templates[-1] if profile.profile.templates else None


def mandatory_roles(
    profile: ReadyProfile, template: Template | None, labels: ProfileLabels
) -> tuple[str, ...]:
    """Mandatory sections; an opening zone of another name stands for the direct answer.

    Zones that are named by a name of their own, and not by a role, are left out where the page has them.
    """
    if template is None:
        return ()
    opened = labels.zone_names & set(profile.profile.opening)
    met = labels.zone_names - set(SECTION_ROLES)
    return tuple(
        role for role in template.mandatory if role not in met and not (role == "direct_answer" and opened)
    )
