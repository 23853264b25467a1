# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Collection: overview · 수집 개요·기술·요구사항·아키텍처
#
# A row that is lost while it is collected is lost for every later stage.
#
# You start the two tools that carry the pilot's rows, and kill a broker.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - read a Flume configuration, and choose source, channel and sink for a given job,
# - make a topic with partitions, copies and a rule for writing,
# - say how partitions, groups and offsets divide the reading of a topic,
# - count what a reader repeats after a crash, and what a sender loses when a broker dies.
#
# 45 minutes · services: Flume, Kafka (three brokers)

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
import pandas as pd
from confluent_kafka import Consumer, Producer

from lessons.day1.collection_overview import exercises as ex
from lessons.day1.collection_overview import readers, replica_charts, senders
from utils.collect import collector, pilot, replicas, topics
from utils.figures import agents
from utils.lesson import ____, start

here = start("day1/06_collection_overview", scale=scale, seed=seed)
TOPIC = topics.SMARTCAR_TOPIC

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Each stage passes six **stations** (단계): overview, technology, requirements, architecture, implementation, test. Today collection passes the first four.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# **Collection** (수집) takes data from where it arises to where it can be kept and worked on, and changes as little as possible on the way.
#
# The status log is one file a day, complete when it appears: collect it as a whole. That is **batch** (배치). The driving log grows by a line per car and second: follow its end and pass each line on. That is **real time** (실시간). The questions are the same: who notices new data, who keeps it until the next hop has it, who drops the garbage?

# %% [markdown] id="flume-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Flume · 기술: 플룸
#
# Flume has a part for each of these questions, and one that writes. A **source** (소스) notices data and makes **events** (이벤트) of it, here one per line. A **channel** (채널) keeps events. An **interceptor** (인터셉터) behind a source may change an event or drop it. A **sink** (싱크) takes events from the channel and writes them where they belong. Together they are an **agent** (에이전트), one process.

# %% id="flume-agent"
agents.draw_agent()

# %% [markdown] id="flume-transaction" slideshow={"slide_type": "fragment"}
# A channel forgets nothing before the sink has said *written*. In memory, its events are gone when the process dies; on disk they are not. What has not reached a channel depends on its source: a file waits, but the sources `exec` (a running command) and syslog over UDP lose what the channel does not take.

# %% [markdown] id="flume-notes" slideshow={"slide_type": "notes"}
# **5 min.** With the two ways in which data arises. Point at the colours of the figure: blue source, purple interceptor, orange channel, green sink, in two lanes. Flume runs already, with the pilot's agent; the lesson gives it its own in a moment. Ask: when does a channel let go of an event? *When the sink has said that it is written.*

# %% [markdown] id="config-question" slideshow={"slide_type": "slide"}
# ### The same agent as text · 설정 파일
#
# The first three lines list the names. Each further line is `agent.role.name.setting = value`. This is the lower lane, the whole file, as Flume will read it. Find three things: which line ties the sink to its channel, which one names the brokers, and which field becomes Kafka's **key**?

# %% id="config-text" tags=["nbval-ignore-output"]
flume = collector.Collector(here.cluster)
lane = pilot.speed_lane(flume.place, channel="file")
print(lane.text().replace(flume.place.folder, "flume"))

# %% [markdown] id="config-reading" slideshow={"slide_type": "fragment"}
# `…KafkaSink.channel` is the tie: both sides name the same channel. The brokers stand in `kafka.bootstrap.servers`, and `recordInterceptor.key` makes the car number the key. This interceptor was written for the pilot: a line that is not a row goes to a second channel and a file.

# %% [markdown] id="topology-intent" slideshow={"slide_type": "slide"}
# ### Agents put together · 토폴로지
#
# *Consolidation* spares HDFS a thousand connections. *Replication* serves two uses with one reading. *Multiplexing* sorts by a header, as the pilot does. *Fail-over* has a spare.

# %% id="topology-figure"
agents.draw_topologies()

