"""The numbers that decide something and cannot be derived where they are used, each with its reason.

In: nothing. Out: named records, a file for each room that uses them. Open `record.py` first, then the file of a room.
"""
