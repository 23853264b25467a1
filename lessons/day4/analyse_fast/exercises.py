"""Exercises of in-memory SQL and charts."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from lessons.day4.analyse_fast.stand_in import BUYS, DRIVES, stand_in
from utils.analyse import form
from utils.lab.asking import asked
from utils.lesson import Exercise, Later, Question, Quiz, judge_words

MORE = {  # what a server says, and what helps
    "`place` cannot": "`place` is there only after ranking: ask for it in the query around the brackets.",
    "LATERAL_COLUMN_ALIAS": "Behind `over`, write `avg(speed)` itself, not its new name.",
}


def _helped(reason: str) -> str:
    """A server's reason, and behind it what helps."""
    return ". ".join([reason, *(more for sign, more in MORE.items() if sign in reason)])


BOUGHT = form.question("purchases").filled() + "\nlimit 3"


def _judge_bought(statement: object, run, wanted: pd.DataFrame) -> str | None:
    rows = asked(statement, run)
    if isinstance(rows, str):
        return _helped(rows)
    if absent := [cut for cut in ("biz_month", "biz_date") if cut not in statement.lower()]:
        return f"Your query does not say which {absent[0]}. The table has only one now; with the next one other rows would be counted."
    if len(rows.columns) != 2:
        return f"Two columns were asked for, the item and how many times. Yours has {len(rows.columns)}."
    if rows.empty:
        return "No row fits your `where` and `on`. A month looks like `201601`, a night like `20160101`."
    if len(rows) != len(wanted):
        return f"Three items were asked for, and your query gives {len(rows)} rows. `limit 3` keeps the first three."
    mine = [(str(item), int(n)) if str(n).isdigit() else (str(item), n) for item, n in rows.to_numpy().tolist()]
    right = [(item, int(n)) for item, n in wanted.to_numpy().tolist()]
    if mine == right:
        return None
    if sorted(mine) == sorted(right):
        return "The items are right, and their order is not: the most frequent first, of equal ones the smaller name. `order by` takes two things."
    if not all(isinstance(n, int) for _, n in mine):
        return "The first column is the item, the second how many times."
    if sum(n for _, n in mine) > sum(n for _, n in right):
        return f"Your first item occurs {mine[0][1]} times. That is too often: purchases of other months are among them, of cars without a finding, or findings of other nights."
    place, (item, n) = next((place, pair) for place, pair in enumerate(mine) if pair != right[place])
    return f"In row {place + 1} you have {item}, {n} times. Wanted is {right[place][0]}, {right[place][1]} times: the most frequent first, of equal ones the smaller name."


q1 = Exercise(
    "day4_01.q1",
    right=BOUGHT,
    also=[BOUGHT.replace("order by n desc, b.item", "order by count(*) desc, b.item asc")],
    wrong=[
        (BOUGHT.replace("b.biz_month = '201601' and ", ""), ""),
        (BOUGHT.replace("\nlimit 3", ""), ""),
        (BOUGHT.replace("order by n desc, b.item", "order by b.item desc"), ""),
        (BOUGHT.replace("order by n desc, b.item", "order by n desc, b.item desc"), ""),
        (f"select item, count(*) as n from {BUYS} where biz_month = '201601' group by item order by n desc, item limit 3", ""),
        (BOUGHT.replace("b.item, count(*) as n", "count(*) as n, b.item"), ""),
        (BOUGHT.replace("b.item, count(*) as n", "b.item"), ""),
        (f"drop table {BUYS}", ""),
        (f"select itm from {BUYS}", ""),
        (3, ""),
    ],
    test=_judge_bought,
    hints=["Join the two tables by the car. Put month and night into `where`, group by the item, and count.",
           "`select b.item, count(*) as n from … b join … e on b.car_number = e.car_number where b.biz_month = \"201601\" and e.biz_date = \"20160101\" group by b.item order by n desc, b.item limit 3`"],
    solution=f'statement = """{BOUGHT}\n"""',
    insight="The numbers are small: a few purchases more would change the order. Whoever writes to these owners should see the counts beside the names.",
    facts={"run": stand_in, "wanted": pd.DataFrame([("Item-009", 3), ("Item-002", 2), ("Item-003", 2)], columns=["item", "n"])},
)  # fmt: skip

