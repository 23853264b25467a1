# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Course tour · 과정 소개
#
# A hundred cars drive through a city and write down what they do. Somebody wants to know, within seconds, who drives too fast, and tomorrow morning, which car needs a mechanic.
#
# In four days you build all of it. This lesson starts at the end: a part of the finished system runs for a minute, and you read it.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what a row of the driving log holds, and how many rows a fleet makes,
# - follow rows from a car's file through a broker to a reader, and count them at each hop,
# - tell what happens to the rows when one hop stops,
# - say what each of the four days adds.
#
# 30 minutes · service: Kafka (one broker)

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from utils.collect.lane import SpeedLane, draw_counts
from utils.collect.topics import SMARTCAR_TOPIC, make_topic, read, send, stored
from utils.exercises import day1_01 as ex
from utils.lesson import ____, start

here = start("day1/01_course_tour", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Everything is lit, because this is where four days lead. Two paths run through the picture. The **batch lane** (배치 레인) takes yesterday's files; the **speed lane** (실시간 레인) below takes each row as it is written. This lesson walks the beginning of the speed lane: the driving log and Kafka, a **broker** (브로커). Kafka is running on your machine now; `start` brought it up.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="row-intent" slideshow={"slide_type": "slide"}
# ## One second of one car · 한 대의 1초
#
# Each car writes one line a second into one common log. Look at the first lines as they are in the file.

# %% id="row-lines" slideshow={"slide_type": "-"}
log = here.files.driver.read_text().splitlines()
log[:4]

# %% [markdown] id="row-reading" slideshow={"slide_type": "fragment"}
# Two kinds of lines. The one that begins with 14 digits is a row: time, car number, accelerator pedal, brake pedal, steering, indicator, speed in km/h, area of the city. The other is a heading which the device writes when it is switched on. It is not a row, and whoever counts lines counts it too: **garbage** (쓰레기 줄). Keep an eye on it.

# %% [markdown] id="volume-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### How many lines? · 몇 줄일까
#
# **Predict** before you run: the fleet of this lesson drives for one hour. How many rows does the log hold, and how many lines?

# %% id="volume-count" slideshow={"slide_type": "-"}
cars = here.world.cars
rows = [line for line in log if line[:14].isdigit()]
pd.Series({"cars": len(cars), "seconds": here.world.seconds, "rows": len(rows), "lines": len(log)})

# %% [markdown] id="volume-reading" slideshow={"slide_type": "fragment"}
# Rows are cars times seconds, with nothing missing. Lines are rows and one heading for each car. The pilot's 100 cars make 100 rows a second, day and night: one file that never ends and that nobody can open in an editor.

# %% id="volume-record" slideshow={"slide_type": "skip"}
here.record("rows in the log", len(rows), equals=len(cars) * here.world.seconds)
here.record("garbage lines", len(log) - len(rows), equals=len(cars))

# %% [markdown] id="topic-intent" slideshow={"slide_type": "slide"}
# ## Rows on the move · 이동하는 행
#
# A file is a poor meeting place: the reader must know where it lies, how far it has read, and what to do when it is replaced. The pilot puts a broker between writer and readers. Writers send **records** (레코드) to a named **topic** (토픽); the broker keeps them in order; readers come when they like.
#
# Make the pilot's topic with three **partitions** (파티션), the pieces into which a topic is cut so that several machines can share it.

# %% id="topic-make" slideshow={"slide_type": "-"}
make_topic(SMARTCAR_TOPIC, partitions=3)
stored(SMARTCAR_TOPIC)

# %% [markdown] id="send-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### One minute of driving · 1분의 운행
#
# Now the first minute of the log goes to the topic. Each record carries its car number as the **key** (키). **Predict**: do the three partitions get equal shares?

# %% id="send-minute" slideshow={"slide_type": "-"}
minute = log[: 61 * len(cars)]
sent = send(SMARTCAR_TOPIC, minute)
held = stored(SMARTCAR_TOPIC)
held

# %% [markdown] id="send-reading" slideshow={"slide_type": "fragment"}
# Not equal. The key decides: the broker's client turns the car number into a number and that into a partition, so *all rows of one car lie in one partition, in the order in which they happened*. With few cars some partitions get more of them. That is the price of order, and for a driving log order is worth it: the rule for speeding looks at 30 seconds of *one* car.

# %% id="send-read" slideshow={"slide_type": "-"}
records = read(SMARTCAR_TOPIC)
records.groupby("key")["partition"].agg(["unique", "count"])

# %% [markdown] id="read-reading" slideshow={"slide_type": "fragment"}
# Each car has one partition and sixty records. The reader took nothing away: read again, and they are all there. That is what makes a broker a meeting place instead of a pipe: a second reader, with another purpose, needs nobody's permission.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (2 min)
#
# The minute had more lines than the topic has records. **How many lines did not become records?** An integer. `minute`, `held` and `cars` are at hand.

# %% id="ex1-blank" tags=["exercise"] slideshow={"slide_type": "-"}
not_sent = ____
ex.q1.given(lines=len(minute), records=int(held.sum()))
not_sent = ex.q1.check(not_sent)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="hops-intent" slideshow={"slide_type": "slide"}
# ## A count at every hop · 구간마다 세기
#
# How would you know that a system like this loses nothing? Not by its silence. You count what goes in and what comes out, at each **hop** (구간), and compare. The course does this at every stage.
#
# `SpeedLane` takes rows from the log at the pilot's rate, 100 a second, sends them, and reads them back. Watch three numbers for four seconds: rows *written* by the cars, *stored* by Kafka, *read* by a reader.

# %% id="hops-run" slideshow={"slide_type": "-"}
lane = SpeedLane(log[len(minute) :], SMARTCAR_TOPIC, rows_per_second=100)
lane.run(seconds=4)
lane.settle()

# %% [markdown] id="hops-reading" slideshow={"slide_type": "fragment"}
# The three are equal once the last rows have arrived. While rows flow, the later hops are a little behind: a tenth of a second here. That distance is the **lag** (지연, 밀린 양), the first number an operator looks at.

# %% [markdown] id="pause-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## One hop stops · 한 구간이 멈추면
#
# Now the broker freezes for four seconds: it keeps its memory and its connections, but answers nobody, like a machine that is too busy to breathe. The cars do not know and go on driving.
#
# **Predict** for each of the three numbers: does it stop, and what does it do when the broker is back? Are rows lost?

# %% id="pause-run" tags=["failure"] slideshow={"slide_type": "-"}
begin = lane.clock
here.cluster.pause("kafka-1")
during = lane.run(seconds=4)
here.cluster.revive("kafka-1")
lane.run(seconds=4)
after = lane.settle()

# %% id="pause-figure" slideshow={"slide_type": "subslide"}
draw_counts(lane.counts, pause=(begin, begin + 4))

# %% [markdown] id="pause-reading" slideshow={"slide_type": "fragment"}
# The blue line climbs all the time: cars do not wait. The two others are flat for four seconds, then rise almost straight up and meet it. During the pause the rows stood in the memory of the *sender*, which had no answer and kept them.

# %% id="pause-counts" slideshow={"slide_type": "-"}
pd.DataFrame({"in the pause": during, "at the end": after})

# %% id="pause-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("rows behind in the pause", during["written"] - during["stored"], low=250, high=450)
here.record("rows lost", after["written"] - after["read"], equals=0)

# %% [markdown] id="pause-consequence" slideshow={"slide_type": "fragment"}
# Nothing was lost, because the sender lived. Had the *sender* died in those four seconds, its rows would have died with it. So the question for the whole course is set: at each hop, who keeps the rows until the next one has said *I have them*? Lesson 6 kills brokers to find out; day 2 kills the collector.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# Read two facts off the running system. **Which partition holds the first car of the fleet**, and **what is the offset of its last record** in the first minute you sent? `records` has a row for each record; `cars[0]` is the car. Answer as a pair `(partition, offset)`.

# %% id="ex2-blank" tags=["exercise"] slideshow={"slide_type": "-"}
place = ____
ex.q2.given(records=records, car=cars[0])
place = ex.q2.check(place)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (3 min)
#
# The broker of the pilot is away for **ten minutes** at night. The collector keeps rows in its memory meanwhile, each about 40 bytes. **How many rows wait when the broker comes back**, for all 100 cars? An integer.

# %% id="ex3-blank" tags=["exercise"] slideshow={"slide_type": "-"}
waiting_rows = ____
waiting_rows = ex.q3.check(waiting_rows)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% [markdown] id="days" slideshow={"slide_type": "slide"}
# ## Where each day fits · 나흘의 지도
#
# | Day | You build | You break |
# |---|---|---|
# | 1 | the cluster itself: HDFS, YARN, ZooKeeper, Kafka | a node, a network, a mapper |
# | 2 | collection and loading: Flume, Kafka, HDFS, HBase, Redis | the collector in mid file |
# | 3 | real time and exploration: Storm, Esper, Hive, Spark SQL | a worker, a workflow step |
# | 4 | analysis and prediction: marts, models, a service, a dashboard | a service under load |
#
# Every lesson starts alone: it brings up what it needs and builds the state it starts from. If you miss one, go on with the next.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Does the lane do what it should? Every row that was sent is in the topic once, and every car's rows are in order.

# %% id="station-check" tags=["station"] slideshow={"slide_type": "-"}
lane.close()
everything = read(SMARTCAR_TOPIC)
in_order = everything.groupby("key")["value"].apply(lambda rows: rows.is_monotonic_increasing)
here.record("records in the topic", len(everything), equals=sent + lane.written)
here.record("different records", everything["value"].nunique(), equals=sent + lane.written)
here.record("cars with their rows in order", int(in_order.sum()), equals=len(cars))

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A car writes one row a second; a heading line in the file is not a row.
# - A broker keeps records in topics; a key keeps one car's rows together and in order; reading takes nothing away.
# - Counting at each hop is how you know that nothing was lost; the difference between two hops is the lag.
# - When a hop stops, the hop before it holds the rows. What holds them must survive.

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
# One broker on one laptop took 100 rows a second without effort. What makes data *big* is the next lesson's question, and you measure it on this data instead of believing a slide.
#
# | Kafka today | |
# |---|---|
# | state | active, an Apache project; since version 4 it runs without ZooKeeper (KRaft) |
# | alternatives | Apache Pulsar; Redpanda, which speaks Kafka's protocol |
# | keep from it | topic, partition, key and offset mean the same in all of them |

# %% id="finish" slideshow={"slide_type": "skip"}
here.finish()
