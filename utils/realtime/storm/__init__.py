"""The topology DriverCarInfo.

topology  the topology as data, and as the YAML of Flux
bolts/    its bolts in Python, as Storm starts them
running   submit, list, kill and rebalance topologies; what their components did
"""
