"""The loading stage: HDFS and the cluster that carries it, and the stores beside it.

namenode     orders to the NameNode, each of them one step
partitions   the batch lane in HDFS: folders by date of collection, files, rows, rows of each car
part_sizes   the files of a partition as a picture
arrivals     rows by date of collection and date of the event; late ones
once         tables: the same file again changes nothing, a changed one replaces
ledger       status files: the same content is collected once
batch        the batch lane at work: status files through the agent, until every file in HDFS is closed
recovery     files that a killed agent left open, closed and named
compaction   few files instead of many, one row instead of several
rewriting    its two engines, Spark and this process; swap: their work put in place while others read
inventory    what is installed, how much memory it takes, how it is configured
blocks       where the blocks of a file lie
watch        HDFS through a failure, over time
replica      Redis' replica behind a link that can be cut
witness      asks every server of three stores while the network breaks and heals
timeline     its answers as a picture
decision     the questions that lead to a kind of store
write_path  who tells whom what while a file is written, and what readers see of it meanwhile
small_files one file for each car and minute, against the same rows in one file
heap        the objects that live in the heap of a Java process; attach: the question it is asked
safe_mode   a NameNode that starts while blocks are missing
rolling     when a writer closes its file and begins the next
two_dates   when a row was collected, and when it happened
"""
