"""A real Chromium for the report's tests; they skip with a plain message where there is none."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.tools.screenshot import find_browser

NO_BROWSER = (
    "no Chromium here: install the package chromium (and the Python package playwright) to run this test"
)


def require_browser() -> None:
    """Skip the test where Chromium or playwright is absent."""
    if find_spec("playwright") is None or find_browser() is None:
        pytest.skip(NO_BROWSER)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser."""
    require_browser()
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page of a report in a context of its own, with everything noted that should not happen."""

    def __init__(
        self,
        browser: Any,
        folder: Path,
        *,
        fragment: str = "",
        file: str = "report/index.html",
        **context: Any,
    ) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", self._dialog)
        self.address = (folder / file).resolve().as_uri()
        self.page.goto(self.address + (f"#{fragment}" if fragment else ""))

    def _request(self, request: Any) -> None:
        if request.url.split("#")[0] != self.address:
            self.faults.append(f"request: {request.url}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def shown(self, selector: str) -> list[Any]:
        """The visible elements."""
        return [element for element in self.page.query_selector_all(selector) if element.is_visible()]

    def wait(self, condition: str) -> None:
        """Wait until a script expression holds (playwright's own way needs `eval`, which our policy forbids)."""
        deadline = time.monotonic() + 10
        while not self.page.evaluate(condition):
            assert time.monotonic() < deadline, f"never came true: {condition}"
            self.page.wait_for_timeout(20)

    def focused(self) -> str:
        """Text of the focused element, on one line."""
        return " ".join(str(self.page.evaluate("document.activeElement.textContent")).split())

    @property
    def fragment(self) -> str:
        return str(self.page.evaluate("location.hash"))
