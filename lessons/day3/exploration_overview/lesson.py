# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Exploration: overview · 탐색 개요·기술·요구사항·아키텍처
#
# The rows are in HDFS, and they are safe. But nobody wants to read files: people ask questions.
#
# You make tables of the files without moving one byte, lose a night without an error, and choose a format.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - write an external table over files that lie in HDFS,
# - find out why a night is missing, and bring it in with one statement,
# - say what `drop table` removes, and choose external or managed,
# - compare text, ORC and Parquet by size and time,
# - read in a plan which engine runs it, and in how many steps,
# - derive the architecture of exploration from its requirements.
#
# 45 minutes · services: HDFS, Hive

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
cars = 100

# %% id="setup" tags=["setup"]
from cluster.clients.hive import query
from cluster.clients.namenode import status
from data import dataset
from lessons.day3.exploration_overview import exercises as ex
from lessons.day3.exploration_overview import formats, statements
from utils.lesson import ____, start

here = start("day3/03_exploration_overview", scale=scale, seed=seed)
nights = dataset(f"{cars} cars 2 h", seed=seed, start="2016-01-01T23:00").status
HOME, TABLE = "/pilot-pjt/tables", "overview.smartcar_status_info"

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Collecting and loading are done. Exploration begins where the files lie.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# **Exploration** (탐색) makes tables of what was loaded, cleans them, and lets people ask. The status file of one day, here the last hour of 100 cars, goes into a folder of its own. The folder is named by the date of collection, as on day 2. We put the file there by hand, so its headings are still in it.

# %% id="overview-put" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
# !hdfs dfs -rm -r -f -skipTrash {HOME}
# !beeline -e 'drop database if exists overview cascade; create database overview;'
# !hdfs dfs -mkdir -p {HOME}/status/wrk_date=20160102
# !hdfs dfs -put - {HOME}/status/wrk_date=20160102/night.txt < {nights[0]}

# %% id="overview-look" slideshow={"slide_type": "-"}
# !hdfs dfs -cat {HOME}/status/wrk_date=20160102/night.txt 2> /dev/null | head -n 4
# !hdfs dfs -cat {HOME}/status/wrk_date=20160102/night.txt | wc -l

# %% [markdown] id="overview-reading" slideshow={"slide_type": "fragment"}
# Lines of text with commas. Whoever wants the mean battery of each car needs a program that cuts lines at the commas, and another program for the next question.

# %% [markdown] id="overview-notes" slideshow={"slide_type": "notes"}
# **4 min.** The picture is included. Point at the heading between the rows, and at 120100. The folder says 20160102, the rows 20160101: a night is collected on the day after. Ask: which program would you write for the mean battery, and which for the next question?

# %% [markdown] id="schema-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## 2 Technology: a table over files · 파일 위의 테이블
#
# **Hive** keeps names and types of columns, the separator and the folder in its **metastore** (메타스토어), and reads the files when somebody asks. At work people type `beeline`: it sends statements to Hive's server, HiveServer2. Each ends with a semicolon. **Predict**: how many rows does a count find in this table right after it was made? A whole number.

# %% id="schema-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_first = ____
STATUS = """create external table overview.smartcar_status_info (
  reg_date string, car_number string, tire_fl int, tire_fr int, tire_bl int, tire_br int,
  light_fl int, light_fr int, light_bl int, light_br int, engine string, `break` string, battery int)
partitioned by (wrk_date string)
row format delimited fields terminated by ","
location "/pilot-pjt/tables/status"
"""
# !beeline -e '{STATUS};'
# !beeline -e 'select count(*) from {TABLE};'
first = int(query(f"select count(*) from {TABLE}").iloc[0, 0])
here.seen("rows", first, guess_first)

# %% [markdown] id="schema-reading" slideshow={"slide_type": "fragment"}
# No row, and no error. The table is cut into partitions (파티션), as on day 2: one folder each. The metastore keeps a list of them, and nobody has told it of our folder. `msck repair table` compares the list with the folders, and adds what is missing.

# %% id="repair-run" slideshow={"slide_type": "-"}
# !beeline -e 'msck repair table {TABLE}; show partitions {TABLE}; select count(*) from {TABLE};'

# %% [markdown] id="repair-reading" slideshow={"slide_type": "fragment"}
# Now each line of the file is a row: 120,100 lines, 120,100 rows. Nothing was copied or converted: the file is where it was, and the metastore has learnt of one folder. No line holds `wrk_date`: its value is in the folder's name. The word `external` says that Hive does not own the files; you see below what this means.

# %% [markdown] id="read-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### A word where a number should be · 읽기 시점 스키마
#
# The file has headings between its rows: `…,CarNum,TireFL,…,BatteryInfo`. The column `battery` is an `int`. **Predict**: what does Hive give for the battery of such a line: `"an error"`, `"NULL"` or `"0"`?

