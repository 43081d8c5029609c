"""Renders a report to PNG with headless Chromium, for the documents and for looking at.

python -m tests.tools.screenshot                # runs the sample pages in raw/ and writes docs/report*.png
python -m tests.tools.screenshot reports/index.html picture.png --dark --width 1280 --height 1600
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def find_browser() -> str | None:
    """Path of a Chromium: `DECHROME_CHROMIUM`, or the first known name on the path; None if there is none."""
    named = os.environ.get("DECHROME_CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def flags() -> list[str]:
    """Flags for a browser that runs unattended; root, as in a container, has no sandbox."""
    quiet = [
        "--headless=new",
        "--disable-gpu",
        "--disable-extensions",
        "--no-first-run",
        "--disable-dev-shm-usage",
    ]
    return [*quiet, "--no-sandbox"] if os.geteuid() == 0 else quiet


def screenshot(
    page: Path, image: Path, *, width: int = 1280, height: int = 900, dark: bool = False, fragment: str = ""
) -> None:
    """Write `image`, a PNG of `page`. RuntimeError where there is no browser or it gives no picture."""
    browser = find_browser()
    if browser is None:
        raise RuntimeError("no Chromium found; install the package chromium or set DECHROME_CHROMIUM")
    image.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            *flags(),
            f"--user-data-dir={profile}",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            f"--window-size={width},{height}",
            f"--screenshot={image.resolve()}",
            "--virtual-time-budget=3000",
        ]
        if dark:
            command.append("--blink-settings=preferredColorScheme=0")
        address = page.resolve().as_uri() + (f"#{fragment}" if fragment else "")
        done = subprocess.run([*command, address], capture_output=True, text=True, timeout=120, check=False)
    if not image.is_file() or not image.stat().st_size:
        raise RuntimeError(
            f"{browser} gave no picture (exit {done.returncode}): {done.stderr.strip()[-400:]}"
        )


ROOT = Path(__file__).parent.parent.parent
AS_OF = "2026-12-01"
"""The day the sample pages are judged against, so that the pictures tell the same on any day."""


REASON, OWNER = "Linked on purpose until autumn", "Content team"


class View(NamedTuple):
    """One picture of the documents."""

    name: str
    fragment: str = ""
    """The report's address: a filter, a page, a finding."""
    selector: str = ""
    """The part of the page to take; empty: what the window shows."""
    width: int = 1_280
    height: int = 900
    dark: bool = False
    script: str = ""
    """Run before the picture is taken."""


def document_pictures(folder: Path) -> list[Path]:
    """Run the sample pages and write a picture of each view into `folder`. RuntimeError as in `screenshot`.

    The last is of a second run, after a finding was waived and the others frozen as known.
    """
    with tempfile.TemporaryDirectory() as work:
        desk = Path(work)
        shutil.copytree(ROOT / "raw", desk / "raw")
        _dechrome(desk, "run", "raw", "--as-of", AS_OF, "--quiet")
        index = desk / "reports/index.html"
        finding = _example(index.with_name("findings.jsonl"), "LNK001")
        mark = finding["fingerprint"]
        page = f"page={quote(finding['page_id'], safe='')}&finding={mark}"
        typed = json.dumps({"reason": REASON, "owner": OWNER})
        waive = f"""document.querySelector('details.waive > summary').click(); scrollBy(0, 260);
            for (const [name, value] of Object.entries({typed})) {{
                const input = document.querySelector(`.fields input[name=${{name}}]`);
                input.value = value;
                input.dispatchEvent(new Event('input', {{bubbles: true}}));
            }}"""
        taken = _take(
            index,
            folder,
            View("report.png", height=1_420),
            View("report-dark.png", height=1_420, dark=True),
            View("report-narrow.png", width=390, height=1_420),
            View("report-page.png", page),
            View("report-page-dark.png", page, dark=True),
            View("report-list.png", f"rule=LNK001&q={finding['page_id']}"),
            View("report-waive.png", f"finding={mark}", script=waive),
            View("report-links.png", selector="#links"),
        )
        _dechrome(desk, "waive", mark, "--reason", REASON, "--owner", OWNER, "--as-of", AS_OF)
        _dechrome(desk, "baseline")
        _dechrome(desk, "run", "raw", "--as-of", AS_OF, "--quiet")
        return taken + _take(index, folder, View("report-decided.png"))


def _dechrome(desk: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    subprocess.run(command, cwd=desk, check=True, capture_output=True, env=environment)


def _take(index: Path, folder: Path, *views: View) -> list[Path]:
    with _browser() as browser:
        for view in views:
            scheme = "dark" if view.dark else "light"
            size = {"width": view.width, "height": view.height}
            tab = browser.new_page(viewport=size, color_scheme=scheme)
            tab.goto(f"{index.as_uri()}#{view.fragment}" if view.fragment else index.as_uri())
            if view.script:
                tab.evaluate(view.script)
            part = tab.locator(view.selector) if view.selector else tab
            part.screenshot(path=str(folder / view.name))
            tab.close()
    return [folder / view.name for view in views]


@contextmanager
def _browser() -> Iterator[Any]:
    """A browser that can scroll and take a part of a page, which the browser's own flag cannot."""
    path = find_browser()
    if path is None or find_spec("playwright") is None:
        raise RuntimeError("no Chromium and playwright found; install the package chromium and `make test`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        try:
            yield browser
        finally:
            browser.close()


def _example(findings: Path, code: str) -> dict[str, str]:
    """The first finding of a rule that has a place, on a page with several of them."""
    rows = [json.loads(line) for line in findings.read_text(encoding="utf-8").splitlines()]
    mine = [row for row in rows if row["code"] == code and row["line"]]
    count = Counter(row["page_id"] for row in mine)
    example: dict[str, str] = max(mine, key=lambda row: (count[row["page_id"]], row["page_id"]))
    return example


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Render a report to a PNG with headless Chromium.")
    parser.add_argument(
        "page", type=Path, nargs="?", help="the report; without one: docs/report*.png are written"
    )
    parser.add_argument("image", type=Path, nargs="?", help="the PNG to write")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true", help="dark colour scheme")
    parser.add_argument("--fragment", default="", help="filter of the report, for example rule=LNK001")
    chosen = parser.parse_args(arguments)
    if (chosen.page is None) != (chosen.image is None):
        parser.error("name the report and the picture, or neither")
    try:
        if chosen.page is None:
            print(*document_pictures(ROOT / "docs"), sep="\n")
            return 0
        screenshot(
            chosen.page,
            chosen.image,
            width=chosen.width,
            height=chosen.height,
            dark=chosen.dark,
            fragment=chosen.fragment,
        )
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(chosen.image)
    return 0


if __name__ == "__main__":
    sys.exit(main())
