# %% [markdown] id="title" tags=["title"] slideshow={"slide_type": "slide"}
# # The pilot: domain and architecture · 파일럿 도메인과 아키텍처
#
# You have seen rows move, and measured what makes data big. But what are these rows about, and who asks for them? Until you know that, you cannot tell a wrong number from a right one.
#
# This lesson needs no server.

# %% [markdown] id="objectives" tags=["objectives"] slideshow={"slide_type": "subslide"}
# **After this lesson you can**
#
# - name the two business requirements and the data sets that answer them,
# - turn a line into typed values with the data dictionary in hand,
# - see a dangerous driver by eye and find all of them by number,
# - recognise garbage, broken, duplicate and late rows,
# - see a merge drop rows without a word, and write the check that counts them.
#
# 45 minutes · no service

# %% id="parameters" tags=["parameters"] slideshow={"slide_type": "skip"}
scale = "class"
seed = 20220329

# %% id="setup" tags=["setup"] slideshow={"slide_type": "skip"}
import pandas as pd

from base.exceptions import DataError
from data import dataset, reading, records, simulate, truth
from lessons.day1.pilot_domain import areas, habits
from lessons.day1.pilot_domain import exercises as ex
from utils.lesson import ____, shown_error, start

here = start("day1/04_pilot_domain", scale=scale, seed=seed)
DRIVER, STATUS = records.DRIVER, records.STATUS

# %% [markdown] id="who" slideshow={"slide_type": "slide"}
# ## Who asks? · 누가 묻는가
#
# A car maker equips cars with devices that write down what happens, and asks for two things:
#
# - **R1** Every day, collect the files of all cars and check the *state of each function*: tyres, lights, engine, brake, battery. *Which car needs a mechanic?*
# - **R2** Collect what *drivers* do in real time and analyse their driving. *Who is dangerous, now?*
#
# R1 can wait until tomorrow morning but must be complete. R2 must be quick. So the picture has two lanes.

# %% id="picture" tags=["picture"] slideshow={"slide_type": "-"}
here.picture()

# %% [markdown] id="sets-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Six data sets · 여섯 데이터 세트
#
# Two logs come from the cars. Four tables come from elsewhere: the car registry (`master`), purchases of car items (`purchases`), the owners' incomes (`income`), and driving situations rated for danger (`incidents`). **Predict**: which is the largest, in MB, after two hours of driving? One of `"status"`, `"driver"`, `"master"`, `"purchases"`, `"income"`, `"incidents"`. And which of the six will be larger tomorrow?

# %% id="sets-table" slideshow={"slide_type": "-"}
guess_largest = ____
files = here.files
megabytes = {name: round(size / 1e6, 1) for name, size in files.bytes.items()}
here.seen("the largest", max(megabytes, key=megabytes.get), guess_largest)
pd.DataFrame({"rows": files.rows, "garbage lines": files.garbage, "MB": megabytes})

# %% [markdown] id="sets-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at R1 and R2 on the slide before, here at `driver`: 720000 rows. This lesson starts no service, so there is nothing to wait for. Whoever runs a cell with `here.record` twice reads that it *records … twice*: go on. Logs grow with time; the registry does not. Ask: after four hours instead of two, what has doubled? *The two logs.*

# %% [markdown] id="dictionary-intent" slideshow={"slide_type": "slide"}
# ## The data dictionary · 데이터 사전
#
# Nobody should have to guess what the ninth number of a line means. The course keeps one **data dictionary** (데이터 사전): name, type, limits and meaning of each field. The simulator, the collector and the marts all read it. Here is the driver log's part.

# %% id="dictionary-driver" slideshow={"slide_type": "-"}
pd.DataFrame(
    [(field.name, field.korean, field.kind, field.allowed, field.unit) for field in DRIVER.fields],
    columns=["field", "Korean", "type", "allowed", "unit"],
)

# %% [markdown] id="dictionary-reading" slideshow={"slide_type": "fragment"}
# `break_pedal` is spelt as the pilot's tables have spelt it from the beginning, and whoever "corrects" a field name breaks every program that reads it. Names in data are kept, even wrong ones.

