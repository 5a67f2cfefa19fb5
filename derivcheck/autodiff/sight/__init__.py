"""What keeps numbers out of sight in code that was written for floats, and how a run sees through it.

In: a callable, and an array of any class. Out: what the callable gives, run as a copy whose names for `np.zeros`,
`float` and `math.exp` stand for what takes such arrays. Open `copies.py` first.
"""
