# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Analysis 1: in-memory SQL and charts · 분석 구현 1: 인메모리 SQL과 시각화
#
# The marts are ready, and analysts ask questions of them all day. Whoever waits half a minute for each answer asks fewer questions.
#
# You ask a server that is always running, get an old answer from it without an error, and see what it does when your program goes away.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - ask a fast SQL server with `beeline` and with Impala's Python client,
# - say why an open session shows old rows, and bring it up to date,
# - find the best of each group with a window function,
# - put a form above a chart, so that others ask without SQL,
# - compare three engines fairly, and read their plans.
#
# 60 minutes · services: Spark SQL server, Hive, HDFS

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
cars = 100

# %% id="setup" tags=["setup"]
from impala.dbapi import connect
from impala.util import as_pandas

from cluster.clients.hive import SPARK, query
from lessons.day4.analyse_fast import charts, clients
from lessons.day4.analyse_fast import exercises as ex
from utils.analyse import form
from utils.explore import panel
from utils.lab import engines, lake
from utils.lesson import ____, shown_error, start

here = start("day4/01_analyse_fast", scale=scale, seed=seed)
files = lake.nights(cars, seed)
night = lake.fill_with_marts(files, ["symptom", "emergency", "item_buylist"])
PORT = here.cluster.port("spark-thrift", "thrift")
FAST = f"jdbc:hive2://localhost:{PORT}/default"
QUESTIONS = form.FOLDER
# %load_ext utils.explore.panel

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Day 3 made the marts. The set-up cell has made those of the night of 1 January, for 100 cars, 23:00 to midnight, and the purchases of January.

# %% id="picture"
here.picture()

# %% [markdown] id="ask-intent" slideshow={"slide_type": "slide"}
# ## A server that waits for questions · 인메모리 SQL 서버
#
# In the original pilot this server is **Impala**: its daemons are up all the time and keep what they know of the tables in memory. Here it is Spark's SQL server. Both read the tables of Hive's metastore, and both understand Hive's protocol, so `beeline` reaches it with another address. Who drives unlike the others? This question lies in a file, because it is asked each morning.

# %% id="ask-run" slideshow={"slide_type": "-"}
# !cat {QUESTIONS}/symptom.sql
SYMPTOM = form.question("symptom").filled(biz_date=night)
# !beeline -u {FAST} -e "{SYMPTOM} limit 3;"

# %% [markdown] id="ask-reading" slideshow={"slide_type": "fragment"}
# `${biz_date=20160101}` is a field with a name and a default value; the cell above put the night into it. The `_z` columns of lesson 3-5 say how far a driver lies from the mean, in standard deviations (표준편차): 1 is usual, 3 rare.

# %% [markdown] id="impyla-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### From Python · 파이썬에서
#
# **impyla** is Impala's Python client. As all such clients: connect, take a cursor (it asks, and holds the answer), execute, fetch. With Impala itself address, port and often `auth_mechanism` would differ. The mart of emergency checks has a row for each car with a finding. **Predict**: of 100 cars, how many have one? A whole number.

# %% id="impyla-run" slideshow={"slide_type": "-"}
guess_found = ____
connection = connect("127.0.0.1", PORT, auth_mechanism="PLAIN", user="pilot", password="any")
cursor = connection.cursor()
cursor.execute(form.question("emergency").filled(biz_date=night))
findings = as_pandas(cursor)
here.seen("cars with a finding", int(findings["cars"][0]), guess_found)
findings

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (8 min)
#
# The shop asks: **what did the owners of these cars buy in January 2016?** The three most frequent items, `item` and how many times; the most frequent first, and of equal ones the smaller name first.
#
# The purchases are `Managed_SmartCar_Item_BuyList_Info` (`car_number`, `item`, …), cut by `biz_month`, a text such as `"201601"`. The cars with a finding are `Managed_SmartCar_Emergency_Check_Info` (`car_number`, …), cut by `biz_date`, such as `"20160101"`. A join of two tables is `from A a join B b on a.car_number = b.car_number`. Write the query, a text in three quotes; the check runs it on the server.

