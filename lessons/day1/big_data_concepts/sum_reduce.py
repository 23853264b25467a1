"""A reducer for Hadoop Streaming: adds the numbers of each key. Its input is sorted by key."""

import sys
from itertools import groupby

pairs = (line.rstrip("\n").split("\t") for line in sys.stdin)
for key, group in groupby(pairs, key=lambda pair: pair[0]):
    print(f"{key}\t{sum(int(number) for _, number in group)}")
