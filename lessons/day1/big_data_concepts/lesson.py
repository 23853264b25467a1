# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Big data: concept, purpose, use · 빅데이터의 개념·목적·활용
#
# The tour showed rows on the move, a hundred a second. Is that big? In this lesson you measure it.
#
# Then you answer one question about the cars three times: by hand, on a cluster, and in one line.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what makes data big, in six words that each have a number,
# - place the systems of this course in the history of storing,
# - write a mapper, and tell what map, shuffle and reduce each do,
# - run a MapReduce job on YARN, read its tasks, and repair it when it fails on bad lines,
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

from cluster.clients import hadoop_streaming, hdfs_shell
from data import dataset
from data.reading import read
from data.records import DRIVER
from lessons.day1.big_data_concepts import exercises as ex
from lessons.day1.big_data_concepts.history import databases, doubling_years, draw_history, growth
from lessons.day1.big_data_concepts.mapreduce import counts, draw_same, draw_tasks, script, tasks, try_script
from lessons.day1.big_data_concepts.measure import formats, line_kinds
from utils.lab.drivers import draw_habits, habits
from utils.lesson import ____, start

here = start("day1/02_big_data_concepts", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The two logs of the cars are lit, and HDFS, where they are kept. Everything to their right is there so that the same work can be shared by many machines when the fleet grows.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="growth-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Why now? · 데이터의 증가
#
# How much data does the world make in a year? Market researchers publish **estimates** (추정치); some of them, with sources, are in `data/history`. A zettabyte is a thousand million terabytes.
#
# **Predict**: in how many years did it double, between 2005 and 2020?

# %% id="growth-figure" slideshow={"slide_type": "-"}
draw_history(growth(), databases())
here.record("years to double", doubling_years(growth()), low=1.4, high=2.0)

# %% [markdown] id="growth-reading" slideshow={"slide_type": "fragment"}
# Less than two years; on a scale of powers of ten this is a straight line. Below: for thirty years **relational databases** (관계형 데이터베이스) on ever larger machines were enough. Machines doubled too, for the same money. But disks gained more size than speed, and since about 2005 a single core gains slowly. So the work was spread: **distributed** (분산) stores keep one file on many machines, **NoSQL** stores one table, **stream** (스트림) systems one flow of events. (Years are of papers or first releases.)

# %% [markdown] id="growth-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at the dots of the upper panel: 0.13 zettabytes in 2005, 64.2 in 2020, each grid line ten times the one below. Then at the green bar, *distributed*, from 2003. HDFS, YARN and Spark start with the setup, so run it beforehand. Ask: why is the dot at 175 hollow? *It is a forecast, not an estimate.*

# %% [markdown] id="define" slideshow={"slide_type": "slide"}
# ## What is big? · 빅데이터의 정의
#
# Data is **big data** (빅데이터) when its size, its speed or its mixture is too much for the tools you have. In 2001 Doug Laney named three reasons, all with V: *volume* (크기), *velocity* (속도), *variety* (다양성). *Veracity* (정확성) was added, then *visualisation* (시각화) and *value* (가치): 3V, 4V, 6V.
#
# Which of them can be measured on our own cars?

# %% id="hour" slideshow={"slide_type": "-"}
hour = dataset("100 cars 1 h", seed=seed)
cars, seconds = 100, 3600
row_bytes = hour.bytes["driver"] / hour.rows["driver"]
pd.Series({"rows": hour.rows["driver"], "bytes": hour.bytes["driver"], "bytes a row": f"{row_bytes:.1f}"})

# %% [markdown] id="volume-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# That is one hour of the driving log. **Predict**: how many megabytes a day do its 100 cars make, both logs together? And how many rows a second?

# %% id="volume" slideshow={"slide_type": "-"}
both = ("status", "driver")
mb_a_day = sum(hour.bytes[name] for name in both) * 24 / 1e6
rows_a_second = sum(hour.rows[name] for name in both) / seconds
pd.Series({"MB a day": round(mb_a_day), "rows a second": round(rows_a_second)})

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
# Six data sets come from this fleet. How many ways of writing a line do they have? And what of the lines that are wrong? For the second question the simulator spoils one row in five hundred, as bad radio links do.

# %% id="variety" slideshow={"slide_type": "-"}
formats()

# %% id="veracity" slideshow={"slide_type": "-"}
spoilt = dataset("small", seed=seed, faults=("malformed",)).driver
kinds = line_kinds(DRIVER, spoilt.read_text().splitlines())
kinds

# %% [markdown] id="veracity-reading" slideshow={"slide_type": "fragment"}
# Variety: two separators, with and without a header, two garbage lines of their own. All six are text with fixed fields. Tables are called **structured** (정형), logs and JSON **semi-structured** (반정형), pictures and speech **unstructured** (비정형). Veracity: besides one heading for each car, one line in five hundred is malformed. A job will die of it.
#
# Visualisation and value are left. They cannot be measured on a file, only on an answer.

# %% [markdown] id="veracity-notes" slideshow={"slide_type": "notes"}
# **12 min.** Four of them for exercise 1, before this slide. Point at 456 MB a day there, and here at the 72 malformed lines. An answer in MB, TB or bytes is recognised as such. Whoever passes over the cell of exercise 1 meets `NameError` for `gb_a_day` in exercise 3; running it with the blank is enough. Ask: which two data sets are written alike? *The two logs.*

# %% [markdown] id="hand-intent" slideshow={"slide_type": "slide"}
# ## MapReduce by hand · 손으로 하는 맵리듀스
#
# One question for the rest of the lesson: *who of the drivers is dangerous?* A first clue is **strong steering** (급조향), the steps L2, L3, R2, R3. So: how many such seconds has each car?
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
# Of every four or five lines one gave a pair: a car and a 1. A mapper knows nothing of other lines, so it does not matter who reads which.
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
# **14 min.** Eight of them for exercise 2. Point at 360100 lines and 81128 pairs. In exercise 2 the check also hands in a line that was cut short: without a look at the number of fields it ends in `IndexError`. `None` and a single tuple are refused too, since a mapper returns a list. Ask: which function changes for the areas? *Only map.*

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (8 min)
#
# Another question with the same machinery: how many rows were written in each *area*, the last of the eight fields? **Write the mapper.** It returns `[(area, 1)]` for a row and `[]` for every other line: the heading of a device, or a row that was cut short.

# %% id="ex2-blank" tags=["exercise"] slideshow={"slide_type": "-"}
def map_area(line):
    return ____


map_area = ex.q2.check(map_area)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% id="ex2-use" slideshow={"slide_type": "subslide"}
areas = dict(reduce_key(*group) for group in shuffle(pair for line in lines for pair in map_area(line)).items())
here.record("areas", len(areas), equals=60, of=ex.q2)
here.record("rows in all areas", sum(areas.values()), equals=hour.rows["driver"], of=ex.q2)

# %% [markdown] id="job-intent" slideshow={"slide_type": "slide"}
# ## The same on the cluster · 클러스터에서
#
# For the areas, shuffle and reduce stayed as they were. Back to steering.
#
# Now the file goes to HDFS, which cuts it into blocks of 4 MB, and the two functions become two programs that read lines and print lines. **Hadoop Streaming** takes any such program. This one does what your `map_line` did:

# %% id="job-script" slideshow={"slide_type": "-"}
print(Path(script("steering_map")).read_text())

# %% [markdown] id="job-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# `sum_reduce` adds the numbers of each key. **Predict**: how many mappers will Hadoop start for this file, how many lines does each get, and when can the reducer begin?

# %% id="job-put" slideshow={"slide_type": "-"}
HOME = "/pilot-pjt/concepts"
hdfs_shell("-rm", "-r", "-f", "-skipTrash", HOME)
hdfs_shell("-mkdir", "-p", HOME)
hdfs_shell("-put", str(hour.driver), f"{HOME}/drive.log")
hdfs_shell("-put", str(spoilt), f"{HOME}/spoilt.log")
job = hadoop_streaming(script("steering_map"), script("sum_reduce"), f"{HOME}/drive.log", f"{HOME}/counts")
job.state

# %% id="job-figure" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
draw_tasks(tasks(job.job), "Where the bytes and the mappers are · 데이터와 매퍼의 위치")

# %% [markdown] id="job-reading" slideshow={"slide_type": "fragment"}
# One mapper for each block, side by side, and none knew of the others. Reducing must wait for the last of them: until then one more pair of any car might come. Usually the reducer starts earlier, to fetch finished pairs (a setting, *slow start*). Here four maps and the job's master use 5 × 384 of 2,048 MB, so it had no room.
#
# This is **distributed processing** (분산 처리): *store on many, analyse where the data is, merge what is small*. Compare what was read with what travelled to the reducer.

# %% id="job-counters" slideshow={"slide_type": "-"}
wanted = ("TOTAL_LAUNCHED_MAPS", "DATA_LOCAL_MAPS", "MAP_INPUT_RECORDS", "MAP_OUTPUT_RECORDS", "REDUCE_OUTPUT_RECORDS")
counters = pd.Series(job.counters).reindex(wanted, fill_value=0)
counters

# %% id="job-record" tags=["station"] slideshow={"slide_type": "skip"}
on_cluster = counts(f"{HOME}/counts")
here.record("mappers", int(counters["TOTAL_LAUNCHED_MAPS"]), equals=-(-hour.bytes["driver"] // (4 * 1024**2)))
here.record("share of lines that gave a pair", len(pairs) / len(lines), low=0.2, high=0.25)
here.record("lines mapped", int(counters["MAP_INPUT_RECORDS"]), equals=len(lines))
here.record("cluster equals hand", on_cluster.to_dict() == by_hand.to_dict(), equals=True)

# %% [markdown] id="counters-reading" slideshow={"slide_type": "fragment"}
# *Data local* maps ran on a machine that holds their block. Here that is all, since this cluster is one machine; on many, the other maps read over the network. All lines went in, fewer than a quarter came out as pairs, and the answer has a line for each car.
#
# The price: a Java machine was started for each task. MapReduce pays when reading takes long. At 100 MB a second one disk reads a day of 100,000 cars in 53 minutes, but a year in 13 days; a hundred disks read the year in about three hours.

# %% [markdown] id="counters-notes" slideshow={"slide_type": "notes"}
# **12 min.** Four of them for exercise 3. Point at the green bar, which begins after the last blue one, then at `MAP_INPUT_RECORDS` 360100. On a busy laptop the seconds grow, the counters do not. In exercise 3 an answer with blocks of 4 MB is refused: the question says 128 MB. Ask: why has map 3 fewer lines? *The last block holds only 0.6 MB.*

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

# %% [markdown] id="spark-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## The same in one line · 한 줄로
#
# MapReduce has two drawbacks: a program for its Java interface runs to pages, and every step goes through the disk. **Spark** (스파크), published six years later, keeps the idea and hides it. **Predict**: where in this line is the map, where the shuffle, where the reduce?

# %% id="spark-run" slideshow={"slide_type": "-"}
drive = here.spark().read.csv(f"{here.cluster.address('hdfs', inside=True)}{HOME}/drive.log")
answer = drive.where("_c4 in ('L2', 'L3', 'R2', 'R3')").groupBy("_c1").count().toPandas()
one_line = answer.set_index("_c1")["count"].sort_index()

# %% id="spark-figure" tags=["station"] slideshow={"slide_type": "subslide"}
draw_same({"by hand": by_hand, "Hadoop Streaming": on_cluster, "PySpark": one_line})
here.record("Spark equals hand", one_line.to_dict() == by_hand.to_dict(), equals=True)

# %% [markdown] id="spark-reading" slideshow={"slide_type": "fragment"}
# Each car is a target: three results on one spot. `where` is the map, `groupBy` the shuffle, `count` the reduce. Spark does the same steps without showing them.

# %% [markdown] id="fail-intent" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A job dies of one line · 줄 하나에 죽는 작업
#
# Now the same mapper gets the spoilt log. **Predict**: what does Hadoop do when a mapper ends with an error? It cannot know whether the machine, the program or the data is to blame.

# %% id="fail-run" tags=["failure"] slideshow={"slide_type": "-"}
one_map = {"mapreduce.job.maps": 1}
failed = hadoop_streaming(
    script("steering_map"), script("sum_reduce"), f"{HOME}/spoilt.log", f"{HOME}/failed", options=one_map
)
attempts = [attempt["state"] for attempt in failed.attempts if attempt["type"] == "MAP"]
failed.state, attempts

# %% id="fail-figure" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
draw_tasks(tasks(failed.job), "Four attempts, one line · 네 번의 시도")

# %% [markdown] id="fail-reading" slideshow={"slide_type": "fragment"}
# Four **attempts** (시도), then the job is given up. Had a machine been at fault, a second attempt on another would have saved the job. But the line is the same, and so is the program.
#
# The job reports only that a subprocess failed. The traceback is in the logs of the attempts' containers, and at work you look there first: `yarn logs`, with the number of the job.

# %% id="fail-logs" tags=["failure"] slideshow={"slide_type": "-"}
def logs_of(job):
    return here.cluster.command("yarn", "logs", "-applicationId", job.replace("job", "application")).stdout


here.cluster.wait(lambda: logs_of(failed.job).count("IndexError") == 4, "the four logs are collected", 60)
print({line for line in logs_of(failed.job).splitlines() if line.startswith("IndexError")})

# %% [markdown] id="fail-local-intent" slideshow={"slide_type": "fragment"}
# Each attempt wrote the same line. To find a cure, run the script here, on the same lines.

# %% id="fail-local" tags=["failure"] slideshow={"slide_type": "-"}
text = spoilt.read_text()
printed, error = try_script("steering_map", text)
error

# %% [markdown] id="guard-intent" slideshow={"slide_type": "fragment"}
# A row that was cut short has no fifth field. The repair is a **guard** (방어 코드): a mapper that asks first whether the line is a row. But it must not be silent: it counts what it skips.

# %% [markdown] id="guard-notes" slideshow={"slide_type": "notes"}
# **9 min.** For Spark and this failure. Point at four orange bars, then at `IndexError`, on the next slide at 82: 10 garbage and 72 malformed lines. Hadoop refuses an output folder that exists, so neither job runs a second time: first run the cell with `-put` again. Ask: would a fifth attempt help? *No: the same line, the same program.*

# %% id="guard-script" slideshow={"slide_type": "subslide"}
print(Path(script("steering_map_guarded")).read_text())

# %% id="guard-run" tags=["failure"] slideshow={"slide_type": "-"}
guarded = hadoop_streaming(
    script("steering_map_guarded"), script("sum_reduce"), f"{HOME}/spoilt.log", f"{HOME}/guarded", options=one_map
)
guarded.state, guarded.counters["SKIPPED"]

# %% id="guard-record" tags=["station"] slideshow={"slide_type": "skip"}
skipped = guarded.counters["SKIPPED"]
here.record("attempts of the failed job", attempts, equals=["FAILED"] * 4)
here.record("skipped lines", skipped, equals=int(kinds["garbage"] + kinds["malformed"]))
here.record("lines accounted for", skipped + int(kinds["row"]), equals=guarded.counters["MAP_INPUT_RECORDS"])

# %% [markdown] id="guard-reading" slideshow={"slide_type": "fragment"}
# The job ends well, and the counter holds exactly the lines that you counted as garbage and malformed. *Lines in = rows + skipped*, as in the tour.

# %% [markdown] id="insight-intent" slideshow={"slide_type": "slide"}
# ## Three stages of one question · 통찰의 세 단계
#
# Three stages: **understand** (이해) what happened, **discover** (발견) a pattern, **predict** (예측) what comes. Back to *who is dangerous?*
#
# Stage one you have: the counts. Stage two puts the clue beside a second one, how hard the accelerator is pressed.

# %% id="insight-figure" slideshow={"slide_type": "-"}
drives = read(DRIVER, hour.driver)
draw_habits(habits(drives))

# %% [markdown] id="insight-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Two groups, and nothing between them: whoever steers hard also accelerates hard. That is a pattern; one clue alone might have been a winding road. A line at 0.3 separates them.
#
# Stage three: take only the first half hour. **Predict**: will the cars above the line be above it in the second half hour too?

# %% id="predict-run" slideshow={"slide_type": "-"}
early = drives["date"] < drives["date"].min() + pd.Timedelta(minutes=30)
named = set(habits(drives[early]).query("strong > 0.3").index)
later = set(habits(drives[~early]).query("strong > 0.3").index)
pd.Series({"named in advance": len(named), "above it later": len(later), "right": len(named & later)})

# %% id="predict-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("share named rightly", len(named & later) / len(named | later), low=0.8, high=1.0)

# %% [markdown] id="predict-reading" slideshow={"slide_type": "fragment"}
# Half an hour of a log names the drivers of the next half hour. Yet whoever names nobody is right for nine cars in ten, so *being right often* proves nothing. What counts is that those who were named were the right ones.

# %% [markdown] id="predict-notes" slideshow={"slide_type": "notes"}
# **7 min.** With the six words and the quiz. Point at the empty band around 0.3 and at the three tens below. If somebody counts the 90 cars that were rightly not named: whoever names nobody is right for these too. After the clean-up cell the files of the jobs are gone from HDFS. Ask: which of the six words cannot be measured on a file? *Visualisation and value.*

# %% id="six-vs" slideshow={"slide_type": "subslide"}
per_thousand = round(1000 * float(kinds["malformed"] / kinds.sum()), 1)
six = {
    "volume · 크기": f"{mb_a_day:.0f} MB a day from {cars} cars",
    "velocity · 속도": f"{rows_a_second:.0f} rows a second",
    "variety · 다양성": f"{len(formats().drop(columns='fields').drop_duplicates())} ways of writing a line",
    "veracity · 정확성": f"{per_thousand} lines in 1,000 malformed",
    "visualisation · 시각화": f"{len(drives):,} rows in a picture of {cars} dots",
    "value · 가치": f"{len(named)} of {cars} drivers named in advance",
}
pd.Series(six, name="measured").to_frame()

# %% [markdown] id="six-reading" slideshow={"slide_type": "fragment"}
# The first four say what the data costs you, the last two why you pay.

# %% id="clean-up" slideshow={"slide_type": "skip"}
print(hdfs_shell("-rm", "-r", "-skipTrash", HOME))

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Data is big when your tools no longer fit it; six words with V say where, and each has a number.
# - Map sees one line, shuffle brings equal keys together, reduce sees one key.
# - A failing task is tried four times, which helps against broken machines, not broken lines. Guard, and count what you skip.
# - A question goes from understanding through a pattern to a prediction.

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
# A file on many machines is read well and changed badly: you cannot ask it for *one* car, now. For that, stores with a key were made, and they had to decide what to do when their machines cannot hear each other. That is the next lesson.
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
# | which jobs have run | `mapred job -list all` |
# | which failed | `yarn application -list -appStates FAILED,FINISHED` |
# | why: what a container wrote | `yarn logs -applicationId application_…` |
# | the result | `hdfs dfs -cat '/pilot-pjt/concepts/counts/part-*'` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
