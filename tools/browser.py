"""A real browser for pages of this course: the system's Chromium, with no network but loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, sync_playwright

from base.exceptions import ConfigurationError, LessonError

# asked of a page: whether it has taken its own Hangul into use
HANGUL_LOADED = "[...document.fonts].some(font => font.family.includes('Course Hangul') && font.status == 'loaded')"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
MEASURE = """() => [...document.querySelectorAll('.slides section.page')].map((page, i) => ({
    number: i + 1,
    cell: page.dataset.cell,
    continued: 'continued' in page.dataset,
    scrolls: page.querySelectorAll('.scrolls').length,
}))"""
MEASURE_SHOWN = """() => { const p = Reveal.getCurrentSlide(); return {
    too_tall: p.scrollHeight - p.clientHeight, too_wide: p.scrollWidth - p.clientWidth,
    text: p.innerText.trim().length,
    pictures: [...p.querySelectorAll('img')].filter((i) => i.naturalWidth > 0).length,
    broken: [...p.querySelectorAll('img')].filter((i) => i.naturalWidth === 0).length}; }"""


@dataclass
class Watched:
    """A page and what went wrong on it: console errors, exceptions, failed and remote requests."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def watch(self) -> None:
        page = self.page
        page.on("console", lambda m: self.problems.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(f"exception: {error}"))
        page.on("requestfailed", lambda r: self.problems.append(f"request failed: {r.url[:120]} {r.failure}"))


@dataclass(frozen=True)
class Slide:
    """What one slide of a deck measures in the browser; lengths in CSS pixels."""

    number: int
    cell: str
    continued: bool
    scrolls: int
    too_tall: int
    too_wide: int
    text: int
    pictures: int
    broken: int


def chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser_page(width: int = 1280, height: int = 720) -> Iterator[Watched]:
    """Open an empty page and close the browser afterwards.

    Raises:
        ConfigurationError: no Chromium is installed.
    """
    program = chromium()
    if program is None:
        raise ConfigurationError("No Chromium was found on PATH. Install it, for example: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            watched = Watched(browser.new_page(viewport={"width": width, "height": height}))
            watched.watch()
            yield watched
        finally:
            browser.close()


@contextmanager
def open_deck(path: Path) -> Iterator[Watched]:
    """Open the file of a deck and wait until its slides are laid out."""
    with browser_page() as watched:
        watched.page.goto(path.resolve().as_uri())
        try:
            watched.page.wait_for_selector("html[data-ready]", state="attached")
        except TimeoutError:
            raise LessonError(
                f"The deck {path} was not ready after 30 s. Errors: {watched.problems or 'none'}. "
                "Open it in a browser and look at its console."
            ) from None
        yield watched


def slides(watched: Watched, pictures: Path | None = None) -> list[Slide]:
    """Measure each slide of a deck, with all fragments shown; save a picture of each in the folder `pictures`."""
    page = watched.page
    page.add_style_tag(content="* { transition: none !important; }")
    found = []
    for row in page.evaluate(MEASURE):
        page.evaluate(
            """n => { const s = document.querySelectorAll('.slides section.page')[n - 1];
                      const at = Reveal.getIndices(s); Reveal.slide(at.h, at.v, 99); }""",
            row["number"],
        )
        found.append(Slide(**row, **page.evaluate(MEASURE_SHOWN)))
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=pictures / f"{row['number']:03d}.png")
    return found
