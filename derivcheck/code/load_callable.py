"""Callables that a command line names, as ``module:function`` or ``path/file.py:function``.

This is the only place where text of the user's leads to code being run: what the named module
does when it is imported.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

from derivcheck.ground.errors import InputError

_MODULE = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_MOST_NAMED = 4
_TARGET = re.compile(rf"(?P<home>.+\.py|{_MODULE}):(?P<name>{_MODULE})")


def names_callable(text: str) -> bool:
    """Return whether a text has the form of a callable's name; no formula has a colon.

    >>> names_callable("model:loss"), names_callable("src/model.py:Model.loss"), names_callable("x^2")
    (True, True, False)
    """
    return _TARGET.fullmatch(text.strip()) is not None


def refuse_bare_file(text: str) -> None:
    """Refuse the name of a file of Python where a function of it is meant.

    Raises
    ------
    InputError
        The text is a path to a file of Python, without a function.
    """
    text = text.strip()
    if text.endswith(".py"):
        known = ", ".join(f"{text}:{name}" for name in _defined(Path(text)))
        raise InputError(f"{text!r} is a file; name a function of it, as {known or f'{text}:function'}")


def _defined(path: Path) -> list[str]:
    """Return the names of the first functions of a file, which is read but not run."""
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return []
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)][:_MOST_NAMED]


def load(text: str) -> Callable[..., Any]:
    """Import and return the callable that a text names.

    Raises
    ------
    InputError
        There is no such module, file or function; or the import fails.

    Examples
    --------
    >>> load("math:sin") is __import__("math").sin
    True
    """
    found = _TARGET.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text!r} does not name a function; write module:function or path/file.py:function")
    home, name = found["home"], found["name"]
    with _guarded(home):
        module = _from_file(Path(home)) if home.endswith(".py") else _from_path(home)
    value: Any = module
    for part in name.split("."):
        if not hasattr(value, part):
            raise InputError(_no_such(home, name, part, value))
        value = getattr(value, part)
    if not callable(value):
        raise InputError(f"{text}: {name} is not a function, but of type {type(value).__name__}")
    function: Callable[..., Any] = value
    return function


def _no_such(home: str, name: str, part: str, where: object) -> str:
    near = difflib.get_close_matches(part, [n for n in dir(where) if callable(getattr(where, n, None))], 1)
    return f"{home} has no {name!r}" + (f"; did you mean {near[0]}?" if near else "")


def _from_path(home: str) -> ModuleType:
    # As `python -m` does: modules of the directory that the user is in come first.
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)
    return importlib.import_module(home)


def _from_file(path: Path) -> ModuleType:
    """Import a file, which finds its neighbours as it does when it is run as a script."""
    if not path.is_file():
        raise InputError(f"no file {str(path)!r}")
    if (folder := str(path.resolve().parent)) not in sys.path:
        sys.path.insert(0, folder)
    loaded = sys.modules.get(path.stem)
    if loaded is not None and getattr(loaded, "__file__", None) == str(path.resolve()):
        return loaded
    spec = importlib.util.spec_from_file_location(path.stem, path.resolve())
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    if loaded is None:
        sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def _guarded(home: str) -> Iterator[None]:
    """Turn whatever an import raises into one line; what it prints must not end up in the report."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except InputError:
        raise
    except ModuleNotFoundError as error:
        missing = str(error.name)
        if home == missing or home.startswith(f"{missing}."):
            hint = "a file is path/file.py:function"
            raise InputError(f"no module {missing!r} here or among the installed ones; {hint}") from error
        raise InputError(f"importing {home} fails: it needs the module {missing!r}") from error
    except (Exception, SystemExit) as error:  # a module that is imported runs, and may raise anything
        said = " ".join(str(error).split())
        raise InputError(f"importing {home} fails: {type(error).__name__}{': ' if said else ''}{said}") from error
