"""Renders a report to a PNG with headless Chromium, for the README and for looking at.

python -m tests.tools.screenshot reports/index.html docs/report.png --dark --width 1280 --height 1600
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

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


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Render a report to a PNG with headless Chromium.")
    parser.add_argument("page", type=Path, help="the report, for example reports/index.html")
    parser.add_argument("image", type=Path, help="the PNG to write")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true", help="dark colour scheme")
    parser.add_argument("--fragment", default="", help="filter of the report, for example rule=LNK001")
    chosen = parser.parse_args(arguments)
    try:
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
