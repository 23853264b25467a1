# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Collection: build and test · 수집 구현과 테스트
#
# Day 1 ended with an agent on paper. Today it runs: you build it in four steps and account for every line that it drops.
#
# Then you kill it while it holds twelve hundred rows.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - build a Flume agent from source, channel and sink, and read from its counters what it does,
# - write the filter, and account for every line that went in,
# - make a reader go on where it stopped,
# - choose a channel by what a crash costs and by what it delays.
#
# 90 minutes · services: Flume, Kafka (one broker), Kafka Connect

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
from data import dataset
from lessons.day2.collect import exercises as ex
from lessons.day2.collect.archive import read_on
from lessons.day2.collect.reading import FOR_READING, added, excerpt, filtered_by, placed
from lessons.day2.collect.trial import (
    CHANNELS,
    account,
    cut_power,
    delays,
    three_lanes,
    topic_of,
    wait_noted,
    wait_quiet,
    whereabouts,
)
from lessons.day2.collect.trial_charts import draw_delays, draw_trial
from utils.collect.collector import Collector
from utils.collect.connectors import delete_connector, run_connector
from utils.collect.pilot import speed_lane, step
from utils.collect.reconcile import Stage, reconcile
from utils.collect.replicas import lag
from utils.collect.topics import SMARTCAR_TOPIC, car_of, make_topic, read, stored
from utils.figures.agents import draw_sorting
from utils.figures.replicas import draw_lag
from utils.lesson import ____, start

here = start("day2/01_collect", scale=scale, seed=seed)
agent = Collector(here.cluster)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Stations five and six of the collecting stage: implementation and test.

# %% id="picture"
here.picture()

# %% [markdown] id="step-1" slideshow={"slide_type": "slide"}
# ## 5 Implementation · 구현
#
# ### Step 1: a folder becomes events · 스풀 소스
#
# Begin with the least that runs. The source watches a **spooling directory** (스풀링 디렉터리): a file that appears there is finished and is read once. The sink is a **logger** (로거), which writes events into the agent's own log. Between them lies a channel in memory. The whole configuration, as Flume reads it:

# %% id="step-1-text"
print(step(1, FOR_READING).text())

# %% [markdown] id="step-1-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# The status log of one hour is put into the folder; 10 cars wrote a row every 3 seconds. **Predict**: how many events does the source make of the file? And what becomes of the file?

# %% id="step-1-run"
agent.run(step(1, agent.place), fresh=True)
agent.drop(here.files.status[0])
lines = here.files.rows["status"] + here.files.garbage["status"]
agent.settle(lines)
print([file.name for file in agent.spool.iterdir() if file.is_file()])
agent.counters()

# %% [markdown] id="step-1-reading" slideshow={"slide_type": "fragment"}
# The file has a new name: that is how the source remembers. So write a file elsewhere and *move* it in. A file that still grows, or a name that was there before, ends the source, while the process lives on and looks healthy. Only its counters stand still.
#
# And 12,010 events, though 10 cars made 12,000 rows. Ask the agent's log for the first two.

# %% id="step-1-log"
events = [line for line in agent.printed(lines + 200).splitlines() if "LoggerSink: Event" in line]
print(*(event.partition("LoggerSink: ")[2] for event in events[-lines:][:2]), sep="\n")

# %% [markdown] id="step-1-consequence" slideshow={"slide_type": "fragment"}
# An event is **headers** (헤더) and a **body** (본문) of bytes, of which this logger shows 16. The first one is the heading that each car's device writes once. To the source a line is a line.

# %% [markdown] id="step-1-notes" slideshow={"slide_type": "notes"}
# **10 min.** Point at 12010 under `came_in` and at the name that ends in `.COMPLETED`; below, the logger's first event is a heading. Whoever predicted 12,000 forgot the headings. A further `agent.drop` of the same file by itself ends in a `DataError`: Flume takes no name twice. Ask: where in the table is the logger? Answer: nowhere, it counts nothing.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (8 min)
#
# An interceptor of the type `regex_filter` keeps an event when a pattern is *found* in it, at any place. Of these lines the first four must stay, the others go.
#
# ```
# 20160101000000,B0007,99,99,99,99,1,1,1,1,A,A,98
# 20160101000307,B0007,4,0,F,N,75,B04
# 20160101000307,B0092,??,0,F,N,89,E03
# 20160101000307,F0042,5,0,L
# SmartCar Status Information,CarNum,TireFL,TireFR,TireBL,TireBR
# Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep
# device B0007 back since 20160101000307
# 20160101,B0092,2,0,F,N,89,E03
# ```
#
# **Write the pattern**, a text such as `r"^SmartCar"` (`^` beginning, `\d` digit, `{n}` times). Lines three and four are damaged, but somebody drove: they stay.

