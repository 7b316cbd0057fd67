"""One text that tells a fact twice: a session in which something was looked at, changed, and looked at again.

What stands later in a text was printed later. It holds, and the change is told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from ..facts.vocabulary import spec_of
from .base import Finding

_MOST_NOTES = 5


def later_holds(answers: Iterable[tuple[Hashable, list[Finding]]]) -> None:
    """Take facts out of the findings of earlier answers that a later answer of the same kind, and VM, tells again.

    Each answer comes with what makes it comparable to others. Rows of lists stay: two lists may be of different things.
    What was printed on one machine says nothing of another one.
    """
    answers = list(answers)
    several = len({f.host.lower() for _, findings in answers for f in findings if f.host}) > 1
    later: dict[Hashable, dict[str, Finding]] = {}
    for kind, findings in reversed(answers):
        told: dict[Hashable, dict[str, Finding]] = {}
        for finding in findings:
            host = (finding.host or "").lower() if several else ""
            about = (kind, finding.vm.name if finding.vm else "", host)
            known = later.get(about, {})
            for path in [path for path in finding.facts if path in known and spec_of(path).kind != "rows"]:
                _change(path, finding, known[path])
                del finding.facts[path], finding.places[path]
            told.setdefault(about, {}).update(dict.fromkeys(finding.facts, finding))
        for key, facts in told.items():
            later[key] = facts | later.get(key, {})


def _change(path: str, before: Finding, after: Finding) -> None:
    """Tell, with the later finding, of a fact that was another one before."""
    old, new = before.facts[path], after.facts[path]
    if old == new or not spec_of(path).askable or len(after.notes) >= _MOST_NOTES:
        return
    after.notes.append(
        f"{path} changes within the text: {_word(old)} ({before.places[path]}), later {_word(new)} "
        f"({after.places[path]}). The later one is taken; if the backup failed before the change, it met the first"
    )


def _word(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)[:80]
