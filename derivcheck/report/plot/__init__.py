"""The pictures: error curves drawn with matplotlib, graphs written for Graphviz.

In: a result. Out: a figure, or DOT text. Open `plot.py` first.
"""
