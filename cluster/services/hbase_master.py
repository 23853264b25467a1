"""What HBase's master tells of itself, by its REST interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cluster.panel import Figure, Ports, ask_json


def figures(ports: Ports) -> Iterable[Figure]:
    """Region servers and the regions of tables."""
    live, dead = (_servers(ports, which) for which in ("live", "dead"))
    return (
        Figure("live region servers", len(live), len(live) > 0),
        Figure("dead region servers", len(dead), not dead),
        Figure("regions", sum(1 for _ in _regions(live))),
    )


def tables(ports: Ports) -> Mapping[str, str]:
    """Each table with its regions, whose names tell when they were made."""
    found: dict[str, str] = {}
    for region in sorted(_regions(_servers(ports, "live"))):
        table = f"table {region.partition(',')[0]}"
        found[table] = f"{found.get(table, '')} {region}"
    return found


def _servers(ports: Ports, which: str) -> list[dict]:
    metrics = f"http://127.0.0.1:{ports['hbase-master']['http']}/api/v1/admin/cluster_metrics"
    return ask_json(f"{metrics}/{which}_servers")["data"]


def _regions(servers: Iterable[dict]) -> Iterator[str]:
    """Names of regions, but for HBase's own."""
    return (name for server in servers for name in server["region_status"] if not name.startswith("hbase:"))
