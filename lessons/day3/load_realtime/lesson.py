# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Real-time loading: build and test · 실시간 적재 구현과 테스트
#
# On day 2 Storm was a drawing, and the row key a decision. Today both run: each row that a car writes lies in HBase within a second. Then you kill a worker and a region server, freeze the broker, and account for every row.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - read a topology as Storm reads it, and say what each component does with a tuple,
# - follow rows by counts, lag and latency while they flow,
# - change parallelism, and say what a measurement of it shows,
# - put, get, scan and filter in HBase, and cut a region in two,
# - prove after a crash that every row is there, once.
#
# 90 minutes · services: Flume, Kafka, Storm, HBase (two region servers, on HDFS and ZooKeeper)

# %% id="parameters" tags=["parameters"]
scale = "10 cars 5 h"
seed = 20220329

# %% id="setup" tags=["setup"]
from lessons.day3.load_realtime import charts, flux_reading, live_chart, outages, regions, rows_lane
from lessons.day3.load_realtime import exercises as ex
from utils.lesson import ____, start
from utils.realtime.storm import running
from utils.realtime.storm.topology import Topology

here = start("day3/01_load_realtime", scale=scale, seed=seed)

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
# **Flux** (플럭스) reads YAML, makes an object of each entry and hands the graph to Nimbus. First portion: where rows come from, and how many may be on the way.

# %% id="spout-text"
first = Topology(lanes=["rows"], batch_rows=1)
print(flux_reading.portion(first, "config.topology.max.spout.pending", "config.topology.message.timeout.secs"))
print(flux_reading.portion(first, "components.spoutBuilder", "spouts"))

# %% [markdown] id="bolts-intent" slideshow={"slide_type": "subslide"}
# ### Bolts and streams · 볼트와 스트림
#
# - `topology.max.spout.pending`: a spout task with 2,000 rows on the way takes no further one until some are acked. So a slow store slows the reading, and memory stays small.
# - `topology.message.timeout.secs`: a row that is not acked after 30 s counts as failed, and the spout sends it again.
# - `UNCOMMITTED_EARLIEST`: go on where the group `DriverCarInfo` has stopped, or else begin with the oldest record. The place is committed every 500 ms.
#
# Second portion: who works on the rows, and who sends to whom. Which stream goes to `deadLetterBolt`?

# %% id="bolts-text"
print(flux_reading.portion(first, "bolts.splitBolt", "bolts.hbaseBolt", "streams"))

# %% [markdown] id="split-intent" slideshow={"slide_type": "slide"}
# ### What a bolt does · 볼트가 하는 일
#
# Lines that are no rows go to `deadLetterBolt`, and from there into a topic of dead letters. `SHUFFLE` is a **grouping** (그루핑): which task of the next bolt gets a tuple. Here any of them: HBase does not care in which order rows come, each has its own key.
#
# Storm is Java, these bolts are Python: `FluxShellBolt` starts a program for each task and speaks JSON with it through pipes. The heart of `splitBolt`: look at `[each]` in both calls of `emit`, and at the last line.

# %% id="split-text"
print(flux_reading.core("splitBolt"))

# %% [markdown] id="hbase-question" slideshow={"slide_type": "subslide"}
# ### First write, then ack · 먼저 쓰고 나서 확인
#
# `[each]` is the **anchor** (앵커): it ties the new tuple to the one it came from, so that the spout hears of a later failure. A broken line is acked, too. To repeat it would not heal it.
#
# Now `hbaseBolt`. What does it do while HBase does not answer, and what becomes of its tuples?

# %% id="hbase-text"
print(flux_reading.core("hbaseBolt"))

# %% [markdown] id="hbase-reading" slideshow={"slide_type": "fragment"}
# It tries for a minute. But a row that is not acked within 30 s counts as failed: the spout sends it again, and the copy queues behind the first. After the minute the error ends the program, Storm starts the worker anew, and what was not acked comes again. The order of two lines keeps every row: first `_write`, then `ack`.

