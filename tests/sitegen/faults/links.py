"""Faults of links and cards: off topic, broken, to itself, twice, malformed, under a wrong name."""

from __future__ import annotations

from dataclasses import replace

from tests.sitegen.faults.scene import Scene, paragraphs, with_paragraph
from tests.sitegen.identity import consumer_page, neighbours
from tests.sitegen.plan import PagePlan
from tests.sitegen.truth import Fault, Link
from tests.sitegen.words import sentence_case


def _zone(plan: PagePlan, scene: Scene) -> str | None:
    """A zone whose links this capture shows."""
    zones = {"rendered_text": ("more",), "source_text": ("related",)}.get(scene.capture, ("related", "more"))
    shown = [zone for zone in zones if getattr(plan, zone)]
    return scene.dice.pick(shown) if shown else None


def _put(
    plan: PagePlan, scene: Scene, zone: str, link: Link, fault: Fault, *, apart: bool = False
) -> PagePlan:
    links = list(getattr(plan, zone))
    links.insert(len(links) if apart else scene.dice.between(1, len(links)), link)
    return plan.with_fault(fault, **{zone: tuple(links)})


def _inline(plan: PagePlan, scene: Scene, words: str, markup: str, code: str) -> PagePlan | None:
    """Put raw link markup at the end of a random paragraph."""
    spots = [
        (number, place)
        for number, place in paragraphs(plan)
        if "](" not in plan.sections[number].blocks[place].text
    ]
    if not spots:
        return None
    number, place = scene.dice.pick(spots)
    text = plan.sections[number].blocks[place].text
    sections = with_paragraph(plan, number, place, f"{text} More on this: {markup} in full.")
    excerpt = words if scene.capture == "html" else markup
    return plan.with_fault(Fault(code, "fail", excerpt, words), sections=sections)


def off_topic(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK001: a card of a consumer section among the related ones."""
    zone = _zone(plan, scene)
    if zone is None:
        return None
    taken = {link.text for link in getattr(plan, zone)}
    who = consumer_page(scene.seed, scene.dice, scene.site)
    if who.title in taken:
        return None
    card = Link(zone, who.title, who.path, who.domain.category, who.tag, True, who.site_id)
    return _put(plan, scene, zone, card, Fault("LNK001", "fail", card.text, card.text))


def _other(plan: PagePlan, scene: Scene) -> tuple[str, str] | None:
    """Title and path of a page that this one does not link to yet."""
    taken = {link.target for link in (*plan.deep, *plan.more, *plan.related)}
    for who in neighbours(scene.seed, scene.index, 30, scene.dice, scene.site):
        if who.site_id not in taken:
            return who.title, who.path
    return None


def broken(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK002: a link to an entry that the site does not have."""
    title = sentence_case(scene.composer(plan).writer.write("{acting} in {days}"))
    address = f"/knowledge/{plan.site_id[:2].rstrip('0123456789')}{8800000 + scene.dice.between(0, 90000)}"
    zone = _zone(plan, scene)
    if scene.capture == "rendered_text" or zone is None or scene.dice.chance(0.5):
        return _inline(plan, scene, title, f"[{title}]({address})", "LNK002")
    link = Link(zone, title, address, plan.category, plan.tag, False, address.rsplit("/", 1)[-1])
    return _put(plan, scene, zone, link, Fault("LNK002", "fail", title, address))


def to_itself(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK003: the page recommends itself."""
    zone = _zone(plan, scene)
    if scene.capture == "rendered_text" or zone is None or not plan.title:
        return _inline(plan, scene, plan.title, f"[{plan.title}](/knowledge/{plan.site_id})", "LNK003")
    card = Link(zone, plan.title, plan.path, plan.category, plan.tag, False, plan.site_id)
    return _put(plan, scene, zone, card, Fault("LNK003", "fail", plan.title, plan.title))


def duplicate(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK004: the same link twice in one zone."""
    zone = _zone(plan, scene)
    if zone is None:
        return None
    links = [link for link in getattr(plan, zone)[:-1] if not link.off_topic]
    if not links:
        return None
    link = scene.dice.pick(links)
    return _put(plan, scene, zone, link, Fault("LNK004", "fail", link.text, link.text), apart=True)


def malformed(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK005: an address that is none."""
    found = _other(plan, scene)
    if found is None:
        return None
    title, path = found
    number = path.rsplit("/", 1)[-1]
    bad = scene.dice.pick(
        (f"/knowledge/{number[:2]} {number[2:]}", "", f"htp:/knowledge/{number}", "javascript:void(0)")
    )
    if scene.capture == "html":
        zone = _zone(plan, scene)
        if zone is None:
            return None
        link = Link(zone, title, bad, plan.category, plan.tag, False, number)
        return _put(plan, scene, zone, link, Fault("LNK005", "fail", title, bad))
    return _inline(plan, scene, title, f"[{title}]({bad})", "LNK005")


def wrong_name(plan: PagePlan, scene: Scene) -> PagePlan | None:
    """LNK006: the link says one title, its target has another."""
    found = _other(plan, scene)
    if found is None:
        return None
    _, path = found
    words = sentence_case(scene.composer(plan).writer.write("{acting}: what {actor} should know"))
    zone = _zone(plan, scene)
    if scene.capture == "rendered_text" or zone is None:
        target = f"/knowledge/{path.rsplit('/', 1)[-1]}"
        return _inline(plan, scene, words, f"[{words}]({target})", "LNK006")
    links = list(getattr(plan, zone))
    place = scene.dice.between(0, len(links) - 1)
    if links[place].off_topic:
        return None
    links[place] = replace(links[place], text=words)
    return plan.with_fault(Fault("LNK006", "fail", words, words), **{zone: tuple(links)})
