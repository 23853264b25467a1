"""The marts by pandas, from lines of text: what SQL must come to."""

import re

import pandas as pd

from data.records import COLLECTED_STATUS, DRIVER, MASTER, PURCHASES

STRONG = ["L2", "L3", "R2", "R3"]
OWNER = list(MASTER.names)


TIME = r"(([01][0-9]|2[0-3])([0-5][0-9]){2}|240000)"


def frame(record, lines):
    """Lines as rows, as the engines read them: what is missing or no number is not known, what is too much left out."""
    width = len(record.names)
    parts = [(line.split(record.separator) + [None] * width)[:width] for line in lines]
    rows = pd.DataFrame(parts, columns=list(record.names), dtype=object).replace({"\\N": None})
    for field in record.fields:
        if field.kind == "integer":
            rows[field.name] = rows[field.name].map(number).astype("Int64")
    return rows


def number(text):
    """A whole number of 32 bits. A fraction is cut off by both engines, so that no check can see it."""
    if not isinstance(text, str) or not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text):
        return None
    whole = int(text.partition(".")[0] or 0)
    return whole if -(2**31) <= whole < 2**31 else None


def over18(master):
    owners = frame(MASTER, master)
    return owners[owners["age"].fillna(18) >= 18]


def moment(texts, day):
    """yyyyMMddHHmmss as a time; 24:00:00 is the midnight after it, and what is no time of the day is not known."""
    known = texts.where(texts.str.fullmatch(day + TIME, na=False), f"{day}000000")
    hours, minutes, seconds = (known.str[place : place + 2].astype(int) for place in (8, 10, 12))
    times = pd.to_datetime(day) + pd.to_timedelta(3600 * hours + 60 * minutes + seconds, unit="s")
    return times.where(known == texts)


def status(master, lines, day):
    """`lines` end with the date of collection, twice: as a field, and as the folder."""
    rows = frame(COLLECTED_STATUS, lines)
    rows = rows[rows["reg_date"].str[:8] == day]
    values = list(COLLECTED_STATUS.names[2:-1])
    order = [False, *[True] * len(values)]
    rows = rows.sort_values(["collection_date", *values], ascending=order, na_position="first")
    rows = rows.drop_duplicates(["car_number", "reg_date"])
    joined = over18(master).merge(rows, on="car_number")
    return joined.assign(reg_date=moment(joined["reg_date"], day))[[*OWNER, "reg_date", *values]]


def drive(master, lines, day):
    rows = frame(DRIVER, lines).sort_values(list(DRIVER.names), na_position="first")
    joined = over18(master).merge(rows.drop_duplicates(["car_number", "date"]), on="car_number")
    return joined.assign(date=moment(joined["date"], day))[[*OWNER, "date", *DRIVER.names[2:]]]


def symptom(drives):
    cars = drives.assign(steer=drives["steer_angle"].isin(STRONG)).groupby("car_number")
    found = pd.DataFrame(index=sorted(cars.groups))
    for name, column, mean in (
        ("speed_pedal", "speed_pedal", "speed_pedal_mean"),
        ("break_pedal", "break_pedal", "break_pedal_mean"),
        ("steer", "steer", "steer_share"),
    ):
        values = cars[column].mean().astype("float64")
        away, std = (values - values.median()).abs(), values.std(ddof=0)
        z = (values - values.mean()).abs() / std if std > 1e-9 else 0 * values  # all cars are alike
        found[mean], found[f"{name}_z"] = values, z
        spread = 1.4826 * away.median() or 1.2533 * away.mean()  # where more than half of the cars are alike
        found[f"{name}_robust"] = away / spread if spread else away
        found[f"{name}_symptom"] = z.round(6).gt(2).map({True: "abnormal", False: "normal"})
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
