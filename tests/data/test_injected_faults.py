"""Each injected fault touches exactly the rows that the truth lists."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from base.exceptions import ConfigurationError, DataError
from data import faults, pace, simulate, truth, write
from data.records import RECORDS, is_garbage, parse_line

LANES = pytest.mark.parametrize("lane", ["status", "driver"])
FORMAT = "%Y%m%d%H%M%S"


@pytest.fixture(scope="module")
def world():
    return simulate("12 cars 30 min", seed=5)


@pytest.fixture(scope="module")
def clean(world, tmp_path_factory):
    return write(world, tmp_path_factory.mktemp("clean")).files


@pytest.fixture(scope="module")
def written(world, tmp_path_factory):
    """The files for each fault alone and for all of them."""
    choices = {name: (name,) for name in faults.FAULTS} | {"all": tuple(faults.FAULTS)}
    return {name: write(world, tmp_path_factory.mktemp(name), chosen).files for name, chosen in choices.items()}


def lines(files, lane):
    return [line for path in files.paths(lane) for line in path.read_text().splitlines()]


def rows(files, lane):
    return [line for line in lines(files, lane) if not is_garbage(RECORDS[lane], line)]


def touched(files, lane, fault=None):
    frame = truth.read(files.truth)["touched"]
    frame = frame[frame["data_set"] == lane]
    return frame if fault is None else frame[frame["fault"] == fault]


def behind(texts, seconds):
    """The lines that come after one that is at least so many seconds younger."""
    newest, found = "0" * 14, []
    for text in texts:
        newest = max(newest, text[:14])
        if datetime.strptime(newest, FORMAT) - datetime.strptime(text[:14], FORMAT) >= timedelta(seconds=seconds):
            found.append(text)
    return found


@LANES
@pytest.mark.parametrize("fault", faults.FAULTS)
def test_no_other_data_set_and_no_garbage_changes(clean, written, lane, fault):
    assert written[fault].garbage == clean.garbage
    for name in ("master", "purchases", "income", "incidents"):
        assert written[fault].paths(name)[0].read_bytes() == clean.paths(name)[0].read_bytes()


def test_late_driver_rows_come_a_minute_or_more_behind(clean, written):
    late = touched(written["late"], "driver")
    assert len(late) == 3 * 7200 // 200
    assert Counter(behind(rows(written["late"], "driver"), 59)) == Counter(late["text"])
    assert Counter(rows(written["late"], "driver")) == Counter(rows(clean, "driver"))
    delay = (late["arrival_time"] - late["event_time"]).dt.total_seconds()
    assert delay.between(60, 600).all()


def test_late_status_rows_come_with_the_file_of_the_next_day(clean, written):
    late = touched(written["late"], "status")
    _, tomorrow = written["late"].status
    assert tomorrow.name == "SmartCarStatusInfo_20160102.txt"
    assert Counter(tomorrow.read_text().splitlines()) == Counter(late["text"])
    assert Counter(rows(written["late"], "status")) == Counter(rows(clean, "status"))
    assert (late["event_time"].dt.day == 1).all() and (late["arrival_time"].dt.day == 2).all()


@LANES
def test_duplicates_are_the_listed_rows(clean, written, lane):
    twice = touched(written["duplicate"], lane)
    assert len(twice) == 3 * (len(rows(clean, lane)) // 3 // 200)
    assert Counter(rows(written["duplicate"], lane)) - Counter(rows(clean, lane)) == Counter(twice["text"])
    assert written["duplicate"].rows[lane] == clean.rows[lane] + len(twice)


@LANES
def test_malformed_rows_are_those_that_do_not_parse(clean, written, lane):
    spoiled = []
    for text in rows(written["malformed"], lane):
        try:
            parse_line(RECORDS[lane], text)
        except DataError:
            spoiled.append(text)
    assert Counter(spoiled) == Counter(touched(written["malformed"], lane)["text"])
    assert len(spoiled) == sum((Counter(rows(clean, lane)) - Counter(rows(written["malformed"], lane))).values()) > 10
    assert all(text[:14].isdigit() for text in spoiled), "the filter of the pilot alone does not find them"


@LANES
def test_rows_out_of_order_are_behind_their_car_by_a_few_seconds(clean, written, lane):
    assert Counter(rows(written["out_of_order"], lane)) == Counter(rows(clean, lane))
    cars: dict[str, list[str]] = {}
    for text in rows(written["out_of_order"], lane):
        cars.setdefault(text[15:20], []).append(text)
    found = [text for own in cars.values() for text in behind(own, 1)]
    assert Counter(found) == Counter(touched(written["out_of_order"], lane)["text"])
    assert not behind(rows(written["out_of_order"], lane), 60)


@LANES
def test_wrong_clock_shifts_one_car_by_nine_hours(world, clean, written, lane):
    shifted = touched(written["wrong_clock"], lane)
    assert shifted["car_number"].nunique() == 1
    assert len(shifted) == 600 // {"status": 3, "driver": 1}[lane]
    new = Counter(rows(written["wrong_clock"], lane)) - Counter(rows(clean, lane))
    assert new == Counter(shifted["text"])
    shown = [datetime.strptime(text[:14], FORMAT) for text in shifted["text"]]
    assert {event - show for event, show in zip(shifted["event_time"], shown, strict=True)} == {timedelta(hours=9)}


@LANES
def test_outage_touches_no_row(clean, written, lane):
    assert rows(written["broker_outage"], lane) == rows(clean, lane)
    assert touched(written["broker_outage"], lane).empty


def test_outage_is_a_window_for_the_pacer(world, clean, written):
    files = written["broker_outage"]
    (outage,) = files.outages
    assert world.start < outage.begin < outage.end and clean.outages == ()
    told = truth.read(files.truth)["outages"]
    assert [tuple(row) for row in told[["begin", "end"]].itertuples(index=False)] == [tuple(outage)]
    away = [line for line in pace(files.driver, float("inf"), outages=files.outages) if line.away]
    assert len(away) == len(world.cars) * (outage.end - outage.begin).total_seconds()
    assert all(outage.begin <= line.time < outage.end for line in away)


@LANES
def test_faults_do_not_depend_on_each_other(written, lane):
    together = touched(written["all"], lane)
    assert not together.duplicated(["car_number", "event_time"]).any()
    for name in faults.ONE_IN:
        alone = touched(written[name], lane)
        columns = ["car_number", "event_time", "arrival_time", "text"]
        assert together[together["fault"] == name][columns].to_numpy().tolist() == alone[columns].to_numpy().tolist()


@LANES
def test_all_faults_can_be_undone_with_the_truth(clean, written, lane):
    frame = touched(written["all"], lane)
    repaired = Counter(rows(written["all"], lane))
    repaired.subtract(frame[frame["fault"] == "duplicate"]["text"])
    for fault in ("malformed", "wrong_clock"):
        changed = frame[frame["fault"] == fault]
        repaired.subtract(changed["text"])
        keys = {
            (f"{time:{FORMAT}}", car) for time, car in zip(changed["event_time"], changed["car_number"], strict=True)
        }
        repaired.update(text for text in rows(clean, lane) if (text[:14], text[15:20]) in keys)
    assert +repaired == Counter(rows(clean, lane))
    assert min(repaired.values()) >= 0


def test_an_unknown_fault_is_refused(world, tmp_path):
    with pytest.raises(ConfigurationError, match="no fault lost"):
        write(world, tmp_path / "never", ["lost"])
    assert not (tmp_path / "never").exists()
