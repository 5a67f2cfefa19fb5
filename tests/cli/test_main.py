"""The command line: what is asked of `compare`, what is printed where, and the exit status."""

from __future__ import annotations

import html
import io
import json
import math
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cases import example_comparison, example_comparisons

import derivcheck
from derivcheck.cli import main, options
from derivcheck.formula.domain import Range
from derivcheck.ground.errors import DomainError, MissingExtraError, SchemeError
from derivcheck.results import Verdict

MAIN_JOB = "exp(2*x)/(1+sin(x**2))"
Say = Callable[..., tuple[int, str, str]]


class Fake:
    """Stands for `compare`: keeps what it was asked, and answers or raises what it was told."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answers: list[Any] = []

    def __call__(self, function: str, at: Mapping[str, float], **options: Any) -> Any:
        self.asked.append({"function": function, "at": at, **options})
        answer = self.answers.pop(0) if self.answers else example_comparison()
        if isinstance(answer, BaseException):
            raise answer
        return replace(answer, reproduce=options["reproduce"]) if hasattr(answer, "reproduce") else answer

    @property
    def last(self) -> dict[str, Any]:
        return self.asked[-1]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    module, compare = ModuleType("derivcheck.testing.compare"), Fake()
    vars(module)["compare"] = compare
    monkeypatch.setitem(sys.modules, "derivcheck.testing.compare", module)
    return compare


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run a command line in this process; return the exit status, the output and the messages."""
    monkeypatch.delenv("DERIVCHECK_DEBUG", raising=False)

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main.main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def refused(answer: tuple[int, str, str]) -> str:
    """Return the message of a refusal, which is one line, exit status 2, and nothing on standard output."""
    status, out, err = answer
    assert (status, out) == (2, "")
    line, *pointer = err.splitlines()
    assert line.startswith("derivcheck: error: ")
    assert len(pointer) in (0, 2)
    assert "Traceback" not in err
    return line.removeprefix("derivcheck: error: ")


# What is asked


def test_defaults(fake: Fake, say: Say) -> None:
    status, out, err = say(MAIN_JOB, "--at", "0.5")
    assert (status, err) == (0, "")
    assert fake.asked == [
        {
            "function": MAIN_JOB,
            "at": {"x": 0.5},
            "wrt": "x",
            "order": 1,
            "schemes": None,
            "steps": None,
            "dtype": "float64",
            "digits": 50,
            "seed": 0,
            "reproduce": "python -m derivcheck 'exp(2*x)/(1+sin(x**2))' --at 0.5",
        }
    ]
    assert MAIN_JOB in out


def test_every_option_arrives(fake: Fake, say: Say) -> None:
    words = "--wrt x --order 2 --scheme central-2 --scheme offsets:-1,0,2 --steps 1e-3,1e-5 --dtype float32"
    words += " --digits 30 --seed 7"
    status, out, _ = say("a*x^2", "--at", "x=1/2,a=2", *words.split(), "--format", "json")
    assert status == 0
    assert json.loads(out)["verdict"] == "agrees"
    expected = {
        "at": {"x": 0.5, "a": 2.0},
        "wrt": "x",
        "order": 2,
        "schemes": ["central-2", "offsets:-1,0,2"],
        "steps": (1e-3, 1e-5),
        "dtype": "float32",
        "digits": 30,
        "seed": 7,
    }
    assert {name: fake.last[name] for name in expected} == expected


@pytest.mark.parametrize("formula", ["-x**2", "-sin(x)", "-2", "-x", "-(x)", "--sin(x)", " --x", "-1e-3*x", "-pi"])
def test_a_formula_may_start_with_a_minus_sign(fake: Fake, say: Say, formula: str) -> None:
    for arguments in ([formula, "--at", "-0.5"], ["--at=-0.5", formula], ["--at", "0.5", "--", formula]):
        assert say(*arguments)[::2] == (0, "")
        assert fake.last["function"] == formula.strip()


@pytest.mark.parametrize(
    ("text", "value"), [("-0.5", -0.5), ("-1e-3", -0.001), ("-pi/4", -0.7853981633974483), (" -.5", -0.5)]
)
def test_a_point_may_start_with_a_minus_sign(fake: Fake, say: Say, text: str, value: float) -> None:
    for at in (["--at", text], [f"--at={text}"]):
        assert say("sin(t)", *at)[0] == 0
        assert fake.last["at"] == {"t": value}


