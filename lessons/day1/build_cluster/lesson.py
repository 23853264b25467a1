# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Building the cluster · 클러스터 환경 구축
#
# Before anything can be collected, there must be machines that keep files, share memory, and notice when one of them dies.
#
# You look into such a cluster as its operator does, let it grow by a machine, and kill one.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - ask a cluster what is installed, how it is configured and how it is doing,
# - put, read, move and remove files in HDFS, and say in which blocks and on which DataNodes they lie,
# - add a DataNode, and tell what HDFS does, second by second, when one dies,
# - limit the space of a folder,
# - keep a small shared value in ZooKeeper, be told when it changes, and when its maker is gone.
#
# 60 minutes · services: ZooKeeper, HDFS with two DataNodes, YARN

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "small"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import subprocess
import sys

from cluster.clients import zookeeper
from data import dataset
from lessons.day1.build_cluster import exercises as ex
from lessons.day1.build_cluster import growth
from utils.lab import blocks, hdfs_watch, inventory
from utils.lesson import ____, start

here = start("day1/05_build_cluster", scale=scale, seed=seed)
growth.begin_with_two(here.cluster)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# The files of the batch lane will lie in HDFS, and ZooKeeper spans both lanes. HDFS and ZooKeeper run now, and YARN beside them.

# %% id="picture" slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="installed-intent" slideshow={"slide_type": "slide"}
# ## What is installed? · 설치 현황
#
# Bringing machines, programs and settings to a wanted state is **provisioning** (프로비저닝); looking after them is **monitoring** (모니터링). In the original pilot Cloudera Manager did both, elsewhere Apache Ambari. Here the `cluster` command does it.
#
# All processes run on this one laptop; each stands for a machine. The next cell asks each process for its version.

# %% id="installed-table" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
inventory.installed(here.status())

# %% [markdown] id="installed-reading" slideshow={"slide_type": "fragment"}
# One version in each service. On many machines this table shows who missed an upgrade.
#
# HDFS has one **NameNode** (네임노드), which knows every file, and **DataNodes** (데이터노드), which hold the content. YARN has a **ResourceManager** (리소스매니저), which hands out memory, and a **NodeManager** (노드매니저) on each machine. The `secondary` NameNode is not a standby: it merges the log of changes into the NameNode's picture of all files, and cannot take over.

# %% [markdown] id="settings-intent" slideshow={"slide_type": "slide"}
# ## How is it configured? · 설정
#
# Hadoop reads its settings from files such as `hdfs-site.xml`, and takes its own default for what is not there. `hdfs getconf` tells the value of one; below it all of the file whose names hold `interval`. Look for the **heartbeat** (하트비트), a DataNode's sign of life.

# %% id="settings-read" slideshow={"slide_type": "-"}
# !hdfs getconf -confKey dfs.heartbeat.interval
site = inventory.configured("hdfs-site.xml")
site.filter(like="interval")

# %% [markdown] id="settings-reading" slideshow={"slide_type": "fragment"}
# No unit stands beside a number. The heartbeat interval, and the name that ends in `seconds`, are in seconds; the recheck and stale intervals are milliseconds; the stale *minimum* counts heartbeats.
#
# A DataNode that is silent for the stale interval is **stale** (응답 지연); readers are sent to it last, because this cluster also sets `dfs.namenode.avoid.read.stale.datanode`. One that is silent for much longer is **dead**: its copies no longer count.

# %% [markdown] id="settings-notes" slideshow={"slide_type": "notes"}
# **11 min.** Five of them for exercise 1. Point at one version in each service, in the table before; here at the recheck interval, 2000 milliseconds. In exercise 1 the answer 4010 has mixed the units; 630 is what Hadoop comes with, not what stands in `site`. Ask: which setting makes a node stale after five seconds? *`stale.datanode.interval`.*

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
# These programs run in Java virtual machines. Each has a **heap** (힙), the place of its objects, with a limit; the system sees the **resident memory** (상주 메모리, RSS) of the whole process. The heap limit of the NameNode is 192 MB. **Predict**: does its process take `"more"` or `"less"`? A word.

# %% id="memory-figure" slideshow={"slide_type": "-"}
guess_memory = ____
sizes = inventory.memory(here.status())
inventory.draw_memory(sizes)
namenode = sizes.loc["namenode"]
here.seen(
    "the NameNode's memory against its heap limit",
    "more" if namenode["resident"] > namenode["limit"] else "less",
    guess_memory,
)

