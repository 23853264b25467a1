# SPDX-License-Identifier: GPL-2.0-or-later
"""The speeding rule in Esper: a `Statement` of the course's EPL, for a `utils.realtime.speeding.watch.Watch`."""

from __future__ import annotations

from collections.abc import Callable

from utils.realtime.esper.engine import EPL, Statement
from utils.realtime.speeding.rule import Rule


def speeding(rule: Rule, found: Callable[[int, str, float], object], now: int, epl: str = "") -> Statement:
    """The rule of speeding.epl, or the EPL given, in an engine whose clock stands at `now`."""
    epl = epl or EPL.read_text("utf-8")
    return Statement(epl, found, now, rule_window=rule.window, rule_threshold=float(rule.threshold))
