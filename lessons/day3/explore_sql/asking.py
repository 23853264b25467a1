"""What the engines would answer to a learner's question, where none runs."""

from __future__ import annotations

import pandas as pd

from utils.lab.asking import in_sqlite

STATUS = pd.DataFrame(
    [
        ("20160101230000", "A0001", 55, "20160102"),
        ("20160101230003", "A0001", 59, "20160102"),
        ("20160101230000", "A0002", 60, "20160102"),
        ("20160101230000", "A0003", 20, "20160102"),
        ("20160102000000", "A0001", 70, "20160103"),
        ("20160102000000", "A0002", 40, "20160103"),
        ("20160102000000", "A0003", 30, "20160103"),
        ("20160102010000", "A0001", 20160103, "20160103"),
    ],
    columns=["reg_date", "car_number", "battery", "wrk_date"],
)
MASTER = pd.DataFrame([("A0001", 40), ("A0002", 18), ("A0003", 17)], columns=["car_number", "age"])
TABLES = {
    "SmartCar_Status_Info": STATUS,
    "SmartCar_Master": MASTER,
    "SmartCar_Master_Over18": MASTER[MASTER["age"] >= 18],
}


def stand_in(statement: str) -> pd.DataFrame:
    """The rows that SQLite gives, over a few rows that have every case in them."""
    return in_sqlite(statement, TABLES)