TYPED = {"grown": "refresh table", "slow": "explain", "join": "analyze table", "new": "nothing"}
WHY = {
    "grown": "The session keeps the list of files that it took when it first asked. What makes it take a new one?",
    "slow": "You want to see the steps, and nothing shall run.",
    "join": "The plan sends the smaller table to all tasks, so it must know which one is smaller. Which statement measures tables?",
    "new": "The session knows nothing of this table, so there is nothing old to be thrown away. It asks the metastore.",
}  # fmt: skip
WORDS = ("refresh table", "analyze table", "explain", "nothing")


q2 = Exercise(
    "day4_01.q2",
    right=TYPED,
    wrong=[
        (TYPED | {"grown": "nothing"}, ""),
        (TYPED | {"slow": "analyze table"}, ""),
        (TYPED | {"join": "explain"}, ""),
        (TYPED | {"new": "refresh table"}, ""),
        (TYPED | {"new": "invalidate metadata"}, ""),
        ({"grown": "refresh table"}, ""),
        ("refresh table", ""),
    ],
    test=lambda choice: judge_words(choice, TYPED, WORDS, WHY),
    hints=["Ask for each: does the session keep something that is old? Or is something not known yet?",
           "Old is only what the session has asked before. Of the other three one shows a plan, one counts rows, and one needs no word at all."],
    solution="""
        typed = {
            "grown": "refresh table",
            "slow": "explain",
            "join": "analyze table",
            "new": "nothing",
        }
    """,
    insight="Here only an open session that has asked a table before can be out of date; a new session is not. Impala is different: its list belongs to the servers, so a new session shows the old rows too.",
)  # fmt: skip

FASTEST = form.question("fastest_by_area").filled(rows=300)


def _judge_fastest(statement: object, run, wanted: pd.DataFrame) -> str | None:
    rows = asked(statement, run)
    if isinstance(rows, str):
        return _helped(rows)
    if "biz_date" not in statement.lower():
        return "Your query does not say which night. The table has only one now; with the next one the means would change."
    if "count" not in statement.lower():
        return "Your query takes each car, however short it was in the area. `having count(*) >= 300` leaves the short visits out."
    if len(rows.columns) != 3:
        return f"Three columns were asked for: area_number, car_number, mean. Yours has {len(rows.columns)}."
    if len(rows) != len(wanted):
        return f"{len(wanted)} areas, one car each; your query gives {len(rows)} rows. Is the place counted within each area by mean speed, only the first kept, and no `limit` left?"
    right = {row.area_number: (row.car_number, row.mean) for row in wanted.itertuples()}
    for area, car, mean in rows.to_numpy().tolist():
        if area not in right:
            return f"The first column holds {area!r}, which is no area. Wanted is the order area_number, car_number, mean."
        wanted_car, wanted_mean = right[area]
        if car != wanted_car:
            return f"In {area} you have {car} with {mean}. {wanted_car} was faster on average in this night, or yours was there for less than 300 seconds."
        if isinstance(mean, str) or abs(float(mean) - wanted_mean) > 0.001:
            return f"In {area} the mean speed of {car} is {wanted_mean:.4f}, and yours is {mean}. It should be the mean, not rounded."
    return None


q3 = Exercise(
    "day4_01.q3",
    right=FASTEST,
    also=[FASTEST.replace("rank()", "row_number()"), FASTEST.replace(" order by area_number", "")],
    wrong=[
        (FASTEST.replace("partition by area_number ", ""), ""),
        (FASTEST.replace("avg(speed) desc", "avg(speed)"), ""),
        (FASTEST.replace("having count(*) >= 300", ""), ""),
        (FASTEST.replace("where biz_date = '20160101'", ""), ""),
        (FASTEST.replace("where place = 1", ""), ""),
        (FASTEST.replace("order by avg(speed) desc", "order by count(*) desc"), ""),
        (FASTEST.replace("avg(speed) as mean", "max(speed) as mean").replace("by avg(speed) desc", "by max(speed) desc"), ""),
        (FASTEST.replace("select area_number, car_number, mean", "select car_number, area_number, mean"), ""),
        (FASTEST.replace("car_number, avg(speed) as mean", "car_number, avg(speed) as mena"), ""),
        (f"select area_number, max(speed) from {DRIVES} group by area_number", ""),
        (None, ""),
    ],
    test=_judge_fastest,
    hints=["Take the query above: the group is the area now, the value is the mean speed, and the table another one.",
           "Inside the brackets: `rank() over (partition by area_number order by avg(speed) desc) as place`, then `group by area_number, car_number having count(*) >= 300`. Outside: `where place = 1`."],
    solution=f'statement = """{FASTEST}\n"""',
    insight="The winner of an area is one car on one evening. The mean of all cars, which comes next, says more about the area.",
    facts={"run": stand_in, "wanted": pd.DataFrame([("A01", "A0002", 90.0), ("B02", "A0001", 70.0)], columns=["area_number", "car_number", "mean"])},
)  # fmt: skip

