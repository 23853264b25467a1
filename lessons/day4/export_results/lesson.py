# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Analysis 3: export to a database · 분석 구현 3: 외부 RDBMS로 내보내기
#
# The symptom mart says who drives unlike the others. The insurance department wants to read it, and has a relational database and no cluster.
#
# You bring the rows there, kill an export in the middle, and prove that both sides hold the same.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - export text from HDFS with Sqoop, and import it back,
# - say what a second run does with a key and without one,
# - protect readers from an export that is killed in the middle,
# - write an upsert, and run it twice,
# - hold two tables side by side, row by row.
#
# 30 minutes · services: PostgreSQL, YARN, Spark SQL server, Hive, HDFS

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
cars = 100

# %% id="setup" tags=["setup"]
from cluster.clients.hive import SPARK, query
from cluster.clients.spark import session
from lessons.day4.export_results import drills
from lessons.day4.export_results import exercises as ex
from utils.analyse import delivered, export
from utils.lab import lake
from utils.lesson import ____, start

here = start("day4/03_export_results", scale=scale, seed=seed)
night = lake.fill_with_marts(lake.nights(cars, seed), ["symptom"])
for table in ("plain", "drives", "drives_staging", "arrived", export.TABLE):
    drills.ask(f"drop table if exists {table}")
PG = here.cluster.port("postgresql", "client")
JDBC = f"jdbc:postgresql://localhost:{PG}/postgres"
SQL, OUT = export.SQL, "/pilot-pjt/export/by-hand"

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Marts are made and asked. Now one of them leaves the cluster.

# %% id="picture"
here.picture()

# %% [markdown] id="text-intent" slideshow={"slide_type": "slide"}
# ## Out by Sqoop · Sqoop으로 내보내기
#
# **Sqoop** runs a job on YARN. Each of its map tasks (`-m` says how many) reads lines of text from HDFS and writes them into the database over JDBC, Java's way to any database. The mart is ORC, so its night is first written as text. `--hivevar` gives `${folder}` and `${biz_date}`.

# %% id="text-run" slideshow={"slide_type": "-"}
# !tail -n 8 {SQL}/symptom_text.hql
# !beeline -f {SQL}/symptom_text.hql --hivevar folder={OUT} --hivevar biz_date={night} > /dev/null
# !hdfs dfs -cat {OUT}/000000_0 2> /dev/null | head -n 2
lines = int(query(f"select count(*) from Managed_SmartCar_Symptom_Info where biz_date = '{night}'", SPARK).iloc[0, 0])
lines

# %% [markdown] id="twice-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Twice · 두 번 실행
#
# In the original pilot the table in the database was `plain`: every column is text, and there is no key. The export below is the command as it is typed at work. A password does not belong on a command line, where the list of processes shows it: `--password-alias` gives only its name, and in this course Hadoop's configuration takes the value from an environment variable. The export runs **two times**, as if nobody knew whether it had worked. **Predict**: how many rows has `plain` then? A whole number.

# %% id="twice-run" slideshow={"slide_type": "-"}
guess_twice = ____
COLUMNS = ", ".join(f"{name} text" for name in [*export.MART.columns, "biz_date"])
# !psql -c 'create table plain ({COLUMNS})'
# !sqoop export --connect {JDBC} --username pilot --password-alias postgresql.password --table plain --export-dir {OUT} -m 1 2>&1 | grep -o 'Exported.*'
# !sqoop export --connect {JDBC} --username pilot --password-alias postgresql.password --table plain --export-dir {OUT} -m 1 2>&1 | grep -o 'Exported.*'
twice = drills.count("plain")
here.seen("rows after two exports", twice, guess_twice)

# %% [markdown] id="twice-reading" slideshow={"slide_type": "fragment"}
# Every driver is in the table twice, and there was no error. An insurer that counts abnormal drivers counts each of them twice.

# %% [markdown] id="key-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A table with types and a key · 타입과 키
#
# The pilot's table has real types, and its **primary key** (기본 키) says that a car has one row a day. Two exports again. **Predict**: how many rows has it then?

