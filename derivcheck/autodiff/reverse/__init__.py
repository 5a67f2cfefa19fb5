"""A run recorded as a list of operations, and accumulated in either direction.

In: NumPy code or a formula. Out: a trace, or a gradient in one sweep. Open `record.py` first, then `recording.py`.
"""
