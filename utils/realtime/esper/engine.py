# SPDX-License-Identifier: GPL-2.0-or-later
"""Esper on event time: rows move its clock, and alerts come out when a window is over.

Esper is under the GNU General Public License, version 2, and so is this folder, which calls it; see COPYING.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import jpype

from base.exceptions import ConfigurationError

EPL = Path(__file__).with_name("speeding.epl")
SCHEMA = "@public @buseventtype create objectarray schema DriverCarInfo(car string, time long, speed int);\n"
NAME = "speeding"  # of the statement
SECOND = 1000  # of Esper's clock
# Xrs: signals stay those of Python, which cleans up when it is told to end
HEAP = "-Xmx96m"
FLAGS = ("-Xrs", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xss512k")


def start(jars: Sequence[str], java: str = "") -> None:
    """Start the Java machine of this process, unless it runs. `java` is a Java home."""
    if not jpype.isJVMStarted():
        if java:
            os.environ["JAVA_HOME"] = java
        jpype.startJVM(HEAP, *FLAGS, classpath=list(jars), convertStrings=True)


class Statement:
    """One statement of EPL in an engine whose clock stands at `now` (seconds) and moves only by `send` and `advance`.

    The EPL is a statement named ``speeding`` that selects `window_end` (ms), `car` and `average` from
    DriverCarInfo(car, time, speed); `values` are its parameters. With ``whole`` it may select any columns, and
    `found` gets a dictionary for each row. Raises ConfigurationError for an EPL with a mistake.
    """

    _made = 0

    def __init__(self, epl: str, found: Callable, now: int, whole: bool = False, **values: int | float) -> None:
        esper = jpype.JPackage("com").espertech.esper
        Statement._made += 1
        settings = esper.common.client.configuration.Configuration()
        settings.getRuntime().getThreading().setInternalTimerEnabled(False)
        self._runtime = esper.runtime.client.EPRuntimeProvider.getRuntime(f"speeding-{Statement._made}", settings)
        self._runtime.getEventService().clockExternal()
        self._runtime.getEventService().advanceTime(now * SECOND)
        arguments = esper.compiler.client.CompilerArguments(settings)
        try:
            compiled = esper.compiler.client.EPCompilerProvider.getCompiler().compile(SCHEMA + epl, arguments)
        except jpype.JException as error:
            said = str(error.message()).partition(" [")[0]
            raise ConfigurationError(f"Esper does not take this EPL: {said}.") from None
        options = esper.runtime.client.DeploymentOptions()
        options.setStatementSubstitutionParameter(_parameters(epl, values))
        deployed = self._runtime.getDeploymentService().deploy(compiled, options)
        statement = self._runtime.getDeploymentService().getStatement(deployed.getDeploymentId(), NAME)
        statement.addListener(_listener(found, _row if whole else _alert))
        self._service = self._runtime.getEventService()

    def send(self, car: str, time: int, speed: int) -> None:
        """Let the clock go on to the row's time (never back), then take the row."""
        self.advance(time)
        row = jpype.JObject[:]([car, jpype.JLong(time), jpype.JInt(speed)])
        self._service.sendEventObjectArray(row, "DriverCarInfo")

    def advance(self, time: int) -> None:
        """Let the clock go on to a time; windows that are over by then report."""
        if time * SECOND > self._service.getCurrentTime():
            self._service.advanceTimeSpan(time * SECOND)

    def close(self) -> None:
        self._runtime.destroy()


def _parameters(epl: str, values: dict[str, int | float]):
    @jpype.JImplements("com.espertech.esper.runtime.client.option.StatementSubstitutionParameterOption")
    class Parameters:
        @jpype.JOverride
        def setStatementParameters(self, context):
            if str(context.getStatementName()) != NAME:
                return  # the schema has none
            for name, value in values.items():
                if f"?:{name}" in epl:
                    context.setObject(name, jpype.JInt(value) if isinstance(value, int) else jpype.JDouble(value))

    return Parameters()


def _listener(found: Callable, read: Callable):
    @jpype.JImplements("com.espertech.esper.runtime.client.UpdateListener")
    class Listener:
        @jpype.JOverride
        def update(self, new, old, statement, runtime):
            for row in new or ():
                found(*read(row))

    return Listener()


def _alert(row) -> tuple[int, str, float]:
    return int(row.get("window_end")) // SECOND, str(row.get("car")), float(row.get("average"))


def _row(row) -> tuple[dict[str, object]]:
    """The columns that the statement selects; Java's numbers become Python's."""
    names = [str(name) for name in row.getEventType().getPropertyNames()]
    return ({name: _plain(row.get(name)) for name in names},)


def _plain(value: object) -> object:
    for kind in (str, bool, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value
