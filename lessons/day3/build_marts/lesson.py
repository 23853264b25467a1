# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Exploration 2: workflows and marts · 탐색 구현 2: 워크플로와 마트
#
# People can ask the lake whatever they like. Most of them ask the same every morning, and nobody wants to clean the rows again each time.
#
# You make marts: tables of clean rows, made every night, checked before anybody reads them, and repaired when a night goes wrong.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - make a day of a mart so that a second run changes nothing,
# - publish it in one step, and say what a reader sees meanwhile,
# - add a check that stops a bad day,
# - write, submit and repair a workflow of Oozie,
# - let a coordinator wait for its input, and fill days that lie in the past,
# - run the same workflow in Dagster.
#
# 75 minutes · services: HDFS, YARN, Hive, Oozie

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
cars = 100

# %% id="setup" tags=["setup"]
from cluster.clients import oozie
from cluster.clients.hive import query
from lessons.day3.build_marts import exercises as ex
from lessons.day3.build_marts import graph, night
from utils.explore import publish
from utils.explore.checks import Check
from utils.lab import lake
from utils.lesson import ____, shown_error, start

here = start("day3/05_build_marts", scale=scale, seed=seed)
files = lake.nights(cars, seed)
lake.fill(files)
night.make_tables()
SQL, LOG = night.SQL, "/pilot-pjt/collect/car-batch-log"

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The last lesson cleaned rows by hand. Now this is done every night, with nobody at the keyboard.

# %% id="picture"
here.picture()

# %% [markdown] id="mart-intent" slideshow={"slide_type": "slide"}
# ## A day of a mart · 마트의 하루
#
# A **mart** (마트) holds clean rows for one subject. The pilot has five. The first holds the status rows of cars whose owner is 18 or older, with one partition for each `biz_date`, the day on which the rows happened. Two statements fill it; this is the first. The `table_…` files make the empty tables.

# %% id="mart-look" slideshow={"slide_type": "-"}
# !cat {SQL}/mart_over18.sql
# !beeline -f {SQL}/table_over18.hql > /dev/null
# !beeline -f {SQL}/mart_over18.sql --hivevar staged=SmartCar_Master_Over18 > /dev/null

# %% [markdown] id="mart-question" tags=["predict"] slideshow={"slide_type": "slide"}
# `${staged}` is a variable: `--hivevar` gives it a value, here the table of these owners. `insert overwrite` replaces what is there.
#
# The other statement joins the status rows of a day with these owners. On 1 January, 100 cars sent 1,200 rows each. **Predict**: how many of the 120,000 rows stay outside? Five of the hundred owners are younger than 18. A whole number. The cell first prints the last lines of the statement; `place = 1` keeps one row of each car and second, and here no second has two.

# %% id="mart-run" slideshow={"slide_type": "-"}
guess_rows = ____
INTO = "--hivevar staged=Managed_SmartCar_Status_Info --hivevar biz_date=20160101"
# !tail -n 4 {SQL}/mart_status.sql
# !beeline -f {SQL}/table_status.hql > /dev/null
# !beeline -f {SQL}/mart_status.sql {INTO} > /dev/null
# !beeline -e 'select biz_date, count(*) as n, count(distinct car_number) as cars from Managed_SmartCar_Status_Info group by biz_date;'
COUNT = 'select count(*) from Managed_SmartCar_Status_Info where biz_date = "{}"'
made = int(query(COUNT.format("20160101")).iloc[0, 0])
here.seen("rows outside the mart", 120_000 - made, guess_rows)

# %% [markdown] id="twice-question" tags=["predict", "failure"] slideshow={"slide_type": "slide"}
# ## A night runs twice · 두 번 도는 밤
#
# The night broke off somewhere, nobody knows where, and somebody starts it again. Two marts of the original pilot were made with `insert into`, which appends. We run this statement that way, over the same day. **Predict** how many rows the day has then. A whole number.

# %% id="twice-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_twice = ____
appending = night.place("appending.sql")
# !sed 's/insert overwrite/insert into/' {SQL}/mart_status.sql > {appending}
# !beeline -f {appending} {INTO} > /dev/null
twice = int(query(COUNT.format("20160101")).iloc[0, 0])
here.seen("rows of the day", twice, guess_twice)