# %% [markdown] id="parse-intent" slideshow={"slide_type": "slide"}
# ### From text to values · 글자에서 값으로
#
# A line is text. `"95" < "100"` is False for text and true for numbers, so the first thing any reader does is to **parse** (해석하다): cut the line and give each part its type.

# %% id="parse-line" slideshow={"slide_type": "-"}
lines = files.driver.read_text().splitlines()
row = next(line for line in lines if not records.is_garbage(DRIVER, line))
print(row)
records.parse_line(DRIVER, row)

# %% [markdown] id="parse-notes" slideshow={"slide_type": "notes"}
# **10 min.** Six of them for exercise 1. Point at `break_pedal` in the dictionary, and here at `speed`, a number without quotes. Without `int` the check says *The accelerator is '3', but should be 3*. Whoever counts fields from one calls `int` on the area and meets `ValueError`. Ask: is `"95" < "100"` true? *Not for text, which compares the first characters.*

# %% [markdown] id="ex1-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 1 · 직접 해 보기 (6 min)
#
# Write a small parser of your own for four fields of a driver line. **`parse(line)` returns the tuple `(time, car, accelerator, speed)`**: time and car as text, the two others as whole numbers. The fields are in the order of the table above.
#
# A little Python: `line.split(",")` cuts the line into a list of texts, `part[0]` is the first of them, `int(part[5])` makes a whole number of the sixth, and `return a, b` returns a tuple of two.

# %% id="ex1-blank" tags=["exercise"] slideshow={"slide_type": "-"}
def parse(line):
    # first: part = line.split(",")
    return ____


parse = ex.q1.check(parse)

# %% id="ex1-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q1.hint()

# %% id="ex1-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q1.solution()

# %% [markdown] id="areas-question" tags=["predict"] slideshow={"slide_type": "slide"}
# ## Where it is slow · 어디가 막히는가
#
# The city has sixty areas: six zones, A to F, with ten numbers each. Six of the areas are always congested. Below are two maps of average speed. On the left, the area is the one that was driven. On the right, the same speeds, but the area of each row is drawn by chance.
#
# **Predict**: how many slow areas, below half of the average, does the map on the *right* show? A whole number.

# %% id="areas-map" slideshow={"slide_type": "-"}
guess_slow = ____
drives = reading.read(DRIVER, files.driver)
by_area = drives.groupby("area_number")["speed"].mean()
shuffled = drives["area_number"].sample(frac=1, random_state=seed).to_numpy()
by_chance = drives.groupby(shuffled)["speed"].mean()
maps = {"area as driven · 실제 지역": by_area, "area drawn anew · 무작위 지역": by_chance}
alt = "Two maps of the city's sixty areas by average speed: on the left six stand out as slow, on the right none."
areas.draw_areas(maps, label="average speed, km/h", alt=alt)
slow = sorted(by_area.nsmallest(6).index)
here.seen("slow areas on the right", int((by_chance < by_chance.mean() / 2).sum()), guess_slow)

# %% [markdown] id="areas-reading" slideshow={"slide_type": "fragment"}
# On the left six areas stand out. On the right the city has vanished into one colour.
#
# This has happened. The generator from which this pilot became known drew the area twice: once to decide on the congestion, and once more to write it down. Every average by area was noise, and a table does not show that. So before you trust a chart, shuffle a column and draw it again.

# %% id="areas-record" slideshow={"slide_type": "-"}
here.record("the six slow areas", slow, equals=["A10", "B02", "C04", "D05", "E10", "F06"])
here.record("slow against the rest", by_area[slow].mean() / by_area.drop(slow).mean(), low=0.2, high=0.5)

# %% [markdown] id="areas-notes" slideshow={"slide_type": "notes"}
# **6 min.** Point at the dark fields on the left, A10, B02, C04, D05, E10 and F06, then at the map on the right: the same speeds, the areas drawn by chance. The cell reads all 720,000 rows, so it takes a moment. Ask: would a table of sixty averages have shown the fault? *No, each number in it looks possible.*

