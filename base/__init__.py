"""What everything else stands on; it imports nothing of ours.

settings    where things are kept and how they are run, read from the environment
exceptions  every error of the course, in one tree
waiting     the one loop that waits
stopping    a program that is told to end cleans up first
properties  values as a Java properties file writes them
"""