# %% [markdown] id="hbase-notes" slideshow={"slide_type": "notes"}
# **14 min.** On the slides before, point at `streamId: malformed`, then at `[each]` and `self.ack(each)` in `splitBolt`. Here: first `_write`, then `ack`. Some predict that the bolt gives up a row; it tries for a minute, and what was not acked comes again. Ask: what if the two lines changed places? Answer: a worker that dies between them can lose rows.

# %% [markdown] id="submit-intent" slideshow={"slide_type": "slide"}
# ## It runs · 실행
#
# `RowsLane` empties log, topics and table and starts the pilot's agent of day 2, whose channel is the topic. `packed` writes two files: the YAML, and a jar with the Python files of the bolts. `storm jar` runs the class Flux with both, and Flux hands them to Nimbus. (Storm, Kafka and HBase are real, each on this one machine; a cluster would have a supervisor on every machine.)

# %% id="submit-run" tags=["nbval-ignore-output"]
lane = rows_lane.RowsLane(here.cluster)
jar, described = running.packed(first)
# !storm jar {jar} org.apache.storm.flux.Flux --remote --no-splash {described} 2>&1 | grep -vE "SLF4J|Parsing"
# !storm list
print(rows_lane.parts())

# %% [markdown] id="tuples-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Count the tuples · 튜플 세기
#
# One worker, which is a JVM, and another JVM, which writes the worker's log; below the worker two programs in Python, for `splitBolt` and `hbaseBolt`. The first minute of driving has 610 lines: ten headings and 600 rows. **Predict**: how many tuples does the spout emit? A whole number.

# %% id="tuples-run"
guess_emitted = ____
log = here.files.driver.read_text().splitlines()
rows = [line for line in log if line[:14].isdigit()]
lane.drive(log[:610], first)
tuples = rows_lane.counted([600, 0, 600, 600])
here.seen("tuples that the spout emits", int(tuples.loc["kafkaSpout", "emitted"]), guess_emitted)
tuples

# %% [markdown] id="letters-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Lines that are no rows · 데드 레터
#
# The headings never came: the agent has set them aside. `hbaseBolt` acks without emitting. The spout counts a row as acked when its whole tree is.
#
# Flume lets no damaged line pass. But others can write to a topic, too: a workshop sends four old lines straight into it. **Predict**: what does Storm do with them? One of the words "drop", "repeat", "keep".

# %% id="letters-run"
guess_letters = ____
broken = rows_lane.broken_lines(scale, seed)
lane.slip_in(broken, first)
after = rows_lane.counted([604, 4, 600, 604])
found = rows_lane.letters()
what = "keep" if len(found) == len(broken) else "repeat" if after["failed"].any() else "drop"
here.seen("what Storm does", what, guess_letters)
for letter in found.sort_values("line").itertuples():
    print(letter.line, "→", letter.reason.partition(": '")[0])

# %% id="letters-typed" tags=["nbval-ignore-output"]
# !kafka-console-consumer --topic SmartCar-DeadLetter --from-beginning --max-messages 4 --formatter-property print.key=true

# %% [markdown] id="letters-notes" slideshow={"slide_type": "notes"}
# **13 min.** One slide back `acked` reads 600, 0, 600, 600; the headings are missing because the agent set them aside. Here each of four lines has its reason. Run either cell a second time and it ends in `NotReady` after a minute, for it waits for exact counts. Ask: what is the key of a letter? Answer: its place in the topic.

# %% [markdown] id="race-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Parallelism · 병렬 처리
#
# Each dead letter has its place in the topic as its key, so that a letter which Storm writes twice is known as one letter.
#
# Is the lane fast? `first` has one process of `hbaseBolt` and writes row by row. Two more topologies change **one** thing each: `four` has four processes, `many` writes up to 200 rows at once. Each races against `one`: both get the same rows, in turns, while the other one rests; a first round warms up, three count. The table tells rows a second. **Predict** for the medians: which one is the fastest? "one", "four" or "many".

