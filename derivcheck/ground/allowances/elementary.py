"""Allowances of `elementary`: how far the float64 functions of NumPy and SciPy are off.

Correct rounding, half a unit in the last place, is IEEE 754's and no allowance. The sampled points are those of
`tests/elementary/test_rows.py`.
"""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

_UNIT = "units in the last place"
_DECIDES = "whether a running error bound holds, and a claim is said to lose digits"

ROUNDED = Allowance(
    0.75, _UNIT, "derived: half a unit; next to it neither the ball nor rounding twice, to float32, counts", _DECIDES
)
EXPONENTIAL = Allowance(
    1.0, _UNIT, "calibrated on sampled points: 0.6 at most; measured too by Zimmermann, hal-03141101 (2021)", _DECIDES
)
LOGARITHM = Allowance(
    2.0,
    _UNIT,
    "calibrated on sampled points: 0.6 at most; 1.7 near 1.016 by NumPy 1.26 on processors with AVX-512",
    _DECIDES,
)
POWER = Allowance(2.0, _UNIT, "calibrated on sampled points: 0.8 at most", _DECIDES)
LIBRARY = Allowance(4.0, _UNIT, "calibrated on sampled points: 3.3 at most, for lambertw and erfc", _DECIDES)
LOG_GAMMA = Allowance(8.0, _UNIT, "calibrated on sampled points: 7.9 at most", _DECIDES)
LOG_NORMAL = Allowance(8.0, _UNIT, "calibrated on sampled points: 4.1 for log_ndtr of SciPy 1.13", _DECIDES)
GAMMA = Allowance(16.0, _UNIT, "calibrated on sampled points: 2.8 at most, for gamma and polygamma", _DECIDES)
MODIFIED_BESSEL = Allowance(16.0, _UNIT, "calibrated on sampled points: 3.3 at K_100(0.74)", _DECIDES)
BESSEL = Allowance(512.0, _UNIT, "calibrated on sampled points: 233 at J_100(900)", _DECIDES)
ERROR_FUNCTION = Allowance(64.0, _UNIT, "calibrated on sampled points: 42 for dawson at 0.0171, 12 for erfi", _DECIDES)
BETA = Allowance(512.0, _UNIT, "calibrated on sampled points: 196 for beta(73.1, -0.197), 97 for betaln", _DECIDES)
INCOMPLETE_GAMMA = Allowance(128.0, _UNIT, "calibrated on sampled points: 55 for gammainc(0.505, 1.034)", _DECIDES)
INCOMPLETE_BETA = Allowance(64.0, _UNIT, "calibrated on sampled points: 10 for betainc(11.9, 92.3, 0.127)", _DECIDES)
HYPERGEOMETRIC = Allowance(
    512.0, _UNIT, "chosen: 99 of 100 sampled points are within 360; values that are further off are not used", _DECIDES
)
INTEGRAL = Allowance(16.0, _UNIT, "calibrated on sampled points: 6.1 for spence(0.506), 4.5 for expint", _DECIDES)
AIRY = Allowance(64.0, _UNIT, "calibrated on sampled points: 18 for airyaiprime(2.06)", _DECIDES)
RISING = Allowance(512.0, _UNIT, "calibrated on sampled points: 184 for poch(37.1, 0.064), 129 for binom", _DECIDES)
SCALED_BESSEL = Allowance(512.0, _UNIT, "calibrated on sampled points: 230 for ive(0.5, 20.02), 19 for kve", _DECIDES)
