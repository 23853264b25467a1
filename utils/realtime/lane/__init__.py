"""The speed lane at work.

speed_lane  the whole lane: laid, driven, counted at every hop
rows_lane   its rows' half, as lesson 3-1 has it: begun anew, followed, raced, taken down
anew        the lane as on its first day: nothing runs, everything is empty
measure     rows counted, lag, milliseconds from a record to its row
pulse       the rows' half asked once a second
drill       rows flow, something breaks and is mended, everything is counted
outages     a server is killed in the midst of rows: before, after, written again
charts      the way of a line, and what an outage does to it
"""