# %% id="race-run" tags=["nbval-ignore-output"]
guess_fastest = ____
def hour(number):
    return [row for row in rows if row[8:10] == number and (60 * int(row[10:12]) + int(row[12:14])) % 9 == 0]


four = rows_lane.another("FourBolts", batch_rows=1, parallel={"hbaseBolt": 4})
many = rows_lane.another("ManyRows", batch_rows=200)
raced = hour("01")[:2800]
duel = rows_lane.race(raced, one=first, four=four, many=many)
here.seen("the highest median", duel["median"].idxmax().removesuffix(" again"), guess_fastest)
duel

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Each row of the table is three rounds: a difference smaller than the distance from `least` to `most` tells nothing. Compare `four` with `one`: only the number of processes differs, on the same cores. **What can make four processes faster here?** A letter.
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
# To fill the waiting is one way, to wait less often another: `many` shares one write among the rows that have arrived meanwhile. From now on the lane does so.
#
# The topic has three partitions. **Choose the parallelism**: as many spouts as can read, none of them idle, two processes for `splitBolt`, two for `hbaseBolt`. A dictionary such as `{"splitBolt": 2}`; what is not named gets one task. The check ends the old topologies, submits yours and asks nimbus for its tasks.

# %% id="ex2-check" tags=["check", "acts"]
parallel = ____
ex.q2.given(submit=lambda chosen: rows_lane.submitted(Topology(lanes=["rows"], parallel=chosen)))
parallel = ex.q2.check(parallel)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="chosen-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Your topology · 선택한 병렬성
#
# The number of tasks is fixed when a topology is submitted; `storm rebalance` only spreads them anew. So the old ones went and yours came, with the same name and group. It gets another hour. **Predict**: does it read the rows of the first hour again? "yes" or "no".

# %% id="chosen-run"
guess_again = ____
chosen = Topology(lanes=["rows"], parallel=parallel)
print(rows_lane.submitted(chosen))
lane.drive(hour("02"), chosen)
here.cluster.wait(lambda: sum(running.components()["acked"]) >= 12_000, "4,000 rows are counted three times", 60)
spread = running.components()[["tasks", "emitted", "acked", "failed"]]
read_again = int(spread.loc["kafkaSpout", "emitted"]) > len(hour("02"))
here.seen("first hour read again", "yes" if read_again else "no", guess_again)
spread

# %% [markdown] id="chosen-notes" slideshow={"slide_type": "notes"}
# **20 min.** Exercises 1 and 2 take 14 of them. Read the medians of the race with their spread; on a busy laptop `four` may hardly differ from `one`, and then says nothing. In exercise 2 four spouts are refused: three partitions leave one idle. Ask: why does each of the two change one thing only? Answer: else nobody knows what a gain comes from.

# %% [markdown] id="live-intent" slideshow={"slide_type": "slide"}
# ## Look at it while it flows · 실시간으로 보기
#
# The new topology took 4,000 rows and no older one: the group knows its place.
#
# A thousand rows, a hundred a second; the lane is asked each second. On the left, rows at each hop and the lag: how many records in Kafka stand after the place that the group has committed. On the right, the time of one tuple in each component; the spout's time is that of the whole tree. If lag grows while all are quick, there are too few of them.

# %% id="live-run" tags=["nbval-ignore-output"]
drive = iter([row for row in rows if row[8:10] == "03"])
live = [next(drive) for _ in range(1000)]
looks, appended = live_chart.follow(lane.agent, live, chosen)

# %% [markdown] id="journey-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### From the log to the row · 종단 간 지연
#
# For each of the thousand lines we know when it was appended, when Kafka got it, and when HBase wrote the row. **Predict**: on which half of the way does the median line lose more time? "before Kafka" or "after Kafka". (**p99** (99 백분위) is the time within which 99 of 100 arrive.)

