"""Exercises of workflows and marts."""

from __future__ import annotations

from base.exceptions import ServiceError
from lessons.day3.build_marts.night import judge_action, pattern
from lessons.day3.build_marts.trial import FLAG, hdfs_stand_in, judge_flag, stand_in
from utils.explore.checks import Check
from utils.lesson import Exercise, Question, Quiz

SILENT = "tire_fl = 0 and tire_fr = 0 and tire_bl = 0 and tire_br = 0"
NO_TYRE = Check("no tyre", f"sum(case when {SILENT} then 1 else 0 end)")


def _judge_check(check: object, count) -> str | None:
    if not isinstance(check, Check):
        return 'Write a check: Check("no tyre", "sum(case when … then 1 else 0 end)"), with your condition for the three dots.'
    if not isinstance(check.counts, str) or not check.counts.strip():
        return "The second value is the expression of SQL that counts, a text."
    if "…" in check.counts or "..." in check.counts:
        return "The three dots still stand in it. Put the condition in their place."
    if not any(word in check.counts.lower() for word in ("sum", "count")):
        return "It says something of each row, and one number for all rows is wanted: keep `sum(` and `)` around it."
    try:
        staged, published, flat = count(check)
    except (ServiceError, ValueError) as refused:
        return f"{refused}"
    if not staged:
        return "It finds nothing in the staged rows, and twenty of them have no tyre. Which condition holds for these?"
    if published:
        return (
            f"It counts {published} of the published rows, too, and those are sound. A condition must tell them apart."
        )
    if flat:
        return "It also counts a car of which one tyre is good: that row is true, and must stay. All four must say 0."
    if check.most or check.least:
        return "`most` and `least` were to stay as they are, 0: not a single such row may come in."
    return None


q1 = Exercise(
    "day3_05.q1",
    right=NO_TYRE,
    also=[
        Check("silent device", "sum(case when tire_fl + tire_fr + tire_bl + tire_br = 0 then 1 else 0 end)"),
        Check("no tyre", "sum(case when greatest(tire_fl, tire_fr, tire_bl, tire_br) = 0 then 1 else 0 end)".replace("greatest", "max")),
    ],
    wrong=[
        (Check("no tyre", "sum(case when tire_fl = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fr = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fl = 0 and tire_fr = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fl + tire_fr + tire_bl = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fl + tire_fr + tire_bl + tire_br < 100 then 1 else 0 end)"), ""),
        (Check("no tyre", "count(*) - 1"), ""),
        (Check("no tyre", "sum(case when tire_fr = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fl = 0 and tire_fr = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", f"sum(case when {SILENT.replace('and', 'or')} then 1 else 0 end)"), ""),
        (Check("no tyre", f"sum(case when {SILENT} then 0 else 1 end)"), ""),
        (Check("no tyre", "count(*)"), ""),
        (Check("no tyre", "sum(case when tire_fl < 0 then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tire_fl is null then 1 else 0 end)"), ""),
        (Check("no tyre", NO_TYRE.counts, most=20), ""),
        (Check("no tyre", f"case when {SILENT} then 1 else 0 end"), ""),
        (Check("no tyre", "sum(case when … then 1 else 0 end)"), ""),
        (Check("no tyre", "sum(case when tyre_fl = 0 then 1 else 0 end)"), ""),
        (Check("no tyre", ""), ""),
        (NO_TYRE.counts, ""),
        (20, ""),
    ],
    test=_judge_check,
    hints=["The skeleton stands in the task. Only the condition between `when` and `then` is missing; it must hold for all four tyres at once.",
           "`tire_fl = 0 and tire_fr = 0 and …`, or: the sum of the four is 0."],
    solution='''
        check = Check("no tyre", "sum(case when tire_fl + tire_fr + tire_bl + tire_br = 0 then 1 else 0 end)")
    ''',
    insight="Each value alone is possible, so the limits of the fields let it pass. What is impossible is all four at once, and somebody who knows cars must say so.",
    facts={"count": stand_in},
)  # fmt: skip

STAGE = (
    pattern()
    .replace("publish-emergency", "stage-emergency")
    .replace("<argument>publish", "<argument>stage")
    .replace('"done"', '"publish-emergency"')
)

