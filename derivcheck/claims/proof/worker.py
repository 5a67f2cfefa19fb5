"""The process that searches for a proof: a claim as JSON on standard input, the answer on standard output.

It limits its own memory and processor time where the system can, so that it ends even if nobody is
left to end it. Formulas are read by derivcheck's own parser.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import sys
from dataclasses import astuple
from typing import Any

from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.difference import difference
from derivcheck.claims.proof.normal import vanishes
from derivcheck.formula.domain import Domain, Range
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.timeouts import time_limit


def pack(claim: Claim, seconds: float) -> str:
    """Return the question to the process.

    Examples
    --------
    >>> claim = Claim(parse("x^2"), parse("2x"), "x")
    >>> unpack(pack(claim, 1.0)) == (claim, 1.0)
    True
    """
    return json.dumps(
        {
            "function": claim.function.typed,
            "claimed": claim.claimed.typed,
            "variables": claim.variables,
            "wrt": claim.wrt,
            "order": claim.order,
            "domain": [[name, astuple(r)] for name, r in claim.domain],
            "seconds": seconds,
        }
    )


def unpack(text: str) -> tuple[Claim, float]:
    """Return the claim, and the time to spend on it."""
    question: dict[str, Any] = json.loads(text)
    function, claimed = (parse(question[key], question["variables"]) for key in ("function", "claimed"))
    domain = Domain(tuple((name, Range(*ends)) for name, ends in question["domain"]))
    return Claim(function, claimed, question["wrt"], question["order"], domain=domain), question["seconds"]


def _limit_resources(seconds: float) -> None:
    with contextlib.suppress(ImportError):  # there is none on Windows
        resource = importlib.import_module("resource")
        limits = {resource.RLIMIT_AS: allowances.PROOF_BYTES.value, resource.RLIMIT_CPU: math.ceil(seconds) + 1}
        for kind, most in limits.items():
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def main() -> None:
    """Answer one claim."""
    claim, seconds = unpack(sys.stdin.read())
    _limit_resources(seconds)
    with time_limit(seconds):
        answer = vanishes(difference(claim), allowances.PROOF_TERMS.value, claim.domain)
    print(json.dumps({"vanishes": answer}))


if __name__ == "__main__":
    main()
