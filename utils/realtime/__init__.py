"""The real-time stage: from records in Kafka to rows in HBase and alerts in Redis, within a second.

speeding/  the rule that says who drives too fast, in plain Python and in Spark; its alerts and state in Redis
esper/     the same rule in Esper's EPL, and the bolt that runs it; under the GPL, as Esper is
table/     the table DriverCarInfo of HBase: row keys and files
storm/     the topology DriverCarInfo, its bolts, and how it is submitted and killed
lane/      the whole lane at work: reset, driven, measured
live/      the lane as it is at this moment: counts of every hop, what stands still, what to type
"""
