# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Collection: build and test · 수집 구현과 테스트
#
# Day 1 started the finished agent. Today you build it in four steps and account for every line that it drops.
#
# Then you kill it while it holds twelve hundred rows.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - build a Flume agent from source, channel and sink, and read its metrics,
# - write the filter, and account for every line that went in,
# - write a reader that goes on where it stopped,
# - choose a channel by what a crash costs.
#
# 90 minutes · services: Flume, Kafka (one broker), Kafka Connect

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
import json
import time

import pandas as pd
import requests
from confluent_kafka import Consumer

from data import dataset
from lessons.day2.collect import exercises as ex
from lessons.day2.collect import reading, trial
from utils.collect import collector, pilot, reconcile, topics
from utils.figures import agents
from utils.lesson import ____, start

here = start("day2/01_collect", scale=scale, seed=seed)
agent = collector.Collector(here.cluster)
SHORT, TOPIC = reading.FOR_READING, topics.SMARTCAR_TOPIC

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
# Begin with the smallest agent that runs. The source watches a **spooling directory** (스풀링 디렉터리): a file that appears there is finished and is read once. The sink is a **logger** (로거), which writes events into the agent's own log. Between them lies a channel in memory. (Flume and Kafka are real; we play the cars that write the logs.) The whole configuration, as Flume reads it:

# %% id="step-1-text"
print(pilot.step(1, SHORT).text())

# %% [markdown] id="step-1-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# The status log of one hour is put into the folder; 10 cars wrote a row every 3 seconds, 12,000 in all. Flume counts, and tells its counters as JSON on a page of its own. **Predict**: does the source receive `"more"` or `"fewer"` events than 12,000, or `"12000"`? One of these texts.

# %% id="step-1-run"
guess_received = ____
agent.run(pilot.step(1, agent.place), fresh=True)
agent.drop(here.files.status[0])
lines = here.files.rows["status"] + here.files.garbage["status"]
agent.settle(lines)
print([file.name for file in agent.spool.iterdir() if file.is_file()])
told = pd.DataFrame(requests.get(f"{here.cluster.url('flume-agent')}/metrics", timeout=10).json())
received = int(told.loc["EventReceivedCount", "SOURCE.SmartCarInfo_SpoolSource"])
here.seen("events received", "more" if received > 12000 else "12000" if received == 12000 else "fewer", guess_received)
told.loc[
    ["EventReceivedCount", "EventAcceptedCount", "EventPutSuccessCount", "EventTakeSuccessCount", "ChannelSize"]
].fillna("")

# %% [markdown] id="step-1-reading" slideshow={"slide_type": "fragment"}
# `EventReceivedCount` is 12,010, though 10 cars made 12,000 rows. What the source accepted, the channel put; the sink took it, and nothing is left in the channel. The logger counts nothing. From here on `agent.counters()` puts the same numbers into three columns: `came_in`, `went_on`, `holds`.
#
# The file has a new name: that is how the source remembers. A file that still grows, or a name that was there before, ends the source, while the process lives on and looks healthy. Only its counters stand still.
#
# Which events are the ten? The agent's log has the first two. An event is **headers** (헤더) and a **body** (본문) of bytes, of which this logger shows 16.

# %% id="step-1-log"
events = [line for line in agent.printed(lines + 200).splitlines() if "LoggerSink: Event" in line]
print(*(event.partition("LoggerSink: ")[2] for event in events[-lines:][:2]), sep="\n")

# %% [markdown] id="step-1-notes" slideshow={"slide_type": "notes"}
# **10 min.** Point at 12010 under `EventReceivedCount` and at the name that ends in `.COMPLETED`; below, the logger's first event is a heading, which each car's device writes once. A further `agent.drop` of the same file by itself ends in a `DataError`: Flume takes no name twice. Ask: where in the table is the logger? Answer: nowhere, it counts nothing.

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
# The first event was a heading: to the source a line is a line. Four more lines of configuration; a backslash is written twice in such a file. **Predict**: at which part are the ten headings first missing from the count, `"source"`, `"channel"` or `"sink"`?

