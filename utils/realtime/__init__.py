"""The real-time loading stage: every row into HBase, every car that speeds into Redis.

windows    thirty seconds of a car in event time, by hand; rows that come too late
charts     windows and late rows as pictures
drawings   Storm, HBase and Redis as drawings
copier     from Kafka into Redis, by a program of its own that can be killed
"""
