"""Where the command line of a process begins: workers load what they need while this process does so too."""

from __future__ import annotations

import importlib
import os
import sys

from derivcheck.ground.worker_start import begin

AHEAD = {"batch": ("derivcheck.testing.judge_row", "flint")}
"""What the workers of a command have from the start, such as `derivcheck.testing.many` asks of them."""


def entry() -> int:
    """Run the command line of this process and return its exit status."""
    _occupy_closed_streams()
    words = sys.argv[1:]
    if words and words[0] in AHEAD:
        begin(AHEAD[words[0]])
    main, supervised = (importlib.import_module(f"derivcheck.cli.{name}") for name in ("main", "supervised"))
    return int(main.main(words, supervised.supervise))


_LAST_STREAM = 2


def _occupy_closed_streams() -> None:
    """Open nothing where a standard stream is closed, so that no file of the user's is taken for it."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