# %% id="twice-again" slideshow={"slide_type": "-"}
# !beeline -f {SQL}/mart_status.sql {INTO} > /dev/null
again = int(query(COUNT.format("20160101")).iloc[0, 0])
again

# %% [markdown] id="twice-reading" slideshow={"slide_type": "fragment"}
# Each row stood there twice, and no query would have failed: every sum is doubled, every mean looks right. `insert overwrite` replaces the whole day, so one more run leaves 114,000 rows, whatever was there before. A step that may be repeated without harm is **idempotent** (멱등).
#
# One thing is missing: whoever reads the mart gets whatever the last run wrote, right or wrong.

# %% [markdown] id="publish-intent" slideshow={"slide_type": "slide"}
# ### Staged, checked, published · 스테이징, 검증, 공개
#
# The pilot makes a day in three steps. The rows are **staged** (스테이징): the statement writes them into a new folder, as a table that nobody reads. They are **checked** (검증): SQL counts how many of them break a rule. They are **published** (공개) by one order to the metastore: *this partition now lies there*.
#
# Twenty rows of `B0007` come late, in a file that is collected on 3 January. `publish.make` does the three steps. Before it, a program has Hive plan a query for all rows of the day, and fetches the rows only afterwards.

# %% id="publish-run" slideshow={"slide_type": "-"}
# !hdfs dfs -put -f {night.late(files)} {LOG}/wrk_date=20160103/
ALL = 'select car_number, battery from Managed_SmartCar_Status_Info where biz_date = "20160101"'
before = publish.published("status", "20160101")
reader = night.Planned(ALL)
publish.make("status", "20160101")
old = reader.rows()
new = int(query(COUNT.format("20160101")).iloc[0, 0])
print(before, publish.published("status", "20160101"), sep="\n")
old, new

# %% [markdown] id="publish-reading" slideshow={"slide_type": "fragment"}
# The program got the 114,000 old rows; whoever asks now gets 114,020. The two folders are printed: the partition lay in the warehouse, now it lies in a folder of this run. The old folder is not touched: it stays in the warehouse. A folder of a run is removed by the second run after it. The late rows came in because the statement asks for `wrk_date >= '${biz_date}'`: a date of collection on that day or any later one.

# %% [markdown] id="publish-notes" slideshow={"slide_type": "notes"}
# **16 min.** Picture, the first mart and the doubled day are included. Point at the two folders. Ask: which of the three steps does a reader notice? Answer: none in a query that runs, the last in the next one. Real here are Hive, the metastore and the files; a hundred cars stand for all.

# %% [markdown] id="check-intent" slideshow={"slide_type": "slide"}
# ## What a check finds · 검사
#
# Now a garage reads out that car's device on the bench, with no tyre sensor plugged in: each tyre says 0. The file lands in the lake. We stage the day, and do not publish it.

# %% id="check-stage" slideshow={"slide_type": "-"}
# !hdfs dfs -put -f {night.silent(files)} {LOG}/wrk_date=20160103/
staged = publish.stage("status", "20160101")
# !beeline -e 'select reg_date, tire_fl, tire_fr, tire_bl, tire_br, battery from {staged} where tire_fl = 0 limit 2;'
battery = Check("battery not 0 to 100", "sum(case when `battery` between 0 and 100 then 0 else 1 end)")
print(battery in night.checks("status"), len(night.checks("status")))
night.found(staged)

# %% [markdown] id="check-reading" slideshow={"slide_type": "fragment"}
# A check is a name, an expression of SQL that counts, and how much it may find: at least 1 for `rows`, at most 0 for the others. `battery` is one of the 23 checks of this mart; five are shown with what they found. The limits come from the record types of day 1. All have passed: 0 is a number between 0 and 100.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (8 min)
#
# **Write the check that is missing**: it counts rows whose four tyres *all* say 0. A row with one to three flat tyres may be true, and must not count. Put a condition in place of `…`:
#
# ```python
# Check("no tyre", "sum(case when … then 1 else 0 end)")
# ```
#
# The columns are `tire_fl`, `tire_fr`, `tire_bl` and `tire_br`. Your check is run over the staged rows, over the published ones, and over cars with flat tyres.

