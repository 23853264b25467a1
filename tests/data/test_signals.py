"""The planted signals can be found in the data, as strong as they are documented."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from data import market, moods, simulate
from data.driving import CONGESTED, RUSH_HOURS
from data.records import PURCHASES
from data.truth import of as truth_of

STRONG = ["L2", "L3", "R2", "R3"]
TIRES = ["tire_fl", "tire_fr", "tire_bl", "tire_br"]


@pytest.fixture(scope="module")
def driver(classroom):
    return classroom.driver()


@pytest.fixture(scope="module")
def status(classroom):
    return classroom.status()


@pytest.fixture(scope="module")
def truth(classroom):
    return truth_of(classroom)


@pytest.fixture(scope="module")
def wild(driver, truth):
    cars = truth["cars"].set_index("car_number")["wild"]
    return driver["car_number"].astype(str).map(cars)


def test_one_driver_in_ten_is_wild(truth):
    cars = truth["cars"]
    assert cars["wild"].mean() == 0.1
    assert cars.loc[cars["driving"], "wild"].sum() == 10
    assert simulate("tiny").driving()["wild"].sum() == simulate("small").driving()["wild"].sum() == 1


def test_wild_drivers_press_steer_and_speed_more(driver, wild):
    pedal = driver.groupby(wild)["speed_pedal"].mean()
    strong = driver["steer_angle"].isin(STRONG).groupby(wild).mean()
    speed = driver.groupby(wild)["speed"].mean()
    assert pedal.tolist() == pytest.approx([1.55, 2.95], abs=0.15)
    assert strong.tolist() == pytest.approx([0.22, 0.40], abs=0.04)
    assert speed.tolist() == pytest.approx([68, 167], rel=0.1)


def test_rule_of_the_symptom_mart_finds_most_wild_drivers_and_nobody_else(driver, truth):
    mean = driver.groupby("car_number", observed=True)["speed_pedal"].mean()
    abnormal = set(mean.index[((mean - mean.mean()) / mean.std()).abs() > 2])
    cars = truth["cars"]
    wild = set(cars.loc[cars["wild"] & cars["driving"], "car_number"])
    assert abnormal <= wild and len(abnormal) >= 6


def test_in_three_minutes_drivers_overlap_and_in_two_hours_hardly(driver, truth):
    wild = truth["cars"].set_index("car_number")["wild"]

    def ranked(seconds):
        early = driver[driver["date"] < driver["date"].iloc[0] + pd.Timedelta(seconds=seconds)]
        mean = early.groupby("car_number", observed=True)["speed_pedal"].mean()
        return average_precision_score(wild[mean.index.astype(str)], mean)

    assert 0.3 < ranked(180) < 0.8 < 0.95 < ranked(7200)


def by_minute(driver):
    return driver.assign(minute=driver["date"].dt.floor("min"), car_number=driver["car_number"].astype(str))


def test_minutes_of_hurry_are_faster(driver, truth):
    minutes = truth["minutes"].set_index(["car_number", "minute"])["hurried"]
    mean = by_minute(driver).groupby(["car_number", "minute"])["speed_pedal"].mean()
    assert mean.groupby(minutes).mean().diff().iloc[-1] == pytest.approx(1.9, abs=0.1)


def test_spells_last_minutes_and_know_no_clock(classroom, truth):
    spells = truth["spells"]
    whole = spells[(spells["begin"] > classroom.start) & (spells["end"] < spells["end"].max())]
    seconds = (whole["end"] - whole["begin"]).dt.total_seconds()
    assert seconds.min() >= moods.SHORTEST and seconds.median() / 60 == pytest.approx(4.5, abs=1)
    assert (whole["begin"].dt.second == 0).mean() < 0.05
    minutes = truth["minutes"].set_index(["car_number", "minute"])
    counted = (spells["end"] - spells["begin"]).dt.total_seconds().groupby(spells["mood"]).sum()
    assert counted.to_dict() == {name: minutes[f"{name}_s"].sum() for name in ("hurried", "weaving")}


def test_one_minute_in_twenty_is_weaving(truth):
    assert truth["minutes"]["weaving"].mean() == pytest.approx(0.05, abs=0.015)


def mirrored(steer):
    """1 where the wheel, not straight, mirrors the second before."""
    code = steer.cat.codes.to_numpy()
    return np.concatenate([[0], (code[1:] > 0) & (code[1:] == np.array([0, 4, 5, 6, 1, 2, 3])[code[:-1]])])


def test_only_the_order_of_the_wheel_tells_who_weaves(driver, truth):
    rows = by_minute(driver.sort_values(["car_number", "date"], kind="stable"))
    rows["mirrored"] = mirrored(rows["steer_angle"])
    minutes = truth["minutes"].set_index(["car_number", "minute"])
    minutes = minutes[minutes["weaving_s"].isin((0, 60))]  # whole ones
    counts = pd.crosstab([rows["car_number"], rows["minute"]], rows["steer_angle"]).loc[minutes.index] / 60
    shares = counts.groupby(minutes["weaving"] * 1 + minutes["hurried"] * 2).mean()
    assert shares.loc[1].to_numpy() == pytest.approx(shares.loc[0].to_numpy(), abs=0.02)  # weaving, and calm
    share = rows.groupby(["car_number", "minute"])["mirrored"].mean().loc[minutes.index]
    assert average_precision_score(minutes["weaving"], share) > 0.7
    strong = counts[STRONG].sum(axis=1)
    assert average_precision_score(minutes["weaving"], -strong) < 0.15  # the base is 0.05


def test_congestion_cuts_the_speed_by_70_percent_in_the_logged_area(driver):
    speed = driver.groupby("area_number", observed=True)["speed"].mean()
    jammed = speed.index.isin(CONGESTED)
    assert set(speed.nsmallest(len(CONGESTED)).index) == set(CONGESTED)
    assert speed[jammed].mean() / speed[~jammed].mean() == pytest.approx(0.3, abs=0.06)


def test_rush_hours_are_slower():
    driver = simulate("40 cars 2 h", start="2016-01-04T06:00:00").driver()
    free = driver[~driver["area_number"].isin(CONGESTED)]
    speed = free.groupby(free["date"].dt.hour.isin(RUSH_HOURS))["speed"].mean()
    assert speed[True] / speed[False] == pytest.approx(0.8, abs=0.05)


def test_brake_is_pressed_only_while_the_accelerator_is_released(driver):
    assert (driver.loc[driver["speed_pedal"] > 0, "break_pedal"] == 0).all()
    assert (driver.loc[driver["speed_pedal"] == 0, "break_pedal"] > 0).mean() > 0.5


def test_cars_move_to_neighbouring_areas(driver):
    for _, area in driver.groupby("car_number", observed=True)["area_number"]:
        step = np.diff(area.cat.codes.to_numpy().astype(int)) % 60
        assert np.isin(step, (0, 1, 2, 58, 59)).all()


def test_legs_join_without_a_seam(driver):
    speed = driver.groupby("date")["speed"].mean()
    jump = speed.diff().abs().iloc[60:]
    seams = jump[jump.index.minute.isin(range(0, 60, 10)) & (jump.index.second == 0)]
    assert speed.iloc[0] < 10 and len(seams) == 11
    assert seams.mean() < 1.5 * jump.mean()


def test_both_lanes_show_the_same_second(driver, status, truth):
    both = status.merge(driver, left_on=["reg_date", "car_number"], right_on=["date", "car_number"], validate="1:1")
    assert len(both) == len(status)
    sound = both[both["car_number"].isin(truth["cars"].query("fault == 'none'")["car_number"])]
    hot, labouring = sound["break"] == "B", sound["engine"] == "B"
    assert (sound.loc[hot, "break_pedal"] == 3).all()
    assert hot[sound["break_pedal"] == 3].mean() == pytest.approx(0.25, abs=0.05)
    assert (sound.loc[labouring, "speed_pedal"] == 5).all()
    own = sound.groupby("car_number", observed=True)
    lower = sound["battery"] - own["battery"].transform("mean")
    assert lower.groupby(sound["speed"] == 0).mean().diff().iloc[-1] == pytest.approx(-3, abs=0.3)
    warmer = sound["tire_fl"] - own["tire_fl"].transform("mean")
    assert warmer[sound["speed"] >= 192].mean() > warmer[sound["speed"] < 64].mean() + 1.5


def test_only_the_truth_names_faults_and_they_never_go_away(status, truth):
    faulty = status[(status["engine"] == "C") | (status["break"] == "C")]
    named = truth["faults"].query("fault in ('engine', 'brake') and latched.notna()")
    assert set(faulty["car_number"]) == set(named["car_number"])
    first = faulty.groupby("car_number", observed=True)["reg_date"].min()
    assert first.to_dict() == named.set_index("car_number")["latched"].to_dict()
    for fault in named.itertuples():
        after = status[(status["car_number"] == fault.car_number) & (status["reg_date"] >= fault.latched)]
        assert (after[fault.part] == "C").all()


def test_tyre_and_battery_drift_before_they_fail(status, truth):
    drifting = truth["faults"].query("fault in ('tire', 'battery') and latched.notna()")
    assert len(drifting) >= 5
    for fault in drifting.itertuples():
        own = status[status["car_number"] == fault.car_number].set_index("reg_date")[fault.part]
        middle = fault.onset + (fault.latched - fault.onset) / 2
        before = own[own.index < fault.onset].mean()
        between = own[(own.index > middle - pd.Timedelta("1min")) & (own.index < middle + pd.Timedelta("1min"))].mean()
        after = own[own.index >= fault.latched].mean()
        assert before > between + 6 > after + 12


def test_a_light_flickers_before_it_fails():
    world = simulate("400 cars 2 h")
    failed = truth_of(world)["faults"].query("fault == 'light' and latched.notna()")
    status = world.status().set_index("car_number")
    assert len(failed) >= 5
    for fault in failed.itertuples():
        own = status.loc[fault.car_number].set_index("reg_date")[fault.part].eq(2)
        assert not own[: fault.onset].any() and own[fault.latched :].all()
        assert 0.01 < own[fault.onset : fault.latched].iloc[:-1].mean() < 0.12


def test_wild_driving_wears_brakes_sooner():
    world = simulate("400 cars 2 h")
    faults = truth_of(world)["faults"].merge(world.driving()[["car_number", "wild", "drift"]], on="car_number")
    worn = faults[(faults["fault"] == "brake") & faults["latched"].notna()]
    took = (worn["latched"] - worn["onset"]).dt.total_seconds() / worn["drift"]
    assert worn["wild"].sum() >= 5
    assert took[~worn["wild"]].median() == pytest.approx(1, abs=0.4)
    assert took[worn["wild"]].mean() < 0.5


def test_master_has_segments(classroom):
    master = classroom.master().merge(truth_of(classroom)["cars"], on="car_number")
    age = master.groupby("segment")["age"].median()
    assert age["first car"] < 25 < 35 < age["family"] < 45 < 58 < age["retired"]
    capacity = master.groupby("segment")["car_capacity"].median()
    assert capacity["first car"] < capacity["family"] < capacity["executive"]
    assert (master["age"] < 18).mean() > 0.02


def test_income_is_the_expected_income_and_noise(classroom, truth):
    income = classroom.income()["income"]
    residual = income - truth["cars"]["income_expected"]
    assert residual.mean() == pytest.approx(0, abs=30)
    assert residual.std() == pytest.approx(market.NOISE, rel=0.05)
    assert income.mean() == pytest.approx(4300, rel=0.05)
    assert 1 - residual.var() / income.var() == pytest.approx(0.9, abs=0.03)


def test_purchases_follow_the_tastes_in_the_truth(classroom, truth):
    bought = classroom.purchases().groupby(["car_number", "item"]).size().rename("times").reset_index()
    both = truth["tastes"].merge(bought, on=["car_number", "item"], how="left").fillna({"times": 0})
    by_car = both.groupby("car_number")["times"].transform("sum")
    assert (both["times"] - both["chance"] * by_car).sum() == pytest.approx(0, abs=1e-6)
    favourite = both["chance"] > 0.15
    assert both.loc[favourite, "times"].sum() / by_car[favourite].mul(both["chance"])[favourite].sum() == pytest.approx(
        1, abs=0.02
    )
    best = truth["tastes"].sort_values("chance").groupby("car_number").tail(3).groupby("car_number")["chance"].sum()
    popular = classroom.purchases()["item"].value_counts(normalize=True).head(3).sum()
    assert best.mean() > 2 * popular


def test_purchases_cover_half_a_year(classroom):
    months = classroom.purchases()["month"].value_counts().sort_index()
    assert months.index.tolist() == ["201508", "201509", "201510", "201511", "201512", "201601"]
    assert months.between(16_600, 16_700).all()


def test_part_of_the_taste_is_unseen_in_the_master(classroom):
    """Who knows only the car's model foresees less than who knows what else a buyer has bought."""
    bought = classroom.purchases()
    pairs = bought.drop_duplicates(["car_number", "item"])
    times = pd.crosstab(bought["car_number"], bought["item"])
    held = pd.crosstab(*(pairs.sample(frac=0.2, random_state=7)[name] for name in ("car_number", "item")))
    held = held.reindex(index=times.index, columns=times.columns, fill_value=0).to_numpy() > 0
    known = np.where(held, 0, times.to_numpy())

    def hits(score):
        best = np.argsort(np.where(known > 0, -np.inf, score), axis=1)[:, -3:]
        return np.take_along_axis(held, best, axis=1).any(axis=1)[held.any(axis=1)].mean()

    model = classroom.registry().set_index("car_number").loc[times.index, "car_model"].to_numpy()
    popular = np.tile(known.sum(axis=0), (len(known), 1)).astype(float)
    within = np.stack([known[model == each].sum(axis=0) for each in model]).astype(float)
    logs = np.log1p(known)
    left, size, right = np.linalg.svd(logs - logs.mean(axis=0), full_matrices=False)
    factors = (left[:, :10] * size[:10]) @ right[:10] + logs.mean(axis=0)
    assert hits(popular) + 0.05 < hits(within) < hits(factors)


