# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # Analysis: overview · 분석 개요·기술·요구사항·아키텍처
#
# The marts are made each night, and people query them with SQL. No table says which car fails next, or which owners are alike. A model does, but it also answers when it has learnt nothing useful.
#
# You see two excellent scores that are worth nothing, and find out why.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - say which kind of model answers a question, or that a query is enough,
# - name the parts of Impala, Zeppelin, Mahout, Spark ML and Sqoop,
# - split rows so that a score holds for new cars,
# - choose a measure for a requirement,
# - recognise a high silhouette that means nothing,
# - derive the architecture from requirements.
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
# Analysis begins at the five marts. This lesson reads the simulator's files instead.

# %% id="picture"
here.picture()

# %% [markdown] id="overview" slideshow={"slide_type": "slide"}
# ## 1 Overview · 개요
#
# People want three things from data.
#
# | Stage | Example | Answered by |
# |---|---|---|
# | understand what happened | in which areas do cars drive slowly? | SQL and a chart |
# | discover patterns | which owners are alike? who buys what? | clustering, recommendation |
# | predict | which car fails in the next 20 minutes? | classification |
#
# A query repeats what the rows say. A **model** (모델) learns from rows and answers for new cases. Whether it is right there must be measured.

# %% [markdown] id="tools" slideshow={"slide_type": "slide"}
# ## 2 Technology · 기술
#
# The pilot was first built with five tools. Day 4 runs Mahout, Spark ML and Sqoop; Spark's SQL server does the work of Impala, and Jupyter that of Zeppelin.
#
# | Tool | What it is made of | Today |
# |---|---|---|
# | Impala | daemons that are always up: a coordinator plans, executors compute, a catalog service passes on the metastore's tables, a statestore knows who is alive | in use |
# | Zeppelin | a notebook server, an interpreter for each language, forms and charts | in use |
# | Mahout | MapReduce jobs that recommend and cluster | these jobs: deprecated |
# | Spark ML | a pipeline of steps, fitted by Spark's executors | in use |
# | Sqoop | map tasks, each of which writes some rows into a database | retired in 2021 |

# %% [markdown] id="tools-notes" slideshow={"slide_type": "notes"}
# **7 min.** They end here. Point at the column *Today*. Ask: what have Impala and Spark's SQL server in common that Hive's MapReduce lacks? Answer: the processes that compute are up before the question comes.

# %% [markdown] id="kinds" slideshow={"slide_type": "slide"}
# ### Kinds of learning · 학습의 종류
#
# A model finds the **label** (레이블) of a row from other columns, the **features** (특성).
#
# | Kind | It finds |
# |---|---|
# | **regression** (회귀) | a number |
# | **classification** (분류) | one label out of a few |
# | **clustering** (군집) | groups of rows that are alike |
# | **recommendation** (추천) | what else a person would choose |
#
# The first two are **supervised learning** (지도 학습): they learn from rows whose label is known. In **unsupervised learning** (비지도 학습), such as clustering, no label is known. A recommender learns from who chose what.

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (5 min)
#
# Which kind answers which question? One of `"regression"`, `"classification"`, `"clustering"`, `"recommendation"`, `"query"`.
#
# - `slow_areas`: which area had the lowest mean speed yesterday?
# - `battery`: what percentage will this car's battery show in an hour?
# - `drowsy`: is the driver drowsy in this minute? A doctor has judged some minutes.
# - `campaign`: which groups of customers are there? None has a name yet.
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
# **6 min.** Exercise 1 takes 5 of them. If somebody answers classification for `campaign`, ask who has named the groups. Ask: for which of the five could you check the answers later? Answer: for all but `campaign`; nobody knows the right groups, and the second half of the lesson comes back to this.

# %% [markdown] id="windows-intent" slideshow={"slide_type": "slide"}
# ## A model finds faulty cars · 고장 차량 찾기
#
# A workshop wants to know which cars have a fault. A row below is ten minutes of one car's status log: the means of tyres and battery, and how often engine and brake had grade B (C has failed). All rows of a car share a label: *faulty* if a tyre, the battery, the engine or the brake failed in these two hours, else *sound* (정상).

