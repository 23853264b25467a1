# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Loading: overview · 적재 개요·기술·요구사항·아키텍처
#
# The agent can carry the cars' rows. Now they need a place where they stay for years, survive machines that die, and can be found by the day.
#
# You follow one file to the disks, count what thousands of small ones cost, and start half a cluster.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - follow a file into HDFS, and say when its rows are listed,
# - work out what a way of cutting files costs the NameNode,
# - say what a NameNode in safe mode is waiting for, and what to do about it,
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

from base.exceptions import ServiceError
from cluster.clients import hdfs_shell
from data import dataset
from lessons.day2.loading_overview import exercises as ex
from lessons.day2.loading_overview.ingest_date import by_both_dates, load_days
from lessons.day2.loading_overview.rolling import FLUME, Stream, closed_after, files_a_day
from lessons.day2.loading_overview.safe_mode import power_cut, safe_mode, wait_for_off
from lessons.day2.loading_overview.small_files import by_car_and_minute, draw_costs, store
from lessons.day2.loading_overview.write_path import draw_write_path, write_and_look, write_path
from utils.lab.blocks import check
from utils.lesson import ____, shown_error, start

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
# An hour of status rows is put into HDFS, with two copies. **Predict**: how often does the client send the content, and does it pass the NameNode?
#
# Each server logs what it is told. `write_path` puts these lines in order.

# %% id="write-run" tags=["nbval-ignore-output"]
hdfs_shell("-rm", "-r", "-f", "-skipTrash", HOME)
hdfs_shell("-mkdir", "-p", f"{HOME}/status")
hdfs_shell("-put", str(here.files.status[0]), f"{HOME}/hour.txt")
told = write_path(f"{HOME}/hour.txt")
draw_write_path(told)

# %% [markdown] id="write-reading" slideshow={"slide_type": "fragment"}
# Once. The client sends to the first of two DataNodes, which passes on to the second what it receives: a **pipeline** (파이프라인). *Written* comes back from its end. The NameNode gets words, never content. Each block repeats this.
#
# Note the last line. Until then the file was `hour.txt._COPYING_`: nobody could take the half for the whole.

# %% [markdown] id="open-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Written, but seen? · 열린 파일
#
# A writer that gets rows all day keeps its file open. Here one sends 10 MB; a block holds 4 MB. **Predict**: when 6 MB have been sent, how long is the file in the NameNode's listing (`shown`)?

# %% id="open-run"
seen = write_and_look(f"{HOME}/open.txt", log.read_bytes()[: 10 * MB], stops=(3, 6, 9))
seen

# %% [markdown] id="open-reading" slideshow={"slide_type": "fragment"}
# 4 MB: the listing has finished blocks, the rest when the file is closed. More may be *visible* (`docs/semantics.md`): a reader gets what the writer has flushed; the next lesson prints both lengths. But Hive and Spark plan by the listed one, and with blocks of 128 MB would miss most of a day. So writers close their file now and then and begin another: **rolling** (롤링). Why not every minute?

# %% [markdown] id="open-notes" slideshow={"slide_type": "notes"}
# **8 min.** One slide back, follow the arrows from the client to one DataNode and from there to the next; which ones they are changes from run to run. Here read `sent` 6.0 beside `shown` 4.0. Two copies make many predict that the client sends twice. Ask: when does `shown` reach 10.0? Answer: when the file is closed.

# %% [markdown] id="small-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Small files · 작은 파일 문제
#
# Somebody wants each car's minute in a file of its own: a hundred minutes are 10,000 files of 20 rows (`minutes = 20` at the top makes 2,000). The same rows also go into one file.
#
# `store` puts them, asks the NameNode what it keeps for them, and reads them back. **Predict**: which of the two takes more disk, which more memory of the NameNode?

# %% id="small-run"
folder = by_car_and_minute(rows, minutes)
one = store(folder.with_suffix(".txt"), HOME)
many = store(folder, HOME)
many.kept.head(3)

# %% [markdown] id="small-reading" slideshow={"slide_type": "fragment"}
# Each file brought one of 72 bytes, a block of 64 and a list that ties them; its name and the places of the copies come on top. Twenty rows or as many as a block holds: no difference.

# %% id="small-figure" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
draw_costs(one, many)

