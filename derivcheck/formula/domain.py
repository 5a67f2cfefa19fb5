"""The domain that is meant: a range for some of the variables. Nothing is asked about what lies beyond."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivcheck.ground.errors import InputError

_DIGITS = 3
"""Of points that are drawn, as far as they stay in the range."""


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of one variable, its ends exact doubles, infinite where there is none.

    Attributes
    ----------
    low, high : float
        In the unit of the variable.
    open_low, open_high : bool
        Whether an end is left out.

    Examples
    --------
    >>> Range(0.0, 1.0).text("x"), Range(0.0, open_low=True).text("s"), 0.0 in Range(0.0, open_low=True)
    ('0 <= x <= 1', 's > 0', False)
    """

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def __contains__(self, x: float) -> bool:
        above = x > self.low or (x == self.low and not self.open_low)
        return above and (x < self.high or (x == self.high and not self.open_high))

    @property
    def bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def whole(self) -> bool:
        """Whether every number is in it."""
        return self.low == -math.inf and self.high == math.inf

    @property
    def interior(self) -> Range:
        """The same without its ends, at which a function has no derivative on both sides."""
        return Range(self.low, self.high, open_low=True, open_high=True)

    @property
    def inner(self) -> float:
        """A number inside: the middle, or one off the end by 1 or the size of the end."""
        if self.bounded:
            return self.low / 2 + self.high / 2
        if self.whole:
            return 1.0
        end = self.low if math.isfinite(self.low) else self.high
        return end + math.copysign(max(1.0, abs(end)), self.high if end == self.low else self.low)

    def clipped(self, low: float, high: float) -> tuple[float, float]:
        """Return the part of an interval that is in the range."""
        return max(low, self.low), min(high, self.high)

    def draw(self, rng: random.Random) -> float:
        """Return a random number inside: uniform between two ends, of any size beyond one."""
        if self.bounded:
            # A convex combination: the width may overflow.
            part = rng.uniform(0.02, 0.98)
            x = self.low * (1 - part) + self.high * part
            width = self.high / 2 - self.low / 2
        else:
            x = self._shift(10 ** rng.uniform(-2, 2))
            width = abs(x) or 1.0
        # As many digits as tell points apart at that width.
        size = math.log10(abs(x) or width) - math.log10(width or math.ulp(x))
        short = float(f"{x:.{min(17, _DIGITS + max(0, math.ceil(size)))}g}")
        return next((value for value in (short, x) if value in self.interior), self.inner)

    def _shift(self, distance: float) -> float:
        off = distance * max(1.0, abs(self.inner) / 2)
        return self.low + off if math.isfinite(self.low) else self.high - off if math.isfinite(self.high) else off

    def intersected(self, other: Range) -> Range:
        """Return what is in both."""
        low, open_low = max((self.low, self.open_low), (other.low, other.open_low))
        high, closed_high = min((self.high, not self.open_high), (other.high, not other.open_high))
        return Range(low, high, open_low, not closed_high)

    def text(self, name: str) -> str:
        """Return what is asked of a variable."""
        low, high = self.low > -math.inf, self.high < math.inf
        signs = ("<" if self.open_low else "<=", "<" if self.open_high else "<=")
        if low and high:
            return f"{_number(self.low)} {signs[0]} {name} {signs[1]} {_number(self.high)}"
        if low:
            return f"{name} {signs[0].replace('<', '>')} {_number(self.low)}"
        return f"{name} {signs[1]} {_number(self.high)}" if high else f"any real {name}"


def _number(x: float) -> str:
    return repr(x).removesuffix(".0")


_EVERYWHERE = Range()


@dataclass(frozen=True)
class Domain:
    """Ranges of variables; a variable that has none may be any real number.

    Examples
    --------
    >>> domain = Domain.of({"s": Range(0.0, open_low=True), "x": Range(0.0, 1.0)})
    >>> str(domain), {"x": 0.5, "s": 2.0} in domain, {"x": 2.0} in domain
    ('s > 0 and 0 <= x <= 1', True, False)
    """

    ranges: tuple[tuple[str, Range], ...] = ()

    @classmethod
    def of(cls, ranges: Mapping[str, Range]) -> Domain:
        """Return a domain without ranges that hold every number."""
        return cls(tuple((name, r) for name, r in ranges.items() if not r.whole))

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __iter__(self) -> Iterator[tuple[str, Range]]:
        return iter(self.ranges)

    def __getitem__(self, name: str) -> Range:
        for known, r in self.ranges:
            if known == name:
                return r
        return _EVERYWHERE

    def __contains__(self, at: Mapping[str, float]) -> bool:
        return not self.ranges or all(at[name] in r for name, r in self.ranges if name in at)

    def __str__(self) -> str:
        return " and ".join(r.text(name) for name, r in self.ranges)

    @property
    def names(self) -> tuple[str, ...]:
        """The variables that have a range."""
        return tuple(name for name, _ in self.ranges)

    def limited(self, name: str, r: Range) -> Domain:
        """Return what is left of the domain where a variable is in a range too.

        Raises
        ------
        InputError
            Nothing is left.
        """
        both = self[name].intersected(r)
        if not both.low <= both.high or (both.low == both.high and both.low not in both):
            raise InputError(f"no {name} is in both: {self[name].text(name)}, and {r.text(name)}")
        return Domain.of({**dict(self.ranges), name: both})

    def check(self, at: Mapping[str, float]) -> None:
        """Refuse a point outside.

        Raises
        ------
        InputError
        """
        for name, value in at.items():
            if value not in self[name]:
                inside = _number(float(f"{self[name].inner:.6g}"))
                raise InputError(
                    f"{name} = {_number(float(value))} is outside the domain {self[name].text(name)}; "
                    f"give a point inside, such as {name} = {inside}, or a wider domain"
                )

    def named(self, name: str) -> Domain:
        """Return the domain with a range that had no name given to a variable."""
        return Domain(tuple((known or name, r) for known, r in self.ranges))


ANYWHERE = Domain()
"""No range for any variable."""
