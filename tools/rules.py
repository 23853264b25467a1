"""The rules of a lesson's structure, one function each; `tools.lint` applies them all.

A rule gets the lesson and its notebook. It yields what it finds: the cell, and a sentence that says how to mend it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from base.settings import settings
from tools.rooms import exercises_of, quiz_of
from utils.lesson.catalogue import Lesson

ONCE = ("title", "objectives", "picture", "parameters", "setup", "recap", "bridge", "at-work")
AT_LEAST_ONCE = ("station", "quiz")
OTHER_TAGS = {"acts", "check", "exercise", "failure", "finish", "hint", "predict", "solution", "teacher-only"}
TOOL_TAGS = {"nbval-ignore-output", "nbval-check-output", "nbval-skip", "skip-execution"}
UNCOUNTED = {"setup", "check", "exercise", "quiz"}  # as long as a list of imports or the answer of a learner
CELLS, CELLS_LIMIT = (35, 60), (22, 90)
WORDS, WORDS_LIMIT = (900, 1800), (500, 2400)
EXERCISES = (2, 4)
LINES = 12
CELL_WORDS = 150
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
BLANK = re.compile(r"^\s*(\w+ = ____|return ____)$")
ADDRESS = re.compile(r"https?://(?!localhost|127\.0\.0\.1|\[::1\])[^\s)\"'>]+")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|mnt|opt|private)/\w|[A-Z]:\\\\?\w")
SLEEP = re.compile(r"\bsleep\(")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(|<img\b(?P<tag>[^>]*)>")


@dataclass(frozen=True)
class Finding:
    """What a rule says about one cell; an error fails the check, a warning asks for a reason."""

    lesson: str
    cell: str
    sentence: str
    error: bool = True

    def __str__(self) -> str:
        where = f"{self.lesson}, cell {self.cell}" if self.cell else self.lesson
        return f"{'error' if self.error else 'warning'}: {where}: {self.sentence}"


Hits = Iterator[tuple[str, str] | tuple[str, str, bool]]  # cell id, sentence, and False for a warning


def tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def parts(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Every part of a lesson is there and has a tag that the tools know."""
    for tag in (*ONCE, *AT_LEAST_ONCE):
        cells = [cell for cell in nb.cells if tag in tags(cell)]
        if not cells:
            yield "", f'The part {tag!r} is missing. Give its cell the tag, as in # %% [markdown] tags=["{tag}"]'
        elif tag in ONCE and len(cells) > 1:
            yield cells[1].id, f"The part {tag!r} is there twice. Remove the tag from one of the cells."
    if lesson.services and not any("failure" in tags(cell) for cell in nb.cells):
        yield "", "A lesson with services shows one real failure and its repair. Give that cell the tag failure."
    for cell in nb.cells:
        for tag in sorted(tags(cell) - {*ONCE, *AT_LEAST_ONCE} - OTHER_TAGS - TOOL_TAGS):
            yield cell.id, f"The tag {tag!r} is unknown, so no tool acts on it. See docs/writing-lessons.md."


def title(lesson: Lesson, nb: NotebookNode) -> Hits:
    """The first cell has the title of the catalogue, in both languages."""
    wanted = f"# {lesson.title} · {lesson.korean}"
    if not nb.cells or nb.cells[0].source.splitlines()[:1] != [wanted]:
        yield nb.cells[0].id if nb.cells else "", f"The first line of the lesson must be the catalogue's: {wanted}"


def headings(lesson: Lesson, nb: NotebookNode) -> Hits:
    """No heading level is skipped, and the title is the only one of its level."""
    level = 0
    for cell in nb.cells:
        for marks in re.findall(r"^(#{1,6}) ", prose(cell), re.M):
            if len(marks) > level + 1:
                yield cell.id, f"A heading of level {len(marks)} follows one of level {level}. Use level {level + 1}."
            if len(marks) == 1 and level:
                yield cell.id, "There is a second heading of level 1. Use level 2."
            level = len(marks)


def parameters(lesson: Lesson, nb: NotebookNode) -> Hits:
    """The parameter cell sets scale and seed, to literals."""
    for cell in nb.cells:
        if "parameters" not in tags(cell):
            continue
        names = set()
        for statement in ast.parse(cell.source).body:
            if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Constant):
                yield cell.id, "The parameter cell may only set names to literals, such as seed = 20220329."
            else:
                names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
        if not {"scale", "seed"} <= names:
            yield cell.id, "The parameter cell must set scale and seed."


