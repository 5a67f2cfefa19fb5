"""Is a claimed formula right: held against the derivative in balls, at the point and at fresh points.

In: two formulas and a point. Out: what a `Check` says. Open `claim.py` first, then `judgement.py`;
`intervals/` covers whole intervals, `proof/` all real x, and `diagnosis/` finds what is wrong.
"""
