"""What a person sees of a run over many claims: a bar with counts while it runs, and a summary."""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

VERDICTS = ("proved", "agrees", "refuted", "unresolved", "error")

_SHOWN_CAUSES, _SHOWN_ID = 6, 60


class Tally:
    """Counts of results, and those that stand out."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.causes: Counter[str] = Counter()
        self.before = 0
        self._why: Counter[str] = Counter()
        self._slowest: tuple[float, Any] = (0.0, None)
        self._worst: tuple[float, Any] = (0.0, None)
        self._start = time.monotonic()

    def add(self, result: dict[str, Any], before: bool = False) -> None:
        """Count a result, in JSON types; `before` if it is one of an earlier run."""
        self.before += before
        self.verdicts[result["verdict"]] += 1
        if cause := result.get("cause"):
            self.causes[cause["kind"]] += 1
        if result["verdict"] == "unresolved" and (why := result["reason"].partition(":")[0]) in (
            "timeout",
            "memory",
            "crash",
        ):
            self._why[why] += 1
        self._slowest = max(self._slowest, (result.get("seconds") or 0.0, result["id"]), key=_first)
        if result["verdict"] == "refuted":
            self._worst = max(self._worst, (abs(result.get("gap") or 0.0), result["id"]), key=_first)

    @property
    def exit_status(self) -> int:
        """Return 0 where all claims passed, 1 where one is refuted, 3 where one is open and none refuted."""
        if self.verdicts["refuted"]:
            return 1
        return 3 if self.verdicts["unresolved"] + self.verdicts["error"] else 0

    def counts(self) -> dict[str, int]:
        """Return the number of claims of each verdict that occurs."""
        return {verdict: self.verdicts[verdict] for verdict in VERDICTS if self.verdicts[verdict]}

    def summary(self, by: str, notes: Sequence[str] = ()) -> str:
        """Return the summary, in lines, of work that was done by somebody, with what else is to be said."""
        now = self.verdicts.total() - self.before
        seconds = max(time.monotonic() - self._start, 1e-9)
        done = f", {self.before:,} done before" if self.before else ""
        lines = [f"{now:,} claim{'s' * (now != 1)} in {seconds:.1f} s, {now / seconds:.0f} a second, by {by}{done}"]
        lines.append(_listed(self.counts()) or "no claims")
        if self.causes:
            lines.append(f"causes: {_listed(dict(self.causes.most_common(_SHOWN_CAUSES)))}")
        if self._why:
            lines.append(f"ended: {_listed(dict(self._why.most_common()))}")
        if self._slowest[1] is not None:
            lines.append(f"slowest: {_named(self._slowest[1])} ({self._slowest[0]:.2f} s)")
        if self._worst[1] is not None:
            lines.append(f"largest gap: {_named(self._worst[1])} ({self._worst[0]:.3g})")
        return "\n  ".join((*lines, *notes))


def _named(id: object) -> str:
    """Return an id as a terminal may show it, which obeys what is not printable."""
    text = str(id)
    shown = text if text.isprintable() else ascii(text)
    return shown if len(shown) <= _SHOWN_ID else f"{shown[:_SHOWN_ID]}…"


def _first(pair: tuple[float, Any]) -> float:
    return pair[0]


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


@contextmanager
def progress(tally: Tally) -> Iterator[Any]:
    """Show a bar where a person sees it and tqdm is installed; what is yielded is to be called at each result."""
    tqdm = _tqdm() if sys.stderr and sys.stderr.isatty() else None
    if tqdm is None:
        yield lambda: None
        return
    with tqdm(desc="claims", unit="", initial=tally.before, file=sys.stderr) as bar:

        def step() -> None:
            bar.update()
            bar.set_postfix(tally.counts(), refresh=False)

        yield step


def _tqdm() -> Any:
    try:
        return importlib.import_module("tqdm").tqdm
    except ImportError:
        return None
