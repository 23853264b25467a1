"""What the server would answer to a learner's question, where none runs."""

from __future__ import annotations

import pandas as pd

from utils.lab.asking import in_sqlite

BUYS = "Managed_SmartCar_Item_BuyList_Info"
CARS = "Managed_SmartCar_Emergency_Check_Info"
DRIVES = "Managed_SmartCar_Drive_Info"
BOUGHT = [
    *(("A0001", item, "201601") for item in ("Item-009", "Item-009", "Item-002", "Item-003", "Item-004")),
    *(("A0002", item, "201601") for item in ("Item-003", "Item-002", "Item-009")),
    *(("A0003", "Item-005", "201601") for _ in range(9)),  # a car without a finding
    *(("A0001", "Item-004", "201512") for _ in range(9)),  # another month
]
FOUND = [("A0001", "20160101"), ("A0002", "20160101"), ("A0003", "20160102")]
DRIVEN = [  # car, area, speed, seconds there, night
    ("A0001", "A01", 50, 300, "20160101"),
    ("A0001", "A01", 240, 1, "20160101"),  # for one second
    ("A0002", "A01", 90, 300, "20160101"),
    ("A0003", "A01", 200, 10, "20160101"),  # too short
    ("A0001", "B02", 70, 300, "20160101"),
    ("A0002", "B02", 60, 400, "20160101"),  # more rows, slower
    ("A0001", "A01", 240, 100, "20160102"),  # another night
]
SECONDS = [(car, area, speed, night) for car, area, speed, seconds, night in DRIVEN for _ in range(seconds)]
TABLES = {
    BUYS: pd.DataFrame(BOUGHT, columns=["car_number", "item", "biz_month"]),
    CARS: pd.DataFrame(FOUND, columns=["car_number", "biz_date"]),
    DRIVES: pd.DataFrame(SECONDS, columns=["car_number", "area_number", "speed", "biz_date"]),
}


def stand_in(statement: str) -> pd.DataFrame:
    """The rows that SQLite gives, over a few rows that have every case in them."""
    return in_sqlite(statement, TABLES)
