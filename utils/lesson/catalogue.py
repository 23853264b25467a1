"""The one table of all 25 lessons: what each is called, what it starts and what it may cost.

A lesson that is not listed here does not exist. Every tool asks this table which lessons there are, and the folder of
sources which of them are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from base.exceptions import ConfigurationError
from base.settings import settings

DAYS = {
    "day1": "Concepts, domain, cluster, collection overview",
    "day2": "Collection, loading, real-time loading overview",
    "day3": "Real-time loading, exploration, analysis overview",
    "day4": "Analysis, Python, neural networks, prediction, visualisation",
}
MEMORY_MB = 4096  # services and kernel together, for every lesson


@dataclass(frozen=True)
class Lesson:
    """One lesson and its budgets."""

    key: str  # "day1/05_build_cluster"
    title: str
    korean: str
    minutes: int  # of class time, exercises included
    services: tuple[str, ...]  # as `Cluster.up` takes them
    lit: tuple[str, ...]  # parts of `picture.PARTS` this lesson is about
    seconds: int = 120  # time budget of one run from top to bottom, services stopped before
    memory_mb: int = MEMORY_MB  # resident size of its services and its kernel
    not_in_containers: str = ""  # why it needs plain processes, if it does
    touches: tuple[str, ...] = ()  # what it may leave changed in the stores, by kind and name

    @property
    def day(self) -> str:
        return self.key.split("/")[0]

    @property
    def number(self) -> int:
        return int(self.key.split("/")[1][:2])

    @property
    def topic(self) -> str:
        return self.key.split("/")[1][3:]

    @property
    def short(self) -> str:
        """Day and number, such as ``day1_05``: what the keys of this lesson's exercises begin with."""
        return f"{self.day}_{self.number:02}"

    @property
    def room(self) -> str:
        """The package with the lesson's source, exercises and props, such as ``lessons.day1.build_cluster``."""
        return f"lessons.{self.day}.{self.topic}"

    def source(self, project: Path) -> Path:
        return project.joinpath(*self.room.split("."), "lesson.py")

    def built(self, project: Path) -> Path:
        return project / f"{self.key}.ipynb"


BATCH = ("status_log", "flume_batch", "hdfs", "hive", "marts")
SPEED = ("driver_log", "flume_speed", "kafka", "storm", "hbase", "esper", "redis")
ALL = (*BATCH, *SPEED, "zookeeper", "sql", "ml", "export", "keras", "rest", "dashboard")

AGENT, TOPIC, LETTERS = "agent SmartCar_Agent", "topic SmartCar-Topic", "topic SmartCar-DeadLetter"
LAKE = "folder /pilot-pjt/collect"
OWN, HISTORY = "folder /user/pilot", "folder /user/history"  # of the account: YARN's and Hive's work; of YARN's history
TABLE, ALERTS = "table DriverCarInfo", ("key 20160101", "key DriverCarInfo", "key SmartCar-Rule")
# what several lessons change in the stores, and why no lesson finds the changes of another
SHARED = {
    AGENT: "each gives it a configuration of its own, and empties its folder",
    TOPIC: "each makes it anew",
    LETTERS: "each makes it anew",
    TABLE: "each makes it anew",
    LAKE: "each makes it anew",
    HISTORY: "it is made by YARN's history server when it starts, and grows with each job",
    OWN: "YARN and Hive have folders of their own in it, and a lesson removes its own tables",
    **dict.fromkeys(ALERTS, "each removes them before its topology starts"),
}

