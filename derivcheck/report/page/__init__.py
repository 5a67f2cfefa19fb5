"""What stands in every page beside the report: `style.css` and `script.js`, and the libraries that draw its charts.

In: nothing. Out: text to be put into a page, so that it needs no other file. Open `assets.py` first.
"""
