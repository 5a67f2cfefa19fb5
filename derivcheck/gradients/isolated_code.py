"""Code of the user that is run isolated, with other code for some of its functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.through import Through
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.code_contents import contents
from derivcheck.gradients.isolated import Isolated


@dataclass(frozen=True)
class IsolatedCode:
    """Code of the user that is run isolated.

    Attributes
    ----------
    call : callable
    part : int or None
        Of a pair of value and gradient that it returns.
    loops : bool
        As that of the runs.
    trees : dict
        The syntax trees of its functions, once it has been run.
    """

    call: Any
    part: int | None
    loops: bool = False
    trees: dict[FunctionType, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, call: Any, part: int, loops: bool = False) -> IsolatedCode:
        """Return the code of a callable, or of the pair that it gives a part of."""
        cells = contents(dict(enumerate(getattr(call, "__closure__", None) or ())))
        pair = next((content for content in cells.values() if isinstance(content, Through)), None)
        return cls(call, None, loops) if pair is None else cls(pair.call, part, loops)

    def copies(self, instead: Mapping[FunctionType, CodeType] | None = None, more: Any = None) -> Isolated:
        """Return the copies for a run."""
        return Isolated(self.trees, instead, self.loops, more)

    def run(self, x: Any, instead: Mapping[FunctionType, CodeType] | None = None, more: Any = None) -> Any:
        """Return what it gives for plain numbers, as an array."""
        value = self.copies(instead, more).of(self.call)(np.array(x)[()])
        return dense(value if self.part is None else value[self.part])