def test_a_formula_from_standard_input(fake: Fake, say: Say) -> None:
    assert say("-", "--at", "0.5", stdin="-sin(x)\n")[0] == 0
    assert fake.last["function"] == "-sin(x)"
    assert shlex.split(fake.last["reproduce"]) == ["python", "-m", "derivcheck", "-sin(x)", "--at", "0.5"]


def test_a_constant_s_name_is_a_variable_where_it_has_a_value(fake: Fake, say: Say) -> None:
    assert say("e*x", "--at", "x=1,e=2", "--wrt", "e")[0] == 0
    assert (fake.last["at"], fake.last["wrt"]) == ({"x": 1.0, "e": 2.0}, "e")
    assert say("e*x", "--at", "1")[0] == 0
    assert fake.last["at"] == {"x": 1.0}


def test_a_constant_formula_has_a_derivative(fake: Fake, say: Say) -> None:
    assert say("5", "--at", "0.5")[0] == 0
    assert (fake.last["at"], fake.last["wrt"]) == ({"x": 0.5}, "x")


def test_partials(fake: Fake, say: Say) -> None:
    fake.answers = [example_comparisons()]
    status, out, _ = say("x^2*y", "--at", "x=1,y=2", "--wrt", "x, y", "--format", "json")
    assert fake.last["wrt"] == ("x", "y")
    assert status == 3
    assert [block["wrt"] for block in json.loads(out)["components"]] == [["x"], ["y"]]


# What is answered


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ([Verdict.AGREES], 0),
        ([Verdict.PROVED], 0),
        ([Verdict.REFUTED], 1),
        ([Verdict.UNRESOLVED], 3),
        ([Verdict.AGREES, Verdict.UNRESOLVED], 3),
        ([Verdict.UNRESOLVED, Verdict.REFUTED, Verdict.AGREES], 1),
    ],
)
def test_the_exit_status_is_the_worst_verdict(fake: Fake, say: Say, verdicts: list[Verdict], status: int) -> None:
    fake.answers = [replace(example_comparison(), verdict=verdict) for verdict in verdicts]
    assert say("sin(x)", *["--at=1"] * len(verdicts))[0] == status


def test_several_points_are_reported_in_turn(fake: Fake, say: Say) -> None:
    status, out, _ = say("sin(x)", "--at", "1", "--at", "2")
    assert (status, [asked["at"] for asked in fake.asked]) == (0, [{"x": 1.0}, {"x": 2.0}])
    assert out.count(example_comparison().reason) == 2


def test_several_points_are_one_json_value(fake: Fake, say: Say) -> None:
    one = json.loads(say("sin(x)", "--at", "1", "--at", "2", "--format", "json")[1])
    assert list(one) == ["results"]
    assert [result["schema"] for result in one["results"]] == ["derivcheck/1"] * 2


def test_a_point_that_fails_does_not_lose_the_others(fake: Fake, say: Say) -> None:
    fake.answers = [example_comparison(), DomainError("log(-1) is not a real number"), example_comparison()]
    status, out, err = say("log(x)", "--at", "1", "--at", "-1", "--at", "2")
    assert (status, err) == (2, "derivcheck: error: no derivative at x = -1: log(-1) is not a real number\n")
    assert out.count(example_comparison().reason) == 2


def test_the_short_report_names_the_long_one(fake: Fake, say: Say) -> None:
    short = say(MAIN_JOB, "--at", "0.5")[1]
    assert short.rstrip().endswith("python -m derivcheck 'exp(2*x)/(1+sin(x**2))' --at 0.5 --verbose")
    assert "What the words mean" not in short
    long = say(MAIN_JOB, "--at", "0.5", "--verbose")[1]
    assert "What the words mean" in long
    assert "at 0.5 --verbose --verbose" not in long