# %% id="windows-run" slideshow={"slide_type": "-"}
windows = means(reading.read(records.STATUS, here.files.status), minutes=10)
windows["faulty"] = windows.groupby("car_number")["failed"].transform("count") > 0
X, y, cars = windows[list(MEANS)], windows["faulty"], windows["car_number"]
print(f"{len(windows)} windows of {cars.nunique()} cars, {y.mean():.0%} of the windows are of faulty cars")
windows[["car_number", "window", *MEANS, "faulty"]].head(3).round(2)

# %% [markdown] id="row-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### How good is it? · 평가
#
# A **random forest** (랜덤 포레스트) is many decision trees, chains of yes-or-no questions, that vote; its score for a row is the share of votes. **Cross-validation** (교차 검증) cuts the rows into parts and scores each part with a forest that learnt from the others. **Average precision** (평균 정밀도) reads the rows from the highest score down: 1 if all faulty ones come first, about 0.2 in random order. **Predict** it, from 0 to 1, for five random parts.

# %% id="row-run" slideshow={"slide_type": "-"}
guess_rows = ____
forest = RandomForestClassifier(50, random_state=seed)
by_row = cross_val_predict(forest, X, y, cv=KFold(5, shuffle=True, random_state=seed), method="predict_proba")[:, 1]
rows_score = average_precision_score(y, by_row)
here.seen("average precision, rows at random", round(rows_score, 2), guess_rows)

# %% [markdown] id="row-reading" slideshow={"slide_type": "fragment"}
# Nearly perfect, and no forest scored a row that it had learnt from. But the workshop also gets new cars.

# %% [markdown] id="car-question" tags=["predict", "failure"] slideshow={"slide_type": "slide"}
# ### A car that it has never seen · 처음 보는 차량
#
# `GroupKFold` puts all rows of a car into the same part, so the forest that scores them has learnt only from other cars. **Predict** the average precision again.

# %% id="car-run" tags=["failure"] slideshow={"slide_type": "-"}
guess_cars = ____
by_car = cross_val_predict(forest, X, y, groups=cars, cv=GroupKFold(5), method="predict_proba")[:, 1]
cars_score = average_precision_score(y, by_car)
here.seen("average precision, by car", round(cars_score, 2), guess_cars)

# %% id="car-figure" slideshow={"slide_type": "-"}
charts.draw_curves(y, {"rows at random": by_row, "split by car": by_car})

# %% [markdown] id="car-reading" slideshow={"slide_type": "fragment"}
# From left to right the figure takes more rows, highest scores first. **Recall** (재현율) is the share of the faulty rows found so far, **precision** (정밀도) the share of faulty ones among those taken. Split by car, precision falls early: many reported rows are sound. What did the first forest know? The next cell asks a forest which car a row belongs to.

# %% id="who-run" slideshow={"slide_type": "-"}
named = cross_val_predict(forest, X, cars, cv=KFold(5, shuffle=True, random_state=seed))
recognised = accuracy_score(cars, named)
print(f"{recognised:.0%} of the windows are given to the right car; at random it would be {1 / cars.nunique():.0%}")

# %% [markdown] id="who-reading" slideshow={"slide_type": "fragment"}
# A car's means change little within two hours, like a number plate. With rows at random the forest has seen other rows of the same car, with their label. It can recognise the car and repeat the label. This is **leakage** (누수): when it learnt, the model knew something that it will not know at work. For a new car only the score by car holds.

# %% [markdown] id="leak-notes" slideshow={"slide_type": "notes"}
# **13 min.** Exercise 2 takes 7 of them. In the figure point at the upper line and ask who would buy this model. If somebody says that at work the same cars come again: their old label is then known without a model. Tried: with the label given to twenty cars at random, rows at random still score 0.98. Fifteen random splits of thirty cars scored 0.30 to 0.75, fifteen shuffles of `GroupKFold` 0.46 to 0.64.

