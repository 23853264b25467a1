"""Hadoop's command-line programs, run one after the other in one JVM that stays while this Python process does.

A second or two of CPU go into the start of a JVM and the loading of Hadoop's classes, some hundredths into a command.
The JVM is reached by Py4J, as Spark's is. It ends when its standard input is closed: with this process, however that
ends.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from py4j.java_gateway import GatewayParameters, JavaGateway, find_jar_path
from py4j.protocol import Py4JJavaError, Py4JNetworkError

from base.exceptions import ServiceError

SERVER = ("py4j.GatewayServer", "--enable-auth", "--die-on-broken-pipe", "0")


@dataclass(frozen=True)
class Done:
    """What a program has printed, and its exit code."""

    code: int
    printed: str
    complained: str  # on standard error


class HadoopJvm:
    """A JVM that runs implementations of Hadoop's ``Tool``, each with a fresh configuration and file system."""

    def __init__(self, java: Sequence[str], environment: Mapping[str, str]) -> None:
        self.of = (tuple(java), dict(environment))
        self._lock = threading.Lock()  # its output streams belong to one program at a time
        self._process = subprocess.Popen(
            (*java, *SERVER),
            env={**environment, "CLASSPATH": f"{environment['CLASSPATH']}:{find_jar_path()}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # an interrupt of the notebook is not meant for it
        )
        port, token = (self._process.stdout.readline().strip() for _ in range(2))
        if not token:
            raise ServiceError("Java ended before it ran a program of Hadoop. Type: cluster doctor")
        # nobody reads what Hadoop logs, but it must not fill the pipe
        threading.Thread(target=self._process.stdout.read, daemon=True).start()
        self._gateway = JavaGateway(gateway_parameters=GatewayParameters(port=int(port), auth_token=token))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def run(self, tool: str, arguments: Sequence[str]) -> Done:
        """Run a program to its end. An interrupt ends the JVM with it. Raises `ServiceError` if the JVM ends before."""
        try:
            with self._lock, TemporaryDirectory() as folder:
                return self._run(tool, arguments, Path(folder))
        except Py4JNetworkError as error:
            self.close()
            raise ServiceError(f"Java ended in {tool} {' '.join(arguments)}. Type: cluster doctor") from error
        except BaseException:
            self.close()
            raise

    def _run(self, tool: str, arguments: Sequence[str], folder: Path) -> Done:
        jvm, refused = self._gateway.jvm, ""
        printed, complained = folder / "printed", folder / "complained"
        for take, path in ((jvm.System.setOut, printed), (jvm.System.setErr, complained)):
            take(jvm.java.io.PrintStream(str(path), "UTF-8"))
        given = self._gateway.new_array(jvm.String, len(arguments))
        for place, argument in enumerate(arguments):
            given[place] = argument
        conf = jvm.org.apache.hadoop.hdfs.HdfsConfiguration()
        try:
            code = jvm.org.apache.hadoop.util.ToolRunner.run(conf, _made(jvm, tool, conf), given)
        except Py4JJavaError as thrown:
            code, refused = 1, thrown.java_exception.toString()
        jvm.org.apache.hadoop.fs.FileSystem.closeAll()  # as at the end of a program
        jvm.System.out.close()
        jvm.System.err.close()
        return Done(code, printed.read_text("utf-8"), complained.read_text("utf-8") + refused)

    def file_system(self):
        """Hadoop's own client of HDFS, a new one of the Java class ``FileSystem``, and a maker of its ``Path``.

        The next `run` closes it, as the end of a program does.
        """
        hadoop = self._gateway.jvm.org.apache.hadoop
        return hadoop.fs.FileSystem.newInstance(hadoop.hdfs.HdfsConfiguration()), hadoop.fs.Path

    def close(self) -> None:
        """End the JVM and what runs in it."""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()


def _made(jvm, tool: str, conf):
    made = jvm
    for part in tool.split("."):
        made = getattr(made, part)
    return made(conf)


_kept: list[HadoopJvm] = []  # the last one; none at first
_keeping = threading.Lock()


def hadoop_jvm(java: Sequence[str], environment: Mapping[str, str]) -> HadoopJvm:
    """The JVM of this process with that command line and environment; another one ends first."""
    with _keeping:
        if not _kept or not _kept[0].alive or _kept[0].of != (tuple(java), dict(environment)):
            for other in _kept:
                other.close()
            _kept[:] = [HadoopJvm(java, environment)]
        return _kept[0]
