"""What goes wrong in workers, by name: functions that hang, eat memory, crash, and tell who they are."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from derivcheck.ground.workers import interim

FOLDER = str(Path(__file__).parent)

KEPT: list[bytes] = []


def process(argument: Any) -> int:
    return os.getpid()


def hang(argument: Any) -> bool:
    """Be in a loop of C that holds the interpreter, and takes longer than the age of the universe."""
    return bool(re.match("(a+)+$", "a" * 200 + "b"))


def hang_and_tell(path: str) -> bool:
    Path(path).write_text(str(os.getpid()), "utf-8")
    return hang(None)


def slow_to_end(argument: Any) -> bool:
    interim(lambda: "halfway")
    return hang(argument)


def eat(argument: Any) -> int:
    eaten = [bytes(2**26) for _ in range(2**12)]
    return len(eaten)


def keep(argument: Any) -> int:
    KEPT.append(bytes(2**26))
    return os.getpid()


def length(text: str) -> int:
    return len(text)


def crash(argument: Any) -> None:
    ctypes.string_at(0)


def leave_a_child(path: str) -> bool:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(child.pid), "utf-8")
    return hang(None)


def gone(pid: int, seconds: float = 20.0) -> bool:
    """Whether a process ends within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = Path(f"/proc/{pid}/stat")
        try:
            if state.parent.parent.exists() and state.read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
            os.kill(pid, 0)
        except (OSError, IndexError):
            return True
        time.sleep(0.01)
    return False


def told(path: Path, seconds: float = 30.0) -> int:
    """The process that a function tells in a file."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and (text := path.read_text("utf-8")):
            return int(text)
        time.sleep(0.01)
    raise AssertionError(f"nothing in {path} within {seconds:g} s")


MIXED = {
    "square": lambda k: k * k,
    "crash": crash,
    "hang": hang,
    "eat": eat,
    "keep": keep,
    "quit": lambda k: os._exit(3),
}


def mixed(argument: tuple[str, int]) -> Any:
    name, number = argument
    return MIXED[name](number)