# %% id="ex1-check" tags=["check"]
keep = ____
keep = ex.q1.check(keep)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="step-2" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Step 2: the filter · 필터
#
# Four more lines; a backslash is written twice in such a file. **Predict** before you run: in which counter do you see the headings?

# %% id="step-2-run"
print(added(step(1, FOR_READING), filtered_by(step(2, FOR_READING), keep)))
agent.run(filtered_by(step(2, agent.place), keep), fresh=True)
agent.drop(here.files.status[0])
agent.settle(lines)
filtered = agent.counters()
filtered

# %% [markdown] id="step-2-reading" slideshow={"slide_type": "fragment"}
# In none. The source says 12,010, the channel 12,000, and no counter, log or file mentions the ten between. With a pattern that is a little wrong it would be ten thousand rows, and the agent would look the same.

# %% [markdown] id="step-2-notes" slideshow={"slide_type": "notes"}
# **24 min.** Exercises 1 and 2 take 18 of them. Compare `went_on` of the source, 12010, with `came_in` of the channel, 12000. In exercise 1 a pattern without `^` keeps the remark about B0007. In exercise 2 a copy that takes from `SmartCarInfo_Channel` shares the rows with the logger. Ask: which counter shows the ten headings? Answer: none; they are the difference of two.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (10 min)
#
# The workshop wants a copy of the status rows in files, beside the logger and without taking a row from it. `print(step(2, FOR_READING).text())` shows the agent so far. **Write the lines to add**, as one text in triple quotes; a line whose key is there already replaces it.
#
# - a channel `Copy_Channel` in memory. The source moves 1,000 events at once; `capacity` and `transactionCapacity` are 100 if nobody sets them.
# - a sink `Copy_FileSink` of the type `file_roll`, with `sink.directory = flume/rows`.

# %% id="ex2-check" tags=["check"]
more = ____
more = ex.q2.check(more)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="ex2-run"
agent.run(placed(step(2, FOR_READING).text() + more, agent.place), fresh=True)
agent.drop(here.files.status[0])
agent.settle(lines)
agent.stop()
copied = sum(len(file.read_bytes().splitlines()) for file in (agent.folder / "rows").iterdir())
copied

# %% [markdown] id="ex2-reading" slideshow={"slide_type": "fragment"}
# All 12,000. Each channel of a source gets every event; two sinks at *one* channel would have shared them.

# %% [markdown] id="step-3" slideshow={"slide_type": "slide"}
# ### Step 3: a file that grows · 테일 소스
#
# The driving log is never finished. A **tail source** (테일 소스) follows its end, in a second lane of the same agent.

# %% id="step-3-run"
print(excerpt(step(3, FOR_READING), "TailSource.type", "positionFile", "filegroups.log", "TailSource.channels"))
log = here.files.driver.read_text().splitlines()
cars = here.world.cars
minute = 60 * len(cars)
agent.run(step(3, agent.place), fresh=True)
agent.append(log[: minute + len(cars)])
agent.settle(minute + len(cars))
agent.counters().filter(like="Driver", axis="index")

# %% [markdown] id="tail-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# Now the agent stops. The cars drive on for a minute, then it starts again. **Predict**: does it read that minute? Does it read the first one again?

# %% id="tail-restart"
agent.stop()
agent.append(log[minute + len(cars) : 2 * minute + len(cars)])
agent.run(step(3, agent.place))
agent.settle(minute)
agent.counters().filter(like="Driver", axis="index")

# %% [markdown] id="tail-reading" slideshow={"slide_type": "fragment"}
# That minute and no other (counters begin at zero with each start). The source notes its place in the log, in bytes, in its `positionFile`. The book follows the log with the command `tail -F`, which notes nothing: what is written while it is away, it never sees.