# %% id="step-2-run"
guess_part = ____
print(reading.added(pilot.step(1, SHORT), reading.filtered_by(pilot.step(2, SHORT), keep)))
agent.run(reading.filtered_by(pilot.step(2, agent.place), keep), fresh=True)
agent.drop(here.files.status[0])
agent.settle(lines)
filtered = agent.counters()
short = filtered[filtered["came_in"] < lines]
here.seen("first without the headings", short["kind"].iloc[0].lower(), guess_part)
filtered

# %% [markdown] id="step-2-reading" slideshow={"slide_type": "fragment"}
# The source says 12,010, the channel 12,000, and no counter, log or file mentions the ten between. With a pattern that is a little wrong it would be ten thousand rows, and the agent would look the same.

# %% [markdown] id="step-2-notes" slideshow={"slide_type": "notes"}
# **16 min.** Exercise 1 takes 8 of them. Compare `went_on` of the source, 12010, with `came_in` of the channel, 12000. In exercise 1 `\d{14}` keeps the remark about B0007, and `^\d{14}$` drops every row. Ask: which counter shows the ten headings? Answer: none; they are the difference of two.

# %% [markdown] id="step-3" slideshow={"slide_type": "slide"}
# ### Step 3: a file that grows · 테일 소스
#
# The driving log is never finished. A **tail source** (테일 소스) follows its end, in a second lane of the same agent.

# %% id="step-3-run"
print(reading.excerpt(pilot.step(3, SHORT), "TailSource.type", "positionFile", "filegroups.log", "TailSource.channels"))
log = here.files.driver.read_text().splitlines()
cars = here.world.cars
minute = 60 * len(cars)
agent.run(pilot.step(3, agent.place), fresh=True)
agent.append(log[: minute + len(cars)])
agent.settle(minute + len(cars))
agent.counters().filter(like="Driver", axis="index")

# %% [markdown] id="tail-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# Now the agent stops. The cars drive on for a minute, which is 600 rows; then it starts again (its counters begin at zero). **Predict**: how many rows does the channel get after the restart? A whole number.

# %% id="tail-restart"
guess_rows = ____
agent.stop()
agent.append(log[minute + len(cars) : 2 * minute + len(cars)])
agent.run(pilot.step(3, agent.place))
agent.settle(minute)
here.seen("rows after the restart", int(agent.counters().loc["DriverCarInfo_Channel", "came_in"]), guess_rows)

# %% [markdown] id="tail-reading" slideshow={"slide_type": "fragment"}
# That minute and no other. The source notes its place in the log, in bytes, in its `positionFile`. The book from which the pilot comes follows the log with the command `tail -F`, which notes no place: of what is written while it is away, it sees at most the last ten lines.

# %% [markdown] id="step-4" slideshow={"slide_type": "slide"}
# ### Step 4: into Kafka · 카프카 싱크
#
# Only the sink of the lower lane changes. Source and channel do not notice.

# %% id="step-4-run"
print(reading.added(pilot.step(3, SHORT), pilot.step(4, SHORT)))
topics.make_topic(TOPIC, partitions=3)
agent.run(pilot.step(4, agent.place), fresh=True)
ten = 10 * minute + len(cars)
agent.append(log[:ten])
agent.settle(ten)
agent.counters().filter(like="Driver", axis="index")

# %% [markdown] id="order-question" slideshow={"slide_type": "fragment"}
# All 6,000 rows of ten minutes are there. One requirement of day 1 remains: *the rows of one car stay in order*, so they must lie in one partition. Three records as `kafka-console-consumer` prints them, the key first; then the cars are counted.

