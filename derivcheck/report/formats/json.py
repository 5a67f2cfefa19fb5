"""A result as one JSON object: strict JSON, so NaN and infinities are null."""

from __future__ import annotations

import json

from derivcheck.results import SCHEMA, Result


def render(result: Result) -> str:
    """Return the object, indented, with the schema's name first."""
    return json.dumps({"schema": SCHEMA, **result.to_dict()}, indent=2, allow_nan=False)
