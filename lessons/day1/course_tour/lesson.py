# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Course tour · 과정 소개
#
# A hundred cars drive through a city and write down what they do. Somebody wants to know, within seconds, who drives too fast, and tomorrow morning, which car needs a mechanic.
#
# In four days you build all of it. This lesson starts at the end: the finished fast half runs for a minute, you read it while it runs, and then you stop a part of it.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what a row of the driving log holds, and how many rows a fleet makes,
# - follow rows from a car's file into two stores, and count them at each hop,
# - tell what happens to the rows when one hop stops,
# - say what each of the four days adds.
#
# 30 minutes · services: Flume, Kafka, Storm, HBase, Redis (with HDFS and ZooKeeper below them)

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from lessons.day1.course_tour import exercises as ex
from lessons.day1.course_tour.charts import draw_alerts, draw_hops
from utils.lesson import ____, start
from utils.pages.lane_view import Cell
from utils.realtime.lane.speed_lane import SpeedLane

here = start("day1/01_course_tour", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Everything is lit, because this is where four days lead. Two paths run through the picture. The **batch lane** (배치 레인) takes yesterday's files; the **speed lane** (실시간 레인) below takes each row as it is written. All programs of the speed lane run on your machine now: `start` brought them up, and the table above names them.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="picture-notes" slideshow={"slide_type": "notes"}
# **3 min.** Run the setup before the class comes in: it starts all seven services of its table. Point at the lower path, from *Driver log* to HBase and Redis; in this lesson only this one runs. If the setup stops because something listens on a port, look for a second checkout. Ask: which wish of the first slide needs the lower path? *Who drives too fast, now.*

# %% [markdown] id="row-intent" slideshow={"slide_type": "slide"}
# ## One second of one car · 한 대의 1초
#
# Each car writes one line a second into one common log. Look at the first lines as they are in the file.

# %% id="row-lines" slideshow={"slide_type": "-"}
log = here.files.driver.read_text().splitlines()
log[:4]

# %% [markdown] id="row-reading" slideshow={"slide_type": "fragment"}
# Two kinds. The line that begins with 14 digits is a row: time, car number, accelerator pedal, brake pedal, steering, indicator, speed in km/h, area of the city. The other is a heading which the device writes when it is switched on. It is not a row, and whoever counts lines counts it too: **garbage** (쓰레기 행).

# %% [markdown] id="volume-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### How many lines? · 몇 줄일까
#
# **Predict** before you run: the fleet of this lesson drives for one hour. How many rows does the log hold, and how many lines?

# %% id="volume-count" slideshow={"slide_type": "-"}
cars = here.world.cars
rows = [line for line in log if line[:14].isdigit()]
pd.Series({"cars": len(cars), "seconds": here.world.seconds, "rows": len(rows), "lines": len(log)})

# %% [markdown] id="volume-reading" slideshow={"slide_type": "fragment"}
# Rows are cars times seconds, with nothing missing. Lines are rows and one heading for each car. The pilot's 100 cars make 100 rows a second, day and night: one file that never ends.

# %% [markdown] id="volume-notes" slideshow={"slide_type": "notes"}
# **4 min.** Let everybody write two numbers down before the count runs. Point at the heading and at the row below it, then at 36000 rows and 36010 lines. Whoever runs a cell with `here.record` twice reads that it *records … twice*: the value is kept, go on. Ask: where do the ten extra lines come from? *One heading for each car.*

# %% id="volume-record" slideshow={"slide_type": "skip"}
here.record("rows in the log", len(rows), equals=len(cars) * here.world.seconds)
here.record("garbage lines", len(log) - len(rows), equals=len(cars))

# %% [markdown] id="lane-intent" slideshow={"slide_type": "slide"}
# ## Six stations · 여섯 구간
#
# The lane brings each row, within a second, to whoever needs it. A station on the way is a **hop** (구간).
#
# | Hop | What it does with a row |
# |---|---|
# | Cars | write it into the log |
# | Flume | **collects**: sees the log grow, sorts out what is no row |
# | Kafka | **keeps** rows in their order, for whoever comes to read |
# | Storm | **works**: lets rows run through small programs that never end |
# | HBase | stores *every* row, to be found by car and time |
# | Redis | stores *who was too fast*: on average above 80 km/h for 30 seconds |
#
# `lay` empties all of them and hands Storm its programs: every count begins at zero.

# %% id="lane-lay" slideshow={"slide_type": "-"}
lane = SpeedLane(log, rows_per_second=100, show=Cell()).lay()

# %% [markdown] id="drive-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### One minute of driving · 1분의 운행
#
# Now the cars drive for one minute and write 100 lines a second, as the pilot's hundred cars do. Ours are ten, so their road time passes ten times as fast.
#
# **Predict** before you run: how many lines will the log have, and how many rows will HBase hold? While it runs, look at the column *waiting*: where does it ever stand above zero?

# %% id="drive-minute" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
arrived = lane.drive(seconds=60)

# %% [markdown] id="drive-reading" slideshow={"slide_type": "fragment"}
# This is the **dashboard** (대시보드) of the lane: what each hop has counted *so far*, how many rows come *a second*, how many *wait* before it. The last column draws the minute. Below: where the ten cars are among the sixty areas of the city, and in colour who is too fast.
#
# In our run rows waited for fractions of a second, a few dozen at most. The number that wait before a hop is its **lag** (지연(랙)), the first number an operator looks at. A rate is an average of four seconds; it ends below 100 because the cars had already stopped.
#
# JupyterLab shows the same page all the time, in the tab **Speed lane** on the right.

# %% [markdown] id="drive-notes" slideshow={"slide_type": "notes"}
# **7 min.** Three of them for exercise 1. While the minute runs, point at the column *waiting*. On a busy laptop more rows wait; after 120 seconds the cell says what stands still. Whoever runs it twice has 11,990 rows in HBase, and the record fails: go back to the cell with `lay`. Ask: why does the last rate stand below 100? *The cars had stopped.*

# %% id="drive-counts" slideshow={"slide_type": "subslide"}
arrived

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (3 min)
#
# Read the first fact off the running system. The cars have written more lines than HBase has rows. **How many lines are missing, and which hop took them out?** A pair such as `(25, "Kafka")`; `arrived` holds the counts.

# %% id="ex1-blank" tags=["check"] slideshow={"slide_type": "-"}
missing = ____
ex.q1.given(counts=arrived.to_dict())
missing = ex.q1.check(missing)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="count-reading" slideshow={"slide_type": "fragment"}
# How would you know that a system like this loses nothing? You count what goes in and what comes out, at each hop, and compare. Here the account closes: the lines without a row are the ten headings, and Flume did not drop them but set them aside, with a reason. HBase is asked to count its rows one by one:

# %% id="count-record" slideshow={"slide_type": "-"}
headings = len(cars)
here.record("rows in HBase", lane.stored(), equals=60 * 100 - headings)

# %% [markdown] id="store-intent" slideshow={"slide_type": "slide"}
# ## Two stores, two questions · 두 저장소
#
# Why two? Because two people ask. The workshop asks *what did this car do at that time?* A table of every row answers, if it is sorted for this question: each row in HBase lies under its **row key** (로우키), the car and the time counted down, so that a car's newest rows come first.

# %% id="store-rows" slideshow={"slide_type": "-"}
lane.rows_of("F0042")

# %% [markdown] id="alerts-question" tags=["predict"] slideshow={"slide_type": "slide"}
# The control room asks *who is too fast, now?* It does not want to read rows at all. So Storm holds the rows of each car against the rule while they pass, and Redis keeps the answers: one **alert** (경보) for each car and half minute.
#
# **Predict**: ten cars drove for ten minutes, which makes about 190 half minutes that are over. How many of them are alerts: five, fifty, or a hundred and fifty? And is it a few cars or all of them?

# %% id="alerts-map" slideshow={"slide_type": "-"}
speeding = lane.speeding()
draw_alerts(speeding)

# %% id="alerts-count" slideshow={"slide_type": "-"}
speeding["car"].value_counts().to_frame()

# %% [markdown] id="alerts-reading" slideshow={"slide_type": "fragment"}
# Fifty-three, and one car stands out: too fast in every half minute. Redis knew *who and when*, the areas come from HBase: the map needs both stores. A row took one or two tenths of a second to its store where this was written (the page shows yours); nobody had to wait for tomorrow's file.

# %% [markdown] id="alerts-notes" slideshow={"slide_type": "notes"}
# **6 min.** Four of them for exercise 2. Point at E02 on the map, the darkest field, with 11 alerts, and at F0042 with 19 in the table. In exercise 2 the mean of all alerts of a car is refused: the highest one is asked for. Ask: why does the map need both stores? *Redis knows car and time, HBase the area.*

# %% id="latency-record" slideshow={"slide_type": "skip"}
here.record("ms from the log to HBase", lane.latency_ms(), low=20, high=5000)
here.record("alerts", len(speeding), equals=53)

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# The second fact. **Which car had the highest average, and how high was it?** A pair `(car, km/h)` with one digit after the point. `speeding` has one row an alert: `car`, `end`, `average`, `area`.

# %% id="ex2-blank" tags=["check"] slideshow={"slide_type": "-"}
fastest = ____
ex.q2.given(speeding=speeding)
fastest = ex.q2.check(fastest)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="pause-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## One hop stops · 한 구간이 멈추면
#
# Now Kafka, in the middle of the lane, freezes for about seven seconds: it keeps its memory and its connections, but answers nobody, as an overloaded machine does. The cars do not know and go on driving.
#
# **Predict** for each of the six counts: does it stand still or go on? Two stations lie *before* Kafka, three behind it. And are rows lost?

# %% id="pause-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
with lane.driving(seconds=20):
    lane.watch(5)
    here.cluster.pause("kafka-1")
    begin = lane.clock
    frozen = lane.watch(7)
    end = lane.clock
    here.cluster.revive("kafka-1")
after = lane.settle()

# %% [markdown] id="pause-look" slideshow={"slide_type": "fragment"}
# The page said it in words while it lasted: what stands still, how many lines wait, and what to type. Without words, a stuck hop looks like an idle one.

# %% id="pause-figure" slideshow={"slide_type": "subslide"}
draw_hops(lane.counts, pause=(begin, end))

# %% [markdown] id="pause-reading" slideshow={"slide_type": "fragment"}
# The cars go on. All others stand, also Flume, *before* the hop that froze: it takes no line out of the log that it cannot hand on. Then all of them rise almost straight up and meet the grey line of the cars. (Each panel counts from its own start; rows then on their way lift a line above the grey one.) In the table, `<NA>` means that nobody could say: Kafka did not answer, and Storm notes in Kafka how far it has come.

# %% [markdown] id="pause-notes" slideshow={"slide_type": "notes"}
# **7 min.** Four of them for exercise 3. Point at the grey band: in it *Cars* rises and the five others are flat, also Flume, which stands before Kafka. Whoever interrupts the cell in the pause leaves Kafka frozen; `bin/cluster revive kafka-1` wakes it. In exercise 3 a number that still holds the ten headings is refused. Ask: and if Storm stood still? *The rows would lie in Kafka.*

# %% id="pause-counts" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
pd.DataFrame({"in the pause": frozen, "at the end": after})

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# The third fact. Look at *in the pause*: the cars had written more lines than Flume had handed on as rows, and ten of these lines are the headings of the first minute. **How many lines were waiting at that moment, and where did they lie?** A pair `(lines, place)`, with the place `"log"`, `"Kafka"` or `"HBase"`. `frozen["Cars"]` is a number.

# %% id="ex3-blank" tags=["check"] slideshow={"slide_type": "-"}
waiting = ____
ex.q3.given(cars=int(frozen["Cars"]), flume=int(frozen["Flume"]), headings=headings)
waiting = ex.q3.check(waiting)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% [markdown] id="pause-consequence" slideshow={"slide_type": "fragment"}
# Nothing was lost, because the rows lay in a file. Had *Storm* stood still instead, they would have lain in Kafka; that is what it is for. This is the question for the whole course: at each hop, who keeps the rows until the next one has said *I have them*? You will stop several of these programs to find out.

# %% id="pause-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("lines waiting in the pause", int(frozen["Cars"] - frozen["Flume"]) - headings, low=200, high=1500)
here.record("rows missing afterwards", int(after["Cars"] - after["HBase"]) - headings, equals=0)

# %% [markdown] id="days" slideshow={"slide_type": "slide"}
# ## Where each day fits · 나흘의 지도
#
# | Day | You build | You break |
# |---|---|---|
# | 1 | the ground under the lane: HDFS, YARN, ZooKeeper, Kafka | a node, a network, a mapper |
# | 2 | *Cars → Flume → Kafka*, and the batch lane into HDFS | the collector in mid file |
# | 3 | *Storm → HBase and Redis*, the rule; exploration with Hive and Spark SQL | a worker, a workflow step |
# | 4 | what is made of stored rows: models, a service, a dashboard | a service under load |
#
# Every lesson starts alone: it brings up what it needs and builds the state it starts from. If you miss one, go on with the next.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Does the lane do what it should? Every row that was written is in HBase once, and the alerts in Redis are, one by one, those that the rule in plain Python finds in the same lines.

# %% id="station-check" tags=["station"] slideshow={"slide_type": "-"}
rows = len(lane.written) - headings
here.record("lines written", len(lane.written), equals=80 * 100)
here.record("rows in HBase at the end", lane.stored(), equals=rows)
here.record("rows held against the rule", int(after["Redis"]), equals=rows)
here.record("alerts as the rule finds them", lane.found() == lane.expected(), equals=True)

# %% [markdown] id="station-notes" slideshow={"slide_type": "notes"}
# **3 min.** With the table of days before and the quiz after it. Point at `lines written = 8000`: a minute and the twenty seconds of the pause, 100 lines each. The station fails where a drive was run twice; restart the kernel and run from the top. Ask: how do we know that the alerts are right? *Plain Python finds the same ones in the same lines.*

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A car writes one row a second; a heading line in the file is not a row.
# - The lane is six hops: written, collected, kept, worked on, stored twice, because two people ask two questions.
# - Counting at each hop is how you know that nothing was lost; what waits before a hop is its lag.
# - When a hop stops, the rows wait in the nearest place before it that keeps them: a file, or a topic.

# %% id="quiz" tags=["quiz"] slideshow={"slide_type": "subslide"}
ex.quiz.show()

# %% id="quiz-answers" tags=["quiz"] slideshow={"slide_type": "skip"}
answer_1 = ____
answer_2 = ____
answer_3 = ____
ex.quiz.check(answer_1, answer_2, answer_3)

# %% [markdown] id="bridge" tags=["bridge"] slideshow={"slide_type": "slide"}
# ## What comes next · 다음 수업
#
# One laptop took 100 rows a second through all of this without effort. What makes data *big* is the next lesson's question, and you measure it on this data.
#
# | The speed lane today | |
# |---|---|
# | state | Kafka is everywhere; Storm and HBase are maintained; Flume is dormant, its last release is of 2022 |
# | successors | Kafka Connect for Flume; Flink, Kafka Streams or Spark Structured Streaming for Storm; Valkey beside Redis |
# | keep from it | collect, keep, work, store, and a count at every hop: this shape outlives its tools |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# `bin/cluster sh` opens a terminal in which these commands go to this cluster. On a cluster at work they have the same names.
#
# | To | You type |
# |---|---|
# | which files HDFS has | `hdfs dfs -ls -R /` |
# | which topics Kafka has | `kafka-topics --list` |
# | the newest rows, as they come | `kafka-console-consumer --topic SmartCar-Topic --max-messages 5` |
# | what Storm runs | `storm list` |
# | the speeding cars of the day | `redis-cli smembers 20160101` |
# | whether HBase is whole | `hbase hbck` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
