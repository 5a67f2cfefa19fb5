"""Special functions, all of them, and those that make no file of their own."""

from __future__ import annotations

from derivcheck.elementary.activations import ACTIVATIONS
from derivcheck.elementary.bessel_functions import BESSEL_FUNCTIONS
from derivcheck.elementary.error_functions import ERROR_FUNCTIONS
from derivcheck.elementary.gamma_functions import GAMMA_FUNCTIONS
from derivcheck.elementary.integral_functions import INTEGRAL_FUNCTIONS
from derivcheck.elementary.row import function

LAMBERT = function(
    "lambertw",
    lambda m, x, y: m.exp(-y) / (1 + y),
    numpy=None,
    scipy="lambertw",
    sympy="LambertW",
    nearby=True,
)

SPECIAL = (*ERROR_FUNCTIONS, *GAMMA_FUNCTIONS, *BESSEL_FUNCTIONS, *INTEGRAL_FUNCTIONS, LAMBERT, *ACTIVATIONS)
