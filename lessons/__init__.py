"""The rooms of lessons: ``lessons/dayN/<topic>/`` holds all that one lesson alone uses.

lesson     the source, in percent format; ``course build`` makes ``dayN/NN_<topic>.ipynb`` of it
exercises  its exercises, named q1, q2, …, and its quiz
*          its props: figures, experiments and programs of this lesson

No room imports another. What a second lesson wants moves to `utils.lab`, or to a stage if a team would operate it.
"""
