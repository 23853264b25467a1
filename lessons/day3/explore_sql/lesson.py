# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Exploration 1: ad-hoc queries and cleaning · 탐색 구현 1: 애드혹 쿼리와 전처리
#
# Two nights lie in the lake, and a table of driving rows in HBase. People come with questions that nobody foresaw.
#
# You make four tables, ask them with two engines, meet a row that is wrong without an error, and clean.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - write an ad-hoc query for the date that is meant,
# - say what a copied table lacks, and bring it up to date,
# - ask one set of tables with two engines, and compare them fairly,
# - find rows that are wrong although no error comes,
# - clean in four steps: selection, transformation, integration, reduction.
#
# 75 minutes · services: HDFS, Hive, HBase, Spark SQL

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
cars = 100

# %% id="setup" tags=["setup"]
from cluster.clients.hive import SPARK, query
from lessons.day3.explore_sql import exercises as ex
from lessons.day3.explore_sql import lake
from utils.explore import drives, panel, statements, tables
from utils.lab import engines
from utils.lesson import ____, shown_error, start

here = start("day3/04_explore_sql", scale=scale, seed=seed)
files = lake.nights(cars, seed)
lake.fill(files)
table, drivers, stored = lake.drives_in_hbase(files)
SQL = statements.FOLDER
SPARK_SQL = f"jdbc:hive2://localhost:{here.cluster.port('spark-thrift', 'thrift')}/default"

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The last lesson made a table by hand. Now the pilot's own tables are made, and asked.

# %% id="picture"
here.picture()

# %% [markdown] id="tables-intent" slideshow={"slide_type": "slide"}
# ## Four tables · 네 개의 외부 테이블
#
# The lake holds two hours of 100 cars, 240,000 status rows. The pilot asks it by four external tables. Each statement lies in a file of its own, so that it can be read, reviewed and run again. This is one of them. Which of its columns does Hive not read from the lines?

# %% id="tables-look" slideshow={"slide_type": "-"}
# !cat {SQL}/status.hql

# %% id="tables-run" slideshow={"slide_type": "-"}
# !beeline -f {SQL}/status.hql > /dev/null
# !beeline -f {SQL}/drive.hql > /dev/null
# !beeline -f {SQL}/master.hql > /dev/null
# !beeline -f {SQL}/item_buylist.hql > /dev/null
# !beeline -e 'msck repair table SmartCar_Status_Info; show tables; show partitions SmartCar_Status_Info;'

# %% [markdown] id="tables-reading" slideshow={"slide_type": "fragment"}
# `-f` takes a file. For each line of the file beeline prints an empty line; `/dev/null` swallows them here. The four names are listed; Hive writes them in small letters, and understands capital letters, too. `if not exists` lets the files run again without an error. The status table has two partitions. The column that is read from no line is `wrk_date`, the date of collection: it is the folder's name. The night of 1 January was collected on 2 January.

# %% [markdown] id="tables-notes" slideshow={"slide_type": "notes"}
# **9 min.** The picture is included. Point at `partitioned by (wrk_date string)`: the column is in the folder's name. Ask: why is nothing copied here? Answer: external tables, as in lesson 3-3. The rows were put into the lake by the set-up cell, as the agent of day 2 leaves them: without headings, with the date of collection.

# %% [markdown] id="adhoc-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## An ad-hoc query · 애드혹 쿼리
#
# The garage calls: *which cars will not start tomorrow?* A question that nobody foresaw is an **ad-hoc query** (애드혹 쿼리). We ask for the three cars with the lowest battery of the two nights together. **Predict**: in these two nights, how many of the 100 cars fell below 60 % at some moment? A whole number.

# %% id="adhoc-run" slideshow={"slide_type": "-"}
guess_low = ____
# !beeline -e 'select car_number, min(battery) as lowest from SmartCar_Status_Info group by car_number order by lowest, car_number limit 3;'
low_cars = int(query("select count(distinct car_number) from SmartCar_Status_Info where battery < 60").iloc[0, 0])
here.seen("cars below 60 %", low_cars, guess_low)

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (8 min)
#
# The garage wants a list of what **happened on 1 January 2016**: one row for each car whose battery was below 60 at some moment of that day, `car_number` and its lowest battery; the weakest car first.
#
# **Write the query.** A text in three quotes; the last three stand on a line of their own. The check runs it in Hive and compares the rows with the files.

