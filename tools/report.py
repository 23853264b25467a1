"""The report of a run: one self-contained page with the costs, the recorded values and the failures of each lesson."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tools.rooms import exercises_of, quiz_of
from utils.figures.fonts import face
from utils.lesson.catalogue import Lesson
from utils.lesson.exercise import Exercise, selftest

STYLE = Path(__file__).parent / "assets" / "report.css"


@dataclass(frozen=True)
class LessonRun:
    """The cost, the recorded values and the failures of one lesson."""

    lesson: Lesson
    seconds: float = 0.0
    memory_mb: int = 0
    values: tuple[dict, ...] = ()  # name, value, expected, holds
    exercises: tuple[dict, ...] = ()  # name and state at the end of the run
    failures: tuple[str, ...] = ()  # a sentence, then the code of the cell
    busy: float = 0.0  # the share of the machine's cores that worked meanwhile


def write(path: Path, runs: Sequence[LessonRun], absent: Sequence[Lesson] = ()) -> Path:
    """Write the page and return its path."""
    bad = [run for run in runs if run.failures]
    verdict = f"{len(bad)} of {len(runs)} lessons failed" if bad else f"All {len(runs)} passed"
    total = sum(run.seconds for run in runs)
    values = sum(len(run.values) for run in runs)
    sections = [
        f"<h1>Lessons</h1><p class='verdict {'bad' if bad else 'good'}'>{verdict}</p>",
        f"<p>{total:.0f} s in all, {values} recorded values.</p>",
        f"<p>Not written yet: {escape(', '.join(each.key for each in absent))}.</p>" if absent else "",
        _failures(bad),
        "<h2>Time and memory</h2>",
        _table(("Lesson", "Result", "Time", "Memory", "Values"), map(_cost, runs)),
        "<h2>Recorded values</h2>",
        "".join(map(_values, runs)),
        "<h2>Exercises, both ways</h2>",
        "<p>Every right answer must be accepted, every wrong one refused with a reason.</p>",
        _table(("Exercise", "Right answers", "Wrong answers", "Proof", "In this run"), _exercises(runs)),
    ]
    body = "".join(sections)
    path.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Lessons: report of a run</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{face(body)}{STYLE.read_text('utf-8')}</style></head>\n<body>{body}</body></html>\n",
        encoding="utf-8",
    )
    return path


def _table(head: Sequence[str], rows: Iterable[str]) -> str:
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    return f'<div class="scroll"><table><thead><tr>{titles}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _cost(run: LessonRun) -> str:
    lesson = run.lesson
    state, word = ("bad", "failed") if run.failures else ("good", "passed")
    return (
        f'<tr><th scope="row">{escape(lesson.key)}<br><span class="korean">{escape(lesson.title)} · '
        f'{escape(lesson.korean)}</span></th><td class="{state}">{word}</td>'
        f'<td class="number">{_bar(run.seconds, lesson.seconds, "s")}</td>'
        f'<td class="number">{_bar(run.memory_mb, lesson.memory_mb, "MB")}</td><td>{len(run.values)}</td></tr>'
    )


def _bar(value: float, budget: int, unit: str) -> str:
    over = " over" if value > budget else ""
    width = min(100, 100 * value / budget)
    return f'{value:,.0f} of {budget:,} {unit}<span class="bar{over}"><i style="width:{width:.0f}%"></i></span>'


def _values(run: LessonRun) -> str:
    rows = (
        f'<tr><th scope="row">{escape(each["name"])}</th><td>{escape(_short(each["value"]))}</td>'
        f"<td>{escape(each['expected'])}</td>"
        f"<td class='{'good' if each['holds'] else 'bad'}'>{'holds' if each['holds'] else 'does not hold'}</td></tr>"
        for each in run.values
    )
    table = _table(("Name", "Value", "Expected", "Verdict"), rows)
    opened = " open" if any(not each["holds"] for each in run.values) else ""
    return f"<details{opened}><summary>{escape(run.lesson.key)}: {len(run.values)} values</summary>{table}</details>"


def _short(value: object) -> str:
    text = f"{value:.6g}" if isinstance(value, float) else f"{value}"
    return text if len(text) < 60 else f"{text[:57]}…"


def _exercises(runs: Sequence[LessonRun]) -> Iterable[str]:
    for run in runs:
        states = {each["name"]: each["state"] for each in run.exercises}
        for exercise in exercises_of(run.lesson).values():
            yield _exercise(exercise, states.get(exercise.key, "not used"))
        quiz = quiz_of(run.lesson)
        if quiz:
            wrong = sum(len(question.options) - 1 for question in quiz.questions)
            proof = f"{len(quiz.questions)} questions, feedback for each option"
            yield _row(quiz.key, len(quiz.questions), wrong, "good", proof, states.get(f"{quiz.key}.1", "not used"))


def _exercise(exercise: Exercise, state: str) -> str:
    found = selftest(exercise)
    proof = " ".join(found) or "accepted and refused as it must"
    return _row(exercise.key, len(exercise.accepted), len(exercise.refused), "bad" if found else "good", proof, state)


def _row(key: str, right: int, wrong: int, mark: str, proof: str, state: str) -> str:
    return (
        f'<tr><th scope="row">{escape(key)}</th><td>{right}</td><td>{wrong}</td><td class="{mark}">{escape(proof)}</td>'
        f"<td>{escape(state)}</td></tr>"
    )


def _failures(runs: Sequence[LessonRun]) -> str:
    blocks = []
    for run in runs:
        for failure in run.failures:
            sentence, _, cell = failure.partition("\n")
            code = f"<pre>{escape(cell)}</pre>" if cell else ""
            blocks.append(f'<div class="failure"><b>{escape(run.lesson.key)}</b> {escape(sentence)}{code}</div>')
    return f"<h2>Failures</h2>{''.join(blocks)}" if blocks else ""
