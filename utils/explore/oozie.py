"""A workflow for Oozie: its steps and its hours as XML, and the files that a submission needs."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from base.settings import PROJECT, settings
from cluster import Cluster
from cluster.clients import namenode
from cluster.services.hadoop import USER
from utils.collect.parts import STATUS_LOG
from utils.explore.flows import DONE, PAUSE, ZONE, Flow, Step
from utils.load.partitions import KEY

APPS = f"/user/{USER}/workflows"
STEP = "step.sh"
DAY_BEFORE = "${coord:formatTime(coord:dateOffset(coord:nominalTime(), -1, 'DAY'), '%s')}"
SHAPES = {"biz_date": "yyyyMMdd", "biz_month": "yyyyMM"}


def workflow(flow: Flow) -> str:
    """The workflow as XML: a level of several steps becomes a fork and a join; a step that fails ends it.

    >>> from utils.explore.flows import of
    >>> print(workflow(of("symptom")).splitlines()[6].strip())
    <action name="stage-symptom" retry-max="1" retry-interval="1">
    """
    app = Element("workflow-app", name=flow.name, xmlns="uri:oozie:workflow:1.0")
    places = SubElement(app, "global")
    _texts(places, {"resource-manager": "${resourceManager}", "name-node": "${nameNode}"})
    entries = [level[0].name if len(level) == 1 else f"fork-{number}" for number, level in enumerate(flow.levels, 1)]
    SubElement(app, "start", to="collected" if flow.collected else entries[0])
    if flow.collected:
        switch = SubElement(SubElement(app, "decision", name="collected"), "switch")
        flag = f"concat(concat(concat(nameNode, '{STATUS_LOG}/{KEY}'), wrk_date), '/{DONE}')"
        SubElement(switch, "case", to=entries[0]).text = f"${{fs:exists({flag})}}"
        SubElement(switch, "default", to="not-collected")
    for number, (level, following) in enumerate(zip(flow.levels, [*entries[1:], "done"], strict=True), 1):
        to = following
        if len(level) > 1:
            fork = SubElement(app, "fork", name=f"fork-{number}")
            for step in level:
                SubElement(fork, "path", start=step.name)
            to = f"join-{number}"
        for step in level:
            _action(app, step, flow.cut, to)
        if len(level) > 1:
            SubElement(app, "join", name=to, to=following)
    if flow.collected:
        _kill(app, "not-collected", "${wrk_date} is not collected")
    _kill(app, "failed", "${wf:errorMessage(wf:lastErrorNode())}")
    SubElement(app, "end", name="done")
    return _xml(app)


def _action(app: Element, step: Step, cut: str, to: str) -> None:
    # for which error codes, the server is told in its own configuration
    again = {"retry-max": str(step.repeats), "retry-interval": str(PAUSE)} if step.repeats else {}
    action = SubElement(app, "action", {"name": step.name, **again})
    shell = SubElement(action, "shell", xmlns="uri:oozie:shell-action:1.0")
    SubElement(shell, "exec").text = STEP
    for word in (step.act, step.what, f"${{{cut}}}"):
        SubElement(shell, "argument").text = word
    SubElement(shell, "file").text = STEP
    SubElement(action, "ok", to=to)
    SubElement(action, "error", to="failed")


def _kill(app: Element, name: str, message: str) -> None:
    SubElement(SubElement(app, "kill", name=name), "message").text = message


def coordinator(flow: Flow) -> str:
    """The hours of a workflow as XML: every night, for the day before, when that day's collection is whole."""
    app = Element(
        "coordinator-app",
        {"name": flow.name, "frequency": "${coord:days(1)}" if flow.cut == "biz_date" else "${coord:months(1)}"},
        start="${start}",
        end="${end}",
        timezone=ZONE,
        xmlns="uri:oozie:coordinator:0.5",
    )
    # a run waits for its input however long it takes; by default it gives up after two hours
    _texts(SubElement(app, "controls"), {"timeout": "-1", "concurrency": "1"})
    if flow.collected:
        dataset = SubElement(
            SubElement(app, "datasets"),
            "dataset",
            {"name": "collected", "frequency": "${coord:days(1)}", "initial-instance": "2016-01-01T00:00+0900"},
            timezone=ZONE,
        )
        _texts(
            dataset, {"uri-template": f"${{nameNode}}{STATUS_LOG}/{KEY}${{YEAR}}${{MONTH}}${{DAY}}", "done-flag": DONE}
        )
        day = SubElement(SubElement(app, "input-events"), "data-in", name="day", dataset="collected")
        SubElement(day, "instance").text = "${coord:current(0)}"
    run = SubElement(SubElement(app, "action"), "workflow")
    SubElement(run, "app-path").text = f"${{nameNode}}{APPS}/{flow.name}"
    values = {flow.cut: DAY_BEFORE % SHAPES[flow.cut]}
    if flow.collected:
        values["wrk_date"] = "${coord:formatTime(coord:nominalTime(), 'yyyyMMdd')}"
    properties = SubElement(run, "configuration")
    for name, value in values.items():
        _texts(SubElement(properties, "property"), {"name": name, "value": value})
    return _xml(app)


def _texts(parent: Element, texts: dict[str, str]) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _xml(app: Element) -> str:
    indent(app)
    return tostring(app, encoding="unicode") + "\n"


def step_script() -> str:
    """The program of every step: it finds this course and its servers, wherever YARN starts it."""
    own = settings()
    names = {"PYTHONPATH": PROJECT, "SMARTCAR_HOME": own.home, "SMARTCAR_PORT_SHIFT": own.port_shift}
    exports = "".join(f"export {name}={shlex.quote(str(value))}\n" for name, value in names.items())
    return f'#!/bin/sh\n{exports}exec {shlex.quote(sys.executable)} -m utils.explore "$@"\n'


def install(flow: Flow) -> str:
    """Put a workflow with its hours and its program into HDFS; returns the folder."""
    folder = f"{APPS}/{flow.name}"
    texts = {"workflow.xml": workflow(flow), "coordinator.xml": coordinator(flow), STEP: step_script()}
    for name, text in texts.items():
        namenode.write(f"{folder}/{name}", text.encode())
    return folder


def job(path: Path, folder: str, **values: str) -> Path:
    """Write the properties of a submission: where the servers are, the folder of the workflow, and further values.

    With a ``start`` it is submitted as a coordinator.
    """
    cluster = Cluster()
    kind = "coord" if "start" in values else "wf"
    known = {
        "nameNode": f"hdfs://{cluster.driver.site.host('namenode')}:{cluster.port('namenode', 'rpc')}",
        "resourceManager": f"{cluster.driver.site.host('resourcemanager')}:{cluster.port('resourcemanager', 'rpc')}",
        f"oozie.{kind}.application.path": f"${{nameNode}}{folder}" + ("/coordinator.xml" if kind == "coord" else ""),
    }
    path.write_text("".join(f"{name}={value}\n" for name, value in (known | values).items()), "utf-8")
    return path