# %% [markdown] id="wild-question" tags=["predict", "exercise"] slideshow={"slide_type": "slide"}
# ## Four drivers · 네 명의 운전자
#
# Ten minutes of four cars. **Exercise 2 · 직접 해 보기 (2 min)**: look before you read on. Which of them is dangerous? Answer with the letter on the left.

# %% id="wild-figure" slideshow={"slide_type": "-"}
four = habits.four(drives)
habits.draw_speeds(drives, four)

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
# P and S are fast for a while: somebody was in a hurry. R is fast all the time. A rule that looks at single rows, *faster than 150*, would accuse all three.
#
# That works by eye for four cars, not for a hundred. So use numbers: how far is the accelerator pressed on average over the two hours, and how often is the wheel turned hard (the strong steering of lesson 1-2)? Each car becomes one dot.

# %% id="number-figure" slideshow={"slide_type": "-"}
drivers = habits.of(drives)
habits.draw(drivers)

# %% [markdown] id="number-reading" slideshow={"slide_type": "fragment"}
# Look along the lower axis: there is a gap with nothing in it. A threshold anywhere in the gap finds the same cars, and that makes a rule trustworthy: it does not depend on the exact number. Along the other axis, is there a gap as wide? One clue may separate where another does not.

# %% [markdown] id="number-notes" slideshow={"slide_type": "notes"}
# **9 min.** Two of them for exercise 2, four for exercise 3. Point at R in the figure before, then at the gap along the lower axis; a ruler laid upright shows it, one laid flat does not. In exercise 3 rows of `drivers` are refused: the car numbers are its index. Whoever does not run that cell has no `wild`, and the next one ends in `NameError`. Ask: which threshold is right? *Any in the gap.*

# %% [markdown] id="ex3-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 3 · 직접 해 보기 (4 min)
#
# `drivers` has one row a car, with the columns `accelerator`, `speed` and `strong`; the car numbers are its index. `drivers.index[drivers["speed"] > 90]` holds the cars whose mean speed is above 90. **Which cars belong to the group apart?** Choose a column and a threshold; any order is right.

# %% id="ex3-blank" tags=["exercise"] slideshow={"slide_type": "-"}
wild = ____
ex.q3.given(drivers=drivers)
wild = ex.q3.check(wild)

# %% id="ex3-hint" tags=["hint"] slideshow={"slide_type": "skip"}
ex.q3.hint()

# %% id="ex3-solution" tags=["solution"] slideshow={"slide_type": "skip"}
ex.q3.solution()

# %% [markdown] id="truth-intent" slideshow={"slide_type": "subslide"}
# How do we know that these are the right ones? In real life you do not. Here the world is simulated, and it writes what it planted to a **truth file** (정답 파일), apart from the data. Only scoring may open it.

# %% id="truth-score" tags=["station"] slideshow={"slide_type": "-"}
planted = truth.of(here.world)["cars"].query("driving and wild")["car_number"].astype(str)
here.record("wild drivers planted and found", len(set(wild) & set(planted)), equals=len(planted), of=ex.q3)
here.record("wrongly accused", len(set(wild) - set(planted)), equals=0, of=ex.q3)

# %% [markdown] id="dirty-intent" slideshow={"slide_type": "slide"}
# ## What real files look like · 현실의 파일
#
# So far the rows were clean. Real ones arrive late, twice, or broken. The simulator can do that on request, each fault by its name.

# %% id="dirty-make" slideshow={"slide_type": "-"}
dirty = dataset("small", seed, faults=["late", "duplicate", "malformed"])
clean = dataset("small", seed)
pd.DataFrame({"clean": clean.rows, "with faults": dirty.rows}).loc[["status", "driver"]]

# %% [markdown] id="dirty-question" tags=["predict"] slideshow={"slide_type": "subslide"}
# Some rows came twice, so the driver log has more lines. And one row in five hundred is broken. **Predict**: how many of the 36,000 can the parser not read? A whole number.

