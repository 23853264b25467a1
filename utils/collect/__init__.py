"""The collecting stage: from lines that cars write to records that others can read.

topics           make a topic, send lines to it, read it, ask how much it holds
lane             a short run of the speed lane, with a count at every hop
agent            the configuration of the pilot's Flume agent, to be read
agent_drawings   that agent, and four ways to put agents together
replicas         leader and copies of each partition; how far a group is behind
replica_charts   both as pictures
readers          several readers at the same time, alone or in groups
display          a reader that is a program of its own, so that it can be killed
senders          a sender that counts what it believes to be delivered
"""
