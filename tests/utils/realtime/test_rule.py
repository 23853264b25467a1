"""The speeding rule: by hand, and the same in plain Python and in Esper, row by row."""

import random

import pytest

from base.exceptions import ConfigurationError
from utils.realtime.esper.asking import ask, engine_of
from utils.realtime.speeding.reference import apply_rule
from utils.realtime.speeding.rule import Alert, Drive, Rule, drives
from utils.realtime.speeding.watch import State, Watch, alerts_of

MINUTE = 1451606400  # 2016-01-01 00:00
CLOSE = [Drive("Z0000", MINUTE + 100, 0)]
BY_HAND = [  # two cars, two windows: B is too fast in the first, A in the second
    *(Drive("A0001", MINUTE + second, speed) for second, speed in ((0, 70), (1, 80), (2, 85))),
    *(Drive("B0001", MINUTE + second, speed) for second, speed in ((0, 90), (29, 100))),
    *(Drive("A0001", MINUTE + second, speed) for second, speed in ((30, 100), (31, 90))),
    *(Drive("B0001", MINUTE + second, speed) for second, speed in ((30, 60), (59, 80))),
]
EXPECTED = [Alert(MINUTE + 30, "B0001", 95.0), Alert(MINUTE + 60, "A0001", 95.0)]


def test_by_hand():
    assert apply_rule(BY_HAND + CLOSE).alerts == EXPECTED
    assert apply_rule(BY_HAND).alerts == EXPECTED[:1]  # the second window is still open
    assert apply_rule(BY_HAND + CLOSE, Rule(threshold=95)).alerts == []
    assert apply_rule(BY_HAND + CLOSE, Rule(window=60)).alerts == [
        Alert(MINUTE + 60, "A0001", 85.0),
        Alert(MINUTE + 60, "B0001", 82.5),
    ]


def test_late_rows_and_duplicates_are_counted_and_do_not_count():
    rows = [*BY_HAND, Drive("A0001", MINUTE + 58, 250), BY_HAND[-1], Drive("B0001", MINUTE + 20, 250), *CLOSE]
    outcome = apply_rule(rows)
    assert (outcome.late, outcome.duplicates) == (1, 1)
    assert Alert(MINUTE + 60, "A0001", (100 + 90 + 250) / 3) in outcome.alerts


@pytest.mark.parametrize("wrong", [{"window": 7}, {"window": 0}, {"threshold": 300}, {"lateness": -1}])
def test_a_rule_that_cannot_be_kept_is_refused(wrong):
    with pytest.raises(ConfigurationError):
        Rule(**wrong).checked()


def test_esper_by_hand(esper):
    assert alerts_of(BY_HAND + CLOSE, esper).collect() == EXPECTED
    assert alerts_of(BY_HAND + CLOSE, engine_of()).collect() == EXPECTED


def test_esper_answers_any_question():
    epl = """
        select car, count(*) as n, current_timestamp() as window_end
        from DriverCarInfo#time_batch(60 sec, 0L)
        group by car
    """
    said = ask(epl, BY_HAND)
    assert said[["car", "n"]].values.tolist() == [["A0001", 5], ["B0001", 4]]
    assert set(said["window_end"].dt.strftime("%H:%M")) == {"00:01"}
    assert ask(epl, []).empty
    with pytest.raises(ConfigurationError, match="does not take this EPL"):
        ask("select speeed from DriverCarInfo", BY_HAND)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("rule", [Rule(), Rule(100, 60, 3)])
def test_esper_gives_the_same_alerts_row_by_row(esper, log, seed, rule):
    rows = drives(log(seed))
    watch, outcome = alerts_of(rows, esper, rule), apply_rule(rows, rule)
    assert watch.collect() == outcome.alerts and outcome.alerts
    assert (watch.state.late, watch.state.duplicates) == (outcome.late, outcome.duplicates)
    assert outcome.late > 100 and outcome.duplicates > 10


@pytest.mark.parametrize("seed", [4, 5])
def test_a_watch_taken_up_from_a_checkpoint_gives_the_same_alerts(esper, log, seed):
    rows, found = drives(log(seed)), []
    watch, dice = Watch(Rule(), esper), random.Random(seed)
    at, kills, checkpoint = 0, 0, (0, State(), 0)
    while at < len(rows):
        if dice.random() < 0.0004:  # what came after the checkpoint is lost, and comes again
            at, state, known = checkpoint
            watch.close()
            watch, kills = Watch(Rule(), esper, copied(state)), kills + 1
            del found[known:]
        watch.take(rows[at])
        watch.state.position = at
        found += watch.collect()
        at += 1
        if at % 50 == 0:
            checkpoint = at, copied(watch.state), len(found)
    assert found == apply_rule(rows).alerts and kills > 5


def copied(state):
    return State(**vars(state) | {"rows": dict(state.rows)})


def test_a_change_of_the_rule_counts_at_once_and_loses_no_row(esper):
    watch = Watch(Rule(), esper)
    for row in BY_HAND[:5]:
        watch.take(row)
    watch.change(Rule(threshold=100))
    for row in [*BY_HAND[5:], *CLOSE]:
        watch.take(row)
    assert watch.collect() == []
    watch = Watch(Rule(), esper)
    for row in BY_HAND:
        watch.take(row)
    assert watch.collect() == EXPECTED[:1]
    watch.change(Rule(window=60))  # the open window already began at :30 and ends at the full minute
    for row in [*CLOSE, Drive("Z0000", MINUTE + 200, 0)]:
        watch.take(row)
    assert watch.collect() == EXPECTED[1:]
