"""The real-time stage: from records in Kafka to rows in HBase and alerts in Redis, within a second.

speeding/  the rule: what is too fast, as an alert, in plain Python, in Spark, and against the truth
esper/     the same rule in Esper's EPL, and the bolt that runs it; under the GPL, as Esper is
table/     the table DriverCarInfo of HBase: row keys, regions, files
storm/     the topology DriverCarInfo, its bolts, and how it is run and broken
lane/      the whole lane at work: laid, driven, broken, mended, measured
live/      the lane as a picture that moves
drawings   Storm, HBase and Redis as drawings
copier     from Kafka into Redis, by a program of its own that can be killed
"""