# %% id="key-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_key = ____
# !psql -f {SQL}/symptom_info.sql
# !sqoop export --connect {JDBC} --username pilot --password-alias postgresql.password --table smartcar_symptom_info --export-dir {OUT} -m 1 2>&1 | grep -o 'Exported.*'
# !sqoop export --connect {JDBC} --username pilot --password-alias postgresql.password --table smartcar_symptom_info --export-dir {OUT} -m 1 2>&1 | grep -o "Export job failed.*" | head -n 1
failed = drills.last_application()
# !yarn logs -applicationId {failed} 2> /dev/null | grep -m 1 -o "duplicate key.*"
keyed = drills.count(export.TABLE)
here.seen("rows after two exports", keyed, guess_key)

# %% [markdown] id="key-reading" slideshow={"slide_type": "fragment"}
# The second job failed. The command does not say why: the reason is in the log of its task, which `yarn logs` fetches. The database refuses a row whose key is already in the table, so no row is doubled. But a job that fails whenever somebody repeats a night is no solution either; the upsert below will be. `sqoop import` is also a job, and copies rows from the database into HDFS:

# %% id="back-run" slideshow={"slide_type": "-"}
# !sqoop import --connect {JDBC} --username pilot --password-alias postgresql.password --table smartcar_symptom_info --columns car_number,steer_z,steer_symptom --where "steer_z > 2.5" --target-dir /pilot-pjt/export/back --delete-target-dir -m 1 2>&1 | grep -o 'Retrieved.*'
# !hdfs dfs -cat '/pilot-pjt/export/back/part-*' | sort | head -n 2

# %% [markdown] id="key-notes" slideshow={"slide_type": "notes"}
# **7 min.** Each job of Sqoop takes ten to twenty seconds; speak meanwhile of who writes into the database: the map task, not the command. Ask: why does Sqoop write a Java class for the table first? Answer: it turns a line into typed fields, and these into parameters of an `insert`.

# %% [markdown] id="twice-notes" slideshow={"slide_type": "notes"}
# **5 min.** They end with the exercise. Somebody will ask for an option that updates and is all or nothing at once: there is none, so the pilot does it in the database. Ask: where does the password stand when the command runs? Answer: in the environment of the command; the task gets it with the job's credentials, not by a command line. At work the alias usually names an entry of Hadoop's credential store (`hadoop credential create`).

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (3 min)
#
# Which option of `sqoop export` does it? `"--staging-table"`, `"--update-key"`, `"-m"` or `"--password-alias"`.
#
# - `secret`: nobody reads the password in the list of processes.
# - `parallel`: four tasks write at the same time.
# - `whole`: readers see the new rows only when all of them have arrived.
# - `correct`: rows that are there get new values, found by their key.
#
# A dictionary: `{"secret": "…", …}`.

# %% id="ex1-check" tags=["check"]
options = ____
options = ex.q1.check(options)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="half-intent" tags=["failure"] slideshow={"slide_type": "slide"}
# ## Killed in the middle · 중간에 종료
#
# 95 rows are too few to be interrupted. The driving rows are many more: 100 cars, each second of an hour. `drills.Export` runs their `sqoop export` in the background, and YARN kills it while it writes.

# %% id="half-begin" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
DRIVES = f"/pilot-pjt/collect/drive-log/biz_date={night}"
# !psql -c 'create table drives (time text, car_number text, speed_pedal int, break_pedal int, steer_angle text, direct_light text, speed int, area_number text)'
running = drills.Export(here.cluster, DRIVES, "drives")
application = running.application
# !yarn application -kill {application} 2>&1 | grep -o "Kill.*"
running.ended()

# %% [markdown] id="half-question" tags=["predict", "failure"] slideshow={"slide_type": "subslide"}
# **Predict**: what does a reader find in `drives` now: `"nothing"`, `"a part"` or `"everything"`?

# %% id="half-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_half = ____
whole = int(query("select count(*) from SmartCar_Drive_Info", SPARK).iloc[0, 0])
part = drills.count("drives")
here.seen("a reader finds", {0: "nothing", whole: "everything"}.get(part, "a part"), guess_half)
part, whole

# %% [markdown] id="half-reading" slideshow={"slide_type": "fragment"}
# Only a part of the night is there, and nothing in the table says so. By default a task commits after every ten thousand rows, and when it closes its connection. What is committed stays. With `--staging-table` all tasks write into a second table, and **one transaction** moves everything at the end, when all tasks have succeeded. The same kill again:

