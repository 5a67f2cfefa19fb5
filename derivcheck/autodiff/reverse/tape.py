"""From a recorded list to the steps that a trace shows: names, texts, and both accumulations."""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.autodiff.reverse.accumulation import Local, bounded, forward, localize, reverse
from derivcheck.autodiff.reverse.array_operations import Selection
from derivcheck.autodiff.reverse.linear import linear, spread_to, value_of, zeros
from derivcheck.autodiff.reverse.operations import Elemental
from derivcheck.autodiff.reverse.recorded import Recorded
from derivcheck.autodiff.reverse.recording import Place, RecordedEntry, Recording
from derivcheck.results.trace import Agreement, Step

# What a constant is called in the text of an operation.
_CONSTANTS = ("pi", "e")
_SHOWN_ELEMENTS = 3


@dataclass(frozen=True, slots=True)
class Accumulation:
    """What both accumulations found: numbers with bounds, by place.

    Attributes
    ----------
    record : Recording
        Over running errors.
    local : list of Local
    tangents : mapping of str to list
        By variable.
    adjoints : list
    """

    record: Recording
    local: list[Local]
    tangents: Mapping[str, list[Any]]
    adjoints: list[Any]


@dataclass(frozen=True, eq=False)
class Tape:
    """A recorded run.

    Attributes
    ----------
    record : Recording
        Its inputs come first.
    result : Recorded or number
        What f returned; a plain number where it depends on no input.
    wrt : tuple of str
        Names of the inputs to differentiate by.
    directions : mapping of str to array
        For an array input, the direction of the tangent; ones where none is given.
    keyed : bool
        Whether the point was given by names, and so the gradient is.
    """

    record: Recording
    result: Any
    wrt: tuple[str, ...]
    directions: Mapping[str, Any] = field(default_factory=dict)
    keyed: bool = False

    @property
    def value(self) -> Any:
        """The value of f."""
        found = value_of(self.record.value(self.result))
        return np.reshape(found, ())[()]

    def gradient(self) -> Any:
        """Return the gradient from one reverse sweep."""
        m = self.record.inner
        with m:
            adjoints = self._adjoints(self.record, self._localize(self.record))
            found = {name: value_of(self._or_zero(self.record, adjoints, i)) for name, i in self._chosen.items()}
        shaped = {name: g if np.ndim(g) else float(g) for name, g in found.items()}
        return shaped if self.keyed else next(iter(shaped.values()))

    @functools.cached_property
    def _chosen(self) -> dict[str, int]:
        places = {entry.name: i for i, entry in enumerate(self.record.entries) if entry.operation is None}
        return {name: places[name] for name in self.wrt}

    def _localize(self, record: Recording) -> list[Local]:
        return localize(record, self.result.place if isinstance(self.result, Recorded) else 0)

    def _adjoints(self, record: Recording, local: Sequence[Local]) -> list[Any]:
        if not isinstance(self.result, Recorded):
            return [None] * len(record.entries)
        place = self.result.place
        seed = spread_to(record.inner, record.inner.number(1), np.shape(value_of(record.entries[place].value)))
        return reverse(record, local, place, seed)

    def _or_zero(self, record: Recording, numbers: Sequence[Any], place: int) -> Any:
        known = numbers[place]
        return zeros(record.inner, record.entries[place].value) if known is None else known

    @functools.cached_property
    def accumulation(self) -> Accumulation:
        """Both accumulations, with error bounds."""
        record = bounded(self.record)
        with record:
            local = self._localize(record)
            seeds = {name: {i: self._seed(record, name, i)} for name, i in self._chosen.items()}
            tangents = {name: forward(record, local, seed) for name, seed in seeds.items()}
            return Accumulation(record, local, tangents, self._adjoints(record, local))

    def _seed(self, record: Recording, name: str, place: int) -> Any:
        m, shape = record.inner, np.shape(value_of(record.entries[place].value))
        return m.exact(self.directions[name]) if name in self.directions else spread_to(m, m.number(1), shape)

    @functools.cached_property
    def names(self) -> list[str]:
        """The name of each line."""
        found: list[str] = []
        count = 0
        for entry in self.record.entries:
            if isinstance(entry.operation, Selection):
                found.append(entry.operation.text.replace("{}", found[entry.operands[0]], 1))
            else:
                count += entry.operation is not None
                found.append(entry.name or f"z{count}")
        return found

    @functools.cached_property
    def inputs(self) -> tuple[Step, ...]:
        """The inputs."""
        return tuple(self._step(i) for i, e in enumerate(self.record.entries) if e.operation is None)

    @functools.cached_property
    def steps(self) -> tuple[Step, ...]:
        """The operations."""
        return tuple(self._step(i) for i, e in enumerate(self.record.entries) if e.operation is not None)

    @functools.cached_property
    def _users(self) -> list[list[str]]:
        found: list[list[str]] = [[] for _ in self.record.entries]
        for name, entry in zip(self.names, self.record.entries, strict=True):
            for place in dict.fromkeys(a for a in entry.operands if isinstance(a, Place)):
                found[place].append(name)
        return found

    def _step(self, place: int) -> Step:
        record, entry = self.accumulation.record, self.accumulation.record.entries[place]
        tangents = {name: self._or_zero(record, known, place) for name, known in self.accumulation.tangents.items()}
        adjoint = self._or_zero(record, self.accumulation.adjoints, place)
        live = [isinstance(a, Place) for a in entry.operands]
        slopes = self.accumulation.local[place].slopes
        return Step(
            self.names[place],
            _text(entry, self.names),
            tuple(self.names[a] for a in entry.operands if isinstance(a, Place)),
            _number(entry.value),
            _bound(entry.value),
            tuple(None if s is None else _number(s) for s, active in zip(slopes, live, strict=True) if active),
            {name: _number(t) for name, t in tangents.items()},
            {name: _bound(t) for name, t in tangents.items()},
            _number(adjoint),
            _bound(adjoint),
            tuple(self._users[place]),
        )

    @functools.cached_property
    def agreement(self) -> tuple[Agreement, ...]:
        """Forward against reverse accumulation, for each variable."""
        with self.accumulation.record:
            return tuple(self._agreement(name, place) for name, place in self._chosen.items())

    def _agreement(self, name: str, place: int) -> Agreement:
        record, m = self.accumulation.record, self.accumulation.record.inner
        last = self.result.place if isinstance(self.result, Recorded) else None
        pushed = m.number(0) if last is None else self._or_zero(record, self.accumulation.tangents[name], last)
        pulled = self._or_zero(record, self.accumulation.adjoints, place)
        if np.ndim(pulled.value):
            along = pulled * self._seed(record, name, place)
            pulled = linear(m, np.sum, [along], np.size(along.value) - 1)
        one, other = _scalar(pushed), _scalar(pulled)
        budget = float(np.max(_bound(pushed))) + float(np.max(_bound(pulled)))
        return Agreement(name, one, other, one - other, budget)

    @functools.cached_property
    def notes(self) -> tuple[str, ...]:
        """Kinks, and the first value that is not finite."""
        found = [self._kink(i) for i in range(len(self.record.entries))]
        wild = [i for i, e in enumerate(self.record.entries) if not np.all(np.isfinite(value_of(e.value)))]
        return (*filter(None, found), *(f"{self._line(i)} is not finite here" for i in wild[:1]))

    def _line(self, place: int) -> str:
        return f"{self.names[place]} = {_text(self.record.entries[place], self.names)}"

    def _kink(self, place: int) -> str:
        entry = self.record.entries[place]
        if not isinstance(entry.operation, Elemental) or entry.operation.row.smooth:
            return ""
        values = [value_of(self.record.entries[a].value if isinstance(a, Place) else a) for a in entry.operands]
        if np.all(functools.reduce(operator.sub, values)):
            return ""
        return f"{self._line(place)} has a kink or a jump here: its slope is the mean of both sides"


