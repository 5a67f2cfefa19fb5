r"""What the commands of LaTeX mean that are read: which change only the looks, and which are signs."""

from __future__ import annotations

SPACES = frozenset(
    r"\, \; \: \> \! \quad \qquad \displaystyle \textstyle \scriptstyle \limits \nolimits \big \Big \bigg \Bigg \boxed "
    r"\ensuremath \small \large \Large \LARGE \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \middle".split()
) | {"\\"}
"""What changes only the looks."""

_COMPARISONS = {
    **{r"\lt": "<", r"\gt": ">", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<="},
    **{r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=", r"\ne": "!=", r"\neq": "!="},
}

SIGNS = {
    **{r"\cdot": "*", r"\times": "*", r"\ast": "*", r"\div": "/"},
    **{r"\{": "(", r"\lbrace": "(", r"\}": ")", r"\rbrace": ")", r"\vert": "|", r"\mid": "|"},
    **{r"\lbrack": "(", r"\rbrack": ")"},
    **{r"\bmod": "%", r"\%": "%", r"\land": "and", r"\wedge": "and", r"\lor": "name", r"\vee": "name"},
    **dict.fromkeys(_COMPARISONS, "comparison"),
    r"\exponentialE": "name",
}
"""Commands that are signs of a formula, with the kind of their token."""

TEXTS = {
    **{r"\{": "{", r"\lbrace": "{", r"\}": "}", r"\rbrace": "}", r"\lbrack": "[", r"\rbrack": "]"},
    **{r"\vert": "|", r"\mid": "|", r"\lor": "or", r"\vee": "or", r"\exponentialE": "e"},
    **_COMPARISONS,
}
"""The text of those that have another than their own."""

ROUNDED = {
    **{r"\lfloor": "floor", r"\lceil": "ceil"},
    **{"\N{LEFT FLOOR}": "floor", "\N{LEFT CEILING}": "ceil"},
}
"""Brackets that are functions."""

ROUNDED_PAIRS = {
    **{r"\lfloor": r"\rfloor", r"\lceil": r"\rceil"},
    **{"\N{LEFT FLOOR}": "\N{RIGHT FLOOR}", "\N{LEFT CEILING}": "\N{RIGHT CEILING}"},
}

ROUNDED_ENDS = frozenset(ROUNDED_PAIRS.values())

UPRIGHT = frozenset(
    r"\mathrm \operatorname \text \mathit \textrm \mathop \mathbf \textit \rm \mathsf \mathcal "
    r"\boldsymbol \bm \it \bf".split()
)
"""What sets a name in another type."""

FRACTIONS = frozenset(r"\frac \dfrac \tfrac \cfrac \nicefrac \sfrac".split())
