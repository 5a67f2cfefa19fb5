"""The ground: exceptions, limits on input, time limits, and the way to a report, which every room stands on.

In: nothing of derivcheck. Out: exception classes, constants, a deadline. Open `errors.py` first.
"""