# %% id="ex1-check" tags=["check", "acts"]
statement = ____
status = lake.status(files)
low = status[(status["biz_date"] == "20160101") & (status["battery"] < 60)].groupby("car_number")["battery"].min()
ex.q1.given(run=query, low=low.to_dict())
statement = ex.q1.check(statement)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% id="adhoc-after" slideshow={"slide_type": "-"}
query(statement)

# %% [markdown] id="adhoc-notes" slideshow={"slide_type": "notes"}
# **16 min.** Exercise 1 takes 8 of them. Look out for `wrk_date = "20160101"`: it gives no row. Ask: what would a report show on that day? Answer: nothing to repair, and no error. The list has 14 cars, the count above 16: two fell below 60 only after midnight.

# %% [markdown] id="copy-intent" slideshow={"slide_type": "slide"}
# ## The rows of HBase · HBase의 행
#
# `SmartCar_Drive_Info` is about driving, and those rows are in HBase. Hive can read HBase through a plug-in, the storage handler. Hive 4 has one in its source, but Maven's repository, from which the course takes its parts, has none newer than 3.1.3. So the pilot copies: each night the rows of one day go into one file of the lake. HBase holds the rows of five cars here.

# %% id="copy-run" slideshow={"slide_type": "-"}
days = ("20160101", "20160102")
copied = {day: int(drives.copy_day(table, drivers, day).sum()) for day in days}
tables.refresh("drive")
# !hdfs dfs -ls -C '/pilot-pjt/collect/drive-log/*'
# !beeline -e 'select biz_date, count(*) as n, max(speed) as fastest from SmartCar_Drive_Info group by biz_date;'
copied, stored

# %% [markdown] id="copy-reading" slideshow={"slide_type": "fragment"}
# Two days, 18,000 rows each, and 36,000 were put into HBase: no row is missing. `tables.refresh` sent `msck repair table`, so the metastore knows both folders. This table is cut by another date, `biz_date`, when it happened: HBase's key has the time of the event, and knows nothing of a collection.

# %% [markdown] id="copy-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### The age of a copy · 복사본의 나이
#
# The car `A0042` now drives for another minute: 60 rows more in HBase. **Predict**: how many of these 60 does SQL find? A whole number.

# %% id="copy-late" slideshow={"slide_type": "-"}
guess_late = ____
more = [f"201601020100{second:02d},A0042,1,0,F,N,60,B02" for second in range(60)]
added = drives.store(table, more)
AFTER = 'select count(*) from SmartCar_Drive_Info where biz_date = "20160102"'
# !beeline -e '{AFTER};'
found = int(query(AFTER).iloc[0, 0]) - copied["20160102"]
here.seen("new rows in SQL", found, guess_late)

# %% id="copy-again" slideshow={"slide_type": "-"}
copied["20160102"] = int(drives.copy_day(table, drivers, "20160102").sum())
# !beeline -e '{AFTER};'

# %% [markdown] id="copy-again-reading" slideshow={"slide_type": "fragment"}
# A copy shows the moment at which it was made, 18,000 rows. The second copy replaced the file of that day, and has 18,060: not 36,060, because it is not appended. The folder is the same, so the metastore need not be told. Whoever reads a copied table should know how old it is.

# %% [markdown] id="copy-notes" slideshow={"slide_type": "notes"}
# **10 min.** Point at the listing: one file for each day. Ask: what would an appended copy have shown? Answer: 36,060: the first 18,000 rows twice, and the 60 new ones once. Real here are HBase, the copy and the tables; the five cars stand for all.

# %% [markdown] id="engines-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Two engines, one set of tables · 두 엔진, 같은 테이블
#
# **Spark SQL** has a server that speaks Hive's protocol, and asks Hive's metastore. So `beeline` reaches it with another address. The same question goes to both: the three regions of owners with the lowest mean battery.

