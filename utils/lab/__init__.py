"""Experiments and looks that two or more lessons share; what one lesson uses lies in its room.

lake          two nights in the lake, marts of them, and files that should not be there
asking        a learner's question on trial, and SQLite where no server runs
engines       questions asked of several engines in turns
blocks        where the blocks of a file in HDFS lie
hdfs_watch    HDFS through a failure: live DataNodes and copies of blocks, over time
inventory     what is installed, how much memory it takes, how it is configured
faults        what may happen to a lane, done on purpose: a service away, an agent killed at work
drill         rows flow, something breaks and is mended, and everything is counted
symptoms      rows of the symptom mart that nobody drove, as many as are wanted
turns         times of several ways to do one thing, taken in turns
typed         the command of the cluster as a terminal runs it
storm_faults  parts of a running topology that can be killed one by one
"""