# %% id="ex1-check" tags=["check", "acts"] slideshow={"slide_type": "-"}
check = ____
ex.q1.given(count=night.counted(staged, "Managed_SmartCar_Status_Info"))
check = ex.q1.check(check)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% id="check-refused" tags=["failure"] slideshow={"slide_type": "-"}
with shown_error():
    publish.publish("status", "20160101", [check])
after = int(query(COUNT.format("20160101")).iloc[0, 0])
after

# %% [markdown] id="check-refused-reading" slideshow={"slide_type": "fragment"}
# The day is refused with the name of your check, and the mart has 114,020 rows as before. A check that fails does not repair anything: it keeps bad rows away from readers. We remove the file and the staged table.

# %% id="check-clean" slideshow={"slide_type": "-"}
# !hdfs dfs -rm -skipTrash {LOG}/wrk_date=20160103/silent.log
# !beeline -e 'drop table {staged};'

# %% [markdown] id="check-notes" slideshow={"slide_type": "notes"}
# **14 min.** Exercise 1 takes 8 of them. Look out for `or` in the condition, and for a check that counts sound rows. Ask: why is a failed day not published without the twenty rows? Answer: a rule that leaves rows out belongs in the statement, where everybody sees it.

# %% [markdown] id="oozie-intent" slideshow={"slide_type": "slide"}
# ## A workflow · 워크플로
#
# **Oozie** (우지) runs workflows: steps, which it calls actions, and what comes after each. A workflow is an XML file in HDFS. This one makes the mart of cars that must go to the garage; one action is missing.

# %% id="oozie-look" slideshow={"slide_type": "-"}
print(night.with_hole())

# %% [markdown] id="oozie-reading" slideshow={"slide_type": "fragment"}
# Read it from `start`: it goes to an action that is not there. `publish-emergency` runs the program `step.sh` with three arguments: check and publish this mart for this day. `<file>` makes YARN bring the program along. `${biz_date}` is given when the workflow is submitted. After `ok` the workflow ends at `done`, after `error` at `failed`.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (10 min)
#
# **Write the action that is missing**: `stage-emergency` runs `step.sh` with `stage`, `emergency` and the date. After it comes `publish-emergency`; after an error the workflow must fail.
#
# A text in three quotes: the whole `<action>`, like the one above. The workflow with it is submitted below.

# %% id="ex2-check" tags=["check", "acts"] slideshow={"slide_type": "-"}
action = ____
action = ex.q2.check(action)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% id="submit-look" slideshow={"slide_type": "-"}
folder = night.install("emergency", action)
job = night.job("emergency", folder, biz_date="20160101")
# !hdfs dfs -ls -C {folder}
# !cat {job}

# %% [markdown] id="submit-intent" slideshow={"slide_type": "fragment"}
# The workflow and the program `step.sh` lie in HDFS; `coordinator.xml` comes later. The file of properties says where the servers are, which workflow is meant, and the date. `oozie job -run` submits it and answers with a number; `-info` tells how it goes.

# %% id="submit-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !oozie job -config {job} -run | tee {job}.told
emergency = night.number(job)
oozie.wait(emergency)
# !oozie job -info {emergency} | grep -E "Status|emergency"

# %% id="submit-yarn" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
application = oozie.actions(emergency)["application"].iloc[0]
# !yarn application -status {application} 2> /dev/null | grep -E "Application-Name|Final-State"
# !beeline -e 'select car_number, tire_check, light_check, engine_check, break_check from Managed_SmartCar_Emergency_Check_Info where biz_date = "20160101" order by car_number limit 3;'

# %% [markdown] id="submit-reading" slideshow={"slide_type": "fragment"}
# Both actions are `OK`, and the workflow has succeeded. Each action is an application of YARN, whose name says the workflow (`W`) and the action (`A`): Oozie's own server runs no step, it asks YARN for a container in which `step.sh` runs. The mart has one row for each car at which something was found.

# %% [markdown] id="submit-notes" slideshow={"slide_type": "notes"}
# **16 min.** Exercise 2 takes 10 of them. Look out for a missing `<file>`: YARN brings only what is named. Ask: what did we have to tell Oozie about Hive? Answer: nothing, `step.sh` knows it. Oozie and YARN are real. But YARN has one node here, and `step.sh` starts the course's own Python on it; on a cluster each node would need it.

