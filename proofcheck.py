"""Checks the proof in a diagnosis, from its JSON alone: it imports nothing of backupdx, and no engine.

Usage: python proofcheck.py DIAGNOSIS.json [RULES.json]
DIAGNOSIS.json is what `backupdx diagnose --proof -f json` prints, RULES.json what `backupdx kb export` prints. Without
the rules, the proof has to be consistent; with them, its rules must be those, and none may be left out.
"""

from __future__ import annotations

import json
import operator
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ORDER = ("confirmed", "likely", "possible", "ruled_out", "out_of_scope")
WEAKER = {"confirms": "suggests", "suggests": "hints"}
TESTS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "in": lambda value, literal: value in literal, "not in": lambda value, literal: value not in literal,
    "includes": lambda value, literal: literal in list(value),  # a text is no list of its parts
    "empty": lambda value, _: value == [], "not empty": lambda value, _: isinstance(value, list) and bool(value),
}  # fmt: skip


def faults(diagnosis: Any, rules: Any = None) -> list[str]:
    """What is wrong with the proof of a diagnosis; nothing where it proves every verdict that the diagnosis gives."""
    try:
        return list(_faults(diagnosis, rules))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        return [f"the proof is not well formed: {error!r}"]


def _faults(diagnosis: Any, rules: Any) -> Iterator[str]:
    proof = diagnosis["proof"]
    table, known, doubted = proof["conditions"], dict(proof["observed"]), set(proof["doubted"])

    def truth(condition: Any) -> bool | None:
        fact, literal = condition["fact"], condition["literal"]
        if fact not in known:
            return None
        versions = fact in proof["versions"]
        value, literal = (_numbers(known[fact]), _numbers(literal)) if versions else (known[fact], literal)
        return bool(TESTS[condition["operator"]](value, literal))

    def of(numbered: Any) -> list[Any]:
        return [table[n] for n in numbered["conditions"]]

    if rules is not None:
        yield from _unlike(proof, rules, of, truth)
    concluded: dict[str, list[Any]] = {}
    for derivation in proof["derivations"]:
        if not all(truth(c) is True for c in of(derivation)):
            yield f"the derivation {derivation['id']} does not hold"
        concluded.setdefault(derivation["fact"], []).append(derivation["value"])
    firm = {d["fact"] for d in proof["derivations"] if all(c["fact"] not in doubted for c in of(d))}
    known |= {fact: values[0] for fact, values in concluded.items() if all(v == values[0] for v in values)}
    doubted |= set(concluded) - firm
    speaks, unknown = proof["code_is"] == "known", proof["code_is"] == "unknown"
    if (proof["code"] is None) != (proof["code_is"] in ("unknown", "none")):
        yield "what the error code counts as does not fit to whether it is known"
    for cause in proof["causes"]:
        weights, absent = set(), []
        for rule in cause["rules"]:
            truths = [truth(c) for c in of(rule)]
            state = "failed" if False in truths else "open" if None in truths else "fired"
            if state == "fired":
                weights.add(_weight(rule, any(c["fact"] in doubted for c in of(rule)), speaks, cause["named"]))
            if rule["kind"] in ("confirms", "suggests", "hints"):
                absent.append(any(truth(c) is False and c["fact"] not in doubted for c in of(rule)))
            if state != rule["state"]:
                yield f"the rule {rule['rule']} is {state}, not {rule['state']}"
        found = _verdict(weights, bool(absent) and all(absent) and not cause["named"] and not unknown)
        if cause["verdict"] != found:
            yield f"the verdict on {cause['cause']} is {found}, not {cause['verdict']}"
    yield from _untrue(diagnosis, proof)


def _weight(rule: Any, doubted: bool, speaks: bool, named: bool) -> str:
    """What a rule that fired counts as: weaker on a doubted fact, and without a code that says what failed; or ""."""
    kind = WEAKER.get(rule["kind"], "") if doubted else rule["kind"]
    if named and kind == "rules_out" and not rule["fixed"]:
        return ""  # the code says that it was so: that it is well now excludes nothing
    return "suggests" if kind == "confirms" and not speaks else kind


def _verdict(weights: set[str], absent: bool) -> str:
    if "out_of_scope" in weights:
        return "out_of_scope"
    if "confirms" in weights:
        return "possible" if "rules_out" in weights else "confirmed"
    return "ruled_out" if "rules_out" in weights or absent else "likely" if "suggests" in weights else "possible"


