# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Real-time loading: build and test · 실시간 적재 구현과 테스트
#
# On day 2 Storm was a drawing, and the row key a decision. Today both run: each line that a car writes becomes a row in HBase, within a second.
#
# Then you kill a worker and a region server, freeze the broker, and account for every row.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - read a topology as Storm reads it, and say what each component does with a tuple,
# - follow rows by counts, lag and latency while they flow,
# - change parallelism, and say what a measurement of it does and does not show,
# - put, get, scan and filter in HBase, and cut a region in two,
# - prove after a crash that every row is there, once.
#
# 90 minutes · services: Flume, Kafka (one broker), Storm, HBase (two region servers, on HDFS and ZooKeeper)

# %% id="parameters" tags=["parameters"]
scale = "10 cars 5 h"
seed = 20220329

# %% id="setup" tags=["setup"]
from itertools import islice

import pandas as pd

from cluster.clients.regions import split
from data import dataset
from data.records import DRIVER
from data.validation import validate
from lessons.day3.load_realtime import exercises as ex
from lessons.day3.load_realtime.charts import draw_journey, draw_outages
from lessons.day3.load_realtime.flux_reading import core, portion
from lessons.day3.load_realtime.live_chart import follow
from lessons.day3.load_realtime.outages import Outages, killed_server, killed_worker
from lessons.day3.load_realtime.regions import regions
from lessons.day3.load_realtime.rows_lane import journey, key_of, letters, race, reset_lane
from utils.collect.collector import Collector
from utils.collect.topics import SMARTCAR_TOPIC, send
from utils.lab import storm_faults
from utils.lab.faults import away
from utils.lesson import ____, start
from utils.realtime.lane import measure
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

here = start("day3/01_load_realtime", scale=scale, seed=seed)
agent = Collector(here.cluster)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Stations five and six of real-time loading. The branch to Esper and Redis is the next lesson.

# %% id="picture"
here.picture()

# %% [markdown] id="spout-intent" slideshow={"slide_type": "slide"}
# ## 5 Implementation · 구현
#
# ### The topology as Storm reads it · 플럭스 YAML
#
# **Flux** (플럭스) reads YAML, makes an object of each entry and hands the graph to Nimbus. Three portions tell all that matters. The first one: where rows come from.

# %% id="spout-text"
first = Topology(lanes=["rows"], batch_rows=1)
print(portion(first, "components.spoutBuilder", "spouts"))

# %% [markdown] id="bolts-intent" slideshow={"slide_type": "subslide"}
# ### Bolts · 볼트
#
# The spout is a consumer of Kafka. Its group has the topology's name, and `UNCOMMITTED_EARLIEST` says: go on where the group has stopped, or else begin with the oldest record. The place is committed every 500 ms (`docs/semantics.md`: *acknowledged*, *committed*).
#
# Second portion: who works on the rows.

# %% id="bolts-text"
print(portion(first, "bolts.splitBolt", "bolts.hbaseBolt"))

# %% [markdown] id="streams-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Streams · 스트림
#
# Storm is Java, these bolts are Python. `FluxShellBolt` starts a program for each task and speaks JSON with it through pipes. The list behind the program names the fields of the tuples that it emits; `hbaseBolt` emits none.
#
# Third portion: who sends to whom. **Predict**: `splitBolt` has a second stream, with the fields `place` and `letter`. What goes there?

# %% id="streams-text"
print(portion(first, "streams"))

# %% [markdown] id="split-intent" slideshow={"slide_type": "slide"}
# ### What a bolt does · 볼트가 하는 일
#
# Lines that are no rows go there, into a topic of dead letters. `SHUFFLE` is a **grouping** (그루핑): which task of the next bolt gets a tuple. Here any of them: HBase does not care in which order rows come, each has its own key.
#
# The heart of `splitBolt`. Look at the last argument of `emit`, and at the last line.

# %% id="split-text"
print(core("splitBolt"))

# %% [markdown] id="hbase-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### First write, then ack · 먼저 쓰고 나서 확인
#
# `[each]` is the **anchor** (앵커): it ties the new tuple to the one it came from, so that the spout hears of a later failure. A broken line is acked, too. To repeat it would not heal it.
#
# **Predict** while you read `hbaseBolt`: HBase does not answer. What does the bolt do, and what becomes of its tuples?