# %% id="journey-run" tags=["nbval-ignore-output"]
guess_half = ____
ways = rows_lane.journey(live, appended, chosen)
halves = ways[["log to Kafka", "Kafka to HBase"]].median()
slower = "before Kafka" if halves.idxmax() == "log to Kafka" else "after Kafka"
here.seen("more time is lost", slower, guess_half)
charts.draw_journey(ways)

# %% [markdown] id="journey-notes" slideshow={"slide_type": "notes"}
# **8 min.** Compare the blue curve with the orange one. Flume looks at a quiet log a few times a second, so most of the time before Kafka is waiting to be seen. Run twice, the live cell drives a thousand rows more, and *rows in the table* no longer holds. Ask: why is the spout mostly the highest line in the live figure? Answer: its time is that of the whole tree.

# %% [markdown] id="get-question" slideshow={"slide_type": "slide"}
# ## In the table · HBase 실습
#
# ### Put and get · 쓰기와 읽기
#
# Flume looks at a quiet log a few times a second: before Kafka a line waits to be seen.
#
# In the table the key is car, then time counted down: which row of F0042 comes first, the newest or the oldest? And what becomes of the old value when a put corrects a speed? (Lesson 2-4 types `put` and `get` in `hbase shell`; here a client in Python, `happybase`, does the same.)

# %% id="get-run"
table = lane.table
key, columns = next(table.scan(row_prefix=b"F0042-", limit=1))
before = columns[b"cf1:speed"].decode()
table.put(key, {b"cf1:speed": b"0"})
print(key.decode(), columns[b"cf1:date"].decode())
print(before, "→", table.row(key, columns=[b"cf1:speed"]), table.cells(key, b"cf1:speed", versions=3))
table.put(key, {b"cf1:speed": before.encode()})

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (10 min)
#
# The newest comes first. A put to a cell that exists adds a **version** (버전), and a get shows the latest. Our table keeps ten of each, which will tell us what was written twice. A replay is a put as well: it would undo the correction.
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
begin, end = span("F0042", "2016010102")
one_hour = [cells for _, cells in table.scan(row_start=begin, row_stop=end)]
speeds = [int(cells[b"cf1:speed"]) for cells in one_hour]
len(one_hour), one_hour[0][b"cf1:date"], one_hour[-1][b"cf1:date"], sum(speed >= 150 for speed in speeds)

# %% [markdown] id="filter-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Filter · 필터
#
# One car's hour has 400 rows, the newest first. A **filter** (필터) lets the region server pick the fast ones, so that only they travel. **Predict**: does this one hand out exactly the rows of 150 km/h and above? "yes" or "no".

# %% id="filter-run" tags=["failure"]
guess_filter = ____
compare = "SingleColumnValueFilter('cf1', 'speed', >=, 'binary:150')"
picked = [int(cells[b"cf1:speed"]) for _, cells in table.scan(row_start=begin, row_stop=end, filter=compare)]
exactly = len(picked) == sum(speed >= 150 for speed in speeds)
here.seen("exactly the rows of 150 and above", "yes" if exactly else "no", guess_filter)
len(picked), min(picked), max(picked)

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (6 min)
#
# Too many, and slow ones among them. The comparator `binary` knows no numbers, it compares bytes: `"16"` sorts behind `"150"`, as it would in a dictionary. No error, only a wrong answer.
#
# The comparator `regexstring` finds a pattern in the value. **Write the pattern for speeds from 150 to 250**, a text such as `r"^2"` (`^` beginning, `[5-9]` one of these, `|` or, `$` end).

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
# **22 min.** Exercises 3 and 4 take 16 of them; the region split is included. One slide back the filter gives too many rows, slow ones among them; the pattern gives those from 150 to 250. In exercise 3 a stop without the `+ 1` loses the hour's first second. Ask: why does 16 pass a filter for 150 and above? Answer: bytes are compared, and 6 sorts behind 5.

