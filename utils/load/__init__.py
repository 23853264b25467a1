"""The loading stage: HDFS, and the cluster that carries it.

inventory   what is installed, how much memory it takes, how it is configured
blocks      where the blocks of a file lie
watch       HDFS through a failure, over time
"""