# %% id="staging-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "-"}
# !psql -q -c 'truncate drives; create table drives_staging (like drives)'
running = drills.Export(here.cluster, DRIVES, "drives", "--staging-table", "drives_staging", "--clear-staging-table", first="drives_staging")
application = running.application
# !yarn application -kill {application} 2>&1 | grep -o "Kill.*"
running.ended()
staged = {table: drills.count(table) for table in ("drives", "drives_staging")}
staged

# %% [markdown] id="staging-reading" slideshow={"slide_type": "fragment"}
# `drives` is as empty as before the export. The rows written so far are in the staging table, and with `--clear-staging-table` the next run deletes them.

# %% [markdown] id="half-notes" slideshow={"slide_type": "notes"}
# **4 min.** Point at the counts of the two tables. Real here: the job, the kill, the transaction. Ask: what would four tasks have left in the first case? Answer: four parts of the night, each up to its last commit. If the kill came too late, the first count says everything: type `psql -c 'drop table drives'`, and run the cell with the kill and the one after it again.

# %% [markdown] id="upsert-intent" slideshow={"slide_type": "slide"}
# ## The same by Spark · Spark와 업서트
#
# Sqoop is retired; Spark does its work today. `write.jdbc` needs no text: Spark reads the mart with its types. With `mode="overwrite"` it drops the table and creates it again, without a key. So the rows arrive in a table that nobody else reads, `arrived`.

# %% id="upsert-arrive" slideshow={"slide_type": "-"}
spark = session("export", master="warehouse")
rows = spark.sql(f"select {', '.join(export.MART.columns)}, to_date(biz_date, 'yyyyMMdd') as biz_date from {export.MART.table} where biz_date = '{night}'")
rows.write.jdbc(JDBC, "arrived", mode="overwrite", properties=drills.login())
# !psql -c 'select car_number, steer_z, steer_symptom, biz_date from arrived order by steer_z desc limit 2'

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (6 min)
#
# **Upsert** (업서트): insert what is new, update what is there. In PostgreSQL: `insert into TABLE select … from OTHER on conflict (KEY) do update set COLUMN = excluded.COLUMN`. `excluded` is the new row that could not be inserted.
#
# Write it in three quotes, from `arrived` into `small`, which has `car_number`, `biz_date` and `steer_z`, in this order, and the key `(car_number, biz_date)`. `small` holds one old row with a wrong value. The check creates `small` again, runs your statement **twice**, and compares.

# %% id="ex2-check" tags=["check", "acts"]
statement = ____
ex.q2.given(run=drills.ask)
statement = ex.q2.check(statement)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="way-intent" slideshow={"slide_type": "fragment"}
# The pilot does all of this in one function: the rows arrive in a table of their own and are counted; then one transaction upserts them and deletes rows that the mart no longer has. Here it runs twice.

# %% id="way-run" slideshow={"slide_type": "-"}
arrived = [export.by_spark(night) for _ in range(2)]
arrived, drills.count(export.TABLE)

# %% [markdown] id="upsert-notes" slideshow={"slide_type": "notes"}
# **7 min.** Exercise 2 takes 6 of them. Two usual mistakes. Without the bracket behind `on conflict` PostgreSQL says that `DO UPDATE` *requires inference specification or constraint name*. With the car alone in it, it says that there is no unique constraint *matching the ON CONFLICT specification*. Ask: why is `select count(*)` no proof that an upsert is right? Answer: the number is also right if nothing was updated.

# %% [markdown] id="equal-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## The same on both sides? · 대조
#
# **Reconciliation** (대조) takes both tables and compares them by key: rows that are *missing* in the database, rows that are *extra* there, rows whose values are *different*. Somebody changes three rows by hand. **Predict**: by how many does the number of rows change?

# %% id="equal-run" slideshow={"slide_type": "-"}
guess_change = ____
clean = len(delivered.differences(night, SPARK))
# !psql -q -c "update smartcar_symptom_info set steer_z = 0 where car_number = 'S0048'"
# !psql -q -c "update smartcar_symptom_info set car_number = 'Z9999' where car_number = 'Z0042'"
# !psql -q -c "update smartcar_symptom_info set steer_symptom = 'abnormal' where car_number = 'A0042'"
here.seen("rows more or less", drills.count(export.TABLE) - keyed, guess_change)

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# Before you look: what will the comparison say of each car? `"missing"`, `"extra"`, `"different"` or `"equal"`, for `S0048`, `Z0042`, `Z9999`, `A0042` and `B0007`. A dictionary: `{"S0048": "…", …}`.

