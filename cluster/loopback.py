"""The agent that keeps a JVM's servers on the loopback address where Hadoop has no setting for it.

That is the NodeManager's shuffle port and the three ports of a MapReduce application. The agent is compiled
on first use, by a compiler that comes as a jar, because a Java that runs servers need not have one.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import zipfile
from pathlib import Path

from cluster.jars import classpath
from utils.exceptions import ServiceError

SOURCE = Path(__file__).parent / "agent" / "Loopback.java"
EXPORT = "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED"  # the library with which the agent changes a method
MANIFEST = "Premain-Class: Loopback\nCan-Retransform-Classes: true\n"


def options(java: str, home: Path, maven_repo: Path) -> tuple[str, ...]:
    """JVM options that load the agent. Raises JarsMissing without the compiler."""
    # without the first two, a JVM with an agent refuses to write its class archive
    archive = ("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent")
    return (*archive, f"--add-exports={EXPORT}", f"-javaagent:{jar(java, home, maven_repo)}")


def jar(java: str, home: Path, maven_repo: Path) -> Path:
    """The agent, compiled if it is not there yet or its source has changed."""
    path = home / "lib" / f"loopback-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]}.jar"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:  # two that compile at once do not meet
        _compile(java, Path(folder), maven_repo)
        made = Path(folder, path.name)
        with zipfile.ZipFile(made, "w") as packed:
            packed.writestr("META-INF/MANIFEST.MF", MANIFEST)
            for each in Path(folder).glob("*.class"):
                packed.write(each, each.name)
        made.replace(path)
    return path


def _compile(java: str, folder: Path, maven_repo: Path) -> None:
    (compiler,) = classpath("ecj", maven_repo)
    main = "org.eclipse.jdt.internal.compiler.batch.Main"
    command = [java, "-cp", str(compiler), main, "-17", "-proc:none", "--add-exports", EXPORT, "-d", str(folder)]
    done = subprocess.run([*command, str(SOURCE)], capture_output=True, text=True)
    if done.returncode:
        raise ServiceError(f"{SOURCE.name} could not be compiled:\n{done.stderr.strip()}\nType: cluster doctor")
