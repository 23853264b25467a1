"""The live picture of the speed lane.

hops     how far each hop has come, asked every second
growing  the driving log as it grows
picture  those answers as plain data: what moves and what stands
words    how that is said, with what to type
page     the picture as HTML, for a page of its own and for a cell of a notebook
charts   rows at each hop over time, alerts on the map
"""
