# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Collection: overview · 수집 개요·기술·요구사항·아키텍처
#
# A row that is lost while it is collected is lost for every later stage.
#
# You meet the two tools that carry the pilot's rows, and kill a broker.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - choose source, channel and sink of a Flume agent for a given job,
# - say how partitions, groups and offsets divide the reading of a topic,
# - count what a reader repeats after a crash, and what a sender loses when a broker dies,
# - derive the architecture of the collecting stage from its requirements.
#
# 45 minutes · service: Kafka (three brokers)

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
import pandas as pd
from confluent_kafka import Consumer, Producer

from lessons.day1.collection_overview import exercises as ex
from lessons.day1.collection_overview.agent import agent_text, parts
from lessons.day1.collection_overview.killable_consumer import KillableConsumer
from lessons.day1.collection_overview.readers import read_side_by_side
from lessons.day1.collection_overview.senders import Sender
from utils.collect.replicas import IN_TURN, all_in_sync, lag, layout, led_without, return_leads
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read, send, stored
from utils.figures.agents import draw_agent, draw_topologies
from utils.figures.replicas import draw_lag, draw_layouts
from utils.lesson import ____, shown_error, start

here = start("day1/06_collection_overview", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Each stage passes six **stations** (단계): overview, technology, requirements, architecture, implementation, test. Today collection passes the first four; day 2 builds it.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# **Collection** (수집) takes data from where it arises to where it can be kept and worked on, and changes as little as possible on the way. The pilot's data arises in two ways. Look at how it lies on disk.

# %% id="overview-data"
logs = {"status": here.files.status, "driving": [here.files.driver]}
pd.DataFrame({name: {"files": len(files), "first": files[0].name} for name, files in logs.items()}).T

# %% [markdown] id="overview-reading" slideshow={"slide_type": "fragment"}
# The status log is one file a day, complete when it appears: collect it as a whole. That is **batch** (배치). The driving log is one file that grows by a line per car and second: follow its end and pass each line on. That is **real time** (실시간). The questions are the same for both: who notices new data, who keeps it until the next hop has it, who drops the garbage?

# %% [markdown] id="flume-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Flume · 기술: 플룸
#
# Flume answers the three questions with three parts. A **source** (소스) notices data and makes **events** (이벤트) of it, here one per line. A **channel** (채널) keeps events. A **sink** (싱크) takes them from the channel and writes them where they belong. An **interceptor** (인터셉터) sits behind a source and may change an event or drop it. Together they are an **agent** (에이전트), one process.
#
# Flume itself runs on day 2. Here is the plan of the pilot's agent.

# %% id="flume-agent"
draw_agent()

# %% [markdown] id="flume-transaction" slideshow={"slide_type": "fragment"}
# A channel forgets nothing before the sink has said *written*. In memory, its events die with the process; on disk they do not. Before the channel it depends on the source: a file waits, an Avro or HTTP sender is told. The sources `exec` and syslog over UDP cannot ask for a repetition, and lose what the channel does not take.

# %% [markdown] id="flume-notes" slideshow={"slide_type": "notes"}
# **5 min.** With the two ways in which data arises. Point at the colours of the figure: blue source, purple interceptor, orange channel, green sink, in two lanes. Flume does not run today; whoever looks for it among the services finds Kafka alone. Ask: when does a channel let go of an event? *When the sink has said that it is written.*

# %% [markdown] id="config-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### The same agent as text · 설정 파일
#
# An agent is configured: each line is `agent.role.name.setting = value`. To start, an agent needs more: the list of its parts, the brokers' addresses, a header with Kafka's key (day 2). **Predict**: which line ties the sink to its channel?

# %% id="config-text"
print(agent_text("speed"))
parts(agent_text("speed"))

# %% [markdown] id="config-reading" slideshow={"slide_type": "fragment"}
# The last one. Source and sink do not know each other; both name the same channel. A source may fill several `channels`, a sink empties one `channel`. The filter keeps lines that begin with 14 digits: the rows, not the headings. (In this format a backslash is doubled.)

# %% [markdown] id="topology-intent" slideshow={"slide_type": "slide"}
# ### Agents put together · 토폴로지
#
# Agents can be combined.

# %% id="topology-figure"
draw_topologies()

# %% [markdown] id="topology-reading" slideshow={"slide_type": "fragment"}
# *Consolidation* spares HDFS a thousand connections. *Replication* serves two uses with one reading. *Multiplexing* sorts by a header. *Fail-over* has a spare. Two agents speak to each other through an Avro sink and an Avro source. The pilot's agent is the plainest form, twice.

# %% [markdown] id="topology-notes" slideshow={"slide_type": "notes"}
# **9 min.** Six of them for exercise 1. Point at `channel` in the last line of the agent's text, one slide before, against `channels` of the source. In exercise 1 the check names one wrong part at a time, so several rounds are normal; `collector` writes to `hdfs`, as it is the last of its chain. Ask: which jobs take a channel in memory? *`clicks` and `devices`.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Five jobs. Choose for each a source of `spooldir`, `tail`, `http`, `avro`, `syslog`, a channel of `memory`, `file`, and a sink of `hdfs`, `kafka`, `avro`, `logger`.
#
# - `workshop`: each night finished files appear in a folder. Every row must reach the store for analysis by day.
# - `driving`: a log grows line by line. Other programs want each line at once, and none may be lost.
# - `clicks`: a web page posts an event for each click, for a live counter. Speed counts; a few lost clicks do not.
# - `collector`: receives what twenty agents forward, loses nothing, writes it to the store for analysis.
# - `devices`: network devices report by syslog. You only want to watch the screen for a minute.
#
# Answer with a dictionary: `{"workshop": ("source", "channel", "sink"), …}`.

# %% id="ex1-check" tags=["check"]
choice = ____
choice = ex.q1.check(choice)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="kafka-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Kafka · 기술: 카프카
#
# The agent hands driving rows to Kafka. Lesson 1 used one broker; now three run. A topic is cut into **partitions** (파티션; not the cut network of lesson 3), and each has **replicas** (복제본) on several brokers. One of them is the **leader** (리더): writers and readers normally speak to it alone. The others follow and copy.
#
# The pilot's topic gets three partitions with three copies each, and we say which broker leads which. `kafka-topics` is the command that people type; below it the same as a picture.

# %% id="kafka-describe" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
make_topic(SMARTCAR_TOPIC, placed=IN_TURN)
print(here.cluster.command("kafka-topics", "--describe", "--topic", SMARTCAR_TOPIC).stdout)

# %% id="kafka-topic" slideshow={"slide_type": "subslide"}
whole = layout(SMARTCAR_TOPIC)
draw_layouts(at_the_start=whole)

# %% [markdown] id="kafka-reading" slideshow={"slide_type": "fragment"}
# Nine copies, and one leader on each broker: the work is spread. Copies that have all that their leader has are in sync; together they are the **ISR** (in-sync replicas, 동기화된 복제본).

# %% [markdown] id="hand-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### One row by hand · 직접 보내고 읽기
#
# Every program that speaks to Kafka has these lines, whatever hides them. `produce` only puts a row into a buffer; `flush` waits until the broker has it. **Predict**: what does the first `flush` return, and at which offset does the row lie?

# %% id="hand-produce" slideshow={"slide_type": "-"}
make_topic("by-hand", partitions=1)
servers = {"bootstrap.servers": here.cluster.address("kafka")}
producer = Producer(servers)
producer.produce("by-hand", key="A0001", value="20160101000000,A0001,3,0,F,N,87,A01")
len(producer), producer.flush(10)

# %% id="hand-consume" slideshow={"slide_type": "-"}
consumer = Consumer(servers | {"group.id": "by-hand", "auto.offset.reset": "earliest"})
consumer.subscribe(["by-hand"])
record = consumer.poll(30)
consumer.commit(record, asynchronous=False)
consumer.close()
record.partition(), record.offset(), record.key(), record.value()

# %% [markdown] id="hand-reading" slideshow={"slide_type": "fragment"}
# One row waited, and after `flush` none. It is record 0 of partition 0, key and value are bytes. The commit notes that the group has read it. From here on helpers of ours write these lines, for many rows and many readers.

# %% [markdown] id="group-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Who reads what? · 컨슈머 그룹
#
# A reader says to which **group** (그룹) it belongs. One minute of driving goes into the topic. Then two readers of the group `dashboard` start at the same moment. **Predict**: do both get every row?

# %% id="group-same"
cars = here.world.cars
rows = [line for line in here.files.driver.read_text().splitlines() if line[:14].isdigit()]
minute = 60 * len(cars)
send(SMARTCAR_TOPIC, rows[:minute])
same = read_side_by_side(SMARTCAR_TOPIC, ["dashboard", "dashboard"])
same

# %% [markdown] id="group-same-reading" slideshow={"slide_type": "fragment"}
# No: each got partitions of its own, and the two numbers add up to the minute. Within a group a partition has exactly one reader. So machines can be added. And as the car number is the key, the rows of one car lie in one partition and stay with one reader, in order.
#
# And if the second reader belongs to another group?

# %% id="group-apart"
apart = read_side_by_side(SMARTCAR_TOPIC, ["dashboard", "archive"])
apart

# %% [markdown] id="group-apart-reading" slideshow={"slide_type": "fragment"}
# Both got everything: groups do not see each other. (`read_side_by_side` lets each group begin anew; else `dashboard`, which had committed, would have got nothing.)

# %% [markdown] id="group-notes" slideshow={"slide_type": "notes"}
# **8 min.** Two of them for exercise 2. Point at *partitions*: `[0, 1]` and `[2]` in one group, all three for each of two groups. On a busy laptop `NotReady` after 40 seconds says that a group has not divided its partitions: run the cell again. Ask: why has partition 2 as many rows as the two others? *Five of the ten cars have their key there.*

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (2 min)
#
# The driving rows come faster than two readers can work. Somebody starts **five readers** in the group `speeding`. The topic has three partitions. **How many of the five get nothing to do?** An integer. The cell after the solution starts them.

# %% id="ex2-check" tags=["check"]
idle = ____
idle = ex.q2.check(idle)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="five-run"
five = read_side_by_side(SMARTCAR_TOPIC, ["speeding"] * 5)
five

# %% [markdown] id="offset-intent" slideshow={"slide_type": "slide"}
# ### How far have you come? · 오프셋
#
# Reading takes nothing away, so each group must remember its place. It **commits** (커밋) an **offset** (오프셋) per partition: *all before this number is done*. What is stored and not yet committed is the group's lag.
#
# A second minute arrives. Two groups have seen nothing of it.

# %% id="offset-lag"
send(SMARTCAR_TOPIC, rows[minute : 2 * minute])
waiting = lag(SMARTCAR_TOPIC, ["dashboard", "archive"])
waiting.sum()

# %% [markdown] id="crash-question" tags=["failure", "predict"] slideshow={"slide_type": "subslide"}
# ### A reader dies · 읽다가 죽으면
#
# `KillableConsumer` is a program of its own: it shows a row each time it is asked, and after every tenth row it commits. It shows 25 rows to the group `dashboard`; then it is killed with `kill -9`. **Predict**: how large is the group's lag now?

# %% id="crash-run" tags=["failure"]
consumer = KillableConsumer(SMARTCAR_TOPIC, group="dashboard", commit_every=10)
seen = consumer.show(25)
consumer.kill()
with shown_error():
    consumer.show(1)
dead = lag(SMARTCAR_TOPIC, ["dashboard", "archive"])
draw_lag(a_minute_waits=waiting, display_was_killed=dead)

# %% [markdown] id="crash-reading" slideshow={"slide_type": "fragment"}
# The lag fell by 20, not by 25. Five rows were on the screen and are *not done* in the eyes of the broker. What does the next one show? It waits a few seconds first: the dead reader counts as a member until its heartbeats have been missing for six seconds.

# %% id="resume-run"
consumer = KillableConsumer(SMARTCAR_TOPIC, group="dashboard", commit_every=10)
again = consumer.show(int(dead["dashboard"].sum()))
consumer.close()
pd.Series({"shown before": len(seen), "shown after": len(again), "shown twice": len(set(seen) & set(again))})

# %% [markdown] id="resume-reading" slideshow={"slide_type": "fragment"}
# Nothing is missing, and those five rows came again. Show first and commit afterwards, and a crash repeats: **at least once** (최소 한 번). Commit first and show afterwards, and the same crash swallows rows that nobody has seen: **at most once** (최대 한 번). The order of two lines decides.
#
# A repeated row is harmless where writing it twice changes nothing. Day 3 chooses its row key so.

# %% [markdown] id="resume-notes" slideshow={"slide_type": "notes"}
# **8 min.** Three of them for exercise 3. Point at partition 2 of `dashboard`, 280 after the kill although 25 rows were shown, then at *shown twice* 5. The new reader waits some seconds for the dead one; it does not hang. Whoever runs the kill twice fails at the station with *rows never shown* 20. Ask: and if it committed first? *Rows would be lost, not repeated.*

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (3 min)
#
# A reader of all three partitions handles 100 rows a second. After each **250th** row has been handled it commits. The power fails at some moment. **How many rows, at most, are handled twice?** An integer.

# %% id="ex3-check" tags=["check"]
rows_twice = ____
rows_twice = ex.q3.check(rows_twice)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="acks-intent" slideshow={"slide_type": "slide"}
# ## What does the sender know? · 전송 확인
#
# The sender has a choice too: how long does a row remain its own business? The setting is called **acks** (승인 수준).
#
# | `acks` | a row counts as delivered when … |
# |---|---|
# | `0` | it was given to the network |
# | `1` | the leader has it |
# | `all` | every copy in the ISR has it |
#
# `min.insync.replicas`, here 2, says how far an ISR may shrink before `all` is refused.
#
# Two senders get the same rows, each with a topic of its own: *hasty* asks for no answer, *careful* for all. *Careful* is also **idempotent** (멱등): it numbers its rows, so that one sent twice is stored once.

# %% id="acks-senders"
for topic in ("hasty", "careful"):
    make_topic(topic, placed=IN_TURN)
hasty = Sender("hasty", acks=0)
careful = Sender("careful", acks="all", enable_idempotence=True)

# %% id="acks-first"
for sender in (hasty, careful):
    sender.send(rows[: minute // 2], wait=30)
here.cluster.wait(lambda: stored("hasty").sum() + stored("careful").sum() == minute, "both topics hold the rows", 30)
held = pd.DataFrame({"hasty": stored("hasty"), "careful": stored("careful")})
fullest = int(held["hasty"].idxmax())
broker = int(layout("hasty").loc[fullest, "leader"])
print(f"Partition {fullest} is the fullest, and kafka-{broker} leads it.")
held

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# Half a minute of rows went through, and the two senders do not differ. In a moment the leader of the fullest partition freezes, a *whole* minute of driving is sent, and the frozen broker is killed before it has read a single row of it. Every car sends equally.
#
# **How many rows will *hasty* lose?** An integer; `held` is at hand.

# %% id="ex4-check" tags=["check"]
ex.q4.given(half_minute=held["hasty"].tolist())
lost_rows = ____
lost_rows = ex.q4.check(lost_rows)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A broker dies · 브로커가 죽으면
#
# Freeze, send, kill. **Predict** what each sender *believes* right after the kill: have all its rows been delivered?

# %% id="kill-run" tags=["failure"]
victim, lines = f"kafka-{broker}", rows[minute // 2 : minute // 2 + minute]
here.cluster.pause(victim)
for sender in (hasty, careful):
    sender.send(lines, wait=1)
believed = {sender.topic: [sender.sent, sender.told == sender.sent] for sender in (hasty, careful)}
here.cluster.kill(victim)
pd.DataFrame.from_dict(believed, orient="index", columns=["sent", "believes all delivered"])

# %% [markdown] id="kill-believed-reading" slideshow={"slide_type": "fragment"}
# *Hasty* believes so: the network took every row. *Careful* has no answer and keeps its rows. Meanwhile new leaders are chosen. Wait for them, then count.

# %% id="kill-count" tags=["failure"]
still_open = careful.send([], wait=90)
here.cluster.wait(lambda: led_without("hasty", broker) and led_without("careful", broker), "new leaders", 60)
shrunk = layout("careful")
draw_layouts(before=whole, broker_dead=shrunk)
living = [number for number in shrunk.index if number != fullest]
here.cluster.wait(lambda: stored("hasty")[living].equals(stored("careful")[living]), "rows to living leaders", 30)
counts = pd.DataFrame({sender.topic: stored(sender.topic) for sender in (hasty, careful)})
counts

# %% [markdown] id="kill-count-reading" slideshow={"slide_type": "fragment"}
# Each ISR has shrunk to two, and the partition that lost its leader has another; readers and senders went there by themselves.
#
# *Careful* lost nothing: two copies in sync were enough, and it sent to the new leader what had no answer. *Hasty* lost every row that was on its way to the dead broker, and heard of none. Only the count shows it.

# %% [markdown] id="kill-notes" slideshow={"slide_type": "notes"}
# **10 min.** Four of them for exercise 4. Point at True for *hasty*, then at 150 against 450. In exercise 4, 150 forgets that a whole minute is sent. Run the first send once; else it ends with `NotReady`, and both senders must be made again. Whoever interrupts the kill leaves a broker paused: `bin/cluster revive` and its name. Ask: what shows the loss? *Only the count.*

# %% [markdown] id="revive-intent" slideshow={"slide_type": "slide"}
# ### The broker comes back · 복구
#
# It starts with its copies, asks the leaders for what it missed, and joins the ISR when it has caught up. The lead is given back after a while; here we ask for it.

# %% id="revive-run"
here.cluster.revive(victim)
topics = ["hasty", "careful", SMARTCAR_TOPIC]
here.cluster.wait(lambda: all(all_in_sync(topic) for topic in topics), "every copy is in sync", 90)
return_leads(topics)
draw_layouts(before=whole, broker_dead=shrunk, broker_back=layout("careful"))

# %% [markdown] id="revive-reading" slideshow={"slide_type": "fragment"}
# All nine copies are in sync. The rows of *hasty* did not come back: a replica holds only what a leader has received.

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements · 요구사항
#
# What the business said, and the part that answers it.
#
# | Requirement | Answer |
# |---|---|
# | status files arrive whole, once a day | spooling-directory source |
# | driving rows count as they happen | tail source |
# | headings must not become rows | interceptor with `^\d{14}` |
# | nothing is lost while the store is away | channel on disk |
# | nothing is lost when a broker dies | three copies, `acks=all`, `min.insync.replicas=2` |
# | several uses, each at its own pace | topic and groups |
# | the rows of one car stay in order | car number as the key |

# %% [markdown] id="requirements-notes" slideshow={"slide_type": "notes"}
# **5 min.** With the architecture, the test station and the quiz. Point at `acks=all`, `min.insync.replicas=2` and say which cell has shown it. The station uses the answers of exercises 2 and 4: whoever has not run their cells meets `NameError` for `idle` or `lost_rows`. Ask: which answer keeps the rows of one car in order? *The car number as the key.*

# %% [markdown] id="architecture" slideshow={"slide_type": "slide"}
# ## 4 Architecture · 아키텍처
#
# In a row, these answers are the architecture: the agent of the first figure with its two lanes, HDFS behind the upper one, three times three copies of a topic behind the lower one. At each hop somebody holds the rows until the next has said *I have them*: the file of the car, the channel on disk, the ISR, the committed offset.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Readers, then senders.

# %% id="station-readers" tags=["station"]
here.record("rows of two readers in one group", int(same["rows"].sum()), equals=minute)
here.record("rows of two groups", int(apart["rows"].sum()), equals=2 * minute)
here.record("readers without a partition", int((five["partitions"].str.len() == 0).sum()), equals=idle, of=ex.q2)
here.record("rows shown twice", len(set(seen) & set(again)), equals=5)
here.record("rows never shown", minute - len(set(seen) | set(again)), equals=0)
here.record("lag of the dashboard", int(lag(SMARTCAR_TOPIC, ["dashboard"]).to_numpy().sum()), equals=0)

# %% id="station-senders" tags=["station"]
kept = read("careful")
in_order = kept.groupby("key")["value"].apply(lambda v: v.str[:14].is_monotonic_increasing)
here.record("rows lost with acks=0", hasty.sent - int(counts["hasty"].sum()), equals=lost_rows, of=ex.q4)
here.record("rows lost with acks=all", careful.sent - len(kept), equals=0)
here.record("rows stored twice with acks=all", int(kept["value"].duplicated().sum()), equals=0)
here.record("rows without an answer at the end", still_open, equals=0)
here.record("cars in order", int(in_order.sum()), equals=len(cars))

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A Flume agent is source, channel, sink; the channel holds events until the sink has written them.
# - A partition has one leader and some copies; those that keep up form the ISR.
# - A group divides the partitions among its readers; groups do not see each other.
# - Handle, then commit: a crash repeats rows. Commit, then handle: a crash loses rows.
# - `acks=all` with `min.insync.replicas=2` survives the death of a broker without a loss, and idempotence stores nothing twice; `acks=0` loses rows and does not know it.

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
# Day 2 completes this agent, starts it, and kills it in the middle of a file. At a larger scale a single agent is too narrow: then come consolidation and more partitions.
#
# | Flume today | |
# |---|---|
# | state | dormant: 1.11.0 of October 2022 is the last release |
# | successors | Kafka Connect beside a broker, Fluent Bit on small machines, Vector for logs and metrics |
# | source → | source connector · `[INPUT]` · `sources` |
# | interceptor → | single message transform · `[FILTER]` · `transforms` |
# | channel → | a Kafka topic · file-system buffer · disk buffer of a sink |
# | sink → | sink connector · `[OUTPUT]` · `sinks` |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | make a topic | `kafka-topics --create --topic practice --partitions 3 --replication-factor 3` |
# | its leaders, replicas, ISR | `kafka-topics --describe --topic practice` |
# | write lines by hand | `kafka-console-producer --topic practice` |
# | read from the beginning, as a group | `kafka-console-consumer --topic practice --from-beginning --group mine` |
# | how far each group is, its lag | `kafka-consumer-groups --describe --group mine` |
# | away with it | `kafka-topics --delete --topic practice` |

# %% id="finish" tags=["finish"]
here.finish()
