"""A learner's command for Redis on trial: what it would write is read first, then it is typed, then the topology is
asked which rule it goes by."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from base.exceptions import ConfigurationError, NotReady
from cluster import Cluster
from utils.realtime.speeding import alerts, store
from utils.realtime.speeding.rule import Rule

TOWN = Rule(threshold=60, window=60)


def type_it(command: str) -> Rule | None:
    """Type a command of redis-cli; returns the rule that the running topology then goes by.

    Where it is not the town's, the rule from before is put back.
    """
    before = alerts.rule()
    Cluster().command("redis-cli", *shlex.split(command))
    try:
        alerts.wait_for_rule(10)
        return alerts.rule()
    except NotReady:
        return None
    finally:
        if alerts.rule() != TOWN:
            alerts.set_rule(**before._asdict())


def as_if_typed(command: str) -> Rule:
    """What a topology would go by, where none runs."""
    return _written(command)


def judge_rule(command: object, run: Callable[[str], Rule | None]) -> str | None:
    """What is wrong with a command that shall set the town's rule; nothing if the topology then goes by it."""
    if not isinstance(command, str):
        return 'A text is expected, such as "hset SmartCar-Rule threshold 90".'
    try:
        _written(command)
    except ConfigurationError as error:
        return str(error)
    used = run(command)
    if used is None:
        return "It was typed, but the topology does not go by the rule that now stands in Redis."
    return None if used == TOWN else _why(used)


def _written(command: str) -> Rule:
    """The rule after the command. Raises ConfigurationError, with what is wrong, for one that is not to be typed."""
    words = shlex.split(command)
    if words[:1] == ["redis-cli"]:
        raise ConfigurationError("redis-cli stands before your text already. Begin with the command of Redis: hset …")
    if [word.lower() for word in words[:1]] != ["hset"]:
        raise ConfigurationError(
            f"{words[0] if words else 'An empty text'} is not the command asked for: hset KEY FIELD VALUE …"
        )
    if words[1:2] != [store.RULE]:
        raise ConfigurationError(f"The key is {' '.join(words[1:2]) or 'missing'}, but the rule is in {store.RULE}.")
    pairs = words[2:]
    if not pairs or len(pairs) % 2:
        raise ConfigurationError("After the key come pairs: a field and its value, a field and its value.")
    changes: dict[str, float] = {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        if name not in Rule._fields:
            raise ConfigurationError(f"A rule has {', '.join(Rule._fields)}, but no {name}.")
        try:
            changes[name] = float(value) if name == "threshold" else int(value)
        except ValueError:
            raise ConfigurationError(f"{name} is {value!r}. A number is expected, in km/h or whole seconds.") from None
    return Rule()._replace(**changes).checked()


def _why(rule: Rule) -> str:
    if rule.threshold != TOWN.threshold:
        return f"The topology now goes by {rule.threshold:g} km/h. The board asks for averages above 60."
    if rule.window == 1:
        return "The topology now has windows of one second. The length is given in seconds."
    if rule.window != TOWN.window:
        return f"The topology now has windows of {rule.window} s. The board asks for a full minute."
    return f"The topology now waits {rule.lateness} s for late rows, which nobody asked for. What is not named stays."
