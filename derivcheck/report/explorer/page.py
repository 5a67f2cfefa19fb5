"""The page around the answers: a form, and the script that asks."""

from __future__ import annotations

import functools
import html
import json
from collections.abc import Iterable
from importlib.resources import files

from derivcheck.arithmetic.real import DTYPES
from derivcheck.ground.limits import MAX_LENGTH, MAX_ORDER
from derivcheck.methods.differences.schemes import DEFAULT, TABLE
from derivcheck.report.page import assets

EXAMPLE = "exp(2*x)/(1+sin(x**2))"
"""What the page shows when no formula is given."""


def page(token: str, nonce: str) -> str:
    """Return the page, whose scripts have a nonce, and whose questions carry a token."""
    scripts = (f"window.derivcheckToken = {json.dumps(token)};", assets.libraries(), assets.script(), _asset("js"))
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<title>derivcheck explorer</title>\n<link rel="icon" href="data:,">',
            f"<style>{assets.style()}{_asset('css')}</style>\n</head>",
            f'<body>\n<div class="derivcheck">\n<h1>Explore a derivative</h1>\n{_form()}',
            '<div id="variables"></div>\n<p id="status" role="status"></p>\n<div id="report"></div>\n</div>',
            *(f'<script nonce="{nonce}">{script}</script>' for script in scripts),
            "</body>\n</html>",
        ]
    )


@functools.cache
def _asset(kind: str) -> str:
    return (files(__package__) / f"explorer.{kind}").read_text("utf-8")


def _form() -> str:
    return "\n".join(
        [
            '<form id="question" autocomplete="off">',
            _line("formula", "f", EXAMPLE),
            _line("claim", "claimed derivative, if any", ""),
            '<pre id="fault" role="alert" hidden></pre>',
            '<details class="choices">\n<summary>schemes, order, float format</summary>\n<div>',
            _select("order", map(str, range(1, MAX_ORDER + 1))),
            _select("dtype", DTYPES),
            f"</div>\n<div>{''.join(map(_scheme, TABLE))}</div>\n</details>",
            '<label hidden>with respect to <select name="wrt"></select></label>',
            "</form>",
        ]
    )


def _line(name: str, label: str, hint: str) -> str:
    attributes = f'name="{name}" maxlength="{MAX_LENGTH}" placeholder="{html.escape(hint)}" spellcheck="false"'
    return f'<label class="line"><span>{label}</span><input type="text" {attributes} autocapitalize="off"></label>'


def _select(name: str, options: Iterable[str]) -> str:
    listed = "".join(f"<option>{option}</option>" for option in options)
    return f'<label>{name} <select name="{name}">{listed}</select></label>'


def _scheme(name: str) -> str:
    checked = " checked" if name in DEFAULT else ""
    return f'<label><input type="checkbox" name="scheme" value="{name}"{checked}> {name}</label> '
