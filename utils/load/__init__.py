"""The loading stage: the batch lane from the agent to a tidy partition in HDFS, and the tables beside it.

batch               the batch lane at work: status files through the agent, until every file in HDFS is closed
ledger              status files: the same content is collected once
partitions          what lies in HDFS: folders by date of collection, files, rows, rows of each car
arrivals            rows by date of collection and date of the event; late ones
tables              tables loaded once: the same file again changes nothing, a changed one replaces
compaction          few files instead of many, one row instead of several
compaction_engines  the two that do it: Spark, and this process
commit              their files put in the place of the old ones while others read
"""
