"""Limits on input, in one place.

They keep hostile input from exhausting time or memory and are generous to honest work: a
published antiderivative has thousands of characters, a few hundred operations and nests a
dozen deep. What is beyond them is refused in words; the limits on effort after which a question is
left open are among the `allowances`.
"""

from __future__ import annotations

MAX_LENGTH = 100_000
"""Characters in a formula."""

MAX_NODES = 20_000
"""Distinct operations, numbers and variables in a formula."""

MAX_COMPARED_STEPS = 2_000
"""Distinct steps of a formula whose methods are compared, where each is run some hundred times with its bounds."""

COMPARED_BENDS = 10
"""How many of those steps one counts for that bends or jumps: which of its sides holds is followed through the rest."""

MAX_TYPED_TOKENS = 1_000
"""Numbers, names and signs of a formula of which it is asked whether signs were lost as somebody typed it: each such
place is held against all the others, and longer formulas are those of programs."""

MAX_NESTING = 100
"""Depth of parentheses, function calls, powers and signs within one another."""

MAX_INTEGER_BITS = 4_096
"""Size of the numerator or denominator of an exact constant, as 2 to this power."""

MAX_CODE_OPERATIONS = 20_000
"""Operations on numbers that one run of a callable may take in high precision, where it is run some twenty times."""

MAX_WRITTEN_MAGNITUDE_BITS = 1_000_000_000
"""Largest size of a derivative whose decimal digits are computed, as 2 to this power, or to minus it."""

MAX_DIGITS = 4_000
"""Digits of the reference that may be asked for; Python itself writes up to 4,300."""

MAX_STEPS = 2_000
"""Step sizes on one error curve."""

MAX_OFFSETS = 25
"""Nodes of a user-defined stencil."""

MAX_ORDER = 4
"""Order of the derivative in a comparison of finite differences."""

MAX_FUNCTION_ORDER = 200
"""Order of a polygamma function left of 0, of a polylogarithm, or of a derivative of zeta and the like over balls.

Arb takes seconds beyond, and for an order of 1e10 more memory than there is, which ends the process.
"""

MAX_FINE_ORDER = 5_000
"""Order of a Bessel K or an exponential integral, or parameter of an incomplete beta function, with many bits.

Beyond, Arb takes seconds with `FINE_BITS` and more, and minutes with 3,072.
"""

FINE_BITS = 512
"""Bits from which on such an order is refused; with 384 a value takes a tenth of a second."""

MAX_BESSELY_ORDER = 50_000
"""Order of a Bessel Y at a smaller argument: Arb finds no value with 3,072 bits, and takes long for it."""

MAX_ZETA_ORDER = 100
"""Order of a derivative of the zeta function in a formula; slopes and series of it have orders further on."""

MAX_ZETA_BITS = 64
"""Size of a negative argument of the zeta function that is evaluated, as 2 to this power: Arb never ends beyond."""

MAX_NAME_LENGTH = 64
"""Characters in the name of a variable."""

MAX_ANSWER_SECONDS = 10.0
"""Seconds that one answer of the explorer may take."""

MAX_ANSWER_BYTES = 2**30
"""Memory that one answer of the explorer may take, beside what its process has anyway."""

MAX_QUESTION_BYTES = 1_000_000
"""Bytes of one question to the explorer: a formula and a claim of the greatest length, in any alphabet."""

MAX_WRITTEN = 2_000
"""Operations of a formula that is written out in another notation, equal parts counted each time they occur."""

MAX_PAGE_ROWS = 500_000
"""Claims on one page; a browser draws nothing that is higher than some 600,000 rows."""

MAX_ROW = 1_000_000
"""Characters in a row of a table of claims, which has two formulas."""

MAX_MESSAGE = 400
"""Characters of an error message: what names the value, and what would work; between them a longer one is cut."""
