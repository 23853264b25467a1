"""The table DriverCarInfo of HBase.

keys      its row keys
row_keys  what a row key costs: loads of regions, rows read for one car and hour
regions   the regions of a table, with their rows
hfiles    its files on HDFS: flushed, asked for, merged
charts    loads of regions as a picture
"""
