"""A learner's EPL on trial: Esper runs it over three cars in two windows, and what it says shows the mistake."""

from __future__ import annotations

import pandas as pd

from base.exceptions import ConfigurationError
from utils.realtime.esper.asking import ask
from utils.realtime.speeding.rule import Drive

BEGIN = 1451606400  # 2016-01-01 00:00
SPEEDS = {  # by car: second of the minute → km/h
    "A0001": {7: 70, 8: 80, 9: 85, 30: 100, 31: 90},  # only the second window is too fast
    "B0001": {8: 90, 29: 100, 30: 60, 59: 80},  # only the first one is
    "C0001": {7: 80, 12: 80, 40: 80},  # exactly 80 is not above 80
}
TRIAL = [Drive(car, BEGIN + second, speed) for car, speeds in SPEEDS.items() for second, speed in speeds.items()]
COLUMNS = {"car", "average", "window_end"}
EXPECTED = {("B0001", 30), ("A0001", 60)}


def judge_epl(answer: object) -> str | None:
    """What is wrong with a statement of EPL; nothing if Esper finds with it what the rule finds."""
    if not isinstance(answer, str):
        return 'A text is expected, in triple quotes: """select …""".'
    try:
        said = ask(answer, TRIAL)
    except ConfigurationError as error:
        return str(error)
    if said.empty:
        return "Esper takes it, but it says nothing of three cars in two windows. Two windows are too fast."
    if not set(said.columns) >= COLUMNS:
        return f"It selects {', '.join(said.columns)}. Expected are car, average and window_end."
    exact = (said["window_end"] - pd.Timestamp(BEGIN, unit="s")).dt.total_seconds()
    seconds = exact.astype(int)
    if (exact != seconds).any():
        return f"A window ends {exact.iloc[0]} s after the minute began: the second number is in milliseconds."
    told = list(zip(said["car"], seconds, said["average"], strict=True))
    return _why(told)


def _why(told: list[tuple[str, int, float]]) -> str | None:
    windows = {(car, second) for car, second, _ in told}
    if len(told) > len(windows) and all(second % 30 == 0 for _, second in windows):
        return ("A car stands several times in one window, with the same average as the others: it was taken over all "
                "cars. Which clause makes a group of each car?")  # fmt: skip
    if strange := sorted({second for _, second in windows if second % 30}):
        if len(strange) > 2:
            return ("It speaks with each row that comes or leaves. A window that slides does that; one answer for each "
                    "window comes from a batch.")  # fmt: skip
        return (f"A window ends at second {strange[0]}. It began with the first row, at second 7; windows of the pilot "
                "end at :00 and :30. What aligned the one above?")  # fmt: skip
    if {second for _, second in windows} == {60} and ("B0001", 60) in windows:
        return "All windows end at the full minute, so they are a minute long. 30 s are asked for."
    if len(windows) == 2 * len(SPEEDS):
        return "Every car stands there in every window. Nothing says yet which averages are too high."
    if ("A0001", 30) in windows:
        return ("A0001 drove 70, 80 and 85 in the first window, on average 78.3, and is accused. A condition on single "
                "rows, as `where` or max has it, is not one on the average.")  # fmt: skip
    if ("C0001", 30) in windows:
        return "C0001 drove exactly 80, and *above* 80 is asked for."
    if windows != EXPECTED:
        return f"Too fast are B0001 until :30 and A0001 until :60. It says {_said(windows)}."
    if any(average != 95 for _, _, average in told):
        return (f"The cars are right, but both averages are 95, and it says {told[0][2]:g}. What stands before "
                "`as average`?")  # fmt: skip
    return None


def _said(windows: set[tuple[str, int]]) -> str:
    return ", ".join(f"{car} until :{second}" for car, second in sorted(windows))