# %% id="dirty-broken" slideshow={"slide_type": "-"}
guess_broken = ____
broken = []
for line in dirty.driver.read_text().splitlines():
    try:
        records.is_garbage(DRIVER, line) or records.parse_line(DRIVER, line)
    except DataError as reason:
        broken.append((line, reason))
here.seen("broken lines", len(broken), guess_broken)
[line for line, reason in broken[:5]]

# %% [markdown] id="dirty-reading" slideshow={"slide_type": "fragment"}
# Three are cut short, one has a field too few, one a field too many. (`broken[6]` shows another kind: `??` where a number should be.) Such a line is called **malformed** (형식 오류). It still begins with 14 digits, so the filter that removes headings lets it through. On day 2 such a line goes to a **dead letter** (데드 레터) file with the reason beside it: neither into the data nor thrown away.

# %% [markdown] id="dirty-notes" slideshow={"slide_type": "notes"}
# **7 min.** Four of them for exercise 4. Point at 36180 against 36000, then at the five broken lines, and later at the line of the older time between two younger ones. In exercise 4 the answer 36,108 counts duplicates twice; 35,928 is right, and with the 72 broken ones makes 36,000. Ask: why does the filter of headings not stop broken lines? *They begin with 14 digits.*

# %% [markdown] id="ex4-task" tags=["exercise"] slideshow={"slide_type": "slide"}
# ### Exercise 4 · 직접 해 보기 (4 min)
#
# The faulty driver log has `rows` lines that are not headings. `good` holds those that parse. Some are there twice. **How many different rows are left when each is counted once?** An integer.

