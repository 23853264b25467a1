# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Building the cluster · 클러스터 환경 구축
#
# The pilot has its domain and its data. Before anything can be collected, there must be machines that keep files, share memory, and notice when one of them dies.
#
# In this lesson you look into such a cluster as its operator does: what is installed, how is it, where does a file lie, and what happens when a part is killed.

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

from cluster.clients import hdfs_admin, hdfs_shell, yarn, zookeeper
from data import dataset
from utils.exceptions import ServiceError
from utils.exercises import day1_05 as ex
from utils.lesson import ____, shown_error, start
from utils.load.blocks import check, draw_places, fullest, lacking, places, same_bytes
from utils.load.inventory import configured, draw_memory, installed, memory
from utils.load.watch import Watch, datanodes, draw_timeline

here = start("day1/05_build_cluster", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Everything of the batch lane will lie in HDFS, and ZooKeeper spans all the systems. Both are lit: they have been started for you, and YARN beside them.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="installed-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## What is installed? · 설치 현황
#
# Bringing machines, programs and their settings to a wanted state is called **provisioning** (프로비저닝); looking after them is **monitoring** (모니터링). In the original pilot Cloudera Manager did both, elsewhere Apache Ambari. Here the `cluster` command does it, and you ask the same questions.
#
# Each process tells its version itself: no list is trusted. **Predict**: how many processes does it take to keep files, share memory and coordinate, and how many versions do you expect among the processes of one service?

# %% id="installed-table" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
table = installed(here.status())
table

# %% [markdown] id="installed-reading" slideshow={"slide_type": "fragment"}
# One version for each service. On a cluster of five hundred machines this is the first thing that goes wrong: three of them missed an upgrade, and the errors come a week later.
#
# Read the names by service. HDFS has one **NameNode** (네임노드), which knows every file, and **DataNodes** (데이터노드), which hold the content. YARN has a **ResourceManager** (리소스매니저), which hands out memory, and a **NodeManager** (노드매니저) on each machine, which runs programs in it.

# %% [markdown] id="again-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Asked twice · 두 번 요청하기
#
# The services run. **Predict**: what happens when you ask for them again? The process numbers before and after will tell.

# %% id="again-run" slideshow={"slide_type": "-"}
before = {role.name: role.pid for role in here.status()}
here.cluster.up(*here.services)
after = {role.name: role.pid for role in here.status()}
before == after

# %% [markdown] id="again-reading" slideshow={"slide_type": "fragment"}
# The same processes. You do not tell a provisioning tool what to *do*; you tell it what you *want*, and it does what is missing. Here nothing was. Such an operation is **idempotent** (멱등): twice is the same as once. You will want this of every job that you write.

# %% [markdown] id="settings-intent" slideshow={"slide_type": "slide"}
# ## How is it configured? · 설정
#
# Hadoop reads its settings from files such as `hdfs-site.xml`, and takes its own default for what is not there. The tool has written these files. A DataNode sends the NameNode a **heartbeat** (하트비트) at a steady interval; look for it.

# %% id="settings-read" slideshow={"slide_type": "-"}
site = configured("hdfs-site.xml")
site.filter(like="interval")

# %% [markdown] id="settings-reading" slideshow={"slide_type": "fragment"}
# No unit stands beside a number, which is a famous source of trouble: some of these are seconds, some milliseconds. The heartbeat and everything that ends in `seconds` are seconds, the others milliseconds.
#
# A DataNode that is silent for the stale interval is **stale** (응답 지연): readers are sent to it last. One that is silent for much longer is **dead**, and its copies no longer count.

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
# The first complaint of every cluster is memory. All but a few of these programs run in a Java machine with a **heap** (힙), the place of their objects, and a limit for it. The system sees another number, the **resident memory** (상주 메모리, RSS) of the whole process.
#
# **Predict**: if the heap limit of the NameNode is 192 MB, does the process take more or less than that?

# %% id="memory-figure" slideshow={"slide_type": "-"}
draw_memory(memory(here.status()))

# %% [markdown] id="memory-reading" slideshow={"slide_type": "fragment"}
# Two readings. The dark bar is far from its limit: there is little in this cluster yet. And the light bar is much longer than the dark one, because a Java machine also holds its classes, its compiled code and a stack for each thread. Whoever adds up heap limits to plan a machine plans too small.
#
# The NameNode's heap is the one to watch: it holds *every file and every block* as an object. Day 2 makes ten thousand small files and looks at this bar again.

# %% id="health" slideshow={"slide_type": "subslide"}
metrics = yarn("metrics")["clusterMetrics"]
free = {key: metrics[key] for key in ("activeNodes", "totalMB", "totalVirtualCores")}
pd.Series(datanodes() | free, name="health")

# %% [markdown] id="health-reading" slideshow={"slide_type": "fragment"}
# Live, stale and dead DataNodes come from the NameNode; nodes, memory and cores that jobs may use come from the ResourceManager. These are the numbers on the start page of Ambari or Cloudera Manager. They ask for them over the same web addresses.

# %% [markdown] id="files-intent" slideshow={"slide_type": "slide"}
# ## Files in HDFS · HDFS 파일 다루기
#
# Two hours of driving of 100 cars will be the file of this lesson. `hdfs_shell` runs the real command `hdfs dfs`; its verbs are those of Linux with a dash.

# %% id="files-put" slideshow={"slide_type": "-"}
HOME = "/pilot-pjt/practice"
log = dataset("class", seed=seed).driver
hdfs_shell("-rm", "-r", "-f", "-skipTrash", HOME)
hdfs_shell("-mkdir", "-p", HOME)
hdfs_shell("-put", str(log), str(here.files.master), HOME)
print(hdfs_shell("-stat", "%n: %b bytes, blocks of %o bytes, %r copies", f"{HOME}/*"))

# %% id="files-ls" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
print(hdfs_shell("-ls", HOME))

# %% [markdown] id="files-reading" slideshow={"slide_type": "fragment"}
# `put` wrote both files, `stat` and `ls` describe them. The number after the permissions in `ls` is one that Linux does not have: how many **replicas** (복제본), copies of each block, are kept.

# %% id="files-cat" slideshow={"slide_type": "subslide"}
hdfs_shell("-cat", f"{HOME}/CarMaster.txt").splitlines()[:2]

# %% [markdown] id="mv-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# `cat` works as you know it. Now `mv` gives the driving log a new name. **Predict**: how many of its bytes travel?

# %% id="mv-run" slideshow={"slide_type": "-"}
LOG = f"{HOME}/drive.log"
where = places(f"{HOME}/{log.name}")
hdfs_shell("-mv", f"{HOME}/{log.name}", LOG)
places(LOG).equals(where)

# %% [markdown] id="mv-reading" slideshow={"slide_type": "fragment"}
# None: every block lies where it lay. A name is an entry in the NameNode's memory, and `mv` changes that entry. `get` brings the content back, and `rm` removes.

# %% id="get-rm" slideshow={"slide_type": "-"}
print(hdfs_shell("-rm", f"{HOME}/CarMaster.txt"))
same_bytes(LOG, log)

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (6 min)
#
# HDFS cuts a file into **blocks** (블록) and keeps each block several times. `log.stat().st_size` is the size of the file; `dfs.blocksize` and `dfs.replication` stand in `site`. **How many blocks does the file have, and how many copies of blocks lie on the DataNodes in all?** A pair `(blocks, copies of blocks)`. Do not look at `where` yet.

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
# Now let the NameNode answer. Each row of the grid is a block, each column a DataNode.

# %% id="blocks-figure" slideshow={"slide_type": "-"}
draw_places({"now": where}, copies)

# %% id="blocks-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("blocks as predicted", len(where), equals=blocks)
here.record("copies of blocks as predicted", int(where.to_numpy().sum()), equals=block_copies)

# %% [markdown] id="blocks-reading" slideshow={"slide_type": "fragment"}
# Two filled cells in every row, never in the same column: a second copy on the same machine would die with the first. Programs that read the file can work on all three machines at once, each on blocks that lie there. This is the seed of MapReduce.

# %% id="fsck" slideshow={"slide_type": "subslide"}
check(LOG)[["Total size", "Total blocks (validated)", "Under-replicated blocks", "Average block replication", "Missing blocks"]]

# %% [markdown] id="fsck-reading" slideshow={"slide_type": "fragment"}
# `fsck`, the file system check, says the same in numbers, for one file or for all. **Under-replicated** (복제 부족) are blocks with fewer copies than wanted: nothing is lost, but the next failure may lose something. *Missing* are blocks without any copy.

# %% id="report" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
print(hdfs_admin("-report").split("Replicated Blocks")[0])

# %% [markdown] id="report-reading" slideshow={"slide_type": "fragment"}
# The report adds up what the DataNodes see. Here three DataNodes stand on one disk, and each of them reports all of it: the configured capacity is three times what you have. Ask what a number counts before you plan with it.

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A DataNode dies · 데이터노드 장애
#
# You kill the DataNode that holds the most blocks of the file, with `kill -9`: it cannot say goodbye. A `Watch` looks at the NameNode several times a second from now on.
#
# **Predict**: is the file readable in the next seconds? When does the NameNode count two live DataNodes instead of three? How many blocks will lack a copy?

# %% id="kill-run" tags=["failure"] slideshow={"slide_type": "-"}
victim = fullest(where)
watch = Watch(LOG, copies)
watch.mark("kill -9")
here.cluster.kill(victim)
same_bytes(LOG, log)

# %% [markdown] id="kill-reading" slideshow={"slide_type": "fragment"}
# The whole file, to the last byte, while one of its machines has just gone. The reader was refused at one address and took the next one of the list that the NameNode had given it. Nobody has repaired anything yet.

# %% id="kill-wait" tags=["failure"] slideshow={"slide_type": "subslide"}
watch.wait(lambda look: look.stale, "stale")
watch.wait(lambda look: look.dead, "dead")
worst = watch.wait(lambda look: look.lacking, "copies missing")
repaired = watch.wait(lambda look: not look.lacking, "repaired")
worst.lacking <= where[victim].sum()

# %% [markdown] id="revive-intent" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ### It comes back · 복귀
#
# The file has all its copies again, on the two nodes that are left. Now the dead DataNode is started, and its disk still holds its old blocks. **Predict**: how many copies of each block are there then?

# %% id="revive-run" tags=["failure"] slideshow={"slide_type": "-"}
watch.mark("revive")
here.cluster.revive(victim)
back = watch.wait(lambda look: look.live == 3 and (look.copies > block_copies or look.places[victim].any()), "live")
settled = watch.wait(lambda look: look.copies == block_copies, "surplus removed")
timeline = watch.stop()
settled.copies

# %% id="revive-timeline" slideshow={"slide_type": "subslide"}
draw_timeline(timeline, watch.marks)

# %% [markdown] id="timeline-reading" slideshow={"slide_type": "fragment"}
# Read it from the left. For some seconds nothing happens at all: the NameNode has only missed a few heartbeats. Then the node is stale (2). At about the second that you have worked out it is dead (3), and only now do its blocks lack a copy (4). The NameNode has them copied a few at a time until none is lacking (5).
#
# Waiting so long is wisdom. A node that is restarted or busy comes back by itself; copying its blocks would load the network of a cluster that has trouble already. Hadoop's own values wait ten and a half minutes.

# %% id="revive-places" slideshow={"slide_type": "subslide"}
moments = {"before": where, "dead": worst.places, "repaired": repaired.places, "back": settled.places}
draw_places(moments, copies, dead={"dead": victim, "repaired": victim})

# %% [markdown] id="places-reading" slideshow={"slide_type": "fragment"}
# Orange blocks have one copy left. In *repaired* the two remaining nodes hold everything. When the third came back with its old copies there were three of some blocks, and the NameNode had the surplus removed, on whichever node it chose: *back* need not look like *before*.

# %% id="kill-record" tags=["station"] slideshow={"slide_type": "skip"}
killed = watch.marks["kill -9"]
here.record("seconds until dead", watch.marks["dead"] - killed, low=seconds_to_death - 4, high=seconds_to_death + 16)
here.record("blocks that lacked a copy", worst.lacking, low=1, high=int(where[victim].sum()))
here.record("copies at the end", settled.copies, equals=block_copies)

# %% id="kill-log" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
lines = here.cluster.logs("namenode", lines=2000).splitlines()
[line[:23] + line.partition("BLOCK*")[2] for line in lines if "lost heartbeat" in line][-1:]

# %% [markdown] id="log-reading" slideshow={"slide_type": "fragment"}
# The NameNode wrote the moment into its log. A figure shows *that* something happened, the log says *which* machine; an operator needs both. `cluster logs namenode` shows the last lines in a terminal.

# %% [markdown] id="setrep-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Three copies · 복제 수 바꾸기
#
# Two copies survive one death. With `setrep` a file gets a number of its own, while it is there and can be read. **Predict**: what does the third copy cost?

# %% id="setrep-run" slideshow={"slide_type": "-"}
hdfs_shell("-setrep", "3", LOG)
here.cluster.wait(lambda: lacking(places(LOG), 3) == 0, "each block has three copies", seconds=90)
size, raw = (int(number) for number in hdfs_shell("-du", LOG).split()[:2])
raw / size

# %% [markdown] id="setrep-reading" slideshow={"slide_type": "fragment"}
# `du` gives the size of the file and the space it takes on all disks: three times its size, to the byte. The last block is not full, and on disk it takes only what it holds. Three is what most clusters use; the pilot's log of a day, 100 MB, then takes 300.

# %% [markdown] id="safemode-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Hands off: safe mode · 안전 모드
#
# When a NameNode starts, it knows all names but not yet where the blocks lie. Until enough DataNodes have told it, it is in **safe mode** (안전 모드). An operator can switch it on as well, before maintenance. **Predict**: which of these still work, reading, listing, writing?

# %% id="safemode-run" slideshow={"slide_type": "-"}
print(hdfs_admin("-safemode", "enter"))
try:
    print("reads the file:", same_bytes(LOG, log))
    with shown_error(ServiceError):
        hdfs_shell("-mkdir", f"{HOME}/new")
finally:
    print(hdfs_admin("-safemode", "leave"))

# %% [markdown] id="safemode-reading" slideshow={"slide_type": "fragment"}
# Reading works, and so does listing. Whatever would change a name is refused, with a message that says why. A job that fails with this message does not need a programmer; it needs someone to look why the NameNode waits.

# %% [markdown] id="quota-intent" slideshow={"slide_type": "slide"}
# ## A limit for a folder · 쿼터
#
# A **quota** (쿼터) keeps one team from filling the cluster. This folder may take 20 MB of raw space, and the file is larger than that.

# %% id="quota-run" slideshow={"slide_type": "-"}
TIGHT = f"{HOME}/tight"
hdfs_shell("-mkdir", TIGHT)
hdfs_admin("-setSpaceQuota", "20m", TIGHT)
with shown_error(ServiceError):
    hdfs_shell("-put", str(log), TIGHT)

# %% [markdown] id="quota-reading" slideshow={"slide_type": "fragment"}
# Refused. But look at the second number: *24 MB consumed*, at a moment when two blocks were written and a third was asked for. Three blocks of 4 MB, two copies each: HDFS charges a whole block for each copy before the first byte of it is there.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (6 min)
#
# **What is the smallest space quota, in MB, with which the file can be put into the folder?** A whole number; you know `blocks` and `copies`. The cell after it tries your number and one less.

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
charged = int(hdfs_shell("-count", "-q", TIGHT).split()[3])
here.record("left of the quota, in bytes", charged, low=1, high=8 * 1024**2)

# %% [markdown] id="ex3-reading" slideshow={"slide_type": "fragment"}
# One megabyte decides. And after the file is closed a part of the quota is free again, since the last block is now charged with what it really holds. A folder full of tiny files meets this rule in the worst way: each file needs two whole blocks of room to be born.

# %% [markdown] id="zk-intent" slideshow={"slide_type": "slide"}
# ## A place to agree: ZooKeeper · 합의하는 곳
#
# The NameNode watches its DataNodes. But who tells HBase where its master is, and who tells a second master that the first one is gone? Systems ask **ZooKeeper** (주키퍼): a small tree of names, each with a small value, called **znodes** (지노드).

# %% id="zk-create" slideshow={"slide_type": "-"}
zk = zookeeper(1)
if zk.exists("/pilot-pjt"):
    zk.delete("/pilot-pjt", recursive=True)
zk.create("/pilot-pjt", b"building")
value, about = zk.get("/pilot-pjt")
value, about.version

# %% [markdown] id="watch-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# A value, and a version that begins with 0. Asking again and again would be a poor way to learn of a change, so a reader can leave a **watch** (와치): *call me when it changes*. **Predict**: the value changes twice after one watch was left. How many calls come?

# %% id="watch-run" slideshow={"slide_type": "-"}
calls = []
zk.get("/pilot-pjt", watch=calls.append)
zk.set("/pilot-pjt", b"cluster ready")
here.cluster.wait(lambda: calls, "the watch calls", seconds=20)
zk.set("/pilot-pjt", b"collecting")
[(call.type, call.path) for call in calls], zk.get("/pilot-pjt")[1].version

# %% [markdown] id="watch-reading" slideshow={"slide_type": "fragment"}
# Two changes, version 2, and one call. A watch is used up when it fires, and it says *that* something changed, not *what*: the reader fetches the value and leaves a new watch with the same call. So it can never miss the last state, only some in between.

# %% id="zk-delete" slideshow={"slide_type": "-"}
zk.delete("/pilot-pjt")
gone = zk.exists("/pilot-pjt") is None
zk.stop()
zk.close()
gone

# %% [markdown] id="station-intent" slideshow={"slide_type": "slide"}
# ## Test station · 점검
#
# A cluster is handed over when it has proved itself: all DataNodes live, no block lacking or missing, the file whole, and the practice folder gone.

# %% id="station" tags=["station"] slideshow={"slide_type": "-"}
here.record("live DataNodes", datanodes()["live"], equals=3)
here.record("missing blocks", int(check(LOG)["Missing blocks"]), equals=0)
here.record("file whole after all", same_bytes(LOG, log), equals=True)
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
# One thing here has no second copy: the NameNode. On a larger cluster a standby waits beside it, and ZooKeeper decides which of the two is in charge. The next lesson brings the first rows in.
#
# | The cluster manager today | |
# |---|---|
# | Apache Ambari | retired in January 2022, taken up again since; version 3 installs the Apache Bigtop stack |
# | Cloudera Manager | alive, a part of Cloudera's commercial platform |
# | today's ways | wanted state as files: Kubernetes operators, Terraform, Ansible; metrics by Prometheus and Grafana; or a cloud's managed service |
# | keep from it | wanted state, health, logs, rolling restart: the questions stay the same |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
