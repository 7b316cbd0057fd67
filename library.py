"""The library: load cases, diagnose them, and ask why. Pure: no printing, no logging, no state that a caller sees."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .engine.interview import Interview as BaseInterview
from .engine.reasoning import Reasoning
from .engine.result import Diagnosis
from .facts.case import Case
from .facts.errors import InputError, UsageError
from .kb.knowledge import knowledge_base
from .kb.known_code import with_known_code as with_known_code
from .readers.loading import GIVEN, load_given, load_named, load_paths

if TYPE_CHECKING:
    from .redaction import Redactor


def load(*paths: str | Path, error_code: str | None = None, **facts: Any) -> Case:
    """The one case in these files and folders; the error code and further facts may be given beside them.

    `facts` are given as `topic__name=value` (`vm__os_type="linux"`). Raises InputError for what cannot be read and
    where the files are about several VMs (`load_all` gives them all).
    """
    case = _only(load_all(*paths)) if paths else Case()
    given = {k.replace("__", ".", 1): v for k, v in facts.items()}
    if error_code is not None:
        given["error.code"] = error_code
    return case.with_facts(given) if given else case


def load_all(*paths: str | Path) -> list[Case]:
    """All cases in these files and folders, sorted by VM. Raises InputError where nothing can be used."""
    return load_paths(paths).cases


def load_text(text: str, name: str = GIVEN) -> Case:
    """The case that a text tells: an error code, a message, an e-mail, a log, the output of a command, a fact file.

    A text of which nothing is understood is kept as words, which order what is possible. Raises InputError for an empty
    text, for one that is damaged, and where it is about several VMs.
    """
    return _only(load_given(text, where=name).cases)


def load_bytes(contents: Mapping[str, bytes]) -> Case:
    """The one case in these contents, each by the name of the file that it would be; archives are opened.

    Nothing is written to disk. Raises InputError as `load` does.
    """
    return _only(load_all_bytes(contents))


def load_all_bytes(contents: Mapping[str, bytes]) -> list[Case]:
    """All cases in these contents, sorted by VM. Raises InputError where nothing can be used."""
    return load_named(contents).cases


def load_data(data: Any, name: str = "data") -> Case:
    """The one case in data as `json.loads` gives it: an answer of Azure, or a fact file.

    Raises InputError as `load` does, and for data that JSON cannot hold.
    """
    try:
        text = json.dumps(data, default=str)
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(f"is no data as JSON has it: {error}", where=name) from None
    return load_bytes({name: text.encode("utf-8", "replace")})


def _only(cases: list[Case]) -> Case:
    if len(cases) != 1:
        names = ", ".join(c.vm.name or c.id or "?" for c in cases[:5])
        raise InputError(f"the files are about {len(cases)} VMs ({names}, ...)", hint="use load_all")
    return cases[0]


def reason(case: Case, redactor: Redactor | None = None) -> Reasoning:
    """Everything that follows from a case: ask it `why(cause)`, `what_if(facts)` or for its `diagnosis()`.

    With a `redactor`, all that it says has pseudonyms for names (`redactor.names` tells which). Raises UsageError for
    what is no case.
    """
    if not isinstance(case, Case):
        raise UsageError(
            f"a case is expected here, not {_kind(case)}: `load_data({{...}})` makes one of data, `load_text(...)` "
            "of a text, `load(...)` of files"
        )
    known = with_known_code(case)
    return Reasoning(knowledge_base(), redactor.case(known) if redactor else known)


def diagnose(case: Case, proof: bool = False, earlier: Case | Sequence[Case] = ()) -> Diagnosis:
    """The ranked explanations of a case with their remedies; with a proof of the verdicts where wanted.

    With `earlier` cases of the same VM its `changes` tell what changed since: of several, since the newest that is no
    newer than the last backup that ended well. Raises UsageError for what is no case, InputError where an earlier one
    is known to be of another VM, and EngineError for a fault of ours.
    """
    before = (earlier,) if isinstance(earlier, Case) else tuple(earlier)
    if wrong := [other for other in before if not isinstance(other, Case)]:
        raise UsageError(f"an earlier case is expected here, not {_kind(wrong[0])}: `load(...)` makes one of files")
    return reason(case).diagnosis(proof, before)


def _kind(given: object) -> str:
    return {"dict": "a dict", "str": "a text", "list": "a list"}.get(type(given).__name__, type(given).__name__)


def to_text(*diagnoses: Diagnosis, width: int = 80, height: int = 24, full: bool = False) -> str:
    """What `backupdx diagnose` prints: one screen of so many columns and rows, or all of it (`full`); no colours.

    Several diagnoses become a table. Raises UsageError for what is no diagnosis, and for none.
    """
    from .report.changed import changed
    from .report.screen import Screen
    from .report.several import several
    from .report.text import TextReport

    shown = _given(diagnoses)
    if full:
        report = TextReport(width, full=True)
        return "\n".join(changed(d, width, full=True) + report.diagnosis(d) for d in shown)
    if len(shown) > 1:
        return several(shown, Screen(width, height=height))
    first = changed(shown[0], width)
    return first + Screen(width, height=height - first.count("\n")).diagnosis(shown[0])


def to_markdown(*diagnoses: Diagnosis) -> str:
    """The diagnoses as Markdown for a ticket; every name in it is literal text. Raises UsageError as `to_text` does."""
    from .report.markdown import render

    return "\n".join(render(d) for d in _given(diagnoses))


def _given(diagnoses: tuple[Diagnosis, ...]) -> tuple[Diagnosis, ...]:
    if not diagnoses or not all(isinstance(d, Diagnosis) for d in diagnoses):
        raise UsageError("a diagnosis is expected here: `diagnose(case)` gives one")
    return diagnoses


class Interview(BaseInterview):
    """Questions about one case, in the order of the greatest expected saving; see backupdx.engine.interview."""

    def __init__(self, case: Case | None = None) -> None:
        from .kb.bundles import bundles  # what a collection tells: a diagnosis does not need it

        super().__init__(knowledge_base(), case or Case(), with_known_code, bundles())
