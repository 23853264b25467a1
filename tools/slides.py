"""Slide decks of the lessons: one HTML file per lesson, readable from a folder without a network.

The slide types of the cells say where a slide begins. `tools/assets/deck/deck.js` measures every slide in the browser
and shrinks it a little or continues it on a further page, so that nothing is cut off. Programs and
fonts are copied from installed wheels: panel carries reveal.js, bokeh carries MathJax.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from base.exceptions import LessonError
from base.settings import settings
from utils.figures.fonts import NANUM, web_font
from utils.lesson.catalogue import existing, missing

DECK = Path(__file__).parent / "assets" / "deck"
HIDDEN_TAGS = {"solution", "hint", "parameters", "setup", "teacher-only"}
SHOWN_WITHOUT_CODE = {"quiz"}  # an audience needs only the questions
FONTS = (  # file on disk, wheel, its path there
    ("sans.woff", *NANUM),
    ("sans-bold.woff", "koreanize_matplotlib", "fonts/NanumGothicBold.ttf"),
    ("mono.woff", "matplotlib", "mpl-data/fonts/ttf/DejaVuSansMono.ttf"),
    ("symbols.woff", "matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
)
MATHEMATICS = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.DOTALL)


def make(words: Sequence[str] = (), out: Path | None = None) -> list[Path]:
    """Write the decks of these lessons (all by default) and return their paths.

    Args:
        words: days or lessons, such as ``day1`` or ``day1/05``.
        out: the folder of decks, ``build/slides`` by default; also gets ``assets`` and ``index.html``.

    Raises:
        LessonError: a lesson is not built, or none of them is written.
        ConfigurationError: there is no such lesson.
    """
    project = settings().project
    out = Path(out or project / "build" / "slides")
    chosen = existing(words, project)
    if not chosen:
        raise LessonError("There is no lesson to show.")
    for lesson in chosen:
        if not lesson.built(project).is_file():
            raise LessonError(
                f"The deck of {lesson.key} needs the built lesson {lesson.key}.ipynb. Type: course lessons {lesson.key}"
            )
    write_assets(out / "assets")
    decks = [write_deck(lesson.built(project), out / f"{lesson.key}.html", out / "assets") for lesson in chosen]
    (out / "index.html").write_text(_index(out), encoding="utf-8")
    return decks


def write_deck(notebook: Path, target: Path, assets: Path) -> Path:
    """Write the deck of one notebook; `assets` must hold what `write_assets` wrote."""
    nb = shown(nbformat.read(notebook, as_version=4))
    above = "../" * len(target.parent.relative_to(assets.parent).parts)
    exporter = SlidesExporter(
        config=Config(
            SlidesExporter={
                "template_name": DECK.name,
                "extra_template_basedirs": [str(DECK.parent)],
                "exclude_input_prompt": True,
                "exclude_output_prompt": True,
                "embed_images": True,
            },
            TagRemovePreprocessor={"enabled": True, "remove_input_tags": SHOWN_WITHOUT_CODE},
        )
    )
    resources = {
        "metadata": {"name": title(nb) or notebook.stem, "path": str(notebook.parent)},
        "deck_assets": above + assets.name,
        "deck_mathematics": any(MATHEMATICS.search(c.source) for c in nb.cells if c.cell_type == "markdown"),
    }
    body, _ = exporter.from_notebook_node(nb, resources)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(body, encoding="utf-8")
    return target


def shown(nb: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy with only the cells that a deck shows, without hidden, skipped and empty ones."""
    nb = nb.copy()
    nb.cells = [cell for cell in nb.cells if _slide_type(cell) != "skip" and cell.source.strip()]
    nb.cells = [cell for cell in nb.cells if not HIDDEN_TAGS & set(cell.metadata.get("tags", []))]
    if not any(_slide_type(cell) != "notes" for cell in nb.cells):
        raise LessonError(
            "The notebook has no cell that a slide could show. Give its cells a slide type, as in "
            '# %% [markdown] slideshow={"slide_type": "slide"}'
        )
    return nb


def pages(nb: nbformat.NotebookNode) -> int:
    """How many slides the slide types of a notebook ask for; a full slide that is continued counts once."""
    types = [_slide_type(cell) for cell in shown(nb).cells if _slide_type(cell) != "notes"]
    return 1 + sum(kind in ("slide", "subslide") for kind in types[1:])


def title(nb: nbformat.NotebookNode) -> str:
    """The first heading of a notebook, or an empty text."""
    found = (re.search(r"^# +(.+)$", cell.source, re.M) for cell in nb.cells if cell.cell_type == "markdown")
    return next((match.group(1).strip() for match in found if match), "")


def write_assets(folder: Path) -> None:
    """Copies programs, styles and fonts from the installed wheels into one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    reveal = _only(files("panel") / "dist" / "bundled", "reveal.js@*") / "dist"
    bokeh = files("bokeh") / "server" / "static" / "js"
    copies = {
        "reveal.js": reveal / "reveal.min.js",
        "reveal.css": reveal / "reveal.min.css",
        "bokeh.js": bokeh / "bokeh.min.js",
        "mathjax.js": bokeh / "bokeh-mathjax.min.js",
        "deck.js": DECK / "deck.js",
    }
    for name, source in copies.items():
        with as_file(source) as path:
            shutil.copyfile(path, folder / name)
    colours = HtmlFormatter(style="xcode").get_style_defs(".highlight")
    (folder / "deck.css").write_text((DECK / "deck.css").read_text("utf-8") + colours + "\n", encoding="utf-8")
    for name, package, inside in FONTS:
        web_font(package, inside, folder / name)


def _only(folder: Path, pattern: str) -> Path:
    return max(Path(str(folder)).glob(pattern))


def _slide_type(cell: nbformat.NotebookNode) -> str:
    return cell.metadata.get("slideshow", {}).get("slide_type", "-") or "-"


def _index(out: Path) -> str:
    decks = sorted(path.relative_to(out).as_posix() for path in out.glob("day*/*.html"))
    links = "\n".join(f'<li><a href="{deck}">{deck.removesuffix(".html")}</a></li>' for deck in decks)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Slides</title>'
        '<link rel="stylesheet" href="assets/deck.css"></head>\n'
        '<body style="padding: 2em; font: 20px var(--text)">'
        f"<h1>Slides</h1>\n<ul>\n{links}\n</ul></body></html>\n"
    )


def main(arguments: list[str] | None = None) -> None:
    """``course slides [lessons] [--out folder] [--screenshots folder]``."""
    parser = argparse.ArgumentParser(prog="course slides", description="Write the slide decks.")
    parser.add_argument("lessons", nargs="*", help="days or lessons, such as day1 or day1/05; all by default")
    parser.add_argument("--out", type=Path, help="folder of the decks (build/slides)")
    parser.add_argument("--screenshots", type=Path, help="also save a picture of every slide here (needs Chromium)")
    given = parser.parse_args(arguments)
    if absent := missing(given.lessons):
        print(f"Not written yet: {', '.join(each.key for each in absent)}.")
    for deck in make(given.lessons, given.out):
        print(deck)
        if given.screenshots:
            from tools.browser import open_deck, slides

            with open_deck(deck) as page:
                print(f"  {len(slides(page, given.screenshots / deck.stem))} pictures")


if __name__ == "__main__":
    main()
