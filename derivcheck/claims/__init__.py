"""Is a claimed formula right: held against the derivative in balls, at the point and at fresh points.

In: two formulas and a point. Out: what a `Check` says. Open `judgement.py` first;
`intervals/` covers whole intervals, `proof/` all real x, and `diagnosis/` finds what is wrong.
"""
