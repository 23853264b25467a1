"""How the lane is, in a sentence that also says what to type."""

from __future__ import annotations

from cluster import RoleStatus
from cluster.monitor import ACTION, Snapshot
from utils.realtime.live.hops import ABOUT, Hop

DRIVE = "python -m utils.realtime.lane"  # starts the whole lane and lets cars drive


def say(
    hops: tuple[Hop, ...],
    roles: tuple[RoleStatus, ...] | None = None,
    submitted: bool | None = None,
    latency_ms: float | None = None,
) -> tuple[str, bool]:
    """The lane in a sentence, with what to type where something is to be done; and whether all is well."""
    bad = [hop for hop in hops if hop.state in ("stopped", "silent")]
    cars, rest = hops[0], hops[1:]
    if all(hop.state == "off" for hop in rest):
        return f"The speed lane is not running. Type: {DRIVE}", True
    if bad:
        return f"{_trouble(bad)} {_cure(bad, roles, submitted)}", False
    on_the_way = sum(hop.waiting or 0 for hop in rest if hop.name in ("flume", "storm"))
    last = next((hop for hop in reversed(rest) if hop.state == "moving" and hop.name != "redis"), None)
    if last:
        took = f" A row takes {_seconds(latency_ms / 1000)} from the log to HBase." if latency_ms is not None else ""
        return f"Rows flow: {cars.rate:.0f} a second written, {last.rate:.0f} a second in {_name(last)}.{took}", True
    if on_the_way:
        return f"Rows are on their way: {on_the_way:,} of them.", True
    if not cars.total:
        return f"Everything is ready, and no car drives yet. Type: {DRIVE}", True
    return (
        f"All that was written has arrived. The cars have written nothing for {_seconds(cars.still_s)}. Type: {DRIVE}",
        True,
    )


def _trouble(bad: list[Hop]) -> str:
    told = []
    for hop in bad:
        if hop.state == "silent":
            told.append(f"{_name(hop)} does not answer")
        else:
            unit = "lines" if hop.name == "flume" else "rows"
            told.append(f"{_name(hop)} has stood still for {_seconds(hop.still_s)} with {hop.waiting:,} {unit} waiting")
    return ", ".join(told) + "."


def _cure(bad: list[Hop], roles: tuple[RoleStatus, ...] | None, submitted: bool | None) -> str:
    wrong = Snapshot(0.0, roles or (), ()).wrong
    if wrong:
        order = {ABOUT[hop.name].role: number for number, hop in enumerate(bad)}
        first = min(wrong, key=lambda role: order.get(role.name, len(bad)))
        return f"{first.name} is {first.state}. Type: cluster {ACTION.get(first.state, 'status')} {first.name}"
    if submitted is False and any(hop.name == "storm" for hop in bad):
        return f"No topology is submitted. Type: {DRIVE}"
    return f"Type: cluster logs {ABOUT[bad[0].name].role}" if roles else "Type: cluster status"


def _name(hop: Hop) -> str:
    return ABOUT[hop.name].title


def _seconds(seconds: float) -> str:
    """
    >>> _seconds(0.214), _seconds(14.2), _seconds(250)
    ('0.2 s', '14 s', '4 min')
    """
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