# %% id="order-run" tags=["nbval-ignore-output"]
# !kafka-console-consumer --topic {TOPIC} --from-beginning --max-messages 3 --formatter-property print.key=true 2> /dev/null
unkeyed = topics.read(TOPIC)
scattered = unkeyed.groupby(unkeyed["value"].map(topics.car_of))["partition"].nunique()
print(f"{(scattered > 1).sum()} of {len(cars)} cars lie in more than one partition")

# %% [markdown] id="order-reading" slideshow={"slide_type": "fragment"}
# They do not. The key is `null`: to this sink a row is only bytes, and its producer puts each batch into any partition. Nobody would have noticed before day 3, when each partition keeps averages of its own: a car in three partitions would have three.

# %% [markdown] id="order-notes" slideshow={"slide_type": "notes"}
# **15 min.** Step 3 first: 610 lines came in at the tail source, then 600 after the restart. Whoever runs the restart cell twice appends its minute again; step 4 begins with an empty folder, so no harm is done. Here point at the key `null` and at *10 of 10 cars*. Ask: whom will it harm? Answer: day 3, where each partition keeps averages of its own.

# %% [markdown] id="sorting" slideshow={"slide_type": "slide"}
# ### The pilot's agent: each line is judged · 행 판정
#
# Three things are still missing: a key, a count of what is dropped, and an answer to damaged lines. The pilot puts an interceptor of its own in the filter's place. It holds each line against its record type and writes a **verdict** (판정) into a header, by which a **selector** (셀렉터) chooses the channel.

# %% id="sorting-figure"
agents.draw_sorting()

# %% id="sorting-text"
about = (
    "Interceptor.key",
    "fields.speed ",
    "selector",
    "channels.DriverCarInfo_Channel.type",
    "kafka.topic",
    "directory",
)
print(reading.excerpt(pilot.speed_lane(SHORT), *about))

# %% [markdown] id="sorting-reading" slideshow={"slide_type": "fragment"}
# A row gets its car as the key. A line that is not a row goes to a file with the reason; a damaged row there is a **dead letter** (데드 레터). And the Kafka sink is gone: the channel of this lane *is* the topic. You will see why.
#
# **Predict**: ten minutes of a log, 6,010 lines, in which one row in 500 was damaged. How many dead letters? A whole number.

# %% id="sorting-run"
guess_dead = ____
damaged = dataset(scale, seed, faults=["malformed"]).driver.read_text().splitlines()
topics.make_topic(TOPIC, partitions=3)
agent.run(pilot.speed_lane(agent.place), fresh=True)
agent.append(damaged[:ten])
agent.settle(ten)
letters = agent.rejected()
print(letters["verdict"].value_counts().to_dict())
here.seen("dead letters", int((letters["verdict"] == "dead").sum()), guess_dead)
letters.loc[letters["verdict"] == "dead", ["offset", "reason", "line"]].head(6)

# %% [markdown] id="letters-reading" slideshow={"slide_type": "fragment"}
# Each has its reason and its place in the log. So somebody can look for the cause, repair what can be repaired, and send it again. Dropped, it would hide a fault; passed on, it could end a program that expects numbers.

# %% [markdown] id="readers" slideshow={"slide_type": "slide"}
# ## A reader that goes on · 이어서 읽는 컨슈머
#
# An archive is started once a day, takes what there is, and ends. `consume` waits at most three seconds for rows; before the group has given out its partitions (`assignment`) an empty answer means nothing. `store.extend` stands for writing to a store. What is stored must count as read, and nothing else, so the `commit` waits for the broker's answer.

# %% id="readers-program" slideshow={"slide_type": "-"}
store = []


def archive(settings):
    quiet = {"log_level": 2}  # says nothing of the two brokers that this lesson does not start
    consumer = Consumer({"bootstrap.servers": here.cluster.address("kafka"), **quiet, **settings})
    consumer.subscribe([TOPIC])
    while (messages := consumer.consume(1000, timeout=3)) or not consumer.assignment():
        if messages:
            store.extend(message.value().decode() for message in messages)
            consumer.commit(asynchronous=False)
    consumer.close()


# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (8 min)
#
# The archive must hold each row. The first start must begin with the oldest row, each later one go on where the last stopped, and nothing may count as read before it was written. **Choose the settings**: a dictionary with `group.id` (call the group `archive`), `auto.offset.reset` (`"earliest"` or `"latest"`) and `enable.auto.commit` (`True` or `False`). The check starts the program with them and asks the broker how far the group is.

# %% id="ex3-check" tags=["check", "acts"]
settings = ____
ex.q2.given(
    start=archive,
    store=store,
    rows=int(topics.stored(TOPIC).sum()),
    typed=lambda *words: here.cluster.command("kafka-consumer-groups", *words).stdout,
)
settings = ex.q2.check(settings)

# %% id="ex3-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q2.solution()

# %% id="resume-run" tags=["nbval-ignore-output"]
archive(settings)  # goes on where the check has stopped
first = len(store)
agent.append(damaged[ten : ten + 2 * minute])
agent.settle(ten + 2 * minute)
# !kafka-consumer-groups --describe --group archive
archive(settings)
# !kafka-consumer-groups --describe --group archive
print("first:", first, "rows, then:", len(store) - first)

# %% [markdown] id="resume-reading" slideshow={"slide_type": "fragment"}
# Two more minutes were driven, 1,200 rows, one of them damaged. The second start got the other 1,199 and nothing else. Their `LAG` is gone: the broker keeps the committed place under the group's name (`docs/semantics.md`).

# %% [markdown] id="resume-notes" slideshow={"slide_type": "notes"}
# **21 min.** Exercise 2 takes 8 of them; the station is included. In the first table point at `LAG`, in the second at zeros. Run twice, this cell appends its two minutes again, and the station stops with a `LessonError`: restart from the top. Ask: where is the archive's place kept? Answer: at the broker, under the group's name.

# %% [markdown] id="station" tags=["station"] slideshow={"slide_type": "slide"}
# ## 6 Test · 테스트
#
# Each counter knows one part. A test compares what went in with what came out: for each car, lines in the log = rows in the topic + garbage + dead letters. The last column says what is `missing`. The cars' lines differ by a few, because a line whose car cannot be read is counted for the car of the next line.

# %% id="station-account" tags=["station"]
topic = reconcile.Stage.of("topic", topics.read(TOPIC)["value"])
balance = reconcile.reconcile(agent.log, topic, rejected=agent.rejected())
balance

