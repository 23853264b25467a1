"""A mapper for Hadoop Streaming: the car number of every driver line with strong steering, and a 1."""

import sys

STRONG = ("L2", "L3", "R2", "R3")

for line in sys.stdin:
    fields = line.rstrip("\n").split(",")
    if fields[4] in STRONG:
        print(f"{fields[1]}\t1")
