"""A first master: makes an ephemeral znode at the path that is given, and waits until somebody ends it."""

import sys
import threading

from cluster.clients import zookeeper

zk = zookeeper(1)
zk.create(sys.argv[1], b"node-1", ephemeral=True)
threading.Event().wait()