# %% [markdown] id="step-4" slideshow={"slide_type": "slide"}
# ### Step 4: into Kafka · 카프카 싱크
#
# Only the sink of the lower lane changes. Source and channel do not notice.

# %% id="step-4-run"
print(added(step(3, FOR_READING), step(4, FOR_READING)))
make_topic(SMARTCAR_TOPIC, partitions=3)
agent.run(step(4, agent.place), fresh=True)
ten = 10 * minute + len(cars)
agent.append(log[:ten])
agent.settle(ten)
agent.counters().filter(like="Driver", axis="index")

# %% [markdown] id="order-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# All 6,000 rows of ten minutes are there. One requirement of day 1 remains: *the rows of one car stay in order*, so they must lie in one partition. **Predict**: do they? Three records as `kafka-console-consumer` prints them, the key first, then all of them.

# %% id="order-typed" tags=["nbval-ignore-output"]
asked = ("--topic", SMARTCAR_TOPIC, "--from-beginning", "--max-messages", "3", "--formatter-property", "print.key=true")
print(here.cluster.command("kafka-console-consumer", *asked).stdout)

# %% id="order-run" tags=["nbval-ignore-output"]
unkeyed = read(SMARTCAR_TOPIC)
scattered = unkeyed.groupby(unkeyed["value"].map(car_of))["partition"].nunique()
print(f"{(scattered > 1).sum()} of {len(cars)} cars lie in more than one partition")
unkeyed.head(3)

# %% [markdown] id="order-reading" slideshow={"slide_type": "fragment"}
# They do not. The key is empty: to this sink a row is bytes, and its producer puts a batch where it likes. Nobody would have noticed before day 3, when each partition keeps averages of its own: a car in three partitions would have three.

# %% [markdown] id="order-notes" slideshow={"slide_type": "notes"}
# **14 min.** Step 3 first: 610 lines came in at the tail source, then 600 after the restart. Whoever runs the restart cell twice appends its minute again; step 4 begins with an empty folder, so no harm is done. Here point at the empty column `key` and at *10 of 10 cars*. Ask: whom will it harm? Answer: day 3, where each partition keeps averages of its own.

# %% [markdown] id="sorting" slideshow={"slide_type": "slide"}
# ### The pilot's agent: each line is judged · 행 판정
#
# A key is missing, a count of what is dropped, and an answer to damaged lines. The pilot puts an interceptor of its own in the filter's place. It holds each line against its record type and writes a **verdict** (판정) into a header, by which a **selector** (셀렉터) chooses the channel.

# %% id="sorting-figure"
draw_sorting()

# %% id="sorting-text"
about = ("Interceptor.key", "fields.speed ", "selector", "channels.DriverCarInfo_Channel.type", "kafka.topic", "directory")
print(excerpt(speed_lane(FOR_READING), *about))

# %% [markdown] id="sorting-reading" slideshow={"slide_type": "fragment"}
# A row gets its car as the key. What is no row goes to a file with the reason; a damaged row there is a **dead letter** (데드 레터). And the Kafka sink is gone: the channel of this lane *is* the topic. You will see why.
#
# **Predict**: ten minutes of a log in which one row in 500 was damaged. How many dead letters?

# %% id="sorting-run"
damaged = dataset(scale, seed, faults=["malformed"]).driver.read_text().splitlines()
make_topic(SMARTCAR_TOPIC, partitions=3)
agent.run(speed_lane(agent.place), fresh=True)
agent.append(damaged[:ten])
agent.settle(ten)
letters = agent.rejected()
print(letters["verdict"].value_counts().to_dict())
letters.loc[letters["verdict"] == "dead", ["offset", "reason", "line"]].head(6)

# %% [markdown] id="letters-reading" slideshow={"slide_type": "fragment"}
# Twelve, each with its reason and its place in the log, so it can be repaired and sent again. Dropped, it would hide a fault; passed on, it could end a program that expects numbers.

# %% [markdown] id="readers" slideshow={"slide_type": "slide"}
# ## Two readers · 두 컨슈머
#
# Two uses, so two groups: a `dashboard`, and an `archive` that is started once a day. `read_on` is one start: it takes what there is, commits, and ends.

