"""The computational graph of a trace for Graphviz, with values and derivatives on it."""

from __future__ import annotations

import html
import math
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from derivcheck.ground.errors import InputError
from derivcheck.report import wording
from derivcheck.report.outline.trace import array, short, title
from derivcheck.results.trace import Step, Trace

SOURCES = (".dot", ".gv")
PICTURES = (".svg", ".png", ".pdf")
ENDINGS = (*SOURCES, *PICTURES)
"""What a file may end with: a text for Graphviz, or a picture that its program `dot` draws."""

MAX_SECONDS = 120
"""Time for `dot`, whose layout takes minutes for thousands of steps."""

# Pale blue and orange, apart also for the colour-blind and in grey; words say the same.
_FILLS = {"input": "#D3E5F5", "result": "#FBDDB8", "step": "#FFFFFF"}

_LEGEND = "on an arrow: the local slope; d/d…: forward accumulation; adjoint: reverse accumulation"
_HEAD = """\
digraph trace {{
  graph [rankdir=LR, label=<{title}<BR/><FONT POINT-SIZE="9">{legend}</FONT>>, labelloc=t, fontname="Helvetica",
         fontsize=12, bgcolor=white, pad=0.2, nodesep=0.3, ranksep=0.6];
  node [shape=plain, fontname="Helvetica", fontsize=11];
  edge [color="#4D4D4D", fontname="Helvetica", fontsize=10, arrowsize=0.7];"""


def dot(trace: Trace) -> str:
    """Return the graph as text for Graphviz; the same trace gives the same text.

    Examples
    --------
    >>> from derivcheck.autodiff.reverse.record import trace
    >>> print(dot(trace("2*x", 3.0)).splitlines()[-2])
      n0 -> n1 [label="2"];
    """
    steps = (*trace.inputs, *trace.steps)
    # Nodes are numbered, so that no name needs escaping.
    numbers = {step.name: f"n{i}" for i, step in enumerate(steps)}
    nodes = [f"  {numbers[step.name]} [label=<{_label(step, trace)}>];" for step in steps]
    edges = [f"  {numbers[a]} -> {numbers[s.name]}{label};" for s in steps for a, label in _edges(s)]
    head = _HEAD.format(title=_escape(title(trace)), legend=_escape(_LEGEND))
    return "\n".join([head, *nodes, *edges, "}"]) + "\n"


def _edges(step: Step) -> Iterator[tuple[str, str]]:
    """Yield each operand with the attributes of its arrow."""
    for name, slope in zip(step.operands, step.slopes, strict=True):
        text = "" if slope is None else array(slope) or short(slope)
        yield name, f' [label="{text}"]' if text else ""


def _label(step: Step, trace: Trace) -> str:
    rows = [("value", step.value), *((f"d/d{name}", step.tangents[name]) for name in trace.wrt)]
    cells = "".join(
        f'<TR><TD ALIGN="LEFT">{_escape(name)}</TD><TD ALIGN="RIGHT">{_number(value)}</TD></TR>'
        for name, value in [*rows, ("adjoint", step.adjoint)]
    )
    kind, heading = _heading(step)
    table = f'<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4" BGCOLOR="{_FILLS[kind]}">'
    return f'{table}<TR><TD COLSPAN="2"><B>{heading}</B></TD></TR>{cells}</TABLE>'


def _heading(step: Step) -> tuple[str, str]:
    name = _escape(step.name)
    if step.operation == "input":
        return "input", f"input {name}"
    if step.operation.startswith("part of "):
        return "step", name
    kind = "step" if step.used_by else "result"
    text = f"{name} = {_escape(wording.clip(step.operation, 40))}"
    return kind, f"{text} (result)" if kind == "result" else text


def _number(value: object) -> str:
    """Seven digits of a number, or what an array is like."""
    if text := array(value):
        return _escape(text)
    number = float(value)  # type: ignore[arg-type]
    return "nan" if math.isnan(number) else f"{number + 0.0:.7g}"


def _escape(text: str) -> str:
    """Keep Graphviz from reading a text as its markup."""
    line = " ".join(text.split())
    return html.escape("".join(c if c.isprintable() else "?" for c in line))


def save(trace: Trace, path: str | Path) -> None:
    """Write the graph to a file: as text (.dot, .gv), or drawn by Graphviz (.svg, .png, .pdf).

    Raises
    ------
    InputError
        The ending is another one, the file cannot be written, or Graphviz is not installed or fails;
        the text is then in a file of that name and .dot.
    """
    path = Path(path)
    check_ending(path)
    text = dot(trace)
    if path.suffix.lower() in SOURCES:
        _write(path, text.encode())
        return
    try:
        drawn = _drawn(text, path.suffix.lower().removeprefix("."))
    except _NotDrawn as error:
        source = path.with_name(f"{path.name}.dot")
        _write(source, text.encode())
        raise InputError(f"{str(path)!r} is not drawn, since {error}; its graph is in {str(source)!r}") from None
    _write(path, drawn)


def svg(trace: Trace) -> str:
    """Return the graph as an SVG element, to stand in a page.

    Raises
    ------
    InputError
        Graphviz is not installed, or fails.
    """
    try:
        drawn = _drawn(dot(trace), "svg").decode()
    except _NotDrawn as error:
        raise InputError(f"the graph is not drawn, since {error}") from None
    return drawn[drawn.index("<svg") :]


def check_ending(path: Path) -> None:
    """Refuse a file name that says no format.

    Raises
    ------
    InputError
    """
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"--dot {str(path)!r}: the ending is not one of {', '.join(ENDINGS)}")


class _NotDrawn(Exception):
    """Graphviz gave no picture; the message says why."""


def _drawn(text: str, form: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise _NotDrawn("Graphviz (the program dot, as from 'apt install graphviz') is missing")
    try:
        done = subprocess.run(
            [program, f"-T{form}"], input=text.encode(), capture_output=True, timeout=MAX_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise _NotDrawn(f"Graphviz takes more than {MAX_SECONDS} s for so large a graph") from None
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise _NotDrawn(f"Graphviz failed: {said.decode(errors='replace').splitlines()[0]}") from None
    return done.stdout


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"cannot write the graph {str(path)!r}: {error.strerror or error}") from error
