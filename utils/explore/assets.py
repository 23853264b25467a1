"""The nightly workflows for Dagster: each step is an asset, cut by day or month; checks gate the publication."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import dagster as dg
import pandas as pd

from base.exceptions import CourseError, ServiceError
from base.settings import settings
from cluster.clients.hive import HIVE
from utils.explore import checks, marts, publish
from utils.explore.flows import FLOWS, PAUSE, ZONE, Flow, Step, act, demand_collected
from utils.explore.marts import DAY, MONTH

SHAPES = {
    DAY: (dg.DailyPartitionsDefinition, "%Y%m%d", "20160101"),
    MONTH: (dg.MonthlyPartitionsDefinition, "%Y%m", "201601"),
}
STATES = {"SUCCESS": "OK", "FAILURE": "ERROR"}
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def partitions(flow: Flow) -> dg.TimeWindowPartitionsDefinition:
    """The dates of a workflow: each begins at midnight of the pilot's zone."""
    kind, shape, first = SHAPES[flow.cut]
    return kind(start_date=first, fmt=shape, timezone=ZONE)


def assets(flow: Flow, server: str = HIVE) -> list[dg.AssetsDefinition | dg.AssetChecksDefinition]:
    """The steps of a workflow as assets, in their order, each behind those of the level before, and their checks."""
    found: list = []
    after: list[dg.AssetsDefinition] = []
    for level in flow.levels:
        after = [_asset(flow, step, after, server) for step in level]
        found += after
        found += [_gate(each, step, server) for each, step in zip(after, level, strict=True) if step.act == "stage"]
    return found


def _asset(flow: Flow, step: Step, after: list[dg.AssetsDefinition], server: str) -> dg.AssetsDefinition:
    @dg.asset(
        name=_name(step),
        group_name=flow.name,
        deps=after,
        partitions_def=partitions(flow),
        retry_policy=dg.RetryPolicy(max_retries=step.repeats, delay=60 * PAUSE) if step.repeats else None,
    )
    def made(context) -> None:
        try:
            if flow.collected and not after:
                demand_collected(f"{context.partition_time_window.end:%Y%m%d}")
            act(step, context.partition_key, server)
        except CourseError as reason:  # the same data would fail again
            raise dg.Failure(str(reason), allow_retries=isinstance(reason, ServiceError)) from None

    return made


def _gate(staged: dg.AssetsDefinition, step: Step, server: str) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=staged, name="sound", blocking=True)
    def sound(context) -> dg.AssetCheckResult:
        mart = marts.of(step.what)
        results = checks.taken(publish.staged(step.what, context.partition_key), checks.of(mart), server)
        failed = results.index[~results["passed"]].tolist()
        return dg.AssetCheckResult(passed=not failed, metadata={"failed": failed})

    return sound


def _name(step: Step) -> str:
    return step.name.replace("-", "_")  # a name of Dagster has no dash


def schedule(flow: Flow) -> dg.ScheduleDefinition:
    """The hours of a workflow: once the day of a partition is over, at the hour of the workflow."""
    job = dg.define_asset_job(flow.name, dg.AssetSelection.groups(flow.name))
    return dg.build_schedule_from_partitioned_job(job, hour_of_day=flow.hour)


def definitions(server: str = HIVE) -> dg.Definitions:
    """All workflows with their hours."""
    whole = [each for flow in FLOWS for each in assets(flow, server)]
    gates = [each for each in whole if isinstance(each, dg.AssetChecksDefinition)]
    return dg.Definitions(
        assets=[each for each in whole if each not in gates],
        asset_checks=gates,
        schedules=[schedule(flow) for flow in FLOWS],
    )


def hours() -> dict[str, str]:
    """When each workflow starts, in cron's notation, and in which zone."""
    whole = definitions()
    found = {flow.name: whole.resolve_schedule_def(f"{flow.name}_schedule") for flow in FLOWS}
    return {name: f"{each.cron_schedule} {each.execution_timezone}" for name, each in found.items()}


@contextmanager
def history() -> Iterator[dg.DagsterInstance]:
    """Where Dagster keeps its runs, in the folder of this course."""
    folder = settings().home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    with dg.DagsterInstance.local_temp(str(folder), {"telemetry": {"enabled": False}}) as instance:
        yield instance


def run(flow: Flow, value: str, server: str = HIVE) -> pd.DataFrame:
    """Run a workflow in this process, for one date or month: one row per step, by ``name``, as they began.

    Columns: ``status`` (``OK``, ``ERROR`` or ``SKIPPED``), ``start`` and ``end`` in the pilot's zone.
    """
    options = {"partition_key": value, "run_config": QUIET, "raise_on_error": False}
    with history() as instance, ThreadPoolExecutor(1) as aside:  # a notebook's own thread has an event loop already
        result = aside.submit(dg.materialize, assets(flow, server), instance=instance, **options).result()
        stats = {each.step_key: each for each in instance.get_run_step_stats(result.run_id)}
    rows = []
    for step in flow.steps:
        told = stats.get(_name(step))
        state = STATES.get(told.status.value, "SKIPPED") if told and told.status else "SKIPPED"
        rows.append((step.name, state, told and told.start_time, told and told.end_time))
    frame = pd.DataFrame(rows, columns=["name", "status", "start", "end"]).set_index("name")
    for column in ("start", "end"):
        times = pd.to_datetime(frame[column], unit="s", utc=True)
        frame[column] = times.dt.tz_convert(ZONE).dt.tz_localize(None)
    return frame.sort_values("start", kind="stable")
