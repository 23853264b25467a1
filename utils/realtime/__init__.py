"""The real-time stage: from records in Kafka to rows in HBase and alerts in Redis, within a second.

windows     thirty seconds of a car in event time, by hand; rows that come too late
charts      windows and late rows as pictures
drawings    Storm, HBase and Redis as drawings
copier      from Kafka into Redis, by a program of its own that can be killed
rule        the speeding rule, a drive, an alert
reference   the rule in plain Python over a list: what the engines must agree with
watch       the rule over one partition as rows arrive, with a state that survives
esper/      the rule in Esper's EPL; under the GPL, as Esper is
"""
