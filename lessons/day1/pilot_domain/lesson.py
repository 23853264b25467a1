# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # The pilot: domain and architecture · 파일럿 도메인과 아키텍처
#
# You have seen rows move through a broker, and you have measured what makes data big. But what are these rows about, and who asks for them? Until you know that, you cannot tell a wrong number from a right one.
#
# This lesson needs no server. It is about the two requirements, the six data sets, and what is hidden in them.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - name the two business requirements and the data sets that answer them,
# - turn a line into typed values with the data dictionary in hand,
# - see a dangerous driver by eye and find all of them by number,
# - recognise garbage, broken and duplicate rows, and say why a join can fail although every row is correct.
#
# 45 minutes · no service

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "class"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from base.exceptions import DataError
from data import dataset, simulate, truth
from data.reading import read
from data.records import DRIVER, RECORDS, STATUS, is_garbage, parse_line
from lessons.day1.pilot_domain import exercises as ex
from lessons.day1.pilot_domain.areas import draw_areas
from utils.lab.drivers import draw_habits, draw_speeds, habits
from utils.lesson import ____, shown_error, start

here = start("day1/04_pilot_domain", scale=scale, seed=seed)

# %% [markdown] id="who" slideshow={"slide_type": "slide"}
# ## Who asks? · 누가 묻는가
#
# A car maker equips cars with devices that write down what happens, and asks for two things:
#
# - **R1** Every day, collect the files of all cars and check the *state of each function*: tyres, lights, engine, brake, battery. *Which car needs a mechanic?*
# - **R2** Collect what *drivers* do in real time and analyse their driving. *Who is dangerous, now?*
#
# R1 can wait until tomorrow morning but must be complete. R2 must be quick. Two needs that different are why the picture has two lanes.

# %% id="picture" tags=["picture"] slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="sets-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Six data sets · 여섯 데이터 세트
#
# Two logs come from the cars. Four tables come from elsewhere: the car registry, purchases of car items, the owners' incomes, and driving situations rated for danger. **Predict**: which of the six is the largest after two hours of driving, and which will be after a year?

# %% id="sets-table" slideshow={"slide_type": "-"}
files = here.files
pd.DataFrame(
    {"rows": files.rows, "garbage lines": files.garbage, "MB": {k: round(v / 1e6, 1) for k, v in files.bytes.items()}}
)

# %% [markdown] id="sets-reading" slideshow={"slide_type": "fragment"}
# The driver log leads already. The two logs grow with *time*: twice the hours, twice the rows. The registry and the incomes grow with the *cars that were made*, and stay as they are overnight. What grows with each second will need many machines.

# %% [markdown] id="sets-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at R1 and R2 on the slide before, here at `driver`: 720000 rows, 26.5 MB. This lesson starts no service, so there is nothing to wait for. Whoever runs a cell with `here.record` twice reads that it *records … twice*: go on. Ask: after four hours instead of two, what has doubled? *The two logs.*