# %% [markdown] id="small-figure-reading" slideshow={"slide_type": "fragment"}
# Only the content is the same: a block takes the disk that it fills, no more. All else has grown: names, memory, the pieces for which MapReduce would start 10,000 mappers, and the seconds, because each file takes a conversation.
#
# This is the **small-files problem** (작은 파일 문제): HDFS is made for few large files.

# %% [markdown] id="small-notes" slideshow={"slide_type": "notes"}
# **9 min.** Exercise 1 takes 4 of them. The only blue bar is *bytes of content*; above it, 81.9 s to write against 1.5, and 1,600,000 bytes of heap against 296. On a busy laptop set `minutes = 20` in the parameters and run from the top. In exercise 1 some double the heap for two copies. Ask: does a small file waste disk? Answer: no.

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
# A rack loses its power (here three processes): `datanode-2`, `datanode-3` and the NameNode are gone. The NameNode comes back first. Its disk holds all names, not *where* blocks lie. DataNodes must tell it anew, in a **block report** (블록 리포트), and only `datanode-1` can.
#
# **Predict**: about how many of the blocks does it know of? What will a writer be told?

# %% id="cut-run" tags=["failure", "nbval-ignore-output"]
state = power_cut(away=("datanode-2", "datanode-3"), back="datanode-1")
with shown_error(ServiceError):
    hdfs_shell("-put", str(here.files.status[0]), f"{HOME}/after.txt")
pd.Series({"blocks by its records": state.total, "blocks reported": state.reported})

# %% [markdown] id="cut-reading" slideshow={"slide_type": "fragment"}
# Safe mode, and nobody switched it on. About two thirds of the blocks have a copy on `datanode-1`. Are the others lost, or late? The NameNode cannot know. If it went to work now, it would call a third of the blocks missing, and on a larger cluster copy the others. So it refuses every change, and waits.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (3 min)
#
# It waits until 0.999 of all blocks (`dfs.namenode.safemode.threshold-pct`) have been reported, rounded down to whole blocks. **How many more must be reported?** A whole number; `state.total` and `state.reported` are at hand.

# %% id="ex2-check" tags=["check"]
more = ____
ex.q2.given(total=state.total, reported=state.reported)
more = ex.q2.check(more)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="cut-words" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
print(state.words)
here.record("NameNode names the same number", f"additional {more} blocks" in state.words, equals=True, of=ex.q2)

# %% [markdown] id="repair-question" tags=["failure", "predict"] slideshow={"slide_type": "fragment"}
# `dfsadmin -safemode leave` would end it at once, with a third of the blocks missing. The repair is to bring back DataNodes. **Predict**: is *one* of the two enough?

# %% id="repair-run" tags=["failure"] slideshow={"slide_type": "subslide"}
here.cluster.revive("datanode-2")
wait_for_off()
hdfs_shell("-put", str(here.files.status[0]), f"{HOME}/after.txt")
here.cluster.revive("datanode-3")
check(HOME)[["Total blocks (validated)", "Missing blocks"]]

# %% [markdown] id="repair-reading" slideshow={"slide_type": "fragment"}
# Enough. The two copies of a block lie on different nodes, so two nodes of three have each block at least once. The count was reached, safe mode ended by itself, and the same `put` went through.

# %% [markdown] id="repair-notes" slideshow={"slide_type": "notes"}
# **9 min.** Exercise 2 takes 3 of them. The NameNode's words on the slide before: 6549 reported, 3447 more needed, of 10007. `reported` differs from run to run, so neighbours get other answers; 3458 would be all blocks and forgets the 0.999. A role that stays `dead` after an interrupted cell: `bin/cluster revive datanode-2`. Ask: what ends safe mode? Answer: a count of blocks, no timer.

# %% [markdown] id="dates-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Two dates · 두 날짜
#
# A car stands in a garage without network over midnight. Its rows say when they happened, the **biz_date** (발생 일자); they come with the next day's file, and that is the **wrk_date** (수집 일자).
#
# Each day of collecting gets a folder `wrk_date=YYYYMMDD`: a **partition folder** (파티션 폴더), no partition of a topic. Here a file goes to the day in its name; the pilot collects it after midnight, so its `wrk_date` is one day later. Ten cars drive for two hours around midnight. **Predict**: which dates are in the folder of 2 January?