# %% id="read-run" slideshow={"slide_type": "-"}
guess_word = ____
# !beeline -e 'select car_number, tire_fl, battery from {TABLE} where car_number = "CarNum" limit 2;'
word = query(f'select battery from {TABLE} where car_number = "CarNum" limit 1').iloc[0, 0]
here.seen("battery", "NULL" if word is None else str(word), guess_word)

# %% id="read-counts" slideshow={"slide_type": "-"}
# !beeline -e 'select count(*) as all_rows, count(battery) as with_a_battery from {TABLE};'
counts = query(f"select count(*) as rows_, count(battery) as batteries from {TABLE}").iloc[0]

# %% [markdown] id="read-reading" slideshow={"slide_type": "fragment"}
# This is **schema on read** (읽기 시점 스키마): types are a way of reading, and what does not fit is NULL. A relational database checks when a row is written, **schema on write** (쓰기 시점 스키마), and refuses it. Hive takes any file at once; in return each question must reckon with garbage lines (쓰레기 행). `count(battery)` leaves out NULLs: the difference, 100, is one heading for each car.

# %% [markdown] id="schema-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 1 takes 7 of them. Many predict the number of lines: point at `partitioned by` and at the 0. A cell that says that the table exists was run twice: run the cell of the first `put` again, it drops the database. In exercise 1 the word `external` is forgotten most often; a dropped table then takes the file along, so the check puts the file anew each time. Ask: what would PostgreSQL have said to the heading? Answer: *invalid input syntax*, and no row.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (7 min)
#
# The file of the master, 2,600 cars with their owners, is to be a table, too. The check puts it into `/pilot-pjt/tables/master`; the next cell shows its first lines. The fields: car_number, sex, age, marriage, region, job, car_capacity, car_year, car_model.
#
# **Write the statement** for an external table `overview.smartcar_master`, without partitions; the age is an `int`. A text in three quotes, as above; the last three stand on a line of their own. The check runs it in Hive and asks what was made.

# %% id="ex1-look" slideshow={"slide_type": "-"}
print(*here.files.master.read_text("utf-8").splitlines()[:2], sep="\n")

# %% id="ex1-check" tags=["check", "acts"]
statement = ____
ex.q1.given(run=lambda text: statements.make_master(here.files.master, text))
statement = ex.q1.check(statement)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% id="master-run"
made = statements.make_master(here.files.master, statement)
# !beeline -e 'select region, count(*) as cars, round(avg(age), 1) as mean_age from overview.smartcar_master group by region order by cars desc limit 3;'

# %% [markdown] id="night-question" tags=["failure"] slideshow={"slide_type": "slide"}
# ## A night is missing · 빠진 파티션
#
# The next night arrives, and somebody asks for rows by night.

# %% id="night-run" tags=["failure"]
# !hdfs dfs -mkdir -p {HOME}/status/wrk_date=20160103
# !hdfs dfs -put - {HOME}/status/wrk_date=20160103/night.txt < {nights[1]}
# !beeline -e 'select wrk_date, count(*) from {TABLE} group by wrk_date;'

# %% [markdown] id="night-reading" slideshow={"slide_type": "fragment"}
# The answer looks complete, but the second night is missing. A report would show these numbers, and nobody would know.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (3 min)
#
# **Repair it with one statement**, a text. The check runs it if it can be a repair and removes nothing, and asks the metastore for its list.

# %% id="ex2-check" tags=["check", "acts"]
statement = ____
ex.q2.given(run=statements.nights_after)
statement = ex.q2.check(statement)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="night-after" tags=["failure"]
known = statements.nights_after(statement)
# !beeline -e 'select wrk_date, count(*) from {TABLE} group by wrk_date;'

# %% [markdown] id="drop-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## External or managed · 외부 테이블과 관리 테이블
#
# A table can also own its files. `create table … as select` makes such a **managed table** (관리 테이블) below Hive's own folder, the warehouse; ours over the files of the nights is an **external table** (외부 테이블). Both are dropped now. **Predict**: whose files are left: `"both"`, `"external"`, `"managed"` or `"none"`?

# %% id="drop-run" slideshow={"slide_type": "-"}
guess_left = ____
# !beeline -e 'create table overview.copy as select * from {TABLE};'
# !beeline -e 'drop table overview.copy; drop table {TABLE};'
# !hdfs dfs -ls -C {HOME}/status /user/pilot/warehouse/overview.db
paths = {"external": f"{HOME}/status/wrk_date=20160102", "managed": "/user/pilot/warehouse/overview.db/copy"}
left = {kind: status(path) is not None for kind, path in paths.items()}
here.seen("left", " and ".join(kind for kind, there in left.items() if there) or "none", guess_left)

