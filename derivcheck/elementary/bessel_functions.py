"""Bessel and Airy functions.

DLMF 10.6.1, 10.29.1 (Bessel), 9.2.1 (Airy).
"""

from __future__ import annotations

from derivcheck.elementary.row import function
from derivcheck.ground.allowances import elementary as accuracy

BESSEL_FUNCTIONS = (
    function(
        "besselj",
        None,
        lambda m, n, x, y: (m.besselj(n - 1, x) - m.besselj(n + 1, x)) / 2,
        numpy=None,
        scipy="jv",
        ball="bessel_j",
        error=accuracy.BESSEL,
        nearby=True,
    ),
    function(
        "bessely",
        None,
        lambda m, n, x, y: (m.bessely(n - 1, x) - m.bessely(n + 1, x)) / 2,
        numpy=None,
        scipy="yv",
        ball="bessel_y",
        error=accuracy.BESSEL,
        nearby=True,
    ),
    function(
        "besseli",
        None,
        lambda m, n, x, y: (m.besseli(n - 1, x) + m.besseli(n + 1, x)) / 2,
        numpy=None,
        scipy="iv",
        ball="bessel_i",
        error=accuracy.MODIFIED_BESSEL,
        nearby=True,
    ),
    function(
        "besselk",
        None,
        lambda m, n, x, y: -(m.besselk(n - 1, x) + m.besselk(n + 1, x)) / 2,
        numpy=None,
        scipy="kv",
        ball="bessel_k",
        error=accuracy.MODIFIED_BESSEL,
        nearby=True,
    ),
    *(
        function(
            name,
            lambda m, x, y, name=name: getattr(m, f"{name}prime")(x),
            numpy=None,
            scipy="airy",
            output=place,
            ball=name.replace("airy", "airy_"),
            error=accuracy.AIRY,
            nearby=True,
        )
        for name, place in (("airyai", 0), ("airybi", 2))
    ),
    *(
        function(
            f"{name}prime",
            lambda m, x, y, name=name: x * getattr(m, name)(x),
            numpy=None,
            scipy="airy",
            output=place,
            mpmath=None,
            ball=None,
            error=accuracy.AIRY,
            nearby=True,
            # Over a disc each would be bounded by the other, for ever.
            analytic=False,
        )
        for name, place in (("airyai", 1), ("airybi", 3))
    ),
)
