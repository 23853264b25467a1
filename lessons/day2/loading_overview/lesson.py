# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Loading: overview · 적재 개요·기술·요구사항·아키텍처
#
# The agent can carry the cars' rows. Now they need a place where they stay for years, survive machines that die, and can be found by the day.
#
# You follow one file to the disks, count what thousands of small ones cost, and repair half a cluster.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - follow a file into HDFS, and say when its rows are visible and when they are listed,
# - work out what a way of cutting files costs the NameNode,
# - bring a NameNode out of safe mode without losing a block,
# - keep the date of collecting and the date of the event apart, and choose a partition key,
# - derive the architecture of loading from its requirements.
#
# 45 minutes · service: HDFS with three DataNodes

# %% id="parameters" tags=["parameters"]
scale = "small"
seed = 20220329
minutes = 100

# %% id="setup" tags=["setup"]
import pandas as pd

from data import dataset
from lessons.day2.loading_overview import exercises as ex
from lessons.day2.loading_overview import ingest_date, rolling, safe_mode, small_files, write_path
from utils.lab import blocks
from utils.lesson import ____, start

here = start("day2/02_loading_overview", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Loading passes the first four of its six stations; the next lesson builds and tests it.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# **Loading** (적재) brings collected rows into a store and arranges them so that they can be found. The batch lane, our *batch layer*, loads into HDFS. How much is it? 100 cars wrote status rows for two hours; a day has twelve times as much.

# %% id="overview-day"
HOME, MB = "/pilot-pjt/overview", 2**20
log = dataset("class", seed=seed).status[0]
rows = [line for line in log.read_text().splitlines() if line[:14].isdigit()]
row_bytes = sum(map(len, rows)) / len(rows) + 1
pd.Series({"rows a day": 12 * len(rows), "MB a day": f"{12 * len(rows) * row_bytes / 1e6:.0f}"})

# %% [markdown] id="overview-reading" slideshow={"slide_type": "fragment"}
# About one block of Hadoop's usual size, 128 MB: one file a day would do. But people want to see rows soon.

# %% [markdown] id="write-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## 2 Technology: a file is written · 쓰기 경로
#
# An hour of status rows is put into HDFS, with two copies (`-put -` takes what the shell hands in with `<`). Each server logs what it is told; `write_path` puts these lines in order. (The servers are real; here all DataNodes share one disk.) **Predict**: how often does the client itself send the content? A whole number.

# %% id="write-run" tags=["nbval-ignore-output"]
guess_sent = ____
# !hdfs dfs -rm -r -f -skipTrash {HOME}
# !hdfs dfs -mkdir -p {HOME}/status
# !hdfs dfs -put - {HOME}/hour.txt < {here.files.status[0]}
told = write_path.write_path(f"{HOME}/hour.txt")
write_path.draw_write_path(told)
sent = [each.receiver for each in told if each.is_data and each.sender == write_path.CLIENT]
here.seen("times the client sent the content", len(sent), guess_sent)

# %% [markdown] id="write-reading" slideshow={"slide_type": "fragment"}
# The client sends to the first of two DataNodes, which passes on to the second what it receives: a **pipeline** (파이프라인). *Written* comes back from its end. The NameNode gets words, never content. The next block of a longer file goes the same way.
#
# Note the last line. Until then the file was `hour.txt._COPYING_`: nobody could take half a file for the whole.

# %% [markdown] id="open-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Written, but listed? · 열린 파일
#
# A writer that gets rows all day keeps its file open. After each batch it calls `hflush`: it waits until the DataNodes have what was sent, so that readers get it. That makes the rows **visible** (`docs/semantics.md`). Hadoop's own Java client writes and flushes a batch of 1 MB here, then one of 2 MB. **Predict**: does `ls` list all 3 MB then, `"yes"` or `"no"`?

# %% id="open-run" tags=["nbval-ignore-output"]
guess_listed = ____
OPEN, content = f"{HOME}/open.txt", log.read_bytes()
writer = write_path.Writer(OPEN)
for batch in (content[:MB], content[MB : 3 * MB]):
    writer.write(batch)
    writer.hflush()
# !hdfs dfs -ls {OPEN}
# !hdfs dfs -cat {OPEN} | wc -c
flushed, _, closed = write_path.lengths(OPEN), writer.close(), write_path.lengths(OPEN)
here.seen("ls lists all", "yes" if flushed["listed"] == 3 else "no", guess_listed)
pd.DataFrame({"MB after hflush": flushed, "MB after close": closed})

# %% [markdown] id="open-reading" slideshow={"slide_type": "fragment"}
# `cat` gets both batches: a reader asks the DataNode that holds the last block how far it is. `ls` asks the NameNode, which hears of a length only with the first flush in a block and when the block or the file is finished: it still tells the old one.
#
# Engines such as Hive and Spark plan by the listed length: they divide it into pieces before anybody opens the file. So writers close their file now and then and begin another: **rolling** (롤링). Why not every minute?

# %% [markdown] id="open-notes" slideshow={"slide_type": "notes"}
# **8 min.** One slide back, follow the arrows from the client to one DataNode and from there to the next; which ones they are changes from run to run. Here read 1 beside 3, and twice 3 after `close`. Two copies make many predict that the client sends twice. Ask: who would miss the last rows? Answer: an engine that plans by the listing; `cat` does not.

# %% [markdown] id="small-question" slideshow={"slide_type": "slide"}
# ### Small files · 작은 파일 문제
#
# Somebody wants each car's minute in a file of its own: a hundred minutes are 10,000 files of 20 rows (`minutes = 20` at the top makes 2,000). `store` puts them, asks the NameNode what it keeps for them, and reads them back. For comparison it does the same with all rows in one file.

# %% id="small-run"
folder = small_files.by_car_and_minute(rows, minutes)
one = small_files.store(folder.with_suffix(".txt"), HOME)
many = small_files.store(folder, HOME)
many.kept.head(3)

# %% [markdown] id="small-reading" slideshow={"slide_type": "fragment"}
# Each file brought a file object of 72 bytes, a block object of 64, and a list that ties them; its name and the places of the copies come on top. It makes no difference whether the block holds twenty rows or is full.

# %% id="small-figure" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
small_files.draw_costs(one, many)

# %% [markdown] id="small-figure-reading" slideshow={"slide_type": "fragment"}
# Only the content is the same: a block takes the disk that it fills, no more. Names, memory and the pieces for MapReduce's mappers have grown with the files.
#
# And the time? The rows of five minutes are written and read, as one file and as 500. Both ways take turns; a first round warms up, and the next three are told.

# %% id="small-turns" tags=["nbval-ignore-output"]
times = small_files.seconds(rows, HOME, minutes=5)
times

# %% [markdown] id="small-turns-reading" slideshow={"slide_type": "fragment"}
# Each file takes a conversation of its own with the NameNode and with DataNodes. (Here all of them run on one machine. A real network makes each conversation longer, and several clients can share the work.)
#
# This is the **small-files problem** (작은 파일 문제): HDFS is made for few large files.

# %% [markdown] id="small-notes" slideshow={"slide_type": "notes"}
# **9 min.** Exercise 1 takes 4 of them. The only blue bar is *bytes of content*; above it are pieces, heap and names. In the table compare medians, and their distance with that from `least` to `most`. On a busy laptop set `minutes = 20` in the parameters and run from the top. In exercise 1 some double the heap for two copies. Ask: does a small file waste disk? Answer: no.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (4 min)
#
# A file for each minute of each of 100 cars, kept for one year. `many.per_file` is how many bytes of heap a file took here, name and places included. **How many GB (10⁹ bytes) of heap would these files take?** A whole number, rounded.

# %% id="ex1-check" tags=["check"]
heap_gb = ____
ex.q1.given(per_file=many.per_file)
heap_gb = ex.q1.check(heap_gb)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="cut-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## Half a cluster · 안전 모드
#
# `datanode-2`, `datanode-3` and the NameNode are killed by `kill -9`, as if a rack were gone (here: three processes). The NameNode comes back first. Its disk holds all names, not *where* blocks lie. DataNodes must tell it anew, in a **block report** (블록 리포트), and only `datanode-1` can.
#
# **Predict**: about how much of all blocks does it report: `"a third"`, `"half"` or `"two thirds"`?

# %% id="cut-run" tags=["failure", "nbval-ignore-output"]
guess_share = ____
state = safe_mode.half_a_cluster(away=("datanode-2", "datanode-3"), back="datanode-1")
# !hdfs dfs -put - {HOME}/after.txt < {here.files.status[0]}
print(state.words)
share = state.reported / state.total
here.seen("reported", "a third" if share < 0.42 else "half" if share < 0.55 else "two thirds", guess_share)

# %% [markdown] id="cut-reading" slideshow={"slide_type": "fragment"}
# **Safe mode** (안전 모드), and nobody switched it on. A third of the blocks have both copies on the two dead nodes. Are they lost, or late? The NameNode cannot know, so it refuses every change, and waits until 0.999 of all blocks have been reported (`dfs.namenode.safemode.threshold-pct`).

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (4 min)
#
# **Repair it with one command**, so that safe mode ends and no block is missing. A text, as you would type it in a terminal. The check runs it and asks the NameNode. `cluster status` shows what is dead; `cluster revive` and `cluster up` start something.

# %% id="ex2-check" tags=["check", "acts"]
command = ____
ex.q2.given(after=safe_mode.after)
command = ex.q2.check(command)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="repair-run" tags=["failure", "nbval-ignore-output"] slideshow={"slide_type": "subslide"}
on, missing = safe_mode.after(command)
# !hdfs dfsadmin -safemode get
# !hdfs dfs -put - {HOME}/after.txt < {here.files.status[0]}
here.cluster.up("hdfs=3")
blocks.check(HOME)[["Total blocks (validated)", "Missing blocks"]]

# %% [markdown] id="repair-reading" slideshow={"slide_type": "fragment"}
# The count was reached, safe mode ended by itself, and the same `put` went through. `dfsadmin -safemode leave` would have ended it at once, with a third of the blocks missing.

# %% [markdown] id="repair-notes" slideshow={"slide_type": "notes"}
# **9 min.** Exercise 2 takes 4 of them. Point at the NameNode's own words, *needs additional … blocks*; the numbers differ from run to run. Whoever answers `-safemode leave` gets a reason, and nothing is typed. A role that stays `dead` after an interrupted cell: `bin/cluster revive datanode-2`. Ask: what ends safe mode? Answer: a count of blocks, not a timer (this cluster sets the extension of 30 s to 0).

# %% [markdown] id="dates-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Two dates · 두 날짜
#
# A car stands in a garage without network over midnight. Each row says when it happened, the **biz_date** (발생 일자). A day's file is whole after midnight, so it is collected on the day after, and that is the **wrk_date** (수집 일자): the file of 1 January goes to the folder `wrk_date=20160102`. (This is a **partition folder**, 파티션 폴더; it has nothing to do with the partitions of a topic.)
#
# Ten cars drive for two hours around midnight. **Predict**: are all rows of 1 January in the folder `wrk_date=20160102`, `"yes"` or `"no"`?

# %% id="dates-run"
guess_all = ____
days = dataset("10 cars 2 h", seed=seed, start="2016-01-01T23:00", faults=("late",)).status
folders = ingest_date.collect_days(days, f"{HOME}/status")
both = ingest_date.by_both_dates(f"{HOME}/status", folders)
late = int(both["20160101"].drop("20160102").sum())
here.seen("all rows of 1 January are in it", "no" if late else "yes", guess_all)
both

# %% [markdown] id="dates-reading" slideshow={"slide_type": "fragment"}
# The column `20160101` says where the rows of 1 January are: most in the punctual folder, 60 in that of the day after. If you ask one folder what happened on that day, you get too few rows, and no error. The row's own date must decide, and later folders must be searched.
#
# Why not load by `biz_date`? The rows of one night would then lie in several folders, and nobody could load that night again by replacing one folder. So the stage loads by `wrk_date`; on day 3 the marts, which answer questions, are cut by `biz_date`.

# %% [markdown] id="dates-notes" slideshow={"slide_type": "notes"}
# **8 min.** Exercise 3 takes 5 of them. Point at the 60 in the row `20160103`, column `20160101`: late by a day. The folder `20160102` does not say that it lacks some. In exercise 3 a wrong key for `purchases` is `biz_date`: those rows know only a month. Ask: what does a rerun of a night replace? Answer: the one folder with its `wrk_date`.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (5 min)
#
# Choose a partition key for each data set: `wrk_date`, `biz_date`, `biz_month`, `car_number` or `none`.
#
# - `status_raw`: status files of each night. A night can be loaded again, and replaces itself.
# - `status_mart`: cleaned status rows. "How were the tyres on 3 January?"
# - `purchases`: rows with car, item, score and month; asked for by month.
# - `master`: 2,600 cars with their owners, delivered anew as a whole.
# - `drive_mart`: a year of driving of 2,600 cars. Most questions ask for all cars on one day, some for one car.
#
# Answer with a dictionary: `{"status_raw": "…", …}`.

# %% id="ex3-check" tags=["check"]
keys = ____
keys = ex.q3.check(keys)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements · 요구사항
#
# | Requirement | Answer |
# |---|---|
# | a day of all cars is found as one | folder `wrk_date=YYYYMMDD` |
# | a night can be loaded again | that folder is replaced as a whole |
# | events are analysed by day, month, year | each row keeps its own time; the date of collecting is appended |
# | a dead machine loses nothing | two copies by the pipeline, three on a real cluster |
# | nobody reads half a file | a name in use, changed when the file is closed |
# | rows are listed soon | roll limits |
# | the NameNode bears it for years | roll limits, and merging afterwards |

# %% [markdown] id="roll-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### When to close a file · 롤링 조건
#
# Flume's HDFS sink has three limits, and the first that is reached closes the file: `rollInterval` in seconds, `rollSize` in bytes, `rollCount` in rows. 0 switches one off; a limit that you leave out keeps Flume's own value: 30 s, 1,024 bytes, 10 rows. 100 cars send their status all day, every 3 s. **Predict**: how many files a day? A whole number.

# %% id="roll-run"
guess_files = ____
status = rolling.Stream(rows_per_second=100 / 3, row_bytes=row_bytes)
print("Flume's own values:", rolling.FLUME)
print(f"closed after {rolling.closed_after(status, rolling.FLUME):.1f} s")
here.seen("files a day", rolling.files_a_day(status, rolling.FLUME), guess_files)

# %% [markdown] id="roll-reading" slideshow={"slide_type": "fragment"}
# Ten rows, and the file is closed. Such values suit a first try only.

# %% [markdown] id="roll-notes" slideshow={"slide_type": "notes"}
# **11 min.** Exercise 4 takes 5 of them; architecture, station, recap and quiz are included. Point at `rollCount` 10 and at 288,000 files a day. In exercise 4 `{"rollInterval": 3600}` alone fails: 1024 bytes and 10 rows still count. Ask: how many files a day does one an hour make? Answer: 24, and the operator grants 30.

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (5 min)
#
# The workshop wants each status row in a closed file **an hour** after it came, at the latest. The operator of the NameNode grants **30 files a day**. Choose the three limits for this stream. A dictionary: `{"rollInterval": …, "rollSize": …, "rollCount": …}`.

# %% id="ex4-check" tags=["check"]
limits = ____
ex.q4.given(stream=status)
limits = ex.q4.check(limits)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% [markdown] id="architecture" slideshow={"slide_type": "slide"}
# ## 4 Architecture · 아키텍처
#
# It is the agent's batch lane: its interceptor appends the date, and its HDFS sink knows folders and limits. In the end HDFS holds:
#
# | Below `/pilot-pjt/collect` | |
# |---|---|
# | `car-batch-log/wrk_date=20160102` | closed files, as near to a block as can be |
# | `car-batch-log/wrk_date=20160103` | one more, `_name.tmp`: being written, engines pass over it |
# | `car-master`, `buy-list` | whole files, put by a command |
# | `drive-log` | rows of the speed lane, from HBase |

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold.

# %% id="station-files" tags=["station"]
data_to = [each.receiver for each in told if each.is_data]
here.record("DataNodes in the pipeline", len(data_to), equals=2)
here.record("content through the NameNode", "namenode" in data_to, equals=False)
here.record("MB listed and read after hflush", flushed.tolist(), equals=[1, 3])
here.record("MB listed and read after close", closed.tolist(), equals=[3, 3])
here.record("blocks of the small files", many.blocks, equals=100 * minutes)
here.record("rows read back, both ways", one.rows == many.rows == 20 * many.files, equals=True)
here.record("heap bytes a small file", many.per_file, low=160, high=400)
written = times["median"].loc["write"]
here.record("times the seconds to write", written.max() / written.min(), low=1.5)

# %% id="station-failure" tags=["station"]
here.record("share of blocks reported by one node", share, low=0.55, high=0.78)
here.record("safe mode after the repair", on, equals=False, of=ex.q2)
here.record("missing blocks after the repair", missing, equals=0, of=ex.q2)
here.record("missing blocks", int(blocks.check(HOME)["Missing blocks"]), equals=0)
here.record("rows that came a day late", late, equals=60)
here.record("rows of both dates", int(both.to_numpy().sum()), equals=24000)
here.record(
    "files a day by the chosen limits", rolling.files_a_day(status, rolling.FLUME | limits), low=24, high=30, of=ex.q4
)
# !hdfs dfs -rm -r -skipTrash {HOME}

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - The client sends a block once; DataNodes pass it on, and the NameNode handles words alone.
# - After `hflush` a reader gets the rows of an open file; a listing may tell an older length until the file is closed.
# - The NameNode keeps objects for each file and block in memory: twenty rows cost as much as a full block.
# - In safe mode it counts blocks; bring back the DataNodes that have not reported.
# - `wrk_date` says when a row was collected, `biz_date` when it happened; folders of the load follow the first.
# - Roll limits trade *listed soon* against *few files*.

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
# The next lesson runs this stage, kills the agent in the middle of a file, and merges what is too small. At a larger scale several NameNodes share the names, or another store takes over.
#
# | HDFS today | |
# |---|---|
# | state | alive on machines of one's own; in clouds object stores have its place |
# | `hdfs://` → | `s3a://` (object store) · `ofs://` (Apache Ozone) |
# | folders, renames → | a table format such as Iceberg: partition transform, commit |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, before you run the test station: it removes the lesson's folder.
#
# | To see or make | You type |
# |---|---|
# | folders, files and bytes below a path | `hdfs dfs -count -h /pilot-pjt` |
# | files that a writer still has open | `hdfs fsck / -openforwrite` |
# | the files of one folder as one local file | `hdfs dfs -getmerge /pilot-pjt/overview/status/wrk_date=20160102 day.txt` |
# | whether safe mode is on | `hdfs dfsadmin -safemode get` |

# %% id="finish" tags=["finish"]
here.finish()