def start(lesson: Lesson, nb: NotebookNode) -> Hits:
    """The lesson starts with its own key and finishes in its last code cell."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for cell in code:
        if "setup" in tags(cell) and f'start("{lesson.key}", scale=scale, seed=seed)' not in cell.source:
            yield cell.id, f'The setup must call start("{lesson.key}", scale=scale, seed=seed).'
    if code and "here.finish()" not in code[-1].source:
        yield code[-1].id, "The last code cell must call here.finish(), which checks memory and recorded values."
    if not any("here.record(" in cell.source for cell in code):
        yield "", "Nothing is recorded. At the test station call here.record(name, value, equals=…)"


def exercises(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Each exercise has a task, a check, a hint and a solution; every exercise of the module is used."""
    order = [(cell.id, tag) for cell in nb.cells for tag in _exercise_tags(cell)]
    groups: list[list[tuple[str, str]]] = []
    for cell, tag in order:
        if tag == "exercise":
            groups.append([])
        if not groups:
            yield cell, f"A cell tagged {tag} comes before any exercise. Tag the task itself exercise."
            return
        groups[-1].append((cell, tag))
    for group in groups:
        absent = [tag for tag in ("check", "hint", "solution") if tag not in [each for _, each in group]]
        if absent:
            yield group[0][0], f"This exercise lacks a cell tagged {' and '.join(absent)}."
    if not groups:
        yield "", "The lesson has no exercise. Two to four belong between its loops."
    elif not EXERCISES[0] <= len(groups) <= EXERCISES[1]:
        yield "", f"The lesson has {len(groups)} exercises; {EXERCISES[0]} to {EXERCISES[1]} are usual.", False
    text = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "code")
    for name in exercises_of(lesson):
        for verb in ("check", "hint", "solution"):
            if f"ex.{name}.{verb}(" not in text:
                yield "", f"The exercise {name} is written, but the lesson never calls ex.{name}.{verb}()."
    if quiz_of(lesson) and ("ex.quiz.show()" not in text or "ex.quiz.check(" not in text):
        yield "", "The quiz is written, but the lesson does not call ex.quiz.show() and ex.quiz.check(…)."


def _exercise_tags(cell: NotebookNode) -> list[str]:
    found = [tag for tag in ("exercise", "check", "hint", "solution") if tag in tags(cell)]
    return ["check" if tag == "exercise" and cell.cell_type == "code" else tag for tag in found]


def sizes(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Cells are short, and the lesson is neither too short nor too long; notes for the speaker do not count."""
    read = [cell for cell in nb.cells if cell.metadata.get("slideshow", {}).get("slide_type") != "notes"]
    words = sum(len(prose(cell).split()) for cell in read)
    counts = (("cells", len(read), CELLS, CELLS_LIMIT), ("words", words, WORDS, WORDS_LIMIT))
    for what, count, usual, limit in counts:
        if not usual[0] <= count <= usual[1]:
            error = not limit[0] <= count <= limit[1]
            yield "", f"The lesson has {count} {what}; {usual[0]} to {usual[1]} are usual.", error
    for cell in nb.cells:
        lines = len([line for line in cell.source.splitlines() if line.strip()])
        if cell.cell_type == "code" and lines > LINES and not tags(cell) & UNCOUNTED:
            yield cell.id, f"The cell has {lines} lines; {LINES} is the most. Split it, or move code to its room."
        if len(prose(cell).split()) > CELL_WORDS:
            yield cell.id, f"The cell has {len(prose(cell).split())} words. One idea a cell: split it.", False


def code(lesson: Lesson, nb: NotebookNode) -> Hits:
    """No code fails on another machine, in a tool, or for a learner who has not answered yet."""
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        if not cell.source.strip():
            yield cell.id, "The cell is empty. Delete it."
        if cell.source.rstrip().endswith(";"):
            yield cell.id, "The cell ends with a semicolon, which hides nothing from nbval. End a figure with show(…)."
        if SLEEP.search(cell.source):
            yield cell.id, 'The cell sleeps. Wait for a condition: here.cluster.wait(lambda: …, "what", seconds=30).'
        if match := MACHINE_PATH.search(cell.source):
            yield cell.id, f"The path {match[0]}… belongs to one machine. Use here.files or settings().home."
        if "plt.show()" in cell.source:
            yield cell.id, "plt.show() draws a figure without alternative text. Use show(figure, alt=…)."
        for line in cell.source.splitlines():
            if "____" in line and not BLANK.match(line) and not line.startswith("from utils.lesson import"):
                yield cell.id, f"A blank may only stand as name = ____ or return ____, not as {line.strip()!r}."


def addresses(lesson: Lesson, nb: NotebookNode) -> Hits:
    """No cell names an address outside this machine."""
    for cell in nb.cells:
        for match in ADDRESS.findall(cell.source):
            yield cell.id, f"The address {match} lies outside this machine. Lessons work without a network."


def slides(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Every cell has a slide type."""
    for cell in nb.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDE_TYPES:
            yield cell.id, f"The slide type is {kind!r}, but must be one of {', '.join(sorted(SLIDE_TYPES))}."


def pictures(lesson: Lesson, nb: NotebookNode) -> Hits:
    """Every image has an alternative text, also those that cells draw."""
    for cell in nb.cells:
        for match in IMAGE.finditer(prose(cell)):
            if not (match["alt"] or "").strip() and not re.search(r'alt="[^"]+"', match["tag"] or ""):
                yield cell.id, "An image has no alternative text. Write it as ![what is to be seen](…)."
        for output in cell.get("outputs", []):
            for kind in output.get("data", {}):
                if kind.startswith("image/") and not output.metadata.get(kind, {}).get("alt"):
                    yield cell.id, "A figure has no alternative text. Draw it with show(figure, alt=…)."


def outputs(lesson: Lesson, nb: NotebookNode) -> Hits:
    """No stored output names a path of the machine on which the lesson was built."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            told = f"{output.get('text', '')}{output.get('data', {}).get('text/plain', '')}"
            if str(settings().project) in told:
                yield cell.id, "The output names a path of the machine that built it. Print less, and build again."


def prose(cell: NotebookNode) -> str:
    """The text of a Markdown cell without its code blocks; empty for a code cell."""
    return re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL) if cell.cell_type == "markdown" else ""


RULES = (addresses, code, exercises, headings, parameters, parts, pictures, sizes, slides, start, title)
