"""The mapper of strong steering with a guard: a line that is no row is counted and skipped."""

import re
import sys

STRONG = ("L2", "L3", "R2", "R3")
ROW = re.compile(r"\d{14},[A-Z]\d{4},[0-5],[0-3],(F|[LR][123]),[NLR],\d{1,3},[A-F]\d\d")

for line in sys.stdin:
    line = line.rstrip("\n")
    if ROW.fullmatch(line):
        fields = line.split(",")
        if fields[4] in STRONG:
            print(f"{fields[1]}\t1")
    else:
        print("reporter:counter:lines,SKIPPED,1", file=sys.stderr)  # Hadoop Streaming adds 1 to a counter of the job
