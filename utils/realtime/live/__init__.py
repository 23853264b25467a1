"""The speed lane at this moment.

hops      what each hop is, and how it is at one moment
growing   the driving log as it grows
readings  how far each hop has come, asked of all of them side by side
picture   those answers as plain data: what moves and what stands still
words     the same in a sentence, with what to type
lookout   one look after the other: asked, judged, and the cluster consulted when something stands still
"""
