"""Text as an arithmetic: evaluating a formula in it writes the formula out.

In: names and numbers. Out: a formula as its user would type it. Open `writing.py` first.
"""
