# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Big data: concept, purpose, use · 빅데이터의 개념·목적·활용
#
# The tour showed a hundred rows a second. Is that big? You measure it.
#
# Then you answer one question about the cars three times: by hand, on a cluster, and in one line.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what makes data big, in six words that each have a number,
# - place the systems of this course in the history of storing,
# - write a mapper, run it on YARN, and tell what map, shuffle and reduce each do,
# - read the tasks of a job, and repair it when it fails on bad lines,
# - take one question through three stages: understand, discover, predict.
#
# 60 minutes · services: HDFS, YARN, Spark

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
from collections import defaultdict
from pathlib import Path

import pandas as pd

from cluster.clients import hadoop
from data import dataset, reading, records
from lessons.day1.big_data_concepts import battery, history, mapreduce, measure
from lessons.day1.big_data_concepts import exercises as ex
from utils.lesson import ____, start

here = start("day1/02_big_data_concepts", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The two logs of the cars are lit, and the box *HDFS, YARN*: HDFS keeps their rows, and YARN shares the work among machines.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="growth-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Why now? · 데이터의 증가
#
# How much data does the world make in a year? Market researchers publish **estimates** (추정치); some of them, with sources, are in `data/history`. A zettabyte is a thousand million terabytes.
#
# **Predict**: in how many years did it double, on average, between 2005 and 2020? A number.

# %% id="growth-figure" slideshow={"slide_type": "-"}
guess_years = ____
years = history.doubling_years(history.growth())
history.draw_history(history.growth(), history.databases())
here.record("years to double", years, low=1.4, high=2.0)
here.seen("years to double", round(years, 1), guess_years)

# %% [markdown] id="growth-reading" slideshow={"slide_type": "fragment"}
# On a scale of powers of ten the dots lie nearly on a straight line. Below: for thirty years **relational databases** (관계형 데이터베이스) on ever larger machines were enough. But disks gained more size than speed, and since about 2005 a single core gains slowly. So the work was spread: **distributed** (분산) stores keep one file on many machines, **NoSQL** stores one table, **stream** (스트림) systems one flow of events.

# %% [markdown] id="growth-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at the dots of the upper panel: 0.13 zettabytes in 2005, 64.2 in 2020, each grid line ten times the one below. Then at the green bar, *distributed*, from 2003. HDFS, YARN and Spark start with the setup, so run it beforehand. Ask: why is the dot at 175 hollow? *It is a forecast, not an estimate.*

# %% [markdown] id="define" slideshow={"slide_type": "slide"}
# ## What is big? · 빅데이터의 정의
#
# Data is **big data** (빅데이터) when its size, its speed or its mixture is too much for the tools you have. In 2001 Doug Laney named three reasons, all with V: *volume* (크기), *velocity* (속도), *variety* (다양성). *Veracity* (정확성) was added, then *visualisation* (시각화) and *value* (가치): 3V, 4V, 6V.
#
# Which of the six can be measured on our own cars? A hundred cars drive for an hour. **Predict**: a driver row has about 37 bytes and comes every second, a status row is somewhat longer and comes every three. How many megabytes a *day* are both logs together? A whole number.

# %% id="volume" slideshow={"slide_type": "-"}
guess_mb = ____
hour, cars, seconds = dataset("100 cars 1 h", seed=seed), 100, 3600
both = ("status", "driver")
row_bytes = hour.bytes["driver"] / hour.rows["driver"]
mb_a_day = sum(hour.bytes[name] for name in both) * 24 / 1e6
rows_a_second = sum(hour.rows[name] for name in both) / seconds
print(f"{row_bytes:.1f} bytes a driver row, {rows_a_second:.0f} rows a second")
here.seen("MB a day", round(mb_a_day), guess_mb)

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (4 min)
#
# A laptop can take that: a hundred cars are a pilot. **How many GB of driving log (one GB is 1,000,000,000 bytes) do 100,000 cars make in a day?** A number; `row_bytes` is measured, and each car writes one row a second.

# %% id="ex1-blank" tags=["exercise"] slideshow={"slide_type": "-"}
gb_a_day = ____
ex.q1.given(row_bytes=row_bytes)
gb_a_day = ex.q1.check(gb_a_day)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="variety-intent" slideshow={"slide_type": "slide"}
# ### Variety and veracity · 다양성과 정확성
#
# The pilot has six data sets. How many ways of writing a line do they have? And what of the lines that are wrong? For the second question the simulator spoils one row in five hundred, as bad radio links do.

# %% id="variety" slideshow={"slide_type": "-"}
measure.formats()

# %% id="veracity" slideshow={"slide_type": "-"}
spoilt = dataset("small", seed=seed, faults=("malformed",)).driver
kinds = measure.line_kinds(records.DRIVER, spoilt.read_text().splitlines())
kinds

# %% [markdown] id="veracity-reading" slideshow={"slide_type": "fragment"}
# Variety: two separators, with and without a header, two garbage lines of their own. The four tables are **structured** (정형): each has one fixed set of columns. The two logs are **semi-structured** (반정형): headings and rows stand mixed, and a reader must find the fields in each line. None of ours is **unstructured** (비정형); the film of a camera in the car would be.
#
# Veracity: besides one heading for each car, one line in five hundred is malformed. A job will die of it. Visualisation and value are left: they can be measured on an answer only.

# %% [markdown] id="veracity-notes" slideshow={"slide_type": "notes"}
# **12 min.** Four of them for exercise 1, before this slide. Point at the 72 malformed lines. An answer in MB, TB or bytes is recognised as such. Whoever passes over the cell of exercise 1 meets `NameError` for `gb_a_day` in exercise 3; running it with the blank is enough. Ask: which two data sets are written alike? *The two logs.*

# %% [markdown] id="hand-intent" slideshow={"slide_type": "slide"}
# ## MapReduce by hand · 손으로 하는 맵리듀스
#
# A first question: *who steers hard?* **Strong steering** (급조향) are the steps L2, L3, R2, R3. How many such seconds has each car?
#
# In 2004 Google described a way to write such counts so that a thousand machines can share the work: **MapReduce** (맵리듀스). You write two small functions. *Map* looks at one line and gives pairs.

# %% id="hand-map" slideshow={"slide_type": "-"}
def map_line(line):
    fields = line.split(",")
    return [(fields[1], 1)] if fields[4] in ("L2", "L3", "R2", "R3") else []


lines = hour.driver.read_text().splitlines()
pairs = [pair for line in lines for pair in map_line(line)]
pairs[:3], len(lines), len(pairs)

# %% [markdown] id="hand-reading" slideshow={"slide_type": "fragment"}
# The last two numbers are the lines and the pairs: most lines give none, some give a car and a 1. A mapper knows nothing of other lines, so it does not matter who reads which.
#
# *Reduce* gets one key with all its values. Between the two somebody must bring the values of one key together: the **shuffle** (셔플).

# %% id="hand-reduce" slideshow={"slide_type": "-"}
def shuffle(pairs):
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def reduce_key(key, values):
    return key, sum(values)


by_hand = pd.Series(dict(reduce_key(*group) for group in shuffle(pairs).items())).sort_index()
by_hand.head(3)

# %% [markdown] id="hand-notes" slideshow={"slide_type": "notes"}
# **5 min.** Point at 360100 lines and at the smaller number of pairs beside it. Let somebody say in their own words what `shuffle` does with two pairs of one car. Functions defined here are the ones that Hadoop runs a few cells later, as programs. Ask: which function changes if we count areas? *Only map.*

# %% [markdown] id="job-intent" slideshow={"slide_type": "slide"}
# ## The same on the cluster · 클러스터에서
#
# Now the file goes to HDFS, which cuts it into blocks of 4 MB, and the two functions become two programs that read lines and print lines. **Hadoop Streaming** takes any such program. This one does what your `map_line` did:

# %% id="job-script" slideshow={"slide_type": "-"}
print(Path(mapreduce.script("steering_map")).read_text())

# %% [markdown] id="job-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# `sum_reduce` adds the numbers of each key. The log has 13 MB; `hdfs dfs` puts it there (`-put -` takes what the shell hands in with `<`), and `mapred streaming` starts the job and tells how far it is. (In a line behind `!`, `{files}` stands for what `files` holds: here the paths of both programs.) **Predict**: how many mappers will Hadoop start for it? A whole number. And when can the reducer begin to add?

# %% id="job-put" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
HOME = "/pilot-pjt/concepts"
# !hdfs dfs -rm -r -f -skipTrash {HOME}
# !hdfs dfs -mkdir -p {HOME}
# !hdfs dfs -put - {HOME}/drive.log < {hour.driver}
# !hdfs dfs -ls -h {HOME}

# %% id="job-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_maps = ____
files, python = mapreduce.carried("steering_map", "sum_reduce"), mapreduce.python()
# !mapred streaming -files {files} -mapper '{python} steering_map.py' -reducer '{python} sum_reduce.py' -input {HOME}/drive.log -output {HOME}/counts 2>&1 | grep -E "Running job|% reduce|completed|Data-local|(Map|Reduce) (in|out)put records"
job = hadoop.last_job()
maps = job.counters["TOTAL_LAUNCHED_MAPS"]
here.seen("mappers", maps, guess_maps)

# %% id="job-figure" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
mapreduce.draw_tasks(mapreduce.tasks(job.job), "Where the bytes and the mappers are · 데이터와 매퍼의 위치")

# %% [markdown] id="job-reading" slideshow={"slide_type": "fragment"}
# One mapper for each block, side by side, and none knew of the others. The container of the reducer may start earlier, to fetch the pairs that are ready. But reducing must wait for the last mapper: until then one more pair of any car might come.
#
# This is **distributed processing** (분산 처리): *store on many, analyse where the data is, merge what is small*. Which jobs have ended, and the first lines of the result:

# %% id="job-typed" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !yarn application -list -appStates FINISHED 2>/dev/null | cut -f 1,2,6,7
# !hdfs dfs -cat {HOME}/counts/part-00000 | head -3

# %% id="job-record" tags=["station"] slideshow={"slide_type": "skip"}
on_cluster = mapreduce.counts(f"{HOME}/counts")
here.record("mappers", maps, equals=-(-hour.bytes["driver"] // (4 * 1024**2)))
here.record("share of lines that gave a pair", len(pairs) / len(lines), low=0.1, high=0.4)
here.record("lines mapped", job.counters["MAP_INPUT_RECORDS"], equals=len(lines))
here.record("cluster equals hand", on_cluster.to_dict() == by_hand.to_dict(), equals=True)

# %% [markdown] id="counters-reading" slideshow={"slide_type": "fragment"}
# Read what `mapred` printed last: the *counters* of the job. *Data-local* maps ran on a machine that holds their block: here all, since this cluster is one machine; on many, the other maps read over the network. Only lines with strong steering came out as pairs, and the answer has a line for each car.
#
# The price: a Java virtual machine was started for each task. MapReduce pays when reading takes long. At 100 MB a second one disk reads a day of 100,000 cars in 53 minutes, but a year in 13 days; a hundred disks read the year in about three hours.

# %% [markdown] id="counters-notes" slideshow={"slide_type": "notes"}
# **21 min.** Eight of them for exercise 2, four for exercise 3. Point at the green bar, which ends long after the last blue one, then, one slide back, at `Map input records` 360100. In exercise 2 the check starts a job, so a right answer takes half a minute; a line that was cut short is tried first and ends in `IndexError` without a guard. In exercise 3 blocks of 4 MB are refused. Ask: why has one map fewer lines? *The last block is smaller.*

# %% [markdown] id="python-intent" slideshow={"slide_type": "slide"}
# ### The Python that a mapper needs · 매퍼에 필요한 파이썬
#
# The next exercise asks for a function. If Python is new to you, look at a few expressions and their values first. `a if c else b` is `a` where `c` holds, and `b` otherwise.

# %% id="python-run" slideshow={"slide_type": "-"}
example = "20160101000000,A0001,3,0,F,N,62,D03"
pieces = example.split(",")
print(pieces)
print(len(pieces), pieces[1], pieces[-1])
print(example[:14], example[:14].isdigit(), "Driver Status"[:14].isdigit())
print(len(pieces) == 8 and example[:14].isdigit())
print([(pieces[1], 1)] if len(pieces) == 8 else [])

# %% [markdown] id="python-reading" slideshow={"slide_type": "fragment"}
# `split` makes a list; its places are counted from 0, and from the end with -1. `len` counts them. `[:14]` takes the first 14 characters, or all if there are fewer, and `isdigit()` is True if all of them are digits. `==` asks whether two values are equal; `a and b` holds only where both hold. The last line is a list with one pair in it, because there are eight pieces. A heading has eight, too.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (8 min)
#
# Another question with the same machinery: how many rows were written in each *area*, the last of the eight fields? **Write the mapper.** It returns `[(area, 1)]` for a row and `[]` for every other line: the heading of a device, or a row that was cut short. The first 14 characters of a row are digits, also of one that was cut short. You may write more lines above the `return`, with the same four spaces in front.
#
# The check tries it on some lines. Then it runs **your** code as a job on YARN and looks at the counts in HDFS.

# %% id="ex2-blank" tags=["exercise", "acts"] slideshow={"slide_type": "-"}
def map_area(line):
    return ____


on_yarn = lambda mapper: mapreduce.run_mapper(mapper, f"{HOME}/drive.log", f"{HOME}/areas")  # noqa: E731
ex.q2.given(run=on_yarn, rows=hour.rows["driver"])
map_area = ex.q2.check(map_area)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% id="ex2-use" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
areas = on_yarn(map_area)  # has run already if your answer was right
here.record("areas in HDFS", len(areas), equals=60, of=ex.q2)
here.record("rows in all areas", sum(areas.values()), equals=hour.rows["driver"], of=ex.q2)
# !hdfs dfs -cat {HOME}/areas/part-00000 | sort -k 2 -n -r | head -3

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# One day of 100,000 cars lies in HDFS, with the block size that most clusters use, 128 MB (134,217,728 bytes). **How many map tasks does the job have?** A whole number; `gb_a_day` is at hand.

# %% id="ex3-blank" tags=["exercise"] slideshow={"slide_type": "-"}
map_tasks = ____
ex.q3.given(gigabytes=gb_a_day)
map_tasks = ex.q3.check(map_tasks)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% [markdown] id="spark-intent" slideshow={"slide_type": "slide"}
# ## The same in one line · 한 줄로
#
# MapReduce has two drawbacks: a program for its Java interface runs to pages, and every step goes through the disk. **Spark** (스파크), published six years later, keeps the idea and hides it. Where in this line is the map, where the shuffle, where the reduce?

# %% id="spark-run" tags=["station"] slideshow={"slide_type": "-"}
drive = here.spark().read.csv(f"{here.cluster.address('hdfs', inside=True)}{HOME}/drive.log")
answer = drive.where("_c4 in ('L2', 'L3', 'R2', 'R3')").groupBy("_c1").count().toPandas()
one_line = answer.set_index("_c1")["count"].sort_index()
mapreduce.draw_same({"by hand": by_hand, "Hadoop Streaming": on_cluster, "PySpark": one_line})
here.record("Spark equals hand", one_line.to_dict() == by_hand.to_dict(), equals=True)

# %% [markdown] id="spark-reading" slideshow={"slide_type": "fragment"}
# Each car is a target: three results on one spot. `where` is the map, `groupBy` the shuffle, `count` the reduce.

# %% [markdown] id="fail-intent" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A job dies of one line · 줄 하나에 죽는 작업
#
# Now the same mapper gets the spoilt log, and ends with an error at the first line that was cut short. Hadoop cannot know whether the machine, the program or the data is to blame. **Predict**: what does it do? One of `"skips the line"`, `"tries again"`, `"gives up at once"`.

# %% id="fail-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_then = ____
# !hdfs dfs -put -f - {HOME}/spoilt.log < {spoilt}
# !mapred streaming -D mapreduce.job.maps=1 -files {files} -mapper '{python} steering_map.py' -reducer '{python} sum_reduce.py' -input {HOME}/spoilt.log -output {HOME}/failed 2>&1 | grep -E "Status|subprocess|Job failed|Streaming"
failed = hadoop.last_job()
attempts = [attempt["state"] for attempt in failed.attempts if attempt["type"] == "MAP"]
print(failed.state, attempts)
here.seen("Hadoop", "tries again" if len(attempts) > 1 else "gives up at once", guess_then)

# %% [markdown] id="fail-reading" slideshow={"slide_type": "fragment"}
# Four **attempts** (시도), then the job is given up. A second attempt on another machine would have helped against a broken machine. But the line is the same, and so is the program.
#
# The job reports only that a subprocess failed. The traceback is in the logs of the attempts' containers, and at work you look there first, with `yarn logs` and the number of the job:

# %% id="fail-logs" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
app = failed.job.replace("job", "application")
logs = lambda: here.cluster.command("yarn", "logs", "-applicationId", app).stdout  # noqa: E731
here.cluster.wait(lambda: logs().count("IndexError") == 4, "the four logs are collected", 60)
# !yarn logs -applicationId {app} 2>/dev/null | grep -B 2 IndexError | tail -3

# %% [markdown] id="guard-intent" slideshow={"slide_type": "fragment"}
# A row that was cut short has no fifth field. The repair is a **guard** (방어 코드): a mapper that asks first whether the line is a row. But it must not be silent: it counts what it skips.

# %% [markdown] id="guard-notes" slideshow={"slide_type": "notes"}
# **9 min.** For Spark and this failure. Point at the four states, then at `IndexError`, on the next slide at 82: 10 garbage and 72 malformed lines. Hadoop refuses an output folder that exists, so neither job runs a second time: first run the cell with `-put` again. Ask: would a fifth attempt help? *No: the same line, the same program.*

# %% id="guard-script" slideshow={"slide_type": "subslide"}
print(Path(mapreduce.script("steering_map_guarded")).read_text())

# %% id="guard-run" tags=["failure", "station", "nbval-ignore-output"] slideshow={"slide_type": "-"}
files = mapreduce.carried("steering_map_guarded", "sum_reduce")
# !mapred streaming -D mapreduce.job.maps=1 -files {files} -mapper '{python} steering_map_guarded.py' -reducer '{python} sum_reduce.py' -input {HOME}/spoilt.log -output {HOME}/guarded 2>&1 | grep -E "completed|SKIPPED"
guarded = hadoop.last_job()
skipped = guarded.counters["SKIPPED"]
print(guarded.state)
here.record("attempts of the failed job", attempts, equals=["FAILED"] * 4)
here.record("skipped lines", skipped, equals=int(kinds["garbage"] + kinds["malformed"]))
here.record("lines accounted for", skipped + int(kinds["row"]), equals=guarded.counters["MAP_INPUT_RECORDS"])

# %% [markdown] id="insight-intent" slideshow={"slide_type": "slide"}
# ## Three stages of one question · 통찰의 세 단계
#
# A count is not yet an insight. Three stages: **understand** (이해) what happened, **discover** (발견) a pattern, **predict** (예측) what comes. The question is the workshop's: *which car needs a mechanic?*
#
# It is half past twelve at night. Stage one: which batteries are lowest now? Their charge stands in the status log, and the mean of the last minute is enough.

# %% id="insight-understand" slideshow={"slide_type": "-"}
charge = battery.by_minute(reading.read(records.STATUS, hour.status))
known = charge.loc[:29]
known.iloc[-1].nsmallest(5).round(1).to_frame("charge, %")

# %% [markdown] id="insight-question" slideshow={"slide_type": "fragment"}
# A low charge alone is no fault: it may have been low all along. Stage two looks at every car over time.

# %% id="insight-figure" slideshow={"slide_type": "-"}
battery.draw(known, "Half an hour of 100 batteries · 배터리 30분")

# %% [markdown] id="insight-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Nearly all lines are level. The one that falls, falls *evenly*, and that is a pattern. Stage three: a pattern can be continued.
#
# **Predict**: put a ruler on the falling line. What charge, in %, does this car have after 35 minutes? A whole number. And will it be the only car that falls?

# %% id="predict-run" tags=["station"] slideshow={"slide_type": "-"}
guess_charge = ____
falling = battery.lost(known).index[0]
line, truth = battery.go_on(known[falling].loc[20:], 35), charge[falling].loc[35]
print(f"{falling} along its line: {line} %")
later = battery.lost(charge)
here.record("points between line and truth", abs(line - truth), high=8)
battery.draw(charge, "The whole hour · 60분")
here.seen(f"charge of {falling} after 35 minutes, %", round(truth), guess_charge)

# %% [markdown] id="predict-reading" slideshow={"slide_type": "fragment"}
# The workshop could have called this car before its battery was nearly empty. The others that fall began later: nobody could see that at half past twelve. So a prediction is judged twice: were those that it named right, and whom did it miss? Day 4 does this with models.

# %% [markdown] id="predict-notes" slideshow={"slide_type": "notes"}
# **7 min.** With the six words and the quiz. Point at the grey level lines, then at the falling one: a ruler on the screen is the best model of this lesson. After the clean-up cell the files of the jobs are gone from HDFS. Ask: why is a low charge no fault? *It may be low all the time; what counts is that it falls.*

# %% id="six-vs" slideshow={"slide_type": "subslide"}
per_thousand = round(1000 * float(kinds["malformed"] / kinds.sum()), 1)
six = {
    "volume · 크기": f"{mb_a_day:.0f} MB a day from {cars} cars",
    "velocity · 속도": f"{rows_a_second:.0f} rows a second",
    "variety · 다양성": f"{len(measure.formats().drop(columns='fields').drop_duplicates())} ways of writing a line",
    "veracity · 정확성": f"{per_thousand} lines in 1,000 malformed",
    "visualisation · 시각화": f"{hour.rows['status']:,} rows in a picture of {cars} lines",
    "value · 가치": f"1 of {sum(later > 10)} falling batteries foreseen",
}
pd.Series(six, name="measured").to_frame()

# %% id="clean-up" slideshow={"slide_type": "skip"}
# !hdfs dfs -rm -r -skipTrash {HOME}

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Data is big when your tools no longer fit it; six words with V say where, and each has a number.
# - Map sees one line, shuffle brings equal keys together, reduce sees one key.
# - A failing task is tried four times, which helps against broken machines, not broken lines. Guard, and count what you skip.
# - A question goes from understanding through a pattern to a prediction. The first four V say what data costs you, the last two why you pay.

# %% id="quiz" tags=["quiz"] slideshow={"slide_type": "subslide"}
ex.quiz.show()

# %% id="quiz-answers" tags=["quiz"] slideshow={"slide_type": "skip"}
answer_1 = ____
answer_2 = ____
answer_3 = ____
answer_4 = ____
ex.quiz.check(answer_1, answer_2, answer_3, answer_4)

# %% [markdown] id="bridge" tags=["bridge"] slideshow={"slide_type": "slide"}
# ## What comes next · 다음 수업
#
# A file on many machines is read well and changed badly: you cannot ask it for *one* car, now. For that, stores with a key were made. They are the next lesson.
#
# | MapReduce today | |
# |---|---|
# | state | part of Hadoop and maintained, but hardly chosen for new programs |
# | successors | Spark, Flink and the SQL engines; the shuffle is in all of them |
# | keep from it | map, shuffle, reduce; moving the program to the data; attempts |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | put a file into HDFS | `hdfs dfs -put drive.log /pilot-pjt/concepts/` |
# | run two programs as a job | `mapred streaming -files map.py,reduce.py -mapper 'python3 map.py' -reducer 'python3 reduce.py' -input IN -output OUT` |
# | which jobs have run | `yarn application -list -appStates FINISHED` |
# | how a job went, with its counters | `mapred job -status job_…` |
# | why: what a container wrote | `yarn logs -applicationId application_…` |
# | the result | `hdfs dfs -cat '/pilot-pjt/concepts/counts/part-*'` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
