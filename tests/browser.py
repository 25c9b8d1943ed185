"""The system's Chromium, for tests marked `tool`: what a reader's browser does with a page."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

PROGRAM = "/usr/bin/chromium"


@dataclass
class Seen:
    """What pages said to their console and asked the world for; both are to stay empty."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def browser(width: int = 1000, height: int = 1400) -> "Iterator[tuple[BrowserContext, Seen]]":
    """A fresh profile with a window of that size, which may use the clipboard."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - tests that need no browser do without

    seen = Seen()

    def watch(page: "Page") -> None:
        page.on("console", lambda message: seen.said.append(message.text))
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        page.on("request", lambda request: seen.asked.append(request.url))

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("page", watch)
        yield context, seen
        chromium.close()
