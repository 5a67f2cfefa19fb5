"""The explorer: a page on this machine that answers while a formula is typed and x is moved.

In: a formula to begin with. Out: a server on 127.0.0.1, until it is interrupted. Open `server.py` first for who may
ask, then `answer.py` for what is told.
"""
