"""How two answers are compared."""

import numpy as np
import pandas as pd
import pytest

from utils.lesson.answers import Later, difference, settled

FRAME = pd.DataFrame({"car": ["A0001", "B0001"], "rows": [1, 2]})

SAME = [
    (4, np.int64(4)), (np.float64(0.1) * 3, 0.3), (3, 3.0), (" kafka ", "Kafka"), ([1, 2.0], [1, 2.0]),
    ({"b", "a"}, {"a", "b"}), ({"a": 1}, {"a": 1}), (True, np.bool_(True)), (FRAME.copy(), FRAME),
    (FRAME.car.copy(), FRAME.car),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-12])),
]  # fmt: skip
DIFFERENT = [
    (5, 4), (4.5, 4), ("4", 4), (True, 1), (1, True), (None, 4), ([1, 2], [2, 1]), ([1], [1, 2]), ((1, 2), [1, 2]),
    ({"a"}, {"b"}), ({"a": 1}, {"a": 2}), (float("nan"), 4.0), (FRAME.head(1), FRAME),
    (FRAME.assign(rows=[1, 3]), FRAME), (FRAME.car, FRAME),
    (np.array([1.0]), np.array([1.0, 2.0])), (lambda: 4, 4), (object(), 4),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "right"), SAME)
def test_the_same(answer, right):
    assert difference(answer, right) is None


@pytest.mark.parametrize(("answer", "right"), DIFFERENT)
def test_different_with_a_sentence(answer, right):
    assert difference(answer, right).endswith(".")


def test_the_sentence_does_not_tell_the_answer():
    assert "1234" not in difference(99, 1234)


def test_later_is_worked_out_from_the_facts():
    assert settled(Later(lambda blocks: 3 * blocks), {"blocks": 4}) == 12
    assert settled(12, {}) == 12