# %% id="hbase-text"
print(core("hbaseBolt"))

# %% [markdown] id="hbase-reading" slideshow={"slide_type": "fragment"}
# It tries for a minute. But a row that is not acked within 30 s, the message timeout, counts as failed: the spout sends it again, and the copy queues behind the first. After the minute the error ends the program, Storm starts the worker anew, and what was not acked comes again. No line handles a lost row; the order of two does: first `_write`, then `ack`.

# %% [markdown] id="hbase-notes" slideshow={"slide_type": "notes"}
# **14 min.** On the slides before, point at `streamId: malformed`, then at `[each]` and `self.ack(each)` in `splitBolt`. Here: first `_write`, then `ack`. Some predict that the bolt gives up a row; it tries for a minute, and what was not acked comes again. Ask: what if the two lines changed places? Answer: a worker that dies between them loses rows.

# %% [markdown] id="submit-intent" slideshow={"slide_type": "slide"}
# ### It runs · 실행
#
# `reset_lane` empties log, topics and table and starts the pilot's agent of day 2, whose channel is the topic. `submit` hands YAML and Python files to Nimbus.

# %% id="submit-run"
table = reset_lane(agent)
running.submit(first)
running.topologies()[["status", "workers", "tasks"]]

# %% id="submit-list" tags=["nbval-ignore-output"]
print(here.cluster.command("storm", "list").stdout)

# %% id="submit-parts"
here.cluster.wait(lambda: len(storm_faults.parts()) == 4, "both bolts have started", 60)
sorted(storm_faults.parts()["part"])

# %% [markdown] id="tuples-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Count the tuples · 튜플 세기
#
# One worker, a JVM, and a second one that writes its log; below it two programs in Python. Five tasks: the spout, three bolts and the acker.
#
# The first minute of driving: ten headings and 600 rows. **Predict** for each component: how many tuples does it emit, how many are acked?

# %% id="tuples-run"
log = here.files.driver.read_text().splitlines()
rows = [line for line in log if line[:14].isdigit()]
agent.append(log[:610])
measure.settle(agent, first)
here.cluster.wait(lambda: running.components()["acked"].tolist() == [600, 0, 600, 600], "600 rows are counted", 60)
tuples = running.components()[["tasks", "emitted", "acked", "failed"]]
tuples

# %% [markdown] id="tuples-reading" slideshow={"slide_type": "fragment"}
# The headings never came: the agent has set them aside. `splitBolt` acks each line and emits one tuple for it, `hbaseBolt` acks without emitting. The spout counts a row as acked when its whole tree is: 600 of 600, none failed.

# %% [markdown] id="letters-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Lines that are no rows · 데드 레터
#
# Flume lets no damaged line pass. But others can write to a topic, too: a workshop sends four old lines straight into it. **Predict**: does Storm drop them, repeat them for ever, or stop?

# %% id="letters-run"
with dataset(scale, seed, faults=["malformed"]).driver.open() as damaged:
    dead = (line for line in map(str.rstrip, damaged) if validate(DRIVER, line).kind == "dead")
    broken = list(islice(dead, 3, 7))
send(SMARTCAR_TOPIC, broken)
measure.settle(agent, first)
here.cluster.wait(lambda: running.components()["acked"].tolist() == [604, 4, 600, 604], "the four are counted", 60)
found = letters()
for letter in found.sort_values("line").itertuples():
    print(letter.line, "→", letter.reason.partition(": '")[0])

# %% [markdown] id="letters-reading" slideshow={"slide_type": "fragment"}
# None of the three. The four are in `SmartCar-DeadLetter`, each with its reason and, as the key, its place in the topic, so that a letter which Storm writes twice is known as one.
#
# A reader that must not stop judges again.

# %% [markdown] id="letters-notes" slideshow={"slide_type": "notes"}
# **13 min.** One slide back `acked` reads 600, 0, 600, 600; the headings are missing because the agent set them aside. Here each of four lines has its reason. Run either cell a second time and it ends in `NotReady` after a minute, for it waits for exact counts. Ask: what is the key of a letter? Answer: its place in the topic.