def test_output_goes_to_a_file(fake: Fake, say: Say, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert say("sin(x)", "--at", "1", "--format=json", "--output", str(path)) == (0, "", "")
    assert json.loads(path.read_text("utf-8"))["verdict"] == "agrees"


def test_an_output_that_cannot_be_written_is_printed(fake: Fake, say: Say, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.mkdir()
    status, out, err = say("sin(x)", "--at", "1", "--output", str(path))
    assert status == 2
    assert example_comparison().reason in out
    assert err == f"derivcheck: error: --output {str(path)!r} cannot be written: Is a directory\n"


@pytest.mark.parametrize("option", ["--output", "--plot", "--dot"])
def test_a_folder_that_is_not_there_is_told_before_anything_is_computed(fake: Fake, say: Say, option: str) -> None:
    status, out, err = say("sin(x)", "--at", "1", option, "missing/p.svg")
    assert (status, out) == (2, "")
    assert err == f"derivcheck: error: {option} 'missing/p.svg': there is no folder 'missing'\n"


def test_a_picture_that_cannot_be_written_loses_no_report(fake: Fake, say: Say, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "p.svg"
    path.mkdir()
    status, out, err = say("sin(x)", "--at", "1", "--plot", str(path))
    assert status == 2
    assert example_comparison().reason in out
    assert re.fullmatch(r"derivcheck: error: .*p\.svg.*Is a directory\n", err)


def test_what_is_refuted_stays_so_when_the_picture_fails(say: Say, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "p.svg"
    path.mkdir()
    status, out, err = say("x^2", "--at", "1", "--claim", "3*x", "--plot", str(path))
    assert status == 1
    assert out.startswith("REFUTED")
    assert "Is a directory" in err


SLIPS_OF_THE_PEN = {
    "{mod} --claim {mod}:slope --at 1": "'{mod}' is a file; name a function of it, as {mod}:value, {mod}:slope",
    "{mod}:value --claim {mod} --at 1": "'{mod}' is a file; name a function of it, as {mod}:value, {mod}:slope",
    "math:sin.foo --claim math:cos --at 1": "math has no 'sin.foo'",
    "x**2 --claim 2*y --at 1": "the claim has a name 'y' that the function has not (it has x); give it a value",
    "x^2*y --wrt x --claim 2xz": "the claim has a name 'z' that the function has not (it has x, y); give it a value",
    "sin(k*x) --wrt x --claim K*cos(K*x)": "a name 'K' that the function has not (it has k, x); did you mean k?",
    "sin(x) --at 1 --steps 1e-3..1e-5": "--steps '1e-3..1e-5': a grid is FIRST:LAST:COUNT, such as 1e-1:1e-16:33",
    "sin(x) --at 0,5": "--at '0,5': two values without a name; write x=…,y=… for two variables, 0.5 with a point",
    "sin(x) --at [1,2]": "--at '[1,2]': a point of a formula is 0.5 or x=0.5,y=2; of several, repeat --at",
}


@pytest.mark.parametrize("words", SLIPS_OF_THE_PEN)
def test_what_was_typed_wrong_is_told_in_its_own_terms(say: Say, tmp_path: Path, words: str) -> None:
    mod = tmp_path / "mymod.py"
    mod.write_text("def value(x):\n    return x**2\n\ndef slope(x):\n    return 2 * x\n", "utf-8")
    status, out, err = say(*words.format(mod=mod).split())
    assert (status, out) == (2, "")
    assert SLIPS_OF_THE_PEN[words].format(mod=mod) in err


def test_a_parameter_of_the_claim_alone_is_one_if_it_has_a_value(say: Say) -> None:
    assert say("x**2", "--claim", "2*x + c", "--wrt", "x", "--at", "x=1,c=0")[0] == 1


def test_a_point_of_an_array_may_have_brackets(say: Say, tmp_path: Path) -> None:
    mod = tmp_path / "brackets.py"
    mod.write_text("def value(x):\n    return (x**2).sum()\n\ndef slope(x):\n    return 2 * x\n", "utf-8")
    status, out, _ = say(f"{mod}:value", "--claim", f"{mod}:slope", "--at", "[1, 2]")
    assert status == 0
    assert out.startswith("AGREES: all 2 components")


def test_a_missing_extra_loses_no_report(fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(result: object, path: object) -> None:
        raise MissingExtraError("a picture", "plot")

    monkeypatch.setattr("derivcheck.report.plot.plot.save", save)
    status, out, err = say("sin(x)", "--at", "1", "--plot", "p.png")
    assert status == 2
    assert example_comparison().reason in out
    assert 'pip install "sympy-derivcheck[plot]"' in err


def test_pictures_of_several_points_are_numbered(
    fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved: list[Path] = []
    monkeypatch.setattr("derivcheck.report.plot.plot.save", lambda result, path: saved.append(path))
    assert say("sin(x)", "--at", "1", "--at", "2", "--plot", str(tmp_path / "p.PNG"))[0] == 0
    assert say("sin(x)", "--at", "1", "--plot", str(tmp_path / "p.svg"))[0] == 0
    assert [path.name for path in saved] == ["p-1.PNG", "p-2.PNG", "p.svg"]


def test_orders_and_float_formats_come_one_after_another_and_in_one_picture(
    fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn: list[tuple[list[str], str]] = []
    monkeypatch.setattr("derivcheck.report.plot.plot.save", lambda shown, path: drawn.append(([*shown], path.name)))
    pairs = [(n, dtype) for n in (1, 2) for dtype in ("float64", "float32")]
    fake.answers = [
        replace(example_comparison(), order=n, dtype=dtype, at={"x": at}) for n, dtype in pairs for at in (1.0, 2.0)
    ]
    several = ["--dtype", "float64", "--dtype", "float32", "--order", "1", "--order", "2"]
    points = ["--at", "1", "--at", "2"]
    status, out, _ = say("sin(x)", *points, *several, "--plot", str(tmp_path / "p.png"))
    assert status == 0
    assert [(one["order"], one["dtype"]) for one in fake.asked[::2]] == pairs
    names = [f"order {n}, {dtype}" for n, dtype in pairs]
    assert drawn == [(names, "p-1.png"), (names, "p-2.png")]
    assert out.count("What to do next") == 8


def test_what_differs_names_the_curves(fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drawn: list[list[str]] = []
    monkeypatch.setattr("derivcheck.report.plot.plot.save", lambda shown, path: drawn.append([*shown]))
    fake.answers = [replace(example_comparison(), dtype=dtype) for dtype in ("float32", "longdouble")]
    say("x", "--at", "1", "--dtype", "float32", "--dtype", "longdouble", "--plot", str(tmp_path / "p.png"))
    assert drawn == [["float32", "longdouble"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x --at 1 --order 2 --order 2", "--order 2 is there twice"),
        ("x --claim 1 --order 1 --order 2", "--order is there 2 times; a claim is about one order"),
        ("x --claim 1 --dtype float32", "--dtype goes with a comparison, not with --claim"),
    ],
)
def test_repeated_options_that_make_no_sense(fake: Fake, say: Say, words: str, said: str) -> None:
    assert said in refused(say(*words.split()))


def test_code_has_a_picture_too(say: Say, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for claim, status in (("gradient", 0), ("forgetful", 1)):
        path = tmp_path / f"{claim}.png"
        target = "examples/logistic.py:"
        words = [f"{target}loss", "--claim", f"{target}{claim}", "--at", "0.3,0.5", "--plot", str(path)]
        assert say(*words)[0] == status
        assert path.read_bytes().startswith(b"\x89PNG")


def test_colour_only_on_a_terminal(fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    command = ["sin(x)", "--at", "1"]
    assert "\x1b[" not in say(*command)[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" in say(*command)[1]
    assert "\x1b[" not in say(*command, "--format", "json")[1]
    say(*command, "--output", str(tmp_path / "r.txt"))
    assert "\x1b[" not in (tmp_path / "r.txt").read_text("utf-8")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in say(*command)[1]


# What is refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "a formula is missing; for example: derivcheck"),
        ("x", "a point is missing; give --at 0.5, or --at x=0.5,a=2"),
        ("e^2x", "this has two readings; write exp(2)*x or exp(2*x)"),
        ("x --at", "--at: expected one argument"),
        ("sin( x ) --at 1", "one formula at a time: 'x' is left over; quote a formula with spaces"),
        ("x --at nan", "--at 'nan': not a finite double"),
        ("x --at x=1,y=2", "the formula has no variable y; its variables are x"),
        ("a*x --at x=1", "--at: no value for a; give --at a=…,x=…"),
        ("a*x --at 1", "--at: which variable is 1.0? give --at a=…,x=…"),
        ("a*x --at a=1,x=1", "which variable? give --wrt a, or --wrt a,x for each"),
        ("x --at 1 --wrt t", "the formula has no variable t; its variables are x"),
        ("x --at 1 --wrt x,x", "--wrt 'x,x': 'x' is there twice; write x, or x,y"),
        ("x --at 1 --wrt 2", "--wrt '2': '2' is not a name; write x, or x,y"),
        ("x --at 1 --wrt=", "--wrt '': '' is not a name"),
        ("x --at 1 --order two", "--order: 'two' is not a whole number from 1 to 4"),
        ("x --at 1 --order 0", "--order: '0' is not a whole number from 1 to 4"),
        ("x --at 1 --order 5", "--order: '5' is not a whole number from 1 to 4"),
        ("x --at 1 --digits -3", "--digits: '-3' is not a whole number from 1 to"),
        ("x --at 1 --digits " + "9" * 5000, "is not a whole number from 1 to"),
        ("x --at 1 --seed 1.5", "--seed: '1.5' is not a whole number"),
        ("x --at 1 --dtype float16", "float64"),
        ("x --at 1 --format yaml", "json"),
        ("x --at 1 --steps 0", "a step is a positive number, such as 1e-5 or 2^-20"),
        ("x --at 1 --steps 1:2", "a grid is FIRST:LAST:COUNT, such as 1e-1:1e-16:33"),
        ("x --at 1 --plot p.gif", "--plot 'p.gif': the ending is not one of .png, .svg, .pdf"),
        ("x --at 1 --plot p", "--plot 'p': the ending is not one of .png, .svg, .pdf"),
        ("x --at 1 --plot .png", "the ending is not one of .png, .svg, .pdf"),
        ("x --at 1 --schem central-2", "no option '--schem'; did you mean --scheme?"),
        ("x --at 1 --quiet", "no option '--quiet'; "),
        ("x --at 1 --zzz", "known: --at, --wrt, "),
        ("--x --at 1", "a formula that starts with -- goes after a space: ' --x'"),
    ],
)
def test_bad_options(fake: Fake, say: Say, arguments: str, said: str) -> None:
    assert said in refused(say(*arguments.split()))
    assert fake.asked == []  # nothing is computed before the options are known to work


def test_a_bad_scheme_is_one_line(fake: Fake, say: Say) -> None:
    fake.answers = [SchemeError("no scheme 'centrl-2'; known: central-2, central-4")]
    assert refused(say("x", "--at", "1", "--scheme", "centrl-2")).startswith("no scheme 'centrl-2'; known:")


@pytest.mark.parametrize("formula", ["sinn(x)", "x +", "(x", "", "import os", "x;y", "9**9**9**x(", "__import__('os')"])
def test_a_bad_formula_is_pointed_at(fake: Fake, say: Say, formula: str) -> None:
    answer = say(formula, "--at", "1")
    refused(answer)
    if formula:
        _, _, caret = answer[2].splitlines()
        assert caret.strip() == "^"


def test_a_name_close_to_a_function_gets_a_hint(fake: Fake, say: Say) -> None:
    answer = say("2*sinn(x)", "--at", "1")
    assert "sin" in refused(answer)
    assert answer[2].splitlines()[1:] == ["2*sinn(x)", "  ^"]


def test_a_huge_standard_input_is_refused_after_its_limit(fake: Fake, say: Say) -> None:
    assert "characters" in refused(say("-", "--at", "1", stdin="x+" * 10**6))


@pytest.mark.parametrize(
    ("accident", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 2, "out of memory; a shorter formula, fewer steps or fewer digits may fit"),
        (RecursionError(), 2, "the formula is too deeply nested"),
        (ZeroDivisionError("a\nb"), 2, "unexpected ZeroDivisionError: a b (a mistake in derivcheck: please report it"),
    ],
)
def test_accidents_are_one_line(fake: Fake, say: Say, accident: BaseException, status: int, said: str) -> None:
    fake.answers = [accident]
    got, out, err = say("x", "--at", "1")
    assert (got, out) == (status, "")
    assert err.startswith(f"derivcheck: error: {said}")
    assert err.count("\n") == 1


def test_the_traceback_is_there_for_who_asks(fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DERIVCHECK_DEBUG", "1")
    run, fake.answers = main.main, [ZeroDivisionError("planted")]
    error = io.StringIO()
    monkeypatch.setattr(sys, "stderr", error)
    assert run(["x", "--at", "1"]) == 2
    assert "Traceback" in error.getvalue()
    assert error.getvalue().splitlines()[-1].startswith("derivcheck: error: unexpected ZeroDivisionError: planted")


# The real thing


def test_the_main_job(say: Say, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "errors.svg"
    status, out, err = say(MAIN_JOB, "--at", "0.5", "--format", "json", "--plot", str(picture))
    assert (status, err) == (0, "")
    result = json.loads(out)
    assert result["reference"]["value"].startswith("2.66566172940702444834146907915639453")
    assert all(abs(e["error"]) <= e["error_bound"] for e in result["estimates"])
    assert picture.read_text("utf-8").lstrip().startswith("<?xml")
    # The command to reproduce is the one that was given.
    assert shlex.split(result["reproduce"])[:6] == ["python", "-m", "derivcheck", MAIN_JOB, "--at", "0.5"]


def test_a_gradient(say: Say) -> None:
    status, out, _ = say("x^2*y", "--at", "x=3,y=2", "--wrt", "x,y", "--scheme", "central-2", "--format", "json")
    assert status == 0
    values = [block["reference"]["value"] for block in json.loads(out)["components"]]
    assert [float(value) for value in values] == [12.0, 9.0]


def test_second_derivative_at_several_points(say: Say) -> None:
    words = "--order 2 --at 1 --at -1/2 --scheme central-2 --steps 1e-3 --dtype float32 --digits 20 --format json"
    status, out, _ = say("-x^3", *words.split())
    assert status == 0
    assert [float(result["reference"]["value"]) for result in json.loads(out)["results"]] == [-6.0, 3.0]


@pytest.mark.parametrize(
    ("formula", "at", "said"),
    [
        ("log(x)", "-1", "no derivative at x = -1: "),
        ("1/(x-a)", "x=2,a=2", "no derivative at x = 2, a = 2: division by zero"),
        ("(1-cos(x))/x^2", "0", "f has the limit 0.5 and the slope 0 there"),
        ("abs(x)", "0", "no derivative at x = 0: "),
    ],
)
def test_a_point_without_a_derivative_is_named(say: Say, formula: str, at: str, said: str) -> None:
    assert said in refused(say(formula, "--at", at, "--wrt", "x"))


def test_a_scheme_that_is_not_there(say: Say) -> None:
    assert "central-2" in refused(say("x", "--at", "1", "--scheme", "centrl-2"))


# The process


def process(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "derivcheck", *arguments], capture_output=True, text=True, **settings)


def test_version(say: Say) -> None:
    assert say("--version") == (0, f"derivcheck {derivcheck.__version__}\n", "")


def test_help_names_every_option_and_exit_status(say: Say) -> None:
    status, out, err = say("--help")
    assert (status, err) == (0, "")
    assert all(f"  {name} " in out for name in options.OPTIONS)
    assert all(f"\n  {status}  " in out for status in (0, 1, 2, 3))
    assert say("-h") == (0, out, "")


def examples() -> list[list[str]]:
    lines = re.findall(r"^  derivcheck (.*)$", options.EPILOG, re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("arguments", examples(), ids=lambda arguments: str(arguments[0]))
def test_the_examples_of_the_help_text_work(
    fake: Fake, say: Say, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    for module in ("plot", "graph"):
        monkeypatch.setattr(f"derivcheck.report.plot.{module}.save", lambda result, path: None)
    assert say(*arguments)[::2] == (0, "")


@pytest.mark.parametrize("argument", ["--help", "--version", "--nonsense"])
def test_what_computes_nothing_imports_no_library(argument: str) -> None:
    code = (
        "import sys\nfrom derivcheck.cli.main import main\n"
        f"main([{argument!r}])\n"
        "print([n for n in ('sympy', 'numpy', 'mpmath', 'flint', 'matplotlib') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "derivcheck", "--help"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "derivcheck", "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "derivcheck: error: the report cannot be written: No space left on device\n"


def test_a_formula_that_is_not_utf8_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "derivcheck", "-", "--at", "1"],
        input=b"x+\xff\xfe",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"derivcheck: error: ")
    assert done.stderr.count(b"\n") in (1, 3)


def test_an_ascii_terminal_shows_escapes() -> None:
    done = process("π+", "--at", "1", env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False)
    assert done.returncode == 2
    assert "\\u03c0+" in done.stderr


@pytest.mark.parametrize("options", ["--wrt x --at a=2", "--at a=2", "--wrt x --at a=2 --over 0:1"])
def test_the_variable_of_a_claim_needs_no_value(say: Say, options: str) -> None:
    assert say("a*x^2", "--claim", "2*a*x", "--no-proof", *options.split())[0] == 0
    assert say("a*x^2", "--claim", "2*x", "--no-proof", *options.split())[0] == 1


@pytest.mark.parametrize(
    ("formula", "claim", "options", "where"),
    [
        ("log(s^2)", "2/s", ["--domain", "s>0"], "s > 0"),
        ("log(s^2)", "2/s", ["--domain", "0:inf"], "s >= 0"),
        ("abs(x-a)", "1", ["--wrt", "x", "--domain", "x=0:1", "--domain", "a<0"], "0 <= x <= 1 and a < 0"),
        ("abs(x)", "-1", ["--domain", "-inf:0"], "x <= 0"),
        ("abs(x)", "-1", ["--domain", "-2<x<-1", "--at", "-1.5"], "-2 < x < -1"),
        ("abs(x)", "1", ["--over", "x=1:2"], "1 <= x <= 2"),
    ],
)
def test_a_domain_is_assumed_and_stated(say: Say, formula: str, claim: str, options: list[str], where: str) -> None:
    for form in ("text", "markdown", "html"):
        status, out, _ = say(formula, "--claim", claim, *options, "--format", form)
        assert status == 0
        assert where in html.unescape(out).replace("\\", "")
    status, out, _ = say(formula, "--claim", claim, *options, "--format", "json")
    told = json.loads(out)
    assert told["verdict"] == "proved"
    assert " and ".join(Range(*_infinite(r)).text(name) for name, r in told["claim"]["domain"].items()) == where


def _infinite(ends: dict[str, Any]) -> tuple[Any, ...]:
    """Return what JSON says of a range, null being infinite."""
    low, high = (
        math.copysign(math.inf, sign) if ends[k] is None else ends[k] for k, sign in (("low", -1), ("high", 1))
    )
    return low, high, ends["open_low"], ends["open_high"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--domain", "x"], "write x=0:1"),
        (["--domain", "q>0"], "no variable"),
        (["--domain", "x>0", "--at", "-1"], "x = -1 is outside the domain x > 0; give a point inside"),
        (["--domain", "x=0:1", "--domain", "x=2:3"], "no x is in both"),
        (["--over", "y=0:1"], "the variable is x"),
        (["--over", "x=0:1", "--at", "2"], "outside the domain"),
    ],
)
def test_a_domain_that_cannot_be_is_refused(say: Say, options: list[str], told: str) -> None:
    assert told in refused(say("x^2", "--claim", "2x", *options))


def test_a_nameless_domain_of_two_variables_is_refused(say: Say) -> None:
    assert "of which variable" in refused(say("a*x", "--claim", "a", "--wrt", "x", "--domain", "0:1"))
    assert "go with --claim" in refused(say("x^2", "--at", "1", "--domain", "x>0"))


@pytest.mark.parametrize(
    ("formula", "claim", "at"),
    [
        ("x^2*y", "2xy", "x=0.5,y=2"),
        ("x*e^x", "e^x+xe^x", "0.5"),
        ("f(x) = a x^2", "2ax", "x=0.5,a=2"),
        (r"\frac{k x^2}{2}", "kx", "x=0.5,k=2"),
        ("sin(kx)", "k cos kx", "x=0.5,k=2"),
    ],
)
def test_what_the_function_has_settles_what_the_claim_means(say: Say, formula: str, claim: str, at: str) -> None:
    status, out, _ = say(formula, "--claim", claim, "--at", at, "--wrt", "x")
    assert (status, out[:6]) == (0, "PROVED")