def test_items_of_one_group_are_bought_together(classroom):
    times = pd.crosstab(classroom.purchases()["car_number"], classroom.purchases()["item"])
    share = times.div(times.sum(axis=1), axis=0)[list(PURCHASES.fields[1].values)].corr().to_numpy()
    group = np.arange(30) // 5
    together = group[:, None] == group[None, :]
    np.fill_diagonal(share, np.nan)
    assert np.nanmean(share[together]) > 0.08 > 0 > np.nanmean(share[~together])


def test_faults_and_wild_driving_show_in_purchases(classroom, truth):
    bought = classroom.purchases().merge(truth["cars"], on="car_number")
    brakes = bought["item"].between("Item-006", "Item-010")
    assert brakes[bought["wild"]].mean() > 1.5 * brakes[~bought["wild"]].mean()
    assert brakes[bought["fault"] == "tire"].mean() > 1.5 * brakes[bought["fault"] == "none"].mean()


def test_incident_labels_have_a_best_answer(classroom, truth):
    label = classroom.incidents()["acciPos"]
    best = truth["incidents"]
    chance = best[["chance_0", "chance_1", "chance_2"]].to_numpy()
    assert chance.sum(axis=1) == pytest.approx(1)
    reachable = (best["best"] == label).mean()
    assert reachable == pytest.approx(chance.max(axis=1).mean(), abs=0.005)
    assert (label == 0).mean() + 0.1 < reachable < 0.97
    assert [(label == value).mean() for value in range(3)] == pytest.approx(chance.mean(axis=0), abs=0.005)


def test_incidents_follow_from_the_streams(classroom, truth):
    rows = classroom.incidents().assign(car_number=truth["incidents"]["car_number"])
    rows = rows.merge(truth["cars"][["car_number", "wild", "fault"]], on="car_number")
    assert rows.groupby("wild")[["carSpd", "steeAng"]].mean().diff().iloc[-1].min() > 0.3
    assert (
        rows.loc[rows["fault"] != "none", "innCond"].mean() > rows.loc[rows["fault"] == "none", "innCond"].mean() + 0.5
    )
    assert rows.loc[rows["acciArea"] == 2, "carSpd"].mean() < rows.loc[rows["acciArea"] == 0, "carSpd"].mean()