# %% id="engines-run" slideshow={"slide_type": "-"}
BY_REGION = """select m.region, count(*) as n, round(avg(s.battery), 2) as mean
from SmartCar_Status_Info s join SmartCar_Master m on s.car_number = m.car_number
group by m.region order by mean limit 3"""
SMALL = "select region, count(*) as n from SmartCar_Master group by region order by n desc limit 3"
# !beeline -e '{BY_REGION};'
# !beeline -u {SPARK_SQL} -e '{BY_REGION};'

# %% [markdown] id="engines-reading" tags=["predict"] slideshow={"slide_type": "slide"}
# Same rows. No table was made for Spark: the metastore has told it where the files lie and how to cut them. Which engine is faster? One answer of each proves little: a first answer also pays for what is loaded once. So both are asked five times, in turns, and the first round is not counted; the same for a small question, to the 2,600 rows of the master. **Predict** which is faster on the status rows: `"Hive"` or `"Spark SQL"`.

# %% id="engines-times" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_engine = ____
times = engines.compare({"240,000 rows": BY_REGION, "2,600 rows": SMALL})
engines.draw(times)
faster = times["240,000 rows"].median().idxmin()
here.seen("faster", faster, guess_engine)

# %% [markdown] id="engines-why" slideshow={"slide_type": "fragment"}
# Bars are medians, dots are the four rounds. The small question reads next to nothing, so its bar is mostly what a question costs before it reads: the plan, and the start of its steps. This price is higher for Hive here. Subtract the small bar from the large one: in the rest the two engines are closer to each other. On a question that computes for an hour nobody would see the start. Both servers are real here; one machine stands for a cluster, so the figure ranks the engines for these two questions alone.

# %% [markdown] id="panel-intent" slideshow={"slide_type": "slide"}
# ### SQL in the notebook · 노트북 안의 SQL
#
# In the original pilot people typed SQL into a web page, Hue. Here the notebook is that page: `%%sql` and the name of an engine above a statement. Change the statement and run it again.

# %% id="panel-run" slideshow={"slide_type": "-"}
# %load_ext utils.explore.panel

# %% id="panel-sql" magic_args="spark" language="sql" slideshow={"slide_type": "-"}
# select job, count(*) as cars, round(avg(age), 1) as mean_age
# from SmartCar_Master
# group by job order by cars desc limit 3

# %% id="panel-error" tags=["failure"] slideshow={"slide_type": "-"}
MISTYPED = "select car_number, battry\nfrom SmartCar_Status_Info"
for engine in ("hive", "spark"):
    with shown_error(panel.StatementRefused):
        panel.ask(engine, MISTYPED)

# %% [markdown] id="panel-reading" slideshow={"slide_type": "fragment"}
# Each engine says what it does not know, and where: the mark stands below the place. `panel.history()` lists what was asked with `%%sql` or `panel.ask` in this notebook. The files have a page, too: the one of the NameNode, at *Utilities, Browse the file system*. It lists, shows, uploads and deletes files.

# %% [markdown] id="engines-notes" slideshow={"slide_type": "notes"}
# **12 min.** Ask: who has told Spark of the columns? Answer: the metastore. With the class, subtract for each engine its bar below from its bar above in the figure. Open the page of the NameNode (`cluster ui`) and show the folder of a partition. For Hue's other pages see docs/hue.md.

# %% [markdown] id="broken-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A row that is wrong · 깨진 행
#
# A garage has read out the device of car `B0007` by hand, and somebody has put the file beside the others. Its lines have **one field too few**: the engine is missing. **Predict** what Hive gives for the mean battery of this car: `"an error"`, `"NULL"` or `"a number"`.

# %% id="broken-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_broken = ____
garage = here.cluster.settings.home / "tmp" / "garage.log"
lake.read_out(files.status[1], garage)
# !head -n 1 {garage}
# !hdfs dfs -put -f {garage} /pilot-pjt/collect/car-batch-log/wrk_date=20160103/
MEAN = 'select car_number, round(avg(battery)) as mean from SmartCar_Status_Info where wrk_date = "20160103" group by car_number order by mean desc, car_number limit 3'
# !beeline -e '{MEAN};'
mean = query(MEAN).iloc[0, 1]
here.seen("mean battery", "NULL" if mean is None else "a number", guess_broken)

