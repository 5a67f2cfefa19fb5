"""Claims about Python code of one number: held against the best witness that the code allows.

In: a pair of callables, one of which may be a formula. Out: a verdict with its reason. Open `verdict.py` first.
"""