# %% [markdown] id="split-question" slideshow={"slide_type": "slide"}
# ### Cut a region · 리전 분할
#
# All rows lie in one region, on one server. On day 2 the tables were made with cuts, as a team would do that knows its keys. This table was made without cuts, as every table is by default, so that you see how one in use is cut: between the fifth and the sixth of ten cars. (In `hbase shell` this is `split 'DriverCarInfo', 'KEY'`; `cut` also waits until both halves are there.) HBase does the same by itself when a region has grown too large. Must the topology stop for it? Are rows copied?

# %% id="split-run"
cars = sorted({row[15:20] for row in rows[:10]})
uncut = regions.regions(table)
cut = regions.cut(table, cars[5])
cut

# %% [markdown] id="break" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## Now it breaks · 고장
#
# Neither: the topology still runs, and the halves point into the files of the old region until a compaction writes them anew. A client that asks at the old place gets `NotServingRegionException`, looks into the table `hbase:meta` and asks again.
#
# Now three outages, each in the midst of 1,200 rows that are driven at 200 a second. Each time we count rows before and after, and ask every cell how often it was written.
#
# ### A worker dies · 워커가 죽으면
#
# It takes spouts and bolts with it, and all that they held in memory. **Predict**: were rows written a second time afterwards? "yes" or "no".

# %% id="worker-run" tags=["failure", "nbval-ignore-output"]
guess_twice = ____
course = outages.Outages(lane.agent, drive, chosen)
told = course.run("worker killed", outages.killed_worker(chosen))
here.seen("rows written again", "yes" if told["written again"].iloc[0] else "no", guess_twice)
told

# %% [markdown] id="server-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### A region server dies · 리전 서버가 죽으면
#
# The supervisor missed its worker and started another; its spouts asked the group for their places. Rows that were written, but whose place was not yet committed, came again: the **replay** (재전송). The key comes from the row itself, so the second write hit the same cells: it is repeat-safe (`docs/semantics.md`).
#
# Next, the server that holds the table, with all that is in its MemStore and in no file yet. **Predict**: how many of the 1,200 rows are missing afterwards? A whole number.

# %% id="server-run" tags=["failure", "nbval-ignore-output"]
guess_missing = ____
told = course.run("region server killed", outages.killed_server(here.cluster, "DriverCarInfo"))
here.seen("rows missing", int(told["missing"].iloc[0]), guess_missing)
told

# %% [markdown] id="kafka-question" tags=["failure"] slideshow={"slide_type": "slide"}
# ### The broker is silent · 브로커가 멈추면
#
# ZooKeeper missed the server's sign of life for eight seconds; then the master gave its regions to the other one, which read the dead server's log from HDFS. Until then puts waited, and rows waited in Kafka. `written again` may be 0 or more here: a client whose put got no answer asks again, and cannot know what was done.
#
# Last, Kafka: frozen, then let go on. Where are the rows meanwhile?

# %% id="kafka-run" tags=["failure", "nbval-ignore-output"]
course.run("Kafka frozen", outages.frozen_broker(here.cluster))

# %% id="outages-figure" tags=["failure", "nbval-ignore-output"]
charts.draw_outages(course.courses)
account = course.table
account

# %% [markdown] id="outages-reading" tags=["failure"] slideshow={"slide_type": "fragment"}
# They were in the cars' own log. Flume's channel *is* the topic, so it does not take what it cannot keep. Each picture shows the same: the log grows on, the table stands still, then it catches up. (Only processes failed here, no machine, disk or network.) Each part keeps its place in a store that outlives it: Flume in its position file, Storm in the group, HBase in its log.

# %% [markdown] id="outages-notes" slideshow={"slide_type": "notes"}
# **13 min.** Station, recap and quiz are included. Point at the flat green lines; the table says how many rows were written again, and 0 missing. Seconds and repeats change with each run. An outage that is run twice adds 1,200 rows, and the station stops. Ask: where were rows while Kafka was frozen? Answer: in the cars' own log.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## 6 Test · 테스트
#
# The account of the outages, and of the good day.