# %% id="ex1-check" tags=["check", "acts"]
statement = ____
ex.q1.given(run=lambda text: query(text, SPARK), wanted=query(form.question("purchases").filled(biz_date=night), SPARK).head(3))
statement = ex.q1.check(statement)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% id="ex1-after" slideshow={"slide_type": "-"}
cursor.execute(statement)
as_pandas(cursor)

# %% [markdown] id="ask-notes" slideshow={"slide_type": "notes"}
# **17 min.** Exercise 1 takes 8 of them. The set-up makes six tables and takes a minute or more; start it before you speak. In exercise 1 the month is forgotten most often. The mart has one month now, so the numbers stay right until the next one comes; the check asks for it. Ask: does each car with a finding occur in the join? Answer: no; one without a purchase has no row.

# %% [markdown] id="old-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## An old answer · 오래된 답
#
# The server saves time because it remembers what it has read about a table. Hive makes a small table, `watch`, with one car that the police look for. Our open session counts it. Then Hive, another program, adds a second car. **Predict**: how many cars does our session count now?

# %% id="old-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_old = ____
# !beeline -e "drop table if exists watch; create table watch (car_number string) stored as orc; insert into watch values ('A0042');"
cursor.execute("select count(*) from watch")
before = cursor.fetchall()[0][0]
# !beeline -e "insert into watch values ('B0007'); select count(*) from watch;"
cursor.execute("select count(*) from watch")
after = cursor.fetchall()[0][0]
here.seen("cars that our session counts", after, guess_old)

# %% [markdown] id="old-reading" slideshow={"slide_type": "fragment"}
# Hive counts 2, our session still counts 1, and there is no error. With its first question the session made a list of the table's files, and it keeps this list. A session that begins now makes a new list. In an open session you must ask for a new list, in that same session:

# %% id="old-refresh" slideshow={"slide_type": "-"}
cursor.execute("refresh table watch")
cursor.execute("select count(*) from watch")
refreshed = cursor.fetchall()[0][0]
refreshed

# %% [markdown] id="gone-intent" slideshow={"slide_type": "fragment"}
# An old list can also lead to an error. Hive now **replaces** the rows, so the files on our session's list are removed.

# %% id="gone-run" tags=["failure"] slideshow={"slide_type": "-"}
# !beeline -e "insert overwrite table watch select 'C0001';"
print(clients.refusal(cursor, "select * from watch"))

# %% [markdown] id="impala-words" slideshow={"slide_type": "slide"}
# ### What Impala's users type · Impala 명령과 비교
#
# Impala keeps such a list too, with other words to renew it. Its list belongs to the servers, not to one session: a new session sees the old rows too, and one `REFRESH` helps everybody. Newer releases renew it themselves: every few seconds they ask the metastore what has changed. The next cell tries Impala's words here.
#
# | In Impala | Here | What it does |
# |---|---|---|
# | `REFRESH watch` | `refresh table watch` | take a new list of the table's files |
# | `INVALIDATE METADATA watch` | not needed: our session was open before Hive made `watch`, and found it | forget all that is known of the table and load it again when it is asked; needed after a `create table` in Hive |
# | `COMPUTE STATS watch` | `analyze table watch compute statistics for all columns` | count rows, and the different values of each column, for better plans |
# | `EXPLAIN …` | `explain …` | the plan |
# | `SUMMARY`, `PROFILE`, in `impala-shell` after a query | the page of the server, *SQL / DataFrame* | how long each step of that query took |

# %% id="impala-run" slideshow={"slide_type": "-"}
for words in ("invalidate metadata watch", "compute stats watch", "summary"):
    with shown_error(panel.StatementRefused):
        panel.ask("spark", words)
# !beeline -u {FAST} -e "refresh table watch; analyze table watch compute statistics; select * from watch;"
# !beeline -u {FAST} -e "describe extended watch;" | grep -i statistics

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# A session of the fast server has been open since the morning. What does somebody type in it? `"refresh table"`, `"analyze table"`, `"explain"` or `"nothing"`.
#
# - `grown`: Hive has added rows to a table that this session asked before.
# - `slow`: a question takes long, and you want to know its steps without running it.
# - `join`: for the plan of a join the server should know how large the tables are.
# - `new`: Hive has made a table that this session has never asked.
#
# A dictionary: `{"grown": "…", …}`.