# %% [markdown] id="memory-reading" slideshow={"slide_type": "fragment"}
# A Java virtual machine also holds classes, compiled code and a stack for each thread. The dark bar, the heap in use, is far below the limit. Plan with resident memory. (ZooKeeper is not asked for its heap in use: it has no page here that tells it.)
#
# The NameNode's heap holds *every file and every block* as an object. Day 2 makes ten thousand small files and looks at it again.

# %% [markdown] id="memory-notes" slideshow={"slide_type": "notes"}
# **5 min.** Point at the light bar of the NameNode, which passes the orange mark at 192, and at its short dark part. Megabytes differ from laptop to laptop. Ask: which of the three do you plan machines with? *Resident memory.*

# %% [markdown] id="files-intent" slideshow={"slide_type": "slide"}
# ## Files in HDFS · HDFS 파일 다루기
#
# Two hours of driving of 100 cars are the file of this lesson. `hdfs dfs` is the command that people type; its verbs are those of Linux with a dash. A `!` in a cell runs a command as a terminal does (`bin/cluster sh` opens one), and `{name}` puts a Python value into it. `-put -` takes what the shell hands in with `<`.

# %% id="files-put" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
HOME = "/pilot-pjt/practice"
log = dataset("class", seed=seed).driver
# !hdfs dfs -rm -r -f -skipTrash {HOME}
# !hdfs dfs -mkdir -p {HOME}
# !hdfs dfs -put - {HOME}/{log.name} < {log}
# !hdfs dfs -ls {HOME}

# %% [markdown] id="files-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Where `ls` of Linux counts links, after the permissions, HDFS says how many **replicas** (복제본), copies, are kept: here 2.
#
# Now `mv` gives the file another name, and `cat` shows its end. **Predict**: how many bytes of the file travel for `mv`: `"all"`, `"one copy"` or `"none"`?

# %% id="mv-run" slideshow={"slide_type": "-"}
guess_moved = ____
LOG = f"{HOME}/drive.log"
before = blocks.places(f"{HOME}/{log.name}")
# !hdfs dfs -mv {HOME}/{log.name} {LOG}
# !hdfs dfs -cat {LOG} | tail -n 2
where = blocks.places(LOG)
here.seen("bytes that travelled", "none" if where.equals(before) else "all", guess_moved)

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# No block moved: a name is an entry in the NameNode's memory, and `mv` changes that entry.
#
# ### Exercise 2 · 직접 해 보기 (6 min)
#
# HDFS cuts a file into **blocks** (블록) and keeps each several times. `log.stat().st_size` is the size of the file; `dfs.blocksize` and `dfs.replication` stand in `site`. **How many blocks does the file have, and how many copies of blocks lie on the DataNodes?** A pair `(blocks, copies of blocks)`.

# %% id="ex2-blank" tags=["exercise"] slideshow={"slide_type": "-"}
answer = ____
ex.q2.given(size=log.stat().st_size, site=site)
block_count, copy_count = ex.q2.check(answer)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="third-question" slideshow={"slide_type": "slide"}
# ## A third machine · 노드 추가
#
# The file has seven blocks, each on both DataNodes. Most clusters keep three copies. The cell asks for three with `setrep`, then `fsck` counts. **Under-replicated** (복제 부족) blocks have fewer copies than wanted; *missing* blocks have none. **Predict**: how many blocks of this file are under-replicated after `setrep`? A whole number.

# %% id="third-setrep" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
guess_lacking = ____
copies = int(site["dfs.replication"])
here.record("blocks as predicted", len(where), equals=block_count, of=ex.q2)
here.record("copies of blocks as predicted", int(where.to_numpy().sum()), equals=copy_count, of=ex.q2)
# !hdfs dfs -setrep 3 {LOG}
# !hdfs fsck {LOG} | grep -E "data-nodes|Total blocks|Under-rep|Missing blocks"
here.seen("under-replicated blocks", growth.lacking(LOG, 3), guess_lacking)

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (5 min)
#
# All of them: there is no third DataNode for another copy. Nothing is lost, and HDFS waits.
#
# **Let the cluster grow to three DataNodes.** Write the command of this cluster's provisioning tool as a text; it begins with `cluster up`, and `bin/cluster up -h` in a terminal shows what may follow. The check runs it and then asks the NameNode. (In Ambari you would add a host and give it the role DataNode.)