# %% id="broken-look" tags=["failure"] slideshow={"slide_type": "-"}
# !beeline -e 'select reg_date, engine, `break`, battery, collection_date from SmartCar_Status_Info where car_number = "B0007" and battery > 100 limit 2;'
broken = int(query("select count(*) from SmartCar_Status_Info where battery not between 0 and 100").iloc[0, 0])
night = int(query('select count(*) from SmartCar_Status_Info where wrk_date = "20160103"').iloc[0, 0])
broken, night

# %% [markdown] id="broken-reading" slideshow={"slide_type": "fragment"}
# A number, and it is absurd: a battery has at most 100 %. Every field behind the gap moved one column to the left: the brake stands in `engine`, the battery in `break`, and the date of collection in `battery`. `collection_date` is NULL. Types did not help, because a date without dashes is a whole number. Twenty rows of 120,020 spoil the mean of one car, and no query fails. What finds them is knowledge of the field: it must lie between 0 and 100.

# %% [markdown] id="broken-notes" slideshow={"slide_type": "notes"}
# **8 min.** Let them read the line of the file aloud, field by field. Ask: would the agent of day 2 have let it through? Answer: no, it compares each line with the record type. The brake is 83, and must be A, B or C: a dead letter. This file did not come through the agent. Ask: what would the mean of *all* cars in this night be? Answer: 20 rows of 20,160,103 among 120,020 add about 3,360 to it; it would be about 3,400.

# %% [markdown] id="clean-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Cleaning in four steps · 전처리 네 단계
#
# **Preprocessing** (전처리) makes rows fit for questions. **Selection** (선택) keeps the rows that are wanted, **transformation** (변환) brings values into another form, **integration** (통합) joins tables, **reduction** (축소) makes few rows of many.
#
# The pilot looks only at owners of 18 years and more. This selection gets a table of its own, made with Spark SQL; ages run from 15 to 70. **Predict**: how many of the 2,600 cars are left out? A whole number.

# %% id="clean-over18" slideshow={"slide_type": "-"}
guess_out = ____
OVER18 = "create table if not exists SmartCar_Master_Over18 stored as orc as select * from SmartCar_Master where age >= 18"
# !beeline -u {SPARK_SQL} -e '{OVER18};'
# !beeline -e 'select count(*), min(age) from SmartCar_Master_Over18;'
# !hdfs dfs -ls -C /user/pilot/warehouse
over18 = int(query("select count(*) from SmartCar_Master_Over18", server=SPARK).iloc[0, 0])
here.seen("cars left out", 2600 - over18, guess_out)

# %% [markdown] id="clean-reading" slideshow={"slide_type": "fragment"}
# Spark made the table, and Hive counts it. It is a managed table in a columnar format, ORC: its files lie in Hive's warehouse, and `drop table` removes them. The cars of younger owners are not lost: they stay in `SmartCar_Master`.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (12 min)
#
# **Clean the status rows in one query**, for Spark SQL. Four columns: `car_number`, `biz_date` (the date on which it happened), `n` (how many rows), `mean` (the mean battery); one row for each car and `biz_date`.
#
# - Only sound rows: their battery lies between 0 and 100.
# - Only cars in `SmartCar_Master_Over18`.
# - The mean is not rounded.
#
# A text in three quotes, as in exercise 1; `BY_REGION` above shows a join. `substr(text, 1, 8)` gives the first eight characters. What stands in `select` and is no count and no mean must stand in `group by`, too. The check runs the query and compares with the files.

# %% id="ex2-check" tags=["check", "acts"]
statement = ____
ex.q2.given(run=lambda text: query(text, server=SPARK), clean=lake.cleaned(files))
statement = ex.q2.check(statement)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="clean-run" slideshow={"slide_type": "-"}
clean = query(statement, server=SPARK).set_axis(["car_number", "biz_date", "n", "mean"], axis=1)
clean[clean["car_number"] == "B0007"].sort_values("biz_date").round(1)

