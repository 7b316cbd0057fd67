"""The exception tree of backupdx. Everything that a caller may want to catch derives from `BackupdxError`.

BackupdxError
├── InputError        input that cannot be read or used (exit code 3)
│   └── UnknownFact   a fact name that the vocabulary does not have
├── UsageError        a request that makes no sense: an unknown cause, an impossible option (exit code 2)
└── EngineError       a fault of ours: a rule that raised, a contradictory rule base (exit code 4)
    └── Disagreement  two engines of ours that conclude different things of one case
"""

from __future__ import annotations


class BackupdxError(Exception):
    """Base of all errors that backupdx raises on purpose."""

    exit_code = 4


class InputError(BackupdxError):
    """Input that cannot be read.

    Args: `what` is wrong, `where` (file and place in it), what was `expected`, and what to do (`hint`).
    """

    exit_code = 3

    def __init__(self, what: str, *, where: str = "", expected: str = "", hint: str = "") -> None:
        self.what, self.where, self.expected, self.hint = what, where, expected, hint
        head = f"{where}: {what}" if where else what
        tail = [f"expected {expected}" if expected else "", hint]
        super().__init__(". ".join([head, *filter(None, tail)]))


class UnknownFact(InputError):
    """A fact name that is not in the vocabulary; `hint` carries the nearest valid one."""


class UsageError(BackupdxError):
    """A request that makes no sense; the message says which words are valid."""

    exit_code = 2


class EngineError(BackupdxError):
    """A fault of ours, with the rule that it happened in."""


class Disagreement(EngineError):
    """Two engines that conclude different things: `what` names the rule, `case` the case. No other case can be trusted.

    Without the name of the case, where names are not to be shown.
    """

    def __init__(self, what: str, case: str = "") -> None:
        super().__init__(what, case)  # as a worker process hands it on
        self.what, self.case = what, case

    def __str__(self) -> str:
        """What the engines disagree about, of which case, and what to do."""
        about = f"of the case {self.case}, " if self.case else "of one case, "
        return f"{about}{self.what}: no record of this run can be relied upon; please report this"


class NotRecognised(InputError):
    """A file that can be read, and is of no kind that tells anything."""


class Refused(InputError):
    """What was said in place of an answer: an error of `az`, a table that leaves most of it out."""