q2 = Exercise(
    "day3_05.q2",
    right=STAGE,
    also=[
        STAGE.replace("\n", "").replace("  ", ""),
        STAGE.replace(" />", "/>"),
        STAGE.replace("    <exec>", "    <!-- the same as below -->\n    <name-node>${nameNode}</name-node>\n    <exec>"),
    ],
    wrong=[
        (pattern(), ""),
        (STAGE.replace('<ok to="publish-emergency" />', '<ok to="done" />'), ""),
        (STAGE.replace('<ok to="publish-emergency" />', '<ok to="stage-emergency" />'), ""),
        (STAGE.replace('<error to="failed" />', '<error to="done" />'), ""),
        (STAGE.replace('<error to="failed" />', ""), ""),
        (STAGE.replace("<argument>stage", "<argument>publish"), ""),
        (STAGE.replace("${biz_date}", "biz_date"), ""),
        (STAGE.replace("${biz_date}", "20160101"), ""),
        (STAGE.replace("<file>step.sh</file>", ""), ""),
        (STAGE.replace("</shell>", ""), ""),
        (STAGE.replace("<exec>step.sh</exec>", "").replace("<file>", "<exec>step.sh</exec><file>"), ""),
        (STAGE.replace("<exec>step.sh</exec>", "").replace("</shell>", "</shell><exec>step.sh</exec>"), ""),
        (STAGE.replace("</shell>", "").replace("<error", "</shell><error"), ""),
        (f'<?xml version="1.0"?>{STAGE}', ""),
        (f"{STAGE}{pattern()}", ""),
        (STAGE.replace("    <file>step.sh</file>\n", "").replace("    <exec>", "    <file>step.sh</file>\n    <exec>"), ""),
        (STAGE.replace('  <error to="failed" />\n', "").replace("  <ok", '  <error to="failed" />\n  <ok'), ""),
        (STAGE.replace("  </shell>\n", "").replace("</action>", "  </shell>\n</action>"), ""),
        (STAGE.replace("    <exec>", "    <job-tracker>${jobTracker}</job-tracker>\n    <exec>"), ""),
        (STAGE.replace(' xmlns="uri:oozie:shell-action:1.0"', ""), ""),
        (STAGE.replace('name="stage-emergency"', 'name="stage"'), ""),
        ("stage-emergency", ""),
        (None, ""),
    ],
    test=judge_action,
    hints=["Copy the action `publish-emergency`. Three places change: its name, its first argument, and where it goes after `ok`. After an error it goes to `failed` as before.",
           'name="stage-emergency", the argument `stage`, and <ok to="publish-emergency" />.'],
    solution=f'action = """{STAGE}"""',
    insight="An action names the one that follows it. Oozie checks the graph when a workflow is submitted, and refuses one with a name that is not there.",
)  # fmt: skip

q3 = Exercise(
    "day3_05.q3",
    right=f"hdfs dfs -touchz {FLAG}",
    also=[f"!hdfs dfs -touchz {FLAG}", f"hadoop fs -touch {FLAG}", f"hdfs dfs -touchz hdfs://localhost:30020{FLAG}"],
    wrong=[
        (f"hdfs dfs -touchz {FLAG.replace('20160103', '20160102')}", ""),
        (f"hdfs dfs -touchz {FLAG.rpartition('/')[0]}", ""),
        (f"hdfs dfs -mkdir {FLAG.replace('_SUCCESS', 'SUCCESS')}", ""),
        (f"touch {FLAG}", ""),
        ("hdfs dfs -touchz {LOG}/wrk_date=20160103/_SUCCESS", ""),
        (f"hdfs dfs -rm {FLAG}", ""),
        ("hdfs dfs -touchz", ""),
        (f"hdfs dfs -touchz '{FLAG}", ""),
        (f"hdfs dfs -mkdir {FLAG}", ""),
        (f"hdfs dfs -ls {FLAG}", ""),
        ("hdfs dfs -ls /", ""),
        (FLAG, ""),
        (None, ""),
    ],
    test=judge_flag,
    hints=["`hdfs dfs -touchz PATH` makes an empty file. Which path is missing?",
           "It stands above the table of the two runs: the folder of `wrk_date=20160103`, and in it `_SUCCESS`."],
    solution=f'command = "hdfs dfs -touchz {FLAG}"',
    insight="The file is empty: its being there is the message. Whoever fills a folder makes it last, so nobody reads half a day. Spark and MapReduce write such a file of the same name by themselves.",
    facts={"run": hdfs_stand_in},
)  # fmt: skip