# %% id="readers-dashboard"
first = read_on(SMARTCAR_TOPIC, {"group.id": "dashboard", "auto.offset.reset": "earliest", "enable.auto.commit": False})
len(first), lag(SMARTCAR_TOPIC, ["dashboard", "archive"]).sum().to_dict()

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (8 min)
#
# The archive must hold each row. Its program, with the store left open:
#
# ```python
# consumer = Consumer({"bootstrap.servers": "localhost:9092", **settings})
# consumer.subscribe(["SmartCar-Topic"])
# while messages := consumer.consume(1000, timeout=10):
#     archive.write(message.value() for message in messages)
#     consumer.commit(asynchronous=False)
# consumer.close()
# ```
#
# The first start must begin with the oldest row, each later one go on where the last stopped, and nothing may count as read before it was written. **Choose the settings**: a dictionary with `group.id`, `auto.offset.reset` (`"earliest"` or `"latest"`) and `enable.auto.commit` (`True` or `False`).

# %% id="ex3-check" tags=["check"]
settings = ____
settings = ex.q3.check(settings)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="resume-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# The archive starts with your settings, two more minutes are driven, it starts again. **Predict** what it reads each time.

# %% id="resume-run"
day_1 = read_on(SMARTCAR_TOPIC, settings)
agent.append(damaged[ten : ten + 2 * minute])
agent.settle(ten + 2 * minute)
waiting = lag(SMARTCAR_TOPIC, ["dashboard", "archive"])
day_2 = read_on(SMARTCAR_TOPIC, settings)
draw_lag(two_minutes_later=waiting, archive_has_read=lag(SMARTCAR_TOPIC, ["dashboard", "archive"]))

# %% [markdown] id="resume-reading" slideshow={"slide_type": "fragment"}
# First all, then only what was new: the broker keeps the committed place under the group's name (*committed*: see `docs/semantics.md`). The dashboard was not started again, so its lag stays.

# %% [markdown] id="resume-notes" slideshow={"slide_type": "notes"}
# **20 min.** Exercise 3 takes 8 of them; the station is included. In the figure the hatched orange bars of `archive` are gone on the right, the blue ones of `dashboard` stay: 1,199 rows. Run twice, this cell appends its two minutes again, and the station stops with a `LessonError`: restart from the top. Ask: where is the archive's place kept? Answer: at the broker, under the group's name.

# %% [markdown] id="station" tags=["station"] slideshow={"slide_type": "slide"}
# ## 6 Test · 테스트
#
# Each counter knows one part. A test compares what went in with what came out: for each car, lines in the log = rows in the topic + garbage + dead letters. `reconcile` takes the log, what the agent set aside, and any number of stages.

# %% id="station-account" tags=["station"]
topic = Stage.of("topic", read(SMARTCAR_TOPIC)["value"])
balance = reconcile(agent.log, topic, rejected=agent.rejected())
balance

# %% [markdown] id="station-reading" tags=["station"] slideshow={"slide_type": "fragment"}
# From left to right: what was written, what of it was no row, what must arrive, what arrived, and what is `missing`: nothing, for any car. The cars' lines differ by a few, because a line whose car cannot be read is charged to the car of the next line.