def _untrue(diagnosis: Any, proof: Any) -> Iterator[str]:
    """Where the diagnosis says something else than its proof."""
    said = [(e["cause"], e["verdict"]) for e in diagnosis["explanations"]]
    said += [(r["cause"], "ruled_out") for r in diagnosis["ruled_out"]]
    said += [(r["cause"], "out_of_scope") for r in diagnosis["also_wrong"]]
    if said != [(c["cause"], c["verdict"]) for c in proof["causes"]]:
        yield "the diagnosis gives other verdicts, or another order, than its proof"
    if any(_passes_over(diagnosis["explanations"], n) for n in range(len(diagnosis["explanations"]))):
        yield "a weaker verdict is ranked above a stronger one, and leads to no effect that stands there"
    if [e["rank"] for e in diagnosis["explanations"]] != list(range(1, len(diagnosis["explanations"]) + 1)):
        yield "the ranks are not 1, 2, 3, ..."
    for each in (*diagnosis["explanations"], *diagnosis["ruled_out"], *diagnosis["also_wrong"]):
        for seen in (*each["because"], *each.get("against", ())):
            fact = seen["fact"]
            if fact not in proof["observed"] or seen["value"] != _shown(proof["observed"][fact]):
                yield f"{fact} was not observed as {seen['value']!r}, which {each['cause']} is said to rest on"


def _passes_over(ranked: Any, place: int) -> bool:
    """Whether an explanation stands above a stronger one without leading to an effect that is as strong."""
    own = ORDER.index(ranked[place]["verdict"])
    below = ranked[place + 1 :]
    strongest = min((ORDER.index(e["verdict"]) for e in below), default=own)
    led_to = [e for e in below if e["kind"] == "effect" and e["cause"] in ranked[place]["leads_to"]]
    return own > strongest and all(ORDER.index(e["verdict"]) > strongest for e in led_to)


def _unlike(proof: Any, rules: Any, of: Callable[[Any], Any], truth: Callable[[Any], Any]) -> Iterator[str]:
    """Where the proof rests on other rules and facts than those of the rule base."""
    wanted = {c["id"]: [(r["id"], r["kind"], r["fixed"], r["conditions"]) for r in c["rules"]] for c in rules["causes"]}
    points = any(c["code"] == proof["code"] and "every cause" in c["leaves_open"] for c in rules["codes"])
    if proof["code"] is not None and points != (proof["code_is"] == "pointing"):
        yield "whether the error code only points to a text is told otherwise by the rule base"
    named: Any = next((c["names"] for c in rules["codes"] if c["code"] == proof["code"]), [])
    for cause in proof["causes"]:
        if [(r["rule"], r["kind"], r["fixed"], of(r)) for r in cause["rules"]] != wanted.get(cause["cause"]):
            yield f"the rules of {cause['cause']} are not those of the rule base"
        if cause["named"] != (cause["cause"] in named):
            yield f"whether the error code names {cause['cause']} is told otherwise by the rule base"
    looked_at = {c["fact"] for c in proof["conditions"]}
    holding = [
        (d["id"], d["fact"], d["value"], d["conditions"])
        for d in rules["derivations"]
        if d["fact"] in looked_at and all(truth(c) is True for c in d["conditions"])
    ]
    if holding != [(d["id"], d["fact"], d["value"], of(d)) for d in proof["derivations"]]:
        yield "the derivations are not those of the rule base that hold"
    kinds = {fact: rules["facts"].get(fact) for fact in proof["observed"]}
    if None in kinds.values() or {f for f, kind in kinds.items() if kind == "version"} != set(proof["versions"]):
        yield "facts are said to be observed that cannot be, or to be versions that are none"


def _numbers(version: str) -> list[int]:
    numbers = [int(n) for n in version.split(".")]
    while numbers[-1:] == [0]:
        numbers.pop()
    return numbers


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "none"
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def main(names: list[str]) -> int:
    """The exit code: 0 where the proof holds, 1 where not, 2 for wrong usage, 3 for a file that cannot be used."""
    if not 1 <= len(names) <= 2:
        return _said("Usage: python proofcheck.py DIAGNOSIS.json [RULES.json]", 2)
    given = []
    for name in names:
        try:
            given.append(json.loads(Path(name).read_text("utf-8")))
        except RecursionError:
            return _said(f"{name}: is nested too deeply", 3)
        except OSError as error:
            return _said(f"{name}: cannot be read: {error.strerror}", 3)
        except ValueError as error:  # no UTF-8, no JSON, or a number of thousands of digits
            return _said(f"{name}: is no JSON: {error}", 3)
    found = faults(*given)
    try:
        if sys.stdout is None:
            raise OSError(0, "standard output is closed")
        text = "\n".join(found) or "the proof holds"
        print(text.encode("ascii", "backslashreplace").decode(), flush=True)
    except OSError as error:
        sys.stdout = None  # else Python tries again at its end
        return _said(f"the result cannot be written: {error.strerror}", 3)
    return 1 if found else 0


def _said(text: str, code: int) -> int:
    if sys.stderr is not None:
        try:  # noqa: SIM105, no further module for it
            print(text.encode("ascii", "backslashreplace").decode(), file=sys.stderr)
        except OSError:
            pass
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
