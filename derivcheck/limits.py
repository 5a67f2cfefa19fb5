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

MAX_MAGNITUDE_BITS = 200_000
"""Largest size of a high-precision number, as 2 to this power; far beyond float64's 2**1024."""

MAX_PRECISION_BITS = 60_000
"""Working precision at which the reference gives up."""

MAX_DIGITS = 10_000
"""Digits of the reference that may be asked for."""

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
