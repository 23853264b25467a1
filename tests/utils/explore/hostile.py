"""Inputs of the marts as nobody wants them: made from a seed, each with the flaws that were put into it.

An input is what a few cars of its own send for one table. The marts never mix cars, so many inputs lie in the same
files, go through the same statements, and are judged apart by their cars.
"""

import random
import re
from dataclasses import dataclass, field

from data.records import COLLECTED_STATUS, DRIVER, MASTER, PURCHASES
from tests.utils.explore import reference
from utils.explore import drives
from utils.load.partitions import path_of
from utils.load.tables import FOLDERS

DAY, MONTH = "20160229", "201602"
NIGHTS = ("20160301", "20160302", "20160331")  # of collection
CARS = 10  # of an input, at most
RECORDS = {"master": MASTER, "status": COLLECTED_STATUS, "drive": DRIVER, "item_buylist": PURCHASES}
PLACES = {
    "master": FOLDERS["master"],
    "status": path_of("")[: -len("wrk_date=")],
    "drive": drives.DRIVE_LOG,
    "item_buylist": FOLDERS["purchases"],
}
WRONG = ("", "x", "7.5", "+7", "007", "-1", "101", "1e1", "0x10", "2147483648", "9" * 30, "nan", "7", "\\N", "null")
WORDS = (
    *WRONG,
    "a",
    " A",
    "A ",
    "가",
    "서울특별시",
    "서울",
    "Ａ",
    "A\x00",
    '"A"',
    "\ufeffA",
    "\udcb0\udca1",
    "A" * 9000,
)
TIMES = ("240001", "236000", "126199", "9999", "1200001", "12:00:", "240000", "", "ABCDEF", "-10101")


def sound(rng: random.Random, record, car: str) -> str:
    """A row as it should be."""
    values = []
    for each in record.fields:
        if each.kind in ("timestamp", "date", "month"):
            time = f"{rng.randrange(24):02d}{rng.randrange(60):02d}{rng.randrange(60):02d}"
            values.append({"timestamp": DAY + time, "date": NIGHTS[0], "month": MONTH}[each.kind])
        elif each.values:
            values.append(rng.choice(each.values))
        else:
            values.append(car if each.pattern else rng.randint(each.low, each.high))
    return record.separator.join(map(str, values))


def _field(rng, record, line, value):
    """Another value in some field."""
    parts = line.split(record.separator)
    parts[rng.randrange(len(parts))] = value
    return record.separator.join(parts)


def _time(rng, record, line, value):
    """Another value where the time is."""
    parts = line.split(record.separator)
    return record.separator.join([re.sub(r"^(\d{8})\d{6}$", rf"\g<1>{value}", part) for part in parts])


