# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Analysis: overview · 분석 개요·기술·요구사항·아키텍처
#
# The marts are made each night, and people ask them in SQL. Some questions have no answer in a table: which car fails next, which owners are alike. A model answers them, and gives an answer even when it knows nothing.
#
# You see two excellent scores that are worth nothing, and find out why.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say which kind of model answers which question, or that a query is enough,
# - name the parts of Impala, Zeppelin, Mahout, Spark ML and Sqoop,
# - split rows so that a score holds for cars that the model has never seen,
# - choose a measure that fits a requirement,
# - recognise a number of clusters that says nothing,
# - derive the architecture of analysis from its requirements.
#
# 45 minutes · no service

# %% id="parameters" tags=["parameters"]
scale = "class"
seed = 20220329

# %% id="setup" tags=["setup"]
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, average_precision_score, precision_score, recall_score, silhouette_score
from sklearn.model_selection import GroupKFold, KFold, cross_val_predict

from data import reading, records
from lessons.day3.analysis_overview import charts
from lessons.day3.analysis_overview import exercises as ex
from utils.analyse import segments
from utils.analyse.windows import MEANS, means
from utils.lesson import ____, start

here = start("day3/06_analysis_overview", scale=scale, seed=seed)

# %% [markdown] id="where" tags=["picture"] slideshow={"slide_type": "slide"}
# ## Where we are · 지금 여기
#
# Exploration has made five marts. Analysis begins there.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# People want three things from data, each harder than the one before.
#
# | Stage | A question of the pilot | Answered by |
# |---|---|---|
# | understand what happened | in which areas do cars drive slowly? | SQL and a chart |
# | discover patterns | which owners are alike? who buys what? | clustering, recommendation |
# | predict | which car fails in the next 20 minutes? | classification |
#
# A query repeats what the rows say. A **model** (모델) learns from rows and answers for cases that are not among them. Whether it is right there must be measured.

# %% [markdown] id="tools" slideshow={"slide_type": "slide"}
# ## 2 Technology · 기술
#
# The pilot was first built with five tools. Day 4 runs each, or what does its work today.
#
# | Tool | What it is made of | Today | On day 4 |
# |---|---|---|---|
# | Impala | daemons that are always up: a coordinator plans a query, executors compute; a catalog service hands on the metastore's tables, a statestore knows who is alive | in use | Spark's SQL server, asked with Impala's client |
# | Zeppelin | a notebook server, an interpreter for each language, forms and charts | in use | a form and charts in Jupyter |
# | Mahout | MapReduce jobs that recommend and cluster | deprecated | the jobs, on HDFS |
# | Spark ML | a pipeline of steps, fitted by Spark's executors | in use | the same questions |
# | Sqoop | map tasks that each write some of the rows into a database | retired in 2021 | the job, and Spark beside it |

# %% [markdown] id="tools-notes" slideshow={"slide_type": "notes"}
# **7 min.** They end here. Point at the column *Today*. Ask: what have Impala and Spark's SQL server in common that Hive's MapReduce lacks? Answer: the processes that compute are up before the question comes.

# %% [markdown] id="kinds" slideshow={"slide_type": "slide"}
# ### Kinds of learning · 학습의 종류
#
# The columns from which a model concludes are **features** (특성). What it is to find is the **label** (레이블).
#
# | Kind | The rows have | It finds |
# |---|---|---|
# | **regression** (회귀) | a label that is a number | the number |
# | **classification** (분류) | a label out of a few | the label, or how likely it is |
# | **clustering** (군집) | no label | groups of rows that are alike |
# | **recommendation** (추천) | who chose what | what else a person would choose |
#
# The first two are **supervised learning** (지도 학습): somebody knows the right answer for some rows. Clustering is **unsupervised learning** (비지도 학습): nobody does.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (5 min)
#
# Which kind answers which question? One of `"regression"`, `"classification"`, `"clustering"`, `"recommendation"`, `"query"`.
#
# - `slow_areas`: in which area was the mean speed of yesterday the lowest?
# - `battery`: how many percent will the battery of this car have in an hour?
# - `drowsy`: is the driver of this minute drowsy? For some minutes a doctor has looked at the film.
# - `campaign`: into which groups do our customers fall? Nobody has named the groups yet.
# - `next_item`: which three items does the shop show to the owner of D0007?
#
# A dictionary: `{"slow_areas": "…", …}`.

