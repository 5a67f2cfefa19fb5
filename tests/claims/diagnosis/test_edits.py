"""Single edits of a claim: the value that a place would need, and what the rules make of it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Claim, GapOutcome, gap
from derivcheck.claims.diagnosis.edits import PLAUSIBILITY, RANKS, Search
from derivcheck.claims.diagnosis.exchanges import COFUNCTIONS, KIN
from derivcheck.claims.diagnosis.factors import divided, multiplied, struck_out
from derivcheck.claims.diagnosis.known_values import Known, KnownValues
from derivcheck.claims.diagnosis.occurrences import Wanted, corrected, occurrences, surroundings, term_number
from derivcheck.claims.diagnosis.recognition import BITS, same
from derivcheck.claims.diagnosis.search import FIRST_RULES, OTHER_RULES, _FirstEdits
from derivcheck.claims.diagnosis.terms import inner_derivative
from derivcheck.claims.diagnosis.trial import Trial, prepare
from derivcheck.elementary import TABLE
from derivcheck.formula.parser import parse

M = Precise(BITS)
POINTS = [{"x": 0.6, "a": 1.3}, {"x": 0.85, "a": 1.7}]


def trial_of(function: str, claimed: str) -> Trial:
    claim = Claim(parse(function), parse(claimed), "x")
    found = prepare(claim, M, [{name: point[name] for name in claim.variables} for point in POINTS])
    assert found is not None
    return found


def sample_values(trial: Trial, text: str) -> list:
    """What a formula is worth at the samples."""
    nodes = trial.claim.function.nodes
    names = {str(node.value): i for i, node in enumerate(nodes) if node.operation == "variable"}
    return [
        parse(text).evaluate(M, {name: trial.function[i][s] for name, i in names.items()})
        for s in range(len(trial.derivatives))
    ]


# Function, claim, the wrong part of it and what belongs there.
PLANTED = [
    ("x^2*sin(x)", "2*x*sin(3*x) + x^2*cos(x)", "3*x", "x"),
    ("x^2*sin(x)", "2*x*sin(3*x) + x^2*cos(x)", "3", "1"),
    ("x^2*sin(x)", "2*x*sin(x) - x^2*cos(x)", "x^2*cos(x)", "-x^2*cos(x)"),
    ("x^5", "5*x^3", "3", "4"),
    ("x^5", "5*x^3", "x^3", "x^4"),
    ("exp(2*x)/x", "(2*x*exp(2*x) + exp(2*x))/x^2", "exp(2*x)", "-exp(2*x)"),
    ("sqrt(1 + x^2)", "x/sqrt(1 - x^2)", "1 - x^2", "1 + x^2"),
    ("log(a + x)", "1/(a*x)", "a*x", "a + x"),
    ("tan(x)", "1/sin(x)^2", "sin(x)", "cos(x)"),
    ("atan(x/a)", "a/(a^2 - x^2)", "x^2", "-x^2"),
    ("erf(x)", "2/sqrt(pi)*exp(x^2)", "x^2", "-x^2"),
    ("gamma(x + 3)", "gamma(x + 4)*digamma(x + 3)", "x + 4", "x + 3"),
]


@pytest.mark.parametrize(("function", "claimed", "part", "right"), PLANTED)
def test_a_wrong_part_wants_the_value_of_the_right_one(function, claimed, part, right):
    trial = trial_of(function, claimed)
    places = [place for place in occurrences(trial) if trial.written[place.node].text == part]
    expected = sample_values(trial, right)
    fitting = [
        place
        for place in places
        if all(any(same(w, e) for w in wanted) for wanted, e in zip(place.wanted, expected, strict=True))
    ]
    assert len(fitting) == 1


@pytest.mark.parametrize(("function", "claimed", "part", "right"), PLANTED)
def test_a_correction_replaces_one_place(function, claimed, part, right):
    trial = trial_of(function, claimed)
    outcomes = []
    for place in occurrences(trial):
        if trial.written[place.node].text == part:
            names = {name: trial.writer.variable(name) for name in "xa"}
            text = corrected(trial, place, parse(right).evaluate(trial.writer, names))
            claim = Claim(trial.claim.function, parse(text.text), "x")
            outcomes.append(gap(claim, trial.fresh[0]).outcome)
    assert outcomes.count(GapOutcome.EQUAL) == 1


def test_the_places_are_those_of_the_tree_that_was_typed():
    trial = trial_of("x^3", "x*x + x*x")
    texts = [trial.written[place.node].text for place in occurrences(trial)]
    assert sorted(texts) == sorted(["x*x + x*x", "x*x", "x*x", "x", "x", "x", "x"])


@pytest.mark.parametrize(("part", "number"), [("sin(x)", 1), ("x", 2), ("cos(x)", 3), ("x^2", 4)])
def test_terms_are_counted_from_the_left(part, number):
    trial = trial_of("x^4", "sin(x) - x + (cos(x) - x^2)")
    place = next(place for place in occurrences(trial) if trial.written[place.node].text == part)
    assert term_number(trial, place) == number


def test_a_part_of_a_term_has_no_number():
    trial = trial_of("x^4", "1 + 2*(x + 3)")
    places = {trial.written[place.node].text: place for place in occurrences(trial)}
    assert term_number(trial, places["2*(x + 3)"]) == 2
    assert term_number(trial, places["x"]) is None


# Rule, function, claim, and what is proposed: the reason and the new text.
PROPOSED = [
    ("sign", "cos(x) + x^3", "sin(x) + 3*x^2", "sign", "-sin(x)"),
    ("sign", "x^2/2 - a*x", "2*(a + x)/2", "sign in front", "-a"),
    ("sign", "cos(x) + x^3", "-sin(x) - 3*x^2", "sign", "-3*x^2"),
    ("function", "sin(x)*x", "sin(x) + x*sin(x)", "cofunction", "cos(x)"),
    ("function", "tanh(x)", "1/cos(x)^2", "function elsewhere", "cosh(x)"),
    ("function", "sec(x)", "sec(x)^2", "function", "sec(x)*tan(x)"),
    ("order", "polygamma(1, x)", "polygamma(0, x)", "order of a function", "polygamma(2, x)"),
    ("undifferentiated", "erf(x)", "2/sqrt(pi)*erf(x)", "not differentiated", "exp(-x**2)"),
    ("part_of_function", "x*log(x)", "x + x/x", "piece of a sum", "log(x)"),
    ("number", "x^4", "4*x^2", "exponent", "3"),
    ("number", "x^4 + x", "3*x^3 + 1", "coefficient", "4"),
    ("number", "pi*x^2 + x", "2*3.14*x + 1", "unit", "pi"),
    ("shifted_exponent", "x^a", "a*x^a", "exponent shifted", "a - 1"),
    ("power", "log(a + x^2)", "2*x/(a + x)", "exponent of a name", "x^2"),
    ("power", "sqrt(a + x^2)", "x/(a + x^2)", "exponent of a part", "sqrt(a + x^2)"),
    ("power", "a*log(x)", "a*x", "exponent of a name", "1/x"),
    ("factor", "x^3 + x^2", "3*x^2 + x", "factor", "2*x"),
    ("factor", "x^3", "3*x^2 + a", "term too many", "0"),
    ("inner_derivative", "sin(x^2) + x", "cos(x^2) + 1", "inner derivative", "2*x*cos(x^2)"),
    ("inner_derivative", "a*sin(a*x) + x", "a*a*a*cos(a*x) + 1", "inner derivative too many", "a**2*cos(a*x)"),
    ("argument", "sin(a*x) + x", "a*cos(x) + 1", "argument", "a*x"),
    ("piece_of_product", "x*exp(x)*a", "exp(x) + a*x*exp(x)", "piece", "exp(x)*a"),
    ("piece_of_sum", "x*exp(x)", "x*exp(x)", "piece of a sum", "x*exp(x) + exp(x)"),
]


@pytest.mark.parametrize(("rule", "function", "claimed", "why", "text"), PROPOSED)
def test_each_rule_finds_what_was_planted(rule, function, claimed, why, text):
    trial = trial_of(function, claimed)
    search = Search(trial)
    find = next(r for r in (*FIRST_RULES, *OTHER_RULES) if r.__name__ == rule)
    found = [edit for place in occurrences(trial) for edit in find(search, place)]
    assert (why, sorted_factors(text)) in {(edit.why, sorted_factors(edit.text.text)) for edit in found}


# Function, claim, the text of a place, the factor that is one too many (or few, after "*"), and what is written.
STRUCK = [
    ("x^4", "12*x^2 - 4*x", "4*x", "x", "4"),
    ("sin(x)^3", "3*sin(x)^3*cos(x)", "3*sin(x)^3*cos(x)", "sin(x)", "3*sin(x)^2*cos(x)"),
    ("a*exp(x)", "-(x*exp(x))/a", "-(x*exp(x))/a", "x", "-(exp(x)/a)"),
    ("log(a*x)", "exp(x)/(a*x)", "exp(x)/(a*x)", "*x", "exp(x)/a"),
    ("log(x)", "1/(1/x)", "1/(1/x)", "*1/x", "1"),
    ("x*exp(x)", "x + exp(x)", "x + exp(x)", "x", "(x + exp(x))/x"),
    ("x*exp(x)", "exp(x)", "exp(x)", "*x", "x*exp(x)"),
]


@pytest.mark.parametrize(("function", "claimed", "part", "factor", "text"), STRUCK)
def test_a_factor_that_is_typed_is_struck_out_instead_of_divided_by(function, claimed, part, factor, text):
    trial = trial_of(function, claimed)
    node = next(place.node for place in occurrences(trial) if trial.written[place.node].text == part)
    name = factor.removeprefix("*")
    written = parse(name).evaluate(trial.writer, {n: trial.writer.variable(n) for n in "xa"})
    values = tuple(sample_values(trial, name))
    if factor.startswith("*"):
        assert multiplied(trial, node, values, written).text == text
    else:
        assert divided(trial, node, values, written).text == text
        assert (struck_out(trial, node, values) is None) == ("/x" in text)
    # Whichever way it is written, its value is the old one over, or times, the factor.
    old, new, f = (sample_values(trial, one) for one in (part, text, name))
    assert all(same(n, o * g if factor.startswith("*") else M.div(o, g)) for n, o, g in zip(new, old, f, strict=True))


# A claim, the place, what is written there, and what is quoted: a sum is never cut in two.
QUOTED = [
    ("2*x + (3*x - a) - 2", "3*x", "-3*x", None),
    ("400*x + 2*x - 2", "400*x", "-400*x", None),
    ("exp(2*x - a - 2)", "2*x", "-2*x", "-2*x - a - 2"),
    ("a*exp(2*x - a - 7)", "2", "3", "3*x"),
]


@pytest.mark.parametrize(("claimed", "part", "right", "quoted"), QUOTED)
def test_a_sum_is_quoted_as_a_whole(claimed, part, right, quoted):
    trial = trial_of("a*x^4", claimed)
    place = next(place for place in occurrences(trial) if trial.written[place.node].text == part)
    text = parse(right).evaluate(trial.writer, {n: trial.writer.variable(n) for n in "xa"})
    around = surroundings(trial, place, text)
    assert (around and around.text) == quoted


def sorted_factors(text: str) -> tuple[str, ...]:
    """The letters of a text: which of two factors is written first does not matter here."""
    return tuple(sorted(text))


@pytest.mark.parametrize("rule", [*FIRST_RULES, *OTHER_RULES], ids=lambda rule: rule.__name__)
def test_each_rule_is_silent_where_nothing_fits(rule):
    trial = trial_of("x^3*exp(x)", "tanh(x) + 3*a/(7 + log(x))")
    search = Search(trial)
    assert [edit for place in occurrences(trial) for edit in rule(search, place)] == []


def test_every_reason_has_a_rank():
    assert sorted(RANKS.values()) == list(range(len(PLAUSIBILITY)))
    for _, function, claimed, why, _ in PROPOSED:
        assert why in RANKS, (function, claimed)


def test_kin_are_functions_of_the_same_number_of_arguments():
    for name, others in KIN.items():
        assert {TABLE[other].arity for other in others} == {TABLE[name].arity}
        assert name not in others
    assert all(COFUNCTIONS[COFUNCTIONS[name]] == name for name in COFUNCTIONS)


def test_a_claim_that_is_right_has_no_trial():
    claim = Claim(parse("x^2"), parse("2*x"), "x")
    assert prepare(claim, M, [{"x": 0.5}, {"x": 0.7}]) is None


@pytest.mark.parametrize(("function", "claimed", "part", "right"), PLANTED)
def test_slips_come_in_the_order_of_their_plausibility(function, claimed, part, right):
    """Rule by rule on demand, as if all rules had been tried first."""
    search = Search(trial_of(function, claimed))
    found = [edit for place in occurrences(search.trial) for rule in FIRST_RULES for edit in rule(search, place)]
    expected = sorted(found, key=lambda edit: edit.cost)
    edits = _FirstEdits(search)
    assert [(e.why, e.text.text) for e in (*edits.likely(), *edits.unlikely())] == [
        (e.why, e.text.text) for e in expected
    ]


@pytest.mark.parametrize("rule", FIRST_RULES, ids=lambda rule: rule.__name__)
def test_a_rule_gives_nothing_more_plausible_than_it_says(rule):
    for _, function, claimed, _, _ in PROPOSED:
        search = Search(trial_of(function, claimed))
        found = [edit for place in occurrences(search.trial) for edit in rule(search, place)]
        assert all(edit.cost[0] >= RANKS[FIRST_RULES[rule]] for edit in found)
    assert list(FIRST_RULES.values()) == sorted(FIRST_RULES.values(), key=RANKS.__getitem__)


def test_rules_that_cannot_come_next_are_not_tried(monkeypatch):
    search = Search(trial_of("x^2*sin(x)", "2*x*sin(x) - x^2*cos(x)"))
    edits, tried = _FirstEdits(search), []
    of = edits.of
    monkeypatch.setattr(edits, "of", lambda rule: (tried.append(rule.__name__), of(rule))[1])
    assert next(edits.likely()).why == "sign"
    assert tried == ["sign", "function"][: len(tried)]


def test_leading_digits_rule_nothing_out_that_is_the_same():
    """The filter by floats lets through whatever `same` takes for equal, at every size that is a number."""
    rng = np.random.default_rng(5)
    for exponent in (-900, -60, -1, 0, 3, 70, 900):
        for x in rng.uniform(-1, 1, 40):
            value = M.number(Fraction(x)) * M.context.mpf(2) ** exponent
            near = value * (1 + M.context.mpf(2) ** -97)
            assert same(near, value)
            assert Wanted(lambda _, near=near: [near]).may_be(value)
            known = Known((value,), lambda: None, lambda: None)
            assert KnownValues([known]).may_hold([float(near)])
    # It is a filter: what is another number in the first digits is not let through.
    assert not Wanted(lambda _: [M.number(3)]).may_be(M.number(3) * (1 + M.context.mpf(10) ** -9))
    assert not KnownValues([Known((M.number(3),), lambda: None, lambda: None)]).may_hold([3.00001, math.nan, math.inf])
    assert not Wanted(lambda _: []).may_be(M.number(0))


class Forgetful(set):
    """Of what lacks no inner derivative nothing is remembered, so that each place is looked at by itself."""

    def __contains__(self, place: object) -> bool:
        return False


@pytest.mark.parametrize(
    ("function", "claimed"),
    [
        ("sin(x^2) + x", "cos(x^2) + 1"),
        ("a*sin(a*x) + x", "a*a*a*cos(a*x) + 1"),
        ("x*exp(-x^2)/a", "(exp(-x^2) + x*exp(-x^2))/a"),
        ("log(1 + x^2)*sqrt(x)", "-(-(1/(1 + x^2)*sqrt(x))) + log(1 + x^2)/(2*sqrt(x))"),
        ("1/(a*sin(3*x))", "-cos(3*x)/(a*sin(3*x)*sin(3*x))"),
    ],
)
def test_what_a_product_does_not_lack_its_factors_do_not(function: str, claimed: str) -> None:
    each = Search(trial_of(function, claimed))
    each._without_inner = Forgetful()
    found = [
        [(e.why, e.place.node, e.text.text, e.sentence) for e in _FirstEdits(search).of(inner_derivative)]
        for search in (Search(trial_of(function, claimed)), each)
    ]
    assert found[0] == found[1] != []
