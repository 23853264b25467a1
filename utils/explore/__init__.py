"""The exploring stage: the files of the lake become tables that people ask.

sql         the statements, each in a file of its own that `beeline -f` takes as it is
statements  a statement by its name
tables      the four external tables, and the partitions that the metastore knows of them
panel       `%%sql` in a notebook, on either engine
marts       the marts: from what each is made, how it is cut, and when
checks      what a mart must pass before anybody reads it
publish     rows staged, checked, and published in one step
iceberg     mart 1 once more, as a table format of today
flows       the nightly workflows: steps, order, hours
oozie       a workflow as Oozie's XML, and what a submission needs
assets      the same workflows for Dagster
account     the status lane's account, on to the mart
drives      rows of HBase's table copied into the lake, day by day, so that SQL reaches them
"""
