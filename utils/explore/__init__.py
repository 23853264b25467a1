"""The exploring stage: looking at what was collected, before anything is concluded.

areas      the city as a grid, coloured by a number
drivers    how drivers differ
history    the growth of data and the history of stores
measure    what makes our own data big, in numbers
mapreduce  MapReduce jobs: scripts, results, tasks over time

steering_map, steering_map_guarded and sum_reduce are those scripts: Hadoop Streaming runs each as a program.
"""
