# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Real-time loading: overview · 실시간 적재 개요·기술·요구사항·아키텍처
#
# The status log waits for its night in HDFS. The driving log cannot: a row is worth most in the second in which it arises, and rows come out of order. You meet the four tools of the speed lane, answer late rows by hand, and measure what a row key costs.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say what Storm, Esper, HBase and Redis do with a row, and what becomes of it in a crash,
# - make windows in event time, and choose how long to wait for late rows,
# - design a row key for a question, and measure its cost,
# - keep alerts in Redis that expire by themselves.
#
# 75 minutes · services: Kafka, HBase (on HDFS and ZooKeeper), Redis

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
from collections import defaultdict
from datetime import timedelta
from random import Random
from statistics import fmean

from cluster.clients import hbase, redis
from lessons.day2.realtime_overview import copier, drawings, row_keys, windows
from lessons.day2.realtime_overview import exercises as ex
from utils.lesson import ____, start
from utils.realtime.esper.engine import EPL
from utils.realtime.table import hfiles

here = start("day2/04_realtime_overview", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# The driving rows have come as far as the topic; from there on the lower lane is lit. Each row goes to a store where *one car, one hour* is found in a moment. And it is held against a rule: has this car driven faster than 80 km/h **on average over 30 seconds**? So the lane forks: every row to HBase, every speeding car to Redis.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="storm-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: Storm · 기술: 스톰
#
# Storm runs a **topology** (토폴로지) that never ends: a **spout** (스파우트) brings rows in as **tuples** (튜플), **bolts** (볼트) work on them. **Nimbus** (님버스) hands it to **supervisors** (슈퍼바이저), one a machine, and they start **workers** (워커): JVMs whose threads run copies of spouts and bolts, the *tasks*.

# %% id="storm-figure" slideshow={"slide_type": "-"}
drawings.draw_topology()

# %% [markdown] id="ack-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### When is a row done? · 수신 확인
#
# On the right of the figure one row has become three messages. Each bolt says **ack** (수신 확인) when its part is done, in any order. The *acker* keeps only one number a row. Each message has a random number, too, and the acker combines it with its own number twice, when the message is sent and when it is acked. It does so by XOR (`^`): `n ^ n` is 0, and the order does not matter. **Predict**: what is the acker's number when all is done? A whole number.

# %% id="ack-run" slideshow={"slide_type": "-"}
guess_left = ____
dice = Random(seed)
numbers = [dice.getrandbits(64) for message in "abc"]
heard = numbers + numbers  # sent, and acked
dice.shuffle(heard)
left = 0
for number in heard:
    left = left ^ number
here.seen("left when all is acked", left, guess_left)
print("left when the last ack is missing:", left ^ heard[-1])

# %% [markdown] id="ack-notes" slideshow={"slide_type": "notes"}
# **11 min.** One slide back, follow the edges a, b and c in the right half of the figure. Each number is XORed in twice, so the cell shows 0; one missing ack leaves exactly its number. A prediction of 3 counts acks, which the acker does not. Ask: what happens after 30 seconds without a zero? Answer: the spout sends the row again, down both branches.

# %% [markdown] id="twice-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Never, twice, once · 처리 보장
#
# If the number is not zero after 30 seconds, the spout sends the row again, down *both* branches. What does a repeated row do to a store? A `Copier` takes ten rows at a time from Kafka and writes each to Redis in two ways: to the end of a list, and into a hash under its key, car and time. One copier commits its ten rows *before* it writes them, another *after*. Each is killed (a real `kill -9`) when 25 of 60 rows are written, and a new one goes on. **Predict**: how many rows does the list of the second copier hold in the end? A whole number.

# %% id="twice-run" slideshow={"slide_type": "-"}
guess_list = ____
rows = [line for line in here.files.driver.read_text().splitlines() if line[:14].isdigit()]
copier.reset_copies("Copy-Topic", rows[:60])
for commit in ("before", "after"):
    killed = copier.Copier("Copy-Topic", commit)
    killed.copy(25)
    killed.kill()
    new = copier.Copier("Copy-Topic", commit)
    new.copy()
    new.close()
counts = copier.copied()
here.seen("rows in the list, commit after", int(counts.loc["commit after", "in the list"]), guess_list)

# %% id="twice-typed" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
print(counts)
# !redis-cli hlen keyed:after
# !kafka-consumer-groups --describe --group copier-after

# %% [markdown] id="twice-reading" slideshow={"slide_type": "fragment"}
# Commit before: five rows were committed and never written, **at most once** (최대 한 번). Commit after: five were written again, **at least once** (최소 한 번). The list has 65, but the hash has 60: the second write found its place taken by the same row. That is **effectively once** (실질적으로 한 번). Kafka knows only the offset. Within Kafka, transactions can give *once*; across Kafka and another store the *key* does.

# %% [markdown] id="twice-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 1 takes 4 of them. Only *by key* of `commit after` is 60. The cell may be run again: it begins with a new topic and empty stores. In exercise 1 `hset` is a typical wrong choice: repeat-safe, but a replay sets the speed back. Ask: which rows does `commit before` lack? Answer: five that were committed and not yet written at the kill.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (4 min)
#
# A replay comes late: newer rows of the car are already written. So a write must be **repeat-safe** (반복 안전) and **reorder-safe** (순서 안전; both in `docs/semantics.md`). **Which of these may Storm repeat without harm?** A list of names.
#
# - `append`: add the row to a file.
# - `hset`: set the field `speed` of the car's hash.
# - `incr`: add one to the counter of the day's alerts.
# - `mail`: send the driver a warning.
# - `put`: write the row to HBase under *car-time*.
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
# Esper holds a question still and lets the rows run past it. The question is written in **EPL** (이벤트 처리 언어). This is the file that runs on day 3; the two parameters after `?:` come from Redis.

# %% id="esper-epl" slideshow={"slide_type": "-"}
print(EPL.read_text())

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (5 min)
#
# SQL does not have the part behind the `#`: a **window** (윈도우), the stretch of rows that is summed up. It goes by **event time** (이벤트 시간): when a row happened, not when it came. Today you make windows by hand.
#
# Windows begin at :00 and :30 of each minute. Write **`begin_of(time)`: the first second of the window in which a time lies**. 09:41:47 lies in that of 09:41:30. `time` is a `datetime`; `time.replace(second=0)` is the same time with another second.

# %% id="ex2-check" tags=["check"] slideshow={"slide_type": "-"}
def begin_of(time):
    return ____


begin_of = ex.q2.check(begin_of)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="hand-intent" slideshow={"slide_type": "slide"}
# ### The rule in a few lines · 손으로 만드는 윈도우
#
# A dictionary does the `group by`: its key is car and window. A single second above 80 raises no alert, an average above 80 does.

# %% id="hand-run" slideshow={"slide_type": "-"}
clean = windows.arrived(here.files.driver.read_text().splitlines())
speeds = defaultdict(list)
for row in clean:
    speeds[row.car, begin_of(row.time)].append(row.speed)
by_hand = {window: fmean(values) for window, values in speeds.items()}
fast = [window for window, average in by_hand.items() if average > 80]
print(f"{len(fast)} of {len(by_hand)} windows are too fast.")
midnight, minute = here.world.start, timedelta(minutes=1)
drawings.draw_windows(clean, "B0092", midnight + 8 * minute)

# %% [markdown] id="late-intent" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## Now it breaks: late rows · 늦게 도착한 행
#
# So far the log was in order. Here is the same hour as it comes: some rows a few seconds behind younger ones, some up to ten minutes. And B0092 drives through a tunnel: its minutes 10 and 11 arrive in one burst at minute 14. (The log is simulated, also the tunnel.) **Predict**: if we wait until the whole hour is there, and then make windows by event time, are all averages those of the log in order? "yes" or "no".

# %% id="late-figure" tags=["failure"] slideshow={"slide_type": "-"}
came = windows.on_a_late_day(scale, seed)
came = windows.through_tunnel(came, "B0092", midnight + 10 * minute, midnight + 12 * minute, out=midnight + 14 * minute)
drawings.draw_lateness(came, waits=[10, 600])

# %% id="late-whole" slideshow={"slide_type": "-"}
guess_same = ____
right = windows.averages(came)
here.seen("all averages the same", "yes" if right == windows.averages(clean) else "no", guess_same)

# %% [markdown] id="late-whole-reading" slideshow={"slide_type": "fragment"}
# Event time does not depend on the order. But a warning after an hour warns nobody. There are two hasty ways: put a row into the window in which it *arrives*, or use event time and close a window as soon as a row from after its end is seen. **Predict**: which one gets more averages wrong? "arrival" or "event time".

# %% id="late-hasty" tags=["failure"] slideshow={"slide_type": "-"}
guess_worse = ____
by_arrival = windows.averages(came, by="arrival")
at_once = windows.as_they_come(came, wait=0)
ways = {"by arrival": by_arrival, "by event time, at once": at_once.averages}
hasty = windows.differences(right, ways)
worse = hasty["wrong windows"].idxmax()
here.seen("more wrong averages", "arrival" if worse == "by arrival" else "event time", guess_worse)
hasty

# %% [markdown] id="watermark-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Wait, but not forever · 워터마크
#
# By arrival the burst falls into one window: B0092 is judged by a speed of another time. At once, the rows of the tunnel find their windows closed: fast windows are missing.
#
# A **watermark** (워터마크) follows the youngest time seen, always the same number of seconds behind it: the *wait*. It says: *older rows will not come*. A window is closed when the watermark reaches its end. **Predict**: which of these waits is the shortest that misses no alert, 0, 10, 240 or 600 seconds? A whole number.

# %% id="watermark-run" slideshow={"slide_type": "-"}
guess_wait = ____
answers = {wait: windows.as_they_come(came, wait) for wait in (0, 10, 240, 600)}  # try others
waiting = windows.differences(right, {f"wait {wait} s": each.averages for wait, each in answers.items()})
waiting["rows too late"] = [len(each.too_late) for each in answers.values()]
waiting["windows open"] = [each.most_open for each in answers.values()]
enough = [wait for wait, missed in zip(answers, waiting["missed alerts"], strict=True) if not missed]
here.seen("the shortest wait that misses no alert, s", min(enough), guess_wait)
waiting

# %% [markdown] id="watermark-reading" slideshow={"slide_type": "fragment"}
# 10 s are enough for rows that were only overtaken, and with 600 s every average is right. You pay in memory, the last column, and in delay: alerts come later.
#
# There is no right wait, only a chosen one. The pilot takes 10 s. Here *too late* means **late for its window** (윈도우 마감 후 도착); day 3 is stricter and leaves out each row **behind the watermark** (워터마크보다 늦음). Neither is lost: HBase has it for the batch layer.

# %% [markdown] id="watermark-notes" slideshow={"slide_type": "notes"}
# **19 min.** Exercise 2 takes 5 of them. Read `missed alerts` downwards, then `windows open`, which grows. In the figure one slide back the tunnel is the thick slanted line near 00:10. In exercise 2 `time.replace(second=0)` loses every second window. Ask: what does a wait of 600 s cost? Answer: memory for many windows, and alerts that come later.

# %% [markdown] id="hbase-intent" slideshow={"slide_type": "slide"}
# ## 2 Technology: HBase · 기술: 에이치베이스
#
# HBase keeps a table sorted by row key, cut into **regions** (리전), ranges of keys; a **region server** (리전 서버) serves several of them. HDFS cannot change what stands in a file. How then can HBase write single rows? Look at the figure, then write twice to the same cell of the table, in the shell of HBase: `put` takes table, row key, column and value, `get` a table and a row key. A column is family and name, here `cf1:speed`. The text is handed to the shell line by line; in it Python needs `{{` for one `{`.

# %% id="hbase-figure" slideshow={"slide_type": "-"}
drawings.draw_table()

# %% id="put-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
base = hbase()
look = hfiles.fresh_table(base, "FirstLook")
ROW = "B0092-20160101000530"
typed = f"""put 'FirstLook', '{ROW}', 'cf1:speed', '150'
put 'FirstLook', '{ROW}', 'cf1:area_number', 'E02'
put 'FirstLook', '{ROW}', 'cf1:speed', '154'
get 'FirstLook', '{ROW}'
get 'FirstLook', '{ROW}', {{COLUMN => 'cf1:speed', VERSIONS => 3}}
"""
# !echo "{typed}" | hbase shell -n

# %% [markdown] id="row-intent" slideshow={"slide_type": "subslide"}
# The first `get` shows one value for each column, the second up to three versions of the speed, newest first, each with the time at which the server took it. Now copy the third `put`, set the copy below it with 160 in place of 154, and run the notebook cell again: the last `get` shows three versions.

# %% [markdown] id="files-question" slideshow={"slide_type": "subslide"}
# ### From memory to files · 멤스토어와 H파일
#
# Two more rows follow, and three times the region writes down what it has in memory. The cell counts the files in HDFS: before, and after each time.

# %% id="files-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
files = [len(hfiles.hfiles("FirstLook"))]
for second in ("31", "32"):
    hfiles.flush(base, "FirstLook")
    files.append(len(hfiles.hfiles("FirstLook")))
    look.put(f"B0092-201601010005{second}", {"cf1:speed": "156"})
hfiles.flush(base, "FirstLook")
files.append(len(hfiles.merged(base, "FirstLook")))
print(files)
# !hdfs dfs -ls -R /hbase/data/default/FirstLook

# %% [markdown] id="files-reading" slideshow={"slide_type": "fragment"}
# The numbers are files. None at first, although the puts were acknowledged: a row lies in the **MemStore** (멤스토어), and in the log from which a dead server's memory is made again. Each *flush* adds an **HFile** (H파일). A reader must look into all of them, so from the third on HBase merges by itself: **compaction** (컴팩션). So the last number is 1, not 3; in the listing it is the one file in the folder `cf1`.

# %% [markdown] id="keys-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### A row key, measured · 로우키 설계
#
# Five hours of ten cars, one row every seven seconds of each car, go into two tables of five regions. The regions lie on one machine, so we count rows, not seconds.
#
# | key | B0092 at 00:05:30 | regions begin at |
# |---|---|---|
# | reversed time-car, the original's | `03500010106102-B0092` | last digit of the second: 0, 2, 4, 6, 8 |
# | time-car | `20160101000530-B0092` | hours |
#
# **Predict** for *time-car*: what share of an hour's writes goes to the busiest of the five regions? A whole number, in %.

# %% id="keys-run" slideshow={"slide_type": "-"}
guess_share = ____
hours = row_keys.five_hours(seed)
tables = {
    "reversed time-car": row_keys.KeyTable("KeyReversed", row_keys.reversed_time, first="0", last=":"),
    "time-car": row_keys.KeyTable("KeyTime", row_keys.time_first, first="2016010100", last="2016010105"),
}
row_keys.make(tables.values(), hours)
loads = {name: table.loads() for name, table in tables.items()}
cost = row_keys.costs(tables, loads, "B0092", "2016010102")
here.seen("busiest region of time-car, %", int(cost.iloc[1, 0]), guess_share)
cost

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (6 min)
#
# Reversed, all regions write alike, but a scan for one hour reads nearly everything (3,600 gets, one for each second, would answer too). Time first, an hour lies together, with all other cars in it; and whatever is written *now* goes to one region, a **hot spot** (핫스팟).
#
# Write the key for *one car, one hour*: **`key(car, time)` returns a text**, from texts such as `"B0092"` and `"20160101000530"`. One car's hour must lie side by side, no two rows may share a key, and cars that write at the same moment must not all write to one region. (The five regions of your table share out the first letter, from A to Z.)

# %% id="ex3-check" tags=["check"] slideshow={"slide_type": "-"}
def key(car, time):
    return ____


key = ex.q3.check(key)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% id="yours-run" slideshow={"slide_type": "-"}
tables["yours"] = row_keys.KeyTable("KeyYours", key, first="A", last="[")
row_keys.make([tables["yours"]], hours)
loads["yours"] = tables["yours"].loads()
cost = row_keys.costs(tables, loads, "B0092", "2016010102")
drawings.draw_loads(loads, cost)

# %% [markdown] id="minute-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# With the car in front, all that is read is wanted. Writes fall on all regions, though not evenly: ten cars do not spread over the alphabet as ten thousand would.
#
# Its price: another question is *all cars, the last minute*, here 04:59. Two tables are asked by one scan, from the first key that can be wanted to the last, and by a scan for each car. **Predict**: how many rows does the one scan of *yours* read? One of the words "hundreds", "thousands", "all".

# %% id="minute-run" slideshow={"slide_type": "-"}
guess_rows = ____
both = {name: tables[name] for name in ("time-car", "yours")}
minute = row_keys.minute_costs(both, (row["car_number"] for row in hours), "201601010459")
one_scan = int(minute.loc[("yours", "one scan"), "rows read"])
here.seen("rows read", "hundreds" if one_scan < 1000 else "all" if one_scan == len(hours) else "thousands", guess_rows)
minute

# %% [markdown] id="minute-reading" slideshow={"slide_type": "fragment"}
# *time-car* has the minute in one piece (car by car it is read ten times). With the car in front one scan reads nearly the whole table, or each car needs a scan of its own: here ten, with 100,000 cars 100,000. The pilot asks for one car, so `DriverCarInfo` gets this key.

# %% [markdown] id="keys-notes" slideshow={"slide_type": "notes"}
# **17 min.** Exercise 3 takes 6 of them. The dark blue squares of time-car move down one region an hour; its title says 5,140 rows read for 514. In exercise 3 a key of car and hour alone is refused: two rows get the same key. Ask: why does yours not show 20 % everywhere? Answer: ten cars do not spread evenly over the alphabet.

# %% [markdown] id="redis-question" slideshow={"slide_type": "slide"}
# ## 2 Technology: Redis · 기술: 레디스
#
# Redis holds its data in memory and a log of changes on disk, forced there once a second. A value has a type. The pilot's alerts are a set for each day: key `yyyymmdd`, members *car* and the end of the window. The loop below is what the last bolt will do. Run it twice: the set has as many members as before.

# %% id="redis-types" slideshow={"slide_type": "-"}
drawings.draw_types()

# %% id="redis-alerts" slideshow={"slide_type": "-"}
kv = redis(db=1)  # a database of this lesson: day 3 has its alerts in number 0
for window in windows.alerts(right):
    day = f"{window.end:%Y%m%d}"
    kv.sadd(day, f"{window.car}-{window.end:%Y%m%d%H%M%S}")
    kv.expire(day, 604_800)
kv.scard(day), sorted(kv.smembers(day))[:3]

# %% id="ttl-run" slideshow={"slide_type": "-"}
kv.sunionstore("copy", day)
without = kv.ttl("copy")
kv.expire("copy", 1)
here.cluster.wait(lambda: not kv.exists("copy"), "the copy is gone", 10)
without, kv.ttl("copy"), round(kv.ttl(day) / 86_400)

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (3 min)
#
# `expire` gives a key a time to live, its **TTL** (유효 기간). −1: the copy had no expiry, it inherits none. −2: a second later there is no such key. 7 days for the original.
#
# The board wants the alerts of the day for three days only, from now on. **Write the command that you would type behind `redis-cli -n 1`** (this lesson's database), a text such as `"ttl 20160101"`. The check types it and asks Redis how long the day then lives.

# %% id="ex4-check" tags=["check", "acts"] slideshow={"slide_type": "-"}
command = ____
ex.q4.given(run=ex.type_it)
command = ex.q4.check(command)

# %% id="ex4-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q4.solution()

# %% id="ex4-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !redis-cli -n 1 {command}
# !redis-cli -n 1 ttl {day}

# %% [markdown] id="reader-notes" slideshow={"slide_type": "notes"}
# **9 min.** Exercise 4 takes 3 of them. Run the cell with `sadd` twice in class: the same number both times. In exercise 4 a 3 is three seconds, and the check does not type it. Ask: why did the copy have no expiry? Answer: expiry belongs to a key, and a new key has none.

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements and 4 architecture · 요구사항과 아키텍처
#
# | Requirement | Answer |
# |---|---|
# | no row is lost | Kafka's offsets, Storm's acks, HBase's log on HDFS |
# | a repeat changes nothing | row key and set member made from car and time |
# | one car, one hour at once | row key: car, then time counted down |
# | above 80 km/h over 30 s, by car | Esper, windows in event time |
# | late rows are counted, not mixed in | watermark 10 s behind |
# | 80 becomes 100 without a rebuild | rule read from data |
# | alerts for a week | Redis: a set a day, TTL; readers do not delete |
#
# In Storm's figure you see the two branches. The spout lets go of a row when both have acked it.

# %% [markdown] id="architecture-notes" slideshow={"slide_type": "notes"}
# **6 min.** Requirements, station, recap and quiz are included. Show Storm's figure again with the architecture. A station cell that is run twice ends in a `LessonError`: a name is recorded once. The last station cell deletes the day's alerts and the tables; look into them before. Ask: when does the spout let go of a row? Answer: when both branches have acked it.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# Promises and windows, then the stores; what this lesson wrote is taken away.

# %% id="station-stream" tags=["station"] slideshow={"slide_type": "-"}
here.record("the acker's number when all is acked", left, equals=0)
here.record("copied, commit before", counts.loc["commit before"].tolist(), equals=[55, 55])
here.record("copied, commit after", counts.loc["commit after"].tolist(), equals=[65, 60])
here.record("windows", len(by_hand), equals=len(clean) // 30, of=ex.q2)
here.record("alerts by hand and by the module", len(fast), equals=len(windows.alerts(right)), of=ex.q2)
here.record("averages by hand and, late rows and all, after the whole hour are the same", right == by_hand, equals=True, of=ex.q2)
here.record("alerts missed by arrival", int(hasty.iloc[0, 1]), low=1)
here.record("rows too late without waiting", len(at_once.too_late), low=120)
here.record("alerts missed with a wait of 240 and of 600 s", waiting["missed alerts"].tolist()[2:], equals=[0, 0])
here.record("rows too late with a wait of ten minutes", len(answers[600].too_late), equals=0)

# %% id="station-stores" tags=["station"] slideshow={"slide_type": "-"}
here.record("HFiles before, after each flush, merged", files, equals=[0, 1, 2, 1])
here.record("rows read for one car and hour", cost["rows read"].tolist(), equals=[25_700, 5_140, 514], of=ex.q3)
here.record("rows read for a minute of all cars, time-car by one scan, yours by ten", minute["rows read"].iloc[[0, 3]].tolist(), equals=minute["rows wanted"].iloc[[0, 3]].tolist(), of=ex.q3)
here.record("rows read for it in one scan of your table", one_scan, low=10_000, of=ex.q3)
here.record("busiest region by time, % of writes", cost.iloc[:2, 0].tolist(), equals=[20, 100])
here.record("busiest region by your key, % of writes", cost.iloc[2, 0], high=60, of=ex.q3)
here.record("alerts in the day's set", kv.scard(day), equals=len(windows.alerts(right)))
here.record("seconds to live", kv.ttl(day), low=258_000, high=259_200, of=ex.q4)

# %% id="station-clean" tags=["station"] slideshow={"slide_type": "-"}
kv.delete(day)
base.delete_table("FirstLook", disable=True)
for table in tables.values():
    table.drop()
here.cluster.wait(lambda: {role.state for role in here.status()} == {"ready"}, "every server answers", 60)
here.record("tables of this lesson left", [table for table in base.tables() if b"Key" in table or b"First" in table], equals=[])

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Storm repeats what was not acked; a key made from car and time turns *at least once* into *effectively once*.
# - Windows in event time can be repeated; by arrival rows land where they do not belong.
# - A watermark trades delay and memory for completeness.
# - In a row key, what is asked for with = comes first, as a range last.
# - Alerts expire by day, with their key; nobody has to delete them.

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
# Day 3 builds this topology and kills its workers. At a larger scale windows outgrow the memory of one worker.
#
# | Storm: active, few new projects | Flink | Spark Structured Streaming |
# |---|---|---|
# | spout, bolt → | source, operator | `readStream`, transformation |
# | ack → | `execution.checkpointing.interval` | `checkpointLocation` |
# | wait → | `forBoundedOutOfOrderness` | `withWatermark` |
#
# Esper is active, GPL 2; Flink SQL has `MATCH_RECOGNIZE`. HBase and Redis are active; beside them are Cassandra and Valkey.

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | how far the copier has committed | `kafka-consumer-groups --describe --all-groups` |
# | a row, in the shell | `hbase shell`, then `get 'FirstLook', 'B0092-20160101000530'` |
# | the time to live of a set | `redis-cli -n 1 ttl 20160101` |
# | a table with regions from the start | `hbase org.apache.hadoop.hbase.util.RegionSplitter practice UniformSplit -c 4 -f cf1` |
# | where its regions are | `hbase hbck -details practice` |
# | rows of a file of HBase | `hbase hfile -p -f FILE` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
