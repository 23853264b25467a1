"""What a service tells about itself, asked within a deadline: numbers for the cluster panel, and what it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Question:
    """What the panel asks a service while one of its roles is ready."""

    role: str  # the first letters of the name of a role that can answer
    ask: Callable[[Ports], Iterable[Figure]]  # may raise OSError, ValueError and KeyError when there is no answer


@dataclass(frozen=True)
class Holdings:
    """What a service keeps for those who use it."""

    role: str  # the first letters of the name of a role that can answer
    # each thing by its kind and name, with a text that changes when the thing does; raises as `Question.ask`
    ask: Callable[[Ports], Mapping[str, str]]


def ask_json(url: str) -> dict:
    """The answer of a service's web interface, within `PATIENCE_S`."""
    with urlopen(url.replace("//localhost", "//127.0.0.1"), timeout=PATIENCE_S) as answer:
        return json.load(answer)