# %% [markdown] id="race-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Parallelism · 병렬 처리
#
# Is the lane fast? This `hbaseBolt` writes row by row. A second topology joins, with a group and a table of its own and **four** processes of `hbaseBolt`. Then an hour of driving, one row in nine seconds of each car, falls into the topic, and both read it at the same time. **Predict**: is the second one four times as fast?

# %% id="race-run" tags=["nbval-ignore-output"]
def hour(number):
    return [row for row in rows if row[8:10] == number and (60 * int(row[10:12]) + int(row[12:14])) % 9 == 0]


four = Topology(name="FourBolts", table="FourBolts", lanes=["rows"], batch_rows=1, parallel={"hbaseBolt": 4})
running.submit(four)
measure.settle(agent, first, four)
duel = race(agent, hour("01"), one=first, four=four)
duel

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Faster, but nowhere near four times, in this one run. Both had the same rows and shared the same cores at the same moment; only the number of processes differs. **What can make four processes faster here?** A letter.
#
# - **a** Four processes have four times the processor.
# - **b** Four processes read more partitions at once.
# - **c** While one process waits for HBase's answer, another one sends its row.
# - **d** Four processes write several rows at once.

# %% id="ex1-check" tags=["check"]
reason = ____
reason = ex.q1.check(reason)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (8 min)
#
# To fill the waiting is one way, to wait less often another. From now on up to 200 rows that have arrived meanwhile share one write.
#
# The topic has three partitions. **Choose the parallelism**: as many spouts as can read, none of them idle, two processes for `splitBolt`, two for `hbaseBolt`. A dictionary such as `{"splitBolt": 2}`; what is not named gets one task.

# %% id="ex2-check" tags=["check"]
parallel = ____
parallel = ex.q2.check(parallel)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="chosen-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Your topology · 선택한 병렬성
#
# The number of tasks is fixed when a topology is submitted (`storm rebalance` only spreads them anew), so the old ones go and yours comes. **Predict**: will it read the rows of the first hour again? Then it gets another hour like it.

# %% id="chosen-run" tags=["nbval-ignore-output"]
running.kill()
chosen = Topology(lanes=["rows"], parallel=parallel)
running.submit(chosen)
duel = pd.concat([duel, race(agent, hour("02"), yours=chosen)])
duel

# %% id="chosen-tuples"
here.cluster.wait(lambda: sum(running.components()["acked"]) >= 12_000, "4,000 rows are counted three times", 60)
spread = running.components()[["tasks", "emitted", "acked", "failed"]]
spread

# %% [markdown] id="chosen-reading" slideshow={"slide_type": "fragment"}
# 4,000 emitted, not 8,604: the group knows its place. And thousands of rows a second instead of hundreds. But why? Three things changed: more spouts and `splitBolt`s, another number of `hbaseBolt`s, up to 200 rows a write. Yours also ran alone. To know, change one at a time, and repeat.

# %% [markdown] id="chosen-notes" slideshow={"slide_type": "notes"}
# **20 min.** Exercises 1 and 2 take 14 of them. The last column of the three rows reads 431, 632 and 6173; other laptops show other numbers, a busy one may show hardly a gain for `four`. In exercise 2 four spouts are refused: three partitions leave one idle. Ask: do we know now what 200 rows a write gain? Answer: no, three things changed at once.

# %% [markdown] id="live-intent" slideshow={"slide_type": "slide"}
# ## Look at it while it flows · 실시간으로 보기
#
# A thousand rows, a hundred a second; the lane is asked each second. On the left, rows at each hop and the lag: what Kafka has and Storm has not yet acked. On the right, the time of one tuple in each component.

# %% id="live-run" tags=["nbval-ignore-output"]
drive = iter([row for row in rows if row[8:10] == "03"])
live = [next(drive) for _ in range(1000)]
looks, appended = follow(agent, live, chosen)

