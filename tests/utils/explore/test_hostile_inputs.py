"""Hostile inputs, on real servers: each is published as pandas has it, or refused by the check that pandas names.

HOSTILE_INPUTS says how many; `HOSTILE_SEED` makes others. The report of a failure names the inputs and their flaws.
"""

import os
import random
import re

import pandas as pd
import pytest

from base.exceptions import DataError
from cluster.clients import namenode
from cluster.clients.hive import SPARK, query
from data.records import DRIVER, MASTER
from tests.utils.explore import hostile, reference
from tests.utils.explore.lakes import rows, table
from utils.explore import checks, drives, marts, publish, tables
from utils.explore.checks import CheckFailed
from utils.lab import lake as lab
from utils.load.tables import FOLDERS

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(3600)]
INPUTS, SEED = int(os.environ.get("HOSTILE_INPUTS", "100")), int(os.environ.get("HOSTILE_SEED", "1"))
MARTS = {"master": ("over18", ""), "status": ("status", hostile.DAY), "drive": ("drive", hostile.DAY)}
MARTS |= {"item_buylist": ("item_buylist", hostile.MONTH)}


@pytest.fixture(scope="module")
def inputs(cluster):
    cluster.up("spark-thrift")
    lab.empty()
    inputs = hostile.Inputs(INPUTS // len(hostile.RECORDS), SEED)
    for path, content in inputs.files.items():
        namenode.write(path, content)
    namenode.make_folder(hostile.path_of("20160305"))
    tables.make_tables()
    yield inputs
    lab.empty()


def judged(mart, made):
    """What each check of a mart counts in rows of pandas: one row per car, one column per check."""
    fields = {each.name: each for record in mart.records for each in record.fields}
    found = {"rows": pd.Series(1, made.index)}
    if mart.key:
        key = made[list(mart.key)]
        found["same key again"] = key.duplicated() & key.notna().all(axis=1)
    for column in mart.columns:
        found[column] = ~made[column].map(lambda value, column=column: allowed(value, fields.get(column))).astype(bool)
    counts = pd.DataFrame(found).astype("int64").groupby(made["car_number"].fillna("NULL")).sum()
    return counts.set_axis([check.name for check in checks.of(mart)], axis=1)


def bad(mart, made):
    """The cars in whose rows a check finds something."""
    counts = judged(mart, made).drop(columns="rows")
    return counts.index[counts.any(axis=1)]


def allowed(value, field):
    if value is None or pd.isna(value):
        return False
    if field and field.values:
        return value in field.values
    if field and field.pattern:
        return bool(re.fullmatch(field.pattern, value))
    return not field or field.low is None or field.low <= value <= field.high


def counted(mart, staged):
    """What SQL counts, in the same form."""
    made = checks.of(mart)
    counts = ", ".join(f"{check.counts} as c{number}" for number, check in enumerate(made))
    found = query(f"select car_number, {counts} from {staged} group by car_number", SPARK)
    found = found.fillna({"car_number": "NULL"}).set_index("car_number").astype("int64").sort_index()
    return found.set_axis([check.name for check in made], axis=1)


@pytest.mark.parametrize("kind", MARTS)
def test_each_input_is_published_right_or_refused_by_name(inputs, kind):
    name, value = MARTS[kind]
    mart = marts.of(name)
    staged = publish.stage(name, value, SPARK)
    wanted, found = judged(mart, inputs.expected(kind)), counted(mart, staged)
    wanted, found = wanted.align(found, fill_value=0)
    unlike = wanted.index[(wanted != found).any(axis=1)]
    assert unlike.empty, f"{inputs.told(kind, unlike)}\n{wanted.loc[unlike]}\n{found.loc[unlike]}"

    must = {check.name: check for check in checks.of(mart)}
    failed = [each for each in wanted if not must[each].least <= wanted[each].sum() <= must[each].most]
    told = re.escape(f"check {failed[0]!r} found {wanted[failed[0]].sum()}, at most 0")
    with pytest.raises(CheckFailed, match=told):
        publish.publish(name, value, server=SPARK)
    assert publish.published(name, value) == "" or not mart.cut

    for path, content in inputs.without_bad(kind, lambda made: bad(mart, made)).items():
        namenode.write(path, content)
    publish.make(name, value, server=SPARK)
    expected = inputs.expected(kind)
    pd.testing.assert_frame_equal(rows(name, value), table(expected[mart.columns]))
    assert len(expected) > INPUTS // 20
    for each in expected.itertuples(index=False):
        sound_row(hostile.RECORDS[kind], each._asdict())


def sound_row(record, values):
    """Raises if a record type does not allow what a mart has; the digits of a time are asked for by the statement."""
    for field in record.fields:
        if field.name in values and field.kind in ("integer", "text"):
            field.parse(str(values[field.name]))


def test_what_is_made_of_the_marts_is_right(inputs):
    owners = inputs.lines("master")
    made = {
        "emergency": reference.emergency(inputs.expected("status")),
        "symptom": reference.symptom(inputs.expected("drive")),
        "item_sets": reference.item_sets(reference.item_buylist(owners, inputs.lines("item_buylist"), hostile.MONTH)),
    }
    for name, expected in made.items():
        value = hostile.MONTH if name == "item_sets" else hostile.DAY
        publish.make(name, value, server=SPARK)
        pd.testing.assert_frame_equal(rows(name, value), table(expected))


def row(car, pedal=1, day="", second=0):
    return f"{day or '{day}'}0000{second:02d},{car},{pedal},0,F,N,40,A01"


OWNERS = [hostile.sound(random.Random(n), MASTER, f"{chr(65 + n // 100)}{n % 100 + 1:04d}") for n in range(2600)]
KNOWN = reference.over18(OWNERS)["car_number"].tolist()
DAYS = {  # driving rows of a whole day; {day} stands for its date
    "no folder": None,
    "no file": [],
    "an empty file": [""],
    "one row": [row(KNOWN[0])],
    "one car": [row(KNOWN[0], pedal, second=pedal) for pedal in range(5)],
    "cars alike": [row(car, pedal, second=pedal) for car in KNOWN[:7] for pedal in (1, 2, 4)],
    "one of five unlike": [row(car, 1 + (car == KNOWN[0])) for car in KNOWN[:5]],  # at two deviations exactly
    "every car": [row(car, number % 6) for number, car in enumerate(KNOWN)],
    "nobody known": [row("X9999")],
    "rows of another day": [row(KNOWN[0]), row(KNOWN[0], day="20160101")],
    "no row at all": ["garbage", DRIVER.garbage, "{day}"],
}
CHOSEN = random.Random(SEED).sample(sorted(DAYS), min(len(DAYS), INPUTS // 25))


@pytest.fixture(scope="module")
def registry(inputs):
    namenode.write(f"{FOLDERS['master']}/CarMaster.txt", "".join(f"{line}\n" for line in OWNERS).encode())
    publish.make("over18", server=SPARK)


@pytest.mark.parametrize("kind", CHOSEN)
def test_a_day_is_published_right_or_refused_by_name(registry, kind):
    day = f"201701{sorted(DAYS).index(kind) + 1:02d}"
    folder, lines = f"{drives.DRIVE_LOG}/biz_date={day}", [line.format(day=day) for line in DAYS[kind] or []]
    if DAYS[kind] is not None:
        namenode.make_folder(folder)
    if lines:
        namenode.write(f"{folder}/rows.csv", "".join(f"{line}\n" for line in lines if line).encode())
    tables.refresh("drive")
    expected = reference.drive(OWNERS, lines, day)
    counts = judged(marts.of("drive"), expected).sum()
    if expected.empty or counts.drop("rows").any():
        told = "'rows' found 0, at least 1 are" if expected.empty else "'date not known' found 1, at most 0 are"
        with pytest.raises(CheckFailed, match=told):
            publish.make("drive", day, server=SPARK)
        with pytest.raises(DataError, match="is made from Managed_SmartCar_Drive_Info, which is not published for"):
            publish.make("symptom", day, server=SPARK)
        return
    for name, frame in (("drive", expected), ("symptom", reference.symptom(expected))):
        publish.make(name, day, server=SPARK)
        pd.testing.assert_frame_equal(rows(name, day), table(frame))