# %% id="sets-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("driver rows", files.rows["driver"], equals=len(here.world.cars) * here.world.seconds)
here.record("status rows", files.rows["status"], equals=len(here.world.cars) * here.world.seconds // 3)

# %% [markdown] id="dictionary-intent" slideshow={"slide_type": "slide"}
# ## The data dictionary · 데이터 사전
#
# Nobody should have to guess what the ninth number of a line means. The course keeps one **data dictionary** (데이터 사전): name, type, limits and meaning of each field. The simulator writes from it, and so will the collector, the store and the marts read from it. Here is the driver log's part.

# %% id="dictionary-driver" slideshow={"slide_type": "-"}
pd.DataFrame(
    [(field.name, field.korean, field.kind, field.allowed, field.unit) for field in DRIVER.fields],
    columns=["field", "Korean", "type", "allowed", "unit"],
)

# %% [markdown] id="dictionary-reading" slideshow={"slide_type": "fragment"}
# `break_pedal` is not a typing error of ours: the pilot's tables have spelt the brake that way from the beginning, and whoever "corrects" a field name breaks every program that reads it. Names in data are kept, even wrong ones.

# %% [markdown] id="parse-intent" slideshow={"slide_type": "slide"}
# ### From text to values · 글자에서 값으로
#
# A line is text. `"95" < "100"` is False for text and true for numbers, so the first thing any reader does is to **parse** (해석하다): cut the line and give each part its type.

# %% id="parse-line" slideshow={"slide_type": "-"}
lines = files.driver.read_text().splitlines()
row = next(line for line in lines if not is_garbage(DRIVER, line))
print(row)
parse_line(DRIVER, row)

# %% [markdown] id="parse-notes" slideshow={"slide_type": "notes"}
# **10 min.** Six of them for exercise 1. Point at `break_pedal` in the dictionary, and here at `'speed': 4`, a number without quotes. Without `int` the check says *The accelerator is '3', which is text*; who counts fields from one returns the car for the time. Ask: is `"95" < "100"` true? *Not for text, which compares the first characters.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Write a small parser of your own for four fields of a driver line. **`parse(line)` returns the tuple `(time, car, accelerator, speed)`**: time and car as text, the two others as whole numbers. The fields are in the order of the table above.

# %% id="ex1-blank" tags=["exercise"] slideshow={"slide_type": "-"}
def parse(line):
    return ____


parse = ex.q1.check(parse)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="areas-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Where it is slow · 어디가 막히는가
#
# The city has sixty areas: six zones, A to F, with ten numbers each. Six of the areas are always congested. **Predict**: will you see six dark fields if you colour each area by its average speed?

# %% id="areas-map" slideshow={"slide_type": "-"}
drives = read(DRIVER, files.driver)
by_area = drives.groupby("area_number")["speed"].mean()
slow = tuple(by_area.nsmallest(6).index)
shuffled = drives["area_number"].sample(frac=1, random_state=seed).to_numpy()
draw_areas(
    {"area as driven · 실제 지역": by_area, "area drawn anew · 무작위 지역": drives.groupby(shuffled)["speed"].mean()},
    label="average speed, km/h",
    alt="Two maps of the city's sixty areas coloured by average speed. On the left six areas stand out as slow, near "
    "27 km/h against 82 on average elsewhere. On the right all areas have the same colour.",
)

# %% [markdown] id="areas-reading" slideshow={"slide_type": "fragment"}
# On the left six areas stand out. The map on the right uses the same speeds, but the area of each row was drawn by chance, and the city has vanished into one colour.
#
# This has happened. The data generator from which this pilot became known drew the area twice: once to decide on the congestion, and once more to write it down. Every average by area that its users computed was noise, and a table of averages does not show that.

# %% id="areas-record" slideshow={"slide_type": "-"}
here.record("the six slow areas", sorted(slow), equals=["A10", "B02", "C04", "D05", "E10", "F06"])
here.record("slow against the rest", by_area[list(slow)].mean() / by_area.drop(list(slow)).mean(), low=0.25, high=0.45)

# %% [markdown] id="areas-consequence" slideshow={"slide_type": "fragment"}
# The habit to take from it: before you trust a chart, ask what it would look like if the data meant nothing. Shuffle a column and draw it again. If the picture does not change, it showed nothing.

# %% [markdown] id="areas-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at the dark fields on the left, A10, B02, C04, D05, E10 and F06, then at the map on the right: the same speeds, the areas drawn by chance. The cell reads all 720,000 rows, so it takes a moment. Ask: would a table of sixty averages have shown the fault? *No, each number in it looks possible.*

# %% [markdown] id="wild-question" tags=["predict", "exercise"] slideshow={"slide_type": "slide"}
# ## Four drivers · 네 명의 운전자
#
# Ten minutes of four cars. **Exercise 2 · 직접 해 보기 (2 min)**: look before you read on. Which of them is dangerous? Answer with the letter on the left.

# %% id="wild-figure" slideshow={"slide_type": "-"}
four = {"P": "B0007", "Q": "R0007", "R": "F0042", "S": "J0028"}
draw_speeds(drives, four)

# %% id="ex2-blank" tags=["exercise"] slideshow={"slide_type": "-"}
dangerous = ____
dangerous = ex.q2.check(dangerous)

# %% id="ex2-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q2.hint()

# %% id="ex2-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q2.solution()

# %% [markdown] id="number-intent" slideshow={"slide_type": "slide"}
# ### By number · 숫자로 찾기
#
# P and S are fast once: somebody was in a hurry. R is fast all the time. A rule that looks at single rows, *faster than 150*, would accuse three of the four.
#
# That works for four cars, not for a hundred. So use numbers, the two clues of lesson 2: how far is the accelerator pressed on average over the two hours, and how often is the wheel turned hard? Each car becomes one dot.

# %% id="number-figure" slideshow={"slide_type": "-"}
drivers = habits(drives)
draw_habits(drivers)

# %% [markdown] id="number-reading" slideshow={"slide_type": "fragment"}
# Two groups with nothing between them. A threshold anywhere in the gap finds the same cars, and that makes a rule trustworthy: it does not depend on the exact number. On day 3 the rule is about *speed over 30 seconds*, and there the gap is gone: each threshold brings false alerts or missed ones.

# %% [markdown] id="number-notes" slideshow={"slide_type": "notes"}
# **9 min.** Two of them for exercise 2, four for exercise 3. Point at R in the figure before, then at the empty space between the two groups. In exercise 3 rows of `drivers` are refused: the car numbers are its index. Whoever does not run that cell has no `wild`, and the next one ends in `NameError`. Ask: which threshold is right? *Any in the gap.*

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# `drivers` has one row a car, with the columns `accelerator`, `speed` and `strong`. **Which cars belong to the group apart?** A list of car numbers, in any order.

# %% id="ex3-blank" tags=["exercise"] slideshow={"slide_type": "-"}
wild = ____
ex.q3.given(drivers=drivers)
wild = ex.q3.check(wild)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% [markdown] id="truth-intent" slideshow={"slide_type": "subslide"}
# How do we know that these are the right ones? In real life you do not. Here the world is simulated, and it writes down what it planted in a **truth file** (정답 파일), apart from the data. Only scoring may open it; no model of this course ever sees it.

# %% id="truth-score" tags=["station"] slideshow={"slide_type": "-"}
planted = truth.of(here.world)["cars"].query("driving and wild")["car_number"].astype(str)
here.record("wild drivers planted and found", len(set(wild) & set(planted)), equals=len(planted), of=ex.q3)
here.record("wrongly accused", len(set(wild) - set(planted)), equals=0, of=ex.q3)

# %% [markdown] id="dirty-intent" slideshow={"slide_type": "slide"}
# ## What real files look like · 현실의 파일
#
# So far the rows were clean. Real ones arrive late, twice, or broken. The simulator can do that on request, each fault by its name. A late row looks like any other but comes behind younger ones; day 2 measures it.

# %% id="dirty-make" slideshow={"slide_type": "-"}
dirty = dataset("small", seed, faults=["late", "duplicate", "malformed"])
clean = dataset("small", seed)
pd.DataFrame({"clean": clean.rows, "with faults": dirty.rows}).loc[["status", "driver"]]

# %% [markdown] id="dirty-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# Some rows came twice, so the driver log has more lines. Some lines are broken. **Predict**: how many kinds of damage will a parser meet?

# %% id="dirty-broken" slideshow={"slide_type": "-"}
broken = []
for line in dirty.driver.read_text().splitlines():
    try:
        is_garbage(DRIVER, line) or parse_line(DRIVER, line)
    except DataError as reason:
        broken.append((line, reason))
[line for line, reason in broken[:5]]

# %% [markdown] id="dirty-reading" slideshow={"slide_type": "fragment"}
# Cut short, a field too few, a field too many; and among the 72, `??` where a number should be. Each of these lines still begins with 14 digits, so the filter that removes headings lets them all through. On day 2 such a line goes to a **dead letter** (데드 레터) file with the reason beside it: neither into the data nor thrown away.

# %% [markdown] id="dirty-notes" slideshow={"slide_type": "notes"}
# **7 min.** Four of them for exercise 4. Point at 36180 against 36000, then at the five lines: three cut short, one field too few, one too many. In exercise 4 the answer 36,108 counts duplicates twice; 35,928 is right, and with the 72 broken ones makes 36,000. Ask: why does the filter of headings not stop these lines? *They begin with 14 digits.*

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# The faulty driver log has `rows` lines that are not headings. `good` holds those that parse. Some are there twice. **How many different rows are left when each is counted once?** An integer.

# %% id="ex4-good" slideshow={"slide_type": "-"}
bad = {line for line, reason in broken}
rows = [line for line in dirty.driver.read_text().splitlines() if not is_garbage(DRIVER, line)]
good = [line for line in rows if line not in bad]
len(rows), len(good)

# %% id="ex4-blank" tags=["exercise"] slideshow={"slide_type": "-"}
different = ____
ex.q4.given(good=good)
different = ex.q4.check(different)

# %% id="ex4-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q4.hint()

# %% id="ex4-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q4.solution()

# %% id="ex4-record" tags=["station"] slideshow={"slide_type": "skip"}
here.record("broken driver lines", len(broken), equals=72)
here.record("rows after repair and the clean log", different + len(broken), equals=clean.rows["driver"], of=ex.q4)

# %% [markdown] id="ex4-consequence" slideshow={"slide_type": "fragment"}
# Different rows and broken ones together are as many as the rows of the clean log: each row is accounted for, the late ones too. This comparison is called **reconciliation** (대사).

# %% [markdown] id="join-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A join that finds nobody · 짝을 찾지 못하는 조인
#
# R1 and R2 meet in one question: *do dangerous drivers wear out their tyres?* For that a driver row must find the status rows of the same car: a **join** (조인). Two teams have each run their own generator, as users of the original pilot did. **Predict**: of 100 driving cars, how many find their partner?

# %% id="join-fails" tags=["failure"] slideshow={"slide_type": "-"}
theirs = simulate(scale, seed + 1)
pd.Series({"our driving cars": len(here.world.cars), "theirs": len(theirs.cars),
           "partners found": len(set(here.world.cars) & set(theirs.cars))})

# %% id="join-error" tags=["failure"] slideshow={"slide_type": "-"}
def partners(drive_cars, status_cars):
    lost = set(drive_cars) - set(status_cars)
    if lost:
        raise LookupError(f"{len(lost)} of {len(drive_cars)} cars have no status rows")
    return len(drive_cars)


with shown_error(LookupError):
    partners(here.world.cars, theirs.cars)

# %% [markdown] id="join-reading" slideshow={"slide_type": "fragment"}
# Every row is correct, every field in its limits, and still the question cannot be answered: the two worlds have different cars. The error came from our check. An inner join alone would have returned the rows of seven cars and dropped the other 93 without a word. Only a check *across* data sets finds that.
#
# Ours share one registry of cars. Both logs come from one driving world, so a car that brakes hard in one log wears out its tyres in the other.

# %% [markdown] id="join-notes" slideshow={"slide_type": "notes"}
# **7 min.** With the table of requirements and the quiz. Point at *partners found* 7 and at *93 of 100 cars have no status rows*. This `LookupError` is meant to be seen and the lesson goes on; tell those who stop to debug it. Ask: what would an inner join have said? *Nothing: seven cars, and 93 missing without a word.*

# %% id="join-repaired" slideshow={"slide_type": "-"}
states = read(STATUS, files.status)
found = partners(set(drives["car_number"]), set(states["car_number"]))
master = read(RECORDS["master"], files.master)
here.record("driving cars with status rows", found, equals=len(here.world.cars))
here.record("driving cars in the registry", int(master["car_number"].isin(here.world.cars).sum()), equals=found)

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## From requirement to architecture · 요구사항에서 아키텍처로
#
# | Requirement · 요구사항 | Answer · 해법 | Day |
# |---|---|---|
# | a file appears once a day and must be complete | Flume, spooling source, durable channel | 2 |
# | each driver line must be on its way within a second | Flume, tail source → Kafka | 2 |
# | headings must not be counted | a filter: lines that begin with 14 digits | 2 |
# | analysis by day, month, year; late rows | HDFS directories by collection date, event date in the row | 2 |
# | every driver row can be found again | HBase, key by car and time | 3 |
# | average above 80 km/h over 30 seconds: tell us now | Storm and Esper → Redis | 3 |
# | tables that people can ask | Hive, Spark SQL, five marts | 3 |
# | find, predict, deliver | Spark ML, Keras, a REST service, a dashboard | 4 |
#
# Read it from left to right: each tool answers a sentence.
#
# The whole has a name as well. A **batch layer** (배치 계층) that is complete but late, a **speed layer** (속도 계층) that is quick, and a **serving layer** (서빙 계층) that answers from both are a **lambda architecture** (람다 아키텍처). The first two are our two lanes. The driving log takes both: what the speed lane writes to HBase is read again at night.

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Two requirements, two lanes: complete by tomorrow, or quick now.
# - Logs grow with time, tables with the number of cars.
# - A dictionary says what each field is; names in data are kept, even wrong ones.
# - A chart is worth something only if it would look different on meaningless data.
# - Rows can be right one by one and wrong together: check across data sets.

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
# This lesson read a whole log into memory. One day of 100 cars is a dozen times as much, one year of 10,000 cars over 400,000 times: then the rows must lie on many machines, and somebody must know which. The next lesson looks into such a cluster and kills a part of it.
#
# | Comma-separated text today | |
# |---|---|
# | state | still the most common way in which devices hand over data |
# | what it lacks | types, names and a version travel beside the file, or not at all |
# | successors | Avro with a schema registry for streams, Parquet for tables; both carry their dictionary inside |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# Before any tool of its own, a file is looked at with the tools of every Linux machine.
#
# | To | You type |
# |---|---|
# | the first lines | `head -3 SmartCarDriverInfo.log` |
# | how many lines | `wc -l SmartCarDriverInfo.log` |
# | how many of them are rows | `grep -cE '^[0-9]{14},' SmartCarDriverInfo.log` |
# | rows for each area, the most first | `grep -E '^[0-9]{14},' SmartCarDriverInfo.log \| cut -d, -f8 \| sort \| uniq -c \| sort -rn \| head` |
# | what grows at its end | `tail -f SmartCarDriverInfo.log` |

# %% id="finish" slideshow={"slide_type": "skip"}
here.finish()