# %% [markdown] id="coord-intent" slideshow={"slide_type": "slide"}
# ## Every night · 매일 밤
#
# A **coordinator** (코디네이터) starts a workflow at its hour, once its input is there. Each of its runs has a **nominal time** (기준 시각), the hour for which it was meant, whenever it really runs.

# %% id="coord-look" slideshow={"slide_type": "-"}
folder = night.install("status")
# !hdfs dfs -cat {folder}/coordinator.xml

# %% [markdown] id="coord-question" tags=["predict"] slideshow={"slide_type": "slide"}
# `frequency` is a day, and `input-events` names what is waited for: the file `_SUCCESS` in the folder of the date of collection. `biz_date` is the day before the nominal time. The workflow asks for the file once more, in the node `collected`; then it has four actions, of which the first two may run side by side.
#
# Today is long after January 2016. We start the coordinator with a `start` in the past, and give it two nights: 2 January and 3 January, at 01:00. **Predict**: how many runs does it list at once, whether they run or wait? A whole number.

# %% id="coord-run" slideshow={"slide_type": "-"}
guess_runs = ____
nights_job = night.job("nights", folder, start="2016-01-02T01:00+0900", end="2016-01-04T01:00+0900")
# !oozie job -config {nights_job} -run > {nights_job}.told
nights = night.number(nights_job)
made_runs = night.listed(nights, 1)
here.seen("runs", len(made_runs), guess_runs)
made_runs[["nominal", "status"]]

# %% [markdown] id="kill-intent" tags=["failure"] slideshow={"slide_type": "slide"}
# ### Now it breaks · 고장
#
# Each night in the past has its run, and both wait. The collection of 2 January is whole, so its file is made, and the first run stages 1 January once more. While its rows are being written, somebody ends the workflow.

# %% id="kill-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
# !hdfs dfs -touchz {LOG}/wrk_date=20160102/_SUCCESS
first = night.begun(nights, 1)
night.staging("status", "20160101")
# !oozie job -kill {first}
oozie.wait(first)
killed = oozie.actions(first)
# !oozie job -info {first} | grep -E "Status|stage|publish|refresh|over18"

# %% id="kill-look" slideshow={"slide_type": "-"}
graph.draw("status", {"1 January": killed})
half = int(query(COUNT.format("20160101")).iloc[0, 0])
half

# %% [markdown] id="kill-reading" slideshow={"slide_type": "fragment"}
# Two actions ended well, the third is `KILLED`, and the fourth never began. The mart still has 114,020 rows: whatever the killed step has written lies in a folder that no reader knows.
#
# `-rerun` with `failnodes` runs again what did not end well, and what follows. What was done is skipped.

# %% id="rerun-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !oozie job -rerun {first} -D oozie.wf.rerun.failnodes=true
repaired_status = oozie.wait(first)
# !oozie job -info {first} | grep -E "Status|Run|stage|publish|refresh|over18"

# %% id="rerun-look" slideshow={"slide_type": "-"}
graph.draw("status", {"1 January": killed, "again": oozie.actions(first)})
rerun = int(query(COUNT.format("20160101")).iloc[0, 0])
rerun

# %% [markdown] id="rerun-notes" slideshow={"slide_type": "notes"}
# **7 min.** Ask: what would a mart whose statement appends have after this night? Answer: the rows of before, all rows of the second run, and those of the killed one if Hive came to its end. Only the client of the step was killed: Hive may go on with the statement for some seconds. The rerun stages anew, in a folder of its own.

# %% [markdown] id="late-intent" slideshow={"slide_type": "slide"}
# ## A day that comes late · 늦게 온 하루
#
# The rerun did the last two steps only, and the mart has its 114,020 rows. Meanwhile the garage has put another file into the lake. What does the second run do?

# %% id="late-look" slideshow={"slide_type": "-"}
# !hdfs dfs -put -f {night.short(files)} {LOG}/wrk_date=20160103/
waiting = oozie.dates(nights)
print(waiting.loc[2, "missing"])
waiting[["nominal", "status"]]

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# The second run waits for the file printed above, which says that the collection of 3 January is complete. **Let this run begin**: write the command that makes the file, a text with the whole path. `hdfs dfs -touchz PATH` makes an empty file.

