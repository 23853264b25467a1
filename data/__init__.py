"""The data of the smart-car pilot: a seeded simulator of six data sets, and the contract of their records.

>>> from data import simulate
>>> world = simulate("tiny", seed=7)
>>> world.status().shape
(1000, 13)

In reading order, each module one idea:

record          a record type, and how to read and write a line of it
records         the record types of the six data sets: names, types, limits, Korean names
scale           how many cars for how long, in one word
random_streams  seeded randomness, one stream per purpose and car
registry        the 2,600 cars, and who of them is wild, ailing, or what kind of owner
moods           calm, hurried, weaving: spells of some minutes
driving         the drive, second by second: mood, pedals, area, speed
status          data set A, read from the drive, with drifts and faults
driver          data set B, read from the same drive
market          data sets D and E: purchases and income
incidents       data set F: driving situations and the accident possibility
truth           what really holds, for scoring code alone
world           scale, seed and start; frames of each data set
validation      what a line is: a row, garbage, or a dead letter with the reason
text            lines from look-up tables
faults          late, duplicate, malformed, out_of_order, wrong_clock, broker_outage
writing         a world to files
files           where the data sets of a folder lie; the book's own files in their place
reading         files back to frames
cache           `dataset`: written once, kept
pace            lines at the speed of the event time
dictionary      the data dictionary, made from the record types
sample          the committed sample, made from a small world

Times are wall-clock times of Asia/Seoul, kept without a zone as in the files.
"""

from data.cache import dataset
from data.files import Files, Outage, Written
from data.pace import pace
from data.scale import SCALES, Scale
from data.world import SEED, START, World, simulate
from data.writing import write

__all__ = [
    "SCALES",
    "SEED",
    "START",
    "Files",
    "Outage",
    "Scale",
    "World",
    "Written",
    "dataset",
    "pace",
    "simulate",
    "write",
]
