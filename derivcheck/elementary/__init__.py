"""Every elementary operation and function, one row each.

In: nothing. Out: the table of rows, by operation and by name. Open `row.py` first, then the file of a kind.

A row gives the names under which the libraries know the function (names only, so that no
library is imported for it) and its slopes, written by hand so that they are a witness
independent of SymPy, in forms that stay accurate at the hard ends of the domain: tanh' is
1/cosh^2, since 1 - tanh^2 loses 4 % at x = 18, and 1 - x^2 is (1 - x)(1 + x).

A slope is a function ``slope(m, *arguments, value)`` of a namespace `m` with the elementary
functions of some arithmetic, the arguments, and the function's value there. The formulas are
those of Abramowitz & Stegun, ch. 4 (elementary), 6 (gamma), 7 (erf), 9 (Bessel), of the DLMF as each
file says, and of Corless et al., "On the Lambert W function" (1996), eq. 3.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.elementary.hypergeometric import HYPERGEOMETRIC
from derivcheck.elementary.numpy_only import ONLY_IN_NUMPY
from derivcheck.elementary.piecewise import PIECEWISE
from derivcheck.elementary.powers import OPERATORS, POWERS_AND_EXPONENTIALS
from derivcheck.elementary.row import Elementary
from derivcheck.elementary.scipy_only import ONLY_IN_SCIPY
from derivcheck.elementary.special import SPECIAL
from derivcheck.elementary.trigonometric import HYPERBOLIC, TRIGONOMETRIC

__all__ = ["FUNCTIONS", "IN_CODE", "ROWS", "TABLE", "UFUNCS", "Elementary"]

ROWS = (
    *(*OPERATORS, *POWERS_AND_EXPONENTIALS, *TRIGONOMETRIC, *HYPERBOLIC, *PIECEWISE, *SPECIAL),
    *(*ONLY_IN_NUMPY, *ONLY_IN_SCIPY, *HYPERGEOMETRIC),
)

TABLE: Mapping[str, Elementary] = MappingProxyType({row.name: row for row in ROWS})
"""Row by name of the operation."""

FUNCTIONS: Mapping[str, Elementary] = MappingProxyType({name: row for row in ROWS for name in row.names})
"""Row by each name that a formula may use."""

UFUNCS: Mapping[str, Elementary] = MappingProxyType({row.numpy: row for row in ROWS if row.numpy})
"""Row by the name of the NumPy function."""

# The ufuncs that the functions of `scipy.special` call, and whose order is a whole number.
_OTHER_NAMES = {"zeta": "zeta", "_riemann_zeta": "zeta", "kn": "besselk", "yn": "bessely"}
_OTHER_NAMES |= {"kl_div": "kl_div"}

IN_CODE: Mapping[str, Elementary] = MappingProxyType(
    {
        **FUNCTIONS,
        **{row.scipy: row for row in ROWS if row.scipy and row.output is None},
        **{ufunc: TABLE[name] for ufunc, name in _OTHER_NAMES.items()},
        **UFUNCS,
    }
)
"""Row by the name of a ufunc of NumPy or of `scipy.special`, some of which have the name that formulas have."""