# %% [markdown] id="drop-reading" slideshow={"slide_type": "fragment"}
# Dropping an external table takes an entry from the metastore; the files stay. Dropping a managed one removes its files, too. The two folders of the nights are listed, and no `copy`. So the table comes back with two statements.

# %% id="back-run" slideshow={"slide_type": "-"}
# !beeline -e '{STATUS};'
# !beeline -e 'msck repair table {TABLE}; select count(*) from {TABLE};'

# %% [markdown] id="drop-notes" slideshow={"slide_type": "notes"}
# **11 min.** Exercises 2 and 3 take 8 of them. On the slide of the missing night point at the single row `20160102`: an answer without an error. Here point at the listing: two folders of nights, nothing in the warehouse. Ask: who may delete the files of a managed table? Answer: Hive alone. A Hive 4 with its defaults notes such a copy as external, with `external.table.purge`: `describe formatted` says external, and `drop` deletes its files all the same. This server has that turned off.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (5 min)
#
# `"external"` or `"managed"`?
#
# - `status_files`: what the agent writes each night; MapReduce jobs read it, too.
# - `over18`: cars whose owner is 18 or older, a result of a query that only Hive reads.
# - `daily_means`: the mean battery of each car and day. A statement of Hive computes it each night; only the marts read it.
# - `purchases`: files that the shop delivers once a month.
# - `features`: a folder of Parquet files that a Python program writes each day, for a model.
#
# A dictionary: `{"status_files": "…", …}`.

# %% id="ex3-check" tags=["check"]
kinds = ____
kinds = ex.q3.check(kinds)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="format-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Three formats · 저장 형식
#
# Text is written once and cut again at each question. **ORC** and **Parquet** are columnar: the values of a column lie together, packed, and each stretch of them notes its count, its lowest and its highest value. `create table … stored as orc as select …` writes all rows of both nights anew. **Predict**: about how large is ORC, if text is 100? A whole number.

# %% id="format-run" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_size = ____
formats.make(TABLE, "overview")
# !hdfs dfs -du /user/pilot/warehouse/overview.db
sizes = formats.compare("overview", "select avg(battery) from {table}")
formats.draw(sizes)
here.seen("ORC, text is 100", round(100 * sizes.loc["ORC", "MB"] / sizes.loc["text", "MB"]), guess_size)

# %% [markdown] id="format-reading" slideshow={"slide_type": "fragment"}
# The lights are 1 in nearly every row, and engine and brake are A in nearly all: such columns pack into almost nothing. Tyres and battery change with nearly every row, in no fixed order, so they pack less well. A question for one column reads that column and skips the others. (The files are real; one machine has written and reads them all.) The times differ less than the sizes: two nights are small, and a good part of each answer is planning and starting, which no format shortens.

# %% [markdown] id="format-notes" slideshow={"slide_type": "notes"}
# **4 min.** In the listing point at the three sizes, in the figure at the times: they change from run to run, and differ less than the sizes. Ask: which columns take the most room in ORC? Answer: the four tyres and the battery, because they change with nearly every row, in no fixed order. The car number changes with every row, too, but always in the same order: it takes almost nothing.

# %% [markdown] id="plan-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Two engines · 실행 엔진
#
# Hive makes a plan of each question, and an **execution engine** (실행 엔진) runs it. `explain` shows the plan without running it. MapReduce knows one form, map then reduce: a job. Grouping needs one reduce step, sorting the result another. **Predict**: how many MapReduce jobs does this question take? A whole number.

# %% id="plan-run" slideshow={"slide_type": "-"}
guess_jobs = ____
QUESTION = "select car_number, avg(battery) as mean from overview.as_orc group by car_number order by mean"
# !beeline -e 'set hive.execution.engine=mr; explain {QUESTION};' | grep -E "Stage-[0-9] (is|depends)|Map Reduce"
plan = "\n".join(query(f"explain {QUESTION}", hive_execution_engine="mr").iloc[:, 0])
here.seen("jobs", plan.count("Map Reduce"), guess_jobs)

# %% id="plan-tez" slideshow={"slide_type": "-"}
# !beeline -e 'set hive.execution.engine=tez; explain {QUESTION};' | grep -E "<-.*EDGE"

# %% [markdown] id="plan-reading" slideshow={"slide_type": "fragment"}
# `Stage-1` and `Stage-2` are two jobs: the first writes a file, and the second reads it (`Stage-0` only hands out the result). Here both engines run inside HiveServer2, and the file is a local one; on a real cluster they are applications of YARN, and the file lies in HDFS. **Tez** runs the same steps as one graph, `Map 1` to `Reducer 2` to `Reducer 3`, and hands rows on as a map does to its reduce: no file between two jobs. The next cell asks both engines in turns, and shows the median time of three answers, in ms.