# %% [markdown] id="clean-run-reading" slideshow={"slide_type": "fragment"}
# `B0007` has 1,200 sound rows on each date, and a mean that a battery can have. The twenty broken rows are left out here, and still lie in the lake: cleaning makes new rows and changes no file, so the rule can be mended and run again.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# Which step is it: `"selection"`, `"transformation"`, `"integration"` or `"reduction"`?
#
# - `rows whose battery lies between 0 and 100`
# - `reg_date becomes a timestamp`
# - `each purchase gets the region of its car`
# - `one row for each car and day`
# - `1 and 2 of a light become true and false`
#
# A light is 1 if it works, and 2 if it is faulty.
#
# A dictionary: `{"rows whose battery lies between 0 and 100": "…", …}`.

# %% id="ex3-check" tags=["check"]
steps = ____
steps = ex.q3.check(steps)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="clean-notes" slideshow={"slide_type": "notes"}
# **20 min.** Exercises 2 and 3 take 16 of them; station, recap and quiz are included. In exercise 2 look for the date in `group by`: without it Spark SQL refuses the statement. Ask: which step loses rows, and does anybody count them? Answer: selection, and an integration whose partner is missing; lesson 3-5 counts both.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold. The last line removes the tables and the whole lake; the rows in HBase stay.

# %% id="station-tables" tags=["station"]
in_sql = {day: int(query(f'select count(*) from SmartCar_Drive_Info where biz_date = "{day}"').iloc[0, 0]) for day in days}
here.record("rows of the copy, and put into HBase", sum(in_sql.values()), equals=stored + added)
here.record("sound rows in the status table", int(query("select count(*) from SmartCar_Status_Info where battery between 0 and 100").iloc[0, 0]), equals=len(status))
here.record("cars below 60 %", low_cars, equals=int(status[status["battery"] < 60]["car_number"].nunique()))
here.record("broken rows", broken, equals=lake.READ_OUT)
here.record("cars of owners of 18 and more", over18, equals=lake.over18(files))

# %% id="station-clean" tags=["station"]
answers = [query(BY_REGION, server=server) for server in ("hiveserver2", SPARK)]
here.record("engines give the same rows", answers[0].equals(answers[1]), equals=True)
here.record("cleaned rows, one for each car and date", len(clean), equals=len(lake.cleaned(files)), of=ex.q2)
lake.empty()

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - `wrk_date` says when rows were collected, `biz_date` when they happened: a question must name the right one.
# - A copied table is as old as its last copy; a copy that replaces a day can be made again.
# - Hive and Spark SQL share tables through one metastore.
# - Times of two engines are compared in turns, several times, without the first round.
# - A row with a field too few raises no error; rules about values find it.
# - Cleaning selects, transforms, integrates and reduces, and leaves the files as they are.

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
# The next lesson makes marts of such statements: every night, in the right order, checked before anybody reads them. At a larger scale an ad-hoc query over text files reads terabytes; then people ask the marts instead.
#
# | Hue today | |
# |---|---|
# | state | maintained; its editor, file browser and job list are what people know |
# | editor → | notebooks, Superset's SQL Lab, the consoles of cloud warehouses |
# | HBase storage handler → | still in Hive 4's source; else copies as here, or Phoenix, which asks HBase in SQL |
# | a copy each night → | change streams into Kafka: Debezium for relational databases, HBase's own replication for HBase |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, before you run the test station: it removes the tables.
#
# | To see or do | You type |
# |---|---|
# | a question to Hive | `beeline -e 'select count(*) from SmartCar_Master;'` |
# | the same to Spark SQL | `beeline -u jdbc:hive2://localhost:30001 -e 'select count(*) from SmartCar_Master;'` |
# | the columns of a table | `beeline -e 'describe SmartCar_Drive_Info;'` |
# | the rows of HBase behind it | `hbase shell`, and in it `scan 'DriverCarInfo', {LIMIT => 1}` |
# | when a day was copied | `hdfs dfs -ls /pilot-pjt/collect/drive-log/biz_date=20160102` |
# | how large the lake's folders are | `hdfs dfs -du -h /pilot-pjt/collect` |

# %% id="finish" tags=["finish"]
here.finish()
