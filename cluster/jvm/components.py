"""What one class path of JVM programs consists of. Each service declares its own in `cluster.services`.

`cluster lock NAME` resolves one into cluster/jvm/locks/NAME.txt. Maven's rules hold: the version nearest to the root
wins, so a coordinate named here pins that version for the whole set, and of two jars with the same class the one named
first here is used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Components:
    """One class path. A coordinate is ``group:artifact:version`` or ``group:artifact:version:classifier``."""

    coordinates: tuple[str, ...] = ()  # taken with everything they depend on
    exclusions: tuple[str, ...] = ()  # group:artifact that must not come in with them
    without: str = ""  # what this other class path holds is left out, in whatever version
    alone: tuple[str, ...] = ()  # taken without dependencies
    package: str = ""  # no coordinates: all jars in the folder `jars` of this Python package
    conf: tuple[
        str, ...
    ] = ()  # files below conf that its programs look for on their class path, and folders, with a slash
    sources: tuple[str, ...] = ()  # our own Java parts in cluster/jvm/sources, compiled against it
    against: str = ""  # another class path that these need, too
    behind: tuple[str, ...] = ()  # other class paths that follow it
    gathered: bool = False  # also one folder lib/NAME, for class paths that must stay short, or are given as a folder
    one_by_one: bool = False  # its jars are handed on as files, not only searched for classes
    in_image: bool = True  # containers need it too


# The compiler of cluster/jvm/sources: a Java without javac is enough to run the course. Every service that has Java
# parts of ours, or runs with the agent of `cluster.jvm.loopback`, needs it.
COMPILER = {"ecj": Components(alone=("org.eclipse.jdt:ecj:3.42.0",), in_image=False)}