# %% id="station-counts" tags=["station"]
here.record("lines in the status file", lines, equals=int(filtered.loc["SmartCarInfo_SpoolSource", "went_on"]))
here.record("headings dropped", lines - int(filtered.loc["SmartCarInfo_Channel", "came_in"]), equals=len(cars))
here.record("rows in the workshop's files", copied, equals=here.files.rows["status"])
here.record("cars in more than one partition, without a key", int((scattered > 1).sum()), low=1)
total = balance.loc["all"]
here.record("lines unaccounted for", int(total["lines"] - total["topic"] - total["garbage"] - total["dead"]), equals=0)
here.record("dead letters in ten minutes", int((letters["verdict"] == "dead").sum()), equals=ten // 500)
keyed = read(SMARTCAR_TOPIC).groupby("key")["partition"].nunique()
here.record("cars in more than one partition, with a key", int((keyed > 1).sum()), equals=0)
here.record("rows that the archive read twice", len(set(day_1) & set(day_2)), equals=0, of=ex.q3)
here.record("rows that the archive missed", int(total["topic"]) - len(day_1) - len(day_2), equals=0, of=ex.q3)

# %% [markdown] id="break" tags=["failure"] slideshow={"slide_type": "slide"}
# ## Now it breaks · 고장
#
# On a bad day the broker answers nobody, rows pile up in the agent, and then the agent dies. What is left depends on the channel. So three lanes run in one agent, with the same log and the same moment of failure, but a channel in `memory`, one in a `file` on disk, and one that is `kafka` itself.

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# The broker will be silent while the fleet drives for **two minutes**. A channel must hold all of it, but memory is not free: at most twice as much. **Choose the `capacity`**: an integer. `cars` is at hand.

# %% id="ex4-check" tags=["check"]
ex.q4.given(cars=len(cars))
capacity = ____
capacity = ex.q4.check(capacity)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% [markdown] id="delay-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### First, without a failure · 지연
#
# Eight rows, one after the other: each is written when the one before has come out of all three lanes. **Predict**: which channel is the slowest, and by how much?

# %% id="delay-run" tags=["nbval-ignore-output"]
for channel in CHANNELS:
    make_topic(topic_of(channel), placed=[[1]])  # on the broker that will freeze
agent.run(three_lanes(agent.place, capacity), fresh=True)
rows = [line for line in log if line[:14].isdigit()]
delay = delays(agent, rows[:8])
draw_delays(delay)

# %% [markdown] id="delay-reading" slideshow={"slide_type": "fragment"}
# A disk writes a row in milliseconds; it is the sink that sleeps. When it finds a file channel empty it rests for one second, then two, up to five, and no setting changes that. At an empty memory channel it waits *awake*, and the Kafka channel has no sink at all.

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### The agent dies · 에이전트가 죽으면
#
# The broker freezes, two minutes are driven, and you look where their rows are. Then the agent gets a `kill -9`, the broker comes back, and the agent starts again. The kill is real; the machine and its page cache live on, so this is no power cut. **Predict**: how many rows does each lane lose?

# %% id="kill-freeze" tags=["failure"]
outage = rows[8 : 8 + 2 * minute]
wait_quiet(agent, 8)
here.cluster.pause("kafka-1")
agent.append(outage)
wait_noted(agent, ["memory", "file"])
before = whereabouts(agent, len(outage))
before

# %% [markdown] id="kill-freeze-reading" slideshow={"slide_type": "fragment"}
# Two sources have handed everything over and noted that they are done. The third could not: its channel is the broker. Its rows are where they were, in the cars' own log.

# %% id="kill-run" tags=["failure", "nbval-ignore-output"]
cut_power(agent, ["memory", "file"])
here.cluster.revive("kafka-1")
agent.revive()
durable = ["file", "kafka"]
here.cluster.wait(lambda: not account(outage).loc[durable, "lost"].any(), "the rows of the durable lanes", 60)
after = account(outage)
draw_trial(before, after)

# %% [markdown] id="kill-reading" slideshow={"slide_type": "fragment"}
# The file channel read its events from the disk, the Kafka lane went on at the place it had noted. The memory channel lost what it held, and its source does not read it again: it had noted that it was done. No more than the batch under way to the broker came through, at most 100 rows.
#
# The other two lost nothing and may repeat such a batch: at least once, as on day 1. The key of a store will take care of that.
#
# So the pilot takes the status files through a channel on disk, where a second does not matter, and the driving log through Kafka. Memory is for rows that may be lost.

# %% [markdown] id="kill-notes" slideshow={"slide_type": "notes"}
# **15 min.** Exercise 4 takes 4 of them. Left: the kafka lane is grey and hatched, its 1,200 rows are still in the log. Right: 1,106 rows of the memory lane are lost. Interrupted before the revival, the cell leaves the broker `paused`: type `bin/cluster revive kafka-1`. Ask: why does the source of the memory lane not read them again? Answer: it had noted that it was done.

# %% id="kill-record" tags=["station"]
here.record("seconds through the file channel", delay["file"].median(), low=0.4, high=6)
here.record("seconds through the kafka channel", delay["kafka"].median(), high=1.5)
here.record("rows lost from memory", int(after.loc["memory", "lost"]), low=len(outage) - 300, high=len(outage))
here.record("rows lost from the disk and from Kafka", int(after.loc[durable, "lost"].sum()), equals=0)
here.record("rows repeated", int(after["twice"].sum()), high=600)

# %% [markdown] id="successor" slideshow={"slide_type": "slide"}
# ## The successor beside it · 카프카 커넥트
#
# Flume has had no release since 2022. **Kafka Connect** (카프카 커넥트) belongs to Kafka itself: a worker process runs **connectors** (커넥터), each made by one request with a few settings. The worker has been running since the lesson began; give it the whole driving log. **Predict**: 36,010 lines. How many records arrive, and with which keys?

# %% id="successor-run"
make_topic("by-connect", partitions=3)
request = {
    "connector.class": "FileStreamSource",
    "file": here.files.driver,
    "topic": "by-connect",
    "batch.size": 5000,
}
run_connector("DriverCarInfo", request, fresh=True)
here.cluster.wait(lambda: stored("by-connect").sum() >= len(log), "the connector has read the log", 60)
delete_connector("DriverCarInfo")
beside = read("by-connect")
beside["value"].str[:14].str.isdigit().value_counts().to_dict(), beside["key"].unique().tolist()

# %% [markdown] id="successor-reading" slideshow={"slide_type": "fragment"}
# Every line, the headings too, and no key. Most of Connect's own transforms work on the fields of *structured* records; none looks into a line of text. What the pilot's interceptor does would be a small Java class here as well, or a step behind the topic.
#
# What is gained: no channel to choose, the worker remembers each connector's place, and one request changes it. For production take a connector made for files; this one is Kafka's example.

# %% [markdown] id="successor-notes" slideshow={"slide_type": "notes"}
# **7 min.** Recap and quiz are included. Point at `{True: 36000, False: 10}` and at `['']`, the only key. On a busy laptop the cell may wait up to a minute for the connector; topic and connector are made anew each time, so it can be run again. Ask: which part of the pilot's agent is missing here? Answer: the interceptor that judges each line and sets the key.

# %% id="successor-record" tags=["station"]
headings = int((~beside["value"].str[:14].str.isdigit()).sum())
here.record("headings that came through Connect", headings, equals=len(cars))
here.record("lines lost by Connect", len(set(log) - set(beside["value"])), equals=0)

# %% [markdown] id="card" slideshow={"slide_type": "slide"}
# ### The same lane, four times · 설정 대응표
#
# | | Flume | Kafka Connect | Fluent Bit | Vector |
# |---|---|---|---|---|
# | read | `TAILDIR`, `filegroups` | `FileStreamSource`, `file` | `[INPUT] tail`, `path` | `file`, `include` |
# | place | `positionFile` | `offset.storage…` of the worker | `db` | `data_dir` |
# | filter | `regex_filter`, `regex` | none for text | `[FILTER] grep`, `regex` | `filter`, `condition` |
# | hold | `channels.….type` | the topic | `storage.type` | `buffer.type` |
# | write | `kafka.topic` | `topic` | `[OUTPUT] kafka`, `topics` | `kafka`, `topic` |
# | key | header `key` | a transform | `message_key_field` | `key_field` |
# | today | dormant; 1.11.0 of October 2022 | active, part of Kafka | active, in C | active, in Rust |
#
# The last two are no Java programs and were not run here.

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A spooling source reads finished files once; a tail source follows a growing one and notes its place.
# - A filter drops in silence. Judge each line, keep what is no row with its reason, and the account closes: lines = rows + garbage + dead letters.
# - A key must be set by somebody, or the rows of a car scatter.
# - A group's name is what a reader resumes by.
# - Memory loses what it holds; a file channel keeps it and delays it; with a Kafka channel the log is the buffer.

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
# The rows are collected and counted, but a topic forgets after a week. The next lesson asks where a day of 100 cars can stay for years. At a larger scale each machine has an agent of its own, and the account is kept agent by agent.

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | what arrives, with its key | `kafka-console-consumer --topic SmartCar-Topic --formatter-property print.key=true --max-messages 5` |
# | how many records each partition has | `kafka-get-offsets --topic SmartCar-Topic` |
# | how far each group is | `kafka-consumer-groups --describe --all-groups` |
# | let a group begin at the oldest record | `kafka-consumer-groups --group archive --topic SmartCar-Topic --reset-offsets --to-earliest --execute` |
# | the counters of Flume's agent | `curl localhost:24141/metrics` |
# | which connectors run | `curl localhost:28083/connectors` |

# %% id="finish" tags=["finish"]
here.finish()