# %% id="dates-run"
days = dataset("10 cars 2 h", seed=seed, start="2016-01-01T23:00", faults=("late",)).status
partitions = load_days(days, f"{HOME}/status")
both = by_both_dates(f"{HOME}/status", partitions)
both

# %% [markdown] id="dates-reading" slideshow={"slide_type": "fragment"}
# Two. If you ask the folder of 1 January what happened that day, you get 60 rows too few, and no error. The row's own date must decide, and later folders must be searched.
#
# Why not load by biz_date? A night's load would then change folders that have been counted and used, and a night could not be loaded again by replacing one folder. So the stage loads by `wrk_date`; on day 3 the marts, which answer questions, are cut by `biz_date`.

# %% [markdown] id="dates-notes" slideshow={"slide_type": "notes"}
# **8 min.** Exercise 3 takes 5 of them. Point at the 60 in the row `20160102`, column `20160101`. The folder `20160101` holds 11940 rows, and nothing says that it lacks some. In exercise 3 a wrong key for `purchases` is `biz_date`: those rows know only a month. Ask: what does a rerun of a night replace? Answer: the one folder with its `wrk_date`.

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
# *What would break without it?*
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
# Flume's HDFS sink has three limits, and the first that is reached closes the file: `rollInterval` in seconds, `rollSize` in bytes, `rollCount` in rows. 0 switches one off; what is not said keeps Flume's own value. If 100 cars send their status all day, every 3 s: **predict** how many files a day.

# %% id="roll-run"
status = Stream(rows_per_second=100 / 3, row_bytes=row_bytes)
print("Flume's own values:", FLUME)
print(f"closed after {closed_after(status, FLUME):.1f} s: {files_a_day(status, FLUME):,} files a day")

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
# The agent's batch lane, with an interceptor that appends the date, and an HDFS sink that knows folders and limits. It leaves:
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
here.record("MB shown at each look", seen["shown"].tolist(), equals=[0, 4, 8, 10])
here.record("blocks of the small files", many.blocks, equals=100 * minutes)
here.record("rows read back, both ways", one.rows == many.rows == 20 * many.files, equals=True)
here.record("heap bytes a small file", many.per_file, low=160, high=400)
here.record("times the seconds to write", many.write / one.write, low=1.5)

# %% id="station-failure" tags=["station"]
here.record("share of blocks reported by one node", state.reported / state.total, low=0.55, high=0.78)
here.record("safe mode at the end", safe_mode().on, equals=False)
here.record("missing blocks", int(check(HOME)["Missing blocks"]), equals=0)
here.record("rows that came a day late", int(both.loc["20160102", "20160101"]), equals=60)
here.record("rows of both dates", int(both.to_numpy().sum()), equals=24000)
here.record("files a day by the chosen limits", files_a_day(status, FLUME | limits), low=24, high=30, of=ex.q4)
print(hdfs_shell("-rm", "-r", "-skipTrash", HOME))

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - The client sends a block once; DataNodes pass it on, and the NameNode handles words alone.
# - A listing has the finished blocks of an open file; closing adds the rest.
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
# The next lesson runs this stage, kills the agent in the middle of a file, and merges what is too small. At a larger scale one heap cannot hold all names: several NameNodes share them, or another store takes over.
#
# | HDFS today | |
# |---|---|
# | state | alive on machines of one's own; in clouds object stores have its place |
# | neighbours | object stores such as S3 · Apache Ozone, names on disk · above them table formats such as Apache Iceberg |
# | `hdfs://` → | `s3a://` · `ofs://` |
# | `dfs.replication` → | the provider's matter · a bucket's setting |
# | folder `wrk_date=…` → | a table's partition transform, such as `days(time)` |
# | rename when closed → | a table's commit |
# | small files → | still costly; Iceberg's `rewrite_data_files` merges them |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | put a file | `hdfs dfs -put SmartCarStatusInfo_20160101.txt /pilot-pjt/overview/` |
# | folders, files and bytes below a path | `hdfs dfs -count -h /pilot-pjt` |
# | files that a writer still has open | `hdfs fsck / -openforwrite` |
# | the same file in one piece | `hdfs dfs -getmerge /pilot-pjt/overview/status day.txt` |
# | out of safe mode | `hdfs dfsadmin -safemode leave` |
# | away, without the trash | `hdfs dfs -rm -r -skipTrash /pilot-pjt/overview` |

# %% id="finish" tags=["finish"]
here.finish()