# %% id="ex3-check" tags=["check", "acts"] slideshow={"slide_type": "-"}
command = ____
ex.q3.given(run=night.flag(here.cluster))
command = ex.q3.check(command)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% id="late-run" tags=["failure"] slideshow={"slide_type": "-"}
night.flag(here.cluster)(command.removeprefix("!").split())
second = night.begun(nights, 2)
oozie.wait(second)
stopped = oozie.actions(second)
graph.draw("status", {"2 January": stopped})

# %% [markdown] id="late-reading" slideshow={"slide_type": "fragment"}
# The run began when `_SUCCESS` was there, and failed in its last action. Oozie knows only that `step.sh` ended with an error. What it said stands in YARN's log.

# %% id="late-log" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
application = stopped["application"].iloc[-1]
# !yarn logs -applicationId {application} 2> /dev/null | grep "not published"

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (6 min)
#
# The garage's file is the one of lesson 3-4: the engine is missing, so a number stands where the brake belongs. The check has stopped it, and the mart has no 2 January yet. The cell removes the file. Then the workflow runs again, and does no more than it must. **Which of the four actions are skipped?**
#
# A text: their names, with a comma between them.

# %% id="ex4-check" tags=["check"] slideshow={"slide_type": "-"}
# !hdfs dfs -rm -f -skipTrash {LOG}/wrk_date=20160103/short.log
skip = ____
skip = ex.q4.check(skip)

# %% id="ex4-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q4.solution()

# %% id="repair-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
names = ",".join(skip.lower().replace(",", " ").split())
# !oozie job -rerun {second} -D oozie.wf.rerun.skip.nodes=collected,{names}
second_status = oozie.wait(second)
# !oozie job -info {nights} | grep -E "Status|@"

# %% id="repair-look" slideshow={"slide_type": "-"}
graph.draw("status", {"2 January": stopped, "again": oozie.actions(second)})
repaired = int(query(COUNT.format("20160102")).iloc[0, 0])
repaired

# %% [markdown] id="repair-reading" slideshow={"slide_type": "fragment"}
# `skip.nodes` named what was not to run again, `collected` among it. 2 January is there, with the 114,000 rows that it must have. Both nights were filled after their hour: this is a **backfill** (백필). It needs no program of its own, because each run takes its date from its nominal time and not from the clock.

# %% [markdown] id="repair-notes" slideshow={"slide_type": "notes"}
# **14 min.** Exercises 3 and 4 take 10 of them. Look out for `failnodes` in exercise 4: the same staged rows would be checked again. Ask: why is `concurrency` 1? Answer: two nights at once would need twice the memory. Oozie looks for the file every 5 s here, by default each minute. Its own default for times is UTC, in which 01:00 in Seoul lies on the day before.

# %% [markdown] id="dagster-intent" slideshow={"slide_type": "slide"}
# ## The successor · 후속 도구
#
# Oozie is retired. **Dagster** (대그스터) looks at the same night from the other end: not *which step comes next*, but *which table is there, for which day*. It calls what a step leaves, such as a table, an asset. This code makes assets of the steps, and runs below.

# %% id="dagster-look" slideshow={"slide_type": "-"}
print(night.source())

# %% [markdown] id="dagster-question" tags=["predict"] slideshow={"slide_type": "slide"}
# `deps` are the steps before, `partitions_def` the days, and a check with `blocking` stops what comes after it. The workflow of Oozie and these assets come from one description in Python, so they have the same steps.
#
# We run the emergency mart for both days, in this notebook. On 1 January Oozie has made it already. **Predict**: how many more rows does the mart have on that day then? A whole number.

# %% id="dagster-run" slideshow={"slide_type": "-"}
guess_more = ____
GARAGE = 'select count(*) from Managed_SmartCar_Emergency_Check_Info where biz_date = "{}"'
by_oozie = int(query(GARAGE.format("20160101")).iloc[0, 0])
runs = {day: night.dagster_run("emergency", day) for day in ("20160101", "20160102")}
by_dagster = [int(query(GARAGE.format(day)).iloc[0, 0]) for day in runs]
print(by_oozie, by_dagster)
here.seen("rows more", by_dagster[0] - by_oozie, guess_more)
graph.draw(
    "emergency",
    {"Oozie, 1 Jan": oozie.actions(emergency), "Dagster, 1 Jan": runs["20160101"], "Dagster, 2 Jan": runs["20160102"]},
)