# %% id="plan-times" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
engines = formats.by_engine(QUESTION)
engines.round().to_frame().T

# %% [markdown] id="plan-notes" slideshow={"slide_type": "notes"}
# **13 min.** Requirements, architecture, station, recap and quiz are included. In the plan point at *depends on stages: Stage-1*. The engines run inside HiveServer2 here; on a real cluster they are applications of YARN. Ask: where does the result of `Stage-1` lie? Answer: on a real cluster in HDFS, below `/tmp/hive`; here in a local folder of HiveServer2, because its jobs run inside it.

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements · 요구사항
#
# | Requirement | Answer |
# |---|---|
# | people ask in SQL where the files lie | external tables over what is collected |
# | every program sees the same tables | one metastore, asked by Hive, Spark and the fast SQL server |
# | a new night is found | a step of the workflow adds its partition |
# | questions do not meet broken rows | marts: cleaned tables with real types |
# | a question reads little | columnar format, partitions by `biz_date` |
# | marts are ready in the morning | a **workflow** (워크플로) for each: steps in their order; a **coordinator** (코디네이터) starts it daily when its input is there |
# | a night can be computed again | each step replaces one partition as a whole |

# %% [markdown] id="architecture" slideshow={"slide_type": "slide"}
# ## 4 Architecture · 아키텍처
#
# | From | By | To |
# |---|---|---|
# | files of the nights, master, purchases | three external tables | questions as they come (3-4) |
# | HBase's driving rows | a nightly copy into files | the fourth external table |
# | these four tables | five workflows, 01:00 to 05:00 | five managed marts in ORC (3-5) |
# | marts | fast SQL, models, export | day 4 |

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold. The last lines remove the lesson's tables and files.

# %% id="station-tables" tags=["station"]
lines = sum(1 for night in nights for _ in night.open())
here.record("rows before the metastore knew a partition", first, equals=0)
here.record("rows without a battery", int(counts.rows_ - counts.batteries), equals=cars)
here.record("partitions after the repair", known, equals=["20160102", "20160103"], of=ex.q2)
here.record("rows of both nights", int(query(f"select count(*) from {TABLE}").iloc[0, 0]), equals=lines)
here.record("cars in the master", made.rows, equals=2600, of=ex.q1)
here.record("files left after both drops", left, equals={"external": True, "managed": False})

# %% id="station-formats" tags=["station"]
same = {name: query(f"select count(*), sum(battery) from overview.as_{name.lower()}").iloc[0].tolist() for name in sizes.index}
here.record("formats that answer alike", len({tuple(each) for each in same.values()}), equals=1)
here.record("times that text is larger than ORC", sizes.loc["text", "MB"] / sizes.loc["ORC", "MB"], low=5)
answers = [query(QUESTION, hive_execution_engine=engine) for engine in ("mr", "tez")]
here.record("engines give the same rows", answers[0].equals(answers[1]), equals=True)
# !beeline -e 'drop database overview cascade;'
# !hdfs dfs -rm -r -skipTrash {HOME}

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - An external table is an entry in the metastore: names, types, separator, folder. No file is touched.
# - A query reads a folder only when the metastore knows its partition; a missing one gives no error.
# - Types count when rows are read; what does not fit is NULL.
# - `drop table` removes the files of a managed table and leaves those of an external one.
# - Columnar formats pack each column together, and a question reads only its own columns.
# - MapReduce runs a plan as jobs one after the other, Tez as one graph.

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
# The next lesson asks, with Hive and with Spark SQL, and cleans the rows. At a larger scale the list of partitions itself grows long, and listing folders can take longer than reading them.
#
# | Hive today | |
# |---|---|
# | state | its metastore is everywhere; its server is still used, new work mostly goes to other engines |
# | MapReduce → | deprecated as an engine since Hive 2, and some distributions have removed it; Tez is the usual one |
# | HiveServer2 → | Spark SQL, Trino: they ask the same metastore |
# | partition folders → | table formats such as Iceberg: a list of files for each version of the table |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, before you run the test station: it removes the tables. Elsewhere `beeline` needs `-u` with the address of the server and `-n` with your name, and takes a file by `-f statements.hql`.
#
# | To see or do | You type |
# |---|---|
# | columns, folder and kind of a table | `beeline -e 'describe formatted overview.smartcar_status_info;'` |
# | the statement that made it | `beeline -e 'show create table overview.smartcar_status_info;'` |
# | its partitions | `beeline -e 'show partitions overview.smartcar_status_info;'` |
# | statements in a file | `beeline -f /dev/stdin < statements.hql` |

# %% id="finish" tags=["finish"]
here.finish()