# %% id="ex4-good" slideshow={"slide_type": "-"}
bad = {line for line, reason in broken}
rows = [line for line in dirty.driver.read_text().splitlines() if not records.is_garbage(DRIVER, line)]
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
here.record("driver rows", files.rows["driver"], equals=len(here.world.cars) * here.world.seconds)
here.record("status rows", files.rows["status"], equals=len(here.world.cars) * here.world.seconds // 3)
here.record("broken driver lines", len(broken), equals=72)
here.record("rows after repair and the clean log", different + len(broken), equals=clean.rows["driver"], of=ex.q4)

# %% [markdown] id="ex4-consequence" slideshow={"slide_type": "fragment"}
# Different rows and broken ones together are as many as the rows of the clean log: each row is accounted for. This comparison is called **reconciliation** (대사).
#
# A **late** row is neither broken nor double. In the file it stands behind rows that are younger than itself. How far behind?

# %% id="late-rows" slideshow={"slide_type": "-"}
times = pd.to_datetime(pd.Series(good).str[:14], format="%Y%m%d%H%M%S")
behind = (times.cummax() - times).dt.total_seconds()  # behind the youngest row before it
place = behind.index[behind > 60][0]
print(*good[place - 1 : place + 2], sep="\n")
print(f"{(behind > 60).sum()} rows are more than a minute behind, one of them {behind.max() / 60:.1f} minutes")

# %% [markdown] id="late-reading" slideshow={"slide_type": "fragment"}
# The line in the middle is the late one: nothing *in* it says so, only its place does. How long to wait for such rows is a question of day 2. A status row therefore keeps two dates: on which it happened, **biz_date** (발생 일자), and on which it was collected, **wrk_date** (수집 일자).

# %% [markdown] id="join-question" tags=["failure", "predict"] slideshow={"slide_type": "slide"}
# ## A join that says nothing · 아무 말 없는 조인
#
# R1 and R2 meet in one question: *do dangerous drivers wear out their tyres?* For that the habits of a car must find the tyres of the same car: a **join** (조인), `merge` in pandas. Two teams have each run their own generator, as users of the original pilot did. Both made 100 driving cars. **Predict**: how many cars does the merge return? A whole number.

# %% id="join-fails" tags=["failure"] slideshow={"slide_type": "-"}
def tyres_of(status):
    return status.assign(car_number=status["car_number"].astype(str)).groupby("car_number")["tire_fl"].mean()


guess_cars = ____
theirs = tyres_of(simulate(scale, seed + 1).status())
merged = pd.merge(drivers, theirs, left_index=True, right_index=True)
print(f"{len(drivers)} cars on the left, {len(theirs)} on the right")
here.seen("cars in the result", len(merged), guess_cars)

# %% id="join-error" tags=["failure"] slideshow={"slide_type": "-"}
def with_tyres(drivers, tyres):
    both = pd.merge(drivers, tyres, left_index=True, right_index=True, how="left")  # keeps every driver
    lost = int(both["tire_fl"].isna().sum())
    if lost:
        raise LookupError(f"{lost} of {len(both)} cars have no status rows")
    return both


with shown_error(LookupError):
    with_tyres(drivers, theirs)

# %% [markdown] id="join-reading" slideshow={"slide_type": "fragment"}
# The first merge, an *inner* join, raised nothing: it dropped all cars without a partner, and a mean over the rest would have looked like an answer. The error came from our own check: a *left* join keeps every driver, so those without a partner can be counted.
#
# Every row is correct; the two worlds have different cars. Only a check *across* data sets finds that. Ours share one registry of cars.

# %% [markdown] id="join-notes" slideshow={"slide_type": "notes"}
# **7 min.** With the table of requirements and the quiz. Point at the few cars in the result and at *… of 100 cars have no status rows*. This `LookupError` is meant to be seen and the lesson goes on; tell those who stop to debug it. Ask: what did the inner join say of the cars it dropped? *Nothing.*

# %% id="join-repaired" slideshow={"slide_type": "-"}
both = with_tyres(drivers, tyres_of(reading.read(STATUS, files.status)))
master = reading.read(records.MASTER, files.master)
here.record("cars dropped without a word", len(drivers) - len(merged), low=80, high=99)
here.record("driving cars with tyres", len(both), equals=len(here.world.cars))
here.record("driving cars in the registry", int(master["car_number"].isin(here.world.cars).sum()), equals=len(both))

# %% [markdown] id="requirements" slideshow={"slide_type": "slide"}
# ## From requirement to architecture · 요구사항에서 아키텍처로
#
# | Requirement · 요구사항 | Answer · 해법 | Day |
# |---|---|---|
# | a daily file must be complete | Flume, spooling source | 2 |
# | a driver line leaves within a second | Flume, tail source → Kafka | 2 |
# | headings must not count | a filter: 14 digits | 2 |
# | analysis by day; late rows | HDFS folders by collection date | 2 |
# | every driver row can be found again | HBase, key by car and time | 3 |
# | average above 80 km/h over 30 seconds: tell us now | Storm and Esper → Redis | 3 |
# | tables that people can ask | Hive, Spark SQL, five marts | 3 |
# | find, predict, deliver | Spark ML, Keras, a REST service, a dashboard | 4 |

# %% [markdown] id="lambda" slideshow={"slide_type": "subslide"}
# Each tool answers a sentence. The whole has a name as well: a **batch layer** (배치 계층) that is complete but late, a **speed layer** (속도 계층) that is quick, and a **serving layer** (서빙 계층) that answers from both are a **lambda architecture** (람다 아키텍처). The first two are our two lanes.

# %% [markdown] id="recap" tags=["recap"] slideshow={"slide_type": "slide"}
# ## Recap · 정리
#
# - Two requirements, two lanes: complete by tomorrow, or quick now.
# - Logs grow with every car and every second; the registry does not.
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
# This lesson read a whole log into memory. One year of 10,000 cars is over 400,000 times as much: then the rows must lie on many machines, and somebody must know which. The next lesson looks into such a cluster and kills a part of it.
#
# | Comma-separated text today | |
# |---|---|
# | state | still common wherever programs hand over files |
# | what it lacks | types, names and a version travel beside the file, or not at all |
# | successors | Parquet for tables, which carries its dictionary inside; Avro for streams: each record carries the number of its dictionary in a schema registry |

# %% [markdown] id="at-work" tags=["at-work"] slideshow={"slide_type": "slide"}
# ## At work you type · 실무 명령
#
# Look at a file first with the tools that every Linux machine has. `files.driver` says where this one lies; go to its folder with `cd`.
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