def _swapped(rng, record, line):
    parts = line.split(record.separator)
    one, other = rng.sample(range(len(parts)), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return record.separator.join(parts)


def _without(rng, record, line):
    parts = line.split(record.separator)
    del parts[rng.randrange(len(parts))]
    return record.separator.join(parts)


def _conflict(rng, record, line):
    """The same car and time once more, with other values."""
    parts, others = line.split(record.separator), sound(rng, record, "").split(record.separator)
    return f"{line}\n{record.separator.join([*parts[:2], *others[2:]])}"


FLAWS = {  # what becomes of a row: one line or several, without their ends
    "again": lambda rng, record, line: f"{line}\n{line}",
    "conflict": _conflict,
    "other value": lambda rng, record, line: f"{line}\n{_field(rng, record, line, rng.choice(WORDS))}",
    "no number": lambda rng, record, line: _field(rng, record, line, rng.choice(WRONG)),
    "no such word": lambda rng, record, line: _field(rng, record, line, rng.choice(WORDS)),
    "no time": lambda rng, record, line: _time(rng, record, line, rng.choice(TIMES)),
    "another day": lambda rng, record, line: line.replace(DAY, rng.choice(("20160228", "20160301", "2016022"))),
    "field too few": _without,
    "field too many": lambda rng, record, line: line + record.separator + "1",
    "swapped": _swapped,
    "cut": lambda rng, record, line: line[: rng.randrange(len(line))],
    "glued": lambda rng, record, line: line[: rng.randrange(len(line))] + line,
    "end of another system": lambda rng, record, line: f"{line}\r",
    "broken in two": lambda rng, record, line: _field(rng, record, line, "1\r1"),
    "other separator": lambda rng, record, line: line.replace(record.separator, ";"),
    "empty line": lambda rng, record, line: f"\n{line}\n ",
    "heading": lambda rng, record, line: f"{record.separator.join(record.names)}\n{line}",
    "marked": lambda rng, record, line: f"\ufeff{line}",
}


@dataclass
class Inputs:
    """Files of a lake, by path, and the flaws of each input, by table and cars."""

    groups: int
    seed: int
    files: dict[str, bytes] = field(default_factory=dict)
    flaws: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    group_of: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)
        lines: dict[str, list[str]] = {}
        for group in range(self.groups):
            cars = [f"{chr(65 + group // 10)}{group % 10}{n:03d}" for n in range(rng.choice((1, 2, CARS)))]
            self.group_of |= dict.fromkeys(cars, group)
            for table, record in RECORDS.items():
                chosen = rng.choices(list(FLAWS), k=rng.choice((0, 1, 1, 2)))
                self.flaws[table, group] = chosen
                for car in cars:
                    for _ in range(1 if table == "master" else rng.choice((0, 1, 3))):
                        line = sound(rng, record, car)
                        if chosen and rng.random() < 0.4:
                            line = FLAWS[rng.choice(chosen)](rng, record, line)
                        for each in line.split("\n"):
                            lines.setdefault(self._place(rng, table), []).append(each)
        ends = {path: rng.choice(("\n", "")) for path in lines}  # of the last line
        self.files = {
            path: ("\n".join(each) + ends[path]).encode("utf-8", "surrogateescape") for path, each in lines.items()
        }
        for path in (path_of(NIGHTS[1]), f"{drives.DRIVE_LOG}/biz_date={DAY}", FOLDERS["purchases"]):
            self.files |= {f"{path}/empty": b"", f"{path}/_hidden": b"x,y", f"{path}/.tmp": b"x"}

    def _place(self, rng, table: str) -> str:
        return {
            "master": f"{FOLDERS['master']}/CarMaster.txt",
            "status": f"{path_of(rng.choice(NIGHTS))}/{rng.randrange(2)}.log",
            "drive": f"{drives.DRIVE_LOG}/biz_date={DAY}/{rng.randrange(2)}.csv",
            "item_buylist": f"{FOLDERS['purchases']}/{rng.randrange(3)}.txt",
        }[table]

    def _read(self, table: str) -> dict[str, list[str]]:
        """The lines of each file of a table, as engines find them."""
        found = {}
        for path, content in self.files.items():
            if path.startswith(PLACES[table]) and path.rpartition("/")[2][0] not in "_.":
                lines = re.split("\r\n|\r|\n", content.decode("utf-8", "replace"))
                found[path] = lines if lines[-1] else lines[:-1]
        return found

    def lines(self, table: str) -> list[str]:
        """The lines of a table; of a status row the folder says when it was collected."""
        if table != "status":
            return [line for lines in self._read(table).values() for line in lines]
        cut = {
            path: [(line.split(",") + ["\\N"] * 13)[:13] for line in lines] for path, lines in self._read(table).items()
        }
        return [",".join([*parts, path.split("/")[-2][-8:]]) for path, lines in cut.items() for parts in lines]

    def expected(self, table: str):
        """The rows of the mart by pandas."""
        owners = self.lines("master")
        if table == "master":
            return reference.over18(owners)
        if table == "item_buylist":
            return reference.item_buylist(owners, self.lines(table), MONTH)
        return getattr(reference, table)(owners, self.lines(table), DAY)

    def without_bad(self, table: str, judged) -> dict[str, bytes]:
        """Take out the lines of cars that are `judged` bad by the rows of pandas; returns the files of the table."""
        while bad := set(judged(self.expected(table))):
            for path, lines in self._read(table).items():
                cars = reference.frame(RECORDS[table], lines)["car_number"].fillna("NULL")
                kept = [line for line, car in zip(lines, cars, strict=True) if car not in bad]
                self.files[path] = "".join(f"{line}\n" for line in kept).encode()
        return {path: self.files[path] for path in self._read(table)}

    def told(self, table: str, cars) -> str:
        """Which inputs these cars belong to, and their flaws."""
        groups = sorted({self.group_of[car] for car in cars if car in self.group_of})
        return "; ".join(f"input {group} of {table}: {', '.join(self.flaws[table, group])}" for group in groups[:9])
