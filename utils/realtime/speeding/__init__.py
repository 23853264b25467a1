"""The speeding rule: a car whose average over thirty seconds of event time lies above a threshold.

rule           the rule, a drive at one second, an alert
reference      the rule in plain Python over a list: what the engines must agree with
watch          the rule over one partition as rows arrive, with a state that survives
store          alerts, rule and state in Redis: one transaction for each checkpoint
alerts         alerts and the rule, as lessons read and change them
structured     the same rule in Spark Structured Streaming
scoring        alerts against the truth
wrong_car      the original's fault: an alert that names another car
windows        thirty seconds of a car by hand; rows that come too late
window_charts  those windows and late rows as pictures
alert_charts   alerts against the truth, with other windows, under three rules
"""