# %% id="station-counts" tags=["station"]
here.record("headings dropped", lines - int(filtered.loc["SmartCarInfo_Channel", "came_in"]), equals=len(cars), of=ex.q1)
here.record("cars in more than one partition, without a key", int((scattered > 1).sum()), low=1)
total = balance.loc["all"]
here.record("lines unaccounted for", int(total["lines"] - total["topic"] - total["garbage"] - total["dead"]), equals=0)
here.record("dead letters in ten minutes", int((letters["verdict"] == "dead").sum()), equals=ten // 500)
keyed = topics.read(TOPIC).groupby("key")["partition"].nunique()
here.record("cars in more than one partition, with a key", int((keyed > 1).sum()), equals=0)
here.record("rows that the archive has twice", len(store) - len(set(store)), equals=0, of=ex.q2)
here.record("rows that the archive lacks", int(total["topic"]) - len(store), equals=0, of=ex.q2)

# %% [markdown] id="break" tags=["failure"] slideshow={"slide_type": "slide"}
# ## Now it breaks · 고장
#
# On a bad day the broker answers nobody, rows pile up in the agent, and then the agent dies. What is left depends on the channel. So three lanes run in one agent, with the same log and the same moment of failure, but a channel in `memory`, one in a `file` on disk, and one that is `kafka` itself.

# %% [markdown] id="capacity-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# The broker will be silent while the fleet drives for **two minutes**. A channel must hold all of it, but memory is not free: at most twice as much. **Choose the `capacity`**: an integer. `cars` is at hand.

# %% id="capacity-check" tags=["check"]
ex.q3.given(cars=len(cars))
capacity = ____
capacity = ex.q3.check(capacity)

# %% id="capacity-hint" tags=["hint"]
ex.q3.hint()

# %% id="capacity-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### The agent dies · 에이전트가 죽으면
#
# The broker freezes, two minutes are driven, and you look where their rows are. Then the agent gets a `kill -9`, the broker comes back, and the agent starts again. The kill is real; the machine and its page cache live on, so this is not a power cut. **Predict**: which lane loses rows, `"memory"`, `"file"` or `"kafka"`?

# %% id="kill-freeze" tags=["failure"]
for channel in trial.CHANNELS:
    topics.make_topic(trial.topic_of(channel), placed=[[1]])  # on the broker that will freeze
agent.run(trial.three_lanes(agent.place, capacity), fresh=True)
rows = [line for line in log if line[:14].isdigit()]
agent.append(rows[:8])
trial.wait_quiet(agent, 8)
outage = rows[8 : 8 + 2 * minute]
here.cluster.pause("kafka-1")
agent.append(outage)
trial.wait_noted(agent, ["memory", "file"])
before = trial.whereabouts(agent, len(outage))
before

# %% [markdown] id="kill-freeze-reading" slideshow={"slide_type": "fragment"}
# Two sources have handed everything over and noted that they are done. The third could not: its channel is the broker. Its rows are where they were, in the cars' own log.

# %% id="kill-run" tags=["failure", "nbval-ignore-output"]
guess_lane = ____
trial.kill_when_noted(agent, ["memory", "file"])
here.cluster.revive("kafka-1")
agent.revive()
durable = ["file", "kafka"]
here.cluster.wait(lambda: not trial.account(outage).loc[durable, "lost"].any(), "the rows of the durable lanes", 60)
after = trial.account(outage)
trial.draw_trial(before, after)
here.seen("the lane that lost rows", ", ".join(after.index[after["lost"] > 0]), guess_lane)

# %% [markdown] id="kill-reading" slideshow={"slide_type": "fragment"}
# The file channel read its events from the disk, the Kafka lane went on at the place it had noted. The memory channel lost what it held, and its source does not read it again: it had noted that it was done. Only the batch under way to the broker came through, at most 100 rows.
#
# The other two may repeat such a batch: at least once, as on day 1. The key of a store will take care of that.
#
# So the pilot takes the status files through a channel on disk, and the driving log through Kafka: there the cars' own log is the buffer.

# %% [markdown] id="kill-notes" slideshow={"slide_type": "notes"}
# **15 min.** Exercise 3 takes 4 of them. Left: the kafka lane is grey and hatched, its 1,200 rows are still in the log. Right: most rows of the memory lane are lost. Interrupted before the revival, the cell leaves the broker `paused`: type `bin/cluster revive kafka-1`. Ask: why does the source of the memory lane not read them again? Answer: it had noted that it was done.

# %% id="kill-record" tags=["station"]
here.record("rows lost from memory", int(after.loc["memory", "lost"]), low=len(outage) - 300, high=len(outage))
here.record("rows lost from the disk and from Kafka", int(after.loc[durable, "lost"].sum()), equals=0)
here.record("rows repeated", int(after["twice"].sum()), high=600)

# %% [markdown] id="successor" slideshow={"slide_type": "slide"}
# ## The successor beside it · 카프카 커넥트
#
# Flume has had no release since 2022. **Kafka Connect** (카프카 커넥트) belongs to Kafka itself: a worker process runs **connectors** (커넥터), each made by one request with a few settings. The worker has been running since the lesson began.

# %% [markdown] id="connector-task" tags=["exercise"] slideshow={"slide_type": "subslide"}
# ### Exercise 4 · 직접 해 보기 (6 min)
#
# Let it read the whole driving log, 36,010 lines, into the topic `by-connect`. **Write the settings of a connector**: a dictionary with three texts, its class `connector.class`, which is `FileStreamSource`, the `file`, and the `topic`. The path of the log is `driving_log`. The check hands your settings to the worker and counts what the topic then holds.

# %% id="connector-check" tags=["check", "acts"]
driving_log = str(here.files.driver)
connector = ____
ex.q4.given(path=driving_log, run=lambda chosen: ex.lines_of(here.cluster, chosen, len(log)))
connector = ex.q4.check(connector)

# %% id="connector-hint" tags=["hint"]
ex.q4.hint()

# %% id="connector-solution" tags=["solution"]
ex.q4.solution()

# %% id="successor-run" tags=["nbval-ignore-output"]
topics.make_topic("by-connect", partitions=3)
name, connect = f"DriverCarInfo-{time.time():.0f}", here.cluster.url("connect")
body = json.dumps({"name": name, "config": connector | {"batch.size": "5000"}})
# !curl -s -H "Content-Type: application/json" -d '{body}' {connect}/connectors | grep -o '"tasks.*'
here.cluster.wait(lambda: topics.stored("by-connect").sum() >= len(log), "the connector has read the log", 60)
# !curl -s -X DELETE {connect}/connectors/{name}
beside = topics.read("by-connect")
print("keys:", beside["key"].unique().tolist())

# %% id="successor-record" tags=["station"]
here.record(
    "headings that came through Connect",
    int((~beside["value"].str[:14].str.isdigit()).sum()),
    equals=len(cars),
    of=ex.q4,
)
here.record("lines lost by Connect", len(set(log) - set(beside["value"])), equals=0, of=ex.q4)

# %% [markdown] id="successor-reading" slideshow={"slide_type": "fragment"}
# The same request as people send it: settings as JSON. Every line came, the headings too, and no key. Most of Connect's own transforms work on the fields of *structured* records; none looks into a line of text. What the pilot's interceptor does would be a small Java class here as well.
#
# What is gained: no channel to choose, the worker remembers each connector's place, and one request changes a connector. For production take a connector made for files; this one is Kafka's example.

# %% [markdown] id="successor-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 4 takes 6 of them; recap and quiz are included. Point at the ten headings and at `['']`, the only key. In exercise 4 `topics` is the word of a sink. On a busy laptop the cell may wait up to a minute for the connector; it can be run again. Ask: which part of the pilot's agent is missing here? Answer: the interceptor that judges each line and sets the key.

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A spooling source reads finished files once; a tail source follows a growing one and notes its place.
# - A filter drops in silence. Judge each line, keep every line that is not a row with its reason, and the account closes: lines = rows + garbage + dead letters.
# - A key must be set by somebody, or the rows of a car scatter.
# - A reader goes on where its group stopped: the broker keeps the place under the group's name.
# - Memory loses what it holds; a file channel keeps it; with a Kafka channel the cars' own log is the buffer.

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
# In the terminal of `bin/cluster sh`, while the cells run.
#
# | To | You type |
# |---|---|
# | what arrives, with its key | `kafka-console-consumer --topic SmartCar-Topic --formatter-property print.key=true --max-messages 5` |
# | how far each group is | `kafka-consumer-groups --describe --all-groups` |
# | let a group begin at the oldest record | `kafka-consumer-groups --group archive --topic SmartCar-Topic --reset-offsets --to-earliest --execute` |
# | a second agent, from a file of your own (in containers: one below `data/flume`) | `flume-ng agent -n NAME -f FILE`, until Ctrl-C |
# | the counters of Flume's agent | `curl localhost:24141/metrics` |
# | which connectors run | `curl localhost:28083/connectors` |

# %% id="finish" tags=["finish"]
here.finish()
