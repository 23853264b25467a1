"""Orders and questions to the NameNode for which fsspec has no name, over WebHDFS.

Each order is one step: it has happened or it has not, and a reader sees nothing in between.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import requests

from base.exceptions import DataError, ServiceError
from base.waiting import wait_until
from cluster.clients import hdfs, hdfs_debug

HIDDEN = ("_", ".")  # Hive, Spark and MapReduce pass over names that begin so


def ask(order: str, path: str, method: str = "get", **options: object) -> requests.Response:
    """The NameNode's answer to an operation of WebHDFS such as ``LISTSTATUS``.

    Raises FileNotFoundError for a path that is not there, `ServiceError` if HDFS refuses or does not answer.
    """
    try:
        return hdfs()._call(order, method=method, path=path, **options)
    except requests.RequestException as reason:
        raise ServiceError(f"HDFS does not answer ({type(reason).__name__}). Type: cluster up hdfs") from None
    except (RuntimeError, ValueError, PermissionError) as reason:
        told = str(reason).partition("\n")[0]
        raise ServiceError(f"HDFS refuses {order} {path}: {told} Type: cluster logs namenode") from None


def listed(folder: str) -> list[dict]:
    """What lies in a folder, as LISTSTATUS tells it, by name; nothing if there is no such folder."""
    try:
        return ask("LISTSTATUS", folder).json()["FileStatuses"]["FileStatus"]
    except FileNotFoundError:
        return []


def status(path: str) -> dict | None:
    """Length, block size, times of a path; None if it is not there."""
    try:
        return ask("GETFILESTATUS", path).json()["FileStatus"]
    except FileNotFoundError:
        return None


def make_folder(path: str) -> None:
    ask("MKDIRS", path, "put")


def remove(path: str) -> None:
    """Removes a file or a folder with all that is in it; one that is not there is no error."""
    ask("DELETE", path, "delete", recursive="true")


def read(path: str) -> bytes:
    """All bytes of a file."""
    return ask("OPEN", path).content


def write(path: str, content: bytes | BinaryIO) -> None:
    """Make a file, in place of one of this name. It grows while it is written: write a hidden name, then rename."""
    where = ask("CREATE", path, "put", redirect=False, overwrite="true").headers["Location"]
    answer = requests.put(where, data=content, headers={"content-type": "application/octet-stream"}, timeout=600)
    if not answer.ok:
        raise ServiceError(f"The DataNode did not take {path}: {answer.text[:200]} Type: cluster status")


def replace(path: str, by: str) -> None:
    """Puts one file in the place of another, in one step."""
    ask("RENAME", by, "put", destination=path, renameoptions="OVERWRITE")


def rename(path: str, to: str) -> None:
    """Gives a file a name that no other has. Raises `DataError` if one has it."""
    if not ask("RENAME", path, "put", destination=to).json()["boolean"]:
        raise DataError(f"{path} cannot be renamed to {to}: that name is taken, or the file is gone. Look: ls {to}")


def concat(path: str, others: list[str]) -> None:
    """Appends the blocks of other files to one, in one step and without moving a byte; the others are gone then."""
    ask("CONCAT", path, "post", sources=",".join(others))


def mark(path: str, name: str, value: str) -> None:
    """Notes a value on a file, as its extended attribute ``user.NAME``; a rename keeps it."""
    flag = "REPLACE" if name in marks(path) else "CREATE"
    ask("SETXATTR", path, "put", **{"xattr.name": f"user.{name}", "xattr.value": f'"{value}"', "flag": flag})


def marks(path: str) -> dict[str, str]:
    """The values noted on a file, by name."""
    found = ask("GETXATTRS", path, encoding="text").json()["XAttrs"]
    return {each["name"].removeprefix("user."): each["value"].strip('"') for each in found}


def is_open(path: str) -> bool:
    """Whether a writer still holds the file, alive or not: then its length is not known for certain."""
    return bool(ask("GET_BLOCK_LOCATIONS", path).json()["LocatedBlocks"]["isUnderConstruction"])


def truncate(path: str, length: int) -> None:
    """Cuts a closed file to so many bytes and waits until its last block is that short on every DataNode."""
    ask("TRUNCATE", path, "post", newlength=str(length))
    wait_until(lambda: not is_open(path) and status(path)["length"] == length, f"{path} has {length} bytes", 40)


def release(path: str, seconds: float = 40) -> float:
    """Takes the lease of a file from a writer that is gone, and waits until the file is closed.

    The NameNode lets the DataNodes agree on the length of the last block first. Returns the seconds it took.
    Raises `NotReady` if it does not come to that.
    """
    if not is_open(path):
        return 0.0
    begin = time.monotonic()
    with suppress(ServiceError):  # so it ends when the DataNodes have not agreed at once
        hdfs_debug("recoverLease", "-path", path, "-retries", "1")
    wait_until(lambda: not is_open(path), f"the NameNode has closed {path}", seconds)
    return time.monotonic() - begin


def put(file: Path, path: str, digest: str) -> None:
    """Make a file of HDFS from a local one, all of it or nothing, with its SHA-256 noted on it."""
    with file.open("rb") as content:
        put_whole(content, path, file.stat().st_size, sha256=digest)


def put_whole(content: bytes | BinaryIO, path: str, size: int, **noted: str) -> None:
    """Make a file of so many bytes, in place of one of this name: all of it or nothing, with these values noted on it.

    Raises `DataError` if the bytes did not all arrive; what was there stays.
    """
    folder, _, name = path.rpartition("/")
    draft = f"{folder}/_{name}.loading"
    make_folder(folder)
    write(draft, content)
    length = status(draft)["length"]
    if length != size:
        raise DataError(f"{path} would hold {length} of {size} bytes. Load it again.")
    for key, value in noted.items():
        mark(draft, key, value)
    replace(path, by=draft)
