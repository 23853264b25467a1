from utils.lab.turns import spread, turns


def test_ways_take_turns_and_the_first_round_does_not_count():
    order = []
    taken = turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, rounds=2)
    assert order == ["a", "b"] * 3
    assert list(taken.index) == [1, 2] and (taken >= 0).all(axis=None)


def test_a_way_may_tell_its_own_figure_and_the_spread_is_told():
    speeds = iter([900, 10, 30, 20])
    told = spread(turns({"a": lambda: next(speeds)}, rounds=3, measure=lambda way: way()))
    assert told.loc["a"].tolist() == [10, 20, 30]
    assert list(told.columns) == ["least", "median", "most"]
