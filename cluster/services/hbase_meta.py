"""What ZooKeeper is told to forget before an HBase without data starts: the place of its meta table."""

from __future__ import annotations


def _frame(*parts: bytes) -> bytes:
    body = b"".join(parts)
    return len(body).to_bytes(4) + body


# to ZooKeeper: open a session of 6 s, delete the name under which the last life's meta table is found, ask whether
# it exists, close the session; the answer to one of the two is "no node"
META = _frame(b"/hbase/meta-region-server")
FORGET_META = b"".join(
    (
        _frame(bytes(12), (6000).to_bytes(4), bytes(8), _frame(bytes(16))),
        _frame(b"\0\0\0\1", b"\0\0\0\2", META, b"\xff" * 4),
        _frame(b"\0\0\0\2", b"\0\0\0\3", META, b"\0"),
        _frame(b"\0\0\0\3", b"\xff\xff\xff\xf5"),
    )
)
NO_NODE = rb"\xff\xff\xff\x9b"