# %% [markdown] id="dagster-reading" slideshow={"slide_type": "fragment"}
# The same steps, in the same order, and as many rows: 11 cars on 1 January, whoever made them last. 2 January had no such mart, and has 18 now. No container of YARN was started: Dagster ran the steps in this process. As a server it has a page with the days of each asset, where somebody starts those that are missing.

# %% id="dagster-hours" slideshow={"slide_type": "-"}
night.hours()

# %% [markdown] id="dagster-hours-reading" slideshow={"slide_type": "fragment"}
# `0 1 * * *` is cron's way to say *minute 0 of hour 1, each day*; the purchases come once a month.

# %% [markdown] id="dagster-notes" slideshow={"slide_type": "notes"}
# **8 min.** Test station and quiz are included. Ask: what does Oozie have that this run lacks? Answer: a server that starts it at night; here the notebook started it, and nothing waits for a file. The steps, Hive and the marts are the same, and real.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold. The last line removes the marts, the tables and the lake: before it, try *At work you type* at the end.

# %% id="station-marts" tags=["station"]
here.record(
    "rows after one run, one that appends, one that overwrites",
    [made, twice, again],
    equals=[114_000, 228_000, 114_000],
)
here.record("rows that a reader of before and a new one see", [old, new], equals=[114_000, 114_020])
here.record("rows after a refused day, a kill and a rerun", [after, half, rerun], equals=[114_020] * 3, of=ex.q1)
here.record("rows of the day that came late", repaired, equals=114_000, of=ex.q4)
here.record("cars to the garage, by day", by_dagster, equals=[11, 18])

# %% id="station-runs" tags=["station"]
here.record("the workflow with your action", oozie.status(emergency), equals="SUCCEEDED", of=ex.q2)
here.record("both nights after their repair", [repaired_status, second_status], equals=["SUCCEEDED"] * 2)
here.record("steps of the killed run", killed["status"].value_counts().to_dict(), equals={"OK": 2, "KILLED": 1})
# !oozie job -kill {nights}
lake.empty()

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A partition that is replaced as a whole may be made twice; one that is appended to may not.
# - Rows are staged, checked and published, so readers see the old rows or the new ones.
# - A failed check keeps what was there, and names what it found.
# - A workflow says which step follows; a coordinator says when, and for what input it waits.
# - A rerun must begin at the step in which the cause lies.
# - A run takes its date from its nominal time, so a past day is filled like any other.

# %% id="quiz" tags=["quiz"] slideshow={"slide_type": "subslide"}
ex.quiz.show()

# %% id="quiz-check" tags=["quiz"] slideshow={"slide_type": "skip"}
answer_1 = ____
answer_2 = ____
answer_3 = ____
answer_4 = ____
ex.quiz.check(answer_1, answer_2, answer_3, answer_4)

# %% [markdown] id="bridge" tags=["bridge"] slideshow={"slide_type": "slide"}
# ## What comes next · 다음 수업
#
# The next lesson says what people look for in the marts, and how a result is judged. At a larger scale five workflows become five thousand, and the question is which table a report depends on: this is why Dagster thinks in assets.
#
# | Oozie today | |
# |---|---|
# | state | retired; its last release, 5.2.1, is of 2021 |
# | workflow, action → | Dagster: assets with `deps`; Airflow: a graph of tasks (DAG) |
# | coordinator → | a schedule over partitions; the `biz_date` → partition key, in Airflow the data interval |
# | done-flag → | sensor |
# | `-rerun` of failed nodes → | re-execution from failure; in Airflow *clear* |
# | rules in `step.sh` → | asset checks that block |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`. The last line needs the marts, which the test station removes.
#
# | To see or do | You type |
# |---|---|
# | what runs and ran | `oozie jobs` and `oozie jobs -jobtype coordinator` |
# | how one job goes | `oozie job -info JOB` |
# | its log | `oozie job -log JOB` |
# | end a job | `oozie job -kill JOB` |
# | run it again from where it failed | `oozie job -rerun JOB -D oozie.wf.rerun.failnodes=true` |
# | what a step printed | `yarn logs -applicationId APPLICATION` |
# | the partitions of a mart | `beeline -e 'show partitions Managed_SmartCar_Status_Info;'` |

# %% id="finish" tags=["finish"]
here.finish()