# %% [markdown] id="ex2-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 2 · 직접 해 보기 (7 min)
#
# Write `is_test` for one simple split: it returns `True` for a row that is kept for the test. `row.car_number` is a text such as `"A0042"`, `row.window` the time at which its ten minutes begin.
#
# The check wants no car on both sides, 15 to 45 % of the cars in the test, and faulty and sound cars on both sides. The label must not decide.

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
print(f"{cars[tested].nunique()} cars in the test, {cars[tested & y].nunique()} of them faulty: average precision {split_score:.2f}")

# %% [markdown] id="split-reading" slideshow={"slide_type": "fragment"}
# So few faulty cars were tested that other cars would give quite another score. `GroupKFold` tests each car once, so its score depends less on chance.

# %% [markdown] id="metric-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## A measure that fits · 평가 지표
#
# **Accuracy** (정확도) is the share of rows with the right label. The simplest model says *sound* to every row. **Predict** its accuracy in percent.

# %% id="metric-run" slideshow={"slide_type": "-"}
guess_idle = ____
said = {"always sound": y & False, "forest, score above 0.5": by_car > 0.5, "forest, score above 0.2": by_car > 0.2}
measures = {"accuracy": accuracy_score, "precision": lambda y, told: precision_score(y, told, zero_division=0), "recall": recall_score}
table = pd.DataFrame({name: {measure: score(y, each) for measure, score in measures.items()} for name, each in said.items()}).T
here.seen("accuracy of always sound, %", round(100 * table.loc["always sound", "accuracy"]), guess_idle)
table.round(2)

# %% [markdown] id="metric-reading" slideshow={"slide_type": "fragment"}
# *Always sound* is right for four rows in five, and finds no faulty one. Compare each score with such a **baseline** (기준선). The two rows below are one forest, which reports rows above 0.5, or already above 0.2: at 0.2 it finds more of the faulty rows, but a larger share of what it reports is sound. The requirement decides which is better.

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (5 min)
#
# Choose for each requirement: `"accuracy"`, `"precision at 10"` (how many of the ten highest scores are right), `"recall"`, `"mean absolute error"` (how far the numbers are off, on average).
#
# - `workshop`: it checks ten cars a day, and each should really be faulty.
# - `brakes`: no car with a failing brake may stay on the road; needless checks cost little.
# - `insurance`: an insurer wants to estimate an owner's income, in won.
# - `plates`: a camera reads number plates, all equally frequent; each mistake costs the same.
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
# **8 min.** Exercise 3 takes 5 of them. In the table point at accuracy: the best row finds little more than a third of the faulty rows. Ask: which row would a workshop with ten places choose, and which an authority for road safety? Answer: the cut at 0.5 for its precision, the cut at 0.2 for its recall.

# %% [markdown] id="points-intent" slideshow={"slide_type": "slide"}
# ## How many clusters? · 군집의 수
#
# The pilot's original groups owners by five columns of the master in bins: engine size (3 values), age of the car (3), model (8), sex (2), married or not (2). Each becomes a number from 0 to 1.

# %% id="points-run" slideshow={"slide_type": "-"}
bins = segments.binned(reading.read(records.MASTER, here.files.master))[list(segments.POINT)]
points = segments.ordinal(bins)
print(len(points), "owners")
bins.head(3).join(points.round(2), rsuffix=" 0-1")

# %% [markdown] id="k-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ### Which number is best? · 실루엣
#
# **k-means** (k-평균) gives each row to the nearest of k centres and moves each centre to the mean of its rows, again and again. The **silhouette** (실루엣) asks whether rows are nearer to their own cluster than to the next: 1 is best. Many choose the k with the highest silhouette. **Predict** it: 2, 5, 20, 50, 100 or 200?

# %% id="k-run" slideshow={"slide_type": "-"}
guess_k = ____
KS = (2, 5, 20, 50, 100, 200)


