"""Days of a small lake with every fault in them, what marts of it must hold, and rows in one way of writing."""

import pandas as pd

from cluster.clients import namenode
from cluster.clients.hive import SPARK, query
from data import dataset
from data.records import DRIVER, MASTER, STATUS
from data.validation import validate
from tests.utils.explore import reference
from utils.explore import drives, marts, tables
from utils.load.partitions import path_of
from utils.load.tables import FOLDERS

DAYS = {"20160101": 20220329, "20160103": 7, "20160105": 11}  # each with the seed of its world
MONTH = "201601"


class Lake:
    """What lies in HDFS: of each day status rows with duplicates and late rows, driving rows, a registry, purchases."""

    def __init__(self):
        self.status, self.drive, self.files = {}, {}, {}
        for day, seed in DAYS.items():
            start = f"{day[:4]}-{day[4:6]}-{day[6:]}T23:50"  # ends on the day after: late rows, too
            files = dataset("12 cars 20 min", seed, start=start, faults=["late", "duplicate", "malformed"])
            self.files[day] = files.status
            wrk_dates = [str(int(file.stem[-8:]) + 1) for file in files.status]
            for wrk_date, file in zip(wrk_dates, files.status, strict=True):
                self.status[wrk_date] = [f"{line},{wrk_date}" for line in sound(STATUS, [file])]
            self.drive[day] = [line for line in sound(DRIVER, [files.driver]) if line.startswith(day)]
            *values, battery, _ = self.status[wrk_dates[0]][4].split(",")  # came again a day later, with another value
            self.status[wrk_dates[1]].append(",".join([*values, str(int(battery) - 1), wrk_dates[1]]))
        self.young, self.unknown, *_ = sorted({line[15:20] for line in self.status["20160102"]})
        owners = [line.split("|") for line in files.master.read_text("utf-8").splitlines()]
        young = [[car, sex, "17" if car == self.young else age, *others] for car, sex, age, *others in owners]
        self.master = ["|".join(fields) for fields in young if fields[0] != self.unknown]
        self.known = max(set(line[:5] for line in self.master if int(line.split("|")[2]) >= 18))
        self.items = [line for file in files.purchases for line in file.read_text("utf-8").splitlines()]

    def fill(self):
        for wrk_date, lines in self.status.items():
            self.put(f"{path_of(wrk_date)}/a.log", lines)
        for day, lines in self.drive.items():
            self.put(f"{drives.DRIVE_LOG}/biz_date={day}/rows.csv", lines)
        self.put(f"{FOLDERS[MASTER.name]}/CarMaster.txt", self.master)
        self.put(f"{FOLDERS['purchases']}/all.txt", self.items)
        tables.make_tables()

    @staticmethod
    def put(path, lines):
        namenode.write(path, "".join(f"{line}\n" for line in lines).encode())

    def expected(self, day):
        rows = [line for lines in self.status.values() for line in lines]
        status = reference.status(self.master, rows, day)
        drive = reference.drive(self.master, self.drive[day], day)
        return {
            "status": status,
            "drive": drive,
            "symptom": reference.symptom(drive),
            "emergency": reference.emergency(status),
        }


def sound(record, files):
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if validate(record, line).kind == "row"]


def rows(name, value="", server=SPARK):
    mart = marts.of(name)
    columns = ", ".join(f"`{column}`" for column in mart.columns)
    where = f" where {mart.cut} = '{value}'" if mart.cut else ""
    return table(query(f"select {columns} from {mart.table}{where}", server))


def table(frame):
    """Rows in one order and one way of writing: times as text, numbers to the six digits that the marts keep."""
    texts = frame.copy()
    for column in texts:
        texts[column] = [told(value) for value in texts[column]]
    return texts.sort_values(list(texts)).reset_index(drop=True)


def told(value):
    if isinstance(value, pd.Timestamp):
        return str(value)
    return f"{value:.6f}" if isinstance(value, float) else str(value)
