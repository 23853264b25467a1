"""The exploring stage: looking at what was collected, before anything is concluded.

areas    the city as a grid, coloured by a number
drivers  how drivers differ
"""