SLOWEST = 10  # areas among which the gap is looked for


def gap(means: list[float]) -> tuple[float, float]:
    """The two neighbours among the slowest areas that lie farthest apart.

    >>> gap([20.0, 25.0, 50.0, 55.0])
    (25.0, 50.0)
    """
    slow = sorted(means)[:SLOWEST]
    return max(pairwise(slow), key=lambda pair: pair[1] - pair[0])


def _judge_threshold(threshold: object, means: list[float]) -> str | None:
    if isinstance(threshold, bool) or not isinstance(threshold, (int, float)):
        return "A number of km/h is expected, without quotes."
    below, above = gap(means)
    listed = sum(mean < threshold for mean in means)
    if threshold <= below:
        return f"{threshold} lists {listed} of the areas below the gap, and more lie there. Look at the bars for a higher threshold."
    if below < threshold < above:
        return None
    return f"{threshold} lists areas above the gap, too. Which two neighbours lie farthest apart?"


q4 = Exercise(
    "day4_01.q4",
    right=Later(lambda means: round(sum(gap(means)) / 2)),
    also=[Later(lambda means: gap(means)[1] - 1)],
    wrong=[
        (60, ""),
        (Later(lambda means: gap(means)[0]), ""),
        (Later(lambda means: gap(means)[1]), ""),
        (10, ""),
        (1000, ""),
        ("40", ""),
        (True, ""),
    ],
    test=_judge_threshold,
    hints=["List the areas with a threshold of 60 as bars. Between which two neighbours does the height jump?", "Give a number between the heights of these two bars."],
    solution="threshold = 40",
    insight="Six areas with the mean of a traffic jam. The simulator plants congestion in A10, B02, C04, D05, E10 and F06.",
    facts={"means": [20.0, 22.0, 26.0, 28.0, 29.0, 34.5, 51.3, 58.3, 62.0, 68.0, 90.0]},
)  # fmt: skip

quiz = Quiz(
    "day4_01.quiz",
    Question(
        "A report in an open session shows 1,000 rows; Hive counts 1,200 in the same table. What is likely?",
        {
            "a": ("Spark has lost 200 of the rows.", "The rows lie in files of HDFS, and neither engine has touched them."),
            "b": ("The session knows an old file list.", "It took the list with its first question. `refresh table` makes it take a new one."),
            "c": ("The metastore has not been told.", "New files in a known folder need no word to it. Hive finds them in the folder itself."),
        },
        right="b",
    ),
    Question(
        "`max(speed)` by area is quickly written. Why a window function for the fastest car?",
        {
            "a": ("Because max cannot be grouped by area.", "It can. But the answer has one row for an area, and no car in it."),
            "b": ("Because a window is faster than a group.", "It is not: the rows are grouped first, then ranked."),
            "c": ("Because the car is wanted, not its speed.", "`rank` keeps the rows apart, so the first row of each area still has its car."),
        },
        right="c",
    ),
    Question(
        "A form puts what is typed into a statement as it is. What is the danger?",
        {
            "a": ("What is typed can be more SQL.", "`60 or 1 = 1` changes the question. So the value must look like a number."),
            "b": ("The chart can become too large.", "A long chart is hard to read, but it harms nothing."),
            "c": ("Two people can type at one time.", "Each of them sends a statement of their own."),
        },
        right="a",
    ),
    Question(
        "Your laptop sleeps while the server computes your question. What does the server do?",
        {
            "a": ("It stops, since nobody is there.", "It cannot see that: nothing has closed the connection."),
            "b": ("It goes on, up to a limit of time.", "A sleeping laptop closes nothing. Without a limit, the question runs to its end."),
            "c": ("It waits until you are back.", "It computes without the client. Only the rows wait until they are fetched."),
        },
        right="b",
    ),
)  # fmt: skip