# %% [markdown] id="topology-notes" slideshow={"slide_type": "notes"}
# **9 min.** Six of them for exercise 1. Point at `channel` of the Kafka sink in the agent's text, one slide before, against `channels` of the source. In exercise 1 the check names one wrong part at a time, so several rounds are normal; `collector` writes to `hdfs`, as it is the last of its chain. Ask: which jobs take a channel in memory? *`clicks` and `devices`.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Five jobs. Choose for each a source of `spooldir`, `tail`, `http`, `avro`, `syslog`, a channel of `memory`, `file`, and a sink of `hdfs`, `kafka`, `avro`, `logger`. (Agents speak Avro to each other; `logger` only shows events.)
#
# - `workshop`: each night finished files appear in a folder. Every row must reach the store for analysis by day.
# - `driving`: a log grows line by line. Other programs want each line at once, and none may be lost.
# - `clicks`: a web page posts an event for each click, for a live counter. A few lost clicks do no harm.
# - `collector`: receives what twenty agents forward, loses nothing, writes it to the store.
# - `devices`: network devices report by syslog. You only watch the screen for a minute.
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
# A topic is cut into **partitions** (파티션; not the cut network of lesson 3), and each partition has **replicas** (복제본) on several brokers. One replica is the **leader** (리더): writers and readers normally speak to it alone. The others follow and copy.
#
# The pilot's topic gets three partitions with three copies each: `1:2:3` names the brokers of one partition, its leader first. Then the agent starts with the text above, and a minute of driving is written into its log. `kafka-topics` and `kafka-console-consumer` are commands that people type. (Three real brokers, all on this machine; at work each has a machine of its own.)

# %% id="kafka-describe" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
rows = [line for line in here.files.driver.read_text().splitlines() if line[:14].isdigit()]
cars = here.world.cars
minute = 60 * len(cars)
# !kafka-topics --delete --if-exists --topic {TOPIC}
# !kafka-topics --create --topic {TOPIC} --replica-assignment 1:2:3,2:3:1,3:1:2
flume.run(lane, fresh=True)
flume.append(rows[:minute])
here.cluster.wait(lambda: topics.stored(TOPIC).sum() == minute, "the agent has delivered the minute", seconds=60)
# !kafka-topics --describe --topic {TOPIC}
# !kafka-console-consumer --topic {TOPIC} --from-beginning --max-messages 3 --formatter-property print.key=true 2> /dev/null

# %% id="kafka-topic" slideshow={"slide_type": "subslide"}
whole = replicas.layout(TOPIC)
replica_charts.draw_layouts(at_the_start=whole)

# %% [markdown] id="hand-question" tags=["predict"] slideshow={"slide_type": "slide"}
# Nine copies, and one leader on each broker. Copies that have all that their leader has are in sync; together they are the **ISR** (in-sync replicas, 동기화된 복제본).
#
# ### Rows by hand · 직접 보내고 읽기
#
# `produce` puts a row into a buffer; `flush` waits until the broker has it. Three rows go into a new topic with one partition. **Predict**: at which **offset** (오프셋), the row's number in its partition, does the third one lie? A whole number.

# %% id="hand-produce" slideshow={"slide_type": "-"}
topics.make_topic("by-hand", partitions=1)
servers = {"bootstrap.servers": here.cluster.address("kafka"), "log_level": 2}  # quiet when a broker goes
producer = Producer(servers)
for row in rows[:3]:
    producer.produce("by-hand", key=row.split(",")[1], value=row)
print("waiting:", len(producer), "| after flush:", producer.flush(10))

# %% id="hand-consume" slideshow={"slide_type": "-"}
guess_offset = ____
consumer = Consumer(servers | {"group.id": "by-hand", "auto.offset.reset": "earliest"})
consumer.subscribe(["by-hand"])
records = consumer.consume(3, timeout=60)
consumer.commit(records[-1], asynchronous=False)
consumer.close()
print(records[-1].key(), records[-1].value())
here.seen("offset of the third row", records[-1].offset(), guess_offset)

# %% [markdown] id="group-question" tags=["predict"] slideshow={"slide_type": "slide"}
# Offsets begin with 0. The commit notes how far the group has read. From here on helpers of ours write these lines.
#
# ### Who reads what? · 컨슈머 그룹
#
# A reader says to which **group** (그룹) it belongs. Two readers of the group `dashboard` start at the same moment; the topic holds one minute. **Predict**: do both get every row, `"yes"` or `"no"`?

# %% id="group-same"
guess_both = ____
same = readers.read_side_by_side(TOPIC, ["dashboard", "dashboard"])
here.seen("both got every row", "yes" if (same["rows"] == minute).all() else "no", guess_both)
same

# %% [markdown] id="group-same-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# The two numbers add up to 600, the rows of the minute: each row went to one reader. Within a group a partition has exactly one reader. As the car number is the key, the rows of one car lie in one partition and stay with one reader, in order.
#
# Two readers are too slow, so somebody starts **five** in the group `speeding`. **Predict**: how many of the five get nothing to do? A whole number. (A reader of another group, `archive`, starts beside them.)