# %% id="ex3-blank" tags=["exercise", "acts"] slideshow={"slide_type": "-"}
command = ____
ex.q3.given(typed=growth.grown_by)
command = ex.q3.check(command)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% id="ex3-try" tags=["nbval-ignore-output"] slideshow={"slide_type": "subslide"}
growth.grown_by(command)
here.cluster.wait(lambda: growth.lacking(LOG, 3) == 0, "each block has three copies", seconds=90)
# !hdfs dfsadmin -report | grep -E "^Live|^Name"
blocks.draw_places({"two DataNodes": where, "three DataNodes": blocks.places(LOG)}, 3)

# %% [markdown] id="ex3-reading" slideshow={"slide_type": "fragment"}
# Each row is a block, each column a DataNode; orange blocks have fewer than three copies. Three live DataNodes, and every block has its third copy: the NameNode saw room for it and had it made. No DataNode has two copies of a block, for both would die with it.
#
# If your answer was right, the check had run the command already. This cell ran it again, and it started nothing. Such an operation is **idempotent** (멱등): twice is the same as once.

# %% [markdown] id="third-notes" slideshow={"slide_type": "notes"}
# **14 min.** Six of them for exercise 2, five for exercise 3. Point at *Live datanodes (3)*, then at two and three filled cells in every row. In exercise 2 the answer (6, 12) has not rounded up; whoever does not run its cell has no `block_count`. In exercise 3 `cluster up hdfs` asks for no number and is refused; with an old folder of a `datanode-3`, from an earlier run, it starts three all the same. Ask: what did the second run of the command start? *Nothing.*

# %% [markdown] id="kill-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A DataNode dies · 데이터노드 장애
#
# Back to two copies: the NameNode removes one of each block. Then you kill the DataNode with the most blocks of the file, by `kill -9`: it can tell nobody. A watch looks at the NameNode several times a second.
#
# **Predict**: can the whole file be read in the next seconds? `"yes"` or `"no"`.

# %% id="kill-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_read = ____
# !hdfs dfs -setrep 2 {LOG}
here.cluster.wait(lambda: blocks.places(LOG).to_numpy().sum() == copy_count, "two copies of each block", seconds=90)
where = blocks.places(LOG)
victim = blocks.fullest(where)
watch = hdfs_watch.NameNodeWatch(LOG, copies)
watch.mark("kill -9")
here.cluster.kill(victim)
here.seen("the whole file is read", "yes" if blocks.same_bytes(LOG, log) else "no", guess_read)

# %% [markdown] id="kill-reading" tags=["failure", "predict"] slideshow={"slide_type": "fragment"}
# Where the dead DataNode did not answer, the reader took the next address on the NameNode's list. Nothing has been repaired yet.
#
# The next cell waits for the repair, then starts the dead DataNode, whose disk still holds its old blocks. **Predict**: how many copies of blocks does the file have in the end? A whole number.

# %% id="revive-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_copies = ____
watch.wait(lambda look: look.stale, "stale")
watch.wait(lambda look: look.dead, "dead")
worst = watch.wait(lambda look: look.lacking, "copies missing")
repaired = watch.wait(lambda look: not look.lacking, "repaired")
watch.mark("revive")
here.cluster.revive(victim)
watch.wait(lambda look: look.live == 3 and (look.copies > copy_count or look.places[victim].any()), "live")
settled = watch.wait(lambda look: look.copies == copy_count, "surplus removed")
hdfs_watch.draw_timeline(watch.stop(), watch.marks)
here.seen("copies in the end", settled.copies, guess_copies)

# %% [markdown] id="timeline-reading" slideshow={"slide_type": "fragment"}
# After five seconds the node is stale; the NameNode counts only every five seconds, so the count (2) comes later. Near the second that you worked out it is dead (3), and only after that its blocks lack a copy (4). The NameNode has them copied until none is lacking (5). When the dead node came back, the blocks on its disk had three copies, and the NameNode had one of each removed.
#
# The wait is on purpose: a busy or restarted node comes back by itself, and copying would burden a cluster in trouble. Hadoop's own values wait ten and a half minutes.

# %% [markdown] id="timeline-notes" slideshow={"slide_type": "notes"}
# **11 min.** You may talk between the kill and the next cell: the watch looks on by itself. Point at line 3, dead, near 14 seconds, the answer of exercise 1, and at the blocks below. Interrupted here, the DataNode stays dead: `bin/cluster revive` and its name. Ask: why does the NameNode wait? *A busy or restarted node comes back by itself.*

