"""A little server that answers HELLO, and can misbehave: ``server.py PORT [FAULT …]``.

slow: answers after two seconds. mute: takes connections, answers nothing. wrong: answers something else.
stubborn: ignores TERM. parent: starts a child that lives on its own. heavy: has threads, and memory that takes a moment
to be given back.
"""

import signal
import socket
import subprocess
import sys
import threading
import time

port, faults = int(sys.argv[1]), sys.argv[2:]
if "dies" in faults:
    print("I cannot find my configuration")
    sys.exit(3)
if "stubborn" in faults:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "parent" in faults:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
if "heavy" in faults:
    memory = bytearray(400_000_000)
    for _ in range(40):
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
if "slow" in faults:
    time.sleep(2)
with socket.create_server(("127.0.0.1", port)) as server:
    print("listening", flush=True)
    while True:
        connection, _ = server.accept()
        if "mute" not in faults:
            connection.sendall(b"SORRY" if "wrong" in faults else b"HELLO")
            connection.close()
