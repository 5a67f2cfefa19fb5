"""The command line: arguments in, a report out, the verdict as exit status.

In: the words of a command. Out: text on standard output and a status. Open `main.py` first, then `options.py`.
"""
