"""Elementwise operations on long arrays, put off and then done block by block.

Blocks stay in the processor's cache, so that the many passes of a derivative cost little beside
the functions themselves. Until something other than an elementwise operation is asked for,
operations are only recorded; then all that is still held is computed, and from there on the
ordinary `DualArray` takes over. Each block runs through the rules of `DualArray` itself, so
the numbers are the same.
"""

from __future__ import annotations

import operator
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.forward.chain_rules import BINARY, UNARY, find
from derivcheck.autodiff.forward.dual_array import DualArray, Placeholder

LONG = 2**15
"""Length from which on putting off pays."""

BLOCK = 2**14
"""Elements in a block: some eight arrays of doubles then fit into a cache of 1 MB."""


MOST_COPIES = 8
"""Copies of constant arrays that a run may hold; then it goes on at once, as memory is not to grow."""

MOST_NODES = 10_000
"""Operations that may wait."""


class DeferredNode:
    """An operation put off: a function and its operands, which are nodes, numbers, and long arrays."""

    __slots__ = ("function", "operands", "place")

    def __init__(self, function: Callable[..., Any] | None, operands: tuple[Any, ...], place: int) -> None:
        self.function = function
        self.operands = operands
        self.place = place


class PendingOperations:
    """The operations put off in one run, and the stand-ins for their results."""

    def __init__(self, seed: DualArray) -> None:
        self.seed = seed
        self.count = 0
        self.copies = 0
        self.handles: list[weakref.ref[Deferred]] = []

    def record(self, function: Callable[..., Any], operands: tuple[Any, ...]) -> Deferred:
        """Put an operation off."""
        self.count += 1
        handle = Deferred(self, DeferredNode(function, operands, self.count))
        self.handles.append(weakref.ref(handle))
        return handle

    def close(self) -> None:
        """Compute the results that somebody still holds."""
        held = [handle for reference in self.handles if (handle := reference()) is not None]
        self.handles = []
        for handle, result in zip(held, run(self.seed, [handle.node for handle in held]), strict=True):
            handle.result = result


class Deferred(Placeholder):
    """A stand-in for a long dual array that is not computed yet."""

    __slots__ = ("__weakref__", "node", "pending", "result")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, pending: PendingOperations, node: Any) -> None:
        self.pending = pending
        self.node = node
        self.result: DualArray | None = None

    @classmethod
    def variable(cls, seed: DualArray) -> Deferred:
        """Return the stand-in for the argument of a function."""
        pending = PendingOperations(seed)
        handle = cls(pending, DeferredNode(None, (), 0))
        pending.handles.append(weakref.ref(handle))
        return handle

    def materialize(self) -> DualArray:
        """Return the dual array itself."""
        if self.result is None:
            self.pending.close()
        assert self.result is not None
        return self.result

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return self.pending.seed.shape if self.result is None else self.result.shape

    @property
    def dtype(self) -> Any:
        """Format of the array; only that of the argument is known beforehand."""
        return self.pending.seed.dtype if self.node.function is None else self.materialize().dtype

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return self.pending.seed.size

    def __len__(self) -> int:
        return self.shape[0]

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        known = ufunc in UNARY or ufunc in BINARY or find(ufunc) is not None
        if method == "__call__" and not options and known:
            return elementwise(ufunc, *inputs)
        given = [materialized(x) for x in inputs]
        options = {name: materialized(x) for name, x in options.items()}
        return getattr(ufunc, method)(*given, **options)

    def __array_function__(
        self, function: Callable[..., Any], types: object, arguments: Sequence[Any], options: Mapping[str, Any]
    ) -> Any:
        return function(*materialized(arguments), **{name: materialized(x) for name, x in options.items()})

    def __getattr__(self, name: str) -> Any:
        return getattr(self.materialize(), name)

    def __setitem__(self, key: object, value: object) -> None:
        self.materialize()[materialized(key)] = materialized(value)

    def __repr__(self) -> str:
        return repr(self.materialize())


def materialized(x: object) -> Any:
    """Return what stand-ins stand for, in lists too."""
    if isinstance(x, tuple | list):
        return type(x)(materialized(e) for e in x)
    return x.materialize() if type(x) is Deferred else x


def elementwise(function: Callable[..., Any], *operands: object) -> Any:
    """Put an operation off, or do it at once if something among its operands forbids to wait."""
    pending = next(x.pending for x in operands if type(x) is Deferred)
    given = tuple(_waiting(x, pending) for x in operands)
    if any(x is None for x in given) or pending.count >= MOST_NODES:
        return function(*[materialized(x) for x in operands])
    return pending.record(function, given)