# %% [markdown] id="journey-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### From the log to the row · 종단 간 지연
#
# The spout's time is that of the whole tree. If rows are late, the right side tells in which component; if lag grows while all are quick, there are too few of them.
#
# For each of the thousand lines we know when it was appended, when Kafka got it, and when HBase wrote the row. **Predict**: on which half of the way is more time lost? And why ask for **p99** (99 백분위), the time within which 99 of 100 arrive?

# %% id="journey-run" tags=["nbval-ignore-output"]
ways = journey(live, appended, chosen)
draw_journey(ways)

# %% [markdown] id="journey-reading" slideshow={"slide_type": "fragment"}
# Flume looks at a quiet log a few times a second, so most of the time before Kafka is waiting to be seen. After it writes queue behind each other. A mean would hide the tail on the right.

# %% [markdown] id="journey-notes" slideshow={"slide_type": "notes"}
# **8 min.** Compare the blue curve with the orange one: half of the lines are in Kafka within 103 ms; from there half need at most 16 ms. Run twice, the live cell drives a thousand rows more, and *rows in the table* no longer holds. Ask: why is the spout mostly the highest line in the live figure? Answer: its time is that of the whole tree.

# %% [markdown] id="get-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## In the table · HBase 실습
#
# ### Put and get · 쓰기와 읽기
#
# The key is car, then time counted down. **Predict**: which row of F0042 comes first? And what does the old value do when a speed is corrected by a put?

# %% id="get-run"
key, columns = next(table.scan(row_prefix=b"F0042-", limit=1))
before = columns[b"cf1:speed"].decode()
table.put(key, {b"cf1:speed": b"0"})
print(key.decode(), columns[b"cf1:date"].decode())
print(before, "→", table.row(key, columns=[b"cf1:speed"]), table.cells(key, b"cf1:speed", versions=3))
table.put(key, {b"cf1:speed": before.encode()})

# %% [markdown] id="get-reading" slideshow={"slide_type": "fragment"}
# The newest. A put to a cell that exists adds a **version** (버전), and a get shows the latest. Our table keeps ten of each, which will tell us what was written twice. A replay is a put as well: it would have undone the correction.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (10 min)
#
# *One car, one hour*: the question for which the key was made. A scan reads from `row_start` on and stops **before** `row_stop`. **Write `span(car, hour)`: it returns the two keys** for texts such as `"F0042"` and `"2016010101"`. A key is the car, `-`, and `99999999999999` less the time, as in `F0042-79839898969999`.

# %% id="ex3-check" tags=["check"]
def span(car, hour):
    return ____


span = ex.q3.check(span)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% id="scan-run"
begin, end = span("F0042", "2016010101")
one_hour = [cells for _, cells in table.scan(row_start=begin, row_stop=end)]
speeds = [int(cells[b"cf1:speed"]) for cells in one_hour]
len(one_hour), one_hour[0][b"cf1:date"], one_hour[-1][b"cf1:date"], sum(speed >= 150 for speed in speeds)

# %% [markdown] id="filter-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Filter · 필터
#
# 400 rows, the newest first, 296 of them at 150 km/h and above. A **filter** (필터) lets the region server pick them out, so that only they travel. **Predict**: does this one hand out 296 rows?

# %% id="filter-run" tags=["failure"]
compare = "SingleColumnValueFilter('cf1', 'speed', >=, 'binary:150')"
picked = [int(cells[b"cf1:speed"]) for _, cells in table.scan(row_start=begin, row_stop=end, filter=compare)]
len(picked), min(picked), max(picked)

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (6 min)
#
# Too many, and among them a row at 4 km/h. HBase knows no numbers, it compares bytes: `"16"` sorts behind `"150"`, as it would in a dictionary. No error, only a wrong answer.
#
# The comparator `regexstring` finds a pattern in the value. **Write the pattern for speeds from 150 to 250**, a text such as `r"^2"` (`[5-9]` one of these, `|` or, `$` end).

# %% id="ex4-check" tags=["check"]
pattern = ____
pattern = ex.q4.check(pattern)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% id="pattern-run"
fits = f"SingleColumnValueFilter('cf1', 'speed', =, 'regexstring:{pattern}')"
fast = [int(cells[b"cf1:speed"]) for _, cells in table.scan(row_start=begin, row_stop=end, filter=fits)]
len(fast), min(fast), max(fast)