# %% id="ex2-check" tags=["check"]
typed = ____
typed = ex.q2.check(typed)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="old-notes" slideshow={"slide_type": "notes"}
# **12 min.** Exercise 2 takes 4 of them. Point at the two counts, 2 and 1, in one output. Ask: why does a mart of the pilot not have this problem? Answer: each publication points its partition at a new folder, and partitions are asked of the metastore each time; a query that is already running reads the old folder, which is kept. Rows that are added to the same folder would stay unseen, in a mart as well.

# %% [markdown] id="window-intent" slideshow={"slide_type": "slide"}
# ## The best of each group · 윈도우 함수
#
# `group by` gives one row for each group: the highest battery of each region, say, but not *which car* has it. A **window function** (윈도우 함수) looks at other rows without merging them: `rank() over (partition by G order by V desc)` gives each row its place within its group. `where` works before the places exist. So the ranked rows stand in brackets, as a query inside, and the `where` of the query around it keeps the first ones.

# %% id="window-run" magic_args="spark" language="sql" slideshow={"slide_type": "-"}
# select region, car_number, mean from (
#   select region, car_number, round(avg(battery), 1) as mean,
#     rank() over (partition by region order by avg(battery) desc) as place
#   from Managed_SmartCar_Status_Info
#   where biz_date = "20160101"
#   group by region, car_number) ranked
# where place = 1 order by region limit 4

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (10 min)
#
# **In each area, which car was the fastest on average?** Three columns: `area_number`, `car_number`, `mean` (the mean speed, not rounded); one row for each of the 60 areas. Only cars that were in the area for 300 seconds or more: `having count(*) >= 300` behind `group by`.
#
# The table is `Managed_SmartCar_Drive_Info`, a row for each car and second, with `speed` and `area_number`; the night is `biz_date = "20160101"`. Begin with the query above. A text in three quotes.

# %% id="ex3-check" tags=["check", "acts"]
statement = ____
by_car = query(f'select area_number, car_number, avg(speed) as mean, count(*) as n from Managed_SmartCar_Drive_Info where biz_date = "{night}" group by area_number, car_number', SPARK)
there = by_car[by_car["n"] >= 300].sort_values("mean")
ex.q3.given(run=lambda text: query(text, SPARK), wanted=there.groupby("area_number").tail(1))
statement = ex.q3.check(statement)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% id="ex3-after" slideshow={"slide_type": "-"}
fastest = query(statement, SPARK).set_axis(["area_number", "car_number", "mean"], axis=1)
fastest.sort_values("mean").tail(3).round(1)

# %% [markdown] id="window-notes" slideshow={"slide_type": "notes"}
# **14 min.** Exercise 3 takes 10 of them. Whoever puts `place = 1` into the inner `where` reads that the column cannot be resolved: the place exists only after the rows are grouped. Ask: what if two cars share the first place? Answer: `rank` gives both the 1, and the area has two rows; `row_number` would keep one of them.

# %% [markdown] id="form-intent" slideshow={"slide_type": "slide"}
# ## A form above a chart · 동적 폼
#
# A manager wants to see slow areas and has no SQL. In **Zeppelin**, the notebook of the original pilot, a statement has a field `${threshold=60}`, and a box appears above the chart. This is the pilot's statement, in the same notation.

# %% id="form-chart" slideshow={"slide_type": "-"}
# !cat {QUESTIONS}/speed_by_area.sql
speed = form.question("speed_by_area")
slow = query(speed.filled(threshold=60), SPARK)
charts.bars(slow, "Areas below 60 km/h on average · 평균 속도 60 미만 구역")

# %% [markdown] id="form-reading" slideshow={"slide_type": "fragment"}
# Eight of 60 areas. The next cell is the form: type another threshold and press Enter. The choice beside it shows the same rows as a table, without asking again. What is typed becomes part of a statement, so only a number is accepted.

