"""Figures that two or more lessons show, and what every figure is made with.

plots     one style for all, fonts, colours; `show` draws a figure with its alternative text
fonts     letters for pages: Hangul for a machine that has no font for it
boxes     the kit of drawings: a canvas with boxes, frames and arrows
agents    drawings of Flume: the pilot's agent, the way of a judged line, four ways to put agents together
"""
