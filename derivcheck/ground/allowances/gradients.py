"""Allowances of `gradients`: derivatives of NumPy code and of code of which only the values are seen.

"Effort" is a limit that only ever turns a verdict into unresolved, another witness, or a cause into none.
"""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

NEIGHBOURS = Allowance(3, "points", "chosen: effort; each is a run", "whether noise that some neighbours share is seen")
NEIGHBOUR_UNITS = Allowance(
    4,
    "units in the last place",
    "chosen: as near as floats allow, so that a smooth value hardly changes",
    "whether a change of the value is taken for noise, or noise not seen",
)
SAFETY = Allowance(
    8.0,
    "largest differences",
    "derived: three normal differences are all below an eighth of their scale with a chance of 1 in 500",
    "whether a measured bound covers the rounding error",
)
LONGER_RUN = Allowance(
    2.0,
    "errors",
    "derived: a run in a longer format shows the error itself; its own is 2^-11 of that, and the order may be another",
    "whether an error that neighbours share is covered",
)
VALUE_UNITS = Allowance(
    4.0,
    "unit roundoffs of the value",
    "derived: the last few operations round, and may do so alike at neighbours",
    "what is granted where nothing is seen, and to numbers in an array",
)
SAMPLES = Allowance(
    8,
    "runs",
    "derived: all of them show less than an eighth of a usual error with a chance of 1 in a million",
    "whether the noise of a float64 program of the derivative is covered",
)
SINGLE_BITS = Allowance(
    14,
    "bits",
    "derived: ten fewer than float32 has; one rounded number in a thousand is so short",
    "whether numbers that both formats hold are taken to have gone through float32",
)
BETWEEN_SINGLES = Allowance(
    2.0**-36,
    "relative distance",
    "chosen: 2^-12 of the distance of two float32: a boundary lies there once in some thousand elements",
    "whether a claim that casts to float32 inside is seen to",
)
BY_CHANCE = Allowance(
    2.0**-8,
    "part of the elements",
    "chosen: a smooth function stands still where its slope is zero, such as cos(x) beside 0",
    "whether one flat element passes for a cast to float32",
)
DIRECTIONS = Allowance(
    10,
    "directions",
    "derived: with a margin of 8 a wrong component is missed with a chance of 8^-10, 1 in 10^9",
    "whether a wrong component is seen along one of them",
)
MARGIN = Allowance(
    8.0,
    "budgets",
    "derived: an error of m budgets is missed along a direction with a chance of 1/m at most",
    "the detection limit along directions, and the chance that it is wrong",
)
FRESH_DIRECTIONS = Allowance(
    2,
    "directions",
    "chosen: effort; a mistake in the formula shows in each",
    "whether numbers along directions at fresh points tell a cause",
)
FIRST_DIRECTIONS = Allowance(
    3,
    "directions",
    "chosen: effort; most claims that are wrong are so along each",
    "how many runs a wrong claim about opaque code costs",
)
FOUND = Allowance(16, "components", "chosen: effort; what a report lists", "how many wrong components are named")
PARTS = Allowance(8, "parts", "chosen: effort; directions of one run", "how many runs it takes to find them")
COLUMNS = Allowance(
    512,
    "columns or rows",
    "chosen: effort; seconds for code of a millisecond",
    "whether each element has a bound, or random directions speak for all",
)
HESSIAN_COLUMNS = Allowance(
    32, "variables", "chosen: effort; 32^2 second derivatives", "whether each element of a Hessian has a bound"
)
LINES = Allowance(
    4, "columns", "chosen: effort; what a report lists", "in how many columns wrong elements of a matrix are named"
)
ESTIMATED_ELEMENTS = Allowance(
    128,
    "elements",
    "chosen: effort; about 24 runs of f each",
    "along random directions, not element by element, of larger opaque code",
)
ESTIMATED_VARIABLES = Allowance(
    12,
    "variables",
    "chosen: effort; 144 estimates",
    "a Hessian of opaque code of more along random directions, not element by element",
)
BITS = Allowance(
    192,
    "bits",
    "chosen: leaves 40 digits to a cancellation that loses all of float64's",
    "whether a right claim that cancels is known without its rounding",
)
MOST_BITS = Allowance(
    1024,
    "bits",
    "chosen: in a loop of 200 steps that widens balls tenfold in each, the last have 90 digits left; bits cost little",
    "whether the derivative of a long loop is known",
)
PRECISE_ELEMENTS = Allowance(
    512,
    "elements",
    "chosen: effort; a matrix of the square of that takes seconds",
    "whether code of more variables is run in high precision",
)
PRECISE_OPERATIONS = Allowance(
    50_000,
    "operations",
    "chosen: effort; some microseconds each, and data of any size may be hidden in the code",
    "whether longer code is run in high precision",
)
SHARP = Allowance(
    2.0**-44,
    "relative bound",
    "chosen: 2^9 roundings of a float; beyond it a run that is sharper is worth its time",
    "how sharp the bound of a long or cancelling program is",
)
WIDENED = Allowance(
    2.0**-34,
    "relative bound",
    "chosen: 2^19 roundings, more than code of an affordable length has; a loop has widened the bound, not the error",
    "whether a float64 program is granted its running bound, or what is sampled",
)
LONGER_GAIN = Allowance(
    2.0**-8,
    "part of a rounding error",
    "derived: 2^-11 is left in the longer format, of which three bits are kept back",
    "whether the bound of forward mode in the longer format holds",
)
MENDED_GROWTH = Allowance(
    2.0**20,
    "ratio",
    "chosen: a claim that is to grow by more is zero but for its noise",
    "whether noise that is enlarged confirms any cause",
)
MENDED_UNITS = Allowance(
    8.0,
    "unit roundoffs",
    "derived: a number that is fitted, a product and a sum, each with rounded operands",
    "whether a claim that is mended agrees to within rounding",
)
EDITS = Allowance(
    4000, "edits", "chosen: effort; those of a function of twenty lines", "no cause from edits of long code"
)
EDITED_ELEMENTS = Allowance(
    4096, "components", "chosen: effort; an edit may spread an array to a matrix", "no cause from edits for more"
)
EDITED_SECONDS = Allowance(
    2.0, "seconds of a processor", "chosen: what a person waits for a cause", "when the search for an edit ends"
)
EDITED_WAIT = Allowance(
    10.0,
    "seconds",
    "chosen: five times the processor's, on a machine that is busy with other work",
    "when the search for an edit ends, whatever waits in it",
)
EDITED_DATA = Allowance(
    2.0**22,
    "elements times the longest axis or largest integer",
    "chosen: an edit may spread an axis over another one; 32 MiB of float64, and a decomposition takes seconds",
    "no cause from edits of code with more data",
)
EDITED_GAP = Allowance(
    2.0**-23,
    "of the largest component",
    "chosen: the unit of float32, beyond what the claims of float64 that edits are found for lose to rounding",
    "whether an edited claim that is this near at one point is run at the others",
)
TIGHTENED_SECONDS = Allowance(
    5.0,
    "seconds of a processor",
    "chosen: some hundred runs of a solver at a tolerance near rounding, of which most take milliseconds",
    "when a claim is judged to the tolerances that its function asks for, and not beside tighter ones",
)
TIGHTEST = Allowance(
    1e-13,
    "relative tolerance",
    "chosen: some hundred roundings, which solvers of high order come to",
    "how sharply a claim about code that calls a solver is judged",
)
TIGHT_ENOUGH = Allowance(
    1e-9,
    "relative tolerance",
    "chosen: where rounding keeps a solver from less, it leaves more than half of the digits",
    "whether such a claim is judged beside a tighter tolerance, or to what the code's own leaves",
)
SOLVER_STEPS = Allowance(
    100_000,
    "steps or nodes",
    "chosen: effort; a method of order five takes some hundred times more of them for ten digits more",
    "whether a solver whose steps are limited comes to a tighter tolerance",
)
LOOP_STEP = Allowance(
    2.0**-7,
    "ratio of tolerances",
    "chosen: two digits, so that most loops take more steps, and there are several ratios down to rounding",
    "whether it is seen how fast a loop converges",
)
LOOP_LEAST = Allowance(
    2.0**-44,
    "of what is compared",
    "chosen: 2^8 roundings of numbers of the size of 1, which an iteration comes to in spite of them",
    "with what smallest tolerance a loop is run, and which changes of its value count as rounding",
)
CONVERGING = Allowance(
    0.5,
    "ratio of changes",
    "derived: where changes fall to a half, all further ones add up to no more than the last",
    "whether a loop is held to converge as its tolerance gets smaller, or to stop at what it is to stop at",
)
LOOP_POWER = Allowance(
    0.5,
    "power of the tolerance",
    "derived: a loop that takes n steps leaves n times its tolerance of a slope; one whose steps fall as 1/n^2, that "
    "stops at 1/n^2, leaves 1/n",
    "what is granted to a loop that cannot be run with smaller tolerances",
)
TIGHTENED_RUNS = Allowance(
    100,
    "runs",
    "derived: an estimate takes some thirty runs, at the point and at two fresh ones",
    "whether a tolerance is passed over for a looser one, since the time that is left is not enough for it",
)
LOOP_SECONDS = Allowance(
    0.5,
    "seconds of a processor",
    "chosen: a loop that ends takes milliseconds, and one whose tolerance is below its rounding never ends",
    "whether a loop is held to have no end with a smaller tolerance",
)
TOLERANCE = Allowance(
    2.0**-6,
    "of what is compared",
    "chosen: coarser than iterations are stopped at, and smaller than what other comparisons decide",
    "whether a comparison that leaves a loop is one with a tolerance",
)
PERMUTED = Allowance(4096, "components", "chosen: effort; sorted at each point", "no cause for a longer permutation")
HALF_THE_DIGITS = Allowance(
    2.0**-26,
    "relative difference",
    "chosen: the square root of the unit of float64: half of the digits are there, and half are gone",
    "whether a part of a derivative counts as zero beside the largest, and whether a loss of digits is told",
)
IMAGINARY = Allowance(
    2.0**-26,
    "size of an imaginary part",
    "chosen: NumPy decides at 100 units; what is larger by 2^19 than that no rounding has made",
    "whether a run keeps imaginary parts as NumPy's real_if_close does, or refuses, since rounding may decide",
)
SIMPLE = Allowance(
    2.0**-40,
    "relative difference",
    "chosen: 2^13 roundings, as a ratio of noisy numbers has, and far from any other simple factor",
    "whether a factor is called by its name",
)
SLACK = Allowance(
    2.0**-10,
    "relative difference",
    "chosen: a claim of three digits; whole numbers and their reciprocals are far sparser than that up to 30",
    "whether a factor of noisy numbers is called by a whole number",
)
NAMED_SLACK = Allowance(
    2.0**-19,
    "relative difference",
    "derived: some thousands of multiples of named constants in a binade, of which chance finds one in 10^3",
    "whether a factor of noisy numbers, such as float32 gives, is called by a name",
)
DIFFERENCE_GAP = Allowance(
    0.1,
    "part of the largest component",
    "chosen: effort; a finite difference that is further off has a step as large as what f varies over",
    "whether a claim that has a factor is held against finite differences of f",
)
FLAT_STEPS = Allowance(
    5,
    "steps in a row",
    "derived: a factor of 2^8 in h, over which truncation falls by 2^16",
    "whether a gap is said to be that of a wrong formula",
)
FLAT_CHANGE = Allowance(
    1 / 16,
    "part of the gap",
    "derived: truncation falls to a sixteenth over one step, so that a gap of it changes by far more",
    "whether a gap stays from step to step",
)
SECOND_STEP = Allowance(
    2.0**-9,
    "part of the variable",
    "chosen: truncation of order h^4 is 2^-36 there, and rounding 2^-43",
    "whether a second estimate confirms a gap",
)
MAPPED_COMPONENTS = Allowance(
    4_096,
    "components",
    "chosen: effort; each takes some fifty runs of f",
    "whether a map of the errors of all components is drawn",
)
FAR_OFF = Allowance(
    1 / 4,
    "part of the slope that differences show",
    "chosen: four times what those of different steps may differ by, and less than zero is off",
    "whether a run is taken to have missed what the code does with its numbers",
)
DIFFERENCE_ROUNDING = Allowance(
    2.0**-48,
    "part of the value",
    "chosen: 16 units in the last place, of which the values of a plain program differ by one or two",
    "whether a slope that differences do not show may be hidden by the rounding of f",
)
ROUGH = Allowance(
    2.0**-20,
    "relative bound",
    "chosen: an estimate of smooth code has half of the digits, which is 2^-26",
    "whether a solver's slope is looked for above its errors",
)