LESSONS: tuple[Lesson, ...] = (
    Lesson("day1/01_course_tour", "Course tour", "과정 소개", 30,
           ("flume", "kafka", "storm", "hbase", "redis"), ALL, 260,
           touches=(AGENT, TOPIC, LETTERS, TABLE, *ALERTS)),
    Lesson("day1/02_big_data_concepts", "Big data: concept, purpose, use", "빅데이터의 개념·목적·활용", 60,
           ("hdfs", "yarn", "spark-connect"), ("status_log", "driver_log", "hdfs"), 360,
           touches=(OWN, HISTORY)),
    Lesson("day1/03_nosql_and_cap", "NoSQL and CAP", "NoSQL과 CAP", 45,
           ("zookeeper=3", "redis=2", "postgresql"), ("hbase", "redis", "zookeeper", "export"), 240,
           not_in_containers="the replica's link, which it cuts, ends on this machine"),
    Lesson("day1/04_pilot_domain", "The pilot: domain and architecture", "파일럿 도메인과 아키텍처", 45,
           (), ("status_log", "driver_log"), 120),
    Lesson("day1/05_build_cluster", "Building the cluster", "클러스터 환경 구축", 60,
           ("zookeeper", "hdfs=2", "yarn"), ("hdfs", "zookeeper"), 300, touches=(HISTORY,)),
    Lesson("day1/06_collection_overview", "Collection: overview", "수집 개요·기술·요구사항·아키텍처", 45,
           ("flume", "kafka=3"), ("status_log", "driver_log", "flume_batch", "flume_speed", "kafka"), 240,
           touches=(AGENT, TOPIC, "topic by-hand", "topic careful", "topic hasty", "topic strict")),
    Lesson("day2/01_collect", "Collection: build and test", "수집 구현과 테스트", 90, ("flume", "kafka", "connect"),
           ("status_log", "driver_log", "flume_batch", "flume_speed", "kafka"), 240,
           touches=(AGENT, TOPIC, "topic by-connect", "topic by-file", "topic by-kafka", "topic by-memory")),
    Lesson("day2/02_loading_overview", "Loading: overview", "적재 개요·기술·요구사항·아키텍처", 45,
           ("hdfs=3",), ("flume_batch", "hdfs"), 360),
    Lesson("day2/03_load_batch", "Loading: build and test", "적재 구현과 테스트", 75, ("flume", "hdfs"),
           ("status_log", "flume_batch", "hdfs"), 240,
           not_in_containers="its agent starts without Kafka, of which a container then knows no name",
           touches=(AGENT, LAKE)),
    Lesson("day2/04_realtime_overview", "Real-time loading: overview", "실시간 적재 개요·기술·요구사항·아키텍처", 75,
           ("kafka", "hbase=2", "redis"), ("kafka", "storm", "hbase", "esper", "redis"), 240,
           touches=("topic Copy-Topic", "key keyed", "key list")),
    Lesson("day3/01_load_realtime", "Real-time loading: build and test", "실시간 적재 구현과 테스트", 90,
           ("flume", "kafka", "storm", "hbase=2"), ("driver_log", "flume_speed", "kafka", "storm", "hbase"), 420,
           touches=(AGENT, TOPIC, LETTERS, TABLE, "topic FourBolts-Topic", "topic ManyRows-Topic")),
    Lesson("day3/02_detect_speeding", "Detecting speeding", "과속 감지 (Esper, Redis)", 60,
           ("kafka", "storm", "redis", "spark-connect"), ("kafka", "storm", "esper", "redis"), 420,
           touches=(TOPIC, LETTERS, *ALERTS)),
    Lesson("day3/03_exploration_overview", "Exploration: overview", "탐색 개요·기술·요구사항·아키텍처", 45,
           ("hive",), ("hdfs", "hive", "marts"), 420, touches=(OWN,)),
    Lesson("day3/04_explore_sql", "Exploration 1: ad-hoc queries and cleaning",
           "탐색 구현 1: 애드혹 쿼리와 전처리", 75, ("hbase", "spark-thrift"),
           ("hdfs", "hive", "hbase"), 420, touches=(OWN, LAKE, TABLE)),
    Lesson("day3/05_build_marts", "Exploration 2: workflows and marts", "탐색 구현 2: 워크플로와 마트", 75,
           ("hive", "oozie"), ("hdfs", "hive", "marts"), 420, touches=(OWN, LAKE, HISTORY),
           not_in_containers="its steps run programs of this machine in the containers of YARN"),
    Lesson("day3/06_analysis_overview", "Analysis: overview", "분석 개요·기술·요구사항·아키텍처", 45,
           (), ("marts", "sql", "ml", "export"), 120),
    Lesson("day4/01_analyse_fast", "Analysis 1: in-memory SQL and charts", "분석 구현 1: 인메모리 SQL과 시각화", 60,
           ("spark-thrift",), ("marts", "sql"), 420, touches=(LAKE, OWN)),
    Lesson("day4/02_mine_marts", "Analysis 2: recommend, classify, cluster", "분석 구현 2: 추천·분류·군집", 75,
           ("hdfs", "yarn", "spark-connect"), ("marts", "ml"), 300),
    Lesson("day4/03_export_results", "Analysis 3: export to a database", "분석 구현 3: 외부 RDBMS로 내보내기", 30,
           ("postgresql", "spark-thrift", "yarn"), ("marts", "export"), 300, touches=(LAKE, OWN, HISTORY)),
    Lesson("day4/04_python_basics", "Python basics", "Python 기초 문법", 45, (), ("keras",), 120),
    Lesson("day4/05_neural_networks", "Neural networks: income regression",
           "머신러닝과 신경회로망: 연소득 회귀", 75, (), ("marts", "keras"), 120),
    Lesson("day4/06_keras_basics", "Keras: basic networks", "케라스를 이용한 기초 신경망", 60, (), ("keras",), 240),
    Lesson("day4/07_keras_deep_learning", "Keras: anomalies while driving",
           "케라스를 이용한 딥러닝: 주행 이상 탐지", 75, (), ("driver_log", "keras"), 300),
    Lesson("day4/08_predict_service", "Prediction as a REST service", "신경망 모델을 이용한 예측: REST 서비스", 60,
           ("kafka", "redis"), ("kafka", "keras", "rest", "redis"), 240),
    Lesson("day4/09_visualise_results", "Visualising the results", "분석 및 예측 결과 시각화", 60,
           ("kafka", "redis"), ("marts", "sql", "hbase", "redis", "rest", "dashboard"), 240),
)  # fmt: skip


