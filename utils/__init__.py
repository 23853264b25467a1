"""The pilot by stage, and what its lessons share. Imports run downward in this list.

collect, load, realtime  stages, as a team would operate them; explore, analyse, learn and serve come with their lessons
figures                  charts and drawings of what stages hold
lab                      experiments and looks that two or more lessons share
pages                    what is served to a browser
lesson                   the kit of every lesson
"""
