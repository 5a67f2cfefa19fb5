"""Where the command line of a process begins: workers load what they need while this process does so too."""

from __future__ import annotations

import importlib
import sys

from derivcheck.ground.worker_start import begin

AHEAD = {"batch": ("derivcheck.testing.judge_row", "flint")}
"""What the workers of a command have from the start, such as `derivcheck.testing.many` asks of them."""


def entry() -> int:
    """Run the command line of this process and return its exit status."""
    words = sys.argv[1:]
    if words and words[0] in AHEAD:
        begin(AHEAD[words[0]])
    main, supervised = (importlib.import_module(f"derivcheck.cli.{name}") for name in ("main", "supervised"))
    return int(main.main(words, supervised.supervise))
