"""Where the command line begins: what workers will need is loaded ahead, and nothing of that is left behind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from worker_faults import gone

from derivcheck.cli.entry import AHEAD
from derivcheck.ground import worker_process
from derivcheck.testing.many import PRELOADED


def test_workers_load_ahead_what_they_are_asked_for() -> None:
    assert AHEAD["batch"] == PRELOADED


def test_this_process_loads_little_before_its_workers_begin() -> None:
    code = "import sys, derivcheck.cli.entry; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"argparse", "numpy", "derivcheck.cli.main", "derivcheck.formula"} & {*loaded}


@pytest.mark.skipif(not worker_process.CAN_FORK, reason="processes are forked on Linux only")
@pytest.mark.parametrize("use", ["", "Pool(1).run('os:getpid', None, 60)"])
def test_what_loads_ahead_ends_with_this_process(use: str) -> None:
    code = (
        "import os; from derivcheck.ground import worker_start; from derivcheck.ground.workers import Pool\n"
        f"worker_start.begin(('decimal', 'no_such_module'))\n{use}\n"
        "print(worker_start._forks(os.getpid())._process.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert gone(int(done.stdout))
