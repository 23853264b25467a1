"""The real-time stage: from records in Kafka to rows in HBase and alerts in Redis, within a second.

windows     thirty seconds of a car in event time, by hand; rows that come too late
charts      windows, late rows and loads of regions as pictures
drawings    Storm, HBase and Redis as drawings
hfiles      the files of a table of HBase: flushed, asked for, merged
row_keys    what a row key costs: loads of regions, rows read for one car and hour
copier      from Kafka into Redis, by a program of its own that can be killed
rule        the speeding rule, a drive, an alert
reference   the rule in plain Python over a list: what the engines must agree with
watch       the rule over one partition as rows arrive, with a state that survives
esper/      the rule in Esper's EPL, and the bolt that runs it; under the GPL, as Esper is
store       alerts, rule and state in Redis: one transaction for each checkpoint
bolts/      the other bolts, as Storm starts them
keys        row keys of the table DriverCarInfo
topology    the topology DriverCarInfo as data, and as the YAML of Flux
running     submit, list, kill and rebalance topologies; what their components did
anew        the lane as on its first day: nothing runs, everything is empty
faults      the parts of a running topology, to be killed one by one
drill       rows flow, something breaks and is mended, everything is counted
measure     rows counted, lag, milliseconds from a record to its row
alerts      alerts and the rule, as lessons read and change them
structured  the same rule in Spark Structured Streaming
lane        the whole lane for real: laid, driven, counted at every hop
hops_chart  rows at each hop over time, alerts on the map
hops        how far each hop has come, asked every second; growing: the log as it grows
live        those answers as a picture: what moves and what stands; words: how that is said
page        the picture as HTML, for a page of its own and for a cell of a notebook
rows_lane   the rows' half of the lane, as lesson 3-1 has it: begun anew, followed, raced, taken down
flux_reading  portions of the YAML and of the bolts, for reading
pulse       the lane asked once a second; lane_charts: what came of it, and the way of a line
outages     a server is killed in the midst of rows: before, after, written again
regions     the regions of a table, with their rows
scoring     alerts against the truth
alert_charts  alerts against the truth, with other windows, under three rules
wrong_car   the original's fault: an alert that names another car
"""
