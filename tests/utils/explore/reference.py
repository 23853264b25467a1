"""The marts by pandas, from lines of text: what SQL must come to."""

from io import StringIO

import pandas as pd

from data.records import COLLECTED_STATUS, DRIVER, MASTER, PURCHASES

STRONG = ["L2", "L3", "R2", "R3"]
OWNER = list(MASTER.names)


def frame(record, lines, names=None):
    """Lines as rows; numbers as numbers, all else as text."""
    numbers = {each.name: "int64" for each in record.fields if each.kind == "integer"}
    texts = {name: str for name in (names or record.names) if name not in numbers}
    return pd.read_csv(
        StringIO("\n".join(lines)), names=names or list(record.names), sep=record.separator, dtype=texts | numbers
    )


def over18(master):
    owners = frame(MASTER, master)
    return owners[owners["age"] >= 18]


def moment(texts):
    """yyyyMMddHHmmss as a time; 24:00:00 is the midnight after it."""
    days = pd.to_datetime(texts.str[:8], format="%Y%m%d")
    hours, minutes, seconds = (texts.str[place : place + 2].astype(int) for place in (8, 10, 12))
    return days + pd.to_timedelta(3600 * hours + 60 * minutes + seconds, unit="s")


def status(master, lines, day):
    """`lines` end with the date of collection, twice: as a field, and as the folder."""
    rows = frame(COLLECTED_STATUS, lines)
    rows = rows[rows["reg_date"].str[:8] == day]
    values = list(COLLECTED_STATUS.names[2:-1])
    rows = rows.sort_values(["collection_date", *values], ascending=[False, *[True] * len(values)])
    rows = rows.drop_duplicates(["car_number", "reg_date"])
    joined = over18(master).merge(rows, on="car_number")
    return joined.assign(reg_date=moment(joined["reg_date"]))[[*OWNER, "reg_date", *values]]


def drive(master, lines):
    rows = frame(DRIVER, lines).sort_values(list(DRIVER.names)).drop_duplicates(["car_number", "date"])
    joined = over18(master).merge(rows, on="car_number")
    return joined.assign(date=moment(joined["date"]))[[*OWNER, "date", *DRIVER.names[2:]]]


def symptom(drives):
    cars = drives.assign(steer=drives["steer_angle"].isin(STRONG)).groupby("car_number")
    found = pd.DataFrame(index=sorted(cars.groups))
    for name, column, mean in (
        ("speed_pedal", "speed_pedal", "speed_pedal_mean"),
        ("break_pedal", "break_pedal", "break_pedal_mean"),
        ("steer", "steer", "steer_share"),
    ):
        values = cars[column].mean()
        away = (values - values.median()).abs()
        z = (values - values.mean()).abs() / values.std(ddof=0)
        found[mean], found[f"{name}_z"] = values, z
        spread = 1.4826 * away.median() or 1.2533 * away.mean()  # where more than half of the cars are alike
        found[f"{name}_robust"] = away / spread
        found[f"{name}_symptom"] = z.gt(2).map({True: "abnormal", False: "normal"})
    return found.rename_axis("car_number").reset_index()


def emergency(statuses):
    cars = statuses.groupby("car_number")
    found = pd.DataFrame(index=sorted(cars.groups))
    found["tire_mean"] = cars[[f"tire_{place}" for place in ("fl", "fr", "bl", "br")]].mean().min(axis=1)
    found["tire_check"] = found["tire_mean"] < 80
    found["light_check"] = cars[[f"light_{place}" for place in ("fl", "fr", "bl", "br")]].max().max(axis=1) == 2
    found["engine_check"] = cars["engine"].max() == "C"
    found["break_check"] = cars["break"].max() == "C"
    found["battery_mean"] = cars["battery"].mean()
    found["battery_check"] = found["battery_mean"] < 30
    checks = [name for name in found if name.endswith("_check")]
    return found[found[checks].any(axis=1)].rename_axis("car_number").reset_index()


def item_buylist(master, lines, month):
    rows = frame(PURCHASES, lines)
    return over18(master).merge(rows[rows["month"] == month].drop(columns="month"), on="car_number")


def item_sets(bought):
    sets = bought.groupby("car_number")["item"].agg(lambda items: " ".join(sorted(set(items))))
    return sets.rename("items").reset_index()
