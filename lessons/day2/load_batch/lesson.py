# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Loading: build and test · 적재 구현과 테스트
#
# The agent can collect, and HDFS can keep. Now one is tied to the other: status files become partitions that an analyst can trust, one for each date of collection.
#
# Writing rows is easy. Harder is to know that each of them is there, once.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - configure a sink that writes partitions, and say when it closes a file,
# - account for every line of a file: row, garbage, dead letter, duplicate,
# - get back the rows of an agent that was killed in mid file, and remove those that came twice,
# - tell the date of collection from the date of the event, and find the rows that came late,
# - compact a partition so that a second run changes nothing.
#
# 75 minutes · services: Flume, HDFS

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"]
from datetime import date

import pandas as pd

from lessons.day2.load_batch import bad_day, charts, mid_batch
from lessons.day2.load_batch import exercises as ex
from utils.collect.collector import Collector
from utils.collect.pilot import batch_lane
from utils.lesson import ____, shown_error, start
from utils.load import batch, compaction, partitions

here = start("day2/03_load_batch", scale=scale, seed=seed)
STATUS_LOG = partitions.STATUS_LOG

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Stations five and six of loading: **implementation** (구현) and **test** (테스트). The agent is the one of the first lesson today, with another sink.

# %% id="picture"
here.picture()

# %% [markdown] id="files-intent" slideshow={"slide_type": "slide"}
# ## What is to be loaded · 적재할 파일
#
# Two files, with the troubles of real ones: rows that are late, sent twice, spoilt. A file bears the date of the day on which the cars handed it over, and is collected on the day after. The cars drove for an hour of 1 January: why is there a second file at all?

# %% id="files-table"
first, second = bad_day.files(scale, seed)
lines = {path.name: path.read_text().splitlines() for path in (first, second)}
kept = bad_day.rows_of(lines[first.name])
kept_bytes = sum(len(line) + 1 for line in kept)
print(f"{len(kept):,} rows of the first file, {kept_bytes:,} bytes")
pd.Series({name: len(found) for name, found in lines.items()}, name="lines")

# %% [markdown] id="sink-intent" slideshow={"slide_type": "slide"}
# ## The sink · HDFS 싱크
#
# Source, interceptors and channel of the batch lane are as you left them. Here is the sink, as Flume reads it (a real agent and a real HDFS, whose DataNodes share one disk).

# %% id="sink-text" tags=["nbval-ignore-output"]
collector = Collector()
small_files = batch_lane(collector.place, collected=date(2016, 1, 2), roll_bytes=64 * 1024)
print(*(line.partition("HdfsSink.")[2] for line in small_files.text().splitlines() if "HdfsSink.hdfs" in line), sep="\n")

# %% [markdown] id="sink-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# The path ends in a header of the event, so each date of collection gets a folder: a **partition** (파티션), not of a topic but of a table. To **roll** (롤링) a file is to close it and begin another. Three rules could say when: after so many seconds, rows, or bytes. Two are off, and 64 KB is far too little for HDFS. (A file that gets no row for five seconds is closed as well: `hdfs.idleTimeout`.) A name that begins with `_` says *still being written*, and Hive and Spark pass over it.
#
# On its way each row gets nine more bytes: a comma and the date of collection. **Predict**: how many files in HDFS will the first status file become? A whole number.

# %% id="first-run"
guess_files = ____
# !hdfs dfs -rm -r -f -skipTrash {STATUS_LOG} > /dev/null
batch.load(collector, small_files, first, fresh=True)
small = partitions.parts("20160102")
here.seen("files", len(small), guess_files)
small["blocks"].value_counts().rename("files").rename_axis("blocks of a file")

# %% [markdown] id="first-reading" slideshow={"slide_type": "fragment"}
# The folder in HDFS was emptied first, so that you can run this again. `load` runs the agent with the lane, gives it the file, waits until every row is written, and ends the agent (`batch.load??`).
#
# Each file has a block of its own, because a block belongs to one file; 4 MB could be in it. A day of a hundred cars in files like these would be 2,500 names in the NameNode's memory, for what fits into forty blocks.

