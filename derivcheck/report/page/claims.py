"""A page of very many claims, each with its verdict: sorted, filtered, and only as many rows drawn as are seen."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from derivcheck.report.page import assets
from derivcheck.report.page.document import document

VERDICTS = ("refuted", "error", "unresolved", "agrees", "proved")
"""In the order in which a reader wants to see them."""

_COLUMNS: dict[str, int] = {
    "id": 9,
    "verdict": 8,
    "function": 13,
    "claimed": 13,
    "reason": 18,
    "cause": 14,
    "gap": 6,
    "detection limit": 8,
    "seconds": 6,
}
"""Names of the columns, and how wide they are, in parts of the whole."""

_NUMERIC = ("gap", "detection limit", "seconds")


def claims_page(results: Iterable[Mapping[str, Any]], title: str = "claims") -> str:
    """Return the page of the results on many claims.

    Parameters
    ----------
    results : iterable of mappings
        In JSON types, as `ClaimResult.to_dict` gives them; `function` and `claimed` may be there too.
    title : str

    Returns
    -------
    str
        HTML that needs no other file.

    Examples
    --------
    >>> page = claims_page([{"id": 1, "verdict": "agrees", "reason": "agrees at x = 1"}])
    >>> "1 agrees" in page
    True
    """
    rows = [_row(result) for result in results]
    counts = Counter(row[1] for row in rows)
    data = json.dumps({"columns": [*_COLUMNS], "rows": rows}, allow_nan=False, separators=(",", ":"))
    body = [
        '<main class="derivcheck many">',
        f"<h1>{html.escape(title)}</h1>",
        f"<p>{', '.join(f'{counts[v]:,} {v}' for v in VERDICTS if counts[v]) or 'no claims'}</p>",
        _filter(counts),
        f'<div id="rows" tabindex="0"><table id="claims">{_head()}<tbody></tbody></table></div>',
        '<section id="one" aria-live="polite" hidden><dl id="detail"></dl></section>\n</main>',
        # Inside a script element "<" could end it.
        f'<script type="application/json" id="claims-data">{data.replace("<", chr(92) + "u003c")}</script>',
        f"<script>{assets.script()}</script>\n<script>{assets.text('claims.js')}</script>",
    ]
    return document(title, "\n".join(body), assets.text("claims.css"))


def _row(result: Mapping[str, Any]) -> list[Any]:
    cause = result.get("cause")
    told = {
        **result,
        "cause": cause.get("text") if isinstance(cause, Mapping) else cause,
        "detection limit": result.get("detection_limit"),
    }
    return [_cell(told.get(name)) for name in _COLUMNS]


def _cell(value: object) -> Any:
    """Return what a cell can show: a number, a text, or nothing."""
    return value if value is None or type(value) in (str, int, float) else str(value)


def _filter(counts: Counter[Any]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="verdict" value="{verdict}" checked> {counts[verdict]:,} {verdict}</label>'
        for verdict in VERDICTS
        if counts[verdict]
    )
    search = '<input type="search" name="words" placeholder="words, all of which are there" aria-label="search">'
    return f'<div id="filter" role="search">{search}{boxes}<span id="count" role="status"></span></div>'


def _head() -> str:
    whole = sum(_COLUMNS.values())
    columns = "".join(f'<col style="width:{100 * part / whole:.1f}%">' for part in _COLUMNS.values())
    headings = "".join(
        f"<th{' class=number' if name in _NUMERIC else ''}><button>{name}</button></th>" for name in _COLUMNS
    )
    return f"<colgroup>{columns}</colgroup><thead><tr>{headings}</tr></thead>"
