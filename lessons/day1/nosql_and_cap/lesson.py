# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # NoSQL and CAP · NoSQL과 CAP
#
# One machine no longer holds the data, so many do. Then a store must answer two questions: in which form does a record lie so that one machine can find it alone, and what does a machine say when it cannot reach the others?
#
# You put one car into four forms. Then you break a network and watch who still answers.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - write one record in relational, key-value, wide-column and document form, and say which question each answers at once,
# - tell consistency from availability by what servers do in a partition,
# - count what a store loses when two sides take writes,
# - choose a store for a given use.
#
# 45 minutes · services: ZooKeeper (three servers), Redis (primary and replica), PostgreSQL

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
import json

import pandas as pd

from cluster import clients
from lessons.day1.nosql_and_cap import availability as cap
from lessons.day1.nosql_and_cap import decision, ensemble, replica, timeline
from lessons.day1.nosql_and_cap import exercises as ex
from utils.lesson import ____, shown_error, start

here = start("day1/03_nosql_and_cap", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Four of the pilot's boxes are stores, no two of them alike. This lesson says why.

# %% id="picture"
here.picture()

# %% [markdown] id="record-intent" slideshow={"slide_type": "slide"}
# ## One car, four forms · 하나의 레코드, 네 가지 형태
#
# A car has an owner, and it reports its state. Here is the fleet of this lesson, each car with its owner and its last report.

# %% id="record-data"
cars = here.world.cars
owners = here.world.master().query("car_number in @cars")[["car_number", "age", "job"]].astype({"job": str})
latest = here.world.status().drop_duplicates("car_number", keep="last")[["car_number", "battery", "engine"]]
fleet = owners.merge(latest.astype({"engine": str}), on="car_number")
fleet.head(3)

# %% [markdown] id="relational-intent" slideshow={"slide_type": "subslide"}
# ### Relational · 관계형
#
# Each fact lies once, in a table of its own; a **join** (조인) brings facts together when a question needs them. `psql` is the client that people type. Change the 80 and ask again.

# %% id="relational-make"
sql = clients.postgres(autocommit=True)
sql.execute("drop schema if exists nosql cascade")
sql.execute("create schema nosql")
sql.execute("set search_path to nosql")
sql.execute("create table owner (car_number text primary key, age int, job text)")
sql.execute("create table status (car_number text references owner, battery int, engine text)")
with sql.cursor() as cursor:
    cursor.executemany("insert into owner values (%s, %s, %s)", owners.values.tolist())
    cursor.executemany("insert into status values (%s, %s, %s)", latest.values.tolist())

# %% id="relational-ask"
# !psql -c "select car_number, job, battery from nosql.owner join nosql.status using (car_number) where battery < 80 order by battery"

# %% [markdown] id="key-intent" slideshow={"slide_type": "subslide"}
# ### Key-value · 키-값
#
# A join must reach *both* tables. With a hundred machines the two rows may lie on different ones. Redis gives joins up: one **key** leads to one value, and `set` and `get` do not look into the value. The key alone tells on which machine it lies.
#
# **Predict** for the search below: how many of the ten values must be fetched to find the cars with a battery below 80? A whole number.

# %% id="key-make"
kv = clients.redis()
for key in kv.scan_iter("nosql:*"):
    kv.delete(key)
for row in fleet.to_dict("records"):
    kv.set(f"nosql:{row['car_number']}", json.dumps(row, ensure_ascii=False))
kv.get(f"nosql:{cars[0]}")

# %% id="key-search"
guess_fetched = ____
values = [json.loads(kv.get(key)) for key in kv.scan_iter("nosql:*")]
by_scan = sorted(row["car_number"] for row in values if row["battery"] < 80)
print(f"{len(by_scan)} cars found")
here.seen("values fetched", len(values), guess_fetched)

# %% [markdown] id="key-reading" slideshow={"slide_type": "fragment"}
# All of them. By key it is one step, however many cars there are; by anything else it is all of them.

# %% [markdown] id="key-notes" slideshow={"slide_type": "notes"}
# **5 min.** Two for the picture, three for the first two forms. Point at the cars that `psql` finds, and at the number of values fetched for the same cars. The cells so far may be run again: the schema is dropped first, keys are overwritten. Ask: a million cars, what changes? *Nothing for a get by key; the search fetches a million values.*

# %% [markdown] id="wide-intent" slideshow={"slide_type": "subslide"}
# ### Wide-column · 와이드 컬럼
#
# HBase does not run in this lesson, but its form can be shown in a Redis hash. A **row key** (로우키) leads to a row, and in the row lie cells, named *family:qualifier*. Rows need not have the same cells, and one cell can be fetched alone. `redis-cli` prints a name, then its value.

# %% id="wide-make"
for row in fleet.to_dict("records"):
    cells = {"owner:age": row["age"], "owner:job": row["job"], "status:battery": row["battery"]}
    kv.hset(f"wide:{row['car_number']}", mapping=cells)
kv.hset(f"wide:{cars[0]}", "owner:note", "tyre changed")
# !redis-cli --raw hgetall wide:{cars[0]}
# !redis-cli --raw hgetall wide:{cars[1]}

# %% [markdown] id="wide-reading" slideshow={"slide_type": "fragment"}
# The first car has a cell that the second does not have. HBase allows that too: a new *qualifier* in a family that exists, such as `owner:note`, needs no change of the table; a new *family* does. And HBase keeps rows *sorted* by key, so that neighbours are read together.

# %% [markdown] id="document-intent" slideshow={"slide_type": "subslide"}
# ### Document · 문서
#
# A **document** (문서) is a value that the store *does* look into: nested, each of its own shape. PostgreSQL has the type `jsonb` for it; MongoDB has nothing else.

# %% id="document-make"
sql.execute("create table garage (doc jsonb)")
for row in fleet.to_dict("records"):
    doc = {"car": row["car_number"], "owner": {"job": row["job"], "age": row["age"]}, "battery": row["battery"]}
    sql.execute("insert into garage values (%s)", [json.dumps(doc)])
by_document = sql.execute("""
    select doc->>'car', doc->'owner'->>'age' from garage
    where doc @> '{"owner": {"job": "학생"}}' order by 1""").fetchall()
by_document

# %% [markdown] id="document-reading" slideshow={"slide_type": "fragment"}
# `@>` means *contains*: found by what is inside, without a join, since owner and state lie together. If one person owned two cars, the person would be written twice.

# %% [markdown] id="document-notes" slideshow={"slide_type": "notes"}
# **9 min.** Five of them for exercise 1. Point at three students found without a join, and on the slide before at `owner:note`, which only one car has. In exercise 1 tuples are refused: take `row[0]` of each. Do it now: after the second cut `sql` is dead until the cell with the sold car opens another. Ask: the price of a document? *Two cars, one owner: written twice.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (5 min)
#
# Ask in SQL, over the two tables or over the documents: **which cars of students (학생) have a battery below 90?** A list of car numbers. `sql.execute("…").fetchall()` returns a list of tuples; `(doc->>'battery')::int` is a number.

# %% id="ex1-check" tags=["check"]
ex.q1.given(fleet=fleet)
found = ____
found = ex.q1.check(found)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="cap-intent" slideshow={"slide_type": "slide"}
# ## The network breaks · 네트워크가 끊어지면
#
# `Availability` now asks every server about twice a second. Through each ZooKeeper server it **reads**, and then, in a session of its own, it **writes** the word `seen`, which `zkCli` shows below. To Redis it writes a number at the primary, and checks at the replica whether the number is there. With PostgreSQL it makes one transaction.
#
# ZooKeeper's servers hear each other, and Redis's replica follows its primary, through *links* that you can cut. `Availability` reaches each server, whatever is cut. (The servers and their elections are real. One machine stands for six, and a link is a program in between: cut, it holds everything back and closes nothing.)

# %% id="cap-whole" tags=["nbval-ignore-output"]
link, peers = replica.Replica(), ensemble.Ensemble()
availability = cap.Availability()
print(availability.watch("all connected"))
# !zkCli get {cap.PATH} 2>/dev/null | grep -v "^$" | tail -1

# %% [markdown] id="cut-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### First cut · 첫 번째 단절
#
# In a **network partition** (네트워크 분할) servers run but do not hear each other. (Kafka and Hive use *partition* for a part of a topic or a table.)
#
# Cut off here: ZooKeeper's leader from its two followers, and Redis's replica from its primary. Nothing is stopped: all five servers live, and you reach each of them.
#
# **Predict**: how many of the three ZooKeeper servers take writes in the end? A whole number. And does the replica of Redis still answer?

# %% id="cut-run" tags=["failure"]
guess_servers = ____
first = cap.leader()


def first_cut():
    peers.cut(first)
    link.cut()
    here.cluster.wait(lambda: cap.mode(first) == "not serving", "the leader steps down", 60)


told = availability.watch("ZooKeeper's leader cut off, Redis link cut", first_cut, zookeeper=2, old=1)
here.seen("ZooKeeper servers that take writes", int(told["zookeeper"][0]), guess_servers)
print(told)
print("the old leader:", cap.mode(first), "· all three:", sorted(cap.modes().values()))

# %% [markdown] id="cut-reading" slideshow={"slide_type": "fragment"}
# Two of three go on. They waited five ticks of one second for the leader, then elected another. Two of three is a majority, a **quorum** (정족수), and there is never a second one. The old leader lives and has all the data. But it heard from nobody, **stepped down**, and now turns its clients away. So there are never two leaders whose writes are confirmed.
#
# Redis never paused. Its primary confirms every write, and the replica answers each time, with a number from before the cut.

# %% [markdown] id="cut-notes" slideshow={"slide_type": "notes"}
# **10 min.** Both cuts and the healing. Run each cell once: a second run of this one cuts off the next leader too and ends after a minute with `NotReady`; `peers.heal()` and `link.heal()` help. Point at `2 of 2, 1 old`, later at the orange diamonds and the hollow dots. Ask: why will one server with all the data refuse? *One of three is no majority.*

# %% [markdown] id="deep-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### Second cut · 두 번째 단절
#
# Now the last *follower* is cut off as well, and PostgreSQL's only server dies (`kill -9`). Each ZooKeeper server is alone, the new **leader** among them, alive, healthy, with all the data. **Predict**: in the end, does it still answer *reads*? `"yes"` or `"no"`.

# %% id="deep-run" tags=["failure"]
guess_reads = ____
second = cap.leader()
third = next(name for name in cap.STORES["zookeeper"] if name not in (first, second))


def second_cut():
    peers.cut(third)
    here.cluster.kill("postgresql")
    here.cluster.wait(lambda: cap.mode(second) == "not serving", "the leader steps down", 60)


print(availability.watch("each ZooKeeper server alone, PostgreSQL down", second_cut, zookeeper=0, postgresql=0, old=1))
last = availability.answers.query("server == @second")["outcome"].iloc[-1]
here.seen("the leader answers reads", "yes" if last in (cap.ANSWERED, cap.READS) else "no", guess_reads)
print(sorted(cap.modes().values()))

# %% [markdown] id="deep-reading" slideshow={"slide_type": "fragment"}
# All three live, and each says of itself that it is *not serving*. For some seconds the second leader still led, answered reads and confirmed no write. Then it stepped down as the first had done: without a majority it turns readers away too, because the two others might have elected a leader and written something newer.

# %% id="heal-run"
def heal():
    link.heal()
    peers.heal()
    here.cluster.revive("postgresql")


print(availability.watch("healed", heal))
timeline.draw_timeline(availability.answers)

# %% [markdown] id="heal-reading" slideshow={"slide_type": "fragment"}
# *Refused* is an answer, and a quick one: ZooKeeper's server says that it does not serve; PostgreSQL is dead, and its machine says that nobody listens. To the servers themselves the others were *silent*: that may mean a cut, a slow machine or a dead one, and only patience ends it. A hollow dot is a read that was answered while a write was not.

# %% [markdown] id="cap-names" slideshow={"slide_type": "slide"}
# ## Three letters · CAP 정리
#
# **Consistency** (일관성): every answer reflects the last confirmed write. **Availability** (가용성): every living server answers. **Partition tolerance** (분할 내성): the store goes on although messages are lost. Partitions happen, so the choice is what to give up *while* one lasts.
#
# | | gives up | seen here |
# |---|---|---|
# | CP | answers | ZooKeeper; HBase is of this kind |
# | AP | the newest value | reads from a replica of Redis; Cassandra unless told otherwise |
# | CA | having several machines | PostgreSQL on one server: no read and no write when it is gone |
#
# The letters are coarse. ZooKeeper confirms *writes* by quorum, but a *read* comes from the server you ask and may be a moment old, unless you `sync` first. The hollow dots were such reads.

# %% [markdown] id="transaction-intent" slideshow={"slide_type": "subslide"}
# ### What one server is good at · 트랜잭션
#
# One server can promise that several changes happen together or not at all, a **transaction** (트랜잭션). The first car is sold: the owner is changed, then a state is written, and this second statement fails.

# %% id="transaction-run"
sql = clients.postgres(options="-c search_path=nosql", autocommit=True)
with shown_error(), sql.transaction():
    sql.execute("update owner set job = 'sold' where car_number = %s", [cars[0]])
    sql.execute("insert into status values ('none', 100, 'A')")
sold = sql.execute("select count(*) from owner where job = 'sold'").fetchone()[0]
sold

# %% [markdown] id="transaction-reading" slideshow={"slide_type": "fragment"}
# No car is sold: the first statement had succeeded and was undone with the second.

# %% [markdown] id="transaction-notes" slideshow={"slide_type": "notes"}
# **6 min.** Three of them for exercise 2, the rest for the table with CP, AP and CA. Point at `ForeignKeyViolation` and at the 0 below it. In exercise 2 the answer 3 leaves two of five, and the three on the other side could be a majority. Ask: why is the first update gone although it had succeeded? *One transaction: all or nothing.*

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (3 min)
#
# An ensemble has **five** ZooKeeper servers. **At most how many of them may be cut off at the same time, so that the others still take writes?** An integer.

# %% id="ex2-check" tags=["check"]
may_fail = ____
may_fail = ex.q2.check(may_fail)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="split-intent" slideshow={"slide_type": "slide"}
# ## Two primaries · 두 개의 프라이머리
#
# An old answer is a small price. The link is cut again, and now an operator on the replica's side believes that the primary is dead and **promotes** (승격) the replica. Both sides now take writes: the pilot's alerts of one day, a set; each member is a car with a time. Ten are there before the cut, then each side takes some.

# %% id="split-run"
DAY = "20160101"
KEY = f"alerts:{DAY}"
alerts = [f"{cars[second % len(cars)]}-{DAY}0000{second:02}" for second in range(60)]
kv.delete(KEY)
kv.sadd(KEY, *alerts[:10])
here.cluster.wait(lambda: link.client.scard(KEY) == 10, "the replica has ten alerts", 20)
link.cut()
link.promote()
kv.sadd(KEY, *alerts[10:30])
link.client.sadd(KEY, *alerts[30:60])
pd.Series({"primary": kv.scard(KEY), "promoted": link.client.scard(KEY)})

# %% [markdown] id="split-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# Now the link heals, and the promoted server is told to follow its old primary again. Ten alerts were there before the cut; one side confirmed 20 more, the other 30 more. **Predict**: how many alerts does the promoted server hold then? A whole number.

# %% id="split-heal"
guess_held = ____
confirmed = kv.smembers(KEY) | link.client.smembers(KEY)
link.heal()
link.follow()
here.cluster.wait(lambda: link.client.smembers(KEY) == kv.smembers(KEY), "both hold the same", 30)
lost = confirmed - kv.smembers(KEY)
print(f"{len(confirmed)} confirmed, {len(lost)} lost")
here.seen("alerts at the promoted server", link.client.scard(KEY), guess_held)

# %% [markdown] id="split-reading" slideshow={"slide_type": "fragment"}
# To follow means to become a copy: the 30 alerts of the promoted side are gone, though each had been confirmed. Stores built for this let a rule or a person merge both. ZooKeeper cannot get here: two majorities of three do not exist.

# %% [markdown] id="split-notes" slideshow={"slide_type": "notes"}
# **6 min.** Three of them for exercise 3. Point at 30 and 40, then at the 30 lost. A second run of the cell with `promote` waits 20 seconds and ends with `NotReady`: the promoted replica follows nobody; run the cell with `follow` first. Exercise 3 may be tried as often as you like: each check splits both anew. Ask: was any of the lost writes refused? *No, each was confirmed.*

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (3 min)
#
# The same split again, and this time you are the person who merges. **Write `rescue(primary, promoted)`**: it gets both sides as sets and returns the set of alerts that must be written to the primary before the other follows it. For sets, `a | b`, `a & b` and `a - b` work.
#
# The check splits the two servers, writes what your function returns, lets the replica follow, and asks both.

# %% id="ex3-check" tags=["exercise", "acts"]
def rescue(primary, promoted):
    return ____


def heal_with(rescue):
    link.split(KEY, alerts[:10], alerts[10:30], alerts[30:])
    return link.rejoin(KEY, rescue)


ex.q3.given(heal=heal_with)
rescue = ex.q3.check(rescue)
all_confirmed, held = heal_with(rescue)
here.record("alerts lost after the rescue", len(all_confirmed - held), equals=0, of=ex.q3)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="tree-intent" slideshow={"slide_type": "slide"}
# ## Which store? · 저장소 고르기
#
# How is the data read, how much is there, how new must an answer be? Ask in this order, and stop at the first *yes*.

# %% id="tree-figure"
decision.draw_decisions()

# %% [markdown] id="tree-notes" slideshow={"slide_type": "notes"}
# **9 min.** Six of them for exercise 4, the rest for the test station and the quiz. Point at the ladder from its top: the first *yes* ends it. The check names one wrong use at a time, so several rounds are normal. HBase against Cassandra is decided by *must a read see the last write?* Ask: which of the six are in the pilot? *Redis, HBase, an RDBMS, Spark.*

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (6 min)
#
# Six uses. Choose for each one of `redis`, `cassandra`, `hbase`, `rdbms`, `document`, `spark`.
#
# - `speeding`: the cars over the limit in the last minutes, read a thousand times a second, worthless after a week.
# - `drives`: every row of every car for years, fetched as *one car, one hour*; whoever reads must see the last write.
# - `devices`: units on three continents write all the time, also while the lines between the continents are down.
# - `contracts`: leasing contracts, payments and customers that must never disagree.
# - `catalogue`: accessories of a hundred makers, each with properties of its own, searched by property.
# - `habits`: from all drives of five years, once a night, the segments of drivers.
#
# Answer with a dictionary: `{"speeding": "…", …}`.

# %% id="ex4-check" tags=["check"]
stores = ____
stores = ex.q4.check(stores)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# The partition as numbers, and everything put back as it was.

# %% id="station-check" tags=["station"]
answers, ends = availability.answers, availability.summary()
others = answers["server"].str.startswith("zookeeper") & (answers["server"] != first)
gap = answers[others & (answers["phase"] == ends.columns[1]) & ~answers["outcome"].isin(cap.COUNTED)]["seconds"]
writes = answers[answers["server"] == "redis-primary"]["outcome"]
here.record("ZooKeeper servers that answer", [text[0] for text in ends.loc["zookeeper"]], equals=["3", "2", "0", "3"])
here.record("seconds without a leader", gap.max() - gap.min(), low=0.3, high=45)
here.record("reads answered without a write", int((answers["outcome"] == cap.READS).sum()), low=1)
here.record("share of writes the Redis primary took", (writes == cap.ANSWERED).mean(), low=0.8, high=1)
here.record("old answers of the replica", int((answers["outcome"] == cap.OLD).sum()), low=5)
here.record("confirmed alerts lost", len(lost), equals=30)
here.record("half transactions", sold, equals=0)

# %% id="station-clean" tags=["station"]
availability.close()
peers.close()
link.close()
kv.delete(KEY, *kv.scan_iter("nosql:*"), *kv.scan_iter("wide:*"))
sql.execute("drop schema nosql cascade")
here.record("states of all servers", sorted({role.state for role in here.status()}), equals=["ready"])

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Relational joins anything, on one machine; in the other forms the key leads to one machine alone.
# - In a partition the smaller side answers nothing (CP), or something that may be old (AP).
# - A quorum is more than half; there is never a second one.
# - Two sides that both take writes lose those of one side, unless something merges them.
# - Access pattern, volume and promise choose the store, not its fame.

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
# The pilot uses four of them: ZooKeeper, Redis, PostgreSQL and HBase. Even without a partition a store pays for agreement with delay. The next lesson looks at the data itself.
#
# | Today | |
# |---|---|
# | ZooKeeper | active; new systems often carry their own quorum, as Kafka does (KRaft), or use etcd |
# | Redis | active; Valkey is the fork that stayed under the BSD licence |
# | PostgreSQL | active; with `jsonb` also a document store |
# | HBase, Cassandra | active; both are also offered as services by clouds |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up. (In ZooKeeper's own download its client is `zkCli.sh`; for a server elsewhere it needs `-server` and the address.)
#
# | To | You type |
# |---|---|
# | a table, by SQL | `psql -c "select * from nosql.owner limit 3"` |
# | all keys of a kind | `redis-cli --scan --pattern 'nosql:*'` |
# | one record, with its fields | `redis-cli hgetall wide:B0007` |
# | who is the primary, and who follows | `redis-cli info replication` |
# | what ZooKeeper keeps | `zkCli ls /` |

# %% id="finish" tags=["finish"]
here.finish()
