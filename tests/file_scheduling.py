"""How xdist shares tests out among processes: file by file, with books that take no time to keep.

Its own scheduler counts, after each test, all that a process was ever given, and looks for each test's number in a
list of all; of 20,000 tests that is a quarter of a minute in the process that the others wait for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class Numbered(list[str]):
    """The names of all tests, each of which is found at once."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self._numbers = {name: number for number, name in enumerate(names)}

    def index(self, name: str) -> int:  # type: ignore[override]
        return self._numbers[name]


class FileScheduling(LoadFileScheduling):
    """What a process was given, by file, is what it has still to do: a test that has run is taken out."""

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        super().add_node_collection(node, collection)
        if node in self.registered_collections:  # else it has found other tests than the rest
            self.registered_collections[node] = Numbered(collection)

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        name = self.registered_collections[node][item_index]
        files = self.assigned_work[node]
        file = self._split_scope(name)
        del files[file][name]
        if not files[file]:
            del files[file]
        self._reschedule(node)

    def _pending_of(self, workload: Mapping[str, Mapping[str, bool]]) -> int:
        return sum(map(len, workload.values()))
