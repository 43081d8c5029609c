"""index.html as bytes: self-contained, safe, and its first screen needs no script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from pipeline.report.draw import draw_report
from pipeline.report.html.data import page_data
from pipeline.report.html.page import render
from pipeline.report.model import Limits
from pipeline.report.view import build_view
from pipeline.report.words import found_in
from tests.report.almanac import almanac
from tests.report.dataset import RULES, Dataset


class Tags(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(folder: Path) -> str:
    return (folder / "report/index.html").read_text(encoding="utf-8")


def text_without_script(source: str) -> str:
    """What a reader sees who runs no script."""
    tree = html.fromstring(source)
    for element in tree.xpath("//script | //style | //dialog | //*[@hidden]"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_the_page_asks_the_network_for_nothing(name: str, request: pytest.FixtureRequest) -> None:
    source = page(request.getfixturevalue(name))
    for tag, attributes in Tags(source).found:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "audio", "video"}, tag
        for key in ("src", "srcset", "style", "action", "formaction", "ping", "xlink:href"):
            assert key not in attributes, f"<{tag} {key}>"
        assert not [key for key in attributes if key.startswith("on")], f"<{tag}> has an event attribute"
        href = attributes.get("href") or ""
        assert href.startswith("#") or href in {
            "",
            "summary.json",
            "findings.jsonl",
            "findings.sarif",
            "report.md",
        }
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style and "@import" not in style[1] and not re.search(r"url\((?!#)", style[1])


@pytest.mark.parametrize("name", ["library", "hostile"])
def test_the_content_policy_names_exactly_the_styles_and_script_of_the_page(
    name: str, request: pytest.FixtureRequest
) -> None:
    source = page(request.getfixturevalue(name))
    policy = html.fromstring(source).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for kind in ("style", "script"):
        (body,) = re.findall(rf"<{kind}>(.*?)</{kind}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_the_script_never_makes_markup_from_text() -> None:
    folder = Path(__file__).parent.parent.parent / "pipeline/report/html/script"
    script = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    assert "createElement" in script
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "DOMParser",
    ):
        assert word not in script, word


def test_without_script_the_reader_sees_verdict_account_and_what_to_do_first(library: Path) -> None:
    view = build_view(library, rules=RULES, excerpts="full")
    text = text_without_script(page(library))
    for clause in view.verdict.clauses:
        assert clause in text
    account = view.account.text
    for number in (
        account.chars,
        account.kept_chars,
        account.data_chars,
        account.removed_chars,
        view.manifest.pages,
    ):
        assert f"{number:,}" in text
    assert "adds up" in text
    for group in view.first:
        assert group.example.message in text
        assert f"{found_in(group)} on {group.pages} pages" in text
    for rule in view.rules:
        assert f"{rule.info.code} {rule.info.name.replace('-', ' ')}" in text
    assert "Single findings need script on this page." in text


def test_an_account_that_does_not_add_up_is_said_aloud(tmp_path: Path) -> None:
    folder = almanac(5).write(tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["account"]["chars"] += 3
    (folder / "manifest.json").write_text(json.dumps(manifest))
    text = text_without_script(render(build_view(folder, rules=RULES, excerpts="full")))
    assert "Does not add up: all characters" in text
    assert "adds up" not in text.replace("Does not add up", "")


def test_the_page_says_how_many_findings_it_leaves_out_and_where_they_are(tmp_path: Path) -> None:
    made = almanac(200)
    view = build_view(
        made.write(tmp_path),
        rules=RULES,
        excerpts="full",
        limits=Limits(findings=20, first_findings=20, group_findings=1),
    )
    shown = view.findings - view.left_out
    text = text_without_script(render(view))
    assert f"This page shows {shown} of {view.findings} findings one by one" in text
    assert f"All of them stand in {len(view.parts)} part, page by page, and in findings.jsonl" in text


def test_a_page_with_everything_shown_speaks_of_nothing_left_out(library: Path) -> None:
    assert "one by one" not in text_without_script(page(library))


def test_the_embedded_data_is_the_view_and_page_text_in_it_is_visible(hostile: Path) -> None:
    source = page(hostile)
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', source, re.DOTALL)
    assert "<" not in data
    view = build_view(hostile, rules=RULES, excerpts="full")
    assert json.loads(data) == page_data(view)
    finding = json.loads(data)["rules"]["SEC001"]["findings"][0]
    assert "⟨U+202E⟩" in finding["excerpt"] and "⟨U+001B⟩" in finding["message"]
    assert "url" not in json.loads(data)["pages"][0], "an address that is not http(s) is no link"


def test_hostile_text_makes_no_element_of_its_own(hostile: Path) -> None:
    tags = [tag for tag, _ in Tags(page(hostile)).found]
    assert tags.count("script") == 3
    assert "img" not in tags


def test_a_library_with_nothing_to_say_is_told_so(tmp_path: Path) -> None:
    made = Dataset()
    made.page("a.txt")
    folder = made.write(tmp_path)
    draw_report(folder, rules=RULES)
    text = text_without_script(page(folder))
    assert "The one page became an article; none needs mending; none wants a look." in text
    assert f"Nothing: no error and no warning is open. {len(RULES)} rules looked at 1 page." in text
    assert "No rule found anything." in text


def test_labels_and_landmarks_are_there(library: Path) -> None:
    tree = html.fromstring(page(library))
    assert tree.get("lang") == "en"
    assert [
        len(tree.xpath(f"//{tag}[not(ancestor::*[@hidden])]")) for tag in ("main", "h1", "header", "footer")
    ] == [1, 1, 1, 1]
    for control in tree.xpath("//form[@id='filter']//*[self::input or self::select]"):
        assert control.xpath("ancestor::label"), control.get("name")
    for graphic in tree.xpath("//svg"):
        assert graphic.get("aria-hidden") == "true" or graphic.get("aria-label"), html.tostring(graphic)[:80]
