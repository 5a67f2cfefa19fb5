"""Bessel functions.

DLMF 10.6.1, 10.29.1.
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
)