KEPT = ["make-over18", "refresh-status"]
DONE = [*KEPT, "stage-status"]


def _judge_skip(skip: object) -> str | None:
    if not isinstance(skip, str):
        return "A text was asked for: the names of the actions, with a comma between them."
    names = skip.lower().replace(",", " ").split()
    known = [*DONE, "publish-status"]
    if unknown := [name for name in names if name not in known]:
        return f"{unknown[0]!r} is none of the four actions. They are {', '.join(known)}."
    if "publish-status" in names:
        return "`publish-status` has failed: what is skipped is taken as done, and nothing would be published."
    if "stage-status" in names:
        return "The rows that are staged were made while the garage's file lay there. Skip this step, and the same rows are checked again."
    if sorted(set(names)) != KEPT:
        return "It would work, and do more than it must. Which steps have nothing to do with the garage's file, and have ended well?"
    return None


q4 = Exercise(
    "day3_05.q4",
    right="refresh-status,make-over18",
    also=["make-over18, refresh-status", "refresh-status make-over18", "Refresh-status,\nmake-over18,"],
    wrong=[
        ("refresh-status,make-over18,stage-status", ""),
        ("stage-status", ""),
        ("refresh-status,make-over18,publish-status", ""),
        ("refresh-status", ""),
        ("make-over18", ""),
        ("", ""),
        ("collected", ""),
        ("publish-status", ""),
        (["refresh-status", "make-over18"], ""),
        (None, ""),
    ],
    test=_judge_skip,
    hints=["Go through the four actions: did it end well, and would it do the same today as it did before the file was removed?",
           "`stage-status` read the garage's file, so it must run again. The two before it did not."],
    solution='skip = "refresh-status,make-over18"',
    insight="The action that reports a fault is not always the one that must run again. `failnodes` begins where it failed; here the cause lies one step before.",
)  # fmt: skip

quiz = Quiz(
    "day3_05.quiz",
    Question(
        "A query over a partition was planned, and then the partition is published anew. What does the query read?",
        {
            "a": ("The new rows, because it asks the metastore again.", "It has asked once, when it was planned, and holds the folder since."),
            "b": ("The old rows, whose files still lie in their folder.", "The partition points to another folder; the one before stays, until the day has been made once more."),
            "c": ("Nothing, because its files are gone.", "No file of the old run is touched when the new one is published."),
        },
        right="b",
    ),
    Question(
        "A check fails in the night. What do people find in the mart in the morning?",
        {
            "a": ("The new rows without those that failed.", "A check counts, and takes nothing out. Which rows would be right to leave out, it cannot know."),
            "b": ("An empty partition, until somebody repairs it.", "Nothing is removed before the new rows have passed."),
            "c": ("What the last good run has published.", "The new rows stay staged, where one can look at them."),
        },
        right="c",
    ),
    Question(
        "A coordinator begins in the past, with ten nights behind it. What happens?",
        {
            "a": ("Ten runs are made, and each waits for its input.", "That is a backfill. `concurrency` says how many of them run at once."),
            "b": ("The first run is made, and waits for the next night.", "Only nights that lie ahead wait for their hour. For a past one the hour is over."),
            "c": ("One run is made; it takes the rows of all ten nights.", "Each run has its own nominal time, and from it its own date."),
        },
        right="a",
    ),
    Question(
        "A workflow failed in its third action and is run again with `failnodes`. Which actions run?",
        {
            "a": ("All of them, from the first one on.", "What ended well is skipped: its result is taken as it is."),
            "b": ("The third, and no other action.", "Those behind it never ran, and follow when it has ended well."),
            "c": ("The third, and those behind it.", "That helps if the cause lies in the third. If it lies before, name the nodes to skip yourself."),
        },
        right="c",
    ),
)  # fmt: skip