# %% [markdown] id="filter-notes" slideshow={"slide_type": "notes"}
# **22 min.** Exercises 3 and 4 take 16 of them; the region split is included. One slide back the filter gives 376 rows, the slowest at 4 km/h; the pattern gives 296 from 150 to 250. In exercise 3 a stop without the `+ 1` loses the hour's first second. Ask: why does 16 pass a filter for 150 and above? Answer: bytes are compared, and 6 sorts behind 5.

# %% [markdown] id="split-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Cut a region · 리전 분할
#
# All rows lie in one region, on one server: `reset_lane` made the table without the cuts that day 2 measured. HBase cuts a region by itself when it has grown too large; we cut it now, between the fifth and the sixth of ten cars. **Predict**: must the topology stop for it? Are rows copied?

# %% id="split-run"
cars = sorted({row[15:20] for row in rows[:10]})
uncut = regions(table)
split("DriverCarInfo", cars[5])
cut = regions(table)
cut

# %% [markdown] id="split-result" slideshow={"slide_type": "fragment"}
# Neither. The two halves point into the files of the old region until a compaction writes them anew. A client that asks at the old place gets `NotServingRegionException`, looks into the table `hbase:meta` and asks again. From now on the halves can live on different servers.

# %% [markdown] id="break" tags=["failure"] slideshow={"slide_type": "slide"}
# ## Now it breaks · 고장
#
# Three outages, each in the midst of 1,200 rows that are driven at 200 a second. Each time we count rows before and after, and ask every cell how often it was written.
#
# ### A worker dies · 워커가 죽으면
#
# It takes both spouts and bolts with it, and all they held in memory. **Predict**: how many rows are lost, how many are written again, and by whom?

# %% id="worker-run" tags=["failure", "nbval-ignore-output"]
outages = Outages(agent, drive, chosen)
outages.run("worker killed", killed_worker(chosen))

# %% [markdown] id="server-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### A region server dies · 리전 서버가 죽으면
#
# The supervisor missed its worker and started another; its spout asked the group for the place. Rows that were written, but whose place was not yet committed, came again: the **replay** (재전송). How many depends on where in its half second the kill has fallen. The key comes from the row itself, so the second write hit the same cells, and as many rows were added as were sent.
#
# Next, the server that holds the table, with all that is in its MemStore and in no file yet. **Predict**: what is lost? Who notices first, and what does `hbaseBolt` do until then?

# %% id="server-run" tags=["failure", "nbval-ignore-output"]
outages.run("region server killed", killed_server(here.cluster, "DriverCarInfo"))

# %% [markdown] id="kafka-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### The broker is silent · 브로커가 멈추면
#
# Nothing is lost. ZooKeeper missed the server's sign of life for eight seconds; then the master gave its regions to the other one, which read the dead server's log from HDFS. Until then puts waited, and rows waited in Kafka. Written again is what was under way: a client without an answer asks again, and cannot know what was done.
#
# Last, Kafka: frozen, then let go on. **Predict**: where are the rows meanwhile?

# %% id="kafka-run" tags=["failure", "nbval-ignore-output"]
outages.run("Kafka frozen", away(here.cluster, "kafka-1"))

# %% id="outages-figure" tags=["failure", "nbval-ignore-output"]
draw_outages(outages.courses)

# %% [markdown] id="outages-reading" tags=["failure"] slideshow={"slide_type": "fragment"}
# In the cars' own log. Flume's channel *is* the topic, so it does not take what it cannot keep. Each picture shows the same: the log grows on, the table stands still, then it catches up. (Only processes failed here, no machine, disk or network.) Each part keeps its place in a store that outlives it: Flume in its position file, Storm in the group, HBase in its log.

# %% [markdown] id="outages-notes" slideshow={"slide_type": "notes"}
# **13 min.** Station, recap and quiz are included. Point at the flat green lines: 4.9, 19.6 and 2.4 s; the tables say 81, 158 and 0 written again, and 0 missing. These seconds and repeats change with each run. An outage that is run twice adds 1,200 rows, and the station stops. Ask: where were rows while Kafka was frozen? Answer: in the cars' own log.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## 6 Test · 테스트
#
# The account of the outages, and of the good day.

