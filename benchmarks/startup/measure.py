"""How soon is the largest profile of Day 1 ready? Our JVM flags against the JVM's own, and a reset against a format.

Run `python -m benchmarks.startup.measure [rounds] [service …]`; it prints two Markdown tables. It has a home of its own
below that of the settings and uses the ports of the settings, so take your services down first: `cluster down`.
"""

import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from base.settings import JVMS, Settings, settings
from cluster import Cluster
from cluster.catalogue import resolve
from cluster.plan import plan

PROFILE = "day1"


@dataclass(frozen=True)
class Start:
    """What one start cost until everything answered."""

    seconds: float
    cpu: dict[str, float]  # role → seconds of CPU, its children included
    memory_mb: int
    load: float  # of the last minute

    @property
    def cpu_seconds(self) -> float:
        return sum(self.cpu.values())


def home(jvm: str) -> Settings:
    """The same home for both kinds of flags, so that they start from the same data."""
    return settings(home=settings().home / "startup", jvm=jvm)


def start(jvm: str, names: Iterable[str]) -> Start:
    """Starts services from reset data, looks at what they took, and stops them."""
    cluster = Cluster(home(jvm))
    cluster.reset()
    began = time.monotonic()
    roles = cluster.up(*names)
    seconds, load = time.monotonic() - began, os.getloadavg()[0]
    cpu = {role.name: cpu_of(psutil.Process(role.pid)) for role in roles}
    cluster.down()
    return Start(seconds, cpu, sum(role.memory_mb for role in roles), load)


def cpu_of(process: psutil.Process) -> float:
    """Seconds of CPU of a process, its children and its children that have ended."""
    ended = process.cpu_times()
    living = (each.cpu_times() for each in (process, *process.children(recursive=True)))
    return ended.children_user + ended.children_system + sum(each.user + each.system for each in living)


def format_all(names: Iterable[str]) -> float:
    """Makes all first-time state with the services' own tools, as the very first start does; returns seconds."""
    driver = Cluster(home("quick")).driver
    shutil.rmtree(driver.home / "templates", ignore_errors=True)
    shutil.rmtree(driver.home / "data", ignore_errors=True)
    whole = plan(resolve(*names), driver.site)
    began = time.monotonic()
    for process in whole.processes:
        driver.templates.prepare(process)
    return time.monotonic() - began


def reset_all() -> float:
    """Returns the data of all services at all sizes to the start; returns seconds."""
    cluster = Cluster(home("quick"))
    began = time.monotonic()
    cluster.reset()
    return time.monotonic() - began


def spread(values: Iterable[float], digits: int = 1) -> str:
    values = list(values)
    median, least, most = (choose(values) for choose in (statistics.median, min, max))
    return f"{median:,.{digits}f} ({least:,.{digits}f} – {most:,.{digits}f})"


def ratio(some: Iterable[float], others: Iterable[float]) -> str:
    """The median of the ratios of the rounds, each of which ran side by side, with the least and the most."""
    return spread((one / other for one, other in zip(some, others, strict=True)), 2)


def main(rounds: int = 5, *names: str) -> None:
    names = names or (PROFILE,)
    starts: dict[str, list[Start]] = {jvm: [] for jvm in JVMS}
    formats, resets = [], []
    for number in range(rounds + 1):  # the first does not count: it makes the class archives
        made = format_all(names)
        again = reset_all()
        order = JVMS if number % 2 else JVMS[::-1]
        measured = {jvm: start(jvm, names) for jvm in order}
        if number:
            formats.append(made)
            resets.append(again)
            for jvm, each in measured.items():
                starts[jvm].append(each)
    quick, default = (starts[jvm] for jvm in JVMS)

    print("| JVM flags | Ready after, s: median (least – most) | CPU s until then | Memory, MB |")
    print("|---|---|---|---|")
    for jvm, each in starts.items():
        memory = spread((one.memory_mb for one in each), 0)
        print(f"| {jvm} | {spread(s.seconds for s in each)} | {spread(s.cpu_seconds for s in each)} | {memory} |")
    print(f"\n* quick is ready in {ratio((s.seconds for s in quick), (s.seconds for s in default))} of the time")
    print(f"* and takes {ratio((s.cpu_seconds for s in quick), (s.cpu_seconds for s in default))} of the CPU")
    print(f"* first format {spread(formats)} s, reset {spread(resets, 2)} s: {ratio(resets, formats)} of it")
    print(f"* load average when ready: {spread(s.load for s in (*quick, *default))}, {os.cpu_count()} cores")

    print("\n| CPU s of a role until all is ready, median | quick | default |")
    print("|---|---|---|")
    for role in quick[0].cpu:
        ours, own = (statistics.median(s.cpu[role] for s in each) for each in (quick, default))
        print(f"| {role} | {ours:.1f} | {own:.1f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])
