"""The speed lane at work.

reset       end every topology; empty topics, table and alerts
speed_lane  the whole lane: laid, driven, counted at every hop
measure     rows counted, lag, milliseconds from a record to its row or alert
"""
