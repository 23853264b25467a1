from pathlib import Path

import pandas as pd
import pytest

from utils.collect.reconcile import NOBODY, Stage, arrived, read_lines, reconcile
from utils.collect.rejected import read_rejected

GARBAGE = "Driver Status Infomation,CarNum"
ROWS = [f"2016010100000{second},{car},0,0,F,N,20,A01" for second in (0, 1, 2) for car in ("A0001", "B0002")]


def written(folder: Path, *lines: str) -> Path:
    path = folder / "log"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def test_an_account_that_is_equal(tmp_path):
    path = written(tmp_path, GARBAGE, ROWS[0], GARBAGE, *ROWS[1:], ROWS[0])
    table = reconcile(path, Stage.of("Kafka", [*ROWS, ROWS[5]]))
    assert table.loc["A0001"].tolist() == [5, 1, 0, 1, 3, 3, 0, 0]
    assert table.loc["B0002"].tolist() == [4, 1, 0, 0, 3, 3, 1, 0]
    assert table.loc["all", ["lines", "rows", "Kafka again"]].tolist() == [9, 6, 1]
    assert (table["lines"] == table[["garbage", "dead", "twice", "rows"]].sum(axis=1)).all()
    assert arrived(table)


def test_a_lost_row_is_missing_from_its_car(tmp_path):
    table = reconcile(written(tmp_path, *ROWS), Stage.of("Kafka", ROWS), Stage.of("store", ROWS[1:]))
    assert table["missing"].to_dict() == {"A0001": 1, "B0002": 0, "all": 1}
    assert not arrived(table)


def test_one_row_too_few_and_one_too_many_is_not_equal(tmp_path):
    strange = ROWS[1].replace("20160101000000", "20160101000009")
    table = reconcile(written(tmp_path, *ROWS), Stage.of("Kafka", [*ROWS[1:], strange]))
    assert table.loc["all", "missing"] == 0 and not arrived(table)


def test_lines_that_were_set_aside_are_found_by_their_place(tmp_path):
    path = written(tmp_path, GARBAGE, ROWS[0], "20160101000001,A0001,??", ROWS[1])
    places = read_lines(path)["offset"]
    rejected = pd.DataFrame(
        {"verdict": ["garbage", "dead"], "file": "log", "offset": [places[0], places[2]], "reason": "", "line": ""}
    )
    table = reconcile(path, Stage.of("Kafka", ROWS[:2]), rejected=rejected)
    assert table.loc["A0001"].tolist() == [3, 1, 1, 0, 1, 1, 0, 0] and arrived(table)


@pytest.mark.parametrize(
    ("lines", "cars"),
    [
        ([], []),
        ([GARBAGE], [NOBODY]),
        ([GARBAGE, ROWS[1], GARBAGE, ""], ["B0002"] * 4),  # behind the last row: the car before
        ([GARBAGE, "", ROWS[0] + "\r"], ["A0001"] * 3),
        ([ROWS[0][:20], ROWS[1][:19]], ["A0001", "A0001"]),  # cut behind the car, and within it
        (["\0\r,", ROWS[0]], ["A0001", "A0001"]),
    ],
)
def test_a_line_without_a_car_belongs_to_the_next_that_has_one(tmp_path, lines, cars):
    table = read_lines(written(tmp_path, *lines))
    assert table["car"].tolist() == cars and len(table) == len(lines)
    assert reconcile(tmp_path / "log").loc["all", "lines"] == len(lines)


def test_what_was_set_aside_twice_counts_once_and_a_part_of_a_line_not_at_all(tmp_path):
    (tmp_path / "1.tsv").write_bytes(b"garbage\tlog\t0\twhy\tDriver\ndead\tlog\t40\tfor\ta\tb\xff\ngarb")
    (tmp_path / "2.tsv").write_bytes(b"garbage\tlog\t0\twhy\tDriver\n")
    table = read_rejected(tmp_path)
    assert table["offset"].tolist() == [0, 40]
    assert table["line"].tolist() == ["Driver", "a\tb\ufffd"]
    assert read_rejected(tmp_path / "none").empty
