"""The collecting stage: from lines that cars write to records that others can read.

feed           what cars do: a finished file into the spool folder, a driving log that grows at a rate
configuration  a Flume agent as data: sources, channels, sinks, checked, written as Flume reads them
parts          what each source, interceptor, channel and sink of the pilot's agent is set to
pilot          the pilot's agents of these parts: the book's four steps, then each lane made durable
collector      the agent at work: run it, feed it, read its counters, kill it, see what it set aside
counters       what the agent counts, as a table
recovery       files of HDFS that a killed agent left open, closed and named
rejected       garbage and dead letters as the agent wrote them, each with its place
reconcile      the account of a lane by car: lines in = rows out + garbage + dead letters + rows written twice
topics         make a topic, send lines to it, read it, ask how much it holds
replicas       leader and copies of each partition; how far a group is behind
connectors     connectors of Kafka Connect, which do an agent's work from a few settings
"""
