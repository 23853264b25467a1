"""The real-time stage: from records in Kafka to rows in HBase and alerts in Redis, within a second.

rule        the speeding rule, a drive, an alert
reference   the rule in plain Python over a list: what the engines must agree with
watch       the rule over one partition as rows arrive, with a state that survives
esper/      the rule in Esper's EPL; under the GPL, as Esper is
"""
