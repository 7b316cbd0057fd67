"""The decision tables: what each rule and derivation decides, and what each code, with the facts.

A table is made from its own cause (or derived fact), the derivations and the codes alone: no other cause can change it.
`generated.py` writes the tables to tests/decisions/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.data import as_plain
from backupdx.engine.domains import classes, conditions_by_fact
from backupdx.engine.knowledge import Cause, ErrorCode, KnowledgeBase, Rule
from backupdx.engine.reference import Opinion, opinion
from backupdx.engine.satisfying import Fails, satisfying_facts
from backupdx.facts.case import Case
from backupdx.facts.vocabulary import vocabulary
from backupdx.readers.merging import nested

UNKNOWN = "unknown"
HOLDS = "holds: "  # before the verdict, where the rule of the row holds
OTHER = "(other)"  # a word that no condition names
CODES = "every code"  # stands for all error codes of the rule base, one after the other
NEW = ErrorCode("ANewCode", "A new code", ())
TableRow = dict[str, Any]  # one rule or derivation: the facts, and what is decided
Table = dict[str, Any]  # what is written down about one cause, derived fact or code
Word = Callable[[dict[str, Any]], Any]  # what is decided on some facts, in a word


def judged(kb: KnowledgeBase, facts: dict[str, Any]) -> Opinion:
    """What follows from these facts, by the reference evaluator."""
    seen = Case.model_validate(nested(facts)).observations()
    return opinion(kb, {fact: o.value for fact, o in seen.items()})


@lru_cache(maxsize=64)
def alone(kb: KnowledgeBase, about: str) -> KnowledgeBase:
    """The rule base with one cause, or with none: it says of this cause or derived fact what the whole one says."""
    return kb.only((about,))


@lru_cache(maxsize=64)
def with_new_code(kb: KnowledgeBase) -> KnowledgeBase:
    """The rule base with one more code, of which no cause says anything and which leaves nothing open.

    It stands first: where a rule holds with any code out of a cause's scope, its row is made with this one.
    """
    return replace(kb, codes=(NEW, *kb.codes))


@lru_cache(maxsize=256)
def _deriving_only(kb: KnowledgeBase, facts: frozenset[str]) -> KnowledgeBase:
    """The rule base with the derivations of these facts alone: no derivation looks at what another one concludes."""
    return replace(kb, derivations=tuple(d for d in kb.derivations if d.fact in facts))


def _codes(kb: KnowledgeBase) -> list[str]:
    """The codes that are tried, sorted, so that it does not matter where one is declared."""
    return sorted(c.code for c in kb.codes if c is not NEW)


# -- tables of causes and derived facts --------------------------------------------------------------------------------


def table_of_cause(kb: KnowledgeBase, cause: Cause) -> Table:
    """What a cause decides: its place among the others, its verdict for each code alone, and a row for each rule."""
    own = with_new_code(alone(kb, cause.id))
    rows = (_undecided(own, r.id, r.conditions) for r in own.rules_of(cause))
    return decided_of_cause(kb, {"cause": cause.id, "rules": [row for row in rows if row is not None]})


def decided_of_cause(kb: KnowledgeBase, table: Table) -> Table:
    """The table of a cause with what this rule base decides on its facts. Raises KeyError where the cause is gone."""
    cause = kb.by_id[table["cause"]]
    own = with_new_code(alone(kb, cause.id))
    family = kb.family[cause.family]
    numbered = {rule.id: rule for rule in own.rules_of(cause)}
    judging = _deriving_only(own, frozenset(c.fact for rule in numbered.values() for c in rule.conditions))

    def word(facts: dict[str, Any], rule: str = "") -> str:
        found = judged(judging, facts)
        held = rule in numbered and holds(numbered[rule], found)
        return f"{HOLDS if held else ''}{found.verdicts[cause.id]}"

    return {
        "cause": cause.id,
        "place": {"family": family.id, "health_step": family.health_step, "step": cause.step},
        "leads_to": list(cause.leads_to),
        "by_code": _by_code(own, {}, word),
        "rules": [_decided(own, row, partial(word, rule=row["rule"])) for row in table["rules"]],
    }


def table_of_derived(kb: KnowledgeBase, fact: str) -> Table:
    """What is derived for a fact, a row for each derivation."""
    own = with_new_code(alone(kb, ""))
    rows = (_undecided(own, fact, d.conditions) for d in kb.deriving[fact])
    return decided_of_derived(kb, {"derived": fact, "rules": [row for row in rows if row is not None]})


def decided_of_derived(kb: KnowledgeBase, table: Table) -> Table:
    """The table of a derived fact with what this rule base derives from its facts."""
    own, fact = with_new_code(alone(kb, "")), table["derived"]
    judging = _deriving_only(own, frozenset((fact,)))

    def word(facts: dict[str, Any]) -> Any:
        return as_plain(judged(judging, facts).known.get(fact, UNKNOWN))

    return {"derived": fact, "rules": [_decided(own, row, word) for row in table["rules"]]}


def _decided(kb: KnowledgeBase, row: TableRow, word: Word) -> TableRow:
    """The row with what is decided on its facts."""
    changed = {}
    for fact, tried in ((f, n["tried"]) for f, n in row["one_fact_changed"].items()):
        rest = {f: v for f, v in row["facts"].items() if f != fact}
        if tried == CODES:
            decided = _by_code(kb, rest, word, (UNKNOWN, word(rest)))
        else:
            found = [(UNKNOWN, word(rest)), *((v, word({**rest, fact: v})) for v in tried)]
            decided = _grouped(found, Counter(str(said) for _, said in found).most_common(1)[0][0])
        changed[fact] = {"tried": tried, "decided": decided}
    short = [{**one, "decided": word(one["facts"])} for one in row["all_but_one_condition"]]
    return {
        "rule": row["rule"],
        "facts": row["facts"],
        "decided": word(row["facts"]),
        "one_fact_changed": changed,
        "all_but_one_condition": short,
    }


def _by_code(kb: KnowledgeBase, facts: dict[str, Any], word: Word, *more: tuple[str, Any]) -> dict[str, Any]:
    """The codes by what is decided for them; what is decided for a code that nothing names stands for all others.

    So a new code lengthens no list, unless it says something of the cause.
    """
    found = [*more, *((code, word({**facts, kb.code_fact: code})) for code in _codes(kb))]
    return _grouped(found, str(word({**facts, kb.code_fact: NEW.code})))


def holds(rule: Rule, found: Opinion) -> bool:
    """Whether a rule holds: it then stands among the reasons, even where it does not decide the verdict."""
    return all(c.fact in found.known and c.test(found.known[c.fact]) for c in rule.conditions)


def _grouped(tried: Sequence[tuple[Any, Any]], usual: str) -> dict[str, Any]:
    """The values by what is decided for them; the usual decision stands for all that are not named."""
    groups: dict[str, list[Any]] = {}
    for value, word in tried:
        if str(word) != usual:
            groups.setdefault(str(word), []).append(value)
    return {"else": usual, **groups}


def _undecided(kb: KnowledgeBase, rule: str, needed: Sequence[Condition]) -> TableRow | None:
    """A row without what is decided: facts with which all conditions hold, and what else each of them may be.

    What a derived fact of the rule could rest on besides is tried too: it may imply the opposite. None where the
    conditions cannot hold together.
    """
    facts = satisfying_facts(kb, needed)
    if facts is None:
        return None
    conditions = conditions_by_fact(kb)
    changed = {}
    # What a code tells of the kind of operation stands in the table of that fact: each new code would change them all.
    by_phase = [c.fact for c in needed] == [kb.phase_fact]
    basis = (f for c in needed for f in kb.basis_of(c.fact) if not (by_phase and f == kb.code_fact))
    for fact in dict.fromkeys((*facts, *basis)):
        changed[fact] = {"tried": CODES if fact == kb.code_fact else _tried(fact, conditions[fact])}
    row = {"rule": rule, "facts": {f: as_plain(v) for f, v in facts.items()}, "one_fact_changed": changed}
    return {**row, "all_but_one_condition": list(_all_but_one(kb, needed, list(_changed(kb, row))))}


def _tried(fact: str, conditions: Sequence[Condition]) -> list[Any]:
    """The values of a fact that are tried: one for each class that the conditions tell apart, and each literal.

    Of choices all; of words also one that no condition names.
    """
    spec = vocabulary()[fact]
    if spec.kind == "choice":
        return list(spec.choices)
    found = [as_plain(value) for value in classes(fact, conditions).values()]
    literals = [v for c in conditions for v in (c.literal if isinstance(c.literal, tuple) else (c.literal,))]
    if spec.kind == "list":
        other = next((word for word in spec.items if word not in literals), None) if spec.items else OTHER
        found += [as_plain((v,)) for v in (*literals, other) if v is not None]
    elif spec.kind != "bool":
        found += [as_plain(v) for v in literals if v is not None]
        found += [OTHER] if spec.kind == "text" else []
    return [v for n, v in enumerate(found) if v not in found[:n]]


def _changed(kb: KnowledgeBase, row: TableRow) -> Iterator[dict[str, Any]]:
    """The facts of a row with each of them, and of those beside them, changed in every way that is tried."""
    for fact, tried in ((f, n["tried"]) for f, n in row["one_fact_changed"].items()):
        rest = {f: v for f, v in row["facts"].items() if f != fact}
        yield rest
        yield from ({**rest, fact: v} for v in (_codes(kb) if tried == CODES else tried))


def _all_but_one(kb: KnowledgeBase, needed: Sequence[Condition], tried: list[dict[str, Any]]) -> Iterator[TableRow]:
    """Facts with which all conditions hold but one, which fails or is unknown, where the facts tried show none.

    One fact may make several conditions hold, by what is derived from it: no change of it alone tells them apart.
    """
    bare = _deriving_only(alone(kb, ""), frozenset(c.fact for c in needed))
    seen = {tuple(_truth(c, known) for c in needed) for known in (judged(bare, facts).known for facts in tried)}
    for n, condition in enumerate(needed):
        rest = (*needed[:n], *needed[n + 1 :])
        fails, either = Fails(condition), (condition,)
        for truth, wanted, unless in ((False, (*rest, fails), ()), (None, rest, (either, (fails,)))):
            if (*[True] * n, truth, *[True] * (len(needed) - n - 1)) not in seen:
                facts = satisfying_facts(kb, wanted, unless)
                if facts is not None:
                    state = "unknown" if truth is None else "fails"
                    yield {state: condition.words, "facts": {f: as_plain(v) for f, v in facts.items()}}


def _truth(condition: Condition, known: dict[str, Any]) -> bool | None:
    return condition.test(known[condition.fact]) if condition.fact in known else None


# -- tables of codes ---------------------------------------------------------------------------------------------------


def table_of_code(kb: KnowledgeBase, code: str) -> Table:
    """The families of the causes that a code leaves open, in their order.

    Those that the document lists for the code and the health checks count: of other families a cause comes in by what
    speaks for it, which its own table tells. A code of another operation counts as none.
    """
    ranked = judged(kb, {kb.code_fact: code}).ranked
    if code in kb.foreign_code and ranked == judged(kb, {}).ranked:
        return {"code": code, "families": "as without a code"}
    listed = {**kb.code, **kb.foreign_code}[code].families
    health = {f.id for f in kb.families if f.health_step is not None}
    return {"code": code, "families": [f for f in _families(kb, ranked) if f in listed or f in health]}


def order_without_code(kb: KnowledgeBase) -> list[str]:
    """The families in their order where nothing is known, not even a code."""
    return _families(kb, judged(kb, {}).ranked)


def _families(kb: KnowledgeBase, causes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(kb.by_id[c].family for c in causes))
