"""The collecting stage: from lines that cars write to records that others can read.

topics           make a topic, send lines to it, read it, ask how much it holds
configuration    a Flume agent as data: sources, channels, sinks, checked, written as Flume reads them
pilot            the pilot's agents: the book's four steps, then each lane made durable, with every line judged
collector        the agent at work: run it, feed it, read its counters, kill it, see what it set aside
feed             what cars do: a finished file into the spool folder, a driving log that grows at a rate
drills           what may happen to a lane, done on purpose: a reader away, a kill in mid file or with a backlog
verdict          what a line is: a row, garbage, or a dead letter with the reason
rejected         garbage and dead letters as the agent wrote them, each with its place
reconcile        the account of a lane by car: lines in = rows out + garbage + dead letters + rows written twice
agent            the configuration of the pilot's Flume agent, to be read before it runs
agent_drawings   that agent, the way of a judged line, and four ways to put agents together
reading          a configuration with short names of places, and what is new in it
trial            three lanes alike but for their channels, for one failure; trial_charts: its pictures
archive          a reader that is started now and then, and goes on where it stopped
connectors       connectors of Kafka Connect, which do an agent's work from a few settings
replicas         leader and copies of each partition; how far a group is behind
replica_charts   both as pictures
readers          several readers at the same time, alone or in groups
display          a reader that is a program of its own, so that it can be killed
senders          a sender that counts what it believes to be delivered
"""