# %% id="form-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
charts.show(speed, lambda text: query(text, SPARK), "threshold", "Slow areas · 느린 구역")

# %% id="form-wrong" tags=["failure"] slideshow={"slide_type": "-"}
with shown_error():
    speed.filled(threshold="60 or 1 = 1")

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# The traffic office suspects that some areas are not just slow, but jammed: **between them and all others there is a gap**. Try thresholds in the form, and give one, a number, that lists the jammed areas alone.

# %% id="ex4-check" tags=["check"]
threshold = ____
ex.q4.given(means=query(f'select avg(speed) as mean from Managed_SmartCar_Drive_Info where biz_date = "{night}" group by area_number', SPARK)["mean"].tolist())
threshold = ex.q4.check(threshold)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% id="ex4-after" slideshow={"slide_type": "-"}
jammed = query(speed.filled(threshold=threshold), SPARK)
", ".join(sorted(jammed["area_number"]))

# %% [markdown] id="form-notes" slideshow={"slide_type": "notes"}
# **7 min.** Exercise 4 takes 4 of them. In a browser without a kernel the form does not react; the bars above stay. Ask: why is `60 or 1 = 1` refused, and what would it have done? Answer: every area would be listed; a longer text could read other tables. Zeppelin puts the text in as it is.

# %% [markdown] id="fair-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Three engines, fairly · 공정한 비교
#
# The same question, the same rows, three engines: Hive on MapReduce, Hive on Tez, Spark SQL. They take turns, four rounds each, and a round before is not counted. **Predict**: how many times as long as Spark SQL does MapReduce take? A number.

# %% id="fair-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_times = ____
BY_AREA = speed.filled(threshold=60)
times = engines.compare({"342,000 rows by area": BY_AREA}, engines.ENGINES)
engines.draw(times)
medians = times["342,000 rows by area"].median()
here.seen("MapReduce, Spark SQL is 1", round(medians["Hive, MapReduce"] / medians["Spark SQL"], 1), guess_times)

# %% [markdown] id="plan-intent" slideshow={"slide_type": "slide"}
# ### Where the time goes · 실행 계획
#
# How does each engine work on this question? First the plan of MapReduce, then that of Spark SQL.

# %% id="plan-run" slideshow={"slide_type": "-"}
# !beeline -e 'set hive.execution.engine=mr; explain {BY_AREA};' | grep -E "Stage-[0-9] (is|depends)|Map Reduce|Fetch"
# !beeline -u {FAST} -e 'explain {BY_AREA};' | grep -oE "(Sort|Filter|HashAggregate|Exchange [a-z]+|FileScan orc)\b"

# %% [markdown] id="plan-reading" slideshow={"slide_type": "fragment"}
# MapReduce runs two jobs, and the second reads a file that the first has written. Read Spark's plan from bottom to top: it scans the ORC files, aggregates where the rows are read, exchanges by area, aggregates again, filters, then exchanges and sorts. Nothing goes through HDFS between the steps: an exchange writes to local disk. The tasks are threads of a process that is already running.
#
# The plan alone does not explain the times. Tez needs no second job either, but its dots lie among those of MapReduce. Hive's engines prepare each question anew, and here MapReduce works with one task at a time, Spark with two.

# %% [markdown] id="fair-notes" slideshow={"slide_type": "notes"}
# **4 min.** Point at the dots: those of MapReduce and Tez overlap, so nothing is shown about these two; those of Spark lie apart. Real here: the three engines, their plans, the rows. One machine stands for a cluster: on many machines MapReduce also starts containers of YARN, which costs seconds more.

# %% [markdown] id="cut-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A client that goes away · 끊긴 클라이언트
#
# An analyst starts a question that takes minutes, then ends the program. Does the server go on, and use the cores for an answer that nobody fetches? **Predict**: `"goes on"` or `"stops"`.

# %% id="cut-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_cut = ____
client = clients.Client(here.cluster)
busy = client.computing()
seconds = client.kill()
here.seen("the server", "stops" if seconds < 60 else "goes on", guess_cut)
print(f"{busy} tasks ran before the end of the program, {client.computing()} run now")