# %% id="station-outages" tags=["station"]
here.record("rows sent in three outages", int(account["sent"].sum()), equals=3600)
here.record("rows missing", int(account["missing"].sum()), equals=0)
added = (account["rows after"] - account["rows before"]).tolist()
here.record("rows added in each outage", added, equals=[1200, 1200, 1200])
here.record("rows written again after the kill of the worker", int(account["written again"].iloc[0]), high=1200)
here.record("longest standstill, s", account["standstill s"].max(), low=1, high=150)
everything = {rows_lane.key_of(row) for row in [*rows[:600], *raced, *hour("02"), *live]}
here.record("rows in the table", lane.count(), equals=len(everything) + 3600)

# %% id="station-lane" tags=["station"]
here.record("tuples acked of the first minute", tuples["acked"].tolist(), equals=[600, 0, 600, 600])
here.record("dead letters", len(found), equals=len(broken))
here.record("four processes against one, medians", duel.loc["four", "median"] / duel.loc["one", "median"], low=0.5)
here.record("200 rows a write against one, medians", duel.loc["many", "median"] / duel.loc["one again", "median"], low=1.5)
here.record("tasks of your topology", spread["tasks"].to_dict(), equals=rows_lane.submitted(chosen), of=ex.q2)
here.record("rows emitted by your topology", int(spread["emitted"]["kafkaSpout"]), equals=4000, of=ex.q2)
here.record("log to row, p50 in ms", ways["log to HBase"].quantile(0.5), high=3_000)
here.record("log to row, p99 in ms", ways["log to HBase"].quantile(0.99), high=10_000)

# %% id="station-table-hbase" tags=["station"]
wanted = sum(speed >= 150 for speed in speeds)
here.record("rows of one car's hour", len(one_hour), equals=400, of=ex.q3)
here.record("rows above 150 by bytes and by pattern", [len(picked) > wanted, len(fast)], equals=[True, wanted], of=ex.q4)
here.record("regions before and after the cut", [len(uncut), len(cut)], equals=[1, 2])
here.record("rows lost by the cut", int(uncut["rows"].sum() - cut["rows"].sum()), equals=0)
# !storm kill DriverCarInfo -w 0
here.cluster.wait(lambda: running.topologies().empty, "nimbus has forgotten it", 90)
for topology in (four, many):
    table.connection.delete_table(topology.table, disable=True)
here.cluster.wait(lambda: {role.state for role in here.status()} == {"ready"}, "every server answers", 120)
here.record("topologies left", len(running.topologies()), equals=0)

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A topology is data: spouts, bolts, streams with their grouping, and anchors that tie a tuple to its row.
# - First write, then ack. What was not acked comes again, and a key from the row makes the repeat harmless.
# - Processes fill waiting, larger writes save it: change one at a time, repeat, and look at the spread.
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
# Every row is kept, but nobody has looked at one. In the next lesson the other branch does: a car that is too fast stands in Redis about a minute later. At a larger scale each machine has a worker, and bolts are written in Java.
#
# | Storm, HBase: active; Storm has few new projects | Flink · Cassandra |
# |---|---|
# | YAML of Flux → | a program, or SQL |
# | tasks → | `parallelism`, slots |
# | ack, replay → | checkpoint, restart from it |
# | dead-letter stream → | side output |
# | row key → | partition key, clustering columns |
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
# | stop reading, go on reading | `storm deactivate DriverCarInfo`, then `storm activate DriverCarInfo` |
# | end it, with ten seconds to finish | `storm kill DriverCarInfo -w 10` |
# | how far behind it is | `kafka-consumer-groups --describe --group DriverCarInfo` |
# | the newest row of a car | `hbase shell`, then `scan 'DriverCarInfo', {ROWPREFIXFILTER => 'F0042-', LIMIT => 1}` |
# | whether every region is served | `hbase hbck` |

# %% id="finish" tags=["finish"]
here.finish()
