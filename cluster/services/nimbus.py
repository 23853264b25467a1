"""Questions to nimbus in its own protocol, Thrift; the structures stand in ``nimbus.thrift`` beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from base.exceptions import ServiceError

IDL = Path(__file__).with_suffix(".thrift")


@cache
def thrift():
    """The structures of nimbus' interface, such as ``thrift().KillOptions(wait_secs=0)``."""
    import thriftpy2

    return thriftpy2.load(str(IDL), module_name="storm_thrift")


@contextmanager
def client(port: int, timeout: float) -> Iterator:
    """A client of nimbus; its methods are those of ``nimbus.thrift``. Raises `ServiceError` with nimbus' words."""
    from thriftpy2.protocol import TBinaryProtocolFactory
    from thriftpy2.rpc import make_client
    from thriftpy2.thrift import TException
    from thriftpy2.transport import TFramedTransportFactory

    try:
        connection = make_client(
            thrift().Nimbus,
            "127.0.0.1",
            port,
            proto_factory=TBinaryProtocolFactory(),
            trans_factory=TFramedTransportFactory(),
            timeout=int(timeout * 1000),
        )
        try:
            yield connection
        finally:
            connection.close()
    except (TException, OSError) as error:
        said = getattr(error, "msg", None) or getattr(error, "message", None) or error
        raise ServiceError(f"Nimbus: {said}. Type: cluster status") from error