# %% id="ex3-check" tags=["check"]
verdicts = ____
verdicts = ex.q3.check(verdicts)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% id="equal-found" slideshow={"slide_type": "-"}
found = delivered.differences(night, SPARK)
found

# %% [markdown] id="equal-reading" slideshow={"slide_type": "fragment"}
# Each line is a verdict; a line that says *different* also shows both values. The number of rows never changed, so a count finds none of this. One more export repairs all of it: the wrong values are replaced, the missing car comes back, and the extra car is deleted.

# %% id="equal-mended" slideshow={"slide_type": "-"}
export.by_copy(night)
mended = len(delivered.differences(night, SPARK))
clean, mended

# %% [markdown] id="equal-notes" slideshow={"slide_type": "notes"}
# **7 min.** Exercise 3 takes 4 of them; station, recap and quiz are included. `by_copy` uses PostgreSQL's own `COPY`, for many rows almost always faster than `insert`. Ask: whose numbers are right if the two sides differ? Answer: those of the mart. Nobody should change the table by hand, and the database should forbid it: give people the right to read only.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold. The last lines remove the tables and the lake.

# %% id="station-rows" tags=["station"]
here.record("rows of the night in the mart", lines, equals=keyed)
here.record("rows after two exports without a key", twice, equals=2 * lines)
here.record("rows that a killed export left", part, low=1, high=whole - 1)
here.record("rows that one with a staging table left", staged["drives"], equals=0)
here.record("rows of two upserts", arrived, equals=[lines, lines])
here.record("differences after the export, and after the repair", [clean, mended], equals=[0, 0])

# %% id="station-verdicts" tags=["station"]
seen = dict(zip(found["car_number"], found["verdict"], strict=True))
here.record("verdicts", {car: seen.get(car, "equal") for car in sorted(ex.VERDICTS)}, equals={car: verdicts[car].strip().lower() for car in sorted(ex.VERDICTS)}, of=ex.q3)
for table in ("plain", "drives", "drives_staging", "arrived", "small", export.TABLE):
    drills.ask(f"drop table if exists {table}")
# !hdfs dfs -rm -r -f -skipTrash /pilot-pjt/export > /dev/null
lake.empty()

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Sqoop's map tasks write lines of HDFS into a database over JDBC.
# - Without a key a second run doubles the rows; with one it fails; with an upsert two runs give the same table as one.
# - A killed export leaves what it had committed. A staging table and one transaction leave the old rows.
# - A command line names the password and does not hold it; here the value comes from the environment.
# - A count proves little. A comparison by key names each row that is missing, extra or different.

# %% id="quiz" tags=["quiz"] slideshow={"slide_type": "subslide"}
ex.quiz.show()

# %% id="quiz-check" tags=["quiz"] slideshow={"slide_type": "skip"}
answer_1 = ____
answer_2 = ____
answer_3 = ____
ex.quiz.check(answer_1, answer_2, answer_3)

# %% [markdown] id="bridge" tags=["bridge"] slideshow={"slide_type": "slide"}
# ## What comes next · 다음 수업
#
# Analysis is complete; the next lessons are about Python, networks and prediction. At a larger scale many tasks write at once, and the database becomes the bottleneck: it allows only so many connections, and every new row must also be written into every index.
#
# | Sqoop today | |
# |---|---|
# | state | retired in June 2021; 1.4.7 is the last release |
# | `sqoop export`, `sqoop import` → | Spark's JDBC source, as here |
# | a job each night → | changes as a stream through Kafka Connect: a JDBC sink writes them into a database, Debezium reads them from one |
# | `--password-alias` → | the same idea in other tools: a store of secrets, asked at run time |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`. `sqoop` needs the options `--connect`, `--username` and `--password-alias` as above; `$LOGIN` stands for them.
#
# | To see or do | You type |
# |---|---|
# | tables of the database | `psql -c '\dt'` |
# | columns and key of one | `psql -c '\d smartcar_symptom_info'` |
# | the same, through Sqoop | `sqoop list-tables $LOGIN` |
# | end a job on YARN | `yarn application -list`, then `yarn application -kill ID` |

# %% id="finish" tags=["finish"]
here.finish()
