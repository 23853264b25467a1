"""Measurements: each folder has a README with its commands and what they gave.

bench  a cluster of its own for a measurement, and what else the machine did
"""