def lesson(key: str) -> Lesson:
    """The lesson of a key.

    Raises ConfigurationError for a key that the table lacks.

    >>> lesson("day1/05_build_cluster").room
    'lessons.day1.build_cluster'
    """
    found = {each.key: each for each in LESSONS}.get(key)
    if found is None:
        near = ", ".join(each.key for each in LESSONS if each.day == key.split("/")[0]) or ", ".join(DAYS)
        raise ConfigurationError(f"There is no lesson {key!r}. Known: {near}.")
    return found


def select(words: tuple[str, ...] | list[str] = ()) -> list[Lesson]:
    """Lessons of days (``day1``), keys (``day1/05_build_cluster``) or short keys (``day1/05``); all without words.

    >>> [each.title for each in select(["day1/05"])]
    ['Building the cluster']
    """
    chosen: list[Lesson] = []
    for word in words:
        hits = [each for each in LESSONS if word in (each.day, each.key, each.key[:7])]
        chosen += hits or [lesson(word)]
    return list(dict.fromkeys(chosen)) if words else list(LESSONS)


def existing(words: tuple[str, ...] | list[str] = (), project: Path | None = None) -> list[Lesson]:
    """The selected lessons that have a source."""
    project = project or settings().project
    return [each for each in select(words) if each.source(project).is_file()]


def missing(words: tuple[str, ...] | list[str] = (), project: Path | None = None) -> list[Lesson]:
    """The selected lessons that have no source yet."""
    project = project or settings().project
    return [each for each in select(words) if not each.source(project).is_file()]
