# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Real-time loading: overview · 실시간 적재 개요·기술·요구사항·아키텍처
#
# The status log waits for its night in HDFS. The driving log cannot wait: a row is worth most in the second in which it arises, and rows do not come in the order in which they arise.
#
# You meet the four tools of the speed lane, answer late rows by hand, and measure what a row key costs.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what Storm, Esper, HBase and Redis each do with a row, and what happens to it in a crash,
# - make windows in event time, and weigh how long to wait for late rows,
# - design a row key for a question, and measure regions and rows scanned,
# - keep alerts in Redis so that they expire and every reader finds them.
#
# 60 minutes · services: Kafka, HBase (two region servers, on HDFS and ZooKeeper), Redis

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
from collections import defaultdict
from datetime import timedelta
from functools import reduce
from operator import xor
from random import Random
from statistics import fmean

from cluster.clients import redis
from data import dataset
from utils.collect.topics import make_topic, send
from utils.exceptions import ServiceError
from utils.exercises import day2_04 as ex
from utils.lesson import ____, shown_error, start
from utils.realtime.charts import draw_lateness, draw_windows
from utils.realtime.copier import Copier, copied, start_anew
from utils.realtime.drawings import draw_table, draw_topology, draw_types
from utils.realtime.windows import alerts, arrived, as_they_come, averages, judge, through_tunnel

