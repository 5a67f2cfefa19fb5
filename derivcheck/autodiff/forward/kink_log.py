"""The bends and undetermined slopes in the runs of a derivative, and the warning that a user gets."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from types import MappingProxyType

from derivcheck.autodiff.forward.level import Level
from derivcheck.ground.errors import DomainError, KinkWarning
from derivcheck.ground.front_door import caller_level

NOT_DETERMINED = (
    "f has a value but no derivative by the chain rule: a slope is infinite where its argument is stationary but not "
    "constant, as in sqrt(x**2) at 0; differentiate beside that point, or by dc.taylor along a line"
)


class KinkLog:
    """Bends, and slopes that are not determined.

    Attributes
    ----------
    bends : mapping of str to int
        The most elements of one run at a bend or jump of a function, by its name.
    undetermined : bool
        Whether a run has a value, and a derivative that the chain rule does not find.
    """

    # Most runs have none, and a scalar derivative takes microseconds.
    bends: Mapping[str, int] = MappingProxyType({})
    undetermined = False

    def add(self, level: Level, undefined: bool) -> None:
        """Add those of a level; `undefined` tells that its tangent is NaN where the value is not."""
        self.undetermined = self.undetermined or undefined
        more = {name: max(count, self.bends.get(name, 0)) for name, count in level.bends.items()}
        self.bends = {**self.bends, **more}

    def report(self) -> None:
        """Warn the caller of a public function of bends.

        Raises
        ------
        DomainError
            A derivative is not determined.
        """
        if self.undetermined:
            raise DomainError(NOT_DETERMINED)
        if self.bends:
            places = ", ".join(f"{name} at {n} element{'s' * (n > 1)}" for name, n in sorted(self.bends.items()))
            said = f"f bends or jumps where it was differentiated: {places}"
            warnings.warn(said, KinkWarning, stacklevel=caller_level())