# %% [markdown] id="quota-intent" tags=["predict"] slideshow={"slide_type": "slide"}
# ## A limit for a folder · 쿼터
#
# A **quota** (쿼터) keeps one team from filling the cluster. This folder may take 40 MB of space; the file has about 25. **Predict**: does `put` get it in, `"yes"` or `"no"`?

# %% id="quota-run" slideshow={"slide_type": "-"}
guess_fits = ____
TIGHT = f"{HOME}/tight"
# !hdfs dfs -mkdir {TIGHT}
# !hdfs dfsadmin -setSpaceQuota 40m {TIGHT}
# !hdfs dfs -put - {TIGHT}/{log.name} < {log}
# !hdfs dfs -count -q -h -v {TIGHT}
fits = subprocess.run(["hdfs", "dfs", "-test", "-e", f"{TIGHT}/{log.name}"]).returncode == 0
here.seen("it fits", "yes" if fits else "no", guess_fits)

# %% [markdown] id="quota-reading" slideshow={"slide_type": "fragment"}
# A space quota counts each copy, and whole blocks of 4 MB as soon as they are begun: the next block would have taken 2 × 4 MB. Nothing of the file is left.

# %% [markdown] id="quota-notes" slideshow={"slide_type": "notes"}
# **8 min.** Four of them for exercise 4. Point at *diskspace consumed* in the refusal. In exercise 4 an answer from 50 to 55 takes the file twice; the last block is not full, and counts as full while it is written. Ask: does the quota count the file or its copies? *Its copies.*

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# **Which is the smallest quota, in whole MB (as `40m` above), with which this file gets in?** A whole number; `block_count` is at hand. The check sets your quota and puts the file, then tries with one MB less.

# %% id="ex4-blank" tags=["exercise", "acts"] slideshow={"slide_type": "-"}
quota = ____
ex.q4.given(blocks=block_count, size=log.stat().st_size, fits=lambda mb: growth.fits(mb, log, TIGHT))
quota = ex.q4.check(quota)

# %% id="ex4-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q4.solution()

# %% id="ex4-use" tags=["nbval-ignore-output"] slideshow={"slide_type": "-"}
fitted = {mb: growth.fits(mb, log, TIGHT) for mb in (quota - 1, quota)}
print("MB, and whether the file got in:", fitted)
here.record("the file gets into the quota, and not into one MB less", list(fitted.values()), equals=[False, True], of=ex.q4)
# !hdfs dfs -count -q -h -v {TIGHT}

# %% [markdown] id="zk-intent" slideshow={"slide_type": "slide"}
# ## A place to agree: ZooKeeper · 합의하는 곳
#
# Who tells HBase where its master is, and who tells a second master that the first is gone? Systems ask **ZooKeeper** (주키퍼): a small tree of names, **znodes** (지노드), each with a small value. `zkCli` is its shell; `get -s` also shows the value's version.

# %% id="zk-create" slideshow={"slide_type": "-"}
# !zkCli deleteall /pilot-pjt > /dev/null 2>&1
# !zkCli create /pilot-pjt building 2>&1 | tail -n 1
# !zkCli get -s /pilot-pjt 2>&1 | grep -E "building|Version"

# %% [markdown] id="watch-question" tags=["predict"] slideshow={"slide_type": "fragment"}
# A value, and a `dataVersion` that begins with 0. To learn of a change without asking again and again, a reader can leave a **watch** (와치): *call me when it changes*. **Predict**: the value changes twice after one watch was left. How many calls come? A whole number.

# %% id="watch-run" slideshow={"slide_type": "-"}
guess_calls = ____
calls = []
zk = zookeeper(1)
zk.get("/pilot-pjt", watch=calls.append)
# !zkCli set /pilot-pjt ready > /dev/null 2>&1
# !zkCli set /pilot-pjt collecting > /dev/null 2>&1
here.cluster.wait(lambda: calls, "the watch calls", seconds=20)
version = zk.get("/pilot-pjt")[1].version
print([(call.type, call.path) for call in calls], "version", version)
here.seen("calls", len(calls), guess_calls)

# %% [markdown] id="watch-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Such a watch is used up when it fires, and it says *that* something changed, not *what*: the reader fetches the value and leaves a new watch in the same request. It may miss a value in between, but never the last one.
#
# A second master needs one thing more, the **ephemeral** (임시) znode: it lives as long as its maker's **session** (세션) with ZooKeeper. The first master, a Python process of its own (`first_master.py`), makes one; `zk`, the second, leaves a watch on it. Then `kill -9` ends the first. **Predict**: when does the watch call: `"at once"`, `"after seconds"` or `"never"`?

