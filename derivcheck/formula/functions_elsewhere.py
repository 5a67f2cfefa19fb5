"""Functions that other systems have, and what to write here instead."""

from __future__ import annotations

from derivcheck.formula.names import LETTERS_TOO

ELSEWHERE = {
    "psigamma": "polygamma(n, x)",
    "ellipke": "ellipk(m) or ellipe(m)",
    "diff": "the formula alone; a derivative to be taken is not read",
    "derivative": "the formula alone; a derivative to be taken is not read",
    "cis": "its real or imaginary part",
    "airy": "airyai(x) or airybi(x)",
    "fresnel": "fresnels(x) or fresnelc(x)",
}
"""Each with what to write."""

CALLED_ELSEWHERE = {
    "fac": (("gamma(… + 1)",), ""),
    "arcosec": (("acsc(…)",), ""),
    "arcotg": (("acot(…)",), ""),
    "sqr": (("…^2", "sqrt(…)"), ", for systems differ"),
    "lg": (("log10(…)", "log2(…)"), ", for books differ"),
    "frac": (("(… - floor(…))", "(… - trunc(…))"), ", for books differ"),
    "phi": (("normcdf(…)", "normpdf(…)"), ", the normal distribution function and its density"),
    "si": (("Si(…)", "(Si(…) - pi/2)"), ", which it is in some books"),
    "ci": (("Ci(…)",), ""),
    "ei": (("Ei(…)",), ""),
    "shi": (("Shi(…)",), ""),
    "chi": (("Chi(…)", "chi*(…)"), ""),
    "li": (("li(…)", "(li(…) - li(2))", "polylog(2, …)"), ", for books differ"),
    "dilog": (("polylog(2, …)", "spence(…)"), ", which is polylog(2, 1 - x)"),
    "cdf": (("normcdf(…)",), " for the normal distribution"),
    "pdf": (("normpdf(…)",), " for the normal distribution"),
}
"""Those of one argument, with what they are here, and what goes on behind that."""

WITHOUT_LIKE = frozenset(
    "softmax ldexp frexp csgn nextafter copysign normppf besselh betainc ellipj ellippi ellipf "
    "csqrt cexp clog dexp dgamma dbeta dpois dbinom dunif dchisq pexp pgamma pbeta punif "
    "int sum prod limit re im arg conj gd hav "
    "theta delta dirac eta sinhc tri rect".split()
)
"""Those that have no like here: another name would be another function."""


def is_function_elsewhere(name: str) -> bool:
    """Return whether a name is a function in other systems, and of no row here: zeta(x) is no product.

    Examples
    --------
    >>> is_function_elsewhere("Phi"), is_function_elsewhere("alpha")
    (True, False)
    """
    small = name.lower()
    return small in WITHOUT_LIKE or small in ELSEWHERE or small in CALLED_ELSEWHERE or name in LETTERS_TOO