def silhouettes(table):
    return pd.Series({k: silhouette_score(table, KMeans(k, n_init=1, random_state=seed).fit_predict(table)) for k in KS})


real = silhouettes(points)
here.seen("the best k", int(real.idxmax()), guess_k)
real.round(2).to_frame("silhouette").T

# %% [markdown] id="k-reading" tags=["predict"] slideshow={"slide_type": "fragment"}
# Before you plan 200 campaigns, try a table without groups: shuffle each column by itself. Each value stays as frequent as before, but the columns no longer belong together. **Predict** the silhouette of 200 clusters there.

# %% id="shuffle-run" slideshow={"slide_type": "-"}
guess_shuffled = ____
shuffled = points.apply(lambda column: column.sample(frac=1, random_state=seed + points.columns.get_loc(column.name)).to_numpy())
nothing = silhouettes(shuffled)
here.seen("silhouette of 200 clusters of nothing", round(nothing[200], 2), guess_shuffled)
charts.draw_silhouettes(real, nothing)

# %% [markdown] id="shuffle-reading" slideshow={"slide_type": "fragment"}
# The table without groups gets a high score, too, and both lines rise with k. So the height at 200 says little about owners; what they add is the distance between the lines.

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# To see what makes both lines rise: how many different rows does `points` have? Compute it with pandas; a whole number.

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
# The 2,600 owners have only a few hundred different rows. With 200 clusters most clusters are one such row, many times: the distances inside are 0, and the silhouette is near 1. That comes from the bins, not from the owners.

# %% [markdown] id="k-notes" slideshow={"slide_type": "notes"}
# **11 min.** Exercise 4 takes 4 of them; requirements, architecture, station, recap and quiz are included. In the figure point at the distance of the two lines, not at their height. The original of the pilot reports 200 clusters with a silhouette of 0.85. Ask: how many owners has a cluster on average? Answer: 13.

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## 3 Requirements and architecture · 요구사항과 아키텍처
#
# | Requirement | From | Answer |
# |---|---|---|
# | analysts ask ten questions a minute | marts | an SQL server that is always up (4-1) |
# | a manager changes a threshold without SQL | marts | a form beside the chart (4-1) |
# | owners see three fitting items | purchases | recommenders of Mahout and Spark, compared with best sellers (4-2) |
# | a fault is foreseen | status mart | Spark's forest, tested on new cars (4-2) |
# | marketing gets real segments | master | k-means, not judged by the silhouette alone (4-2) |
# | other departments get the result | symptom mart | Sqoop or Spark fills PostgreSQL, equal row by row (4-3) |

# %% [markdown] id="station-intent" tags=["station"] slideshow={"slide_type": "slide"}
# ## Test station · 테스트

# %% id="station-leak" tags=["station"]
here.record("windows", len(windows), equals=12 * cars.nunique())
here.record("average precision, rows at random", rows_score, low=0.9, high=1)
here.record("average precision, by car", cars_score, low=0.25, high=0.85)
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
# - A score holds only for cases like those of the test.
# - Leakage raises the score, but the model is no better at work.
# - Where one label is rare, a model that finds nothing has a high accuracy. The requirement decides the measure.
# - A silhouette near 1 can come from bins; a shuffled table shows it.

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
# Day 4 begins with fast SQL, a form and charts. Here one process held 1,200 rows. A year of 2,600 cars makes 137 million, about 8 GB: Spark ML spreads them over executors. Its `CrossValidator(foldCol=…)` does the work of `GroupKFold`. Expect other scores: by default its trees are at most 5 deep, and its silhouette takes squared distances.

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# In the terminal of `bin/cluster sh`, after `bin/cluster up spark-thrift postgresql`.
#
# | To | You type |
# |---|---|
# | query the fast SQL server | `beeline -u jdbc:hive2://localhost:30001 -e 'show tables;'` |
# | query Hive | `beeline -e 'show tables;'` |
# | try a model at Spark's prompt | `pyspark` |
# | list tables of the database | `psql -c '\dt'` |

# %% id="finish" tags=["finish"]
here.finish()