# %% id="ephemeral-run" slideshow={"slide_type": "-"}
guess_gone = ____
gone, path = [], "/pilot-pjt/master"
first = subprocess.Popen([sys.executable, "-m", "lessons.day1.build_cluster.first_master", path])
here.cluster.wait(lambda: zk.exists(path, watch=gone.append), "the first master is there", seconds=60)
gone.clear()
first.kill()
waited = here.cluster.wait(lambda: gone, "the second master is told", seconds=60)
print([(call.type, call.path) for call in gone], "exists:", zk.exists(path))
here.seen("the watch calls", "at once" if waited < 1 else "after seconds", guess_gone)

# %% [markdown] id="ephemeral-reading" slideshow={"slide_type": "fragment"}
# Nobody deleted it. A killed process says no goodbye; ZooKeeper heard no heartbeat for six seconds, the timeout that our client asks for, then ended the session and removed what it had made. So the second master is told. It now makes the znode itself: whoever succeeds is in charge.

# %% [markdown] id="watch-notes" slideshow={"slide_type": "notes"}
# **11 min.** Point at the single `CHANGED` beside version 2, then at `DELETED`. Between `kill` and the call some seconds pass; the cell does not hang. The station closes `zk`; to repeat a cell of this part, begin with the one that creates the node. Ask: can the reader miss the last value? *No: it fetches the value and leaves a new watch in one request.*

# %% [markdown] id="station-intent" slideshow={"slide_type": "slide"}
# ## Test station · 점검
#
# The failure went as predicted, all DataNodes live, no block missing, the file whole.

# %% id="station" tags=["station"] slideshow={"slide_type": "-"}
death = watch.marks["dead"] - watch.marks["kill -9"]
here.record("seconds until dead", death, low=seconds_to_death - 4, high=seconds_to_death + 16, of=ex.q1)
here.record("blocks that lacked a copy", worst.lacking, low=1, high=block_count, of=ex.q2)
here.record("copies after the revival", settled.copies, equals=copy_count, of=ex.q2)
here.record("live DataNodes", hdfs_watch.datanodes()["live"], equals=3, of=ex.q3)
here.record("missing blocks", int(blocks.check(LOG)["Missing blocks"]), equals=0)
here.record("file whole", blocks.same_bytes(LOG, log), equals=True)
here.record("calls of one watch", len(calls), equals=1)
here.record("seconds until the second master is told", waited, low=2, high=30)
zk.delete("/pilot-pjt", recursive=True)
zk.stop()
# !hdfs dfs -rm -r -skipTrash {HOME}

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A provisioning tool is told the wanted state and does what is missing; asked again, it does nothing.
# - The NameNode holds names and places in its heap, the DataNodes hold blocks; a process takes more than its heap.
# - A file is cut into blocks, each kept on several DataNodes.
# - A dead DataNode is noticed after a wait that is a setting, and its copies are made again.
# - A space quota counts copies and whole blocks.
# - A ZooKeeper watch tells once that a value changed; an ephemeral znode goes with the session of its maker.

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
# The NameNode here has no second: when it is dead, nobody can open a file. On a larger cluster a standby waits beside it, and ZooKeeper decides which of the two is in charge. The next lesson brings the first rows in.
#
# | The cluster manager today | |
# |---|---|
# | Apache Ambari | retired in January 2022, taken up again since; version 3 installs the Apache Bigtop stack |
# | Cloudera Manager | alive, a part of Cloudera's platform |
# | today's ways | wanted state as files: Kubernetes operators, Terraform, Ansible; or a cloud's managed service |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, before you run the test station: it removes the file and the znode.
#
# | To see or do | You type |
# |---|---|
# | how HDFS is | `hdfs dfsadmin -report` |
# | where the blocks of a file lie | `hdfs fsck /pilot-pjt/practice/drive.log -files -blocks -locations` |
# | three copies of one file | `hdfs dfs -setrep -w 3 /pilot-pjt/practice/drive.log` |
# | whether writing is allowed | `hdfs dfsadmin -safemode get` |
# | which machines run jobs | `yarn node -list` |
# | a shell of ZooKeeper; in it, `get -w /pilot-pjt` also tells of the next change | `zkCli` |

# %% id="finish" tags=["finish"] slideshow={"slide_type": "skip"}
here.finish()