# %% id="ex1-check" tags=["check"]
kinds = ____
kinds = ex.q1.check(kinds)

# %% id="ex1-hint" tags=["hint"]
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"]
ex.q1.solution()

# %% [markdown] id="kinds-notes" slideshow={"slide_type": "notes"}
# **6 min.** Exercise 1 takes 5 of them. Most mistakes are at `campaign`: whoever answers classification has names for the groups in mind. Ask: which of the five could be checked row by row tomorrow? Answer: the query, and the battery an hour later.

# %% [markdown] id="windows-intent" slideshow={"slide_type": "slide"}
# ## A model finds faulty cars · 고장 차량 찾기
#
# A workshop wants to know which cars have a fault today. A row below is one car and ten minutes of its status log: the means of tyres and battery, and how often engine and brake had grade B. All rows of a car have the same label: `faulty`, if any part of it failed at any time that day.

# %% id="windows-run" slideshow={"slide_type": "-"}
windows = means(reading.read(records.STATUS, here.files.status), minutes=10)
windows["faulty"] = windows.groupby("car_number")["failed"].transform("count") > 0
X, y, cars = windows[list(MEANS)], windows["faulty"], windows["car_number"]
print(f"{len(windows)} windows of {cars.nunique()} cars, {y.mean():.0%} of the windows are of faulty cars")
windows[["car_number", "window", *MEANS, "faulty"]].head(3).round(2)

# %% [markdown] id="row-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### How good is it? · 평가
#
# A **random forest** (랜덤 포레스트) is many decision trees that vote; the share of votes is its score for a row. In **cross-validation** (교차 검증) the rows are cut into parts, and each part is scored by a forest that learnt from the others. **Average precision** (평균 정밀도) reads the rows from the highest score down: 1.0 if all faulty ones come first, about 0.2 if the order is drawn by lot. **Predict** it, from 0 to 1, if the rows are put into five parts by lot.

# %% id="row-run" slideshow={"slide_type": "-"}
guess_rows = ____
forest = RandomForestClassifier(50, random_state=seed)
by_row = cross_val_predict(forest, X, y, cv=KFold(5, shuffle=True, random_state=seed), method="predict_proba")[:, 1]
rows_score = average_precision_score(y, by_row)
here.seen("average precision, rows by lot", round(rows_score, 2), guess_rows)

# %% [markdown] id="row-reading" slideshow={"slide_type": "fragment"}
# Nearly perfect, and no forest scored a row that it had learnt from. Many reports end here. But the workshop will ask about a car that comes in for the first time.

# %% [markdown] id="car-question" tags=["predict", "failure"] slideshow={"slide_type": "slide"}
# ### A car that it has never seen · 처음 보는 차량
#
# `GroupKFold` puts all rows of a car into the same part: the forest that scores them has learnt from other cars alone. Nothing else changes. **Predict** the average precision again.

# %% id="car-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_cars = ____
by_car = cross_val_predict(forest, X, y, groups=cars, cv=GroupKFold(5), method="predict_proba")[:, 1]
cars_score = average_precision_score(y, by_car)
here.seen("average precision, by car", round(cars_score, 2), guess_cars)

# %% id="car-figure" slideshow={"slide_type": "-"}
charts.draw_curves(y, {"rows by lot": by_row, "split by car": by_car})

# %% [markdown] id="car-reading" slideshow={"slide_type": "fragment"}
# The figure goes from the highest score down, from left to right. **Recall** (재현율) is the share of the faulty rows found so far, **precision** (정밀도) the share of faulty ones among the rows taken so far. By car precision falls early: much of what the forest reports is sound. What did the first forest know? The next cell asks a forest to tell from the same seven means **which car** a row belongs to.

