"""Rounded decimals: whether a claim is right to the digits of its constants, and which numbers these stand for.

In: a claim that is refuted with its decimals read exactly. Out: a verdict with the decimals taken for
any number that rounds to them, or the cause. Open `reading.py` first.
"""