# %% [markdown] id="first-notes" slideshow={"slide_type": "notes"}
# **14 min.** Exercise 1 takes 6 of them. On the sink's slide point at `hdfs.rollSize = 65536` and the two zeros above it; here each file has 1 block. Some forget the date at the end of each row and predict too few. Running the cell again is safe: it removes the rows first. Ask: which rule closed the last file? Answer: none of the three; the agent closed it when it ended.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# The NameNode's owner wants **three files** for this day. **Choose `roll_bytes`**, the value of `hdfs.rollSize`: a whole number of bytes. The check configures the agent with it, loads the file, and counts the files in HDFS. (The bytes of the rows as the car wrote them stand above: `kept_bytes`.)

# %% id="ex1-check" tags=["check", "acts"]
def loaded(roll_bytes):
    lane = batch_lane(collector.place, collected=date(2016, 1, 2), roll_bytes=roll_bytes)
    here.cluster.command("hdfs", "dfs", "-rm", "-r", "-f", "-skipTrash", STATUS_LOG)
    batch.load(collector, lane, first, fresh=True)
    return len(partitions.parts("20160102"))


ex.q1.given(rows=len(kept), size=kept_bytes, run=loaded)
roll_bytes = ____
roll_bytes = ex.q1.check(roll_bytes)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% id="ex1-run"
three = loaded(roll_bytes)
print(f"rollSize {roll_bytes:,}: {three} files")

# %% [markdown] id="rows-intent" slideshow={"slide_type": "slide"}
# ### What is in them? · 적재된 행
#
# The same row as the car wrote it, and as it lies in HDFS. Which dates stand in the second line?

# %% id="rows-table"
print(kept[0])
part = f"{STATUS_LOG}/wrk_date=20160102/{partitions.parts('20160102').index[0]}"
# !hdfs dfs -head {part} | head -1

# %% [markdown] id="swap-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# ### Changed places · 인터셉터의 순서
#
# First comes the time of the event, last the date of collection, appended by an interceptor that stands *behind* the one that judges. Let the two change places, on the first hundred lines: ten headings and 90 rows. **Predict**: how many rows arrive? A whole number.

# %% id="swap-run"
guess_arrive = ____
ORDER = "recordInterceptor wrkDateInterceptor collectDayInterceptor"
wrong_order = small_files.text().replace(ORDER, " ".join(reversed(ORDER.split())))
collector.run(wrong_order, fresh=True)
collector.drop(lines[first.name][:100], "hundred.txt")
collector.drain()
here.seen("rows that arrive", 100 - len(collector.rejected()), guess_arrive)
collector.rejected()["reason"].value_counts()

# %% [markdown] id="swap-reading" slideshow={"slide_type": "fragment"}
# With the date a row has a field more than the record type knows, so all 90 were set aside, with that as the reason. No error was shown: the agent did what it was told. Only a count can tell, and the dead letters say why.

# %% [markdown] id="account-intent" slideshow={"slide_type": "slide"}
# ## The account · 대사
#
# Back to the right order, and to a sensible size of file. Is everything there? To compare what went in with what came out, item by item, is to **reconcile** (대사). Which columns must add up to which?

# %% id="account-run"
whole = batch_lane(collector.place, collected=date(2016, 1, 2))
# !hdfs dfs -rm -r -f -skipTrash {STATUS_LOG} > /dev/null
batch.load(collector, whole, first, fresh=True)
account = bad_day.account(first, collector, "20160102")
account

# %% [markdown] id="account-reading" slideshow={"slide_type": "fragment"}
# `lines` is the sum of the four columns after it. One garbage line per car is the heading that its device writes; dead letters are the spoilt rows. `twice` are copies that the cars themselves sent, and `HDFS again` shows that they were all stored. Loading does not judge them: to remove copies one must look at the whole partition.
#
# `missing` is zero, for each car. A total of zero would not be enough: one row too many for one car and one too few for another add up to nothing as well.

