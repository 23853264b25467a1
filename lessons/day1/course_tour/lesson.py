# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Course tour · 과정 소개
#
# A hundred cars drive through a city and write down what they do. Somebody wants to know, within seconds, who drives too fast, and tomorrow morning, which car needs a mechanic.
#
# In four days you build it. This lesson starts at the end: the finished fast half runs for a minute, and you read it, stop a part of it, and drive a car of your own.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what a row of the driving log holds, and how many rows a fleet makes,
# - follow rows from the cars' log into two stores, and count them at each hop,
# - tell what happens to the rows when one hop stops,
# - say what each of the four days adds.
#
# 30 minutes · services: Flume, Kafka, Storm, HBase, Redis (with HDFS and ZooKeeper below them)

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from lessons.day1.course_tour import charts, own_car
from lessons.day1.course_tour import exercises as ex
from utils.lesson import ____, start
from utils.pages.lane_view import Cell
from utils.realtime.lane.speed_lane import SpeedLane

here = start("day1/01_course_tour", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Everything is lit, because this is where four days lead. The **batch lane** (배치 레인) takes yesterday's files; the **speed lane** (실시간 레인) below takes each row as it is written. All programs of the speed lane run on your machine now: `start` brought them up.

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
# Two kinds. The line that begins with 14 digits is a row: time, car number, accelerator pedal, brake pedal, steering, indicator, speed in km/h, area of the city. The other is a heading which the device writes when it is switched on: **garbage** (쓰레기 행).

# %% [markdown] id="volume-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### How many lines? · 몇 줄일까
#
# Ten cars of this fleet drive for one hour. **Predict** before you run: how many *rows* does the log hold? A whole number, in the blank.

# %% id="volume-count" slideshow={"slide_type": "-"}
guess_rows = ____
cars = here.world.cars
rows = [line for line in log if line[:14].isdigit()]
print(f"{len(cars)} cars, {here.world.seconds} seconds, {len(log)} lines")
here.record("garbage lines", len(log) - len(rows), equals=len(cars))
here.seen("rows", len(rows), guess_rows)

# %% [markdown] id="volume-reading" slideshow={"slide_type": "fragment"}
# Rows are cars times seconds. The other lines are one heading for each car. The pilot's 100 cars make 100 rows a second, day and night: one file that never ends.

# %% [markdown] id="volume-notes" slideshow={"slide_type": "notes"}
# **4 min.** Let everybody fill in the blank before the count runs. Point at the heading and at the row below it, then at 36000 rows and 36010 lines. Whoever runs a cell with `here.record` twice reads that it *records … twice*: the value is kept, go on. Ask: where do the ten extra lines come from? *One heading for each car.*

# %% [markdown] id="lane-intent" slideshow={"slide_type": "slide"}
# ## Six stations · 여섯 구간
#
# The lane brings each row, within a second, to whoever needs it. A station on the way is a **hop** (구간).
#
# | Hop | What it does with a row |
# |---|---|
# | Cars | write it into the log |
# | Flume | **collects**: sees the log grow, sets aside what is not a row |
# | Kafka | **keeps** rows in their order, for whoever comes to read |
# | Storm | **works**: lets rows run through small programs that never end |
# | HBase | stores *every* row, to be found by car and time |
# | Redis | stores *who was too fast*: on average above 80 km/h for 30 seconds |
#
# (The systems are real, on one machine; the cars are simulated.) `lay` empties all of them and hands Storm its programs: every count begins at zero.

# %% id="lane-lay" slideshow={"slide_type": "-"}
lane = SpeedLane(log, rows_per_second=100, show=Cell()).lay()

# %% [markdown] id="drive-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### One minute of driving · 1분의 운행
#
# Now the cars drive for one minute and write 100 lines a second, as the pilot's hundred cars do. Ours are ten, so their time passes ten times as fast.
#
# **Predict**: does HBase, the fifth hop, keep up with them? How many rows a second will it store in the middle of the minute? A whole number. While it runs, look at the column *waiting*: where does it ever stand above zero?

# %% id="drive-minute" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_rate = ____
arrived = lane.drive(seconds=60)
rate = charts.rate(lane.counts, "hbase", begin=20, end=50)
here.seen("rows a second in HBase in mid drive", round(rate), guess_rate)

# %% [markdown] id="drive-reading" slideshow={"slide_type": "fragment"}
# This is the **dashboard** (대시보드) of the lane: what each hop has counted *so far* (Redis: rows checked against the rule), how many rows come *a second*, how many *wait* before it. Below: where the ten cars are among the sixty areas of the city, and in colour who is too fast. JupyterLab shows it all the time, in the tab **Speed lane**.
#
# The number that waits before a hop is its **lag** (지연(랙)), the first number an operator looks at. The page's last rates are below 100, because they are averages of four seconds and the cars had already stopped; the line under the page was taken while they drove.

# %% [markdown] id="drive-notes" slideshow={"slide_type": "notes"}
# **7 min.** Three of them for exercise 1. While the minute runs, point at the column *waiting*. On a busy laptop more rows wait; after 120 seconds the cell says what stands still. Whoever runs it twice has 11,990 rows in HBase, and the record fails: go back to the cell with `lay`. Ask: why does the last rate stand below 100? *The cars had stopped.*

# %% [markdown] id="typed-intent" slideshow={"slide_type": "subslide"}
# The page is ours; the systems have tools of their own. This is how people at work look into Kafka: the oldest three records of the topic. Change the 3 and run it again.

# %% id="typed-kafka" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !kafka-console-consumer --topic SmartCar-Topic --from-beginning --max-messages 3

# %% id="drive-counts" slideshow={"slide_type": "subslide"}
arrived

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (3 min)
#
# The cars have written more lines than HBase has rows. **How many lines are missing, and which hop took them out?** A pair such as `(25, "Kafka")`; `arrived` holds the counts.

# %% id="ex1-blank" tags=["check"] slideshow={"slide_type": "-"}
missing = ____
ex.q1.given(counts=arrived.to_dict())
missing = ex.q1.check(missing)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="count-reading" slideshow={"slide_type": "fragment"}
# To know that nothing is lost, count what goes in and what comes out at each hop, and compare. Here the account closes: the lines without a row are the ten headings, and Flume set them aside. HBase counts its rows one by one:

# %% id="count-record" slideshow={"slide_type": "-"}
headings = len(cars)
here.record("rows in HBase", lane.stored(), equals=60 * 100 - headings)

# %% [markdown] id="store-intent" slideshow={"slide_type": "slide"}
# ## Two stores, two questions · 두 저장소
#
# Two people ask. The workshop asks *what did this car do at that time?* Each row in HBase lies under its **row key** (로우키), the car and the time counted down, so that a car's newest rows come first.

# %% id="store-rows" slideshow={"slide_type": "-"}
lane.rows_of("F0042")

# %% [markdown] id="alerts-question" tags=["predict"] slideshow={"slide_type": "slide"}
# The control room asks *who is too fast, now?* Storm checks each row against the rule as it passes, and Redis keeps the answers: one **alert** (경보) for each car and half minute.
#
# Ten cars drove for ten minutes. **Predict**: how many of the ten have at least one alert? A whole number.

# %% id="alerts-map" slideshow={"slide_type": "-"}
guess_cars = ____
speeding = lane.speeding()
charts.draw_alerts(speeding)
here.seen("cars with an alert", speeding["car"].nunique(), guess_cars)

# %% id="alerts-count" slideshow={"slide_type": "-"}
speeding["car"].value_counts().to_frame()

# %% [markdown] id="alerts-reading" slideshow={"slide_type": "fragment"}
# The map needs both stores: Redis knows *who and when*, HBase the area. Nobody had to wait for tomorrow's file: the page above says how long a row took from the log to HBase. In Redis the alerts of a day lie under the date:

# %% id="typed-redis" slideshow={"slide_type": "-"}
# !redis-cli smembers 20160101 | sort | head -5

# %% [markdown] id="alerts-notes" slideshow={"slide_type": "notes"}
# **4 min.** Point at the two darkest fields of the map, E02 and E03 with ten alerts each, and at the first car of the table, F0042: it stands in both. `redis-cli` answers in the same words at work. The `sort` is there because a set of Redis has no order. Ask: why does the map need both stores? *Redis knows car and time, HBase the area.*

# %% [markdown] id="pause-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## One hop stops · 한 구간이 멈추면
#
# Now Kafka, in the middle of the lane, freezes for about seven seconds: it keeps its memory and its connections, but answers nobody, as an overloaded machine does. The cars do not know and go on driving.
#
# **Predict**: Flume stands *before* Kafka. Does its count stand still while Kafka is frozen? `"yes"` or `"no"`. And think of the five other hops.

# %% id="pause-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_flume = ____
with lane.driving(seconds=20):
    lane.watch(5)
    here.cluster.pause("kafka-1")
    begin = lane.clock
    frozen = lane.watch(7)
    end = lane.clock
    here.cluster.revive("kafka-1")
after = lane.settle()
here.seen("Flume stands still", "yes" if charts.stood(lane.counts, (begin, end))["flume"] else "no", guess_flume)

# %% id="pause-figure" slideshow={"slide_type": "subslide"}
charts.draw_hops(lane.counts, pause=(begin, end), headings=headings)

# %% [markdown] id="pause-reading" slideshow={"slide_type": "fragment"}
# The cars go on. All others stand, also Flume, *before* the hop that froze: it takes no line out of the log that it cannot hand on. Then all of them rise steeply and meet the dashed line of the cars. In the table below, `<NA>` means that nobody could say: Kafka did not answer, and Storm notes in Kafka how far it has come.

# %% [markdown] id="pause-notes" slideshow={"slide_type": "notes"}
# **7 min.** Four of them for exercise 2. Point at the grey band: in it *Cars* rises and the five others are flat, also Flume, which stands before Kafka. Whoever interrupts the cell in the pause leaves Kafka frozen; `bin/cluster revive kafka-1` wakes it. In exercise 2 a number that still holds the ten headings is refused. Ask: and if Storm stood still? *The rows would lie in Kafka.*

# %% id="pause-counts" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
pd.DataFrame({"in the pause": frozen, "at the end": after})

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# Look at *in the pause*: the cars had written more lines than Flume had handed on as rows, and ten of these lines are the headings of the first minute. **How many lines were waiting at that moment, and where did they lie?** A pair `(lines, place)`, with the place `"log"`, `"Kafka"` or `"HBase"`. `frozen["Cars"]` is a number.

# %% id="ex2-blank" tags=["check"] slideshow={"slide_type": "-"}
waiting = ____
ex.q2.given(cars=int(frozen["Cars"]), flume=int(frozen["Flume"]), headings=headings)
waiting = ex.q2.check(waiting)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="pause-consequence" slideshow={"slide_type": "fragment"}
# Nothing was lost, because the rows lay in a file. Had *Storm* stood still instead, they would have lain in Kafka; that is what it is for. This is the question for the whole course: at each hop, who keeps the rows until the next one has said *I have them*?

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Does the lane do what it should? Every row that was written is in HBase once, and the alerts in Redis are, one by one, those that the rule in plain Python finds in the same lines.

# %% id="station-check" tags=["station"] slideshow={"slide_type": "-"}
rows = len(lane.written) - headings
here.record("lines written", len(lane.written), equals=80 * 100)
here.record("ms from the log to HBase", lane.latency_ms(), low=20, high=5000)
here.record("lines waiting in the pause", int(frozen["Cars"] - frozen["Flume"]) - headings, low=200, high=1500)
here.record("rows in HBase at the end", lane.stored(), equals=rows)
here.record("rows checked against the rule", int(after["Redis"]), equals=rows)
here.record("alerts as the rule finds them", lane.found() == lane.expected(), equals=True)

# %% [markdown] id="station-notes" slideshow={"slide_type": "notes"}
# **5 min.** Four of them for exercise 3, after this slide. Point at `lines written = 8000`: a minute and the twenty seconds of the pause, 100 lines each. The station fails where a drive was run twice; restart the kernel and run from the top. In exercise 3 each new list is sent as a new minute, so nobody spoils it. Ask: how do we know that the alerts are right? *Plain Python finds the same ones.*

# %% [markdown] id="own-intent" slideshow={"slide_type": "slide"}
# ## A car of your own · 내 차 한 대
#
# So far you have read. Now you write: a car `A9999` joins the fleet, without a device and without Flume. Its rows go to Kafka as people type them there, with `kafka-console-producer`. (A row in Kafka is a row for Storm, whoever sent it.)
#
# The rule is the average of a half minute, above 80 km/h. A drive of two seconds, at 130 and then at 60 km/h, would send these rows; the last one comes a minute later and ends the drive:

# %% id="own-rows" slideshow={"slide_type": "-"}
car = own_car.OwnCar(lane)
car.rows([130, 60])

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# Drive for one minute. In the *first* half minute your car is above 80 for some seconds and gives **no** alert; in the *second* half minute it gives one. `speeds` is a list of 60 whole numbers; `[50] * 4 + [90] * 2` is a list of six.
#
# The check sends your rows to Kafka, waits until Storm has processed them, and asks Redis. One more row, a minute later, tells Storm that the last half minute is over.

# %% id="ex3-blank" tags=["exercise", "acts"] slideshow={"slide_type": "-"}
speeds = ____
ex.q3.given(drive=car.drive)
speeds = ex.q3.check(speeds)
here.record("half minutes that are alerts", car.drive(speeds), equals=[2], of=ex.q3)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% id="own-stored" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !redis-cli smembers 20160101 | grep A9999
lane.rows_of("A9999", count=1)

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
# Every lesson starts alone. If you miss one, go on with the next.

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
# What makes data *big* is the next lesson's question, and you measure it on this data.
#
# | The speed lane today | |
# |---|---|
# | state | Kafka is everywhere; Storm and HBase are maintained; Flume is dormant, its last release was in 2022 |
# | successors | Kafka Connect for Flume; Flink, Kafka Streams or Spark Structured Streaming for Storm; Valkey beside Redis |
# | keep from it | collect, keep, work, store, and a count at every hop: this shape outlives its tools |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# `bin/cluster sh` opens a terminal in which these commands go to this cluster. At work they have the same names, but those of Kafka also need `--bootstrap-server`, and the address of a broker. (In Kafka's own download they end in `.sh`.)
#
# | To | You type |
# |---|---|
# | which files HDFS has | `hdfs dfs -ls -R /` |
# | which topics Kafka has | `kafka-topics --list` |
# | the newest rows, as they come | `kafka-console-consumer --topic SmartCar-Topic --max-messages 5` |
# | a row of your own | `kafka-console-producer --topic SmartCar-Topic`, then type it |
# | what Storm runs | `storm list` |
# | the speeding cars of the day | `redis-cli smembers 20160101` |
# | whether HBase is whole | `hbase hbck` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
