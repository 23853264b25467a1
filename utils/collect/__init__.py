"""The collecting stage: from lines that cars write to records that others can read.

topics   make a topic, send lines to it, read it, ask how much it holds
lane     a short run of the speed lane, with a count at every hop
"""