def _text(entry: RecordedEntry, names: Sequence[str]) -> str:
    """Return an operation in terms of earlier names."""
    if entry.operation is None:
        return "input"
    operands = [names[a] if isinstance(a, Place) else constant_text(a) for a in entry.operands]
    if isinstance(entry.operation, Selection):
        return f"part of {operands[0]}"
    first, *rest = entry.operation.text.split("{}")
    # After an operator a negative constant needs parentheses, and as the base of a power.
    infix = not rest[-1]
    guarded = [
        f"({text})" if infix and text.startswith("-") and (i or rest[0] == "**") else text
        for i, text in enumerate(operands)
    ]
    return first + "".join(map(operator.add, guarded, rest))


def constant_text(constant: object) -> str:
    """Return a constant as it is typed, or the shape of a large array.

    >>> constant_text(2.0), constant_text(np.pi), constant_text(np.zeros((2, 3)))
    ('2', 'pi', 'array(2, 3)')
    """
    value = value_of(constant)
    if np.ndim(value):
        short = np.ndim(value) == 1 and len(value) <= _SHOWN_ELEMENTS
        return f"[{', '.join(map(constant_text, value))}]" if short else f"array{np.shape(value)}".replace(",)", ")")
    for name in _CONSTANTS:
        if value == getattr(np, name):
            return name
    return repr(value if isinstance(value, int) else float(value)).removesuffix(".0")


def _number(number: object) -> Any:
    """Return a value without its bound: a float, or an array."""
    value = value_of(number)
    return value if np.ndim(value) else float(value)


def _bound(number: object) -> Any:
    if not isinstance(number, RunningNumber):
        return 0.0
    bound = number.arithmetic.largest([number.bound]) if isinstance(number.arithmetic, Running) else number.bound
    return np.broadcast_to(bound, np.shape(number.value)) if np.ndim(number.value) else float(bound)


def _scalar(number: object) -> float:
    return float(np.reshape(value_of(number), ()))
