"""The speeding rule: a car whose average over thirty seconds of event time lies above a threshold.

rule        the rule, a drive at one second, an alert
reference   the rule in plain Python over a list: what every engine must agree with
watch       the rule over one partition as rows arrive, with a state that survives a kill
backlog     rows before a certain one, read again from Kafka
store       alerts, rule and state in Redis: one transaction for each checkpoint
alerts      alerts and the rule, as lessons read and change them
structured  the same rule in Spark Structured Streaming
"""