# %% id="who-run" slideshow={"slide_type": "-"}
named = cross_val_predict(forest, X, cars, cv=KFold(5, shuffle=True, random_state=seed))
recognised = accuracy_score(cars, named)
print(f"{recognised:.0%} of the windows are given to the right car; by lot it would be {1 / cars.nunique():.0%}")

# %% [markdown] id="who-reading" slideshow={"slide_type": "fragment"}
# The means change little within two hours: they are like a number plate. With rows by lot the forest has seen other rows of the same car, with their label. It can recognise the car and repeat the label. This is **leakage** (누수): when it learnt, the model knew something that it will not know at work. The score by car is the one that holds for a new car.

# %% [markdown] id="leak-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 2 takes 7 of them. In the figure point at the upper line and ask who would buy this model. Somebody will say that at work the same cars come again: ask what the model tells of such a car that yesterday's label did not.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (7 min)
#
# A colleague wants one simple split. Write `is_test`: it says `True` for a row that is kept for the test. `row.car_number` is a text such as `"D0007"`, `row.window` the time at which the ten minutes begin, `row.window.minute` its minute.
#
# The check looks for cars on both sides, wants 15 to 45 % of the cars in the test, and faulty and sound ones on both sides.

# %% id="ex2-check" tags=["check"]
def is_test(row):
    return ____


ex.q2.given(windows=windows)
is_test = ex.q2.check(is_test)

# %% id="ex2-hint" tags=["hint"]
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"]
ex.q2.solution()

# %% id="split-run" slideshow={"slide_type": "-"}
tested = windows.apply(is_test, axis=1)
fitted = RandomForestClassifier(50, random_state=seed).fit(X[~tested], y[~tested])
split_score = average_precision_score(y[tested], fitted.predict_proba(X[tested])[:, 1])
print(f"{cars[tested].nunique()} cars in the test, {y[tested].mean():.0%} of their windows faulty: average precision {split_score:.2f}")

# %% [markdown] id="split-reading" slideshow={"slide_type": "fragment"}
# One split tests few faulty cars: another choice of cars gives another score. `GroupKFold` tests each car once, so its number is steadier.

# %% [markdown] id="metric-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## A measure that fits · 평가 지표
#
# **Accuracy** (정확도) is the share of rows with the right label. Here is a model of one line: it says *sound* to every row. **Predict** its accuracy in percent.

# %% id="metric-run" slideshow={"slide_type": "-"}
guess_idle = ____
said = {"always sound": y & False, "forest, score above 0.5": by_car > 0.5, "forest, score above 0.2": by_car > 0.2}
measures = {"accuracy": accuracy_score, "precision": precision_score, "recall": recall_score}
table = pd.DataFrame({name: [f(y, each, **({} if f is accuracy_score else {"zero_division": 0})) for f in measures.values()] for name, each in said.items()}, index=list(measures)).T
here.seen("accuracy of always sound, %", round(100 * table.loc["always sound", "accuracy"]), guess_idle)
table.round(2)

# %% [markdown] id="metric-reading" slideshow={"slide_type": "fragment"}
# The one line is right for four rows in five, and finds no faulty car: its recall is 0. Compare with such a **baseline** (기준선) before you are pleased. The two lower rows are one forest, cut at two scores: the lower cut finds more of the faulty rows, and more of what it reports is sound. Which is better is no question of statistics; the requirement decides.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (5 min)
#
# Choose for each requirement: `"accuracy"`, `"precision at 10"` (of the ten highest scores, how many are right), `"recall"`, `"mean error"` (by how much the number is off).
#
# - `workshop`: the workshop has time for ten cars a day, and wants none of these ten in vain.
# - `brakes`: no car with a failing brake may be left on the road; a needless check costs little.
# - `insurance`: the income of an owner, in won, for the offer of an insurance.
# - `plates`: a camera reads number plates; each plate is as frequent as any other, and each mistake costs the same.
#
# A dictionary: `{"workshop": "…", …}`.