# %% [markdown] id="account-notes" slideshow={"slide_type": "notes"}
# **15 min.** Exercise 2 takes 4 of them. One slide back *14 fields, but 13 were expected* stands for 90 rows. In the account's last line the four columns add up to the lines. In exercise 2 the answer 0 takes the 120 copies off one side only. Ask: why look at each car? Answer: one row too many and one too few cancel in a total.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# Another file: **24,020 lines**. The dead-letter folder got **61**, 20 of them garbage. HDFS holds **24,079 rows**, and 120 of these are copies of others; the file itself has 120 such copies.
#
# **How many rows are missing?** A whole number; negative if there are too many.

# %% id="ex2-check" tags=["check"]
missing_rows = ____
missing_rows = ex.q2.check(missing_rows)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## Killed in mid file · 적재 중 장애
#
# The same file once more, and the worst moment for a `kill -9`: more than a third of the rows is written, and a batch of 1,000 rows (`hdfs.batchSize`) is in HDFS and not yet committed in the channel. To meet that moment for certain the DataNodes are frozen: the sink hands over a batch, waits for an answer, is killed, and the DataNodes go on. (Freeze and kill are real; a plain kill may fall between two batches.)
#
# **Predict**: how many rows does a reader of the partition see then? A whole number.

# %% id="kill-run" tags=["failure", "nbval-ignore-output"]
guess_reader = ____
lane = batch_lane(collector.place, collected=date(2016, 1, 2), idle_seconds=60)
under_way = mid_batch.killed_mid_batch(collector, lane, first, after=len(kept) // 3)
seen_after_kill = int(partitions.in_hdfs("20160102").rows.sum())
here.seen("rows that a reader sees", seen_after_kill, guess_reader)
print(f"{under_way} rows were handed to HDFS and not committed.")
partitions.parts("20160102")

# %% [markdown] id="kill-reading" tags=["failure"] slideshow={"slide_type": "fragment"}
# The file is still *in use*: its name begins with `_`, and its writer is dead. HDFS guards it too: the writer of a file holds a **lease** (임대) on it, so that no second writer mixes in, and nobody has given it back.
#
# For Flume the committed rows are done, and it will not send them again. A new agent begins a new file and never looks at this one. The rows lie in HDFS, and no query finds them. So our agent does three things first when it starts: it takes the lease from the dead writer, waits for the true length, and gives the file its name.

# %% id="recover-run" tags=["failure", "nbval-ignore-output"]
recovered = collector.recover()
pd.DataFrame(recovered)

# %% [markdown] id="recover-reading" tags=["failure", "predict"] slideshow={"slide_type": "fragment"}
# The rows are back. `seen` is the length that the NameNode listed, less than what had been flushed, for a listing lags behind (`docs/semantics.md`: *visible*, *closed*). A file may also end in the middle of a row; that piece is `cut` off, for the whole row comes again.
#
# Now the agent itself, with small files. It takes the uncommitted batch from its channel once more. **Predict**: how many rows lie in HDFS a second time *because of the kill*? A whole number.

# %% id="revive-run" tags=["failure", "nbval-ignore-output"]
guess_copies = ____
collector.run(small_files)
batch.delivered(collector)
after_kill = bad_day.account(first, collector, "20160102")
copies = int(after_kill.loc["all", "HDFS again"] - after_kill.loc["all", "twice"])
here.seen("copies by the kill", copies, guess_copies)
after_kill.tail(3)

# %% [markdown] id="revive-reading" slideshow={"slide_type": "fragment"}
# `missing` is zero: the events waited in the channel, on disk. And `HDFS again` is larger than `twice`, by the batch that was written and not committed: **at least once** (최소 한 번), as on day 1.

# %% [markdown] id="kill-notes" slideshow={"slide_type": "notes"}
# **14 min.** Point at the rows that a reader sees, at the name that begins with `_`, then at the two lengths. Running the cell with `recover` twice gives an empty table, and the station then stops at *rows recovered*: restart from the top. Ask: why does the new agent send one batch again and not the whole file? Answer: the other batches are committed in its channel.

# %% [markdown] id="late-intent" slideshow={"slide_type": "slide"}
# ## Two dates · 수집 일자와 발생 일자
#
# The next day the second file is collected. On which day did its rows happen?

# %% id="late-run"
tomorrow = batch_lane(collector.place, collected=date(2016, 1, 3))
batch.load(collector, tomorrow, second)
dates = bad_day.by_dates()
charts.draw_by_dates(dates)

# %% [markdown] id="late-reading" slideshow={"slide_type": "fragment"}
# All of them on the first. Cars that were out of reach handed them over a day late. `wrk_date`, the **date of collection** (수집 일자), says in which folder a row lies; `biz_date`, the **date of the event** (발생 일자), says to which day it belongs. The file of a day is whole after midnight, so a row that is collected on the next day is punctual. A report by folder would count these rows for the wrong day.

# %% [markdown] id="late-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 3 takes 8 of them. In the grid, 60 stands in the row of 20160103 and the column of 20160101. Run twice, the cell ends in a `DataError`: the file was collected already. In exercise 3 a wrong function takes every row with two different dates. Ask: how far apart are the dates of a punctual row? Answer: one day.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (8 min)
#
# Write a function that gets the rows of HDFS as a table, with `reg_date` (a time), `car_number`, …, `wrk_date` (text such as `20160103`), and returns **those that came late**: collected more than one day after the day on which they happened.
#
# Form: `table[… - … > pd.Timedelta(days=1)]`, with `pd.to_datetime(…)` of `wrk_date` and `.dt.normalize()`, the midnight before, of `reg_date`.

# %% id="ex3-check" tags=["check"]
def late_rows(table):
    return ____


late_rows = ex.q3.check(late_rows)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% id="ex3-use"
stored = partitions.rows()
late = late_rows(stored)
late.groupby("car_number", observed=True).size().rename("late rows").to_frame().T

# %% [markdown] id="compact-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Compaction · 컴팩션
#
# Since the kill the first partition has several files, and copies. A **compaction** (컴팩션) reads a partition, keeps one of the rows that are equal in every field, and writes few files of a good size. A second run follows at once. **Predict**: does the second run change anything? "yes" or "no".

# %% id="compact-run" tags=["nbval-ignore-output"]
guess_second = ____
before = partitions.parts("20160102")
compacted = compaction.compact("20160102")
charts.draw_parts({"before": before, "after": partitions.parts("20160102")})
again = compaction.compact("20160102").changed
here.seen("the second run changes something", "yes" if again else "no", guess_second)
compacted.table()

# %% [markdown] id="compact-reading" slideshow={"slide_type": "fragment"}
# Several files became one, and all copies are gone: those of the cars and those of the kill. A fresh listing has every row at every moment: the new file is written under a hidden name, old files are joined without moving a byte, then one rename puts new in place of old. After a kill between two steps the next run finishes. But a query that listed its files before may fail or miss rows; this is why table formats exist.

# %% [markdown] id="compact-notes" slideshow={"slide_type": "notes"}
# **12 min.** Exercise 4 takes 5 of them. Compare names and blocks in the figure, and the rows of the table: the difference is the copies of the cars and of the kill. Ask: what becomes of two rows of one car and second that differ? Answer: both are kept and counted as a conflict.

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (5 min)
#
# The compaction drops a row only if *all* fields equal another's. Two rows may also speak of the same event and differ: a **conflict** (충돌), which it counts and keeps. By what does it know that they are the same event? Give the **smallest list of fields** by which any two events of the status log differ. Fields are `reg_date`, `car_number`, `tire_fl`, …, `battery`, `collection_date`.

# %% id="ex4-check" tags=["check"]
key = ____
key = ex.q4.check(key)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% [markdown] id="once-intent" slideshow={"slide_type": "slide"}
# ## Once, however often · 멱등 적재
#
# Somebody gives the agent yesterday's file again, under another name. What stops it?

# %% id="once-refused"
with shown_error():
    batch.collect(collector, first, name="SmartCarStatusInfo_copy.txt")

# %% [markdown] id="once-reading" slideshow={"slide_type": "fragment"}
# Flume knows files by name, and would have taken it. So each partition keeps a list of what was collected into it, by the SHA-256 of the content.

# %% [markdown] id="once-notes" slideshow={"slide_type": "notes"}
# **7 min.** Station, recap and quiz are included. Point at *was collected already*. If the station stops with a `LessonError`, cells were skipped or run twice: restart the kernel and run from the top. Ask: by what is the file known under its new name? Answer: by the SHA-256 of its content.

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# The requirements, as counts that must hold.

# %% id="station-rows" tags=["station"]
last = bad_day.account((first, second), collector).loc["all"]
here.record("lines accounted for", int(last[["garbage", "dead", "twice", "rows"]].sum() - last["lines"]), equals=0)
here.record("rows missing", int(last["missing"]), equals=0)
here.record("cars complete", int((account["missing"] == 0).sum() - 1), equals=len(here.world.cars))
here.record("dead letters with a reason", int((collector.rejected()["reason"] != "").sum()), low=last["dead"])
here.record("rows that a reader saw after the kill", seen_after_kill, equals=0)
here.record("rows recovered", sum(file.rows for file in recovered), low=len(kept) // 3, high=len(kept))
here.record("copies by the kill", copies, equals=under_way)

# %% id="station-files" tags=["station"]
here.record("files with your roll size", three, equals=3, of=ex.q1)
here.record("files before compaction", len(before), low=2)
here.record("files after compaction", len(partitions.parts("20160102")), equals=1)
here.record("copies left in the partition", int(partitions.in_hdfs("20160102").again.sum()), equals=0)
here.record("late rows in their own partition", int(dates.loc["20160103", "20160101"]), equals=len(lines[second.name]))
here.record("late rows found", len(late), equals=len(lines[second.name]), of=ex.q3)
here.record("open files", int(partitions.partitions()["open"].sum()), equals=0)

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A sink rolls files by size, rows or time; each file costs the NameNode a name and a block.
# - Lines in = rows + garbage + dead letters + copies, per car: a count that must hold, or something is wrong.
# - A killed agent leaves rows that no query finds; our agent, when it starts again, takes the lease and gives their file its name.
# - A durable channel delivers at least once; the compaction removes copies that are equal in every field.
# - `wrk_date` is where a row lies, `biz_date` when it happened; in late rows they are more than one day apart.

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
# The batch lane ends in partitions. The driving log cannot wait for tomorrow: the next lesson takes the other lane, where a row has to be found again within a second of being written. At a larger scale, swap and removal of copies become a property of the table itself.
#
# | Files in folders | Table formats today: Iceberg, Delta Lake, Hudi |
# |---|---|
# | state | `wrk_date=` folders are read everywhere; new warehouses choose a table format |
# | folder listing and journal → | the snapshot: a list of files that is replaced in one step |
# | `compact` → | `rewrite_data_files` · `OPTIMIZE` · compaction service |
# | removal of copies → | `MERGE INTO` |
# | folder for each date → | hidden partitioning by a function of a column |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | what has been loaded, by day | `hdfs dfs -ls -R /pilot-pjt/collect` |
# | the size of each partition | `hdfs dfs -du -h /pilot-pjt/collect/car-batch-log` |
# | the last rows of a file | `hdfs dfs -tail FILE` |
# | close a file that a killed writer left open | `hdfs debug recoverLease -path FILE -retries 5` |
# | a new file in place of an old one, in two steps | `hdfs dfs -mv OLD ASIDE`, then `hdfs dfs -mv NEW OLD` |

# %% id="finish" tags=["finish"]
here.finish()
