# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Building the cluster · 클러스터 환경 구축
#
# Before anything can be collected, there must be machines that keep files, share memory, and notice when one of them dies.
#
# You look into such a cluster as its operator does: what is installed, how is it, where does a file lie, what happens when a part is killed?

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - ask a cluster what is installed, how it is configured and how it is doing,
# - put, read, move and remove files in HDFS, and say in which blocks and on which DataNodes they lie,
# - tell what HDFS does, second by second, when a DataNode dies,
# - use replication, quota and safe mode,
# - keep a small shared value in ZooKeeper and be told when it changes.
#
# 60 minutes · services: ZooKeeper, HDFS with three DataNodes, YARN

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from base.exceptions import ServiceError
from cluster.clients import hdfs_admin, hdfs_shell, yarn, zookeeper
from data import dataset
from lessons.day1.build_cluster import exercises as ex
from utils.lab.blocks import check, draw_places, fullest, lacking, places, same_bytes
from utils.lab.hdfs_watch import NameNodeWatch, datanodes, draw_timeline
from utils.lab.inventory import configured, draw_memory, installed, memory
from utils.lesson import ____, shown_error, start

here = start("day1/05_build_cluster", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The files of the batch lane will lie in HDFS, and ZooKeeper spans all systems. Both run now, and YARN beside them.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="installed-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## What is installed? · 설치 현황
#
# Bringing machines, programs and settings to a wanted state is **provisioning** (프로비저닝); looking after them is **monitoring** (모니터링). In the original pilot Cloudera Manager did both, elsewhere Apache Ambari. Here the `cluster` command does it, and you ask the same questions.
#
# Each process is asked itself for its version. **Predict**: how many processes does it take to keep files, share memory and coordinate, and how many versions will you see in one service?

# %% id="installed-table" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
table = installed(here.status())
table

# %% [markdown] id="installed-reading" slideshow={"slide_type": "fragment"}
# One version in each service. On many machines this table shows who missed an upgrade.
#
# HDFS has one **NameNode** (네임노드), which knows every file, and **DataNodes** (데이터노드), which hold the content. YARN has a **ResourceManager** (리소스매니저), which hands out memory, and a **NodeManager** (노드매니저) on each machine, which runs programs in it. The `secondary` NameNode is no standby: now and then it merges the log of changes into the NameNode's picture of all files. It cannot take over.

# %% [markdown] id="again-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Asked twice · 두 번 요청하기
#
# The services run. **Predict**: what happens when you ask for them again?

# %% id="again-run" slideshow={"slide_type": "-"}
before = {role.name: role.pid for role in here.status()}
here.cluster.up(*here.services)
same_processes = before == {role.name: role.pid for role in here.status()}
same_processes

# %% [markdown] id="again-reading" slideshow={"slide_type": "fragment"}
# The same processes. You tell a provisioning tool what you *want*, and it does what is missing; here nothing was. Such an operation is **idempotent** (멱등): twice is the same as once.

# %% [markdown] id="settings-intent" slideshow={"slide_type": "slide"}
# ## How is it configured? · 설정
#
# Hadoop reads its settings from files such as `hdfs-site.xml`, and takes its own default for what is not there. Look for the **heartbeat** (하트비트), the sign of life that a DataNode sends to the NameNode.

# %% id="settings-read" slideshow={"slide_type": "-"}
site = configured("hdfs-site.xml")
site.filter(like="interval")

# %% [markdown] id="settings-reading" slideshow={"slide_type": "fragment"}
# No unit stands beside a number. The heartbeat and what ends in `seconds` are seconds; the recheck and stale intervals are milliseconds; the stale *minimum* counts heartbeats.
#
# A DataNode that is silent for the stale interval is **stale** (응답 지연). Readers are sent to it last, but only because this cluster also sets `dfs.namenode.avoid.read.stale.datanode`. One that is silent for much longer is **dead**: its copies no longer count.

# %% [markdown] id="settings-notes" slideshow={"slide_type": "notes"}
# **13 min.** Five of them for exercise 1. Point at nine processes and one version in each service, in the table before; here at the recheck interval, 2000 milliseconds. In exercise 1 the answer 4010 has mixed the units; 630 is what Hadoop comes with, not what stands in `site`. Ask: what did the second `up` start? *Nothing, the processes are the same.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (5 min)
#
# Hadoop counts a DataNode as dead after *2 × recheck interval + 10 × heartbeat interval*. Find both in `site`. **After how many seconds of silence is a DataNode dead in this cluster?** A whole number.

# %% id="ex1-blank" tags=["exercise"] slideshow={"slide_type": "-"}
seconds_to_death = ____
ex.q1.given(setting=site.to_dict())
seconds_to_death = ex.q1.check(seconds_to_death)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="memory-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## How is it doing? · 상태
#
# These programs run in Java machines. Each has a **heap** (힙), the place of its objects, with a limit; the system sees the **resident memory** (상주 메모리, RSS) of the whole process.
#
# **Predict**: the heap limit of the NameNode is 192 MB. Does the process take more or less than that?

# %% id="memory-figure" slideshow={"slide_type": "-"}
sizes = memory(here.status())
draw_memory(sizes)

# %% [markdown] id="memory-reading" slideshow={"slide_type": "fragment"}
# More: each Hadoop process takes more than its whole heap limit, although the dark bar, the heap in use, is far below it. A Java machine also holds classes, compiled code and a stack for each thread. Plan with resident memory, not with heap limits.
#
# The NameNode's heap holds *every file and every block* as an object. Day 2 makes ten thousand small files and looks at this bar again.

# %% [markdown] id="memory-notes" slideshow={"slide_type": "notes"}
# **6 min.** With the table of health on the next slide. Point at the light bar of the NameNode, 216 MB, which passes the orange mark at 192, and at its short dark part. Megabytes differ from laptop to laptop. If `live` there is not 3, a DataNode is dead: `bin/cluster revive` and its name. Ask: which of the three do you plan machines with? *Resident memory.*

# %% id="health" slideshow={"slide_type": "subslide"}
metrics = yarn("metrics")["clusterMetrics"]
for_jobs = {key: metrics[key] for key in ("activeNodes", "totalMB", "totalVirtualCores")}
pd.Series(datanodes() | for_jobs, name="health")

# %% [markdown] id="health-reading" slideshow={"slide_type": "fragment"}
# Live, stale and dead DataNodes come from the NameNode; nodes, memory in MB and cores for jobs from the ResourceManager. Ambari's start page shows the same.

# %% [markdown] id="files-intent" slideshow={"slide_type": "slide"}
# ## Files in HDFS · HDFS 파일 다루기
#
# Two hours of driving of 100 cars are the file of this lesson. `hdfs_shell` runs the real command `hdfs dfs`, which you can also type in the terminal of `cluster sh`; its verbs are those of Linux with a dash.

# %% id="files-put" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
HOME = "/pilot-pjt/practice"
log = dataset("class", seed=seed).driver
hdfs_shell("-rm", "-r", "-f", "-skipTrash", HOME)
hdfs_shell("-mkdir", "-p", HOME)
hdfs_shell("-put", str(log), str(here.files.master), HOME)
print(hdfs_shell("-ls", HOME))

# %% [markdown] id="files-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# The number after the permissions is one that Linux does not have: how many **replicas** (복제본), copies, are kept.
#
# Now `cat`, `rm` and `stat` do what you expect, and `mv` gives the driving log a new name. **Predict**: how many of its bytes travel?

# %% id="mv-run" slideshow={"slide_type": "-"}
LOG = f"{HOME}/drive.log"
where = places(f"{HOME}/{log.name}")
print(hdfs_shell("-cat", f"{HOME}/CarMaster.txt").splitlines()[0])
print(hdfs_shell("-rm", f"{HOME}/CarMaster.txt"))
hdfs_shell("-mv", f"{HOME}/{log.name}", LOG)
print(hdfs_shell("-stat", "%n: blocks of %o bytes, %r copies", LOG))
same_places = places(LOG).equals(where)
same_places

# %% [markdown] id="mv-reading" slideshow={"slide_type": "fragment"}
# None: every part of the file lies where it lay. A name is an entry in the NameNode's memory, and `mv` changes that entry. Last, `get` brings the content back; `same_bytes` runs it and compares.

# %% id="get-run" slideshow={"slide_type": "-"}
same_bytes(LOG, log)

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (6 min)
#
# HDFS cuts a file into **blocks** (블록) and keeps each several times. `log.stat().st_size` is the size of the file; `dfs.blocksize` and `dfs.replication` stand in `site`. **How many blocks does the file have, and how many copies of blocks lie on the DataNodes?** A pair `(blocks, copies of blocks)`. Do not look at `where` yet.

# %% id="ex2-blank" tags=["exercise"] slideshow={"slide_type": "-"}
answer = ____
copies = int(site["dfs.replication"])
ex.q2.given(size=log.stat().st_size, block=4 * 1024**2, copies=copies)
blocks, block_copies = ex.q2.check(answer)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="blocks-intent" slideshow={"slide_type": "slide"}
# ## Where the blocks lie · 블록의 위치
#
# Each row of the grid is a block, each column a DataNode.

# %% id="blocks-figure" tags=["station", "nbval-ignore-output"] slideshow={"slide_type": "-"}
draw_places({"now": where}, copies)
here.record("blocks as predicted", len(where), equals=blocks, of=ex.q2)
here.record("copies of blocks as predicted", int(where.to_numpy().sum()), equals=block_copies, of=ex.q2)

# %% [markdown] id="blocks-reading" slideshow={"slide_type": "fragment"}
# Two filled cells in every row, never in the same column: a second copy on the same machine would die with the first. In our run one DataNode has a copy of every block. On many machines that is a rule for the DataNode on the writer's machine: it takes each first copy. Here no DataNode is nearer than another, and it was chance (about one run in six).
#
# `fsck` says the same in numbers, `report` what the DataNodes see of their disks.

# %% [markdown] id="blocks-notes" slideshow={"slide_type": "notes"}
# **13 min.** Six of them for exercise 2. Point at two filled cells in each of seven rows; which ones differs from run to run. In exercise 2 the answer (6, 12) has not rounded up, and (7, 21) takes three copies. Whoever does not run its cell has no `copies`, and the figure ends in `NameError`. Ask: why are both copies never on one DataNode? *They would die together.*

# %% id="fsck" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
print(hdfs_admin("-report").split("DFS Used:")[0])
check(LOG)[["Total size", "Total blocks (validated)", "Under-replicated blocks", "Missing blocks"]]

# %% [markdown] id="fsck-reading" slideshow={"slide_type": "fragment"}
# **Under-replicated** (복제 부족) blocks have fewer copies than wanted: nothing is lost, but the next failure may lose something. *Missing* blocks have no copy at all.
#
# The capacity is three times the disk you have: here three DataNodes stand on one disk, and each reports all of it.

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A DataNode dies · 데이터노드 장애
#
# You kill the DataNode with the most blocks of the file, by `kill -9`: it can tell nobody. From now on a watch looks at the NameNode several times a second.
#
# **Predict**: can the file be read in the next seconds? When does the NameNode count two live DataNodes? How many blocks will lack a copy?

# %% id="kill-run" tags=["failure"] slideshow={"slide_type": "-"}
victim = fullest(where)
watch = NameNodeWatch(LOG, copies)
watch.mark("kill -9")
here.cluster.kill(victim)
same_bytes(LOG, log)

# %% [markdown] id="kill-reading" tags=["failure", "predict"] slideshow={"slide_type": "fragment"}
# The whole file, to the last byte. Where the dead node refused it, the reader took the next address on the NameNode's list. Nothing has been repaired yet.
#
# The next cell waits for the repair, then starts the dead DataNode, whose disk still holds its old blocks. **Predict**: how many copies of each block are there when it is back?

# %% id="revive-run" tags=["failure"] slideshow={"slide_type": "-"}
watch.wait(lambda look: look.stale, "stale")
watch.wait(lambda look: look.dead, "dead")
worst = watch.wait(lambda look: look.lacking, "copies missing")
repaired = watch.wait(lambda look: not look.lacking, "repaired")
watch.mark("revive")
here.cluster.revive(victim)
watch.wait(lambda look: look.live == 3 and (look.copies > block_copies or look.places[victim].any()), "live")
settled = watch.wait(lambda look: look.copies == block_copies, "surplus removed")
draw_timeline(watch.stop(), watch.marks)

# %% [markdown] id="timeline-reading" slideshow={"slide_type": "fragment"}
# For some seconds nothing happens. After five the node is stale; the NameNode counts only every five seconds, so the count (2) comes later. Near the second that you worked out it is dead (3), and only now its blocks lack a copy (4), in our run all seven. The NameNode has them copied, a few at a time, until none is lacking (5).
#
# The wait is on purpose. A node that is busy or restarted comes back by itself, and copying its blocks would burden a cluster in trouble. Hadoop's own values wait ten and a half minutes.

# %% [markdown] id="timeline-notes" slideshow={"slide_type": "notes"}
# **11 min.** You may talk between the kill and the next cell: the watch looks on by itself. Point at line 3, dead, near 14 seconds, the answer of exercise 1, and at the seven blocks below. Interrupted here, the DataNode stays dead: `bin/cluster revive` and its name. Ask: why does the NameNode wait? *A busy or restarted node comes back by itself.*

# %% id="revive-places" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
moments = {"before": where, "dead": worst.places, "repaired": repaired.places, "back": settled.places}
draw_places(moments, copies, dead={"dead": victim, "repaired": victim})

# %% [markdown] id="places-reading" slideshow={"slide_type": "fragment"}
# Orange blocks have one copy left. In *repaired* the two other nodes hold everything. When the third came back, each block that it still had existed three times, and the NameNode had one copy removed where it chose: *back* need not look like *before*. The log says *which* machine died, and when.

# %% id="kill-log" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
lines = here.cluster.logs("namenode", lines=2000).splitlines()
[line[:23] + line.partition("BLOCK*")[2] for line in lines if "lost heartbeat" in line][-1:]

# %% [markdown] id="setrep-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Three copies · 복제 수 바꾸기
#
# With two copies a file survives one death. With `setrep` a file gets a number of its own, while it is in use. **Predict**: what does the third copy cost?

# %% id="setrep-run" slideshow={"slide_type": "-"}
hdfs_shell("-setrep", "3", LOG)
here.cluster.wait(lambda: lacking(places(LOG), 3) == 0, "each block has three copies", seconds=90)
size, raw = (int(number) for number in hdfs_shell("-du", LOG).split()[:2])
raw / size

# %% [markdown] id="setrep-reading" slideshow={"slide_type": "fragment"}
# `du` gives the size of the file and the space on all disks: three times the size, to the byte, because the last block takes only what it holds. Most clusters use three.

# %% [markdown] id="safemode-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Hands off: safe mode · 안전 모드
#
# When a NameNode starts, it knows all names but not where the blocks lie. Until enough DataNodes have told it, it is in **safe mode** (안전 모드). An operator can switch it on too, before maintenance. **Predict**: does reading still work? Does writing?

# %% id="safemode-run" slideshow={"slide_type": "-"}
print(hdfs_admin("-safemode", "enter"))
try:
    print("reads the file:", same_bytes(LOG, log))
    with shown_error(ServiceError):
        hdfs_shell("-mkdir", f"{HOME}/new")
finally:
    print(hdfs_admin("-safemode", "leave"))

# %% [markdown] id="safemode-reading" slideshow={"slide_type": "fragment"}
# Reading works. Whatever would change a name is refused. A job that fails with it needs no new code: find out what the NameNode is waiting for.

# %% [markdown] id="quota-intent" slideshow={"slide_type": "slide"}
# ## A limit for a folder · 쿼터
#
# A **quota** (쿼터) keeps one team from filling the cluster. This folder may take 20 MB of raw space, less than the file.

# %% id="quota-run" slideshow={"slide_type": "-"}
TIGHT = f"{HOME}/tight"
hdfs_shell("-mkdir", TIGHT)
hdfs_admin("-setSpaceQuota", "20m", TIGHT)
with shown_error(ServiceError):
    hdfs_shell("-put", str(log), TIGHT)

# %% [markdown] id="quota-notes" slideshow={"slide_type": "notes"}
# **11 min.** Six of them for exercise 3, the rest for three copies, safe mode and this. Point at *24 MB* in the refusal: three blocks of 4 MB, two copies. In exercise 3, 26 is the file once and 51 both copies of the closed file. The cell that tries the answer runs once: afterwards the file is there, and `put` refuses. Ask: what works in safe mode? *Reading.*

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (6 min)
#
# Refused, with *24 MB consumed*, when two blocks were written and a third was asked for. Three blocks of 4 MB, two copies each: HDFS charges whole blocks, for each copy, before their first byte is there.
#
# **What is the smallest space quota, in MB, with which the file can be put into the folder?** A whole number; `blocks` and `copies` are at hand. The cell after the solution tries your number, and one less.

# %% id="ex3-blank" tags=["exercise"] slideshow={"slide_type": "-"}
quota_mb = ____
ex.q3.given(size=log.stat().st_size, block=4 * 1024**2, copies=copies)
quota_mb = ex.q3.check(quota_mb)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% id="ex3-try" slideshow={"slide_type": "subslide"}
hdfs_admin("-setSpaceQuota", f"{quota_mb - 1}m", TIGHT)
with shown_error(ServiceError):
    hdfs_shell("-put", str(log), TIGHT)
hdfs_admin("-setSpaceQuota", f"{quota_mb}m", TIGHT)
hdfs_shell("-put", str(log), TIGHT)
left = int(hdfs_shell("-count", "-q", TIGHT).split()[3])
here.record("bytes left of the quota", left, low=1, high=8 * 1024**2)

# %% [markdown] id="ex3-reading" slideshow={"slide_type": "fragment"}
# One megabyte decides. Once the file is closed, part of the quota is free again: now the last block is charged with what it holds. This is hardest on tiny files: to be written, each needs room for two whole blocks.

# %% [markdown] id="zk-intent" slideshow={"slide_type": "slide"}
# ## A place to agree: ZooKeeper · 합의하는 곳
#
# The NameNode watches its DataNodes. But who tells HBase where its master is, and who tells a second master that the first is gone? Systems ask **ZooKeeper** (주키퍼): a small tree of names, **znodes** (지노드), each with a small value.

# %% id="zk-create" slideshow={"slide_type": "-"}
zk = zookeeper(1)
if zk.exists("/pilot-pjt"):
    zk.delete("/pilot-pjt", recursive=True)
zk.create("/pilot-pjt", b"building")
value, about = zk.get("/pilot-pjt")
value, about.version

# %% [markdown] id="watch-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# A value, and a version that begins with 0. To learn of a change without asking again and again, a reader can leave a **watch** (와치): *call me when it changes*. **Predict**: the value changes twice after one watch was left. How many calls come?

# %% id="watch-run" slideshow={"slide_type": "-"}
calls = []
zk.get("/pilot-pjt", watch=calls.append)
zk.set("/pilot-pjt", b"cluster ready")
here.cluster.wait(lambda: calls, "the watch calls", seconds=20)
version = zk.set("/pilot-pjt", b"collecting").version
zk.delete("/pilot-pjt")
zk.stop()
zk.close()
[(call.type, call.path) for call in calls], version

# %% [markdown] id="watch-reading" slideshow={"slide_type": "fragment"}
# Two changes, version 2, one call; and none for the `delete` that came last. A watch is used up when it fires, and it says *that* something changed, not *what*: the reader fetches the value and leaves a new watch in the same request. It may miss a state in between, never the last.
#
# A second master needs one thing more, the **ephemeral** (임시) znode, which vanishes when the connection of its maker, the **session** (세션), ends. The first master makes one; the second leaves a watch on it, and is called when the first is gone.

# %% [markdown] id="watch-notes" slideshow={"slide_type": "notes"}
# **6 min.** With the test station and the quiz. Point at the single `CHANGED` and at the 2 beside it: two changes, one call. The cell closes `zk`; to repeat it, run the one that creates the node first. Ask: can the reader miss the last value? *No: it fetches the value and leaves a new watch in one request.*

# %% [markdown] id="station-intent" slideshow={"slide_type": "slide"}
# ## Test station · 점검
#
# The failure went as predicted, all DataNodes live, no block missing, the file whole.

# %% id="station" tags=["station"] slideshow={"slide_type": "-"}
death = watch.marks["dead"] - watch.marks["kill -9"]
here.record("seconds until dead", death, low=seconds_to_death - 4, high=seconds_to_death + 16, of=ex.q1)
here.record("blocks that lacked a copy", worst.lacking, low=1, high=blocks, of=ex.q2)
here.record("copies after the revival", settled.copies, equals=block_copies, of=ex.q2)
here.record("live DataNodes", datanodes()["live"], equals=3)
here.record("missing blocks", int(check(LOG)["Missing blocks"]), equals=0)
here.record("file whole", same_bytes(LOG, log), equals=True)
here.record("calls of one watch", len(calls), equals=1)
print(hdfs_shell("-rm", "-r", "-skipTrash", HOME))

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A provisioning tool is told the wanted state and does what is missing; asked twice, it does nothing.
# - The NameNode holds names and places in its heap, the DataNodes hold blocks; a process takes more than its heap.
# - A file is cut into blocks, each kept on several DataNodes; `fsck` and the grid tell where.
# - A dead DataNode is noticed after a wait that is a setting, its copies are made again, and readers lose nothing while one copy is left.
# - A quota counts copies and whole blocks; safe mode lets nobody write.
# - A ZooKeeper watch tells once that a value changed.

# %% id="quiz" tags=["quiz"] slideshow={"slide_type": "subslide"}
ex.quiz.show()

# %% id="quiz-answers" tags=["quiz"] slideshow={"slide_type": "skip"}
answer_1 = ____
answer_2 = ____
answer_3 = ____
answer_4 = ____
ex.quiz.check(answer_1, answer_2, answer_3, answer_4)

# %% [markdown] id="bridge" tags=["bridge"] slideshow={"slide_type": "slide"}
# ## What comes next · 다음 수업
#
# One process here has no second: the NameNode. On a larger cluster a standby waits beside it, and ZooKeeper decides which of the two is in charge. The next lesson brings the first rows in.
#
# | The cluster manager today | |
# |---|---|
# | Apache Ambari | retired in January 2022, taken up again since; version 3 installs the Apache Bigtop stack |
# | Cloudera Manager | alive, a part of Cloudera's commercial platform |
# | today's ways | wanted state as files: Kubernetes operators, Terraform, Ansible; metrics by Prometheus and Grafana; or a cloud's managed service |
# | keep from it | wanted state, health, logs, rolling restart: the questions stay the same |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, while the cells run: at its end the lesson clears up.
#
# | To | You type |
# |---|---|
# | how HDFS is | `hdfs dfsadmin -report` |
# | where the blocks of a file lie | `hdfs fsck /pilot-pjt/practice/drive.log -files -blocks -locations` |
# | three copies of one file | `hdfs dfs -setrep -w 3 /pilot-pjt/practice/drive.log` |
# | whether writing is allowed | `hdfs dfsadmin -safemode get` |
# | a limit of space | `hdfs dfsadmin -setSpaceQuota 20m /pilot-pjt/practice` |
# | which machines run jobs | `yarn node -list` |
# | a value, and a call when it changes | `zkCli get -w /pilot-pjt` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