def _waiting(x: object, pending: PendingOperations) -> Any:
    """Return an operand as it can wait: a node, a number, a copy of an array that may yet change; or None."""
    if type(x) is Deferred:
        return x.node if x.pending is pending and x.result is None else None
    if isinstance(x, int | float | complex | np.generic):
        return x
    if type(x) is not np.ndarray or x.shape != pending.seed.shape or x.dtype.kind not in "fcbiu":
        return None
    pending.copies += 1
    return x.flatten() if pending.copies <= MOST_COPIES else None


def run(seed: DualArray, wanted: list[DeferredNode]) -> list[DualArray]:
    """Return the dual arrays of some nodes."""
    order = _needed(wanted)
    dying = _last_uses(order, wanted)
    primal, tangent = np.reshape(seed.primal, -1), seed.tangent
    tangent = np.reshape(tangent, -1) if np.ndim(tangent) else tangent
    results = [seed if node.function is None else None for node in wanted]
    buffers: list[Any] = [None] * len(wanted)
    for start in range(0, seed.size, BLOCK):
        block = slice(start, start + BLOCK)
        part = DualArray(primal[block], tangent[block] if np.ndim(tangent) else tangent, seed.level)
        found = _run_block(order, dying, part, block)
        for i, node in enumerate(wanted):
            if results[i] is None:
                buffers[i] = _store(buffers[i], found[node], block, seed.size)
    return [_joined(seed, buffer) if done is None else done for done, buffer in zip(results, buffers, strict=True)]


def _needed(wanted: list[DeferredNode]) -> list[DeferredNode]:
    """Return the nodes that results depend on, in the order in which they were recorded."""
    found: set[DeferredNode] = set()
    waiting = list(wanted)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(x for x in node.operands if type(x) is DeferredNode)
    return sorted((node for node in found if node.function is not None), key=lambda node: node.place)


def _last_uses(order: list[DeferredNode], wanted: list[DeferredNode]) -> list[list[DeferredNode]]:
    """Return the nodes that are of no use after each node, so that their memory is used again."""
    last = {x: i for i, node in enumerate(order) for x in node.operands if type(x) is DeferredNode}
    dying: list[list[DeferredNode]] = [[] for _ in order]
    for node, i in last.items():
        if node not in wanted:
            dying[i].append(node)
    return dying


def _run_block(
    order: list[DeferredNode], dying: list[list[DeferredNode]], part: DualArray, block: slice
) -> dict[DeferredNode, Any]:
    values: dict[DeferredNode, Any] = {}
    for node, dead in zip(order, dying, strict=True):
        assert node.function is not None  # only the argument has none
        values[node] = node.function(*[_operand(x, values, part, block) for x in node.operands])
        for gone in dead:
            values.pop(gone, None)
    return values


def _operand(x: Any, values: dict[DeferredNode, Any], part: DualArray, block: slice) -> Any:
    if type(x) is DeferredNode:
        return part if x.function is None else values[x]
    return x[block] if type(x) is np.ndarray else x


def _store(buffers: Any, found: DualArray, block: slice, size: int) -> Any:
    """Put the result of a block into its place, in memory made for the format of the first one."""
    primal, tangent = buffers or (np.empty(size, found.primal.dtype), np.empty(size, found.tangent.dtype))
    primal[block], tangent[block] = found.primal, found.tangent
    return primal, tangent


def _joined(seed: DualArray, buffers: Any) -> DualArray:
    primal, tangent = (buffer.reshape(seed.shape) for buffer in buffers)
    return DualArray(primal, tangent, seed.level)


def _operator(name: str, function: Callable[..., Any]) -> None:
    setattr(Deferred, f"__{name}__", lambda self, other: elementwise(function, self, other))
    setattr(Deferred, f"__r{name}__", lambda self, other: elementwise(function, other, self))


for _name in ("add", "sub", "mul", "truediv", "pow", "mod", "floordiv"):
    _operator(_name, getattr(operator, _name))


def _unary(name: str, ufunc: np.ufunc) -> None:
    setattr(Deferred, f"__{name}__", lambda self: elementwise(ufunc, self))


for _name, _ufunc in {"neg": np.negative, "pos": np.positive, "abs": np.absolute}.items():
    _unary(_name, _ufunc)


def _by_itself(name: str) -> Callable[..., Any]:
    function = getattr(operator, name)
    return lambda self, *others: function(self.materialize(), *[materialized(x) for x in others])


for _name in "getitem lt le gt ge eq ne matmul iadd isub imul itruediv ipow imod ifloordiv imatmul".split():
    setattr(Deferred, f"__{_name}__", _by_itself(_name))
Deferred.__rmatmul__ = lambda self, other: other @ self.materialize()  # type: ignore[attr-defined]
for _name, _convert in {"bool": bool, "float": float, "int": int, "complex": complex, "iter": iter}.items():
    setattr(Deferred, f"__{_name}__", lambda self, convert=_convert: convert(self.materialize()))
Deferred.__array__ = lambda self, dtype=None, copy=None: self.materialize().__array__(dtype)  # type: ignore[attr-defined]
