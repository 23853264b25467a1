"""The agent that keeps a JVM's servers on the loopback address where they have no setting for it.

That is the NodeManager's shuffle port, the three ports of a MapReduce application, and Flume's counters.
"""

from __future__ import annotations

from pathlib import Path

from cluster.jvm import compiled

EXPORT = "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"  # the library with which the agent changes a method
MANIFEST = "Premain-Class: Loopback\nCan-Retransform-Classes: true\n"


def options(java: str, home: Path, maven_repo: Path) -> tuple[str, ...]:
    """JVM options that load the agent. Raises JarsMissing without the compiler."""
    # without the first two, a JVM with an agent refuses to write its class archive
    archive = ("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent")
    return (*archive, f"--add-exports={EXPORT}", f"-javaagent:{jar(java, home, maven_repo)}")


def jar(java: str, home: Path, maven_repo: Path) -> Path:
    """The agent, compiled if it is not there yet or its source has changed."""
    exports = ("--add-exports", EXPORT)
    return compiled.jar("loopback", ["Loopback.java"], java, home, maven_repo, options=exports, manifest=MANIFEST)
