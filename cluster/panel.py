"""What a service tells about itself, asked within a deadline: numbers for the cluster panel, and what it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.request import urlopen

PATIENCE_S = 1.5  # for one question to one service

Ports = Mapping[str, Mapping[str, int]]  # role → name of the port → the port in use


@dataclass(frozen=True)
class Figure:
    """One number of a service, and whether it is as it should be."""

    label: str
    value: int
    good: bool = True
    service: str = ""  # filled in by `cluster.monitor`


Told = TypeVar("Told")


@dataclass(frozen=True)
class Question(Generic[Told]):
    """What a service is asked while one of its roles is ready."""

    role: str  # the first letters of the name of a role that can answer
    ask: Callable[[Ports], Told]  # may raise OSError, ValueError and KeyError when there is no answer


def ask_json(url: str) -> dict:
    """The answer of a service's web interface, within `PATIENCE_S`."""
    with urlopen(url.replace("//localhost", "//127.0.0.1"), timeout=PATIENCE_S) as answer:
        return json.load(answer)
