"""One result in several forms: a table, bars, and the form with its field above them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib import pyplot as plt

from base.exceptions import CourseError
from utils.analyse.form import Form
from utils.figures import plots

KINDS = ("bars", "table")
LABELLED = 20  # so many bars have room for their numbers


def bars(rows: pd.DataFrame, title: str) -> None:
    """Bars of the second column by the first; one sentence if there is no row."""
    from IPython.display import display

    if rows.empty:
        display("No area is below this threshold.")
        return
    name, value = rows.columns[0], rows.columns[1]
    plots.style()
    figure, axis = plt.subplots(figsize=(9, 3.2))
    drawn = axis.bar(rows[name], rows[value], color=plots.BLUE)
    if len(rows) <= LABELLED:
        axis.bar_label(drawn, fmt="%.0f", padding=2)
    else:
        axis.tick_params(axis="x", labelrotation=90, labelsize=7)
    axis.set(xlabel="area · 구역", ylabel="km/h", title=title)
    axis.margins(y=0.15)
    words = ", ".join(f"{area} {speed:.0f}" for area, speed in zip(rows[name], rows[value], strict=True))
    plots.show(figure, alt=f"Bars of the average speed of {len(rows)} areas in km/h: {words}.")


def show(form: Form, run: Callable[[str], pd.DataFrame], field: str, title: str) -> None:
    """A form: a box for one field of a statement, and a choice of how its rows are shown.

    The statement runs when the value is entered; a change of the chart takes the rows that are there.
    """
    import ipywidgets as widgets
    from IPython.display import clear_output, display

    box = widgets.Text(value=form.fields[field].default, description=field, continuous_update=False)
    kind = widgets.Dropdown(options=KINDS, description="as")
    place = widgets.Output()
    kept: dict[str, pd.DataFrame] = {}

    def ask(_=None) -> None:
        with place:
            try:
                kept["rows"] = run(form.filled(**{field: box.value}))
            except CourseError as refused:
                kept.clear()
                clear_output(wait=True)
                print(refused)
                return
        draw()

    def draw(_=None) -> None:
        if not kept:
            return
        with place:
            clear_output(wait=True)
            if "rows" in kept:
                bars(kept["rows"], title) if kind.value == "bars" else display(kept["rows"])

    box.observe(ask, "value")
    kind.observe(draw, "value")
    ask()
    display(widgets.VBox([widgets.HBox([box, kind]), place]))