# %% id="five-run"
guess_idle = ____
five = readers.read_side_by_side(TOPIC, ["speeding"] * 5 + ["archive"])
idle = int((five["partitions"].str.len() == 0).sum())
here.seen("readers without a partition", idle, guess_idle)
five

# %% [markdown] id="group-notes" slideshow={"slide_type": "notes"}
# **8 min.** Point at *partitions*: two and one in one group, then one each and two empty, and all three for `archive`. On a busy laptop `NotReady` after 40 seconds says that a group has not divided its partitions: run the cell again. Ask: how many partitions does a topic need for ten readers? *Ten.*

# %% [markdown] id="offset-intent" slideshow={"slide_type": "slide"}
# In such a group no more readers can share the work than there are partitions. `archive` got everything: groups do not see each other.
#
# ### How far have you come? · 오프셋
#
# Reading takes nothing away, so each group **commits** (커밋) an offset per partition: *all before this number is done*. What is stored and not yet committed is its lag. A second minute arrives.

# %% id="offset-lag" tags=["nbval-ignore-output"]
flume.append(rows[minute : 2 * minute])
here.cluster.wait(lambda: topics.stored(TOPIC).sum() == 2 * minute, "the second minute", seconds=60)
flume.stop()
waiting = replicas.lag(TOPIC, ["dashboard", "archive"])
# !kafka-consumer-groups --describe --group dashboard

# %% [markdown] id="crash-question" tags=["failure", "predict"] slideshow={"slide_type": "subslide"}
# ### A reader dies · 읽다가 죽으면
#
# `KillableConsumer` is a program of its own: it shows a row each time it is asked, and after every tenth row it commits. It reads as the group `dashboard` and shows 25 rows; then comes `kill -9`. **Predict**: how many of the 25 count as done? A whole number.
#
# Then a second one goes on. (It waits until the heartbeats of the dead one have been missing for six seconds.)

# %% id="crash-run" tags=["failure"]
guess_done = ____
consumer = readers.KillableConsumer(TOPIC, group="dashboard", commit_every=10)
seen = consumer.show(25)
consumer.kill()
dead = replicas.lag(TOPIC, ["dashboard", "archive"])
replica_charts.draw_lag(a_minute_waits=waiting, reader_was_killed=dead)
done = int(waiting["dashboard"].sum() - dead["dashboard"].sum())
here.seen("rows that count as done", done, guess_done)

# %% id="resume-run"
consumer = readers.KillableConsumer(TOPIC, group="dashboard", commit_every=10)
again = consumer.show(int(dead["dashboard"].sum()))
consumer.close()
pd.Series({"shown before": len(seen), "shown after": len(again), "shown twice": len(set(seen) & set(again))})

# %% [markdown] id="resume-reading" slideshow={"slide_type": "fragment"}
# Five rows were shown and not committed: they came again. Show first and commit afterwards: **at least once** (최소 한 번). Commit first, and the same crash swallows rows that nobody has seen: **at most once** (최대 한 번). `docs/semantics.md` has these words with examples.

# %% [markdown] id="resume-notes" slideshow={"slide_type": "notes"}
# **5 min.** Point at the shorter bars of `dashboard` after the kill: 20 less although 25 rows were shown, then at *shown twice* 5. The new reader waits some seconds for the dead one; it does not hang. Whoever runs the kill twice fails at the station with *rows never shown*. Ask: and if it committed first? *Rows would be lost, not repeated.*

# %% [markdown] id="acks-intent" slideshow={"slide_type": "slide"}
# ## What does the sender know? · 전송 확인
#
# From when on may the sender forget a row? The setting that decides this is called **acks** (승인 수준).
#
# | `acks` | a row counts as delivered when … |
# |---|---|
# | `0` | it was given to the network |
# | `1` | the leader has it |
# | `all` | every copy in the ISR has it |
#
# `min.insync.replicas`, a setting of the topic, says how far an ISR may shrink before `all` is refused; here it is 2 unless the topic says otherwise.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (5 min)
#
# No row shall count as written before **all three** copies have it. **Make the topic `strict`**: three partitions, three copies, at least three in sync for a write. A command line as a text; it begins with `kafka-topics --create`, and a setting is given as `--config name=value`. The check runs it and asks the brokers what they made.

# %% id="ex2-check" tags=["check", "acts"]
command = ____
ex.q2.given(typed=lambda *words: here.cluster.command("kafka-topics", *words).stdout)
command = ex.q2.check(command)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="ex2-run" tags=["nbval-ignore-output"]
# !kafka-topics --delete --if-exists --topic strict
# !{command}
# !kafka-topics --describe --topic strict