# %% id="ex3-check" tags=["check"]
chosen = ____
chosen = ex.q3.check(chosen)

# %% id="ex3-hint" tags=["hint"]
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"]
ex.q3.solution()

# %% [markdown] id="metric-notes" slideshow={"slide_type": "notes"}
# **8 min.** Exercise 3 takes 5 of them. In the table point at accuracy: the best row finds a third of the faulty rows. Ask: which row would a workshop with ten places choose, and which the authority for safety?

# %% [markdown] id="points-intent" slideshow={"slide_type": "slide"}
# ## Two hundred clusters · 군집의 수
#
# Owners are to be grouped. The pilot's original takes five columns of the master in bins: displacement (3 values), age of the car (3), model (8), sex (2), married or not (2). Each becomes a number from 0 to 1.

# %% id="points-run" slideshow={"slide_type": "-"}
bins = segments.binned(reading.read(records.MASTER, here.files.master))[list(segments.POINT)]
points = segments.ordinal(bins)
print(len(points), "owners")
bins.head(3)

# %% [markdown] id="k-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Which number is best? · 실루엣
#
# **k-means** puts each row to the nearest of k centres, and moves the centres to the middle of their rows, until nothing changes. The **silhouette** (실루엣) asks whether rows are nearer to their own cluster than to the next: 1 is best. Many choose the k with the highest. **Predict** which it is: 2, 5, 20, 50, 100 or 200?

# %% id="k-run" slideshow={"slide_type": "-"}
guess_k = ____
KS = (2, 5, 20, 50, 100, 200)


def silhouettes(table):
    return pd.Series({k: silhouette_score(table, KMeans(k, n_init=1, random_state=seed).fit_predict(table)) for k in KS})


real = silhouettes(points)
here.seen("the best k", int(real.idxmax()), guess_k)
real.round(2).to_frame("silhouette").T

# %% [markdown] id="k-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# At 200 clusters the silhouette is close to 1. Before you plan 200 campaigns, destroy what is to be found: shuffle each column by itself. Every value stays as frequent as it was, but nothing belongs together any more. **Predict** the silhouette of 200 clusters then, from 0 to 1.

# %% id="shuffle-run" slideshow={"slide_type": "-"}
guess_shuffled = ____
shuffled = points.apply(lambda column: column.sample(frac=1, random_state=seed + points.columns.get_loc(column.name)).to_numpy())
nothing = silhouettes(shuffled)
here.seen("silhouette of 200 clusters of nothing", round(nothing[200], 2), guess_shuffled)
charts.draw_silhouettes(real, nothing)

# %% [markdown] id="shuffle-reading" slideshow={"slide_type": "fragment"}
# A table in which there is nothing to find gets a high score, too, and both lines rise with k. So the height at 200 says little about owners. Exercise 4 looks for what makes them rise.

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# How many **different** rows has the table `points`? Compute it with pandas; a whole number.

# %% id="ex4-check" tags=["check"]
different = ____
ex.q4.given(points=points)
different = ex.q4.check(different)

# %% id="ex4-hint" tags=["hint"]
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"]
ex.q4.solution()

# %% id="same-run" slideshow={"slide_type": "-"}
own = points.groupby(list(points)).ngroup()
alone = own.map(own.value_counts()).eq(1)
print(f"one cluster for each of the {different} different rows: silhouette {silhouette_score(points, own):.2f}")
print(f"{alone.sum()} owners are alone in theirs; scikit-learn counts these as 0, all others are 1")

# %% [markdown] id="same-reading" slideshow={"slide_type": "fragment"}
# 2,600 owners stand on a few hundred points. With about as many clusters as points each cluster is one point: its rows have distance 0 to each other, and the silhouette must be near 1. It has counted the bins. A check against nothing, such as the shuffled table, costs one line. Lesson 4-2 chooses k by other means.

