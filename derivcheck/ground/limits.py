"""Limits on input, in one place.

They keep hostile input from exhausting time or memory and are generous to honest work: a
published antiderivative has thousands of characters, a few hundred operations and nests a
dozen deep. None of them decides a verdict.
"""

from __future__ import annotations

MAX_LENGTH = 100_000
"""Characters in a formula."""

MAX_NODES = 20_000
"""Distinct operations, numbers and variables in a formula."""

MAX_NESTING = 100
"""Depth of parentheses, function calls, powers and signs within one another."""

MAX_INTEGER_BITS = 4_096
"""Size of the numerator or denominator of an exact constant, as 2 to this power."""

MAX_CODE_OPERATIONS = 20_000
"""Operations on numbers that one run of a callable may take in high precision, where it is run some twenty times."""

MAX_MAGNITUDE_BITS = 65_536
"""Largest argument of a high-precision function, as 2 to this power; far beyond float64's 2**1024."""

MAX_EXPONENT_BITS = 2_048
"""Largest argument of a high-precision exponential or power, as 2 to this power: the square of float64's."""

MAX_FUNCTION_SECONDS = 1.5
"""Time for one value of a special function in high precision."""

MAX_WRITTEN_MAGNITUDE_BITS = 1_000_000_000
"""Largest size of a derivative whose decimal digits are computed, as 2 to this power, or to minus it."""

MAX_PRECISION_BITS = 60_000
"""Working precision at which the reference gives up."""

MAX_DIGITS = 4_000
"""Digits of the reference that may be asked for; Python itself writes up to 4,300."""

MAX_STEPS = 2_000
"""Step sizes on one error curve."""

MAX_OFFSETS = 25
"""Nodes of a user-defined stencil."""

MAX_ORDER = 4
"""Order of the derivative in a comparison of finite differences."""

MAX_NAME_LENGTH = 64
"""Characters in the name of a variable."""

MAX_SYMBOLIC_SIZE = 5_000
"""Operations, repeated ones counted again, of a formula that SymPy differentiates."""

MAX_SYMBOLIC_SECONDS = 10.0
"""Time for a symbolic derivative."""

MAX_CANDIDATES = 40
"""Points that are looked at in search of the common real domain of a function and a claim."""

MAX_SCANNED = 16_384
"""Floats at which it is seen whether function and claim are defined, where no candidate will do."""

MAX_BOXES = 4_096
"""Boxes that an interval certificate may look at."""

MAX_BOX_OPERATIONS = 400_000
"""Operations, one for each box and node of the formulas, that an interval certificate may take."""

MIN_BOX_WIDTH = 2.0**-44
"""Width, as a part of the interval, below which a box is not split for the sake of a smaller bound."""

MIN_SINGULAR_BOX_WIDTH = 2.0**-14
"""Width, as a part of the interval, below which a box around a singular point is set aside."""

MIN_LOCATION_WIDTH = 2.0**-50
"""Width, as a part of the interval, to which a singular point is located."""

MAX_PROOF_SECONDS = 10.0
"""Time for a symbolic proof."""

MAX_PROOF_BYTES = 2**30
"""Memory of the process that searches for a proof, where the system can limit it."""

MAX_PROOF_TERMS = 2_000_000
"""Terms of a polynomial in a proof."""