# %% [markdown] id="cut-reading" slideshow={"slide_type": "fragment"}
# The operating system closes the connection of a program that ends. The server notices: it ends the session and cancels its question. Now a program that stands still but does not end, as on a laptop whose lid is closed.

# %% id="freeze-run" tags=["failure"] slideshow={"slide_type": "-"}
client = clients.Client(here.cluster)
frozen = client.freeze()
print(f"{frozen} tasks run six seconds after the program was frozen")
client.kill()
client.computing()

# %% [markdown] id="freeze-reading" slideshow={"slide_type": "fragment"}
# The connection is still open, so the server goes on computing. It stopped when the frozen program was killed. If you do not need an answer any more, cancel the question: press Ctrl-C in `beeline`, or in Python start it with `cursor.execute_async(…)` and end it with `cursor.cancel_operation()`. A server for many people needs a limit of time for each question, in Spark `spark.sql.thriftServer.queryTimeout`; here there is none.

# %% [markdown] id="cut-notes" slideshow={"slide_type": "notes"}
# **6 min.** Station, recap and quiz are included. The client is frozen for six seconds only; open the server's page (`cluster ui`), *Jobs*, before you run that cell: one is active. Ask: what differs between a killed and a frozen client for the network? Answer: the operating system closes the connection of the killed one; that of the frozen one stays open.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold. The last lines remove the tables and the lake.

# %% id="station-answers" tags=["station"]
here.record("cars that the old session counted", [before, after, refreshed], equals=[1, 1, 2])
here.record("areas in the answer", len(fastest), equals=by_car["area_number"].nunique(), of=ex.q3)
here.record("jammed areas", sorted(jammed["area_number"]), equals=["A10", "B02", "C04", "D05", "E10", "F06"], of=ex.q4)
here.record("tasks of a frozen client", frozen, low=1)
here.record("seconds until the question of a killed client ended", seconds, high=60)

# %% id="station-engines" tags=["station"]
answers = engines.answers(BY_AREA, engines.ENGINES)
here.record("engines give the same rows", all(each == answers["Spark SQL"] for each in answers.values()), equals=True)
here.record("MapReduce, Spark SQL is 1", medians["Hive, MapReduce"] / medians["Spark SQL"], low=1)
cursor.close()
connection.close()
query("drop table watch")
lake.empty()

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A fast SQL server is up before the question, over the same tables as Hive.
# - What it keeps in memory can be old: `refresh table`, in Impala `REFRESH`.
# - A window function ranks rows within their group; the query around it keeps the first.
# - A field in a statement makes a form; what is typed there is checked before it becomes SQL.
# - Engines are compared in turns; a difference counts only if their times do not overlap.
# - A server ends the question of a client that ended, and not of one that stands still.

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
# Queries tell what happened. In the next lesson models recommend, predict and group. At a larger scale one server is shared by many analysts, and its memory is divided among their questions by queues.
#
# | Today | |
# |---|---|
# | Impala | maintained; strong where tables lie in HDFS or an object store |
# | Zeppelin | maintained; a note is a file of JSON, its fields are filled by the page or by REST, `POST /api/notebook/run/NOTE/PARAGRAPH` with `{"params": {"threshold": "40"}}` |
# | fast SQL, else → | Trino, DuckDB on one machine, the warehouses of the clouds |
# | forms and charts, else → | Superset, Metabase, a Panel or Streamlit page |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, before you run the test station: it removes the tables. In an open session, `refresh table NAME;` comes before the question.
#
# | To see or do | You type |
# |---|---|
# | ask the fast server | `beeline -u jdbc:hive2://localhost:30001 -e 'show tables;'` |
# | the plan with sizes | `beeline -u jdbc:hive2://localhost:30001 -e 'explain cost select count(*) from Managed_SmartCar_Drive_Info;'` |
# | ask again and again in one session | `beeline -u jdbc:hive2://localhost:30001` |
# | the same question to Hive | `beeline -e 'select count(*) from Managed_SmartCar_Drive_Info;'` |

# %% id="finish" tags=["finish"]
here.finish()