# %% [markdown] id="k-notes" slideshow={"slide_type": "notes"}
# **11 min.** Exercise 4 takes 4 of them; requirements, architecture, station, recap and quiz are included. In the figure point at the distance of the two lines, not at their height. The original of the pilot reports 200 clusters with a silhouette of 0.85. Ask: how many owners has a cluster on average? Answer: 13.

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements · 요구사항
#
# | Requirement | Answer |
# |---|---|
# | analysts try ten questions in a minute | an SQL server that is up before the question |
# | a manager changes a threshold without SQL | a form beside the chart |
# | owners see three fitting items | item similarity and ALS, held against popularity |
# | a fault is told before it happens | a forest, judged by cars that it has never seen |
# | marketing gets segments that exist | clusters, not chosen by the silhouette alone |
# | other departments get the result | a table in PostgreSQL, equal row by row |

# %% [markdown] id="architecture" slideshow={"slide_type": "slide"}
# ## 4 Architecture · 아키텍처
#
# | From | By | To |
# |---|---|---|
# | marts | fast SQL, a form, charts | answers in seconds (4-1) |
# | purchases | Mahout on HDFS, Spark ALS | three items for each car (4-2) |
# | status mart | Spark ML: pipeline, forest | cars that will fail (4-2) |
# | master | Mahout and Spark k-means | segments (4-2) |
# | symptom mart | Sqoop, Spark | PostgreSQL (4-3) |

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트
#
# What must hold.

# %% id="station-leak" tags=["station"]
here.record("windows", len(windows), equals=12 * cars.nunique())
here.record("average precision, rows by lot", rows_score, low=0.9, high=1)
here.record("average precision, by car", cars_score, low=0.35, high=0.85)
here.record("gain by leakage", rows_score - cars_score, low=0.1)
here.record("windows given to the right car", recognised, low=0.6)
here.record("cars on both sides of the split", len(set(cars[tested]) & set(cars[~tested])), equals=0, of=ex.q2)

# %% id="station-measures" tags=["station"]
here.record("recall of always sound", table.loc["always sound", "recall"], equals=0)
here.record("accuracy of always sound", table.loc["always sound", "accuracy"], low=0.7)
here.record("silhouette of 200 clusters", real[200], low=0.85)
here.record("silhouette of 200 clusters of nothing", nothing[200], low=0.75)
here.record("different rows", different, equals=len(points.drop_duplicates()), of=ex.q4)

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - A query repeats what rows say; a model answers for cases that are not among them.
# - A score holds for what the test resembles: known cars, or cars never seen.
# - Leakage raises the score, and the model is no better at work.
# - Where one label is rare, accuracy rewards saying nothing. The requirement chooses the measure.
# - A silhouette near 1 can come from bins. A table without structure shows it.

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
# Day 4 begins with fast SQL over the marts, a form and charts. This lesson's forest learns from 1,200 rows in one process; a year of 2,600 cars does not fit into one, and Spark ML spreads such work over executors.
#
# | scikit-learn here | Spark ML on day 4 |
# |---|---|
# | `RandomForestClassifier(50)` | `RandomForestClassifier(numTrees=50)` |
# | `average_precision_score` | `BinaryClassificationEvaluator(metricName="areaUnderPR")` |
# | `KMeans`, `silhouette_score` | `KMeans`, `ClusteringEvaluator` |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`; each needs its service, `bin/cluster up spark-thrift` for the first two and `bin/cluster up postgresql` for the last.
#
# | To | You type |
# |---|---|
# | ask the fast SQL server | `beeline -u jdbc:hive2://localhost:30001 -e 'show tables;'` |
# | ask Hive the same | `beeline -e 'show tables;'` |
# | try a model at Spark's prompt | `pyspark` |
# | look into the external database | `psql -c '\dt'` |

# %% id="finish" tags=["finish"]
here.finish()