# %% [markdown] id="senders-intent" slideshow={"slide_type": "subslide"}
# Two senders get the same rows, each with a topic of its own and the usual rule: *hasty* asks for no answer, *careful* for all. *Careful* is also **idempotent** (멱등): it numbers its rows, so that one sent twice is stored once.

# %% id="acks-first"
for topic in ("hasty", "careful"):
    topics.make_topic(topic, placed=replicas.IN_TURN)
hasty = senders.Sender("hasty", acks=0)
careful = senders.Sender("careful", acks="all", enable_idempotence=True)
for sender in (hasty, careful):
    sender.send(rows[: minute // 3], wait=30)
here.cluster.wait(lambda: all(topics.stored(t).sum() == minute // 3 for t in ("hasty", "careful")), "the rows", 30)
held = pd.DataFrame({"hasty": topics.stored("hasty"), "careful": topics.stored("careful")})
fullest = int(held["hasty"].idxmax())
broker = int(replicas.layout("hasty").loc[fullest, "leader"])
print(f"Partition {fullest} is the fullest, and kafka-{broker} leads it.")
held

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# The two senders do not differ so far. In a moment the leader of the fullest partition freezes, a *whole* minute of driving is sent, and the frozen broker is killed before it has read a single row of it. Every car sends equally.
#
# **How many rows will *hasty* lose?** A whole number; `held` is at hand.

# %% id="ex3-check" tags=["check"]
ex.q3.given(first=held["hasty"].tolist())
lost_rows = ____
lost_rows = ex.q3.check(lost_rows)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="kill-question" tags=["failure"] slideshow={"slide_type": "slide"}
# ## A broker dies · 브로커가 죽으면
#
# Freeze, send, kill. No real broker waits for us to freeze it: the freeze stands for the moment between the sending and the answer, which is too short to hit by hand. What does each sender *believe* at the moment of the kill?

# %% id="kill-run" tags=["failure"]
victim, lines = f"kafka-{broker}", rows[minute // 3 : minute // 3 + minute]
here.cluster.pause(victim)
for sender in (hasty, careful):
    sender.send(lines, wait=1)
believed = {sender.topic: [sender.sent, sender.told == sender.sent] for sender in (hasty, careful)}
here.cluster.kill(victim)
pd.DataFrame.from_dict(believed, orient="index", columns=["sent", "believes all delivered"])

# %% [markdown] id="kill-believed-reading" slideshow={"slide_type": "fragment"}
# The network took every row of *hasty*. *Careful* lacks answers and keeps those rows. Meanwhile new leaders are chosen.

# %% id="kill-count" tags=["failure"]
still_open = careful.send([], wait=90)
for topic in ("hasty", "careful", "strict"):
    here.cluster.wait(lambda topic=topic: replicas.led_without(topic, broker), f"new leaders of {topic}", 60)
shrunk = replicas.layout("careful")
replica_charts.draw_layouts(before=whole, broker_dead=shrunk)
living = [number for number in shrunk.index if number != fullest]
here.cluster.wait(
    lambda: topics.stored("hasty")[living].equals(topics.stored("careful")[living]), "rows to living leaders", 30
)
counts = pd.DataFrame({sender.topic: topics.stored(sender.topic) for sender in (hasty, careful)})
counts

# %% [markdown] id="kill-count-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Each ISR has shrunk to two, and the partition that lost its leader has another. *Careful* lost nothing: it sent to the new leader what had no answer. *Hasty* lost every row that was on its way to the dead broker, and nobody told it.
#
# Now the same minute goes to `strict`, with `acks=all` and without a second try. **Predict**: of its rows the brokers take `"all"`, `"some"` or `"none"`?

# %% id="strict-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_taken = ____
strict = senders.Sender("strict", acks="all", retries=0)
strict.send(lines, wait=60)
refused = dict(strict.refused)
print(refused)
here.seen("taken", {0: "none", strict.sent: "all"}.get(strict.told, "some"), guess_taken)

# %% [markdown] id="strict-reading" slideshow={"slide_type": "fragment"}
# Two copies of each partition live, three were asked for: every row is refused, and the sender is told. With `min.insync.replicas` as large as the number of copies one dead broker stops all writing; one less is the usual choice.
#
# ### The broker comes back · 복구
#
# It fetches what it missed, and joins the ISR when it has caught up. We ask for its leads at once; Kafka would give them back after a while. Then `strict` gets its minute again.

# %% [markdown] id="kill-notes" slideshow={"slide_type": "notes"}
# **11 min.** Four of them for exercise 3. Point at True for *hasty*, then at the two counts of the fullest partition. In exercise 3 a third of the right number forgets that a whole minute is sent. The cell of the first send makes topics and senders anew, so it may run again before the kill. Whoever interrupts the kill leaves a broker paused: `bin/cluster revive` and its name. Ask: what shows the loss? *Only the count.*

# %% id="revive-run"
here.cluster.revive(victim)
names = ["hasty", "careful", "strict", TOPIC]
here.cluster.wait(lambda: all(replicas.all_in_sync(topic) for topic in names), "every copy is in sync", 90)
replicas.return_leads(names)
strict.send(lines, wait=60)
replica_charts.draw_layouts(before=whole, broker_dead=shrunk, broker_back=replicas.layout("careful"))
print("strict has taken", strict.told, "of", len(lines))

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# `strict` takes rows again. Those of *hasty* cannot come back: a replica holds only what a leader has received.
#
# ## 3 Requirements, 4 architecture · 요구사항·아키텍처
#
# Read from top to bottom, the answers are the architecture.
#
# | Requirement | Answer |
# |---|---|
# | status files arrive whole | spooling-directory source |
# | driving rows count as they happen | tail source |
# | headings must not become rows | an interceptor |
# | nothing is lost while the store is away | channel on disk |
# | nothing is lost when a broker dies | three copies, `acks=all`, `min.insync.replicas=2` |
# | several uses, each at its own pace | topic and groups |
# | the rows of one car stay in order | car number as the key |

# %% [markdown] id="requirements-notes" slideshow={"slide_type": "notes"}
# **7 min.** With the test station and the quiz. Point at `acks=all`, `min.insync.replicas=2` and say which cell has shown it: *careful* lost nothing, and `strict` with 3 could not write. The station uses the answer of exercise 3: whoever has not run its cell meets `NameError` for `lost_rows`. Ask: which answer keeps the rows of one car in order? *The car number as the key.*

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Readers, then senders.

# %% id="station-readers" tags=["station"]
shown_again = len(set(seen) & set(again))
here.record("rows of two readers in one group", int(same["rows"].sum()), equals=minute)
here.record("readers without a partition", idle, equals=2)
here.record("rows shown twice", shown_again, equals=5)
here.record("rows never shown", minute - len(set(seen) | set(again)), equals=0)
here.record("rows lost with acks=0", hasty.sent - int(counts["hasty"].sum()), equals=lost_rows, of=ex.q3)
here.record("rows refused with two of three in sync", sum(refused.values()), equals=minute, of=ex.q2)
here.record("rows without an answer at the end", still_open, equals=0)

# %% id="station-senders" tags=["station"]
kept = topics.read("careful")
in_order = kept.groupby("key")["value"].apply(lambda v: v.str[:14].is_monotonic_increasing)
collected = topics.read(TOPIC)
here.record("rows lost with acks=all", careful.sent - len(kept), equals=0)
here.record("rows stored twice with acks=all", int(kept["value"].duplicated().sum()), equals=0)
here.record("cars in order", int(in_order.sum()), equals=len(cars))
here.record("rows that Flume lost", len(set(rows[: 2 * minute]) - set(collected["value"])), equals=0)
here.record(
    "cars in more than one partition", int((collected.groupby("key")["partition"].nunique() > 1).sum()), equals=0
)

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - The channel of a Flume agent holds events until the sink has written them.
# - A partition has several replicas, one of them the leader; those that keep up form the ISR.
# - A group divides the partitions among its readers; groups do not see each other.
# - Handle, then commit: a crash repeats rows. Commit, then handle: it loses rows.
# - `acks=all` with `min.insync.replicas=2` survives the death of a broker; with 3 of 3 it refuses to write; `acks=0` loses rows and does not know it.

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
# Day 2 builds this agent step by step, and kills it. Where one agent is too narrow come consolidation and more partitions.
#
# Flume today: dormant, 1.11.0 of October 2022 is the last release. Successors: Kafka Connect beside a broker, Fluent Bit on small machines, Vector for logs and metrics.

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run.
#
# | To | You type |
# |---|---|
# | make a topic | `kafka-topics --create --topic practice --partitions 3 --replication-factor 3` |
# | write lines by hand | `kafka-console-producer --topic practice` |
# | read from the beginning, as a group | `kafka-console-consumer --topic practice --from-beginning --group mine` |
# | how far each group is, its lag | `kafka-consumer-groups --describe --group mine` |

# %% id="finish" tags=["finish"]
here.finish()
