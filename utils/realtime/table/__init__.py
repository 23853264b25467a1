"""The table DriverCarInfo of HBase.

keys    its row keys
hfiles  the table made, and its files on HDFS: flushed, listed, merged
"""
