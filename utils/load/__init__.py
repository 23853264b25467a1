"""The loading stage: HDFS and the cluster that carries it, and the stores beside it.

inventory   what is installed, how much memory it takes, how it is configured
blocks      where the blocks of a file lie
watch       HDFS through a failure, over time
replica     Redis' replica behind a link that can be cut
witness     asks every server of three stores while the network breaks and heals
timeline    its answers as a picture
decision    the questions that lead to a kind of store
"""
