"""What to do where a check of `backupdx kb check` finds something: by the name of the check, with the file to open.

`<area>/<cause>` stands for the cause that is named, `<topic>` for the part of the fact before its dot.
"""

from __future__ import annotations

_CAUSE = "kb/causes/<area>/<cause>.py"
_EXAMPLES = "kb/causes/<area>/<cause>.yaml"
_RULES = f"change one of the rules in {_CAUSE}"
_TOPIC = "facts/topics/<topic>.py"
_SIGNATURE = "facts/signatures/<linux, windows or azure>/"

ADVICE: dict[str, str] = {
    "parts": "the text names the part that does not fit; declarations stand in kb/causes/, kb/codes/ and "
    "kb/families.py",
    "unreadable-example": f"correct the fact or its value in {_EXAMPLES}; `backupdx kb facts` lists the facts",
    "contradictory-rules": f"{_RULES}: give the excluding one a fact that cannot hold beside the confirming one",
    "never-holds": f"{_RULES}, or the derivation in kb/derivations.py: its conditions exclude each other",
    "duplicate-rule": f"take one of the two out of {_CAUSE}",
    "subsumed-rule": f"take the rule that needs more out of {_CAUSE}, or make it a stronger kind",
    "redundant-rule": f"take the rule out of {_CAUSE}",
    "overruled-rule": f"{_RULES}: what it holds on must not be what excludes the cause",
    "unnecessary-condition": f"take the condition out of the rule in {_CAUSE}",
    "unnecessary-word": f"take the value out of the rule in {_CAUSE}",
    "without-argument": f"give the rule in {_CAUSE} both `because` and `rival`",
    "rootless-effect": f"name it in `leads_to` of a cause that makes it so, or take `effect` out of {_CAUSE}",
    "never-confirmed": f"write a rule `confirms` in {_CAUSE}, or declare `hint_only=True`",
    "dead-link": f"take the target out of `leads_to` in {_CAUSE}, or mend the rules that exclude each other",
    "same-step": f"give the causes different numbers in `step` of {_CAUSE}",
    "no-remedy": f"write the steps in `remedy` of {_CAUSE}",
    "no-verification": f"write `verify` in {_CAUSE}, with commands that only read",
    "no-source": f"name the document in `sources` of {_CAUSE}, of the code in kb/codes/ or of the family in "
    "kb/families.py; a new document goes into facts/documents.py",
    "uncovered-code": f"take the family out of the code in kb/codes/, or let `codes` of {_CAUSE} name the code",
    "never-listed": f"name a scope that codes leave open (SCOPES in kb/codes/__init__.py) or a code in `codes` of "
    f"{_CAUSE}; or list the family in `families` of a code in kb/codes/, where the document lists it",
    "never-settled": f"write a rule `confirms` in {_CAUSE}, for a cause that the code lists",
    "unused-question": f"write a rule that looks at it; or take its question out of {_TOPIC} and say in "
    "kb/idle_facts.py why the fact is there",
    "unused-conclusion": "write a rule that looks at it, or take it out of kb/derivations.py",
    "unknowable-fact": f"give the fact in {_TOPIC} a question and a way to observe it (`linux(...)`, `windows(...)`, "
    "`az(...)`, `portal(...)` or `ask(...)`), or a derivation in kb/derivations.py",
    "illegal-value": f"spell the value as the fact in {_TOPIC} has it, or add it there",
    "value-told-apart-by-no-rule": "write a rule that looks for the value, or say in kb/uninformative_values.py why it "
    "says nothing",
    "no-window": f"say in {_TOPIC} how long the fact lasts by itself: `lasts` is fixed, configured, state or event",
    "stale-uninformative-value": "take the value out of kb/uninformative_values.py",
    "broken-signature": f"mend the signature in {_SIGNATURE}",
    "signature-not-fired": f"make `has`, `pattern` and `example` of the signature in {_SIGNATURE} agree",
    "signature-not-alone": f"make the literals in {_SIGNATURE} tell the two apart, or list the other one in `also`",
    "signature-not-silent": f"choose a `silent` text in {_SIGNATURE} that looks alike and means something else",
    "unused-signature": f"write a rule in {_CAUSE} that looks at it, or say in `noise` or `context` in {_SIGNATURE} "
    "why none does",
    "noise-in-a-rule": f"take `noise` out of the signature in {_SIGNATURE}, or the fact out of the rule",
    "unused-fact": f"write a rule that looks at it, take it out of {_TOPIC}, or say in kb/idle_facts.py why it stays",
    "missing-example": f"write the examples in {_EXAMPLES}: two in which the cause fires, two in which it is silent, "
    "one of them with `near_miss: true`, each with a name of its own",
    "example-fails": "look at the example with `backupdx diagnose`, and mend it or the rules of the pack",
    "pack-command": "try it with the real Azure CLI: backupdx verifies its own commands only",
    "no-rival": f"write an example in {_EXAMPLES} with `rival: true` and `first: <another cause>` in `expect`: the "
    "same symptoms, and the other cause is the right one",
    "untraced-statement": "say in kb/coverage.yaml where the statement is encoded, with a place that exists",
    "unverified-command": "run `make verify-commands`; it writes kb/verified_commands.yaml",
    "unknown-source": "declare the document in facts/documents.py, with its edition and the day of its review",
    "source-not-reviewed": "read the document again, mend what has changed, and set the day of its review in "
    "facts/documents.py",
}