here = start("day2/04_realtime_overview", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The lower lane is lit from Kafka on. Collection has brought the driving rows as far as the topic.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# Two things shall happen to a row at once. It must lie in a store where *one car, one hour* is found in a moment, for years. And it must be held against a rule: has this car driven faster than 80 km/h, **on average over 30 seconds**? The first needs room, the second needs speed and memory of what came just before. So the lane forks: every row to HBase, every car that speeds to Redis.

# %% [markdown] id="storm-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Storm · 기술: 스톰
#
# Storm runs a **topology** (토폴로지): a **spout** (스파우트) brings rows in as **tuples** (튜플), **bolts** (볼트) work on them. It never ends. **Nimbus** (님버스) hands it out, a **supervisor** (슈퍼바이저) on each machine starts **workers** (워커), JVMs in which threads, the *executors*, run copies of spouts and bolts, the *tasks*.

# %% id="storm-figure" slideshow={"slide_type": "-"}
draw_topology()

# %% [markdown] id="ack-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### When is a row done? · 수신 확인
#
# On the right: one row has become three messages, *a*, *b*, *c*. Each bolt says **ack** (수신 확인) when it has done its part, in any order, on any machine. The *acker* must notice when all have. It keeps 64 bits for a row, however large its tree.
#
# Each message has a random number. The acker *XORs* it in when the message is sent, and again when it is acked. **Predict**: what is left when all is done?

# %% id="ack-run" slideshow={"slide_type": "-"}
dice = Random(seed)
numbers = [dice.getrandbits(64) for message in "abc"]
heard = numbers + numbers  # sent, and acked
dice.shuffle(heard)
all_acked, one_missing = reduce(xor, heard), reduce(xor, heard[:-1])
all_acked, one_missing == heard[-1]

# %% [markdown] id="ack-reading" slideshow={"slide_type": "fragment"}
# Zero, in whatever order the words came; one ack less, and it is not. If zero is not reached within 30 seconds the spout sends the row again: **at least once**, for the whole tree. Esper's window and Redis' set get it again as well.

# %% [markdown] id="twice-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Twice, never, once · 처리 보장
#
# A `Copier` takes rows from Kafka, ten at a time, and writes each to Redis in two ways: to the end of a list, and into a hash under its key, car and time. One copier commits its ten rows *before* it writes them, another *after*. Each is killed when 25 of 60 rows are written; another one goes on.
#
# **Predict** the four numbers: rows in the list and by key, for each order.

# %% id="twice-run" slideshow={"slide_type": "-"}
rows = [line for line in here.files.driver.read_text().splitlines() if line[:14].isdigit()]
make_topic("Copy-Topic")
send("Copy-Topic", rows[:60])
start_anew("Copy-Topic")
for commit in ("before", "after"):
    copier = Copier("Copy-Topic", commit)
    copier.copy(25)
    copier.kill()
    copier = Copier("Copy-Topic", commit)
    copier.copy()
    copier.close()
counts = copied()
counts

# %% [markdown] id="twice-reading" slideshow={"slide_type": "fragment"}
# Commit before: five rows were promised and never written. At most once. Commit after: five were written and written again. The list has 65; the hash has 60, since the second write found its place taken by the same row. Repeating does no harm where a write is idempotent: that is **effectively once** (실질적으로 한 번).
#
# No setting gives you this. The *key* does.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (4 min)
#
# Storm repeats a row. **Which of these writes may be repeated without harm?** A list of their names.
#
# - `append`: add the row to a file of the day.
# - `hset`: set the field `speed` of the car's hash to the row's speed.
# - `incr`: add one to the counter of the day's alerts.
# - `mail`: send the driver a warning.
# - `put`: write the row to HBase under the key *car-time*.
# - `sadd`: add *car-time* to the set of the day's alerts.

# %% id="ex1-check" tags=["check"] slideshow={"slide_type": "-"}
safe = ____
safe = ex.q1.check(safe)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="esper-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Esper · 기술: 에스퍼
#
# Esper holds a question still and lets the rows run past it. The question is written in **EPL** (이벤트 처리 언어):
#
# ```sql
# select carNumber, avg(speed) as avgSpeed, max(ts) as ts
# from DriverCarInfo#ext_timed_batch(ts, 30 sec, 0L)
# group by carNumber having avg(speed) > 80
# ```
#
# New against SQL is what follows the `#`: a **window** (윈도우), the stretch of rows over which is summed up. This one is 30 seconds long, by the field `ts`: the **event time** (이벤트 시간), when it happened, not when it came. Before Esper does it on day 3, you do it by hand.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (5 min)
#
# Windows begin at :00 and :30 of each minute. Write **`begin_of(time)`: the first second of the window in which a time lies**. 09:41:47 belongs to 09:41:30. `time` is a `datetime`; `time.replace(second=0)` gives the same time with another second.

# %% id="ex2-check" tags=["check"] slideshow={"slide_type": "-"}
def begin_of(time):
    return ____


begin_of = ex.q2.check(begin_of)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="hand-intent" slideshow={"slide_type": "slide"}
# ### The rule in four lines · 손으로 만드는 윈도우
#
# A dictionary does the `group by`: its key is car and window.

# %% id="hand-run" slideshow={"slide_type": "-"}
clean = arrived(here.files.driver.read_text().splitlines())
speeds = defaultdict(list)
for row in clean:
    speeds[row.car, begin_of(row.time)].append(row.speed)
by_hand = {window: fmean(values) for window, values in speeds.items()}
fast = [window for window, average in by_hand.items() if average > 80]
len(by_hand), len(fast)

# %% id="hand-figure" slideshow={"slide_type": "-"}
midnight, minute = here.world.start, timedelta(minutes=1)
draw_windows(clean, "B0092", midnight + 4 * minute)

# %% [markdown] id="hand-reading" slideshow={"slide_type": "fragment"}
# A car that touches 80 for a second is no case, one that stays above it is. `utils.realtime.windows` has the same lines as `averages`, and `alerts` for the last one.

# %% [markdown] id="late-intent" tags=["failure"] slideshow={"slide_type": "slide"}
# ## Now it breaks: late rows · 늦게 도착한 행
#
# So far the log was in order. Now the same hour as it really comes: some rows a few seconds behind younger ones, some up to ten minutes late. And B0092 drives through a tunnel: what it does from minute 5 to minute 7 arrives in one burst at minute 9.

# %% id="late-figure" tags=["failure"] slideshow={"slide_type": "-"}
late_log = dataset(scale, seed, faults=["late", "out_of_order"]).driver
came = arrived(late_log.read_text().splitlines())
came = through_tunnel(came, "B0092", midnight + 5 * minute, midnight + 7 * minute, out=midnight + 9 * minute)
draw_lateness(came, waits=[10, 600])

# %% [markdown] id="late-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# Each dot is a row that came behind a younger one. **Predict**: if we wait until the whole hour is there and then make windows by event time, how many averages differ from those of the log in order?

# %% id="late-whole" slideshow={"slide_type": "-"}
right = averages(came)
right == averages(clean)

# %% [markdown] id="late-whole-reading" slideshow={"slide_type": "fragment"}
# None. Event time does not care for the order. But nobody is warned an hour later. A stream must answer while rows may still be missing, and there are two hasty ways: put a row into the window that is open when it *arrives*, or use event time and close a window as soon as a younger row is seen. **Predict**: which does less harm?

# %% id="late-hasty" tags=["failure"] slideshow={"slide_type": "-"}
by_arrival = averages(came, by="arrival")
at_once = as_they_come(came, wait=0)
print(f"{len(at_once.too_late)} rows found their window closed.")
hasty = judge(right, {"by arrival": by_arrival, "by event time, at once": at_once.averages})
hasty

# %% [markdown] id="late-hasty-reading" slideshow={"slide_type": "fragment"}
# By arrival no row is dropped, and almost a third of the averages is wrong: two minutes of the tunnel fall into one window, where a slow car is accused of what it did minutes before. By event time rows are missing and nobody is accused; but the four fast windows in the tunnel are lost, too.
#
# Look at the other late rows: one of thirty is missing, and no alert changes. An average forgives much, a burst it does not.

# %% [markdown] id="watermark-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Wait, but not forever · 워터마크
#
# A **watermark** (워터마크) follows the youngest time seen, so many seconds behind it, and says: *older rows will not come*. A window is closed when the watermark reaches its end. **Predict**: how long must it wait so that no alert is missed, and what does the waiting cost?

# %% id="watermark-run" slideshow={"slide_type": "-"}
answers = {wait: as_they_come(came, wait) for wait in (0, 10, 240, 600)}
waiting = judge(right, {f"wait {wait} s": each.averages for wait, each in answers.items()})
waiting["rows too late"] = [len(each.too_late) for each in answers.values()]
waiting["windows open"] = [each.most_open for each in answers.values()]
waiting

# %% [markdown] id="watermark-reading" slideshow={"slide_type": "fragment"}
# 10 s put the rows in order again that had only been overtaken. 240 s reach back to the tunnel: every alert is there. 600 s make every average right. The price is in the last column, memory, and in the first: an alert comes so much later. With ten cars nobody feels 210 windows; with a million cars it is the machine.
#
# There is no right wait, only a chosen one. The pilot takes 10 s. What comes later is counted and set aside; the row itself is in HBase, where the nightly lane finds it.

# %% [markdown] id="hbase-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: HBase · 기술: 에이치베이스
#
# HBase keeps a table sorted by row key and cuts it into **regions** (리전), ranges of keys; a **region server** (리전 서버) serves several, and a region that grows too large is split. HDFS cannot change a file, so how can HBase write single rows?

# %% id="hbase-figure" slideshow={"slide_type": "-"}
draw_table()

# %% [markdown] id="redis-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Redis · 기술: 레디스
#
# Redis holds its data in memory and writes a log of changes to disk beside it. A value has a type, and the type has commands of its own.

# %% id="redis-types" slideshow={"slide_type": "-"}
draw_types()

# %% id="redis-alerts" slideshow={"slide_type": "-"}
kv = redis()
for window in alerts(right):
    day = f"{window.begin:%Y%m%d}"
    kv.sadd(day, f"{window.car}-{window.begin:%Y%m%d%H%M%S}")
    kv.expire(day, 604_800)
kv.type(day), kv.scard(day), sorted(kv.smembers(day))[:3]

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements · 요구사항

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리

# %% id="finish" tags=["finish"]
here.finish()
