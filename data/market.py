"""Data sets D and E: what owners buy, and what they earn.

Purchases: thirty items in six groups, over half a year. What an owner likes depends on the segment, on being a wild
driver and on the part of the car that fails; within a group the model of the car decides a little, and a taste that no
column of the master tells decides more. So items of one group are bought together, and so are those of one taste.

Income: a sum of effects of age, job, engine displacement, year of make, region and marriage, an effect of age and
job *together*, and noise.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from data.random_streams import nearly_normal, pick, stream
from data.records import INCOME, ITEMS, MODELS
from data.registry import SEGMENTS, Registry

PURCHASE_ROWS = 100_000
GROUPS = ("care", "tyres and brakes", "electrics", "family", "tools", "style")  # five items each, in this order
POPULARITY = (6, 5, 4, 4, 3, 3)  # of the groups, before anyone's taste
WITHIN = (16, 8, 4, 3, 2)  # of the five items of a group
LIKES = {"first car": "style", "family": "family", "retired": "care", "executive": "electrics", "trader": "tools"}
NEEDS = {"tire": "tyres and brakes", "brake": "tyres and brakes", "engine": "care", "battery": "electrics",
         "light": "electrics"}  # fmt: skip
LIKING, WILD_LIKING, NEED, MODEL, TASTE = 24, 18, 18, 6, 20  # weights added for each reason
MONTHS = 6  # of purchases, the last of them that of the start

# Income, in 10,000 won.
NOISE = 350
JOB_INCOME = {"회사원": 900, "공무원": 700, "개인사업": 800, "전문직": 1700, "프리랜서": 500, "주부": 150, "학생": -400}
CAPITAL_REGION = ("서울", "경기", "인천")


def tastes(everyone: Registry) -> np.ndarray:
    """Whole-number weights (2600, 30): how much each owner likes each item."""
    cast = everyone.cast
    groups = np.tile(np.array(POPULARITY), (len(cast), 1))
    for number, group in enumerate(GROUPS):
        liked = cast["segment"].isin([kind.name for kind in SEGMENTS if LIKES[kind.name] == group])
        needed = cast["fault"].isin([fault for fault, need in NEEDS.items() if need == group])
        groups[:, number] += LIKING * liked.to_numpy() + NEED * needed.to_numpy()
    groups[:, GROUPS.index("tyres and brakes")] += WILD_LIKING * cast["wild"].to_numpy()
    within = np.tile(np.array(WITHIN), (len(cast), 1))
    model = everyone.master["car_model"].map(MODELS.index).to_numpy()
    within[np.arange(len(cast)), model % len(WITHIN)] += MODEL
    within = np.repeat(within[:, None, :], len(GROUPS), axis=1)
    liked = (cast["taste"].to_numpy()[:, None] + 2 * np.arange(len(GROUPS))) % len(WITHIN)  # (2600, 6)
    within[np.arange(len(cast))[:, None], np.arange(len(GROUPS)), liked] += TASTE
    return (groups[:, :, None] * within).reshape(len(cast), len(ITEMS))


def purchases(everyone: Registry, seed: int, start: datetime) -> pd.DataFrame:
    """100,000 purchases in the six months up to that of `start`, sorted by month: `car_number`, `item`, `score` from 1
    to 5, `month` as yyyyMM text.
    """
    rng = stream(seed, "purchases")
    activity = rng.integers(1, 11, size=len(everyone.cast)) ** 2
    buyer = pick(rng, activity, PURCHASE_ROWS)
    weights = tastes(everyone)
    reached = weights.cumsum(axis=1)
    draw = rng.integers(reached[buyer, -1])
    item = (reached[buyer] <= draw[:, None]).sum(axis=1)
    share = weights[buyer, item] * len(ITEMS) // reached[buyer, -1]  # 1 is the liking of an average item
    score = np.clip(2 + np.minimum(share, 3) + rng.integers(-1, 2, size=PURCHASE_ROWS), 1, 5)
    months = pd.period_range(end=pd.Period(start, "M"), periods=MONTHS).strftime("%Y%m")
    return pd.DataFrame(
        {
            "car_number": everyone.master["car_number"].to_numpy()[buyer],
            "item": np.array(ITEMS)[item],
            "score": score,
            "month": months.to_numpy().repeat(np.diff(np.arange(MONTHS + 1) * PURCHASE_ROWS // MONTHS)),
        }
    )


def expected_income(everyone: Registry) -> np.ndarray:
    """Income (2600,) without the noise, in 10,000 won."""
    master = everyone.master
    age, job = master["age"].to_numpy(), master["job"]
    income = 2900.0 - 1.1 * (age - 49.0) * (age - 49.0)
    income += job.map(JOB_INCOME).to_numpy()
    income += 0.35 * master["car_capacity"].to_numpy()
    income += 25.0 * (master["car_year"].to_numpy() - 2000)
    income += 250.0 * master["region"].isin(CAPITAL_REGION).to_numpy()
    income += 150.0 * (master["marriage"] == "기혼").to_numpy()
    income += 30.0 * np.maximum(age - 35, 0) * (job == "전문직").to_numpy()
    return np.maximum(income, 1000.0)


def income(everyone: Registry, seed: int) -> pd.DataFrame:
    """The master under the names of data set E, and the yearly `income` of each owner in 10,000 won."""
    frame = everyone.master.set_axis(INCOME.names[:-1], axis=1)
    noisy = expected_income(everyone) + NOISE * nearly_normal(stream(seed, "income"), len(frame))
    return frame.assign(income=(noisy / 10).round().astype(np.int64).clip(60) * 10)