# %% id="station-table" tags=["station", "nbval-ignore-output"]
outages.table

# %% id="station-outages" tags=["station"]
account = outages.table
here.record("rows sent in three outages", int(account["sent"].sum()), equals=3600)
here.record("rows missing", int(account["missing"].sum()), equals=0)
added = (account["rows after"] - account["rows before"]).tolist()
here.record("rows added in each outage", added, equals=[1200, 1200, 1200])
here.record("rows written again after the kill of the worker", int(account["written again"].iloc[0]), high=1200)
here.record("longest standstill, s", account["standstill s"].max(), low=1, high=150)
everything = {key_of(row) for row in [*rows[:600], *hour("01"), *hour("02"), *live]}
here.record("rows in the table", measure.count_rows(), equals=len(everything) + 3600)

# %% id="station-lane" tags=["station"]
here.record("tuples acked of the first minute", tuples["acked"].tolist(), equals=[600, 0, 600, 600])
here.record("dead letters", len(found), equals=len(broken))
here.record("four processes against one", duel.loc["four", "rows a second"] / duel.loc["one", "rows a second"], low=1)
here.record("yours against one process", duel.loc["yours", "rows a second"] / duel.loc["one", "rows a second"], low=2, of=ex.q2)
here.record("rows emitted by your topology", int(spread["emitted"]["kafkaSpout"]), equals=4000)
here.record("log to row, p50 in ms", ways["log to HBase"].quantile(0.5), high=3_000)
here.record("log to row, p99 in ms", ways["log to HBase"].quantile(0.99), high=10_000)

# %% id="station-table-hbase" tags=["station"]
here.record("rows of one car's hour", len(one_hour), equals=400, of=ex.q3)
here.record("rows above 150 by bytes and by pattern", [len(picked) > len(fast), len(fast)], equals=[True, 296], of=ex.q4)
here.record("regions before and after the cut", [len(uncut), len(cut)], equals=[1, 2])
here.record("rows lost by the cut", int(uncut["rows"].sum() - cut["rows"].sum()), equals=0)
running.kill()
table.connection.delete_table("FourBolts", disable=True)
here.cluster.wait(lambda: {role.state for role in here.status()} == {"ready"}, "every server answers", 120)
here.record("topologies left", len(running.topologies()), equals=0)

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A topology is data: spouts, bolts, streams with their grouping, and anchors that tie a tuple to its row.
# - First write, then ack. What was not acked comes again, and a key from the row makes the repeat harmless.
# - Processes fill waiting, fewer writes save it; what each gains is measured one at a time. Partitions limit the spout.
# - Lag tells how much is behind, latency where it is.
# - HBase compares bytes. Ask by key, and store what is to be compared so that it sorts.

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
# Every row is kept, but nobody has looked at one. In the next lesson the other branch does: a car that is too fast is in Redis within a minute. At a larger scale each machine has a worker, and bolts are written in Java.
#
# | Storm: active, few new projects | Flink |
# |---|---|
# | YAML of Flux → | a program, or SQL |
# | spout, `group.id` → | `KafkaSource`, checkpoint |
# | tasks → | `parallelism`, slots |
# | ack, replay → | checkpoint, restart from it |
# | dead-letter stream → | side output |
#
# | HBase: active | Cassandra |
# |---|---|
# | row key → | partition key, clustering columns |
# | region, region server → | token range, node |
# | log on HDFS, one server a region → | replicas, consistency level |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | which topologies run | `storm list` |
# | hand a topology in, as Flux | `storm jar PROGRAM.jar org.apache.storm.flux.Flux --remote topology.yaml` |
# | spread its tasks over two workers | `storm rebalance DriverCarInfo -w 5 -n 2` |
# | stop reading, go on reading | `storm deactivate DriverCarInfo` |
# | end it, with ten seconds to finish | `storm kill DriverCarInfo -w 10` |
# | how far behind it is | `kafka-consumer-groups --describe --group DriverCarInfo` |
# | whether every region is served | `hbase hbck` |

# %% id="finish" tags=["finish"]
here.finish()
