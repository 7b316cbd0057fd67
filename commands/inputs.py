"""What commands read: the cases in files, and the one that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..facts.errors import InputError, UsageError
from .output import say

if TYPE_CHECKING:
    from ..facts.case import Case
    from ..redaction import Redactor


def loaded_cases(paths: Sequence[str], redactor: Redactor | None = None) -> list[Case]:
    """The cases in the files; what was left out is told on stderr, with pseudonyms where a redactor is given.

    Raises InputError where nothing can be used.
    """
    from ..readers.loading import load_paths
    from .redacting import met, redacted_remarks

    loaded = load_paths(paths)
    met(loaded.cases)
    told = redacted_remarks(loaded, redactor) if redactor else loaded
    for file in told.files:
        if file.status != "read":
            say(f"{file.status}: {file.file}: {file.detail}")
    for remark in told.remarks:
        say(f"note: {remark}")
    return loaded.cases


def of_vm(cases: Sequence[Case], vm: str) -> list[Case]:
    """The cases of the VM of this name, in any case of letters. Raises InputError where there is none."""
    found = [case for case in cases if (case.vm.name or "").lower() == vm.lower()]
    if found:
        return found
    from ..facts.declaration import nearest

    names = [case.vm.name for case in cases if case.vm.name]
    guess = nearest(vm, names)
    raise InputError(
        f"no VM {vm!r} in these files",
        hint=f"did you mean {guess}?" if guess else f"they are about {', '.join(names[:8])}",
    )


def only_one(cases: Sequence[Case]) -> Case:
    """The case, where it is one. Raises UsageError where there are more."""
    if len(cases) != 1:
        names = ", ".join(case.vm.name or case.id or "?" for case in cases[:8])
        raise UsageError(f"the files are about {len(cases)} VMs ({names}): choose one with --vm")
    return cases[0]
