"""Symbolic proofs that a formula is zero wherever it is defined as a real function.

In: a formula and its claimed derivative. Out: proved with its conditions, or not.
Open `proof.py` first, then `normal.py`.
"""
